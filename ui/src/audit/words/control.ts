/** The words of controls: their facts, ratings, coverage and occurrences. It never decides anything. */
import type {
  Aspect,
  Category,
  ControlState,
  ControlType,
  CoverageMark,
  CoverageState,
  Frequency,
  Instead,
  Level,
  Limit,
  Nature,
  OccurrenceStanding,
  OccurrenceState,
  OperatingBasis,
  PopulationKind,
  QuarterRule,
  RatingValue,
  Relation,
  ShownBy,
} from "../../wire/wire.gen";

/** Categories of the criteria, and so of an engagement. */
export const CATEGORY: Record<Category, string> = {
  security: "Security",
  availability: "Availability",
  confidentiality: "Confidentiality",
  processing_integrity: "Processing integrity",
  privacy: "Privacy",
};

export const CONTROL_TYPE: Record<ControlType, string> = {
  preventive: "Preventive",
  detective: "Detective",
  corrective: "Corrective",
};

export const NATURE: Record<Nature, string> = {
  manual: "Manual",
  automated: "Automated",
  it_dependent_manual: "IT-dependent manual",
};

export const FREQUENCY: Record<Frequency, string> = {
  continuous: "Continuous",
  per_event: "Per event",
  daily: "Daily",
  weekly: "Weekly",
  monthly: "Monthly",
  quarterly: "Quarterly",
  semi_annual: "Half-yearly",
  annual: "Annual",
};

export const QUARTER_RULE: Record<QuarterRule, string> = {
  calendar: "Quarters of the calendar year",
  period: "Quarters counted from the start of the audit period",
};

export const CONTROL_STATE: Record<ControlState["state"], string> = {
  planned: "Planned",
  in_place: "In place",
  retired: "Retired",
};

/** How a framework's reference lies to a control. */
export const RELATION: Record<Relation, string> = {
  equal: "The same ground",
  subset: "Mostly inside",
  intersects: "Overlaps in part",
};

/** How a control is shown over a period. */
export const SHOWN_BY: Record<ShownBy, string> = {
  occurrences: "Occurrences",
  population: "Population of events",
  configuration: "Configuration and change history",
};

/** The full words of a rating. */
export const RATING: Record<RatingValue, string> = {
  not_rated: "Not rated",
  not_evaluable_yet: "Not evaluable yet",
  deficient: "Deficient",
  partly: "Partly effective",
  effective: "Effective",
};

/** A rating as a grid says it. */
export const RATING_SHORT: Record<RatingValue, string> = {
  not_rated: "Unrated",
  not_evaluable_yet: "Not yet",
  deficient: "Deficient",
  partly: "Partly",
  effective: "Effective",
};

export const ASPECT: Record<Aspect, string> = { design: "Design", operation: "Operation" };

export const COVERAGE: Record<CoverageState, string> = {
  covered: "Covered",
  with_subservice: "Covered with subservice organisation",
  one_control: "One control",
  design_gap: "Design gap",
  not_relevant: "Not relevant",
};

export const OCCURRENCE: Record<OccurrenceState, string> = {
  upcoming: "Upcoming",
  last_chance: "Last chance",
  missed: "Missed",
  not_expected: "Not expected",
  performed: "Done, no evidence",
  evidenced: "Done with evidence",
};

/** How an occurrence stands where more is said than its state, such as in a walkthrough. */
export const STANDING: Record<OccurrenceStanding, string> = {
  missed: "Missed",
  missed_or_withheld: "Missed or withheld",
  last_chance: "Last chance",
  exception: "Exception",
  performed: "Done, no evidence",
  upcoming: "Upcoming",
  evidenced: "Done with evidence",
  not_expected: "Not expected",
};

export const POPULATION_KIND: Record<PopulationKind, string> = {
  workers: "Workers",
  joiners: "Joiners",
  leavers: "Leavers",
  access_grants: "Access grants",
  changes: "Changes",
  incidents: "Incidents",
  vendors: "Vendors",
  assets: "Assets",
  other: "Other",
};

/** What an auditor usually accepts in place of a lost occurrence; the same words as in a packet. None of it makes the occurrence good. */
export const INSTEAD: Record<Instead, string> = {
  account:
    "Record the exception as it is: the facts, how many of how many, the cause and the effect on commitments. Nothing made afterwards repairs it.",
  compensating_control:
    "Name another control that ran on those days and limits the harm, with dated evidence of its own.",
  performed_late: "Perform it now under its true date: that shows the matter was looked at, not that it was in time.",
  later_occurrences: "Mend the cause, and show every later occurrence performed in time.",
  other_period:
    "Ask the auditor, before fieldwork, whether a period that begins after it would serve the report’s users.",
};

/** What a rating of operation rests on. */
export const OPERATING_BASIS: Record<OperatingBasis, string> = {
  over_time: "Evidence over time",
  configuration_and_history: "Automated control: inspected configuration with its change history over the period",
  document_in_force: "Document in force over the period, by its version dates",
};

/** What a cell of the coverage picture says. */
export const COVERAGE_MARK: Record<CoverageMark, string> = {
  key: "Key control",
  other: "Other control",
  retired: "Retired control, covers nothing",
};

/** What holds a criterion's readiness down. */
const LIMIT: Record<Extract<Limit, string>, string> = {
  none: "Nothing holds it down",
  one_control: "Rests on one control",
  no_control: "Has no control",
};

/** The same in words, with the level of the worst gap where that is the reason. */
export function limitWords(limit: Limit): string {
  return typeof limit === "string" ? LIMIT[limit] : WORST_GAP[limit.gap];
}

const WORST_GAP: Record<Level, string> = {
  low: "Its worst open gap is low",
  medium: "Its worst open gap is medium",
  high: "Its worst open gap is high",
  critical: "Its worst open gap is critical",
};
