/** The remediation plan: dated tasks as a grid and as bars, each with its inspector. */
import { useState } from "react";
import { useDone } from "../../audit/done";
import { GROUPABLE } from "../../audit/rows/groups";
import { SheetMenu } from "../../audit/rows/sheets";
import { Button, EmptyState, GridTools, Pill, useGridView, useToast, ViewSwitch, ViewTools } from "../../kit";
import { useGo, usePlace } from "../../kit/place";
import { asFailure, call } from "../../wire/call";
import { useEngagementOrNone } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import { AddTask } from "./AddTask";
import { Bars } from "./chart/Bars";
import { StartPlan } from "./StartPlan";
import { shownTasks, TaskGrid, useTaskColumns } from "./TaskGrid";
import { TaskInspector } from "./TaskInspector";
import { INSPECT, T } from "./texts";
import { useMoving } from "./useMoving";
import "./task.css";

type Part = "grid" | "bars";

export function PlanView() {
  const engagement = useEngagementOrNone();
  const go = useGo();
  if (engagement !== null) return <OfEngagement engagement={engagement} />;
  return (
    <>
      <ViewTools title={T.title} />
      <EmptyState
        icon="plan"
        title={T.noEngagement.title}
        words={T.noEngagement.words}
        action={
          <Button kind="primary" onPress={() => go({ view: "scope" })}>
            {T.noEngagement.go}
          </Button>
        }
      />
    </>
  );
}

function OfEngagement({ engagement }: { engagement: string }) {
  const place = usePlace();
  const go = useGo();
  const toast = useToast();
  const done = useDone();
  const moving = useMoving(engagement);
  const columns = useTaskColumns();
  const view = useGridView({
    sort: [{ column: "starts", descending: false }],
    groupable: GROUPABLE.task,
    list: "task",
  });
  const [selected, setSelected] = useState<string | undefined>(place.id);
  const [opened, setOpened] = useState<"add" | "start">();
  const only = useOnly(engagement, place.ids);

  // Somebody came here for one task: the place alone decides.
  const [came, setCame] = useState(place);
  if (place !== came) {
    setCame(place);
    if (place.id !== undefined) setSelected(place.id);
  }

  // Links name a task by its code as well; rows and bars are told apart by id.
  const chosen = useRead(
    "task.show",
    { engagement, task: selected ?? "" },
    { when: selected !== undefined, keep: false },
  );
  const active = selected === undefined ? undefined : (chosen.data?.task.id ?? selected);

  const part: Part = place.part === "bars" ? "bars" : "grid";
  const show = (next: Part) => go({ view: "plan", part: next, ids: place.ids, only: place.only });
  const toOther = (id: string) => {
    setSelected(id);
    show(part === "bars" ? "grid" : "bars");
  };
  const remove = ({ id, code }: { id: string; code: string }) => {
    const removing = done(
      () => call("task.remove", { engagement, task: id }),
      () => T.removedToast(code),
    );
    removing.then(
      () => setSelected(undefined),
      (thrown) => {
        const told = wordsFor(asFailure(thrown));
        toast({ words: told.detail ?? told.what, tone: "crit" });
      },
    );
  };
  // The bars know no filters of the grid.
  const shown = shownTasks(engagement, part === "grid" ? view.filters : {}, only);
  const empty = (
    <EmptyState
      icon="plan"
      title={T.empty.title}
      words={T.empty.words}
      action={
        <>
          <Button changes kind="primary" onPress={() => setOpened("start")}>
            {T.empty.start}
          </Button>
          <Button changes onPress={() => setOpened("add")}>
            {T.empty.add}
          </Button>
        </>
      }
    />
  );
  return (
    <>
      <ViewTools
        title={T.title}
        end={
          <>
            <SheetMenu noun="task" {...(shown ? { shown } : {})} />
            <Button changes kind="quiet" icon="calendar" onPress={() => setOpened("start")}>
              {T.startPlan}
            </Button>
            <Button changes icon="plus" onPress={() => setOpened("add")}>
              {T.add}
            </Button>
          </>
        }
      >
        <ViewSwitch<Part>
          label={T.views}
          tabs={[
            { id: "grid", label: T.grid },
            { id: "bars", label: T.bars },
          ]}
          value={part}
          onChange={show}
        />
        {part === "grid" && <GridTools columns={columns} view={view} />}
        {place.ids && (
          <Pill removeLabel={T.clearOnly} onRemove={() => go({ view: "plan", part })}>
            {T.only(place.only ?? "")}
          </Pill>
        )}
      </ViewTools>
      <div className="plan-body">
        <div className="plan-main">
          {part === "bars" ? (
            <Bars
              engagement={engagement}
              ids={place.ids}
              active={active}
              onActive={(id) => selected !== undefined && setSelected(id)}
              onOpen={setSelected}
              emptyState={empty}
            />
          ) : (
            <TaskGrid
              engagement={engagement}
              view={view}
              columns={columns}
              only={only}
              active={active}
              moving={moving}
              onActive={setSelected}
              onBars={toOther}
              onRemove={remove}
              onEscape={() => setSelected(undefined)}
              emptyState={empty}
            />
          )}
        </div>
        {selected !== undefined && (
          <TaskInspector
            engagement={engagement}
            id={selected}
            moving={moving}
            other={{ label: part === "bars" ? INSPECT.inGrid : INSPECT.inBars, onPress: () => toOther(selected) }}
            onRemove={remove}
            onClose={() => setSelected(undefined)}
          />
        )}
      </div>
      {opened === "add" && (
        <AddTask
          engagement={engagement}
          onAdded={(id) => {
            setOpened(undefined);
            setSelected(id);
          }}
          onClose={() => setOpened(undefined)}
        />
      )}
      {opened === "start" && <StartPlan engagement={engagement} onClose={() => setOpened(undefined)} />}
      {moving.dialog}
    </>
  );
}

/** The codes of the tasks that somebody came for: the program narrows pages by code. */
function useOnly(engagement: string, ids: readonly string[] | undefined): readonly string[] | undefined {
  const read = useRead("task.list", { engagement, open: false, holidays: [] }, { when: ids !== undefined });
  const [kept, setKept] = useState<{ key: string; codes: readonly string[] }>();
  if (ids === undefined) return undefined;
  const codes = (read.data ?? []).filter((row) => ids.includes(row.task.id)).map((row) => row.task.code);
  const key = codes.join(" ");
  // The same array while its codes are the same, so that the grid doesn't ask anew.
  if (kept?.key !== key) setKept({ key, codes });
  return kept?.key === key ? kept.codes : codes;
}
