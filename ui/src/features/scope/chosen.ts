/** Which row of a part is chosen, and which rows it is narrowed to, by where the window is. It reads nothing. */
import { useMemo, useState } from "react";
import { usePlace } from "../../kit/place";

/** The row that is chosen, by its id or whatever people call it; somebody who comes for another one gets that. */
export function useChosen(): [string | undefined, (chosen: string | undefined) => void] {
  const { id } = usePlace();
  const [chosen, setChosen] = useState(id);
  const [came, setCame] = useState(id);
  if (came !== id) {
    setCame(id);
    setChosen(id);
  }
  return [chosen, setChosen];
}

/** The name of a form for a new record of a noun, in place of a row's id. */
export const fresh = (noun: string) => `+${noun}`;

/** Only the rows that the place names, by whatever they are called. */
export function useNarrowed<Row>(
  rows: readonly Row[] | undefined,
  names: (row: Row) => readonly string[],
): readonly Row[] | undefined {
  const { ids } = usePlace();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row's names are the same whoever asks for them
  return useMemo(() => {
    if (!ids || !rows) return rows;
    const wanted = new Set(ids);
    // Ids of another list of the same part must not empty this one.
    const kept = rows.filter((row) => names(row).some((name) => wanted.has(name)));
    return kept.length > 0 ? kept : rows;
  }, [rows, ids]);
}
