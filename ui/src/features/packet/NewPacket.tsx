/** A packet in the making: for whom, what it holds, what is open. While it is written the form stands still and stays in sight. */
import { useState } from "react";
import { AUDIENCE, count, type NewPassphrase } from "../../audit";
import { Button, FailureNote, Loading, Note, Tabs } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { Chosen, Failure, Preflight } from "../../wire/wire.gen";
import { AudienceForm } from "./AudienceForm";
import { agreesToAll, type Draft, fileName, limitsFit, partLacksNames, preflightRequest, withoutReason } from "./draft";
import { Exhibits, useExhibitsView } from "./Exhibits";
import { LooksForm } from "./LooksForm";
import { PartForm } from "./PartForm";
import { PreflightPanel } from "./PreflightPanel";
import { Result } from "./Result";
import { Sections } from "./Sections";
import { Sending, useSendingPassphrase } from "./Sending";
import { begin, putAway, useDraft, useRun } from "./store";
import { T } from "./texts";
import { Writing } from "./Writing";

type Part = "sections" | "exhibits";

export function NewPacket({ onVerify }: { onVerify(file: Chosen): void }) {
  const engagement = useEngagement();
  const [own, setDraft] = useDraft(engagement);
  const run = useRun();
  const writing = run !== undefined && run.failure === undefined && run.exported === undefined;
  const frozen = writing;
  const draft = writing ? run.draft : own;
  const preflight = useRead("packet.preflight", preflightRequest(engagement, draft), { when: !run?.exported });
  const [part, setPart] = useState<Part>("sections");
  const view = useExhibitsView();
  const passphrase = useSendingPassphrase();
  if (run?.exported) return <Result run={run} exported={run.exported} onVerify={onVerify} onAgain={putAway} />;

  const change = (next: Partial<Draft>) => setDraft((before) => ({ ...before, ...next }));
  const found = preflight.data;
  // What stands there is for the choice before: nothing is exported on it.
  const looking = preflight.older;
  const chooseSensitive = () => {
    view.onlySensitive();
    setPart("exhibits");
  };
  return (
    <>
      <div className={["packet-form", frozen && "frozen", looking && "looking"].filter(Boolean).join(" ")}>
        <div className="packet-side">
          {frozen && <Note tone="calm">{T.frozen}</Note>}
          <AudienceForm draft={draft} usual={found?.number} onChange={change} frozen={frozen} />
          <PartForm draft={draft} onChange={change} frozen={frozen} />
          <LooksForm draft={draft} onChange={change} frozen={frozen} />
          <Sending draft={draft} passphrase={passphrase} onChange={change} frozen={frozen} />
        </div>
        <Tabs<Part>
          className="packet-holds"
          label={T.parts}
          tabs={[
            { id: "sections", label: T.sections, count: found?.sections.filter((one) => one.included).length },
            { id: "exhibits", label: T.exhibits, count: found?.exhibits.filter((one) => one.place === "shown").length },
          ]}
          value={part}
          onChange={setPart}
        >
          {!found && !preflight.failure && <Loading words={T.loading} />}
          {found && part === "sections" && (
            <Sections found={found} draft={draft} onChange={change} frozen={frozen} row={count(found.up_to)} />
          )}
          {found && part === "exhibits" && (
            <Exhibits found={found} draft={draft} onDraft={setDraft} frozen={frozen} view={view} />
          )}
        </Tabs>
        <section className="packet-preflight" aria-label={T.preflight} aria-busy={looking}>
          {preflight.failure ? (
            <FailureNote {...wordsFor(preflight.failure)} onRetry={preflight.again} />
          ) : (
            <PreflightPanel
              found={found}
              looking={looking}
              draft={draft}
              onSensitive={chooseSensitive}
              onChange={change}
              frozen={frozen}
            />
          )}
        </section>
      </div>
      {run ? (
        <Writing run={run} onDismiss={putAway} />
      ) : (
        <Start
          engagement={engagement}
          draft={draft}
          found={preflight.failure || looking ? undefined : found}
          passphrase={passphrase}
        />
      )}
    </>
  );
}

/** The foot of the form: what will be written, and the button that writes it. */
function Start(props: { engagement: string; draft: Draft; found: Preflight | undefined; passphrase: NewPassphrase }) {
  const { engagement, draft, found, passphrase } = props;
  const [failure, setFailure] = useState<Failure>();
  const [asking, setAsking] = useState(false);
  const number = draft.number.trim() || found?.number;
  const blocked = blockedBy(draft, found, passphrase);
  const start = async () => {
    // The dialog of the system is open: once is enough.
    if (!found || !number || blocked || asking) return;
    setFailure(undefined);
    setAsking(true);
    try {
      const file = await call("file.destination", {
        wanted: "packet",
        name: fileName(number, draft),
      });
      if (file) {
        begin(engagement, draft, number, file, passphrase.next);
        passphrase.forget();
      }
    } catch (thrown) {
      setFailure(asFailure(thrown));
    }
    setAsking(false);
  };
  return (
    <div className="packet-foot">
      {failure && <FailureNote {...wordsFor(failure)} />}
      <div className="row">
        <span className="strong">{number ? T.numbered(AUDIENCE[draft.profile], number) : T.newPacket}</span>
        {found && <span className="dim">{T.openPoints(found.open_points.length)}</span>}
        <span className="grow" />
        {blocked && (
          <span id="packet-blocked" className="small high">
            {blocked}
          </span>
        )}
        <Button
          changes
          kind="primary"
          icon="export"
          tall
          disabled={!found || !number || blocked !== undefined}
          describedBy={blocked ? "packet-blocked" : undefined}
          onPress={() => void start()}
        >
          {T.export}
        </Button>
      </div>
    </div>
  );
}

/** What must be decided before a packet is written, if anything. */
function blockedBy(draft: Draft, found: Preflight | undefined, passphrase: NewPassphrase): string | undefined {
  if (withoutReason(draft).length > 0) return T.blocked;
  if (partLacksNames(draft)) return T.blockedPart;
  if (!limitsFit(draft)) return T.blockedNumbers;
  if (found && !agreesToAll(draft, found)) return T.blockedSensitive;
  if (draft.container && passphrase.missing !== "") return T.blockedPassphrase;
  return undefined;
}
