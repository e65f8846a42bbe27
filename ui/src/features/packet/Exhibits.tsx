/** The exhibits of a packet: each is shown, or listed with a reason that the packet prints. None can be left out unnamed. */
import { useMemo, useState } from "react";
import { CLASSIFICATION, placeOf } from "../../audit";
import {
  Button,
  type CellValue,
  EmptyState,
  Grid,
  type GridColumn,
  type GridEdit,
  type GridEditResult,
  GridTools,
  type GridView,
  PopoverButton,
  TextField,
  useGridView,
  useListSource,
} from "../../kit";
import { useGo } from "../../kit/place";
import type { Preflight, PreflightExhibit } from "../../wire/wire.gen";
import { choosable, type Draft, withListed } from "./draft";
import { exhibitColumns } from "./exhibit-columns";
import { T } from "./texts";

/** The grid's state with a way to narrow it to what export warns of. */
export interface ExhibitsGridView extends GridView {
  onlySensitive(): void;
}

/** Columns of a few values, one to a row. */
const GROUPABLE = ["classification", "place"];

/** Kept by the form, so that it is as it was when one comes back to this tab. */
export function useExhibitsView(): ExhibitsGridView {
  const view = useGridView({ groupable: GROUPABLE });
  return {
    ...view,
    onlySensitive: () =>
      view.onFilters({
        classification: { is: "any_of", values: [CLASSIFICATION.personal, CLASSIFICATION.restricted] },
        place: { is: "any_of", values: [T.places.shown] },
      }),
  };
}

interface Props {
  found: Preflight;
  draft: Draft;
  onDraft(change: (draft: Draft) => Draft): void;
  frozen: boolean;
  view: ExhibitsGridView;
}

export function Exhibits({ found, draft, onDraft, frozen, view }: Props) {
  const go = useGo();
  const columns = useMemo<readonly GridColumn<PreflightExhibit>[]>(
    () => exhibitColumns(draft, frozen),
    [draft, frozen],
  );
  const source = useListSource({
    rows: found.exhibits,
    columns,
    key: (row: PreflightExhibit) => row.evidence,
    sort: view.sort,
    filters: view.filters,
    ...(view.grouping ? { grouping: view.grouping } : {}),
  });
  const list = (evidence: readonly string[], reason: string | null) =>
    onDraft((before) => withListed(before, evidence, reason));
  const onEdit = async (edits: readonly GridEdit<PreflightExhibit>[]): Promise<GridEditResult[]> => {
    for (const edit of edits) list([edit.key], reasonOf(edit.column, edit.value, draft.listOnly[edit.key]));
    return edits.map(() => ({ ok: true }));
  };
  const selected = found.exhibits.filter(
    (row) => view.selected.has(row.evidence) && choosable(row, draft) === "choosable",
  );
  const keys = selected.map((row) => row.evidence);
  const open = (row: PreflightExhibit) => go(placeOf("evidence", row.evidence));
  if (found.exhibits.length === 0) {
    return (
      <EmptyState
        icon="evidence"
        title={T.emptyExhibits}
        words={T.emptyExhibitsWords}
        action={<Button onPress={() => go({ view: "evidence" })}>{T.toEvidence}</Button>}
      />
    );
  }
  return (
    <div className="packet-exhibits">
      <div className="subbar">
        <GridTools columns={columns} view={view} />
        <span className="grow" />
        {!frozen && (
          <>
            <Button kind="quiet" icon="eye" disabled={keys.length === 0} onPress={() => list(keys, null)}>
              {T.showSelected}
            </Button>
            <PopoverButton
              button={{ kind: "quiet", icon: "redact", children: T.listSelected, disabled: keys.length === 0 }}
              label={T.listSelectedTitle(keys.length)}
              placement="bottom end"
            >
              {(close) => (
                <Reason
                  title={T.listSelectedTitle(keys.length)}
                  onReason={(reason) => {
                    list(keys, reason);
                    close();
                  }}
                />
              )}
            </PopoverButton>
          </>
        )}
      </div>
      <Grid
        label={T.grid}
        columns={columns}
        source={source}
        chips={false}
        {...view.props}
        onEdit={frozen ? undefined : onEdit}
        onOpen={open}
        rowWords={T.exhibitRows}
        rowClass={(row) => (row.place === "not_part" || row.place === "withheld" ? "off" : undefined)}
        rowMenu={(row) => {
          const own = choosable(row, draft) === "choosable" && !frozen;
          const listed = row.evidence in draft.listOnly;
          return [
            { id: "show", label: T.showIt, disabled: !own || !listed, onPress: () => list([row.evidence], null) },
            { id: "list", label: T.listIt, disabled: !own || listed, onPress: () => list([row.evidence], "") },
            "separator",
            { id: "open", label: T.openItem, icon: "arrow-right", onPress: () => open(row) },
          ];
        }}
      />
    </div>
  );
}

/** What an edit of a cell makes of the item's reason: null shows it. */
function reasonOf(column: string, value: CellValue, before: string | undefined): string | null {
  if (column === "place") return value === "listed_only" ? (before ?? "") : null;
  const reason = typeof value === "string" ? value.trim() : "";
  return reason === "" ? null : reason;
}

/** The reason for several at once. */
function Reason({ title, onReason }: { title: string; onReason(reason: string): void }) {
  const [reason, setReason] = useState("");
  const done = () => reason.trim() !== "" && onReason(reason.trim());
  return (
    <div className="packet-reason">
      <p className="label">{title}</p>
      <TextField
        label={T.listReason}
        hint={T.listReasonHint}
        value={reason}
        onChange={setReason}
        onEnter={done}
        maxLength={500}
        required
        autoFocus
      />
      <div className="row">
        <span className="grow" />
        <Button kind="primary" disabled={reason.trim() === ""} onPress={done}>
          {T.listDo}
        </Button>
      </div>
    </div>
  );
}
