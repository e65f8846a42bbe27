/** What is known of an item, to be read: its dates kept apart, its files, its card, where it is used, what happened to it. It changes nothing. */
import type { ReactNode } from "react";
import {
  CLASSIFICATION,
  CUSTODY,
  count,
  EVIDENCE_KIND,
  EvidenceStateMark,
  FILE_TYPE,
  LinksTo,
  LinkTo,
  useDates,
} from "../../audit";
import { Spaced, WorkLine } from "../../audit/rows/parts";
import { Button, Kv } from "../../kit";
import { useGo } from "../../kit/place";
import { useEngagement } from "../../wire/engagement";
import { useRead } from "../../wire/query";
import type { CustodyEvent, EvidenceItem, EvidenceRow, IpeCard } from "../../wire/wire.gen";
import { referenceOf } from "./query";
import { sizeWords, T } from "./texts";

type Lines = { name: string; value: ReactNode; key?: string }[];

const KNOWN = (value: ReactNode) => value || <span className="faint">{T.sheet.notKnown}</span>;

/** A digest as people compare it: its ends. The whole stands in its title and can be selected in the files. */
function digest(sha256: string): string {
  const part = (at: number) => sha256.slice(at, at + 4);
  return `${part(0)} ${part(4)} … ${sha256.slice(-8, -4)} ${sha256.slice(-4)}`;
}

/** A person by name. */
export function usePersonName(): (id: string) => string {
  const people = useRead("person.list", {});
  return (id) => people.data?.find((person) => person.id === id)?.name ?? id;
}

/** The four dates and what the item is, as the head of its sheet: the whole, or beside a form only what is `known` and not asked. */
export function FactLines({ row, whole, known }: { row: EvidenceRow; whole: boolean; known: boolean }) {
  const dates = useDates();
  const name = usePersonName();
  const { item, controls } = row;
  const main = item.files[0];
  const { state } = item;
  const lines: Lines = [];
  if (main) {
    lines.push({ name: T.sheet.file, value: `${main.name}, ${sizeWords(main.size)}` });
    lines.push({
      name: T.sheet.hash,
      value: (
        <code className="mono" title={main.sha256}>
          {digest(main.sha256)}
        </code>
      ),
    });
  }
  if (whole || (known && item.covers)) {
    lines.push({ name: T.sheet.covers, value: KNOWN(item.covers && <Spaced words={dates.covers(item.covers)} />) });
  }
  if (whole || (known && item.captured_at)) {
    lines.push({
      name: T.sheet.captured,
      value: KNOWN(item.captured_at && <Spaced words={dates.zoned(item.captured_at)} />),
    });
  }
  lines.push({
    name: T.sheet.received,
    value: <span title={T.sheet.receivedFixed}>{dates.instant(item.received_at, true)}</span>,
  });
  const { reviewed } = item;
  const review = reviewed && T.sheet.reviewedBy(dates.instant(reviewed.at), name(reviewed.by));
  lines.push({ name: T.sheet.reviewed, value: review ?? <span className="faint">{T.sheet.notReviewed}</span> });
  if (state.state === "released") {
    lines.push({ name: T.sheet.released, value: T.sheet.reviewedBy(dates.instant(state.at), name(state.by)) });
  }
  if (state.state === "returned") lines.push({ name: T.sheet.returned, value: state.reason });
  if (state.state === "withdrawn") lines.push({ name: T.sheet.withdrawn, value: state.reason });
  if (item.list_only !== null) lines.push({ name: T.sheet.listOnly, value: item.list_only });
  if (known && controls.length > 0)
    lines.push({ name: T.sheet.supports, value: <LinksTo noun="control" references={controls} /> });
  if (whole) {
    lines.push({ name: T.sheet.kind, value: EVIDENCE_KIND[item.kind] });
    lines.push({ name: T.sheet.classification, value: CLASSIFICATION[item.classification] });
  }
  if (whole) lines.push({ name: T.sheet.source, value: KNOWN(item.source_system) });
  if (whole) lines.push({ name: T.sheet.collected, value: KNOWN(item.collected_by) });
  if (whole && item.internal_note) lines.push({ name: T.sheet.note, value: item.internal_note });
  return <Kv items={lines} />;
}

/** The files, each with its whole digest. */
export function FileLines(props: { item: EvidenceItem; shown: string | undefined; onShow(file: string): void }) {
  const { files } = props.item;
  return (
    <ul className="evidence-files">
      {files.map((file, at) => (
        <li key={file.id}>
          <div className="row gap1">
            {files.length > 1 ? (
              <Button
                kind="link"
                pressed={props.shown === undefined ? at === 0 : props.shown === file.id}
                onPress={() => props.onShow(file.id)}
              >
                {file.name}
              </Button>
            ) : (
              <span className="break">{file.name}</span>
            )}
            <span className="grow" />
            <span className="faint nowrap">{`${FILE_TYPE[file.file_type]}, ${sizeWords(file.size)}`}</span>
          </div>
          <code className="mono text break faint">{file.sha256}</code>
        </li>
      ))}
    </ul>
  );
}

/** The completeness and accuracy card. */
export function CardLines({ card }: { card: IpeCard }) {
  const dates = useDates();
  const words: Record<keyof IpeCard, ReactNode> = {
    system: card.system,
    environment: card.environment,
    query: card.query && <code className="mono text break">{card.query}</code>,
    run_by: card.run_by,
    run_at: card.run_at && dates.zoned(card.run_at),
    row_count: card.row_count !== null && count(card.row_count),
    tie_out: card.tie_out,
  };
  const lines = Object.keys(words) as (keyof IpeCard)[];
  return <Kv items={lines.map((line) => ({ name: T.sheet.ipeLines[line], value: KNOWN(words[line]) }))} />;
}

/** Controls, requests, gaps and packets that an item serves. */
export function UsedIn({ row, custody }: { row: EvidenceRow; custody: readonly CustodyEvent[] }) {
  const engagement = useEngagement();
  const go = useGo();
  const { controls, item } = row;
  const reference = referenceOf(item.number);
  const requests = useRead("request.list", { engagement, open: false, overdue: false, owner: null });
  const query = {
    engagement,
    text: null,
    filters: [{ column: "controls", test: { is: "any_of" as const, values: controls } }],
    sort: [],
    offset: 0,
    limit: 50,
  };
  const gaps = useRead("gap.page", { query }, { when: controls.length > 0 });
  const answers = (requests.data ?? []).filter((one) => one.evidence.includes(reference));
  const open = controls.length > 0 ? (gaps.data?.rows ?? []).filter((gap) => gap.open) : [];
  const packets = [...new Set(custody.filter((event) => event.kind === "exported").map((event) => event.note))];
  const none = <span className="faint">{T.sheet.nowhere}</span>;
  const of = (noun: "request" | "gap", rows: { id: string; name: string }[]) =>
    rows.length === 0 ? (
      none
    ) : (
      <span className="links">
        {rows.map((one) => (
          <LinkTo key={one.id} noun={noun} id={one.id} name={one.name}>
            {one.name}
          </LinkTo>
        ))}
      </span>
    );
  const asked = answers.map(({ request }) => ({
    id: request.id,
    name: request.auditor_id ?? `REQ-${String(request.number).padStart(3, "0")}`,
  }));
  return (
    <Kv
      items={[
        { name: T.sheet.controls, value: <LinksTo noun="control" references={controls} none={none} /> },
        { name: T.sheet.requests, value: of("request", asked) },
        {
          name: T.sheet.gaps,
          value: (
            <span title={T.sheet.gapsHint}>
              {of(
                "gap",
                open.map((gap) => ({ id: gap.id, name: gap.reference })),
              )}
            </span>
          ),
        },
        {
          name: T.sheet.packets,
          value:
            packets.length === 0 ? (
              none
            ) : (
              <span className="links">
                {packets.map((packet) => (
                  <Button key={packet} kind="link" onPress={() => go({ view: "packets" })}>
                    {packet}
                  </Button>
                ))}
              </span>
            ),
        },
      ]}
    />
  );
}

/** What happened to an item, oldest first, as the vault recorded it. */
export function CustodyList({ custody }: { custody: readonly CustodyEvent[] }) {
  const dates = useDates();
  const go = useGo();
  return (
    <ol className="evidence-custody">
      {custody.map((event) => (
        <li key={event.id}>
          <time dateTime={event.at} title={dates.instant(event.at, true)}>
            {dates.short(event.at)}
          </time>
          <span className="grow">
            {CUSTODY[event.kind]}
            <span className="dim">{`, ${event.who}`}</span>
            {event.note && <span className="dim break">{`: ${event.note}`}</span>}
          </span>
          <Button kind="link" className="micro" onPress={() => go({ view: "activity", id: String(event.log_seq) })}>
            {`#${event.log_seq}`}
          </Button>
        </li>
      ))}
    </ol>
  );
}

/** The versions of an item, the newest first; each older and newer one is read by its link. */
export function VersionChain({ item, onOpen }: { item: EvidenceItem; onOpen(evidence: string): void }) {
  return (
    <ul>
      {item.state.state === "superseded" && <Newer id={item.state.by} onOpen={onOpen} />}
      <Version item={item} here />
      {item.supersedes && <Older id={item.supersedes} onOpen={onOpen} />}
    </ul>
  );
}

type Link = { id: string; onOpen(evidence: string): void };

/** Versions that a chain shows in each direction follow one another, so each reads the next. */
function Newer({ id, onOpen }: Link) {
  const engagement = useEngagement();
  const read = useRead("evidence.show", { engagement, evidence: id });
  const item = read.data?.row.item;
  if (item?.id !== id) return null;
  return (
    <>
      {item.state.state === "superseded" && <Newer id={item.state.by} onOpen={onOpen} />}
      <Version item={item} onOpen={onOpen} />
    </>
  );
}

function Older({ id, onOpen }: Link) {
  const engagement = useEngagement();
  const read = useRead("evidence.show", { engagement, evidence: id });
  const item = read.data?.row.item;
  if (item?.id !== id) return null;
  return (
    <>
      <Version item={item} onOpen={onOpen} />
      {item.supersedes && <Older id={item.supersedes} onOpen={onOpen} />}
    </>
  );
}

function Version(props: { item: EvidenceItem; here?: boolean; onOpen?(evidence: string): void }) {
  const { item, here, onOpen } = props;
  const dates = useDates();
  const reference = referenceOf(item.number);
  return (
    <WorkLine
      current={here}
      link={
        here ? (
          <span className="strong">{reference}</span>
        ) : (
          <Button kind="link" onPress={() => onOpen?.(item.id)}>
            {reference}
          </Button>
        )
      }
      mark={<EvidenceStateMark state={item.state} />}
      title={T.sheet.versionOf(item.version, dates.short(item.received_at), here ?? false)}
    />
  );
}
