/** Dropped files go to the innermost target under them, which shows beforehand that it would take them. */
import { act, render, screen } from "@testing-library/react";
import { useRef } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { tellAll } from "../wire/events";
import type { Chosen } from "../wire/wire.gen";
import { handOver, useDrop } from "./drop";

const FILE: Chosen = { held: 7, name: "users.csv", size: 12 };
let under: string | undefined;

beforeEach(() => {
  document.elementFromPoint = () => (under ? document.getElementById(under) : null);
});
afterEach(() => {
  under = undefined;
});

const over = (id: string | undefined) => {
  under = id;
  act(() => tellAll({ event: "files_over", x: 10, y: 20 }));
};
const drop = (id: string | undefined, files = [FILE]) => {
  under = id;
  act(() => tellAll({ event: "files_dropped", files, x: 10, y: 20 }));
};

function View({
  onView,
  onRow,
  when,
}: {
  onView: () => void;
  onRow: (files: Chosen[], on: Element) => void;
  when?: boolean;
}) {
  const ref = useRef<HTMLDivElement>(null);
  const hanging = useDrop(ref, onView, { when });
  useDrop((at) => at.closest("[data-row]"), onRow);
  return (
    <div>
      <div id="view" ref={ref}>
        <p id="words">{hanging ? "over the view" : "nothing"}</p>
        <div id="row1" data-row="1">
          <span id="cell1">a</span>
        </div>
        <div id="row2" data-row="2">
          <span id="cell2">b</span>
        </div>
      </div>
      <p id="outside">outside</p>
    </div>
  );
}

test("the target under hanging files is marked, and only it", () => {
  render(<View onView={vi.fn()} onRow={vi.fn()} />);
  const marked = () => [...document.querySelectorAll("[data-drop]")].map((element) => element.id);
  over("words");
  expect(marked()).toEqual(["view"]);
  expect(screen.getByText("over the view")).toBeTruthy();
  over("cell1");
  expect(marked()).toEqual(["row1"]);
  expect(screen.getByText("nothing")).toBeTruthy();
  over("cell2");
  expect(marked()).toEqual(["row2"]);
  over("outside");
  expect(marked()).toEqual([]);
  over("words");
  act(() => tellAll({ event: "files_away" }));
  expect(marked()).toEqual([]);
});

test("files go to the innermost target, with the element that took them", () => {
  const [onView, onRow] = [vi.fn(), vi.fn()];
  render(<View onView={onView} onRow={onRow} />);
  over("cell2");
  drop("cell2");
  expect(onRow).toHaveBeenCalledExactlyOnceWith([FILE], document.getElementById("row2"));
  expect(onView).not.toHaveBeenCalled();
  expect(document.querySelector("[data-drop]")).toBeNull();
  drop("words");
  expect(onView).toHaveBeenCalledTimes(1);
});

function Both({ narrow, wide }: { narrow: () => void; wide: () => void }) {
  useDrop((at) => at.closest("#inner"), narrow);
  useDrop((at) => at.closest("#outer"), wide);
  return (
    <div id="outer">
      <div id="inner">a</div>
    </div>
  );
}

test("the innermost takes files whichever was declared first", () => {
  const [wide, narrow] = [vi.fn(), vi.fn()];
  render(<Both narrow={narrow} wide={wide} />);
  drop("inner");
  expect([narrow.mock.calls.length, wide.mock.calls.length]).toEqual([1, 0]);
});

test("outside of all targets, or without files, nothing is taken", () => {
  const [onView, onRow] = [vi.fn(), vi.fn()];
  render(<View onView={onView} onRow={onRow} />);
  drop("outside");
  drop(undefined);
  drop("words", []);
  expect(onView).not.toHaveBeenCalled();
  expect(onRow).not.toHaveBeenCalled();
});

test("a target that isn't wanted takes nothing, nor does one that has gone", () => {
  const onView = vi.fn();
  const { rerender, unmount } = render(<View onView={onView} onRow={vi.fn()} when={false} />);
  drop("words");
  expect(onView).not.toHaveBeenCalled();
  rerender(<View onView={onView} onRow={vi.fn()} when />);
  drop("words");
  expect(onView).toHaveBeenCalledTimes(1);
  unmount();
  drop("words");
  expect(onView).toHaveBeenCalledTimes(1);
});

const LATE: Chosen[] = [{ held: 3, name: "late.csv", size: 9 }];

test("files that are handed over wait for what takes them", async () => {
  const [onView, onNobody] = [vi.fn(), vi.fn()];
  document.elementFromPoint = () => document.querySelector("#words");
  handOver(document.body, LATE, onNobody);
  await new Promise((done) => setTimeout(done, 150));
  render(<View onView={onView} onRow={vi.fn()} />);
  await vi.waitFor(() => expect(onView).toHaveBeenCalledTimes(1));
  expect(onView.mock.calls[0]?.[0]).toEqual(LATE);
  expect(onNobody).not.toHaveBeenCalled();
});

test("where nothing comes to take them it is told, but not behind a lock", () => {
  vi.useFakeTimers();
  const [gone, onNobody, afterLock] = [document.createElement("main"), vi.fn(), vi.fn()];
  document.elementFromPoint = () => null;
  document.body.append(gone);
  handOver(document.body, LATE, onNobody);
  handOver(gone, LATE, afterLock);
  gone.remove();
  vi.advanceTimersByTime(61_000);
  expect(onNobody).toHaveBeenCalledTimes(1);
  expect(afterLock).not.toHaveBeenCalled();
  vi.useRealTimers();
});

test("what is done is what was last given, not what was given at first", () => {
  const [first, second] = [vi.fn(), vi.fn()];
  const { rerender } = render(<View onView={first} onRow={vi.fn()} />);
  rerender(<View onView={second} onRow={vi.fn()} />);
  drop("words");
  expect(first).not.toHaveBeenCalled();
  expect(second).toHaveBeenCalledTimes(1);
});

test("a page that is shown larger has fewer points than its window", () => {
  const asked = vi.fn(() => null);
  document.elementFromPoint = asked;
  vi.stubGlobal("innerWidth", 683);
  vi.stubGlobal("outerWidth", 1366);
  render(<View onView={vi.fn()} onRow={vi.fn()} />);
  act(() => tellAll({ event: "files_over", x: 100, y: 40 }));
  expect(asked).toHaveBeenCalledWith(50, 20);
  vi.unstubAllGlobals();
});
