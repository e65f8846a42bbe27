/** One gap beside the grid, in the order in which it is judged: what was found, severity, state, cost, remedy, proof. Steps are saved at once. */
import { useEffect, useState } from "react";
import { CriteriaLinks } from "../../audit/criteria";
import { useDates } from "../../audit/date-format";
import { useDone } from "../../audit/done";
import { HistoryList } from "../../audit/history";
import { LinksTo, LinkTo } from "../../audit/link";
import { SeverityMark, TaskStateMark } from "../../audit/marks";
import { costWords } from "../../audit/money";
import { StepFailure } from "../../audit/rows/form";
import { EvidenceLine, Prose, usePeople, WorkLine } from "../../audit/rows/parts";
import { useRemove } from "../../audit/rows/remove";
import { GAP_KIND, GAP_SOURCE, LEVEL } from "../../audit/words";
import { Button, Checkbox, FailureNote, IconButton, Inspector, InspectorSection, Kv, Loading, Note } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { Failure, Gap, GapLine } from "../../wire/wire.gen";
import { GapForm } from "./GapForm";
import { useSurfaceName } from "./GapGrid";
import { GapSteps } from "./GapSteps";
import { isUntouched, levelOf, referenceOf } from "./steps";
import { T } from "./texts";

const P = T.pane;

export interface GapPaneProps {
  /** Its id or reference. */
  id: string;
  onClose(): void;
  /** The gap's own id, once it is known, where another name was given. */
  onId(id: string): void;
  onRemoved(): void;
}

export function GapPane({ id, onClose, onId, onRemoved }: GapPaneProps) {
  const engagement = useEngagement();
  const read = useRead("gap.show", { engagement, gap: id }, { keep: false });
  const gap = read.data;
  const [editing, setEditing] = useState(false);
  // The names of controls and people stand in the gap's line.
  const page = useRead(
    "gap.page",
    {
      query: {
        engagement,
        filters: [{ column: "reference", test: { is: "any_of", values: gap ? [referenceOf(gap)] : [] } }],
        sort: [],
        offset: 0,
        limit: 1,
      },
    },
    { when: gap !== undefined },
  );
  const own = gap?.id;
  useEffect(() => {
    if (own !== undefined && own !== id) onId(own);
  }, [own, id, onId]);
  const failed = read.failure ? read : page.failure ? page : undefined;
  const line = page.data?.rows.find((row) => row.id === own);
  if (failed?.failure || !gap || !line) {
    return (
      <Inspector title={gap ? referenceOf(gap) : id} onClose={onClose}>
        {failed?.failure ? <FailureNote {...wordsFor(failed.failure)} onRetry={failed.again} /> : <Loading />}
      </Inspector>
    );
  }
  if (editing) {
    const leave = () => setEditing(false);
    return <GapForm gap={gap} line={line} onClose={leave} onSaved={leave} />;
  }
  return <Pane gap={gap} line={line} onClose={onClose} onEdit={() => setEditing(true)} onRemoved={onRemoved} />;
}

interface PaneProps {
  gap: Gap;
  line: GapLine;
  onClose(): void;
  onEdit(): void;
  onRemoved(): void;
}

function Pane({ gap, line, onClose, onEdit, onRemoved }: PaneProps) {
  const engagement = useEngagement();
  const removed = useRemove();
  const remove = async () => {
    const gone = await removed(() => call("gap.remove", { engagement, gap: gap.id }), T.removed(line.reference));
    if (gone) onRemoved();
  };
  const dates = useDates();
  const surfaceName = useSurfaceName();
  const { severity } = gap;
  const due = gap.due_on ? P.dueAway(dates.day(gap.due_on), dates.away(gap.due_on)) : "–";
  return (
    <Inspector
      code={line.reference}
      title={gap.title}
      onClose={onClose}
      tools={
        <>
          {isUntouched(gap) && <IconButton changes icon="trash" label={T.remove} onPress={() => void remove()} />}
          <Button changes kind="quiet" icon="edit" onPress={onEdit}>
            {T.edit}
          </Button>
        </>
      }
    >
      <InspectorSection title={P.description}>
        <Prose text={gap.description} />
        {gap.root_cause !== "" && (
          <>
            <p className="label">{P.cause}</p>
            <Prose text={gap.root_cause} />
          </>
        )}
      </InspectorSection>
      <InspectorSection title={P.severity} count={P.severityWords(severity.likelihood, severity.impact)}>
        <p title={P.rule}>
          <SeverityMark level={line.level} score={line.score} />
        </p>
      </InspectorSection>
      <InspectorSection title={P.standing}>
        <GapSteps gap={gap} />
      </InspectorSection>
      <InspectorSection title={P.facts}>
        <Kv
          items={[
            { name: P.kind, value: GAP_KIND[gap.kind] },
            { name: P.source, value: GAP_SOURCE[gap.source] },
            { name: P.found, value: dates.day(gap.found_on) },
            { name: P.owner, value: line.owner_name ?? "–" },
            { name: P.due, value: due },
            { name: P.effort, value: gap.effort_days === null ? "–" : P.days(gap.effort_days) },
            ...(gap.prior ? [{ name: P.prior, value: P.priorWords }] : []),
          ]}
        />
      </InspectorSection>
      <InspectorSection title={P.cost} count={gap.cost ? costWords(gap.cost) : undefined}>
        {gap.cost ? <Kv items={[{ name: P.basis, value: gap.cost.basis }]} /> : <p className="faint">{P.noCost}</p>}
        {gap.reference && (
          <p className="dim" title={P.referenceWords}>
            {P.reference}: {costWords({ ...gap.reference, currency: "USD" })}, {gap.reference.basis}
          </p>
        )}
      </InspectorSection>
      <InspectorSection title={P.remedy}>
        <Prose text={gap.remedy} />
      </InspectorSection>
      <Tasks reference={line.reference} />
      <Acceptance gap={gap} />
      <Proof gap={gap} line={line} />
      <InspectorSection title={P.surfaces} count={gap.surfaces.length}>
        {gap.surfaces.length === 0 && <span className="faint">–</span>}
        <span className="links">
          {gap.surfaces.map((code) => (
            <LinkTo key={code} noun="surface" id={code}>
              {surfaceName(code)}
            </LinkTo>
          ))}
        </span>
      </InspectorSection>
      <InspectorSection title={P.criteria} count={gap.criteria.length}>
        <CriteriaLinks codes={gap.criteria} />
      </InspectorSection>
      <InspectorSection title={P.controls} count={line.controls.length}>
        <LinksTo noun="control" references={line.controls} />
      </InspectorSection>
      <Findings gap={gap} />
      {gap.pattern && <Pattern code={gap.pattern} />}
      {gap.internal_note !== "" && (
        <InspectorSection title={P.note} count={P.noteCount}>
          <Prose text={gap.internal_note} />
        </InspectorSection>
      )}
      <InspectorSection title={P.history}>
        <HistoryList noun="gap" id={gap.id} />
      </InspectorSection>
    </Inspector>
  );
}

/** What must be true before it closes; each line is ticked here. */
function Acceptance({ gap }: { gap: Gap }) {
  const engagement = useEngagement();
  const dates = useDates();
  const done = useDone();
  const [failure, setFailure] = useState<Failure>();
  const met = gap.acceptance.filter((one) => one.met).length;
  const tick = async (at: number, on: boolean) => {
    setFailure(undefined);
    const acceptance = gap.acceptance.map((one, index) => ({ ...one, met: index === at ? on : one.met }));
    try {
      await done(
        () => call("gap.edit", { engagement, gap: gap.id, facts: { acceptance } }),
        () => T.saved(referenceOf(gap)),
      );
    } catch (thrown) {
      setFailure(asFailure(thrown));
    }
  };
  return (
    <InspectorSection title={P.acceptance} count={P.met(met, gap.acceptance.length)}>
      {gap.acceptance.length === 0 && <p className="faint">{P.noAcceptance}</p>}
      {gap.acceptance.map((one, at) => (
        <Checkbox
          key={one.text}
          checked={one.met}
          hint={[one.shown_by && P.shownBy(one.shown_by), one.due_on && P.by(dates.day(one.due_on))]
            .filter(Boolean)
            .join(", ")}
          onChange={(on) => void tick(at, on)}
        >
          {one.text}
        </Checkbox>
      ))}
      {failure && <StepFailure failure={failure} />}
    </InspectorSection>
  );
}

/** The fix, its retest and its operation, or the risk that was accepted instead. */
function Proof({ gap, line }: { gap: Gap; line: GapLine }) {
  const dates = useDates();
  const people = usePeople();
  const { retest, acceptance_of_risk: risk } = gap;
  const ended = gap.state === "accepted_risk" && line.open && risk;
  return (
    <>
      <InspectorSection title={P.proof}>
        {!gap.fixed_on && <p className="faint">{P.noProof}</p>}
        <Kv
          items={[
            ...(gap.fixed_on ? [{ name: P.fixed, value: dates.day(gap.fixed_on) }] : []),
            ...(retest
              ? [
                  { name: P.retestBy, value: people(retest.by) },
                  { name: P.retestOn, value: dates.day(retest.on) },
                  { name: P.retestNote, value: retest.note || "–" },
                ]
              : []),
            ...(gap.operating_since ? [{ name: P.operating, value: dates.day(gap.operating_since) }] : []),
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
      {risk && (
        <InspectorSection title={P.risk}>
          {ended && <Note tone="high">{P.ended(dates.day(risk.until))}</Note>}
          <Kv
            items={[
              { name: P.approver, value: people(risk.approver) },
              { name: P.until, value: dates.day(risk.until) },
              { name: P.reason, value: risk.reason },
            ]}
          />
        </InspectorSection>
      )}
    </>
  );
}

/** The plan's tasks that close it. */
function Tasks({ reference }: { reference: string }) {
  const engagement = useEngagement();
  const tasks = useRead("task.page", {
    query: {
      engagement,
      filters: [{ column: "gaps", test: { is: "any_of", values: [reference] } }],
      sort: [],
      offset: 0,
      limit: 50,
    },
  });
  const rows = tasks.data?.rows ?? [];
  return (
    <InspectorSection title={P.tasks} count={tasks.data ? tasks.data.total : undefined}>
      {tasks.failure && <FailureNote {...wordsFor(tasks.failure)} onRetry={tasks.again} />}
      {tasks.data && rows.length === 0 && <p className="faint">{P.noTasks}</p>}
      <ul>
        {rows.map((task) => (
          <WorkLine
            key={task.id}
            link={
              <LinkTo noun="task" id={task.id} name={task.code}>
                {task.code}
              </LinkTo>
            }
            mark={<TaskStateMark state={task.state} />}
            title={task.title}
          />
        ))}
      </ul>
    </InspectorSection>
  );
}

/** Findings that name the gap. */
function Findings({ gap }: { gap: Gap }) {
  const engagement = useEngagement();
  const findings = useRead("finding.list", { engagement, open: false });
  const own = findings.data?.filter(({ finding }) => finding.gaps.includes(gap.id)) ?? [];
  if (own.length === 0) return null;
  const references = own.map(({ finding }) => `FND-${String(finding.number).padStart(3, "0")}`);
  return (
    <InspectorSection title={P.findings} count={own.length}>
      <LinksTo noun="finding" references={references} />
    </InspectorSection>
  );
}

/** The failure pattern that it began from, as it usually goes. */
function Pattern({ code }: { code: string }) {
  const patterns = useRead("gap.patterns", { surface: null });
  const pattern = patterns.data?.find((one) => one.code === code);
  if (!pattern) return null;
  const { likelihood, impact } = pattern.severity;
  return (
    <InspectorSection title={P.usual} count={code}>
      <p className="medium">{pattern.title}</p>
      <Prose text={pattern.description} />
      <p className="dim">
        {P.usualSeverity}: {LEVEL[levelOf(pattern.severity)]} {likelihood * impact}
      </p>
    </InspectorSection>
  );
}
