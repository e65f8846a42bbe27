/** The selected row of the plan without a message, or a new one: its form beside the grid. */
import type { KeyboardEvent } from "react";
import { Button, Note } from "../../kit";
import type { Person, PlanRow } from "../../wire/wire.gen";
import { isTyping, RowForm } from "./RowForm";
import { T } from "./texts";
import "./message.css";

export interface RowPaneProps {
  row: PlanRow | null;
  people: readonly Person[];
  onClose(): void;
  onAdded?(row: PlanRow): void;
  onRemoved?(): void;
  onStart?(): void;
}

export function RowPane(props: RowPaneProps) {
  const { row } = props;
  const title = row === null ? T.row.newTitle : row.subject;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || isTyping(event)) return;
    event.stopPropagation();
    props.onClose();
  };
  return (
    // Esc closes it from everywhere within.
    <aside className="msg" aria-label={title} onKeyDown={onKeyDown}>
      <header className="subbar">
        <h2 className="clip" title={title}>
          {title}
        </h2>
        {row && <span className="dim">{T.row.number(row.number)}</span>}
        <span className="grow" />
        {props.onStart && (
          <Button changes kind="primary" icon="plus" onPress={props.onStart}>
            {T.row.startMessage}
          </Button>
        )}
        <Button kind="quiet" icon="close" label={T.message.close} onPress={props.onClose} />
      </header>
      <div className="scroll">
        {row && <Note tone="calm">{T.row.none}</Note>}
        <RowForm
          row={row}
          people={props.people}
          onAdded={props.onAdded}
          onRemoved={props.onRemoved}
          onCancel={row === null ? props.onClose : undefined}
        />
      </div>
    </aside>
  );
}
