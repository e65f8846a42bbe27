/** axe-core over the activity view, as far as a page without layout can be looked at. */
import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { violations } from "../../testing/axe";
import { ActivityView } from "./ActivityView";
import { answers, drawn } from "./made-up";

describe("axe", { timeout: 60_000 }, () => {
  it("finds nothing, with a row in the inspector", async () => {
    drawn(<ActivityView />, answers(), { view: "activity", id: "12" });
    await screen.findByText("title from Access review to Quarterly access review");
    expect(await violations()).toEqual([]);
  });
});
