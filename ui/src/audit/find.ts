/** Finds records by what is typed, as choices of pickers and of the grid's editors. It changes nothing and shows no more than a screen of them. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Choice } from "../kit";
import { type CommandName, call, type Request, type Response } from "../wire/call";
import { useEngagementOrNone } from "../wire/engagement";
import type { Person, Side } from "../wire/wire.gen";
import { PICK_TEXTS as T } from "./texts";
import { EVIDENCE_STATE, FINDING_STATE, GAP_STATE, LEVEL, SIDE, seriesWords, TASK_STATE } from "./words";

/** What can be found by typing. */
export type Findable =
  | "control"
  | "person"
  | "criterion"
  | "surface"
  | "evidence"
  | "gap"
  | "request"
  | "finding"
  | "task"
  | "team";

/** Which value a choice has: the record's id, or what people call it (code, reference or name), as the command asked for takes it. */
export type By = "id" | "reference";

export interface FindOptions {
  /** What a choice's value is; criteria and surfaces always have their code. */
  by?: By;
  /** The title stands in the label, for a field that shows one choice. */
  long?: boolean;
  /** Only people of this side. */
  side?: Side;
  /** What is retired, closed or replaced is found too. */
  all?: boolean;
}

/** Finds choices for a text. */
export type Find = (text: string) => Promise<Choice[]>;

/** Choices that are found at once, at most. */
const MOST = 50;

/** What a finder works with. */
interface Place {
  engagement: string | null;
  client: QueryClient;
  options: FindOptions;
}

/** Reads a whole list once and keeps it until the vault changes. */
function whole<Name extends CommandName>(place: Place, name: Name, request: Request<Name>): Promise<Response<Name>> {
  return place.client.fetchQuery({ queryKey: [name, request], queryFn: () => call(name, request) });
}

function pageQuery(place: Place, text: string) {
  const asked = text.trim();
  return {
    engagement: place.engagement,
    text: asked === "" ? null : asked,
    filters: [],
    sort: [],
    offset: 0,
    limit: MOST,
  };
}

/** A choice of a record with a code or reference and a title. */
function named(place: Place, record: { id: string; code: string; title: string; state?: string }): Choice {
  const { by, long } = place.options;
  const value = by === "reference" ? record.code : record.id;
  const hint = [long ? undefined : record.title, record.state].filter(Boolean).join(" · ");
  return { value, label: long ? `${record.code} ${record.title}` : record.code, ...(hint ? { hint } : {}) };
}

/** Rows of a list whose words hold all words that are typed. */
function holding<Row>(rows: readonly Row[], text: string, words: (row: Row) => string): Row[] {
  const wanted = text.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const holds = (row: Row) => wanted.every((word) => words(row).toLocaleLowerCase().includes(word));
  return rows.filter(holds).slice(0, MOST);
}

const FINDERS: Record<Findable, (place: Place, text: string) => Promise<Choice[]>> = {
  control: async (place, text) => {
    const { rows } = await call("control.page", { query: pageQuery(place, text) });
    const kept = rows.filter((row) => place.options.all || row.state.state !== "retired");
    return kept.map(({ id, code, title }) => named(place, { id, code, title }));
  },
  evidence: async (place, text) => {
    const { rows } = await call("evidence.page", { query: pageQuery(place, text) });
    const gone = ["superseded", "withdrawn"];
    const kept = rows.filter((row) => place.options.all || !gone.includes(row.state.state));
    return kept.map((row) =>
      named(place, { id: row.id, code: row.reference, title: row.title, state: EVIDENCE_STATE[row.state.state] }),
    );
  },
  gap: async (place, text) => {
    const { rows } = await call("gap.page", { query: pageQuery(place, text) });
    return rows.map((row) => {
      const state = `${LEVEL[row.level]} · ${GAP_STATE[row.state]}`;
      return named(place, { id: row.id, code: row.reference, title: row.title, state });
    });
  },
  request: async (place, text) => {
    const { rows } = await call("request.page", { query: pageQuery(place, text) });
    return rows.map((row) => {
      const code = row.auditor_id ?? row.reference;
      const choice = named(place, { id: row.id, code, title: row.wording });
      return place.options.by === "reference" ? { ...choice, value: row.reference } : choice;
    });
  },
  finding: async (place, text) => {
    const { rows } = await call("finding.page", { query: pageQuery(place, text) });
    return rows.map((row) =>
      named(place, { id: row.id, code: row.reference, title: row.wording, state: FINDING_STATE[row.state] }),
    );
  },
  task: async (place, text) => {
    const { rows } = await call("task.page", { query: pageQuery(place, text) });
    return rows.map(({ id, code, title, state }) => named(place, { id, code, title, state: TASK_STATE[state.state] }));
  },
  person: async (place, text) => {
    const people = await whole(place, "person.list", {});
    const { by, side } = place.options;
    const sided = people.filter((person) => !side || person.side === side);
    const found = holding(sided, text, (person) => `${person.name} ${person.role} ${person.team ?? ""}`);
    return found.map((person) => ({ ...personChoice(person), value: by === "reference" ? person.name : person.id }));
  },
  team: async (place, text) => {
    const teams = await whole(place, "team.list", {});
    const found = holding(teams, text, (row) => row.team.name);
    return found.map(({ team }) => ({
      value: place.options.by === "reference" ? team.name : team.id,
      label: team.name,
    }));
  },
  surface: async (place, text) => {
    const surfaces = await whole(place, "surface.list", {});
    const found = holding(surfaces, text, (surface) => `${surface.name} ${surface.code}`);
    return found.map((surface) => ({ value: surface.code, label: surface.name }));
  },
  criterion: async (place, text) => {
    const rows = await whole(place, "criterion.list", { engagement: place.engagement });
    const criteria = rows.map((row) => row.criterion);
    const kept = criteria.filter((criterion) => place.options.all || criterion.not_relevant === null);
    const found = holding(kept, text, (criterion) => `${criterion.code} ${criterion.title} ${criterion.series_title}`);
    return found.map(({ code, title, not_relevant }) => ({
      value: code,
      label: place.options.long ? `${code} ${title}` : code,
      hint: [place.options.long ? undefined : title, not_relevant === null ? undefined : T.notRelevant]
        .filter(Boolean)
        .join(" · "),
    }));
  },
};

/** A person as a choice by id, such as the owner that a row names. */
export function personChoice(person: Pick<Person, "id" | "name"> & Partial<Pick<Person, "role" | "side">>): Choice {
  const hint = [person.role, person.side ? SIDE[person.side] : undefined].filter(Boolean).join(" · ");
  return { value: person.id, label: person.name, ...(hint ? { hint } : {}) };
}

/** Codes or references as choices that stand for themselves, such as a row's criteria or controls. */
export function codeChoices(codes: readonly string[]): Choice[] {
  return codes.map((code) => ({ value: code, label: code }));
}

/** Series of the criteria as choices. */
export function seriesChoices(series: readonly string[]): Choice[] {
  return series.map((value) => ({ value, label: seriesWords(value) }));
}

/** A finder for the engagement that is shown; for the grid's editors: `choices: (_, text) => find(text)`. */
export function useFind(what: Findable, options: FindOptions = {}): Find {
  const engagement = useEngagementOrNone();
  const client = useQueryClient();
  const { by, long, side, all } = options;
  return useMemo(() => {
    const place: Place = { engagement, client, options: { by, long, side, all } };
    return (text) => FINDERS[what](place, text);
  }, [what, engagement, client, by, long, side, all]);
}

/** What is found, with the row's own first while nothing is typed, so that none of them is lost from sight. */
export function withOwn(own: readonly Choice[], text: string, found: readonly Choice[]): Choice[] {
  if (text !== "") return [...found];
  return [...own, ...found.filter((choice) => !own.some((one) => one.value === choice.value))];
}
