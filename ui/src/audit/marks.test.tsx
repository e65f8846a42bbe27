/** Marks have a word that is seen or read, and two states of one kind never share shape and colour. */
import { render, screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { OccurrenceStrip as Strip, StripMark } from "../wire/wire.gen";
import { DatesProvider, datesIn } from "./date-format";
import * as marks from "./marks";
import {
  OccurrenceCell,
  OccurrenceLegend,
  OccurrenceMark,
  OccurrenceStrip,
  occurrenceText,
  STANDINGS,
  standingOf,
  stripWords,
} from "./occurrence-marks";

const looks = Object.entries(marks).filter(([name]) => name.endsWith("_LOOK")) as [
  string,
  Record<string, marks.Look>,
][];

test.each(looks)("%s tells its states apart by shape", (name, table) => {
  const shapes = Object.entries(table).map(([state, look]) =>
    state === "not_rated" ? "same as not evaluable" : look.shape,
  );
  expect(looks.length).toBeGreaterThan(10);
  expect(new Set(shapes).size, name).toBe(shapes.length);
});

describe("ratings", () => {
  test("the word is seen and the shape is decoration", () => {
    const { container } = render(<marks.RatingMark value="partly" short />);
    expect(container.textContent).toBe("Partly");
    expect(container.querySelector("svg")?.getAttribute("aria-hidden")).toBe("true");
    expect(container.querySelector(".marked")?.getAttribute("title")).toBe("Partly effective");
  });

  test("a bare mark bears its word as its name", () => {
    render(<marks.RatingMark value="not_evaluable_yet" bare />);
    expect(screen.getByRole("img", { name: "Not evaluable yet" })).toBeTruthy();
  });

  test("none is not rated", () => {
    const { container } = render(<marks.RatingMark value={null} short />);
    expect(container.textContent).toBe("Unrated");
  });
});

test("severity with its score", () => {
  const { container } = render(<marks.SeverityMark level="high" score={12} />);
  expect(container.textContent).toBe("High 12");
});

test("open gaps say how many and the worst; none is a dash", () => {
  const { container, rerender } = render(<marks.GapsMark open={2} worst="medium" />);
  expect(container.textContent).toBe("2 Medium");
  expect(container.querySelector(".marked")?.getAttribute("title")).toBe("2 open gaps, the worst medium");
  rerender(<marks.GapsMark open={0} worst={null} />);
  expect(container.textContent).toBe("–");
});

test("accepted and released have two marks", () => {
  expect(marks.EVIDENCE_LOOK.accepted.shape).not.toBe(marks.EVIDENCE_LOOK.released.shape);
  render(<marks.EvidenceStateMark state={{ state: "accepted" }} bare />);
  expect(screen.getByRole("img", { name: "Accepted" }).querySelectorAll("path,circle").length).toBe(2);
});

test("a state's reason stands in its title, and in the name of a bare mark", () => {
  const { container } = render(<marks.EvidenceStateMark state={{ state: "returned", reason: "wrong quarter" }} />);
  expect(container.textContent).toBe("Returned");
  expect(container.querySelector(".marked")?.getAttribute("title")).toBe("Returned: wrong quarter");
  render(<marks.RequestInternalMark status={{ internal: "blocked", reason: "no access" }} bare />);
  expect(screen.getByRole("img", { name: "Blocked: no access" })).toBeTruthy();
});

const mark = (month: number, state: StripMark["state"], exception = false): StripMark => {
  const from = `2026-${String(month).padStart(2, "0")}-01`;
  return { days: { from, to: from }, state, exception };
};

const strip = (some: StripMark[], more: Partial<Strip> = {}): Strip => ({
  marks: some,
  expected: some.length,
  done: 0,
  missed: 0,
  next_due: null,
  last_chance: null,
  ...more,
});

describe("occurrences", () => {
  test("what is missed stays missed, else an exception counts", () => {
    expect(standingOf("missed", true)).toBe("missed");
    expect(standingOf("performed", true)).toBe("exception");
    expect(standingOf("evidenced")).toBe("evidenced");
  });

  test("a strip is one picture whose name says the sums and each mark", () => {
    const quarters: Strip = {
      marks: [
        { days: { from: "2026-01-01", to: "2026-03-31" }, state: "evidenced", exception: false },
        { days: { from: "2026-04-01", to: "2026-06-30" }, state: "missed", exception: false },
      ],
      expected: 2,
      done: 1,
      missed: 1,
      next_due: null,
      last_chance: null,
    };
    render(<OccurrenceStrip strip={quarters} />);
    const name = "2 expected, 1 done, 1 missed. 2026-Q1 done with evidence; 2026-Q2 missed";
    const paths = [...screen.getByRole("img", { name }).querySelectorAll("path")];
    expect(paths.map((path) => path.getAttribute("class"))).toEqual(["occ-done", "occ-miss"]);
    // The second one stands a step to the right.
    expect(paths.map((path) => path.getAttribute("d")?.slice(0, 5))).toEqual(["M3 1.", "M16.5"]);
  });

  test("up to four marks are large, more are small", () => {
    const four = render(<OccurrenceStrip strip={strip([1, 2, 3, 4].map((month) => mark(month, "upcoming")))} />);
    expect(four.container.querySelector("svg")?.getAttribute("width")).toBe("56");
    expect(four.container.querySelector(".small")).toBeNull();
    four.unmount();
    const months = Array.from({ length: 12 }, (_, at) => mark(at + 1, "evidenced"));
    const twelve = render(<OccurrenceStrip strip={strip(months)} />);
    expect(twelve.container.querySelector("svg")?.getAttribute("width")).toBe("72");
    const small = twelve.container.querySelectorAll(".small path");
    expect(small.length, "one element draws them all").toBe(1);
    expect(small[0]?.getAttribute("d")?.match(/M/g)?.length).toBe(12);
  });

  test("the sums say by when the next is due, in the format of days", () => {
    const given = strip([mark(1, "upcoming")], { next_due: "2026-12-31" });
    expect(stripWords(given, datesIn("day_first", "2026-11-21"))).toBe(
      "1 expected, 0 done, next due by 31 December 2026",
    );
    expect(stripWords(strip([]), datesIn("iso", "2026-11-21"))).toBe("No occurrence expected");
  });

  test("controls that have no occurrences say what shows them", () => {
    const none = strip([]);
    const { container, rerender } = render(
      <OccurrenceCell line={{ shown_by: "population", occurrences: none, events: 1041 }} />,
    );
    expect(container.textContent).toBe("1\u202f041 events");
    rerender(<OccurrenceCell line={{ shown_by: "population", occurrences: none, events: null }} />);
    expect(container.textContent).toBe("No events yet");
    rerender(<OccurrenceCell line={{ shown_by: "configuration", occurrences: none, events: null }} />);
    expect(container.textContent).toBe("config + log");
    const text = occurrenceText(
      { shown_by: "configuration", occurrences: none, events: null },
      datesIn("iso", "2026-11-21"),
    );
    expect(text).toBe("Shown by configuration and change history");
  });

  test("the legend names each mark once", () => {
    render(
      <DatesProvider format="iso">
        <OccurrenceLegend />
      </DatesProvider>,
    );
    expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
      "Done with evidence",
      "Done, no evidence",
      "Missed",
      "Exception",
      "Last chance",
      "Upcoming",
    ]);
  });

  test.each([...STANDINGS, "missed_or_withheld", "not_expected"] as const)("%s has a shape and a word", (standing) => {
    const { container } = render(<OccurrenceMark standing={standing} />);
    expect(container.querySelector("svg")?.childElementCount).toBeGreaterThan(0);
    expect(container.textContent).not.toBe("");
  });
});
