/** The state of a gap and the steps from it; what a step needs (dates, people, evidence, a reason) is asked for. */
import { useState } from "react";
import { useDates } from "../../audit/date-format";
import { useDone } from "../../audit/done";
import { GapStateMark } from "../../audit/marks";
import { EvidencesPicker, PersonPicker } from "../../audit/pickers";
import { StepFailure, StepForm } from "../../audit/rows/form";
import { GAP_STATE, within } from "../../audit/words";
import { Button, type Choice, DateField, TextArea } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import type { Failure, Gap, GapState, GapStep } from "../../wire/wire.gen";
import { isPlain, nextOf, referenceOf } from "./steps";
import { T } from "./texts";

const F = T.form;

type Asked = Exclude<GapState, "open" | "in_progress" | "reopened">;

export function GapSteps({ gap }: { gap: Gap }) {
  const engagement = useEngagement();
  const done = useDone();
  const [asking, setAsking] = useState<Asked>();
  const [failure, setFailure] = useState<Failure>();
  const move = async (step: GapStep) => {
    await done(
      () => call("gap.move", { engagement, gap: gap.id, step }),
      () => T.moved(referenceOf(gap), within(GAP_STATE[step.to])),
    );
    setAsking(undefined);
  };
  const press = async (to: GapState) => {
    setFailure(undefined);
    if (!isPlain(to)) return setAsking(to);
    try {
      await move({ to });
    } catch (thrown) {
      setFailure(asFailure(thrown));
    }
  };
  const label = (to: GapState) =>
    to === "in_progress" && gap.state === "fixed_awaiting_proof" ? T.backToWork : T.step[to];
  return (
    <>
      <p>
        <GapStateMark state={gap.state} />
      </p>
      {failure && <StepFailure failure={failure} />}
      {asking ? (
        <Ask key={asking} to={asking} gap={gap} onStep={move} onCancel={() => setAsking(undefined)} />
      ) : (
        <div className="step-buttons">
          {nextOf(gap.state).map((to) => (
            <Button changes key={to} onPress={() => void press(to)}>
              {label(to)}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

interface AskProps {
  gap: Gap;
  onStep(step: GapStep): Promise<void>;
  onCancel(): void;
}

function Ask({ to, ...props }: AskProps & { to: Asked }) {
  if (to === "retested") return <AskRetest {...props} />;
  if (to === "accepted_risk") return <AskRisk {...props} />;
  return <AskDay {...props} to={to} />;
}

function AskDay({ to, gap, onStep, onCancel }: AskProps & { to: "fixed_awaiting_proof" | "operating_since" }) {
  const dates = useDates();
  const [day, setDay] = useState<string | null>(dates.today);
  const fixed = to === "fixed_awaiting_proof";
  const least = fixed ? gap.found_on : (gap.fixed_on ?? gap.found_on);
  return (
    <StepForm
      title={fixed ? F.fixedTitle : F.operatingTitle}
      submit={F.record}
      ready={day !== null}
      onCancel={onCancel}
      onSubmit={async () => {
        if (day === null) return;
        await onStep(fixed ? { to, fixed_on: day } : { to: "operating_since", since: day });
      }}
    >
      <DateField
        label={fixed ? F.fixedOn : F.since}
        required
        autoFocus
        min={least}
        max={dates.today}
        value={day}
        onChange={setDay}
      />
    </StepForm>
  );
}

function AskRetest({ gap, onStep, onCancel }: AskProps) {
  const dates = useDates();
  const [by, setBy] = useState<Choice | null>(null);
  const [on, setOn] = useState<string | null>(dates.today);
  const [evidence, setEvidence] = useState<readonly Choice[]>([]);
  const [note, setNote] = useState("");
  return (
    <StepForm
      title={F.retestTitle}
      submit={F.record}
      ready={by !== null && on !== null && evidence.length > 0}
      onCancel={onCancel}
      onSubmit={async () => {
        if (by === null || on === null) return;
        await onStep({ to: "retested", by: by.value, on, evidence: evidence.map(({ value }) => value), note });
      }}
    >
      <p className="dim">{F.retestWords}</p>
      <PersonPicker label={F.retestBy} required autoFocus value={by} onChange={setBy} />
      <DateField
        label={F.retestOn}
        required
        min={gap.fixed_on ?? gap.found_on}
        max={dates.today}
        value={on}
        onChange={setOn}
      />
      <EvidencesPicker label={F.evidence} by="reference" required value={evidence} onChange={setEvidence} />
      <TextArea label={F.note} value={note} onChange={setNote} />
    </StepForm>
  );
}

function AskRisk({ onStep, onCancel }: AskProps) {
  const dates = useDates();
  const [approver, setApprover] = useState<Choice | null>(null);
  const [until, setUntil] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  return (
    <StepForm
      title={F.riskTitle}
      submit={F.record}
      ready={approver !== null && until !== null && reason.trim() !== ""}
      onCancel={onCancel}
      onSubmit={async () => {
        if (approver === null || until === null) return;
        await onStep({ to: "accepted_risk", approver: approver.value, until, reason: reason.trim() });
      }}
    >
      <p className="dim">{F.riskWords}</p>
      <PersonPicker label={F.approver} required autoFocus value={approver} onChange={setApprover} />
      <DateField label={F.until} required min={dates.today} value={until} onChange={setUntil} />
      <TextArea label={F.reason} required value={reason} onChange={setReason} />
    </StepForm>
  );
}
