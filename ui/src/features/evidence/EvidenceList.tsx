/** The list of evidence items as a grid, with what is taken in under it. It chooses and edits; what is chosen is shown elsewhere. */
import { type ReactNode, useCallback } from "react";
import {
  type CellValue,
  EmptyState,
  Grid,
  type GridColumn,
  type GridEdit,
  type GridEditResult,
  type GridLayout,
  type GridSource,
  type GridView,
  type MenuEntry,
  useToast,
} from "../../kit";
import { asFailure, call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import type { EvidenceLine, JsonValue } from "../../wire/wire.gen";
import { isLive } from "./steps";
import { T } from "./texts";

export interface EvidenceListProps {
  columns: readonly GridColumn<EvidenceLine>[];
  source: GridSource<EvidenceLine>;
  view: GridView;
  layout: GridLayout | undefined;
  onLayout(layout: GridLayout | undefined): void;
  active: string | undefined;
  onActive(line: EvidenceLine): void;
  onOpen(line: EvidenceLine): void;
  onEscape(): void;
  menu(line: EvidenceLine): readonly MenuEntry[];
  /** What can be done where there is no item at all. */
  first: ReactNode;
  /** Words are sought: that nothing has them says nothing of what there is. */
  sought: boolean;
}

const jsonOf = (value: CellValue): JsonValue => (Array.isArray(value) ? [...value] : (value as JsonValue));

export function EvidenceList(props: EvidenceListProps) {
  const engagement = useEngagement();
  const toast = useToast();
  const { onActive } = props;
  const onEdit = useCallback(
    async (edits: readonly GridEdit<EvidenceLine>[]): Promise<GridEditResult[]> => {
      const results: GridEditResult[] = [];
      for (const { key, column, value, row } of edits) {
        try {
          await call("evidence.edit", { engagement, evidence: key, facts: { [column]: jsonOf(value) } });
          results.push({ ok: true });
        } catch (thrown) {
          const told = wordsFor(asFailure(thrown));
          results.push({ ok: false, words: told.detail ?? told.what });
          if (edits.length === 1) toast({ words: `${row.reference}: ${told.detail ?? told.what}`, tone: "crit" });
        }
      }
      return results;
    },
    [engagement, toast],
  );
  return (
    <Grid<EvidenceLine>
      {...props.view.props}
      label={T.grid}
      columns={props.columns}
      source={props.source}
      layout={props.layout}
      onLayout={props.onLayout}
      chips={false}
      active={props.active}
      onActive={useCallback((line?: EvidenceLine) => line && onActive(line), [onActive])}
      onOpen={props.onOpen}
      onEscape={props.onEscape}
      onEdit={onEdit}
      rowMenu={props.menu}
      rowWords={T.items}
      rowClass={(line) => (isLive(line.state) ? undefined : "off")}
      emptyState={
        props.sought ? (
          <EmptyState icon="search" title={T.noneFound} words={T.noneFoundWords} action={props.first} />
        ) : (
          <EmptyState icon="evidence" title={T.emptyTitle} words={T.emptyWords} action={props.first} />
        )
      }
    />
  );
}
