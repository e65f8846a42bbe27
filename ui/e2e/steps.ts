/** What a person does in the window, step by step, by keyboard where a keyboard can do it. */
import { setTimeout as sleep } from "node:timers/promises";
import { By, Key, until, type WebElement } from "selenium-webdriver";
import type { RealWindow } from "./window";

/** How long a step may take before it counts as failed. */
const PATIENCE = 30_000;

/** The element of that selector, once it is there and shown. */
export async function shownAt(window: RealWindow, selector: string): Promise<WebElement> {
  const found = await window.driver.wait(until.elementLocated(By.css(selector)), PATIENCE, `nothing at ${selector}`);
  return window.driver.wait(until.elementIsVisible(found), PATIENCE, `${selector} is not shown`);
}

/** The element whose accessible name is `name`, among those of `role`. */
export async function named(window: RealWindow, role: string, name: string): Promise<WebElement> {
  const script = `
    const [role, name] = arguments;
    const nameOf = (it) => (it.getAttribute("aria-label") || (it.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id)?.textContent || "").join(" ").trim() || it.labels?.[0]?.textContent || it.textContent || "").trim();
    const roleOf = (it) => it.getAttribute("role") || { BUTTON: "button", A: "link", INPUT: "textbox", TEXTAREA: "textbox" }[it.tagName];
    return [...document.querySelectorAll("button, a, input, textarea, [role]")].find((it) => roleOf(it) === role && nameOf(it).startsWith(name) && it.checkVisibility()) ?? null;`;
  return window.driver.wait(
    async () => (await window.driver.executeScript(script, role, name)) as WebElement,
    PATIENCE,
    `no ${role} named ${name}`,
  ) as Promise<WebElement>;
}

/** Presses keys where the focus is. */
export async function press(window: RealWindow, ...keys: string[]): Promise<void> {
  for (const key of keys) await window.driver.actions().sendKeys(key).perform();
}

/** Presses a key while others are held. */
export async function chord(window: RealWindow, held: string[], key: string): Promise<void> {
  const actions = window.driver.actions();
  for (const one of held) actions.keyDown(one);
  actions.sendKeys(key);
  for (const one of [...held].reverse()) actions.keyUp(one);
  await actions.perform();
}

/** Opens a vault of that path from the gate and unlocks it. */
export async function unlock(window: RealWindow, vault: string, passphrase: string): Promise<void> {
  window.choose(vault);
  await (await shownAt(window, "[data-do=open-vault] button")).click();
  const field = await named(window, "textbox", "Passphrase");
  await field.sendKeys(passphrase, Key.ENTER);
  const met = await window.driver.wait(
    async () =>
      (await window.driver.executeScript(
        "return document.querySelector('nav[data-rail]') ? 'rail' : [...document.querySelectorAll('label')].some((it) => it.textContent === 'Your name') ? 'name' : null",
      )) as string,
    PATIENCE,
    "neither the frame nor the question for a name came",
  );
  if (met === "name") await (await named(window, "textbox", "Your name")).sendKeys("Mara Ellison", Key.ENTER);
  await shownAt(window, "nav[data-rail]");
  await settled(window);
}

/** Waits until nothing is loading any more, two frames were drawn, and nothing has begun to load with them. */
export async function settled(window: RealWindow): Promise<void> {
  const quiet = async () =>
    (await window.driver.executeScript(
      "return document.querySelector('[aria-busy=true], .loading, .skeleton') === null",
    )) === true;
  const until = Date.now() + PATIENCE;
  do {
    await window.driver.wait(quiet, PATIENCE, "the view goes on loading");
    await sleep(150);
    await window.driver.executeAsyncScript(
      "const done = arguments[arguments.length - 1]; requestAnimationFrame(() => requestAnimationFrame(() => done()))",
    );
  } while (!(await quiet()) && Date.now() < until);
}

/** Goes to a place of the window without a pointer, and waits until it is quiet. */
export async function goTo(window: RealWindow, place: object): Promise<void> {
  await window.driver.executeScript(
    "window.dispatchEvent(new CustomEvent('vouchsafe-go', { detail: JSON.parse(arguments[0]) }))",
    JSON.stringify(place),
  );
  await settled(window);
}
