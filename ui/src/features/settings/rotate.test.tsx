/** Tests of a new key for the vault: what it says and asks first, what is sent, how far it is, what came of it, and each way in which it ends. */
import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { violations } from "../../testing/axe";
import { type Answers, failure } from "../../testing/fakeWire";
import { CallFailed } from "../../wire/call";
import { tellAll } from "../../wire/events";
import type { KeyRotated } from "../../wire/wire.gen";
import { open, press, requests, SLOTS, STATUS, strength } from "./made-up";
import { putAway } from "./rotate-run";

beforeEach(putAway);

const TITLE = "Renew the vault’s key";
const ANSWER: KeyRotated = {
  records: 801,
  files: 90,
  bytes: 39_200_000,
  chunks: 120,
  found: 0,
  left: ["Older copies and backups of the vault still open with what opened it before."],
};

const ANSWERS: Answers = {
  "vault.status": () => ({ ...STATUS, size: 20_000_000 }),
  "vault.confirm": () => null,
  "vault.strength": () => strength(true),
  "file.destination": () => ({ held: 7, name: "recovery-sheet.pdf", size: null }),
  "slot.recovery_sheet": () => null,
  "slot.rotate_key": () => ANSWER,
};

async function dialog(over: Answers = {}) {
  const asked = open({ ...ANSWERS, ...over });
  await press(TITLE);
  return { asked, dialog: within(await screen.findByRole("dialog", { name: TITLE })) };
}

const fill = (of: ReturnType<typeof within>, label: string, text: string) =>
  userEvent.type(of.getByLabelText(new RegExp(`^${label}`)), text);
const choose = (of: ReturnType<typeof within>) =>
  userEvent.click(of.getByRole("button", { name: "Choose where the new recovery sheet goes" }));
const start = (of: ReturnType<typeof within>) => of.getByRole("button", { name: "Renew the key" });

async function begun(over: Answers = {}) {
  const found = await dialog(over);
  await fill(found.dialog, "Present passphrase", "seven quiet harbours");
  await choose(found.dialog);
  await found.dialog.findByText("recovery-sheet.pdf");
  await userEvent.click(start(found.dialog));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  return found.asked;
}

describe("before it begins", () => {
  it("says what it needs and changes, and what is still missing", async () => {
    const { asked, dialog: shown } = await dialog();
    expect(shown.getByText("About 20.0 MB of free room on the vault’s disk, until it is done.")).toBeTruthy();
    expect(shown.getByText(/begun again with the same passphrase, it goes on/)).toBeTruthy();
    expect(shown.getByText("The present passphrase is needed.")).toBeTruthy();
    expect(start(shown)).toHaveProperty("disabled", true);
    await fill(shown, "Present passphrase", "seven quiet harbours");
    expect(shown.getByText("A place for the sheet of the new recovery code is needed.")).toBeTruthy();
    expect(await violations()).toEqual([]);
    expect(requests(asked, "slot.rotate_key")).toEqual([]);
  });

  it("asks for no sheet where the vault has no recovery code", async () => {
    const { asked, dialog: shown } = await dialog({ "slot.list": () => SLOTS.slice(0, 1) });
    expect(shown.queryByRole("button", { name: /recovery sheet/ })).toBeNull();
    await fill(shown, "Present passphrase", "seven quiet harbours");
    await userEvent.click(start(shown));
    expect(await screen.findByText("The vault has a new key.")).toBeTruthy();
    expect(requests(asked, "slot.recovery_sheet")).toEqual([]);
  });

  it("begins nothing with a wrong passphrase, so that no typing error shuts anybody out", async () => {
    const { asked, dialog: shown } = await dialog({
      "vault.confirm": () => {
        throw new CallFailed(failure("wrong_passphrase"));
      },
    });
    await fill(shown, "Present passphrase", "seven quiet harbors");
    await choose(shown);
    await userEvent.click(start(shown));
    expect(await shown.findByText("That isn’t the present passphrase.")).toBeTruthy();
    expect(requests(asked, "slot.recovery_sheet")).toEqual([]);
    expect(requests(asked, "slot.rotate_key")).toEqual([]);
  });

  it("takes a new passphrase of whoever came by the recovery code", async () => {
    const { asked, dialog: shown } = await dialog();
    await userEvent.click(shown.getByRole("button", { name: "Use the recovery code instead" }));
    await fill(shown, "Recovery code", "ABCD-EFGH");
    await choose(shown);
    expect(shown.getByRole("radio", { name: "The present passphrase" })).toHaveProperty("disabled", true);
    expect(start(shown)).toHaveProperty("disabled", true);
    await fill(shown, "New passphrase", "nine loud harbours");
    await fill(shown, "The new passphrase again", "nine loud harbours");
    await waitFor(() => expect(start(shown)).toHaveProperty("disabled", false));
    await userEvent.click(start(shown));
    expect(await screen.findByText("The vault has a new key.")).toBeTruthy();
    expect(requests(asked, "vault.confirm")).toEqual([{ key: { key: "recovery_code", secret: "ABCD-EFGH" } }]);
    expect(requests(asked, "slot.rotate_key")).toEqual([{ passphrase: "nine loud harbours" }]);
  });
});

describe("once it runs", () => {
  it("shows how far it is, can be cancelled, and says that the old key holds", async () => {
    let end: (thrown: unknown) => void = () => undefined;
    const asked = await begun({
      "slot.rotate_key": () => new Promise((_, fail) => (end = fail)),
      "job.cancel": () => null,
    });
    expect(requests(asked, "slot.recovery_sheet")).toEqual([{ to: 7 }]);
    expect(requests(asked, "slot.rotate_key")).toEqual([{ passphrase: "seven quiet harbours" }]);
    expect(screen.getByRole("button", { name: TITLE })).toHaveProperty("disabled", true);
    act(() => tellAll({ event: "progress", doing: "sealing evidence anew", done: 30, total: 120 }));
    expect(await screen.findByText("25 %")).toBeTruthy();
    await press("Cancel: Sealing evidence anew");
    expect(requests(asked, "job.cancel")).toEqual([{}]);
    expect(await screen.findByText("Ending at the next step")).toBeTruthy();
    await act(async () => end(new CallFailed(failure("cancelled"))));
    expect(await screen.findByText("Cancelled. The vault keeps the key that it had.")).toBeTruthy();
    expect(screen.getByRole("button", { name: TITLE })).toHaveProperty("disabled", false);
  });

  it("names the sheet of the new code, what was sealed, and what is left to do", async () => {
    const left = [...ANSWER.left, "Keyrings of other machines open the vault no more: add each again at its machine."];
    const asked = await begun({ "slot.rotate_key": () => ({ ...ANSWER, found: 40, left }) });
    expect(await screen.findByText("The vault has a new key.")).toBeTruthy();
    expect(screen.getByText("801 records and 90 evidence files, 39.2 MB")).toBeTruthy();
    expect(screen.getByText("120; 40 were sealed before it was interrupted")).toBeTruthy();
    expect(screen.getByText("recovery-sheet.pdf")).toBeTruthy();
    for (const words of left) expect(screen.getByText(words)).toBeTruthy();
    // What opens the vault is another now.
    expect(requests(asked, "slot.list").length).toBeGreaterThan(1);
    await press("Dismiss");
    expect(screen.queryByText("The vault has a new key.")).toBeNull();
  });

  it.each([
    ["disk_full", "The disk is full."],
    ["damaged", "A part of the vault is damaged."],
  ] as const)("says what failed: %s", async (code, what) => {
    await begun({
      "slot.rotate_key": () => {
        throw new CallFailed(failure(code, "the exact words"));
      },
    });
    expect(await screen.findByText(what)).toBeTruthy();
    expect(screen.getByText("the exact words")).toBeTruthy();
  });

  it("is forgotten by a lock, and says after one that it goes on when it is begun again", async () => {
    let end: (thrown: unknown) => void = () => undefined;
    await begun({ "slot.rotate_key": () => new Promise((_, fail) => (end = fail)) });
    await act(async () => end(new CallFailed(failure("locked"))));
    expect(await screen.findByText(/begin again with the same passphrase/)).toBeTruthy();
    act(() => tellAll({ event: "locked_now", why: "idle" }));
    expect(screen.queryByText(/begin again with the same passphrase/)).toBeNull();
  });
});
