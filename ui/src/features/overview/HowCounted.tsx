/** How readiness is counted: the rule, what holds it, each criterion's part, and the score over time as a table. */
import { useDates } from "../../audit/date-format";
import { LinkTo } from "../../audit/link";
import { limitWords } from "../../audit/words";
import { Button, Dialog, FailureNote, Loading, Note } from "../../kit";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { ReadinessHistory, ReadinessNow, ReadinessSheet } from "../../wire/wire.gen";
import { READINESS as R } from "./texts";

export function HowCounted(props: {
  engagement: string;
  now: ReadinessNow;
  history: ReadinessHistory | undefined;
  onClose(): void;
}) {
  const read = useRead("readiness.show", { engagement: props.engagement });
  const sheet = read.data;
  return (
    <Dialog
      title={R.how}
      open
      width="wide"
      dismissable
      onClose={props.onClose}
      actions={<Button onPress={props.onClose}>{R.close}</Button>}
    >
      <div className="ov-how">
        <Note tone="calm">{props.now.note}</Note>
        {read.failure && <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />}
        {!sheet && !read.failure && <Loading />}
        {sheet && <Rule sheet={sheet} now={props.now} />}
        {sheet && <Criteria sheet={sheet} />}
        {props.history && <Over history={props.history} />}
      </div>
    </Dialog>
  );
}

function Rule({ sheet, now }: { sheet: ReadinessSheet; now: ReadinessNow }) {
  return (
    <>
      <section>
        <h3>{R.rule}</h3>
        <ul className="ov-rule">
          {sheet.rule.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p>
          {R.sum(sheet.points.earned, sheet.rows.length, now.figures.score)}{" "}
          {now.figures.not_evaluable > 0 ? R.apart(now.figures.not_evaluable, now.at_most) : R.allCounted}
        </p>
      </section>
      {now.reasons.length > 0 && (
        <section>
          <h3>{R.holds}</h3>
          <ul className="ov-rule">
            {now.reasons.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Criteria({ sheet }: { sheet: ReadinessSheet }) {
  return (
    <section>
      <h3>{R.criteria}</h3>
      <table className="tight">
        <thead>
          <tr>
            <th scope="col">{R.criterion}</th>
            <th scope="col" className="num">
              {R.points}
            </th>
            <th scope="col" className="num">
              {R.unknown}
            </th>
            <th scope="col" className="num">
              {R.lacking}
            </th>
            <th scope="col">{R.limit}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map(({ criterion, row, lacking, reasons }) => (
            <tr key={criterion} title={reasons.join("\n")}>
              <th scope="row">
                <LinkTo noun="criterion" id={criterion} />
              </th>
              <td className="num">{row.points.earned}</td>
              <td className="num">{row.points.not_evaluable}</td>
              <td className="num">{lacking}</td>
              <td className="dim">{row.limit === "none" ? "–" : limitWords(row.limit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Over({ history }: { history: ReadinessHistory }) {
  const dates = useDates();
  return (
    <section>
      <h3>{R.history}</h3>
      <table className="tight">
        <thead>
          <tr>
            <th scope="col">{R.day}</th>
            <th scope="col" className="num">
              {R.score}
            </th>
            <th scope="col" className="num">
              {R.unknown}
            </th>
            <th scope="col" className="num">
              {R.lacking}
            </th>
            <th scope="col">{R.cause}</th>
          </tr>
        </thead>
        <tbody>
          {history.entries.toReversed().map((entry) => (
            <tr key={`${entry.day} ${entry.changes[0]?.seq ?? ""}`}>
              <th scope="row" className="nowrap">
                {dates.day(entry.day)}
              </th>
              <td className="num">{entry.figures ? entry.figures.score : R.noScore}</td>
              <td className="num">{entry.figures?.not_evaluable ?? "–"}</td>
              <td className="num">{entry.figures?.lacking ?? "–"}</td>
              <td className="dim">{entry.changes.length > 0 ? R.changes(entry.changes.length) : R.days}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
