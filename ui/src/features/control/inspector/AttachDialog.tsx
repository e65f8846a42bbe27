/** Files that become evidence of controls: asks what the kind needs, and says afterwards what is still missing. It opens no file. */
import { useState } from "react";
import {
  ApprovalFields,
  CLASSIFICATION,
  CoversFields,
  choicesOf,
  EVIDENCE_KIND,
  InstantField,
  IpeFields,
  NEEDS,
} from "../../../audit";
import { useDone } from "../../../audit/done";
import { Button, Dialog, FailureNote, RadioCards, Select, TextField, useToast } from "../../../kit";
import { asFailure, call } from "../../../wire/call";
import { useEngagement } from "../../../wire/engagement";
import { wordsFor } from "../../../wire/failures";
import type {
  Approval,
  Chosen,
  Classification,
  Covers,
  EvidenceKind,
  Failure,
  IpeCard,
  NewEvidence,
} from "../../../wire/wire.gen";
import { T } from "../texts";
import { I } from "./texts";

/** What a file most likely is, by the end of its name; the person has the last word. */
function kindOf(files: readonly Chosen[]): EvidenceKind {
  const name = files[0]?.name.toLowerCase() ?? "";
  if (/\.(png|jpe?g)$/.test(name)) return "screenshot";
  if (/\.(csv|xlsx)$/.test(name)) return "system_report";
  if (/\.eml$/.test(name)) return "correspondence";
  if (/\.(json|log|txt)$/.test(name)) return "log";
  return /polic/.test(name) ? "policy" : "report";
}

export function AttachDialog(props: { files: readonly Chosen[]; controls: readonly string[]; onClose(): void }) {
  const { files, controls, onClose } = props;
  const engagement = useEngagement();
  const done = useDone();
  const toast = useToast();
  const codes = controls.join(", ");
  const [kind, setKind] = useState<EvidenceKind>(() => kindOf(files));
  const [classification, setClassification] = useState<Classification>("confidential");
  const [as, setAs] = useState<"each" | "together">("each");
  const [title, setTitle] = useState("");
  const [covers, setCovers] = useState<Covers | null>(null);
  const [captured, setCaptured] = useState<string | null>(null);
  const [source, setSource] = useState("");
  const [collected, setCollected] = useState("");
  const [ipe, setIpe] = useState<IpeCard | null>(null);
  const [approval, setApproval] = useState<Approval | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failure>();
  const alone = files.length === 1 || as === "together";
  const act = async () => {
    setBusy(true);
    setFailed(undefined);
    const item = (of: readonly Chosen[]): NewEvidence => ({
      files: of.map((file) => file.held),
      title: alone ? title.trim() || null : null,
      kind,
      classification,
      covers,
      captured_at: captured,
      source_system: source.trim(),
      collected_by: collected.trim(),
      controls: [...controls],
      ipe: NEEDS[kind] === "ipe" ? ipe : null,
      approval: NEEDS[kind] === "approval" ? approval : null,
      list_only: null,
      supersedes: null,
      internal_note: "",
    });
    const items = alone ? [item(files)] : files.map((file) => item([file]));
    try {
      const attached = await done(
        () => call("evidence.attach", { engagement, items }),
        (all) => I.attached(all.length, codes),
        { action: "evidence.attach" },
      );
      const missing = [...new Set(attached.flatMap((one) => one.missing))];
      const same = [...new Set(attached.flatMap((one) => one.same_as))];
      if (missing.length > 0) toast({ words: I.attachedMissing(missing.join("; ")) });
      const redacted = [...new Set(attached.flatMap((one) => one.redacted_in))];
      if (same.length > 0) toast({ words: I.attachedSame(same.join(", ")) });
      if (redacted.length > 0) toast({ words: I.attachedRedacted(redacted.join(", ")) });
      onClose();
    } catch (thrown) {
      setFailed(asFailure(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={I.attachTitle(codes)}
      open
      onClose={onClose}
      width="wide"
      actions={
        <>
          <Button onPress={onClose}>{T.cancel}</Button>
          <Button kind="primary" busy={busy} onPress={() => void act()}>
            {I.attachAct(files.length)}
          </Button>
        </>
      }
    >
      <div className="col gap3">
        <ul className="attach-files" aria-label={I.files}>
          {files.map((file) => (
            <li key={file.held} className="clip">
              {file.name}
            </li>
          ))}
        </ul>
        {files.length > 1 && (
          <RadioCards<"each" | "together">
            inline
            label={I.asItems}
            value={as}
            onChange={setAs}
            options={[
              { value: "each", label: I.each },
              { value: "together", label: I.together },
            ]}
          />
        )}
        {alone && <TextField label={I.titleOf} hint={I.titleHint} value={title} onChange={setTitle} />}
        <div className="two">
          <Select
            label={I.kind}
            value={kind}
            choices={choicesOf(EVIDENCE_KIND)}
            onChange={(value) => value && setKind(value as EvidenceKind)}
          />
          <Select
            label={I.classification}
            value={classification}
            choices={choicesOf(CLASSIFICATION)}
            onChange={(value) => value && setClassification(value as Classification)}
          />
        </div>
        <CoversFields key={kind} kind={kind} value={covers} onChange={setCovers} />
        <div className="three">
          <InstantField label={I.captured} value={captured} onChange={setCaptured} />
          <TextField label={I.source} value={source} onChange={setSource} />
          <TextField label={I.collectedBy} value={collected} onChange={setCollected} />
        </div>
        {NEEDS[kind] === "ipe" && <IpeFields value={ipe} onChange={setIpe} />}
        {NEEDS[kind] === "approval" && <ApprovalFields value={approval} onChange={setApproval} />}
        {failed && <FailureNote {...wordsFor(failed)} />}
      </div>
    </Dialog>
  );
}
