/** A gate over a made-up program, for this feature's tests. No vault of anybody. */
import { QueryClientProvider } from "@tanstack/react-query";
import { configure, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { vi } from "vitest";
import { type Answers, fakeWire } from "../../testing/fakeWire";
import { newClient } from "../../wire/query";
import type { Unlocked, VaultCondition, VaultStatus } from "../../wire/wire.gen";
import { GateView } from "./GateView";

// A machine that also compiles is slow; what fails must fail for another reason.
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

export function unlocked(notices: string[] = [], person = "Ana"): Unlocked {
  return { client: { legal_name: "Orchard Ltd" } as Unlocked["client"], person, notices };
}

export function standing(condition: VaultCondition = { condition: "sound" }): VaultStatus {
  const backup = { last: null, days: null, due: false };
  return {
    head: null,
    size: 1,
    client: "Orchard Ltd",
    person: "",
    condition,
    schema: 2,
    changes: 0,
    unsaved: 0,
    backup,
  };
}

/** The gate; `of` gives all requests of a command so far. */
export function gate(answers: Answers = {}, given: { why?: string; last?: number } = {}) {
  const asked = fakeWire({
    "vault.recent": () => [],
    "file.choose": () => [{ held: 3, name: "orchard.vault", size: null }],
    "file.again": () => 4,
    "vault.unlock": () => unlocked(),
    "vault.keyring": () => ({ available: false, slots: 0, here: null, trouble: null }),
    "vault.status": () => standing(),
    ...answers,
  });
  const opened: number[] = [];
  render(
    <QueryClientProvider client={newClient()}>
      <GateView {...given} onOpen={(folder) => opened.push(folder)} />
    </QueryClientProvider>,
  );
  return { asked, opened, of: (name: string) => asked.filter((one) => one.name === name).map((one) => one.request) };
}

export const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));

/** Opens a vault from the gate by a passphrase. */
export async function unlock(words = "four long words here") {
  await press("Open a vault");
  await userEvent.type(await screen.findByLabelText("Passphrase"), `${words}{Enter}`);
}
