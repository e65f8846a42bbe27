/** What falls due next, of every noun, and what is overdue. Each line goes to its record. */
import { useState } from "react";
import { useDates } from "../../audit/date-format";
import { businessDaysAway, instantWords } from "../../audit/dates";
import { placeOf } from "../../audit/link";
import { Button, Panel, ViewSwitch } from "../../kit";
import { useGo } from "../../kit/place";
import type { Deadline, Deadlines as Due } from "../../wire/wire.gen";
import { DEADLINES as D } from "./texts";

/** Lines that are shown at first. */
const LINES = 8;

type Which = "next" | "past";

export function Deadlines({ deadlines }: { deadlines: Due }) {
  const [which, setWhich] = useState<Which>("next");
  const [all, setAll] = useState(false);
  const lines = which === "next" ? deadlines.next : deadlines.past;
  const shown = all ? lines : lines.slice(0, LINES);
  const more = lines.length - shown.length;
  const count = which === "next" ? deadlines.total - deadlines.overdue : deadlines.overdue;
  return (
    <Panel
      className="span2"
      title={D.title}
      aside={
        <span className="row">
          {D.within(deadlines.within_30_days)}
          <ViewSwitch<Which>
            label={D.which}
            tabs={[
              { id: "next", label: D.next, count: deadlines.total - deadlines.overdue },
              { id: "past", label: D.past, count: deadlines.overdue },
            ]}
            value={which}
            onChange={(next) => {
              setWhich(next);
              setAll(false);
            }}
          />
        </span>
      }
    >
      {lines.length === 0 ? (
        <p className="small dim">{which === "next" ? D.none : D.nonePast}</p>
      ) : (
        <table className="tight ov-due">
          <colgroup>
            <col className="ov-day" />
            <col />
            <col className="ov-owner" />
            <col className="ov-far" />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{D.day}</th>
              <th scope="col">{D.what}</th>
              <th scope="col">{D.owner}</th>
              <th scope="col" className="num">
                {D.distance}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <Line key={`${line.noun} ${line.id} ${line.kind} ${line.day}`} line={line} />
            ))}
          </tbody>
        </table>
      )}
      {(more > 0 || all) && (
        <div className="row">
          <Button kind="link" className="ov-more" expanded={all} onPress={() => setAll(!all)}>
            {all ? D.fewer : D.more(more)}
          </Button>
          {all && count > lines.length && <span className="small dim">{D.notShown(count - lines.length)}</span>}
        </div>
      )}
    </Panel>
  );
}

function Line({ line }: { line: Deadline }) {
  const dates = useDates();
  const go = useGo();
  return (
    <tr>
      <td className="nowrap" title={line.at ? instantWords(line.at, dates.format) : undefined}>
        {dates.day(line.day)}
      </td>
      <td className="ov-what">
        <Button kind="link" className="rows" onPress={() => go(placeOf(line.noun, line.id))}>
          {D.line(line.reference, line.words)}
        </Button>
        <span className="dim nowrap">
          {line.kind}
          {line.critical && `, ${D.critical}`}
        </span>
      </td>
      <td className="dim ov-who">{line.owner ?? "–"}</td>
      <td className={line.overdue ? "num crit nowrap" : "num dim nowrap"}>{businessDaysAway(line.business_days)}</td>
    </tr>
  );
}
