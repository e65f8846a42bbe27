/** Open points of a packet to come, put together by what they are. It adds none and leaves none out. */
import { placeOf } from "../../audit";
import type { Place } from "../../kit/place";
import type { PreflightPoint, PreflightSection, Section } from "../../wire/wire.gen";

/** Points of one kind that can be cured in the same way. */
export interface PointGroup {
  key: string;
  kind: string;
  cure: string;
  points: PreflightPoint[];
}

/** Groups in the order in which their first point stands. */
export function grouped(points: readonly PreflightPoint[]): PointGroup[] {
  const groups = new Map<string, PointGroup>();
  for (const point of points) {
    const key = `${point.kind} ${point.cure}`;
    const group = groups.get(key) ?? { key, kind: point.kind, cure: point.cure, points: [] };
    group.points.push(point);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Whether a point can still be cured, as its mark says it; the words stand beside it. */
export function standing(cure: string): "can" | "partly" | "cannot" | "nothing" {
  if (cure.startsWith("yes")) return "can";
  if (cure.startsWith("nothing")) return "nothing";
  return cure.startsWith("no;") || cure.startsWith("no,") ? "cannot" : "partly";
}

/** Where rows of a section stand, for points that name no record. */
const SECTION_PLACE: Partial<Record<Section, Place>> = {
  coverage: { view: "matrix", part: "coverage" },
  control_matrix: { view: "matrix", part: "grid" },
  ratings: { view: "matrix", part: "grid" },
  period_calendar: { view: "matrix", part: "calendar" },
  evidence_index: { view: "evidence" },
  exhibits: { view: "evidence" },
  requests: { view: "requests" },
  findings: { view: "findings" },
  gaps: { view: "gaps" },
  organisations: { view: "scope", part: "organisations" },
  scope: { view: "scope", part: "system" },
  remediation_plan: { view: "plan" },
  communication_plan: { view: "communications" },
  follow_ups: { view: "overview", part: "follow_ups" },
  activity_log: { view: "activity" },
};

/** Where the row of a point is, or at least its kind; none where it is about the packet itself. */
export function placeOfPoint(point: PreflightPoint): Place | undefined {
  if (point.noun && point.reference) return placeOf(point.noun, point.reference);
  return point.section ? SECTION_PLACE[point.section] : undefined;
}

/** Why a section can't be added, with the sections by their titles; the program tells of them by their codes. */
export function refusedWords(refused: string, of: Section, sections: readonly PreflightSection[]): string {
  const own = `${of}: `;
  const bare = refused.startsWith(own) ? refused.slice(own.length) : refused;
  const titles = new Map<string, string>(sections.map((one) => [one.section, one.title]));
  const words = bare.replace(/[a-z]+(?:_[a-z]+)*/g, (word) => titles.get(word) ?? word);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Words in pieces, so that a code such as CORE-24 stands on one line: every second piece is a code. */
export function codesIn(words: string): string[] {
  return words.split(/(\b[A-Z]{2,}-\d+\b)/);
}
