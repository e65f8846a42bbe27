/** Keys that work everywhere in the frame. */
import { useEffect, useRef } from "react";

interface Keys {
  onPalette(): void;
  onLock(): void;
  onUndo(): void;
  onRedo(): void;
}

/** Ctrl or Command with K, L and Z, and Z with Shift. Undo and redo leave a field its own. */
export function useKeys(keys: Keys): void {
  const now = useRef(keys);
  now.current = keys;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const inField = event.target instanceof HTMLElement && event.target.matches("input, textarea, [contenteditable]");
      const { onPalette, onLock, onUndo, onRedo } = now.current;
      const key = event.key.toLowerCase();
      const act = event.shiftKey
        ? { z: inField ? undefined : onRedo }[key]
        : { k: onPalette, l: onLock, z: inField ? undefined : onUndo }[key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}
