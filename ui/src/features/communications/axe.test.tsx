/** axe-core over every screen of this feature, as far as a page without layout can be looked at. */
import { configure, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { violations } from "../../testing/axe";
import { CommunicationsView } from "./CommunicationsView";
import { answers, drawn, message, messageRow, PEOPLE, planRow } from "./made-up";
import { WriteMessage } from "./WriteMessage";

// A machine that also compiles is slow; what fails must fail for another reason.
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

const ROW = messageRow(message(4, { plan_row: "row-1", state: "in_review" }));

const TEMPLATE = {
  code: "COMM-04",
  title: "Enterprise customer notice",
  audience: "enterprise customers",
  track: "external" as const,
  trigger: "a late report",
  approvals: ["General counsel"],
  signed_by: [],
  fields: ["customer_name"],
};

// axe takes its time on a busy computer.
describe("axe finds nothing", { timeout: 60_000 }, () => {
  it("in the plan with a message, on each of its tabs", async () => {
    drawn(
      <CommunicationsView />,
      answers([planRow(1)], [ROW], {
        "message.versions": () => [
          {
            number: 1,
            by: "Marta Duarte",
            at: "2026-11-18T09:00:00Z",
            digest: "d",
            text: "x",
            filled: "x",
            approved_by: [],
            sendings: 0,
            present: true,
          },
        ],
      }),
      { view: "communications", id: "msg-4" },
    );
    await screen.findByText("DRAFT, not approved, not sent.");
    expect(await violations()).toEqual([]);
    for (const tab of ["Fields", "Facts", "Versions", "Record", "Plan row"]) {
      await userEvent.click(screen.getByRole("tab", { name: new RegExp(`^${tab}`) }));
      expect(await violations()).toEqual([]);
    }
  });

  it("in writing", async () => {
    drawn(<WriteMessage row={ROW} people={PEOPLE} onClose={() => undefined} />, answers([], [ROW]));
    await screen.findByText("DRAFT, not approved, not sent.");
    expect(await violations()).toEqual([]);
  });

  it("in the dialogs", async () => {
    drawn(
      <CommunicationsView />,
      answers([planRow(1)], [ROW], { "message.templates": () => [TEMPLATE], "scenario.list": () => [] }),
    );
    await userEvent.click(await screen.findByRole("button", { name: "Message" }));
    await screen.findByText("Enterprise customer notice");
    expect(await violations()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
    await userEvent.click(screen.getByRole("button", { name: "Start scenario" }));
    await screen.findByRole("dialog");
    expect(await violations()).toEqual([]);
  });

  it("while there is nothing, and for a new row", async () => {
    drawn(<CommunicationsView />, answers([], []));
    await screen.findByText("No communication plan yet");
    expect(await violations()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Add a plan row" }));
    expect(await violations()).toEqual([]);
  });
});
