/** What a key does in the walkthrough. It only reads the key; the page acts. */

/** To which page one turns. */
export type Turn = "next" | "previous" | "first" | "last";

export type Act =
  | { act: "move"; to: Turn }
  | { act: "exhibit"; at: number }
  | { act: "instead" | "question" | "keys" | "escape" };

const MOVES: Readonly<Record<string, Turn>> = {
  ArrowRight: "next",
  ArrowDown: "next",
  PageDown: "next",
  ArrowLeft: "previous",
  ArrowUp: "previous",
  PageUp: "previous",
  Home: "first",
  End: "last",
};

const LETTERS: Readonly<Record<string, "instead" | "question" | "keys">> = {
  i: "instead",
  q: "question",
  n: "question",
  "?": "keys",
};

/** Reads a key. While text is typed only Esc is read. */
export function readKey(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">,
  typing: boolean,
): Act | undefined {
  if (event.key === "Escape") return { act: "escape" };
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const to = MOVES[event.key];
  if (to) return { act: "move", to };
  // The tenth exhibit is the one at 0.
  if (/^[0-9]$/.test(event.key)) return { act: "exhibit", at: (Number(event.key) + 9) % 10 };
  const act = LETTERS[event.key.toLowerCase()];
  return act && { act };
}

/** Whether keys at this place are text. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable], [role=listbox] *")
  );
}

/** How far an arrow scrolls. */
const LINE = 96;

/** Scrolls with an arrow up or down while there is more to see that way; false where the page is at its end. */
export function scrolled(element: Element | null, key: string): boolean {
  if (!element || (key !== "ArrowDown" && key !== "ArrowUp")) return false;
  const rest = element.scrollHeight - element.clientHeight - element.scrollTop;
  // A pixel of rounding is nothing to see.
  if (key === "ArrowDown" ? rest <= 1 : element.scrollTop <= 1) return false;
  element.scrollTop += key === "ArrowDown" ? LINE : -LINE;
  return true;
}

/** The page that a move goes to. */
export function moved(at: number, of: number, to: Turn): number {
  const next = { next: at + 1, previous: at - 1, first: 0, last: of - 1 }[to];
  return Math.min(Math.max(0, next), of - 1);
}
