/** The facts of a task as fields. Each is saved at once when it is left and can be undone. */
import { codeChoices, personChoice } from "../../audit/find";
import { ControlsPicker, GapsPicker, PersonPicker } from "../../audit/pickers";
import { choicesOf, WORK_TRACK } from "../../audit/words";
import { DateField, NumberField, Select, TextArea, TextField } from "../../kit";
import type { TaskRow } from "../../wire/wire.gen";
import { MOST_DAYS } from "./columns";
import type { TaskFacts } from "./facts";
import { INSPECT as I } from "./texts";
import { useFollowing } from "./useFollowing";

export function TaskForm({ row, put }: { row: TaskRow; put(facts: TaskFacts): void }) {
  const { task } = row;
  const [code, setCode] = useFollowing<string>(task.code);
  const [days, setDays] = useFollowing<number | null>(task.working_days);
  return (
    <div className="task-form">
      <Words label={I.title} value={task.title} required onPut={(title) => put({ title })} />
      <Words label={I.description} value={task.description} long onPut={(description) => put({ description })} />
      <div className="two">
        <DateField
          label={I.startsOn}
          value={task.starts_on}
          onChange={() => undefined}
          onCommit={(next) => next && next !== task.starts_on && put({ starts_on: next })}
        />
        <NumberField
          label={I.days}
          value={days}
          least={1}
          most={MOST_DAYS}
          onChange={setDays}
          onCommit={(next) => next && next !== task.working_days && put({ working_days: next })}
        />
      </div>
      <PersonPicker
        label={I.owner}
        value={task.owner && row.owner ? personChoice({ id: task.owner, name: row.owner }) : null}
        onChange={(choice) => (choice?.value ?? null) !== task.owner && put({ owner: choice?.value ?? null })}
      />
      <Words label={I.role} value={task.owner_role} onPut={(owner_role) => put({ owner_role })} />
      <div className="two">
        <TextField
          label={I.code}
          value={code}
          onChange={setCode}
          onCommit={(next) => next.trim() && put({ code: next.trim() })}
        />
        <Select
          label={I.track}
          value={task.track}
          choices={choicesOf(WORK_TRACK)}
          onChange={(next) => next !== null && next !== task.track && put({ track: next })}
        />
      </div>
      <Words label={I.phase} value={task.phase} onPut={(phase) => put({ phase })} />
      <Words label={I.doneWhen} value={task.done_when} long onPut={(done_when) => put({ done_when })} />
      <ControlsPicker
        by="reference"
        value={codeChoices(row.controls)}
        onChange={(chosen) => put({ controls: chosen.map((one) => one.value) })}
      />
      <GapsPicker
        by="reference"
        value={codeChoices(row.gaps)}
        onChange={(chosen) => put({ gaps: chosen.map((one) => one.value) })}
      />
      <Words
        label={I.note}
        hint={I.noteHint}
        value={task.internal_note}
        long
        onPut={(internal_note) => put({ internal_note })}
      />
    </div>
  );
}

/** A text that is saved when it is left. */
function Words(props: {
  label: string;
  hint?: string;
  value: string;
  long?: boolean;
  required?: boolean;
  onPut(value: string): void;
}) {
  const [typed, setTyped] = useFollowing(props.value);
  const field = {
    label: props.label,
    hint: props.hint,
    value: typed,
    onChange: setTyped,
    required: props.required,
    onCommit: (next: string) => {
      const text = next.trim();
      if (props.required && text === "") setTyped(props.value);
      else if (text !== props.value) props.onPut(text);
    },
  };
  return props.long ? <TextArea {...field} rows={2} /> : <TextField {...field} />;
}
