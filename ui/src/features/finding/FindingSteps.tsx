/** The state of a finding and the steps from it; what a step needs (people, days, a response, evidence) is asked for. */
import { useState } from "react";
import { useDates } from "../../audit/date-format";
import { useDone } from "../../audit/done";
import { FindingStateMark } from "../../audit/marks";
import { EvidencesPicker, PersonPicker } from "../../audit/pickers";
import { StepFailure, StepForm } from "../../audit/rows/form";
import { FINDING_STATE, within } from "../../audit/words";
import { Button, type Choice, DateField, TextArea } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import type { Failure, Finding, FindingState, FindingStep } from "../../wire/wire.gen";
import { RespondForm } from "./RespondForm";
import { isBack, nextOf, referenceOf } from "./steps";
import { T } from "./texts";

const F = T.form;

type Asked = "acknowledged" | "responded" | "in_remediation" | "verified" | "closed";

export function FindingSteps({ finding }: { finding: Finding }) {
  const engagement = useEngagement();
  const done = useDone();
  const [asking, setAsking] = useState<Asked>();
  const [failure, setFailure] = useState<Failure>();
  const close = () => setAsking(undefined);
  const move = async (step: FindingStep) => {
    await done(
      () => call("finding.move", { engagement, finding: finding.id, step }),
      () => T.moved(referenceOf(finding), within(FINDING_STATE[step.to])),
    );
    close();
  };
  const press = async (to: FindingState) => {
    setFailure(undefined);
    const back = isBack(finding.state, to);
    // Going back to an earlier step keeps what that step had: nothing is asked.
    const step: FindingStep | undefined = !back
      ? undefined
      : to === "responded"
        ? { to }
        : to === "acknowledged" && finding.acknowledged
          ? { to, by: finding.acknowledged.by, on: finding.acknowledged.on }
          : undefined;
    if (!step) return to === "raised" ? undefined : setAsking(to);
    try {
      await move(step);
    } catch (thrown) {
      setFailure(asFailure(thrown));
    }
  };
  const label = (to: FindingState): string => {
    if (to === "raised") return FINDING_STATE.raised;
    if (!isBack(finding.state, to)) return T.step[to];
    if (finding.state === "closed") return T.back.reopen;
    return to === "acknowledged" || to === "responded" || to === "in_remediation" ? T.back[to] : T.step[to];
  };
  const changes = finding.state === "responded" || finding.state === "in_remediation" || finding.state === "verified";
  return (
    <>
      <p>
        <FindingStateMark state={finding.state} />
      </p>
      {failure && <StepFailure failure={failure} />}
      {asking === "responded" && <RespondForm finding={finding} onDone={close} />}
      {asking && asking !== "responded" && (
        <Ask key={asking} to={asking} finding={finding} onStep={move} onCancel={close} />
      )}
      {!asking && (
        <div className="step-buttons">
          {nextOf(finding.state).map((to) => (
            <Button changes key={to} onPress={() => void press(to)}>
              {label(to)}
            </Button>
          ))}
          {changes && (
            <Button changes onPress={() => setAsking("responded")}>
              {T.newResponse}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

interface AskProps {
  finding: Finding;
  onStep(step: FindingStep): Promise<void>;
  onCancel(): void;
}

function Ask({ to, ...props }: AskProps & { to: Exclude<Asked, "responded"> }) {
  if (to === "verified") return <AskRetest {...props} />;
  if (to === "closed") return <AskClose {...props} />;
  return <AskPerson {...props} to={to} />;
}

function AskPerson({ to, finding, onStep, onCancel }: AskProps & { to: "acknowledged" | "in_remediation" }) {
  const dates = useDates();
  const [by, setBy] = useState<Choice | null>(null);
  const [on, setOn] = useState<string | null>(dates.today);
  const acknowledge = to === "acknowledged";
  const ready = acknowledge ? by !== null && on !== null : by !== null || finding.owner !== null;
  return (
    <StepForm
      title={acknowledge ? F.acknowledgeTitle : F.remediationTitle}
      submit={F.record}
      ready={ready}
      onCancel={onCancel}
      onSubmit={async () => {
        if (!acknowledge) await onStep({ to: "in_remediation", owner: by?.value ?? null });
        else if (by !== null) await onStep({ to: "acknowledged", by: by.value, on });
      }}
    >
      <PersonPicker
        label={acknowledge ? F.by : F.owner}
        {...(acknowledge ? {} : { hint: F.ownerHint })}
        required={acknowledge || finding.owner === null}
        autoFocus
        value={by}
        onChange={setBy}
      />
      {acknowledge && (
        <DateField label={F.on} required min={finding.raised_on} max={dates.today} value={on} onChange={setOn} />
      )}
    </StepForm>
  );
}

function AskRetest({ finding, onStep, onCancel }: AskProps) {
  const dates = useDates();
  const [fixed, setFixed] = useState<string | null>(finding.fixed_on);
  const [by, setBy] = useState<Choice | null>(null);
  const [on, setOn] = useState<string | null>(dates.today);
  const [evidence, setEvidence] = useState<readonly Choice[]>([]);
  const [note, setNote] = useState("");
  return (
    <StepForm
      title={F.verifyTitle}
      submit={F.record}
      ready={fixed !== null && by !== null && on !== null && evidence.length > 0}
      onCancel={onCancel}
      onSubmit={async () => {
        if (fixed === null || by === null || on === null) return;
        const named = evidence.map(({ value }) => value);
        await onStep({ to: "verified", fixed_on: fixed, by: by.value, on, evidence: named, note });
      }}
    >
      <p className="dim">{F.verifyWords}</p>
      <DateField label={F.fixedOn} required autoFocus max={dates.today} value={fixed} onChange={setFixed} />
      <PersonPicker label={F.retestBy} required value={by} onChange={setBy} />
      <DateField
        label={F.retestOn}
        required
        {...(fixed ? { min: fixed } : {})}
        max={dates.today}
        value={on}
        onChange={setOn}
      />
      <EvidencesPicker label={F.evidence} by="reference" required value={evidence} onChange={setEvidence} />
      <TextArea label={F.note} value={note} onChange={setNote} />
    </StepForm>
  );
}

function AskClose({ finding, onStep, onCancel }: AskProps) {
  const dates = useDates();
  const [on, setOn] = useState<string | null>(dates.today);
  const least = finding.retest?.on;
  return (
    <StepForm
      title={F.closeTitle}
      submit={F.record}
      ready={on !== null}
      onCancel={onCancel}
      onSubmit={() => onStep({ to: "closed", on })}
    >
      <DateField
        label={F.on}
        required
        autoFocus
        {...(least ? { min: least } : {})}
        max={dates.today}
        value={on}
        onChange={setOn}
      />
    </StepForm>
  );
}
