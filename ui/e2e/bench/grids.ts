/** Measures a grid: first rows, sorts, filters, paging, and cells that are edited. Keys and clicks are a person's; only the way to a view is gone by script. */
import { setTimeout as sleep } from "node:timers/promises";
import { By, Key } from "selenium-webdriver";
import { activeCell, focusOn, tabTo, toColumn, type } from "../keys";
import { chord, goTo, named, press, settled, shownAt } from "../steps";
import type { Bar, Figures } from "./figures";
import { diskSyncs } from "./machine";
import type { Stopwatch, Times } from "./stopwatch";

/** A grid, and what is done with it. */
export interface GridPlan {
  /** Its rows in words. */
  rows: string;
  place: { view: string; part?: string };
  /** Another view, from which it is opened. */
  from: { view: string };
  /** The call that gives its rows. */
  call: RegExp;
  /** Titles of columns that are sorted by. */
  sorts: readonly string[];
  /** Title of the column whose choices are filtered by. */
  facet: string;
  /** What is typed, letter by letter, one word after the other: into the view's search, or into the filter of a column. */
  typed: { words: readonly string[]; column?: string };
}

const ROUNDS = 9;
const PAGES = 30;

const bars = {
  open: { words: "first rows within 500 ms of opening a view", unit: "ms", limit: 500 },
  sort: { words: "a sort within 150 ms", unit: "ms", limit: 150 },
  filter: { words: "a filter within 150 ms", unit: "ms", limit: 150 },
  blank: { words: "no blank frames while scrolling a page at a time", unit: "frames", limit: 0 },
} as const satisfies Record<string, Bar>;

/** An act of the page that goes to a place. */
export const going = (place: object) =>
  `window.dispatchEvent(new CustomEvent("vouchsafe-go", { detail: ${JSON.stringify(place)} }))`;

/** The number of a run with one condition; undefined where nothing changed. */
const only = (times: Times) => Object.values(times ?? {})[0];

/** Repeats until there are so many times, and not for ever: some acts change nothing that is in sight. */
async function several(wanted: number, measure: (round: number) => Promise<number | undefined>): Promise<number[]> {
  const found: number[] = [];
  for (let round = 0; round < wanted * 3 && found.length < wanted; round += 1) {
    const one = await measure(round);
    if (one !== undefined) found.push(one);
  }
  return found;
}

/** Opens the view from another one, until all rows in sight are painted. */
export async function opening(watch: Stopwatch, plan: GridPlan, figures: Figures): Promise<void> {
  const painted = `document.querySelector("main[data-view=${plan.place.view}]") && stopwatch.whole()`;
  const found = await several(ROUNDS, async () => {
    await goTo(watch.window, plan.from);
    const time = only(await watch.act(going(plan.place), { conditions: { painted } }));
    await settled(watch.window);
    return time;
  });
  figures.add(bars.open, `first rows of ${plan.rows}`, found);
}

/** Changed rows, all of them there. */
const changed = (plan: GridPlan) => ({
  conditions: { painted: "stopwatch.changed(run) && stopwatch.whole()" },
  answer: plan.call,
});

/** Clicks on headers, each column upwards and downwards. */
export async function sorting(watch: Stopwatch, plan: GridPlan, figures: Figures): Promise<void> {
  await goTo(watch.window, plan.place);
  const found = await several(ROUNDS, async (round) => {
    const column = plan.sorts[Math.floor(round / 2) % plan.sorts.length];
    const head = await shownAt(watch.window, `main .grid [role=columnheader][aria-label="${column}"]`);
    // At its left end: the menu's button may lie over the middle.
    const x = 10 - Math.floor((await head.getRect()).width / 2);
    const click = () => watch.window.driver.actions().move({ origin: head, x, y: 0 }).click().perform();
    const time = only(await watch.on("click", click, changed(plan)));
    await settled(watch.window);
    return time;
  });
  figures.add(bars.sort, `a sort of ${plan.rows}`, found);
}

/** Opens the filter of a column in the view's tools. */
async function filterOf(watch: Stopwatch, column: string): Promise<void> {
  await (await named(watch.window, "button", "Filter")).click();
  await shownAt(watch.window, ".choose-column");
  for (const button of await watch.window.driver.findElements(By.css(".choose-column button"))) {
    if ((await button.getText()) !== column) continue;
    await button.click();
    await shownAt(watch.window, ".filter-form");
    return settled(watch.window);
  }
  throw new Error(`no filter by ${column}`);
}

async function leaveFilter(watch: Stopwatch): Promise<void> {
  await press(watch.window, Key.ESCAPE);
  await watch.window.driver.wait(async () => watch.ask("document.querySelector('.filter-form') === null"), 10_000);
  await settled(watch.window);
}

/** Chooses values of a column and takes them back, one by one. */
export async function choosing(watch: Stopwatch, plan: GridPlan, figures: Figures): Promise<void> {
  await goTo(watch.window, plan.from);
  await goTo(watch.window, plan.place);
  await filterOf(watch, plan.facet);
  const choices = await watch.ask<number>("document.querySelectorAll('.filter-list label').length");
  const found = await several(ROUNDS, async (round) => {
    const at = Math.floor(round / 2) % Math.max(1, Math.min(choices, 4));
    const all = await watch.window.driver.findElements(By.css(".filter-list label"));
    const time = only(await watch.on("click", async () => all[at]?.click(), changed(plan)));
    await settled(watch.window);
    return time;
  });
  await leaveFilter(watch);
  figures.add(bars.filter, `a value chosen, ${plan.rows} by ${plan.facet.toLowerCase()}`, found);
}

/** Types letter by letter, each measured from its key; prints also how much of it the program and the painting took. */
export async function typing(watch: Stopwatch, plan: GridPlan, figures: Figures): Promise<void> {
  const { words, column } = plan.typed;
  await goTo(watch.window, plan.from);
  await goTo(watch.window, plan.place);
  if (column) {
    await filterOf(watch, column);
    await (await shownAt(watch.window, ".filter-form input[type=text]")).click();
  } else await (await shownAt(watch.window, "main .tools .search input")).click();
  const found: number[] = [];
  const working: number[] = [];
  for (const word of words) {
    for (const letter of word) {
      const time = only(await watch.on("keydown", () => type(watch.window, letter), changed(plan)));
      if (time !== undefined) {
        found.push(time);
        working.push(time - (await watch.ask<number>(`(${WAITED})(${plan.call})`)));
      }
      await settled(watch.window);
    }
    await chord(watch.window, [Key.CONTROL], "a");
    await press(watch.window, Key.BACK_SPACE);
    await sleep(600);
    await settled(watch.window);
  }
  if (column) await leaveFilter(watch);
  const where = column ? `the filter of ${column.toLowerCase()}` : "the search";
  figures.add(bars.filter, `a letter typed, ${where} of ${plan.rows}`, found);
  figures.add(undefined, "  of it from the call to the painting", working);
}

/** How long after the key the call was made. */
const WAITED =
  "(name) => { const { run, asked } = window.stopwatch; return asked.find((one) => one.from >= run.from && name.test(one.name)).from - run.from; }";

/** Pages down by its key, with every frame looked at. */
export async function paging(watch: Stopwatch, plan: GridPlan, figures: Figures): Promise<void> {
  await goTo(watch.window, plan.from);
  await goTo(watch.window, plan.place);
  await shownAt(watch.window, "main .grid[role=grid]");
  await watch.ask("stopwatch.grid().focus()");
  await chord(watch.window, [Key.CONTROL], Key.HOME);
  // The view is open and at rest: what is watched is the scrolling.
  await watch.window.driver.wait(async () => watch.ask("stopwatch.whole()"), 10_000);
  await settled(watch.window);
  const found: number[] = [];
  const moved = "stopwatch.grid().scrollTop !== window.stopwatchTop && stopwatch.whole()";
  const frames = await watch.frames(async () => {
    for (let page = 0; page < PAGES; page += 1) {
      const end = await watch.ask<boolean>(
        "(window.stopwatchTop = stopwatch.grid().scrollTop) + stopwatch.grid().clientHeight >= stopwatch.grid().scrollHeight - 1",
      );
      if (end) await chord(watch.window, [Key.CONTROL], Key.HOME);
      if (end) await watch.ask("(window.stopwatchTop = stopwatch.grid().scrollTop)");
      const time = only(
        await watch.on("keydown", () => press(watch.window, Key.PAGE_DOWN), { conditions: { painted: moved } }),
      );
      // The first key may move within what is in sight.
      if (time !== undefined) found.push(time);
    }
  });
  figures.add(undefined, `a page down in ${plan.rows}`, found);
  figures.add(bars.blank, `frames with a line not drawn, ${plan.rows} (of ${frames.frames})`, [frames.undrawn], 1);
  figures.add(bars.blank, `frames with a row not loaded, ${plan.rows} (of ${frames.frames})`, [frames.unloaded], 1);
  for (const words of frames.first) figures.remark(words);
}

/** Edits titles in the grid, one line after the other; beside it stands what this disk takes to keep a block. */
export async function editing(
  watch: Stopwatch,
  plan: GridPlan,
  figures: Figures,
  given: { vault: string; call: RegExp; grid: string; state?: string },
): Promise<void> {
  const { window } = watch;
  await goTo(window, plan.from);
  await goTo(window, plan.place);
  if (given.state) {
    await filterOf(watch, plan.facet);
    await (await choiceOf(watch, given.state)).click();
    await settled(window);
    await leaveFilter(watch);
  }
  await watch.ask("stopwatch.grid().focus()");
  await tabTo(window, "grid", given.grid);
  await chord(window, [Key.CONTROL], Key.HOME);
  await toColumn(window, "Title");
  const syncs = diskSyncs(given.vault, ROUNDS);
  const found = { shown: [] as number[], confirmed: [] as number[], reread: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const text = `Measured ${Date.now()} in round ${round}`;
    const at = await watch.ask<string>(ACTIVE);
    await press(window, Key.F2);
    await focusOn(window, "textbox", "Edit Title");
    await type(window, text);
    const cell = `document.querySelector(${JSON.stringify(at)})`;
    const shows = `${cell}?.querySelector("input") === null && ${cell}.textContent.includes(${JSON.stringify(text)})`;
    const is = (state: string) => `${cell}.classList.contains("${state}")`;
    const times = await watch.on("keydown", () => press(window, Key.ENTER), {
      conditions: {
        shown: shows,
        confirmed: `${shows} && !${is("saving")} && !${is("refused")} && stopwatch.answered(run, ${given.call})`,
        reread: `${shows} && !${is("saving")} && !${is("refused")} && !${is("saved")} && stopwatch.answered(run, ${plan.call})`,
      },
    });
    if (!times) throw new Error(`${at} was not saved: ${(await activeCell(window)).line}`);
    for (const [name, list] of Object.entries(found)) list.push(times[name] ?? Number.NaN);
    syncs.push(...diskSyncs(given.vault, 3));
    await settled(window);
  }
  const sync = [...syncs].sort((a, b) => a - b)[Math.floor(syncs.length / 2)] ?? Number.NaN;
  const bar: Bar = { words: "a cell edit confirmed within 50 ms plus one disk sync", unit: "ms", limit: 50 + sync };
  figures.add(undefined, "one disk sync here: 4 KiB written and fdatasync", syncs);
  figures.add(undefined, `a title edited, ${plan.rows}: until it is shown`, found.shown);
  figures.add(bar, `a title edited, ${plan.rows}: until it is confirmed`, found.confirmed);
  figures.add(undefined, `a title edited, ${plan.rows}: until its row is read anew`, found.reread);
}

/** A selector of the active cell that stays its own when the cursor moves on. */
const ACTIVE = `(() => {
  const cell = document.getElementById(stopwatch.grid().getAttribute("aria-activedescendant"));
  return \`main .grid .grow-row[data-line="\${cell.closest("[data-line]").dataset.line}"] [aria-colindex="\${cell.getAttribute("aria-colindex")}"]\`;
})()`;

async function choiceOf(watch: Stopwatch, name: string) {
  for (const label of await watch.window.driver.findElements(By.css(".filter-list label")))
    if ((await label.getText()).trim().startsWith(name)) return label;
  throw new Error(`no choice ${name}`);
}
