/** Tests of backups: how the last one stands, the folder, progress and cancelling, the figures of the result, copies under a key of their own, every refusal. */
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { violations } from "../../testing/axe";
import { type Answers, fails } from "../../testing/fakeWire";
import { tellAll } from "../../wire/events";
import { FAILURES } from "../../wire/failures";
import type { BackupStanding, Code, VaultCopied } from "../../wire/wire.gen";
import { chooseFolder } from "./backup-run";
import { open, press, requests, STATUS, strength } from "./made-up";

const COPIED: VaultCopied = {
  name: "larkfield.vault",
  within: true,
  was_there: false,
  seq: 1205,
  records: 2340,
  files: 71,
  bytes: 184_000_000,
  chunks: 900,
  new_chunks: 900,
  noted: true,
};

const PLACE: Answers = { "file.choose": () => [{ held: 31, name: "stick", size: null }] };

beforeEach(() => chooseFolder(undefined));

async function chosen(over: Answers) {
  const asked = open({ ...PLACE, ...over });
  await press("Choose a folder");
  await screen.findByText("stick");
  return asked;
}

describe("how the last backup stands", () => {
  it.each<[BackupStanding, string]>([
    [{ last: null, days: null, due: false }, "No backup of this vault was made yet."],
    [{ last: null, days: null, due: true }, "A backup is due: none was made of this vault yet."],
    [{ last: "2026-11-20T10:00:00Z", days: 0, due: false }, "The last backup was made today."],
    [{ last: "2026-11-20T10:00:00Z", days: 1, due: false }, "The last backup is 1 day old."],
    [{ last: "2026-11-10T10:00:00Z", days: 9, due: true }, "A backup is due: the last one is 9 days old."],
  ])("is said in words: %o", async (backup, words) => {
    open({ "vault.status": () => ({ ...STATUS, backup }) });
    expect(await screen.findByText(words)).toBeTruthy();
    if (backup.last) expect(screen.getByText(/^2026-11-[12]0/)).toBeTruthy();
  });

  it("leaves no way to a backup of a vault that isn't sound, and says why", async () => {
    open({
      "vault.status": () => ({
        ...STATUS,
        condition: { condition: "read_only", reason: "older_or_cut_off", why: "It was cut off." },
      }),
    });
    expect(await screen.findByText(/a backup is made of a sound vault alone/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Choose a folder" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Make a copy under a key of its own" })).toBeNull();
  });
});

it("waits until it is decided whether an older copy is gone on with", async () => {
  const condition = { condition: "read_only", reason: "older_than_seen", why: "Its folder is older." } as const;
  const backup = { last: null, days: null, due: true };
  open({ "vault.status": () => ({ ...STATUS, condition, backup }) });
  expect(await screen.findByText(/until it is decided whether this older copy is gone on with/)).toBeTruthy();
  expect(screen.queryByText(/A backup is due/)).toBeNull();
});

describe("a backup", () => {
  it("goes to the folder that was chosen, as a handle, and its figures are said", async () => {
    const asked = await chosen({ "vault.backup": () => COPIED });
    await press("Make a backup");
    expect(await screen.findByText("The backup was made and fully checked.")).toBeTruthy();
    expect(requests(asked, "file.choose")).toEqual([{ wanted: "folder" }]);
    expect(requests(asked, "vault.backup")).toEqual([{ folder: 31, new_passphrase: null }]);
    for (const words of [
      "larkfield.vault, in stick",
      "2 340",
      "71, 184 MB, each read back against its SHA-256",
      "900, all written now",
      "1 205",
    ])
      expect(screen.getByText(words)).toBeTruthy();
    expect(screen.queryByText(/was locked before its log/)).toBeNull();
    expect(await violations()).toEqual([]);
    await press("Dismiss");
    expect(screen.queryByText("The backup was made and fully checked.")).toBeNull();
    expect(screen.getByText("stick")).toBeTruthy();
  });

  it.each([
    [12, "12 written now of 900; the rest was there"],
    [0, "all 900 were there already"],
  ])("over an earlier one says that %i pieces were new", async (new_chunks, words) => {
    await chosen({ "vault.backup": () => ({ ...COPIED, was_there: true, within: false, new_chunks }) });
    await press("Make a backup");
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.getByText("larkfield.vault")).toBeTruthy();
  });

  it("that the log couldn't note says so", async () => {
    await chosen({ "vault.backup": () => ({ ...COPIED, noted: false }) });
    await press("Make a backup");
    expect(await screen.findByText(/was locked before its log could note/)).toBeTruthy();
  });

  it("shows how far it is, goes on while the view is left, and is cancelled", async () => {
    let stop = () => {};
    await chosen({
      "vault.backup": () =>
        new Promise((_, refuse) => {
          stop = () => refuse({ code: "cancelled", message: "cancelled", field: null });
        }),
    });
    await press("Make a backup");
    act(() => tellAll({ event: "progress", doing: "opening every chunk", done: 3, total: 12 }));
    const bar = await screen.findByRole("progressbar", { name: "Opening every chunk" });
    expect(bar.getAttribute("value")).toBe("3");
    cleanup();
    act(() => tellAll({ event: "progress", doing: "opening every chunk", done: 6, total: 12 }));
    const asked = open({ "job.cancel": () => null });
    expect((await screen.findByRole("progressbar")).getAttribute("value")).toBe("6");
    expect(screen.getByText("stick")).toBeTruthy();
    await press(/^Cancel/);
    expect(requests(asked, "job.cancel")).toHaveLength(1);
    expect(screen.getByText("Ending at the next step")).toBeTruthy();
    act(() => stop());
    expect(await screen.findByText("Cancelled. An earlier backup in that folder stays as it was.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Make a backup" })).toBeTruthy();
  });

  it("says that it could not be cancelled", async () => {
    await chosen({ "vault.backup": () => new Promise(() => {}), "job.cancel": fails("bug", "no way") });
    await press("Make a backup");
    await press(/^Cancel/);
    expect((await screen.findByRole("alert")).textContent).toContain("no way");
  });

  it("is forgotten with its folder once the vault is locked", async () => {
    let end = (_: VaultCopied) => {};
    await chosen({
      "vault.backup": () =>
        new Promise<VaultCopied>((done) => {
          end = done;
        }),
    });
    await press("Make a backup");
    act(() => tellAll({ event: "locked_now", why: "idle" }));
    await act(async () => end(COPIED));
    expect(screen.queryByText("stick")).toBeNull();
    expect(screen.queryByText("The backup was made and fully checked.")).toBeNull();
  });

  const told = (Object.keys(FAILURES) as Code[]).filter((code) => !["cancelled", "refused", "damaged"].includes(code));
  it.each(told)("that fails by %s says so in words", async (code) => {
    await chosen({ "vault.backup": fails(code, "the exact reason") });
    await press("Make a backup");
    const note = await screen.findByRole("alert");
    for (const words of [FAILURES[code].what, "the exact reason"]) expect(note.textContent).toContain(words);
  });

  it.each([
    ["refused", "The folder holds another vault, or a copy in which somebody worked."],
    ["damaged", "The copy doesn’t count: it, or what it was made from, is damaged."],
  ] as const)("that fails by %s says what that means for a copy", async (code, words) => {
    await chosen({ "vault.backup": fails(code, "the exact reason") });
    await press("Make a backup");
    const note = await screen.findByRole("alert");
    for (const one of [words, "the exact reason"]) expect(note.textContent).toContain(one);
  });

  it("says that no folder could be chosen", async () => {
    open({ "file.choose": fails("bug", "no dialog") });
    await press("Choose a folder");
    expect((await screen.findByRole("alert")).textContent).toContain("no dialog");
  });
});

describe("a copy under a key of its own", () => {
  it("waits for a strong passphrase, typed twice, and a new place", async () => {
    const asked = open({
      "vault.strength": () => strength(true),
      "file.destination": ({ name }) => ({ held: 41, name, size: null }),
      "vault.backup": () => ({ ...COPIED, name: "given.vault", within: false }),
    });
    await press("Make a copy under a key of its own");
    const dialog = within(await screen.findByRole("dialog", { name: "A copy under a key of its own" }));
    const make = dialog.getByRole("button", { name: "Make the copy" });
    await userEvent.type(dialog.getByLabelText("Passphrase of the copy"), "four other plain words");
    await userEvent.type(dialog.getByLabelText("The new passphrase again"), "four other plain words");
    expect(await dialog.findByText("A place for the copy is needed.")).toBeTruthy();
    expect(make).toHaveProperty("disabled", true);
    await userEvent.click(dialog.getByRole("button", { name: "Choose where it goes" }));
    await dialog.findByText("larkfield-outfitters-ltd-copy.vault");
    await userEvent.click(make);
    expect(await screen.findByText("The copy under a key of its own was made and fully checked.")).toBeTruthy();
    expect(requests(asked, "vault.backup")).toEqual([{ folder: 41, new_passphrase: "four other plain words" }]);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(screen.getByText("given.vault")).toBeTruthy();
  });

  it("takes no weak passphrase", async () => {
    open({ "vault.strength": () => strength(false) });
    await press("Make a copy under a key of its own");
    const dialog = within(await screen.findByRole("dialog", { name: "A copy under a key of its own" }));
    await userEvent.type(dialog.getByLabelText("Passphrase of the copy"), "short");
    expect(await dialog.findByText(/Add words that don't belong together/)).toBeTruthy();
    expect(dialog.getByRole("button", { name: "Make the copy" })).toHaveProperty("disabled", true);
  });
});
