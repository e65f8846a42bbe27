/** Starts a message from a template of the catalogue, for a row of the plan or for none. It sends nothing. */
import { useState } from "react";
import { useDone } from "../../audit/done";
import { TRACK } from "../../audit/words";
import { Button, Checkbox, Dialog, FailureNote, Loading, SearchField, Select, TextField, Track } from "../../kit";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useChange, useRead } from "../../wire/query";
import type { Message, PlanRow, TemplateRow } from "../../wire/wire.gen";
import { referenceOf } from "./plan";
import { T } from "./texts";

export interface StartMessageProps {
  rows: readonly PlanRow[];
  /** The row that it is for, if one was selected. */
  row: string | null;
  onStarted(id: string): void;
  onClose(): void;
}

export function StartMessage(props: StartMessageProps) {
  const engagement = useEngagement();
  const done = useDone();
  const templates = useRead("message.templates", {});
  const starting = useChange("message.start");
  const [template, setTemplate] = useState<string>();
  const [title, setTitle] = useState("");
  const [row, setRow] = useState(props.row);
  const [privileged, setPrivileged] = useState(false);
  const start = async () => {
    if (template === undefined) return;
    const name = title.trim() === "" ? null : title.trim();
    const request = { engagement, template, title: name, plan_row: row, privileged };
    const words = (message: Message) => T.start.started(referenceOf(message.number));
    await done(() => starting.run(request), words).then(
      (message) => props.onStarted(message.id),
      () => undefined,
    );
  };
  return (
    <Dialog
      title={T.start.title}
      open
      width="wide"
      onClose={props.onClose}
      actions={
        <>
          <Button onPress={props.onClose}>{T.start.cancel}</Button>
          <Button kind="primary" disabled={template === undefined} busy={starting.busy} onPress={() => void start()}>
            {T.start.start}
          </Button>
        </>
      }
    >
      <div className="start-message">
        {templates.failure && <FailureNote {...wordsFor(templates.failure)} onRetry={templates.again} />}
        {!templates.data && !templates.failure && <Loading />}
        {templates.data && <Templates templates={templates.data} value={template} onChange={setTemplate} />}
        <div className="col gap3">
          <TextField label={T.start.name} hint={T.start.nameHint} value={title} onChange={setTitle} />
          <Select
            label={T.start.row}
            value={row}
            none={T.start.noRow}
            choices={props.rows.map((one) => ({
              value: one.id,
              label: `${one.number} · ${one.audience}: ${one.subject}`,
            }))}
            onChange={setRow}
          />
          <Checkbox checked={privileged} onChange={setPrivileged} hint={T.start.privilegedHint}>
            {T.start.privileged}
          </Checkbox>
          {starting.failure && <FailureNote {...wordsFor(starting.failure)} />}
        </div>
      </div>
    </Dialog>
  );
}

function Templates(props: {
  templates: readonly TemplateRow[];
  value: string | undefined;
  onChange(code: string): void;
}) {
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const shown = props.templates.filter((one) => {
    const words = `${one.code} ${one.title} ${one.audience} ${one.trigger}`.toLowerCase();
    return wanted.every((word) => words.includes(word));
  });
  return (
    <fieldset className="templates">
      <legend className="field-head">{T.start.template}</legend>
      <SearchField label={T.start.search} value={typed} onChange={setTyped} autoFocus />
      <div className="template-list">
        {shown.length === 0 && <p className="small dim">{T.start.none}</p>}
        {shown.map((one) => (
          <label key={one.code} className="template">
            <input
              type="radio"
              name="template"
              value={one.code}
              checked={props.value === one.code}
              onChange={() => props.onChange(one.code)}
            />
            <span className="grow">
              <span className="row">
                <strong>{one.title}</strong>
                <Track side={one.track === "internal" ? "in" : "out"}>{TRACK[one.track]}</Track>
                <span className="dim micro">{one.code}</span>
              </span>
              <span className="small">
                {one.audience}: {one.trigger}
              </span>
              <span className="small dim">
                {one.approvals.length > 0 ? T.start.approvals(one.approvals.join(", ")) : T.start.noApprovals}
                {` · ${T.start.fields(one.fields.length)}`}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
