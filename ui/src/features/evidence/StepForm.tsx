/** One step of one or several items: who, for which reason, and then it is taken. What can't be undone asks for the number to be typed. */
import { type FormEvent, useState } from "react";
import { PersonPicker, personChoice } from "../../audit";
import { useDone } from "../../audit/done";
import { Button, type Choice, ConfirmByName, FailureNote, TextArea } from "../../kit";
import { asFailure } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { Failure } from "../../wire/wire.gen";
import { type Answers, asks, rowEach, type Step, take } from "./steps";
import { T } from "./texts";

/** Who was named last: the same person mostly takes the next step too. */
export interface LastPeople {
  reviewer?: Choice;
  releaser?: Choice;
}

export function StepForm(props: {
  step: Step;
  /** Ids of the items. */
  items: readonly string[];
  /** What they are called in the notice. */
  what: string;
  last: LastPeople;
  onLast(last: LastPeople): void;
  onDone(): void;
  onCancel(): void;
}) {
  const { step, items, last } = props;
  const engagement = useEngagement();
  const done = useDone();
  const [reviewer, setReviewer] = useReviewer(last.reviewer, asks(step, "reviewer"));
  const [releaser, setReleaser] = useState<Choice | null>(last.releaser ?? null);
  const [reason, setReason] = useState("");
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const needsReason = asks(step, "reason");
  const ready =
    (!asks(step, "reviewer") || reviewer !== null) &&
    (!asks(step, "releaser") || releaser !== null) &&
    (!needsReason || reason.trim() !== "");
  const run = async () => {
    const answers: Answers = { reviewer: reviewer?.value, releaser: releaser?.value, reason };
    setBusy(true);
    setFailure(undefined);
    try {
      await done(
        () => take(step, engagement, items, answers),
        () => T.steps.done[step](props.what),
        { final: step === "withdraw" || (items.length > 1 && rowEach(step)) },
      );
      props.onLast({ reviewer: reviewer ?? last.reviewer, releaser: releaser ?? last.releaser });
      props.onDone();
    } catch (thrown) {
      setFailure(asFailure(thrown));
    } finally {
      setBusy(false);
      setSure(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready || busy) return;
    if (step === "withdraw") setSure(true);
    else void run();
  };
  return (
    <form className="evidence-step" aria-label={T.steps.do[step]} onSubmit={submit}>
      <p className="small">
        <span className="strong">{T.steps.do[step]}.</span> <span className="dim">{T.steps.words[step]}</span>
      </p>
      {asks(step, "reviewer") && (
        <PersonPicker
          label={T.steps.reviewer}
          value={reviewer}
          onChange={setReviewer}
          required
          autoFocus={reviewer === null}
        />
      )}
      {asks(step, "releaser") && (
        <PersonPicker
          label={T.steps.releaser}
          side="client"
          value={releaser}
          onChange={setReleaser}
          required
          autoFocus
        />
      )}
      {needsReason && (
        <TextArea label={T.steps.reason} rows={2} value={reason} onChange={setReason} required autoFocus />
      )}
      {failure && <FailureNote {...wordsFor(failure)} />}
      <div className="row">
        <Button changes kind={step === "withdraw" ? "danger" : "primary"} type="submit" disabled={!ready} busy={busy}>
          {T.steps.do[step]}
        </Button>
        <Button onPress={props.onCancel}>{T.steps.cancel}</Button>
      </div>
      <ConfirmByName
        open={sure}
        title={T.steps.withdrawTitle(props.what)}
        words={
          <>
            <p>{T.steps.words.withdraw}</p>
            <p className="dim">{T.steps.withdrawWords}</p>
          </>
        }
        name={props.what}
        action={T.steps.do.withdraw}
        busy={busy}
        onConfirm={() => void run()}
        onClose={() => setSure(false)}
      />
    </form>
  );
}

/** The reviewer: who was named last, else who works on this device where that is a person of the engagement. */
function useReviewer(last: Choice | undefined, when: boolean) {
  const [chosen, setChosen] = useState<Choice | null | undefined>(last);
  const wanted = when && chosen === undefined;
  const status = useRead("vault.status", {}, { when: wanted });
  const people = useRead("person.list", {}, { when: wanted });
  const me = people.data?.find((person) => person.name === status.data?.person && person.side !== "auditor");
  return [chosen === undefined ? (me ? personChoice(me) : null) : chosen, setChosen] as const;
}
