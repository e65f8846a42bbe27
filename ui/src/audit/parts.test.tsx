/** Links, chips of criteria, missing answers, histories and intake fields. */
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { fails, fakeWire } from "../testing/fakeWire";
import type { Approval, Covers, HistoryLine, IpeCard, Lost } from "../wire/wire.gen";
import { CriteriaChips, CriteriaLinks } from "./criteria";
import { HistoryList } from "./history";
import {
  ApprovalFields,
  CoversFields,
  cardLacks,
  cardOrNone,
  EMPTY_CARD,
  InstantField,
  IpeFields,
  usualForm,
} from "./intake";
import { LinksTo, LinkTo, placeOfMany } from "./link";
import { LostOccurrence } from "./lost";
import { MissingList, MissingMark } from "./missing";
import { show } from "./testing";

test("a reference goes to its row", async () => {
  const { went } = show(<LinkTo noun="gap" id="GAP-014" />);
  await userEvent.click(screen.getByRole("button", { name: "Gap GAP-014, open" }));
  expect(went).toEqual([{ view: "gaps", id: "GAP-014" }]);
});

test("references of one noun stand side by side; none is a dash", () => {
  show(<LinksTo noun="control" references={["CORE-1", "CORE-2"]} />);
  expect(screen.getAllByRole("button").map((button) => button.textContent)).toEqual(["CORE-1", "CORE-2"]);
  show(<LinksTo noun="control" references={[]} />);
  expect(screen.getByText("–")).toBeTruthy();
});

test("several records are a narrowed view", () => {
  expect(placeOfMany("evidence", ["a", "b"], "Stale before fieldwork")).toEqual({
    view: "evidence",
    ids: ["a", "b"],
    only: "Stale before fieldwork",
  });
});

test("two criteria fit; of three the first is shown, and all are read", () => {
  show(<CriteriaChips codes={["CC6.1", "CC6.2"]} />);
  expect(screen.getByText("CC6.2")).toBeTruthy();
  show(<CriteriaChips codes={["A1.1", "A1.2", "A1.3"]} />);
  expect(screen.getByText("+2")).toBeTruthy();
  expect(screen.queryByText("A1.2")).toBeNull();
  expect(screen.getByText("Criteria A1.1, A1.2, A1.3")).toBeTruthy();
});

test("a criterion's chip goes to it", async () => {
  const { went } = show(<CriteriaLinks codes={["CC6.1"]} />);
  await userEvent.click(screen.getByRole("button", { name: "Criterion CC6.1, open" }));
  expect(went).toEqual([{ view: "scope", part: "criteria", id: "CC6.1" }]);
});

test("missing answers are counted and listed", () => {
  show(
    <>
      <MissingMark missing={3} />
      <MissingList missing={["when it was captured", "who collected it"]} />
    </>,
  );
  expect(screen.getByText("3 answers missing")).toBeTruthy();
  expect(screen.getAllByRole("listitem").length).toBe(2);
  show(<MissingList missing={[]} />);
  expect(screen.getByText("Nothing is missing")).toBeTruthy();
});

const line = (seq: number, more: Partial<HistoryLine> = {}): HistoryLine => ({
  seq,
  at: "2026-11-21T14:31:00Z",
  who: "M. Ellison",
  words: "Controls changed",
  made: false,
  removed: false,
  changes: [],
  undone: false,
  ...more,
});
const change = (field: string) => ({ field, words: field, before: "a", after: null });

test("a history says what changed, by whom, what was undone, and goes to the log", async () => {
  const changes = ["title", "owner", "grace days", "statement"].map(change);
  const asked = fakeWire({ "record.history": () => [line(4218, { changes }), line(7, { made: true, undone: true })] });
  const { went } = show(<HistoryList noun="control" id="c1" />);
  const items = await screen.findAllByRole("listitem");
  expect(items[0]?.textContent).toContain("Controls changed, M. Ellison");
  expect(screen.getByText("title from a to nothing")).toBeTruthy();
  expect(screen.queryByText("statement from a to nothing")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "1 more" }));
  expect(screen.getByText("statement from a to nothing")).toBeTruthy();
  expect(items[1]?.textContent).toContain("came to be");
  expect(items[1]?.textContent).toContain("undone");
  await userEvent.click(screen.getByRole("button", { name: "Row 4\u202f218 of the activity log, open" }));
  expect(went).toEqual([{ view: "activity", id: "4218" }]);
  expect(asked[0]?.request).toEqual({ noun: "control", id: "c1", before: null, most: 20 });
});

test("older lines are read when asked for, until there are none", async () => {
  const asked = fakeWire({
    "record.history": ({ before }) => {
      const first = before ? before - 1 : 30;
      return Array.from({ length: Math.min(20, first) }, (_, at) => line(first - at));
    },
  });
  show(<HistoryList noun="gap" id="g1" />);
  await userEvent.click(await screen.findByRole("button", { name: "Older" }));
  await waitFor(() => expect(screen.getAllByRole("listitem").length).toBe(30));
  expect(screen.queryByRole("button", { name: "Older" })).toBeNull();
  expect(asked.map((one) => (one.request as { before: number | null }).before)).toEqual([null, 11]);
});

test("a history that can't be read says what is safe; an empty one says so", async () => {
  fakeWire({ "record.history": fails("damaged") });
  show(<HistoryList noun="gap" id="g1" />);
  expect((await screen.findByRole("alert")).textContent).toContain("A part of the vault is damaged.");
  fakeWire({ "record.history": () => [] });
  show(<HistoryList noun="gap" id="g2" />);
  await screen.findByText("Nothing was changed yet.");
});

function Holds<Value>(props: {
  first: Value;
  told(value: Value): void;
  field(value: Value, put: (value: Value) => void): React.ReactNode;
}) {
  const [value, setValue] = useState(props.first);
  return props.field(value, (next) => {
    setValue(next);
    props.told(next);
  });
}

test("a period is handed on when both ends are there and in order", async () => {
  const told = vi.fn();
  show(
    <Holds<Covers | null>
      first={null}
      told={told}
      field={(value, put) => <CoversFields value={value} onChange={put} />}
    />,
  );
  await userEvent.type(screen.getByRole("textbox", { name: "From" }), "2026-03-01");
  expect(told).toHaveBeenLastCalledWith(null);
  const to = screen.getByRole("textbox", { name: "To" });
  await userEvent.type(to, "2026-01-31");
  expect(told).toHaveBeenLastCalledWith(null);
  expect(screen.getByText("The last day lies before the first.")).toBeTruthy();
  await userEvent.clear(to);
  await userEvent.type(to, "2026-03-31");
  expect(told).toHaveBeenLastCalledWith({ covers: "period", span: { from: "2026-03-01", to: "2026-03-31" } });
});

test("another form keeps the day and drops what has no place in it", async () => {
  const told = vi.fn();
  const first: Covers = { covers: "period", span: { from: "2026-03-01", to: "2026-03-31" } };
  show(
    <Holds<Covers | null>
      first={first}
      told={told}
      field={(value, put) => <CoversFields value={value} onChange={put} />}
    />,
  );
  await userEvent.click(screen.getByRole("radio", { name: "As of one day" }));
  expect(told).toHaveBeenLastCalledWith({ covers: "as_of", on: "2026-03-01" });
  await userEvent.click(screen.getByRole("radio", { name: "In force" }));
  expect(told).toHaveBeenLastCalledWith({ covers: "in_force", from: "2026-03-01", until: null });
});

test("a kind begins with the form that it mostly has", () => {
  expect([usualForm("policy"), usualForm("screenshot"), usualForm("population"), usualForm(undefined)]).toEqual([
    "in_force",
    "as_of",
    "period",
    "period",
  ]);
});

test("a card is handed on as it is filled, and as none when it is empty", async () => {
  const told = vi.fn();
  show(
    <Holds<IpeCard | null>
      first={null}
      told={told}
      field={(value, put) => <IpeFields value={value} onChange={put} required />}
    />,
  );
  await userEvent.type(screen.getByRole("textbox", { name: "System" }), "IdP");
  expect(told).toHaveBeenLastCalledWith({ ...EMPTY_CARD, system: "IdP" });
  await userEvent.type(screen.getByRole("textbox", { name: "Row count" }), "1 284");
  expect(told).toHaveBeenLastCalledWith({ ...EMPTY_CARD, system: "IdP", row_count: 1284 });
  await userEvent.clear(screen.getByRole("textbox", { name: "Row count" }));
  await userEvent.clear(screen.getByRole("textbox", { name: "System" }));
  expect(told).toHaveBeenLastCalledWith(null);
});

test("only what is asked for is asked", () => {
  show(<IpeFields value={null} onChange={() => undefined} only={["query", "tie_out"]} />);
  expect(screen.getAllByRole("textbox").length).toBe(2);
  expect(cardLacks({ ...EMPTY_CARD, system: "x", row_count: 0 })).toEqual([
    "environment",
    "query",
    "run_by",
    "run_at",
    "tie_out",
  ]);
  expect(cardLacks(null).length).toBe(7);
  expect(cardOrNone(EMPTY_CARD)).toBeNull();
});

test("a moment needs its zone, and is said so when the field is left", async () => {
  const told = vi.fn();
  show(
    <Holds<string | null>
      first={null}
      told={told}
      field={(value, put) => <InstantField label="Captured at" value={value} onChange={put} />}
    />,
  );
  const field = screen.getByRole("textbox", { name: "Captured at" });
  await userEvent.type(field, "2026-10-02 06:14");
  expect(told).not.toHaveBeenCalledWith(expect.stringContaining("2026"));
  expect(screen.queryByText(/Add the zone/)).toBeNull();
  await userEvent.tab();
  expect(screen.getByText(/Add the zone/)).toBeTruthy();
  await userEvent.type(field, " UTC");
  expect(told).toHaveBeenLastCalledWith("2026-10-02T06:14:00+00:00");
  await userEvent.tab();
  expect((field as HTMLInputElement).value).toBe("2026-10-02 06:14 UTC");
  expect(screen.queryByText(/Add the zone/)).toBeNull();
});

test("an approval is handed on when name and day are there", async () => {
  const told = vi.fn();
  show(
    <Holds<Approval | null>
      first={null}
      told={told}
      field={(value, put) => <ApprovalFields value={value} onChange={put} />}
    />,
  );
  await userEvent.type(screen.getByRole("textbox", { name: "Approved by" }), "B. Kaya");
  expect(told).toHaveBeenLastCalledWith(null);
  await userEvent.type(screen.getByRole("textbox", { name: "Approved on" }), "2026-02-01");
  expect(told).toHaveBeenLastCalledWith({ by: "B. Kaya", on: "2026-02-01" });
});

test("a lost occurrence stands beside what would be accepted instead", () => {
  const lost: Lost = {
    key: "2026-Q2",
    since: "2026-07-16",
    performed_late_on: "2026-08-01",
    instead: ["account", "other_period"],
  };
  show(<LostOccurrence lost={lost} />);
  expect(screen.getByText("Missed, unrecoverable")).toBeTruthy();
  expect(screen.getByText("Q2, since 2026-07-16")).toBeTruthy();
  expect(screen.getByText("Performed late, on 2026-08-01.")).toBeTruthy();
  expect(screen.getAllByRole("listitem").length).toBe(2);
});
