/** Sheets in and out for one noun: a menu that saves rows as a workbook or separated values, and the way in. It never names a path. */
import { useState } from "react";
import { MenuButton, useToast } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import type { SheetForm, SheetNoun } from "../../wire/wire.gen";
import { SHEET } from "../words";
import { SheetImport } from "./sheet-import";
import { SHEET_TEXTS as T } from "./texts";

/** What has columns for the consultant alone. */
const INSIDE: Record<SheetNoun, boolean> = {
  control: true,
  request: true,
  gap: true,
  finding: true,
  task: true,
  person: false,
  evidence: false,
};

export interface SheetMenuProps {
  noun: SheetNoun;
  /** Ids of the rows that are shown, where the list is filtered; none saves all. */
  shown?: () => Promise<readonly string[]>;
}

/** The menu, and the dialog that it opens. */
export function SheetMenu({ noun, shown }: SheetMenuProps) {
  const engagement = useEngagement();
  const toast = useToast();
  const [taking, setTaking] = useState(false);
  const save = async (form: SheetForm, internal: boolean) => {
    try {
      const file = await call("file.destination", { wanted: "sheet", name: T.fileName(SHEET[noun], form) });
      if (!file) return;
      const only = shown ? [...(await shown())] : null;
      const saved = await call("sheet.export", { engagement, noun, only, internal, form, file: file.held });
      toast({ words: T.saved(file.name, saved.rows), tone: "good" });
    } catch (thrown) {
      const told = wordsFor(asFailure(thrown));
      toast({ words: told.detail ? `${told.what} ${told.detail}` : `${told.what} ${told.todo}`, tone: "crit" });
    }
  };
  const hint = shown ? { hint: T.filteredHint } : {};
  return (
    <>
      <MenuButton
        button={{ kind: "quiet", icon: "export", children: T.menu }}
        label={T.menu}
        placement="bottom end"
        entries={[
          {
            section: T.exportSection,
            entries: [
              {
                id: "xlsx",
                label: T.workbook,
                icon: "table",
                ...hint,
                changes: true,
                onPress: () => void save("xlsx", false),
              },
              { id: "csv", label: T.csv, icon: "text", ...hint, changes: true, onPress: () => void save("csv", false) },
              ...(INSIDE[noun]
                ? [
                    {
                      id: "internal",
                      label: T.internal,
                      icon: "shield" as const,
                      hint: T.internalHint,
                      changes: true,
                      onPress: () => void save("xlsx", true),
                    },
                  ]
                : []),
            ],
          },
          {
            section: T.importSection,
            entries: [{ id: "import", label: T.import, icon: "import", changes: true, onPress: () => setTaking(true) }],
          },
        ]}
      />
      {taking && <SheetImport noun={noun} onClose={() => setTaking(false)} />}
    </>
  );
}
