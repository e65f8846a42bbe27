/** How a control ran over the period: each occurrence with its mark and words, and what is accepted instead of one that is lost. */
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
  const inWords = few ? all : all.filter((one) => !PLAIN.has(one.standing));
  const ways = [...new Set(all.flatMap((one) => one.instead))];
  return (
    <section>
      <h2>{few ? T.occurrences : T.occurrencesOf(all.length)}</h2>
      {page.shown_by === "population" && <p className="small-ish">{T.shownByPopulation}</p>}
      {page.shown_by === "configuration" && <p className="small-ish">{T.shownByConfiguration}</p>}
      {!few && <Strip all={all} />}
      {inWords.length > 0 && (
        <ul className="qs">
          {inWords.map((one) => (
            <Line key={one.key} one={one} />
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
            <div className="pways" role="status">
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

function Line({ one }: { one: WalkthroughOccurrence }) {
  const dates = useDates();
  const performed = one.performed_on && (one.late ? T.performedLate : T.performed)(dates.day(one.performed_on));
  const when = performed ?? whenWords(one, dates.day);
  const more = [when, one.exception].filter(Boolean).join(" · ");
  return (
    <li>
      <b>{named(one, dates)}</b>
      <div>
        <OccurrenceMark standing={one.standing} />
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
