/** Tests of the palette: it goes, does and finds by keyboard, says what it found where, and tells when it could not search. */
import { configure, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { violations } from "../testing/axe";
import { type Answers, fails, fakeWire } from "../testing/fakeWire";
import type { SearchHit } from "../wire/wire.gen";
import { drawn, engagement, hit } from "./made-up";
import { Palette } from "./Palette";

configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

beforeAll(() => {
  // The test page has no modal dialogs.
  HTMLDialogElement.prototype.showModal = function show(this: HTMLDialogElement) {
    this.open = true;
  };
});

const found = (...hits: SearchHit[]) => ({ hits, total: hits.length, at_least: false });

function palette(answers: Answers = {}) {
  const asked = fakeWire({ "search.find": () => found(), ...answers });
  const done: string[] = [];
  const went = drawn(
    <Palette
      onClose={() => done.push("close")}
      onLock={() => done.push("lock")}
      onUndo={() => done.push("undo")}
      onRedo={() => done.push("redo")}
      engagements={[engagement(), engagement({ id: "e0", title: "Readiness 2025" })]}
      shown="e1"
      onShow={(id) => done.push(`show ${id}`)}
    />,
  );
  return { asked, done, went };
}

const type = (words: string) => userEvent.type(screen.getByRole("combobox"), words);

describe("going and doing", () => {
  it("offers acts and views at once, and asks the vault nothing", async () => {
    const { asked } = palette();
    const labels = screen.getAllByRole("option").map((one) => one.textContent);
    expect(labels[0]).toContain("Start a walkthrough");
    expect(labels.some((label) => label?.includes("Communications"))).toBe(true);
    expect(asked).toEqual([]);
  });

  it("goes by arrow keys and Enter", async () => {
    const { went, done } = palette();
    await type("gaps{ArrowDown}{Enter}");
    expect(done).toEqual(["close"]);
    expect(went).toEqual([{ view: "gaps", part: "heat" }]);
  });

  it.each([
    ["scope people", { view: "scope", part: "people" }],
    ["roll", { view: "gaps", part: "rollup" }],
    ["verify", { view: "packets", part: "verify" }],
    ["calendar", { view: "matrix", part: "calendar" }],
    ["keys of", { view: "settings", part: "keys" }],
  ])("goes to the part that %s names", async (words, place) => {
    const { went } = palette();
    await type(`${words}{Enter}`);
    expect(went).toEqual([place]);
  });

  it.each([
    ["lock the", "lock"],
    ["undo", "undo"],
    ["readiness 2025", "show e0"],
  ])("does what %s says", async (words, act) => {
    const { done } = palette();
    await type(`${words}{Enter}`);
    expect(done).toEqual(["close", act]);
  });

  it("doesn't offer the engagement that is shown already", async () => {
    palette();
    await type("SOC 2");
    expect(screen.queryByRole("option", { name: /Show SOC 2/ })).toBeNull();
  });
});

describe("finding", () => {
  it("finds records and texts of files, with the words around", async () => {
    const file = hit({ noun: "evidence", id: "ev65", reference: "EV-0065", title: "Runs", state: "released" });
    const { went, asked } = palette({
      "search.find": () => found(hit(), { ...file, file: { file: "f1" as never, name: "runs.csv" } }),
    });
    await type("backup");
    const group = await screen.findByRole("group", { name: "In the vault" });
    const [record, text] = within(group).getAllByRole("option");
    expect(record?.textContent).toContain("CORE-47 Backup and restore monitoring");
    expect(record?.querySelector("mark")?.textContent).toBe("Backups");
    expect(text?.textContent).toContain("runs.csv");
    expect(text?.textContent).toContain("released");
    expect(screen.getByText("2 found")).toBeTruthy();
    expect(asked.at(-1)?.request).toEqual({ engagement: "e1", text: "backup", nouns: [], limit: 40 });
    await userEvent.click(text as HTMLElement);
    expect(went).toEqual([{ view: "evidence", id: "ev65" }]);
  });

  it("says that there are more than it shows", async () => {
    palette({ "search.find": () => ({ hits: [hit()], total: 1200, at_least: true }) });
    await type("a");
    expect(await screen.findByText(/^The best 1 of 1.200 or more$/)).toBeTruthy();
  });

  it("says that nothing is found only once it was looked for", async () => {
    let answer = (_: ReturnType<typeof found>) => {};
    palette({
      "search.find": () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    await type("zzzq");
    expect(await screen.findByText("Searching")).toBeTruthy();
    expect(screen.queryByText("Nothing of that name or text.")).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 300));
    answer(found());
    expect(await screen.findByText("Nothing of that name or text.")).toBeTruthy();
  });

  it("tells why it could not search", async () => {
    palette({ "search.find": fails("damaged", "the index") });
    await type("zzzq");
    expect((await screen.findByRole("alert")).textContent).toContain("the index");
    expect(screen.queryByText("Nothing of that name or text.")).toBeNull();
  });
});

it("has nothing that axe finds", async () => {
  palette({ "search.find": () => found(hit()) });
  await type("core");
  await screen.findByRole("group", { name: "In the vault" });
  await waitFor(() => expect(screen.getByRole("combobox").getAttribute("aria-activedescendant")).toBeTruthy());
  expect(await violations()).toEqual([]);
});
