/** Settings over a made-up program, for this feature's tests. No client of anybody. */
import { QueryClientProvider } from "@tanstack/react-query";
import { configure, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { vi } from "vitest";
import { ToastProvider } from "../../kit";
import { PlaceProvider } from "../../kit/place";
import { type Answers, type Asked, fakeWire } from "../../testing/fakeWire";
import { newClient, useChangesOfTheVault } from "../../wire/query";
import type { KeyringShown, Settings, SheetMapping, SlotRow, Strength, VaultStatus } from "../../wire/wire.gen";
import { SettingsView } from "./SettingsView";

// A machine that also compiles is slow; what fails must fail for another reason.
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 60_000 });

export const SETTINGS: Settings = {
  theme: "system",
  language: "en",
  idle_minutes: 10,
  date_format: "iso",
  remember_vaults: false,
  rail_collapsed: true,
  text_zoom: 100,
};

export const SLOTS: SlotRow[] = [
  { id: "aaaaaaaa-1", kind: "passphrase", memory_kib: 65_536, passes: 3 },
  { id: "bbbbbbbb-2", kind: "recovery code", memory_kib: null, passes: null },
];

export const STATUS: VaultStatus = {
  head: null,
  size: 1,
  client: "Larkfield Outfitters Ltd",
  person: "Mara Ellison",
  condition: { condition: "sound" },
  schema: 2,
  changes: 0,
  unsaved: 0,
  backup: { last: null, days: null, due: false },
};

const MAPPING: SheetMapping = {
  id: "m1",
  revision: 1,
  name: "Auditor's request list",
  of: "request",
  mapping: {
    assigned: [
      { source: { heading: "Ref" }, column: "auditor_id" },
      { source: { letters: "F" }, column: null },
    ],
  },
};

export const KEYRING: KeyringShown = { available: false, slots: 0, here: null, trouble: null };

const ANSWERS: Answers = {
  "settings.show": () => ({ settings: SETTINGS, notice: null, kept: true }),
  "settings.save": ({ settings }) => settings as Settings,
  "slot.list": () => SLOTS,
  "vault.keyring": () => KEYRING,
  "vault.status": () => STATUS,
  "signing_key.show": () => ({ present: null, earlier: [] }),
  "text.pending": () => 0,
  "sheet_mapping.list": () => [MAPPING],
};

export const strength = (accepted: boolean): Strength => ({
  accepted_for_sending: accepted,
  score: accepted ? 4 : 1,
  guesses_log10: accepted ? 14 : 4,
  words: accepted ? "Strong" : "Weak",
  advice: accepted ? [] : ["Add words that don't belong together."],
  accepted,
});

/** Reads anew as the top of the window does. */
function Window() {
  useChangesOfTheVault();
  return <SettingsView />;
}

/** The settings over these answers; gives all that was asked. */
export function open(over: Answers = {}, part?: string) {
  const asked = fakeWire({ ...ANSWERS, ...over });
  const place = { view: "settings", ...(part ? { part } : {}) };
  render(
    <QueryClientProvider client={newClient()}>
      <PlaceProvider value={{ place, go: () => undefined }}>
        <ToastProvider>
          <Window />
        </ToastProvider>
      </PlaceProvider>
    </QueryClientProvider>,
  );
  return asked;
}

export const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));
export const requests = (asked: Asked[], name: string) =>
  asked.filter((one) => one.name === name).map((one) => one.request);
