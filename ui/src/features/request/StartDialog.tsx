/** Starts requests from the catalogue: what auditors usually ask for, chosen line by line. What is in the list already stays as it is. */
import { useMemo, useState } from "react";
import { useDates } from "../../audit/date-format";
import { TakeDialog, useChosenCodes } from "../../audit/rows/take";
import { EVIDENCE_KIND } from "../../audit/words";
import { Checkbox, DateField, SearchField, Select } from "../../kit";
import { call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { useRead } from "../../wire/query";
import type { RequestTemplateRow } from "../../wire/wire.gen";
import { T } from "./texts";

const S = T.startList;

export function StartDialog({ onClose }: { onClose(): void }) {
  const engagement = useEngagement();
  const dates = useDates();
  const [profile, setProfile] = useState<string | null>(null);
  const [text, setText] = useState("");
  const codes = useChosenCodes();
  const [received, setReceived] = useState<string | null>(dates.today);
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
  const free = found.filter((one) => !known.has(one.code)).map((one) => one.code);
  const taken = [...codes.chosen].filter((code) => !known.has(code));
  return (
    <TakeDialog
      title={S.title}
      words={S.words}
      act={S.start(taken.length)}
      none={S.none}
      read={templates}
      codes={codes}
      taken={taken}
      free={free}
      ready={received !== null}
      tools={
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
      }
      take={() =>
        call("request.start", { engagement, codes: taken, profile: null, received_on: received, holidays: [] })
      }
      said={(answer) => S.started(answer.requests.length)}
      onClose={onClose}
    >
      {found.length > 0 && (
        <ul className="pick-list">
          {found.map((one) => (
            <Line
              key={one.code}
              one={one}
              known={known.has(one.code)}
              chosen={codes.chosen.has(one.code)}
              onChoose={(on) => codes.choose([one.code], on)}
            />
          ))}
        </ul>
      )}
    </TakeDialog>
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
