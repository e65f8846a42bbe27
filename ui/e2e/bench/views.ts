/** Measures how views open that aren't grids, how controls are presented, and the search over everything. */
import { Key } from "selenium-webdriver";
import { type } from "../keys";
import { chord, goTo, press, settled, shownAt } from "../steps";
import type { Bar, Figures } from "./figures";
import { going } from "./grids";
import type { Stopwatch } from "./stopwatch";

const ROUNDS = 7;

/** The issue has bars for grids alone; what opens or is found elsewhere is held against the same ones. */
const OPEN: Bar = { words: "another view opened within 500 ms, as a grid", unit: "ms", limit: 500 };
const FIND: Bar = { words: "found as one types within 150 ms, as a filter", unit: "ms", limit: 150 };

/** A view by its name: the place, and a selector of what must be there. */
type View = readonly [name: string, place: object, selector: string];

/** The views that are opened. */
export const VIEWS: readonly View[] = [
  ["the overview", { view: "overview" }, ".ov"],
  ["the calendar", { view: "matrix", part: "calendar" }, ".cal .cal-cell"],
  ["the coverage", { view: "matrix", part: "coverage" }, ".cov .cov-row .cov-name"],
  ["the walkthrough's choice", { view: "walkthrough" }, ".choose-rows li"],
];

/** Nothing in the page is on its way. */
const QUIET = `document.querySelector("main [aria-busy=true], main .loading, main .skeleton, main[aria-busy=true]") === null`;

/** Opens a view from the settings, until it is whole. */
export async function viewing(watch: Stopwatch, [name, place, selector]: View, figures: Figures): Promise<void> {
  const painted = `document.querySelector(${JSON.stringify(selector)}) && ${QUIET}`;
  const found: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await goTo(watch.window, { view: "settings" });
    const times = await watch.act(going(place), { conditions: { painted } });
    if (times) found.push(times.painted ?? Number.NaN);
    await settled(watch.window);
  }
  figures.add(OPEN, `${name} opened`, found);
}

/** Presents all controls and turns pages by key. */
export async function presenting(watch: Stopwatch, figures: Figures): Promise<void> {
  const { window } = watch;
  await goTo(window, { view: "settings" });
  await goTo(window, { view: "walkthrough" });
  await shownAt(window, ".choose-start button");
  await watch.ask("document.querySelector('.choose-start button').focus()");
  const first = await watch.on("keydown", () => press(window, Key.ENTER), {
    conditions: { painted: `document.querySelector(".present h1") && ${QUIET}` },
  });
  const found: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await watch.ask("(window.stopwatchTitle = document.querySelector('.present h1').textContent)");
    const times = await watch.on("keydown", () => press(window, Key.ARROW_RIGHT), {
      conditions: { painted: "document.querySelector('.present h1').textContent !== window.stopwatchTitle" },
    });
    if (times) found.push(times.painted ?? Number.NaN);
  }
  // Leaving asks for the passphrase; here it is left by script.
  await goTo(window, { view: "settings" });
  figures.add(OPEN, "all controls presented: the first", Object.values(first ?? {}), 1);
  figures.add(OPEN, "all controls presented: the next one", found);
}

/** Searches everything letter by letter, each from its key until what is found is painted. */
export async function searching(watch: Stopwatch, figures: Figures): Promise<void> {
  const { window } = watch;
  const found: number[] = [];
  for (const text of ["ticket 00", "backup 12", "owner"]) {
    await chord(window, [Key.CONTROL], "k");
    await shownAt(window, "dialog.palette");
    for (const letter of text) {
      const times = await watch.on("keydown", () => type(window, letter), {
        conditions: { painted: "stopwatch.changed(run)" },
        answer: /^search\.find$/,
        look: "document.querySelector('.palette-list')?.textContent",
      });
      if (times) found.push(times.painted ?? Number.NaN);
    }
    await press(window, Key.ESCAPE);
    await window.driver.wait(async () => watch.ask("document.querySelector('dialog.palette') === null"), 10_000);
  }
  figures.add(FIND, "a letter typed, the search over everything", found);
}
