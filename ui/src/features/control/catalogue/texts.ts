/** The words of taking controls from the catalogue. They hold no facts of a client. */
const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
const controls = (n: number) => plural(n, "control", "controls");

export const S = {
  open: "Catalogue",
  title: "From the catalogue",
  words:
    "Typical controls by pack, to be tailored. What you take is planned: it claims nothing until it is in place and rated.",
  search: "Search code, title, statement or criterion",
  tree: "Typical controls by pack",
  take: (n: number) => (n === 0 ? "Take controls" : `Take ${controls(n)}`),
  taken: (n: number) => `${plural(n, "control was", "controls were")} taken from the catalogue.`,
  inMatrix: "In the matrix",
  takenShort: "Taken",
  of: (free: number, all: number) => (free === all ? controls(all) : `${free} of ${controls(all)} to choose`),
  none: "No control of the catalogue has these words.",
  look: "Move to a control to see what it says.",
  detail: "What the catalogue says of it",
  criteria: "Criteria",
  frequency: "Frequency",
  surfaces: "Surfaces",
  pack: "Pack",
  leftOut: (n: number) =>
    `${plural(n, "surface that the catalogue names is", "surfaces that the catalogue names are")} not in scope here and left out.`,
  packWords: (taken: number) =>
    taken === 0
      ? "None of them is in the matrix yet."
      : `${controls(taken)} in the matrix already; they stay as they are.`,
} as const;
