/** Holidays of the client's calendar, by which business days are counted. Due dates that were computed before stay as they are. */
import { type ReactNode, useState } from "react";
import { useDates } from "../../audit";
import { type Saving, useSaving } from "../../audit/done";
import { Button, DateField, FailureNote, IconButton, Panel, Skeleton, TextField } from "../../kit";
import { usePlace } from "../../kit/place";
import { call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { Holiday } from "../../wire/wire.gen";
import { T } from "./texts";

const H = T.holiday;

export function HolidaysPanel() {
  const read = useRead("holiday.list", {});
  return (
    <Panel title={H.title} aside={read.data ? H.count(read.data.length) : undefined}>
      <p className="small dim">{H.words}</p>
      {read.failure ? (
        <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />
      ) : read.data ? (
        <HolidayList holidays={read.data} />
      ) : (
        <Skeleton lines={3} />
      )}
      <NewHoliday />
    </Panel>
  );
}

function HolidayList({ holidays }: { holidays: readonly Holiday[] }) {
  const dates = useDates();
  const { id } = usePlace();
  const saving = useSaving();
  const [edited, setEdited] = useState<string>();
  const remove = (holiday: Holiday) =>
    saving.run(
      () => call("holiday.remove", { holidays: [holiday.id] }),
      () => H.removed(holiday.name),
    );
  return (
    <>
      {holidays.length === 0 && <p className="small sp">{H.none}</p>}
      <ul className="holidays" aria-label={H.title}>
        {holidays.map((holiday) => (
          <li key={holiday.id} className={id === holiday.id || id === holiday.day ? "here" : undefined}>
            {edited === holiday.id ? (
              <EditHoliday holiday={holiday} saving={saving} onClose={() => setEdited(undefined)} />
            ) : (
              <>
                <span className="holiday-day">{dates.day(holiday.day)}</span>
                <span className="grow">{holiday.name}</span>
                <IconButton
                  changes
                  icon="edit"
                  label={H.edit(holiday.name, dates.day(holiday.day))}
                  disabled={saving.busy}
                  onPress={() => setEdited(holiday.id)}
                />
                <IconButton
                  changes
                  icon="trash"
                  label={H.remove(holiday.name, dates.day(holiday.day))}
                  disabled={saving.busy}
                  onPress={() => void remove(holiday)}
                />
              </>
            )}
          </li>
        ))}
      </ul>
      {saving.failure && <FailureNote {...wordsFor(saving.failure)} />}
    </>
  );
}

/** A day has one holiday, so that another takes its place: it is removed and added, and comes back where the new one is refused. */
async function replaceHoliday(before: Holiday, day: string, name: string): Promise<void> {
  await call("holiday.remove", { holidays: [before.id] });
  try {
    await call("holiday.add", { holidays: [{ day, name }] });
  } catch (thrown) {
    await call("holiday.add", { holidays: [{ day: before.day, name: before.name }] });
    throw thrown;
  }
}

/** Its form goes with the holiday that is replaced: what fails is told by the list. */
function EditHoliday(props: { holiday: Holiday; saving: Saving; onClose(): void }) {
  const { holiday, saving, onClose } = props;
  const [day, setDay] = useState<string | null>(holiday.day);
  const [name, setName] = useState(holiday.name);
  const same = day === holiday.day && name.trim() === holiday.name;
  const ready = day !== null && name.trim() !== "" && !same;
  const save = async () => {
    if (day === null || !ready) return;
    const words = () => H.changed(name.trim());
    const saved = await saving.run(() => replaceHoliday(holiday, day, name).then(() => true), words, { rows: 2 });
    if (saved) onClose();
  };
  return (
    <HolidayForm
      label={H.editTitle(holiday.name)}
      day={day}
      onDay={setDay}
      name={name}
      onName={setName}
      onSave={() => void save()}
      autoFocus
    >
      <span className="row holiday-acts">
        <Button changes type="submit" kind="primary" disabled={!ready} busy={saving.busy}>
          {T.form.save}
        </Button>
        <Button onPress={onClose}>{T.form.cancel}</Button>
      </span>
    </HolidayForm>
  );
}

function NewHoliday() {
  const saving = useSaving();
  const [day, setDay] = useState<string | null>(null);
  const [name, setName] = useState("");
  const ready = day !== null && name.trim() !== "";
  const add = async () => {
    if (day === null || !ready) return;
    const added = await saving.run(
      () => call("holiday.add", { holidays: [{ day, name }] }),
      () => H.added(name),
    );
    if (!added) return;
    setDay(null);
    setName("");
  };
  return (
    <HolidayForm
      label={H.newTitle}
      saving={saving}
      day={day}
      onDay={setDay}
      name={name}
      onName={setName}
      onSave={() => void add()}
    >
      <Button changes type="submit" icon="plus" className="holiday-acts" disabled={!ready} busy={saving.busy}>
        {H.add}
      </Button>
    </HolidayForm>
  );
}

function HolidayForm(props: {
  label: string;
  saving?: Saving;
  day: string | null;
  onDay(day: string | null): void;
  name: string;
  onName(name: string): void;
  onSave(): void;
  autoFocus?: boolean;
  children: ReactNode;
}) {
  const { saving } = props;
  return (
    <form
      className="holiday-form"
      aria-label={props.label}
      onSubmit={(event) => {
        event.preventDefault();
        props.onSave();
      }}
    >
      <DateField label={H.day} value={props.day} onChange={props.onDay} error={saving?.wrong("day")} />
      <TextField
        label={H.name}
        value={props.name}
        onChange={props.onName}
        error={saving?.wrong("name")}
        autoFocus={props.autoFocus}
      />
      {props.children}
      {saving?.failure && !["day", "name"].includes(saving.failure.field ?? "") && (
        <FailureNote {...wordsFor(saving.failure)} />
      )}
    </form>
  );
}
