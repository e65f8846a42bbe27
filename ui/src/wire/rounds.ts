/** When what was read is read anew: changes of the vault are gathered, and one round follows them, once the answers to what made
 *  them are shown. The lists in sight come first. It reads nothing itself. */
import { bearsOn } from "./bearing";
import { answered } from "./call";
import { listen } from "./events";
import type { Action, Event } from "./wire.gen";

/** How long changes are gathered. */
const GATHERS_MS = 100;
/** How long the page has for painting an answer before others are asked for. */
const PAINTS_MS = 30;
/** How long an answer is waited for at most: long work goes on for minutes. */
const LATEST_MS = 500;

/** Whether what a command read may be old. */
export type Touched = (name: string) => boolean;
/** Reads anew what was touched, and ends when that is there. */
export type Reader = (touched: Touched) => unknown;

const lists = new Set<Reader>();
const others = new Set<Reader>();
let deaf: (() => void) | undefined;
let heard: Action[] = [];
let awaited: Promise<void>[] = [];
let gathering = false;

const after = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Has the reader called in each round, before others where it fills a list, until the answer is called. */
export function eachRound(reader: Reader, of: "list" | "other"): () => void {
  const readers = of === "list" ? lists : others;
  readers.add(reader);
  deaf ??= listen(hear);
  return () => {
    readers.delete(reader);
    if (lists.size + others.size > 0) return;
    deaf?.();
    deaf = undefined;
  };
}

/** Has all that is shown read anew: after what the program does without telling of a change, such as keys of the vault. */
export function allAnew(): void {
  // What was kept is made old first: a list takes nothing that is old.
  for (const reader of [...others, ...lists]) reader(() => true);
}

function hear(event: Event): void {
  if (event.event !== "changed") return;
  heard.push(event.action);
  // The answer to what made the change is one of these.
  awaited.push(answered().then(() => after(PAINTS_MS)));
  if (gathering) return;
  gathering = true;
  setTimeout(() => void round(), GATHERS_MS);
}

async function round(): Promise<void> {
  await Promise.race([Promise.all(awaited), after(LATEST_MS)]);
  const actions = new Set(heard);
  [heard, awaited, gathering] = [[], [], false];
  const touched: Touched = (name) => [...actions].some((action) => bearsOn(action, name));
  await Promise.race([Promise.allSettled([...lists].map((reader) => reader(touched))), after(LATEST_MS)]);
  for (const reader of [...others]) reader(touched);
}
