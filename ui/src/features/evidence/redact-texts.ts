/** The words of redacting. */
import { count } from "../../audit";

const many = (n: number, one: string, more: string) => `${count(n)} ${n === 1 ? one : more}`;

export const R = {
  open: "Redact…",
  again: "Redact more…",
  title: (name: string) => `Redact ${name}`,
  whole:
    "Can’t be redacted in part. Attach what may be shown as PDF or CSV, or say in its facts that packets only list it. They still name its hash, size and name then, and a short secret can be guessed from its hash: rather withdraw such an item, or don’t have it released.",
  says: "Packets hold a redacted copy in place of this file, and say so, why and by whom. The original stays in the vault.",
  stands: "Redacted already",
  standsHint: "It stays so, and what is chosen here is added. To give something back, take the redaction back first.",
  standingArea: (page: number, x: number, y: number, width: number, height: number) =>
    `Page ${page}: ${width} by ${height} mm, ${x} mm from the left and ${y} mm from the top`,
  standingColumn: (number: number, heading: string, whole: boolean) =>
    `Column ${number}${heading === "" ? "" : ` (${heading})`}, ${whole ? "with its heading" : "below its heading"}`,
  standingCell: (row: number, column: number) => `Cell ${row}:${column}`,
  release: "The client’s release is taken back: what packets hold is another file.",
  reason: "Why",
  reasonHint: "Of all that is redacted of the file. Packets say it.",
  act: "Redact",
  cancel: "Cancel",
  done: (reference: string, name: string, removed: string) =>
    `${reference}: packets hold ${name} now, in all without ${removed}. Look at it before it is released.`,
  alsoIn: (references: string) => `The same content is in ${references} unredacted.`,
  earlier: (references: string) =>
    `Of its earlier versions ${references} nothing is redacted; packets as of an earlier day hold them.`,
  exported: (n: number) => `It left in ${many(n, "packet", "packets")} before; those stay as they are.`,
  draw: "Draw rectangles over what is to go, or add areas below and type where they are.",
  page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  previous: "Previous page",
  next: "Next page",
  drawing: (page: number, pages: number) => `Page ${page} of ${pages}, to draw areas on`,
  loading: "Drawing the page",
  noPage: "This file can’t be drawn, so nothing of it can be redacted.",
  areas: "Areas",
  areasHint: "Millimetres from the page’s top left corner.",
  none: "None yet.",
  area: (number: number) => `Area ${number}`,
  add: "Add an area",
  remove: (number: number) => `Remove area ${number}`,
  sides: { page: "Page", x: "Left", y: "Top", width: "Width", height: "Height" },
  columns: "Columns",
  columnsHint: "Every cell under the heading goes; the heading stays.",
  unnamed: (number: number) => `Column ${number}, with its first row`,
  more: "Further columns aren’t shown here: name them on the terminal (vouchsafe evidence redact --column).",
  cells: "Cells",
  cellsHint:
    "One a line, row and column, such as 14:3. Rows are numbered as in the preview and in packets: 1 is the first one below the heading, 0 the heading.",
  cellsWrong: "must be lines such as 14:3",
  redacted: "Redacted",
  by: (removed: string, who: string, when: string) => `${removed}, by ${who} on ${when}`,
  copy: "Look at the copy",
  original: "Look at the original",
  undrawn: (n: number) => `${many(n, "thing", "things")} could not be drawn and is not in the copy. Packets say so.`,
  takeBack: "Take back…",
  takeBackTitle: (name: string) => `Take the redaction of ${name} back`,
  takeBackSays: "Packets hold the original again, once the client releases it anew.",
  takeBackAct: "Take back",
  takenBack: (reference: string) => `${reference}: packets hold the original again.`,
  removedAreas: (n: number, pages: number) => `${many(n, "area", "areas")} on ${many(pages, "page", "pages")}`,
  removedCells: (columns: number, cells: number) =>
    [columns > 0 && many(columns, "column", "columns"), cells > 0 && many(cells, "cell", "cells")]
      .filter(Boolean)
      .join(" and "),
};
