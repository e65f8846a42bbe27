/** How far an organisation's report reaches over the engagement's period, and who read it. Another report has to be read anew. */
import { useState } from "react";
import { PersonPicker, useDates } from "../../audit";
import { useSaving } from "../../audit/done";
import { Button, type Choice, DateField, FailureNote, InspectorSection, Note } from "../../kit";
import { call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import type { OrganisationRow } from "../../wire/wire.gen";
import { R } from "./texts-rows";

const O = R.organisation;

export function ReviewForm({ row }: { row: OrganisationRow }) {
  const engagement = useEngagement();
  const dates = useDates();
  const saving = useSaving();
  const [by, setBy] = useState<Choice | null>(null);
  const [on, setOn] = useState<string | null>(dates.today);
  const { organisation } = row;
  const review = async (reader: Choice) => {
    const saved = await saving.run(
      () => call("organisation.review", { engagement, organisation: organisation.id, by: reader.value, on }),
      () => O.reviewSaved,
    );
    if (saved) setBy(null);
  };
  return (
    <InspectorSection title={O.review} count={row.unreported_days ? O.unreported(row.unreported_days) : undefined}>
      <div className="facts">
        {row.unreported && row.unreported.length > 0 && (
          <Note tone="high">{O.unreportedSpans(row.unreported.map((span) => dates.span(span)).join("; "))}</Note>
        )}
        {organisation.report === null ? (
          <p className="dim">{O.nothingToReview}</p>
        ) : (
          <>
            <p>
              {organisation.reviewed === null
                ? O.notReviewed
                : O.reviewedBy(row.reviewer ?? "", dates.day(organisation.reviewed.on))}
            </p>
            <div className="two">
              <PersonPicker label={O.reviewer} value={by} onChange={setBy} error={saving.wrong("by")} />
              <DateField label={O.reviewedOn} value={on} onChange={setOn} error={saving.wrong("on")} />
            </div>
            {saving.failure && <FailureNote {...wordsFor(saving.failure)} />}
            <div>
              <Button changes disabled={by === null} busy={saving.busy} onPress={() => by && void review(by)}>
                {O.recordReview}
              </Button>
            </div>
          </>
        )}
      </div>
    </InspectorSection>
  );
}
