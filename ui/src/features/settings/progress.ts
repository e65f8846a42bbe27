/** How far the long work is that this view has asked for, as the program tells of it. */
import { useEffect, useState } from "react";
import { listen } from "../../wire/events";

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
