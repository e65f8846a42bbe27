/** A gap begun from a failure pattern of the catalogue, for one control. Patterns that bear on its criteria or surfaces come first. */
import { useMemo, useState } from "react";
import { choicesOf, GAP_SOURCE, useDates } from "../../../audit";
import { useDone } from "../../../audit/done";
import { Button, type Choice, ComboBox, DateField, Dialog, FailureNote, Loading, Select } from "../../../kit";
import { asFailure, call } from "../../../wire/call";
import { useEngagement } from "../../../wire/engagement";
import { wordsFor } from "../../../wire/failures";
import { useRead } from "../../../wire/query";
import type { Control, Failure, GapSource, PatternRow } from "../../../wire/wire.gen";
import { T } from "../texts";
import { bearOn } from "./GapsPart";
import { I } from "./texts";

/** How much a pattern has in common with a control. */
function nearness(pattern: PatternRow, control: Control): number {
  const criteria = pattern.criteria.filter((code) => control.criteria.includes(code)).length;
  return criteria * 2 + pattern.surfaces.filter((code) => control.surfaces.includes(code)).length;
}

export function StartGapDialog({ control, onClose }: { control: Control; onClose(): void }) {
  const engagement = useEngagement();
  const dates = useDates();
  const done = useDone();
  const patterns = useRead("gap.patterns", { surface: null });
  const [chosen, setChosen] = useState<Choice | null>(null);
  const [source, setSource] = useState<GapSource>("self_assessment");
  const [found, setFound] = useState<string | null>(dates.today);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failure>();
  const choices = useMemo(() => {
    const near = [...(patterns.data ?? [])].sort((a, b) => nearness(b, control) - nearness(a, control));
    return near.map(
      (one): Choice => ({ value: one.code, label: one.title, hint: [one.code, ...one.criteria].join(" · ") }),
    );
  }, [patterns.data, control]);
  const pattern = patterns.data?.find((one) => one.code === chosen?.value);
  const act = async () => {
    if (!pattern) return;
    setBusy(true);
    setFailed(undefined);
    try {
      const shared = pattern.surfaces.filter((code) => control.surfaces.includes(code));
      const gap = await done(
        () =>
          call("gap.start", {
            engagement,
            pattern: pattern.code,
            source,
            found_on: found,
            surfaces: shared.length > 0 ? shared : null,
          }),
        (made) => I.started(reference(made.number), control.code),
        { action: "gap.add" },
      );
      // The pattern names controls of its own; this one bears on it too.
      if (!gap.controls.includes(control.id)) await bearOn(engagement, gap.id, [...gap.controls, control.id]);
      onClose();
    } catch (thrown) {
      setFailed(asFailure(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={I.startTitle(control.code)}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{T.cancel}</Button>
          <Button kind="primary" disabled={!pattern} busy={busy} onPress={() => void act()}>
            {I.startAct}
          </Button>
        </>
      }
    >
      <div className="col gap3">
        {patterns.failure && <FailureNote {...wordsFor(patterns.failure)} onRetry={patterns.again} />}
        {patterns.loading && <Loading />}
        <ComboBox
          label={I.pattern}
          hint={I.patternHint}
          required
          autoFocus
          choices={choices}
          value={chosen}
          onChange={setChosen}
        />
        {pattern && <p className="text small break">{pattern.description}</p>}
        <div className="two">
          <Select
            label={I.gapSource}
            value={source}
            choices={choicesOf(GAP_SOURCE)}
            onChange={(value) => value && setSource(value as GapSource)}
          />
          <DateField label={I.foundOn} value={found} max={dates.today} onChange={setFound} />
        </div>
        {failed && <FailureNote {...wordsFor(failed)} />}
      </div>
    </Dialog>
  );
}

/** A gap's number as it is printed. */
function reference(number: number): string {
  return `GAP-${String(number).padStart(3, "0")}`;
}
