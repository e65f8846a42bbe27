/** Tests of paged rows: what is asked and how often, that no late answer overwrites a newer one, and that what was there stays. */
import { QueryClientProvider } from "@tanstack/react-query";
import { act, render, renderHook, screen, waitFor } from "@testing-library/react";
import { type ReactNode, useState } from "react";
import { expect, test } from "vitest";
import { fails, fakeWire } from "../testing/fakeWire";
import { tellAll } from "./events";
import { usePaged } from "./paged";
import { newClient, useChangesOfTheVault } from "./query";

interface Query {
  engagement: string;
  text: string | null;
  offset: number;
}

interface Open {
  text: string | null;
  offset: number;
  answer(total?: number): Promise<void>;
  fail(): Promise<void>;
}

/** A program that answers when the test says so. */
function slow(): Open[] {
  const open: Open[] = [];
  fakeWire({
    "control.page": (request) => {
      const { text, offset } = request.query as Query;
      return new Promise<never>((answer, refuse) => {
        const rows = (total: number) =>
          Array.from({ length: Math.max(0, Math.min(100, total - offset)) }, (_, at) => ({
            id: `${text} ${offset + at}`,
          }));
        open.push({
          text,
          offset,
          answer: (total = 1_000) => act(async () => answer({ total, all: total, offset, rows: rows(total) } as never)),
          fail: () => act(async () => void Promise.resolve().then(fails("damaged")).catch(refuse)),
        });
      });
    },
  });
  return open;
}

function Client({ children }: { children: ReactNode }) {
  const [client] = useState(newClient);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

const drawn = (text: string | null = null) =>
  renderHook(
    ({ text }: { text: string | null }) => {
      useChangesOfTheVault();
      return usePaged("control.page", { engagement: "e", text, filters: [], sort: [] });
    },
    { initialProps: { text }, wrapper: Client },
  );

function List() {
  return <p>{usePaged("control.page", { engagement: "e", text: "a", filters: [], sort: [] }).row(3)?.id}</p>;
}

function View({ shown }: { shown: boolean }) {
  useChangesOfTheVault();
  return shown && <List />;
}

const asked = (open: Open[]) => open.map((one) => `${one.text} ${one.offset}`);
const change = () =>
  act(() => tellAll({ event: "changed", action: "control.edit", seq: 1, at: "2026-11-20T10:00:00Z" }));

test("while one query is answered the newest waits, and those between are never asked", async () => {
  const open = slow();
  const { result, rerender } = drawn("a");
  for (const text of ["ab", "abc", "abcd"]) rerender({ text });
  expect(asked(open)).toEqual(["a 0"]);
  await open[0]?.answer();
  expect(asked(open)).toEqual(["a 0", "abcd 0"]);
  // What came for the first was too late.
  expect(result.current.row(0)).toBeUndefined();
  await open[1]?.answer(3);
  expect(result.current.total).toBe(3);
  expect(result.current.row(0)?.id).toBe("abcd 0");
});

test("rows stay on show, and are said to be older, until those of the new query are there", async () => {
  const open = slow();
  const { result, rerender } = drawn("a");
  await open[0]?.answer();
  expect(result.current.older).toBe(false);
  rerender({ text: "b" });
  expect(result.current.row(7)?.id).toBe("a 7");
  expect(result.current.older).toBe(true);
  await open[1]?.answer();
  expect(result.current.row(7)?.id).toBe("b 7");
  expect(result.current.older).toBe(false);
});

test("a page that comes for the query before doesn't overwrite one of the present", async () => {
  const open = slow();
  const { result, rerender } = drawn("a");
  await open[0]?.answer();
  act(() => result.current.want(90, 105));
  expect(asked(open).at(-1)).toBe("a 100");
  rerender({ text: "b" });
  await open[2]?.answer();
  await open[1]?.answer();
  expect(result.current.row(100)).toBeUndefined();
  expect(result.current.row(0)?.id).toBe("b 0");
});

test("the next page is asked for before it is in sight, in the direction in which one goes", async () => {
  const open = slow();
  const { result } = drawn();
  await open[0]?.answer();
  expect(asked(open)).toEqual(["null 0"]);
  act(() => result.current.want(0, 30));
  expect(asked(open)).toEqual(["null 0", "null 100"]);
  await open[1]?.answer();
  // What is in sight comes first.
  act(() => result.current.want(280, 310));
  expect(asked(open).slice(2)).toEqual(["null 200", "null 300"]);
  // On the way it is two pages.
  for (const at of [2, 3, 4, 5]) await open[at]?.answer();
  expect(asked(open).slice(4)).toEqual(["null 400", "null 500"]);
  act(() => result.current.want(250, 290));
  expect(open).toHaveLength(6);
  // Upwards it is those before.
  act(() => result.current.want(830, 835));
  for (const at of [6, 7]) await open[at]?.answer();
  act(() => result.current.want(795, 825));
  expect(asked(open).slice(6)).toEqual(["null 800", "null 900", "null 700", "null 600"]);
});

test("whoever flies over many pages has no more under way than two, and then those in sight", async () => {
  const open = slow();
  const { result } = drawn();
  await open[0]?.answer(50_000);
  for (let at = 1_000; at <= 40_000; at += 1_000) act(() => result.current.want(at, at + 40));
  expect(open).toHaveLength(3);
  await open[1]?.answer(50_000);
  expect(asked(open).at(-1)).toBe("null 40000");
});

test("after a change the rows in sight come first, and the others stay until they are asked for anew", async () => {
  const open = slow();
  const { result } = drawn();
  await open[0]?.answer();
  act(() => result.current.want(90, 105));
  await open[1]?.answer();
  change();
  await waitFor(() => expect(open).toHaveLength(3));
  await open[2]?.answer();
  expect(result.current.row(110)?.id).toBe("null 110");
  expect(asked(open).slice(2)).toEqual(["null 0", "null 100"]);
});

test("rows that there no longer are go", async () => {
  const open = slow();
  const { result } = drawn();
  await open[0]?.answer();
  act(() => result.current.want(90, 105));
  await open[1]?.answer();
  change();
  await waitFor(() => expect(open).toHaveLength(3));
  await open[2]?.answer(80);
  expect(result.current.total).toBe(80);
  expect(result.current.row(110)).toBeUndefined();
});

test("what failed isn't asked again by itself, and is when somebody wants it", async () => {
  const open = slow();
  const { result } = drawn();
  await open[0]?.fail();
  expect(result.current.failed?.code).toBe("damaged");
  act(() => result.current.want(0, 40));
  expect(open).toHaveLength(1);
  act(() => void result.current.again());
  expect(open).toHaveLength(2);
  await open[1]?.answer();
  expect(result.current.failed).toBeUndefined();
  expect(result.current.row(0)?.id).toBe("null 0");
});

test("who comes back finds the rows without a call, unless something was changed meanwhile", async () => {
  const open = slow();
  let shown = true;
  const { rerender } = render(<View shown />, { wrapper: Client });
  const turn = async () => {
    shown = !shown;
    await act(async () => rerender(<View shown={shown} />));
  };
  await open[0]?.answer();
  await turn();
  await turn();
  expect(screen.getByText("a 3")).toBeTruthy();
  expect(open).toHaveLength(1);
  await turn();
  change();
  await turn();
  expect(open).toHaveLength(2);
});
