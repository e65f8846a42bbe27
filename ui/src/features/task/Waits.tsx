/** What a task waits for and how, and what waits for it. A circle is refused by the program, in words. */
import { LinkTo } from "../../audit/link";
import { TaskPicker } from "../../audit/pickers";
import { choicesOf, WAIT } from "../../audit/words";
import { IconButton, InspectorSection, Select } from "../../kit";
import { useRead } from "../../wire/query";
import type { TaskRow, Wait } from "../../wire/wire.gen";
import type { TaskFacts } from "./facts";
import { INSPECT as I } from "./texts";

export function Waits(props: { row: TaskRow; engagement: string; put(facts: TaskFacts): void }) {
  const { row, engagement, put } = props;
  const waits = Object.entries(row.waits_for) as [string, Wait][];
  const chart = useRead("task.chart", { engagement });
  const waiting = (chart.data?.bars ?? []).filter((bar) => bar.waits_for.some((wait) => wait.id === row.task.id));
  const set = (next: Record<string, Wait>) => put({ depends_on: next });
  return (
    <>
      <InspectorSection title={I.waits} count={waits.length}>
        {waits.length === 0 && <p className="dim">{I.waitsNone}</p>}
        <ul className="task-waits">
          {waits.map(([code, wait]) => (
            <li key={code}>
              <LinkTo noun="task" id={code} />
              <Select
                label={I.how(code)}
                hideLabel
                value={wait}
                choices={choicesOf(WAIT)}
                onChange={(next) => next && next !== wait && set({ ...row.waits_for, [code]: next as Wait })}
              />
              <IconButton
                changes
                icon="close"
                label={I.dropWait(code)}
                onPress={() => set(Object.fromEntries(waits.filter(([other]) => other !== code)))}
              />
            </li>
          ))}
        </ul>
        <TaskPicker
          label={I.addWait}
          by="reference"
          value={null}
          onChange={(choice) =>
            choice && set({ ...row.waits_for, [choice.value]: row.waits_for[choice.value] ?? "finish" })
          }
        />
      </InspectorSection>
      <InspectorSection title={I.waiting} count={waiting.length}>
        {chart.data && waiting.length === 0 && <p className="dim">{I.waitingNone}</p>}
        <span className="links">
          {waiting.map((bar) => (
            <LinkTo key={bar.id} noun="task" id={bar.id}>
              {bar.code}
            </LinkTo>
          ))}
        </span>
      </InspectorSection>
    </>
  );
}
