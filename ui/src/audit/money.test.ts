/** Amounts and sizes in words. */
import { expect, test } from "vitest";
import { bytes, costSums, costWords, count, money } from "./money";

test("thousands stand apart by a thin space that doesn't break", () => {
  expect(count(1284)).toBe("1\u202f284");
  expect(count(1234567)).toBe("1\u202f234\u202f567");
  expect(count(999)).toBe("999");
  expect(count(-1200)).toBe("\u22121\u202f200");
  expect(money(50000, "USD")).toBe("USD\u00a050\u202f000");
});

test("a range of cost says its currency once", () => {
  expect(costWords({ low: 50000, high: 200000, currency: "USD" })).toBe("USD\u00a050\u202f000 to 200\u202f000");
  expect(costWords({ low: 900, high: 900, currency: "EUR" })).toBe("EUR\u00a0900");
  expect(costWords(null)).toBe("–");
});

test("costs of two currencies are never added", () => {
  const usd = { low: 1, high: 2, currency: "USD" };
  expect(costSums([usd, null, { low: 5, high: 5, currency: "EUR" }, usd])).toEqual([
    { low: 5, high: 5, currency: "EUR" },
    { low: 2, high: 4, currency: "USD" },
  ]);
});

test("bytes in powers of ten", () => {
  expect([bytes(12), bytes(2_100_000), bytes(184_000_000), bytes(1_840_000_000)]).toEqual([
    "12 B",
    "2.1 MB",
    "184 MB",
    "1.8 GB",
  ]);
});
