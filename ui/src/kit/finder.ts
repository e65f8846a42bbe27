/** Finds choices for what is typed: in a list that is there, or by asking. It never shows an older answer than the last asked. */
import { useEffect, useRef, useState } from "react";
import type { Choice } from "./grid/types.ts";

/** All choices at once, or found for a text. */
export type Choices = readonly Choice[] | ((text: string) => readonly Choice[] | Promise<readonly Choice[]>);

/** How long typing may rest before choices are asked for. */
const RESTS_MS = 120;
/** Choices that are shown at once, at most. */
const MOST = 200;

/** What is found for the text; while `open` is false nothing is asked. */
export function useFinder(choices: Choices, text: string, open: boolean): { found: readonly Choice[]; busy: boolean } {
  const [asked, setAsked] = useState<{ found: readonly Choice[]; busy: boolean }>({ found: [], busy: true });
  const source = useRef(choices);
  source.current = choices;
  const fixed = typeof choices === "function" ? undefined : choices;
  const first = useRef(true);
  useEffect(() => {
    if (!open) first.current = true;
    if (fixed || !open) return;
    let over = false;
    const ask = async () => {
      const load = source.current;
      if (typeof load !== "function") return;
      setAsked((before) => ({ ...before, busy: true }));
      const found = await Promise.resolve(load(text)).catch(() => []);
      if (!over) setAsked({ found, busy: false });
    };
    const timer = setTimeout(ask, first.current ? 0 : RESTS_MS);
    first.current = false;
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [text, open, fixed]);
  if (!fixed) return { found: asked.found.slice(0, MOST), busy: asked.busy };
  const words = text.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const meets = (choice: Choice) => {
    const all = `${choice.label} ${choice.hint ?? ""}`.toLocaleLowerCase();
    return words.every((word) => all.includes(word));
  };
  if (words.length === 0) return { found: fixed.slice(0, MOST), busy: false };
  // What begins with the words comes before what only holds them.
  const begins = (choice: Choice) => choice.label.toLocaleLowerCase().startsWith(words[0] ?? "");
  const found = fixed.filter(meets);
  return { found: [...found.filter(begins), ...found.filter((one) => !begins(one))].slice(0, MOST), busy: false };
}
