/** What is recorded of one occurrence: when and by whom it was performed, how it deviated. It makes nothing good that was missed. */
import { useState } from "react";
import { keyWords, useDates } from "../../../audit";
import { useDone } from "../../../audit/done";
import { Button, DateField, FailureNote, TextArea, TextField, useToast } from "../../../kit";
import { asFailure, call } from "../../../wire/call";
import { useEngagement } from "../../../wire/engagement";
import { wordsFor } from "../../../wire/failures";
import type { ControlOccurrences, Failure, Occurrence, OccurrenceRow } from "../../../wire/wire.gen";
import { I } from "./texts";

export function OccurrenceForm(props: {
  of: Pick<ControlOccurrences, "control">;
  row: OccurrenceRow;
  record: Occurrence | undefined;
  onEnd(): void;
}) {
  const { of, row, record } = props;
  const engagement = useEngagement();
  const dates = useDates();
  const done = useDone();
  const toast = useToast();
  const { key } = row.window;
  const said = keyWords(key);
  const [on, setOn] = useState<string | null>(record?.performed_on ?? null);
  const [by, setBy] = useState(record?.performed_by ?? "");
  const [note, setNote] = useState(record?.note ?? "");
  const [exception, setException] = useState(record?.exception ?? "");
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failure>();
  const act = async (change: () => Promise<unknown>) => {
    setBusy(true);
    setFailed(undefined);
    try {
      await change();
      props.onEnd();
    } catch (thrown) {
      setFailed(asFailure(thrown));
      setBusy(false);
    }
  };
  const named = { engagement, control: of.control, key };
  const perform = () =>
    act(async () => {
      if (on === null) return;
      const request = { ...named, on, by: by.trim(), note: note.trim() || null };
      const { late } = await done(
        () => call("occurrence.perform", request),
        () => I.performedDone(of.control, said),
        { action: "occurrence.perform" },
      );
      if (late) toast({ words: I.performedLate(of.control, said), tone: "crit" });
    });
  const except = () =>
    act(() =>
      done(
        () => call("occurrence.except", { ...named, exception: exception.trim() || null }),
        () => I.exceptDone(of.control, said),
        { action: "occurrence.except" },
      ),
    );
  const remove = () =>
    act(() =>
      done(
        () => call("occurrence.remove", named),
        () => I.removed(of.control, said),
        { action: "occurrence.remove" },
      ),
    );
  return (
    <fieldset className="col occurrence-form">
      <legend className="label">{I.recordTitle(said)}</legend>
      <p className="small dim">{I.window(dates.span(row.window.days), dates.day(row.window.last_chance))}</p>
      <div className="two">
        <DateField label={I.performedDay} value={on} min={row.window.days.from} max={dates.today} onChange={setOn} />
        <TextField label={I.performedBy} value={by} onChange={setBy} />
      </div>
      <TextField label={I.performedNote} value={note} onChange={setNote} />
      <div className="row wrap">
        <Button kind="primary" disabled={on === null || by.trim() === ""} busy={busy} onPress={() => void perform()}>
          {I.perform}
        </Button>
        {record && (
          <Button busy={busy} onPress={() => void remove()}>
            {I.removeRecord}
          </Button>
        )}
      </div>
      <TextArea label={I.exception} hint={I.exceptionHint} rows={2} value={exception} onChange={setException} />
      <div className="row wrap">
        <Button disabled={exception.trim() === (record?.exception ?? "")} busy={busy} onPress={() => void except()}>
          {I.except}
        </Button>
        <Button onPress={props.onEnd}>{I.cancel}</Button>
      </div>
      {failed && <FailureNote {...wordsFor(failed)} />}
    </fieldset>
  );
}
