/** Tests of how long what was read is kept once nobody shows it: long enough to come back to, and no longer. */
import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeWire } from "../testing/fakeWire";
import type { CommandName } from "./call";
import { newClient, useRead } from "./query";

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => void vi.useRealTimers());

function Reader({ name }: { name: CommandName }) {
  const read = useRead(name, {} as never);
  return <p>{read.data === undefined ? "reads" : "is there"}</p>;
}

it.each([
  ["person.list", 15_000, 30_000],
  ["evidence.preview", 4_000, 8_000],
  ["vault.keyring", 200_000, 400_000],
] as const)("%s is there after a while, and read anew after a longer one", async (name, soon, late) => {
  const asked = fakeWire({ [name]: () => [] as never });
  const client = newClient();
  const shown = () =>
    render(
      <QueryClientProvider client={client}>
        <Reader name={name} />
      </QueryClientProvider>,
    );
  const goAndComeBack = async (after: number) => {
    const { unmount } = shown();
    await screen.findByText("is there");
    unmount();
    await vi.advanceTimersByTimeAsync(after);
  };
  await goAndComeBack(soon);
  await goAndComeBack(late);
  expect(asked).toHaveLength(1);
  await goAndComeBack(0);
  expect(asked).toHaveLength(2);
});
