/** When a task was done and what shows it. It is changed by moving the task, not here. */
import { useDates } from "../../audit/date-format";
import { LinkTo } from "../../audit/link";
import { InspectorSection, Note } from "../../kit";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { Done } from "../../wire/wire.gen";
import { INSPECT as I } from "./texts";

export function DoneFacts({ done, engagement }: { done: Done; engagement: string }) {
  const dates = useDates();
  return (
    <InspectorSection title={I.done} count={dates.day(done.on)}>
      {done.note !== "" && <p className="text">{done.note}</p>}
      {done.evidence.length === 0 && <p className="dim">{I.noEvidence}</p>}
      <ul className="task-evidence">
        {done.evidence.map((id) => (
          <li key={id}>
            <Item id={id} engagement={engagement} />
          </li>
        ))}
      </ul>
    </InspectorSection>
  );
}

/** An evidence item by its reference and title. */
function Item({ id, engagement }: { id: string; engagement: string }) {
  const read = useRead("evidence.show", { engagement, evidence: id });
  if (read.failure) return <Note tone="high">{wordsFor(read.failure).what}</Note>;
  const item = read.data?.row.item;
  const name = item ? I.evidenceName(item.number, item.title) : id;
  return (
    <LinkTo noun="evidence" id={id}>
      {name}
    </LinkTo>
  );
}
