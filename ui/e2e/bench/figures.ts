/** What was measured beside its bar, and in the end what became of each bar. It judges no single run: machines differ. */

/** A bar: what it says and how much may be. */
export interface Bar {
  words: string;
  unit: "ms" | "MiB" | "frames";
  /** Where the bar depends on the machine, each figure brings its own limit. */
  limit: number;
}

interface Figure {
  bar: Bar | undefined;
  what: string;
  measured: readonly number[];
}

/** The middle one of the numbers; of an even count the upper one of the two. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Fewer measurements than this are none. */
const FEWEST = 3;

const figure = (value: number, unit = "ms") => narrow(`${value.toFixed(0)} ${unit}`, 11);
const wide = (words: string, width: number) => words.padEnd(width);
const narrow = (words: string, width: number) => words.padStart(width);

/** All figures of one run of the benchmark. */
export class Figures {
  private readonly all: Figure[] = [];
  private readonly missing: string[] = [];

  constructor(private readonly print: (line: string) => void) {}

  /** The heading of the figures. */
  head(): void {
    this.print(`${wide("", 58)} ${narrow("n", 4)} ${narrow("median", 11)} ${narrow("worst", 11)} ${narrow("bar", 10)}`);
  }

  /** Takes and prints one figure. Too few measurements are a failure to measure. */
  add(bar: Bar | undefined, what: string, measured: readonly number[], fewest = FEWEST): void {
    if (measured.length < fewest || measured.some((one) => !Number.isFinite(one)))
      throw new Error(`${what}: measured ${measured.length} times only, ${fewest} are needed`);
    this.all.push({ bar, what, measured });
    const unit = bar?.unit ?? "ms";
    const limit = narrow(bar ? `${bar.limit.toFixed(0)} ${unit}` : "–", 10);
    const [middle, worst] = [median(measured), Math.max(...measured)];
    this.print(
      `${wide(what, 58)} ${narrow(String(measured.length), 4)} ${figure(middle, unit)} ${figure(worst, unit)} ${limit}`,
    );
  }

  /** Prints which calls the program was asked while a part was measured: how often, and for how long. */
  calls(calls: ReadonlyMap<string, readonly number[]>): void {
    for (const [name, took] of [...calls].sort())
      this.print(
        `    ${wide(name, 53)} ${narrow(String(took.length), 5)} ${figure(median(took))} ${figure(Math.max(...took))}`,
      );
  }

  /** Prints what explains the figure above it. */
  remark(words: string): void {
    this.print(`    ${words}`);
  }

  /** Takes what couldn't be measured. */
  failed(what: string, why: unknown): void {
    this.missing.push(what);
    this.print(`${what}: NOT MEASURED: ${String(why)}`);
  }

  /** Whether everything was measured. */
  get complete(): boolean {
    return this.missing.length === 0;
  }

  /** One line for each bar: met by the median of all its figures, or not, and by which. */
  verdicts(): string[] {
    const bars = [...new Set(this.all.flatMap(({ bar }) => bar?.words ?? []))];
    const lines = bars.map((words) => {
      const own = this.all.flatMap((one) => (one.bar?.words === words ? { ...one, bar: one.bar } : []));
      const over = (value: (measured: readonly number[]) => number) =>
        own
          .filter(({ bar, measured }) => value(measured) > bar.limit)
          .map(({ what, measured, bar }) => `${what} ${value(measured).toFixed(0)} ${bar.unit}`);
      const missed = over(median);
      if (missed.length > 0) return `not met  ${words}: ${missed.join("; ")}`;
      const worst = over((measured) => Math.max(...measured));
      return `met      ${words}${worst.length > 0 ? `, by the median; at worst ${worst.join("; ")}` : ""}`;
    });
    return [...lines, ...this.missing.map((what) => `not measured  ${what}`)];
  }
}
