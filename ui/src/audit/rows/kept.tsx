/** A form whose values survive a lock: kept apart from the records while they differ from what is saved, and put back with a notice. */
import { useEffect, useMemo, useState } from "react";
import { Button, Note } from "../../kit";
import { useUnsaved } from "../../wire/unsaved";
import { WORK_TEXTS as T } from "./texts";

export interface Kept<Values> {
  values: Values;
  put(part: Partial<Values>): void;
  /** The notice that what was typed earlier is back; nothing when it isn't. */
  notice: React.ReactNode;
  /** Whether anything differs from the beginning. */
  touched: boolean;
  /** Lets go of what is kept: after saving, or when the form is left. */
  forget(): void;
}

/** Keeps `given` as it is changed, at `place`, such as `gap/018…`. */
export function useKept<Values extends object>(place: string, given: Values): Kept<Values> {
  const [first] = useState(given);
  const [values, setValues] = useState(given);
  const [restored, setRestored] = useState(false);
  const saved = useMemo(() => JSON.stringify(first), [first]);
  const text = JSON.stringify(values);
  const touched = text !== saved;
  const unsaved = useUnsaved(place, touched ? text : null);
  const { kept } = unsaved;
  useEffect(() => {
    const read = kept ? readValues<Values>(kept) : undefined;
    if (!read) return;
    setValues((now) => ({ ...now, ...read }));
    setRestored(true);
  }, [kept]);
  const forget = () => void unsaved.forget().catch(() => undefined);
  const notice = restored && (
    <Note
      tone="calm"
      icon="history"
      live
      action={
        <Button
          kind="link"
          onPress={() => {
            setValues(first);
            setRestored(false);
            forget();
          }}
        >
          {T.discard}
        </Button>
      }
    >
      {T.restored}
    </Note>
  );
  return { values, put: (part) => setValues((now) => ({ ...now, ...part })), notice, touched, forget };
}

function readValues<Values extends object>(text: string): Partial<Values> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null && !Array.isArray(read) ? (read as Partial<Values>) : undefined;
  } catch {
    return undefined;
  }
}
