/** Tells the program that a person is at work, so that it doesn't lock the vault under their hands. */
import { useEffect } from "react";
import { call } from "../wire/call";

/** Told at most this often. */
const EVERY = 5000;

const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel"] as const;

/** Tells of keys and pointer while it stands in the page. */
export function useActive(): void {
  useEffect(() => {
    let told = 0;
    const sign = () => {
      const now = performance.now();
      if (now - told < EVERY) return;
      told = now;
      // Where this fails the vault locks by itself, which is the safe side.
      void call("job.active", {}).catch(() => undefined);
    };
    for (const name of SIGNS) window.addEventListener(name, sign, { passive: true, capture: true });
    return () => {
      for (const name of SIGNS) window.removeEventListener(name, sign, { capture: true });
    };
  }, []);
}
