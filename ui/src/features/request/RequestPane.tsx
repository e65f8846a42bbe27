/** One request beside the grid: the auditor's words, where it stands, its evidence and rounds. Each step is saved at once. */
import { useEffect, useState } from "react";
import { CriteriaLinks } from "../../audit/criteria";
import { useDates } from "../../audit/date-format";
import { HistoryList } from "../../audit/history";
import { LinksTo } from "../../audit/link";
import { Prose, Spaced, usePeople } from "../../audit/rows/parts";
import { useRemove } from "../../audit/rows/remove";
import { EVIDENCE_KIND, POPULATION_KIND } from "../../audit/words";
import { Button, FailureNote, IconButton, Inspector, InspectorSection, Kv, Loading } from "../../kit";
import { call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { RequestRow } from "../../wire/wire.gen";
import { Gathered } from "./Gathered";
import { RequestForm } from "./RequestForm";
import { Rounds } from "./Rounds";
import { Standing } from "./Standing";
import { T } from "./texts";

export interface RequestPaneProps {
  /** Its id, its reference or the auditor's id. */
  id: string;
  onClose(): void;
  /** The request's own id, once it is known, where another name was given. */
  onId(id: string): void;
  onRemoved(): void;
}

/** A request's number as printed. */
export function referenceOf(row: RequestRow): string {
  return `REQ-${String(row.request.number).padStart(3, "0")}`;
}

export function RequestPane({ id, onClose, onId, onRemoved }: RequestPaneProps) {
  const engagement = useEngagement();
  const read = useRead("request.show", { engagement, request: id }, { keep: false });
  const [editing, setEditing] = useState(false);
  const row = read.data;
  const own = row?.request.id;
  useEffect(() => {
    if (own !== undefined && own !== id) onId(own);
  }, [own, id, onId]);
  if (read.failure || !row) {
    return (
      <Inspector title={id} onClose={onClose}>
        {read.failure ? <FailureNote {...wordsFor(read.failure)} onRetry={read.again} /> : <Loading />}
      </Inspector>
    );
  }
  if (editing) {
    return <RequestForm row={row} onClose={() => setEditing(false)} onSaved={() => setEditing(false)} />;
  }
  return <Pane row={row} onClose={onClose} onEdit={() => setEditing(true)} onRemoved={onRemoved} />;
}

function Pane(props: { row: RequestRow; onClose(): void; onEdit(): void; onRemoved(): void }) {
  const { row, onEdit } = props;
  const { request } = row;
  const engagement = useEngagement();
  const dates = useDates();
  const people = usePeople();
  const removed = useRemove();
  const reference = referenceOf(row);
  const P = T.pane;
  const remove = async () => {
    const gone = await removed(() => call("request.remove", { engagement, request: request.id }), T.removed(reference));
    if (gone) props.onRemoved();
  };
  const due = request.due_on ? P.dueAway(dates.day(request.due_on), dates.away(request.due_on)) : "–";
  const period = request.period ? (
    request.period.from === request.period.to ? (
      dates.day(request.period.from)
    ) : (
      <Spaced words={dates.span(request.period)} />
    )
  ) : (
    "–"
  );
  return (
    <Inspector
      code={request.auditor_id ? reference : undefined}
      title={request.auditor_id ?? reference}
      onClose={props.onClose}
      tools={
        <>
          {request.rounds.length === 0 && (
            <IconButton changes icon="trash" label={T.remove} onPress={() => void remove()} />
          )}
          <Button changes kind="quiet" icon="edit" onPress={onEdit}>
            {T.edit}
          </Button>
        </>
      }
    >
      <InspectorSection title={P.wording}>
        <Prose text={request.wording} />
      </InspectorSection>
      <InspectorSection title={P.standing}>
        <Standing row={row} />
      </InspectorSection>
      <InspectorSection title={P.facts}>
        <Kv
          items={[
            { name: P.owner, value: row.owner ?? "–" },
            { name: P.reviewer, value: people(request.reviewer) },
            { name: P.received, value: dates.day(request.received_on) },
            { name: P.due, value: due },
            { name: P.kind, value: request.kind ? EVIDENCE_KIND[request.kind] : "–" },
            { name: P.period, value: period },
            { name: P.population, value: request.population ? POPULATION_KIND[request.population] : "–" },
            { name: P.blocks, value: request.blocks_testing ? P.blocksYes : P.blocksNo },
            ...(request.template ? [{ name: P.template, value: request.template }] : []),
          ]}
        />
      </InspectorSection>
      <Gathered row={row} />
      <InspectorSection title={T.rounds.title} count={T.rounds.count(request.rounds.length)}>
        <Rounds row={row} />
      </InspectorSection>
      <InspectorSection title={P.controls} count={row.controls.length}>
        <LinksTo noun="control" references={row.controls} />
      </InspectorSection>
      <InspectorSection title={P.criteria} count={request.criteria.length}>
        <CriteriaLinks codes={request.criteria} />
      </InspectorSection>
      {request.internal_note !== "" && (
        <InspectorSection title={P.note} count={P.noteCount}>
          <Prose text={request.internal_note} />
        </InspectorSection>
      )}
      <InspectorSection title={P.history}>
        <HistoryList noun="request" id={request.id} />
      </InspectorSection>
    </Inspector>
  );
}
