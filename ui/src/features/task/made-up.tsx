/** Made-up tasks and the surroundings for this feature's tests. No client of anybody. */
import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { useState } from "react";
import { DatesProvider } from "../../audit/date-format";
import { ToastProvider } from "../../kit";
import { type Place, PlaceProvider } from "../../kit/place";
import { EngagementShown } from "../../wire/engagement";
import { newClient } from "../../wire/query";
import type { ChartBar, Task, TaskChart, TaskLine, TaskRow } from "../../wire/wire.gen";
import { PlanView } from "./PlanView";

export const TODAY = "2026-11-20";

export function task(id: string, over: Partial<Task> = {}): Task {
  return {
    id,
    revision: 1,
    engagement: "e1",
    code: id.toUpperCase(),
    title: `Title of ${id}`,
    description: "",
    phase: "Build",
    track: "engineering",
    owner: "p1",
    owner_role: "",
    starts_on: "2026-11-16",
    working_days: 5,
    depends_on: {},
    controls: [],
    gaps: [],
    freezes: [],
    done_when: "",
    state: { state: "planned" },
    done: null,
    internal_note: "",
    ...over,
  };
}

export function row(own: Task, over: Partial<TaskRow> = {}): TaskRow {
  return {
    task: own,
    days: { from: "2026-11-16", to: "2026-11-20" },
    owner: "Radka Novak",
    waits_for: {},
    controls: ["CORE-01"],
    gaps: ["GAP-002"],
    ...over,
  };
}

export function line(id: string, over: Partial<TaskLine> = {}): TaskLine {
  return {
    id,
    revision: 1,
    code: id.toUpperCase(),
    title: `Title of ${id}`,
    phase: "Build",
    track: "engineering",
    state: { state: "planned" },
    starts_on: "2026-11-16",
    starts: "2026-11-16",
    ends: "2026-11-20",
    working_days: 5,
    owner: "p1",
    owner_name: "Radka Novak",
    owner_role: "",
    dependencies: [],
    controls: ["CORE-01"],
    gaps: [],
    ...over,
  };
}

export function bar(id: string, over: Partial<ChartBar> = {}): ChartBar {
  return {
    id,
    code: id.toUpperCase(),
    title: `Title of ${id}`,
    phase: "Build",
    track: "engineering",
    owner: "Radka Novak",
    state: { state: "planned" },
    days: { from: "2026-11-16", to: "2026-11-20" },
    slack: 0,
    latest_from: "2026-11-16",
    critical: true,
    late: false,
    waits_for: [],
    freezes: [],
    ...over,
  };
}

export function chart(bars: ChartBar[]): TaskChart {
  const days = { from: "2026-11-16", to: "2026-12-11" };
  return {
    today: TODAY,
    days: bars.length === 0 ? null : days,
    ends_on: "2026-12-11",
    period: { from: "2026-01-01", to: "2026-12-31" },
    fieldwork_from: "2027-01-18",
    report_due: "2027-02-26",
    phases: [...new Set(bars.map((one) => one.phase))].map((name) => {
      const own = bars.filter((one) => one.phase === name);
      const done = own.filter((one) => one.state.state === "done").length;
      return { name, days, tasks: own.length, done, late: 0, critical: true };
    }),
    bars,
    freezes: [{ name: "Sale", span: { from: "2026-11-26", to: "2026-11-29" } }],
    dropped: 1,
  };
}

/** Keeps the place; whoever goes within the plan comes there. */
function Around({ place, went }: { place: Place; went: Place[] }) {
  const [here, setHere] = useState(place);
  const go = (to: Place) => {
    went.push(to);
    if (to.view === "plan") setHere(to);
  };
  return (
    <PlaceProvider value={{ place: here, go }}>
      <ToastProvider>
        <PlanView />
      </ToastProvider>
    </PlaceProvider>
  );
}

/** Draws the view within all that the window gives. It goes where it is sent; `went` holds the places. */
export function drawn(place: Place = { view: "plan" }, engagement: string | null = "e1"): Place[] {
  const went: Place[] = [];
  render(
    <QueryClientProvider client={newClient()}>
      <DatesProvider format="iso" today={TODAY}>
        <EngagementShown value={engagement}>
          <Around place={place} went={went} />
        </EngagementShown>
      </DatesProvider>
    </QueryClientProvider>,
  );
  return went;
}
