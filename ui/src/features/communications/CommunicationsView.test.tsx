/** Tests of the view over a made-up program: the table, scenarios, steps of a message, and every failure in sight. */
import { configure, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { fails } from "../../testing/fakeWire";
import type { StartedScenario } from "../../wire/wire.gen";
import { CommunicationsView } from "./CommunicationsView";
import { answers, drawn, message, messageRow, planRow, preview } from "./made-up";

// A machine that also compiles is slow; what fails must fail for another reason.
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

const ROWS = [
  planRow(1, { audience: "Executives" }),
  planRow(2, { audience: "Enterprise customers", track: "external", owner: "p2" }),
  planRow(3, { audience: "Supervisory authority", track: "external", due: { due: "after_trigger", hours: 72 } }),
];
const OWN = message(4, { plan_row: "row-2", title: "Enterprise customer notice" });

/** Opens the view with the message selected. */
function opened(own = OWN, over = {}, row = messageRow(own)) {
  const asked = drawn(<CommunicationsView />, answers(ROWS, [row], over), { view: "communications", id: own.id });
  return { asked, pane: () => screen.findByRole("complementary", { name: /MSG-004/ }) };
}

describe("the plan", () => {
  it("stands in two tracks with due, clock, owner and state", async () => {
    drawn(<CommunicationsView />, answers(ROWS, [messageRow(OWN)]));
    const grid = await screen.findByRole("grid", { name: "Communication plan" });
    expect(await within(grid).findByText("Executives")).toBeTruthy();
    expect(within(grid).getByText("Internal")).toBeTruthy();
    expect(within(grid).getByText("External")).toBeTruthy();
    expect(within(grid).getByText("Not running")).toBeTruthy();
    expect(within(grid).getAllByText("No message").length).toBe(2);
    expect(within(grid).getByText("Glen Salter")).toBeTruthy();
    expect(screen.getByText("3 plan rows · 1 message, 1 draft")).toBeTruthy();
  });

  it("opens the selected message for writing by one key, from the list as well", async () => {
    const { pane } = opened();
    await pane();
    (await screen.findByRole("grid", { name: "Communication plan" })).focus();
    await userEvent.keyboard("{Control>}e{/Control}");
    expect(await screen.findByRole("textbox", { name: "Text in Markdown" })).toBeTruthy();
  });

  it("writes nothing by that key once a message was sent", async () => {
    const { pane } = opened({ ...OWN, state: "sent" });
    await pane();
    (await screen.findByRole("grid", { name: "Communication plan" })).focus();
    await userEvent.keyboard("{Control>}e{/Control}");
    expect(screen.queryByRole("textbox", { name: "Text in Markdown" })).toBeNull();
  });

  it("says what belongs here while it is empty, and offers the first step", async () => {
    drawn(<CommunicationsView />, answers([], [], { "scenario.list": () => [] }));
    await userEvent.click(await screen.findByRole("button", { name: "Start from a scenario" }));
    expect(await screen.findByRole("dialog", { name: "Start from a scenario" })).toBeTruthy();
  });

  it("shows a failure with the way on", async () => {
    drawn(<CommunicationsView />, answers([], [], { "plan_row.list": fails("damaged", "row 3") }));
    expect(await screen.findByRole("alert")).toBeTruthy();
    expect(screen.getByText("A part of the vault is damaged.")).toBeTruthy();
  });

  it("takes a new row", async () => {
    const asked = drawn(
      <CommunicationsView />,
      answers(ROWS, [], { "plan_row.add": () => planRow(4, { audience: "Press" }) }),
    );
    await userEvent.click(await screen.findByRole("button", { name: "Plan row" }));
    const form = await screen.findByRole("form", { name: "New plan row" });
    await userEvent.type(within(form).getByLabelText("Audience"), "Press");
    await userEvent.type(within(form).getByLabelText("Subject"), "Reactive line");
    expect(within(form).getByRole("button", { name: "Add row" })).toHaveProperty("disabled", true);
    await userEvent.type(within(form).getByLabelText("Day"), "2026-12-01");
    await userEvent.click(within(form).getByRole("button", { name: "Add row" }));
    await waitFor(() => expect(asked.some((one) => one.name === "plan_row.add")).toBe(true));
    const request = asked.find((one) => one.name === "plan_row.add")?.request;
    expect(request).toMatchObject({ audience: "Press", due: { due: "on", day: "2026-12-01" }, engagement: "e1" });
    expect(await screen.findByText("Row 4 was added.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Undo" })).toBeTruthy();
  });

  it("says why a row with messages stays", async () => {
    const { pane } = opened(OWN, { "plan_row.remove": fails("refused", "a row with messages can't be removed") });
    await userEvent.click(within(await pane()).getByRole("tab", { name: "Plan row" }));
    await userEvent.click(await screen.findByRole("button", { name: "Remove row" }));
    expect(await screen.findByText("This step isn't allowed now.")).toBeTruthy();
  });
});

describe("a scenario", () => {
  const LISTED = {
    scenario: "incident",
    name: "Incident",
    when_to_use: "When data may be concerned.",
    trigger: "awareness of the incident",
    rows: 1,
    drafts: 1,
  };
  const STARTED: StartedScenario = {
    scenario: "incident",
    name: "Incident",
    trigger: LISTED.trigger,
    at: "2026-11-20T08:00:00Z",
    rows: [],
    open_roles: [{ role: "Privacy officer", rows: [4], held_by: [], stands_in: "General counsel" }],
    before_anything_leaves: ["Counsel says which clocks run."],
    limits: [],
    clocks: [],
  };
  const sheet = {
    scenario: LISTED,
    before_anything_leaves: STARTED.before_anything_leaves,
    limits: [],
    plans: [],
    rehearsed_by: [],
    rows: [
      {
        code: "in_board",
        audience: "Board",
        track: "internal" as const,
        subject: "First facts",
        channel: "call",
        owner_role: "Chief executive",
        sender_role: "Chief executive",
        due_hours: 4,
        cadence: "",
        templates: ["COMM-09"],
        clocks: [],
      },
    ],
  };
  const given = {
    "scenario.list": () => [LISTED],
    "scenario.show": () => sheet,
    "scenario.clocks": () => [],
  };

  it("shows what it brings before it starts, and what is left to people after", async () => {
    const asked = drawn(<CommunicationsView />, answers(ROWS, [], { ...given, "scenario.start": () => STARTED }));
    await userEvent.click(await screen.findByRole("button", { name: "Start scenario" }));
    await userEvent.click(await screen.findByRole("radio", { name: /Incident/ }));
    expect(await screen.findByText("First facts")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Start 1 row and 1 draft" }));
    expect(await screen.findByText(/Privacy officer \(rows 4\)/)).toBeTruthy();
    expect(asked.find((one) => one.name === "scenario.start")?.request).toMatchObject({
      scenario: "incident",
      again: false,
      engagement: "e1",
    });
  });

  it("asks before it is started a second time", async () => {
    const start = (request: { again: boolean }) => {
      if (request.again) return STARTED;
      throw { code: "refused", message: "was started already", field: "scenario" };
    };
    const asked = drawn(<CommunicationsView />, answers(ROWS, [], { ...given, "scenario.start": start as never }));
    await userEvent.click(await screen.findByRole("button", { name: "Start scenario" }));
    await userEvent.click(await screen.findByRole("radio", { name: /Incident/ }));
    await userEvent.click(await screen.findByRole("button", { name: "Start 1 row and 1 draft" }));
    await userEvent.click(await screen.findByRole("button", { name: "Start it once more all the same" }));
    await waitFor(() => expect(asked.filter((one) => one.name === "scenario.start").length).toBe(2));
  });
});

describe("a message", () => {
  it("reads as its reader will read it, with what is open", async () => {
    const { pane } = opened();
    const inside = within(await pane());
    expect(await inside.findByText("DRAFT, not approved, not sent.")).toBeTruthy();
    expect(inside.getByRole("button", { name: "open field: customer name" })).toBeTruthy();
    expect(inside.getByText("1 open field of 2")).toBeTruthy();
    expect(inside.getByText("Not put to approvers yet")).toBeTruthy();
  });

  it("shows a void approval with the version that was approved", async () => {
    const approval = {
      role: "General counsel",
      person: "p2",
      decision: "approved" as const,
      at: "2026-11-18T10:00:00Z",
    };
    const own = { ...OWN, approvals: [{ ...approval, digest: "d1", note: "" }] };
    const { pane } = opened(own);
    expect(await within(await pane()).findByText("Void, v1 was approved")).toBeTruthy();
  });

  it("is decided on by role, and who stands in is told", async () => {
    const own = { ...OWN, state: "in_review" as const };
    const row = messageRow(own);
    const { asked, pane } = opened(own, {
      "message.decide": () => ({ ...row, notices: ["Marta Duarte stands in"] }),
    });
    await userEvent.click(await within(await pane()).findByRole("button", { name: "Decide for General counsel" }));
    const who = await screen.findByRole("combobox", { name: /Who decides/ });
    await userEvent.type(who, "Marta");
    await userEvent.click(await screen.findByRole("option", { name: /Marta Duarte/ }));
    await userEvent.click(screen.getByRole("button", { name: "Record the decision" }));
    expect(await screen.findByText(/General counsel: Approved\. Marta Duarte stands in/)).toBeTruthy();
    expect(asked.find((one) => one.name === "message.decide")?.request).toMatchObject({
      role: "General counsel",
      person: "p1",
      decision: "approved",
    });
  });

  it("takes the record of its sending", async () => {
    const own = { ...OWN, state: "approved" as const };
    const row = messageRow(own, { open_fields: [], missing_approvals: [] });
    const { asked, pane } = opened(own, { "message.record_send": () => row }, row);
    await userEvent.click(await within(await pane()).findByRole("button", { name: "Record a sending" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Record a sending" }));
    expect(dialog.getByLabelText("Channel")).toHaveProperty("value", "e-mail");
    await userEvent.click(dialog.getByRole("button", { name: "Record it" }));
    expect(await screen.findByText("The sending was recorded.")).toBeTruthy();
    expect(asked.find((one) => one.name === "message.record_send")?.request).toMatchObject({
      by: "p1",
      to: "enterprise customers",
      channel: "e-mail",
    });
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  });

  it("is withdrawn with a reason alone", async () => {
    const { asked, pane } = opened(OWN, { "message.withdraw": () => messageRow({ ...OWN, state: "withdrawn" }) });
    await userEvent.click(await within(await pane()).findByRole("button", { name: "More steps" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: /Withdraw/ }));
    const dialog = within(await screen.findByRole("dialog", { name: "Withdraw MSG-004" }));
    expect(dialog.getByRole("button", { name: "Withdraw" })).toHaveProperty("disabled", true);
    await userEvent.type(dialog.getByLabelText("Reason"), "The review was done in time");
    await userEvent.click(dialog.getByRole("button", { name: "Withdraw" }));
    await waitFor(() =>
      expect(asked.find((one) => one.name === "message.withdraw")?.request).toMatchObject({
        reason: "The review was done in time",
      }),
    );
  });

  it("leaves as a file where the person says, and says what is marked", async () => {
    const { asked, pane } = opened(OWN, {
      "file.destination": () => ({ held: "h1" as never, name: "notice.eml", size: null }),
      "message.save": () => ({
        reference: "MSG-004",
        version: 2,
        form: "mail" as const,
        text_digest: "d2",
        sha256: "0123456789abcdef",
        size: 10,
        marks: ["DRAFT, not approved, not sent."],
        open_fields: ["customer_name"],
        to_fill_in: ["To"],
      }),
    });
    await userEvent.click(await within(await pane()).findByRole("button", { name: "Save as a file" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: /E-mail/ }));
    expect(
      await screen.findByText(/Saved as notice.eml, SHA-256 0123456789ab….*DRAFT.*To fill in by hand: To/),
    ).toBeTruthy();
    expect(asked.find((one) => one.name === "file.destination")?.request).toEqual({
      wanted: "message",
      name: "MSG-004 v2 Enterprise customer notice.eml",
    });
  });

  it("says why it can't be put to its approvers", async () => {
    const { pane } = opened(OWN, { "message.submit": fails("stale", "") });
    await userEvent.click(await within(await pane()).findByRole("button", { name: "Put to approvers" }));
    expect(await screen.findByText("This has changed since it was shown.")).toBeTruthy();
  });

  it("tells its versions apart word by word", async () => {
    const version = { by: "Marta Duarte", digest: "d", approved_by: [], sendings: 0, present: false };
    const { pane } = opened(OWN, {
      "message.versions": () => [
        { ...version, number: 2, at: "2026-11-19T09:00:00Z", text: "", filled: "Due on Friday.", present: true },
        { ...version, number: 1, at: "2026-11-18T09:00:00Z", text: "", filled: "Due on Monday." },
      ],
    });
    await userEvent.click(await within(await pane()).findByRole("tab", { name: /Versions/ }));
    const changes = within(await screen.findByRole("region", { name: "What changed from version 1 to version 2" }));
    expect(changes.getByText("Monday.").tagName).toBe("DEL");
    expect(changes.getByText("Friday.").tagName).toBe("INS");
  });

  it("warns of words that no report supports", async () => {
    const { pane } = opened(OWN, { "message.preview": () => preview({ unfit_words: ["guaranteed"] }) });
    expect(await within(await pane()).findByText("No SOC 2 report supports these words: guaranteed")).toBeTruthy();
  });
});
