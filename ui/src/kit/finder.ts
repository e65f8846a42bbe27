/** Finds choices for what is typed: in a list that is there, or by asking. It never shows an older answer than the last asked. */
import { useEffect, useRef, useState } from "react";
import type { Choice } from "./grid/types.ts";

/** All choices at once, or found for a text. */
export type Choices = readonly Choice[] | ((text: string) => readonly Choice[] | Promise<readonly Choice[]>);

/** How long typing may rest before choices are asked for. */
const RESTS_MS = 70;
/** Choices that are shown at once, at most. */
const MOST = 200;

/** What was found. */
interface Answer {
  found: readonly Choice[];
  /** For which text; none before the first answer. */
  of: string | undefined;
  /** It couldn't be asked. */
  failed: boolean;
}

const NOTHING: Answer = { found: [], of: undefined, failed: false };

/** What is found for the text; while `open` is false nothing is asked. While `busy` what stands there is for an older text. */
export function useFinder(
  choices: Choices,
  text: string,
  open: boolean,
): { found: readonly Choice[]; busy: boolean; failed: boolean } {
  const [asked, setAsked] = useState(NOTHING);
  const source = useRef(choices);
  source.current = choices;
  const fixed = typeof choices === "function" ? undefined : choices;
  const first = useRef(true);
  useEffect(() => {
    if (!open) {
      first.current = true;
      // An answer from before is no answer to what is asked at the next opening.
      setAsked((before) => (before.of === undefined ? before : { ...before, of: undefined }));
    }
    if (fixed || !open) return;
    let over = false;
    const ask = async () => {
      const load = source.current;
      if (typeof load !== "function") return;
      const answer = await Promise.resolve(load(text)).then(
        (found): Answer => ({ found, of: text, failed: false }),
        (): Answer => ({ found: [], of: text, failed: true }),
      );
      if (!over) setAsked(answer);
    };
    const timer = setTimeout(ask, first.current ? 0 : RESTS_MS);
    first.current = false;
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [text, open, fixed]);
  if (!fixed) return { found: asked.found.slice(0, MOST), busy: asked.of !== text, failed: asked.failed };
  const words = text.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const meets = (choice: Choice) => {
    const all = `${choice.label} ${choice.hint ?? ""}`.toLocaleLowerCase();
    return words.every((word) => all.includes(word));
  };
  if (words.length === 0) return { found: fixed.slice(0, MOST), busy: false, failed: false };
  // What begins with the words comes before what only holds them.
  const begins = (choice: Choice) => choice.label.toLocaleLowerCase().startsWith(words[0] ?? "");
  const found = fixed.filter(meets);
  const sorted = [...found.filter(begins), ...found.filter((one) => !begins(one))];
  return { found: sorted.slice(0, MOST), busy: false, failed: false };
}
