/** A value once it has rested for a moment, so that what is only passed on the way is not asked for. */
import { useEffect, useState } from "react";

/** How long the cursor rests on a row before what belongs to it is read. */
const RESTS_MS = 40;

/** The value once it has rested; the first one at once, and none at once too. */
export function useRested<Value>(value: Value): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    if (value === rested) return;
    const timer = setTimeout(() => setRested(value), RESTS_MS);
    return () => clearTimeout(timer);
  }, [value, rested]);
  return rested === undefined || value === undefined ? value : rested;
}
