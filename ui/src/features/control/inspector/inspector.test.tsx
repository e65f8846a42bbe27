/** Tests of a control's inspector: its parts in their order, texts, ratings, occurrences, evidence and gaps. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { fails, failure } from "../../../testing/fakeWire";
import { CallFailed } from "../../../wire/call";
import type { Gap, GapLine, PatternRow, Rated } from "../../../wire/wire.gen";
import { answers, control, drawn, line } from "../made-up";

/** Opens the matrix with the inspector of CORE-24. */
async function opened(over: Parameters<typeof answers>[1] = {}) {
  const shown = drawn(answers([line(24)], over), { view: "matrix", id: "CORE-24" });
  const pane = await screen.findByRole("complementary", { name: "Control 24" });
  return { ...shown, pane };
}

const PATTERN: PatternRow = {
  code: "FP-007",
  title: "Reviews without removals",
  description: "Reviewed, and nothing removed.",
  surfaces: [],
  criteria: ["CC6.2"],
  severity: { likelihood: 3, impact: 4 },
};

describe("the inspector", () => {
  it("has its parts in the order that never changes", async () => {
    const { pane } = await opened();
    const heads = within(pane).getAllByRole("heading", { level: 3 });
    expect(heads.map((head) => head.textContent)).toEqual([
      "Statement",
      "Properties",
      "Mapping",
      "Tests",
      "Occurrences",
      "Evidence",
      "Gaps",
      "History",
    ]);
    expect(within(pane).getByText("readiness, management’s own")).toBeTruthy();
    expect(within(pane).getByText("A.5.18")).toBeTruthy();
  });

  it("presents the control in a walkthrough", async () => {
    const { pane, went } = await opened();
    await userEvent.click(within(pane).getByRole("button", { name: "Present" }));
    expect(went.at(-1)).toEqual({ view: "walkthrough", ids: ["c24"] });
  });

  it("shows a failure with the way on", async () => {
    drawn(answers([line(24)], { "control.show": fails("not_found", "CORE-24") }), { view: "matrix", id: "CORE-24" });
    expect(await screen.findByText("What was named isn't there any more.")).toBeTruthy();
  });

  it("saves a text with the revision at which writing began", async () => {
    const { pane, of } = await opened({ "control.edit": () => [control(24, { revision: 4 })] });
    await userEvent.click(within(pane).getByRole("button", { name: "Edit: Statement" }));
    const text = within(pane).getByRole("textbox", { name: "Statement" });
    await userEvent.clear(text);
    await userEvent.type(text, "Owners look again.");
    await userEvent.click(within(pane).getByRole("button", { name: "Save" }));
    await waitFor(() => expect(of("control.edit")).toHaveLength(1));
    expect(of("control.edit")[0]).toEqual({
      edits: [{ id: "c24", revision: 3, change: { field: "statement", value: "Owners look again." } }],
    });
  });

  it("shows a text that changed meanwhile before it is written over", async () => {
    let tries = 0;
    const { pane, of } = await opened({
      "control.edit": () => {
        tries += 1;
        if (tries === 1) throw new CallFailed(failure("stale"));
        return [control(24, { revision: 9 })];
      },
      "control.show": () => ({
        control: tries === 0 ? control(24) : control(24, { revision: 8, statement: "What they wrote." }),
        evidence: [],
        ratings: [],
        gaps: [],
      }),
    });
    await userEvent.click(within(pane).getByRole("button", { name: "Edit: Statement" }));
    await userEvent.type(within(pane).getByRole("textbox", { name: "Statement" }), " Mine.");
    await userEvent.click(within(pane).getByRole("button", { name: "Save" }));
    expect(await within(pane).findByText(/It now says: “What they wrote.”/)).toBeTruthy();
    await userEvent.click(within(pane).getByRole("button", { name: "Save mine over it" }));
    await waitFor(() => expect(of("control.edit")).toHaveLength(2));
    expect(of("control.edit")[1]).toMatchObject({ edits: [{ revision: 8 }] });
  });

  it("brings back what a lock cut off", async () => {
    const place = "control/c24/statement";
    const { pane } = await opened({
      "unsaved.list": () => [{ place, text: "Half a sentence", at: "2026-11-21T10:00:00Z" }],
    });
    expect(await within(pane).findByDisplayValue("Half a sentence")).toBeTruthy();
    expect(within(pane).getByText("Text that wasn’t saved is back.")).toBeTruthy();
  });

  it("rates with a reason, and says what occurrences don’t show", async () => {
    const rated = { basis: null, unevidenced: { due: 3, missed: 1, exceptions: 0, performed: 0 } } as Rated;
    const { pane, of } = await opened({ "rating.set": () => rated });
    await userEvent.click(within(pane).getByRole("button", { name: "Rate operation" }));
    const form = within(pane).getByRole("form", { name: "Rate operation" });
    const save = within(form).getByRole("button", { name: "Save rating" });
    expect(save).toHaveProperty("disabled", true);
    await userEvent.click(within(form).getByRole("radio", { name: /^Effective/ }));
    await userEvent.type(within(form).getByLabelText("Why"), "Two of three held.");
    await userEvent.click(save);
    await waitFor(() => expect(of("rating.set")).toHaveLength(1));
    expect(of("rating.set")[0]).toEqual({
      engagement: "e1",
      subject: "CORE-24",
      aspect: "operation",
      value: "effective",
      rationale: "Two of three held.",
      evidence: [],
      rated_by: "p2",
      rated_on: "2026-11-21",
      reviewed: null,
    });
    expect(await screen.findByText(/Of 3 occurrences due so far, 1 missed/)).toBeTruthy();
  });

  it("tells a missed occurrence with what would be accepted instead", async () => {
    const { pane } = await opened();
    expect(await within(pane).findByText("Missed, unrecoverable")).toBeTruthy();
    expect(within(pane).getByText(/Record the exception as it is/)).toBeTruthy();
  });

  it("records that an occurrence was performed", async () => {
    const { pane, of } = await opened({
      "occurrence.perform": () =>
        ({ control: "CORE-24", window: { key: "2026-Q4" }, record: null, late: false }) as never,
    });
    await userEvent.click(await within(pane).findByRole("button", { name: "Record Q4" }));
    await userEvent.type(within(pane).getByLabelText("Performed on"), "2026-11-20");
    await userEvent.type(within(pane).getByLabelText("By"), "Priya Nair");
    await userEvent.click(within(pane).getByRole("button", { name: "Record as performed" }));
    await waitFor(() => expect(of("occurrence.perform")).toHaveLength(1));
    expect(of("occurrence.perform")[0]).toMatchObject({ control: "CORE-24", key: "2026-Q4", on: "2026-11-20" });
  });

  it("attaches chosen files to the control and says what is missing", async () => {
    const { pane, of } = await opened({
      "file.choose": () => [{ held: 5, name: "users.csv", size: 10 }],
      "evidence.attach": () =>
        [{ item: {}, same_as: ["EV-0003"], redacted_in: ["EV-0004"], missing: ["who ran it"] }] as never,
    });
    await userEvent.click(within(pane).getByRole("button", { name: "Attach files" }));
    const dialog = await screen.findByRole("dialog", { name: "Attach to CORE-24" });
    expect(within(dialog).getByText("users.csv")).toBeTruthy();
    await userEvent.click(within(dialog).getByRole("button", { name: "Attach 1 file" }));
    await waitFor(() => expect(of("evidence.attach")).toHaveLength(1));
    expect(of("evidence.attach")[0]).toMatchObject({
      engagement: "e1",
      items: [{ files: [5], kind: "system_report", controls: ["CORE-24"] }],
    });
    expect(await screen.findByText("Still to be answered: who ran it.")).toBeTruthy();
    expect(screen.getByText("The same file is already in EV-0003.")).toBeTruthy();
    expect(screen.getByText(/^What is redacted in EV-0004 isn’t in the new item/)).toBeTruthy();
  });

  it("starts a gap from a pattern and lets it bear on the control", async () => {
    const gap = { id: "g1", number: 14, controls: ["c1"] } as Gap;
    const { pane, of } = await opened({
      "gap.patterns": () => [{ ...PATTERN, code: "FP-001", title: "Far away", criteria: ["A1.1"] }, PATTERN],
      "gap.start": () => gap,
      "gap.edit": () => gap,
    });
    await userEvent.click(within(pane).getByRole("button", { name: "Start from a pattern" }));
    const dialog = await screen.findByRole("dialog", { name: "Start a gap for CORE-24" });
    await userEvent.click(within(dialog).getByRole("combobox", { name: "Failure pattern" }));
    const options = await screen.findAllByRole("option");
    expect(options[0]?.textContent).toContain("Reviews without removals");
    await userEvent.click(options[0] as HTMLElement);
    await userEvent.click(within(dialog).getByRole("button", { name: "Start gap" }));
    await waitFor(() => expect(of("gap.edit")).toHaveLength(1));
    expect(of("gap.start")[0]).toMatchObject({ pattern: "FP-007", surfaces: null });
    expect(of("gap.edit")[0]).toMatchObject({ gap: "g1", facts: { controls: ["c1", "c24"] } });
  });

  it("lists open gaps, the worst first, each to be opened", async () => {
    const row = {
      id: "g1",
      reference: "GAP-014",
      title: "Q2 not held",
      level: "high",
      state: "open",
      open: true,
      due_on: "2026-12-11",
    };
    const { pane, went } = await opened({
      "gap.page": () => ({ total: 1, all: 1, offset: 0, rows: [row as GapLine] }),
    });
    await userEvent.click(await within(pane).findByRole("button", { name: /GAP-014 Q2 not held/ }));
    expect(went.at(-1)).toMatchObject({ view: "gaps", id: "g1" });
  });
});
