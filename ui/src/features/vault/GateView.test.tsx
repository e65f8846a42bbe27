/** Tests of the gate: recent vaults, unlocking by passphrase and code, what is noticed, making a vault, and every refusal in words. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { violations } from "../../testing/axe";
import { type Answers, fails } from "../../testing/fakeWire";
import { FAILURES } from "../../wire/failures";
import type { Code, RecentVault, Strength, Unlocked } from "../../wire/wire.gen";
import { gate, press, standing, unlock, unlocked } from "./made-up";

const RECENT: RecentVault = { held: 7, name: "orchard", opened_on: "2026-11-18", there: true };

function strength(over: Partial<Strength> = {}): Strength {
  return {
    score: 4,
    guesses_log10: 14,
    words: "Strong.",
    advice: [],
    accepted: true,
    accepted_for_sending: true,
    ...over,
  };
}

describe("unlocking", () => {
  it("sends the passphrase with another handle on the folder, and hands the first on", async () => {
    const { of, opened } = gate();
    await unlock();
    await waitFor(() => expect(opened).toEqual([3]));
    expect(of("file.again")).toEqual([{ held: 3 }]);
    expect(of("vault.unlock")).toEqual([
      { folder: 4, key: { key: "passphrase", secret: "four long words here" }, person: null },
    ]);
  });

  it("by the recovery code", async () => {
    const { of, opened } = gate();
    await press("Open a vault");
    await press("Use the recovery code instead");
    await userEvent.type(await screen.findByLabelText("Recovery code"), "AAAA-BBBB{Enter}");
    await waitFor(() => expect(opened).toEqual([3]));
    expect(of("vault.unlock")[0]).toMatchObject({ key: { key: "recovery_code", secret: "AAAA-BBBB" } });
  });

  it("says what a wrong passphrase may come from, and tries again", async () => {
    let tries = 0;
    const { opened } = gate({
      "vault.unlock": () => {
        tries += 1;
        return tries === 1 ? fails("wrong_passphrase")() : unlocked();
      },
    });
    await unlock();
    expect(await screen.findByText(/doesn't open this vault/)).toBeTruthy();
    expect(screen.getByText(/Look at the keyboard layout/)).toBeTruthy();
    expect(opened).toEqual([]);
    await press("Unlock");
    await waitFor(() => expect(opened).toEqual([3]));
  });

  it("asks who works here where the vault hasn't met the device", async () => {
    const { of, opened } = gate({
      "vault.unlock": ({ person }) => (person == null ? fails("unnamed")() : unlocked()),
    });
    await unlock();
    await userEvent.type(await screen.findByLabelText("Your name"), "Ana{Enter}");
    await waitFor(() => expect(opened).toEqual([3]));
    expect(of("vault.unlock")[1]).toMatchObject({ person: "Ana" });
  });

  it("shows what was noticed before it goes on", async () => {
    const { opened } = gate({ "vault.unlock": () => unlocked(["The header was mended."]) });
    await unlock();
    expect(await screen.findByText("The header was mended.")).toBeTruthy();
    expect(opened).toEqual([]);
    expect(screen.queryByRole("button", { name: "Salvage what can be read" })).toBeNull();
    await press("Go on");
    expect(opened).toEqual([3]);
  });

  it("offers salvage where it can only be read, and lets go of the folder first", async () => {
    const damaged = { condition: "read_only", reason: "damaged", why: "A part of it is damaged: vault.db." } as const;
    const { of, opened } = gate({
      "vault.unlock": () => unlocked(["a part of this vault is damaged (vault.db). It opens for reading only."]),
      "vault.status": () => standing(damaged),
      "vault.lock": () => null,
    });
    await unlock();
    expect(
      await screen.findByText("A part of this vault is damaged (vault.db). It opens for reading only."),
    ).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Open this older copy" })).toBeNull();
    await press("Salvage what can be read");
    expect(await screen.findByRole("heading", { name: "Salvage a damaged vault" })).toBeTruthy();
    expect(screen.getByText("orchard.vault")).toBeTruthy();
    expect(of("vault.lock")).toHaveLength(1);
    expect(opened).toEqual([]);
  });

  it("tells that it isn't known how the vault stands, beside what was noticed", async () => {
    gate({
      "vault.unlock": () => unlocked(["a copy of the header was mended: a"]),
      "vault.status": fails("unreadable"),
    });
    await unlock();
    expect((await screen.findByRole("alert")).textContent).toContain("The file can't be read.");
    expect(screen.getByText("A copy of the header was mended: a")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Go on" })).toBeTruthy();
  });

  it("offers salvage where the vault is too damaged to be opened", async () => {
    gate({ "vault.unlock": fails("damaged", "header") });
    await unlock();
    await press("Salvage what can be read");
    expect(await screen.findByRole("heading", { name: "Salvage a damaged vault" })).toBeTruthy();
  });

  const told = (Object.keys(FAILURES) as Code[]).filter((code) => code !== "wrong_passphrase" && code !== "unnamed");
  it.each(told)("tells the failure %s in words", async (code) => {
    const { opened } = gate({ "vault.unlock": fails(code, "the exact reason") });
    await unlock("x");
    const note = await screen.findByRole("alert");
    for (const words of [FAILURES[code].what, FAILURES[code].safe, FAILURES[code].todo, "the exact reason"])
      expect(note.textContent).toContain(words);
    expect(opened).toEqual([]);
  });
});

describe("the list of vaults", () => {
  it("opens one that is there", async () => {
    const { of, opened } = gate({ "vault.recent": () => [RECENT] });
    await press(/orchard/);
    await userEvent.type(await screen.findByLabelText("Passphrase"), "words{Enter}");
    await waitFor(() => expect(opened).toEqual([7]));
    expect(of("file.again")).toEqual([{ held: 7 }]);
  });

  it("doesn't open one that isn't where it was, until it is there again", async () => {
    let there = false;
    gate({ "vault.recent": () => [{ ...RECENT, there }] });
    const gone = await screen.findByRole("button", { name: /orchard/ });
    expect(gone).toHaveProperty("disabled", true);
    expect(gone.textContent).toContain("not where it was");
    there = true;
    window.dispatchEvent(new Event("focus"));
    await waitFor(() => expect(screen.getByRole("button", { name: /orchard/ })).toHaveProperty("disabled", false));
  });

  it("forgets the names, and tells when it could not", async () => {
    let names = [RECENT];
    let refuses = true;
    gate({
      "vault.recent": () => names,
      "vault.forget_recent": () => {
        if (refuses) return fails("disk_full")();
        names = [];
        return null;
      },
    });
    await press("Forget these names");
    expect((await screen.findByRole("alert")).textContent).toContain("The disk is full.");
    refuses = false;
    await press("Forget these names");
    await waitFor(() => expect(screen.queryByRole("button", { name: /orchard/ })).toBeNull());
  });

  it("tells when it can't be read", async () => {
    gate({ "vault.recent": fails("unreadable") });
    expect((await screen.findByRole("alert")).textContent).toContain("The file can't be read.");
    expect(screen.getByRole("button", { name: "Open a vault" })).toBeTruthy();
  });
});

describe("after a lock", () => {
  it("says why, and unlocks the same vault without asking for its folder", async () => {
    const { of, opened } = gate({}, { why: "You locked the vault.", last: 9 });
    expect(screen.getByText("You locked the vault.")).toBeTruthy();
    await press("Unlock it again");
    await userEvent.type(await screen.findByLabelText("Passphrase"), "words{Enter}");
    await waitFor(() => expect(opened).toEqual([9]));
    expect(of("file.choose")).toEqual([]);
    expect(of("file.again")).toEqual([{ held: 9 }]);
  });
});

it("tells why no folder could be chosen", async () => {
  gate({ "file.choose": fails("bug", "no portal") });
  await press("Open a vault");
  expect((await screen.findByRole("alert")).textContent).toContain("no portal");
});

describe("making a vault", () => {
  const answers = (over: Answers = {}): Answers => ({
    "vault.strength": ({ passphrase }) => strength({ accepted: passphrase.length > 12, words: "So so." }),
    "file.destination": ({ wanted }) => ({ held: wanted === "vault" ? 21 : 20, name: `the ${wanted}`, size: null }),
    "file.again": ({ held }) => held + 100,
    "slot.recovery_sheet": () => null,
    "vault.create": () => ({ client: {} as Unlocked["client"], started: null }),
    ...over,
  });

  async function filled() {
    await press("Make a new vault");
    await userEvent.type(await screen.findByLabelText("Legal name"), "Orchard Ltd");
    await userEvent.type(screen.getByLabelText("Short code"), "OL");
    await userEvent.type(screen.getByLabelText("Jurisdictions"), "DE, , EU");
    await userEvent.type(screen.getByLabelText("Your name"), "Ana");
    await userEvent.type(screen.getByLabelText("Passphrase"), "four long words");
    await userEvent.type(screen.getByLabelText("The passphrase again"), "four long words");
    await press("Choose where it is saved");
    await press("Choose where the vault goes");
    await screen.findByText("the vault");
  }

  it("says what is still needed, and waits for it", async () => {
    gate(answers());
    await press("Make a new vault");
    expect(screen.getByText("Still needed: the legal name.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Make the vault" })).toHaveProperty("disabled", true);
    await userEvent.type(screen.getByLabelText("Legal name"), "Orchard Ltd");
    expect(screen.getByText("Still needed: the short code.")).toBeTruthy();
  });

  it("takes no passphrase that the estimate refuses", async () => {
    gate(answers({ "vault.strength": () => strength({ accepted: false, words: "Weak." }) }));
    await filled();
    expect(await screen.findByText("Weak.")).toBeTruthy();
    expect(screen.getByText("Still needed: a stronger passphrase.")).toBeTruthy();
  });

  it("sends the estimate what is known of client and person", async () => {
    const { of } = gate(answers());
    await filled();
    await waitFor(() =>
      expect(of("vault.strength")).toContainEqual({ passphrase: "four long words", known: ["Orchard Ltd", "Ana"] }),
    );
  });

  it("places the sheet, makes the vault and keeps a handle on it", async () => {
    const { of, opened } = gate(answers());
    await filled();
    await waitFor(() =>
      expect(screen.getByRole("button", { name: "Make the vault" })).toHaveProperty("disabled", false),
    );
    await press("Make the vault");
    await waitFor(() => expect(opened).toEqual([121]));
    expect(of("slot.recovery_sheet")).toEqual([{ to: 120 }]);
    expect(of("vault.create")).toEqual([
      {
        folder: 121,
        passphrase: "four long words",
        legal_name: "Orchard Ltd",
        short_code: "OL",
        industry: "",
        sector: "",
        jurisdictions: ["DE", "EU"],
        person: "Ana",
      },
    ]);
  });

  it("keeps all that was typed and chosen where it is refused", async () => {
    const { opened } = gate(answers({ "vault.create": fails("exists", "orchard-ltd.vault") }));
    await filled();
    await waitFor(() =>
      expect(screen.getByRole("button", { name: "Make the vault" })).toHaveProperty("disabled", false),
    );
    await press("Make the vault");
    const note = await screen.findByRole("alert");
    expect(within(note).getByText("Something of this name is there already.")).toBeTruthy();
    expect(screen.getByLabelText("Legal name")).toHaveProperty("value", "Orchard Ltd");
    expect(screen.getByText("the vault")).toBeTruthy();
    expect(opened).toEqual([]);
  });
});

it("has nothing that axe finds", async () => {
  gate({ "vault.recent": () => [RECENT, { ...RECENT, held: 8, name: "gone", there: false }] });
  await screen.findByRole("button", { name: /orchard/ });
  expect(await violations()).toEqual([]);
  await press("Make a new vault");
  expect(await violations()).toEqual([]);
});
