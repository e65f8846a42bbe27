/** The columns of a packet's exhibits, and what of them can be chosen. They decide nothing themselves. */
import { bytes, CLASSIFICATION, ClassificationMark, choicesOf } from "../../audit";
import { type GridColumn, Marked, type MarkShape, type Tone } from "../../kit";
import type { PreflightExhibit, PreflightPlace } from "../../wire/wire.gen";
import { choosable, type Draft } from "./draft";
import { T } from "./texts";

const LOOKS: Record<PreflightPlace, { shape: MarkShape; tone: Tone }> = {
  shown: { shape: "square-filled", tone: "accent" },
  listed_only: { shape: "square-hollow", tone: "low" },
  unreleased: { shape: "dashed-ring", tone: "none" },
  withheld: { shape: "cross", tone: "none" },
  not_part: { shape: "bar-ring", tone: "none" },
};

const WORDS = (words: Readonly<Record<string, string>>) =>
  choicesOf(words).map(({ label }) => ({ value: label, label }));

/** Only items that this packet may show can be chosen; all others say why not. */
function allowed(row: PreflightExhibit, draft: Draft, frozen: boolean): boolean | string {
  if (frozen) return T.frozenCell;
  const can = choosable(row, draft);
  return can === "choosable" ? true : can === "own" ? T.ownReason : T.notToShow;
}

export function exhibitColumns(draft: Draft, frozen: boolean): readonly GridColumn<PreflightExhibit>[] {
  const lacks = (row: PreflightExhibit) => draft.listOnly[row.evidence]?.trim() === "";
  const placeOf = (row: PreflightExhibit): PreflightPlace =>
    row.evidence in draft.listOnly && choosable(row, draft) === "choosable" ? "listed_only" : row.place;
  const reason = (row: PreflightExhibit) =>
    choosable(row, draft) === "choosable" ? (draft.listOnly[row.evidence] ?? "") : row.why;
  const may = (row: PreflightExhibit) => allowed(row, draft, frozen);
  return [
    {
      id: "exhibit",
      title: T.columns.exhibit,
      width: 74,
      pinned: true,
      sortable: true,
      cell: (row) => row.exhibit,
      text: (row) => row.exhibit,
      className: "strong",
    },
    {
      id: "title",
      title: T.columns.title,
      width: 200,
      grow: 4,
      minWidth: 140,
      sortable: true,
      filter: { kind: "text" },
      cell: (row) => row.title,
      text: (row) => row.title,
    },
    {
      id: "classification",
      title: T.columns.classification,
      width: 106,
      sortable: true,
      filter: { kind: "choice", choices: WORDS(CLASSIFICATION) },
      cell: (row) => <ClassificationMark value={row.classification} />,
      text: (row) => CLASSIFICATION[row.classification],
    },
    {
      id: "place",
      title: T.columns.place,
      width: 124,
      sortable: true,
      filter: { kind: "choice", choices: WORDS(T.places) },
      cell: (row) =>
        lacks(row) ? (
          <Marked shape="triangle-mark" tone="high">
            {T.needsReason}
          </Marked>
        ) : (
          <Marked {...LOOKS[placeOf(row)]}>{T.places[placeOf(row)]}</Marked>
        ),
      text: (row) => T.places[placeOf(row)],
      edit: {
        kind: "choice",
        value: placeOf,
        choices: choicesOf(T.places, ["unreleased", "withheld", "not_part"]),
        allowed: may,
      },
    },
    {
      id: "reason",
      title: T.columns.reason,
      width: 140,
      grow: 1,
      minWidth: 120,
      filter: { kind: "text" },
      cell: (row) => reason(row),
      text: (row) => reason(row),
      edit: { kind: "text", value: (row) => draft.listOnly[row.evidence] ?? "", allowed: may, clear: "" },
    },
    {
      id: "evidence",
      title: T.columns.evidence,
      width: 76,
      sortable: true,
      hidden: true,
      cell: (row) => row.evidence,
      text: (row) => row.evidence,
    },
    {
      id: "state",
      title: T.columns.state,
      width: 96,
      sortable: true,
      hidden: true,
      cell: (row) => row.state,
      text: (row) => row.state,
    },
    {
      id: "size",
      title: T.columns.size,
      width: 76,
      align: "end",
      hidden: true,
      sortable: true,
      cell: (row) => bytes(row.size),
      text: (row) => bytes(row.size),
      number: (row) => row.size,
    },
  ];
}
