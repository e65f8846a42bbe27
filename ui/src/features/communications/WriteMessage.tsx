/** Writing a message: its text, the reading of it beside, and its fields. Nothing is saved before it is asked for, and nothing typed is lost by a lock. */
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useDone } from "../../audit/done";
import { MessageStateMark } from "../../audit/marks";
import { Button, Checkbox, FailureNote, Loading, Note, useAnnounce } from "../../kit";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useChange } from "../../wire/query";
import type { MessageRow, Person } from "../../wire/wire.gen";
import { Approvals } from "./Approvals";
import { FieldInput } from "./FieldInput";
import { InsertField } from "./InsertField";
import { Letter } from "./Letter";
import { fieldWords, nextOf } from "./merge";
import { OpenFields, UnfitWords } from "./OpenFields";
import { referenceOf } from "./plan";
import { TextEditor, type TextEditorHandle } from "./TextEditor";
import { T } from "./texts";
import { type DraftState, useDraft } from "./useDraft";
import "./write.css";

export interface WriteMessageProps {
  row: MessageRow;
  people: readonly Person[];
  /** The field to begin with. */
  field?: string;
  onClose(): void;
}

export function WriteMessage(props: WriteMessageProps) {
  const { row } = props;
  const draft = useDraft(row);
  if (draft.reading) return <Loading words={T.write.reading} />;
  return <Writing {...props} draft={draft} />;
}

function Writing({ row, people, field, onClose, draft }: WriteMessageProps & { draft: DraftState }) {
  const engagement = useEngagement();
  const done = useDone();
  const announce = useAnnounce();
  const editing = useChange("message.edit");
  const editor = useRef<TextEditorHandle>(null);
  const list = useRef<HTMLDivElement>(null);
  const insertAt = useRef<HTMLButtonElement>(null);
  const [current, setCurrent] = useState(field);
  const [inserting, setInserting] = useState(false);
  const [onlyOpen, setOnlyOpen] = useState(false);
  const { preview, failure } = draft;
  const open = preview?.open_fields ?? row.open_fields;
  const reference = referenceOf(row.message.number);

  const goTo = (name: string) => {
    setCurrent(name);
    const at = list.current?.querySelector<HTMLElement>(`[data-of="${name}"]`);
    at?.scrollIntoView?.({ block: "nearest" });
    const input = at?.querySelector<HTMLElement>("input, textarea, button");
    (input ?? at)?.focus();
  };
  const next = (step: 1 | -1) => {
    const names = open.length > 0 ? open : (preview?.unsupported ?? []);
    const name = nextOf(names, current, step);
    if (name === undefined) announce(T.message.noOpen(preview?.fields.length ?? 0));
    else goTo(name);
  };
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || !preview) return;
    begun.current = true;
    if (field !== undefined) goTo(field);
    else editor.current?.focus();
  });

  const save = async () => {
    if (!draft.changed || editing.busy) return;
    const voids = preview?.voids ?? [];
    const request = { engagement, message: row.message.id, ...draft.change, facts: {} };
    const words = (saved: MessageRow) => {
      const version = saved.message.versions.length;
      return voids.length > 0
        ? T.write.savedVoid(reference, version, voids.join(", "))
        : T.write.saved(reference, version);
    };
    await done(() => editing.run(request), words).then(draft.settle, () => undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const saves = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
    if (saves) void save();
    else if (event.key === "F8") next(event.shiftKey ? -1 : 1);
    else if (event.key === "F9") setInserting(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const wrong = failure ?? editing.failure;
  const onField = wrong?.field && preview?.fields.some((one) => one.name === wrong.field) ? wrong : undefined;
  const fields = (preview?.fields ?? []).filter((one) => !onlyOpen || open.includes(one.name) || one.unsupported);

  return (
    // Its keys work from everywhere within.
    <section className="write" aria-label={T.write.label(reference)} onKeyDown={onKeyDown}>
      <header className="subbar">
        <Button kind="quiet" icon="chevron-left" onPress={onClose}>
          {T.write.close}
        </Button>
        <h2 className="clip">{T.message.label(reference, row.message.title)}</h2>
        <MessageStateMark state={row.message.state} />
        <span className="grow" />
        <span className="dim small">{draft.changed ? T.write.changed : T.write.unchanged}</span>
        {draft.changed && (
          <Button kind="quiet" icon="undo" onPress={() => void draft.discard()}>
            {T.write.discard}
          </Button>
        )}
        <Button ref={insertAt} icon="plus" keys="F9" expanded={inserting} onPress={() => setInserting(true)}>
          {T.fields.insert}
        </Button>
        <Button
          changes
          kind="primary"
          keys="Ctrl S"
          disabled={!draft.changed}
          busy={editing.busy}
          onPress={() => void save()}
        >
          {T.write.save}
        </Button>
      </header>
      <InsertField
        message={row.message.id}
        anchor={insertAt}
        open={inserting}
        onClose={() => setInserting(false)}
        onPick={(name) => {
          setInserting(false);
          setCurrent(name);
          editor.current?.insert(name);
        }}
      />
      <OpenFields row={row} preview={preview} onNext={() => next(1)} />
      <div className="write-notes">
        {draft.restored !== "no" && (
          <Note tone={draft.restored === "older" ? "med" : "calm"} live>
            {draft.restored === "older" ? T.write.restoredOld : T.write.restored}
          </Note>
        )}
        {preview && preview.voids.length > 0 && (
          <Note tone="med" live>
            {T.write.voids(preview.voids.join(", "))}
          </Note>
        )}
        <UnfitWords words={preview?.unfit_words ?? []} />
        {wrong && !onField && <FailureNote {...wordsFor(wrong)} />}
      </div>
      <div className="write-parts">
        <TextEditor
          ref={editor}
          text={draft.draft.text}
          onText={draft.setText}
          open={new Set(open)}
          current={current}
        />
        <div className="write-reading">
          <h3 className="label">{T.write.preview}</h3>
          {preview ? <Letter reading={preview.reading} onField={goTo} current={current} /> : <Loading />}
        </div>
        <div className="write-fields" ref={list}>
          <div className="row between">
            <h3 className="label">{T.write.fields}</h3>
            <Checkbox checked={onlyOpen} onChange={setOnlyOpen}>
              {T.write.optional}
            </Checkbox>
          </div>
          {onField && <p className="small high">{T.write.waits}</p>}
          {fields.map((one) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: only notes where the focus is
            <div
              key={one.name}
              data-of={one.name}
              tabIndex={one.from_vault ? -1 : undefined}
              className={one.name === current ? "write-field here" : "write-field"}
              onFocus={() => setCurrent(one.name)}
            >
              <FieldInput
                field={one}
                given={draft.draft.fields[one.name]}
                onGiven={(given) => draft.setField(one.name, given)}
                error={onField?.field === one.name ? `${fieldWords(one.name)} ${onField.message}` : undefined}
              />
            </div>
          ))}
          <Approvals row={row} people={people} voids={preview?.voids ?? []} />
        </div>
      </div>
    </section>
  );
}
