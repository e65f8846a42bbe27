/** Does one thing at a time for a view and keeps what failed. It repeats nothing by itself. */
import { useCallback, useState } from "react";
import { asFailure } from "./call";
import type { Failure } from "./wire.gen";

export interface Doing {
  busy: boolean;
  failure: Failure | undefined;
  /** Does it; true where it succeeded. */
  run(act: () => Promise<void>): Promise<boolean>;
  clear(): void;
}

export function useDoing(): Doing {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const run = useCallback(async (act: () => Promise<void>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await act();
      return true;
    } catch (thrown) {
      setFailure(asFailure(thrown));
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setFailure(undefined), []);
  return { busy, failure, run, clear };
}
