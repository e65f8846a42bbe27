/** The auditor's opinion on each category, recorded as the report states it. It forms no opinion of its own. */
import { useState } from "react";
import { CATEGORY, CriteriaLinks, CriteriaPicker, choicesOf, codeChoices, OPINION, useDates } from "../../audit";
import { useSaving } from "../../audit/done";
import { Button, DateField, Dialog, FailureNote, Panel, Select } from "../../kit";
import { call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import type { Category, Engagement, Opinion, Outcome } from "../../wire/wire.gen";
import { statesOf } from "./States";
import { T } from "./texts";

const O = T.outcome;

export function OutcomesPanel({ engagement }: { engagement: Engagement }) {
  const dates = useDates();
  const [open, setOpen] = useState(false);
  const states = statesOf(engagement.kind);
  const near = states.indexOf(engagement.state) >= states.indexOf("draft_report");
  const words = engagement.kind.kind === "readiness" ? O.readiness : near ? undefined : O.notYet;
  return (
    <Panel
      title={O.title}
      aside={
        words === undefined && (
          <Button changes onPress={() => setOpen(true)}>
            {engagement.outcomes.length > 0 ? O.change : O.record}
          </Button>
        )
      }
    >
      {engagement.outcomes.length === 0 ? (
        <p className="small dim">{words ?? O.none}</p>
      ) : (
        <table className="tight">
          <thead>
            <tr>
              <th scope="col">{O.category}</th>
              <th scope="col">{O.opinion}</th>
              <th scope="col">{O.criteria}</th>
              <th scope="col">{O.reportedOn}</th>
            </tr>
          </thead>
          <tbody>
            {engagement.outcomes.map((one) => (
              <tr key={one.category}>
                <th scope="row">{CATEGORY[one.category]}</th>
                <td>{OPINION[one.opinion]}</td>
                <td>{one.criteria.length > 0 ? <CriteriaLinks codes={one.criteria} /> : "–"}</td>
                <td>{dates.day(one.reported_on)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {open && <OutcomeDialog engagement={engagement} onClose={() => setOpen(false)} />}
    </Panel>
  );
}

interface Line {
  opinion: Opinion | null;
  criteria: string[];
}

function OutcomeDialog({ engagement, onClose }: { engagement: Engagement; onClose(): void }) {
  const saving = useSaving();
  const [day, setDay] = useState<string | null>(engagement.outcomes[0]?.reported_on ?? null);
  const [lines, setLines] = useState<Partial<Record<Category, Line>>>(() =>
    Object.fromEntries(
      engagement.outcomes.map(({ category, opinion, criteria }) => [category, { opinion, criteria: [...criteria] }]),
    ),
  );
  const lineOf = (category: Category): Line => lines[category] ?? { opinion: null, criteria: [] };
  const put = (category: Category, part: Partial<Line>) =>
    setLines({ ...lines, [category]: { ...lineOf(category), ...part } });
  const outcomes = engagement.categories.flatMap((category): Outcome[] => {
    const { opinion, criteria } = lineOf(category);
    if (opinion === null || day === null) return [];
    return [{ category, opinion, criteria: opinion === "unmodified" ? [] : criteria, reported_on: day }];
  });
  const bare = outcomes.some((one) => one.opinion === "qualified" && one.criteria.length === 0);
  const missing =
    day === null ? O.missingDay : outcomes.length === 0 ? O.missingOpinion : bare ? O.missingCriteria : "";
  const save = async () => {
    const saved = await saving.run(
      () => call("engagement.report", { engagement: engagement.id, outcomes }),
      () => O.saved,
    );
    if (saved) onClose();
  };
  return (
    <Dialog
      title={O.dialog}
      open
      onClose={onClose}
      width="wide"
      actions={
        <>
          <span className="small dim scope-missing">{missing}</span>
          <Button onPress={onClose}>{T.form.cancel}</Button>
          <Button kind="primary" disabled={missing !== ""} busy={saving.busy} onPress={() => void save()}>
            {O.save}
          </Button>
        </>
      }
    >
      <div className="facts">
        <p className="small dim">{O.words}</p>
        <DateField label={O.reportedOn} value={day} onChange={setDay} required autoFocus />
        {engagement.categories.map((category) => {
          const line = lineOf(category);
          const excepts = line.opinion !== null && line.opinion !== "unmodified";
          return (
            <div key={category} className="two">
              <Select
                label={O.of(CATEGORY[category])}
                value={line.opinion}
                choices={choicesOf(OPINION)}
                none={O.noOpinion}
                onChange={(opinion) => put(category, { opinion: opinion as Opinion | null })}
              />
              {excepts && (
                <CriteriaPicker
                  label={O.named(CATEGORY[category])}
                  required={line.opinion === "qualified"}
                  all
                  value={codeChoices(line.criteria)}
                  onChange={(found) => put(category, { criteria: found.map((one) => one.value) })}
                />
              )}
            </div>
          );
        })}
        {saving.failure && <FailureNote {...wordsFor(saving.failure)} />}
      </div>
    </Dialog>
  );
}
