/** How a saved view is written as text and read again. A text of another program version that it doesn't understand gives no view, never half of one. */
import type { GridFilters, SavedView } from "../kit";

/** Raised when what is written means something else than before. */
const VERSION = 1;

export function layoutOf({ layout, sort, filters, group }: SavedView): string {
  return JSON.stringify({ version: VERSION, layout, sort, filters, group });
}

/** The view that a text says; undefined where it isn't one. */
export function viewOf(name: string, text: string): SavedView | undefined {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(said) || said.version !== VERSION) return undefined;
  const { layout, sort, filters, group } = said;
  const whole =
    (layout === null || isLayout(layout)) &&
    Array.isArray(sort) &&
    sort.every(isBy) &&
    isObject(filters) &&
    Object.values(filters).every(isTest) &&
    (group === null || isBy(group));
  return whole ? ({ name, layout, sort, filters: filters as GridFilters, group } as SavedView) : undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isTexts = (value: unknown) => Array.isArray(value) && value.every((one) => typeof one === "string");

const isBy = (value: unknown) =>
  isObject(value) && typeof value.column === "string" && typeof value.descending === "boolean";

const isLayout = (value: unknown) =>
  isObject(value) &&
  isObject(value.widths) &&
  Object.values(value.widths).every((width) => typeof width === "number" && width > 0) &&
  isTexts(value.hidden) &&
  isTexts(value.order) &&
  (value.pinned === undefined || isTexts(value.pinned));

const isEnd = (value: unknown) => value === null || typeof value === "string";

/** What each test of a filter says besides its name. */
const TESTS = new Map<unknown, (test: Record<string, unknown>) => boolean>([
  ["any_of", ({ values }) => isTexts(values)],
  ["contains", ({ text }) => typeof text === "string"],
  ["between", ({ from, to }) => isEnd(from) && isEnd(to)],
  ["empty", () => true],
  ["filled", () => true],
]);

const isTest = (value: unknown) => isObject(value) && TESTS.get(value.is)?.(value) === true;
