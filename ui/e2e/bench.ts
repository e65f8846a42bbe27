/** Measures the window over a great vault and prints each figure beside its bar: npm run bench -- --program P --vault V --passphrase W [--only grids|edits|views|search] [--calls]. It edits titles in that vault. A missed bar is printed, not failed; only what can't be measured fails. */
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { Key } from "selenium-webdriver";
import { type Bar, Figures } from "./bench/figures";
import { choosing, editing, type GridPlan, opening, paging, sorting, typing } from "./bench/grids";
import { type Memory, webMemory } from "./bench/machine";
import { putInPlace } from "./bench/ready";
import { Stopwatch } from "./bench/stopwatch";
import { presenting, searching, VIEWS, viewing } from "./bench/views";
import { goTo, press, settled, unlock } from "./steps";
import { RealWindow } from "./window";

const { values } = parseArgs({
  options: {
    program: { type: "string" },
    vault: { type: "string" },
    passphrase: { type: "string" },
    only: { type: "string", multiple: true, default: [] },
    calls: { type: "boolean", default: false },
  },
});
const { program, vault, passphrase, only } = values;
if (!program || !vault || !passphrase) throw new Error("bench needs --program, --vault, --passphrase");

const CONTROLS: GridPlan = {
  rows: "controls",
  place: { view: "matrix", part: "grid" },
  from: { view: "settings" },
  call: /^control\.page$/,
  sorts: ["Title", "Owner", "Occurrences"],
  facet: "Frequency",
  typed: { words: ["sys", "bac", "mon", "own"], column: "Title" },
};
const EVIDENCE: GridPlan = {
  rows: "evidence",
  place: { view: "evidence" },
  from: { view: "settings" },
  call: /^evidence\.page$/,
  sorts: ["Title", "Control", "State"],
  facet: "State",
  typed: { words: ["tic", "app", "rev", "07"] },
};
const LOG: GridPlan = {
  rows: "the log",
  place: { view: "activity" },
  from: { view: "settings" },
  call: /^log\.page$/,
  sorts: ["Row", "When", "What"],
  facet: "What",
  typed: { words: ["gap", "req", "own", "evi"] },
};

const figures = new Figures((line) => process.stdout.write(`${line}\n`));
const shown = await RealWindow.open({ program });
const memory: (Memory & { part: string })[] = [];

/** One part of the measuring; where it fails, the others still go on. */
async function part(watch: Stopwatch, name: string, what: string, measure: () => Promise<void>): Promise<void> {
  if (only.length > 0 && !only.includes(name)) return;
  try {
    await measure();
  } catch (thrown) {
    figures.failed(what, thrown);
    // What is still open would stand in the way of the next part.
    await press(shown, Key.ESCAPE, Key.ESCAPE, Key.ESCAPE);
  }
  const now = webMemory(shown.home);
  memory.push({ ...now, part: name });
  if (values.calls) {
    figures.calls(watch.takeCalls());
    process.stdout.write(
      `    ${now.now.toFixed(0)} MiB in the web process behind ${what}, at most ${now.most.toFixed(0)}\n`,
    );
  }
}

/** The figures of the memory: behind the grids, for which the bar was set, and the most that it ever was. */
function remembered(): void {
  const bar: Bar = { words: "memory of the web process under 400 MiB", unit: "MiB", limit: 400 };
  const grids = memory.filter(({ part }) => part === "grids" || part === "edits").map((one) => one.now);
  if (grids.length > 0) figures.add(bar, "memory of the web process, the most behind a grid", [Math.max(...grids)], 1);
  const peak = Math.max(...memory.map((one) => one.most));
  figures.add(bar, "memory of the web process, at its peak", [peak], 1);
  const files = Math.max(...memory.map((one) => one.files));
  figures.remark(`${files.toFixed(0)} MiB of it are pages of files, such as libraries`);
}

try {
  await unlock(shown, vault, passphrase);
  const watch = await Stopwatch.into(shown);
  const put = await putInPlace(watch);
  await settled(shown);
  const counts: string[] = [];
  for (const plan of [CONTROLS, EVIDENCE, LOG]) {
    await goTo(shown, plan.place);
    counts.push(`${plan.rows} ${await watch.ask("stopwatch.seen().count")}`);
  }
  process.stdout.write(`${cpus().length} cores, ${cpus()[0]?.model}; rows: ${counts.join(", ")}\n`);
  process.stdout.write(put > 0 ? `${put} controls that were planned were put in place first\n\n` : "\n");
  const load = loadavg()[0] ?? 0;
  figures.head();
  for (const plan of [CONTROLS, EVIDENCE, LOG]) {
    await part(watch, "grids", `opening ${plan.rows}`, () => opening(watch, plan, figures));
    await part(watch, "grids", `sorting ${plan.rows}`, () => sorting(watch, plan, figures));
    await part(watch, "grids", `choosing among ${plan.rows}`, () => choosing(watch, plan, figures));
    await part(watch, "grids", `typing over ${plan.rows}`, () => typing(watch, plan, figures));
    await part(watch, "grids", `paging ${plan.rows}`, () => paging(watch, plan, figures));
  }
  await part(watch, "edits", "editing controls", () =>
    editing(watch, CONTROLS, figures, { vault, call: /^control\.edit$/, grid: "Control matrix" }),
  );
  await part(watch, "edits", "editing evidence", () =>
    editing(watch, EVIDENCE, figures, { vault, call: /^evidence\.edit$/, grid: "Evidence items", state: "Received" }),
  );
  for (const view of VIEWS) await part(watch, "views", `opening ${view[0]}`, () => viewing(watch, view, figures));
  await part(watch, "views", "presenting", () => presenting(watch, figures));
  await part(watch, "search", "searching", () => searching(watch, figures));
  remembered();
  process.stdout.write(`\n${figures.verdicts().join("\n")}\n`);
  // Others' work counts here as the window's own would.
  process.stdout.write(`load of the machine before ${load.toFixed(1)}, behind ${(loadavg()[0] ?? 0).toFixed(1)}\n`);
} finally {
  await shown.close();
}
if (!figures.complete) process.exitCode = 1;
