/** Judging a control's design or operation: the judgement, why, on which evidence, by whom. What occurrences don't show is said afterwards. */
import { useState } from "react";
import { ASPECT, EvidencesPicker, OPERATING_BASIS, PersonPicker, RATING, RatingMark, useDates } from "../../../audit";
import { useDone } from "../../../audit/done";
import { Button, type Choice, DateField, FailureNote, RadioCards, TextArea, useToast } from "../../../kit";
import { asFailure, call } from "../../../wire/call";
import { useEngagement } from "../../../wire/engagement";
import { wordsFor } from "../../../wire/failures";
import { useRead } from "../../../wire/query";
import type { Aspect, Control, EvidenceItem, Failure, Rating, RatingValue, Unevidenced } from "../../../wire/wire.gen";
import { useNames } from "../grid/names";
import { I } from "./texts";

const VALUES: readonly RatingValue[] = ["effective", "partly", "deficient", "not_evaluable_yet", "not_rated"];

export function RateForm(props: {
  control: Control;
  aspect: Aspect;
  rated: Rating | undefined;
  evidence: readonly EvidenceItem[];
  onEnd(): void;
}) {
  const { control, aspect, rated } = props;
  const engagement = useEngagement();
  const names = useNames();
  const dates = useDates();
  const done = useDone();
  const toast = useToast();
  const here = useRead("vault.status", {}).data?.person ?? "";
  const people = useRead("person.list", {}).data;
  const self = people?.find((one) => one.name === here);
  const person = (id: string): Choice => ({ value: id, label: names.person(id) });
  const [value, setValue] = useState<RatingValue | undefined>(rated?.value);
  const [rationale, setRationale] = useState(rated?.rationale ?? "");
  const [rests, setRests] = useState<readonly Choice[]>(() =>
    props.evidence
      .filter((item) => rated?.evidence.includes(item.id))
      .map(({ id, number }) => ({ value: id, label: I.reference(number) })),
  );
  const [chosen, setChosen] = useState<Choice | null>();
  const rater = chosen === undefined ? (self ? person(self.id) : rated ? person(rated.rated_by) : null) : chosen;
  const [on, setOn] = useState<string | null>(dates.today);
  // A review speaks of the rating that it looked at: one of an earlier day isn't one of today's.
  const reviewed = rated?.reviewed && rated.reviewed.on >= dates.today ? rated.reviewed : undefined;
  const [reviewer, setReviewer] = useState<Choice | null>(reviewed ? person(reviewed.by) : null);
  const [reviewedOn, setReviewedOn] = useState<string | null>(reviewed?.on ?? null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failure>();
  const save = async () => {
    if (!value || !rater) return;
    setBusy(true);
    setFailed(undefined);
    try {
      const { basis, unevidenced } = await done(
        () =>
          call("rating.set", {
            engagement,
            subject: control.code,
            aspect,
            value,
            rationale: rationale.trim(),
            evidence: rests.map((one) => one.value),
            rated_by: rater.value,
            rated_on: on,
            reviewed: reviewer ? { by: reviewer.value, on: reviewedOn ?? dates.today } : null,
          }),
        () => I.rated(control.code, ASPECT[aspect], RATING[value]),
        { action: "rating.set" },
      );
      if (unevidenced) toast({ words: unevidencedWords(unevidenced) });
      else if (basis) toast({ words: OPERATING_BASIS[basis] });
      props.onEnd();
    } catch (thrown) {
      setFailed(asFailure(thrown));
      setBusy(false);
    }
  };
  return (
    <form
      className="col"
      aria-label={I.rateOf(ASPECT[aspect])}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <RadioCards<RatingValue>
        inline
        label={I.ratingValue}
        required
        value={value}
        onChange={setValue}
        options={VALUES.map((one) => ({ value: one, label: <RatingMark value={one} words={RATING[one]} /> }))}
      />
      <TextArea label={I.rationale} hint={I.rationaleHint} rows={4} value={rationale} onChange={setRationale} />
      <EvidencesPicker label={I.restsOn} value={rests} onChange={setRests} />
      <div className="two">
        <PersonPicker label={I.rater} required value={rater} onChange={setChosen} />
        <DateField label={I.ratedOn} value={on} max={dates.today} onChange={setOn} />
      </div>
      <div className="two">
        <PersonPicker label={I.reviewer} hint={I.reviewerHint} value={reviewer} onChange={setReviewer} />
        {reviewer && <DateField label={I.reviewedOn} value={reviewedOn ?? dates.today} onChange={setReviewedOn} />}
      </div>
      {failed && <FailureNote {...wordsFor(failed)} />}
      <div className="row wrap">
        <Button kind="primary" type="submit" disabled={!value || !rater} busy={busy}>
          {I.saveRating}
        </Button>
        <Button onPress={props.onEnd}>{I.cancel}</Button>
      </div>
    </form>
  );
}

/** What the occurrences due so far don't show. */
export function unevidencedWords({ due, missed, exceptions, performed }: Unevidenced): string {
  const parts = [
    missed > 0 ? I.missed(missed) : "",
    exceptions > 0 ? I.exceptions(exceptions) : "",
    performed > 0 ? I.performed(performed) : "",
  ].filter(Boolean);
  return I.unevidenced(due, parts.join(", "));
}
