/** Management's own tests of a control: what is tested, how it was judged, and the form to judge. They are no examination. */
import { useState } from "react";
import { ASPECT, EvidenceStateMark, LinkTo, RATING, RatingMark, useDates } from "../../../audit";
import { Button, InspectorSection } from "../../../kit";
import type { Aspect, ControlSheet, Rating } from "../../../wire/wire.gen";
import { useNames } from "../grid/names";
import { LongText } from "./LongText";
import { RateForm } from "./RateForm";
import { I } from "./texts";

const PROCEDURE = {
  design: { field: "test_of_design", name: I.testOfDesign },
  operation: { field: "test_of_effectiveness", name: I.testOfEffectiveness },
} as const;

export function TestsPart({ sheet }: { sheet: ControlSheet }) {
  return (
    <InspectorSection title={I.tests} count={I.testsWords}>
      <Test sheet={sheet} aspect="design" />
      <Test sheet={sheet} aspect="operation" />
    </InspectorSection>
  );
}

function Test({ sheet, aspect }: { sheet: ControlSheet; aspect: Aspect }) {
  const { control, ratings, evidence } = sheet;
  const [rating, setRating] = useState(false);
  const rated = ratings.find((one) => one.aspect === aspect);
  const { field, name } = PROCEDURE[aspect];
  return (
    <div className="test">
      <div className="row between">
        <span className="medium">{ASPECT[aspect]}</span>
        <span className="row">
          <RatingMark value={rated?.value ?? null} words={RATING[rated?.value ?? "not_rated"]} />
          <Button
            changes
            kind="link"
            label={I.rateOf(ASPECT[aspect])}
            expanded={rating}
            onPress={() => setRating(!rating)}
          >
            {I.rate}
          </Button>
        </span>
      </div>
      {rating ? (
        <RateForm control={control} aspect={aspect} rated={rated} evidence={evidence} onEnd={() => setRating(false)} />
      ) : (
        rated && <Judged rated={rated} sheet={sheet} />
      )}
      <details className="more">
        <summary>{name}</summary>
        <LongText control={control} field={field} name={name} />
      </details>
    </div>
  );
}

/** Why it was judged so, by whom, and on what it rests. */
function Judged({ rated, sheet }: { rated: Rating; sheet: ControlSheet }) {
  const dates = useDates();
  const names = useNames();
  const rests = sheet.evidence.filter((item) => rated.evidence.includes(item.id));
  return (
    <div className="judged">
      {rated.rationale && <p className="text break">{rated.rationale}</p>}
      <p className="micro dim">
        {I.ratedBy(names.person(rated.rated_by), dates.day(rated.rated_on))}
        {rated.reviewed && `. ${I.reviewedBy(names.person(rated.reviewed.by), dates.day(rated.reviewed.on))}`}
      </p>
      {rests.map((item) => (
        <p key={item.id} className="micro row">
          <LinkTo noun="evidence" id={item.id} name={item.title}>
            {item.title}
          </LinkTo>
          <EvidenceStateMark state={item.state} bare />
        </p>
      ))}
    </div>
  );
}
