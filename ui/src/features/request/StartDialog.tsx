/** Starts requests from the catalogue: what auditors usually ask for, chosen line by line. What is in the list already stays as it is. */
import { useMemo, useState } from "react";
import { useDates } from "../../audit/date-format";
import { useDone } from "../../audit/done";
import { StepFailure } from "../../audit/rows/form";
import { WORK_TEXTS } from "../../audit/rows/texts";
import { EVIDENCE_KIND } from "../../audit/words";
import { Button, Checkbox, DateField, Dialog, FailureNote, Loading, SearchField, Select } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { Failure, RequestTemplateRow } from "../../wire/wire.gen";
import { T } from "./texts";

const S = T.startList;

export function StartDialog({ onClose }: { onClose(): void }) {
  const engagement = useEngagement();
  const dates = useDates();
  const done = useDone();
  const [profile, setProfile] = useState<string | null>(null);
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [received, setReceived] = useState<string | null>(dates.today);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const templates = useRead("request.templates", { profile, control: null });
  const present = useRead("request.list", { engagement, open: false, overdue: false, owner: null });
  const known = useMemo(
    () => new Set(present.data?.flatMap(({ request }) => (request.template ? [request.template] : []))),
    [present.data],
  );
  const wanted = text.trim().toLocaleLowerCase();
  const found = (templates.data ?? []).filter((one) =>
    `${one.code} ${one.text} ${one.criteria.join(" ")} ${one.controls.join(" ")}`.toLocaleLowerCase().includes(wanted),
  );
  const free = found.filter((one) => !known.has(one.code));
  const codes = [...chosen].filter((code) => !known.has(code));
  const toggle = (code: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(code);
    else next.delete(code);
    setChosen(next);
  };
  const start = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await done(
        () => call("request.start", { engagement, codes, profile: null, received_on: received, holidays: [] }),
        (answer) => S.started(answer.requests.length),
      );
      onClose();
    } catch (thrown) {
      setFailure(asFailure(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={S.title}
      open
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{WORK_TEXTS.cancel}</Button>
          <Button
            kind="primary"
            disabled={codes.length === 0 || received === null}
            busy={busy}
            onPress={() => void start()}
          >
            {S.start(codes.length)}
          </Button>
        </>
      }
    >
      <div className="col gap3">
        <p>{S.words}</p>
        <div className="start-tools">
          <SearchField label={S.search} value={text} onChange={setText} autoFocus />
          <Select
            label={S.profile}
            value={profile}
            none={S.every}
            choices={Object.entries(S.profiles).map(([value, label]) => ({ value, label }))}
            onChange={setProfile}
          />
          <DateField label={S.received} value={received} required onChange={setReceived} />
        </div>
        <div className="row between">
          <span className="small dim" role="status">
            {S.chosen(codes.length)}
          </span>
          <span className="row">
            <Button
              kind="link"
              disabled={free.length === 0}
              onPress={() => setChosen(new Set([...chosen, ...free.map((one) => one.code)]))}
            >
              {S.all(free.length)}
            </Button>
            <Button kind="link" disabled={codes.length === 0} onPress={() => setChosen(new Set())}>
              {S.clear}
            </Button>
          </span>
        </div>
        {failure && <StepFailure failure={failure} />}
        {templates.failure && <FailureNote {...wordsFor(templates.failure)} onRetry={templates.again} />}
        {!templates.data && !templates.failure && <Loading />}
        {templates.data && found.length === 0 && <p className="dim">{S.none}</p>}
        {found.length > 0 && (
          <ul className="pick-list">
            {found.map((one) => (
              <Line
                key={one.code}
                one={one}
                known={known.has(one.code)}
                chosen={chosen.has(one.code)}
                onChoose={(on) => toggle(one.code, on)}
              />
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

function Line(props: { one: RequestTemplateRow; known: boolean; chosen: boolean; onChoose(on: boolean): void }) {
  const { one, known } = props;
  return (
    <li>
      <Checkbox checked={known || props.chosen} disabled={known} onChange={props.onChoose}>
        <span className="medium">{one.code}</span> {one.text}
      </Checkbox>
      <span className="start-facts small dim">
        {known && <span className="strong">{S.already}</span>}
        <span>{EVIDENCE_KIND[one.kind]}</span>
        <span>{S.due(one.due_business_days)}</span>
        <span>{one.criteria.join(", ")}</span>
        {one.blocker && <span>{S.blocker(one.blocker)}</span>}
      </span>
    </li>
  );
}
