/** Prints the bars of the grid, measured in the real window over a great vault: npm run bench -- --program P --vault V --passphrase W */
import { readdirSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { By, Key } from "selenium-webdriver";
import { chord, goTo, settled, shownAt, unlock } from "./steps";
import { RealWindow } from "./window";

const { values } = parseArgs({
  options: { program: { type: "string" }, vault: { type: "string" }, passphrase: { type: "string" } },
});
const { program, vault, passphrase } = values;
if (!program || !vault || !passphrase) throw new Error("bench needs --program, --vault, --passphrase");

const ROUNDS = 9;

/** Milliseconds in the page from an act until the condition holds and is painted; -1 where it never did. */
function timing(act: string, until: string): string {
  return `
    const done = arguments[arguments.length - 1];
    const holds = () => (${until});
    const from = performance.now();
    ${act};
    const look = () => {
      if (holds()) requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - from)));
      else if (performance.now() - from > 20000) done(-1);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);`;
}

const FIRST =
  "(document.querySelector('[role=grid] [role=row][aria-rowindex=\"2\"] [role=gridcell]')?.textContent ?? '')";

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function say(what: string, measured: number[], bar: number, unit = "ms"): void {
  const [low, high] = [Math.min(...measured), Math.max(...measured)];
  const met = median(measured) <= bar ? "met" : "MISSED";
  process.stdout.write(
    `${what}: median ${median(measured).toFixed(0)} ${unit} (${low.toFixed(0)} to ${high.toFixed(0)}), bar ${bar} ${unit}: ${met}\n`,
  );
}

/** Resident memory of the web process in MiB, from the system. */
function webMemory(home: string): number {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const own = readFileSync(`/proc/${pid}/environ`, "utf8").includes(`HOME=${home}`);
      if (own && readFileSync(`/proc/${pid}/comm`, "utf8").startsWith("WebKitWebProces")) {
        const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
        return Number(found?.[1] ?? Number.NaN) / 1024;
      }
    } catch {
      // A process that has ended meanwhile.
    }
  }
  return Number.NaN;
}

const shown = await RealWindow.open({ program });
const timed = (act: string, until: string) => shown.driver.executeAsyncScript(timing(act, until)) as Promise<number>;
const went = (place: object) =>
  `window.dispatchEvent(new CustomEvent('vouchsafe-go', { detail: ${JSON.stringify(place)} }))`;

try {
  await unlock(shown, vault, passphrase);
  for (const [name, place] of [
    ["controls", { view: "matrix", part: "grid" }],
    ["evidence items", { view: "evidence" }],
  ] as const) {
    await goTo(shown, place);
    const opened: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await goTo(shown, { view: "activity" });
      opened.push(
        await timed(went(place), `document.querySelector('main[data-view=${place.view}]') && ${FIRST} !== ''`),
      );
    }
    say(`first rows of ${name}`, opened, 500);
    await goTo(shown, place);
    const sorted: number[] = [];
    const headers = await shown.driver.findElements(By.css("[role=grid] [role=columnheader]"));
    for (let round = 0; round < ROUNDS && headers.length > 0; round++) {
      const column = (round % Math.min(3, headers.length)) + 1;
      await shown.driver.executeScript(
        `window.before = ${FIRST} + document.querySelector('[role=grid]').innerText.slice(0, 2000)`,
      );
      const press = `document.querySelectorAll('[role=grid] [role=columnheader]')[${column - 1}].click()`;
      sorted.push(
        await timed(
          press,
          `(${FIRST} + document.querySelector('[role=grid]').innerText.slice(0, 2000)) !== window.before`,
        ),
      );
      await settled(shown);
    }
    say(
      `a sort of ${name}`,
      sorted.filter((one) => one >= 0),
      150,
    );
    const paged: number[] = [];
    let blank = 0;
    await shownAt(shown, "[role=grid]");
    await shown.driver.executeScript("document.querySelector('[role=grid]').focus()");
    for (let page = 0; page < 30; page++) {
      const from = performance.now();
      await chord(shown, [], Key.PAGE_DOWN);
      paged.push(performance.now() - from);
      blank += (await shown.driver.executeScript(
        "return [...document.querySelectorAll('[role=grid] [role=row]')].length < 5 ? 1 : 0",
      )) as number;
    }
    say(`a page down in ${name}, driver included`, paged, 150);
    process.stdout.write(`frames without rows while paging ${name}: ${blank}\n`);
  }
  process.stdout.write(`memory of the web process: ${webMemory(shown.home).toFixed(0)} MiB, bar 400 MiB\n`);
} finally {
  await shown.close();
}
