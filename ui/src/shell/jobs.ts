/** The long work that runs, as the program tells of it, for the status bar. */
import { useEffect, useState } from "react";
import { call } from "../wire/call";
import { listen } from "../wire/events";

export interface Job {
  doing: string;
  done: number;
  total: number;
}

/** How long a finished piece of work stays in sight. */
const AFTERGLOW = 1200;
/** How long nothing is told of a piece of work until it counts as over: it ended early, or somebody cancelled it. */
const SILENCE = 10_000;

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
    const timer = setTimeout(() => setJob(undefined), job.done < job.total ? SILENCE : AFTERGLOW);
    return () => clearTimeout(timer);
  }, [job]);
  return job;
}

/** Cancels the work that runs. */
export async function cancelJob(): Promise<void> {
  await call("job.cancel", {});
}
