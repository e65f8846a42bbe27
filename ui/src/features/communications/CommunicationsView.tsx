/** The communication plan and its messages: who is told what, when and by whom, from the draft to the record of its sending. Nothing here sends. */
import { type KeyboardEvent, useMemo, useState } from "react";
import { Button, EmptyState, FailureNote, Loading, Pill, Split, useGridView, ViewSwitch, ViewTools } from "../../kit";
import { useGo, usePlace } from "../../kit/place";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { MessageRow, Person, PlanRow, Track } from "../../wire/wire.gen";
import { MessagePane } from "./MessagePane";
import { PlanGrid, PlanTools } from "./PlanGrid";
import { isWritable, type Line, lineOf, linesOf } from "./plan";
import { RowPane } from "./RowPane";
import { ScenarioDialog } from "./ScenarioDialog";
import { StartMessage } from "./StartMessage";
import { Timeline } from "./Timeline";
import { T } from "./texts";
import { WriteMessage } from "./WriteMessage";
import "./plan.css";

export function CommunicationsView() {
  const engagement = useEngagement();
  const rows = useRead("plan_row.list", { engagement });
  const messages = useRead("message.list", { engagement });
  const people = useRead("person.list", {});
  const failed = [rows, messages, people].find((read) => read.failure !== undefined);
  if (failed?.failure) {
    return (
      <div className="communications">
        <ViewTools title={T.title} />
        <div className="page">
          <FailureNote {...wordsFor(failed.failure)} onRetry={failed.again} />
        </div>
      </div>
    );
  }
  if (!rows.data || !messages.data || !people.data) {
    return (
      <div className="communications">
        <ViewTools title={T.title} />
        <Loading />
      </div>
    );
  }
  return <Loaded rows={rows.data} messages={messages.data} people={people.data} />;
}

interface LoadedProps {
  rows: readonly PlanRow[];
  messages: readonly MessageRow[];
  people: readonly Person[];
}

type Shown = "both" | Track;
type Opened = "scenario" | "message" | "row";

function Loaded({ rows, messages, people }: LoadedProps) {
  const place = usePlace();
  const go = useGo();
  const view = useGridView({ list: "plan_row" });
  const [key, setKey] = useState<string>();
  const [shown, setShown] = useState<Shown>("both");
  const [opened, setOpened] = useState<Opened>();
  const [writing, setWriting] = useState<{ message: string; field?: string }>();
  const all = useMemo(() => linesOf(rows, messages, people), [rows, messages, people]);
  const lines = useMemo(() => narrowed(all, place.ids, shown), [all, place.ids, shown]);
  const line = all.find((one) => one.key === key);

  // Somebody came here for one record: the place alone decides, rows that come anew select nothing.
  const [came, setCame] = useState<string>();
  if (place.id !== came) {
    setCame(place.id);
    if (place.id !== undefined) setKey(lineOf(all, place.id)?.key);
  }

  const [returned, setReturned] = useState(false);
  const written = messages.find((one) => one.message.id === writing?.message);
  if (writing && written) {
    return (
      <div className="communications">
        <WriteMessage
          key={written.message.id}
          row={written}
          people={people}
          field={writing.field}
          onClose={() => {
            setReturned(true);
            setWriting(undefined);
          }}
        />
      </div>
    );
  }
  const select = (next: string | undefined) => {
    setOpened(undefined);
    setReturned(false);
    setKey(next);
  };
  const pane = opened === "row" || line !== undefined;
  const list = (
    <div className="plan-list">
      <PlanGrid lines={lines} view={view} active={key} onActive={select} onOpen={(one) => select(one.key)} />
      <Timeline lines={lines} selected={key} onSelect={select} wide={!pane} />
    </div>
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const row = line?.message;
    if (event.defaultPrevented || event.altKey || !row || !isWritable(row)) return;
    const field = row.open_fields[0] ?? row.unsupported[0];
    const writes = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "e";
    if (!writes && (event.key !== "F8" || field === undefined)) return;
    event.preventDefault();
    setWriting({ message: row.message.id, field: writes ? undefined : field });
  };
  return (
    // Ctrl E writes the selected message and F8 goes to its next open field, from everywhere in the view.
    // biome-ignore lint/a11y/noStaticElementInteractions: a key for what buttons do as well
    <div className="communications" onKeyDown={onKeyDown}>
      <ViewTools
        title={T.title}
        words={T.counts(rows.length, messages.length, messages.filter((one) => one.message.state === "draft").length)}
        end={
          <>
            <Button changes kind="quiet" icon="clock" onPress={() => setOpened("scenario")}>
              {T.scenario}
            </Button>
            <Button changes kind="quiet" icon="plus" onPress={() => setOpened("row")}>
              {T.newRow}
            </Button>
            <Button changes icon="plus" onPress={() => setOpened("message")}>
              {T.newMessage}
            </Button>
          </>
        }
      >
        <ViewSwitch<Shown>
          label={T.trackFilter}
          tabs={[
            { id: "both", label: T.both },
            { id: "internal", label: T.internal },
            { id: "external", label: T.external },
          ]}
          value={shown}
          onChange={setShown}
        />
        <PlanTools view={view} />
        {place.ids && (
          <Pill removeLabel={T.clearOnly} onRemove={() => go({ view: "communications" })}>
            {T.only(place.only ?? "")}
          </Pill>
        )}
      </ViewTools>
      {rows.length === 0 && messages.length === 0 && !pane ? (
        <Nothing onOpen={setOpened} />
      ) : (
        // The list keeps its place in the tree whether something stands beside it or not, and with it the focus.
        <div className={pane ? "plan-parts" : "plan-parts alone"}>
          <Split
            width={listWidth()}
            least={360}
            most={980}
            first={list}
            second={
              opened === "row" ? (
                <RowPane
                  key="new"
                  row={null}
                  people={people}
                  onAdded={(row) => select(row.id)}
                  onClose={() => setOpened(undefined)}
                />
              ) : line?.message ? (
                <MessagePane
                  key={line.key}
                  row={line.message}
                  planRow={line.row}
                  rows={rows}
                  messages={messages}
                  people={people}
                  focused={returned}
                  onWrite={(field) => setWriting({ message: line.message?.message.id ?? "", field })}
                  onClose={() => select(undefined)}
                />
              ) : line?.row ? (
                <RowPane
                  key={line.key}
                  row={line.row}
                  people={people}
                  onStart={() => setOpened("message")}
                  onRemoved={() => select(undefined)}
                  onClose={() => select(undefined)}
                />
              ) : null
            }
          />
        </div>
      )}
      {opened === "scenario" && <ScenarioDialog onClose={() => setOpened(undefined)} />}
      {opened === "message" && (
        <StartMessage rows={rows} row={line?.row?.id ?? null} onStarted={select} onClose={() => setOpened(undefined)} />
      )}
    </div>
  );
}

function Nothing({ onOpen }: { onOpen(what: Opened): void }) {
  return (
    <EmptyState
      icon="communications"
      title={T.emptyTitle}
      words={T.emptyWords}
      action={
        <>
          <Button changes kind="primary" onPress={() => onOpen("scenario")}>
            {T.startFirst}
          </Button>
          <Button changes onPress={() => onOpen("row")}>
            {T.addFirst}
          </Button>
        </>
      }
    />
  );
}

/** The list's share of the window to begin with: five columns at least, and more where the window is wide. */
function listWidth(): number {
  return Math.round(Math.min(960, Math.max(704, window.innerWidth * 0.46)));
}

/** The lines of one track, and of those that somebody asked for. */
function narrowed(lines: readonly Line[], ids: readonly string[] | undefined, shown: Shown): Line[] {
  return lines.filter((line) => {
    const message = line.message?.message;
    const track = line.row?.track ?? message?.track;
    if (shown !== "both" && track !== shown) return false;
    return ids === undefined || ids.includes(message?.id ?? "") || ids.includes(line.row?.id ?? "");
  });
}
