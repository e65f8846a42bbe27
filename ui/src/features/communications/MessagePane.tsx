/** The selected message: how it reads, what is open, its approvals, and every step that it can take. Writing it stands apart. */
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useDates } from "../../audit/date-format";
import { useDone } from "../../audit/done";
import { LinkTo } from "../../audit/link";
import { MessageStateMark } from "../../audit/marks";
import { DRAFT_FORM, TRACK } from "../../audit/words";
import { Button, FailureNote, Loading, MenuButton, type MenuEntry, Note, Tabs, Track } from "../../kit";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useChange, useRead } from "../../wire/query";
import type { DraftForm, MessageRow, Person, PlanRow } from "../../wire/wire.gen";
import { Approvals } from "./Approvals";
import { Facts } from "./Facts";
import { FieldTable } from "./FieldTable";
import { Letter } from "./Letter";
import { filledWords, hasToDo, OpenFields, UnfitWords } from "./OpenFields";
import { isWritable, referenceOf } from "./plan";
import { isTyping, RowForm } from "./RowForm";
import { Sendings } from "./Sendings";
import { RecordSend, Supersede, Withdraw } from "./Steps";
import { T } from "./texts";
import { useLeave } from "./useLeave";
import { Versions } from "./Versions";
import "./message.css";

export interface MessagePaneProps {
  row: MessageRow;
  planRow: PlanRow | null;
  rows: readonly PlanRow[];
  messages: readonly MessageRow[];
  people: readonly Person[];
  /** Takes the focus when it comes: after writing. */
  focused?: boolean;
  onWrite(field?: string): void;
  onClose(): void;
}

type Tab = "read" | "fields" | "facts" | "versions" | "record" | "row";
type Step = "send" | "supersede" | "withdraw";

export function MessagePane(props: MessagePaneProps) {
  const { row, planRow, people } = props;
  const { message } = row;
  const engagement = useEngagement();
  const [tab, setTab] = useState<Tab>("read");
  const [step, setStep] = useState<Step>();
  const preview = useRead("message.preview", { engagement, message: message.id, text: null, fields: {} });
  const fields = preview.data?.fields ?? [];
  const write = isWritable(row) ? props.onWrite : undefined;
  const next = () => {
    const name = row.open_fields[0] ?? row.unsupported[0];
    if (name !== undefined) write?.(name);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    if (event.key === "F8" && write) next();
    else if (event.key === "Escape" && !isTyping(event)) props.onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const root = useRef<HTMLElement>(null);
  const { focused } = props;
  useEffect(() => {
    if (focused) root.current?.focus();
  }, [focused]);
  const sender = people.find((person) => person.id === planRow?.sender);
  return (
    // Esc and F8 work from everywhere within.
    <aside
      ref={root}
      tabIndex={-1}
      className="msg"
      aria-label={T.message.label(referenceOf(message.number), message.title)}
      onKeyDown={onKeyDown}
    >
      <Head {...props} fields={preview.data?.fields.length} onStep={setStep} />
      <Standing row={row} messages={props.messages} />
      {hasToDo(row, preview.data) && <OpenFields row={row} preview={preview.data} onNext={next} />}
      <Tabs<Tab>
        label={T.message.label(referenceOf(message.number), message.title)}
        tabs={[
          { id: "read", label: T.message.tabs.read },
          { id: "fields", label: T.message.tabs.fields, count: fields.length },
          { id: "facts", label: T.message.tabs.facts },
          { id: "versions", label: T.message.tabs.versions, count: message.versions.length },
          { id: "record", label: T.message.tabs.record, count: message.sends.length },
          ...(planRow ? [{ id: "row" as const, label: T.message.tabs.row }] : []),
        ]}
        value={tab}
        onChange={setTab}
        className="msg-tabs"
      >
        {preview.failure && <FailureNote {...wordsFor(preview.failure)} onRetry={preview.again} />}
        {tab === "read" && (
          <>
            <UnfitWords words={preview.data?.unfit_words ?? []} />
            {preview.data ? <Letter reading={preview.data.reading} onField={write} /> : !preview.failure && <Loading />}
            <Approvals row={row} people={people} />
          </>
        )}
        {tab === "fields" && <FieldTable fields={fields} onField={write} />}
        {tab === "facts" && <Facts row={row} rows={props.rows} people={people} />}
        {tab === "versions" && <Versions message={message.id} />}
        {tab === "record" && <Sendings row={row} people={people} />}
        {tab === "row" && planRow && <RowForm key={planRow.id} row={planRow} people={people} />}
      </Tabs>
      {step === "send" && (
        <RecordSend
          row={row}
          planRow={planRow}
          sender={sender ? { value: sender.id, label: sender.name } : null}
          open
          onClose={() => setStep(undefined)}
        />
      )}
      {step === "supersede" && <Supersede row={row} others={props.messages} open onClose={() => setStep(undefined)} />}
      {step === "withdraw" && <Withdraw row={row} open onClose={() => setStep(undefined)} />}
    </aside>
  );
}

const FORMS: readonly DraftForm[] = ["mail", "pdf", "document", "markdown"];

function Head(props: MessagePaneProps & { fields: number | undefined; onStep(step: Step): void }) {
  const { row, onStep } = props;
  const { message } = row;
  const engagement = useEngagement();
  const done = useDone();
  const submitting = useChange("message.submit");
  const leave = useLeave(row);
  const reference = referenceOf(message.number);
  const submit = () =>
    void done(
      () => submitting.run({ engagement, message: message.id }),
      () => T.message.submitted(reference),
    ).catch(() => undefined);
  const able = {
    write: isWritable(row),
    submit: message.state === "draft",
    send: message.state === "approved" || message.state === "sent",
    supersede: !["superseded", "withdrawn"].includes(message.state),
    withdraw: isWritable(row),
  };
  const leaving: MenuEntry[] = [
    ...FORMS.map((form) => ({
      id: form,
      label: DRAFT_FORM[form],
      icon: "save" as const,
      changes: true,
      onPress: () => void leave.save(form),
    })),
    "separator",
    { id: "plain", label: T.message.copyPlain, icon: "copy", onPress: () => void leave.copy("plain") },
    { id: "marked", label: T.message.copyMarkdown, icon: "copy", onPress: () => void leave.copy("markdown") },
  ];
  const more: MenuEntry[] = [
    {
      id: "supersede",
      label: T.message.supersede,
      changes: true,
      disabled: !able.supersede,
      onPress: () => onStep("supersede"),
    },
    {
      id: "withdraw",
      label: T.message.withdraw,
      changes: true,
      disabled: !able.withdraw,
      onPress: () => onStep("withdraw"),
    },
  ];
  const failure = submitting.failure ?? leave.failure;
  return (
    <>
      <header className="subbar">
        <h2 className="clip" title={message.title}>
          {message.title}
        </h2>
        <Track side={message.track === "internal" ? "in" : "out"}>{TRACK[message.track]}</Track>
        <span className="dim" title={T.message.versionRead(message.versions.length)}>
          {reference} {T.message.version(message.versions.length)}
        </span>
        {message.privileged && <span className="chip high">{T.message.privileged}</span>}
        <span className="grow" />
        <Button kind="quiet" icon="close" label={T.message.close} onPress={props.onClose} />
      </header>
      <div className="subbar steps">
        <MessageStateMark state={message.state} />
        <span className="grow dim small clip">
          {props.fields !== undefined && !hasToDo(row, undefined) && filledWords(props.fields)}
        </span>
        <MenuButton
          button={{ kind: "quiet", icon: "more", label: T.message.more }}
          label={T.message.more}
          entries={more}
          placement="bottom end"
        />
        <MenuButton
          button={{ kind: "quiet", icon: "export", children: T.message.save, busy: leave.busy }}
          label={T.message.save}
          entries={leaving}
          placement="bottom end"
        />
        {able.write && (
          <Button
            changes
            icon="edit"
            keys={T.message.writeKeys}
            kind={able.submit && row.open_fields.length === 0 ? "plain" : "primary"}
            onPress={() => props.onWrite()}
          >
            {T.message.write}
          </Button>
        )}
        {able.submit && (
          <Button
            changes
            kind={row.open_fields.length === 0 ? "primary" : "plain"}
            busy={submitting.busy}
            onPress={submit}
          >
            {T.message.submit}
          </Button>
        )}
        {able.send && (
          <Button
            changes
            kind={message.state === "approved" ? "primary" : "plain"}
            icon="mail"
            onPress={() => onStep("send")}
          >
            {message.sends.length > 0 ? T.message.recordAgain : T.message.recordSend}
          </Button>
        )}
      </div>
      {failure && <FailureNote {...wordsFor(failure)} />}
    </>
  );
}

/** What the state means where it ends something. */
function Standing({ row, messages }: { row: MessageRow; messages: readonly MessageRow[] }) {
  const dates = useDates();
  const { message } = row;
  if (message.state === "withdrawn") {
    const why = message.withdrawn_because;
    return <Note tone="calm">{why === "" ? T.message.withdrawnNoReason : T.message.withdrawn(why)}</Note>;
  }
  if (message.state === "superseded") {
    const by = messages.find((other) => other.message.id === message.superseded_by);
    if (!by) return null;
    const reference = referenceOf(by.message.number);
    return (
      <Note
        tone="calm"
        action={
          <LinkTo noun="message" id={by.message.id} name={reference}>
            {reference}
          </LinkTo>
        }
      >
        {T.message.supersededBy(reference)}
      </Note>
    );
  }
  const lapsed = message.valid_until !== null && message.valid_until < dates.today && message.state !== "sent";
  return lapsed ? <Note tone="med">{T.message.lapsed(dates.day(message.valid_until))}</Note> : null;
}
