/** Text that isn't saved yet survives a lock: it is kept in the vault, apart from the records, until it is saved or let go. */
import { useEffect, useRef, useState } from "react";
import { call } from "./call";
import { listen } from "./events";

/** How long a person pauses before what was typed is kept. */
const PAUSE = 500;

export interface Unsaved {
  /** What was kept earlier at this place, once read; undefined while reading, null when nothing was. */
  kept: string | null | undefined;
  /** Lets go of what is kept, after saving or when the person wants it gone. */
  forget(): Promise<void>;
}

/** Keeps `text` at `place` while it differs from what is saved (`null` when it doesn't). */
export function useUnsaved(place: string, text: string | null): Unsaved {
  const [kept, setKept] = useState<string | null>();
  const now = useRef({ place, text });
  now.current = { place, text };

  useEffect(() => {
    let here = true;
    setKept(undefined);
    call("unsaved.list", {}).then(
      (rows) => here && setKept(rows.find((row) => row.place === place)?.text ?? null),
      () => here && setKept(null),
    );
    return () => {
      here = false;
    };
  }, [place]);

  useEffect(() => {
    if (text === null) return;
    const timer = setTimeout(() => keep(place, text), PAUSE);
    return () => clearTimeout(timer);
  }, [place, text]);

  useEffect(
    () =>
      listen((event) => {
        if (event.event === "locking" && now.current.text !== null) keep(now.current.place, now.current.text);
      }),
    [],
  );

  return {
    kept,
    forget: async () => {
      setKept(null);
      await call("unsaved.forget", { place });
    },
  };
}

/** What is being kept just now. */
const keeping = new Set<Promise<void>>();

/** Waits until all that was handed in is kept; what the vault refuses is let go. */
export async function allKept(): Promise<void> {
  await Promise.all([...keeping]);
}

function keep(place: string, text: string): void {
  // A vault that was locked meanwhile has had its chance: the program asked for all that is unsaved before.
  const kept = call("unsaved.keep", { place, text })
    .catch(() => undefined)
    .then(() => void keeping.delete(kept));
  keeping.add(kept);
}
