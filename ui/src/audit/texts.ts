/** The words of this room's parts other than those of the wire's values: dates, marks, pickers, previews, histories. */
const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

const shownOf = (shown: string, all: string, one: string, many: string) =>
  `${shown === all ? "" : `${shown} of `}${all} ${all === "1" ? one : many}`;

export const DATE_TEXTS = {
  months: [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ],
  utc: "UTC",
  to: "to",
  today: "today",
  tomorrow: "tomorrow",
  yesterday: "yesterday",
  inDays: (n: number) => `in ${plural(n, "day", "days")}`,
  daysAgo: (n: number) => `${plural(n, "day", "days")} ago`,
  businessDays: (n: number) => plural(n, "business day", "business days"),
  inBusinessDays: (n: number) => (n === 0 ? "today" : `in ${plural(n, "business day", "business days")}`),
  businessDaysOver: (n: number) => `${plural(n, "business day", "business days")} over`,
  asOf: (day: string) => `as of ${day}`,
  inForceSince: (day: string) => `in force since ${day}`,
  inForce: (from: string, until: string) => `in force ${from} to ${until}`,
  noCovers: "no period or day",
  zoneNeeded: "Add the zone, such as UTC or +02:00.",
  notAnInstant: "Write day, time and zone, such as 2026-10-02 06:14 UTC.",
  instantFormat: "YYYY-MM-DD HH:MM UTC",
} as const;

export const MARK_TEXTS = {
  withReason: (state: string, reason: string) => `${state}: ${reason}`,
  gaps: (n: number, level: string) => `${n} ${level}`,
  gapsRead: (n: number, level: string) => `${plural(n, "open gap", "open gaps")}, the worst ${level}`,
  expected: (n: number) => `${n} expected`,
  done: (n: number) => `${n} done`,
  missed: (n: number) => `${n} missed`,
  nextDue: (day: string) => `next due by ${day}`,
  noOccurrences: "No occurrence expected",
  events: (n: string, one: boolean) => `${n} ${one ? "event" : "events"}`,
  noEvents: "No events yet",
  configuration: "config + log",
  configurationRead: "Shown by configuration and change history",
  markRead: (span: string, state: string) => `${span} ${state}`,
  unrecoverable: "Missed, unrecoverable",
  lostSince: (key: string, day: string) => `${key}, since ${day}`,
  performedLate: (day: string) => `Performed late, on ${day}.`,
  instead: "What an auditor would accept instead",
} as const;

export const PICK_TEXTS = {
  control: "Control",
  controls: "Controls",
  person: "Person",
  people: "People",
  criterion: "Criterion",
  criteria: "Criteria",
  surface: "Surface",
  surfaces: "Surfaces",
  evidence: "Evidence item",
  evidences: "Evidence items",
  gap: "Gap",
  gaps: "Gaps",
  request: "Request",
  requests: "Requests",
  finding: "Finding",
  findings: "Findings",
  task: "Task",
  tasks: "Tasks",
  team: "Team",
  placeholder: "Type to search",
  notRelevant: "not relevant",
  more: (n: number) => `+${n}`,
  allCriteria: (all: string) => `Criteria ${all}`,
  noCriteria: "No criterion",
} as const;

export const LINK_TEXTS = {
  open: (noun: string, name: string) => `${noun} ${name}, open`,
} as const;

export const PREVIEW_TEXTS = {
  label: (name: string) => `Preview of ${name}`,
  loading: (name: string) => `Reading ${name}`,
  pageLoading: "Drawing the page",
  page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  pageAlt: (page: number, pages: number, name: string) =>
    `Page ${page} of ${pages} of ${name}. Its words stand beside it.`,
  pageAltNoText: (page: number, pages: number, name: string) =>
    `Page ${page} of ${pages} of ${name}. It has no words of its own.`,
  previous: "Previous page",
  next: "Next page",
  previousSheet: "Previous sheet",
  nextSheet: "Next sheet",
  goTo: "Page",
  of: (pages: number) => `of ${pages}`,
  zoomIn: "Larger",
  zoomOut: "Smaller",
  fit: "Fit width",
  zoom: (percent: number) => `${percent} %`,
  textBeside: "Text beside",
  textOfPage: "Text of this page",
  noText: "This page has no words of its own, such as a scan.",
  file: "File",
  sheet: "Sheet",
  sheetNumber: (n: number) => `Sheet ${n}`,
  row: "Row",
  sheetOf: (page: number, sheets: number) => `Sheet ${page} of ${sheets}`,
  rows: (shown: string, all: string) => shownOf(shown, all, "row", "rows"),
  columns: (shown: string, all: string) => shownOf(shown, all, "column", "columns"),
  lines: (shown: string, all: string) => shownOf(shown, all, "line", "lines"),
  moreRows: (n: string) => `Show ${n} more rows`,
  cut: "What is left out here is in the original.",
  replaced: (n: string) => `${n} bytes aren’t text in this file’s encoding and show as \uFFFD.`,
  indented: "Broken into lines here; the original stands on one line.",
  undrawn: (n: number) => `${plural(n, "thing", "things")} on this page couldn’t be drawn. Look at the original.`,
  notShown: "This file isn’t shown here",
  because: (reason: string) => `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`,
  notShownSafe: "The original is kept in the vault, byte for byte.",
  pictureGone: "The picture is no longer kept",
  pictureGoneTodo: "It made room for newer ones. Draw it again.",
  drawAgain: "Draw again",
  tableLabel: (name: string) => `Cells of ${name}`,
  column: (n: number) => `Column ${n}`,
  linesLabel: (name: string) => `Lines of ${name}`,
} as const;

export const HISTORY_TEXTS = {
  label: "History",
  none: "Nothing was changed yet.",
  loading: "Reading the history",
  row: (seq: string) => `Row ${seq}`,
  openRow: (seq: string) => `Row ${seq} of the activity log, open`,
  made: "came to be",
  removed: "was removed",
  undone: "undone",
  empty: "nothing",
  change: (field: string, before: string, after: string) => `${field}: ${before} → ${after}`,
  changeRead: (field: string, before: string, after: string) => `${field} from ${before} to ${after}`,
  moreChanges: (n: number) => `${n} more`,
  older: "Older",
} as const;

export const DONE_TEXTS = {
  undone: "Undone.",
  undoFailed: (why: string) => `It could not be undone. ${why}`,
  undoByKey: "Ctrl Z undoes it.",
} as const;

export const INTAKE_TEXTS = {
  covers: "What it speaks for",
  coversHint: "A point in time supports a design. Operation needs a period.",
  from: "From",
  to: "To",
  on: "As of",
  since: "In force since",
  until: "Until",
  untilHint: "Empty while it is in force.",
  order: "The last day lies before the first.",
  none: "Not known yet",
  ipe: "Completeness and accuracy (IPE)",
  system: "System",
  environment: "Environment",
  environmentHint: "Such as production.",
  query: "Query or filter",
  queryPlaceholder: "How it was produced",
  runBy: "Run by",
  runAt: "Run at",
  rowCount: "Row count",
  tieOut: "Tie-out",
  tieOutPlaceholder: "Compared with which total?",
  approvedBy: "Approved by",
  approvedOn: "Approved on",
} as const;

export const MISSING_TEXTS = {
  title: (n: number) => plural(n, "answer missing", "answers missing"),
  list: "Missing",
  none: "Nothing is missing",
} as const;

export const OLDER_TEXTS = {
  accept: "Open this older copy",
  title: "Go on with this older copy?",
  words:
    "From now on this folder is the vault. What was done only in the newer one isn’t in it and can’t be joined to it later: should the newer folder turn up, this computer takes that one for the older.",
  logged: "The activity log notes that it was accepted, and which row was seen before.",
  copy: "this older copy",
} as const;

export const NEW_PASSPHRASE_TEXTS = {
  again: "The new passphrase again",
  strength: "Strength",
  missingStrength: "The new passphrase isn’t strong enough yet.",
  missingAgain: "Both must be the same.",
} as const;
