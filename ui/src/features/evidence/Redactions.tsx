/** What is redacted of an item's files, and the ways to redact, to look, and to take it back. */
import { useState } from "react";
import { useDates } from "../../audit";
import { StepFailure } from "../../audit/rows/form";
import { Button, Dialog, Marked, TextArea, useToast } from "../../kit";
import { call } from "../../wire/call";
import { useDoing } from "../../wire/doing";
import { useEngagement } from "../../wire/engagement";
import type { EvidenceFile, EvidenceItem, Redaction } from "../../wire/wire.gen";
import { referenceOf } from "./query";
import { RedactDialog } from "./RedactDialog";
import { redactable, removedWords } from "./redact";
import { R } from "./redact-texts";

export function Redactions(props: { item: EvidenceItem; onFile(file: string): void }) {
  const [open, setOpen] = useState<{ file: EvidenceFile; back: boolean }>();
  const several = props.item.files.length > 1;
  const { item } = props;
  return (
    <>
      {item.files.map((file) => (
        <div key={file.id} className="col gap1">
          {several && <span className="small dim break">{file.name}</span>}
          {file.redaction && <Said file={file} redaction={file.redaction} onFile={props.onFile} />}
          <div className="row wrap gap1">
            {redactable(file.file_type) === "nothing" ? (
              <p className="faint micro">{R.whole}</p>
            ) : (
              <Button changes kind="link" onPress={() => setOpen({ file, back: false })}>
                {file.redaction ? R.again : R.open}
              </Button>
            )}
            {file.redaction && (
              <Button changes kind="link" onPress={() => setOpen({ file, back: true })}>
                {R.takeBack}
              </Button>
            )}
          </div>
        </div>
      ))}
      {open?.back === false && <RedactDialog item={item} file={open.file} onClose={() => setOpen(undefined)} />}
      {open?.back && <TakeBack item={item} file={open.file} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function Said(props: { file: EvidenceFile; redaction: Redaction; onFile(file: string): void }) {
  const dates = useDates();
  const { file, redaction } = props;
  return (
    <div className="col gap1">
      <Marked shape="triangle-mark" tone="med">
        {R.redacted}
      </Marked>
      <p className="small">{R.by(removedWords(redaction.removed), redaction.by, dates.instant(redaction.at, true))}</p>
      <p className="small break">{redaction.reason}</p>
      {redaction.undrawn > 0 && <p className="small dim">{R.undrawn(redaction.undrawn)}</p>}
      <div className="row wrap gap1">
        <Button kind="link" onPress={() => props.onFile(redaction.twin.id)}>
          {R.copy}
        </Button>
        <Button kind="link" onPress={() => props.onFile(file.id)}>
          {R.original}
        </Button>
      </div>
    </div>
  );
}

function TakeBack(props: { item: EvidenceItem; file: EvidenceFile; onClose(): void }) {
  const { item, file, onClose } = props;
  const engagement = useEngagement();
  const toast = useToast();
  const doing = useDoing();
  const [reason, setReason] = useState("");
  const takeBack = async () => {
    const done = await doing.run(async () => {
      await call("evidence.take_redaction_back", { engagement, evidence: item.id, file: file.id, reason });
      toast({ words: R.takenBack(referenceOf(item.number)), tone: "good" });
    });
    if (done) onClose();
  };
  return (
    <Dialog
      title={R.takeBackTitle(file.name)}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{R.cancel}</Button>
          <Button
            changes
            kind="primary"
            disabled={reason.trim() === ""}
            busy={doing.busy}
            onPress={() => void takeBack()}
          >
            {R.takeBackAct}
          </Button>
        </>
      }
    >
      <div className="col gap2">
        <p>{R.takeBackSays}</p>
        {doing.failure && <StepFailure failure={doing.failure} />}
        <TextArea label={R.reason} required rows={2} value={reason} onChange={setReason} />
      </div>
    </Dialog>
  );
}
