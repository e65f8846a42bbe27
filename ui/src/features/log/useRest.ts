/** A value once it has rested for a while, so that not every key asks the program. */
import { useEffect, useState } from "react";

export function useRest<Value>(value: Value, ms: number): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
}
