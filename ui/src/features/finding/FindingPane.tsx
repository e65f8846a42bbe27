/** One finding beside the grid: the words of whoever raised it, its way to the closing, management's response, the proof. Steps are saved at once. */
import { useEffect, useState } from "react";
import { CriteriaLinks } from "../../audit/criteria";
import { useDates } from "../../audit/date-format";
import { HistoryList } from "../../audit/history";
import { LinksTo } from "../../audit/link";
import { SeverityMark } from "../../audit/marks";
import { EvidenceLine, Prose, Spaced, usePeople } from "../../audit/rows/parts";
import { useRemove } from "../../audit/rows/remove";
import { FINDING_SOURCE } from "../../audit/words";
import { Button, FailureNote, IconButton, Inspector, InspectorSection, Kv, Loading } from "../../kit";
import { call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { FindingRow } from "../../wire/wire.gen";
import { FindingForm } from "./FindingForm";
import { FindingSteps } from "./FindingSteps";
import { Path } from "./Path";
import { isUntouched, ORDER, referenceOf } from "./steps";
import { T } from "./texts";

const P = T.pane;

export interface FindingPaneProps {
  /** Its id, its reference or the auditor's reference. */
  id: string;
  onClose(): void;
  /** The finding's own id, once it is known, where another name was given. */
  onId(id: string): void;
  onRemoved(): void;
}

export function FindingPane({ id, onClose, onId, onRemoved }: FindingPaneProps) {
  const engagement = useEngagement();
  const read = useRead("finding.show", { engagement, finding: id }, { keep: false });
  const [editing, setEditing] = useState(false);
  const row = read.data;
  const own = row?.finding.id;
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
    return <FindingForm row={row} onClose={() => setEditing(false)} onSaved={() => setEditing(false)} />;
  }
  return <Pane row={row} onClose={onClose} onEdit={() => setEditing(true)} onRemoved={onRemoved} />;
}

function Pane(props: { row: FindingRow; onClose(): void; onEdit(): void; onRemoved(): void }) {
  const { row, onClose, onEdit } = props;
  const { finding } = row;
  const engagement = useEngagement();
  const removed = useRemove();
  const dates = useDates();
  const people = usePeople();
  const { deviations, response } = finding;
  const reference = referenceOf(finding);
  const remove = async () => {
    const gone = await removed(() => call("finding.remove", { engagement, finding: finding.id }), T.removed(reference));
    if (gone) props.onRemoved();
  };
  const texts = [
    { name: P.cause, text: finding.cause },
    { name: P.extent, text: finding.extent },
    { name: P.effect, text: finding.effect },
  ];
  return (
    <Inspector
      code={finding.auditor_reference ? reference : undefined}
      title={finding.auditor_reference ?? reference}
      onClose={onClose}
      tools={
        <>
          {isUntouched(finding) && <IconButton changes icon="trash" label={T.remove} onPress={() => void remove()} />}
          <Button changes kind="quiet" icon="edit" onPress={onEdit}>
            {T.edit}
          </Button>
        </>
      }
    >
      <InspectorSection title={P.wording}>
        <Prose text={finding.wording} />
      </InspectorSection>
      <InspectorSection title={P.standing}>
        <FindingSteps finding={finding} />
      </InspectorSection>
      <InspectorSection title={P.path} count={P.pathCount(ORDER.indexOf(finding.state) + 1, ORDER.length)}>
        <Path finding={finding} />
      </InspectorSection>
      <InspectorSection title={P.facts}>
        <Kv
          items={[
            {
              name: P.severity,
              value: finding.severity ? <SeverityMark level={finding.severity} /> : T.notJudged,
            },
            { name: P.source, value: FINDING_SOURCE[finding.source] },
            { name: P.raised, value: dates.day(finding.raised_on) },
            { name: P.owner, value: row.owner ?? "–" },
            { name: P.due, value: dates.day(finding.due_on) },
            { name: P.deviations, value: deviations ? T.of(deviations.found, deviations.tested) : "–" },
            ...(finding.prior ? [{ name: P.prior, value: P.priorWords }] : []),
          ]}
        />
      </InspectorSection>
      {texts.map(
        ({ name, text }) =>
          text !== "" && (
            <InspectorSection key={name} title={name}>
              <Prose text={text} />
            </InspectorSection>
          ),
      )}
      <InspectorSection
        title={P.response}
        count={response ? <Spaced words={P.responseBy(people(response.by), dates.day(response.on))} /> : undefined}
      >
        {response ? (
          <div title={P.responseNote}>
            <Prose text={response.text} />
          </div>
        ) : (
          <p className="faint">{P.noResponse}</p>
        )}
      </InspectorSection>
      <Proof row={row} />
      <InspectorSection title={P.controls} count={row.controls.length}>
        <LinksTo noun="control" references={row.controls} />
      </InspectorSection>
      {(row.compensating.length > 0 || finding.compensating_note !== "") && (
        <InspectorSection title={P.compensating} count={row.compensating.length}>
          <LinksTo noun="control" references={row.compensating} />
          {finding.compensating_note !== "" && (
            <>
              <p className="label">{P.compensatingHow}</p>
              <Prose text={finding.compensating_note} />
            </>
          )}
        </InspectorSection>
      )}
      <InspectorSection title={P.criteria} count={finding.criteria.length}>
        <CriteriaLinks codes={finding.criteria} />
      </InspectorSection>
      <InspectorSection title={P.gaps} count={row.gaps.length}>
        <LinksTo noun="gap" references={row.gaps} />
      </InspectorSection>
      {finding.internal_note !== "" && (
        <InspectorSection title={P.note} count={P.noteCount}>
          <Prose text={finding.internal_note} />
        </InspectorSection>
      )}
      <InspectorSection title={P.history}>
        <HistoryList noun="finding" id={finding.id} />
      </InspectorSection>
    </Inspector>
  );
}

function Proof({ row: { finding } }: { row: FindingRow }) {
  const dates = useDates();
  const people = usePeople();
  const { retest, fixed_on } = finding;
  return (
    <InspectorSection title={P.proof}>
      {!fixed_on && <p className="faint">{P.noProof}</p>}
      <Kv
        items={[
          ...(fixed_on ? [{ name: P.fixed, value: dates.day(fixed_on) }] : []),
          ...(retest
            ? [
                { name: P.retestBy, value: people(retest.by) },
                { name: P.retestOn, value: dates.day(retest.on) },
                { name: P.retestNote, value: retest.note || "–" },
              ]
            : []),
        ]}
      />
      {retest && (
        <ul>
          {retest.evidence.map((id) => (
            <EvidenceLine key={id} id={id} />
          ))}
        </ul>
      )}
    </InspectorSection>
  );
}
