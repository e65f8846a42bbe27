/** axe-core over the walkthrough, as far as a page without layout can be looked at. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { violations } from "../../testing/axe";
import { answers, drawn } from "./made-up";
import { WalkthroughView } from "./WalkthroughView";

describe("axe", { timeout: 90_000 }, () => {
  it("finds nothing in choosing, in a page, in a question, in an exhibit and in leaving", async () => {
    drawn(<WalkthroughView />, answers());
    await screen.findByRole("button", { name: /^Present all/ });
    expect(await violations()).toEqual([]);
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await screen.findByText("Statement of control 1.");
    await userEvent.keyboard("i");
    expect(await violations()).toEqual([]);
    await userEvent.keyboard("q");
    expect(await violations()).toEqual([]);
    await userEvent.keyboard("{Escape}1");
    await screen.findByText("user,role");
    expect(await violations()).toEqual([]);
    await userEvent.keyboard("{Escape}{Escape}");
    await screen.findByRole("dialog");
    expect(await violations()).toEqual([]);
  });
});
