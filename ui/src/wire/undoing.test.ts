/** Tests of the changes of this sitting: what is undone next and done again next, each once, and what stays. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { failure, fakeWire } from "../testing/fakeWire";
import { CallFailed } from "./call";
import { tellAll } from "./events";
import { isUndone, LASTING, newestMade, newestUndone, redoRow, undoRow } from "./undoing";
import type { Action } from "./wire.gen";

const changed = (seq: number, action: Action = "gap.edit") =>
  tellAll({ event: "changed", action, seq, at: "2026-11-20T10:00:00Z" });

let refuses = false;
beforeEach(() => {
  refuses = false;
  tellAll({ event: "locked_now", why: "asked" });
  const answer = () => {
    if (refuses) throw new CallFailed(failure("stale", "row 9 of the log did that"));
    return {} as never;
  };
  fakeWire({ "log.undo": answer, "log.redo": answer });
});

it("names as lasting just what the program says can't be put back", () => {
  const source = readFileSync(join(import.meta.dirname, "../../../src-tauri/crates/model/src/activity.rs"), "utf8");
  const said = [...source.matchAll(/= "([a-z_.]+)" (?:Final|Notice),/g)].map((match) => match[1]);
  expect(said.length).toBeGreaterThan(10);
  expect([...LASTING].sort()).toEqual([...said].sort());
});

describe("the changes of this sitting", () => {
  it("are undone from the newest on, and what lasts is passed over", async () => {
    changed(1);
    changed(2);
    changed(3, "packet.export");
    expect(newestMade()).toBe(2);
    await undoRow(2);
    changed(4, "log.undo");
    expect(newestMade()).toBe(1);
    expect([isUndone(2), isUndone(1)]).toEqual([true, false]);
  });

  it("are done again in the other order, until something else is changed", async () => {
    changed(1);
    changed(2);
    await undoRow(2);
    await undoRow(1);
    expect(newestUndone()).toBe(1);
    await redoRow(1);
    expect([newestMade(), newestUndone()]).toEqual([1, 2]);
    changed(5);
    expect(newestUndone()).toBeUndefined();
    expect(newestMade()).toBe(5);
  });

  it("know of one that is undone elsewhere than by the key", async () => {
    changed(1);
    changed(2);
    await undoRow(1);
    expect([newestMade(), newestUndone()]).toEqual([2, 1]);
  });

  it("know at once of one that is being undone, so that nobody does it a second time", () => {
    changed(1);
    void undoRow(1);
    expect([isUndone(1), newestMade()]).toEqual([true, undefined]);
  });

  it("pass over the newest that can't be undone, and keep an older one", async () => {
    changed(1);
    changed(2);
    refuses = true;
    await expect(undoRow(1)).rejects.toThrow();
    expect([newestMade(), isUndone(1)]).toEqual([2, false]);
    await expect(undoRow(2)).rejects.toThrow();
    expect(newestMade()).toBe(1);
  });

  it("are forgotten when the vault is locked", () => {
    changed(1);
    tellAll({ event: "locked_now", why: "idle" });
    expect(newestMade()).toBeUndefined();
  });
});
