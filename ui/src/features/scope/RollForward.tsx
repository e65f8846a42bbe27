/** The next period: rolling the engagement forward into a new one. What crosses and what stays behind is shown by the dialog beside. */
import { useState } from "react";
import { useSaving } from "../../audit/done";
import { Button, Checkbox, Dialog, dayPlus, FailureNote, Panel, TextField } from "../../kit";
import { CallFailed, call } from "../../wire/call";
import { listen } from "../../wire/events";
import { wordsFor } from "../../wire/failures";
import { undoRow } from "../../wire/undoing";
import type { Engagement } from "../../wire/wire.gen";
import { PeriodFields } from "./fields";
import { keepRolled } from "./rolled";
import { T } from "./texts";

const N = T.next;

export function NextPanel({ engagement }: { engagement: Engagement }) {
  const [open, setOpen] = useState(false);
  return (
    <Panel
      title={N.title}
      aside={
        <Button changes onPress={() => setOpen(true)}>
          {N.open}
        </Button>
      }
    >
      <p className="small dim">{N.words}</p>
      {open && <RollDialog engagement={engagement} onClose={() => setOpen(false)} />}
    </Panel>
  );
}

/** The first day after what the engagement speaks of, where that is known. */
function firstAfter({ kind }: Engagement): string | null {
  if (kind.kind === "type_i") return dayPlus(kind.as_of, 1);
  return kind.period === null ? null : dayPlus(kind.period.to, 1);
}

function RollDialog({ engagement, onClose }: { engagement: Engagement; onClose(): void }) {
  const saving = useSaving();
  const [title, setTitle] = useState("");
  const [from, setFrom] = useState(() => firstAfter(engagement));
  const [to, setTo] = useState<string | null>(null);
  const [evidence, setEvidence] = useState(false);
  const ready = title.trim() !== "" && from !== null && to !== null;
  const roll = async () => {
    if (from === null || to === null) return;
    const request = { engagement: engagement.id, title, period: { from, to }, evidence };
    // The dialog that follows says what was done and takes it back, where a toast would stand over its buttons.
    let seq: number | null = null;
    const end = listen((event) => {
      if (event.event === "changed" && event.action === "engagement.roll_forward") seq = event.seq;
    });
    const answer = await saving.look(() => call("engagement.roll_forward", request));
    setTimeout(end, 2_000);
    if (!answer) return;
    const undo = async () => {
      // Nothing is undone by guess, as the newest row may be another one.
      if (seq === null) throw new CallFailed({ code: "not_found", message: N.rowUnknown, field: null });
      await undoRow(seq);
    };
    onClose();
    keepRolled({ answer, undo: evidence ? undefined : undo });
  };
  return (
    <Dialog
      title={N.dialog}
      open
      onClose={onClose}
      width="wide"
      actions={
        <>
          <span className="small dim scope-missing">{ready ? "" : N.missing}</span>
          <Button onPress={onClose}>{T.form.cancel}</Button>
          <Button kind="primary" disabled={!ready} busy={saving.busy} onPress={() => void roll()}>
            {N.roll}
          </Button>
        </>
      }
    >
      <div className="facts">
        <p className="small dim">{N.from(engagement.title)}</p>
        <TextField
          label={N.name}
          hint={N.nameHint}
          value={title}
          onChange={setTitle}
          required
          autoFocus
          error={saving.wrong("title")}
        />
        <PeriodFields
          from={from}
          to={to}
          set={(part) => {
            if (part.from !== undefined) setFrom(part.from);
            if (part.to !== undefined) setTo(part.to);
          }}
          required
        />
        <Checkbox checked={evidence} onChange={setEvidence} hint={N.evidenceHint}>
          {N.evidence}
        </Checkbox>
        {saving.failure && <FailureNote {...wordsFor(saving.failure)} />}
      </div>
    </Dialog>
  );
}
