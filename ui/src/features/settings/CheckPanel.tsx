/** Checking the whole vault: its log, its records and every file. It repairs nothing and changes nothing. */
import { useState } from "react";
import { Button, FailureNote, Marked, Note, Panel, Progress } from "../../kit";
import { call } from "../../wire/call";
import { useDoing } from "../../wire/doing";
import { wordsFor } from "../../wire/failures";
import { useFar } from "../../wire/progress";
import type { Checked } from "../../wire/wire.gen";
import { T } from "./texts";

const C = T.check;

export function CheckPanel() {
  const doing = useDoing();
  const far = useFar(doing.busy);
  const [checked, setChecked] = useState<Checked>();
  const check = () => {
    setChecked(undefined);
    return doing.run(async () => setChecked(await call("vault.check", {})));
  };
  return (
    <Panel title={C.title}>
      <p className="small dim">{C.words}</p>
      <div className="row wrap sp">
        <Button icon="shield" busy={doing.busy} onPress={() => void check()}>
          {C.check}
        </Button>
        {doing.busy && (
          <Progress
            label={far?.doing ?? C.running}
            {...(far ? { value: far.done, max: far.total } : {})}
            onCancel={() => void call("job.cancel", {}).catch(() => undefined)}
          />
        )}
      </div>
      {doing.failure && <FailureNote {...wordsFor(doing.failure)} onRetry={() => void check()} />}
      {checked && (
        <div className="settings-form sp" role="status">
          {checked.problems.length === 0 ? (
            <Marked shape="tick-disc" tone="good">
              {C.sound}
            </Marked>
          ) : (
            <>
              <Note tone="crit">{C.problems(checked.problems.length)}</Note>
              <ul className="settings-list" aria-label={C.problemList}>
                {checked.problems.map((problem) => (
                  <li key={problem} className="text break">
                    {problem}
                  </li>
                ))}
              </ul>
            </>
          )}
          <p className="small dim">{C.lookedAt(checked.looked_at.join(", "))}</p>
        </div>
      )}
    </Panel>
  );
}
