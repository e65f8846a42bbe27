/** Tests of the signing key in the settings: what is shown of it, making it, and replacing it only with a reason and a typed word. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { violations } from "../../testing/axe";
import { type Answers, fails } from "../../testing/fakeWire";
import type { SigningKeyRow } from "../../wire/wire.gen";
import { open, press, requests } from "./made-up";

const row = (group: string, over: Partial<SigningKeyRow["key"]> = {}): SigningKeyRow => ({
  fingerprint: Array<string>(16).fill(group).join(" "),
  pem: `-----BEGIN PUBLIC KEY-----\n${group}\n-----END PUBLIC KEY-----\n`,
  key: {
    public_key: group.repeat(16),
    made_at: "2026-11-20T14:00:00Z",
    made_by: "Mara Ellison",
    replaced: null,
    signs: true,
    ...over,
  },
});

const OLD = row("0a0a", {
  signs: false,
  replaced: { at: "2026-11-21T09:00:00Z", by: "Mara Ellison", reason: "The laptop was lost." },
});

describe("the signing key", () => {
  it("is made where there is none", async () => {
    let made = false;
    const asked = open({
      "signing_key.show": () => ({ present: made ? row("12ef") : null, earlier: [] }),
      "signing_key.make": () => {
        made = true;
        return row("12ef");
      },
    });
    expect(await screen.findByText(/The first signed packet makes one/)).toBeTruthy();
    await press("Make the key now");
    expect(await screen.findByText(row("12ef").fingerprint)).toBeTruthy();
    expect(requests(asked, "signing_key.make")).toEqual([{}]);
  });

  it("shows what others know it by, to copy, and those that were before", async () => {
    const user = userEvent.setup();
    const copied: string[] = [];
    Object.defineProperty(navigator, "clipboard", {
      configurable: true,
      value: { writeText: async (text: string) => void copied.push(text) },
    });
    open({ "signing_key.show": () => ({ present: row("12ef"), earlier: [OLD, row("0b0b", { signs: false })] }) });
    await user.click(await screen.findByRole("button", { name: "Copy the fingerprint" }));
    expect(copied).toEqual([row("12ef").fingerprint]);
    expect(screen.getByText(OLD.fingerprint)).toBeTruthy();
    expect(screen.getByText(/by Mara Ellison: The laptop was lost\./)).toBeTruthy();
    expect(screen.getByText(/isn’t in this copy of the vault/)).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  const replacing = async (over: Answers) => {
    const asked = open({ "signing_key.show": () => ({ present: row("12ef"), earlier: [] }), ...over });
    await press("Replace the signing key");
    const dialog = within(await screen.findByRole("alertdialog", { name: "Replace the signing key?" }));
    return { asked, dialog };
  };

  it("is replaced only with a reason and the typed word", async () => {
    const { asked, dialog } = await replacing({ "signing_key.replace": () => row("34cd") });
    const act = dialog.getByRole("button", { name: "Replace" });
    expect(act).toHaveProperty("disabled", true);
    await userEvent.type(dialog.getByLabelText(/Reason/), "The laptop was lost.");
    expect(act).toHaveProperty("disabled", true);
    await userEvent.type(dialog.getByLabelText(/Type/), "replace");
    await userEvent.click(act);
    expect(await screen.findByText("A new key signs packets from now on.")).toBeTruthy();
    expect(requests(asked, "signing_key.replace")).toEqual([{ reason: "The laptop was lost." }]);
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  });

  it("stays where replacing it fails, and says why", async () => {
    const { dialog } = await replacing({ "signing_key.replace": fails("disk_full") });
    await userEvent.type(dialog.getByLabelText(/Reason/), "The laptop was lost.");
    await userEvent.type(dialog.getByLabelText(/Type/), "replace");
    await userEvent.click(dialog.getByRole("button", { name: "Replace" }));
    expect(await dialog.findByText("The disk is full.")).toBeTruthy();
  });
});
