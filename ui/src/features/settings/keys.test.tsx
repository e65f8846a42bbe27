/** Tests of the vault's keys beside the passphrase: adding the keyring, revoking with what is left to do, an older folder that is accepted. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { violations } from "../../testing/axe";
import { fails, failure } from "../../testing/fakeWire";
import { CallFailed } from "../../wire/call";
import type { SlotRow } from "../../wire/wire.gen";
import { KEYRING, open, press, requests, SLOTS, STATUS } from "./made-up";

const HERE: SlotRow = { id: "cccccccc-3", kind: "keyring", memory_kib: null, passes: null };
const THERE: SlotRow = { id: "dddddddd-4", kind: "keyring", memory_kib: null, passes: null };
const ADD = "Add this computer’s keyring";

async function revoke(name: string) {
  await press(`Revoke the ${name}`);
  const dialog = within(await screen.findByRole("alertdialog"));
  await userEvent.type(dialog.getByRole("textbox"), name);
  await userEvent.click(dialog.getByRole("button", { name: "Revoke" }));
  return dialog;
}

describe("adding the keyring", () => {
  it("says first what it gives away, then adds it, and shows whose it is", async () => {
    let added = false;
    const asked = open({
      "slot.list": () => (added ? [...SLOTS, HERE] : SLOTS),
      "vault.keyring": () => ({ ...KEYRING, available: true, slots: added ? 1 : 0, here: added ? HERE.id : null }),
      "slot.add_keyring": () => {
        added = true;
        return HERE;
      },
    });
    await press(ADD);
    const dialog = within(await screen.findByRole("dialog", { name: ADD }));
    expect(dialog.getByText(/for every program that runs as you/)).toBeTruthy();
    expect(requests(asked, "slot.add_keyring")).toEqual([]);
    expect(await violations()).toEqual([]);
    await userEvent.click(dialog.getByRole("button", { name: "Add" }));
    expect(await screen.findByText("This computer’s keyring opens the vault from now on.")).toBeTruthy();
    expect(requests(asked, "slot.add_keyring")).toEqual([{}]);
    expect(await screen.findByText("of this computer")).toBeTruthy();
    expect(screen.queryByRole("button", { name: ADD })).toBeNull();
  });

  it("isn't offered where none answers, and says so where the vault has such a key", async () => {
    const asked = open({
      "slot.list": () => [...SLOTS, THERE],
      "vault.keyring": () => ({ ...KEYRING, slots: 1 }),
    });
    expect(await screen.findByText("A keyring opens this vault, but none answers on this computer now.")).toBeTruthy();
    expect(screen.getByText("of another computer, or not known here")).toBeTruthy();
    expect(requests(asked, "vault.keyring")).toEqual([{}]);
    expect(screen.queryByRole("button", { name: ADD })).toBeNull();
  });

  it("says plainly that the keyring stayed locked, and can be tried again", async () => {
    open({
      "vault.keyring": () => ({ ...KEYRING, available: true }),
      "slot.add_keyring": () => {
        const message = "the keyring of this machine stayed locked; a passphrase or recovery code opens …";
        throw new CallFailed(failure("refused", message, "keyring"));
      },
    });
    await press(ADD);
    const dialog = within(await screen.findByRole("dialog", { name: ADD }));
    await userEvent.click(dialog.getByRole("button", { name: "Add" }));
    const note = await dialog.findByRole("alert");
    expect(within(note).getByText("The keyring of this machine stayed locked.")).toBeTruthy();
    expect(dialog.getByRole("button", { name: "Add" })).toHaveProperty("disabled", false);
  });

  it("tells why the keyring notes no more how new the vault is", async () => {
    open({
      "slot.list": () => [...SLOTS, HERE],
      "vault.keyring": () => ({ available: true, slots: 1, here: HERE.id, trouble: "the keyring failed. Until …" }),
    });
    expect(await screen.findByText("The keyring failed. Until …")).toBeTruthy();
  });

  it("tells that it isn't known how the keyring stands, and tries again", async () => {
    let broken = true;
    open({ "vault.keyring": () => (broken ? fails("unreadable")() : { ...KEYRING, available: true }) });
    expect(await screen.findByText("The file can't be read.")).toBeTruthy();
    broken = false;
    await press("Try again");
    expect(await screen.findByRole("button", { name: ADD })).toBeTruthy();
  });
});

describe("revoking", () => {
  it("never takes the last key that a person holds, keyrings aside", async () => {
    open({ "slot.list": () => [...SLOTS.slice(0, 1), HERE] });
    expect(await screen.findByRole("button", { name: "Revoke the passphrase" })).toHaveProperty("disabled", true);
    expect(screen.getByRole("button", { name: "Revoke the keyring" })).toHaveProperty("disabled", false);
    expect(screen.getByText(/The last key that a person holds can’t be revoked/)).toBeTruthy();
  });

  it("of this computer's keyring shows what is left to do, until the next step", async () => {
    const left = "The slot is revoked, but the keyring of this machine stayed locked: what it keeps stays there.";
    const asked = open({
      "slot.list": () => [...SLOTS, HERE],
      "vault.keyring": () => ({ available: true, slots: 1, here: HERE.id, trouble: null }),
      "slot.revoke": () => left,
    });
    const dialog = await revoke("keyring");
    expect(dialog.queryByText(/is removed from it/)).toBeTruthy();
    expect(await screen.findByText(left)).toBeTruthy();
    expect(requests(asked, "slot.revoke")).toEqual([{ slot: HERE.id }]);
    await press("Change passphrase");
    await waitFor(() => expect(screen.queryByText(left)).toBeNull());
  });

  it("that is refused says why, and leaves the dialog", async () => {
    open({ "slot.revoke": fails("refused", "the last passphrase or recovery code of a vault can't be removed") });
    const dialog = await revoke("recovery code");
    expect((await dialog.findByRole("alert")).textContent).toContain("can't be removed");
    expect(screen.getByRole("alertdialog")).toBeTruthy();
  });
});

describe("a folder that is older than this computer saw it", () => {
  const why = "Its folder is older than it was when this machine last saw it.";

  it("is accepted here, too, once the client's name was typed", async () => {
    let accepted = false;
    const asked = open({
      "vault.keyring": () => ({ ...KEYRING, available: true }),
      "vault.status": () =>
        accepted ? STATUS : { ...STATUS, condition: { condition: "read_only", reason: "older_than_seen", why } },
      "vault.accept_older": () => {
        accepted = true;
        return null;
      },
    });
    await press("Open this older copy");
    expect(screen.queryByRole("button", { name: ADD })).toBeNull();
    const dialog = within(await screen.findByRole("alertdialog"));
    const accept = dialog.getByRole("button", { name: "Open this older copy" });
    expect(accept).toHaveProperty("disabled", true);
    await userEvent.type(dialog.getByRole("textbox"), "Larkfield Outfitters Ltd");
    await userEvent.click(accept);
    await waitFor(() => expect(screen.queryByText(why)).toBeNull());
    expect(requests(asked, "vault.accept_older")).toEqual([{}]);
    expect(await screen.findByRole("button", { name: ADD })).toBeTruthy();
  });

  it("isn't accepted by nobody: a copy that knows no name of this device is unlocked with one first", async () => {
    open({
      "vault.status": () => ({
        ...STATUS,
        person: "",
        condition: { condition: "read_only", reason: "older_than_seen", why },
      }),
    });
    expect(await screen.findByText(/lock it and unlock it with your name/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Open this older copy" })).toBeNull();
  });

  it("is the only one for which that is offered", async () => {
    open({
      "vault.status": () => ({
        ...STATUS,
        condition: { condition: "read_only", reason: "damaged", why: "A part of it is damaged." },
      }),
    });
    expect(await screen.findByText(/a backup is made of a sound vault alone/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Open this older copy" })).toBeNull();
  });
});
