/** A value that is edited here and follows what is given: when that changes, it takes its place. */
import { useState } from "react";

export function useFollowing<Value>(given: Value): [Value, (value: Value) => void] {
  const [held, setHeld] = useState(given);
  const [seen, setSeen] = useState(given);
  if (!Object.is(seen, given)) {
    setSeen(given);
    setHeld(given);
  }
  return [held, setHeld];
}
