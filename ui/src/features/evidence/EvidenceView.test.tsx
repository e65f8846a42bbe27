/** Tests of the view over a made-up program: list, preview, intake, review and release, and every failure in sight. */
import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import type { Place } from "../../kit/place";
import { violations } from "../../testing/axe";
import { fails, fakeWire } from "../../testing/fakeWire";
import { CallFailed } from "../../wire/call";
import type { EvidenceItem } from "../../wire/wire.gen";
import { type Answers, draw, inspector, LISTING, POLICY, requests, TICKET } from "./drawn";
import { chosen, evidence, line } from "./made-up";
import { forgetQueue } from "./queue";

beforeEach(forgetQueue);
const drawn = (items: EvidenceItem[], over?: Answers, place?: Place) => draw(fakeWire, items, over, place);

describe("the list", () => {
  it("shows title, control and state, and asks for the rows of this engagement", async () => {
    const { asked } = drawn([LISTING, TICKET, POLICY]);
    const grid = await screen.findByRole("grid", { name: "Evidence items" });
    expect(await within(grid).findByText("Q3 removal tickets")).toBeTruthy();
    expect(within(grid).getByText("Accepted")).toBeTruthy();
    expect(
      within(grid)
        .getAllByRole("columnheader")
        .map((head) => head.textContent),
    ).toEqual([expect.stringContaining("Title"), expect.stringContaining("Control"), expect.stringContaining("State")]);
    expect(requests(asked, "evidence.page")[0]).toMatchObject({
      query: { engagement: "eng-1", filters: [], sort: [] },
    });
    expect(screen.getByRole("heading", { level: 1, name: "Evidence" })).toBeTruthy();
    expect(screen.getAllByText("3 items").length).toBeGreaterThan(0);
  });

  it("says what belongs here while it is empty, and offers the first step", async () => {
    const { user, asked } = drawn([], { "file.choose": () => [] });
    await user.click(await screen.findByRole("button", { name: "Choose files" }));
    expect(requests(asked, "file.choose")).toEqual([{ wanted: "evidence" }]);
  });

  it("tells a failure and tries again only when asked", async () => {
    let broken = true;
    const { user, asked } = drawn([TICKET], {
      "evidence.page": ({ query }) => {
        if (broken) throw new CallFailed({ code: "damaged", message: "row 3", field: null });
        return { total: 1, all: 1, offset: query.offset, rows: [line(TICKET)] };
      },
    });
    expect(await screen.findByText("A part of the vault is damaged.")).toBeTruthy();
    const before = requests(asked, "evidence.page").length;
    await new Promise((done) => setTimeout(done, 100));
    expect(requests(asked, "evidence.page")).toHaveLength(before);
    broken = false;
    await user.click(screen.getByRole("button", { name: /again/i }));
    expect((await screen.findAllByText("Q3 removal tickets")).length).toBeGreaterThan(0);
  });

  it("doesn't say that there is nothing where nothing was found, and shows all again", async () => {
    const { user } = drawn([TICKET], {
      "evidence.page": ({ query }) => {
        const rows = query.text ? [] : [line(TICKET)];
        return { total: rows.length, all: 1, offset: 0, rows };
      },
    });
    await user.type(await screen.findByLabelText("Find by title or number"), "zzz");
    expect(await screen.findByText("Nothing found")).toBeTruthy();
    expect(screen.queryByText("No evidence yet")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Show all again" }));
    expect(await inspector("Q3 removal tickets")).toBeTruthy();
  });

  it("is narrowed to the rows that a place names, with the way back", async () => {
    const { asked, went, user } = drawn(
      [TICKET],
      { "evidence.list": () => [{ item: TICKET, controls: [], missing: [] }] },
      { view: "evidence", ids: ["ev-2", "EV-0009"], only: "stale before fieldwork" },
    );
    expect(await screen.findByText("Only: stale before fieldwork")).toBeTruthy();
    await waitFor(() =>
      expect(requests(asked, "evidence.page").at(-1)).toMatchObject({
        query: { filters: [{ column: "reference", test: { is: "any_of", values: ["EV-0002", "EV-0009"] } }] },
      }),
    );
    await user.click(screen.getByRole("button", { name: "Show all again" }));
    expect(went).toEqual([{ view: "evidence" }]);
  });

  it("saves as a sheet all items, and of a search what it finds", async () => {
    const { asked, user } = drawn([LISTING, TICKET], {
      "file.destination": () => ({ held: 9, name: "Evidence index.csv", size: null }),
      "page.ids": () => ["ev-2"],
      "sheet.export": () => ({ noun: "evidence", rows: 1, internal: false, size: 10, sha256: "aa" }),
    });
    const save = async () => {
      await user.click(await screen.findByRole("button", { name: "Sheet" }));
      expect(screen.queryByRole("menuitem", { name: /internal/ })).toBeNull();
      await user.click(await screen.findByRole("menuitem", { name: /^Separated values/ }));
    };
    await save();
    await waitFor(() => expect(requests(asked, "sheet.export")[0]).toMatchObject({ noun: "evidence", only: null }));
    await user.type(screen.getByRole("textbox", { name: "Find by title or number" }), "tickets");
    await save();
    await waitFor(() => expect(requests(asked, "sheet.export")[1]).toMatchObject({ only: ["ev-2"], form: "csv" }));
    expect(requests(asked, "page.ids")[0]).toMatchObject({ noun: "evidence", query: { text: "tickets" } });
  });

  it("opens the item that a place names, by its number too", async () => {
    drawn([LISTING, TICKET], {}, { view: "evidence", id: "EV-0002" });
    expect(await inspector("Q3 removal tickets")).toBeTruthy();
  });

  it("has nothing that axe finds", async () => {
    drawn([LISTING, TICKET]);
    await inspector("Q3 user listing");
    await screen.findByText("words of Q3 user listing");
    expect(await violations()).toEqual([]);
  });
});

describe("the preview", () => {
  it("shows the file of the item and can stand over the list", async () => {
    const { user, asked } = drawn([TICKET]);
    expect(await screen.findByText("words of Q3 removal tickets")).toBeTruthy();
    expect(requests(asked, "evidence.preview")[0]).toMatchObject({ evidence: "ev-2", page: 1 });
    const alone = screen.getByRole("button", { name: "Preview over the list" });
    await user.click(alone);
    expect(alone.getAttribute("aria-pressed")).toBe("true");
    expect(document.querySelector(".evidence-body.alone")).toBeTruthy();
  });

  it("turns to the next item", async () => {
    const { user } = drawn([LISTING, TICKET]);
    await inspector("Q3 user listing");
    await user.click(screen.getByRole("button", { name: "Next item" }));
    expect(await inspector("Q3 removal tickets")).toBeTruthy();
  });
});

describe("the intake", () => {
  it("asks only what the kind lacks and counts it in the heading", async () => {
    drawn([LISTING]);
    const pane = await inspector("Q3 user listing");
    expect(within(pane).getByText("2 answers and the IPE card missing")).toBeTruthy();
    expect(within(pane).getByLabelText("Captured at")).toBeTruthy();
    expect(within(pane).getByLabelText("Query or filter")).toBeTruthy();
    // It is known what it covers and where it comes from.
    expect(within(pane).queryByLabelText("As of")).toBeNull();
    expect(within(pane).queryByLabelText("Source system")).toBeNull();
    expect(within(pane).queryByLabelText("Approved by")).toBeNull();
    expect(pane.textContent).toContain("2026-07-01 to 2026-09-30");
  });

  it("asks nothing where nothing is missing, until all facts are wanted", async () => {
    const { user } = drawn([TICKET]);
    const pane = await inspector("Q3 removal tickets");
    expect(within(pane).queryByLabelText("Collected by")).toBeNull();
    expect(within(pane).queryByRole("button", { name: "Save intake" })).toBeNull();
    await user.click(within(pane).getByRole("button", { name: "Edit all facts" }));
    expect(within(pane).getByLabelText("Collected by")).toHaveProperty("value", "A. Reyes");
  });

  it("saves what was answered alone, and goes on to the next by Ctrl+Enter", async () => {
    const other = evidence(4, { title: "Rule export", collected_by: "" });
    const { user, asked } = drawn([LISTING, TICKET, other], {
      "evidence.edit": () => LISTING,
      "evidence.page": ({ query }) => {
        const rows = [line(LISTING, 9), line(TICKET), line(other, 1)];
        return { total: 3, all: 3, offset: query.offset, rows };
      },
    });
    const pane = await inspector("Q3 user listing");
    await user.type(within(pane).getByLabelText("Collected by"), "N. Boyd");
    await user.type(within(pane).getByLabelText("Captured at"), "2026-10-02 06:14 +02:00");
    await user.type(within(pane).getByLabelText("Row count"), "1 284");
    expect(within(pane).getByText("6 answers missing")).toBeTruthy();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await inspector("Rule export")).toBeTruthy();
    expect(requests(asked, "evidence.edit")).toEqual([
      {
        engagement: "eng-1",
        evidence: "ev-1",
        facts: {
          collected_by: "N. Boyd",
          captured_at: "2026-10-02T06:14:00+02:00",
          ipe: { system: "", environment: "", query: "", run_by: "", run_at: null, row_count: 1284, tie_out: "" },
        },
      },
    ]);
  });

  it("keeps what was typed when saving fails", async () => {
    const { user } = drawn([LISTING], { "evidence.edit": fails("invalid", "must be at most 300 characters") });
    const pane = await inspector("Q3 user listing");
    await user.type(within(pane).getByLabelText("Collected by"), "N. Boyd");
    await user.click(within(pane).getByRole("button", { name: "Save intake" }));
    expect(await within(pane).findByText("A value breaks a rule.")).toBeTruthy();
    expect(within(pane).getByLabelText("Collected by")).toHaveProperty("value", "N. Boyd");
  });

  it("brings back what was typed before a lock", async () => {
    drawn([LISTING], {
      "unsaved.list": () => [
        {
          place: "evidence ev-1 intake",
          text: JSON.stringify({ collected_by: "N. Boyd" }),
          at: "2026-11-21T09:00:00Z",
        },
      ],
    });
    const pane = await inspector("Q3 user listing");
    await waitFor(() => expect(within(pane).getByLabelText("Collected by")).toHaveProperty("value", "N. Boyd"));
    expect(within(pane).getByText(/not saved yet/)).toBeTruthy();
  });

  it("ticks off what a screenshot shows, kept with the note", async () => {
    const shot = evidence(5, { kind: "screenshot", title: "Console", internal_note: "Taken twice." });
    const { user, asked } = drawn([shot], { "evidence.edit": () => shot });
    const pane = await inspector("Console");
    await user.click(within(pane).getByRole("checkbox", { name: "The clock, with date and zone" }));
    expect(within(pane).getByText("1 of 4")).toBeTruthy();
    await user.click(within(pane).getByRole("button", { name: "Save intake" }));
    await waitFor(() => expect(requests(asked, "evidence.edit")).toHaveLength(1));
    const facts = { internal_note: "Taken twice.\nScreenshot shows: clock" };
    expect(requests(asked, "evidence.edit")[0]).toMatchObject({ facts });
  });
});

describe("review and release", () => {
  it("accepts by who works here", async () => {
    const { user, asked } = drawn([TICKET], { "evidence.review": () => [TICKET] });
    await user.click(await screen.findByRole("button", { name: "Accept" }));
    const form = await screen.findByRole("form", { name: "Accept" });
    await waitFor(() => expect(within(form).getByLabelText("Reviewer")).toHaveProperty("value", "Tomas Lindqvist"));
    await user.click(within(form).getByRole("button", { name: "Accept" }));
    expect(await screen.findByText("EV-0002 accepted.")).toBeTruthy();
    expect(requests(asked, "evidence.review")).toEqual([
      { engagement: "eng-1", evidence: ["ev-2"], reviewer: "p1", verdict: { verdict: "accepted" } },
    ]);
  });

  it("returns only with a reason", async () => {
    const { user, asked } = drawn([TICKET], { "evidence.review": () => [TICKET] });
    await user.click(await screen.findByRole("button", { name: "Return" }));
    const form = await screen.findByRole("form", { name: "Return" });
    await waitFor(() => expect(within(form).getByLabelText("Reviewer")).toHaveProperty("value", "Tomas Lindqvist"));
    const act = within(form).getByRole("button", { name: "Return" });
    expect(act).toHaveProperty("disabled", true);
    await user.type(within(form).getByLabelText("Reason"), "The clock is cut off");
    await user.click(act);
    await waitFor(() =>
      expect(requests(asked, "evidence.review")[0]).toMatchObject({
        verdict: { verdict: "returned", reason: "The clock is cut off" },
      }),
    );
  });

  it("releases by a person of the client", async () => {
    const { user, asked } = drawn([POLICY], { "evidence.release": () => [POLICY] });
    await user.click(await screen.findByRole("button", { name: "Release" }));
    const form = await screen.findByRole("form", { name: "Release" });
    await user.type(within(form).getByLabelText("Released by, at the client"), "a");
    // People of the firm can't release.
    const found = await screen.findAllByRole("option");
    expect(found.map((one) => one.textContent)).toEqual([expect.stringContaining("Priya Raman")]);
    await user.click(found[0] as HTMLElement);
    await user.click(within(form).getByRole("button", { name: "Release" }));
    await waitFor(() =>
      expect(requests(asked, "evidence.release")).toEqual([{ engagement: "eng-1", evidence: ["ev-3"], by: "p2" }]),
    );
  });

  it("takes one step with several selected rows, for those that allow it", async () => {
    const { user, asked } = drawn([LISTING, TICKET, POLICY], { "evidence.review": () => [] });
    const grid = await screen.findByRole("grid", { name: "Evidence items" });
    await within(grid).findByText("Access policy");
    grid.focus();
    await user.keyboard("{Shift>} {/Shift}{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
    await user.keyboard("{Shift>} {/Shift}");
    const pane = await inspector("3 items selected");
    await user.click(within(pane).getByRole("button", { name: "Accept (2)" }));
    expect(within(pane).getByText(/1 of them is in another state/)).toBeTruthy();
    const form = await screen.findByRole("form", { name: "Accept" });
    await waitFor(() => expect(within(form).getByLabelText("Reviewer")).toHaveProperty("value", "Tomas Lindqvist"));
    await user.click(within(form).getByRole("button", { name: "Accept" }));
    await waitFor(() => expect(requests(asked, "evidence.review")[0]).toMatchObject({ evidence: ["ev-1", "ev-2"] }));
  });

  it("withdraws only after the number was typed", async () => {
    const { user, asked } = drawn([TICKET], { "evidence.withdraw": () => TICKET });
    await user.click(await screen.findByRole("button", { name: "More for this item" }));
    await user.click(await screen.findByRole("menuitem", { name: /Withdraw/ }));
    const form = await screen.findByRole("form", { name: "Withdraw" });
    await user.type(within(form).getByLabelText("Reason"), "Wrong client");
    await user.click(within(form).getByRole("button", { name: "Withdraw" }));
    const asking = await screen.findByRole("alertdialog");
    expect(requests(asked, "evidence.withdraw")).toEqual([]);
    await user.type(within(asking).getByRole("textbox"), "EV-0002");
    await user.click(within(asking).getByRole("button", { name: "Withdraw" }));
    await waitFor(() =>
      expect(requests(asked, "evidence.withdraw")).toEqual([
        { engagement: "eng-1", evidence: "ev-2", reason: "Wrong client" },
      ]),
    );
  });

  it("saves originals into a folder that was chosen", async () => {
    const { user, asked } = drawn([TICKET], {
      "file.choose": () => [chosen(7, "out", null)],
      "evidence.save": () => ({ names: ["EV-0002_listing-2.pdf"] }),
    });
    await user.click(await screen.findByRole("button", { name: "More for this item" }));
    await user.click(await screen.findByRole("menuitem", { name: /Save originals/ }));
    expect(await screen.findByText(/EV-0002_listing-2.pdf/)).toBeTruthy();
    expect(requests(asked, "evidence.save")).toEqual([
      { engagement: "eng-1", evidence: "ev-2", folder: 7, redacted: false },
    ]);
  });
});
