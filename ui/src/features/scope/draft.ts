/** What is typed over a record and not saved yet. It survives a lock in the vault's own keeping; what others change meanwhile shows through where nothing was typed. */
import { useEffect, useRef, useState } from "react";
import { useUnsaved } from "../../wire/unsaved";

export interface Draft<Values extends object> {
  values: Values;
  set(part: Partial<Values>): void;
  /** The fields whose value differs from what is saved. */
  changed: readonly (keyof Values)[];
  /** The same with their values. */
  facts: Partial<Values>;
  dirty: boolean;
  /** What was typed before a lock stands here again. */
  restored: boolean;
  /** It was saved: what was typed stays on show until the saved record has come. */
  saved(): void;
  /** Lets go of what was typed. */
  drop(): void;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** A draft over `record`, kept under `place`, which names the record. */
export function useDraft<Values extends object>(place: string, record: Values): Draft<Values> {
  const [own, setOwn] = useState<Partial<Values>>({});
  const [settled, setSettled] = useState(false);
  const [restored, setRestored] = useState(false);
  const all = JSON.stringify(record);
  const [seen, setSeen] = useState(all);
  if (seen !== all) {
    setSeen(all);
    if (settled) {
      setOwn({});
      setSettled(false);
    }
  }
  const names = Object.keys(own) as (keyof Values)[];
  const changed = settled ? [] : names.filter((name) => !same(own[name], record[name]));
  const facts = Object.fromEntries(changed.map((name) => [name, own[name]])) as Partial<Values>;
  const dirty = changed.length > 0;
  const { kept, forget } = useUnsaved(place, dirty ? JSON.stringify(facts) : null);

  const put = useRef(false);
  useEffect(() => {
    if (typeof kept !== "string" || put.current) return;
    put.current = true;
    const typed = read<Values>(kept);
    if (Object.keys(typed).length === 0) return;
    setOwn((now) => ({ ...typed, ...now }));
    setRestored(true);
  }, [kept]);

  const letGo = () => {
    setRestored(false);
    // What can't be let go of now is offered again the next time, and no more than that.
    void forget().catch(() => undefined);
  };
  return {
    values: { ...record, ...own },
    set: (part) => {
      setSettled(false);
      setOwn((now) => (settled ? part : { ...now, ...part }));
    },
    changed,
    facts,
    dirty,
    restored: restored && dirty,
    saved: () => {
      setSettled(true);
      letGo();
    },
    drop: () => {
      setOwn({});
      letGo();
    },
  };
}

/** What was kept, if it is what a draft keeps. */
function read<Values>(text: string): Partial<Values> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Partial<Values>) : {};
  } catch {
    return {};
  }
}

/** Lines of a text field as a list; empty ones are left out. */
export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** A list as the lines of a text field. */
export function textOf(lines: readonly string[]): string {
  return lines.join("\n");
}
