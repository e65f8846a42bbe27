/** What a person does by keyboard alone: goes from element to element by Tab, finds by the palette, types. It never clicks and never sets the focus. */
import { Key } from "selenium-webdriver";
import { chord, press, settled, shownAt } from "./steps";
import type { RealWindow } from "./window";

/** How long words may take to appear. */
const PATIENCE = 30_000;

/** Elements that Tab may pass before it counts as lost. */
const MOST_TABS = 300;

/** Elements that Tab may meet again, one after the other, before it counts as having gone round: a grid is met for each of its columns. */
const MOST_AGAIN = 40;

/** What has the focus, as a screen reader would name it. */
export interface Focused {
  role: string;
  name: string;
}

const FOCUSED = `
  const it = document.activeElement;
  if (!it || it === document.body) return { role: "", name: "" };
  const words = (id) => document.getElementById(id)?.textContent ?? "";
  const visible = (node) => [...node.childNodes].map((one) => one.nodeType === 3 ? one.textContent : one.nodeType === 1 && one.getAttribute("aria-hidden") !== "true" && one.tagName !== "svg" ? visible(one) : "").join("");
  const labelled = (it.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean).map(words).join(" ");
  const label = it.labels?.[0] ? visible(it.labels[0]) : "";
  const kinds = { BUTTON: "button", A: "link", TEXTAREA: "textbox", SUMMARY: "summary", SELECT: "listbox" };
  const inputs = { checkbox: "checkbox", radio: "radio" };
  const role = it.getAttribute("role") ?? (it.tagName === "INPUT" ? inputs[it.type] ?? "textbox" : kinds[it.tagName] ?? it.tagName.toLowerCase());
  const name = it.getAttribute("aria-label") || labelled || label || visible(it);
  return { role, name: name.replace(/\\s+/g, " ").trim() };`;

/** What has the focus now. */
export async function focused(window: RealWindow): Promise<Focused> {
  return (await window.driver.executeScript(FOCUSED)) as Focused;
}

function fits(found: Focused, role: string, name: string | RegExp): boolean {
  return found.role === role && (typeof name === "string" ? found.name.startsWith(name) : name.test(found.name));
}

/** Goes by Tab (backwards where told) to the next element of that role whose name begins so. */
export async function tabTo(window: RealWindow, role: string, name: string | RegExp, back = false): Promise<void> {
  const passed = new Set<string>();
  let again = 0;
  let found = await focused(window);
  for (let tabs = 0; tabs < MOST_TABS && again < MOST_AGAIN; tabs++) {
    if (fits(found, role, name)) return;
    await (back ? chord(window, [Key.SHIFT], Key.TAB) : press(window, Key.TAB));
    found = await focused(window);
    const line = `${found.role} ${found.name.slice(0, 60)}`;
    again = passed.has(line) ? again + 1 : 0;
    passed.add(line);
  }
  throw new Error(`Tab never comes to ${role} ${name}; it passed:\n${[...passed].join("\n")}`);
}

/** Waits until the focus is on an element of that role whose name begins so. */
export async function focusOn(window: RealWindow, role: string, name: string | RegExp): Promise<void> {
  let found: Focused = { role: "", name: "" };
  await window.driver
    .wait(async () => {
      found = await focused(window);
      return fits(found, role, name);
    }, PATIENCE)
    .catch(() => {
      throw new Error(`the focus isn't on ${role} ${name} but on ${found.role} ${found.name}`);
    });
}

/** Types where the focus is. */
export async function type(window: RealWindow, text: string): Promise<void> {
  await window.driver.actions().sendKeys(text).perform();
}

/** Presses the button or link of that name, which Tab finds. */
export async function pressed(window: RealWindow, name: string | RegExp, role = "button"): Promise<void> {
  await tabTo(window, role, name);
  await press(window, Key.ENTER);
}

/** Waits until the page shows these words within the selector, and answers all its words. */
export async function words(
  window: RealWindow,
  wanted: string | RegExp,
  within = "body",
  patience = PATIENCE,
): Promise<string> {
  let text = "";
  await window.driver
    .wait(async () => {
      text = (await window.driver.executeScript(
        "return [...document.querySelectorAll(arguments[0])].map((it) => it.innerText).join('\\n')",
        within,
      )) as string;
      return typeof wanted === "string" ? text.includes(wanted) : wanted.test(text);
    }, patience)
    .catch(() => {
      throw new Error(`${within} doesn't say ${wanted} but:\n${text.slice(0, 2000)}`);
    });
  return text;
}

/** Opens the palette, types, and takes the first entry that begins with `entry`. */
export async function palette(window: RealWindow, text: string, entry = text): Promise<void> {
  await chord(window, [Key.CONTROL], "k");
  await shownAt(window, "dialog.palette");
  await type(window, text);
  const chosen = () =>
    window.driver.executeScript(
      "return document.querySelector('.palette [role=option][aria-selected=true]')?.textContent ?? ''",
    ) as Promise<string>;
  let seen = "";
  await window.driver
    .wait(async () => {
      const all = (await window.driver.executeScript(
        "return [...document.querySelectorAll('.palette [role=option]')].map((it) => it.textContent)",
      )) as string[];
      seen = all.join("\n");
      return all.some((one) => one.startsWith(entry));
    }, PATIENCE)
    .catch(() => {
      throw new Error(`the palette doesn't offer ${entry} but:\n${seen}`);
    });
  for (let at = 0; at < 40 && !(await chosen()).startsWith(entry); at++) await press(window, Key.ARROW_DOWN);
  await press(window, Key.ENTER);
  await window.driver.wait(
    async () =>
      (await window.driver.executeScript("return document.querySelector('dialog.palette') === null")) === true,
    PATIENCE,
    "the palette stays open",
  );
  await settled(window);
}

/** The words of the grid's active cell and of the line it stands in. */
export async function activeCell(window: RealWindow): Promise<{ column: string; cell: string; line: string }> {
  return (await window.driver.executeScript(`
    const grid = document.querySelector("[role=grid]");
    const cell = document.getElementById(grid?.getAttribute("aria-activedescendant") ?? "");
    const at = cell?.getAttribute("aria-colindex");
    const head = [...(grid?.querySelectorAll("[role=columnheader]") ?? [])].find((it) => it.getAttribute("aria-colindex") === at);
    return { column: (head?.innerText ?? "").trim(), cell: (cell?.innerText ?? "").trim(), line: (cell?.closest("[role=row]")?.innerText ?? "").trim() };`)) as {
    column: string;
    cell: string;
    line: string;
  };
}

/** Goes along the line of the grid to the column of that title. */
export async function toColumn(window: RealWindow, title: string): Promise<void> {
  await press(window, Key.HOME);
  for (let at = 0; at < 20; at++) {
    if ((await activeCell(window)).column.startsWith(title)) return;
    await press(window, Key.ARROW_RIGHT);
  }
  throw new Error(`the grid has no column ${title}`);
}
