/** The gaps: as a grid, laid over surfaces and criteria, rolled up, and by likelihood and impact. Every number leads to its rows. */
import { useMemo, useRef, useState } from "react";
import { GROUPABLE } from "../../audit/rows/groups";
import { Narrowed } from "../../audit/rows/parts";
import { useRoom } from "../../audit/rows/room";
import { SheetMenu } from "../../audit/rows/sheets";
import { Button, FailureNote, GridTools, Loading, useGridView, ViewSwitch, ViewTools } from "../../kit";
import { useGo, usePlace } from "../../kit/place";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import { GapForm } from "./GapForm";
import { GapGrid, useGapColumns, useShown } from "./GapGrid";
import { GapPane } from "./GapPane";
import { HeatMap } from "./HeatMap";
import { PatternDialog } from "./PatternDialog";
import { RollUp } from "./RollUp";
import { SeverityMatrix } from "./SeverityMatrix";
import { referenceOf } from "./steps";
import { T } from "./texts";
import "./gap.css";

const GRAVEST_FIRST = { sort: [{ column: "score", descending: true }], groupable: GROUPABLE.gap, list: "gap" };

type Part = keyof typeof T.views;

function isPart(part: string | undefined): part is Part {
  return part !== undefined && part in T.views;
}

export function GapsView() {
  const place = usePlace();
  const go = useGo();
  const engagement = useEngagement();
  const part: Part = isPart(place.part) ? place.part : "grid";
  // To which references the place's ids belong; asked for only when the list is narrowed.
  const all = useRead("gap.list", { engagement, open: false }, { when: !!place.ids });
  const only = useMemo(() => {
    if (!place.ids) return undefined;
    const wanted = new Set(place.ids);
    const named = all.data?.map((gap) => ({ id: gap.id, reference: referenceOf(gap) }));
    return named?.filter(({ id, reference }) => wanted.has(id) || wanted.has(reference)).map((one) => one.reference);
  }, [place.ids, all.data]);
  const view = useGridView(GRAVEST_FIRST);
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const columns = useGapColumns(useRoom(list));
  const [id, setId] = useState<string>();
  const [opened, setOpened] = useState<"add" | "patterns">();

  // Somebody came here for one gap: the place alone decides.
  const [came, setCame] = useState<string>();
  if (place.id !== came) {
    setCame(place.id);
    if (place.id !== undefined) {
      setId(place.id);
      setOpened(undefined);
    }
  }

  const select = (next: string | undefined) => {
    setOpened(undefined);
    setId(next);
  };
  const close = () => {
    // Focus returns to where the gap was chosen.
    box.current?.querySelector<HTMLElement>("[role=grid], .sev-gap[aria-pressed=true]")?.focus();
    select(undefined);
  };
  const narrow = (ids: readonly string[], words: string) =>
    go({ view: "gaps", part: "grid", ids: [...ids], only: words });
  const shown = useShown(view, only);
  const waiting = place.ids !== undefined && only === undefined;
  return (
    <div className="work gaps" ref={box}>
      <ViewTools
        title={T.title}
        end={
          <>
            <SheetMenu noun="gap" {...(shown && part === "grid" ? { shown } : {})} />
            <Button changes kind="quiet" icon="files" onPress={() => setOpened("patterns")}>
              {T.start}
            </Button>
            <Button changes icon="plus" onPress={() => setOpened("add")}>
              {T.add}
            </Button>
          </>
        }
      >
        <ViewSwitch<Part>
          label={T.view}
          tabs={(Object.keys(T.views) as Part[]).map((one) => ({ id: one, label: T.views[one] }))}
          value={part}
          onChange={(next) => go({ view: "gaps", part: next })}
        />
        {part === "grid" && <GridTools columns={columns} view={view} />}
        <Narrowed />
      </ViewTools>
      <div className="work-body">
        <div className="work-list" ref={list}>
          {part === "heat" && <HeatMap onGaps={narrow} />}
          {part === "rollup" && <RollUp onGaps={narrow} />}
          {part === "severity" && <SeverityMatrix active={id} onGap={select} onGaps={narrow} />}
          {part === "grid" && waiting && all.failure && <FailureNote {...wordsFor(all.failure)} onRetry={all.again} />}
          {part === "grid" && waiting && !all.failure && <Loading />}
          {part === "grid" && !waiting && (
            <GapGrid
              columns={columns}
              key={place.ids?.join() ?? ""}
              view={view}
              only={only}
              active={id}
              onSelect={select}
              onClose={close}
              onAdd={() => setOpened("add")}
              onStart={() => setOpened("patterns")}
            />
          )}
        </div>
        {opened === "add" ? (
          <GapForm gap={null} line={null} onClose={close} onSaved={(gap) => select(gap.id)} />
        ) : (
          id !== undefined && <GapPane key={id} id={id} onClose={close} onId={select} onRemoved={close} />
        )}
      </div>
      {opened === "patterns" && (
        <PatternDialog onClose={() => setOpened(undefined)} onStarted={(gap) => select(gap.id)} />
      )}
    </div>
  );
}
