/** The words of redacting. */
import { count } from "../../audit";

const many = (n: number, one: string, more: string) => `${count(n)} ${n === 1 ? one : more}`;

export const R = {
  open: "Redact…",
  again: "Redact anew…",
  title: (name: string) => `Redact ${name}`,
  whole:
    "Can’t be redacted in part. Say in its facts that packets only list it, or attach what may be shown as PDF or CSV.",
  says: "Packets hold a redacted copy in place of this file, and say so, why and by whom. The original stays in the vault.",
  release: "The client’s release is taken back: what packets hold is another file.",
  reason: "Why",
  reasonHint: "Packets say it.",
  act: "Redact",
  cancel: "Cancel",
  done: (reference: string, name: string) =>
    `${reference}: packets hold ${name} now. Look at it before it is released.`,
  alsoIn: (references: string) => `The same content is in ${references} unredacted.`,
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
  cellsHint: "One a line, row and column from 1, such as 14:3. The heading is row 1.",
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
