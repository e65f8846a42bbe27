/** How a control ran over the period: each occurrence with its mark and words, and what is accepted instead of one that is lost. */
import { useEffect, useRef } from "react";
import { type Dates, keyWords, OccurrenceMark, STANDING, useDates, within } from "../../audit";
import { Button } from "../../kit";
import type { WalkthroughOccurrence, WalkthroughSheet } from "../../wire/wire.gen";
import { T } from "./texts";

/** Up to so many stand in words each; of more, only those that need a word. */
const FEW = 8;

/** What is in order needs no words where there are many. */
const PLAIN: ReadonlySet<WalkthroughOccurrence["standing"]> = new Set(["evidenced", "upcoming", "not_expected"]);

interface Props {
  page: WalkthroughSheet;
  instead: boolean;
  onInstead(): void;
}

export function Occurrences({ page, instead, onInstead }: Props) {
  const all = page.occurrences;
  const few = all.length <= FEW;
  const inWords = few ? all.map((one) => [one]) : runsOf(all).filter(([one]) => one && !PLAIN.has(one.standing));
  const ways = [...new Set(all.flatMap((one) => one.instead))];
  const shown = useRef<HTMLDivElement>(null);
  // What a key has opened is in sight.
  useEffect(() => {
    if (instead) shown.current?.scrollIntoView?.({ block: "nearest" });
  }, [instead]);
  return (
    <section>
      <h2>{few ? T.occurrences : T.occurrencesOf(all.length)}</h2>
      {page.shown_by === "population" && <p className="small-ish">{T.shownByPopulation}</p>}
      {page.shown_by === "configuration" && <p className="small-ish">{T.shownByConfiguration}</p>}
      {!few && <Strip all={all} />}
      {inWords.length > 0 && (
        <ul className="qs">
          {inWords.map((run) => (
            <Line key={run[0]?.key} run={run} />
          ))}
        </ul>
      )}
      {page.remarks.map((remark) => (
        <p key={remark} className="small-ish premark">
          {remark}
        </p>
      ))}
      {ways.length > 0 && (
        <>
          <p className="pinstead">
            <Button kind="quiet" keys="I" expanded={instead} onPress={onInstead}>
              {instead ? T.insteadHide : T.insteadShow}
            </Button>
          </p>
          {instead && (
            <div ref={shown} className="pways" role="status">
              <h3>{T.instead}</h3>
              <ul>
                {ways.map((way) => (
                  <li key={way}>{way}</li>
                ))}
              </ul>
            </div>
          )}
        </>
      )}
    </section>
  );
}

/** Occurrences one after the other of which the same is to be said, together. */
function runsOf(all: readonly WalkthroughOccurrence[]): WalkthroughOccurrence[][] {
  const runs: WalkthroughOccurrence[][] = [];
  for (const one of all) {
    const run = runs.at(-1);
    if (run?.[0] && said(run[0]) === said(one)) run.push(one);
    else runs.push([one]);
  }
  return runs;
}

/** What is said of an occurrence beside its own days. */
function said({ standing, late, exception, exhibits }: WalkthroughOccurrence): string {
  return JSON.stringify([standing, late, exception, exhibits]);
}

/** One occurrence, or several of which the same is to be said. */
function Line({ run }: { run: readonly WalkthroughOccurrence[] }) {
  const dates = useDates();
  const [one, last] = [run[0], run.at(-1)];
  if (!one || !last) return null;
  const alone = run.length === 1;
  const performed = one.performed_on && (one.late ? T.performedLate : T.performed)(dates.day(one.performed_on));
  const when = alone ? (performed ?? whenWords(one, dates.day)) : undefined;
  const more = [when, one.exception].filter(Boolean).join(" · ");
  return (
    <li>
      <b>
        <span>{named(one, dates)}</span>
        {!alone && (
          <>
            {` ${T.to} `}
            <span>{named(last, dates)}</span>
          </>
        )}
      </b>
      <div>
        <OccurrenceMark standing={one.standing} words={T.run(STANDING[one.standing], run.length)} />
        {more && <small>{more}</small>}
        {one.exhibits.length > 0 && (
          <small className="qs-shown">
            {one.exhibits.map((reference) => (
              <span key={reference}>{reference}</span>
            ))}
          </small>
        )}
      </div>
    </li>
  );
}

/** What an occurrence is called: its quarter or week, else the year or days that it is of. */
function named(one: WalkthroughOccurrence, dates: Dates): string {
  return one.key.includes("/") ? dates.name(one.days) : keyWords(one.key);
}

function whenWords(one: WalkthroughOccurrence, day: (day: string) => string): string | undefined {
  switch (one.standing) {
    case "upcoming":
    case "last_chance":
      return T.dueBy(day(one.last_chance));
    case "missed":
    case "missed_or_withheld":
      return T.lastDay(day(one.last_chance));
    case "exception":
    case "performed":
    case "evidenced":
    case "not_expected":
      return undefined;
  }
}

/** Many occurrences as their marks side by side, with how many there are of each. */
function Strip({ all }: { all: readonly WalkthroughOccurrence[] }) {
  const dates = useDates();
  const sums = new Map<WalkthroughOccurrence["standing"], number>();
  for (const one of all) sums.set(one.standing, (sums.get(one.standing) ?? 0) + 1);
  return (
    <>
      <ul className="pstrip" aria-label={T.notAlone}>
        {all.map((one) => (
          <li key={one.key} title={T.markRead(named(one, dates), STANDING[one.standing])}>
            <OccurrenceMark
              standing={one.standing}
              bare
              words={T.markRead(named(one, dates), STANDING[one.standing])}
            />
          </li>
        ))}
      </ul>
      <ul className="psums">
        {[...sums].map(([standing, n]) => (
          <li key={standing}>
            <OccurrenceMark standing={standing} words={T.sums(n, within(STANDING[standing]))} />
          </li>
        ))}
      </ul>
    </>
  );
}
