/** Tests of the whole window: gate or frame, what is told when neither is known, and the keys that work everywhere. */
import { QueryClientProvider } from "@tanstack/react-query";
import { act, configure, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Answers, fails, fakeWire } from "../testing/fakeWire";
import { tellAll } from "../wire/events";
import { newClient } from "../wire/query";
import { allAnew } from "../wire/rounds";
import type { Settings } from "../wire/wire.gen";
import { engagement, status } from "./made-up";
import { Shell } from "./Shell";

configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000 });

beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function show(this: HTMLDialogElement) {
    this.open = true;
  };
});
afterEach(() => void vi.unstubAllGlobals());
beforeEach(() => history.replaceState(null, "", "/"));
// What an earlier test changed belongs to another sitting.
beforeEach(() => tellAll({ event: "locked_now", why: "asked" }));

const SETTINGS: Settings = {
  theme: "dark",
  language: "en",
  idle_minutes: 10,
  date_format: "iso",
  remember_vaults: false,
  rail_collapsed: false,
  text_zoom: 100,
};

function shell(answers: Answers = {}) {
  const asked = fakeWire({
    "vault.status": () => status(),
    "engagement.list": () => [engagement()],
    "settings.show": () => ({ settings: SETTINGS, notice: null, kept: true }),
    "vault.recent": () => [],
    ...answers,
  });
  render(
    <QueryClientProvider client={newClient()}>
      <Shell />
    </QueryClientProvider>,
  );
  return { of: (name: string) => asked.filter((one) => one.name === name).map((one) => one.request) };
}

const framed = () => screen.findByRole("navigation", { name: "Views" });

describe("what is shown", () => {
  it("is the gate while the vault is locked", async () => {
    shell({ "vault.status": fails("locked") });
    expect(await screen.findByRole("button", { name: "Open a vault" })).toBeTruthy();
  });

  it("is the failure, and not the gate, where it isn't known whether one is open", async () => {
    let damaged = true;
    shell({ "vault.status": () => (damaged ? fails("damaged", "row 3")() : status()) });
    expect((await screen.findByRole("alert")).textContent).toContain("row 3");
    expect(screen.queryByRole("button", { name: "Open a vault" })).toBeNull();
    damaged = false;
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await framed()).toBeTruthy();
  });

  it("is the frame in the theme of the settings once one is open", async () => {
    shell();
    const rail = await framed();
    expect(rail.textContent).toContain("Communications");
    expect(screen.getByRole("banner").textContent).toContain("Orchard Ltd");
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe("dark"));
  });

  it("is the gate with the reason once the program has locked it", async () => {
    shell();
    await framed();
    act(() => tellAll({ event: "locked_now", why: "idle" }));
    expect(await screen.findByText(/Nobody did anything for a while/)).toBeTruthy();
    expect(screen.queryByText(/Orchard/)).toBeNull();
  });

  it("opens the vault again that was unlocked in this sitting, and its address bears the handle", async () => {
    let locked = true;
    const { of } = shell({
      "vault.status": () => (locked ? fails("locked")() : status()),
      "file.choose": () => [{ held: 3, name: "orchard.vault", size: null }],
      "file.again": () => 8,
      "vault.unlock": () => {
        locked = false;
        return { client: {} as never, person: "Ana", notices: [] };
      },
    });
    await userEvent.click(await screen.findByRole("button", { name: "Open a vault" }));
    await userEvent.type(await screen.findByLabelText("Passphrase"), "words{Enter}");
    await framed();
    act(() => tellAll({ event: "locking", why: "sleep" }));
    expect(window.location.hash).toBe("#sleep.3");
    locked = true;
    act(() => tellAll({ event: "locked_now", why: "sleep" }));
    await userEvent.click(await screen.findByRole("button", { name: "Unlock it again" }));
    await userEvent.type(await screen.findByLabelText("Passphrase"), "words{Enter}");
    await framed();
    expect(of("file.again")).toEqual([{ held: 3 }, { held: 3 }]);
    expect(of("file.choose")).toHaveLength(1);
  });
});

it("says in the status bar that the state is an older one, until it could be read again", async () => {
  let broken = false;
  shell({ "vault.status": () => (broken ? fails("unreadable")() : status()) });
  await framed();
  const changed = { event: "changed", action: "gap.edit", seq: 5, at: "2026-11-20T10:00:00Z" } as const;
  broken = true;
  act(() => tellAll(changed));
  expect(await screen.findByText(/The vault’s state is the one from before/)).toBeTruthy();
  expect(screen.getByRole("navigation", { name: "Views" })).toBeTruthy();
  broken = false;
  act(() => tellAll(changed));
  await waitFor(() => expect(screen.queryByText(/The vault’s state is the one from before/)).toBeNull());
});

it("shows in the status bar what holds once all was read anew", async () => {
  let older = true;
  const condition = { condition: "read_only", reason: "older_or_cut_off", why: "It is older." } as const;
  shell({ "vault.status": () => status(older ? { condition } : {}) });
  await framed();
  expect(screen.getByText("Reading only")).toBeTruthy();
  older = false;
  act(() => allAnew());
  await waitFor(() => expect(screen.queryByText("Reading only")).toBeNull());
});

describe("a vault that can only be read", () => {
  const why = "Its folder can't be written.";
  const readOnly = {
    "vault.status": () =>
      status({ condition: { condition: "read_only" as const, reason: "older_or_cut_off" as const, why } }),
  };

  it("says so and why over every view, and offers nothing that would be refused", async () => {
    shell({
      ...readOnly,
      "slot.list": () => [{ id: "a-1", kind: "passphrase", memory_kib: 65_536, passes: 3 }],
      "vault.keyring": () => ({ available: false, slots: 0, here: null, trouble: null }),
      "text.pending": () => 0,
      "sheet_mapping.list": () => [],
    });
    await framed();
    const reason = screen.getByText(new RegExp(why));
    await userEvent.click(screen.getByRole("button", { name: "Settings" }));
    const change = await screen.findByRole("button", { name: "Change passphrase" });
    for (const button of [change, await screen.findByRole("button", { name: "Renew the vault’s key" })]) {
      expect(button).toHaveProperty("disabled", true);
      expect(button.getAttribute("aria-describedby")).toBe(reason.id);
    }
    expect(screen.getByRole("button", { name: "Check now" })).toHaveProperty("disabled", false);
    expect(screen.queryByRole("button", { name: "What to do" })).toBeNull();
  });

  it("leads to what can be done about a folder that is older than this computer saw it", async () => {
    const older = { condition: "read_only" as const, reason: "older_than_seen" as const, why: "Its folder is older." };
    shell({ "vault.status": () => status({ condition: older }), "slot.list": () => [] });
    await framed();
    await userEvent.click(screen.getByRole("button", { name: "What to do" }));
    expect(await screen.findByRole("heading", { name: "Settings" })).toBeTruthy();
  });
});

describe("keys that work everywhere", () => {
  it("open the palette", async () => {
    shell();
    await framed();
    await userEvent.keyboard("{Control>}k{/Control}");
    expect(await screen.findByRole("combobox", { name: "Go to or do anything" })).toBeTruthy();
  });

  it("lock, and say so where it failed", async () => {
    const { of } = shell({ "vault.lock": fails("disk_full", "no room") });
    await framed();
    await userEvent.keyboard("{Control>}l{/Control}");
    expect(await screen.findByText(/The vault was not locked\. The disk is full\..*no room/)).toBeTruthy();
    expect(of("vault.lock")).toHaveLength(1);
  });

  it("undo the last change of this sitting, step by step, and say when there is none", async () => {
    const { of } = shell({ "log.undo": ({ seq }) => ({ seq: 99, undone: seq }) as never });
    await framed();
    const change = (seq: number) =>
      ({ event: "changed", action: "gap.edit", seq, at: "2026-11-20T10:00:00Z" }) as const;
    act(() => tellAll(change(41)));
    act(() => tellAll(change(42)));
    for (let times = 0; times < 3; times++) await userEvent.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(of("log.undo")).toEqual([{ seq: 42 }, { seq: 41 }]));
    expect(await screen.findByText("There is nothing of this sitting to undo.")).toBeTruthy();
  });

  it("do again what was undone last, and nothing where something else was changed since", async () => {
    const { of } = shell({ "log.undo": () => ({}) as never, "log.redo": () => ({}) as never });
    await framed();
    const change = (seq: number) =>
      ({ event: "changed", action: "gap.edit", seq, at: "2026-11-20T10:00:00Z" }) as const;
    act(() => tellAll(change(41)));
    await userEvent.keyboard("{Control>}z{/Control}");
    await userEvent.keyboard("{Control>}{Shift>}Z{/Shift}{/Control}");
    await waitFor(() => expect(of("log.redo")).toEqual([{ seq: 41 }]));
    expect(await screen.findByText("Done again: Log 41")).toBeTruthy();
    await userEvent.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(of("log.undo")).toEqual([{ seq: 41 }, { seq: 41 }]));
    act(() => tellAll(change(45)));
    await userEvent.keyboard("{Control>}{Shift>}Z{/Shift}{/Control}");
    expect(await screen.findByText("Nothing of this sitting was undone last.")).toBeTruthy();
    expect(of("log.redo")).toHaveLength(1);
  });
});

describe("the rail", () => {
  const wide = (pixels: number) => vi.stubGlobal("innerWidth", pixels);

  it("says that its state could not be kept", async () => {
    wide(1600);
    shell({ "settings.save": fails("disk_full") });
    await framed();
    await userEvent.click(screen.getByRole("button", { name: "Collapse" }));
    expect(await screen.findByText(/The setting was not saved\./)).toBeTruthy();
  });

  it("is collapsed in a narrow window, and can be widened there without a setting", async () => {
    wide(1366);
    const { of } = shell();
    const rail = await framed();
    expect(rail.className).toContain("collapsed");
    await userEvent.click(screen.getByRole("button", { name: "Expand" }));
    expect(rail.className).not.toContain("collapsed");
    await userEvent.click(screen.getByRole("button", { name: "Collapse" }));
    expect(rail.className).toContain("collapsed");
    expect(of("settings.save")).toEqual([]);
  });
});
