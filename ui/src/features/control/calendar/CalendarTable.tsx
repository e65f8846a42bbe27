/** The period calendar as a table: the same rows with their counts, and each occurrence in words. */
import { FREQUENCY, LinkTo, OccurrenceMark, standingOf } from "../../../audit";
import type { CalendarLine, CalendarSheet, GridOccurrence } from "../../../wire/wire.gen";
import "../sheet/sheet.css";
import { CALENDAR as C } from "../texts";
import { saidOf } from "./due";

/** Each occurrence once, however many weeks its window reaches over. */
export function occurrencesOf(line: CalendarLine): GridOccurrence[] {
  const all = new Map<string, GridOccurrence>();
  for (const cell of line.cells) for (const one of cell.occurrences) all.set(one.key, one);
  return [...all.values()];
}

export function CalendarTable({ sheet }: { sheet: CalendarSheet }) {
  const t = C.table;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll pad" tabIndex={0} aria-label={C.tableLabel}>
      <table className="list-table" aria-label={C.tableLabel}>
        <thead>
          <tr>
            <th scope="col">{t.control}</th>
            <th scope="col">{t.frequency}</th>
            <th scope="col" className="num">
              {t.all}
            </th>
            <th scope="col" className="num">
              {t.evidenced}
            </th>
            <th scope="col" className="num">
              {t.missed}
            </th>
            <th scope="col" className="num">
              {t.possible}
            </th>
            <th scope="col">{t.each}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                <LinkTo noun="control" id={line.code}>
                  {line.code}
                </LinkTo>
                <small>{line.title}</small>
              </th>
              <td>{FREQUENCY[line.frequency]}</td>
              <td className="num">{line.occurrences}</td>
              <td className="num">{line.evidenced}</td>
              <td className={line.missed > 0 ? "num crit" : "num"}>{line.missed}</td>
              <td className="num">{line.possible}</td>
              <td>
                <Each line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Occurrences in words; of many those that aren't simply done with evidence. */
function Each({ line }: { line: CalendarLine }) {
  const all = occurrencesOf(line);
  const shown = all.length <= 12 ? all : all.filter((one) => one.state !== "evidenced" || one.exception);
  return (
    <ul className="cal-each">
      {shown.map((one) => (
        <li key={one.key}>
          <OccurrenceMark standing={standingOf(one.state, one.exception)} bare />
          {saidOf(one)}
        </li>
      ))}
    </ul>
  );
}
