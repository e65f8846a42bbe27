/** Amounts, counts and sizes in words: thousands apart by a thin space, the currency always said. It never rounds an amount. */

import { DATE_TEXTS } from "./texts";

/** The thin space between thousands; it doesn't break a line. */
const THIN = "\u202f";

/** A whole number with its thousands apart: `1 284`. */
export function count(number: number): string {
  const [sign, digits] = [number < 0 ? "\u2212" : "", String(Math.abs(Math.trunc(number)))];
  return sign + digits.replace(/\B(?=(\d{3})+$)/g, THIN);
}

/** An amount with its currency: `USD 50 000`. */
export function money(amount: number, currency: string): string {
  return `${currency}\u00a0${count(amount)}`;
}

/** A range of cost. */
export interface CostRange {
  low: number;
  high: number;
  currency: string;
}

/** A range of cost with its currency once: `USD 50 000 to 200 000`; nothing gives a dash. */
export function costWords(cost: CostRange | null | undefined): string {
  if (!cost) return "–";
  if (cost.low === cost.high) return money(cost.low, cost.currency);
  return `${money(cost.low, cost.currency)} ${DATE_TEXTS.to} ${count(cost.high)}`;
}

/** Ranges of several costs, summed by currency, in the currencies' order. */
export function costSums(costs: readonly (CostRange | null | undefined)[]): CostRange[] {
  const sums = new Map<string, CostRange>();
  for (const cost of costs) {
    if (!cost) continue;
    const sum = sums.get(cost.currency) ?? { low: 0, high: 0, currency: cost.currency };
    sums.set(cost.currency, { ...sum, low: sum.low + cost.low, high: sum.high + cost.high });
  }
  return [...sums.values()].sort((a, b) => a.currency.localeCompare(b.currency));
}

/** Bytes as people say them, in powers of ten: `2.1 MB`. */
export function bytes(size: number): string {
  const steps: [number, string][] = [
    [1e12, "TB"],
    [1e9, "GB"],
    [1e6, "MB"],
    [1e3, "kB"],
  ];
  for (const [step, unit] of steps) {
    if (size >= step) return `${(size / step).toFixed(size >= step * 100 ? 0 : 1)} ${unit}`;
  }
  return `${size} B`;
}
