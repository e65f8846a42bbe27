/** One row of the log by its number. */
import { type Read, useRead } from "../../wire/query";
import type { LogPage } from "../../wire/wire.gen";

/** Reads the row; without a number nothing is read. */
export function useLine(seq: number | null): Read<LogPage> {
  const test = { is: "between" as const, from: String(seq), to: String(seq) };
  const query = { text: null, filters: [{ column: "seq", test }], sort: [], offset: 0, limit: 1 };
  return useRead("log.page", { query }, { when: seq !== null, keep: false });
}
