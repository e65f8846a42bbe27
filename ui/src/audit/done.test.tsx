/** Tests of changes with their way back: the right row of the log is undone, also where several run at once, and nothing by guess. */
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { ToastProvider } from "../kit";
import { failure as failed, fakeWire } from "../testing/fakeWire";
import { CallFailed } from "../wire/call";
import { tellAll } from "../wire/events";
import { undoRow } from "../wire/undoing";
import type { Action } from "../wire/wire.gen";
import { type DoneOptions, useDone, useSaving } from "./done";

interface Act {
  change: () => Promise<string>;
  options?: DoneOptions;
}

function Doer({ acts, onFailed }: { acts: readonly Act[]; onFailed?(thrown: unknown): void }) {
  const done = useDone();
  const all = () => {
    for (const each of acts) done(each.change, (answer) => `${answer} is done`, each.options).catch(onFailed);
  };
  return (
    <button type="button" onClick={all}>
      do
    </button>
  );
}

function Form({ change }: { change: () => Promise<string> }) {
  const saving = useSaving();
  return (
    <>
      <button type="button" onClick={() => void saving.run(change, (answer) => answer)}>
        save
      </button>
      <p>{`${saving.busy ? "busy" : "calm"} ${saving.wrong("title") ?? "right"}`}</p>
    </>
  );
}

const changed = (action: Action, seq: number) => tellAll({ event: "changed", action, seq, at: "2026-11-21T10:00:00Z" });
const undos = (asked: { name: string; request: unknown }[]) =>
  asked.filter((one) => one.name === "log.undo").map((one) => one.request);
const wire = () => fakeWire({ "log.undo": () => ({}) as never });

async function pressed(acts: readonly Act[], onFailed?: (thrown: unknown) => void) {
  render(
    <ToastProvider>
      <Doer acts={acts} onFailed={onFailed} />
    </ToastProvider>,
  );
  await userEvent.click(screen.getByRole("button", { name: "do" }));
}

it("undoes the row of the log that the change made, and says so", async () => {
  const asked = wire();
  await pressed([
    {
      change: async () => {
        changed("task.edit", 41);
        return "one";
      },
    },
  ]);
  await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
  expect(undos(asked)).toEqual([{ seq: 41 }]);
  expect(await screen.findByText("Undone.")).toBeTruthy();
});

it("tells changes that run at once apart, by their order", async () => {
  const asked = wire();
  const ends: (() => void)[] = [];
  const open = (name: string) => () => new Promise<string>((end) => ends.push(() => end(name)));
  await pressed([{ change: open("one") }, { change: open("two") }]);
  act(() => {
    changed("task.edit", 51);
    changed("task.edit", 52);
    for (const end of ends) end();
  });
  await screen.findByText("two is done");
  const [, second] = screen.getAllByRole("button", { name: "Undo" });
  await userEvent.click(second as HTMLElement);
  expect(undos(asked)).toEqual([{ seq: 52 }]);
});

it("waits for its own action where others are told of first", async () => {
  const asked = wire();
  await pressed([
    {
      change: async () => {
        changed("mapping.keep" as Action, 60);
        changed("sheet.import", 61);
        return "sheet";
      },
      options: { action: "sheet.import" },
    },
  ]);
  await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
  expect(undos(asked)).toEqual([{ seq: 61 }]);
});

it("takes all rows of one change back, the newest first", async () => {
  const asked = wire();
  const change = async () => {
    changed("holiday.remove", 81);
    changed("holiday.add", 82);
    return "day";
  };
  await pressed([{ change, options: { rows: 2 } }]);
  await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(undos(asked)).toEqual([{ seq: 82 }, { seq: 81 }]));
});

it("undoes nothing by guess while the row isn't known", async () => {
  const asked = wire();
  await pressed([{ change: async () => "one" }]);
  await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByText("Ctrl Z undoes it.")).toBeTruthy();
  expect(undos(asked)).toEqual([]);
});

it("doesn't undo once more what the key has undone meanwhile, which would do it again", async () => {
  const asked = wire();
  await pressed([
    {
      change: async () => {
        changed("task.edit", 91);
        return "one";
      },
    },
  ]);
  await undoRow(91);
  await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByText("Undone.")).toBeTruthy();
  expect(undos(asked)).toEqual([{ seq: 91 }]);
});

it("offers no way back for what stays", async () => {
  wire();
  await pressed([{ change: async () => "one", options: { final: true } }]);
  await screen.findByText("one is done");
  expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
});

it("throws a failure on and says nothing; its place isn't kept for the next", async () => {
  const asked = wire();
  const thrown: unknown[] = [];
  const change = async () => {
    if (thrown.length === 0) throw new CallFailed(failed("refused", "No."));
    changed("task.edit", 71);
    return "next";
  };
  await pressed([{ change }], (one) => thrown.push(one));
  await waitFor(() => expect(thrown).toHaveLength(1));
  expect(screen.queryByText(/is done/)).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "do" }));
  await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
  expect(undos(asked)).toEqual([{ seq: 71 }]);
});

it("keeps a failure where it was asked for, by its field", async () => {
  wire();
  const fail = async (): Promise<string> => {
    throw new CallFailed(failed("invalid", "is empty", "title"));
  };
  render(
    <ToastProvider>
      <Form change={fail} />
    </ToastProvider>,
  );
  await userEvent.click(screen.getByRole("button", { name: "save" }));
  expect(await screen.findByText("calm is empty")).toBeTruthy();
});
