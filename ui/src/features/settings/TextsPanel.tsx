/** Texts of evidence files that were not read yet, and reading them. A file that has no text is read too and doesn't come again. */
import { useRef, useState } from "react";
import { Button, FailureNote, Panel, Progress, Skeleton } from "../../kit";
import { call } from "../../wire/call";
import { useDoing } from "../../wire/doing";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import { T } from "./texts";

const X = T.texts;

/** Files of one call, at most: the vault is free for others in between. */
const AT_ONCE = 20;

export function TextsPanel() {
  const pending = useRead("text.pending", {});
  return (
    <Panel title={X.title}>
      {pending.failure ? (
        <FailureNote {...wordsFor(pending.failure)} onRetry={pending.again} />
      ) : pending.data === undefined ? (
        <Skeleton lines={2} />
      ) : (
        <Reading pending={pending.data} onRead={pending.again} />
      )}
    </Panel>
  );
}

function Reading({ pending, onRead }: { pending: number; onRead(): void }) {
  const doing = useDoing();
  const [left, setLeft] = useState<number>();
  const stopped = useRef(false);
  const read = () => {
    stopped.current = false;
    return doing
      .run(async () => {
        for (;;) {
          const { done, left: rest } = await call("text.extract", { limit: AT_ONCE });
          setLeft(rest);
          if (rest === 0 || done === 0 || stopped.current) break;
        }
      })
      .finally(() => {
        setLeft(undefined);
        onRead();
      });
  };
  return (
    <>
      <p className="small dim">{pending === 0 ? X.none : X.pending(pending)}</p>
      {pending > 0 && (
        <div className="row wrap sp">
          <Button changes icon="text" busy={doing.busy} onPress={() => void read()}>
            {X.read}
          </Button>
          {doing.busy && (
            <Progress
              label={X.reading}
              value={pending - (left ?? pending)}
              max={pending}
              onCancel={() => {
                stopped.current = true;
                void call("job.cancel", {}).catch(() => undefined);
              }}
            />
          )}
        </div>
      )}
      {doing.failure && <FailureNote {...wordsFor(doing.failure)} />}
    </>
  );
}
