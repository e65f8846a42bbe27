/** The acts over the grid: edit what is selected, present it, export, add, import. */
import { type ReactNode, useState } from "react";
import { Button, MenuButton, ToolsLine } from "../../../kit";
import { useGo } from "../../../kit/place";
import { CatalogueDialog } from "../catalogue/CatalogueDialog";
import { S } from "../catalogue/texts";
import { useExport } from "../sheet/export";
import { ImportWizard } from "../sheet/ImportWizard";
import { T } from "../texts";
import { AddControl } from "./AddControl";
import type { ControlQuery } from "./change";

/** How rows come in and go out. */
export interface Start {
  add(): void;
  catalogue(): void;
  importSheet(): void;
  exportAs: ReturnType<typeof useExport>;
  dialogs: ReactNode;
}

export function useStart(query: ControlQuery, selected: ReadonlySet<string>): Start {
  const [open, setOpen] = useState<"add" | "catalogue" | "import">();
  const exportAs = useExport(query, selected);
  const close = () => setOpen(undefined);
  return {
    add: () => setOpen("add"),
    catalogue: () => setOpen("catalogue"),
    importSheet: () => setOpen("import"),
    exportAs,
    dialogs: (
      <>
        {open === "add" && <AddControl onClose={close} />}
        {open === "catalogue" && <CatalogueDialog onClose={close} />}
        {open === "import" && <ImportWizard onClose={close} />}
      </>
    ),
  };
}

export function GridActs(props: { start: Start; selected: ReadonlySet<string>; onBulk(ids: readonly string[]): void }) {
  const { start, selected } = props;
  const go = useGo();
  const n = selected.size;
  const hint = n > 0 ? T.menu.exportSelected(n) : T.menu.exportShown;
  return (
    <>
      {n > 0 && (
        <>
          <Button changes icon="edit" label={T.menu.editLabel(n)} onPress={() => props.onBulk([...selected])}>
            {T.menu.edit(n)}
          </Button>
          <Button
            kind="quiet"
            icon="present"
            label={T.menu.presentLabel(n)}
            onPress={() => go({ view: "walkthrough", ids: [...selected] })}
          >
            {T.menu.present}
          </Button>
          <ToolsLine />
        </>
      )}
      <MenuButton
        button={{ kind: "quiet", icon: "export", children: T.menu.export }}
        label={T.menu.export}
        placement="bottom end"
        entries={[
          {
            id: "xlsx",
            label: T.menu.exportXlsx,
            icon: "table",
            hint,
            changes: true,
            onPress: () => void start.exportAs({ form: "xlsx", internal: false }),
          },
          {
            id: "csv",
            label: T.menu.exportCsv,
            icon: "file",
            hint,
            changes: true,
            onPress: () => void start.exportAs({ form: "csv", internal: false }),
          },
          {
            id: "internal",
            label: T.menu.exportInternal,
            icon: "lock",
            hint: T.menu.exportInternalHint,
            changes: true,
            onPress: () => void start.exportAs({ form: "xlsx", internal: true }),
          },
        ]}
      />
      {/* While rows are chosen the bar is theirs. */}
      {n === 0 && (
        <>
          <MenuButton
            button={{ kind: "quiet", icon: "import", label: T.menu.import, children: T.menu.importShort }}
            label={T.menu.import}
            placement="bottom end"
            entries={[
              {
                id: "import",
                label: T.menu.import,
                hint: T.menu.importHint,
                icon: "import",
                changes: true,
                onPress: start.importSheet,
              },
              {
                id: "paste",
                label: T.menu.paste,
                hint: T.menu.pasteHint,
                icon: "paste",
                keys: "Ctrl V",
                disabled: true,
                onPress: () => undefined,
              },
            ]}
          />
          <Button changes kind="quiet" icon="files" label={S.title} onPress={start.catalogue}>
            {S.open}
          </Button>
        </>
      )}
      <Button changes icon="plus" label={T.menu.addLabel} onPress={start.add}>
        {T.menu.add}
      </Button>
    </>
  );
}
