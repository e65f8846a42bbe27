/** Files that are taken in one after the other, each with its own result. They stay held by the program; no path is known here. */
import { useSyncExternalStore } from "react";
import { asFailure, call } from "../../wire/call";
import { listen } from "../../wire/events";
import { undoRow } from "../../wire/undoing";
import type { Attached, Chosen, EvidenceKind, EvidenceRow, Failure } from "../../wire/wire.gen";

export type EntryState = "waiting" | "running" | "done" | "failed" | "cancelled" | "undone";

/** One item that comes to be of one file, or of several where they are a new version. */
export interface Entry {
  key: number;
  engagement: string;
  files: readonly Chosen[];
  state: EntryState;
  /** Bytes sealed so far. */
  sealed: number;
  /** The version that it replaces. */
  replaces?: EvidenceRow;
  attached?: Attached;
  failure?: Failure;
  /** That the vault holds the same bytes already was seen and is wanted. */
  kept?: boolean;
}

let entries: readonly Entry[] = [];
let next = 0;
let running = false;
const watchers = new Set<() => void>();

function put(change: (all: readonly Entry[]) => readonly Entry[]): void {
  entries = change(entries);
  for (const watcher of [...watchers]) watcher();
}

function amend(key: number, part: Partial<Entry>): void {
  put((all) => all.map((entry) => (entry.key === key ? { ...entry, ...part } : entry)));
}

/** Forgets all of it, as a lock does: names of files are the client's. */
export function forgetQueue(): void {
  put(() => []);
}

/** The length of an entry's files. */
export function sizeOf(entry: Entry): number {
  return entry.files.reduce((sum, file) => sum + (file.size ?? 0), 0);
}

/** A folder among what was chosen; a folder is no file and has no length. */
export function isFolder(entry: Entry): boolean {
  return entry.files.some((file) => file.size === null);
}

const KIND_OF_ENDING: Record<string, EvidenceKind> = {
  png: "screenshot",
  jpg: "screenshot",
  jpeg: "screenshot",
  csv: "system_report",
  tsv: "system_report",
  xlsx: "system_report",
  json: "system_report",
  log: "log",
  txt: "log",
  eml: "correspondence",
};

/** What a file mostly is, by the end of its name. The intake asks, so that a wrong guess costs one choice. */
export function kindOf(name: string): EvidenceKind {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  return KIND_OF_ENDING[ending] ?? "report";
}

/** Adds files: each becomes an item, or all of them the new version of one. */
export function addFiles(engagement: string, files: readonly Chosen[], replaces?: EvidenceRow): void {
  const groups = replaces ? [files] : files.map((file) => [file]);
  const fresh = groups.map((group): Entry => {
    next += 1;
    return { key: next, engagement, files: group, state: "waiting", sealed: 0, ...(replaces ? { replaces } : {}) };
  });
  put((all) => [...all.filter((entry) => entry.state !== "done" || needsLook(entry)), ...fresh]);
  void run();
}

/** Whether a finished entry still has something to be decided. */
export function needsLook(entry: Entry): boolean {
  return (
    entry.state === "failed" || (entry.state === "done" && !entry.kept && (entry.attached?.same_as.length ?? 0) > 0)
  );
}

/** Tries an entry again. */
export function tryAgain(key: number): void {
  amend(key, { state: "waiting", sealed: 0, failure: undefined });
  void run();
}

/** Keeps an item though another one holds the same bytes. */
export function keepBoth(key: number): void {
  amend(key, { kept: true });
}

/** Undoes the attaching of an entry: its item becomes withdrawn. */
export async function takeBack(entry: Entry): Promise<void> {
  if (!entry.attached) return;
  try {
    const lines = await call("record.history", { noun: "evidence", id: entry.attached.item.id });
    const made = lines.find((line) => line.made);
    if (!made) return;
    await undoRow(made.seq);
    amend(entry.key, { state: "undone", failure: undefined });
  } catch (thrown) {
    amend(entry.key, { failure: asFailure(thrown) });
  }
}

/** Cancels what runs and what waits; what is taken in stays. */
export function cancelQueue(): void {
  put((all) => all.map((entry) => (entry.state === "waiting" ? { ...entry, state: "cancelled" } : entry)));
  if (running) void call("job.cancel", {}).catch(() => undefined);
}

/** Takes finished entries off the list. */
export function clearQueue(): void {
  put((all) => all.filter((entry) => entry.state === "waiting" || entry.state === "running"));
}

async function run(): Promise<void> {
  if (running) return;
  running = true;
  const end = listen((event) => {
    const now = entries.find((entry) => entry.state === "running");
    if (event.event === "locked_now") forgetQueue();
    if (!now) return;
    if (event.event === "progress" && event.total === sizeOf(now)) amend(now.key, { sealed: event.done });
  });
  try {
    for (;;) {
      const entry = entries.find((one) => one.state === "waiting");
      if (!entry) return;
      amend(entry.key, { state: "running" });
      await attach(entry);
    }
  } finally {
    running = false;
    end();
  }
}

async function attach(entry: Entry): Promise<void> {
  try {
    // A handle is good for one use; the one that was chosen is kept for another try.
    const files = await Promise.all(entry.files.map((file) => call("file.again", { held: file.held })));
    const { engagement } = entry;
    const [attached] = await call("evidence.attach", { engagement, items: [{ ...newItem(entry), files }] });
    amend(entry.key, { state: "done", attached, sealed: sizeOf(entry) });
  } catch (thrown) {
    const failure = asFailure(thrown);
    amend(entry.key, { state: failure.code === "cancelled" ? "cancelled" : "failed", failure });
  }
}

/** An item as it begins: what is known by itself, and of a new version what stays true of the old one. */
function newItem({ files, replaces }: Entry) {
  const old = replaces?.item;
  return {
    title: old?.title ?? null,
    kind: old?.kind ?? kindOf(files[0]?.name ?? ""),
    classification: old?.classification ?? ("confidential" as const),
    covers: null,
    captured_at: null,
    source_system: old?.source_system ?? "",
    collected_by: old?.collected_by ?? "",
    controls: [...(replaces?.controls ?? [])],
    ipe: null,
    approval: null,
    list_only: old?.list_only ?? null,
    supersedes: old?.id ?? null,
    internal_note: "",
  };
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** What was and is taken in, also by a visit of this view before. */
export function useQueue(): readonly Entry[] {
  return useSyncExternalStore(watch, () => entries);
}
