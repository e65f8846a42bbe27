/** What must hold when something goes wrong: a wrong passphrase, a drop, nobody at the keys, a second start, a kill in the middle of an edit. */
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Key } from "selenium-webdriver";
import { afterEach, expect, test } from "vitest";
import { CLIENT, copyOfSample, PASSPHRASE, program, terminal } from "./given";
import { activeCell, focused, focusOn, palette, pressed, tabTo, toColumn, type, words } from "./keys";
import { press, settled, shownAt, unlock } from "./steps";
import { RealWindow } from "./window";

let shown: RealWindow | undefined;

afterEach(async () => {
  await shown?.close();
  shown = undefined;
});

/** A window that is closed after the test. */
async function open(home?: string): Promise<RealWindow> {
  shown = await RealWindow.open({ program: program(), ...(home ? { home } : {}) });
  await settled(shown);
  return shown;
}

test("a wrong passphrase is said, changes nothing, and leaves the focus in its field", async () => {
  const window = await open();
  window.choose(copyOfSample("wrong"));
  await focusOn(window, "button", "Open a vault");
  await press(window, Key.ENTER);
  await focusOn(window, "textbox", "Passphrase");
  await type(window, "not the passphrase");
  await press(window, Key.ENTER);
  await words(window, "That passphrase or recovery code doesn't open this vault.");
  await focusOn(window, "textbox", "Passphrase");
  expect(await window.driver.executeScript("return document.activeElement.getAttribute('aria-invalid')")).toBe("true");
  // What was typed is marked, so that typing replaces it.
  await type(window, PASSPHRASE);
  await press(window, Key.ENTER);
  await focusOn(window, "textbox", "Your name");
});

test("a file that is dropped anywhere becomes evidence", async () => {
  const window = await open();
  await unlock(window, copyOfSample("drop"), PASSPHRASE);
  const file = join(mkdtempSync(join(tmpdir(), "vouchsafe-drop-")), "badge-readers.csv");
  writeFileSync(file, "reader,door\n1,north\n2,south\n");
  window.drop(file, 683, 400);
  await shownAt(window, "main[data-view=evidence]");
  await words(window, /1 done/, ".evidence-queue");
  await words(window, "badge-readers.csv", ".evidence-queue");
});

test("nobody at the keys locks the vault, and what was typed is there again", { timeout: 300_000 }, async () => {
  const home = mkdtempSync(join(tmpdir(), "vouchsafe-window-"));
  const settings = join(home, "config", "vouchsafe");
  mkdirSync(settings, { recursive: true });
  writeFileSync(join(settings, "settings.json"), JSON.stringify({ idle_minutes: 1 }));
  const vault = copyOfSample("idle");
  const window = await open(home);
  await unlock(window, vault, PASSPHRASE);
  await palette(window, "Communications");
  await pressed(window, /^Message$/);
  await tabTo(window, "radio", "");
  await press(window, Key.SPACE);
  await pressed(window, "Start the draft");
  const reference = /MSG-\d+/.exec(await words(window, /MSG-\d+ was started/, ".toasts"))?.[0] ?? "";
  await pressed(window, "Write");
  await focusOn(window, "textbox", "Text in Markdown");
  await type(window, "Not saved before the lock. ");
  await sleep(75_000);
  await words(window, "Nobody did anything for a while, so the vault was locked.");
  expect(await window.driver.executeScript("return document.documentElement.outerHTML")).not.toContain(CLIENT);
  await unlock(window, vault, PASSPHRASE);
  await palette(window, reference);
  await shownAt(window, "aside.msg");
  await pressed(window, "Write");
  await words(window, "What you wrote before and hadn't saved is here again.");
  const text = await window.driver.executeScript("return document.querySelector('textarea.editor-area').value");
  expect(text).toContain("Not saved before the lock.");
});

test("a second start ends by itself and leaves the first alone", async (context) => {
  if (!process.env.DBUS_SESSION_BUS_ADDRESS) context.skip("there is no message bus of a session");
  const window = await open();
  const second = spawn(program(), { env: window.env, stdio: "ignore" });
  const ended = await Promise.race([
    new Promise((resolve) => second.on("exit", (code) => resolve(code))),
    sleep(10_000).then(() => "still runs"),
  ]);
  second.kill("SIGKILL");
  expect(ended).toBe(0);
  expect((await focused(window)).name).toBe("Open a vault");
});

/** Edits a control and kills the program that many milliseconds after Enter. Answers the two titles that may be there afterwards. */
async function killedAfter(vault: string, wait: number, before: string): Promise<string[]> {
  const window = await open();
  await unlock(window, vault, PASSPHRASE);
  await palette(window, "CORE-24", `CORE-24 ${before}`);
  await tabTo(window, "grid", "Control matrix");
  await window.driver.wait(async () => (await activeCell(window)).line.startsWith("CORE-24"), 10_000);
  await toColumn(window, "Title");
  await press(window, Key.F2);
  await focusOn(window, "textbox", "Edit Title");
  const after = `Killed ${wait} ms after Enter`;
  await type(window, after);
  // Not by the driver's own key, which would wait for the page: the program is to be in the middle of it.
  const pressing = press(window, Key.ENTER).catch(() => undefined);
  await sleep(wait);
  process.kill(window.pid, "SIGKILL");
  await Promise.race([pressing, sleep(1000)]);
  await window.close();
  shown = undefined;
  return [before, after];
}

test("a kill in the middle of an edit leaves the old value or the new one", { timeout: 400_000 }, async () => {
  const vault = copyOfSample("killed");
  const file = join(mkdtempSync(join(tmpdir(), "vouchsafe-key-")), "passphrase");
  writeFileSync(file, `${PASSPHRASE}\n`, { mode: 0o600 });
  const run = (...what: string[]) =>
    execFileSync(terminal(), [...what, "--vault", vault, "--passphrase-file", file, "--as", "Mara Ellison"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  const titled = () =>
    (JSON.parse(run("control", "show", "CORE-24", "--json")) as { control: { title: string } }).control.title;
  let before = titled();
  for (const wait of [0, 10, 40]) {
    const either = await killedAfter(vault, wait, before);
    // It exits with another status than 0 where it finds anything wrong, which throws here.
    run("check");
    const now = titled();
    expect(either).toContain(now);
    before = now;
  }
});
