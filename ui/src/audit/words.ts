/** The audit's words for every value of the wire that a person sees: one total table for each enum, by noun. It never decides anything. */
import type { Choice } from "../kit";

export * from "./words/control";
export * from "./words/engagement";
export * from "./words/evidence";
export * from "./words/message";
export * from "./words/packet";
export * from "./words/work";

/** Titles of the series of criteria, in the project's own words. */
export const SERIES: Readonly<Record<string, string>> = {
  CC1: "Control environment",
  CC2: "Information and communication",
  CC3: "Risk assessment",
  CC4: "Monitoring activities",
  CC5: "Control activities",
  CC6: "Logical and physical access",
  CC7: "System operations",
  CC8: "Change management",
  CC9: "Risk mitigation",
  A1: "Availability",
  C1: "Confidentiality",
  PI1: "Processing integrity",
  P1: "Notice",
  P2: "Choice and consent",
  P3: "Collection",
  P4: "Use, retention and disposal",
  P5: "Access",
  P6: "Disclosure and notification",
  P7: "Quality",
  P8: "Monitoring and enforcement",
};

/** The series of a criterion: `CC6` of `CC6.1`. */
export function seriesOf(criterion: string): string {
  return criterion.split(".")[0] ?? criterion;
}

/** A series with its title: `CC6 Logical and physical access`. */
export function seriesWords(series: string): string {
  const title = SERIES[series];
  return title ? `${series} ${title}` : series;
}

/** A table of words as choices of a field or a filter, in the table's order; some may be left out. */
export function choicesOf<Value extends string>(
  words: Readonly<Record<Value, string>>,
  without: readonly Value[] = [],
): Choice[] {
  const values = Object.keys(words) as Value[];
  return values.filter((value) => !without.includes(value)).map((value) => ({ value, label: words[value] }));
}

/** A word of a table as it stands within a sentence: small, unless it is a name. */
export function within(word: string): string {
  const first = word.split(/[\s-]/, 1)[0] ?? "";
  const name = first === "Type" || /^\p{Lu}.*\p{Lu}/u.test(first);
  return name ? word : word.charAt(0).toLowerCase() + word.slice(1);
}
