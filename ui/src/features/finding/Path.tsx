/** The way of a finding from its raising to its closing: each step with its day, and the day by which the next one is awaited. It moves nothing. */
import { useDates } from "../../audit/date-format";
import { LookMark } from "../../audit/marks";
import { usePeople } from "../../audit/rows/parts";
import type { Finding, FindingState } from "../../wire/wire.gen";
import { awaited, ORDER } from "./steps";
import { T } from "./texts";

const P = T.path;

const LOOKS = {
  done: { shape: "square-filled", tone: "accent" },
  over: { shape: "triangle-mark", tone: "high" },
  next: { shape: "half-disc", tone: "med" },
  later: { shape: "ring", tone: "none" },
} as const;

/** The day and the person of a step that was made. */
function madeOf(finding: Finding, state: FindingState): { on: string | null; by: string | null } {
  const { acknowledged, response, retest } = finding;
  if (state === "raised") return { on: finding.raised_on, by: null };
  if (state === "acknowledged") return { on: acknowledged?.on ?? null, by: acknowledged?.by ?? null };
  if (state === "responded") return { on: response?.on ?? null, by: response?.by ?? null };
  if (state === "in_remediation") return { on: finding.fixed_on, by: finding.owner };
  if (state === "verified") return { on: retest?.on ?? null, by: retest?.by ?? null };
  return { on: finding.closed_on, by: null };
}

export function Path({ finding }: { finding: Finding }) {
  const dates = useDates();
  const people = usePeople();
  const at = ORDER.indexOf(finding.state);
  // Remediation runs until the fix is in place: that step is done once the finding was retested.
  const doneUntil = finding.state === "in_remediation" ? at - 1 : at;
  const waits = awaited(finding);
  const dueOf = (state: FindingState) =>
    (waits === "response" && state === "responded") || (waits === "fix" && state === "in_remediation")
      ? finding.due_on
      : null;
  return (
    <ol className="lines path">
      {ORDER.map((state, index) => {
        const done = index <= doneUntil;
        const { on, by } = madeOf(finding, state);
        const due = done ? null : dueOf(state);
        const over = due !== null && due < dates.today;
        const next = index === doneUntil + 1;
        const standing = done ? "done" : over ? "over" : next ? "next" : "later";
        const who = done && by ? people(by) : undefined;
        return (
          <li key={state} aria-current={next ? "step" : undefined}>
            <LookMark look={LOOKS[standing]} name={P[state]} words={P[state]} title={who} />
            <span className="vh">{standing === "over" ? T.overdue : P[standing]}</span>
            <span className={over ? "high" : "dim"}>
              {done ? (on ? dates.day(on) : "–") : due ? (over ? P.over : P.by)(dates.day(due)) : next ? P.next : ""}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
