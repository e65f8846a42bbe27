/** What the last rolling forward brought, kept until it was read: the view is drawn anew for the new engagement meanwhile. It is forgotten when the vault is locked. */
import { useSyncExternalStore } from "react";
import { listen } from "../../wire/events";
import type { RolledForward } from "../../wire/wire.gen";

export interface Rolled {
  answer: RolledForward;
  /** Takes all of it back; there is no way back where evidence crossed. */
  undo: (() => Promise<unknown>) | undefined;
}

let held: Rolled | undefined;
const watchers = new Set<() => void>();

listen((event) => {
  if (event.event === "locked_now") keepRolled(undefined);
});

/** Keeps it, or lets go of it. */
export function keepRolled(rolled: Rolled | undefined): void {
  held = rolled;
  for (const watcher of [...watchers]) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** What is kept. */
export function useRolled(): Rolled | undefined {
  return useSyncExternalStore(watch, () => held);
}
