/** Tests of taking controls from the catalogue over a made-up program: choosing by keys and packs, one change with its undo, refusals. */
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { violations } from "../../../testing/axe";
import { type Answers, failure } from "../../../testing/fakeWire";
import { CallFailed } from "../../../wire/call";
import { tellAll } from "../../../wire/events";
import type { ControlTemplateRow } from "../../../wire/wire.gen";
import { answers, control, drawn, line } from "../made-up";
import { linesOf, packsOf, stateOf } from "./packs";

function template(code: string, title: string, over: Partial<ControlTemplateRow> = {}): ControlTemplateRow {
  return {
    code,
    title,
    statement: `${title}, as it is written.`,
    pack: "core",
    pack_name: "core",
    criteria: ["CC6.2"],
    frequency: "quarterly",
    surfaces: [],
    taken: false,
    ...over,
  };
}

const ROWS = [
  template("CORE-01", "Code of conduct", { criteria: ["CC1.1"], taken: true }),
  template("CORE-02", "Board oversight", { frequency: "annual", surfaces: ["cloud_identity", "unknown"] }),
  template("CORE-03", "Access review"),
  template("EMRG-01", "Break-glass access", { pack: "emergency", pack_name: "emergency procedures" }),
];

const SURFACE = { id: "s1", revision: 1, code: "cloud_identity", name: "Cloud identity" } as never;

async function opened(over: Answers = {}, lines = [line(23)]) {
  const drawing = drawn(answers(lines, { "control.templates": () => ROWS, "surface.list": () => [SURFACE], ...over }));
  await userEvent.click(await screen.findByRole("button", { name: "From the catalogue" }));
  const dialog = within(await screen.findByRole("dialog", { name: "From the catalogue" }));
  const tree = await dialog.findByRole("tree");
  return { ...drawing, dialog, tree };
}

const item = (tree: HTMLElement, name: RegExp) => within(tree).getByRole("treeitem", { name });
const checked = (of: HTMLElement) => of.getAttribute("aria-checked");
const press = (tree: HTMLElement, ...keys: string[]) => {
  for (const key of keys) fireEvent.keyDown(tree, { key });
};

describe("the lines", () => {
  it("are packs with those of their controls that have all words of the search", () => {
    const packs = packsOf(ROWS, "cc6.2 ACCESS");
    expect(packs.map((pack) => [pack.name, pack.rows.map((row) => row.code)])).toEqual([
      ["Core", ["CORE-03"]],
      ["Emergency procedures", ["EMRG-01"]],
    ]);
    expect(linesOf(packs, new Set(["core"])).map((one) => one.key)).toEqual(["pack core", "pack emergency", "EMRG-01"]);
  });

  it("say of a pack whether all that is free is chosen", () => {
    const [core] = packsOf(ROWS, "");
    if (!core) throw new Error("no pack");
    expect(stateOf(core, new Set())).toBe("false");
    expect(stateOf(core, new Set(["CORE-02"]))).toBe("mixed");
    expect(stateOf(core, new Set(["CORE-02", "CORE-03"]))).toBe("true");
  });
});

describe("the dialog", () => {
  it("shows what the control under the cursor says, and what of it is out of scope", async () => {
    const { dialog, tree } = await opened();
    const detail = within(dialog.getByRole("group", { name: "What the catalogue says of it" }));
    expect(detail.getByText("Code of conduct, as it is written.")).toBeTruthy();
    press(tree, "ArrowDown");
    expect(detail.getByText("Board oversight, as it is written.")).toBeTruthy();
    expect(detail.getByText("Annual")).toBeTruthy();
    expect(await detail.findByText("Cloud identity")).toBeTruthy();
    expect(detail.getByText(/^1 surface that the catalogue names is not in scope/)).toBeTruthy();
  });

  it("checks by keys, leaves alone what the matrix has, and takes the rest in one change that can be undone", async () => {
    const { dialog, tree, of } = await opened({
      "control.start": ({ codes }) => {
        act(() => tellAll({ event: "changed", action: "control.add", seq: 77, at: "2026-11-21T10:00:00Z" }));
        return { added: codes.map((_, n) => control(n + 1)), already: [] };
      },
      "log.undo": () => ({}) as never,
    });
    const take = dialog.getByRole("button", { name: "Take controls" });
    expect(take).toHaveProperty("disabled", true);
    // The cursor begins on the first control, which is taken.
    press(tree, " ");
    expect(take).toHaveProperty("disabled", true);
    expect(item(tree, /CORE-01/).getAttribute("aria-disabled")).toBe("true");
    press(tree, "ArrowDown", " ");
    expect(checked(item(tree, /CORE-02/))).toBe("true");
    expect(checked(item(tree, /^Core/))).toBe("mixed");
    press(tree, "End", "Enter");
    await userEvent.click(dialog.getByRole("button", { name: "Take 2 controls" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(of("control.start")).toEqual([{ engagement: "e1", codes: ["CORE-02", "EMRG-01"], packs: [] }]);
    expect(await screen.findByText("2 controls were taken from the catalogue.")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(of("log.undo")).toEqual([{ seq: 77 }]));
  });

  it("follows a pointer that moves, not lines that scroll under one at rest", async () => {
    const { dialog, tree } = await opened();
    const detail = within(dialog.getByRole("group", { name: "What the catalogue says of it" }));
    fireEvent.pointerMove(item(tree, /CORE-03/), { clientX: 5, clientY: 5 });
    fireEvent.pointerMove(item(tree, /EMRG-01/), { clientX: 5, clientY: 5 });
    expect(detail.getByText("Code of conduct, as it is written.")).toBeTruthy();
    fireEvent.pointerMove(item(tree, /CORE-03/), { clientX: 5, clientY: 9 });
    expect(detail.getByText("Access review, as it is written.")).toBeTruthy();
  });

  it("checks a whole pack, and of a search only what is found", async () => {
    const { dialog, tree } = await opened();
    await userEvent.click(item(tree, /^Core/));
    expect(dialog.getByText("2 chosen")).toBeTruthy();
    await userEvent.click(item(tree, /^Core/));
    await userEvent.type(dialog.getByRole("textbox"), "board");
    expect(within(tree).getAllByRole("treeitem")).toHaveLength(2);
    await userEvent.click(item(tree, /^Core/));
    expect(dialog.getByText("1 chosen")).toBeTruthy();
    await userEvent.clear(dialog.getByRole("textbox"));
    await userEvent.type(dialog.getByRole("textbox"), "nothing like it");
    expect(dialog.getByText("No control of the catalogue has these words.")).toBeTruthy();
  });

  it("closes and opens a pack by arrow keys", async () => {
    const { tree } = await opened();
    press(tree, "ArrowLeft", "ArrowLeft");
    expect(item(tree, /^Core/).getAttribute("aria-expanded")).toBe("false");
    expect(within(tree).queryByText("Board oversight")).toBeNull();
    press(tree, "ArrowRight", "ArrowRight");
    expect(item(tree, /CORE-01/).id).toBe(tree.getAttribute("aria-activedescendant"));
  });

  it("stays with what was chosen where the program refuses", async () => {
    const { dialog, tree } = await opened({
      "control.start": () => {
        throw new CallFailed(failure("refused", "the matrix has all of these already", "codes"));
      },
    });
    press(tree, "ArrowDown", " ");
    await userEvent.click(dialog.getByRole("button", { name: "Take 1 control" }));
    expect(await dialog.findByText(/the matrix has all of these already/)).toBeTruthy();
    expect(checked(item(tree, /CORE-02/))).toBe("true");
  });

  it("is the first step offered while the matrix is empty", async () => {
    drawn(answers([], { "control.templates": () => ROWS }));
    await screen.findByText("No control yet");
    const [, first] = screen.getAllByRole("button", { name: "From the catalogue" });
    await userEvent.click(first as HTMLElement);
    expect(await screen.findByRole("dialog", { name: "From the catalogue" })).toBeTruthy();
  });

  it("has nothing that axe finds", async () => {
    await opened();
    expect(await violations()).toEqual([]);
  });
});
