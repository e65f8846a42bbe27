/** What a key does in the grid, as in a spreadsheet. It only reads the key; the grid acts. */
import type { KeyboardEvent } from "react";

/** What is to be done. */
export type GridKey =
  | { act: "move"; rows: number; columns: number; extend: boolean }
  | { act: "page"; by: 1 | -1; extend: boolean }
  | { act: "edge"; row?: "first" | "last"; column?: "first" | "last"; extend: boolean }
  | { act: "tab"; by: 1 | -1 }
  | { act: "resize"; by: 1 | -1 }
  | { act: "edit"; text?: string }
  | { act: "enter" | "space" | "open" | "fill" | "row" | "all" | "copy" | "paste" | "clear" | "escape" | "menu" };

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Keys with Ctrl (or Command). */
const WITH_CONTROL: Record<string, GridKey["act"]> = {
  d: "fill",
  a: "all",
  c: "copy",
  v: "paste",
  " ": "row",
  Enter: "open",
};

/** Keys by themselves. */
const PLAIN: Record<string, GridKey["act"]> = {
  Enter: "enter",
  " ": "space",
  Escape: "escape",
  Delete: "clear",
  Backspace: "clear",
  ContextMenu: "menu",
};

/** Reads a key; undefined where the grid leaves it alone. */
export function readKey(event: KeyboardEvent): GridKey | undefined {
  if (event.nativeEvent.isComposing) return undefined;
  const { key, shiftKey: extend } = event;
  const control = event.ctrlKey || event.metaKey;
  const arrow = ARROWS[key];
  if (event.altKey) {
    if (arrow && arrow[1] !== 0) return { act: "resize", by: arrow[1] as 1 | -1 };
    if (key === "ArrowDown") return { act: "menu" };
    return key === "Enter" ? { act: "open" } : undefined;
  }
  if (arrow && control) {
    const [rows, columns] = arrow;
    return {
      act: "edge",
      row: rows === 0 ? undefined : rows < 0 ? "first" : "last",
      column: columns === 0 ? undefined : columns < 0 ? "first" : "last",
      extend,
    };
  }
  if (arrow) return { act: "move", rows: arrow[0], columns: arrow[1], extend };
  if (key === "Home") return { act: "edge", column: "first", row: control ? "first" : undefined, extend };
  if (key === "End") return { act: "edge", column: "last", row: control ? "last" : undefined, extend };
  if (control) {
    const act = WITH_CONTROL[key.length === 1 ? key.toLowerCase() : key];
    return act && !extend ? ({ act } as GridKey) : undefined;
  }
  if (key === "PageDown" || key === "PageUp") return { act: "page", by: key === "PageDown" ? 1 : -1, extend };
  if (key === "Tab") return { act: "tab", by: extend ? -1 : 1 };
  if (key === "F2") return { act: "edit" };
  if (key === "F10" && extend) return { act: "menu" };
  if (key === " " && extend) return { act: "row" };
  const act = PLAIN[key];
  if (act) return { act } as GridKey;
  if (key.length === 1) return { act: "edit", text: key };
  return key === "Dead" || key === "Process" ? { act: "edit", text: "" } : undefined;
}
