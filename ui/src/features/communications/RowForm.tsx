/** A row of the communication plan as a form: new, or one that is there. It is saved only when asked. */
import { type KeyboardEvent, useState } from "react";
import { useDone } from "../../audit/done";
import { HistoryList } from "../../audit/history";
import { PersonPicker } from "../../audit/pickers";
import { choicesOf, DUE } from "../../audit/words";
import {
  Button,
  type Choice,
  DateField,
  FailureNote,
  NumberField,
  RadioCards,
  Select,
  TextArea,
  TextField,
} from "../../kit";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useChange } from "../../wire/query";
import type { Due, Person, PlanRow, Track } from "../../wire/wire.gen";
import { InstantField } from "./InstantField";
import { T } from "./texts";

/** Whether a key comes from where somebody types: Esc then closes nothing, so that no words are lost by it. */
export function isTyping(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
}

/** What the form holds. */
interface Values {
  audience: string;
  subject: string;
  track: Track;
  kind: Due["due"];
  day: string | null;
  hours: number | null;
  trigger: string;
  triggered_at: string | null;
  channel: string;
  owner: Choice | null;
  sender: Choice | null;
  cadence: string;
  internal_note: string;
}

export interface RowFormProps {
  /** None for a new row. */
  row: PlanRow | null;
  people: readonly Person[];
  /** The row that was added. */
  onAdded?(row: PlanRow): void;
  onCancel?(): void;
  onRemoved?(): void;
}

function valuesOf(row: PlanRow | null, people: readonly Person[]): Values {
  const choice = (id: string | null | undefined): Choice | null => {
    const person = people.find((one) => one.id === id);
    return person ? { value: person.id, label: person.name } : null;
  };
  return {
    audience: row?.audience ?? "",
    subject: row?.subject ?? "",
    track: row?.track ?? "internal",
    kind: row?.due.due ?? "on",
    day: row?.due.due === "on" ? row.due.day : null,
    hours: row?.due.due === "after_trigger" ? row.due.hours : null,
    trigger: row?.trigger ?? "",
    triggered_at: row?.triggered_at ?? null,
    channel: row?.channel ?? "",
    owner: choice(row?.owner),
    sender: choice(row?.sender),
    cadence: row?.cadence ?? "",
    internal_note: row?.internal_note ?? "",
  };
}

/** The due date that the values make; undefined while something is missing. */
function dueOf(values: Values): Due | undefined {
  if (values.kind === "on_request") return { due: "on_request" };
  if (values.kind === "on") return values.day === null ? undefined : { due: "on", day: values.day };
  return values.hours === null ? undefined : { due: "after_trigger", hours: values.hours };
}

export function RowForm(props: RowFormProps) {
  const { row, people } = props;
  const engagement = useEngagement();
  const done = useDone();
  const adding = useChange("plan_row.add");
  const editing = useChange("plan_row.edit");
  const removing = useChange("plan_row.remove");
  const [values, setValues] = useState(() => valuesOf(row, people));
  const [seen, setSeen] = useState(row?.revision);
  // A row that was changed elsewhere, or undone, takes the place of what stands in the form.
  if (seen !== row?.revision) {
    setSeen(row?.revision);
    setValues(valuesOf(row, people));
  }
  const set = (part: Partial<Values>) => setValues((now) => ({ ...now, ...part }));
  const due = dueOf(values);
  const whole = values.audience.trim() !== "" && values.subject.trim() !== "" && due !== undefined;
  const failure = adding.failure ?? editing.failure ?? removing.failure;

  const save = async () => {
    if (!due || !whole) return;
    const { audience, subject, track, trigger, triggered_at, channel, owner, sender, cadence, internal_note } = values;
    const more = {
      trigger,
      triggered_at,
      channel,
      owner: owner?.value ?? null,
      sender: sender?.value ?? null,
      cadence,
      internal_note,
    };
    if (row === null) {
      const request = { engagement, audience, track, subject, due, facts: more };
      const added = done(
        () => adding.run(request),
        (answer) => T.row.added(answer.number),
      );
      await added.then(props.onAdded, () => undefined);
      return;
    }
    const facts = { audience, subject, track, due, ...more };
    const saved = done(
      () => editing.run({ engagement, row: row.id, facts }),
      () => T.row.saved(row.number),
    );
    await saved.catch(() => undefined);
  };
  const remove = async () => {
    if (row === null) return;
    const removed = done(
      () => removing.run({ engagement, row: row.id }),
      () => T.row.removed(row.number),
    );
    await removed.then(props.onRemoved, () => undefined);
  };
  return (
    <form
      className="row-form pad"
      aria-label={row === null ? T.row.newTitle : T.row.number(row.number)}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <What values={values} set={set} isNew={row === null} />
      <When values={values} set={set} />
      <Who values={values} set={set} />
      {row?.template && <p className="small dim">{T.row.fromScenario(row.template)}</p>}
      {failure && <FailureNote {...wordsFor(failure)} />}
      {!whole && <p className="small dim">{T.row.fill}</p>}
      <div className="row wrap">
        <Button changes type="submit" kind="primary" disabled={!whole} busy={adding.busy || editing.busy}>
          {row === null ? T.row.add : T.row.save}
        </Button>
        {props.onCancel && <Button onPress={props.onCancel}>{T.row.cancel}</Button>}
        <span className="grow" />
        {row !== null && (
          <Button changes kind="quiet" icon="trash" busy={removing.busy} onPress={() => void remove()}>
            {T.row.remove}
          </Button>
        )}
      </div>
      {row !== null && (
        <>
          <h3 className="label sp">{T.row.history}</h3>
          <HistoryList noun="plan_row" id={row.id} />
        </>
      )}
    </form>
  );
}

interface PartProps {
  values: Values;
  set(part: Partial<Values>): void;
}

function What({ values, set, isNew }: PartProps & { isNew: boolean }) {
  return (
    <>
      <TextField
        label={T.row.audience}
        hint={T.row.audienceHint}
        value={values.audience}
        onChange={(audience) => set({ audience })}
        required
        autoFocus={isNew}
      />
      <TextField
        label={T.row.subject}
        hint={T.row.subjectHint}
        value={values.subject}
        onChange={(subject) => set({ subject })}
        required
      />
      <RadioCards
        label={T.row.track}
        inline
        value={values.track}
        onChange={(track) => set({ track })}
        options={[
          { value: "internal", label: T.internal },
          { value: "external", label: T.external },
        ]}
      />
    </>
  );
}

function When({ values, set }: PartProps) {
  return (
    <>
      <div className="two">
        <Select
          label={T.row.due}
          value={values.kind}
          choices={choicesOf(DUE)}
          onChange={(kind) => kind !== null && set({ kind: kind as Due["due"] })}
        />
        {values.kind === "on" && (
          <DateField label={T.row.day} value={values.day} onChange={(day) => set({ day })} required />
        )}
        {values.kind === "after_trigger" && (
          <NumberField
            label={T.row.hours}
            value={values.hours}
            onChange={(hours) => set({ hours })}
            least={0}
            most={87600}
            required
          />
        )}
      </div>
      <div className="two">
        <TextField
          label={T.row.trigger}
          hint={T.row.triggerHint}
          value={values.trigger}
          onChange={(trigger) => set({ trigger })}
        />
        <TextField
          label={T.row.cadence}
          hint={T.row.cadenceHint}
          value={values.cadence}
          onChange={(cadence) => set({ cadence })}
        />
      </div>
      {values.kind === "after_trigger" && (
        <InstantField
          label={T.row.triggeredAt}
          hint={T.row.triggeredHint}
          value={values.triggered_at}
          onChange={(triggered_at) => set({ triggered_at })}
        />
      )}
    </>
  );
}

function Who({ values, set }: PartProps) {
  return (
    <>
      <TextField label={T.row.channel} value={values.channel} onChange={(channel) => set({ channel })} />
      <div className="two">
        <PersonPicker
          label={T.row.owner}
          hint={T.row.ownerHint}
          value={values.owner}
          onChange={(owner) => set({ owner })}
        />
        <PersonPicker
          label={T.row.sender}
          hint={T.row.senderHint}
          value={values.sender}
          onChange={(sender) => set({ sender })}
        />
      </div>
      <TextArea
        label={T.row.note}
        hint={T.row.noteHint}
        value={values.internal_note}
        onChange={(internal_note) => set({ internal_note })}
        rows={2}
      />
    </>
  );
}
