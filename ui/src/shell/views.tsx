/** Which views there are, in the rail's order, with icon, key and the feature that draws each. A view is loaded when it is first gone to. */
import { type ComponentType, type LazyExoticComponent, lazy } from "react";

export const RAIL = [
  ["overview", "scope"],
  ["matrix", "evidence", "requests", "gaps", "findings", "plan"],
  ["communications", "packets", "activity"],
] as const;

export type ViewName = (typeof RAIL)[number][number] | "settings" | "walkthrough";

type View = LazyExoticComponent<ComponentType>;

export const VIEWS: Record<ViewName, View> = {
  overview: lazy(() => import("../features/overview").then((it) => ({ default: it.OverviewView }))),
  scope: lazy(() => import("../features/scope").then((it) => ({ default: it.ScopeView }))),
  matrix: lazy(() => import("../features/control").then((it) => ({ default: it.MatrixView }))),
  evidence: lazy(() => import("../features/evidence").then((it) => ({ default: it.EvidenceView }))),
  requests: lazy(() => import("../features/request").then((it) => ({ default: it.RequestsView }))),
  gaps: lazy(() => import("../features/gap").then((it) => ({ default: it.GapsView }))),
  findings: lazy(() => import("../features/finding").then((it) => ({ default: it.FindingsView }))),
  plan: lazy(() => import("../features/task").then((it) => ({ default: it.PlanView }))),
  communications: lazy(() => import("../features/communications").then((it) => ({ default: it.CommunicationsView }))),
  packets: lazy(() => import("../features/packet").then((it) => ({ default: it.PacketsView }))),
  activity: lazy(() => import("../features/log").then((it) => ({ default: it.ActivityView }))),
  settings: lazy(() => import("../features/settings").then((it) => ({ default: it.SettingsView }))),
  walkthrough: lazy(() => import("../features/walkthrough").then((it) => ({ default: it.WalkthroughView }))),
};

/** Whether there is a view of that name. */
export function isView(name: string): name is ViewName {
  return name in VIEWS;
}
