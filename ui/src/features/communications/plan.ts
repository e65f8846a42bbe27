/** The communication plan as lines of one table: a row of the plan with one of its messages, or a message of no row. Pure: it reads nothing and saves nothing. */
import type { Tone } from "../../kit";
import type { MessageRow, Person, PlanRow, Track } from "../../wire/wire.gen";

/** The two tracks, and messages that belong to no row. */
export type Side = Track | "loose";

/** When a line is due. */
export type DueAt =
  | { kind: "day"; day: string }
  | { kind: "instant"; at: string; hours: number }
  | { kind: "waiting"; hours: number }
  | { kind: "asked" }
  | { kind: "none" };

/** One line of the table. */
export interface Line {
  key: string;
  side: Side;
  row: PlanRow | null;
  message: MessageRow | null;
  due: DueAt;
  owner: string;
  sender: string;
}

/** How a line's clock stands: hours are to its end, less than zero when it is over. */
export type Clock =
  | { kind: "none" }
  | { kind: "stopped" }
  | { kind: "running"; hours: number }
  | { kind: "days"; days: number }
  | { kind: "met"; late: boolean };

const HOUR = 3_600_000;

/** When a row is due: an instant only where its trigger came about. */
export function dueOf(row: PlanRow): DueAt {
  if (row.due.due === "on") return { kind: "day", day: row.due.day };
  if (row.due.due === "on_request") return { kind: "asked" };
  const { hours } = row.due;
  if (row.triggered_at === null) return { kind: "waiting", hours };
  return { kind: "instant", at: after(row.triggered_at, hours), hours };
}

/** An instant so many hours later. */
export function after(instant: string, hours: number): string {
  const at = new Date(Date.parse(instant) + hours * HOUR);
  return Number.isNaN(at.getTime()) ? instant : at.toISOString();
}

const ORDER: Record<Side, number> = { internal: 0, external: 1, loose: 2 };

/** The lines: by track, then by number of the row and of the message. Messages of no row come last. */
export function linesOf(rows: readonly PlanRow[], messages: readonly MessageRow[], people: readonly Person[]): Line[] {
  const names = new Map(people.map((person) => [person.id, person.name]));
  const name = (id: string | null) => (id === null ? "" : (names.get(id) ?? ""));
  const lines: Line[] = [];
  for (const row of rows) {
    const own = messages.filter((message) => message.message.plan_row === row.id);
    const line = { side: row.track, row, due: dueOf(row), owner: name(row.owner), sender: name(row.sender) };
    if (own.length === 0) lines.push({ ...line, key: row.id, message: null });
    for (const message of own) lines.push({ ...line, key: message.message.id, message });
  }
  const known = new Set(rows.map((row) => row.id));
  for (const message of messages) {
    const { plan_row, id } = message.message;
    if (plan_row !== null && known.has(plan_row)) continue;
    lines.push({ key: id, side: "loose", row: null, message, due: { kind: "none" }, owner: "", sender: "" });
  }
  return lines.sort((a, b) => ORDER[a.side] - ORDER[b.side]);
}

/** Whether a message's text may still change. */
export function isWritable(row: MessageRow): boolean {
  return ["draft", "in_review", "approved"].includes(row.message.state);
}

/** The message's reference, `MSG-003`. */
export function referenceOf(number: number): string {
  return `MSG-${String(number).padStart(3, "0")}`;
}

/** The line that a place names: by id of the message or row, by reference, or by the row's number. */
export function lineOf(lines: readonly Line[], id: string | undefined): Line | undefined {
  if (id === undefined) return undefined;
  const wanted = id.toUpperCase();
  return lines.find((line) => {
    const { message, row } = line;
    if (line.key === id || message?.message.id === id || row?.id === id) return true;
    return message ? referenceOf(message.message.number) === wanted : String(row?.number) === id;
  });
}

/** How the line's clock stands. What was sent has met its time or hasn't; what rests has none. */
export function clockOf(line: Line, now: number, today: string): Clock {
  const message = line.message?.message;
  const first = message?.sends[0]?.at;
  const end = line.due.kind === "instant" ? Date.parse(line.due.at) : undefined;
  if (message && (message.state === "withdrawn" || message.state === "superseded")) return { kind: "none" };
  if (line.due.kind === "waiting") return { kind: "stopped" };
  if (end !== undefined) {
    if (first) return { kind: "met", late: Date.parse(first) > end };
    return { kind: "running", hours: Math.floor((end - now) / HOUR) };
  }
  if (line.due.kind === "day") {
    if (first) return { kind: "met", late: first.slice(0, 10) > line.due.day };
    return { kind: "days", days: dayNumber(line.due.day) - dayNumber(today) };
  }
  return { kind: "none" };
}

/** The clock's tone: over, within a day, or calm. */
export function clockTone(clock: Clock): Tone {
  if (clock.kind === "met") return clock.late ? "high" : "good";
  if (clock.kind === "running") return clock.hours < 0 ? "crit" : clock.hours < 24 ? "high" : "none";
  if (clock.kind === "days") return clock.days < 0 ? "crit" : clock.days < 2 ? "high" : "none";
  return "none";
}

/** The day of a line, for the picture of both tracks; none when it has no day yet. */
export function dayOfLine(line: Line): string | undefined {
  if (line.due.kind === "day") return line.due.day;
  return line.due.kind === "instant" ? line.due.at.slice(0, 10) : undefined;
}

/** A number by which lines sort in time; what has no time comes last. */
export function dueNumber(line: Line): number {
  if (line.due.kind === "instant") return Date.parse(line.due.at);
  if (line.due.kind === "day") return Date.parse(`${line.due.day}T23:59:59Z`);
  return Number.MAX_SAFE_INTEGER;
}

function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / (24 * HOUR));
}

/** An approval as it stands for the present text. */
export interface Approval {
  role: string;
  person: string;
  /** Approved as it stands; void since the text changed; sent back; or nobody decided yet. */
  state: "approved" | "void" | "returned" | "waiting";
  /** The version that was decided on. */
  version: number | undefined;
  at: string | undefined;
  note: string;
}

/** Each required role with its last decision, held against the present text. */
export function approvalsOf(row: MessageRow, people: readonly Person[]): Approval[] {
  const { message } = row;
  return message.required_approvals.map((role) => {
    const last = message.approvals.filter((approval) => approval.role === role).at(-1);
    const person = people.find((one) => one.id === last?.person)?.name ?? "";
    if (!last) return { role, person: "", state: "waiting", version: undefined, at: undefined, note: "" };
    const version = message.versions.find((one) => one.digest === last.digest)?.number;
    const stands = !row.missing_approvals.includes(role);
    const present = last.digest === message.versions.at(-1)?.digest;
    const sentBack = present ? "returned" : "waiting";
    const state = stands ? "approved" : last.decision === "returned" ? sentBack : "void";
    return { role, person, state, version, at: last.at, note: last.note };
  });
}
