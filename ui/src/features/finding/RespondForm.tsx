/** Management's response to a finding, as it is given: what, by whom, when. What is typed survives a lock. */
import { useDates } from "../../audit/date-format";
import { useDone } from "../../audit/done";
import { PersonPicker } from "../../audit/pickers";
import { StepForm } from "../../audit/rows/form";
import { useKept } from "../../audit/rows/kept";
import { usePeople } from "../../audit/rows/parts";
import { type Choice, DateField, TextArea } from "../../kit";
import { call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import type { Finding } from "../../wire/wire.gen";
import { referenceOf } from "./steps";
import { T } from "./texts";

const F = T.form;

export function RespondForm({ finding, onDone }: { finding: Finding; onDone(): void }) {
  const engagement = useEngagement();
  const dates = useDates();
  const people = usePeople();
  const done = useDone();
  const { response } = finding;
  const by: Choice | null = response ? { value: response.by, label: people(response.by) } : null;
  const kept = useKept(`finding/${finding.id}/response`, {
    text: response?.text ?? "",
    by,
    on: dates.today as string | null,
  });
  const { values, put } = kept;
  const leave = () => {
    kept.forget();
    onDone();
  };
  return (
    <StepForm
      title={F.respondTitle}
      submit={F.record}
      ready={values.text.trim() !== "" && values.by !== null && values.on !== null}
      onCancel={leave}
      onSubmit={async () => {
        const { text, on } = values;
        const given = values.by?.value;
        if (given === undefined) return;
        await done(
          () => call("finding.respond", { engagement, finding: finding.id, text, by: given, on }),
          () => T.saved(referenceOf(finding)),
        );
        leave();
      }}
    >
      {kept.notice}
      <TextArea
        label={F.text}
        hint={T.pane.responseNote}
        required
        autoFocus
        rows={6}
        value={values.text}
        onChange={(text) => put({ text })}
      />
      <PersonPicker label={F.respondBy} required value={values.by} onChange={(next) => put({ by: next })} />
      <DateField
        label={F.on}
        required
        min={finding.raised_on}
        max={dates.today}
        value={values.on}
        onChange={(on) => put({ on })}
      />
    </StepForm>
  );
}
