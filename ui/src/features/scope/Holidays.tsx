/** Holidays of the client's calendar, by which business days are counted. Due dates that were computed before stay as they are. */
import { useState } from "react";
import { useDates } from "../../audit";
import { Button, DateField, FailureNote, IconButton, Panel, Skeleton, TextField } from "../../kit";
import { usePlace } from "../../kit/place";
import { call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { Holiday } from "../../wire/wire.gen";
import { useSaving } from "./saving";
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
  const remove = (holiday: Holiday) =>
    saving.run(
      () => call("holiday.remove", { holidays: [holiday.id] }),
      () => H.removed(holiday.name),
    );
  if (holidays.length === 0) return <p className="small sp">{H.none}</p>;
  return (
    <>
      <table className="tight holidays">
        <caption className="vh">{H.title}</caption>
        <tbody>
          {holidays.map((holiday) => (
            <tr key={holiday.id} className={id === holiday.id || id === holiday.day ? "here" : undefined}>
              <th scope="row">{dates.day(holiday.day)}</th>
              <td>{holiday.name}</td>
              <td className="num">
                <IconButton
                  icon="trash"
                  label={H.remove(holiday.name, dates.day(holiday.day))}
                  disabled={saving.busy}
                  onPress={() => void remove(holiday)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {saving.failure && <FailureNote {...wordsFor(saving.failure)} />}
    </>
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
    <form
      className="holiday-new"
      aria-label={H.newTitle}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <DateField label={H.day} value={day} onChange={setDay} error={saving.wrong("day")} />
      <TextField label={H.name} value={name} onChange={setName} error={saving.wrong("name")} />
      <Button type="submit" icon="plus" disabled={!ready} busy={saving.busy}>
        {H.add}
      </Button>
      {saving.failure && !["day", "name"].includes(saving.failure.field ?? "") && (
        <FailureNote {...wordsFor(saving.failure)} />
      )}
    </form>
  );
}
