/** The matrix: the same controls as a grid, a period calendar or a coverage picture. It only chooses which. */
import { ViewSwitch } from "../../kit";
import { useGo, usePlace } from "../../kit/place";
import { CalendarPart } from "./calendar/CalendarPart";
import { CoveragePart } from "./coverage/CoveragePart";
import { GridPart } from "./grid/GridPart";
import { T } from "./texts";
import "./matrix.css";

const PARTS = ["grid", "calendar", "coverage"] as const;
type Part = (typeof PARTS)[number];

function partOf(name: string | undefined): Part {
  return PARTS.find((part) => part === name) ?? "grid";
}

export function MatrixView() {
  const part = partOf(usePlace().part);
  const choose = <PartSwitch part={part} />;
  return (
    <div className="matrix">
      {part === "grid" && <GridPart choose={choose} />}
      {part === "calendar" && <CalendarPart choose={choose} />}
      {part === "coverage" && <CoveragePart choose={choose} />}
    </div>
  );
}

/** The switch between the three. What was chosen and how it is narrowed goes along. */
function PartSwitch({ part }: { part: Part }) {
  const place = usePlace();
  const go = useGo();
  return (
    <ViewSwitch<Part>
      label={T.views.label}
      tabs={PARTS.map((id) => ({ id, label: T.views[id] }))}
      value={part}
      onChange={(next) => go({ ...place, view: "matrix", part: next })}
    />
  );
}
