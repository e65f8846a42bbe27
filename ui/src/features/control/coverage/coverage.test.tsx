/** Tests of the coverage picture: the empty criterion, the keyboard, the way to the controls, and the table. */
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { violations } from "../../../testing/axe";
import { fails } from "../../../testing/fakeWire";
import { answers, COVERAGE_SHEET, drawn, line } from "../made-up";

const START = { view: "matrix", part: "coverage" };

describe("coverage", () => {
  it("lets a criterion without a control stand out and shows it first", async () => {
    drawn(answers([line(24)]), START);
    expect(await screen.findByText("1 criterion without a control")).toBeTruthy();
    const picture = screen.getByRole("group", { name: "Coverage: criteria by controls" });
    const empty = within(picture).getByRole("button", { name: /^CC6.5 Asset disposal.*design gap, 0 controls$/ });
    expect(empty.getAttribute("aria-pressed")).toBe("true");
    expect(within(picture).getByText("No control")).toBeTruthy();
    expect(screen.getByText("No live control is mapped to it.")).toBeTruthy();
  });

  it("is walked by arrow keys, and Enter shows a criterion’s controls in the grid", async () => {
    const { went } = drawn(answers([line(24)]), START);
    const empty = await screen.findByRole("button", { name: /^CC6.5/ });
    empty.focus();
    fireEvent.keyDown(empty, { key: "ArrowUp" });
    const first = screen.getByRole("button", { name: /^CC6.2/ });
    expect(document.activeElement).toBe(first);
    expect(screen.getByText("One live control is mapped to it.")).toBeTruthy();
    fireEvent.keyDown(first, { key: "Enter" });
    expect(went.at(-1)).toEqual({ view: "matrix", part: "grid", ids: ["c24"], only: "Controls of CC6.2" });
  });

  it("explains its marks: the states that are there, and how a control stands for a criterion", async () => {
    drawn(answers([line(24)]), START);
    await screen.findByRole("group", { name: "Coverage: criteria by controls" });
    const words = [...document.querySelectorAll(".cov-foot li")].map((one) => one.textContent);
    expect(words).toEqual([
      "One control",
      "Design gap",
      "Key control",
      "Other control",
      "Retired control, covers nothing",
    ]);
  });

  it("is busy while it reads, says what failed, and what belongs here while it is empty", async () => {
    drawn(answers([line(24)], { "coverage.show": () => new Promise(() => undefined) as never }), START);
    expect(await screen.findByText("Reading the controls")).toBeTruthy();
    cleanup();
    drawn(answers([line(24)], { "coverage.show": fails("damaged", "row 3") }), START);
    expect(await screen.findByText("A part of the vault is damaged.")).toBeTruthy();
    cleanup();
    drawn(answers([line(24)], { "coverage.show": () => ({ ...COVERAGE_SHEET, criteria: [] }) }), START);
    expect(await screen.findByText("No criterion in scope")).toBeTruthy();
  });

  it("adds a control for the criterion", async () => {
    const { of } = drawn(
      answers([line(24)], { "control.add": () => ({ id: "c99", code: "CORE-99" }) as never }),
      START,
    );
    await userEvent.click(await screen.findByRole("button", { name: "Add a control" }));
    const dialog = await screen.findByRole("dialog", { name: "New control" });
    await userEvent.type(within(dialog).getByLabelText("Code"), "core-99");
    await userEvent.type(within(dialog).getByLabelText("Title"), "Disposal");
    await userEvent.type(within(dialog).getByLabelText("Statement"), "Assets are wiped.");
    await userEvent.click(within(dialog).getByRole("button", { name: "Add control" }));
    expect(of("control.add")[0]).toMatchObject({ code: "CORE-99", criteria: ["CC6.5"], engagement: "e1" });
  });

  it("is there as a table, and can be narrowed to what is weak", async () => {
    drawn(answers([line(24)]), START);
    await userEvent.click(await screen.findByRole("button", { name: "Show as table" }));
    const table = screen.getByRole("table", { name: "Coverage as a table" });
    expect(within(table).getAllByRole("row")).toHaveLength(3);
    expect(screen.queryByText(/Arrow keys move/)).toBeNull();
    expect(await violations(document.querySelector(".matrix") ?? document.body)).toEqual([]);
  });
});
