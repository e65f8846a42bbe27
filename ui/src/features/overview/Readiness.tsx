/** Readiness, small, with its line over time; how it is counted is one press away. It is no opinion. */
import { useState } from "react";
import { useDates } from "../../audit/date-format";
import { daysBetween } from "../../audit/dates";
import { Button, FailureNote, Panel } from "../../kit";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { ReadinessEntry, ReadinessNow } from "../../wire/wire.gen";
import { HowCounted } from "./HowCounted";
import { READINESS as R } from "./texts";

/** A score on a day. */
interface Point {
  day: string;
  score: number;
}

export function pointsOf(entries: readonly ReadinessEntry[]): Point[] {
  return entries.flatMap(({ day, figures }) => (figures ? [{ day, score: figures.score }] : []));
}

export function Readiness({ now, engagement }: { now: ReadinessNow | null; engagement: string }) {
  const [open, setOpen] = useState(false);
  const history = useRead("readiness.history", { engagement }, { when: now !== null });
  const points = pointsOf(history.data?.entries ?? []);
  if (now === null) {
    return (
      <Panel title={R.title}>
        <p className="small dim">{R.none}</p>
      </Panel>
    );
  }
  const { score, not_evaluable } = now.figures;
  const from = points[0]?.score ?? score;
  return (
    <Panel
      title={R.title}
      aside={
        <Button kind="link" onPress={() => setOpen(true)}>
          {R.how}
        </Button>
      }
    >
      {history.failure ? (
        <FailureNote {...wordsFor(history.failure)} onRetry={history.again} />
      ) : (
        points.length > 1 && <Curve points={points} />
      )}
      <p className="micro dim">
        {R.change(from, score)} {not_evaluable > 0 ? R.apart(not_evaluable, now.at_most) : R.allCounted}
      </p>
      {open && <HowCounted engagement={engagement} now={now} history={history.data} onClose={() => setOpen(false)} />}
    </Panel>
  );
}

const [LEFT, RIGHT] = [8, 296];
const [TOP, FLOOR] = [10, 58];

/** The score over time on a scale from 0 to 100. The table stands where it is told how it is counted. */
function Curve({ points }: { points: readonly Point[] }) {
  const dates = useDates();
  const [first, last] = [points[0], points[points.length - 1]];
  if (!first || !last) return null;
  const days = Math.max(1, daysBetween(first.day, last.day));
  const x = (day: string) => LEFT + (daysBetween(first.day, day) / days) * (RIGHT - LEFT);
  const y = (score: number) => FLOOR - (score / 100) * (FLOOR - TOP);
  const label = R.picture(dates.day(first.day), dates.day(last.day), first.score, last.score);
  return (
    <svg className="pic ov-curve" viewBox="0 0 326 74" role="img" aria-label={label}>
      <path className="p-line" d={[0, 50, 100].map((score) => `M${LEFT} ${y(score)}H${RIGHT}`).join("")} />
      <polyline className="p-curve" points={points.map((point) => `${x(point.day)},${y(point.score)}`).join(" ")} />
      <circle className="p-dot" cx={x(last.day)} cy={y(last.score)} r="3.5" />
      <text className="tb" x={RIGHT + 7} y={y(last.score) + 4}>
        {last.score}
      </text>
      <text x={LEFT} y="71">
        {dates.day(first.day)}
      </text>
      <text x={RIGHT} y="71" textAnchor="end">
        {dates.day(last.day)}
      </text>
    </svg>
  );
}
