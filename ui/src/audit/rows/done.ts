/** Changes with their notice and the way back: what was done is said, and its row of the activity log can be undone. */
import { useCallback } from "react";
import { useToast } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { listen } from "../../wire/events";
import { wordsFor } from "../../wire/failures";
import { WORK_TEXTS as T } from "./texts";

/** How long the program's word of a change is waited for. */
const HEARD_WITHIN = 2_000;

/** Makes a change, says what was done, and offers to undo it. A failure is thrown on. */
export function useDone() {
  const toast = useToast();
  return useCallback(
    async <Answer>(change: () => Promise<Answer>, words: (answer: Answer) => string): Promise<Answer> => {
      let seq: number | null = null;
      const end = listen((event) => {
        if (event.event === "changed" && seq === null) seq = event.seq;
      });
      try {
        const answer = await change();
        const undo = () => {
          call("log.undo", { seq }).catch((thrown) => {
            const told = wordsFor(asFailure(thrown));
            toast({ words: `${T.undoFailed} ${told.detail ?? told.what}`, tone: "crit" });
          });
        };
        toast({ words: words(answer), tone: "good", onUndo: undo });
        return answer;
      } finally {
        setTimeout(end, HEARD_WITHIN);
      }
    },
    [toast],
  );
}
