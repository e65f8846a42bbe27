/** Tests of restoring and salvaging at the gate: what is still needed, progress and cancelling, what is lost, and every refusal in words. */
import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { violations } from "../../testing/axe";
import { type Answers, fails } from "../../testing/fakeWire";
import { tellAll } from "../../wire/events";
import { FAILURES } from "../../wire/failures";
import type { Code, VaultCopied, VaultSalvaged } from "../../wire/wire.gen";
import { gate, press } from "./made-up";

const COPIED: VaultCopied = {
  name: "orchard-restored.vault",
  within: false,
  was_there: false,
  seq: 1205,
  records: 2340,
  files: 71,
  bytes: 184_000_000,
  chunks: 900,
  new_chunks: 900,
  noted: false,
};

const SALVAGED: VaultSalvaged = {
  records: 2338,
  from_log: 4,
  files: 69,
  old_seq: 1205,
  lost: ["file invoice.pdf of EV-0004: a chunk can't be opened", "control CORE-47: can't be read"],
};

const ANSWERS: Answers = {
  "file.choose": () => [{ held: 11, name: "orchard.vault", size: null }],
  "file.destination": ({ name }) => ({ held: 12, name, size: null }),
};

async function filled(kind: "Restore a backup" | "Salvage a damaged vault", over: Answers) {
  const found = gate({ ...ANSWERS, ...over });
  await press(kind);
  await press(kind === "Restore a backup" ? "Choose the backup" : "Choose the damaged vault");
  await screen.findByText("orchard.vault");
  await userEvent.type(screen.getByLabelText("Passphrase"), "four long words");
  await press("Choose where it goes");
  await screen.findByText(/orchard-(restored|salvaged)\.vault/);
  return found;
}

describe("restoring", () => {
  it("says what is still needed, in order, and axe finds nothing", async () => {
    gate(ANSWERS);
    await press("Restore a backup");
    expect(await screen.findByText("Still needed: the backup.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Restore" })).toHaveProperty("disabled", true);
    expect(await violations()).toEqual([]);
    await press("Choose the backup");
    expect(await screen.findByText("Still needed: the passphrase.")).toBeTruthy();
    await userEvent.type(screen.getByLabelText("Passphrase"), "x");
    expect(screen.getByText("Still needed: a place for the new vault.")).toBeTruthy();
  });

  it("sends three things and no path, says the figures, and unlocks the new vault", async () => {
    const { of } = await filled("Restore a backup", { "vault.restore": () => COPIED });
    await press("Restore");
    expect(await screen.findByRole("heading", { name: "orchard-restored.vault was restored" })).toBeTruthy();
    expect(of("file.choose")).toEqual([{ wanted: "vault" }]);
    expect(of("file.destination")).toEqual([{ wanted: "vault", name: "orchard-restored.vault" }]);
    expect(of("vault.restore")).toEqual([
      { backup: 11, key: { key: "passphrase", secret: "four long words" }, folder: 12 },
    ]);
    expect(screen.getByText("2 340")).toBeTruthy();
    expect(screen.getByText("71, 184 MB, each read back against its SHA-256")).toBeTruthy();
    expect(screen.getByText("1 205")).toBeTruthy();
    await press("Unlock it");
    expect(await screen.findByRole("heading", { name: "orchard-restored.vault" })).toBeTruthy();
    await waitFor(() => expect(of("vault.keyring")).toEqual([{ folder: 12 }]));
  });

  it("by the recovery code", async () => {
    const { of } = await filled("Restore a backup", { "vault.restore": () => COPIED });
    await press("Use the recovery code instead");
    expect(screen.getByText("Still needed: the recovery code.")).toBeTruthy();
    await userEvent.type(screen.getByLabelText("Recovery code"), "AAAA-BBBB{Enter}");
    await screen.findByRole("heading", { name: /was restored/ });
    expect(of("vault.restore")[0]).toMatchObject({ key: { key: "recovery_code", secret: "AAAA-BBBB" } });
  });

  it("shows how far it is, is cancelled, and can be begun again with all that was chosen", async () => {
    let stop = () => {};
    const { of } = await filled("Restore a backup", {
      "vault.restore": () =>
        new Promise((_, refuse) => {
          stop = () => refuse({ code: "cancelled", message: "cancelled", field: null });
        }),
      "job.cancel": () => null,
    });
    await press("Restore");
    act(() => tellAll({ event: "progress", doing: "copying the records", done: 3, total: 12 }));
    const bar = await screen.findByRole("progressbar", { name: "Copying the records" });
    expect(bar.getAttribute("value")).toBe("3");
    expect(screen.getByRole("button", { name: "Back" })).toHaveProperty("disabled", true);
    await press(/^Cancel/);
    expect(of("job.cancel")).toHaveLength(1);
    expect(screen.getByText("Ending at the next step")).toBeTruthy();
    act(() => stop());
    expect(await screen.findByText("Cancelled. Nothing was left of the new vault.")).toBeTruthy();
    expect(screen.queryByRole("progressbar")).toBeNull();
    expect(screen.getByRole("button", { name: "Restore" })).toHaveProperty("disabled", false);
  });

  it("says that it could not be cancelled", async () => {
    await filled("Restore a backup", {
      "vault.restore": () => new Promise(() => {}),
      "job.cancel": fails("bug", "no way"),
    });
    await press("Restore");
    await press(/^Cancel/);
    expect((await screen.findByRole("alert")).textContent).toContain("no way");
    expect(screen.queryByText("Ending at the next step")).toBeNull();
  });

  it("says on the field that the passphrase is wrong", async () => {
    await filled("Restore a backup", { "vault.restore": fails("wrong_passphrase") });
    await press("Restore");
    expect(await screen.findByText(FAILURES.wrong_passphrase.what)).toBeTruthy();
    expect(screen.getByLabelText("Passphrase").getAttribute("aria-invalid")).toBe("true");
  });

  it.each(["damaged", "read_only"] as const)("hands a backup that is %s on to salvage", async (code) => {
    await filled("Restore a backup", { "vault.restore": fails(code, "the exact reason") });
    await press("Restore");
    const note = await screen.findByRole("alert");
    for (const words of ["The backup is as it was.", "the exact reason"]) expect(note.textContent).toContain(words);
    await press("Salvage what can be read");
    expect(await screen.findByRole("heading", { name: "Salvage a damaged vault" })).toBeTruthy();
    expect(screen.getByText("orchard.vault")).toBeTruthy();
  });

  const told = (Object.keys(FAILURES) as Code[]).filter(
    (code) => !["wrong_passphrase", "unnamed", "cancelled", "damaged", "read_only"].includes(code),
  );
  it.each(told)("tells the failure %s in words, and keeps what was chosen", async (code) => {
    await filled("Restore a backup", { "vault.restore": fails(code, "the exact reason") });
    await press("Restore");
    const note = await screen.findByRole("alert");
    expect(note.textContent).toContain(FAILURES[code].what);
    expect(note.textContent).toContain("the exact reason");
    expect(screen.getByText("orchard.vault")).toBeTruthy();
  });

  it("tells that no place could be chosen", async () => {
    gate({ ...ANSWERS, "file.choose": fails("bug", "no dialog") });
    await press("Restore a backup");
    await press("Choose the backup");
    expect((await screen.findByRole("alert")).textContent).toContain("no dialog");
  });
});

describe("salvaging", () => {
  it("lists all that is lost, and says what to keep", async () => {
    const { of } = await filled("Salvage a damaged vault", { "vault.salvage": () => SALVAGED });
    await press("Salvage");
    const list = within(await screen.findByRole("list", { name: "What is lost or in doubt" }));
    expect(list.getAllByRole("listitem").map((one) => one.textContent)).toEqual(SALVAGED.lost);
    expect(screen.getByText(/^2 things are lost or in doubt/)).toBeTruthy();
    expect(screen.getByText("2 338, 4 of them found in the activity log alone")).toBeTruthy();
    expect(screen.getByText(/up to row 1 205, is there alone/)).toBeTruthy();
    expect(of("vault.salvage")).toEqual([
      { damaged: 11, key: { key: "passphrase", secret: "four long words" }, folder: 12, person: null },
    ]);
    expect(await violations()).toEqual([]);
  });

  it("says that nothing is lost only where nothing is", async () => {
    await filled("Salvage a damaged vault", { "vault.salvage": () => ({ ...SALVAGED, from_log: 0, lost: [] }) });
    await press("Salvage");
    expect(await screen.findByText("Nothing is lost. The new vault was fully checked.")).toBeTruthy();
    expect(screen.queryByRole("list", { name: "What is lost or in doubt" })).toBeNull();
  });

  it("asks who works here where the damaged vault doesn't say any more", async () => {
    const { of } = await filled("Salvage a damaged vault", {
      "vault.salvage": ({ person }) => (person == null ? fails("unnamed")() : SALVAGED),
    });
    await press("Salvage");
    await userEvent.type(await screen.findByLabelText("Your name"), "Ana{Enter}");
    expect(await screen.findByRole("heading", { name: "orchard-salvaged.vault was put together" })).toBeTruthy();
    expect(of("vault.salvage").at(-1)).toMatchObject({ person: "Ana" });
  });

  it("says that too much is damaged", async () => {
    await filled("Salvage a damaged vault", { "vault.salvage": fails("damaged", "the beginning of vault.db") });
    await press("Salvage");
    const note = await screen.findByRole("alert");
    for (const words of ["Too much is damaged", "The damaged folder is as it was.", "the beginning of vault.db"])
      expect(note.textContent).toContain(words);
  });
});
