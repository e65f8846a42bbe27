/** Tests of what is read anew after a change: how many calls an edit brings about, in which order, and that none is forgotten. */
import { QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, render, screen, waitFor } from "@testing-library/react";
import { type ReactNode, useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Asked, fakeWire } from "../testing/fakeWire";
import { bearsOn } from "./bearing";
import { call } from "./call";
import { tellAll } from "./events";
import { usePaged } from "./paged";
import { newClient, useChangesOfTheVault, useRead } from "./query";
import { allAnew } from "./rounds";
import type { Action } from "./wire.gen";

const QUERY = { engagement: "e", text: null, filters: [], sort: [] };
const SUMS = { noun: "control" as const, column: "design", query: { ...QUERY, offset: 0, limit: 1 } };

function Client({ children }: { children: ReactNode }) {
  const [client] = useState(newClient);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

/** What the matrix reads, in small. */
function Matrix() {
  useChangesOfTheVault();
  const paged = usePaged("control.page", QUERY);
  const people = useRead("person.list", {});
  useRead("surface.list", {});
  const sums = useRead("page.facets", SUMS);
  const shown = useRead("control.show", { engagement: "e", control: "c" });
  return <p>{paged.total > 0 && people.data && sums.data && shown.data ? "all there" : "reading"}</p>;
}

function Sheet() {
  return <p>{useRead("control.show", { engagement: "e", control: "c" }).data ? "sheet" : "none"}</p>;
}

/** A sheet that is there or isn't. */
function Both() {
  useChangesOfTheVault();
  const [on, setOn] = useState(true);
  return (
    <>
      <button type="button" onClick={() => setOn(!on)}>
        turn
      </button>
      {on && <Sheet />}
    </>
  );
}

let edited: (answer: never) => void;
let pages: (() => unknown)[];

function wire(): Asked[] {
  return fakeWire({
    "control.page": () => (pages.shift() ?? (() => ({ total: 1, all: 1, offset: 0, rows: [{ id: "c" }] })))() as never,
    "control.show": () => ({}) as never,
    "control.edit": () => new Promise<never>((answer) => (edited = answer)),
    "person.list": () => [],
    "surface.list": () => [],
    "page.facets": () => [],
  });
}

/** The names of what was asked since, in order. */
const names = (asked: Asked[]) => asked.splice(0).map((one) => one.name);

async function drawn(): Promise<Asked[]> {
  const asked = wire();
  render(<Matrix />, { wrapper: Client });
  await screen.findByText("all there");
  names(asked);
  return asked;
}

const change = (action: Action) => act(() => tellAll({ event: "changed", action, seq: 1, at: "2026-11-20T10:00:00Z" }));
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

beforeEach(() => {
  pages = [];
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(async () => {
  cleanup();
  await vi.runOnlyPendingTimersAsync();
  vi.useRealTimers();
});

test("an edit of a control has its rows, sums and sheet read once, and no names of people and surfaces", async () => {
  const asked = await drawn();
  change("control.edit");
  await pass(1_000);
  expect(names(asked).sort()).toEqual(["control.page", "control.show", "page.facets"]);
});

test("many changes at once have everything read once", async () => {
  const asked = await drawn();
  for (let times = 0; times < 20; times += 1) change("control.edit");
  await pass(1_000);
  expect(names(asked)).toHaveLength(3);
});

test("nothing is read before the edit has its answer, and the list comes first", async () => {
  const asked = await drawn();
  const saved = call("control.edit", { edits: [] });
  change("control.edit");
  await pass(300);
  expect(names(asked)).toEqual(["control.edit"]);
  edited([] as never);
  await saved;
  // The answer is painted first.
  await pass(20);
  expect(names(asked)).toEqual([]);
  await pass(100);
  expect(names(asked)[0]).toBe("control.page");
});

test("an answer that doesn't come holds nothing back for ever, nor does a list", async () => {
  const asked = await drawn();
  void call("control.edit", { edits: [] });
  pages = [() => new Promise(() => undefined)];
  change("control.edit");
  await pass(700);
  expect(names(asked)).toEqual(["control.edit", "control.page"]);
  await pass(600);
  expect(names(asked).sort()).toEqual(["control.show", "page.facets"]);
});

test("a person who is renamed has the names read too, and so has an undoing or an import of whatever it is", async () => {
  const asked = await drawn();
  for (const action of ["person.edit", "log.undo", "sheet.import"] as const) {
    change(action);
    await pass(1_000);
    expect(names(asked)).toContain("person.list");
  }
});

test("what isn't shown just now is read anew when it is shown again, at once", async () => {
  const asked = wire();
  render(<Both />, { wrapper: Client });
  await screen.findByText("sheet");
  const turn = () => act(() => screen.getByRole("button").click());
  turn();
  change("control.edit");
  names(asked);
  turn();
  await waitFor(() => expect(names(asked)).toEqual(["control.show"]));
});

test("what isn't known to be narrow is old after every change", () => {
  expect(bearsOn("message.edit", "control.page")).toBe(true);
  expect(bearsOn("control.edit", "person.list")).toBe(false);
  expect(bearsOn("engagement.start", "surface.list")).toBe(true);
  expect(bearsOn("evidence.edit", "evidence.preview")).toBe(false);
  expect(bearsOn("evidence.supersede", "evidence.preview")).toBe(true);
  expect(bearsOn("control.edit", "saved_view.list")).toBe(false);
});

test("all that is shown is read anew where the program tells of no change", async () => {
  const asked = await drawn();
  act(() => allAnew());
  await pass(1_000);
  const all = ["control.page", "control.show", "page.facets", "person.list", "surface.list"];
  expect(names(asked).sort()).toEqual(all);
});
