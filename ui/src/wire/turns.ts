/** Work that waits for its turn, since the program does one thing at a time: what stands in a row can't be in the way of what
 *  a person does meanwhile. Nothing is left out or done twice. */

/** Gives turns: at most so many pieces of work at once, in their order. */
export function turns(most: number): <Answer>(act: () => Promise<Answer>) => Promise<Answer> {
  let busy = 0;
  const waiting: (() => void)[] = [];
  return async (act) => {
    if (busy >= most) await new Promise<void>((begin) => waiting.push(begin));
    else busy += 1;
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else busy -= 1;
    }
  };
}

/** Does the newest of what is asked for: while one piece of work is under way, the next one waits, and one that is newer takes its
 *  place. */
export function newest(): (act: () => Promise<unknown>) => void {
  let busy = false;
  let next: (() => Promise<unknown>) | undefined;
  const begin = async (act: () => Promise<unknown>) => {
    busy = true;
    // What fails tells so itself; the next one begins all the same.
    await act().catch(() => undefined);
    busy = false;
    const then = next;
    next = undefined;
    if (then) void begin(then);
  };
  return (act) => {
    if (busy) next = act;
    else void begin(act);
  };
}
