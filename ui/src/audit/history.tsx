/** What was done to one record, the newest first, as the activity log tells it. It undoes nothing. */
import { useState } from "react";
import { Button, FailureNote, type FailureWords, Skeleton } from "../kit";
import { useGo } from "../kit/place";
import { asFailure, call } from "../wire/call";
import { wordsFor } from "../wire/failures";
import { useRead } from "../wire/query";
import type { FieldChange, HistoryLine, Noun } from "../wire/wire.gen";
import { type Dates, useDates } from "./date-format";
import { count } from "./money";
import { HISTORY_TEXTS as T } from "./texts";
import "./audit.css";

/** A value as people read it: a code in words, instants as the settings say, digests by their beginning. */
function readable(value: string | null, dates: Dates): string {
  if (value === null) return T.empty;
  if (/^[a-z]+(_[a-z]+)+$/.test(value)) return value.replaceAll("_", " ");
  return value
    .replace(/\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g, (at) => dates.instant(at))
    .replace(/\b[0-9a-f]{64}\b/g, (digest) => `${digest.slice(0, 8)}…`);
}

/** Lines that are read at once. */
const LINES = 20;
/** Changes of a line that are shown before the others are asked for. */
const CHANGES = 3;

/** The history of a record; `id` is its id. */
export function HistoryList(props: { noun: Noun; id: string }) {
  return <Lines key={`${props.noun} ${props.id}`} {...props} />;
}

function Lines({ noun, id }: { noun: Noun; id: string }) {
  const newest = useRead("record.history", { noun, id, before: null, most: LINES });
  const [older, setOlder] = useState<{ lines: HistoryLine[]; end: boolean; busy: boolean; failed?: FailureWords }>({
    lines: [],
    end: false,
    busy: false,
  });
  if (newest.failure) return <FailureNote {...wordsFor(newest.failure)} onRetry={newest.again} />;
  if (!newest.data) return <Skeleton lines={3} />;
  const first = newest.data;
  const known = new Set(first.map((line) => line.seq));
  const lines = [...first, ...older.lines.filter((line) => !known.has(line.seq))];
  const last = lines.at(-1);
  const more = first.length === LINES && !older.end;
  const read = async () => {
    if (!last) return;
    setOlder((before) => ({ ...before, busy: true, failed: undefined }));
    try {
      const found = await call("record.history", { noun, id, before: last.seq, most: LINES });
      const end = found.length < LINES;
      setOlder((before) => ({ lines: [...before.lines, ...found], end, busy: false }));
    } catch (thrown) {
      setOlder((before) => ({ ...before, busy: false, failed: wordsFor(asFailure(thrown)) }));
    }
  };
  if (lines.length === 0) return <p className="small faint">{T.none}</p>;
  return (
    <>
      <ul className="history" aria-label={T.label}>
        {lines.map((line) => (
          <Line key={line.seq} line={line} />
        ))}
      </ul>
      {older.failed && <FailureNote {...older.failed} onRetry={read} />}
      {more && !older.failed && (
        <Button kind="link" busy={older.busy} onPress={() => void read()}>
          {T.older}
        </Button>
      )}
    </>
  );
}

function Line({ line }: { line: HistoryLine }) {
  const dates = useDates();
  const go = useGo();
  const [all, setAll] = useState(false);
  const shown = all ? line.changes : line.changes.slice(0, CHANGES);
  const more = line.changes.length - shown.length;
  const what = line.made ? T.made : line.removed ? T.removed : undefined;
  const seq = count(line.seq);
  return (
    <li className={line.undone ? "undone" : undefined}>
      <span className="history-head">
        <time dateTime={line.at} title={dates.instant(line.at, true)}>
          {dates.short(line.at)}
        </time>
        <span className="grow">
          {line.words}
          {what && <span className="dim">{`, ${what}`}</span>}
          <span className="dim">{`, ${line.who}`}</span>
          {line.undone && <span className="chip">{T.undone}</span>}
        </span>
        <Button
          kind="link"
          label={T.openRow(seq)}
          className="micro"
          onPress={() => go({ view: "activity", id: String(line.seq) })}
        >
          {T.row(seq)}
        </Button>
      </span>
      {shown.map((change) => (
        <Change key={change.field} change={change} />
      ))}
      {more > 0 && (
        <Button kind="link" className="micro" onPress={() => setAll(true)}>
          {T.moreChanges(more)}
        </Button>
      )}
    </li>
  );
}

function Change({ change }: { change: FieldChange }) {
  const dates = useDates();
  const [before, after] = [readable(change.before, dates), readable(change.after, dates)];
  return (
    <span className="history-change break">
      <span aria-hidden="true">{T.change(change.words, before, after)}</span>
      <span className="vh">{T.changeRead(change.words, before, after)}</span>
    </span>
  );
}
