/** What the context menu of a row offers. */
import { useCallback } from "react";
import { useDone } from "../../../audit/done";
import type { MenuEntry } from "../../../kit";
import { useGo } from "../../../kit/place";
import { call } from "../../../wire/call";
import type { Chosen, ControlLine } from "../../../wire/wire.gen";
import { T } from "../texts";

export interface RowActs {
  open(line: ControlLine): void;
  retire(ids: readonly string[]): void;
  attach(files: readonly Chosen[], code: string): void;
}

export function useRowMenu(acts: RowActs): (line: ControlLine) => MenuEntry[] {
  const go = useGo();
  const done = useDone();
  const attach = useCallback(
    async (code: string) => {
      const files = await call("file.choose", { wanted: "evidence" }).catch(() => []);
      if (files.length > 0) acts.attach(files, code);
    },
    [acts],
  );
  return (line) => {
    const { id, code, revision } = line;
    const back = { id, revision, change: { field: "state" as const, value: { state: "in_place" as const } } };
    const retired = line.state.state === "retired";
    return [
      { id: "open", label: T.menu.open, icon: "eye", keys: "Ctrl ↵", onPress: () => acts.open(line) },
      {
        id: "present",
        label: T.menu.present,
        icon: "present",
        onPress: () => go({ view: "walkthrough", ids: [id] }),
      },
      {
        id: "calendar",
        label: T.menu.showCalendar,
        icon: "calendar",
        disabled: line.shown_by !== "occurrences",
        onPress: () => go({ view: "matrix", part: "calendar", id }),
      },
      { id: "attach", label: T.menu.attach, icon: "evidence", changes: true, onPress: () => void attach(code) },
      "separator",
      retired
        ? {
            id: "back",
            label: T.menu.backInPlace,
            icon: "undo",
            changes: true,
            onPress: () =>
              void done(
                () => call("control.edit", { edits: [back] }),
                () => T.retire.back(code),
                { action: "control.edit" },
              ).catch(() => acts.open(line)),
          }
        : { id: "retire", label: T.menu.retire, icon: "minus", changes: true, onPress: () => acts.retire([id]) },
    ];
  };
}
