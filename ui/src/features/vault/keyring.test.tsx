/** Tests of the gate with a keyring: when it is offered, every way it fails, and folders that are older than this computer saw them. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { violations } from "../../testing/axe";
import { type Answers, fails, failure } from "../../testing/fakeWire";
import { CallFailed } from "../../wire/call";
import type { Code, Unlocked } from "../../wire/wire.gen";
import { gate, press, standing, unlock, unlocked } from "./made-up";

const OFFER = "Unlock with this computer’s keyring";
const shown = (available: boolean, slots: number) => () => ({ available, slots, here: null, trouble: null });
const refuses =
  (code: Code, message: string, field: string | null = "keyring") =>
  () => {
    throw new CallFailed(failure(code, message, field));
  };

async function atTheDoor(answers: Answers) {
  const found = gate({ "vault.keyring": shown(true, 1), ...answers });
  await press("Open a vault");
  await screen.findByLabelText("Passphrase");
  return found;
}

describe("the keyring", () => {
  it("opens the vault by one press, with no secret sent", async () => {
    const { of, opened } = await atTheDoor({});
    await press(OFFER);
    await waitFor(() => expect(opened).toEqual([3]));
    expect(of("vault.keyring")).toEqual([{ folder: 3 }]);
    expect(of("vault.unlock")).toEqual([{ folder: 4, key: { key: "keyring" }, person: null }]);
  });

  it.each([
    ["the vault has no key for it", true, 0],
    ["this computer has none that answers", false, 1],
  ])("isn't offered where %s", async (_, available, slots) => {
    const { of } = await atTheDoor({ "vault.keyring": shown(available, slots) });
    await waitFor(() => expect(of("vault.keyring")).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(screen.queryByRole("button", { name: OFFER })).toBeNull();
  });

  it.each([
    [
      "locked",
      "refused",
      "the keyring of this machine stayed locked; a passphrase or recovery code opens the vault without it",
      "keyring",
      "The keyring of this machine stayed locked.",
    ],
    [
      "slow",
      "refused",
      "the keyring of this machine did not answer in time; a passphrase …",
      "keyring",
      "The keyring of this machine did not answer in time.",
    ],
    [
      "forgetful",
      "not_found",
      "this machine's keyring keeps no key of this vault; its passphrase or recovery code does",
      "keyring",
      "This machine's keyring keeps no key of this vault.",
    ],
    [
      "foreign",
      "not_found",
      "what this machine's keyring keeps opens no slot of this vault",
      null,
      "What this machine's keyring keeps opens no slot of this vault.",
    ],
  ] as const)(
    "that is %s says so plainly, and the passphrase still opens the vault",
    async (_, code, message, field, says) => {
      const { of, opened } = await atTheDoor({
        "vault.unlock": ({ key }) => (key.key === "keyring" ? refuses(code, message, field)() : unlocked()),
      });
      await press(OFFER);
      const note = await screen.findByRole("alert");
      expect(within(note).getByText(says)).toBeTruthy();
      expect(note.textContent).toContain("opens it without any keyring");
      expect(note.textContent).toContain(code === "not_found" ? "revoke the keyring’s key" : "Unlock the keyring");
      expect(opened).toEqual([]);
      await userEvent.type(screen.getByLabelText("Passphrase"), "four long words{Enter}");
      await waitFor(() => expect(opened).toEqual([3]));
      expect(of("vault.unlock").at(-1)).toMatchObject({ key: { key: "passphrase", secret: "four long words" } });
    },
  );

  it("is waited for in words, and nothing else is sent meanwhile", async () => {
    let answer = (_: Unlocked) => {};
    const { of, opened } = await atTheDoor({
      "vault.unlock": () =>
        new Promise<Unlocked>((done) => {
          answer = done;
        }),
    });
    await press(OFFER);
    expect(await screen.findByRole("button", { name: "Waiting for the keyring" })).toBeTruthy();
    expect(screen.getByRole("status").textContent).toContain("a minute at most");
    await userEvent.type(screen.getByLabelText("Passphrase"), "four long words{Enter}");
    expect(screen.getByLabelText("Passphrase")).toHaveProperty("value", "four long words");
    expect(of("vault.unlock")).toHaveLength(1);
    answer(unlocked());
    await waitFor(() => expect(opened).toEqual([3]));
  });

  it("opens it once it is known who works here", async () => {
    const { of, opened } = await atTheDoor({
      "vault.unlock": ({ person }) => (person == null ? fails("unnamed")() : unlocked()),
    });
    await press(OFFER);
    await userEvent.type(await screen.findByLabelText("Your name"), "Ana{Enter}");
    await waitFor(() => expect(opened).toEqual([3]));
    expect(of("vault.unlock").at(-1)).toEqual({ folder: 4, key: { key: "keyring" }, person: "Ana" });
  });

  it("tells before anything is typed that the folder is no vault", async () => {
    let fixed = false;
    await atTheDoor({ "vault.keyring": () => (fixed ? shown(true, 1)() : fails("not_a_vault")()) });
    expect((await screen.findByRole("alert")).textContent).toContain("This folder is no vault.");
    fixed = true;
    await press("Try again");
    expect(await screen.findByRole("button", { name: OFFER })).toBeTruthy();
  });
});

describe("an older folder", () => {
  const NOTICE = "this vault's folder is older than it was when this machine last saw it: row 1205, and now 1190.";
  const older = { condition: "read_only", reason: "older_than_seen", why: "Its folder is older." } as const;
  const answers = (over: Answers = {}, person = "Ana"): Answers => ({
    "vault.unlock": () => unlocked([NOTICE], person),
    "vault.status": () => standing(older),
    "vault.accept_older": () => null,
    ...over,
  });

  async function asked(over: Answers = {}, person = "Ana") {
    const found = gate(answers(over, person));
    await unlock();
    expect(await screen.findByText(`T${NOTICE.slice(1)}`)).toBeTruthy();
    return found;
  }
  const dialog = async () => within(await screen.findByRole("alertdialog"));

  it("says what happened, what is safe and what to do, and opens for reading", async () => {
    const { of, opened } = await asked();
    expect(screen.getByText(/Nothing was changed, neither in this folder nor elsewhere/)).toBeTruthy();
    expect(screen.getAllByRole("listitem").map((one) => one.textContent)).toContainEqual(
      expect.stringContaining("Look for the newer folder first"),
    );
    expect(await violations()).toEqual([]);
    await press("Look at it, reading only");
    expect(opened).toEqual([3]);
    expect(of("vault.accept_older")).toEqual([]);
  });

  it("is accepted only once the client's name was typed", async () => {
    const { of, opened } = await asked();
    await press("Open this older copy");
    const asks = await dialog();
    const accept = asks.getByRole("button", { name: "Open this older copy" });
    expect(accept).toHaveProperty("disabled", true);
    await userEvent.type(asks.getByRole("textbox"), "Orchard Ltd");
    await userEvent.click(accept);
    await waitFor(() => expect(opened).toEqual([3]));
    expect(of("vault.accept_older")).toEqual([{}]);
    expect(of("vault.name_person")).toEqual([]);
  });

  const unnamed = (over: Answers = {}) =>
    answers({
      "vault.unlock": ({ person }) => unlocked([NOTICE], person ?? ""),
      "vault.lock": () => null,
      "vault.name_person": () => null,
      ...over,
    });

  it("is unlocked once more under a name where it knows none of this device, and bears it from then on", async () => {
    const { of, opened } = gate(unnamed());
    await unlock();
    expect(await screen.findByText(/doesn’t know this device yet: to go on with it/)).toBeTruthy();
    await press("Open this older copy");
    await userEvent.type(await screen.findByLabelText("Your name"), "Ana");
    expect(of("vault.lock")).toHaveLength(1);
    await userEvent.type(screen.getByLabelText("Passphrase"), "four long words{Enter}");
    await press("Open this older copy");
    const asks = await dialog();
    await userEvent.type(asks.getByRole("textbox"), "Orchard Ltd{Enter}");
    await waitFor(() => expect(opened).toEqual([3]));
    expect(of("vault.unlock").at(-1)).toMatchObject({ key: { secret: "four long words" }, person: "Ana" });
    expect(of("vault.accept_older")).toHaveLength(1);
    expect(of("vault.name_person")).toEqual([{ name: "Ana" }]);
  });

  it("asks for no secret again where the keyring opened it", async () => {
    const { of } = gate(unnamed({ "vault.keyring": shown(true, 1) }));
    await press("Open a vault");
    await press(OFFER);
    await press("Open this older copy");
    await userEvent.type(await screen.findByLabelText("Your name"), "Ana{Enter}");
    await waitFor(() => expect(of("vault.unlock").at(-1)).toMatchObject({ key: { key: "keyring" }, person: "Ana" }));
    expect(screen.queryByLabelText("Passphrase")).toBeNull();
  });

  it("stays as it was where accepting fails", async () => {
    const { opened } = await asked({ "vault.accept_older": fails("disk_full", "no room") });
    await press("Open this older copy");
    const asks = await dialog();
    await userEvent.type(asks.getByRole("textbox"), "Orchard Ltd{Enter}");
    expect((await asks.findByRole("alert")).textContent).toContain("The disk is full.");
    expect(opened).toEqual([]);
  });

  it("is closed where another vault is wanted, and says where that failed", async () => {
    let refuses = true;
    const { of, opened } = await asked({ "vault.lock": () => (refuses ? fails("disk_full")() : null) });
    await press("Close it and open another vault");
    expect((await screen.findByRole("alert")).textContent).toContain("The disk is full.");
    refuses = false;
    await press("Close it and open another vault");
    expect(await screen.findByRole("button", { name: "Open a vault" })).toBeTruthy();
    expect(of("vault.lock")).toHaveLength(2);
    expect(opened).toEqual([]);
  });
});
