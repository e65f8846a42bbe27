/** What crossed into the next engagement and what stayed behind, by kind and reason. As long as no evidence crossed it can be taken back from here. */
import { useDates } from "../../audit";
import { useSaving } from "../../audit/done";
import { Button, Dialog, FailureNote, Note } from "../../kit";
import { wordsFor } from "../../wire/failures";
import type { LeftBehind } from "../../wire/wire.gen";
import { keepRolled, type Rolled, useRolled } from "./rolled";
import { T } from "./texts";

const N = T.next;

export function RolledDialog() {
  const rolled = useRolled();
  return rolled ? <Shown rolled={rolled} /> : null;
}

/** Kind and reason with all that they hold, in the order of the answer. */
function grouped(behind: readonly LeftBehind[]): { noun: string; why: string; what: string[] }[] {
  const groups = new Map<string, { noun: string; why: string; what: string[] }>();
  for (const { noun, why, what } of behind) {
    const key = `${noun} ${why}`;
    const group = groups.get(key) ?? { noun, why, what: [] };
    group.what.push(what);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function Shown({ rolled: { answer, undo } }: { rolled: Rolled }) {
  const dates = useDates();
  const undoing = useSaving();
  const close = () => keepRolled(undefined);
  const takeBack = async (back: () => Promise<unknown>) => {
    const done = await undoing.look(async () => {
      await back();
      return true;
    });
    if (done) close();
  };
  const crossed = N.crossed.map(([name, words]) => `${answer[name]} ${words}`).join(" · ");
  return (
    <Dialog
      title={N.result(answer.engagement.title)}
      open
      onClose={close}
      width="wide"
      actions={
        <>
          {undo && (
            <Button icon="undo" busy={undoing.busy} onPress={() => void takeBack(undo)}>
              {N.undo}
            </Button>
          )}
          <Button kind="primary" onPress={close}>
            {N.close}
          </Button>
        </>
      }
    >
      <div className="facts">
        <p>
          <span className="strong">{N.crossedTitle}</span> {crossed}
        </p>
        {answer.overlap && <Note tone="high">{N.overlap(dates.span(answer.overlap))}</Note>}
        <h3 className="label">{N.behind(answer.not_carried.length)}</h3>
        {answer.not_carried.length === 0 ? (
          <p className="small dim">{N.nothingBehind}</p>
        ) : (
          <ul className="patterns" aria-label={N.behindList}>
            {grouped(answer.not_carried).map((group) => (
              <li key={`${group.noun} ${group.why}`}>
                <details>
                  <summary>
                    <span className="strong">{N.group(group.noun, group.what.length)}</span>{" "}
                    <span className="dim">{group.why}</span>
                  </summary>
                  <p className="text break">{group.what.join(" · ")}</p>
                </details>
              </li>
            ))}
          </ul>
        )}
        {answer.evidence_not_live > 0 && <p className="small dim">{N.notLive(answer.evidence_not_live)}</p>}
        {undoing.failure && <FailureNote {...wordsFor(undoing.failure)} />}
      </div>
    </Dialog>
  );
}
