/** Tests of notices: how long they stay, that a dialog doesn't silence them, and where they stand. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { act, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Button } from "./button.tsx";
import { Dialog } from "./layers.tsx";
import { ToastProvider, type ToastWords, useToast } from "./toast.tsx";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function Telling({ notice, dialog = false }: { notice: ToastWords; dialog?: boolean }) {
  const toast = useToast();
  const tell = <button type="button" onClick={() => toast(notice)}>{`tell`}</button>;
  if (!dialog) return tell;
  return (
    <Dialog title="Edit" open onClose={() => undefined} actions={<Button>Save</Button>}>
      {tell}
    </Dialog>
  );
}

function told(notice: ToastWords, dialog = false) {
  render(
    <ToastProvider>
      <Telling notice={notice} dialog={dialog} />
    </ToastProvider>,
  );
  fireEvent.click(screen.getByText("tell"));
}

it("goes by itself, but not while it is pointed at", () => {
  told({ words: "Saved" });
  const shown = screen.getByText("Saved").closest(".toast") as HTMLElement;
  fireEvent.pointerEnter(shown);
  act(() => void vi.advanceTimersByTime(60_000));
  expect(screen.queryByText("Saved")).toBeTruthy();
  fireEvent.pointerLeave(shown);
  act(() => void vi.advanceTimersByTime(9_000));
  expect(screen.queryByText("Saved")).toBeNull();
});

it("stays until it is read where something failed", () => {
  told({ words: "The disk is full.", tone: "crit" });
  act(() => void vi.advanceTimersByTime(600_000));
  expect(screen.getByText("The disk is full.")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByText("The disk is full.")).toBeNull();
});

it("holds three at most, the newest last", () => {
  told({ words: "Saved" });
  for (let more = 0; more < 4; more++) fireEvent.click(screen.getByText("tell"));
  expect(screen.getAllByText("Saved")).toHaveLength(3);
});

it("is read out and can be reached while a dialog is open", () => {
  told({ words: "It could not be sent.", tone: "crit" }, true);
  // What a dialog hides has no role any more; this is still found by it.
  expect(screen.getByRole("region", { name: "Notices" }).textContent).toContain("It could not be sent.");
  expect(screen.getByRole("button", { name: "Dismiss" })).toBeTruthy();
});

it("stands at the left foot, where neither a dialog nor an inspector has its buttons", () => {
  const css = readFileSync(join(import.meta.dirname, "toast.css"), "utf8");
  const rule = (selector: string) => css.slice(css.indexOf(`${selector} {`)).split("}")[0] ?? "";
  expect(rule(".toasts")).toMatch(/left: /);
  expect(rule(".toasts")).not.toMatch(/right: /);
  const withDialog = rule(":root:has(.modal) .toasts");
  expect(withDialog).toMatch(/bottom: 1px/);
  expect(withDialog).toMatch(/max-width: 60vw/);
});
