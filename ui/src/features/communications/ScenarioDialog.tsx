/** Starts a scenario: choose it, say since when, see what it brings and which clocks may be shorter, start it. It applies no law and sends nothing. */
import { useState } from "react";
import { useDates } from "../../audit/date-format";
import { useDone } from "../../audit/done";
import { Button, Dialog, FailureNote, Loading, Note, RadioCards } from "../../kit";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useChange, useRead } from "../../wire/query";
import type { ClockRow, PlannedRow, StartedScenario } from "../../wire/wire.gen";
import { InstantField } from "./InstantField";
import { after } from "./plan";
import { T } from "./texts";

export function ScenarioDialog(props: { onClose(): void }) {
  const engagement = useEngagement();
  const done = useDone();
  const list = useRead("scenario.list", {});
  const starting = useChange("scenario.start");
  const [scenario, setScenario] = useState<string>();
  const [at, setAt] = useState<string | null>(() => new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString());
  const [started, setStarted] = useState<StartedScenario>();
  const chosen = list.data?.find((one) => one.scenario === scenario);
  const future = at !== null && Date.parse(at) > Date.now();
  const start = async (again: boolean) => {
    if (!chosen || at === null || future) return;
    const request = { engagement, scenario: chosen.scenario, at, again };
    const words = (answer: StartedScenario) => T.scenarios.started(answer.name, answer.rows.length);
    await done(() => starting.run(request), words).then(setStarted, () => undefined);
  };
  if (started) return <Started started={started} onClose={props.onClose} />;
  const twice = starting.failure?.code === "refused" && starting.failure.field === "scenario";
  return (
    <Dialog
      title={T.scenarios.title}
      open
      width="wide"
      onClose={props.onClose}
      actions={
        <>
          <Button onPress={props.onClose}>{T.scenarios.cancel}</Button>
          <Button
            kind="primary"
            disabled={!chosen || at === null || future}
            busy={starting.busy}
            onPress={() => void start(false)}
          >
            {chosen ? T.scenarios.startMany(chosen.rows, chosen.drafts) : T.scenarios.start}
          </Button>
        </>
      }
    >
      <div className="col gap3 scenario">
        {list.failure && <FailureNote {...wordsFor(list.failure)} onRetry={list.again} />}
        {!list.data && !list.failure && <Loading />}
        {list.data && (
          <RadioCards
            label={T.scenarios.choose}
            value={scenario}
            onChange={(next) => {
              starting.clear();
              setScenario(next);
            }}
            options={list.data.map((one) => ({
              value: one.scenario,
              label: one.name,
              hint: (
                <>
                  {one.when_to_use} <span className="brings">{T.scenarios.brings(one.rows, one.drafts)}</span>
                </>
              ),
            }))}
          />
        )}
        {chosen && (
          <InstantField
            label={T.scenarios.at}
            hint={T.scenarios.atHint(chosen.trigger)}
            value={at}
            onChange={setAt}
            required
            error={future ? T.scenarios.future : undefined}
          />
        )}
        {starting.failure && (
          <FailureNote
            {...wordsFor(starting.failure)}
            action={twice && <Button onPress={() => void start(true)}>{T.scenarios.again}</Button>}
          />
        )}
        {chosen && at !== null && <Brings scenario={chosen.scenario} at={at} />}
      </div>
    </Dialog>
  );
}

/** What it brings, with each time counted from the instant. */
function Brings({ scenario, at }: { scenario: string; at: string }) {
  const sheet = useRead("scenario.show", { scenario });
  const clocks = useRead("scenario.clocks", { scenario, at });
  if (sheet.failure) return <FailureNote {...wordsFor(sheet.failure)} onRetry={sheet.again} />;
  if (!sheet.data) return <Loading />;
  const { rows, before_anything_leaves, limits } = sheet.data;
  return (
    <>
      <h3 className="label">{T.scenarios.bringsTitle}</h3>
      <Rows rows={rows} at={at} />
      <Lines title={T.scenarios.before} lines={before_anything_leaves} />
      <Lines title={T.scenarios.limits} lines={limits} />
      {clocks.failure && <FailureNote {...wordsFor(clocks.failure)} onRetry={clocks.again} />}
      {clocks.data && <Clocks clocks={clocks.data} />}
    </>
  );
}

function Rows({ rows, at }: { rows: readonly PlannedRow[]; at: string }) {
  const dates = useDates();
  const C = T.scenarios.columns;
  return (
    <table className="tight" aria-label={T.scenarios.bringsTitle}>
      <thead>
        <tr>
          {[C.due, C.audience, C.subject, C.channel, C.owner, C.drafts].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.code}>
            <td className="nowrap">
              {row.due_hours === null ? T.scenarios.asked : dates.instant(after(at, row.due_hours))}
            </td>
            <td>{row.audience}</td>
            <td>{row.subject}</td>
            <td>{row.channel}</td>
            <td>{row.owner_role}</td>
            <td>
              {row.templates.map((code) => (
                <div key={code} className="nowrap">
                  {code}
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3 className="label">{title}</h3>
      <ul className="bullets">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

function Clocks({ clocks }: { clocks: readonly ClockRow[] }) {
  const dates = useDates();
  const C = T.scenarios.columns;
  const ends = (clock: ClockRow) => {
    if (clock.due_at !== null) return dates.instant(clock.due_at);
    return clock.due_on === null ? T.scenarios.immediate : dates.day(clock.due_on);
  };
  return (
    <>
      <h3 className="label">{T.scenarios.clocks}</h3>
      <Note tone="calm">{T.scenarios.clocksHint}</Note>
      <table className="tight" aria-label={T.scenarios.clocks}>
        <thead>
          <tr>
            {[C.ends, C.clock, C.recipient, C.basis].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {clocks.map((clock) => (
            <tr key={clock.code}>
              <td className="nowrap">{ends(clock)}</td>
              <td>{clock.clock}</td>
              <td>{clock.recipient}</td>
              <td>
                {clock.regime}, {clock.basis}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** What people have to settle after the start. */
function Started({ started, onClose }: { started: StartedScenario; onClose(): void }) {
  const drafts = started.rows.reduce((sum, row) => sum + row.messages.length, 0);
  const roles = started.open_roles.map((open) =>
    T.scenarios.openRole(open.role, open.rows.join(", "), open.held_by.join(", "), open.stands_in),
  );
  return (
    <Dialog
      title={T.scenarios.doneTitle(started.name)}
      open
      width="wide"
      onClose={onClose}
      actions={
        <Button kind="primary" onPress={onClose} autoFocus>
          {T.scenarios.close}
        </Button>
      }
    >
      <div className="col gap3 scenario">
        <Note tone="good">{T.scenarios.doneWords(started.rows.length, drafts)}</Note>
        {roles.length === 0 ? <p>{T.scenarios.noOpenRoles}</p> : <Lines title={T.scenarios.openRoles} lines={roles} />}
        <Lines title={T.scenarios.before} lines={started.before_anything_leaves} />
        <Lines title={T.scenarios.limits} lines={started.limits} />
        <Clocks clocks={started.clocks} />
      </div>
    </Dialog>
  );
}
