/** The chain's state: the newest row by its hash, and reading the whole vault again. It mends nothing. */
import { useState } from "react";
import { count } from "../../audit";
import { Button, Dialog, FailureNote, Icon, Note, Progress } from "../../kit";
import { call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import { useChange, useRead } from "../../wire/query";
import { T } from "./texts";

export function Chain() {
  const status = useRead("vault.status", {});
  const check = useChange("vault.check");
  const [open, setOpen] = useState(false);
  const [found, setFound] = useState<{ looked_at: string[]; problems: string[] }>();
  const run = () => {
    setOpen(true);
    setFound(undefined);
    check.clear();
    // What failed stands in the change itself.
    check.run({}).then(setFound, () => undefined);
  };
  const head = status.data?.head;
  return (
    <>
      {status.data && (
        <span className={head ? "chain" : "chain crit"} title={T.headTitle}>
          <Icon name="link" />
          {head ? (
            <>
              {`${T.head(count(head.seq), "")} `}
              <code className="text">{head.short_hash}</code>
            </>
          ) : (
            T.noHead
          )}
        </span>
      )}
      <Button icon="shield" busy={check.busy} onPress={run}>
        {T.check}
      </Button>
      <Dialog
        title={T.check}
        open={open}
        onClose={() => setOpen(false)}
        actions={<Button onPress={() => setOpen(false)}>{T.closeCheck}</Button>}
      >
        <div className="col gap3">
          {check.busy && (
            <div role="status">
              <Progress wide label={T.checking} onCancel={() => void call("job.cancel", {}).catch(() => undefined)} />
            </div>
          )}
          {check.failure && <FailureNote {...wordsFor(check.failure)} onRetry={run} />}
          {found && found.problems.length === 0 && (
            <Note tone="good" live>
              <p className="strong">{T.checked}</p>
              <p>{T.checkedWords}</p>
            </Note>
          )}
          {found && found.problems.length > 0 && (
            <Note tone="crit" live>
              <p className="strong">{T.problems(found.problems.length)}</p>
              <p>{T.problemsWords}</p>
              <ul className="text break">
                {found.problems.map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
              </ul>
            </Note>
          )}
          {found && (
            <div>
              <h3 className="label">{T.lookedAt}</h3>
              <ul className="chain-looked">
                {found.looked_at.map((what) => (
                  <li key={what}>{T.looked(what)}</li>
                ))}
              </ul>
            </div>
          )}
        </div>
      </Dialog>
    </>
  );
}
