/** A failure as a notice: what was wanted, what happened, and the exact words where there are any. */
import type { ToastWords } from "../kit";
import { asFailure } from "../wire/call";
import { wordsFor } from "../wire/failures";

/** The notice. */
export function failedWords(wanted: string, thrown: unknown): ToastWords {
  const { what, detail } = wordsFor(asFailure(thrown));
  return { words: [wanted, what, detail].filter(Boolean).join(" "), tone: "crit" };
}
