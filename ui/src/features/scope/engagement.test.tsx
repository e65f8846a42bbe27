/** Tests of an engagement's way: starting one in a vault without any, its steps, its opinions, and rolling it forward. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { act, configure, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { violations } from "../../testing/axe";
import { type Answers, type Asked, fails, fakeWire } from "../../testing/fakeWire";
import { tellAll } from "../../wire/events";
import type { RolledForward } from "../../wire/wire.gen";
import { ANSWERS, draw, ENGAGEMENT, overview } from "./made-up";
import { PROFILES } from "./profiles";
import { keepRolled } from "./rolled";
import { ScopeView } from "./ScopeView";
import { statesOf, stepsFrom } from "./States";

configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 60_000 });
afterEach(() => keepRolled(undefined));

function open(over: Answers = {}, engagement: string | null = "e1") {
  const asked = fakeWire({ ...ANSWERS, ...over });
  draw(<ScopeView />, { view: "scope" }, engagement);
  return asked;
}

const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));
async function sent(asked: Asked[], name: string) {
  await waitFor(() => expect(asked.some((one) => one.name === name)).toBe(true));
  return asked.find((one) => one.name === name)?.request;
}

describe("a vault without an engagement", () => {
  const STARTED = { engagement: ENGAGEMENT, surfaces: 25, criteria: 43, controls: 106 };

  it("offers to start one, and asks for nothing that it hasn't", async () => {
    const asked = open({ "engagement.start": () => STARTED }, null);
    expect(await screen.findByRole("heading", { name: "Start the first engagement" })).toBeTruthy();
    expect(asked.some((one) => one.name === "engagement.show")).toBe(false);
    expect(await violations()).toEqual([]);
    const start = screen.getByRole("button", { name: "Start engagement" });
    expect(start).toHaveProperty("disabled", true);
    await userEvent.click(screen.getByRole("radio", { name: /Enterprise SaaS/ }));
    await userEvent.type(screen.getByLabelText("Title"), "SOC 2 2027");
    await userEvent.type(screen.getByLabelText("Name of the system"), "Shop");
    await userEvent.type(screen.getByLabelText("Consultant’s firm"), "Alder Advisory");
    expect(screen.getByText("The dates of this kind are needed.")).toBeTruthy();
    await userEvent.type(screen.getByLabelText("First day"), "2027-01-01");
    await userEvent.type(screen.getByLabelText("Last day"), "2027-12-31");
    await userEvent.click(start);
    expect(await sent(asked, "engagement.start")).toEqual({
      profile: "enterprise-saas",
      title: "SOC 2 2027",
      system: "Shop",
      kind: { kind: "type_ii", period: { from: "2027-01-01", to: "2027-12-31" } },
      categories: null,
      preparer_firm: "Alder Advisory",
      auditor_firm: null,
      trigger: "planned",
      triggered_on: null,
    });
    expect(await screen.findByText("Started with 106 controls, 43 criteria and 25 new surfaces.")).toBeTruthy();
  });

  it("says why it couldn't be started, and keeps what was typed", async () => {
    open({ "engagement.start": fails("disk_full") }, null);
    await userEvent.type(await screen.findByLabelText("Title"), "SOC 2 2027");
    await userEvent.type(screen.getByLabelText("Name of the system"), "Shop");
    await userEvent.type(screen.getByLabelText("Consultant’s firm"), "Alder Advisory");
    await userEvent.click(screen.getByRole("radio", { name: /Readiness/ }));
    await press("Start engagement");
    expect(await screen.findByText("The disk is full.")).toBeTruthy();
    expect(screen.getByLabelText("Title")).toHaveProperty("value", "SOC 2 2027");
  });

  it("still has its client, surfaces and people", async () => {
    open({}, null);
    await userEvent.click(await screen.findByRole("radio", { name: "Client" }));
    expect(await screen.findByDisplayValue("Larkfield Outfitters Ltd")).toBeTruthy();
  });
});

it("the profiles are those of the catalogue", () => {
  const path = resolve(import.meta.dirname, "../../../../src-tauri/crates/catalogue/reference/profiles.toml");
  const told = readFileSync(path, "utf8")
    .split("[[profiles]]")
    .slice(1)
    .map((part) => {
      const text = (name: string) => new RegExp(`^${name} = "(.*)"$`, "m").exec(part)?.[1];
      const list = (name: string) => JSON.parse(new RegExp(`^${name} = (\\[.*\\])$`, "m").exec(part)?.[1] ?? "[]");
      const entry = { name: text("name"), description: text("description") };
      return [text("profile"), { ...entry, categories: list("categories"), consider: list("consider") }];
    });
  expect(Object.fromEntries(told)).toEqual(PROFILES);
});

describe("steps", () => {
  const period = { from: "2026-01-01", to: "2026-12-31" };
  it("are those of the kind, one on and one back", () => {
    expect(statesOf({ kind: "readiness", period: null })).toEqual(["planning", "readiness"]);
    expect(statesOf({ kind: "type_i", as_of: "2026-12-31" })).not.toContain("bridging");
    expect(stepsFrom({ kind: { kind: "type_ii", period }, state: "planning" })).toEqual([
      "readiness",
      "period_running",
    ]);
    expect(stepsFrom({ kind: { kind: "type_ii", period }, state: "fieldwork" })).toEqual([
      "period_running",
      "draft_report",
    ]);
    expect(stepsFrom({ kind: { kind: "readiness", period: null }, state: "fieldwork" })).toEqual([
      "planning",
      "readiness",
    ]);
  });

  it("are taken, and a refusal is said", async () => {
    const asked = open({ "engagement.move": fails("refused", "what was reported keeps it") });
    await press("Move on to Fieldwork");
    expect(await sent(asked, "engagement.move")).toEqual({ engagement: "e1", to: "fieldwork" });
    expect(await screen.findByText("This step isn't allowed now.")).toBeTruthy();
  });
});

describe("opinions", () => {
  it("wait for a draft report", async () => {
    open();
    expect(await screen.findByText("Opinions are recorded once there is a draft report.")).toBeTruthy();
  });

  it("are recorded a category each, a qualified one with its criteria", async () => {
    const asked = open({
      "engagement.show": () => overview({ state: "draft_report" }),
      "engagement.report": () => ENGAGEMENT,
    });
    await press("Record opinions");
    const dialog = within(await screen.findByRole("dialog", { name: "The auditor’s opinions" }));
    await userEvent.type(dialog.getByLabelText("Date of the report"), "2027-03-12");
    await userEvent.click(dialog.getByRole("button", { name: /Opinion on Security/ }));
    await userEvent.click(await screen.findByRole("option", { name: "Qualified" }));
    expect(dialog.getByRole("button", { name: "Save opinions" })).toHaveProperty("disabled", true);
    await userEvent.type(dialog.getByLabelText("Criteria that it names, Security"), "CC6.1");
    await userEvent.click(await screen.findByRole("option", { name: /CC6\.1/ }));
    await userEvent.click(dialog.getByRole("button", { name: "Save opinions" }));
    expect(await sent(asked, "engagement.report")).toEqual({
      engagement: "e1",
      outcomes: [{ category: "security", opinion: "qualified", criteria: ["CC6.1"], reported_on: "2027-03-12" }],
    });
  });
});

describe("rolling forward", () => {
  const ROLLED: RolledForward = {
    engagement: { ...ENGAGEMENT, id: "e2", title: "SOC 2 2027" },
    criteria: 61,
    controls: 106,
    organisations: 4,
    user_controls: 5,
    commitments: 9,
    evidence: 2,
    gaps: 3,
    findings: 1,
    not_carried: [{ noun: "control", what: "C-009 Badge checks", why: "is retired" }],
    evidence_not_live: 2,
    overlap: null,
  };

  it("begins the day after, and shows what stayed behind and why", async () => {
    const asked = open({ "engagement.roll_forward": () => ROLLED, "log.undo": () => ({}) as never });
    await press("Roll forward");
    const dialog = within(await screen.findByRole("dialog", { name: "Roll forward" }));
    expect(dialog.getByLabelText("First day")).toHaveProperty("value", "2027-01-01");
    await userEvent.type(dialog.getByLabelText("Title of the new engagement"), "SOC 2 2027");
    await userEvent.type(dialog.getByLabelText("Last day"), "2027-12-31");
    await userEvent.click(dialog.getByRole("button", { name: "Roll forward" }));
    expect(await sent(asked, "engagement.roll_forward")).toEqual({
      engagement: "e1",
      title: "SOC 2 2027",
      period: { from: "2027-01-01", to: "2027-12-31" },
      evidence: false,
    });
    expect(await screen.findByRole("dialog", { name: "Rolled forward: SOC 2 2027" })).toBeTruthy();
    expect(screen.getByText("C-009 Badge checks")).toBeTruthy();
    expect(screen.getByText("is retired")).toBeTruthy();
    expect(screen.getByText(/106 controls/)).toBeTruthy();
    expect(screen.getByText("Control, 1:")).toBeTruthy();
    expect(screen.getByText(/2 evidence items that had been withdrawn or replaced/)).toBeTruthy();
    act(() => tellAll({ event: "changed", action: "engagement.roll_forward", seq: 91, at: "2026-11-20T10:00:00Z" }));
    await press("Undo the rolling forward");
    expect(await sent(asked, "log.undo")).toEqual({ seq: 91 });
    await waitFor(() => expect(screen.queryByText("C-009 Badge checks")).toBeNull());
  });

  it("offers no way back where evidence crossed", async () => {
    open({ "engagement.roll_forward": () => ROLLED });
    await press("Roll forward");
    const dialog = within(await screen.findByRole("dialog", { name: "Roll forward" }));
    await userEvent.type(dialog.getByLabelText("Title of the new engagement"), "SOC 2 2027");
    await userEvent.type(dialog.getByLabelText("Last day"), "2027-12-31");
    await userEvent.click(dialog.getByRole("checkbox", { name: /Take over evidence/ }));
    await userEvent.click(dialog.getByRole("button", { name: "Roll forward" }));
    expect(await screen.findByText("C-009 Badge checks")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Undo/ })).toBeNull();
  });
});
