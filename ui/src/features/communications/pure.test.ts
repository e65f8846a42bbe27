/** Tests of what is worked out without the program: fields in a text, differences, clocks and approvals. */
import { describe, expect, it } from "vitest";
import { difference } from "./difference";
import { message, messageRow, PEOPLE, planRow, TODAY } from "./made-up";
import { fieldNames, isoOfDayWords, nextOf, pieces, withField } from "./merge";
import { approvalsOf, clockOf, dueOf, lineOf, linesOf } from "./plan";

describe("merge fields", () => {
  it("are found as the program finds them", () => {
    const words = (text: string) => pieces(text).map((piece) => [piece.kind, piece.text]);
    expect(words("Dear {{ client_name }},")).toEqual([
      ["words", "Dear "],
      ["field", "client_name"],
      ["words", ","],
    ]);
    expect(words("{{a}}{{ b2 }}")).toEqual([
      ["field", "a"],
      ["field", "b2"],
    ]);
    expect(words("{{ Client }} {{ }} {{ a")).toEqual([["words", "{{ Client }} {{ }} {{ a"]]);
    expect(words("{{ x {{ a }}").map(([kind]) => kind)).toEqual(["words", "field"]);
    expect(fieldNames("{{ a }} {{ b }} {{ a }}")).toEqual(["a", "b"]);
  });

  it("lose no character of the text", () => {
    for (const text of ["", "{{a}} x {{b }}\n", "{ {{ a }} }}", "{{{{ a }}}}"]) {
      expect(
        pieces(text)
          .map((piece) => text.slice(piece.from, piece.to))
          .join(""),
      ).toBe(text);
    }
  });

  it("are put in where the selection is", () => {
    expect(withField("Dear X,", 5, 6, "name")).toEqual({ text: "Dear {{ name }},", caret: 15 });
  });

  it("are gone through round and round, both ways", () => {
    expect([nextOf(["a", "b"], undefined, 1), nextOf(["a", "b"], "b", 1), nextOf(["a", "b"], "a", -1)]).toEqual([
      "a",
      "a",
      "b",
    ]);
    expect(nextOf(["a", "b"], "filled meanwhile", 1)).toBe("a");
    expect(nextOf([], "a", 1)).toBeUndefined();
  });

  it("tell a day in words as ISO and leave other words", () => {
    expect(isoOfDayWords("9 October 2026")).toBe("2026-10-09");
    expect(isoOfDayWords("soon")).toBe("soon");
  });
});

describe("the difference of two texts", () => {
  it("names what came and what went", () => {
    const told = difference("the next report is due", "the next two reports are due").map((one) => [
      one.kind,
      one.text,
    ]);
    expect(told[0]).toEqual(["same", "the next "]);
    expect(
      told
        .filter(([kind]) => kind === "removed")
        .map(([, text]) => text)
        .join(""),
    ).toContain("report");
    expect(told.at(-1)).toEqual(["same", " due"]);
  });

  it("puts changes together that only blanks part", () => {
    const told = difference("and [open field: reference] asks", "and clause 9.2 of ours asks");
    expect(told.map((one) => [one.kind, one.text])).toEqual([
      ["same", "and "],
      ["removed", "[open field: reference]"],
      ["added", "clause 9.2 of ours"],
      ["same", " asks"],
    ]);
    expect(difference("a b\n\nc d", "x b\n\nc y").filter((one) => one.kind === "same")).toHaveLength(1);
  });

  it("gives both texts back, whatever they are", () => {
    const some = ["", "a", "a b c", "b a c\n\nd", "x y", "a  b", "d c b a d c b a"];
    for (const before of some) {
      for (const now of some) {
        const told = difference(before, now);
        const side = (kind: string) =>
          told
            .filter((one) => one.kind !== kind)
            .map((one) => one.text)
            .join("");
        expect(side("added")).toBe(before);
        expect(side("removed")).toBe(now);
      }
    }
  });
});

describe("the plan", () => {
  const now = Date.parse("2026-11-20T12:00:00Z");
  const counted = (hours: number, triggered_at: string | null) =>
    planRow(1, { due: { due: "after_trigger", hours }, triggered_at });
  const clock = (row: ReturnType<typeof planRow>, own = message(1, { plan_row: row.id })) =>
    clockOf(linesOf([row], [messageRow(own)], PEOPLE)[0] ?? failing(), now, TODAY);

  it("counts a clock from its trigger, and not before", () => {
    expect(dueOf(counted(72, "2026-11-19T12:00:00Z"))).toEqual({
      kind: "instant",
      at: "2026-11-22T12:00:00.000Z",
      hours: 72,
    });
    expect(clock(counted(72, "2026-11-19T12:00:00Z"))).toEqual({ kind: "running", hours: 48 });
    expect(clock(counted(72, null))).toEqual({ kind: "stopped" });
    expect(clock(counted(1, "2026-11-20T08:00:00Z"))).toEqual({ kind: "running", hours: -3 });
  });

  it("is met by the first sending, in time or late", () => {
    const sent = (at: string) =>
      message(1, { plan_row: "row-1", sends: [{ at, by: "p1", to: "all", version: 2, channel: "e-mail" }] });
    const row = counted(72, "2026-11-15T12:00:00Z");
    expect(clock(row, sent("2026-11-18T11:00:00Z"))).toEqual({ kind: "met", late: false });
    expect(clock(row, sent("2026-11-18T13:00:00Z"))).toEqual({ kind: "met", late: true });
  });

  it("keeps the tracks together and messages of no row last", () => {
    const rows = [planRow(1, { track: "external" }), planRow(2)];
    const lines = linesOf(rows, [messageRow(message(7)), messageRow(message(8, { plan_row: "row-1" }))], PEOPLE);
    expect(lines.map((line) => [line.side, line.key])).toEqual([
      ["internal", "row-2"],
      ["external", "msg-8"],
      ["loose", "msg-7"],
    ]);
    expect(lineOf(lines, "MSG-008")?.key).toBe("msg-8");
    expect(lineOf(lines, "row-1")?.key).toBe("msg-8");
    expect(lineOf(lines, "nothing")).toBeUndefined();
  });

  it("says that an approval of another text is void", () => {
    const approval = { role: "General counsel", person: "p2", decision: "approved" as const, at: "", note: "" };
    const of = (digest: string, missing: string[]) =>
      approvalsOf(
        messageRow(message(1, { approvals: [{ ...approval, digest }] }), { missing_approvals: missing }),
        PEOPLE,
      )[0];
    expect(of("d2", [])).toMatchObject({ state: "approved", version: 2, person: "Glen Salter" });
    expect(of("d1", ["General counsel"])).toMatchObject({ state: "void", version: 1 });
  });
});

function failing(): never {
  throw new Error("there is no line");
}
