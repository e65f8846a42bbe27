/** What lies behind the chosen week of a control: its occurrences, what would be accepted instead of a missed one, what comes next. */
import {
  keyWords,
  LinkTo,
  LostOccurrence,
  OccurrenceMark,
  SeverityMark,
  STANDING,
  standingOf,
  useDates,
} from "../../../audit";
import { Button, Skeleton } from "../../../kit";
import { useEngagement } from "../../../wire/engagement";
import { useRead } from "../../../wire/query";
import type { CalendarLine, GridOccurrence, GridWeek, Possible } from "../../../wire/wire.gen";
import { useGapsOf } from "../inspector/GapsPart";
import { CALENDAR as C } from "../texts";
import { dueOf, saidOf, toldIn } from "./due";

/** Occurrences of one week that are told; a daily control has seven. */
const MOST = 7;

export function CalendarDetail(props: { line: CalendarLine; week: GridWeek; at: number; onOpen(): void }) {
  const { line, week, at } = props;
  const engagement = useEngagement();
  const dates = useDates();
  const due = dueOf(line);
  const mark = due.find((one) => one.week === at);
  const told = toldIn(line, at, due);
  const read = useRead("occurrence.list", { engagement, control: line.code, as_of: null });
  const own = read.data?.controls.find((one) => one.control === line.code);
  const gaps = useGapsOf(line.code).data?.rows.filter((gap) => gap.open) ?? [];
  const lost = own?.outlook?.lost.filter((one) => told.some((of) => of.key === one.key)) ?? [];
  const next = own?.outlook?.possible[0];
  // The heading names an occurrence that is as the mark says.
  const first = told.find((one) => one.state === mark?.state) ?? told[0];
  const standing = mark ? standingOf(mark.state, mark.exception) : first && standingOf(first.state, first.exception);
  return (
    <section className="cal-detail" aria-label={`${line.code} ${line.title}, ${week.key}`} aria-live="polite">
      <div>
        <h2>
          {first && standing ? (
            <OccurrenceMark
              standing={standing}
              words={`${line.code}, ${keyWords(first.key)}: ${STANDING[standing].toLowerCase()}`}
            />
          ) : (
            line.code
          )}
        </h2>
        <p className="small">{line.title}</p>
        <p className="small dim">{C.weekOf(week.key, dates.span(week.days))}</p>
        {!first && <p className="small dim">{C.nothing}</p>}
        <ul className="small">
          {told.slice(0, MOST).map((one) => (
            <Told key={one.key} one={one} row={own?.rows.find((row) => row.window.key === one.key)} />
          ))}
        </ul>
      </div>
      <div>
        {!own && !read.failure && <Skeleton lines={3} />}
        {lost.length > 0 && <h3 className="vh">{C.lost}</h3>}
        {lost.slice(0, 1).map((one) => (
          <LostOccurrence key={one.key} lost={one} />
        ))}
        {own && lost.length === 0 && own.remarks[0] && <p className="small dim">{own.remarks[0]}</p>}
      </div>
      <div>
        <h3 className="label">{C.next}</h3>
        <p className="small cal-next">{next ? <Next of={next} /> : own && C.nextNone}</p>
        {gaps.length > 0 && (
          <p className="small row wrap">
            <span className="dim">{C.gaps}</span>
            {gaps.slice(0, 4).map((gap) => (
              <span key={gap.id} className="row gap1">
                <SeverityMark level={gap.level} bare />
                <LinkTo noun="gap" id={gap.id} name={`${gap.reference} ${gap.title}`}>
                  {gap.reference}
                </LinkTo>
              </span>
            ))}
          </p>
        )}
        <Button onPress={props.onOpen}>{C.open}</Button>
      </div>
    </section>
  );
}

/** What can come next, each of its days in one piece. */
function Next({ of }: { of: Possible }) {
  const dates = useDates();
  const more = of.due !== of.last_chance;
  return (
    <>
      <span>{C.nextFrom(keyWords(of.key), dates.day(of.from))}</span> <span>{C.nextDue(dates.day(of.due), more)}</span>{" "}
      {more && <span>{C.nextLast(dates.day(of.last_chance))}</span>}
    </>
  );
}

/** One occurrence, with its evidence and the day on which it was done where these are known. */
function Told({
  one,
  row,
}: {
  one: GridOccurrence;
  row: { evidence: string[]; performed_on: string | null } | undefined;
}) {
  const dates = useDates();
  const more = [
    row?.performed_on ? C.performedOn(dates.day(row.performed_on)) : "",
    row && row.evidence.length > 0 ? C.evidence(row.evidence.length) : "",
  ].filter(Boolean);
  return (
    <li>
      {saidOf(one)}
      {more.length > 0 && <span className="dim">{` · ${more.join(" · ")}`}</span>}
    </li>
  );
}
