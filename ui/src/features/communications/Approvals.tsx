/** The roles that must approve, each as it stands for the present text; an approval of another text is void in sight. It decides nothing by itself. */
import { useState } from "react";
import { useDates } from "../../audit/date-format";
import { useDone } from "../../audit/done";
import { LookMark } from "../../audit/marks";
import { PersonPicker } from "../../audit/pickers";
import { Button, type Choice, FailureNote, PopoverButton, RadioCards, TextArea } from "../../kit";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useChange } from "../../wire/query";
import type { Decision, MessageRow, Person } from "../../wire/wire.gen";
import { type Approval, approvalsOf } from "./plan";
import { T } from "./texts";

const LOOK = {
  approved: { shape: "tick-disc", tone: "good" },
  void: { shape: "half-disc", tone: "med" },
  returned: { shape: "crossed-square", tone: "crit" },
  waiting: { shape: "bar-ring", tone: "none" },
} as const;

export interface ApprovalsProps {
  row: MessageRow;
  people: readonly Person[];
  /** Roles whose approval what isn't saved yet would make void. */
  voids?: readonly string[];
}

export function Approvals({ row, people, voids = [] }: ApprovalsProps) {
  const approvals = approvalsOf(row, people);
  const decidable = row.message.state === "in_review" || row.message.state === "approved";
  return (
    <section className="approvals" aria-label={T.approvals.title}>
      <h3 className="label">
        {T.approvals.title} <span>{T.approvals.hint}</span>
      </h3>
      {approvals.length === 0 && <p className="small dim">{T.approvals.none}</p>}
      <ul className="approval-cards" aria-live="polite">
        {approvals.map((approval) => {
          const gone = approval.state === "approved" && voids.includes(approval.role);
          const shown: Approval = gone ? { ...approval, state: "void" } : approval;
          return (
            <li key={approval.role} className={`appr ${shown.state}`}>
              <strong>{approval.role}</strong>
              {approval.person !== "" && <span>{approval.person}</span>}
              <LookMark look={LOOK[shown.state]} name={stateWords(shown, row)} />
              <Given approval={approval} />
              {decidable && !gone && <Decide row={row} approval={approval} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function stateWords(approval: Approval, row: MessageRow): string {
  if (approval.state === "approved") return T.approvals.approved(approval.version);
  if (approval.state === "void") return T.approvals.void(approval.version);
  if (approval.state === "returned") return T.approvals.returned;
  return row.message.state === "draft" ? T.approvals.notYet : T.approvals.waiting;
}

function Given({ approval }: { approval: Approval }) {
  const dates = useDates();
  const words = [approval.at && dates.instant(approval.at), approval.note].filter(Boolean);
  return words.length === 0 ? null : <span className="dim micro break">{words.join(" · ")}</span>;
}

function Decide({ row, approval }: { row: MessageRow; approval: Approval }) {
  return (
    <PopoverButton
      button={{ children: T.approvals.decide, label: T.approvals.decideFor(approval.role) }}
      label={T.approvals.decideFor(approval.role)}
      placement="top start"
      className="decide"
    >
      {(close) => <DecideForm row={row} role={approval.role} onDone={close} />}
    </PopoverButton>
  );
}

function DecideForm({ row, role, onDone }: { row: MessageRow; role: string; onDone(): void }) {
  const engagement = useEngagement();
  const done = useDone();
  const deciding = useChange("message.decide");
  const [person, setPerson] = useState<Choice | null>(null);
  const [decision, setDecision] = useState<Decision>("approved");
  const [note, setNote] = useState("");
  const save = async () => {
    if (!person) return;
    const request = { engagement, message: row.message.id, role, person: person.value, decision, note };
    const said = decision === "approved" ? T.approvals.approved(undefined) : T.approvals.returned;
    const words = (saved: MessageRow) => [T.approvals.saved(role, said), ...saved.notices].join(" ");
    await done(() => deciding.run(request), words).then(onDone, () => undefined);
  };
  return (
    <div className="col gap3">
      <PersonPicker label={T.approvals.person} value={person} onChange={setPerson} required autoFocus />
      <RadioCards<Decision>
        label={T.approvals.decision}
        value={decision}
        onChange={setDecision}
        options={[
          { value: "approved", label: T.approvals.approve, hint: T.approvals.approveHint },
          { value: "returned", label: T.approvals.sendBack, hint: T.approvals.sendBackHint },
        ]}
      />
      <TextArea label={T.approvals.note} value={note} onChange={setNote} rows={2} />
      {deciding.failure && <FailureNote {...wordsFor(deciding.failure)} />}
      <Button changes kind="primary" disabled={!person} busy={deciding.busy} onPress={() => void save()}>
        {T.approvals.save}
      </Button>
    </div>
  );
}
