/** Tests of writing a message: open fields by one key, what goes void, what is saved, and what survives a lock. */
import { configure, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { fails } from "../../testing/fakeWire";
import type { Message } from "../../wire/wire.gen";
import { answers, drawn, field, message, messageRow, PEOPLE, preview } from "./made-up";
import { WriteMessage } from "./WriteMessage";

// A machine that also compiles is slow; what fails must fail for another reason.
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

const TEXT = "Dear {{ customer_name }}, of {{ client_name }}";

function writing(over = {}, own: Message = message(4), row = messageRow(own)) {
  const onClose = vi.fn();
  const asked = drawn(<WriteMessage row={row} people={PEOPLE} onClose={onClose} />, answers([], [row], over));
  const editor = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Text in Markdown" });
  const last = (name: string) => asked.filter((one) => one.name === name).at(-1)?.request;
  return { asked, onClose, editor, last };
}

const APPROVED = message(4, {
  state: "approved",
  approvals: [
    { role: "General counsel", person: "p2", decision: "approved", at: "2026-11-19T10:00:00Z", digest: "d2", note: "" },
  ],
});

describe("writing a message", () => {
  it("draws each field of the text as a chip, open ones as such, and goes to the next by F8", async () => {
    const { editor } = writing();
    const area = await editor();
    expect(area.value).toBe(TEXT);
    await screen.findByText("1 open field of 2");
    const chips = [...document.querySelectorAll(".editor-back .mf")];
    expect(chips.map((chip) => [chip.textContent, chip.classList.contains("open")])).toEqual([
      ["{{ customer_name }}", true],
      ["{{ client_name }}", false],
    ]);
    area.focus();
    await userEvent.keyboard("{F8}");
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "customer name" }));
  });

  it("previews what isn't saved and saves text and fields as one version", async () => {
    const saved = messageRow(message(4, { versions: [...message(4).versions, ...message(4).versions.slice(1)] }));
    const { editor, last } = writing({ "message.edit": () => saved });
    await userEvent.type(await editor(), " Regards.");
    await userEvent.type(await screen.findByRole("textbox", { name: "customer name" }), "Nordhaven");
    const change = { text: `${TEXT} Regards.`, fields: { customer_name: { text: "Nordhaven", evidence: null } } };
    await waitFor(() => expect(last("message.preview")).toMatchObject(change));
    await userEvent.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(last("message.edit")).toMatchObject({ ...change, message: "msg-4", engagement: "e1" }));
    expect(await screen.findByText("MSG-004 was saved as version 3.")).toBeTruthy();
    await waitFor(() => expect(last("unsaved.forget")).toEqual({ place: "message:msg-4" }));
  });

  it("shows an approval going void while the text is being changed", async () => {
    const { editor } = writing(
      {
        "message.preview": (request: { text?: string | null }) =>
          request.text ? preview({ new_version: true, voids: ["General counsel"] }) : preview(),
      },
      APPROVED,
      messageRow(APPROVED, { missing_approvals: [], open_fields: [] }),
    );
    const approvals = within(await screen.findByRole("region", { name: "Approvals" }));
    expect(approvals.getByText("Approved v2")).toBeTruthy();
    await userEvent.type(await editor(), "!");
    expect(await approvals.findByText("Void, v2 was approved")).toBeTruthy();
    expect(screen.getByText(/The approval of General counsel goes void/)).toBeTruthy();
  });

  it("puts a picked field in where the caret is", async () => {
    const insertable = {
      name: "report_due_date",
      source: "engagement.report_due",
      kind: "date",
      meaning: "day on which the report is due",
      claims_fact: false,
      row_of: null,
      value: "26 February 2027",
      in_text: false,
    };
    const { editor } = writing({ "message.insertable": () => [insertable] });
    const area = await editor();
    area.focus();
    area.setSelectionRange(5, 5);
    await userEvent.keyboard("{F9}");
    await userEvent.type(await screen.findByRole("combobox", { name: "Insert a merge field" }), "due");
    await userEvent.click(await screen.findByRole("option", { name: /report due date/ }));
    await waitFor(async () => expect((await editor()).value).toBe(`Dear {{ report_due_date }}${TEXT.slice(5)}`));
  });

  it("says why there are no fields to choose from", async () => {
    const { editor } = writing({ "message.insertable": fails("damaged") });
    (await editor()).focus();
    await userEvent.keyboard("{F9}");
    expect(await screen.findByText("A part of the vault is damaged.")).toBeTruthy();
  });

  it("brings back what was kept through a lock, and says so", async () => {
    const kept = JSON.stringify({ text: "Kept words", fields: {}, revision: 2 });
    const row = { place: "message:msg-4", text: kept, at: "2026-11-20T08:00:00Z" };
    const { editor } = writing({ "unsaved.list": () => [row as never] });
    await waitFor(async () => expect((await editor()).value).toBe("Kept words"));
    expect(screen.getByText(/The message was changed meanwhile/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Discard what isn't saved" }));
    await waitFor(async () => expect((await editor()).value).toBe(TEXT));
  });

  it("keeps what is typed before the vault is locked", async () => {
    const { editor, last } = writing();
    await userEvent.type(await editor(), "X");
    await waitFor(() => expect(last("unsaved.keep")).toMatchObject({ place: "message:msg-4" }), { timeout: 2000 });
    expect(JSON.stringify(last("unsaved.keep"))).toContain(`${TEXT}X`);
  });

  it("says at the field what is wrong with its value", async () => {
    const wrong = () => {
      throw { code: "invalid", message: "must be a day", field: "customer_name" };
    };
    writing({
      "message.preview": (request: { fields: Record<string, unknown> }) =>
        "customer_name" in request.fields ? wrong() : preview({ fields: [field("customer_name")] }),
    });
    await userEvent.type(await screen.findByRole("textbox", { name: "customer name" }), "soon");
    expect(await screen.findByText("customer name must be a day")).toBeTruthy();
  });

  it("shows why a version wasn't saved and keeps the words", async () => {
    const { editor } = writing({ "message.edit": fails("disk_full") });
    await userEvent.type(await editor(), "!");
    await userEvent.click(screen.getByRole("button", { name: /Save version/ }));
    expect(await screen.findByText("The disk is full.")).toBeTruthy();
    expect((await editor()).value).toBe(`${TEXT}!`);
  });

  it("lets nobody type what the vault says", async () => {
    writing();
    expect(await screen.findByText(/The vault says it: the client's legal name/)).toBeTruthy();
    expect(screen.queryByRole("textbox", { name: "client name" })).toBeNull();
  });
});
