/** Tests of the small things that are only read. */
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { violations } from "../testing/axe";
import { Level } from "./small.tsx";

it("says how far something is on a short scale, by a number besides the colour", async () => {
  const { container } = render(<Level label="Strength" value={3} max={4} tone="med" />);
  const meter = screen.getByRole("meter", { name: "Strength" });
  expect(meter.getAttribute("aria-valuenow")).toBe("3");
  expect(meter.getAttribute("aria-valuemax")).toBe("4");
  expect(container.querySelectorAll("i")).toHaveLength(4);
  expect(container.querySelectorAll("i.on")).toHaveLength(3);
  expect(await violations()).toEqual([]);
});
