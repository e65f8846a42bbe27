/** axe-core over the packets view, as far as a page without layout can be looked at. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { violations } from "../../testing/axe";
import { fails } from "../../testing/fakeWire";
import { answers, drawn, EXPORTED } from "./made-up";
import { PacketsView } from "./PacketsView";

describe("axe", { timeout: 90_000 }, () => {
  it("finds nothing before and while writing, in the result and in verifying", async () => {
    let end = () => {};
    const slow = () =>
      new Promise<typeof EXPORTED>((resolve) => {
        end = () => resolve(EXPORTED);
      });
    drawn(<PacketsView />, answers({ "packet.export": slow, "packet.verify": fails("not_verified") }));
    await screen.findByText("How to read and check this packet");
    await screen.findAllByText("2 open points");
    expect(await violations()).toEqual([]);
    await userEvent.click(screen.getByRole("tab", { name: /Exhibits/ }));
    await userEvent.click(screen.getByRole("checkbox", { name: "They go out as they are" }));
    await userEvent.click(screen.getByRole("button", { name: "Export packet" }));
    await screen.findByText(/^Frozen/);
    expect(await violations()).toEqual([]);
    end();
    await userEvent.click(await screen.findByRole("button", { name: "Verify this file" }));
    await screen.findByText("This file doesn't verify.");
    expect(await violations()).toEqual([]);
  });
});
