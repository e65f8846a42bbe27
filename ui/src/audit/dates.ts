/** Days, instants and spans in words, as the settings say; ISO by default. It never reads a locale and never changes a date. */
import { dayPlus, isDay, monthPlus } from "../kit/day";
import type { Covers, DateFormat, Span } from "../wire/wire.gen";
import { DATE_TEXTS as T } from "./texts";

export { isDay };

/** A day as the wire writes it, `2026-11-21`. */
export type Day = string;

/** The day that it is on this computer. */
export function todayHere(now: Date = new Date()): Day {
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Days from one day to another; less than zero when the other lies before. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** A day in words of the format. What is no day is given back as it is. */
export function dayWords(day: Day, format: DateFormat = "iso"): string {
  if (format === "iso" || !isDay(day)) return day;
  const [year, month, date] = day.split("-").map(Number);
  const name = T.months[(month ?? 1) - 1] ?? "";
  return format === "day_first" ? `${date} ${name} ${year}` : `${name} ${date}, ${year}`;
}

/** A span of days: one day when it is only one. */
export function spanWords(span: Span, format: DateFormat = "iso"): string {
  if (span.from === span.to) return dayWords(span.from, format);
  return `${dayWords(span.from, format)} ${T.to} ${dayWords(span.to, format)}`;
}

/** A span by its name where it is a whole month, quarter, half or year of the calendar: `2026-Q1`; else its days. */
export function spanName(span: Span, format: DateFormat = "iso"): string {
  const [year, from] = [span.from.slice(0, 4), span.from.slice(5)];
  const to = span.to.slice(5);
  if (year === span.to.slice(0, 4)) {
    const month = from.slice(0, 2);
    if (from.endsWith("-01") && to.startsWith(month) && dayPlus(span.to, 1).endsWith("-01")) return `${year}-${month}`;
    const quarter = ["01-01 03-31", "04-01 06-30", "07-01 09-30", "10-01 12-31"].indexOf(`${from} ${to}`);
    if (quarter >= 0) return `${year}-Q${quarter + 1}`;
    const half = ["01-01 06-30", "07-01 12-31"].indexOf(`${from} ${to}`);
    if (half >= 0) return `${year}-H${half + 1}`;
    if (from === "01-01" && to === "12-31") return year;
  }
  return spanWords(span, format);
}

/** An occurrence's key as people say it: `Q2` of `2026-Q2`, the year or days of one that begins in its own time, others as they are. */
export function keyWords(key: string): string {
  const within = /^\d{4}-([QH]\d)$/.exec(key)?.[1];
  if (within) return within;
  const [, from = "", months] = /^(\d{4}-\d{2}-\d{2})\/P(\d+)M$/.exec(key) ?? [];
  return isDay(from) ? spanName({ from, to: dayPlus(monthPlus(from, Number(months)), -1) }) : key;
}

/** A moment of the vault or of a source system, its parts in the zone it is shown in. */
interface Moment {
  day: Day;
  time: string;
  seconds: string;
  zone: string;
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/** The parts of a moment in the zone it was written with. */
function asWritten(instant: string): Moment | undefined {
  const parts = INSTANT.exec(instant);
  if (!parts) return undefined;
  return { day: parts[1] ?? "", time: parts[2] ?? "", seconds: parts[3] ?? "00", zone: zoneWords(parts[4] ?? "Z") };
}

/** The parts of a moment in the zone of this computer. */
function asHere(instant: string): Moment | undefined {
  const parts = INSTANT.exec(instant);
  if (!parts) return undefined;
  const at = new Date(`${parts[1]}T${parts[2]}:${parts[3] ?? "00"}${colon(parts[4] ?? "Z")}`);
  if (Number.isNaN(at.getTime())) return undefined;
  const behind = at.getTimezoneOffset();
  const zone = `${behind > 0 ? "-" : "+"}${two(Math.floor(Math.abs(behind) / 60))}:${two(Math.abs(behind) % 60)}`;
  return {
    day: todayHere(at),
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
    seconds: two(at.getSeconds()),
    zone: zoneWords(zone),
  };
}

/** A moment that the vault recorded, in the zone of this computer and with it: `2026-11-20 14:29:51 UTC`. */
export function instantWords(instant: string, format: DateFormat = "iso", seconds = false): string {
  return momentWords(asHere(instant), instant, format, seconds);
}

/** A moment as its source system showed it, with that system's zone: `2026-10-02 06:14 +02:00`. */
export function zonedWords(instant: string, format: DateFormat = "iso"): string {
  return momentWords(asWritten(instant), instant, format, false);
}

function momentWords(moment: Moment | undefined, raw: string, format: DateFormat, seconds: boolean): string {
  if (!moment) return raw;
  const time = seconds ? `${moment.time}:${moment.seconds}` : moment.time;
  return `${dayWords(moment.day, format)} ${time} ${moment.zone}`;
}

/** A moment in few words for a list: the time of today, else the day. The whole stands in its title. */
export function momentShort(instant: string, today: Day, format: DateFormat = "iso"): string {
  const moment = asHere(instant);
  if (!moment) return instant;
  return moment.day === today ? moment.time : dayWords(moment.day, format);
}

/** The day of a moment on this computer. */
export function dayOf(instant: string): Day {
  return asHere(instant)?.day ?? instant.slice(0, 10);
}

/** How far a day is: `in 15 days`, `today`, `3 days ago`. */
export function awayWords(day: Day, today: Day): string {
  const days = daysBetween(today, day);
  if (days === 0) return T.today;
  if (days === 1) return T.tomorrow;
  if (days === -1) return T.yesterday;
  return days > 0 ? T.inDays(days) : T.daysAgo(-days);
}

/** Business days as the program counted them: `in 3 business days`, `today`, `2 business days over`. */
export function businessDaysAway(days: number): string {
  return days < 0 ? T.businessDaysOver(-days) : T.inBusinessDays(days);
}

/** A number of business days: `10 business days`. */
export function businessDays(days: number): string {
  return T.businessDays(days);
}

/** What of a period an item speaks for, in words. */
export function coversWords(covers: Covers | null | undefined, format: DateFormat = "iso"): string {
  if (!covers) return T.noCovers;
  if (covers.covers === "period") return spanWords(covers.span, format);
  if (covers.covers === "as_of") return T.asOf(dayWords(covers.on, format));
  const from = dayWords(covers.from, format);
  return covers.until ? T.inForce(from, dayWords(covers.until, format)) : T.inForceSince(from);
}

/** Reads a moment with its zone as people write it. `null` for nothing; an error says what is missing. */
export function readInstant(text: string): { value: string | null } | { error: string } {
  const plain = text.trim().replace(/\s+/g, " ");
  if (plain === "") return { value: null };
  const parts = /^(\d{4}-\d{2}-\d{2})[T ](\d{1,2}:\d{2})(?::(\d{2})(?:\.\d+)?)? ?(.*)$/i.exec(plain);
  if (!parts || !isDay(parts[1] ?? "")) return { error: T.notAnInstant };
  const time = (parts[2] ?? "").padStart(5, "0");
  const [hours, minutes, seconds] = [Number(time.slice(0, 2)), Number(time.slice(3)), Number(parts[3] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return { error: T.notAnInstant };
  const zone = readZone(parts[4] ?? "");
  if (zone === undefined) return { error: parts[4] ? T.notAnInstant : T.zoneNeeded };
  return { value: `${parts[1]}T${time}:${two(seconds)}${zone}` };
}

/** A moment with its zone, as it is written in a field and read by `readInstant`. */
export function instantText(instant: string | null | undefined): string {
  if (!instant) return "";
  const moment = asWritten(instant);
  if (!moment) return instant;
  const time = moment.seconds === "00" ? moment.time : `${moment.time}:${moment.seconds}`;
  return `${moment.day} ${time} ${moment.zone}`;
}

function readZone(text: string): string | undefined {
  if (/^(z|utc|gmt)$/i.test(text)) return "+00:00";
  const parts = /^(?:utc|gmt)? ?([+-\u2212])(\d{1,2})(?::?(\d{2}))?$/i.exec(text);
  if (!parts) return undefined;
  const [hours, minutes] = [Number(parts[2]), Number(parts[3] ?? 0)];
  if (hours > 14 || minutes > 59) return undefined;
  return `${parts[1] === "+" ? "+" : "-"}${two(hours)}:${two(minutes)}`;
}

function zoneWords(zone: string): string {
  const plain = colon(zone);
  return plain === "Z" || /^[+-]00:00$/.test(plain) ? T.utc : plain;
}

function colon(zone: string): string {
  return /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}
