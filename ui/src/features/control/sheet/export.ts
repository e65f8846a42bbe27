/** The matrix as it is shown, written to a workbook or separated values. Where to is chosen by the person, and never seen here. */
import { useCallback } from "react";
import { useToast } from "../../../kit";
import { asFailure, call } from "../../../wire/call";
import { useEngagement } from "../../../wire/engagement";
import { wordsFor } from "../../../wire/failures";
import type { SheetForm } from "../../../wire/wire.gen";
import type { ControlQuery } from "../grid/change";
import { T } from "../texts";
import { S } from "./texts";

export interface ExportChoice {
  form: SheetForm;
  internal: boolean;
}

/** Exports the selected rows, or all that meet the filters. */
export function useExport(query: ControlQuery, selected: ReadonlySet<string>) {
  const engagement = useEngagement();
  const toast = useToast();
  return useCallback(
    async ({ form, internal }: ExportChoice) => {
      try {
        const place = await call("file.destination", { wanted: "sheet", name: `${S.fileName}.${form}` });
        if (!place) return;
        const only =
          selected.size > 0
            ? [...selected]
            : await call("page.ids", { noun: "control", query: { ...query, offset: 0, limit: 1 } });
        const file = place.held;
        const request = { engagement, noun: "control" as const, owner: null, only, internal, form, file };
        const { rows } = await call("sheet.export", request);
        toast({ words: T.exported(rows, place.name), tone: "good" });
      } catch (thrown) {
        const { what, safe, todo, detail } = wordsFor(asFailure(thrown));
        toast({ words: [what, detail, safe, todo].filter(Boolean).join(" "), tone: "crit" });
      }
    },
    [engagement, query, selected, toast],
  );
}
