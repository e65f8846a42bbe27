/** What is typed into an item's intake until it is saved: it survives a lock, and leaves nothing behind once it is saved or let go. */
import { useCallback, useEffect, useMemo, useState } from "react";
import { useDone } from "../../audit/done";
import { asFailure, call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { useUnsaved } from "../../wire/unsaved";
import type { EvidenceRow, Failure, JsonValue } from "../../wire/wire.gen";
import { type Answer, type Asked, askedFor, changed, type Draft, factsOf, type ItemFacts, lacks } from "./intake";
import { referenceOf } from "./query";
import { T } from "./texts";

export interface Intake {
  /** The facts with what is typed over them. */
  facts: ItemFacts;
  saved: ItemFacts;
  /** The fields that are asked for. */
  asked: Asked;
  /** What still lacks an answer, with what is typed. */
  missing: Answer[];
  dirty: boolean;
  busy: boolean;
  failure: Failure | undefined;
  /** What was typed before a lock is back. */
  restored: boolean;
  put(part: Draft): void;
  /** Saves what differs; true when it is kept. */
  save(): Promise<boolean>;
  discard(): void;
}

/** Reads a kept draft; what can't be read is no draft. */
function draftOf(text: string): Draft | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null ? (read as Draft) : undefined;
  } catch {
    return undefined;
  }
}

/** The intake of an item. Stands once for each item, so that nothing typed for one reaches another. */
export function useIntake(row: EvidenceRow): Intake {
  const engagement = useEngagement();
  const done = useDone();
  const [draft, setDraft] = useState<Draft>({});
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [restored, setRestored] = useState(false);
  const { item } = row;
  const saved = useMemo(() => factsOf(row), [row]);
  const facts = useMemo(() => ({ ...saved, ...draft }), [saved, draft]);
  const differs = useMemo(() => changed(saved, draft), [saved, draft]);
  const dirty = Object.keys(differs).length > 0;
  const { kept, forget } = useUnsaved(`evidence ${item.id} intake`, dirty ? JSON.stringify(differs) : null);

  useEffect(() => {
    const before = kept ? draftOf(kept) : undefined;
    if (!before) return;
    // What is typed by now counts more than what was kept.
    setDraft((now) => ({ ...before, ...now }));
    setRestored(true);
  }, [kept]);

  const put = useCallback((part: Draft) => {
    setFailure(undefined);
    setDraft((now) => ({ ...now, ...part }));
  }, []);
  const letGo = () => {
    setDraft({});
    setRestored(false);
    setFailure(undefined);
    // What can't be forgotten now is offered again later, which does no harm.
    forget().catch(() => undefined);
  };
  const save = async () => {
    if (!dirty) return true;
    setBusy(true);
    setFailure(undefined);
    try {
      const request = { engagement, evidence: item.id, facts: differs as { [field: string]: JsonValue } };
      await done(
        () => call("evidence.edit", request),
        () => T.intake.saved(referenceOf(item.number)),
      );
      letGo();
      return true;
    } catch (thrown) {
      setFailure(asFailure(thrown));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return {
    facts,
    saved,
    asked: askedFor(saved, facts.kind),
    missing: lacks(facts),
    dirty,
    busy,
    failure,
    restored,
    put,
    save,
    discard: letGo,
  };
}
