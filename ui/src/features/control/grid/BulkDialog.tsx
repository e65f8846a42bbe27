/** One field of many controls at once: says how many would change, and changes all in one step or none. */
import { useState } from "react";
import { useDone } from "../../../audit/done";
import { Button, type CellValue, Dialog, FailureNote, Loading, RadioCards, Select } from "../../../kit";
import { asFailure, call } from "../../../wire/call";
import { useEngagement } from "../../../wire/engagement";
import { wordsFor } from "../../../wire/failures";
import { useRead } from "../../../wire/query";
import type { Control, ControlEdit, Failure } from "../../../wire/wire.gen";
import { T } from "../texts";
import { BulkValue, isList } from "./BulkValue";
import { cellOf, changeOf, EDITABLE, type Editable, type Names } from "./change";

/** A title is each control's own. */
const FIELDS = EDITABLE.filter((field) => field !== "title");

/** How a list of criteria or surfaces is changed. */
export type ListHow = "put" | "add" | "take";

/** A control's new value; undefined where it has it already. */
export function newValue(control: Control, field: Editable, value: CellValue, how: ListHow): CellValue | undefined {
  const now = cellOf(control, field);
  let next = value;
  if (Array.isArray(now)) {
    const given = Array.isArray(value) ? value : [];
    if (how === "add") next = [...now, ...given.filter((one) => !now.includes(one))];
    if (how === "take") next = now.filter((one: string) => !given.includes(one));
    const [a, b] = [[...now].sort(), [...(Array.isArray(next) ? next : [])].sort()];
    return JSON.stringify(a) === JSON.stringify(b) ? undefined : next;
  }
  return now === next ? undefined : next;
}

export function BulkDialog({ ids, names, onClose }: { ids: readonly string[]; names: Names; onClose(): void }) {
  const engagement = useEngagement();
  const done = useDone();
  const all = useRead("control.list", { engagement, criterion: null, surface: null, retired: true });
  const [field, setField] = useState<Editable>("owner");
  const [value, setValue] = useState<CellValue>();
  const [how, setHow] = useState<ListHow>("put");
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failure>();
  const wanted = new Set(ids);
  const found = all.data?.filter((one) => wanted.has(one.id)) ?? [];
  const live = found.filter((one) => one.state.state !== "retired");
  const edits: ControlEdit[] = live.flatMap((control) => {
    const next = value === undefined ? undefined : newValue(control, field, value, how);
    const change = next === undefined ? undefined : changeOf(field, next);
    return change ? [{ id: control.id, revision: control.revision, change }] : [];
  });
  const act = async () => {
    setBusy(true);
    setFailed(undefined);
    try {
      await done(
        () => call("control.edit", { edits }),
        (controls) => T.savedMany(controls.length),
        { action: "control.edit" },
      );
      onClose();
    } catch (thrown) {
      setFailed(asFailure(thrown));
      setBusy(false);
    }
  };
  const words =
    value === undefined ? "" : edits.length === 0 ? T.bulk.nothing : T.bulk.change(edits.length, live.length);
  return (
    <Dialog
      title={T.bulk.title(ids.length)}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{T.cancel}</Button>
          <Button kind="primary" disabled={edits.length === 0} busy={busy} onPress={() => void act()}>
            {T.bulk.apply(edits.length)}
          </Button>
        </>
      }
    >
      <div className="col gap3">
        {all.failure && <FailureNote {...wordsFor(all.failure)} onRetry={all.again} />}
        {all.loading && <Loading words={T.loading} />}
        <Select
          label={T.bulk.field}
          value={field}
          choices={FIELDS.map((id) => ({ value: id, label: T.columns[id] }))}
          onChange={(next) => {
            setField((next ?? "owner") as Editable);
            setValue(undefined);
            setHow("put");
          }}
        />
        {isList(field) && (
          <RadioCards<ListHow>
            inline
            label={T.bulk.how}
            value={how}
            onChange={setHow}
            options={(["put", "add", "take"] as const).map((one) => ({ value: one, label: T.bulk[one] }))}
          />
        )}
        <BulkValue key={field} field={field} value={value} names={names} onChange={setValue} />
        <p role="status" className="strong">
          {words}
        </p>
        <p className="small dim">
          {T.bulk.allOrNothing} {found.length > live.length && T.bulk.retired(found.length - live.length)}
        </p>
        {failed && <FailureNote {...wordsFor(failed)} />}
      </div>
    </Dialog>
  );
}
