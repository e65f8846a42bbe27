/** Times what the page does, within the page: from the key or click that a person makes to the picture that answers it. The driver's own time is never in it. */
import type { RealWindow } from "../window";

/** How long a condition may take before it counts as never met. */
const PATIENCE_MS = 30_000;

/** How long nothing may go on after the program has answered before an act counts as having changed nothing, as some do. Opening a view never counts so. */
const RESTS_MS = 1_500;

/** How long the call that is waited for may not be made before the act counts as having changed nothing. */
const UNASKED_MS = 3_000;

/**
 * Put into the page once. `asked` has every call to the program, with its answer's time; `start` begins a run, whose
 * conditions are looked at after each change of the page and before each frame. A condition's time is taken behind the
 * painting of the first frame that has it.
 */
const STOPWATCH = `
  if (window.stopwatch) return;
  const asked = [];
  const plain = window.fetch.bind(window);
  const nameOf = (how) => {
    const body = how?.body;
    const text = typeof body === "string" ? body : body instanceof Uint8Array ? new TextDecoder().decode(body) : "";
    return /"name":"([^"]*)"/.exec(text)?.[1] ?? "";
  };
  window.fetch = (at, how) => {
    const one = { name: nameOf(how), from: performance.now(), until: null, ok: false, seen: null };
    asked.push(one);
    const answer = plain(at, how);
    answer.then(
      (got) => {
        one.ok = got.headers.get("Tauri-Response") === "ok";
        one.until = performance.now();
        const run = window.stopwatch.run;
        // What the page shows just before the answer changes it.
        if (run?.answer && run.from !== null && run.seen === null && one.from >= run.from && run.answer.test(one.name)) run.seen = run.look();
      },
      () => { one.until = performance.now(); },
    );
    return answer;
  };
  const since = (run) => asked.filter((one) => one.from >= run.from);
  const grid = () => document.querySelector("main .grid[role=grid]");
  const ROW = 28;
  /** Numbers of the first and last line of the grid that are in sight, and the lines that are drawn, by number. */
  const seen = () => {
    const it = grid();
    if (!it) return null;
    const head = it.querySelector("[role=columnheader]")?.parentElement?.offsetHeight ?? 0;
    const count = Number(it.getAttribute("aria-rowcount")) - 1;
    const drawn = new Map([...it.querySelectorAll(".grow-row")].map((row) => [Number(row.dataset.line), row]));
    const first = Math.floor(it.scrollTop / ROW);
    const last = Math.min(count, Math.ceil((it.scrollTop + it.clientHeight - head) / ROW)) - 1;
    return { first, last, count, drawn };
  };
  const inSight = () => {
    const now = seen();
    if (!now || now.count < 1) return [];
    return Array.from({ length: now.last - now.first + 1 }, (_, at) => now.drawn.get(now.first + at));
  };
  window.stopwatch = {
    asked,
    run: null,
    grid,
    seen,
    /** Whether every line in sight is drawn with its row. */
    whole: () => {
      const rows = inSight();
      if (seen()?.count === 0) return document.querySelector("main .grid-none, main .empty") !== null;
      return rows.length > 0 && rows.every((row) => row && !row.classList.contains("blank"));
    },
    /** The words of the lines in sight. */
    rows: () => inSight().map((row) => row?.textContent ?? "").join("\\n"),
    /** Whether the program answered the call since the run began, and well. */
    answered: (run, name) => { const all = since(run).filter((one) => name.test(one.name)); return all.length > 0 && all.every((one) => one.ok); },
    /** The calls of the run that have been answered, with their milliseconds. */
    calls: () => since(window.stopwatch.run).filter((one) => one.until !== null).map((one) => [one.name, one.until - one.from]),
    /** Whether the page shows something else than when the answer came. */
    changed: (run) => run.seen !== null && run.look() !== run.seen,
    start({ on, act, conditions, answer, look }) {
      const run = { from: null, hit: {}, met: {}, ended: null, answer, look, seen: null };
      this.run = run;
      run.promise = new Promise((done) => { run.end = (how) => { if (run.ended === null) { run.ended = how; stop(); done(how); } }; });
      const paint = (name) => requestAnimationFrame(() => {
        if (!conditions[name](run)) { delete run.met[name]; return; }
        // The first task behind the frame. Not a message: WebKit sends those by way of another process, which is late when
        // there is much to do.
        setTimeout(() => {
          run.hit[name] = performance.now() - run.from;
          if (Object.keys(run.hit).length === Object.keys(conditions).length) run.end("met");
        }, 0);
      });
      const check = () => {
        for (const name of Object.keys(conditions)) {
          if (name in run.met || !conditions[name](run)) continue;
          run.met[name] = true;
          paint(name);
        }
      };
      const observer = new MutationObserver(check);
      const stop = () => { observer.disconnect(); if (on) removeEventListener(on, begin, true); };
      const frame = () => {
        if (run.ended !== null) return;
        check();
        const now = performance.now();
        const calls = since(run);
        const unasked = run.answer !== undefined && now - run.from > ${UNASKED_MS} && !calls.some((one) => run.answer.test(one.name));
        const still = run.answer !== undefined && calls.length > 0 && calls.every((one) => one.until !== null && now - one.until > ${RESTS_MS});
        const painting = Object.keys(run.met).length > Object.keys(run.hit).length;
        if ((still || unasked) && !painting && Object.keys(run.hit).length < Object.keys(conditions).length) run.end("nothing changed");
        else if (now - run.from > ${PATIENCE_MS}) run.end("too long: " + Object.keys(conditions).filter((name) => !(name in run.hit)));
        else requestAnimationFrame(frame);
      };
      const begin = () => {
        run.from = performance.now();
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        requestAnimationFrame(frame);
      };
      if (on) addEventListener(on, begin, { capture: true, once: true });
      else { begin(); act(); }
    },
    /** Looks at each frame until stopped: how many there were, and in how many a line in sight wasn't drawn or had no row yet. */
    watch() {
      const seen = { frames: 0, undrawn: 0, unloaded: 0, on: true, first: [] };
      const frame = () => {
        if (!seen.on) return;
        const rows = inSight();
        const blank = rows.length === 0 || rows.some((row) => !row) ? "undrawn" : rows.some((row) => row.classList.contains("blank")) ? "unloaded" : undefined;
        seen.frames += 1;
        if (blank) seen[blank] += 1;
        if (blank && seen.first.length < 5) {
          const now = window.stopwatch.seen();
          const lines = [...(now?.drawn.keys() ?? [])];
          seen.first.push("frame " + seen.frames + " " + blank + ": " + (now ? "lines " + now.first + " to " + now.last + " of " + now.count + " in sight, " + Math.min(...lines) + " to " + Math.max(...lines) + " drawn" : "no grid"));
        }
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
      this.watching = seen;
    },
    unwatch() { this.watching.on = false; return { ...this.watching }; },
  };`;

/** What a run waits for: conditions by name, each an expression that may use `run` and `stopwatch`. */
export interface Wanted {
  conditions: Record<string, string>;
  /** The calls whose first answer comes before the change that is waited for, and what the page shows until then. */
  answer?: RegExp;
  look?: string;
}

/** How many frames there were, in how many a line in sight wasn't drawn or had no row yet, and what the first of those held. */
export interface Frames {
  frames: number;
  undrawn: number;
  unloaded: number;
  first: string[];
}

/** Milliseconds by condition; undefined where the act changed nothing that is shown. */
export type Times = Record<string, number> | undefined;

/** The stopwatch in the page of a window. */
export class Stopwatch {
  private calls = new Map<string, number[]>();

  private constructor(readonly window: RealWindow) {}

  /** Puts it into the page. */
  static async into(window: RealWindow): Promise<Stopwatch> {
    await window.driver.executeScript(STOPWATCH);
    return new Stopwatch(window);
  }

  /** From an act of the page's own, such as going to a view. */
  async act(act: string, wanted: Wanted): Promise<Times> {
    await this.window.driver.executeScript(started(wanted, `act: () => { ${act}; }`));
    return this.times();
  }

  /** From the first event of that kind that the driver brings about. */
  async on(event: "keydown" | "click", doing: () => Promise<void>, wanted: Wanted): Promise<Times> {
    await this.window.driver.executeScript(started(wanted, `on: "${event}"`));
    await doing();
    return this.times();
  }

  /** The frames while `doing` goes on. */
  async frames(doing: () => Promise<void>): Promise<Frames> {
    await this.window.driver.executeScript("window.stopwatch.watch()");
    try {
      await doing();
    } finally {
      // What was watched until here is of no use after a failure, but the watching must end.
      await this.window.driver.executeScript("window.stopwatch.watching.on = false");
    }
    return this.ask("window.stopwatch.unwatch()");
  }

  /** The calls of all runs since this was last asked for: milliseconds by name. */
  takeCalls(): ReadonlyMap<string, readonly number[]> {
    const taken = this.calls;
    this.calls = new Map();
    return taken;
  }

  /** What an expression gives in the page. */
  async ask<Answer>(expression: string): Promise<Answer> {
    return (await this.window.driver.executeScript(`return ${expression}`)) as Answer;
  }

  private async times(): Promise<Times> {
    const [ended, hit, calls] = (await this.window.driver.executeAsyncScript(
      "const done = arguments[arguments.length - 1]; const { run } = window.stopwatch; run.promise.then((how) => done([how, run.hit, window.stopwatch.calls()]));",
    )) as [string, Record<string, number>, [string, number][]];
    for (const [name, took] of calls) this.calls.set(name, [...(this.calls.get(name) ?? []), took]);
    if (ended === "met") return hit;
    if (ended === "nothing changed") return undefined;
    throw new Error(ended);
  }
}

function started(wanted: Wanted, how: string): string {
  const conditions = Object.entries(wanted.conditions).map(([name, holds]) => `"${name}": (run) => (${holds})`);
  const answer = wanted.answer ? `answer: ${wanted.answer}, look: () => (${wanted.look ?? "stopwatch.rows()"}),` : "";
  return `const { stopwatch } = window; stopwatch.start({ ${how}, ${answer} conditions: { ${conditions.join(", ")} } });`;
}
