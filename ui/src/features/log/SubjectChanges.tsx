/** What one row of the log changed in one record, field by field. It reads the record's history and undoes nothing. */
import { useState } from "react";
import { LinkTo, NOUN } from "../../audit";
import { Button, FailureNote, Skeleton } from "../../kit";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { FieldChange, HistoryLine, LogSubject } from "../../wire/wire.gen";
import { subjectWords } from "./columns";
import { T } from "./texts";

/** Fields in sight before the others are asked for. */
const FEW = 6;

export function SubjectChanges({ subject, seq }: { subject: LogSubject; seq: number }) {
  const { noun, id } = subject;
  const read = useRead("record.history", { noun, id, before: seq + 1, most: 1 });
  const line = read.data?.find((one) => one.seq === seq);
  return (
    <div className="log-subject">
      <p>
        {subject.reference === null ? (
          <span className="strong">{subjectWords(subject)}</span>
        ) : (
          <>
            <span className="dim">{NOUN[noun]} </span>
            <LinkTo noun={noun} id={id} name={subject.reference}>
              {subject.reference}
            </LinkTo>
          </>
        )}
        {line && <Became line={line} />}
      </p>
      {read.failure && <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />}
      {read.loading && <Skeleton lines={2} />}
      {line && <Changes changes={line.changes} />}
    </div>
  );
}

function Became({ line }: { line: HistoryLine }) {
  const words = line.made ? T.made : line.removed ? T.removed : line.changes.length === 0 ? T.touchedOnly : undefined;
  return words ? <span className="dim">{` ${words}`}</span> : null;
}

function Changes({ changes }: { changes: readonly FieldChange[] }) {
  const [all, setAll] = useState(false);
  if (changes.length === 0) return null;
  const shown = all ? changes : changes.slice(0, FEW);
  return (
    <>
      <ul>
        {shown.map((change) => (
          <li key={change.field} className="break">
            <span aria-hidden="true" className="text">
              <span className="dim">{`${change.words}: `}</span>
              {change.before ?? <span className="faint">{T.nothing}</span>}
              <span className="dim"> → </span>
              {change.after ?? <span className="faint">{T.nothing}</span>}
            </span>
            <span className="vh">
              {T.changeRead(change.words, change.before ?? T.nothing, change.after ?? T.nothing)}
            </span>
          </li>
        ))}
      </ul>
      {shown.length < changes.length && (
        <Button kind="link" className="micro" onPress={() => setAll(true)}>
          {T.moreChanges(changes.length - shown.length)}
        </Button>
      )}
    </>
  );
}
