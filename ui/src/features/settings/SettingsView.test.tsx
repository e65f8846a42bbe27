/** Tests of the settings over a made-up program: what is saved and told at once, the keys and what they ask first, checking, reading, removing. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { violations } from "../../testing/axe";
import { type Answers, fails } from "../../testing/fakeWire";
import { tellAll } from "../../wire/events";
import type { Checked } from "../../wire/wire.gen";
import { open, press, requests, SETTINGS, SLOTS, strength } from "./made-up";
import { VERSION } from "./texts";

it("stands with all its panels, and axe finds nothing", async () => {
  open();
  expect(await screen.findByText("64 MiB of memory, 3 passes a guess")).toBeTruthy();
  expect(await screen.findByDisplayValue("Mara Ellison")).toBeTruthy();
  expect(await screen.findByText("Auditor's request list")).toBeTruthy();
  expect(await screen.findByText(/The text of every file was read/)).toBeTruthy();
  expect(screen.getByText("There is only English so far.")).toBeTruthy();
  expect(await violations()).toEqual([]);
});

it("bears the version of the package", () => {
  const told = JSON.parse(readFileSync(resolve(import.meta.dirname, "../../../package.json"), "utf8"));
  expect(VERSION).toBe(told.version);
});

it("goes to the part that somebody came for", async () => {
  open({}, "mappings");
  await screen.findByText("Auditor's request list");
  expect(document.activeElement?.textContent).toContain("Saved sheet mappings");
});

describe("this device", () => {
  it("saves each setting at once with all others as they were, and tells the frame", async () => {
    const told = vi.fn();
    window.addEventListener("vouchsafe-settings", told);
    const asked = open();
    await userEvent.click(await screen.findByRole("radio", { name: "Dark" }));
    await waitFor(() => expect(told).toHaveBeenCalledTimes(1));
    expect(requests(asked, "settings.save")).toEqual([{ settings: { ...SETTINGS, theme: "dark" } }]);
    await userEvent.click(screen.getByRole("switch", { name: /Remember vaults/ }));
    await waitFor(() => expect(told).toHaveBeenCalledTimes(2));
    expect(requests(asked, "settings.save").at(-1)).toEqual({
      settings: { ...SETTINGS, theme: "dark", remember_vaults: true },
    });
    await userEvent.click(screen.getByRole("button", { name: /Size of the text/ }));
    await userEvent.click(await screen.findByRole("option", { name: "150 %" }));
    await waitFor(() =>
      expect(requests(asked, "settings.save").at(-1)).toMatchObject({ settings: { text_zoom: 150 } }),
    );
    window.removeEventListener("vouchsafe-settings", told);
  });

  it("takes minutes when the field is left, and none out of bounds", async () => {
    const asked = open();
    const field = await screen.findByLabelText("Lock after");
    await userEvent.clear(field);
    await userEvent.type(field, "5");
    expect(requests(asked, "settings.save")).toEqual([]);
    await userEvent.tab();
    await waitFor(() => expect(requests(asked, "settings.save")).toMatchObject([{ settings: { idle_minutes: 5 } }]));
    await userEvent.clear(field);
    await userEvent.type(field, "90");
    await userEvent.tab();
    expect(requests(asked, "settings.save").length).toBe(1);
    expect(screen.getByText("From 1 to 60 minutes. What held before still does.")).toBeTruthy();
  });

  it("says that a setting wasn't kept, and shows the one that holds", async () => {
    open({ "settings.save": fails("disk_full") });
    await userEvent.click(await screen.findByRole("radio", { name: "Dark" }));
    expect(await screen.findByText("The disk is full.")).toBeTruthy();
    expect(screen.getByRole("radio", { name: "As the system" })).toHaveProperty("checked", true);
  });
});

describe("keys", () => {
  async function typed(over: Answers) {
    const asked = open({ "vault.strength": () => strength(true), ...over });
    await press("Change passphrase");
    const dialog = within(await screen.findByRole("dialog", { name: "Change passphrase" }));
    await userEvent.type(dialog.getByLabelText("Present passphrase"), "old words");
    await userEvent.type(dialog.getByLabelText("New passphrase"), "four new plain words");
    await userEvent.type(dialog.getByLabelText("The new passphrase again"), "four new plain words");
    return { asked, dialog };
  }

  it("change the passphrase once the present one was shown to be known", async () => {
    const { asked, dialog } = await typed({ "vault.confirm": () => null, "slot.change_passphrase": () => null });
    await waitFor(() => expect(dialog.getByRole("button", { name: "Change" })).toHaveProperty("disabled", false));
    await userEvent.click(dialog.getByRole("button", { name: "Change" }));
    expect(await screen.findByText("The passphrase was changed.")).toBeTruthy();
    expect(requests(asked, "vault.confirm")).toEqual([{ key: { key: "passphrase", secret: "old words" } }]);
    expect(requests(asked, "slot.change_passphrase")).toEqual([{ new: "four new plain words" }]);
    expect(requests(asked, "vault.strength").at(-1)).toMatchObject({
      known: ["Larkfield Outfitters Ltd", "Mara Ellison"],
    });
  });

  it("change nothing where the present passphrase is wrong", async () => {
    const { asked, dialog } = await typed({ "vault.confirm": fails("wrong_passphrase") });
    await waitFor(() => expect(dialog.getByRole("button", { name: "Change" })).toHaveProperty("disabled", false));
    await userEvent.click(dialog.getByRole("button", { name: "Change" }));
    expect(await screen.findByText("That isn’t the present passphrase.")).toBeTruthy();
    expect(requests(asked, "slot.change_passphrase")).toEqual([]);
  });

  it("let whoever lost the passphrase in by the recovery code", async () => {
    const { asked, dialog } = await typed({ "vault.confirm": () => null, "slot.change_passphrase": () => null });
    await userEvent.click(dialog.getByRole("button", { name: "Use the recovery code instead" }));
    await userEvent.type(dialog.getByLabelText("Recovery code"), "ABCD-EFGH");
    await waitFor(() => expect(dialog.getByRole("button", { name: "Change" })).toHaveProperty("disabled", false));
    await userEvent.click(dialog.getByRole("button", { name: "Change" }));
    await waitFor(() =>
      expect(requests(asked, "vault.confirm")).toEqual([{ key: { key: "recovery_code", secret: "ABCD-EFGH" } }]),
    );
  });

  it("take no weak passphrase", async () => {
    const { dialog } = await typed({ "vault.strength": () => strength(false) });
    expect(await dialog.findByText(/Add words that don't belong together/)).toBeTruthy();
    expect(dialog.getByRole("button", { name: "Change" })).toHaveProperty("disabled", true);
  });

  it("renew the code only once its sheet has a place, and ask for another after a failure", async () => {
    const asked = open({
      "file.destination": () => ({ held: 7, name: "sheet.pdf", size: null }),
      "slot.recovery_sheet": () => null,
      "slot.renew_recovery_code": fails("exists", "sheet.pdf"),
    });
    await press("Renew recovery code");
    const dialog = within(await screen.findByRole("dialog", { name: "Renew recovery code" }));
    expect(dialog.getByRole("button", { name: "Renew" })).toHaveProperty("disabled", true);
    await userEvent.click(dialog.getByRole("button", { name: "Choose where the sheet goes" }));
    await dialog.findByText("sheet.pdf");
    await userEvent.click(dialog.getByRole("button", { name: "Renew" }));
    expect(await dialog.findByText("Something of this name is there already.")).toBeTruthy();
    expect(dialog.getByRole("button", { name: "Renew" })).toHaveProperty("disabled", true);
    const order = asked.map((one) => one.name).filter((name) => /sheet$|code$|destination$/.test(name));
    expect(order).toEqual(["file.destination", "slot.recovery_sheet", "slot.renew_recovery_code"]);
    expect(requests(asked, "slot.recovery_sheet")).toEqual([{ to: 7 }]);
  });

  it("are revoked only by their name, and never the last one", async () => {
    const asked = open({ "slot.revoke": () => null });
    await press("Revoke the recovery code");
    const dialog = within(await screen.findByRole("alertdialog"));
    const revoke = dialog.getByRole("button", { name: "Revoke" });
    expect(revoke).toHaveProperty("disabled", true);
    await userEvent.type(dialog.getByRole("textbox"), "recovery code");
    await userEvent.click(revoke);
    expect(await screen.findByText("The recovery code was revoked.")).toBeTruthy();
    expect(requests(asked, "slot.revoke")).toEqual([{ slot: "bbbbbbbb-2" }]);
  });

  it("keep the last one", async () => {
    open({ "slot.list": () => SLOTS.slice(0, 1) });
    expect(await screen.findByRole("button", { name: "Revoke the passphrase" })).toHaveProperty("disabled", true);
  });
});

describe("the vault", () => {
  it("bears another name of who works here", async () => {
    const asked = open({ "vault.name_person": () => null });
    const field = await screen.findByLabelText("Your name");
    expect(screen.getByRole("button", { name: "Save" })).toHaveProperty("disabled", true);
    await userEvent.clear(field);
    await userEvent.type(field, "Ada Birch");
    await press("Save");
    expect(await screen.findByText("The log now bears: Ada Birch.")).toBeTruthy();
    expect(requests(asked, "vault.name_person")).toEqual([{ name: "Ada Birch" }]);
  });

  it("is checked, with how far it is and what was found", async () => {
    let answer: (checked: Checked) => void = () => undefined;
    const asked = open({
      "vault.check": () =>
        new Promise<Checked>((done) => {
          answer = done;
        }),
      "job.cancel": () => null,
    });
    await press("Check now");
    act(() => tellAll({ event: "progress", doing: "reading files", done: 3, total: 12 }));
    const bar = await screen.findByRole("progressbar", { name: "Reading files" });
    expect(bar.getAttribute("value")).toBe("3");
    await press(/^Cancel/);
    expect(requests(asked, "job.cancel").length).toBe(1);
    act(() => answer({ looked_at: ["1185 rows", "90 files"], problems: ["file EX-004: digest differs"] }));
    expect(await screen.findByText("file EX-004: digest differs")).toBeTruthy();
    expect(screen.getByText(/^Looked at: 1.185 rows, 90 files$/)).toBeTruthy();
    expect(screen.queryByText("Nothing is damaged.")).toBeNull();
  });

  it("says that nothing is damaged only where nothing is", async () => {
    open({ "vault.check": () => ({ looked_at: ["9 rows"], problems: [] }) });
    await press("Check now");
    expect(await screen.findByText("Nothing is damaged.")).toBeTruthy();
  });

  it("reads texts until none is left", async () => {
    let left = 45;
    const asked = open({
      "text.pending": () => left,
      "text.extract": () => {
        const done = Math.min(20, left);
        left -= done;
        return { done, left };
      },
    });
    await press("Read now");
    expect(await screen.findByText(/The text of every file was read/)).toBeTruthy();
    expect(requests(asked, "text.extract")).toEqual([{ limit: 20 }, { limit: 20 }, { limit: 20 }]);
  });

  it("says why reading stopped", async () => {
    open({ "text.pending": () => 3, "text.extract": fails("damaged") });
    await press("Read now");
    expect(await screen.findByText("A part of the vault is damaged.")).toBeTruthy();
  });

  it("lets go of a mapping, and of that alone", async () => {
    const asked = open({ "sheet_mapping.remove": () => null });
    expect(await screen.findByText("Ref: auditor_id")).toBeTruthy();
    expect(screen.getByText("F: left out")).toBeTruthy();
    await press("Remove the mapping Auditor's request list");
    expect(await screen.findByText("The mapping Auditor's request list was removed.")).toBeTruthy();
    expect(requests(asked, "sheet_mapping.remove")).toEqual([{ mapping: "m1" }]);
  });
});

it.each(["settings.show", "slot.list", "vault.keyring", "vault.status", "text.pending", "sheet_mapping.list"] as const)(
  "says that %s failed, and tries again",
  async (name) => {
    const asked = open({ [name]: fails("damaged") });
    // More than one panel may show what the command reads.
    expect((await screen.findAllByText("A part of the vault is damaged.")).length).toBeGreaterThan(0);
    const [again] = screen.getAllByRole("button", { name: "Try again" });
    if (again) await userEvent.click(again);
    expect(requests(asked, name).length).toBeGreaterThan(1);
  },
);
