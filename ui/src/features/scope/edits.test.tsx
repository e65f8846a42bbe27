/** Tests of what the scope saves: each change as the program asks for it, refusals beside what was typed, and the way back. */
import { configure, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { type Answers, type Asked, failure, fakeWire } from "../../testing/fakeWire";
import { CallFailed } from "../../wire/call";
import { tellAll } from "../../wire/events";
import {
  ANSWERS,
  CLIENT,
  COMMITMENT,
  criterion,
  draw,
  ENGAGEMENT,
  ORGANISATION,
  overview,
  PEOPLE,
  SURFACE,
  SYSTEM,
  TEAM,
  USER_CONTROL,
} from "./made-up";
import { ScopeView } from "./ScopeView";

configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 60_000 });

function at(part: string, over: Answers, id?: string) {
  const asked = fakeWire({ ...ANSWERS, ...over });
  draw(<ScopeView />, { view: "scope", part, ...(id ? { id } : {}) });
  return asked;
}

const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));
async function retype(label: string, text: string) {
  const field = await screen.findByRole("textbox", { name: label });
  await userEvent.clear(field);
  if (text) await userEvent.type(field, text);
}
async function sent(asked: Asked[], name: string) {
  await waitFor(() => expect(asked.some((one) => one.name === name)).toBe(true));
  return asked.find((one) => one.name === name)?.request;
}
const refuses = (message: string, field: string) => () => {
  throw new CallFailed(failure("invalid", message, field));
};

describe("only what was changed is saved", () => {
  it("of the client, with lines as a list", async () => {
    const asked = at("client", { "client.edit": () => CLIENT });
    await retype("Jurisdictions", "Ireland\n\n France ");
    await press("Save");
    expect(await sent(asked, "client.edit")).toEqual({ facts: { jurisdictions: ["Ireland", "France"] } });
    expect(await screen.findByText("The client was saved.")).toBeTruthy();
  });

  it("of the system, its components together", async () => {
    const asked = at("system", { "system.edit": () => SYSTEM });
    await retype("Software", "Shop\nQueue");
    await press("Save");
    const components = { ...SYSTEM.components, software: ["Shop", "Queue"] };
    expect(await sent(asked, "system.edit")).toEqual({ engagement: "e1", facts: { components } });
  });

  it("of the engagement, its kind with its dates", async () => {
    const asked = at("engagement", { "engagement.edit": () => ENGAGEMENT });
    await userEvent.click(await screen.findByRole("radio", { name: /Design at one date/ }));
    expect(await screen.findByText("The dates of this kind are needed.")).toBeTruthy();
    await userEvent.type(screen.getByLabelText("As of"), "2026-12-01");
    await press("Save");
    const kind = { kind: "type_i", as_of: "2026-12-01" };
    expect(await sent(asked, "engagement.edit")).toEqual({ engagement: "e1", facts: { kind } });
  });

  it("of a person, an emptied address as none", async () => {
    const asked = at("people", { "person.edit": () => PEOPLE[1] ?? fail() }, "p2");
    await retype("E-mail", "");
    await press("Save");
    expect(await sent(asked, "person.edit")).toEqual({ person: "p2", facts: { email: null } });
  });
});

describe("a refusal", () => {
  it("stands at its field, and what was typed stays", async () => {
    at("client", { "client.edit": refuses("must be two to five capital letters", "short_code") });
    await retype("Short code", "x");
    await press("Save");
    expect(await screen.findByText("must be two to five capital letters")).toBeTruthy();
    expect(screen.getByText("A value breaks a rule.")).toBeTruthy();
    expect(screen.getByLabelText("Short code")).toHaveProperty("value", "x");
  });

  it("of removing is said, and the row stays open", async () => {
    at("surfaces", { "surface.remove": refuses("is named by 3 controls", "surface") }, "crm_integration");
    await press("Remove");
    expect(await screen.findByText("A value breaks a rule.")).toBeTruthy();
    expect(screen.getByRole("complementary", { name: "CRM integration" })).toBeTruthy();
  });
});

describe("new records", () => {
  it("a commitment", async () => {
    const asked = at("system", { "commitment.add": () => ({ ...COMMITMENT, id: "sc-2", number: 2 }) });
    await press("Add");
    const pane = within(await screen.findByRole("complementary", { name: "New commitment or requirement" }));
    expect(pane.getByRole("button", { name: "Add" })).toHaveProperty("disabled", true);
    await userEvent.type(pane.getByLabelText("What is promised or required"), "Backups daily");
    await userEvent.click(pane.getByRole("button", { name: "Add" }));
    expect(await sent(asked, "commitment.add")).toMatchObject({
      engagement: "e1",
      kind: "commitment",
      text: "Backups daily",
      categories: ["security"],
      criteria: [],
    });
    expect(await screen.findByText("SC-002 was added.")).toBeTruthy();
  });

  it("a surface", async () => {
    const asked = at("surfaces", { "surface.add": () => ({ ...SURFACE, id: "s2", name: "Lockers" }) });
    await press("Add surface");
    const pane = within(await screen.findByRole("complementary", { name: "New surface" }));
    await userEvent.type(pane.getByLabelText("Short name"), "lockers");
    await userEvent.type(pane.getByLabelText("Surface"), "Lockers");
    await userEvent.click(pane.getByRole("button", { name: "Add surface" }));
    expect(await sent(asked, "surface.add")).toMatchObject({ code: "lockers", name: "Lockers", primary_criteria: [] });
  });

  it("an organisation with its report", async () => {
    const asked = at("organisations", { "organisation.add": () => ORGANISATION });
    await press("Add organisation");
    const pane = within(await screen.findByRole("complementary", { name: "New subservice organisation" }));
    await userEvent.type(pane.getByLabelText("Organisation"), "Post Ltd");
    await userEvent.click(pane.getByRole("checkbox", { name: "It has an assurance report" }));
    expect(pane.getByText("The dates of its report are needed.")).toBeTruthy();
    await userEvent.type(pane.getByLabelText("First day"), "2026-01-01");
    await userEvent.type(pane.getByLabelText("Last day"), "2026-06-30");
    await userEvent.click(pane.getByRole("button", { name: "Add organisation" }));
    expect(await sent(asked, "organisation.add")).toMatchObject({
      name: "Post Ltd",
      method: "carve_out",
      facts: { report: { kind: "soc2_type_ii", period: { from: "2026-01-01", to: "2026-06-30" } } },
    });
  });

  it("a user entity control, a person, a team and a holiday", async () => {
    const asked = at("organisations", {
      "user_control.add": () => USER_CONTROL,
      "person.add": () => PEOPLE[0] ?? fail(),
      "team.add": () => TEAM,
      "holiday.add": () => [],
    });
    await press("Add user entity control");
    let pane = within(await screen.findByRole("complementary", { name: "New user entity control" }));
    await userEvent.type(pane.getByLabelText("Code"), "CUEC-09");
    await userEvent.type(pane.getByLabelText("What user entities are expected to do"), "Lock screens");
    await userEvent.click(pane.getByRole("button", { name: "Add user entity control" }));
    expect(await sent(asked, "user_control.add")).toMatchObject({ code: "CUEC-09", statement: "Lock screens" });

    await userEvent.click(screen.getByRole("radio", { name: "People" }));
    await press("Add person");
    pane = within(await screen.findByRole("complementary", { name: "New person" }));
    await userEvent.type(pane.getByLabelText("Name"), "Ada Birch");
    await userEvent.type(pane.getByLabelText("Role"), "Counsel");
    await userEvent.click(pane.getByRole("button", { name: "Add person" }));
    expect(await sent(asked, "person.add")).toEqual({
      name: "Ada Birch",
      role: "Counsel",
      side: "client",
      team: null,
      email: null,
    });
    await press("Add team");
    pane = within(await screen.findByRole("complementary", { name: "New team" }));
    await userEvent.type(pane.getByLabelText("Team"), "Responders");
    await userEvent.click(pane.getByRole("button", { name: "Add team" }));
    expect(await sent(asked, "team.add")).toEqual({ name: "Responders", lead: null, members: [] });

    await userEvent.click(screen.getByRole("radio", { name: "Engagement" }));
    const form = within(await screen.findByRole("form", { name: "New holiday" }));
    await userEvent.type(form.getByLabelText("Day"), "2026-12-28");
    await userEvent.type(form.getByLabelText("Name"), "Boxing Day (in lieu)");
    await userEvent.click(form.getByRole("button", { name: "Add" }));
    expect(await sent(asked, "holiday.add")).toEqual({
      holidays: [{ day: "2026-12-28", name: "Boxing Day (in lieu)" }],
    });
  });
});

describe("steps", () => {
  it("removes what can be put back without asking, and offers to undo that row of the log", async () => {
    const asked = at("organisations", { "user_control.remove": removed, "log.undo": undone }, "CUEC-01");
    await press("Remove");
    expect(await sent(asked, "user_control.remove")).toEqual({ engagement: "e1", user_control: "cuec-1" });
    await press("Undo");
    expect(await sent(asked, "log.undo")).toEqual({ seq: 77 });
  });

  it("scopes a criterion out for a reason, and in again without one", async () => {
    const asked = at("criteria", { "criterion.scope": () => criterion("CC6.4").criterion }, "CC6.4");
    await retype("Not relevant because", "");
    await press("Save");
    expect(await sent(asked, "criterion.scope")).toEqual({ engagement: "e1", criterion: "CC6.4", not_relevant: null });
    expect(await screen.findByText("CC6.4 is relevant again.")).toBeTruthy();
  });

  it("records who read an organisation's report", async () => {
    const asked = at("organisations", { "organisation.review": () => ORGANISATION }, "org-1");
    await userEvent.type(await screen.findByLabelText("Read by"), "Glen");
    await userEvent.click(await screen.findByRole("option", { name: /Glen Salter/ }));
    await press("Record review");
    expect(await sent(asked, "organisation.review")).toEqual({
      engagement: "e1",
      organisation: "org-1",
      by: "p2",
      on: "2026-11-20",
    });
  });

  it("looks at licensed text before it is applied, with a handle for each look", async () => {
    let held = 10;
    const found = (applied: boolean) => ({
      read: { texts: [{ code: "CC6.1", text: "…" }], refused: [{ line: 4, reason: "names no criterion" }] },
      out_of_scope: ["P1.1"],
      applied,
    });
    const asked = at("criteria", {
      "file.choose": () => [{ held: 1, name: "criteria.csv", size: 10 }],
      "file.again": () => ++held,
      "criterion.import_text": ({ apply }) => found(apply),
    });
    await press("Import licensed text");
    await press("Choose file");
    expect(await screen.findByText("1 wording was found. Nothing is changed yet.")).toBeTruthy();
    expect(screen.getByText("names no criterion")).toBeTruthy();
    expect(screen.getByText(/P1\.1/)).toBeTruthy();
    await press("Apply to 1 criterion");
    await waitFor(() =>
      expect(asked.filter((one) => one.name === "criterion.import_text").map((one) => one.request)).toEqual([
        { engagement: "e1", file: 11, apply: false },
        { engagement: "e1", file: 12, apply: true },
      ]),
    );
  });

  it("brings back what was typed before a lock, and saves it only when asked", async () => {
    const kept = {
      place: "scope/client",
      text: JSON.stringify({ sector: "Sailing gear" }),
      at: "2026-11-20T09:00:00Z",
    };
    const asked = at("client", { "unsaved.list": () => [kept], "client.edit": () => CLIENT });
    expect(await screen.findByText(/What you typed before stands here again/)).toBeTruthy();
    expect(screen.getByLabelText("Sector")).toHaveProperty("value", "Sailing gear");
    expect(asked.some((one) => one.name === "client.edit")).toBe(false);
    await press("Let it go");
    expect(screen.getByLabelText("Sector")).toHaveProperty("value", "Outdoor clothing");
    expect(await sent(asked, "unsaved.forget")).toEqual({ place: "scope/client" });
  });

  it("shows the holiday's removal and its refusal", async () => {
    const asked = at("engagement", { "holiday.remove": () => null });
    await press("Remove Christmas Day, 2026-12-25");
    expect(await sent(asked, "holiday.remove")).toEqual({ holidays: ["h1"] });
  });

  it("takes categories into scope", async () => {
    const asked = at("criteria", { "engagement.edit": () => overview().engagement });
    await press("2 categories");
    await userEvent.click(await screen.findByRole("checkbox", { name: "Privacy" }));
    expect(await sent(asked, "engagement.edit")).toEqual({
      engagement: "e1",
      facts: { categories: ["security", "availability", "privacy"] },
    });
  });
});

function removed(): null {
  tellAll({ event: "changed", action: "user_control.remove", seq: 77, at: "2026-11-20T10:00:00Z" });
  return null;
}

function undone() {
  return { seq: 78, undone: 77 } as never;
}

function fail(): never {
  throw new Error("no such person");
}
