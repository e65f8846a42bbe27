/** The long work that runs, as the program tells of it, for the status bar. It starts none. */
import { useEffect, useState } from "react";
import { call, isQuiet, whenQuiet } from "../wire/call";
import { listen } from "../wire/events";

export interface Job {
  doing: string;
  done: number;
  total: number;
}

/** How long finished work stays in sight, and how long nothing may be under way until unfinished work counts as over. */
const AFTERGLOW = 1200;

/** The work that runs now, or none. */
export function useJob(): Job | undefined {
  const [job, setJob] = useState<Job>();
  useEffect(
    () =>
      listen((event) => {
        if (event.event === "progress") setJob({ doing: event.doing, done: event.done, total: event.total });
      }),
    [],
  );
  useEffect(() => {
    if (!job) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const over = () => {
      clearTimeout(timer);
      // Work of many calls, such as an intake, rests for a moment between them.
      timer = setTimeout(() => isQuiet() && setJob(undefined), AFTERGLOW);
    };
    const deaf = whenQuiet(over);
    if (job.done >= job.total || isQuiet()) over();
    return () => {
      deaf();
      clearTimeout(timer);
    };
  }, [job]);
  return job;
}

/** Cancels the work that runs. */
export async function cancelJob(): Promise<void> {
  await call("job.cancel", {});
}
