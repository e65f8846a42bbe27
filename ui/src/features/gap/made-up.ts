/** Made-up gaps for this feature's tests. No client of anybody. */
import { PEOPLE } from "../../audit/rows/testing";
import type { CommandName, Request, Response } from "../../wire/call";
import type { Gap, GapLine, HeatMapSheet } from "../../wire/wire.gen";
import { levelOf } from "./steps";

/** Answers of the program, as the fake wire takes them. */
type Answers = { [Name in CommandName]?: (request: Request<Name>) => Response<Name> | Promise<Response<Name>> };

export function gap(number: number, over: Partial<Gap> = {}): Gap {
  return {
    id: `g${number}`,
    revision: 1,
    engagement: "eng-1",
    number,
    title: `Gap ${number}`,
    source: "self_assessment",
    kind: "operation",
    description: `Found ${number}`,
    root_cause: "",
    criteria: ["CC6.1"],
    controls: ["c1"],
    surfaces: ["identity"],
    severity: { likelihood: 3, impact: 4 },
    effort_days: 5,
    cost: { low: 1000, high: 2000, currency: "USD", basis: "Two quotes" },
    reference: null,
    owner: "p1",
    found_on: "2026-10-01",
    due_on: "2026-12-11",
    remedy: "Mend it",
    acceptance: [{ text: "Runs weekly", shown_by: "Export", due_on: null, met: false }],
    state: "open",
    fixed_on: null,
    retest: null,
    operating_since: null,
    acceptance_of_risk: null,
    prior: null,
    pattern: null,
    internal_note: "",
    ...over,
  };
}

export function lineOf(own: Gap, over: Partial<GapLine> = {}): GapLine {
  const { id, revision, number, title, state, severity, kind, source, cost, effort_days, owner } = own;
  return {
    ...{ id, revision, number, title, state, severity, kind, source, cost, effort_days, owner },
    reference: `GAP-00${number}`,
    open: true,
    level: levelOf(severity),
    score: severity.likelihood * severity.impact,
    owner_name: "Marta Duarte",
    found_on: own.found_on,
    due_on: own.due_on,
    surfaces: own.surfaces,
    criteria: own.criteria,
    controls: ["CORE-24"],
    ...over,
  };
}

export const GAPS = [
  gap(1),
  gap(2, { severity: { likelihood: 5, impact: 5 }, surfaces: ["identity", "crm"], criteria: ["CC6.1", "A1.2"] }),
  gap(3, {
    surfaces: [],
    criteria: [],
    severity: { likelihood: 1, impact: 2 },
    cost: { low: 10, high: 20, currency: "EUR", basis: "Hours" },
    effort_days: null,
  }),
  gap(4, { cost: null }),
];

const link = (ids: string[]) => ({ noun: "gap" as const, ids, more: 0 });
const none = { level: null, costs: [], gaps: link([]) };

export const MAP: HeatMapSheet = {
  today: "2026-11-21",
  series: [
    { code: "CC6", title: "Logical and physical access" },
    { code: "A1", title: "Availability" },
  ],
  surfaces: [
    {
      id: "s1",
      code: "identity",
      name: "Cloud identity",
      cells: [
        {
          cell: { cell: "gaps", score: 25, count: 3 },
          level: "critical",
          words: "3 open gaps, worst 25",
          costs: [{ currency: "USD", low: 2000, high: 4000, gaps: 2 }],
          gaps: link(["g1", "g2", "g4"]),
        },
        { cell: { cell: "not_judged" }, words: "not evaluable yet", ...none },
      ],
    },
    {
      id: "s2",
      code: "crm",
      name: "CRM",
      cells: [
        { cell: { cell: "clear" }, words: "no open gap", ...none },
        { cell: { cell: "accepted_risk", judged: true }, words: "risk accepted", ...none, gaps: link(["g3"]) },
      ],
    },
  ],
  elsewhere: link(["g3"]),
};

/** What the view reads when it opens, over which a test lays its own. */
export function answers(over: Answers = {}): Answers {
  return {
    "gap.page": ({ query }) => {
      const only = query.filters.find((one) => one.column === "reference")?.test;
      const lines = GAPS.map((one) => lineOf(one));
      const rows = only?.is === "any_of" ? lines.filter((one) => only.values.includes(one.reference)) : lines;
      return { total: rows.length, all: lines.length, offset: 0, rows };
    },
    "gap.list": () => GAPS,
    "gap.show": ({ gap: id }) => GAPS.find((one) => one.id === id || id.endsWith(String(one.number))) ?? gap(1),
    "surface.list": () => [],
    "person.list": () => PEOPLE,
    "task.page": () => ({ total: 0, all: 0, offset: 0, rows: [] }),
    "finding.list": () => [],
    "record.history": () => [],
    "heat_map.show": () => MAP,
    "unsaved.list": () => [],
    "unsaved.keep": () => null,
    "unsaved.forget": () => null,
    ...over,
  };
}
