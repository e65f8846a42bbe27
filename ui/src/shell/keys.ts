/** Keys that work everywhere in the frame. */
import { useEffect, useRef } from "react";

interface Keys {
  onPalette(): void;
  onLock(): void;
  onUndo(): void;
}

/** Ctrl or Command with K, L and Z. Undo leaves a field its own. */
export function useKeys(keys: Keys): void {
  const now = useRef(keys);
  now.current = keys;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const inField = event.target instanceof HTMLElement && event.target.matches("input, textarea, [contenteditable]");
      const act = { k: now.current.onPalette, l: now.current.onLock, z: inField ? undefined : now.current.onUndo }[
        event.key.toLowerCase()
      ];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}
