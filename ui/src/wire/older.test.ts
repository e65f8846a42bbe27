/** Holds which condition of a vault a person may accept: one alone. */
import { expect, it } from "vitest";
import { isOlderThanSeen } from "./older";

it("takes no other condition for one that can be accepted", () => {
  const why = "As the program says it.";
  expect(isOlderThanSeen({ condition: "read_only", reason: "older_than_seen", why })).toBe(true);
  expect(isOlderThanSeen({ condition: "read_only", reason: "older_or_cut_off", why })).toBe(false);
  expect(isOlderThanSeen({ condition: "read_only", reason: "damaged", why })).toBe(false);
  expect(isOlderThanSeen({ condition: "sound" })).toBe(false);
});
