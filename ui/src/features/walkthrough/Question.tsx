/** The foot of every page: the auditor's question, noted without leaving, and whose tests these are. It answers nothing. */
import { type RefObject, useEffect, useRef, useState } from "react";
import { PersonPicker } from "../../audit";
import { Button, type Choice, DateField, FailureNote, TextField, useReadingOnly } from "../../kit";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useChange } from "../../wire/query";
import { useUnsaved } from "../../wire/unsaved";
import type { WalkthroughSheet } from "../../wire/wire.gen";
import { T } from "./texts";

interface Props {
  engagement: string;
  page: WalkthroughSheet;
  /** Whose tests these are, and that they are no examination. */
  notice: string;
  input: RefObject<HTMLInputElement | null>;
  /** The question was kept, or put aside. */
  onDone(): void;
}

/** What is likely the same for the next question. */
interface Usual {
  askedBy: string;
  promisedBy: Choice | null;
  due: string | null;
}

/** A question that was noted in this walkthrough. */
interface Noted {
  control: string;
  reference: string;
}

export function Question({ page, notice, input, onDone }: Props) {
  const [usual, setUsual] = useState<Usual>({ askedBy: "", promisedBy: null, due: null });
  const [noted, setNoted] = useState<Noted[]>([]);
  const drafts = useRef(new Map<string, string>());
  const here = noted.filter((one) => one.control === page.control).map((one) => one.reference);
  return (
    <footer className="pfoot">
      <Form
        key={page.control}
        page={page}
        input={input}
        first={drafts.current.get(page.control) ?? ""}
        onText={(text) => drafts.current.set(page.control, text)}
        usual={usual}
        onUsual={(next) => setUsual((before) => ({ ...before, ...next }))}
        onNoted={(reference) => {
          setNoted((before) => [...before, { control: page.control, reference }]);
          onDone();
        }}
        onDone={onDone}
      />
      <div className="pnotice">
        <p>{notice}</p>
        {page.withheld > 0 && <p>{T.withheld(page.withheld)}</p>}
        <p role="status">{here.length > 0 && T.notedHere(here.join(", "))}</p>
      </div>
    </footer>
  );
}

interface FormProps {
  page: WalkthroughSheet;
  input: RefObject<HTMLInputElement | null>;
  first: string;
  onText(text: string): void;
  usual: Usual;
  onUsual(next: Partial<Usual>): void;
  onNoted(reference: string): void;
  onDone(): void;
}

function Form({ page, input, first, onText, usual, onUsual, onNoted, onDone }: FormProps) {
  const engagement = useEngagement();
  const note = useChange("follow_up.note");
  const [text, setText] = useState(first);
  const [open, setOpen] = useState(first !== "");
  const [empty, setEmpty] = useState(false);
  const [restored, setRestored] = useState(false);
  const off = useReadingOnly() !== undefined;
  const form = useRef<HTMLFormElement>(null);
  const type = (next: string) => {
    setText(next);
    setEmpty(false);
    onText(next);
  };
  const unsaved = useUnsaved(`walkthrough ${page.control} question`, text === "" ? null : text);
  // Text of an earlier sitting comes back once, and never over what is typed now.
  const { kept } = unsaved;
  const came = useRef(false);
  useEffect(() => {
    if (kept === undefined || came.current) return;
    came.current = true;
    if (kept === null || input.current?.value) return;
    setText(kept);
    setOpen(true);
    setRestored(true);
  }, [kept, input]);

  const keep = async () => {
    if (note.busy) return;
    const question = text.trim();
    if (question === "") {
      setEmpty(true);
      input.current?.focus();
      return;
    }
    try {
      const made = await note.run({
        engagement,
        control: page.control,
        question,
        asked_by: usual.askedBy.trim() || null,
        promised_by: usual.promisedBy?.value ?? null,
        due_on: usual.due,
      });
      type("");
      setOpen(false);
      setRestored(false);
      void unsaved.forget().catch(() => undefined);
      onNoted(made.reference);
    } catch {
      // It stands in the change; the text stays.
    }
  };
  return (
    <form
      ref={form}
      className={open ? "pquestion open" : "pquestion"}
      // The field and the button keep it themselves; a form would do it twice.
      onSubmit={(event) => event.preventDefault()}
      onFocus={() => document.activeElement === input.current && setOpen(true)}
      onBlur={(event) => {
        const next = event.relatedTarget;
        // A calendar or a list of names lies outside of the form and still belongs to it.
        if (text === "" && next instanceof Node && !form.current?.contains(next) && inPage(next)) setOpen(false);
      }}
    >
      <TextField
        className="pask"
        label={T.question}
        value={text}
        onChange={type}
        onEnter={() => void keep()}
        error={empty ? T.empty : undefined}
        placeholder={T.questionPlaceholder}
        disabled={off}
        hint={off ? T.readingOnly : restored ? T.restored : undefined}
        maxLength={2000}
        spellCheck
        tall
        inputRef={input}
      />
      <p className="pask-keys micro dim" aria-hidden="true">
        <kbd>Q</kbd> {T.questionOpens} <kbd>Enter</kbd> {T.questionKeeps}
      </p>
      {open && (
        <div className="pask-more">
          <TextField
            label={T.askedBy}
            value={usual.askedBy}
            placeholder={T.askedByPlaceholder}
            onChange={(askedBy) => onUsual({ askedBy })}
            onEnter={() => void keep()}
            maxLength={200}
          />
          <PersonPicker
            label={T.promisedBy}
            value={usual.promisedBy}
            onChange={(promisedBy) => onUsual({ promisedBy })}
          />
          <DateField label={T.due} value={usual.due} onChange={(due) => onUsual({ due })} />
          <Button kind="primary" disabled={off} busy={note.busy} onPress={() => void keep()}>
            {T.keep}
          </Button>
        </div>
      )}
      {note.failure && <FailureNote {...wordsFor(note.failure)} action={<Button onPress={onDone}>{T.close}</Button>} />}
    </form>
  );
}

/** Whether something stands in the page itself, and not in a layer over it. */
function inPage(node: Node): boolean {
  return node instanceof Element && node.closest(".present") !== null;
}
