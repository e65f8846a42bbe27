/** Draws every screen of the real window on a copy of a vault: light and dark, in two sizes. Usage: npm run screens -- --program P --vault V --passphrase W --out FOLDER */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { SCREENS } from "./places";
import { goTo, settled, unlock } from "./steps";
import { RealWindow } from "./window";

const { values } = parseArgs({
  options: {
    program: { type: "string" },
    vault: { type: "string" },
    passphrase: { type: "string" },
    out: { type: "string" },
    only: { type: "string", multiple: true, default: [] },
    theme: { type: "string", multiple: true, default: ["light", "dark"] },
    size: { type: "string", multiple: true, default: ["1366x768", "1920x1080"] },
  },
});
const { program, vault, passphrase, out } = values;
if (!program || !vault || !passphrase || !out) throw new Error("screens needs --program, --vault, --passphrase, --out");
mkdirSync(out, { recursive: true });
for (const size of values.size) {
  const [width = 1366, height = 768] = size.split("x").map(Number);
  const shown = await RealWindow.open({ program, size: [width, height] });
  const picture = async (name: string) => writeFileSync(join(out, `${name}.png`), await shown.picture());
  try {
    await settled(shown);
    await picture(`${size}-light-gate`);
    await unlock(shown, vault, passphrase);
    for (const theme of values.theme) {
      await shown.driver.executeScript("document.documentElement.dataset.theme = arguments[0]", theme);
      for (const [name, place] of SCREENS) {
        if (values.only.length > 0 && !values.only.includes(name)) continue;
        await goTo(shown, place);
        await picture(`${size}-${theme}-${name}`);
      }
      // The walkthrough is left by the passphrase; going elsewhere by script is for the next round only.
      await goTo(shown, { view: "overview" });
    }
  } finally {
    await shown.close();
  }
}
