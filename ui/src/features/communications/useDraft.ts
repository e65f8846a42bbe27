/** What is being written of a message and isn't saved yet: its text and field values, kept through a lock, and the program's preview of it. */
import { useEffect, useMemo, useRef, useState } from "react";
import { useEngagement } from "../../wire/engagement";
import { useRead } from "../../wire/query";
import { useUnsaved } from "../../wire/unsaved";
import type { Failure, MessagePreview, MessageRow } from "../../wire/wire.gen";
import type { Given } from "./FieldInput";
import { fieldNames } from "./merge";

/** What differs from what is saved. */
export interface Draft {
  text: string;
  fields: Readonly<Record<string, Given>>;
}

/** As it is kept through a lock. */
interface Kept extends Draft {
  revision: number;
}

/** How long typing pauses before the preview is asked for. */
const PAUSE = 250;

export interface DraftState {
  draft: Draft;
  changed: boolean;
  /** The request's part that tells what differs. */
  change: { text: string | null; fields: Record<string, Given> };
  setText(text: string): void;
  setField(name: string, given: Given): void;
  discard(): Promise<void>;
  /** Takes what a saving answered. */
  settle(answer: MessageRow): Promise<void>;
  preview: MessagePreview | undefined;
  failure: Failure | undefined;
  /** What was kept through a lock is here again; "older" where the message was changed since. */
  restored: "no" | "yes" | "older";
  /** What was kept is still being read. */
  reading: boolean;
}

/** The draft of a message. Saving is the caller's; `settle` after it takes the answer and lets go of what was kept. */
export function useDraft(given: MessageRow): DraftState {
  const engagement = useEngagement();
  const { row, setAnswer } = usePresent(given);
  const { message } = row;
  const saved = textOf(row);
  const [draft, setDraft] = useState<Draft>({ text: saved, fields: {} });
  const [base, setBase] = useState(saved);
  const [restored, setRestored] = useState<DraftState["restored"]>("no");
  // A text that was saved elsewhere, or undone, takes the place of one that nobody touched.
  if (base !== saved) {
    setBase(saved);
    if (draft.text === base) setDraft({ ...draft, text: saved });
  }
  const change = useMemo(() => changeOf(draft, saved, row), [draft, saved, row]);
  const changed = change.text !== null || Object.keys(change.fields).length > 0;
  const kept: Kept | null = changed ? { ...draft, revision: message.revision } : null;
  const unsaved = useUnsaved(`message:${message.id}`, kept === null ? null : JSON.stringify(kept));
  const taken = useRef(false);

  useEffect(() => {
    if (unsaved.kept === undefined || taken.current) return;
    taken.current = true;
    const found = unsaved.kept === null ? undefined : read(unsaved.kept);
    if (!found) return;
    setDraft({ text: found.text, fields: found.fields });
    setRestored(found.revision === message.revision ? "yes" : "older");
  }, [unsaved.kept, message.revision]);

  const asked = useSettled(change, PAUSE);
  const preview = useRead("message.preview", { engagement, message: message.id, ...asked });
  // What was read last stays in sight while the next can't be read.
  const [seen, setSeen] = useState<MessagePreview>();
  if (preview.data !== undefined && preview.data !== seen) setSeen(preview.data);
  return {
    draft,
    changed,
    change,
    setText: (text) => setDraft((now) => ({ ...now, text })),
    setField: (name, value) => setDraft((now) => ({ ...now, fields: { ...now.fields, [name]: value } })),
    discard: async () => {
      setDraft({ text: saved, fields: {} });
      setRestored("no");
      await unsaved.forget();
    },
    settle: async (answer) => {
      setAnswer(answer);
      setRestored("no");
      // What was typed while it was being saved stays.
      setDraft((now) => ({
        text: now.text === draft.text ? textOf(answer) : now.text,
        fields: Object.fromEntries(Object.entries(now.fields).filter(([name, value]) => draft.fields[name] !== value)),
      }));
      // What couldn't be forgotten comes back later and can be discarded then.
      await unsaved.forget().catch(() => undefined);
    },
    preview: preview.data ?? seen,
    failure: preview.failure,
    restored,
    reading: unsaved.kept === undefined && !taken.current,
  };
}

/** The message as it is known last: the answer of a saving, until the list brings it. */
function usePresent(given: MessageRow) {
  const [answer, setAnswer] = useState<MessageRow>();
  const [seen, setSeen] = useState(given);
  if (seen !== given) {
    setSeen(given);
    setAnswer(undefined);
  }
  return { row: answer ?? given, setAnswer };
}

function textOf(row: MessageRow): string {
  return row.message.versions.at(-1)?.text ?? "";
}

/** What differs from the saved message, without fields that the text has no more. */
function changeOf(draft: Draft, saved: string, row: MessageRow): DraftState["change"] {
  const names = new Set(fieldNames(draft.text));
  const differs = ([name, given]: [string, Given]) => {
    const now = row.message.fields[name];
    return names.has(name) && (given.text !== (now?.text ?? "") || given.evidence !== null || Boolean(now?.evidence));
  };
  const fields = Object.fromEntries(Object.entries(draft.fields).filter(differs));
  return { text: draft.text === saved ? null : draft.text, fields };
}

function read(text: string): Kept | undefined {
  try {
    const found = JSON.parse(text) as Partial<Kept>;
    if (typeof found.text !== "string") return undefined;
    return { text: found.text, fields: found.fields ?? {}, revision: found.revision ?? 0 };
  } catch {
    return undefined;
  }
}

/** A value once it has rested for a while. */
function useSettled<Value>(value: Value, pause: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
