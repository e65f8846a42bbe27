/** One task with all that is known of it: state, facts, waits, freezes, what shows that it is done, links, history. */
import { useDates } from "../../audit/date-format";
import { useDone } from "../../audit/done";
import { HistoryList } from "../../audit/history";
import { LinksTo } from "../../audit/link";
import { TaskStateMark } from "../../audit/marks";
import { TASK_STATE } from "../../audit/words";
import { FailureNote, Inspector, InspectorSection, Loading, MenuButton, useReadingOnly, useToast } from "../../kit";
import { wordsFor } from "../../wire/failures";
import { useChange, useRead } from "../../wire/query";
import type { Task, TaskRow } from "../../wire/wire.gen";
import { DoneFacts } from "./DoneFacts";
import { Freezes } from "./Freezes";
import type { TaskFacts } from "./facts";
import { STEPS } from "./steps";
import { TaskForm } from "./TaskForm";
import { INSPECT as I, T } from "./texts";
import type { Moving } from "./useMoving";
import { Waits } from "./Waits";

export interface InspectorProps {
  engagement: string;
  /** Its id or code. */
  id: string;
  moving: Moving;
  /** The other way to see it. */
  other: { label: string; onPress(): void };
  onRemove(task: Pick<Task, "id" | "code">): void;
  onClose(): void;
}

export function TaskInspector(props: InspectorProps) {
  const { engagement, id } = props;
  const read = useRead("task.show", { engagement, task: id }, { keep: false });
  if (read.failure) {
    return (
      <Inspector title={I.notFound} onClose={props.onClose}>
        <div className="pad">
          <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />
        </div>
      </Inspector>
    );
  }
  if (!read.data) {
    return (
      <Inspector title={T.title} onClose={props.onClose}>
        <Loading />
      </Inspector>
    );
  }
  return <Shown {...props} key={read.data.task.id} row={read.data} />;
}

function Shown(props: InspectorProps & { row: TaskRow }) {
  const { engagement, row, moving } = props;
  const { task } = row;
  const toast = useToast();
  const dates = useDates();
  const done = useDone();
  const editing = useChange("task.edit");
  const readingOnly = useReadingOnly() !== undefined;
  const put = (facts: TaskFacts) =>
    void done(
      () => editing.run({ engagement, task: task.id, facts }),
      () => T.savedToast(task.code),
    ).catch(() => undefined);
  const steps = STEPS[task.state.state].map((to) => ({
    id: to,
    label: TASK_STATE[to],
    changes: true,
    onPress: () =>
      void moving.move(task, to).then((words) => {
        if (words !== null && words !== T.left) toast({ words, tone: "crit" });
      }),
  }));
  return (
    <Inspector
      code={task.code}
      title={task.title}
      words={row.days ? I.spanWords(dates.span(row.days)) : I.dropped}
      width={undefined}
      tools={
        <MenuButton
          button={{ kind: "quiet", icon: "more", label: I.menu(task.code) }}
          label={I.menu(task.code)}
          placement="bottom end"
          entries={[
            { id: "other", label: props.other.label, icon: "plan", onPress: props.other.onPress },
            "separator",
            { id: "remove", label: I.remove, icon: "trash", changes: true, onPress: () => props.onRemove(task) },
          ]}
        />
      }
      onClose={props.onClose}
    >
      {editing.failure && (
        <div className="pad">
          <FailureNote {...wordsFor(editing.failure)} />
        </div>
      )}
      <InspectorSection title={I.state}>
        <div className="row between">
          <TaskStateMark state={task.state} />
          <MenuButton
            button={{ after: "chevron-down", children: I.moveTo }}
            label={I.moveTo}
            entries={steps}
            placement="bottom end"
          />
        </div>
        {"reason" in task.state && <p className="text">{I.reason(task.state.reason)}</p>}
      </InspectorSection>
      {task.done && <DoneFacts done={task.done} engagement={engagement} />}
      <InspectorSection title={I.facts}>
        {/* What is chosen here is saved at once. */}
        <fieldset disabled={readingOnly}>
          <TaskForm row={row} put={put} />
        </fieldset>
      </InspectorSection>
      <Waits row={row} engagement={engagement} put={put} />
      <Freezes freezes={task.freezes} put={put} />
      <InspectorSection title={I.controls} count={row.controls.length}>
        <LinksTo noun="control" references={row.controls} />
      </InspectorSection>
      <InspectorSection title={I.gaps} count={row.gaps.length}>
        <LinksTo noun="gap" references={row.gaps} />
      </InspectorSection>
      <InspectorSection title={I.history}>
        <HistoryList noun="task" id={task.id} />
      </InspectorSection>
    </Inspector>
  );
}
