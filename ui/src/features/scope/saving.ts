/** Makes a change, says what was done and offers the way back; a failure stands where the change was asked for. It never tries anything twice. */
import { useCallback, useState } from "react";
import { useToast } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { listen } from "../../wire/events";
import { wordsFor } from "../../wire/failures";
import type { Failure } from "../../wire/wire.gen";
import { T } from "./texts";

/** How long the program's word of a change is waited for. */
const HEARD_WITHIN = 2_000;

export interface Saving {
  busy: boolean;
  failure: Failure | undefined;
  /** Makes the change; gives its answer, or nothing where it failed. With `final` no way back is offered. */
  run<Answer>(
    change: () => Promise<Answer>,
    words: (answer: Answer) => string,
    final?: boolean,
  ): Promise<Answer | undefined>;
  /** Does something that changes nothing: a failure stands here all the same. */
  look<Answer>(look: () => Promise<Answer>): Promise<Answer | undefined>;
  /** What is wrong with that field, if the failure is about it. */
  wrong(field: string): string | undefined;
}

/** Changes of one form or list. */
export function useSaving(): Saving {
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const run = useCallback(
    async <Answer>(change: () => Promise<Answer>, words: (answer: Answer) => string, final = false) => {
      let seq: number | null = null;
      const end = listen((event) => {
        if (event.event === "changed" && seq === null) seq = event.seq;
      });
      setBusy(true);
      setFailure(undefined);
      try {
        const answer = await change();
        const onUndo = () => {
          call("log.undo", { seq }).catch((thrown) => {
            const told = wordsFor(asFailure(thrown));
            toast({ words: T.undoFailed(told.detail ?? told.what), tone: "crit" });
          });
        };
        toast({ words: words(answer), tone: "good", ...(final ? {} : { onUndo }) });
        return answer;
      } catch (thrown) {
        setFailure(asFailure(thrown));
        return undefined;
      } finally {
        setBusy(false);
        setTimeout(end, HEARD_WITHIN);
      }
    },
    [toast],
  );
  const look = useCallback(async <Answer>(asked: () => Promise<Answer>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      return await asked();
    } catch (thrown) {
      setFailure(asFailure(thrown));
      return undefined;
    } finally {
      setBusy(false);
    }
  }, []);
  const wrong = (field: string) => (failure?.field === field ? failure.message : undefined);
  return { busy, failure, run, look, wrong };
}
