/** Tests of what needs no window: which answers are missing, the screenshot line, steps by state, lengths in words. */
import { describe, expect, it } from "vitest";
import { EVIDENCE_KIND, NEEDS } from "../../audit";
import type { EvidenceKind, EvidenceState } from "../../wire/wire.gen";
import { askedFor, asksNothing, changed, factsOf, lacks, latestDay, SHOWN, shownOf, withShown } from "./intake";
import { evidence } from "./made-up";
import { queryOf } from "./query";
import { kindOf } from "./queue";
import { can, moves } from "./steps";
import { sizeWords } from "./texts";

const facts = (over = {}) => factsOf({ item: evidence(1, over), controls: ["CORE-24"] });

describe("missing answers", () => {
  it("follow the kind", () => {
    for (const kind of Object.keys(EVIDENCE_KIND) as EvidenceKind[]) {
      const answers = lacks(facts({ kind, captured_at: null }));
      expect(answers.includes("captured_at")).toBe(NEEDS[kind] === "ipe");
      expect(answers.includes("approval")).toBe(NEEDS[kind] === "approval");
      // A period is no answer to from when a document is in force.
      expect(answers.includes("covers")).toBe(NEEDS[kind] === "approval");
      expect(answers.filter((one) => one.startsWith("ipe."))).toHaveLength(NEEDS[kind] === "ipe" ? 7 : 0);
    }
  });

  it("are none where all is answered", () => {
    const asked = askedFor(facts(), "ticket");
    expect(asksNothing(asked)).toBe(true);
    expect(asksNothing(askedFor({ ...facts(), source_system: " " }, "ticket"))).toBe(false);
  });

  it("stay asked for while they are typed", () => {
    expect(askedFor(facts({ collected_by: "" }), "ticket").collected).toBe(true);
    expect(lacks({ ...facts({ collected_by: "" }), collected_by: "N. Boyd" })).toEqual([]);
  });
});

it("an edit sends what differs and nothing else", () => {
  const saved = facts();
  expect(changed(saved, { title: saved.title, covers: { ...saved.covers } as never })).toEqual({});
  expect(changed(saved, { title: "Other", captured_at: null })).toEqual({ title: "Other", captured_at: null });
});

it("the latest day is that of the capture in its own zone", () => {
  expect(latestDay({ captured_at: "2026-10-02T00:14:00+02:00" }, evidence(1))).toBe("2026-10-02");
  expect(latestDay({ captured_at: null }, evidence(1))).toBe("2026-11-20");
});

describe("the screenshot line", () => {
  it("comes back as it was set, whatever else the note says", () => {
    for (const note of ["", "A word.", "A word.\nAnother, with comma."]) {
      for (let set = 0; set < 1 << SHOWN.length; set += 1) {
        const shown = new Set(SHOWN.filter((_, at) => set & (1 << at)));
        const next = withShown(note, shown);
        expect(shownOf(next)).toEqual(shown);
        expect(withShown(next, new Set())).toBe(note);
      }
    }
  });
});

describe("steps", () => {
  it("leave what was replaced or withdrawn alone", () => {
    const gone: EvidenceState[] = [
      { state: "superseded", by: "x" },
      { state: "withdrawn", reason: "r" },
    ];
    for (const state of gone) {
      expect(moves({ state })).toEqual([]);
      expect(can({ state, list_only: null }, "withdraw")).toBe(false);
    }
  });

  it("release what is accepted alone", () => {
    const may = (state: EvidenceState["state"]) =>
      can({ state: { state } as EvidenceState, list_only: null }, "release");
    expect(["received", "in_review", "accepted", "returned"].filter((one) => may(one as never))).toEqual(["accepted"]);
  });
});

it("a query narrows beside its own filters", () => {
  const own = { state: { is: "any_of" as const, values: ["received"] } };
  const query = queryOf("e", "  user ", own, [{ column: "title", descending: true }], ["EV-0001"]);
  expect(query.text).toBe("user");
  expect(query.filters.map((one) => one.column)).toEqual(["state", "reference"]);
});

it("kinds are guessed by the end of a name, and lengths told in words", () => {
  expect([kindOf("A.PNG"), kindOf("x.csv"), kindOf("noend"), kindOf("mail.eml")]).toEqual([
    "screenshot",
    "system_report",
    "report",
    "correspondence",
  ]);
  expect([0, 999, 1000, 12_400, 999_499, 2_100_000].map(sizeWords)).toEqual([
    "0 B",
    "999 B",
    "1.0 kB",
    "12 kB",
    "999 kB",
    "2.1 MB",
  ]);
});
