/** The columns of the evidence grid: what a cell shows, how it is filtered, and which can be edited in place. They save nothing. */
import { useMemo } from "react";
import {
  CLASSIFICATION,
  ClassificationMark,
  choicesOf as choicesOfWords,
  codeChoices,
  count,
  type Dates,
  EVIDENCE_KIND,
  EVIDENCE_STATE,
  EvidenceStateMark,
  type Find,
  useDates,
  useFind,
} from "../../audit";
import { type CellEdit, type GridColumn, type GridLayout, Mark } from "../../kit";
import type { EvidenceLine } from "../../wire/wire.gen";
import { choicesOf, type Query } from "./query";
import { isLive } from "./steps";
import { sizeWords, T } from "./texts";

type Column = GridColumn<EvidenceLine>;

/** Columns beside the preview. */
const NARROW = ["title", "controls", "state"];
/** Columns that stay hidden where the list has the whole width. */
const RARE = ["classification", "captured_at", "collected_by", "files", "size", "version"];

/** The layout where the list has the whole width. */
export const WIDE: GridLayout = { widths: {}, hidden: RARE, order: [] };

/** Whether a line's facts may be edited in place; an accepted one shows in its sheet what an edit does to it. */
function editable({ state }: EvidenceLine): true | string {
  if (!isLive(state)) return T.editGone;
  return state.state === "accepted" || state.state === "released" ? T.editInSheet : true;
}

function edits(find: Find): Record<string, CellEdit<EvidenceLine>> {
  const allowed = editable;
  return {
    title: { kind: "text", value: (line) => line.title, allowed },
    kind: { kind: "choice", value: (line) => line.kind, choices: choicesOfWords(EVIDENCE_KIND), allowed },
    classification: {
      kind: "choice",
      value: (line) => line.classification,
      choices: choicesOfWords(CLASSIFICATION),
      allowed,
    },
    controls: {
      kind: "choices",
      value: (line) => line.controls,
      choices: async (line, text) => {
        const found = await find(text);
        const there = codeChoices(line.controls).filter((one) => !found.some(({ value }) => value === one.value));
        return [...there, ...found];
      },
      allowed,
    },
    source_system: { kind: "text", value: (line) => line.source_system, allowed },
    collected_by: { kind: "text", value: (line) => line.collected_by, allowed },
  };
}

function columnsOf(dates: Dates, query: () => Query, edit: Record<string, CellEdit<EvidenceLine>>): Column[] {
  const some = (id: string) => ({ kind: "choice" as const, choices: () => choicesOf(query(), id) });
  const plain = (id: keyof typeof T.columns, width: number, text: (line: EvidenceLine) => string): Column => ({
    id,
    title: T.columns[id],
    width,
    text,
    cell: text,
    sortable: true,
    hidden: !NARROW.includes(id),
    edit: edit[id],
  });
  const number = (id: "files" | "missing" | "version", width: number): Column => ({
    ...plain(id, width, (line) => count(line[id])),
    align: "end",
    filter: { kind: "number" },
    number: (line) => line[id],
  });
  const missing = (line: EvidenceLine) => (line.missing === 0 ? "" : count(line.missing));
  return [
    {
      ...plain("title", 190, (line) => line.title),
      minWidth: 120,
      grow: 1,
      pinned: true,
      filter: { kind: "text" },
      className: "medium",
      cell: (line) => (
        <span className="evidence-title">
          <span className="clip">{line.title}</span>
          {line.missing > 0 && isLive(line.state) && (
            <Mark shape="triangle-mark" tone="high" label={T.intake.missing(line.missing)} />
          )}
        </span>
      ),
    },
    { ...plain("reference", 76, (line) => line.reference), filter: { kind: "text" }, className: "dim" },
    {
      ...plain("controls", 92, (line) => line.controls.join(", ")),
      filter: some("controls"),
      cell: ({ controls }) => (
        <>
          {controls[0]}
          {controls.length > 1 && <span className="faint">{` +${controls.length - 1}`}</span>}
        </>
      ),
    },
    {
      ...plain("state", 100, (line) => EVIDENCE_STATE[line.state.state]),
      filter: some("state"),
      cell: (line) => <EvidenceStateMark state={line.state} />,
    },
    { ...plain("kind", 116, (line) => EVIDENCE_KIND[line.kind]), filter: some("kind") },
    {
      ...plain("classification", 116, (line) => CLASSIFICATION[line.classification]),
      filter: some("classification"),
      cell: (line) => <ClassificationMark value={line.classification} />,
    },
    {
      ...plain("covers_from", 200, (line) => (line.covers ? dates.covers(line.covers) : "")),
      filter: { kind: "day" },
    },
    {
      ...plain("captured_at", 150, (line) => (line.captured_at ? dates.zoned(line.captured_at) : "")),
      filter: { kind: "day" },
    },
    { ...plain("received_at", 92, (line) => dates.short(line.received_at)), filter: { kind: "day" } },
    { ...plain("source_system", 150, (line) => line.source_system), filter: some("source_system") },
    { ...plain("collected_by", 130, (line) => line.collected_by), filter: some("collected_by") },
    number("files", 56),
    {
      ...plain("size", 76, (line) => sizeWords(line.size)),
      align: "end",
      filter: { kind: "number" },
      number: (line) => line.size,
    },
    { ...number("missing", 74), text: missing, cell: missing },
    number("version", 70),
  ];
}

/** The columns; `query` is that of the moment, for the choices of their filters. */
export function useColumns(query: () => Query): readonly Column[] {
  const dates = useDates();
  const find = useFind("control", { by: "reference" });
  return useMemo(() => columnsOf(dates, query, edits(find)), [dates, query, find]);
}
