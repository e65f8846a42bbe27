/** The packets that left the vault, each by the digest that it is known by. The files themselves aren't here. */
import { useMemo, useState } from "react";
import { AUDIENCE, count, type Dates, PACKET_FORM, useDates } from "../../audit";
import {
  Button,
  EmptyState,
  FailureNote,
  Grid,
  type GridColumn,
  Inspector,
  InspectorSection,
  Kv,
  Loading,
  useGridView,
  useListSource,
} from "../../kit";
import { useGo } from "../../kit/place";
import { asFailure, call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import type { Read } from "../../wire/query";
import type { Chosen, ExportedPacket, Failure } from "../../wire/wire.gen";
import { DigestText, SignedBy } from "./Digest";
import { T } from "./texts";

interface Props {
  list: Read<ExportedPacket[]>;
  onNew(): void;
  /** A file was chosen to be looked at. */
  onFile(file: Chosen): void;
}

function columnsOf(dates: Dates): readonly GridColumn<ExportedPacket>[] {
  const C = T.listColumns;
  const number = (id: "pages" | "exhibits" | "up_to"): GridColumn<ExportedPacket> => ({
    id,
    title: C[id],
    width: 84,
    align: "end",
    sortable: true,
    cell: (row) => count(row[id]),
    text: (row) => count(row[id]),
    number: (row) => row[id],
  });
  return [
    {
      id: "number",
      title: C.number,
      width: 140,
      pinned: true,
      sortable: true,
      cell: (row) => row.number,
      text: (row) => row.number,
      className: "strong",
    },
    {
      id: "profile",
      title: C.profile,
      width: 110,
      sortable: true,
      cell: (row) => AUDIENCE[row.profile],
      text: (row) => AUDIENCE[row.profile],
    },
    {
      id: "at",
      title: C.at,
      width: 170,
      sortable: true,
      cell: (row) => dates.instant(row.at),
      text: (row) => dates.instant(row.at),
    },
    number("pages"),
    number("exhibits"),
    number("up_to"),
    {
      id: "digest",
      title: C.digest,
      width: 260,
      grow: 1,
      cell: (row) => <span className="mono">{digests(row)}</span>,
      text: digests,
    },
  ];
}

/** All by which a packet is known: what somebody was told of it may be its container's digest. */
function digests(packet: ExportedPacket): string {
  return [...packet.volumes, ...(packet.container ? [packet.container] : [])].join(" ");
}

export function Exported({ list, onNew, onFile }: Props) {
  const dates = useDates();
  const view = useGridView({ sort: [{ column: "up_to", descending: true }] });
  const [id, setId] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const columns = useMemo(() => columnsOf(dates), [dates]);
  const source = useListSource({
    rows: list.data,
    columns,
    key: (row: ExportedPacket) => row.id,
    sort: view.sort,
    filters: view.filters,
    failed: list.failure && wordsFor(list.failure),
    retry: list.again,
  });
  const choose = () => {
    setFailure(undefined);
    call("file.choose", { wanted: "packet" }).then(
      ([file]) => file && onFile(file),
      (thrown) => setFailure(asFailure(thrown)),
    );
  };
  if (list.loading) return <Loading />;
  if (list.data?.length === 0) {
    return (
      <EmptyState
        icon="packets"
        title={T.emptyList}
        words={T.emptyListWords}
        action={
          <Button kind="primary" onPress={onNew}>
            {T.firstPacket}
          </Button>
        }
      />
    );
  }
  const shown = list.data?.find((one) => one.id === id);
  return (
    <div className="packet-list">
      <div className="packet-list-main">
        <div className="subbar">
          <span className="dim">{T.listWhere}</span>
          <span className="grow" />
          <Button kind="quiet" icon="file" onPress={choose}>
            {T.lookAtFile}
          </Button>
        </div>
        {failure && <FailureNote {...wordsFor(failure)} />}
        <Grid
          label={T.listLabel}
          columns={columns}
          source={source}
          {...view.props}
          active={id}
          onActive={(row) => setId(row?.id)}
          onOpen={(row) => setId(row.id)}
          onEscape={() => setId(undefined)}
          rowWords={T.packetRows}
        />
      </div>
      {shown && <Shown packet={shown} dates={dates} onClose={() => setId(undefined)} />}
    </div>
  );
}

function Shown({ packet, dates, onClose }: { packet: ExportedPacket; dates: Dates; onClose(): void }) {
  const go = useGo();
  const several = packet.volumes.length > 1;
  return (
    <Inspector
      title={packet.number}
      words={`${AUDIENCE[packet.profile]}, ${PACKET_FORM[packet.form].toLowerCase()}`}
      onClose={onClose}
      width={320}
    >
      <InspectorSection title={T.exported}>
        <Kv
          items={[
            { name: T.listColumns.at, value: dates.instant(packet.at, true) },
            { name: T.pages, value: count(packet.pages) },
            { name: T.exhibitsShown, value: count(packet.exhibits) },
            {
              name: T.logRow,
              value: (
                <Button
                  kind="link"
                  label={T.openRow(count(packet.up_to))}
                  onPress={() => go({ view: "activity", id: String(packet.up_to) })}
                >
                  {count(packet.up_to)}
                </Button>
              ),
            },
          ]}
        />
      </InspectorSection>
      {packet.volumes.map((digest, at) => (
        <InspectorSection key={digest} title={several ? T.digestOf(at + 1) : T.digest}>
          <DigestText digest={digest} />
        </InspectorSection>
      ))}
      <InspectorSection title={T.signedBy}>
        <SignedBy signedBy={packet.signed_by} />
      </InspectorSection>
      {packet.container && (
        <InspectorSection title={T.digestContainer}>
          <DigestText digest={packet.container} />
        </InspectorSection>
      )}
    </Inspector>
  );
}
