/** Tests of sheets: where a paste falls, the wizard from file to step, and what is exported. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { fails } from "../../../testing/fakeWire";
import { answers, drawn, line, PREVIEW } from "../made-up";
import { hasHeadings, isLine, placed } from "./paste";
import { asPasted, rowsOf } from "./refused";

const FOUND = {
  ...PREVIEW.found,
  sheets: [
    { name: "Matrix", hidden: false, rows: 40 },
    { name: "Notes", hidden: false, rows: 3 },
  ],
  sheet: "Matrix",
  heading_row: 2,
  columns: [{ letters: "A", heading: "Ref", field: "code", title: "Control ID" }],
  unknown: ["column B “Wording”"],
  missing: ["Title"],
};

describe("a paste", () => {
  const at = { index: 0, row: undefined, column: "title", columns: ["title", "design", "criteria"], rows: 3 };
  const query = { engagement: "e1", text: null, filters: [], sort: [] };

  it("leaves out columns that the program works out itself", () => {
    const fell = placed({ text: "A\tEffective\tCC6.1", at: { ...at, rows: 1 }, query, below: 3 });
    expect(fell).toEqual({ text: "A\tCC6.1", columns: ["title", "criteria"], rows: 1 });
  });

  it("repeats one row over the marked rows", () => {
    expect(placed({ text: "A", at, query, below: 3 })).toMatchObject({ text: "A\r\nA\r\nA", rows: 3 });
  });

  it("tells of what is refused by the rows as they were pasted, each row once", () => {
    const refused = [
      "row 4, column C “Criteria”: must be a code",
      "row 4, column D “Frequency”: must be one of: daily",
    ];
    expect(rowsOf(refused)).toBe(1);
    expect(rowsOf([...refused, "row 5, column A: has no value"])).toBe(2);
    expect(asPasted(refused[0] ?? "")).toBe("row 3, Criteria: must be a code");
  });

  it("knows headings, and what is only a line", () => {
    expect(hasHeadings("Control ID\tTitle\tOwner")).toBe(true);
    expect(hasHeadings("CORE-24\tUser access review")).toBe(false);
    expect(isLine("a\nb\nc")).toBe(true);
    expect(isLine("a\tb\nc\td")).toBe(false);
  });
});

describe("the import", () => {
  it("goes from file over headings to what would change, and saves the mapping in the same step", async () => {
    const { of } = drawn(
      answers([line(24)], {
        "file.choose": () => [{ held: 4, name: "matrix.xlsx", size: 900 }],
        "sheet_mapping.list": () => [],
        "sheet.read": () => FOUND,
        "sheet.preview": () => PREVIEW,
        "sheet.apply": () => ({ log_row: 2, added: 1, changed: 1, unchanged: 0, refused: [] }),
      }),
    );
    await userEvent.click(await screen.findByRole("button", { name: "Import a spreadsheet" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: /Import a spreadsheet/ }));
    const dialog = await screen.findByRole("dialog", { name: "Import a spreadsheet" });
    await userEvent.click(within(dialog).getByRole("button", { name: "Choose a file" }));
    expect(await within(dialog).findByText("File matrix.xlsx")).toBeTruthy();
    const columns = await within(dialog).findByRole("table", { name: "Columns of the sheet" });
    expect(within(columns).getByText("Wording")).toBeTruthy();
    await userEvent.click(within(columns).getByRole("button", { name: /B Wording/ }));
    await userEvent.click(await screen.findByRole("option", { name: "Control statement" }));
    await waitFor(() => expect(of("sheet.read")).toHaveLength(2));
    expect(of("sheet.read")[1]).toMatchObject({
      from: { file: 4, decided: { columns: [{ source: { letters: "B" }, field: "statement" }] } },
    });
    await userEvent.click(within(dialog).getByRole("button", { name: "Show what would change" }));
    await userEvent.type(await within(dialog).findByLabelText("Save this mapping as"), "Harbour");
    await userEvent.click(within(dialog).getByRole("button", { name: "Apply to 2 controls" }));
    await waitFor(() => expect(of("sheet.apply")).toHaveLength(1));
    expect(of("sheet.apply")[0]).toMatchObject({ save: "Harbour", seen: PREVIEW.seen });
  });

  it("says what is wrong with a file", async () => {
    drawn(
      answers([line(24)], {
        "file.choose": () => [{ held: 4, name: "matrix.doc", size: 900 }],
        "sheet_mapping.list": () => [],
        "sheet.read": fails("unknown_format"),
      }),
    );
    await userEvent.click(await screen.findByRole("button", { name: "Import a spreadsheet" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: /Import a spreadsheet/ }));
    await userEvent.click(await screen.findByRole("button", { name: "Choose a file" }));
    expect(await screen.findByText("The file has no form that Vouchsafe can read here.")).toBeTruthy();
  });
});

describe("the export", () => {
  it("writes the rows that are shown to where the person chose", async () => {
    const { of } = drawn(
      answers([line(24), line(25)], {
        "file.destination": () => ({ held: 8, name: "Control matrix.csv", size: null }),
        "sheet.export": () => ({ noun: "control", rows: 2, internal: false, size: 10, sha256: "aa" }),
      }),
    );
    await userEvent.click(await screen.findByRole("button", { name: "Export" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: /CSV/ }));
    expect(await screen.findByText("2 controls were written to Control matrix.csv.")).toBeTruthy();
    expect(of("sheet.export")[0]).toMatchObject({ noun: "control", only: ["c24", "c25"], form: "csv", file: 8 });
  });
});
