/** The facts of a message: terms, who signs, who must approve, and what it speaks of. Each change is saved at once and can be undone. */

import { useDone } from "../../audit/done";
import {
  ControlsPicker,
  FindingsPicker,
  GapsPicker,
  PersonPicker,
  RequestsPicker,
  SurfacesPicker,
} from "../../audit/pickers";
import { choicesOf, TRACK } from "../../audit/words";
import {
  type Choice,
  ComboBoxMany,
  DateField,
  FailureNote,
  Note,
  Select,
  Switch,
  TextArea,
  TextField,
} from "../../kit";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useChange, useRead } from "../../wire/query";
import type { JsonValue, MessageRow, Person, PlanRow } from "../../wire/wire.gen";
import { referenceOf } from "./plan";
import { T } from "./texts";
import { useFollowing } from "./useFollowing";

export interface FactsProps {
  row: MessageRow;
  rows: readonly PlanRow[];
  people: readonly Person[];
}

export function Facts(props: FactsProps) {
  const engagement = useEngagement();
  const done = useDone();
  const editing = useChange("message.edit");
  const { message } = props.row;
  const rests = ["sent", "superseded", "withdrawn"].includes(message.state);
  const put = (name: string, value: JsonValue) => {
    const request = { engagement, message: message.id, text: null, fields: {}, facts: { [name]: value } };
    void done(
      () => editing.run(request),
      () => T.facts.saved(referenceOf(message.number)),
    ).catch(() => undefined);
  };
  const parts = { ...props, put, disabled: rests };
  return (
    <div className="facts-form pad">
      {rests && <Note tone="calm">{T.facts.rest}</Note>}
      {editing.failure && <FailureNote {...wordsFor(editing.failure)} />}
      <Terms {...parts} />
      <SpeaksOf {...parts} />
    </div>
  );
}

interface Parts extends FactsProps {
  put(name: string, value: JsonValue): void;
  disabled: boolean;
}

function Terms({ row, rows, people, put, disabled }: Parts) {
  const { message } = row;
  const [title, setTitle] = useFollowing(message.title);
  const [audience, setAudience] = useFollowing(message.audience);
  const signatory = people.find((person) => person.id === message.signatory);
  const plan = rows.map((one) => ({ value: one.id, label: `${one.number} · ${one.audience}: ${one.subject}` }));
  return (
    <fieldset disabled={disabled} className="col gap3">
      <legend className="label">{T.facts.terms}</legend>
      <TextField
        label={T.facts.title}
        value={title}
        onChange={setTitle}
        onCommit={(next) => put("title", next)}
        disabled={disabled}
      />
      <div className="two">
        <TextField
          label={T.facts.audience}
          value={audience}
          onChange={setAudience}
          onCommit={(next) => put("audience", next)}
          disabled={disabled}
        />
        <Select
          label={T.facts.track}
          value={message.track}
          choices={choicesOf(TRACK)}
          onChange={(next) => next !== null && next !== message.track && put("track", next)}
          disabled={disabled}
        />
      </div>
      <div className="two">
        <Select
          label={T.facts.row}
          value={message.plan_row}
          none={T.facts.noRow}
          choices={plan}
          onChange={(next) => next !== message.plan_row && put("plan_row", next)}
          disabled={disabled}
        />
        <DateField
          label={T.facts.validUntil}
          hint={T.facts.validHint}
          value={message.valid_until}
          onChange={() => undefined}
          onCommit={(next) => next !== message.valid_until && put("valid_until", next)}
          disabled={disabled}
        />
      </div>
      <PersonPicker
        label={T.facts.signatory}
        hint={message.signing_roles.length > 0 ? T.facts.signatoryHint(message.signing_roles.join(", ")) : undefined}
        placeholder={disabled ? T.facts.noRow : undefined}
        value={signatory ? { value: signatory.id, label: signatory.name } : null}
        onChange={(choice) => (choice?.value ?? null) !== message.signatory && put("signatory", choice?.value ?? null)}
        disabled={disabled}
      />
      <ComboBoxMany
        label={T.facts.approvals}
        value={message.required_approvals.map((role) => ({ value: role, label: role }))}
        choices={rolesOf(people).map((role) => ({ value: role, label: role }))}
        onCreate={(role) => put("required_approvals", [...message.required_approvals, role])}
        onChange={(chosen) => put("required_approvals", valuesOf(chosen))}
        disabled={disabled}
      />
      <Switch
        checked={message.privileged}
        onChange={(next) => put("privileged", next)}
        hint={T.start.privilegedHint}
        disabled={disabled}
      >
        {T.facts.privileged}
      </Switch>
    </fieldset>
  );
}

function SpeaksOf({ row, put, disabled }: Parts) {
  const engagement = useEngagement();
  const { message } = row;
  const [questions, setQuestions] = useFollowing(message.questions.join("\n"));
  const gaps = useRead("gap.list", { engagement, open: false }, { when: message.gaps.length > 0 });
  const findings = useRead("finding.list", { engagement, open: false }, { when: message.findings.length > 0 });
  const requests = useRead(
    "request.list",
    { engagement, open: false, overdue: false },
    { when: message.requests.length > 0 },
  );
  const controls = useRead("control.list", { engagement, retired: true }, { when: message.controls.length > 0 });
  const surfaces = useRead("surface.list", {}, { when: message.surfaces.length > 0 });
  const three = (prefix: string, number: number) => `${prefix}-${String(number).padStart(3, "0")}`;
  const named = (ids: readonly string[], labels: readonly (readonly [string, string])[] | undefined): Choice[] =>
    ids.map((id) => ({ value: id, label: labels?.find(([known]) => known === id)?.[1] ?? "…" }));
  const many = (name: string) => ({
    disabled,
    placeholder: disabled ? T.facts.noRow : undefined,
    onChange: (chosen: readonly Choice[]) => put(name, valuesOf(chosen)),
  });
  return (
    <fieldset disabled={disabled} className="col gap3">
      <legend className="label">{T.facts.speaksOf}</legend>
      <p className="small dim">{T.facts.textFacts}</p>
      <div className="two">
        <GapsPicker
          label={T.facts.gaps}
          value={named(
            message.gaps,
            gaps.data?.map((gap) => [gap.id, three("GAP", gap.number)] as const),
          )}
          {...many("gaps")}
        />
        <FindingsPicker
          label={T.facts.findings}
          value={named(
            message.findings,
            findings.data?.map(({ finding }) => [finding.id, three("FND", finding.number)] as const),
          )}
          {...many("findings")}
        />
        <RequestsPicker
          label={T.facts.requests}
          value={named(
            message.requests,
            requests.data?.map(
              ({ request }) => [request.id, request.auditor_id ?? three("REQ", request.number)] as const,
            ),
          )}
          {...many("requests")}
        />
        <ControlsPicker
          label={T.facts.controls}
          value={named(
            message.controls,
            controls.data?.map((control) => [control.id, control.code] as const),
          )}
          {...many("controls")}
        />
      </div>
      <SurfacesPicker
        label={T.facts.surfaces}
        value={named(
          message.surfaces,
          surfaces.data?.map((surface) => [surface.code, surface.name] as const),
        )}
        {...many("surfaces")}
      />
      <TextArea
        label={T.facts.questions}
        hint={T.facts.questionsHint}
        value={questions}
        onChange={setQuestions}
        onCommit={(next) =>
          put(
            "questions",
            next
              .split("\n")
              .map((line) => line.trim())
              .filter(Boolean),
          )
        }
        disabled={disabled}
      />
    </fieldset>
  );
}

function valuesOf(choices: readonly Choice[]): string[] {
  return choices.map((choice) => choice.value);
}

function rolesOf(people: readonly Person[]): string[] {
  return [...new Set(people.map((person) => person.role.trim()).filter(Boolean))].sort();
}
