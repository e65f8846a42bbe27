/** The fields of an intake: those that the kind lacks, or all of them. They hand on what is typed and save nothing. */
import { useMemo } from "react";
import {
  ApprovalFields,
  CLASSIFICATION,
  ControlsPicker,
  CoversFields,
  choicesOf,
  codeChoices,
  EVIDENCE_KIND,
  InstantField,
  IpeFields,
  NEEDS,
} from "../../audit";
import { Checkbox, Select, TextArea, TextField } from "../../kit";
import type { Classification, EvidenceItem, EvidenceKind } from "../../wire/wire.gen";
import { latestDay, SHOWN, shownOf, withShown } from "./intake";
import { T } from "./texts";
import type { Intake } from "./useIntake";

export function IntakeForm({ item, intake, all }: { item: EvidenceItem; intake: Intake; all: boolean }) {
  const { facts, asked, put } = intake;
  const needs = NEEDS[facts.kind];
  const controls = useMemo(() => codeChoices(facts.controls), [facts.controls]);
  // A field asked for is remounted with each saved revision and with another kind: what is half typed belongs to those.
  const at = `${item.id} ${item.revision} ${facts.kind} ${intake.restored}`;
  const card = all ? undefined : asked.card;
  return (
    <div className="evidence-fields">
      {all && <TextField label={T.intake.name} value={facts.title} required onChange={(title) => put({ title })} />}
      <div className="two">
        <Select
          label={T.intake.kind}
          value={facts.kind}
          choices={choicesOf(EVIDENCE_KIND)}
          onChange={(kind) => kind && put({ kind: kind as EvidenceKind })}
        />
        <Select
          label={T.intake.classification}
          value={facts.classification}
          choices={choicesOf(CLASSIFICATION)}
          onChange={(value) => value && put({ classification: value as Classification })}
        />
      </div>
      {(all || asked.covers) && (
        <CoversFields
          key={`covers ${at}`}
          kind={facts.kind}
          value={facts.covers}
          required
          most={latestDay(facts, item)}
          onChange={(covers) => put({ covers })}
        />
      )}
      {(all || asked.captured) && (
        <InstantField
          key={`captured ${at}`}
          label={T.intake.captured}
          hint={T.intake.capturedHint}
          required={needs === "ipe"}
          value={facts.captured_at}
          onChange={(captured_at) => put({ captured_at })}
        />
      )}
      {(all || asked.source) && (
        <TextField
          label={T.intake.source}
          placeholder={T.intake.sourcePlaceholder}
          value={facts.source_system}
          onChange={(source_system) => put({ source_system })}
        />
      )}
      {(all || asked.collected) && (
        <TextField
          label={T.intake.collected}
          required
          value={facts.collected_by}
          onChange={(collected_by) => put({ collected_by })}
        />
      )}
      {(all || asked.approval) && needs === "approval" && (
        <ApprovalFields
          key={`approval ${at}`}
          required
          value={facts.approval}
          onChange={(approval) => put({ approval })}
        />
      )}
      {needs === "ipe" && (card === undefined || card.length > 0) && (
        <IpeFields key={`ipe ${at}`} required only={card} value={facts.ipe} onChange={(ipe) => put({ ipe })} />
      )}
      {(all || asked.controls) && (
        <ControlsPicker
          by="reference"
          label={T.intake.controls}
          value={controls}
          onChange={(chosen) => put({ controls: chosen.map((one) => one.value) })}
        />
      )}
      {all && (
        <TextArea
          label={T.intake.note}
          hint={T.intake.noteHint}
          rows={2}
          value={facts.internal_note}
          onChange={(internal_note) => put({ internal_note })}
        />
      )}
    </div>
  );
}

/** What the picture of a screen has to show, ticked off. */
export function ScreenshotChecklist({ intake, disabled }: { intake: Intake; disabled: boolean }) {
  const { facts, put } = intake;
  const shown = shownOf(facts.internal_note);
  const set = (one: (typeof SHOWN)[number], on: boolean) => {
    const next = new Set(shown);
    if (on) next.add(one);
    else next.delete(one);
    put({ internal_note: withShown(facts.internal_note, next) });
  };
  return (
    <>
      <p className="faint micro">{T.screenshot.words}</p>
      {SHOWN.map((one) => (
        <Checkbox key={one} checked={shown.has(one)} disabled={disabled} onChange={(on) => set(one, on)}>
          {T.screenshot.label[one]}
        </Checkbox>
      ))}
    </>
  );
}
