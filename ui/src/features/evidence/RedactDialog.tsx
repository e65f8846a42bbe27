/** Redacting one file: what is to go, why, and a look at its pages meanwhile. It changes nothing before it is told to. */
import { useState } from "react";
import { StepFailure } from "../../audit/rows/form";
import { Button, Checkbox, Dialog, FailureNote, Loading, Note, TextArea, useToast } from "../../kit";
import { call } from "../../wire/call";
import { useDoing } from "../../wire/doing";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type {
  EvidenceFile,
  EvidenceItem,
  FilePreview,
  NamedColumn,
  PageArea,
  Removed,
  ToRedact,
} from "../../wire/wire.gen";
import { referenceOf } from "./query";
import { RedactAreas } from "./RedactAreas";
import { RedactPage } from "./RedactPage";
import { cellsOf, redactable, removedWords, standingOf } from "./redact";
import { R } from "./redact-texts";

/** Pixels across for which pages are drawn. */
const WIDTH = 1600;

export function RedactDialog(props: { item: EvidenceItem; file: EvidenceFile; onClose(): void }) {
  const { item, file, onClose } = props;
  const engagement = useEngagement();
  const toast = useToast();
  const doing = useDoing();
  const [reason, setReason] = useState(file.redaction?.reason ?? "");
  const [what, setWhat] = useState<ToRedact>();
  const redact = async () => {
    if (!what) return;
    const done = await doing.run(async () => {
      const request = { engagement, evidence: item.id, file: file.id, what, reason };
      const answer = await call("evidence.redact", request);
      const its = answer.item.files.find((one) => one.id === file.id);
      const name = its?.redaction?.twin.name ?? "";
      const words = [R.done(referenceOf(item.number), name, removedWords(answer.removed))];
      if (answer.also_in.length > 0) words.push(R.alsoIn(answer.also_in.join(", ")));
      if (answer.earlier.length > 0) words.push(R.earlier(answer.earlier.join(", ")));
      if (answer.exported > 0) words.push(R.exported(answer.exported));
      toast({ words: words.join(" "), tone: "good" });
    });
    if (done) onClose();
  };
  return (
    <Dialog
      title={R.title(file.name)}
      open
      onClose={onClose}
      width="full"
      actions={
        <>
          <Button onPress={onClose}>{R.cancel}</Button>
          <Button
            changes
            kind="primary"
            disabled={!what || reason.trim() === ""}
            busy={doing.busy}
            onPress={() => void redact()}
          >
            {R.act}
          </Button>
        </>
      }
    >
      <div className="col gap2">
        <p className="small dim">{R.says}</p>
        {item.state.state === "released" && <Note tone="med">{R.release}</Note>}
        {doing.failure && <StepFailure failure={doing.failure} />}
        <TextArea label={R.reason} hint={R.reasonHint} required rows={2} value={reason} onChange={setReason} />
        <What item={item} file={file} onWhat={setWhat} />
      </div>
    </Dialog>
  );
}

/** What is to go, once the file was read. */
function What(props: { item: EvidenceItem; file: EvidenceFile; onWhat(what: ToRedact | undefined): void }) {
  const engagement = useEngagement();
  const [page, setPage] = useState(1);
  const request = { engagement, evidence: props.item.id, file: props.file.id, page, width: WIDTH };
  const read = useRead("evidence.preview", request);
  const shown = read.data?.shown;
  if (read.failure) return <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />;
  if (!shown) return <Loading words={R.loading} />;
  const areas = redactable(props.file.file_type) === "areas";
  if (areas && shown.kind === "page") return <Areas {...props} shown={shown} onPage={setPage} />;
  if (!areas && shown.kind === "table") return <Cells {...props} shown={shown} />;
  return <Note tone="med">{R.noPage}</Note>;
}

/** What is redacted already: it can't be taken off here, since redacting only adds. */
function Standing({ removed, header }: { removed: Removed; header?: readonly string[] }) {
  return (
    <section className="col gap1" aria-label={R.stands}>
      <h3 className="label">{R.stands}</h3>
      <p className="faint micro">{R.standsHint}</p>
      <ul>
        {standingOf(removed, header).map((words, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: places have nothing of their own but their words
          <li key={at} className="small break">
            {words}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Areas to add to those that stand. */
function Areas(props: {
  file: EvidenceFile;
  shown: Extract<FilePreview, { kind: "page" }>;
  onPage(page: number): void;
  onWhat(what: ToRedact | undefined): void;
}) {
  const before = props.file.redaction?.removed;
  const [areas, setAreas] = useState<PageArea[]>([]);
  const put = (next: PageArea[]) => {
    setAreas(next);
    props.onWhat(next.length > 0 ? { of: "areas", areas: next } : undefined);
  };
  const standing = before?.of === "areas" ? before.areas : [];
  return (
    <div className="redact">
      <div className="col gap1">
        <p className="faint micro">{R.draw}</p>
        <RedactPage
          shown={props.shown}
          areas={[...standing, ...areas]}
          onPage={props.onPage}
          onDraw={(area) => put([...areas, area])}
        />
      </div>
      <div className="col gap2">
        {before && <Standing removed={before} />}
        <RedactAreas areas={areas} page={props.shown.page} onChange={put} />
      </div>
    </div>
  );
}

/** Columns and cells to add to those that stand. */
function Cells(props: {
  file: EvidenceFile;
  shown: Extract<FilePreview, { kind: "table" }>;
  onWhat(what: ToRedact | undefined): void;
}) {
  const { header } = props.shown.table;
  const before = props.file.redaction?.removed;
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [text, setText] = useState("");
  const cells = cellsOf(text);
  const put = (next: readonly number[], lines: string) => {
    setChosen(next);
    setText(lines);
    const found = cellsOf(lines);
    const empty = next.length === 0 && found?.length === 0;
    const columns = next.map((at) => named(header, at));
    props.onWhat(found && !empty ? { of: "cells", columns, cells: found } : undefined);
  };
  return (
    <div className="col gap2">
      {before && <Standing removed={before} header={header} />}
      <section className="col gap1" aria-label={R.columns}>
        <h3 className="label">{R.columns}</h3>
        <p className="faint micro">{R.columnsHint}</p>
        {header.map((heading, at) => (
          <Checkbox
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
            key={at}
            checked={chosen.includes(at)}
            onChange={(on) => put(on ? [...chosen, at] : chosen.filter((one) => one !== at), text)}
          >
            {named(header, at).by === "heading" ? heading : R.unnamed(at + 1)}
          </Checkbox>
        ))}
        {props.shown.table.total_columns > header.length && <p className="faint micro">{R.more}</p>}
      </section>
      <TextArea
        label={R.cells}
        hint={R.cellsHint}
        rows={3}
        mono
        value={text}
        error={cells ? undefined : R.cellsWrong}
        onChange={(next) => put(chosen, next)}
      />
    </div>
  );
}

/** A column by its heading, where that says which it is: one that is cut, blank or there twice doesn't. */
function named(header: readonly string[], at: number): NamedColumn {
  const heading = header[at] ?? "";
  const same = header.filter((one) => one.trim() === heading.trim()).length;
  const tells = heading.trim() !== "" && same === 1 && !heading.endsWith("…");
  return tells ? { by: "heading", heading } : { by: "number", number: at + 1 };
}
