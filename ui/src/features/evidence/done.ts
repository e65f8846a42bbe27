/** Changes with their notice and the way back: what was done is said, and its row of the activity log can be undone. */
import { useCallback } from "react";
import { useToast } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { listen } from "../../wire/events";
import { wordsFor } from "../../wire/failures";
import { T } from "./texts";

/** How long the program's word of a change is waited for. */
const HEARD_WITHIN = 2_000;

/** Makes a change, says what was done, and offers to undo it unless it is `final`. A failure is thrown on. */
export function useDone() {
  const toast = useToast();
  return useCallback(
    async <Answer>(
      change: () => Promise<Answer>,
      words: (answer: Answer) => string,
      final = false,
    ): Promise<Answer> => {
      let seq: number | undefined;
      const end = listen((event) => {
        if (event.event === "changed") seq ??= event.seq;
      });
      const undo = () => {
        // Without its number the newest change is not this one for sure, so nothing is undone by guess.
        if (seq === undefined) return toast({ words: T.undoFailed, tone: "crit" });
        call("log.undo", { seq }).catch((thrown) => {
          const told = wordsFor(asFailure(thrown));
          toast({ words: `${T.undoFailed} ${told.detail ?? told.what}`, tone: "crit" });
        });
      };
      try {
        const answer = await change();
        toast({ words: words(answer), tone: "good", ...(final ? {} : { onUndo: undo }) });
        return answer;
      } finally {
        setTimeout(end, HEARD_WITHIN);
      }
    },
    [toast],
  );
}
