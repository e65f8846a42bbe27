/** The evidence that is gathered for a request: picked from the vault, chosen as files, or dropped here. It submits nothing. */
import { useRef, useState } from "react";
import { useDone } from "../../audit/done";
import { useDrop } from "../../audit/drop";
import { EvidencePicker } from "../../audit/pickers";
import { StepFailure, StepForm } from "../../audit/rows/form";
import { EvidenceLine } from "../../audit/rows/parts";
import { CLASSIFICATION, choicesOf, EVIDENCE_KIND } from "../../audit/words";
import { Button, InspectorSection, RadioCards, Select } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import type { Chosen, Classification, EvidenceKind, Failure, RequestRow } from "../../wire/wire.gen";
import { referenceOf } from "./RequestPane";
import { T } from "./texts";

export function Gathered({ row }: { row: RequestRow }) {
  const engagement = useEngagement();
  const done = useDone();
  const box = useRef<HTMLDivElement>(null);
  const [files, setFiles] = useState<readonly Chosen[]>([]);
  const [failure, setFailure] = useState<Failure>();
  useDrop(box, setFiles);
  const put = async (evidence: readonly string[]) => {
    setFailure(undefined);
    try {
      await done(
        () => call("request.edit", { engagement, request: row.request.id, facts: { evidence: [...evidence] } }),
        () => T.files.gathered(referenceOf(row)),
      );
    } catch (thrown) {
      setFailure(asFailure(thrown));
    }
  };
  const choose = async () => {
    setFailure(undefined);
    try {
      setFiles(await call("file.choose", { wanted: "evidence" }));
    } catch (thrown) {
      setFailure(asFailure(thrown));
    }
  };
  return (
    <div ref={box}>
      <InspectorSection title={T.pane.evidence} count={T.pane.evidenceCount(row.evidence.length)}>
        {row.evidence.length === 0 && files.length === 0 && <p className="faint">{T.pane.noEvidence}</p>}
        <ul>
          {row.evidence.map((reference) => (
            <EvidenceLine
              key={reference}
              id={reference}
              onRemove={() => void put(row.evidence.filter((one) => one !== reference))}
            />
          ))}
        </ul>
        {failure && <StepFailure failure={failure} />}
        {files.length > 0 ? (
          <TakeIn row={row} files={files} onDone={() => setFiles([])} />
        ) : (
          <div className="row top0">
            <EvidencePicker
              label={T.pane.pick}
              hideLabel
              className="grow"
              placeholder={T.pane.pick}
              by="reference"
              value={null}
              onChange={(choice) => {
                if (choice && !row.evidence.includes(choice.value)) void put([...row.evidence, choice.value]);
              }}
            />
            <Button changes icon="upload" onPress={() => void choose()}>
              {T.pane.chooseFiles}
            </Button>
          </div>
        )}
      </InspectorSection>
    </div>
  );
}

/** Files become evidence of the request's controls, and are gathered here in the same go. */
function TakeIn({ row, files, onDone }: { row: RequestRow; files: readonly Chosen[]; onDone(): void }) {
  const engagement = useEngagement();
  const done = useDone();
  const [kind, setKind] = useState<EvidenceKind>(row.request.kind ?? "system_report");
  const [classification, setClassification] = useState<Classification>("confidential");
  const [as, setAs] = useState<"apart" | "together">("apart");
  const many = files.length > 1;
  const take = async () => {
    const item = (held: number[]) => ({
      files: held,
      kind,
      classification,
      source_system: "",
      collected_by: "",
      controls: row.controls,
      internal_note: "",
    });
    const held = files.map((file) => file.held);
    const items = many && as === "apart" ? held.map((one) => item([one])) : [item(held)];
    const attached = await call("evidence.attach", { engagement, items });
    const added = attached.map((one) => `EV-${String(one.item.number).padStart(4, "0")}`);
    const redacted = [...new Set(attached.flatMap((one) => one.redacted_in))];
    const words = [T.files.attached(added.length)];
    if (redacted.length > 0) words.push(T.files.redacted(redacted.join(", ")));
    const evidence = [...row.evidence, ...added];
    await done(
      () => call("request.edit", { engagement, request: row.request.id, facts: { evidence } }),
      () => words.join(" "),
    );
    onDone();
  };
  return (
    <StepForm title={T.files.title(files.length)} submit={T.files.attach} onSubmit={take} onCancel={onDone}>
      <ul>
        {files.map((file) => (
          <li key={file.held} className="clip" title={file.name}>
            {file.name}
          </li>
        ))}
      </ul>
      <p className="dim">{T.files.words}</p>
      <div className="two">
        <Select
          label={T.files.kind}
          value={kind}
          choices={choicesOf(EVIDENCE_KIND)}
          onChange={(value) => value && setKind(value as EvidenceKind)}
        />
        <Select
          label={T.files.classification}
          value={classification}
          choices={choicesOf(CLASSIFICATION)}
          onChange={(value) => value && setClassification(value as Classification)}
        />
      </div>
      {many && (
        <RadioCards<"apart" | "together">
          inline
          label={T.files.as}
          value={as}
          onChange={setAs}
          options={[
            { value: "apart", label: T.files.apart },
            { value: "together", label: T.files.together },
          ]}
        />
      )}
    </StepForm>
  );
}
