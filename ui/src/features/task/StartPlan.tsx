/** Starting one of the preparation plans on a day. What it can't give is said before anybody relies on it. */
import { useState } from "react";
import { useDates } from "../../audit/date-format";
import { useDone } from "../../audit/done";
import { Button, DateField, Dialog, FailureNote, Note, RadioCards } from "../../kit";
import { wordsFor } from "../../wire/failures";
import { useChange } from "../../wire/query";
import type { PlannedTasks } from "../../wire/wire.gen";
import { START as S } from "./texts";

type PlanCode = (typeof S.plans)[number]["value"];

export function StartPlan({ engagement, onClose }: { engagement: string; onClose(): void }) {
  const dates = useDates();
  const done = useDone();
  const planning = useChange("task.plan");
  const [plan, setPlan] = useState<PlanCode>("12-week");
  const [on, setOn] = useState<string | null>(dates.today);
  const [planned, setPlanned] = useState<PlannedTasks>();
  const start = () => {
    if (on === null) return;
    const planned = done(
      () => planning.run({ engagement, plan, on, holidays: [] }),
      (answer) => S.done(answer.name, answer.tasks.length),
    );
    planned.then(setPlanned, () => undefined);
  };
  if (planned) {
    return (
      <Dialog
        title={S.done(planned.name, planned.tasks.length)}
        open
        width="wide"
        onClose={onClose}
        actions={
          <Button kind="primary" onPress={onClose} autoFocus>
            {S.close}
          </Button>
        }
      >
        <Planned planned={planned} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={S.title}
      open
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{S.cancel}</Button>
          <Button kind="primary" disabled={on === null} busy={planning.busy} onPress={start}>
            {S.save}
          </Button>
        </>
      }
    >
      <div className="col gap3">
        <RadioCards<PlanCode> label={S.which} value={plan} onChange={setPlan} options={S.plans} />
        <DateField label={S.on} hint={S.onHint} value={on} onChange={setOn} required />
        <p className="small dim">{S.note}</p>
        {planning.failure && <FailureNote {...wordsFor(planning.failure)} />}
      </div>
    </Dialog>
  );
}

/** What was planned, and what it can't give. */
function Planned({ planned }: { planned: PlannedTasks }) {
  const dates = useDates();
  return (
    <div className="col gap3" role="status">
      <p>
        {planned.ends_on && S.ends(dates.day(planned.ends_on))}{" "}
        {planned.holidays.length > 0 &&
          S.holidays(planned.holidays.map((one) => `${one.name} ${dates.day(one.day)}`).join(", "))}{" "}
        {S.undo}
      </p>
      <Note tone="med">{planned.note}</Note>
      <h3 className="label">{S.limits}</h3>
      <ul className="task-limits">
        {planned.limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
      <p className="small dim">{S.basis(planned.basis)}</p>
    </div>
  );
}
