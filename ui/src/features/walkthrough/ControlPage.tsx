/** The page of one control: what it says, how management tested it, how it ran, what shows it. It judges nothing itself. */
import { CONTROL_TYPE, count, FREQUENCY, RatingMark, useDates, within } from "../../audit";
import { Chip } from "../../kit";
import type { WalkthroughExhibit, WalkthroughPopulation, WalkthroughSheet, WalkthroughTest } from "../../wire/wire.gen";
import { Exhibits } from "./Exhibits";
import { Occurrences } from "./Occurrences";
import { FRAMEWORKS, T } from "./texts";

/** Characters above which a statement is set smaller, so that it and the tests stand on one screen. */
const LONG = 220;
const LONGER = 420;

interface Props {
  page: WalkthroughSheet;
  /** What is accepted instead of a missed occurrence is in sight. */
  instead: boolean;
  onInstead(): void;
  onExhibit(exhibit: WalkthroughExhibit): void;
}

export function ControlPage({ page, instead, onInstead, onExhibit }: Props) {
  const length = page.statement.length;
  const size = length > LONGER ? "state longer" : length > LONG ? "state long" : "state";
  const type = CONTROL_TYPE[page.control_type];
  return (
    <>
      <div className="pmain">
        <h1 id="present-heading">{T.heading(page.code, page.title)}</h1>
        <p className={size}>{page.statement}</p>
        <p className="pfacts">
          {page.criteria.map((one) => (
            <Chip key={one.code} title={`${one.title}: ${one.summary}`}>
              {one.code}
            </Chip>
          ))}
          <span className="big dim">{T.facts(type, within(FREQUENCY[page.frequency]), page.owner_role)}</span>
          {page.key && <Chip>{T.keyControl}</Chip>}
          {page.planned && <Chip tone="med">{T.planned}</Chip>}
        </p>
        <div className="tests">
          <Test title={T.design} test={page.design} />
          {page.operation && <Test title={T.operation} test={page.operation} />}
          {page.populations.map((one) => (
            <Population key={`${one.name} ${one.covers.from}`} population={one} />
          ))}
          {page.mappings.length > 0 && (
            <section>
              <h2>{T.mapped}</h2>
              <ul>
                {mapped(page).map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
      <div className="paside">
        <Occurrences page={page} instead={instead} onInstead={onInstead} />
        <Exhibits exhibits={page.exhibits} onOpen={onExhibit} />
      </div>
    </>
  );
}

function Test({ title, test }: { title: string; test: WalkthroughTest }) {
  const dates = useDates();
  return (
    <section>
      <h2>{title}</h2>
      <p>{test.procedure || T.noProcedure}</p>
      <p className="big">
        <RatingMark value={test.result} />
        {test.rated_on && <span className="dim">{T.ratedOn(dates.day(test.rated_on))}</span>}
      </p>
      {test.rationale && <p className="small-ish">{test.rationale}</p>}
      {test.exhibits.length > 0 && <p className="small-ish dim">{T.restsOn(test.exhibits.join(", "))}</p>}
    </section>
  );
}

function Population({ population }: { population: WalkthroughPopulation }) {
  const dates = useDates();
  const { covers } = population;
  return (
    <section>
      <h2>{T.population}</h2>
      <p>{T.populationWords(count(population.count), population.name, population.source_system)}</p>
      <p className="small-ish dim">
        {[T.populationCovers(dates.day(covers.from), dates.day(covers.to)), population.exhibit]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {population.query && <p className="pquery">{population.query}</p>}
      {population.lacks.length > 0 && <p className="small-ish">{T.lacks(population.lacks.join(", "))}</p>}
    </section>
  );
}

/** Identifiers by framework, a line each: `ISO/IEC 27001:2022 A.5.18, A.8.2`. */
function mapped(page: WalkthroughSheet): string[] {
  const by = new Map<string, string[]>();
  for (const { framework, target } of page.mappings) by.set(framework, [...(by.get(framework) ?? []), target]);
  return [...by].map(([framework, targets]) => `${FRAMEWORKS[framework] ?? framework} ${targets.join(", ")}`);
}
