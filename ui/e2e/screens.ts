/** Draws every screen of the real window on a copy of a vault: light and dark, in two sizes. A screen that fails is named, and the rest
 *  is drawn in a new window. Usage: npm run screens -- --program P --vault V --passphrase W --out FOLDER */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { SCREENS } from "./places";
import { goTo, settled, unlock } from "./steps";
import { RealWindow, within } from "./window";

const { values } = parseArgs({
  options: {
    program: { type: "string" },
    vault: { type: "string" },
    passphrase: { type: "string" },
    out: { type: "string" },
    only: { type: "string", multiple: true, default: [] },
    theme: { type: "string", multiple: true, default: ["light", "dark"] },
    size: { type: "string", multiple: true, default: ["1366x768", "1920x1080"] },
    /** Draws only what isn't in the folder yet. */
    missing: { type: "boolean", default: false },
  },
});
const { program, vault, passphrase, out } = values;
if (!program || !vault || !passphrase || !out) throw new Error("screens needs --program, --vault, --passphrase, --out");
mkdirSync(out, { recursive: true });

/** How long one screen may take, from going there to its picture. */
const SCREEN_MS = 60_000;
/** How long a window may take until the vault is open in it. */
const OPENS_MS = 60_000;

/** The screens that are wanted; the gate stands before the vault is open, and so comes first. */
const wanted: [string, object | undefined][] = [["gate", undefined] as [string, undefined], ...SCREENS].filter(
  ([name]) => values.only.length === 0 || values.only.includes(name),
);
const failed: string[] = [];
let drawn = 0;

async function draw(shown: RealWindow, place: object | undefined, theme: string): Promise<Buffer> {
  // The settings have their say on the colours first.
  await settled(shown);
  await shown.driver.executeScript("document.documentElement.dataset.theme = arguments[0]", theme);
  if (place) await goTo(shown, place);
  return shown.picture();
}

interface Screen {
  name: string;
  place: object | undefined;
  theme: string;
}

/** All screens of one size in the order in which they are drawn: the walkthrough is left by the passphrase, so that each theme ends with it. */
function screensOf(size: string): Screen[] {
  const of = (theme: string, gate: boolean) =>
    wanted
      .filter(([, place]) => (place === undefined) === gate)
      .map(([name, place]) => ({ name: `${size}-${theme}-${name}`, place, theme }));
  return [true, false].flatMap((gate) => values.theme.flatMap((theme) => of(theme, gate)));
}

/** Windows in a row in which nothing could be drawn, after which no other is opened. */
const IN_VAIN = 2;

for (const size of values.size) {
  const [width = 1366, height = 768] = size.split("x").map(Number);
  let shown: RealWindow | undefined;
  let opened = false;
  let fresh = true;
  let vain = 0;
  for (const { name, place, theme } of screensOf(size)) {
    const file = join(out, `${name}.png`);
    if (values.missing && existsSync(file)) continue;
    if (vain === IN_VAIN) {
      failed.push(name);
      continue;
    }
    try {
      shown ??= await RealWindow.open({ program, size: [width, height] });
      if (place && !opened) await within(OPENS_MS, unlock(shown, vault, passphrase), "the vault wasn't opened");
      opened ||= place !== undefined;
      writeFileSync(file, await within(SCREEN_MS, draw(shown, place, theme), "it wasn't drawn"));
      drawn += 1;
      fresh = false;
    } catch (thrown) {
      failed.push(name);
      process.stderr.write(`${name}: ${thrown instanceof Error ? thrown.message : thrown}\n`);
      // Whatever it hangs on, the next one begins afresh.
      vain = fresh ? vain + 1 : 0;
      await shown?.close();
      [shown, opened, fresh] = [undefined, false, true];
    }
  }
  await shown?.close();
}
const named = failed.length > 0 ? `, ${failed.length} failed: ${failed.join(", ")}` : "";
process.stdout.write(`${drawn} drawn${named}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
