/** Tests of redacting in the window: areas by pointer and by fields, columns and cells, what is sent, said and taken back. */
import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { violations } from "../../testing/axe";
import { fakeWire } from "../../testing/fakeWire";
import type { EvidenceItem, FilePreview, Redaction } from "../../wire/wire.gen";
import { type Answers, draw, requests } from "./drawn";
import { evidence, preview } from "./made-up";
import { forgetQueue } from "./queue";
import { areaOf, cellsOf, inMm, inUm, removedWords } from "./redact";

beforeEach(forgetQueue);

const PAGE: FilePreview = {
  kind: "page",
  page: 1,
  pages: 2,
  picture: { picture: 7, vector: false, width: 720, height: 1440 },
  text: null,
  undrawn: 0,
};
const TABLE: FilePreview = {
  kind: "table",
  page: 1,
  sheets: [],
  table: { name: null, header: ["user", "code", "code"], rows: [], total_rows: 2, total_columns: 3 },
};
const PDF = evidence(7);
const CSV = evidence(8, {
  files: PDF.files.map((file) => ({ ...file, id: "f-8", name: "codes.csv", file_type: "csv" as const })),
});
const REDACTION: Redaction = {
  twin: { id: "t-7", name: "listing-7.redacted.pdf", file_type: "pdf", size: 9, sha256: "ab".repeat(32) },
  cover: "cd".repeat(32),
  removed: { of: "areas", areas: [{ page: 1, x: 0, y: 0, width: 25_400, height: 25_400 }] },
  undrawn: 1,
  reason: "door codes",
  by: "Ines Okafor",
  at: "2026-11-21T09:00:00Z",
};
const redacted = (item: EvidenceItem): EvidenceItem => ({
  ...item,
  files: item.files.map((file) => ({ ...file, redaction: REDACTION })),
});

function drawn(item: EvidenceItem, shown: FilePreview, over: Answers = {}) {
  const answer = {
    item: redacted(item),
    file: item.files[0]?.id ?? "",
    removed: REDACTION.removed,
    release_revoked: false,
    also_in: ["EV-0003"],
    earlier: ["EV-0002"],
    exported: 1,
  };
  return draw(fakeWire, [item], {
    "evidence.preview": () => preview(item, shown),
    "evidence.redact": () => answer,
    "evidence.take_redaction_back": () => item,
    ...over,
  });
}

const asks = async (name: string, button = "Redact…") => {
  await userEvent.click(await screen.findByRole("button", { name: button }));
  return within(await screen.findByRole("dialog", { name: `Redact ${name}` }));
};

describe("redacting", () => {
  it("sends the areas that were drawn and typed, and why", async () => {
    const { asked } = drawn(PDF, PAGE);
    const dialog = await asks("listing-7.pdf");
    const paper = await dialog.findByRole("img", { name: "Page 1 of 2, to draw areas on" });
    paper.getBoundingClientRect = () => ({ left: 0, top: 0, width: 360, height: 720 }) as DOMRect;
    fireEvent.pointerDown(paper, { button: 0, clientX: 36, clientY: 72 });
    fireEvent.pointerMove(paper, { clientX: 100, clientY: 100 });
    fireEvent.pointerUp(paper, { clientX: 72, clientY: 144 });
    const act = dialog.getByRole("button", { name: "Redact" });
    expect(act).toHaveProperty("disabled", true);
    await userEvent.click(dialog.getByRole("button", { name: "Add an area" }));
    const second = within(dialog.getByRole("group", { name: "Area 2" }));
    await userEvent.clear(second.getByLabelText("Page"));
    await userEvent.type(second.getByLabelText("Page"), "2");
    await userEvent.clear(second.getByLabelText("Left"));
    await userEvent.type(second.getByLabelText("Left"), "12.5");
    await userEvent.type(dialog.getByLabelText(/^Why/), "door codes");
    expect(await violations()).toEqual([]);
    await userEvent.click(act);
    expect(await screen.findByText(/EV-0007: packets hold listing-7\.redacted\.pdf now/)).toBeTruthy();
    expect(screen.getByText(/now, in all without 1 area on 1 page\./)).toBeTruthy();
    expect(screen.getByText(/in EV-0003 unredacted.*versions EV-0002 nothing.*left in 1 packet before/)).toBeTruthy();
    const area = { page: 1, x: 25_400, y: 50_800, width: 25_400, height: 50_800 };
    const typed = { page: 2, x: 12_500, y: 20_000, width: 50_000, height: 10_000 };
    expect(requests(asked, "evidence.redact")).toEqual([
      {
        engagement: "eng-1",
        evidence: "ev-7",
        file: "f-7",
        what: { of: "areas", areas: [area, typed] },
        reason: "door codes",
      },
    ]);
  });

  it("names a column by its heading where that tells which it is, else by its number", async () => {
    const { asked } = drawn(CSV, TABLE);
    const dialog = await asks("codes.csv");
    await userEvent.type(dialog.getByLabelText(/^Why/), "door codes");
    await userEvent.click(await dialog.findByRole("checkbox", { name: "user" }));
    await userEvent.click(dialog.getByRole("checkbox", { name: "Column 3, with its first row" }));
    const act = dialog.getByRole("button", { name: "Redact" });
    await userEvent.type(dialog.getByLabelText(/^Cells/), "x");
    expect(act).toHaveProperty("disabled", true);
    await userEvent.clear(dialog.getByLabelText(/^Cells/));
    await userEvent.type(dialog.getByLabelText(/^Cells/), "3:1");
    await userEvent.click(act);
    expect(await screen.findByText(/packets hold/)).toBeTruthy();
    const columns = [
      { by: "heading", heading: "user" },
      { by: "number", number: 3 },
    ];
    expect(requests(asked, "evidence.redact")).toMatchObject([
      { what: { of: "cells", columns, cells: [{ row: 3, column: 1 }] } },
    ]);
  });

  it("adds areas to those that stand, which can’t be taken off", async () => {
    const { asked } = drawn(redacted(PDF), PAGE);
    const dialog = await asks("listing-7.pdf", "Redact more…");
    const stands = within(await dialog.findByRole("region", { name: "Redacted already" }));
    expect(stands.getByText("Page 1: 25.4 by 25.4 mm, 0 mm from the left and 0 mm from the top")).toBeTruthy();
    expect(dialog.queryByRole("group", { name: "Area 1" })).toBeNull();
    const act = dialog.getByRole("button", { name: "Redact" });
    expect(act).toHaveProperty("disabled", true);
    await userEvent.click(dialog.getByRole("button", { name: "Add an area" }));
    expect(dialog.getByRole("group", { name: "Area 1" })).toBeTruthy();
    expect(await violations()).toEqual([]);
    await userEvent.click(act);
    expect(await screen.findByText(/packets hold/)).toBeTruthy();
    const added = { page: 1, x: 20_000, y: 20_000, width: 50_000, height: 10_000 };
    expect(requests(asked, "evidence.redact")).toMatchObject([{ what: { of: "areas", areas: [added] } }]);
  });

  it("lists the columns and cells that stand, of an item that was withdrawn too", async () => {
    const removed: Redaction["removed"] = {
      of: "cells",
      columns: [{ column: 2, from_row: 2 }],
      cells: [{ row: 14, column: 1 }],
    };
    const files = CSV.files.map((file) => ({ ...file, redaction: { ...REDACTION, removed } }));
    drawn({ ...CSV, files, state: { state: "withdrawn", reason: "wrong" } }, TABLE);
    const dialog = await asks("codes.csv", "Redact more…");
    const stands = within(await dialog.findByRole("region", { name: "Redacted already" }));
    const lines = stands.getAllByRole("listitem").map((one) => one.textContent);
    expect(lines).toEqual(["Column 2 (code), below its heading", "Cell 14:1"]);
  });

  it("says what is redacted, why, by whom and when, and takes it back for a reason", async () => {
    const { asked } = drawn(redacted(PDF), PAGE);
    expect(await screen.findByText(/^1 area on 1 page, by Ines Okafor on 2026-11-21/)).toBeTruthy();
    expect(screen.getByText("door codes")).toBeTruthy();
    expect(screen.getByText(/^1 thing could not be drawn/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Look at the copy" }));
    const looked = () => requests(asked, "evidence.preview").map((one) => (one as { file: string | null }).file);
    await expect.poll(looked).toContain("t-7");
    await userEvent.click(screen.getByRole("button", { name: "Take back…" }));
    const dialog = within(await screen.findByRole("dialog", { name: /^Take the redaction of listing-7\.pdf back/ }));
    await userEvent.type(dialog.getByLabelText(/^Why/), "the codes were changed");
    await userEvent.click(dialog.getByRole("button", { name: "Take back" }));
    expect(await screen.findByText(/^EV-0007: packets hold the original again/)).toBeTruthy();
    expect(requests(asked, "evidence.take_redaction_back")).toEqual([
      { engagement: "eng-1", evidence: "ev-7", file: "f-7", reason: "the codes were changed" },
    ]);
  });

  it("isn't offered for a file that can only be kept out whole", async () => {
    const text = evidence(9, { files: PDF.files.map((file) => ({ ...file, file_type: "xlsx" as const })) });
    drawn(text, PAGE);
    expect(await screen.findByText(/^Can’t be redacted in part/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Redact…" })).toBeNull();
  });
});

describe("what redacting reckons", () => {
  const size = { width: 72, height: 144 };
  it("an area between two corners, whichever comes first, within the page", () => {
    const area = { page: 3, x: 12_700, y: 0, width: 12_700, height: 25_400 };
    expect(areaOf({ from: [0.5, 0.5], to: [2, -1] }, 3, size)).toEqual(area);
    expect(areaOf({ from: [2, -1], to: [0.5, 0.5] }, 3, size)).toEqual(area);
    expect(areaOf({ from: [0.5, 0.5], to: [0.501, 0.6] }, 3, size)).toBeUndefined();
  });

  it("millimetres and cells", () => {
    expect([inMm(12_340), inUm(12.5), inUm(null), inUm(-3)]).toEqual([12.3, 12_500, 0, 0]);
    expect(cellsOf(" 14:3\n\n2 : 1 ")).toEqual([
      { row: 14, column: 3 },
      { row: 2, column: 1 },
    ]);
    expect(cellsOf("0:1")).toEqual([{ row: 0, column: 1 }]);
    expect([cellsOf("1:0"), cellsOf("a"), cellsOf("1:2:3")]).toEqual([undefined, undefined, undefined]);
    expect(removedWords(REDACTION.removed)).toBe("1 area on 1 page");
  });
});
