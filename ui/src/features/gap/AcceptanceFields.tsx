/** What must be true before a gap closes, line by line: what, shown by what, by when. It saves nothing. */
import { Button, DateField, TextArea, TextField } from "../../kit";
import type { AcceptanceCriterion } from "../../wire/wire.gen";
import { T } from "./texts";

const E = T.edits;

export function AcceptanceFields(props: {
  value: readonly AcceptanceCriterion[];
  onChange(value: AcceptanceCriterion[]): void;
}) {
  const { value, onChange } = props;
  const put = (at: number, part: Partial<AcceptanceCriterion>) =>
    onChange(value.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <fieldset className="gap-acceptance">
      <legend className="label">{E.acceptance}</legend>
      {value.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place alone while it is written
        <div key={at} className="gap-criterion">
          <TextArea
            label={E.acceptanceText(at + 1)}
            required
            rows={2}
            value={one.text}
            onChange={(text) => put(at, { text })}
          />
          <div className="two">
            <TextField label={E.acceptanceShown} value={one.shown_by} onChange={(shown_by) => put(at, { shown_by })} />
            <DateField label={E.acceptanceDue} value={one.due_on} onChange={(due_on) => put(at, { due_on })} />
          </div>
          <Button
            kind="link"
            label={E.acceptanceRemove(at + 1)}
            onPress={() => onChange(value.filter((_, index) => index !== at))}
          >
            {E.acceptanceRemove(at + 1)}
          </Button>
        </div>
      ))}
      <Button icon="plus" onPress={() => onChange([...value, { text: "", shown_by: "", due_on: null, met: false }])}>
        {E.acceptanceAdd}
      </Button>
    </fieldset>
  );
}
