/** Undoing the last change of this sitting, step by step backwards. What others did, or an earlier sitting, is undone in the activity view. */
import { useCallback, useEffect, useRef } from "react";
import { useToast } from "../kit";
import { asFailure, call } from "../wire/call";
import { listen } from "../wire/events";
import { wordsFor } from "../wire/failures";
import { TEXTS } from "./texts";

/** Undoes the newest change of this sitting that isn't undone yet. */
export function useUndo(): () => void {
  const toast = useToast();
  const made = useRef<number[]>([]);
  useEffect(
    () =>
      listen((event) => {
        if (event.event === "changed" && event.action !== "log.undo") made.current.push(event.seq);
        if (event.event === "locked_now") made.current = [];
      }),
    [],
  );
  return useCallback(() => {
    const seq = made.current.pop();
    if (seq === undefined) {
      toast({ words: TEXTS.nothingToUndo });
      return;
    }
    call("log.undo", { seq }).then(
      () => toast({ words: TEXTS.undone(TEXTS.log(seq)) }),
      (thrown) => {
        const words = wordsFor(asFailure(thrown));
        toast({ words: `${words.what} ${words.detail ?? ""}`, tone: "crit" });
      },
    );
  }, [toast]);
}
