/** Tests of the scope over a made-up program: every part stands, empties and failures are said, and whoever comes for a row gets it. */
import { configure, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { violations } from "../../testing/axe";
import { type Answers, fails, fakeWire } from "../../testing/fakeWire";
import { ANSWERS, draw } from "./made-up";
import { ScopeView } from "./ScopeView";

configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 60_000 });

function at(part: string, over: Answers = {}, id?: string, engagement: string | null = "e1") {
  const asked = fakeWire({ ...ANSWERS, ...over });
  draw(<ScopeView />, { view: "scope", part, ...(id ? { id } : {}) }, engagement);
  return asked;
}

describe("every part stands", () => {
  it.each([
    ["client", "Larkfield Outfitters Ltd", "value"],
    ["system", "Larkfield shop", "value"],
    ["engagement", "SOC 2 Type II 2026", "value"],
    ["criteria", "Title of CC6.1", "text"],
    ["surfaces", "Order hand-over", "text"],
    ["organisations", "Quay Hosting", "text"],
    ["people", "Audit manager", "text"],
  ])("%s", async (part, words, as) => {
    at(part);
    expect(await (as === "value" ? screen.findByDisplayValue(words) : screen.findByText(words))).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  it("goes from part to part", async () => {
    at("client");
    await userEvent.click(await screen.findByRole("radio", { name: "Surfaces" }));
    expect(await screen.findByRole("grid", { name: "Surfaces" })).toBeTruthy();
  });

  it.each([
    ["client", "client.show"],
    ["system", "engagement.show"],
    ["system", "commitment.list"],
    ["engagement", "holiday.list"],
    ["criteria", "criterion.list"],
    ["surfaces", "surface.list"],
    ["organisations", "user_control.list"],
    ["people", "team.list"],
  ] as const)("%s says that %s failed and tries again", async (part, name) => {
    const asked = at(part, { [name]: fails("damaged", "row 3") });
    expect(await screen.findByText("A part of the vault is damaged.")).toBeTruthy();
    const before = asked.filter((one) => one.name === name).length;
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(asked.filter((one) => one.name === name).length).toBe(before + 1);
  });
});

describe("whoever comes for a row gets it", () => {
  it.each([
    ["system", "SC-001", "Service commitment"],
    ["criteria", "CC6.4", "Title of CC6.4"],
    ["surfaces", "crm_integration", "CRM integration"],
    ["organisations", "org-1", "Quay Hosting"],
    ["organisations", "CUEC-01", "CUEC-01"],
    ["people", "p2", "Glen Salter"],
    ["people", "Security", "Security"],
  ])("%s %s", async (part, id, title) => {
    at(part, {}, id);
    expect(await screen.findByRole("complementary", { name: title })).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  it("and the rows that it is narrowed to, until all are asked for", async () => {
    fakeWire(ANSWERS);
    draw(<ScopeView />, { view: "scope", part: "people", ids: ["p2"], only: "the auditor’s" });
    expect(await screen.findByText("Glen Salter")).toBeTruthy();
    const people = screen.getByRole("grid", { name: "People" });
    expect(within(people).queryByText("Marta Duarte")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Show all again" }));
    expect(await within(people).findByText("Marta Duarte")).toBeTruthy();
  });

  it("and saves as a sheet just those that are shown", async () => {
    const asked = fakeWire({
      ...ANSWERS,
      "file.destination": () => ({ held: 9, name: "People.csv", size: null }),
      "sheet.export": () => ({ noun: "person", rows: 1, internal: false, size: 10, sha256: "aa" }),
    });
    draw(<ScopeView />, { view: "scope", part: "people", ids: ["p2"], only: "the auditor’s" });
    await screen.findByText("Glen Salter");
    await userEvent.click(screen.getByRole("button", { name: "Sheet" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: /^Separated values/ }));
    expect(await screen.findByText("People.csv was saved with 1 row.")).toBeTruthy();
    expect(asked.find((one) => one.name === "sheet.export")?.request).toMatchObject({ noun: "person", only: ["p2"] });
  });

  it("shows what usually breaks on a surface", async () => {
    const asked = at("surfaces", {}, "crm_integration");
    expect(await screen.findByText("Rate limit overrun")).toBeTruthy();
    expect(asked.find((one) => one.name === "gap.patterns")?.request).toEqual({ surface: "crm_integration" });
  });

  it("shows the days that a report leaves open", async () => {
    at("organisations", {}, "org-1");
    expect(
      await screen.findByText(/Neither its report nor its bridge letter speaks of 2026-10-01 to 2026-12-31/),
    ).toBeTruthy();
  });
});

describe("empty parts say what belongs there", () => {
  it.each([
    ["system", { "commitment.list": () => [] }, "No commitments yet"],
    ["criteria", { "criterion.list": () => [] }, "No criteria in scope"],
    ["surfaces", { "surface.list": () => [] }, "No surfaces yet"],
    ["organisations", { "organisation.list": () => [] }, "No subservice organisations"],
    ["organisations", { "user_control.list": () => [] }, "No user entity controls"],
    ["people", { "person.list": () => [] }, "Nobody yet"],
    ["people", { "team.list": () => [] }, "No teams yet"],
    ["engagement", { "holiday.list": () => [] }, /No holidays are kept yet/],
  ])("%s", async (part, over, words) => {
    at(part, over as Answers);
    expect(await screen.findByText(words)).toBeTruthy();
  });
});
