/** Starts the real window under WebKitWebDriver on a display of its own, and stops it. It steers nothing by itself. */
import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Capabilities, WebDriver } from "selenium-webdriver";
import { Executor, HttpClient } from "selenium-webdriver/http/index.js";

export interface Options {
  /** The built program. */
  program: string;
  /** Width and height of the display. */
  size?: [number, number];
  /** The person's home for this run; a new one when left out. */
  home?: string;
}

/** How long a picture may take. */
const PICTURE_MS = 20_000;

/** What the promise gives, unless it takes longer: then it fails with these words. */
export async function within<T>(milliseconds: number, promise: Promise<T>, words: string): Promise<T> {
  const end = new AbortController();
  const late = sleep(milliseconds, undefined, { signal: end.signal }).then(() => {
    throw new Error(`${words} within ${milliseconds / 1000} s`);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    end.abort();
    late.catch(() => undefined);
  }
}

/** A running window. */
export class RealWindow {
  readonly driver: WebDriver;
  readonly home: string;
  readonly choices: string;
  readonly processes: ChildProcess[];
  /** The program's own process. */
  readonly pid: number;
  /** The surroundings that the program was started in. */
  readonly env: NodeJS.ProcessEnv;

  private constructor(
    driver: WebDriver,
    home: string,
    choices: string,
    processes: ChildProcess[],
    env: NodeJS.ProcessEnv,
  ) {
    this.driver = driver;
    this.home = home;
    this.choices = choices;
    this.processes = processes;
    this.env = env;
    this.pid = childOf(processes[0]?.pid ?? 0);
  }

  /** A picture of the page as PNG. The driver waits for the page's next frame, which a quiet page doesn't draw by itself: so it is
   *  made to draw some. What changes must be painted, if ever so thinly: a page with nothing but a changed property draws none. */
  async picture(): Promise<Buffer> {
    await this.driver.executeScript(`
      const dot = document.createElement("div");
      dot.id = "frames-wanted";
      Object.assign(dot.style, { position: "fixed", right: "0", bottom: "0", width: "1px", height: "1px", pointerEvents: "none" });
      document.body.append(dot);
      let count = 0;
      window.frames_wanted = setInterval(() => {
        dot.style.background = (count += 1) % 2 ? "rgb(128 128 128 / 0.004)" : "rgb(128 128 128 / 0.008)";
      }, 30);`);
    const taken = Buffer.from(
      await within(PICTURE_MS, this.driver.takeScreenshot(), "the page draws no frame"),
      "base64",
    );
    await this.driver.executeScript(`
      clearInterval(window.frames_wanted);
      document.getElementById("frames-wanted").remove();`);
    return taken;
  }

  /** Starts display and driver, and through the driver the window. */
  static async open(options: Options): Promise<RealWindow> {
    const home = options.home ?? mkdtempSync(join(tmpdir(), "vouchsafe-window-"));
    for (const folder of ["config", "data", "cache"]) mkdirSync(join(home, folder), { recursive: true });
    const choices = join(home, "choices");
    writeFileSync(choices, "");
    const [width, height] = options.size ?? [1366, 768];
    const display = await startDisplay(width, height);
    const env = {
      ...process.env,
      DISPLAY: `:${display.number}`,
      HOME: home,
      XDG_CONFIG_HOME: join(home, "config"),
      XDG_DATA_HOME: join(home, "data"),
      XDG_CACHE_HOME: join(home, "cache"),
      GDK_BACKEND: "x11",
      NO_AT_BRIDGE: "1",
      WEBKIT_DISABLE_COMPOSITING_MODE: "1",
      TAURI_AUTOMATION: "true",
      TAURI_WEBVIEW_AUTOMATION: "true",
      VOUCHSAFE_CHOICES: choices,
      VOUCHSAFE_DROPS: join(home, "drops"),
    };
    const port = 14000 + display.number;
    const webDriver = spawn("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], { env, stdio: "ignore" });
    await reachable(`http://127.0.0.1:${port}/status`);
    const capabilities = new Capabilities();
    capabilities.set("webkitgtk:browserOptions", { binary: options.program, args: [] });
    const client = new HttpClient(`http://127.0.0.1:${port}`);
    const driver = WebDriver.createSession(new Executor(client), capabilities);
    await driver.getSession();
    await driver.manage().setTimeouts({ implicit: 0, script: 60_000, pageLoad: 60_000 });
    await driver.manage().window().setRect({ x: 0, y: 0, width, height });
    return new RealWindow(driver, home, choices, [webDriver, display.process], env);
  }

  /** Names what the next dialogs of the program answer, each line one path; for builds that are made for tests. */
  choose(...paths: string[]): void {
    writeFileSync(this.choices, paths.map((path) => `${path}\n`).join(""));
  }

  /** Drops a file at a place of the window; for builds that are made for tests. */
  drop(path: string, x: number, y: number): void {
    appendFileSync(join(this.home, "drops"), `${x} ${y} ${path}\n`);
  }

  /** Ends window, driver and display; what the person had stays when `keep` is set. */
  async close(keep = false): Promise<void> {
    // A program that was killed answers no more.
    await Promise.race([this.driver.quit().catch(() => undefined), sleep(5_000)]);
    // The next window under the same message bus would take one that still ends for the first of two.
    for (let tries = 0; tries < 50 && runs(this.pid); tries++) await sleep(100);
    if (runs(this.pid)) process.kill(this.pid, "SIGKILL");
    for (const one of this.processes) one.kill("SIGTERM");
    await sleep(100);
    if (!keep) rmSync(this.home, { recursive: true, force: true });
  }
}

/** The state of a process and the number of its parent; undefined where it has ended. */
function standing(pid: number): { state: string; parent: number } | undefined {
  try {
    const [state = "", parent = ""] = (readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1) ?? "").split(" ");
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

/** Whether a process goes on; one that ended and wasn't asked about yet doesn't. */
function runs(pid: number): boolean {
  const found = standing(pid);
  return found !== undefined && found.state !== "Z";
}

/** The process that another has started. */
function childOf(parent: number): number {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const found = all.map(Number).find((pid) => standing(pid)?.parent === parent);
  if (found === undefined) throw new Error("the driver started no program");
  return found;
}

async function startDisplay(width: number, height: number): Promise<{ number: number; process: ChildProcess }> {
  // The server chooses a free number and writes it to its third descriptor.
  const process = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", `${width}x${height}x24`, "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const from = process.stdio[3];
  if (!from || !("on" in from)) throw new Error("Xvfb gives no display number");
  const number = await new Promise<number>((resolve, reject) => {
    let text = "";
    from.on("data", (part: Buffer) => {
      text += part.toString();
      if (text.includes("\n")) resolve(Number.parseInt(text, 10));
    });
    process.on("exit", () => reject(new Error("Xvfb ended")));
  });
  return { number, process };
}

async function reachable(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      // Not yet.
    }
    await sleep(50);
  }
  throw new Error(`${url} doesn't answer`);
}
