/** Changes with their notice and the way back: what was done is said, and its row of the activity log can be undone. It tries nothing twice. */
import { useCallback, useState } from "react";
import { useToast } from "../kit";
import { asFailure } from "../wire/call";
import { listen } from "../wire/events";
import { wordsFor } from "../wire/failures";
import { isUndone, undoRow } from "../wire/undoing";
import type { Action, Failure } from "../wire/wire.gen";
import { DONE_TEXTS as T } from "./texts";

/** How long the program's word of a change is waited for after its answer. */
const HEARD_WITHIN = 500;

export interface DoneOptions {
  /** The action under which the program tells of the change, where it tells of others with it. */
  action?: Action;
  /** What was done stays: no way back is offered. */
  final?: boolean;
  /** Rows of the log that the change makes, one if not said: all are taken back by one undo, the newest first. */
  rows?: number;
}

/** A change whose rows of the log are waited for. */
interface Waiting {
  action: Action | undefined;
  rows: number;
  made: number[];
  answered: boolean;
}

// Changes that run at the same time are told of in their order, so each row of the log belongs to the first that still
// runs; one that has its answer made no row, or is told of late.
const waiting = new Set<Waiting>();
let unhear: (() => void) | undefined;

function hear(action: Action | undefined, rows: number): Waiting {
  const one: Waiting = { action, rows, made: [], answered: false };
  waiting.add(one);
  unhear ??= listen((event) => {
    if (event.event !== "changed") return;
    const fit = [...waiting].filter((each) => each.action === undefined || each.action === event.action);
    const first = fit.find((each) => !each.answered) ?? fit[0];
    if (!first) return;
    first.made.push(event.seq);
    if (first.made.length === first.rows) forget(first);
  });
  return one;
}

function forget(one: Waiting) {
  waiting.delete(one);
  if (waiting.size > 0) return;
  unhear?.();
  unhear = undefined;
}

async function undoAll(made: readonly number[]): Promise<void> {
  // What the key has undone meanwhile isn't undone twice, which would do it again.
  for (const seq of [...made].reverse()) if (!isUndone(seq)) await undoRow(seq);
}

/** Makes a change. */
export type Doing = <Answer>(
  change: () => Promise<Answer>,
  words: (answer: Answer) => string,
  options?: DoneOptions,
) => Promise<Answer>;

/** Makes a change, says what was done, and offers to undo it. A failure is thrown on. */
export function useDone(): Doing {
  const toast = useToast();
  return useCallback(
    async (change, words, { action, final = false, rows = 1 } = {}) => {
      const heard = hear(action, rows);
      const onUndo = () => {
        // Without its rows the newest change is not this one for sure, so nothing is undone by guess.
        if (heard.made.length < rows) return toast({ words: T.undoByKey });
        undoAll(heard.made).then(
          () => toast({ words: T.undone }),
          (thrown) => {
            const told = wordsFor(asFailure(thrown));
            toast({ words: T.undoFailed(told.detail ?? told.what), tone: "crit" });
          },
        );
      };
      try {
        const answer = await change();
        heard.answered = true;
        toast({ words: words(answer), tone: "good", ...(final ? {} : { onUndo }) });
        setTimeout(() => forget(heard), HEARD_WITHIN);
        return answer;
      } catch (thrown) {
        forget(heard);
        throw thrown;
      }
    },
    [toast],
  );
}

export interface Saving {
  busy: boolean;
  failure: Failure | undefined;
  /** Makes the change; gives its answer, or nothing where it failed. */
  run<Answer>(
    change: () => Promise<Answer>,
    words: (answer: Answer) => string,
    options?: DoneOptions,
  ): Promise<Answer | undefined>;
  /** Does something that changes nothing: a failure stands here all the same. */
  look<Answer>(look: () => Promise<Answer>): Promise<Answer | undefined>;
  /** What is wrong with that field, if the failure is about it. */
  wrong(field: string): string | undefined;
}

/** Changes of one form or list: a failure stands where the change was asked for. */
export function useSaving(): Saving {
  const done = useDone();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
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
  const run = useCallback<Saving["run"]>(
    (change, words, options) => look(() => done(change, words, options)),
    [done, look],
  );
  const wrong = (field: string) => (failure?.field === field ? failure.message : undefined);
  return { busy, failure, run, look, wrong };
}
