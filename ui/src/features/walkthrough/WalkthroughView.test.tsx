/** Tests of the walkthrough by keyboard alone: choosing, moving, exhibits, what is accepted instead, a question, leaving. */
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { fails } from "../../testing/fakeWire";
import { tellAll } from "../../wire/events";
import { answers, CLIENT, drawn, INSTEAD, NOTED, NOTICE, type PAGES, sheet } from "./made-up";
import { WalkthroughView } from "./WalkthroughView";

const heading = () => screen.findByRole("heading", { level: 1 });

/** The controls whose pages were asked for, in that order. */
const presentedOnes = (of: (name: string) => unknown[]) =>
  of("walkthrough.show").map((one) => (one as { control: string }).control);

/** Presents all controls, by Ctrl and Enter. */
async function presented(given = answers()) {
  const drawing = drawn(<WalkthroughView />, given);
  await screen.findByRole("button", { name: /^Present all/ });
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await screen.findByText("Statement of control 1.");
  return drawing;
}

describe("choosing", () => {
  it("presents the controls that somebody came with, in their order, by Enter", async () => {
    const { of } = drawn(<WalkthroughView />, answers(), { view: "walkthrough", ids: ["c-3", "c-1", "gone"] });
    await screen.findByRole("button", { name: /^Present 2 controls/ });
    expect(screen.getByText("1 control is retired or out of scope and left out.")).toBeTruthy();
    await userEvent.keyboard("{Enter}");
    expect(await screen.findByText("Statement of control 3.")).toBeTruthy();
    expect(presentedOnes(of)).toEqual(["c-3", "c-1"]);
    expect(screen.getByText("1 of 2")).toBeTruthy();
  });

  it("finds by what is typed, takes what is found, and sorts it", async () => {
    const { of } = drawn(<WalkthroughView />, answers());
    await userEvent.type(await screen.findByLabelText("Find by code, title or criterion"), "core-02{Enter}");
    await userEvent.click(await screen.findByRole("checkbox", { name: /CORE-01/ }));
    await userEvent.click(screen.getByRole("button", { name: "CORE-01 up" }));
    await userEvent.click(screen.getByRole("button", { name: /^Present 2 controls/ }));
    await screen.findByText("Statement of control 1.");
    expect(presentedOnes(of)).toEqual(["c-1", "c-2"]);
  });

  it("never starts by Enter alone: in the search it adds or leads to the list, in the list it chooses", async () => {
    const { of } = drawn(<WalkthroughView />, answers());
    const search = await screen.findByLabelText("Find by code, title or criterion");
    await waitFor(() => expect(document.activeElement).toBe(search));
    await userEvent.keyboard("{Enter}");
    expect(document.activeElement).toBe(screen.getByRole("checkbox", { name: /CORE-01/ }));
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(screen.getByRole("checkbox", { name: /CORE-02/ })).toHaveProperty("checked", true);
    expect(screen.getByRole("checkbox", { name: /CORE-01/ })).toHaveProperty("checked", false);
    await userEvent.type(search, "nothing like it{Enter}");
    expect(screen.getByText("No control has these words")).toBeTruthy();
    await userEvent.keyboard("{Escape}core-03{Enter}{ArrowDown}");
    expect(document.activeElement).toBe(screen.getByRole("checkbox", { name: /CORE-01/ }));
    expect(screen.queryByText("Statement of control 2.")).toBeNull();
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await screen.findByText("Statement of control 2.");
    expect(presentedOnes(of)).toEqual(["c-2", "c-3"]);
  });

  it("is busy while it reads, and says where nothing can be presented", async () => {
    drawn(<WalkthroughView />, answers({ "walkthrough.choices": () => new Promise(() => undefined) as never }));
    expect(screen.getByText("Putting the pages together")).toBeTruthy();
    cleanup();
    drawn(<WalkthroughView />, answers({}, []));
    expect(await screen.findByText("No control can be presented yet")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Present/ })).toBeNull();
  });

  it("goes back without being asked for anything", async () => {
    const { went, of } = drawn(<WalkthroughView />, answers());
    await userEvent.click(await screen.findByRole("button", { name: /^Back/ }));
    await userEvent.keyboard("{Escape}");
    expect(went).toEqual([{ view: "overview" }, { view: "overview" }]);
    expect(of("vault.confirm")).toEqual([]);
  });

  it("says what failed", async () => {
    drawn(<WalkthroughView />, answers({ "walkthrough.choices": fails("damaged", "row 3") }));
    expect(await screen.findByText("A part of the vault is damaged.")).toBeTruthy();
  });
});

describe("presenting", () => {
  it("moves by arrows, Page Up and Down, Home and End, and not past the ends", async () => {
    await presented();
    for (const [key, at] of [
      ["{ArrowRight}", 2],
      ["{PageDown}", 3],
      ["{ArrowDown}", 3],
      ["{ArrowLeft}", 2],
      ["{Home}", 1],
      ["{PageUp}", 1],
      ["{End}", 3],
    ] as const) {
      await userEvent.keyboard(key);
      expect(await screen.findByText(`Statement of control ${at}.`)).toBeTruthy();
    }
    expect(screen.getByText("CORE-03, page 3 of 3")).toBeTruthy();
  });

  it("reads a page that is longer than the screen to its end by the arrow down, before the next one comes", async () => {
    await presented();
    const main = screen.getByRole("main");
    Object.defineProperties(main, { scrollHeight: { value: 700 }, clientHeight: { value: 600 } });
    await userEvent.keyboard("{ArrowDown}");
    expect(main.scrollTop).toBe(96);
    expect(screen.getByText("Statement of control 1.")).toBeTruthy();
    main.scrollTop = 100;
    await userEvent.keyboard("{ArrowDown}");
    expect(await screen.findByText("Statement of control 2.")).toBeTruthy();
    expect(main.scrollTop).toBe(0);
    await userEvent.keyboard("{ArrowUp}");
    expect(await screen.findByText("Statement of control 1.")).toBeTruthy();
  });

  it("shows what an auditor sees: statement, both tests as management's own, occurrences, exhibits, and the notice", async () => {
    await presented();
    expect((await heading()).textContent).toBe("CORE-01 · Control 1");
    for (const words of [
      "Management’s own test of design",
      "Management’s own test of operation",
      "ISO/IEC 27001:2022 A.5.18",
      "Done with evidence",
      "Missed",
      NOTICE,
      "1 item of this control is withheld.",
      "Listed, not shown: privileged",
    ]) {
      expect(screen.getByText(words)).toBeTruthy();
    }
    await userEvent.keyboard("{ArrowRight}");
    expect(await screen.findByText(NOTICE)).toBeTruthy();
  });

  it("has what is accepted instead one key away", async () => {
    await presented();
    expect(screen.queryByText(INSTEAD)).toBeNull();
    await userEvent.keyboard("i");
    expect(await screen.findByText(INSTEAD)).toBeTruthy();
    await userEvent.keyboard("i");
    expect(screen.queryByText(INSTEAD)).toBeNull();
  });

  it("opens an exhibit by its digit, only its own files, and none that is listed only", async () => {
    const { of } = await presented();
    await userEvent.keyboard("2");
    expect(of("evidence.preview")).toEqual([]);
    await userEvent.keyboard("1");
    expect(await screen.findByText("user,role")).toBeTruthy();
    expect(of("evidence.preview")[0]).toMatchObject({ evidence: "e-3", file: "f-1", page: 1 });
    expect(screen.getByText(NOTICE)).toBeTruthy();
    await userEvent.keyboard("{ArrowRight}");
    expect(screen.getByText("user,role")).toBeTruthy();
    await userEvent.keyboard("{Escape}");
    expect(await screen.findByText("Statement of control 1.")).toBeTruthy();
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("tells its keys", async () => {
    await presented();
    await userEvent.keyboard("?");
    expect(await screen.findByRole("dialog", { name: "Keys of the walkthrough" })).toBeTruthy();
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await userEvent.keyboard("{ArrowRight}");
    expect(await screen.findByText("Statement of control 2.")).toBeTruthy();
  });

  it("sums up many occurrences and says in words only what isn't in order", async () => {
    const many = Array.from({ length: 40 }, (_, at) => ({
      ...sheet(1).occurrences[0],
      key: `2026-W${at + 10}`,
      standing: at === 5 ? ("missed" as const) : ("evidenced" as const),
      performed_on: null,
    })) as (typeof PAGES)[0]["occurrences"];
    await presented(answers({}, [sheet(1, { occurrences: many })]));
    expect(screen.getByText("39 done with evidence")).toBeTruthy();
    expect(screen.getByText("1 missed")).toBeTruthy();
    expect(screen.getByText("2026-W15")).toBeTruthy();
    expect(screen.queryByText("2026-W16")).toBeNull();
  });

  it("says once what many one after the other share", async () => {
    const days = Array.from({ length: 12 }, (_, at) => ({
      ...sheet(1).occurrences[0],
      key: `2026-09-${String(at + 1).padStart(2, "0")}`,
      standing: at >= 4 && at <= 6 ? ("missed" as const) : ("evidenced" as const),
      exception: at === 6 ? "The collector was down." : null,
    })) as (typeof PAGES)[0]["occurrences"];
    await presented(answers({}, [sheet(1, { occurrences: days })]));
    expect(screen.getByText("2026-09-05").parentElement?.textContent).toBe("2026-09-05 to 2026-09-06");
    expect(screen.getByText("Missed, 2 of them")).toBeTruthy();
    expect(screen.getByText("2026-09-07")).toBeTruthy();
    expect(screen.getByText(/The collector was down\./)).toBeTruthy();
  });

  it("says nothing of operation in a Type I", async () => {
    await presented(answers({}, [sheet(1, { operation: null })]));
    expect(screen.queryByText("Management’s own test of operation")).toBeNull();
  });

  it("never shows the client's name, a gap, a severity or a cost", async () => {
    const { asked } = await presented();
    for (const key of ["i", "q", "{Escape}", "1", "{Escape}", "{Escape}"]) {
      await userEvent.keyboard(key);
      const shown = document.body.textContent ?? "";
      expect(shown).not.toContain(CLIENT);
      expect(shown).not.toMatch(/\bgaps?\b|severity|\bcost/i);
    }
    const reads = new Set(asked.map((one) => one.name));
    for (const name of ["vault.status", "client.show", "gap.list", "engagement.list", "search.find"]) {
      expect(reads.has(name)).toBe(false);
    }
  });

  it("keeps the palette and undoing behind it shut", async () => {
    await presented();
    const heard: string[] = [];
    const hear = (event: KeyboardEvent) => heard.push(event.key);
    window.addEventListener("keydown", hear);
    await userEvent.keyboard("{Control>}k{/Control}{Control>}z{/Control}");
    window.removeEventListener("keydown", hear);
    expect(heard).not.toContain("k");
    expect(heard).not.toContain("z");
  });
});

describe("a question", () => {
  it("is noted by keys without leaving the page", async () => {
    const { of } = await presented(answers({ "follow_up.note": () => NOTED }));
    await userEvent.keyboard("q");
    await userEvent.keyboard("How was 1 listing shown to be complete?");
    await userEvent.type(await screen.findByLabelText("Asked by"), "A. Auditor");
    await userEvent.type(screen.getByLabelText("Due"), "2026-12-01");
    await userEvent.type(screen.getByLabelText("Promised by"), "Glen");
    await userEvent.click(await screen.findByRole("option", { name: /Glen Salter/ }));
    await userEvent.click(screen.getByRole("button", { name: "Keep" }));
    expect(await screen.findByText("Noted here: FU-003")).toBeTruthy();
    expect(of("follow_up.note")).toEqual([
      {
        engagement: "e1",
        control: "c-1",
        question: "How was 1 listing shown to be complete?",
        asked_by: "A. Auditor",
        promised_by: "p1",
        due_on: "2026-12-01",
      },
    ]);
    expect(screen.getByText("Statement of control 1.")).toBeTruthy();
    await userEvent.keyboard("{ArrowRight}");
    expect(await screen.findByText("Statement of control 2.")).toBeTruthy();
    expect(screen.queryByText("Noted here: FU-003")).toBeNull();
  });

  it("is kept by Enter, and an empty one isn't", async () => {
    const { of } = await presented(answers({ "follow_up.note": () => NOTED }));
    await userEvent.keyboard("q{Enter}");
    expect(await screen.findByText("Write the question first.")).toBeTruthy();
    expect(of("follow_up.note")).toEqual([]);
    await userEvent.keyboard("Why?{Enter}");
    await screen.findByText("Noted here: FU-003");
    expect(of("follow_up.note")).toHaveLength(1);
    expect(of("follow_up.note")[0]).toMatchObject({
      question: "Why?",
      asked_by: null,
      promised_by: null,
      due_on: null,
    });
  });

  it("stays with its control while one goes to another page", async () => {
    await presented();
    await userEvent.keyboard("qHalf a question{Escape}{ArrowRight}");
    await screen.findByText("Statement of control 2.");
    expect(screen.getByLabelText("The auditor’s question")).toHaveProperty("value", "");
    await userEvent.keyboard("{ArrowLeft}");
    await screen.findByText("Statement of control 1.");
    expect(screen.getByLabelText("The auditor’s question")).toHaveProperty("value", "Half a question");
  });

  it("survives a lock, and a failure", async () => {
    const { of } = await presented(answers({ "follow_up.note": fails("disk_full") }));
    await userEvent.keyboard("qWhy?");
    tellAll({ event: "locking", why: "idle" });
    await waitFor(() => expect(of("unsaved.keep").at(-1)).toEqual({ place: "walkthrough c-1 question", text: "Why?" }));
    await userEvent.keyboard("{Enter}");
    expect(await screen.findByText("The disk is full.")).toBeTruthy();
    expect(screen.getByLabelText("The auditor’s question")).toHaveProperty("value", "Why?");
  });

  it("comes back after a lock", async () => {
    const row = { place: "walkthrough c-1 question", text: "What was typed", at: "2026-11-21T10:00:00Z" };
    await presented(answers({ "unsaved.list": () => [row] as never }));
    await waitFor(() =>
      expect(screen.getByLabelText("The auditor’s question")).toHaveProperty("value", "What was typed"),
    );
  });
});

describe("leaving", () => {
  it("asks for the passphrase, and a wrong one stays", async () => {
    let tries = 0;
    const confirm = () => {
      tries += 1;
      return tries === 1 ? fails("wrong_passphrase")() : null;
    };
    const { went, of } = await presented(answers({ "vault.confirm": confirm }));
    await userEvent.keyboard("{Escape}");
    const dialog = await screen.findByRole("dialog", { name: "Leave the walkthrough" });
    await userEvent.keyboard("wrong one{Enter}");
    expect(await within(dialog).findByText("That doesn’t open this vault. The walkthrough stays.")).toBeTruthy();
    expect(went).toEqual([]);
    expect(within(dialog).getByLabelText("Passphrase")).toHaveProperty("value", "");
    await userEvent.keyboard("the right one{Enter}");
    await waitFor(() => expect(went).toEqual([{ view: "overview" }]));
    expect(of("vault.confirm")).toEqual([
      { key: { key: "passphrase", secret: "wrong one" } },
      { key: { key: "passphrase", secret: "the right one" } },
    ]);
  });

  it("is given up by Esc, and keys work on", async () => {
    const { went } = await presented();
    await userEvent.keyboard("{Escape}");
    await screen.findByRole("dialog", { name: "Leave the walkthrough" });
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await userEvent.keyboard("{ArrowRight}");
    expect(await screen.findByText("Statement of control 2.")).toBeTruthy();
    expect(went).toEqual([]);
  });

  it("takes the recovery code too", async () => {
    const { went, of } = await presented(answers({ "vault.confirm": () => null }));
    await userEvent.click(screen.getByRole("button", { name: /^Leave/ }));
    await userEvent.click(await screen.findByRole("button", { name: "Use the recovery code" }));
    await userEvent.type(screen.getByLabelText("Recovery code"), "AB12{Enter}");
    await waitFor(() => expect(went).toHaveLength(1));
    expect(of("vault.confirm")).toEqual([{ key: { key: "recovery_code", secret: "AB12" } }]);
  });
});
