/** Draws a screen of the real window: unlocks a copy of a vault, goes to a view, waits until it is quiet, takes a picture. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { settled, unlock } from "./steps";
import { RealWindow } from "./window";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    program: { type: "string" },
    vault: { type: "string" },
    passphrase: { type: "string" },
    theme: { type: "string", default: "light" },
    size: { type: "string", default: "1366x768" },
    click: { type: "string", multiple: true, default: [] },
    keys: { type: "string", multiple: true, default: [] },
    out: { type: "string", default: "view.png" },
  },
});
const [view] = positionals;
if (!values.program || !values.vault || !values.passphrase)
  throw new Error("see --program P --vault V --passphrase W [VIEW]");
const [width, height] = values.size.split("x").map(Number);
const shown = await RealWindow.open({ program: values.program, size: [width ?? 1366, height ?? 768] });
try {
  await unlock(shown, values.vault, values.passphrase);
  await shown.driver.executeScript("document.documentElement.dataset.theme = arguments[0]", values.theme);
  if (view)
    await shown.driver.executeScript(
      "window.dispatchEvent(new CustomEvent('vouchsafe-go', { detail: JSON.parse(arguments[0]) }))",
      view,
    );
  await settled(shown);
  for (const selector of values.click) {
    await shown.driver.findElement({ css: selector }).click();
    await settled(shown);
  }
  for (const keys of values.keys) {
    await shown.driver.actions().sendKeys(keys).perform();
    await settled(shown);
  }
  writeFileSync(values.out, await shown.picture());
} catch (thrown) {
  // What was in the way is seen best.
  writeFileSync(values.out, await shown.picture());
  throw thrown;
} finally {
  await shown.close();
}
