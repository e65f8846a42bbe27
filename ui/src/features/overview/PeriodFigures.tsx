/** How far the dates are: three figures and the time line with quarters, today, fieldwork and report. */

import { useDates } from "../../audit/date-format";
import { daysBetween } from "../../audit/dates";
import { Figure, Panel } from "../../kit";
import { useGo } from "../../kit/place";
import type { DatesAhead, EngagementKind, Overview } from "../../wire/wire.gen";
import { PeriodBar } from "./PeriodBar";
import { DATES as D } from "./texts";

interface Counted {
  value: string | number;
  words: string;
}

function periodFigure(kind: EngagementKind, days: number | null): Counted {
  if (days === null) return { value: D.unset, words: D.noPeriod };
  const asOf = kind.kind === "type_i";
  if (days < 0) return { value: -days, words: asOf ? D.asOfPast(-days) : D.over(-days) };
  if (days === 0 && !asOf) return { value: 0, words: D.lastDay };
  return { value: days, words: asOf ? D.asOf(days) : D.left(days) };
}

function ahead(days: number | null, none: string, coming: (n: number) => string, past: (n: number) => string): Counted {
  if (days === null) return { value: D.unset, words: none };
  return days < 0 ? { value: -days, words: past(-days) } : { value: days, words: coming(days) };
}

/** All days of the time line, in words. */
function lineWords(dates: DatesAhead, today: string, words: ReturnType<typeof useDates>): string {
  const parts = [
    dates.period && D.barPeriod(words.span(dates.period)),
    D.barToday(words.day(today)),
    dates.fieldwork_from && D.barFieldwork(words.day(dates.fieldwork_from)),
    dates.report_due && D.barReport(words.day(dates.report_due)),
  ];
  return D.bar(parts.filter(Boolean).join(", "));
}

export function PeriodFigures({ overview }: { overview: Overview }) {
  const go = useGo();
  const words = useDates();
  const { dates, kind, today, quarters } = overview;
  const figures = [
    periodFigure(kind, dates.left_in_period),
    ahead(dates.to_fieldwork, D.noFieldwork, D.fieldwork, D.fieldworkPast),
    ahead(dates.to_report, D.noReport, D.report, D.reportPast),
  ];
  return (
    <Panel className="figures" label={D.label}>
      {figures.map((figure) => (
        <Figure
          key={figure.words}
          value={figure.value}
          words={figure.words}
          onPress={() => go({ view: "scope", part: "engagement" })}
        />
      ))}
      {dates.period && daysBetween(dates.period.from, dates.period.to) > 0 && (
        <PeriodBar
          period={dates.period}
          today={today}
          quarters={quarters}
          fieldwork={dates.fieldwork_from}
          report={dates.report_due}
          label={lineWords(dates, today, words)}
        />
      )}
    </Panel>
  );
}
