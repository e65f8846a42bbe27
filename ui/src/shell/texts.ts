/** The words of the frame: rail, bars, palette and the gate before a vault is open. */
export const TEXTS = {
  product: "Vouchsafe",
  skip: "Skip to the view",
  views: {
    overview: "Overview",
    scope: "Scope",
    matrix: "Matrix",
    evidence: "Evidence",
    requests: "Requests",
    gaps: "Gaps",
    findings: "Findings",
    plan: "Plan",
    communications: "Communications",
    packets: "Packets",
    activity: "Activity",
    settings: "Settings",
  },
  rail: "Views",
  collapse: "Collapse",
  expand: "Expand",
  lock: "Lock",
  search: "Go to or do anything",
  daysLeft: (days: number) => (days === 1 ? "1 day" : `${days} days`),
  leftInPeriod: "left in period",
  periodOver: "Period over",
  fieldworkIn: (days: number) => `fieldwork in ${days}`,
  fieldworkRuns: "fieldwork runs",
  noFieldwork: "no fieldwork date",
  noEngagement: "No engagement yet",
  engagements: "Engagements",
  typeOne: "Type I",
  typeTwo: "Type II",
  readiness: "Readiness",
  saved: "Saved",
  readOnly: "Reading only",
  backupDue: (days: number | null) =>
    days === null ? "Backup due, none made yet" : `Backup due, last one ${days} days old`,
  stale: (what: string) => `The vault’s state is the one from before. ${what}`,
  doing: (words: string) => words.charAt(0).toLocaleUpperCase() + words.slice(1),
  cancel: "Cancel",
  log: (seq: number) => `Log ${spaced(seq)}`,
  offline: "Offline by design",
  size: (bytes: number) => bytesInWords(bytes),
  notLocked: "The vault was not locked.",
  notSaved: "The setting was not saved.",
  notCancelled: "It was not cancelled.",
  undone: (words: string) => `Undone: ${words}`,
  nothingToUndo: "There is nothing of this sitting to undo.",
  lockedWhy: {
    asked: "You locked the vault.",
    idle: "Nobody did anything for a while, so the vault was locked.",
    sleep: "The computer went to sleep, so the vault was locked.",
    screen: "The screen was locked, and the vault with it.",
    end: "The program ended.",
    fault: "A fault of the program locked the vault. All that was saved is kept.",
  },
  found: "Found",
  inVault: "In the vault",
  searching: "Searching",
  hits: (shown: number, total: number, atLeast: boolean) =>
    shown < total || atLeast ? `The best ${shown} of ${spaced(total)}${atLeast ? " or more" : ""}` : `${shown} found`,
  keyChoose: "choose",
  keyOpen: "open",
  keyClose: "close",
  nothingFound: "Nothing of that name or text.",
  goTo: "go to",
  act: "do",
  startWalkthrough: "Start a walkthrough",
  parts: {
    matrix: { grid: "Grid", calendar: "Period calendar", coverage: "Coverage" },
    scope: {
      client: "Client",
      system: "System",
      engagement: "Engagement",
      criteria: "Criteria",
      surfaces: "Surfaces",
      organisations: "Organisations",
      people: "People",
    },
    gaps: { heat: "Heat map", rollup: "Roll-up", severity: "Severity" },
    plan: { bars: "Bars" },
    communications: { plan: "Plan", messages: "Messages" },
    packets: { exported: "Exported", verify: "Verify a file" },
    overview: { follow_ups: "Follow-ups of the walkthroughs" },
    settings: {
      device: "This device",
      keys: "Keys of the vault",
      backup: "Backups",
      person: "Who works here",
      check: "Check the vault",
      texts: "Texts of evidence files",
      mappings: "Saved sheet mappings",
      about: "About Vouchsafe",
    },
  },
  partOf: (view: string, part: string) => `${view}: ${part}`,
  showEngagement: (title: string) => `Show ${title}`,
  exportPacket: "Export a packet",
  undoLast: "Undo the last change",
  lockVault: "Lock the vault",
  dropHere: "Drop to add as evidence",
} as const;

/** A whole number with thin spaces between thousands. */
export function spaced(count: number): string {
  return String(Math.trunc(count)).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** Bytes as people say them, in powers of ten. */
export function bytesInWords(bytes: number): string {
  const steps: [number, string][] = [
    [1e9, "GB"],
    [1e6, "MB"],
    [1e3, "kB"],
  ];
  for (const [step, unit] of steps)
    if (bytes >= step) return `${(bytes / step).toFixed(bytes >= step * 100 ? 0 : 1)} ${unit}`;
  return `${bytes} B`;
}
