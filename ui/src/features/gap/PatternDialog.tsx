/** Starts a gap from a failure pattern of the catalogue. Two patterns on one surface are two gaps; nothing is started by itself. */
import { useState } from "react";
import { useDates } from "../../audit/date-format";
import { useDone } from "../../audit/done";
import { SeverityMark } from "../../audit/marks";
import { StepFailure } from "../../audit/rows/form";
import { WORK_TEXTS } from "../../audit/rows/texts";
import { choicesOf, GAP_SOURCE } from "../../audit/words";
import { Button, DateField, Dialog, FailureNote, Loading, RadioCards, SearchField, Select } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { Failure, Gap, GapSource, PatternRow } from "../../wire/wire.gen";
import { useSurfaceName } from "./GapGrid";
import { levelOf, referenceOf } from "./steps";
import { T } from "./texts";

const P = T.patterns;

export function PatternDialog({ onClose, onStarted }: { onClose(): void; onStarted(gap: Gap): void }) {
  const engagement = useEngagement();
  const dates = useDates();
  const done = useDone();
  const surfaceName = useSurfaceName();
  const [surface, setSurface] = useState<string | null>(null);
  const [text, setText] = useState("");
  const [pattern, setPattern] = useState<string>();
  const [source, setSource] = useState<GapSource>("self_assessment");
  const [found, setFound] = useState<string | null>(dates.today);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const patterns = useRead("gap.patterns", { surface });
  const surfaces = useRead("surface.list", {});
  const present = useRead("gap.list", { engagement, open: false });
  const known = new Set(present.data?.flatMap((gap) => (gap.pattern ? [gap.pattern] : [])));
  const wanted = text.trim().toLocaleLowerCase();
  const shown = (patterns.data ?? []).filter((one) =>
    `${one.code} ${one.title} ${one.description} ${one.criteria.join(" ")}`.toLocaleLowerCase().includes(wanted),
  );
  const chosen = shown.find((one) => one.code === pattern);
  const start = async () => {
    if (!chosen) return;
    setBusy(true);
    setFailure(undefined);
    try {
      const request = {
        engagement,
        pattern: chosen.code,
        source,
        found_on: found,
        surfaces: surface ? [surface] : null,
      };
      onStarted(
        await done(
          () => call("gap.start", request),
          (gap) => T.added(referenceOf(gap)),
        ),
      );
    } catch (thrown) {
      setFailure(asFailure(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={P.title}
      open
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{WORK_TEXTS.cancel}</Button>
          <Button kind="primary" disabled={!chosen || found === null} busy={busy} onPress={() => void start()}>
            {P.start}
          </Button>
        </>
      }
    >
      <div className="col gap3">
        <p>{P.words}</p>
        <div className="pattern-tools">
          <SearchField label={P.search} value={text} onChange={setText} autoFocus />
          <Select
            label={P.surface}
            value={surface}
            none={P.every}
            choices={(surfaces.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
            onChange={setSurface}
          />
          <Select
            label={P.source}
            value={source}
            choices={choicesOf(GAP_SOURCE)}
            onChange={(value) => value && setSource(value as GapSource)}
          />
          <DateField label={P.found} required max={dates.today} value={found} onChange={setFound} />
        </div>
        {failure && <StepFailure failure={failure} />}
        {patterns.failure && <FailureNote {...wordsFor(patterns.failure)} onRetry={patterns.again} />}
        {!patterns.data && !patterns.failure && <Loading />}
        {patterns.data && shown.length === 0 && <p className="dim">{P.none}</p>}
        {shown.length > 0 && (
          <div className="pattern-list">
            <RadioCards
              label={P.choose}
              hideLabel
              value={pattern}
              onChange={setPattern}
              options={shown.map((one) => ({
                value: one.code,
                label: <PatternLabel one={one} known={known.has(one.code)} />,
                hint: <PatternHint one={one} surfaceName={surfaceName} />,
              }))}
            />
          </div>
        )}
      </div>
    </Dialog>
  );
}

function PatternLabel({ one, known }: { one: PatternRow; known: boolean }) {
  const score = one.severity.likelihood * one.severity.impact;
  return (
    <span className="row between">
      <span>
        <span className="dim">{one.code}</span> {one.title}
      </span>
      <span className="row">
        {known && <span className="small dim nowrap">{P.already}</span>}
        <SeverityMark level={levelOf(one.severity)} score={score} />
      </span>
    </span>
  );
}

function PatternHint({ one, surfaceName }: { one: PatternRow; surfaceName(code: string): string }) {
  return (
    <>
      {one.description}
      <br />
      {[...one.surfaces.map(surfaceName), ...one.criteria].join(" · ")}
    </>
  );
}
