/** Cells that were edited, saved as one step: all of them or none. What changed meanwhile is shown beside what was written. */
import { useCallback, useRef } from "react";
import { useDone } from "../../../audit/done";
import type { GridEdit, GridEditResult } from "../../../kit";
import { asFailure, call } from "../../../wire/call";
import { wordsFor } from "../../../wire/failures";
import type { Control, ControlEdit, ControlLine } from "../../../wire/wire.gen";
import { T } from "../texts";
import { cellOf, changeOf, isEditable, type Names, wordsOf } from "./change";

type Edits = readonly GridEdit<ControlLine>[];

/** Saves edits of the grid by `control.edit`. */
export function useEditing(engagement: string, names: Names): (edits: Edits) => Promise<GridEditResult[]> {
  const done = useDone();
  /** Revisions that are newer than those of the rows on show: of our own edits, and those a person was shown as theirs. */
  const seen = useRef(new Map<string, number>());
  return useCallback(
    async (edits) => {
      const wire: ControlEdit[] = [];
      for (const { row, column, value } of edits) {
        const change = changeOf(column, value);
        if (change) wire.push({ id: row.id, revision: Math.max(row.revision, seen.current.get(row.id) ?? 0), change });
      }
      const save = () => call("control.edit", { edits: wire });
      try {
        const kept =
          wire.length > 1
            ? await done(save, (controls) => savedWords(controls), { action: "control.edit" })
            : await save();
        for (const control of kept) seen.current.set(control.id, control.revision);
        return edits.map(() => ({ ok: true }));
      } catch (thrown) {
        const failure = asFailure(thrown);
        if (failure.code === "stale") return stale(edits, wire);
        const told = wordsFor(failure);
        const words = edits.length > 1 ? T.grid.refusedWith(told.detail ?? told.what) : (told.detail ?? told.what);
        return edits.map(() => ({ ok: false, words }));
      }

      /** What stands there now, for each row; a second try builds on what was shown. */
      async function stale(of: Edits, sent: readonly ControlEdit[]): Promise<GridEditResult[]> {
        const now = new Map<string, Control>();
        for (const id of new Set(of.map((edit) => edit.row.id))) {
          const found = await call("control.show", { engagement, control: id }).catch(() => undefined);
          if (found) now.set(id, found.control);
        }
        return of.map(({ row, column }) => {
          const control = now.get(row.id);
          const was = sent.find((edit) => edit.id === row.id)?.revision;
          if (!control || !isEditable(column)) return { ok: false, words: T.grid.stale };
          if (control.revision === was) return { ok: false, words: T.grid.refusedWith(T.grid.stale) };
          seen.current.set(row.id, control.revision);
          return { ok: false, words: T.grid.stale, theirs: wordsOf(column, cellOf(control, column), names) };
        });
      }
    },
    [done, engagement, names],
  );
}

function savedWords(controls: readonly Control[]): string {
  const [only] = controls;
  return controls.length === 1 && only ? T.saved(only.code) : T.savedMany(controls.length);
}
