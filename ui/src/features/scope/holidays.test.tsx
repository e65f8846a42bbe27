/** Tests of the holidays: one takes the place of another in one go, comes back in one go, and stays where the new one is refused. */
import { act, configure, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { type Answers, fails, fakeWire } from "../../testing/fakeWire";
import { tellAll } from "../../wire/events";
import { useChangesOfTheVault } from "../../wire/query";
import type { Action, Holiday } from "../../wire/wire.gen";
import { ANSWERS, draw } from "./made-up";
import { ScopeView } from "./ScopeView";

configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 60_000 });

/** As in the window: what was read is read anew after each change. */
function Kept() {
  useChangesOfTheVault();
  return <ScopeView />;
}

/** A vault that keeps holidays, tells of each change, and refuses names that the test names. */
function vault(refused: string[] = []) {
  let kept: Holiday[] = [{ id: "h1", revision: 1, day: "2026-12-25", name: "Christmas Day" }];
  let seq = 40;
  const undone: (number | null | undefined)[] = [];
  const tell = (action: Action) => {
    seq += 1;
    act(() => tellAll({ event: "changed", action, seq, at: "2026-11-20T10:00:00Z" }));
  };
  const answers: Answers = {
    ...ANSWERS,
    "holiday.list": () => kept,
    "holiday.remove": ({ holidays }) => {
      kept = kept.filter((one) => !holidays.includes(one.id));
      tell("holiday.remove");
      return null;
    },
    "holiday.add": ({ holidays }) => {
      if (holidays.some((one) => refused.includes(one.name))) return fails("invalid", "that day has one")();
      const added = holidays.map((one) => ({ ...one, id: `h${seq}`, revision: 1 }));
      kept = [...kept, ...added];
      tell("holiday.add");
      return added;
    },
    "log.undo": ({ seq: row }) => {
      undone.push(row);
      return { seq: 99, undone: row } as never;
    },
  };
  const asked = fakeWire(answers);
  draw(<Kept />, { view: "scope", part: "engagement" });
  return { undone, kept: () => kept, of: (name: string) => asked.filter((one) => one.name === name) };
}

async function rename(to: string) {
  await userEvent.click(await screen.findByRole("button", { name: /^Change Christmas Day/ }));
  const form = await screen.findByRole("form", { name: "Change Christmas Day" });
  const field = form.querySelectorAll("input")[1] as HTMLInputElement;
  await userEvent.clear(field);
  await userEvent.type(field, `${to}{Enter}`);
}

it("changes a holiday, and one undo takes both rows back, the newer first", async () => {
  const { kept, undone } = vault();
  await rename("Boxing Day");
  expect(await screen.findByText("Boxing Day was changed.")).toBeTruthy();
  expect(kept().map(({ day, name }) => ({ day, name }))).toEqual([{ day: "2026-12-25", name: "Boxing Day" }]);
  await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(undone).toEqual([42, 41]));
});

it("keeps the old one where the new one is refused, and says why", async () => {
  const { kept } = vault(["Boxing Day"]);
  await rename("Boxing Day");
  expect(await screen.findByText(/that day has one/)).toBeTruthy();
  expect(kept().map(({ name }) => name)).toEqual(["Christmas Day"]);
  expect(await screen.findByRole("button", { name: /^Change Christmas Day/ })).toBeTruthy();
});

it("tells both when neither could be added", async () => {
  const { kept } = vault(["Boxing Day", "Christmas Day"]);
  await rename("Boxing Day");
  expect(await screen.findByText(/that day has one/)).toBeTruthy();
  expect(kept()).toEqual([]);
  expect(await screen.findByText(/No holidays are kept yet/)).toBeTruthy();
});

it("sends nothing when the change is cancelled", async () => {
  const { of } = vault();
  await userEvent.click(await screen.findByRole("button", { name: /^Change Christmas Day/ }));
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(of("holiday.remove")).toEqual([]);
  expect(screen.queryByRole("form", { name: "Change Christmas Day" })).toBeNull();
});
