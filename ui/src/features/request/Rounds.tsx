/** The rounds with the auditor: what was submitted and what came back. Both happen outside this program and are recorded here. */
import { useState } from "react";
import { useDates } from "../../audit/date-format";
import { useDone } from "../../audit/done";
import { codeChoices } from "../../audit/find";
import { LookMark, REQUEST_AUDITOR_LOOK } from "../../audit/marks";
import { EvidencesPicker } from "../../audit/pickers";
import { StepForm } from "../../audit/rows/form";
import { EvidenceLine, Prose } from "../../audit/rows/parts";
import { REQUEST_AUDITOR, within } from "../../audit/words";
import { Button, type Choice, DateField, RadioCards, TextArea } from "../../kit";
import { call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import type { RequestRow, Round } from "../../wire/wire.gen";
import { referenceOf } from "./RequestPane";
import { canDecide, canSubmit } from "./steps";
import { T } from "./texts";

const R = T.rounds;

export function Rounds({ row }: { row: RequestRow }) {
  const { rounds } = row.request;
  const [open, setOpen] = useState<"submit" | "decide">();
  const decide = canDecide(row);
  const submit = canSubmit(row);
  const close = () => setOpen(undefined);
  return (
    <>
      {rounds.length === 0 && <p className="faint">{R.none}</p>}
      {rounds.map((round, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rounds are only ever added at the end
        <RoundPart key={`${round.submitted_on} ${at + 1}`} round={round} number={at + 1} />
      ))}
      {open === "submit" && submit && <Submit row={row} onDone={close} />}
      {open === "decide" && decide && <Decide row={row} only={decide} onDone={close} />}
      {open === undefined && (
        <div className="step-buttons">
          {submit && (
            <Button changes icon="upload" onPress={() => setOpen("submit")}>
              {R.submit}
            </Button>
          )}
          {decide && (
            <Button changes onPress={() => setOpen("decide")}>
              {decide === "both" ? R.decide : R.takeBack}
            </Button>
          )}
          {!submit && !decide && <p className="dim">{R.notReady}</p>}
        </div>
      )}
    </>
  );
}

function RoundPart({ round, number }: { round: Round; number: number }) {
  const dates = useDates();
  const { end } = round;
  const state = end?.end ?? "submitted";
  const words =
    end === null ? R.waiting : end.end === "accepted" ? R.accepted(dates.day(end.on)) : R.returned(dates.day(end.on));
  return (
    <section className="round" aria-label={R.name(number, dates.day(round.submitted_on))}>
      <div className="round-head">
        <span className="medium">{R.name(number, dates.day(round.submitted_on))}</span>
        <LookMark look={REQUEST_AUDITOR_LOOK[state]} name={words} />
      </div>
      {round.answer !== "" && (
        <>
          <p className="label">{R.answer}</p>
          <Prose text={round.answer} />
        </>
      )}
      {end?.end === "returned" && (
        <>
          <p className="label">{R.remark}</p>
          <Prose text={end.remark} />
        </>
      )}
      {round.evidence.length > 0 && (
        <ul>
          {round.evidence.map((id) => (
            <EvidenceLine key={id} id={id} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Submit({ row, onDone }: { row: RequestRow; onDone(): void }) {
  const engagement = useEngagement();
  const dates = useDates();
  const done = useDone();
  const [evidence, setEvidence] = useState<readonly Choice[]>(() => codeChoices(row.evidence));
  const [answer, setAnswer] = useState("");
  const [on, setOn] = useState<string | null>(dates.today);
  const told = row.request.internal.internal === "ready" || answer.trim() !== "";
  return (
    <StepForm
      title={R.submitTitle}
      submit={R.record}
      ready={told && on !== null}
      onCancel={onDone}
      onSubmit={async () => {
        const named = evidence.map(({ value }) => value);
        await done(
          () => call("request.submit", { engagement, request: row.request.id, evidence: named, answer, on }),
          () => R.submitted(referenceOf(row)),
        );
        onDone();
      }}
    >
      <p className="dim">{R.submitNote}</p>
      <EvidencesPicker label={R.evidence} by="reference" value={evidence} onChange={setEvidence} />
      <TextArea
        label={R.answer}
        hint={R.answerHint}
        required={row.request.internal.internal === "not_applicable"}
        autoFocus
        value={answer}
        onChange={setAnswer}
      />
      <DateField label={R.on} value={on} min={row.request.received_on} max={dates.today} required onChange={setOn} />
    </StepForm>
  );
}

function Decide({ row, only, onDone }: { row: RequestRow; only: "both" | "return"; onDone(): void }) {
  const engagement = useEngagement();
  const dates = useDates();
  const done = useDone();
  const [decision, setDecision] = useState<"accepted" | "returned" | undefined>(
    only === "return" ? "returned" : undefined,
  );
  const [remark, setRemark] = useState("");
  const [on, setOn] = useState<string | null>(dates.today);
  const [due, setDue] = useState<string | null>(null);
  const last = row.request.rounds.at(-1);
  const ready = on !== null && (decision === "accepted" || (decision === "returned" && remark.trim() !== ""));
  return (
    <StepForm
      title={R.decideTitle}
      submit={R.record}
      ready={ready}
      onCancel={onDone}
      onSubmit={async () => {
        const said =
          decision === "accepted"
            ? ({ decision: "accepted" } as const)
            : ({ decision: "returned", remark, due_on: due } as const);
        await done(
          () => call("request.decide", { engagement, request: row.request.id, decision: said, on }),
          () => R.decided(referenceOf(row), within(REQUEST_AUDITOR[said.decision])),
        );
        onDone();
      }}
    >
      {only === "both" && (
        <RadioCards<"accepted" | "returned">
          label={R.decision}
          value={decision}
          onChange={setDecision}
          required
          options={[
            { value: "accepted", label: R.accept, hint: R.acceptHint },
            { value: "returned", label: R.return, hint: R.returnHint },
          ]}
        />
      )}
      {decision === "returned" && (
        <>
          <TextArea label={R.remark} hint={R.remarkHint} required value={remark} onChange={setRemark} />
          <DateField label={R.nextDue} hint={R.nextDueHint} value={due} onChange={setDue} />
        </>
      )}
      <DateField
        label={R.decidedOn}
        value={on}
        {...(last ? { min: last.submitted_on } : {})}
        max={dates.today}
        required
        onChange={setOn}
      />
    </StepForm>
  );
}
