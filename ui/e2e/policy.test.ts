/** What the window must not be able to do: go elsewhere, reach a network, run foreign code, call anything but the one command, keep anything of the client. */
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CLIENT, copyOfSample, PASSPHRASE, program } from "./given";
import { SCREENS } from "./places";
import { goTo, settled, unlock } from "./steps";
import { RealWindow } from "./window";

let shown: RealWindow;

beforeAll(async () => {
  shown = await RealWindow.open({ program: program() });
  await settled(shown);
  await unlock(shown, copyOfSample("policy"), PASSPHRASE);
  for (const [, place] of SCREENS.filter(([name]) => name !== "walkthrough")) await goTo(shown, place);
});

afterAll(() => shown?.close());

/** Runs a piece of a page's script and answers what it gave. */
function inPage(script: string, ...given: unknown[]): Promise<unknown> {
  return shown.driver.executeAsyncScript(
    `const done = arguments[arguments.length - 1]; Promise.resolve((async (...given) => { ${script} })(...arguments)).then(done, (error) => done("threw " + error));`,
    ...given,
  );
}

/** Whether the pages come from the program itself; while they are developed a server serves them, without the policy. */
async function isBuiltIn(): Promise<boolean> {
  return (await inPage("return location.protocol")) === "tauri:";
}

test("no new window opens", async () => {
  expect(await inPage("return window.open('https://example.com/') === null")).toBe(true);
  expect(await shown.driver.getAllWindowHandles()).toHaveLength(1);
});

test("no other page is gone to", async () => {
  const here = await inPage("return location.href");
  for (const address of ["https://example.com/", "http://127.0.0.1:9/", "file:///etc/hostname", "data:text/html,x"]) {
    await inPage(
      "setTimeout((to) => { location.href = to; }, 0, given[0]); await new Promise((go) => setTimeout(go, 400));",
      address,
    );
    expect(await inPage("return location.href"), address).toBe(here);
  }
  expect(await inPage("return document.querySelector('nav[data-rail]') !== null")).toBe(true);
});

test("the title names the program alone", async () => {
  expect(await shown.driver.getTitle()).toBe("Vouchsafe");
});

test("nothing is kept in the web view", async () => {
  const kept = await inPage(`
    const bases = indexedDB.databases ? await indexedDB.databases() : [];
    const caches_ = typeof caches === "undefined" ? [] : await caches.keys().catch(() => []);
    const workers = navigator.serviceWorker ? await navigator.serviceWorker.getRegistrations().catch(() => []) : [];
    return [localStorage.length, sessionStorage.length, bases.length, caches_.length, workers.length, document.cookie];`);
  expect(kept).toEqual([0, 0, 0, 0, 0, ""]);
});

test("no network is reached", async (context) => {
  if (!(await isBuiltIn())) context.skip("the pages are served for development, without the policy");
  for (const address of ["http://127.0.0.1:9/", "https://example.com/", "http://localhost/", "wss://example.com/"]) {
    const refused = await inPage(
      `const seen = new Promise((heard) => document.addEventListener("securitypolicyviolation", (event) => heard(event.effectiveDirective), { once: true }));
       try { if (given[0].startsWith("ws")) new WebSocket(given[0]); else await fetch(given[0]); } catch {}
       return Promise.race([seen, new Promise((go) => setTimeout(go, 2000, "nothing refused it"))]);`,
      address,
    );
    expect(refused, address).toBe("connect-src");
  }
});

test("no foreign picture, frame, style or form", async (context) => {
  if (!(await isBuiltIn())) context.skip("the pages are served for development, without the policy");
  const make: Record<string, string> = {
    "img-src": "Object.assign(document.createElement('img'), { src: 'https://example.com/x.png' })",
    "frame-src": "Object.assign(document.createElement('iframe'), { src: 'https://example.com/' })",
    "style-src-elem": "Object.assign(document.createElement('style'), { textContent: 'body { color: red }' })",
    "script-src-elem": "Object.assign(document.createElement('script'), { src: 'https://example.com/x.js' })",
  };
  for (const [directive, element] of Object.entries(make)) {
    const refused = await inPage(
      `const seen = new Promise((heard) => document.addEventListener("securitypolicyviolation", (event) => heard(event.effectiveDirective), { once: true }));
       const made = ${element};
       document.body.append(made);
       const found = await Promise.race([seen, new Promise((go) => setTimeout(go, 2000, "nothing refused it"))]);
       made.remove();
       return found;`,
    );
    expect(refused).toBe(directive);
  }
});

test("no script but the program's runs", async (context) => {
  if (!(await isBuiltIn())) context.skip("the pages are served for development, without the policy");
  const ran = await inPage(`
    const element = document.createElement("script");
    element.textContent = "window.inlineRan = true";
    document.body.append(element);
    const button = document.createElement("button");
    button.setAttribute("onclick", "window.handlerRan = true");
    document.body.append(button);
    button.click();
    const timer = setTimeout("window.timerRan = true", 0);
    await new Promise((go) => setTimeout(go, 200));
    clearTimeout(timer);
    element.remove();
    button.remove();
    let evaluated = false;
    try { (0, eval)("1"); evaluated = true; } catch {}
    try { new Function("return 1")(); evaluated = true; } catch {}
    return [window.inlineRan ?? false, window.handlerRan ?? false, window.timerRan ?? false, evaluated];`);
  expect(ran).toEqual([false, false, false, false]);
});

test("nothing but the one command answers", async () => {
  const asked = [
    "plugin:dialog|open",
    "plugin:dialog|save",
    "plugin:dialog|message",
    "plugin:event|emit",
    "plugin:event|emit_to",
    "plugin:fs|read_text_file",
    "plugin:shell|execute",
    "plugin:opener|open_url",
    "plugin:path|resolve_directory",
    "plugin:app|version",
    "plugin:window|create",
    "plugin:window|set_title",
    "plugin:webview|create_webview_window",
    "plugin:webview|print",
    "plugin:menu|new",
    "plugin:resources|close",
    "plugin:image|from_path",
    "unlock",
  ];
  for (const command of asked) {
    const answer = await inPage(
      `const asked = window.__TAURI_INTERNALS__.invoke(given[0], { path: "/etc/hostname", event: "vouchsafe", payload: {}, target: { kind: "Any" }, options: {}, label: "x", value: "x" });
       return Promise.race([asked.then(() => "answered", () => "refused"), new Promise((go) => setTimeout(go, 3000, "waits"))]);`,
      command,
    );
    expect(answer, command).toBe("refused");
  }
});

test("the one command takes no name that isn't on its list, and no path", async () => {
  const call = (name: string, request: object) =>
    inPage(
      `return window.__TAURI_INTERNALS__.invoke("call", { name: given[0], request: given[1] }).then(() => "answered", (failure) => failure.code ?? "refused");`,
      name,
      request,
    );
  expect(await call("no.such", {})).not.toBe("answered");
  expect(await call("evidence.attach", { engagement: null, items: [{ files: ["/etc/hostname"] }] })).not.toBe(
    "answered",
  );
  expect(
    await call("vault.unlock", { folder: "/tmp", key: { key: "passphrase", secret: "x" }, person: null }),
  ).not.toBe("answered");
});

/** Files below a folder. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) => {
    const path = join(folder, one.name);
    return one.isDirectory() ? filesIn(path) : one.isFile() ? [path] : [];
  });
}

test("no file of the person's home names the client afterwards", async () => {
  await shown.close(true);
  const needles = [CLIENT, CLIENT.replace("&", "&amp;")].flatMap((name) => [
    Buffer.from(name),
    Buffer.from(name, "utf16le"),
  ]);
  const all = filesIn(shown.home).filter((path) => statSync(path).size > 0);
  expect(all.length).toBeGreaterThan(0);
  const naming = all.filter((path) => {
    const bytes = readFileSync(path);
    return needles.some((needle) => bytes.includes(needle));
  });
  expect(naming).toEqual([]);
  rmSync(shown.home, { recursive: true, force: true });
});
