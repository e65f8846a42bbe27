/** Small parts that panes of work share: text as it was written, people by id, evidence by id, the chip of a narrowed list. */
import { Fragment, type ReactNode } from "react";
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

/** Words that break between each other alone: a day never breaks at its hyphens. */
export function Spaced({ words }: { words: string }) {
  return words.split(" ").map((word, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: words of a line have no other name than their place
    <Fragment key={at}>
      <span className="nowrap">{word}</span>{" "}
    </Fragment>
  ));
}

/** The names of people by their ids. */
export function usePeople(): (id: string | null | undefined) => string {
  const people = useRead("person.list", {});
  return (id) => {
    if (!id) return "–";
    return people.data?.find((person) => person.id === id)?.name ?? (people.data ? T.unknownPerson : "…");
  };
}

/** A line for something else: its number, how it stands and what is done with it, and below them its title in full. */
export function WorkLine(props: {
  link: ReactNode;
  mark: ReactNode;
  end?: ReactNode;
  title: string | undefined;
  /** It is the one that is looked at. */
  current?: boolean;
}) {
  return (
    <li className="work-line" aria-current={props.current ? "true" : undefined}>
      <div className="row gap1">
        {props.link}
        <span className="grow" />
        {props.mark}
        {props.end}
      </div>
      <p>{props.title}</p>
    </li>
  );
}

/** An evidence item by its id or reference: reference, title and state; removable where it says so. */
export function EvidenceLine({ id, onRemove }: { id: string; onRemove?(): void }) {
  const engagement = useEngagement();
  const sheet = useRead("evidence.show", { engagement, evidence: id });
  const item = sheet.data?.row.item;
  const name = item ? `EV-${String(item.number).padStart(4, "0")}` : id;
  return (
    <WorkLine
      link={
        <LinkTo noun="evidence" id={id} name={name}>
          {item ? name : sheet.failure ? id : "…"}
        </LinkTo>
      }
      mark={item && <EvidenceStateMark state={item.state} />}
      end={onRemove && <Button kind="quiet" icon="close" label={T.remove(name)} onPress={onRemove} />}
      title={item?.title}
    />
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
