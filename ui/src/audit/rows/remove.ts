/** Removing one record, with the way back; what is refused is said in words. It never asks: a removal can be undone. */
import { useCallback } from "react";
import { useToast } from "../../kit";
import { asFailure } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import { useDone } from "../done";

/** Answers whether the record is gone. */
export function useRemove(): (act: () => Promise<unknown>, words: string) => Promise<boolean> {
  const done = useDone();
  const toast = useToast();
  return useCallback(
    async (act, words) => {
      try {
        await done(act, () => words);
        return true;
      } catch (thrown) {
        const told = wordsFor(asFailure(thrown));
        toast({ words: told.detail ?? told.what, tone: "crit" });
        return false;
      }
    },
    [done, toast],
  );
}
