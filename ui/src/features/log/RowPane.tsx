/** One row of the log: who did what, and what changed in each record. It changes no row. */
import { useState } from "react";
import { count, useDates } from "../../audit";
import { Button, FailureNote, Inspector, InspectorSection, Kv, MenuButton, Skeleton } from "../../kit";
import { wordsFor } from "../../wire/failures";
import type { LogLine } from "../../wire/wire.gen";
import { stateWords } from "./columns";
import { useLine } from "./line";
import { canBePurged, PurgeRows } from "./PurgeRows";
import { SubjectChanges } from "./SubjectChanges";
import { T } from "./texts";
import { UndoRow } from "./UndoRow";

interface Props {
  seq: number;
  onRow(seq: number): void;
  onClose(): void;
}

export function RowPane({ seq, onRow, onClose }: Props) {
  const page = useLine(seq);
  const row = page.data?.rows[0];
  const [purging, setPurging] = useState(false);
  return (
    <Inspector
      code={T.row(count(seq))}
      title={row?.words ?? T.row(count(seq))}
      words={row && stateWords(row)}
      onClose={onClose}
      width={340}
      tools={
        row &&
        canBePurged(row.action) && (
          <MenuButton
            button={{ kind: "quiet", icon: "more", label: T.rowMenu }}
            label={T.rowMenu}
            placement="bottom end"
            entries={[
              {
                id: "purge",
                label: T.purge.open,
                icon: "trash",
                danger: true,
                changes: true,
                onPress: () => setPurging(true),
              },
            ]}
          />
        )
      }
      foot={row && <UndoRow key={row.seq} row={row} onRow={onRow} />}
    >
      {page.failure && <FailureNote {...wordsFor(page.failure)} onRetry={page.again} />}
      {page.loading && <Skeleton lines={4} />}
      {row && <Facts row={row} onRow={onRow} />}
      {purging && <PurgeRows rows={[seq]} onPurged={() => undefined} onClose={() => setPurging(false)} />}
    </Inspector>
  );
}

function Facts({ row, onRow }: { row: LogLine; onRow(seq: number): void }) {
  const dates = useDates();
  const link = (seq: number, words: string) => (
    <Button kind="link" label={T.openRow(count(seq))} onPress={() => onRow(seq)}>
      {words}
    </Button>
  );
  const items = [
    { name: T.when, value: dates.instant(row.at, true) },
    { name: T.who, value: row.who },
    { name: T.action, value: <code className="mono">{row.action}</code> },
    { name: T.touched, value: count(row.touched) },
  ];
  const more = row.touched - row.subjects.length;
  return (
    <>
      <InspectorSection title={T.facts}>
        <Kv items={items} />
        {row.undoes !== null && link(row.undoes, T.undoes(count(row.undoes)))}
        {row.undone_by !== null && link(row.undone_by, T.undoneBy(count(row.undone_by)))}
      </InspectorSection>
      <InspectorSection title={T.changes} count={row.touched}>
        {row.subjects.map((subject) => (
          <SubjectChanges key={`${subject.noun} ${subject.id}`} subject={subject} seq={row.seq} />
        ))}
        {row.touched === 0 && <p className="faint">{T.noSubjects}</p>}
        {more > 0 && <p className="faint">{T.notNamed(more)}</p>}
      </InspectorSection>
    </>
  );
}
