/** Changes under way: shown at once, then settled or refused. What the user wrote is kept until it is saved or dropped. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { TOLD_MS } from "../told.ts";
import type { GridEdit, GridEditResult } from "./types.ts";

/** A change that isn't settled yet. `row` is the row as it was: a newer one has settled the change. */
export interface Pending<Row> {
  edit: GridEdit<Row>;
  state: "saving" | "saved" | "refused";
  words?: string;
  theirs?: string;
}

/** How long a saved value stands in for a row that hasn't come again. */
const STANDS_MS = 4_000;

const idOf = (key: string, column: string) => `${key}\u0000${column}`;

/** Pending changes by row, and what can be done with them. */
export function useEdits<Row>(
  onEdit: ((edits: readonly GridEdit<Row>[]) => Promise<readonly GridEditResult[]>) | undefined,
  words: { unknown: string; saved(n: number): string },
  announce: (words: string) => void,
) {
  const [pending, setPending] = useState<ReadonlyMap<string, Pending<Row>>>(new Map());
  const send = useRef(onEdit);
  send.current = onEdit;
  const told = useRef({ words, announce });
  told.current = { words, announce };
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);

  const put = useCallback((all: readonly Pending<Row>[]) => {
    setPending((before) => {
      const next = new Map(before);
      for (const one of all) next.set(idOf(one.edit.key, one.edit.column), one);
      return next;
    });
  }, []);
  const drop = useCallback((all: readonly GridEdit<Row>[]) => {
    setPending((before) => {
      const next = new Map(before);
      for (const edit of all)
        if (next.get(idOf(edit.key, edit.column))?.edit === edit) next.delete(idOf(edit.key, edit.column));
      return next;
    });
  }, []);

  const commit = useCallback(
    async (edits: readonly GridEdit<Row>[]) => {
      const call = send.current;
      if (edits.length === 0 || !call) return;
      // On its way first, so that the program works while the window draws. One that throws at once fails as one that does later.
      const sent = (async () => call(edits))();
      put(edits.map((edit) => ({ edit, state: "saving" })));
      let results: readonly GridEditResult[];
      try {
        results = await sent;
      } catch {
        results = [];
      }
      if (!alive.current) return;
      const refused: GridEditResult = { ok: false, words: told.current.words.unknown };
      const ended = edits.map((edit, at): Pending<Row> => {
        const result = results[at] ?? refused;
        return result.ok
          ? { edit, state: "saved" }
          : { edit, state: "refused", words: result.words, theirs: result.theirs };
      });
      // With the answer, not when React finds the time for it.
      flushSync(() => put(ended));
      const saved = ended.filter((one) => one.state === "saved").map((one) => one.edit);
      if (saved.length > 0) {
        setTimeout(() => alive.current && told.current.announce(told.current.words.saved(saved.length)), TOLD_MS);
        setTimeout(() => alive.current && drop(saved), STANDS_MS);
      }
    },
    [put, drop],
  );

  const refuse = useCallback(
    (edit: GridEdit<Row>, why: string) => put([{ edit, state: "refused", words: why }]),
    [put],
  );

  const byRow = useMemo(() => {
    const rows = new Map<string, Map<string, Pending<Row>>>();
    for (const one of pending.values()) {
      const cells = rows.get(one.edit.key) ?? new Map<string, Pending<Row>>();
      cells.set(one.edit.column, one);
      rows.set(one.edit.key, cells);
    }
    return rows;
  }, [pending]);
  const refused = useMemo(() => [...pending.values()].filter((one) => one.state === "refused"), [pending]);
  const saving = useLate(
    useMemo(() => [...pending.values()].filter((one) => one.state === "saving").length, [pending]),
  );
  return { byRow, refused, saving, commit, drop, refuse };
}

/** A number that is told only once it has been more than none for a while. */
function useLate(count: number): number {
  const [late, setLate] = useState(false);
  const some = count > 0;
  useEffect(() => {
    if (!some) return setLate(false);
    const timer = setTimeout(() => setLate(true), TOLD_MS);
    return () => clearTimeout(timer);
  }, [some]);
  return late ? count : 0;
}
