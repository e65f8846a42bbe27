/** Undoing the last change of this sitting, step by step backwards, and doing it again. What others did, or an earlier sitting, is undone
 *  in the activity view. */
import { useMemo } from "react";
import { useToast } from "../kit";
import { newestMade, newestUndone, redoRow, undoRow } from "../wire/undoing";
import { failedWords } from "./failed";
import { TEXTS } from "./texts";

export interface Undoing {
  /** Undoes the newest change of this sitting that stands. */
  undo(): void;
  /** Does again what was undone last. */
  redo(): void;
}

export function useUndo(): Undoing {
  const toast = useToast();
  return useMemo(() => {
    const step = (
      seq: number | undefined,
      act: (seq: number) => Promise<unknown>,
      done: (words: string) => string,
      none: string,
      failed: string,
    ) => {
      if (seq === undefined) return toast({ words: none });
      act(seq).then(
        () => toast({ words: done(TEXTS.log(seq)) }),
        (thrown) => toast(failedWords(failed, thrown)),
      );
    };
    return {
      undo: () => step(newestMade(), undoRow, TEXTS.undone, TEXTS.nothingToUndo, TEXTS.notUndone),
      redo: () => step(newestUndone(), redoRow, TEXTS.redone, TEXTS.nothingToRedo, TEXTS.notRedone),
    };
  }, [toast]);
}
