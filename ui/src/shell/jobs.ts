/** The long work that runs, as the program tells of it, for the status bar. It starts none. */
import { useEffect, useState } from "react";
import { answered, call } from "../wire/call";
import { listen } from "../wire/events";

export interface Job {
  doing: string;
  done: number;
  total: number;
}

/** How long work rests between two of its calls, such as an intake of many files. */
const RESTS = 250;

/** The work that runs now, or none: it is over once all calls that were under way when it was told of have their answers. */
export function useJob(): Job | undefined {
  const [job, setJob] = useState<Job>();
  useEffect(() => {
    let told = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = () => {
      told += 1;
      clearTimeout(timer);
      setJob(undefined);
    };
    const deaf = listen((event) => {
      if (event.event === "locked_now") end();
      if (event.event !== "progress") return;
      const mine = ++told;
      clearTimeout(timer);
      setJob({ doing: event.doing, done: event.done, total: event.total });
      void answered().then(() => {
        // What was told since has calls of its own.
        if (mine === told) timer = setTimeout(end, RESTS);
      });
    });
    return () => {
      told += 1;
      clearTimeout(timer);
      deaf();
    };
  }, []);
  return job;
}

/** Cancels the work that runs. */
export async function cancelJob(): Promise<void> {
  await call("job.cancel", {});
}
