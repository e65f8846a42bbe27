/** The one event of the program, handed to all who listen. */
import { listen as listenTo } from "@tauri-apps/api/event";
import type { Event } from "./wire.gen";

export type Listener = (event: Event) => void;

const listeners = new Set<Listener>();
let begun = false;

/** Begins to hear the program; called once at the start of the window. */
export async function begin(): Promise<void> {
  if (begun) return;
  begun = true;
  await listenTo<Event>("vouchsafe", (heard) => tellAll(heard.payload));
}

/** Listens until the answer is called. */
export function listen(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Hands an event to all who listen; tests call it in place of the program. */
export function tellAll(event: Event): void {
  for (const listener of [...listeners]) listener(event);
}
