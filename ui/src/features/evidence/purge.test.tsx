/** Tests of purging an item's files: offered where an item counts no more, what is asked and sent, what is said after, and refusals. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { violations } from "../../testing/axe";
import { fails, fakeWire } from "../../testing/fakeWire";
import type { CustodyEvent, EvidencePurged } from "../../wire/wire.gen";
import { type Answers, draw, requests, TICKET } from "./drawn";
import { evidence, sheet } from "./made-up";
import { forgetQueue } from "./queue";

beforeEach(forgetQueue);

const OPEN = "Purge the files…";
const WITHDRAWN = evidence(7, {
  state: { state: "withdrawn", reason: "names of patients", at: "2026-11-20T15:00:00Z" } as never,
});
const PURGED: EvidencePurged = { evidence: "EV-0007", files: 1, bytes: 2_100_000, kept_by: ["EV-0003"], seq: 91 };
const EVENT: CustodyEvent = {
  id: "cu-9",
  evidence: "ev-7",
  kind: "purged",
  at: "2026-11-21T09:00:00Z",
  who: "Tomas Lindqvist",
  note: "collected without a right to it",
  log_seq: 91,
};

const drawn = (over: Answers = {}, items = [WITHDRAWN]) => draw(fakeWire, items, over);

async function asks() {
  await userEvent.click(await screen.findByRole("button", { name: OPEN }));
  return within(await screen.findByRole("alertdialog", { name: "Purge the files of EV-0007?" }));
}

async function purge(dialog: ReturnType<typeof within>) {
  await userEvent.type(dialog.getByLabelText(/^Why/), "collected without a right to it");
  await userEvent.type(dialog.getByLabelText(/Type “EV-0007”/), "EV-0007");
  await userEvent.click(dialog.getByRole("button", { name: "Purge" }));
}

describe("purging files", () => {
  it("isn't offered for an item that counts", async () => {
    drawn({}, [TICKET]);
    expect(await screen.findByText("Custody")).toBeTruthy();
    expect(screen.queryByRole("button", { name: OPEN })).toBeNull();
  });

  it("says what goes and what stays, and needs a reason and the number", async () => {
    const { asked } = drawn();
    const dialog = await asks();
    expect(dialog.getByText(/^1 file \(2\.1 MB\).*destroyed for good\.$/)).toBeTruthy();
    expect(dialog.getByText(/^The item stays/)).toBeTruthy();
    const act = dialog.getByRole("button", { name: "Purge" });
    await userEvent.type(dialog.getByLabelText(/Type “EV-0007”/), "EV-0007{Enter}");
    expect(act).toHaveProperty("disabled", true);
    await userEvent.clear(dialog.getByLabelText(/Type “EV-0007”/));
    await userEvent.type(dialog.getByLabelText(/^Why/), "no right to it");
    await userEvent.type(dialog.getByLabelText(/Type “EV-0007”/), "EV-0008{Enter}");
    expect(act).toHaveProperty("disabled", true);
    expect(requests(asked, "evidence.purge")).toEqual([]);
    expect(await violations()).toEqual([]);
  });

  it("is sent once, and names who else keeps the same content", async () => {
    const { asked } = drawn({ "evidence.purge": () => PURGED });
    await purge(await asks());
    expect(requests(asked, "evidence.purge")).toEqual([
      { engagement: "eng-1", evidence: "ev-7", reason: "collected without a right to it", confirm: "EV-0007" },
    ]);
    expect(await screen.findByText(/^The files of EV-0007 were purged; row 91/)).toBeTruthy();
    expect(screen.queryByRole("alertdialog")).toBeNull();
    expect(screen.getByText(/1 other item has a file of the same content/).textContent).toContain("EV-0003");
    expect(screen.queryByRole("button", { name: OPEN })).toBeNull();
  });

  it("that was done is told in the sheet, and nothing is drawn of the files", async () => {
    const found = sheet(WITHDRAWN);
    const { asked } = drawn({ "evidence.show": () => ({ ...found, custody: [...found.custody, EVENT] }) });
    expect(await screen.findByText(/^The files were purged for good on .* by Tomas Lindqvist\.$/)).toBeTruthy();
    expect(screen.getByRole("heading", { name: "The files were purged for good" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: OPEN })).toBeNull();
    expect(requests(asked, "evidence.preview")).toEqual([]);
  });

  it("that is refused says why and leaves the dialog", async () => {
    drawn({ "evidence.purge": fails("refused", "a packet is being made from the vault") });
    const dialog = await asks();
    await purge(dialog);
    await waitFor(() => expect(dialog.getByRole("alert").textContent).toContain("a packet is being made"));
    expect(screen.getByRole("alertdialog")).toBeTruthy();
  });
});
