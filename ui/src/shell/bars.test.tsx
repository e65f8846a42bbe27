/** Tests of the bars: period and days left in the format of the settings, the work that runs and its end, what is told of the vault. */
import { act, configure, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { fails, fakeWire } from "../testing/fakeWire";
import { call } from "../wire/call";
import { tellAll } from "../wire/events";
import type { EngagementKind } from "../wire/wire.gen";
import { drawn, engagement, status } from "./made-up";
import { timeLeft } from "./period";
import { StatusBar } from "./StatusBar";
import { bornByAddress } from "./session";
import { TopBar } from "./TopBar";
import { bytesInWords } from "./texts";

configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

function top(kind: EngagementKind, format: "iso" | "day_first" = "iso", over: object = {}) {
  const one = engagement({ kind, ...over });
  const nothing = () => undefined;
  drawn(
    <TopBar
      client="Orchard Ltd"
      shown={one}
      engagements={[one]}
      today="2026-11-21"
      onShow={nothing}
      onSearch={nothing}
      onLock={nothing}
    />,
    format,
  );
  return screen.getByRole("banner").textContent ?? "";
}

const PERIOD = { from: "2026-01-01", to: "2026-12-31" };

describe("the top bar", () => {
  it("says period and days left", () => {
    const text = top({ kind: "type_ii", period: PERIOD });
    expect(text).toContain("Type II · 2026-01-01 to 2026-12-31");
    expect(text).toContain("40 days left in period · fieldwork in 58");
  });

  it("writes days as the settings say", () => {
    expect(top({ kind: "type_ii", period: PERIOD }, "day_first")).toContain(
      "Type II · 1 January 2026 to 31 December 2026",
    );
  });

  it("says that the period is over and fieldwork runs", () => {
    const period = { from: "2025-01-01", to: "2025-12-31" };
    const text = top({ kind: "type_ii", period }, "iso", { fieldwork_from: "2026-11-02" });
    expect(text).toContain("Period over · fieldwork runs");
  });

  it("counts days and no hours", () => {
    expect(timeLeft(engagement(), "2026-12-31")).toEqual({ period: 0, fieldwork: 18 });
    const typeOne = engagement({ kind: { kind: "type_i", as_of: "2026-06-30" }, fieldwork_from: null });
    expect(timeLeft(typeOne, "2026-11-21")).toEqual({});
  });
});

describe("the status bar", () => {
  it("says head and size, and that all is saved", async () => {
    fakeWire({});
    drawn(<StatusBar status={status()} />);
    const at = new Date(2026, 10, 22, 14, 32, 7).toISOString();
    act(() => tellAll({ event: "changed", action: "control.edit", seq: 1185, at }));
    await screen.findByText(/Saved 14:32:07/);
    const text = screen.getByRole("contentinfo").textContent ?? "";
    for (const words of ["Saved 14:32:07", "Log 1\u202f185", "f59a6cad…85ba5222", "19.7 MB", "Offline by design"])
      expect(text).toContain(words);
    expect(bytesInWords(1_840_000_000)).toBe("1.8 GB");
  });

  it("says that the vault is read only", () => {
    drawn(
      <StatusBar status={status({ condition: { condition: "read_only", reason: "older_or_cut_off", why: "x" } })} />,
    );
    expect(screen.getByRole("contentinfo").textContent).toContain("Reading only");
  });

  it("reminds of a backup that is due, and goes to where it is made", async () => {
    fakeWire({});
    const backup = { last: "2026-11-12T10:00:00Z", days: 9, due: true };
    const went = drawn(<StatusBar status={status({ backup })} />);
    await userEvent.click(screen.getByRole("button", { name: "Backup due, last one 9 days old" }));
    expect(went).toEqual([{ view: "settings", part: "backup" }]);
  });

  it("says that none was made yet, once one is due", () => {
    drawn(<StatusBar status={status({ backup: { last: null, days: null, due: true } })} />);
    expect(screen.getByRole("button", { name: "Backup due, none made yet" })).toBeTruthy();
  });

  it.each([
    ["is recent", status({ backup: { last: "2026-11-20T10:00:00Z", days: 1, due: false } })],
    [
      "can't be made",
      status({
        backup: { last: null, days: null, due: true },
        condition: { condition: "read_only", reason: "older_or_cut_off", why: "x" },
      }),
    ],
  ])("doesn't remind of one that %s", (_, of) => {
    drawn(<StatusBar status={of} />);
    expect(screen.queryByRole("button", { name: /^Backup due/ })).toBeNull();
  });

  it("shows work while its call is under way, and no longer", async () => {
    let end = () => {};
    fakeWire({
      "vault.check": () =>
        new Promise((resolve) => {
          end = () => resolve({ looked_at: [], problems: [] });
        }),
      "job.cancel": fails("refused", "too late"),
    });
    drawn(<StatusBar status={status()} />);
    const running = call("vault.check", {});
    act(() => tellAll({ event: "progress", doing: "opening every chunk", done: 53, total: 100 }));
    expect(screen.getByText("53 %")).toBeTruthy();
    expect(screen.getByText(/Opening every chunk/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(await screen.findByText(/It was not cancelled\..*too late/)).toBeTruthy();
    await act(async () => void (await new Promise((resolve) => setTimeout(resolve, 1_500))));
    expect(screen.getByText("53 %")).toBeTruthy();
    end();
    await running;
    await waitFor(() => expect(screen.queryByText("53 %")).toBeNull(), { timeout: 4_000 });
  });

  it("lets go of work that is done while something else is still under way", async () => {
    let end = () => {};
    fakeWire({
      "vault.check": () =>
        new Promise((resolve) => {
          end = () => resolve({ looked_at: [], problems: [] });
        }),
      "evidence.preview": () => new Promise(() => {}),
    });
    drawn(<StatusBar status={status()} />);
    const running = call("vault.check", {});
    act(() => tellAll({ event: "progress", doing: "opening every chunk", done: 100, total: 100 }));
    void call("evidence.preview", { engagement: "e1", evidence: "EV-0001" } as never);
    expect(screen.getByText("100 %")).toBeTruthy();
    end();
    await running;
    await waitFor(() => expect(screen.queryByText("100 %")).toBeNull(), { timeout: 1_000 });
  });
});

describe("the page's address after a lock", () => {
  it("bears a word and a handle, and nothing else is taken from it", () => {
    expect(bornByAddress("#idle.12")).toEqual({ why: "idle", last: 12 });
    expect(bornByAddress("#asked")).toEqual({ why: "asked", last: undefined });
    for (const other of ["", "#", "#other.3", "#idle.x", "#idle.3.4", "#idle/../x"])
      expect(bornByAddress(other)).toEqual({ why: undefined, last: undefined });
  });
});
