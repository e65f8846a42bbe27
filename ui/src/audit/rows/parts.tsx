/** Small parts that panes of work share: text as it was written, people by id, evidence by id, the chip of a narrowed list. */
import { Button, Pill } from "../../kit";
import { useGo, usePlace } from "../../kit/place";
import { useEngagement } from "../../wire/engagement";
import { useRead } from "../../wire/query";
import { LinkTo } from "../link";
import { EvidenceStateMark } from "../marks";
import { WORK_TEXTS as T } from "./texts";
import "./rows.css";

/** Text with its own line breaks, to be read and copied; a dash for none. */
export function Prose({ text }: { text: string }) {
  if (text.trim() === "") return <span className="faint">–</span>;
  return <p className="work-prose">{text}</p>;
}

/** The names of people by their ids. */
export function usePeople(): (id: string | null | undefined) => string {
  const people = useRead("person.list", {});
  return (id) => {
    if (!id) return "–";
    return people.data?.find((person) => person.id === id)?.name ?? (people.data ? T.unknownPerson : "…");
  };
}

/** An evidence item by its id or reference: reference, title and state; removable where it says so. */
export function EvidenceLine({ id, onRemove }: { id: string; onRemove?(): void }) {
  const engagement = useEngagement();
  const sheet = useRead("evidence.show", { engagement, evidence: id });
  const item = sheet.data?.row.item;
  const name = item ? `EV-${String(item.number).padStart(4, "0")}` : id;
  return (
    <li className="work-line">
      <LinkTo noun="evidence" id={id} name={name}>
        {item ? name : sheet.failure ? id : "…"}
      </LinkTo>
      <span className="grow clip" title={item?.title}>
        {item?.title}
      </span>
      {item && <EvidenceStateMark state={item.state} />}
      {onRemove && <Button kind="quiet" icon="close" label={T.remove(name)} onPress={onRemove} />}
    </li>
  );
}

/** Says to what a list is narrowed, and shows all again. */
export function Narrowed() {
  const { view, part, ids, only } = usePlace();
  const go = useGo();
  if (!ids) return null;
  return (
    <Pill removeLabel={T.clearOnly} onRemove={() => go({ view, ...(part === undefined ? {} : { part }) })}>
      {only ?? String(ids.length)}
    </Pill>
  );
}
