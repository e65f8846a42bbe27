/** Tests of the matrix as a grid over a made-up program: rows, edits, stale values, pastes, bulk edits and retiring. */
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { violations } from "../../testing/axe";
import { fails, failure } from "../../testing/fakeWire";
import { CallFailed } from "../../wire/call";
import { tellAll } from "../../wire/events";
import { answers, control, drawn, line, PASTED, PREVIEW } from "./made-up";

const LINES = [line(23), line(24, { title: "User access review", key: true }), line(25)];

/** The grid once its rows are there, with the cursor on a row's column. */
async function at(row: number, column: string) {
  const grid = await screen.findByRole("grid", { name: "Control matrix" });
  await within(grid).findByText("User access review");
  const heads = within(grid).getAllByRole("columnheader");
  const place = heads.findIndex((head) => head.textContent?.startsWith(column));
  expect(place).toBeGreaterThanOrEqual(0);
  grid.focus();
  fireEvent.keyDown(grid, { key: "Home", ctrlKey: true });
  for (let n = 0; n < row; n += 1) fireEvent.keyDown(grid, { key: "ArrowDown" });
  for (let n = 0; n < place; n += 1) fireEvent.keyDown(grid, { key: "ArrowRight" });
  return grid;
}

function paste(grid: HTMLElement, text: string) {
  fireEvent.paste(grid, { clipboardData: { getData: () => text, setData: () => undefined } });
}

describe("the grid", () => {
  it("shows a page of controls with ratings, gaps and sums, sorted by code", async () => {
    const { of } = drawn(answers(LINES));
    const grid = await screen.findByRole("grid", { name: "Control matrix" });
    expect(await within(grid).findByText("User access review")).toBeTruthy();
    expect(within(grid).getAllByText("Partly")).toHaveLength(3);
    expect(within(grid).getAllByText("1 High")).toHaveLength(3);
    expect(within(grid).getAllByText("P. Nair")).toHaveLength(3);
    expect(screen.getByText("3 controls")).toBeTruthy();
    expect(await screen.findByText("Design 3 effective")).toBeTruthy();
    expect(of("control.page")[0]).toMatchObject({
      query: { engagement: "e1", sort: [{ column: "code", descending: false }], filters: [], offset: 0 },
    });
  });

  it("is narrowed to the controls that were come for", async () => {
    const { of, went } = drawn(answers(LINES), { view: "matrix", ids: ["c24"], only: "Missed this week" });
    await screen.findByRole("grid", { name: "Control matrix" });
    await waitFor(() => expect(of("control.page").length).toBeGreaterThan(0));
    expect(of("control.page")[0]).toMatchObject({
      query: { filters: [{ column: "code", test: { is: "any_of", values: ["CORE-24"] } }] },
    });
    await userEvent.click(screen.getByRole("button", { name: "Show all controls" }));
    expect(went.at(-1)?.ids).toBeUndefined();
  });

  it("says what belongs here while it is empty, and offers the first step", async () => {
    drawn(answers([]));
    expect(await screen.findByText("No control yet")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "New control" }));
    expect(await screen.findByRole("dialog", { name: "New control" })).toBeTruthy();
  });

  it("is busy while it reads, and says where what was come for is gone", async () => {
    drawn(answers(LINES, { "control.page": () => new Promise(() => undefined) as never }));
    const grid = await screen.findByRole("grid", { name: "Control matrix" });
    await waitFor(() =>
      expect(grid.getAttribute("aria-busy") ?? document.querySelector("[aria-busy=true]")).toBeTruthy(),
    );
    cleanup();
    drawn(answers([]), { view: "matrix", ids: ["gone"], only: "Missed this week" });
    expect(await screen.findByText("None of these controls")).toBeTruthy();
  });

  it("shows a failure with the way on", async () => {
    drawn(answers(LINES, { "control.page": fails("damaged", "row 3") }));
    expect(await screen.findByText("A part of the vault is damaged.")).toBeTruthy();
  });

  it("has nothing that axe finds", async () => {
    drawn(answers(LINES), { view: "matrix", id: "CORE-24" });
    await screen.findByRole("complementary", { name: "Control 24" });
    expect(await violations()).toEqual([]);
  });
});

describe("an edit", () => {
  it("is saved with the revision that was seen", async () => {
    const { of } = drawn(answers(LINES, { "control.edit": () => [control(24, { revision: 4 })] }));
    const grid = await at(1, "Title");
    fireEvent.keyDown(grid, { key: "F2" });
    const input = await within(grid).findByDisplayValue("User access review");
    await userEvent.clear(input);
    await userEvent.type(input, "Access review{Enter}");
    await waitFor(() => expect(of("control.edit")).toHaveLength(1));
    expect(of("control.edit")[0]).toEqual({
      edits: [{ id: "c24", revision: 3, change: { field: "title", value: "Access review" } }],
    });
  });

  it("that is stale shows both values, and a second try builds on what was shown", async () => {
    let tries = 0;
    const { of } = drawn(
      answers(LINES, {
        "control.edit": () => {
          tries += 1;
          if (tries === 1) throw new CallFailed(failure("stale", "CORE-24 was changed"));
          return [control(24, { revision: 8 })];
        },
        "control.show": () => ({
          control: control(24, { revision: 7, title: "Theirs" }),
          evidence: [],
          ratings: [],
          gaps: [],
        }),
      }),
    );
    const grid = await at(1, "Title");
    fireEvent.keyDown(grid, { key: "F2" });
    const input = await within(grid).findByDisplayValue("User access review");
    await userEvent.clear(input);
    await userEvent.type(input, "Mine{Enter}");
    const refused = (await screen.findAllByRole("alert")).find((one) => one.textContent?.includes("“Mine”"));
    expect(refused?.textContent).toContain("“Theirs”");
    await userEvent.click(within(refused as HTMLElement).getAllByRole("button")[0] as HTMLElement);
    await waitFor(() => expect(of("control.edit")).toHaveLength(2));
    expect(of("control.edit")[1]).toMatchObject({ edits: [{ revision: 7, change: { value: "Mine" } }] });
  });

  it("fills down as one step", async () => {
    const edited = () => [control(24, { revision: 4 }), control(25, { revision: 4 })];
    const { of } = drawn(
      answers([line(23, { frequency: "annual" }), LINES[1] ?? line(24), line(25)], { "control.edit": edited }),
    );
    const grid = await at(0, "Frequency");
    fireEvent.keyDown(grid, { key: "ArrowDown", shiftKey: true });
    fireEvent.keyDown(grid, { key: "ArrowDown", shiftKey: true });
    fireEvent.keyDown(grid, { key: "d", ctrlKey: true });
    await waitFor(() => expect(of("control.edit")).toHaveLength(1));
    expect(of("control.edit")[0]).toEqual({
      edits: ["c24", "c25"].map((id) => ({ id, revision: 3, change: { field: "frequency", value: "annual" } })),
    });
    expect(await screen.findByText("2 controls were changed in one step.")).toBeTruthy();
  });
});

describe("a paste of rows", () => {
  it("shows what would change by cell, and applies just what was seen", async () => {
    const { of } = drawn(
      answers(LINES, {
        "sheet.paste": () => PASTED,
        "sheet.preview": () => PREVIEW,
        "sheet.apply": () => ({ log_row: 9, added: 1, changed: 1, unchanged: 4, refused: PREVIEW.preview.refused }),
      }),
    );
    const grid = await at(1, "Title");
    paste(grid, "Access review\tCC6.1\nOther\tCC6.2");
    const dialog = await screen.findByRole("dialog", { name: "Paste rows" });
    expect(await within(dialog).findByText("1 changed")).toBeTruthy();
    expect(of("sheet.paste")[0]).toMatchObject({
      noun: "control",
      under: { under: "grid", columns: ["title", "criteria"], rows: ["CORE-24", "CORE-25"] },
    });
    expect(within(dialog).getByText("1 row is refused and left out")).toBeTruthy();
    expect(within(dialog).getByText("row 1, column B: has no value of this column")).toBeTruthy();
    const changed = within(dialog).getByRole("table", { name: "1 control would change" });
    expect(within(changed).getByText("Control 24")).toBeTruthy();
    expect(within(changed).getByText("Access review")).toBeTruthy();
    await userEvent.click(within(dialog).getByRole("button", { name: "Apply to 2 controls" }));
    await waitFor(() => expect(of("sheet.apply")).toHaveLength(1));
    expect(of("sheet.apply")[0]).toMatchObject({ seen: PREVIEW.seen, from: { file: 7 } });
    expect(await screen.findByText("1 control added, 1 changed.")).toBeTruthy();
  });

  it("under headings of its own is read under them", async () => {
    const { of } = drawn(answers(LINES, { "sheet.paste": () => PASTED, "sheet.preview": () => PREVIEW }));
    paste(await at(0, "Code"), "Control ID\tTitle\nCORE-24\tAccess review");
    const dialog = await screen.findByRole("dialog", { name: "Paste rows" });
    expect(of("sheet.paste")[0]).toMatchObject({ under: { under: "headings" } });
    expect(within(dialog).getByRole("checkbox", { name: /headings/ })).toHaveProperty("checked", true);
  });

  it("of one cell that only changes is taken over at once", async () => {
    const only = { ...PREVIEW, preview: { ...PREVIEW.preview, added: [], refused: [] } };
    const { of } = drawn(
      answers(LINES, {
        "sheet.paste": () => PASTED,
        "sheet.preview": () => only,
        "sheet.apply": () => ({ log_row: 9, added: 0, changed: 1, unchanged: 0, refused: [] }),
      }),
    );
    paste(await at(1, "Title"), "Access review");
    await waitFor(() => expect(of("sheet.apply")).toHaveLength(1));
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("several controls", () => {
  it("are changed in one step, and those that say so already are left alone", async () => {
    const list = () => [control(23, { owner: "p2" }), control(24), control(25)];
    const { of } = drawn(
      answers(LINES, {
        "control.list": list,
        "control.edit": () => [control(24), control(25)],
      }),
    );
    const grid = await at(0, "Code");
    fireEvent.keyDown(grid, { key: "a", ctrlKey: true });
    await userEvent.click(await screen.findByRole("button", { name: "Edit 3 controls" }));
    const dialog = await screen.findByRole("dialog", { name: "Edit 3 controls" });
    await userEvent.type(within(dialog).getByRole("combobox", { name: "New value" }), "Mara");
    await userEvent.click(await screen.findByRole("option", { name: /Mara Ellison/ }));
    expect(await within(dialog).findByText("2 of 3 controls change; the others say so already.")).toBeTruthy();
    await userEvent.click(within(dialog).getByRole("button", { name: "Change 2 controls" }));
    await waitFor(() => expect(of("control.edit")).toHaveLength(1));
    expect(of("control.edit")[0]).toMatchObject({
      edits: [
        { id: "c24", change: { field: "owner", value: "p2" } },
        { id: "c25", change: { field: "owner", value: "p2" } },
      ],
    });
  });

  it("are retired with a reason", async () => {
    const { of } = drawn(answers(LINES, { "control.edit": () => [control(24)] }));
    const grid = await at(1, "Code");
    fireEvent.keyDown(grid, { key: " ", ctrlKey: true });
    fireEvent.keyDown(grid, { key: "Delete" });
    const dialog = await screen.findByRole("dialog", { name: "Retire 1 control" });
    const act = within(dialog).getByRole("button", { name: "Retire" });
    expect(act).toHaveProperty("disabled", true);
    await userEvent.type(within(dialog).getByLabelText("Why"), "Merged into CORE-25");
    await userEvent.click(act);
    await waitFor(() => expect(of("control.edit")).toHaveLength(1));
    expect(of("control.edit")[0]).toMatchObject({
      edits: [{ id: "c24", change: { value: { state: "retired", reason: "Merged into CORE-25" } } }],
    });
  });
});

describe("a dropped file", () => {
  it("on a row is attached to that row’s control", async () => {
    drawn(answers(LINES));
    const grid = await screen.findByRole("grid", { name: "Control matrix" });
    const cell = await within(grid).findByText("User access review");
    // The test page has no layout: the pointer is said to be over that row.
    document.elementFromPoint = () => cell;
    act(() => tellAll({ event: "files_dropped", files: [{ held: 9, name: "review.pdf", size: 12 }], x: 1, y: 1 }));
    const dialog = await screen.findByRole("dialog", { name: "Attach to CORE-24" });
    expect(within(dialog).getByText("review.pdf")).toBeTruthy();
  });
});
