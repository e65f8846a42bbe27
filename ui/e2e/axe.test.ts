/** axe-core finds nothing on any screen of the real window, light and dark, at the usual size and with text of twice the size, nor in what opens over the screens. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { Key } from "selenium-webdriver";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyOfSample, PASSPHRASE, program } from "./given";
import { palette, pressed, tabTo, words } from "./keys";
import { SCREENS } from "./places";
import { chord, goTo, press, settled, shownAt, unlock } from "./steps";
import { RealWindow } from "./window";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe says of one screen: each rule that is broken, with the elements that break it. */
const LOOK = `
  const done = arguments[arguments.length - 1];
  axe.run(document, { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
    .then((found) => done(found.violations.map((it) => it.id + ": " + it.nodes.map((node) => node.target.join(" ") + " " + node.html.slice(0, 160)).slice(0, 4).join(" | "))))
    .catch((error) => done([String(error)]));`;

let shown: RealWindow;

beforeAll(async () => {
  shown = await RealWindow.open({ program: program() });
});

afterAll(() => shown?.close());

/** Ends what fades or slides, so that axe doesn't measure a colour between two; what turns for ever goes on. */
const AT_REST = `
  for (const it of document.getAnimations())
    if (Number.isFinite(it.effect.getComputedTiming().endTime)) it.finish();`;

async function look(): Promise<string[]> {
  await shown.driver.executeScript(AT_REST);
  return (await shown.driver.executeAsyncScript(LOOK)) as string[];
}

/** What stands broken: on a slow machine a part may still be on its way at the first look, so what is found is looked for again, and only printed if it has gone. */
async function violations(): Promise<string[]> {
  if ((await shown.driver.executeScript("return typeof axe")) !== "object") await shown.driver.executeScript(AXE);
  const first = await look();
  if (first.length === 0) return first;
  await sleep(1500);
  await settled(shown);
  const again = await look();
  if (again.length === 0) process.stderr.write(`gone at the second look:\n${first.join("\n")}\n`);
  return again;
}

async function themed(theme: string): Promise<void> {
  await shown.driver.executeScript("document.documentElement.dataset.theme = arguments[0]", theme);
  // Colours fade over for a moment; axe would measure one between.
  await settled(shown);
}

/** Fails with what was found as plain lines, last of all that is printed. */
function nothing(found: Record<string, string[]>): void {
  const lines = Object.entries(found).flatMap(([screen, broken]) => broken.map((it) => `${screen}: ${it}`));
  expect(lines.length, `axe found\n${lines.join("\n")}\n`).toBe(0);
}

/** Looks at every screen; answers what is broken by screen. */
async function everywhere(name: string): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [screen, place] of SCREENS) {
    await goTo(shown, place);
    const broken = await violations();
    if (broken.length > 0) found[`${name} ${screen}`] = broken;
  }
  await goTo(shown, { view: "overview" });
  return found;
}

test("the gate has none", async () => {
  await settled(shown);
  const light = await violations();
  await themed("dark");
  expect([...light, ...(await violations())]).toEqual([]);
});

test("no screen has one, light or dark", { timeout: 400_000 }, async () => {
  await unlock(shown, copyOfSample("axe"), PASSPHRASE);
  const found: Record<string, string[]> = {};
  for (const theme of ["light", "dark"]) {
    await themed(theme);
    Object.assign(found, await everywhere(theme));
  }
  nothing(found);
});

/** What is opened over or within a screen, by keyboard. */
const OPENED: readonly [string, () => Promise<unknown>][] = [
  ["palette", () => chord(shown, [Key.CONTROL], "k")],
  ["new control", () => palette(shown, "Matrix").then(() => pressed(shown, "Add a control"))],
  ["a rating", () => palette(shown, "CORE-24").then(() => pressed(shown, "Rate operation"))],
  ["import of a sheet", () => palette(shown, "Matrix").then(() => pressed(shown, "Import a spreadsheet"))],
  ["columns", () => palette(shown, "Matrix").then(() => pressed(shown, "Columns"))],
  ["filters", () => palette(shown, "Matrix").then(() => pressed(shown, "Filter"))],
  ["import of a folder", () => palette(shown, "Evidence").then(() => pressed(shown, "Folder or archive"))],
  ["new gap", () => palette(shown, "Gaps").then(() => pressed(shown, /^Gap$/))],
  ["failure patterns", () => palette(shown, "Gaps").then(() => pressed(shown, "Failure patterns"))],
  ["scenarios", () => palette(shown, "Communications").then(() => pressed(shown, "Start scenario"))],
  ["new message", () => palette(shown, "Communications").then(() => pressed(shown, /^Message$/))],
  ["a message", () => palette(shown, "MSG-001", "MSG-001").then(() => shownAt(shown, "aside.msg"))],
  ["change of the passphrase", () => palette(shown, "Settings").then(() => pressed(shown, "Change passphrase"))],
];

for (const [name, opens] of OPENED) {
  test(`what opens has none: ${name}`, async () => {
    await opens();
    await settled(shown);
    const found: string[] = [];
    for (const theme of ["light", "dark"]) {
      await themed(theme);
      found.push(...(await violations()));
    }
    // What is open closes by Esc, however deep it stands.
    for (let times = 0; times < 3; times++) await press(shown, Key.ESCAPE);
    await goTo(shown, { view: "overview" });
    nothing({ [name]: found });
  });
}

test("what is presented has none", async () => {
  await palette(shown, "walkthrough", "Start a walkthrough");
  await pressed(shown, "Present all");
  await words(shown, "·", ".present h1");
  await settled(shown);
  const found: string[] = [];
  for (const theme of ["light", "dark"]) {
    await themed(theme);
    found.push(...(await violations()));
  }
  await press(shown, Key.ESCAPE);
  await tabTo(shown, "textbox", "Passphrase");
  await settled(shown);
  found.push(...(await violations()));
  await press(shown, ...PASSPHRASE, Key.ENTER);
  await shownAt(shown, "main[data-view=overview]");
  nothing({ presented: found });
});

/** Doubles all text, as the settings do. */
async function twice(): Promise<void> {
  await shown.driver.executeScript(
    "document.documentElement.dataset.zoom = '200'; document.documentElement.style.zoom = '2'",
  );
}

test("text of twice the size breaks none", { timeout: 400_000 }, async () => {
  await twice();
  nothing(await everywhere("twice"));
});

test("with text of twice the size nothing is cut off at the side", { timeout: 400_000 }, async () => {
  await twice();
  const cut: string[] = [];
  for (const [screen, place] of SCREENS.filter(([name]) => name !== "walkthrough")) {
    await goTo(shown, place);
    const wide = await shown.driver.executeScript(
      "return document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth + 1",
    );
    if (wide) cut.push(screen);
  }
  expect(cut).toEqual([]);
});
