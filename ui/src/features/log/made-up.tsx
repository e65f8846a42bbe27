/** Made-up rows of a log and the surroundings for this feature's tests. No client of anybody. */
import { QueryClientProvider } from "@tanstack/react-query";
import { configure, render } from "@testing-library/react";
import { type ReactNode, useState } from "react";
import { vi } from "vitest";
import { DatesProvider } from "../../audit/date-format";
import { ToastProvider } from "../../kit";
import { type Place, PlaceProvider } from "../../kit/place";
import { type Answers, fakeWire } from "../../testing/fakeWire";
import { EngagementShown } from "../../wire/engagement";
import { newClient } from "../../wire/query";
import type { LogLine } from "../../wire/wire.gen";

// A machine that also compiles is slow; what fails must fail for another reason.
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 40_000 });

export function line(seq: number, over: Partial<LogLine> = {}): LogLine {
  return {
    seq,
    at: "2026-11-20T10:20:00Z",
    who: "Ines Okafor",
    action: "control.edit",
    words: "Controls changed",
    subjects: [{ noun: "control", id: `c-${seq}`, reference: `CORE-${seq}` }],
    touched: 1,
    undoes: null,
    undone_by: null,
    undoable: true,
    ...over,
  };
}

export const ROWS = [
  line(12),
  line(11, { words: "Gaps were added", action: "gap.add", who: "Marta Duarte" }),
  line(10, { undone_by: 12 }),
  line(9, { words: "A packet was exported", action: "packet.export", undoable: false, subjects: [], touched: 0 }),
];

/** Answers of a log of these rows; a filter by number is kept to, as the program does. */
export function answers(rows: LogLine[] = ROWS, over: Answers = {}): Answers {
  return {
    "log.page": ({ query }) => {
      const test = query.filters.find((one) => one.column === "seq")?.test;
      const found =
        test?.is === "between"
          ? rows.filter((row) => row.seq >= Number(test.from) && row.seq <= Number(test.to))
          : rows;
      return { total: found.length, all: rows.length, offset: 0, rows: found };
    },
    "vault.status": () => ({
      head: { seq: 12, short_hash: "9f3c…e1a7" },
      size: 1,
      client: "Larkfield Outfitters",
      person: "Ines Okafor",
      condition: { condition: "sound" },
      schema: 2,
      changes: 0,
      unsaved: 0,
      backup: { last: null, days: null, due: false },
    }),
    "record.history": ({ id }) => [
      {
        seq: Number(id.slice(2)),
        at: "2026-11-20T10:20:00Z",
        who: "Ines Okafor",
        words: "Controls changed",
        made: false,
        removed: false,
        changes: [{ field: "title", words: "title", before: "Access review", after: "Quarterly access review" }],
        undone: false,
      },
    ],
    ...over,
  };
}

/** Shows a part; gives what was asked and where it went. */
export function drawn(inner: ReactNode, given: Answers, start: Place = { view: "activity" }) {
  const asked = fakeWire(given);
  const went: Place[] = [];
  render(
    <Around start={start} went={went}>
      {inner}
    </Around>,
  );
  const of = (name: string) => asked.filter((one) => one.name === name).map((one) => one.request);
  return { asked, went, of };
}

function Around({ start, went, children }: { start: Place; went: Place[]; children: ReactNode }) {
  const [client] = useState(newClient);
  const [place, setPlace] = useState(start);
  const go = (to: Place) => {
    went.push(to);
    setPlace(to);
  };
  return (
    <QueryClientProvider client={client}>
      <DatesProvider format="iso" today="2026-11-21">
        <EngagementShown value="e1">
          <PlaceProvider value={{ place, go }}>
            <ToastProvider>{children}</ToastProvider>
          </PlaceProvider>
        </EngagementShown>
      </DatesProvider>
    </QueryClientProvider>
  );
}
