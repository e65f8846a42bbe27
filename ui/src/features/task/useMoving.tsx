/** Moving a task to another state, from the grid and from the inspector alike: it asks for what the step needs, then makes it. */
import { type ReactNode, useState } from "react";
import { useDone } from "../../audit/done";
import { TASK_STATE, within } from "../../audit/words";
import type { FailureWords } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import type { TaskStep } from "../../wire/wire.gen";
import { MoveDialog } from "./MoveDialog";
import { asksFirst, type StateName } from "./steps";
import { T } from "./texts";

interface Asking {
  task: { id: string; code: string };
  to: "blocked" | "done" | "dropped";
  /** Ends the question: null when it was made, words when it wasn't. */
  end(words: string | null): void;
}

export interface Moving {
  /** Moves a task; gives null when it was, and words for why it wasn't. */
  move(task: { id: string; code: string }, to: StateName): Promise<string | null>;
  /** The question that is open, to be drawn once. */
  dialog: ReactNode;
}

export function useMoving(engagement: string): Moving {
  const done = useDone();
  const [asking, setAsking] = useState<Asking>();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<FailureWords>();

  const make = async (task: Asking["task"], step: TaskStep): Promise<FailureWords | null> => {
    try {
      await done(
        () => call("task.move", { engagement, task: task.id, step }),
        () => T.movedToast(task.code, within(TASK_STATE[step.to])),
      );
      return null;
    } catch (thrown) {
      return wordsFor(asFailure(thrown));
    }
  };
  const move: Moving["move"] = async (task, to) => {
    if (!asksFirst(to)) {
      const told = await make(task, { to });
      return told && (told.detail ?? told.what);
    }
    return new Promise((end) => {
      setFailed(undefined);
      setAsking({ task, to, end });
    });
  };
  const close = (words: string | null) => {
    asking?.end(words);
    setAsking(undefined);
  };
  const dialog = asking && (
    <MoveDialog
      code={asking.task.code}
      to={asking.to}
      busy={busy}
      failed={failed}
      onClose={() => close(T.left)}
      onStep={async (step) => {
        setBusy(true);
        const told = await make(asking.task, step);
        setBusy(false);
        setFailed(told ?? undefined);
        if (told === null) close(null);
      }}
    />
  );
  return { move, dialog };
}
