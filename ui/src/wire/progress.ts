/** How far the long work is that a view has asked for, as the program tells of it, and asking for its end. It starts none. */
import { useEffect, useState } from "react";
import { call } from "./call";
import { type Doing, useDoing } from "./doing";
import { listen } from "./events";

export interface Far {
  doing: string;
  done: number;
  total: number;
}

const capital = (words: string) => words.charAt(0).toLocaleUpperCase() + words.slice(1);

/** How far it is while `when` holds. */
export function useFar(when: boolean): Far | undefined {
  const [far, setFar] = useState<Far>();
  useEffect(() => {
    if (!when) {
      setFar(undefined);
      return;
    }
    return listen((event) => {
      if (event.event === "progress") setFar({ doing: capital(event.doing), done: event.done, total: event.total });
    });
  }, [when]);
  return far;
}

export interface Long extends Doing {
  far: Far | undefined;
  /** Its end was asked for; it ends at its next step. */
  cancelling: boolean;
  /** Why its end could not be asked for. */
  notCancelled: Doing["failure"];
  cancel(): void;
}

/** Long work that a person may cancel. */
export function useLong(): Long {
  const work = useDoing();
  const far = useFar(work.busy);
  const ending = useDoing();
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!work.busy) setAsked(false);
  }, [work.busy]);
  const cancel = () => {
    setAsked(true);
    void ending
      .run(async () => void (await call("job.cancel", {})))
      .then((done) => {
        if (!done) setAsked(false);
      });
  };
  return { ...work, far, cancelling: asked && work.busy, notCancelled: ending.failure, cancel };
}
