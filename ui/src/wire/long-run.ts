/** Long work that outlives the view that began it: how far it is and what came of it, until it is put away. A lock forgets it. */
import { useSyncExternalStore } from "react";
import { asFailure, call } from "./call";
import { listen } from "./events";
import type { Far } from "./progress";
import type { Failure } from "./wire.gen";

/** One piece of work, from its beginning until it is put away. */
export interface Run<Of, Answer> {
  /** What it is about. */
  of: Of;
  far: Far | undefined;
  cancelling: boolean;
  /** Why its end could not be asked for. */
  notCancelled: Failure | undefined;
  answer: Answer | undefined;
  failure: Failure | undefined;
}

export interface LongRun<Of, Answer> {
  /** The work that runs or has ended, and whether it runs. */
  useRun(): { run: Run<Of, Answer> | undefined; busy: boolean };
  /** Begins; what ran before is forgotten. */
  begin(of: Of, act: () => Promise<Answer>): void;
  /** Asks for its end. */
  cancel(): void;
  /** Puts the result away, or forgets what runs. */
  putAway(): void;
}

/** A place for one such piece of work. */
export function longRun<Of, Answer extends object>(): LongRun<Of, Answer> {
  type Mine = Run<Of, Answer>;
  // A new object each time: whoever keeps more beside it is drawn anew by it.
  let state: { run: Mine | undefined } = { run: undefined };
  const watching = new Set<() => void>();
  /** Which piece is the present one: what comes of another belongs to nobody. */
  let turn = 0;
  const put = (run: Mine | undefined) => {
    state = { run };
    for (const tell of [...watching]) tell();
  };
  const change = (of: number, next: Partial<Mine>) => {
    if (state.run && of === turn) put({ ...state.run, ...next });
  };
  const runs = (run: Mine | undefined) => run !== undefined && !run.answer && !run.failure;
  const putAway = () => {
    turn += 1;
    put(undefined);
  };
  listen((event) => {
    if (event.event === "locked_now") putAway();
    if (event.event !== "progress" || !runs(state.run)) return;
    change(turn, { far: { doing: event.doing, done: event.done, total: event.total } });
  });
  const watch = (tell: () => void) => {
    watching.add(tell);
    return () => watching.delete(tell);
  };
  return {
    putAway,
    useRun() {
      const { run } = useSyncExternalStore(watch, () => state);
      return { run, busy: runs(run) };
    },
    begin(of, act) {
      turn += 1;
      const mine = turn;
      const nothing = { far: undefined, notCancelled: undefined, answer: undefined, failure: undefined };
      put({ of, cancelling: false, ...nothing });
      act().then(
        (answer) => change(mine, { answer }),
        (thrown) => change(mine, { failure: asFailure(thrown) }),
      );
    },
    cancel() {
      const mine = turn;
      change(mine, { cancelling: true, notCancelled: undefined });
      call("job.cancel", {}).catch((thrown) => change(mine, { cancelling: false, notCancelled: asFailure(thrown) }));
    },
  };
}
