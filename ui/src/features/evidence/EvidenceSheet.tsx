/** The inspector of one item: its next step, what its intake still asks, and all that is known of it. */
import { type KeyboardEvent, useRef, useState } from "react";
import { EVIDENCE_KIND, EvidenceStateMark, HistoryList, NEEDS, useDrop, within } from "../../audit";
import {
  Button,
  FailureNote,
  Inspector,
  InspectorSection,
  KeyHint,
  Marked,
  MenuButton,
  type MenuEntry,
  Note,
} from "../../kit";
import { wordsFor } from "../../wire/failures";
import type { Chosen, EvidenceSheet as Sheet } from "../../wire/wire.gen";
import { CardLines, CustodyList, FactLines, FileLines, UsedIn, VersionChain } from "./Facts";
import { IntakeForm, ScreenshotChecklist } from "./IntakeForm";
import { asksNothing, cardLines, SHOWN, shownOf } from "./intake";
import { PurgeFiles, purgedBy } from "./PurgeFiles";
import { referenceOf } from "./query";
import { Redactions } from "./Redactions";
import { type LastPeople, StepForm } from "./StepForm";
import { isLive, moves, type Step } from "./steps";
import { T } from "./texts";
import { useIntake } from "./useIntake";

export interface EvidenceSheetProps {
  sheet: Sheet;
  /** The step that is being taken. */
  step: Step | undefined;
  onStep(step: Step | undefined): void;
  last: LastPeople;
  onLast(last: LastPeople): void;
  file: string | undefined;
  onFile(file: string): void;
  menu: readonly MenuEntry[];
  /** Goes to the next item that lacks an answer. */
  onNext(): void;
  onOpen(evidence: string): void;
  onNewVersion(): void;
  onVersionFiles(files: readonly Chosen[]): void;
  onClose(): void;
}

export function EvidenceSheet(props: EvidenceSheetProps) {
  const { row, custody } = props.sheet;
  const { item } = row;
  const intake = useIntake(row);
  const [all, setAll] = useState(false);
  const live = isLive(item.state);
  const reference = referenceOf(item.number);
  const quiet = asksNothing(intake.asked);
  const form = live && (all || !quiet || intake.dirty);
  const screenshot = intake.facts.kind === "screenshot";
  const accepted = item.state.state === "accepted" || item.state.state === "released";
  const save = async (next: boolean) => {
    const kept = await intake.save();
    if (!kept) return;
    setAll(false);
    if (next) props.onNext();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !form || intake.busy) return;
    event.preventDefault();
    event.stopPropagation();
    void save(true);
  };
  const missing = live ? intake.missing.length : 0;
  // A card that isn't there is one thing that is missing, as in the list; its lines are asked for below.
  const lines = intake.facts.ipe === null ? cardLines(intake.missing).length : 0;
  return (
    // Ctrl+Enter saves and goes on from wherever somebody types.
    // biome-ignore lint/a11y/noStaticElementInteractions: a key for what buttons in the foot do as well
    <div className="evidence-sheet" onKeyDown={onKeyDown}>
      <Inspector
        code={
          <>
            {reference}
            <EvidenceStateMark state={item.state} />
          </>
        }
        title={item.title}
        words={
          <span className="evidence-words">
            <span>{EVIDENCE_KIND[item.kind]}</span>
            {item.version > 1 && <span>{T.sheet.version(item.version)}</span>}
            {missing > 0 && (
              <Marked shape="triangle-mark" tone="high">
                {lines > 0 ? T.intake.missingCard(missing - lines) : T.intake.missing(missing)}
              </Marked>
            )}
          </span>
        }
        tools={
          <MenuButton
            button={{ kind: "quiet", icon: "more", label: T.menu.label }}
            label={T.menu.label}
            entries={props.menu}
          />
        }
        onClose={props.onClose}
        foot={
          form && (
            <>
              <Button
                changes
                kind="primary"
                disabled={!intake.dirty}
                busy={intake.busy}
                onPress={() => void save(false)}
              >
                {all ? T.intake.saveFacts : T.intake.save}
              </Button>
              <Button changes disabled={intake.busy} onPress={() => void save(true)}>
                {T.intake.saveNext}
              </Button>
              <span className="grow" />
              {intake.dirty ? (
                <Button
                  kind="quiet"
                  icon="undo"
                  label={T.intake.discard}
                  disabled={intake.busy}
                  onPress={intake.discard}
                />
              ) : (
                <KeyHint keys="Ctrl ⏎" />
              )}
            </>
          )
        }
      >
        {live && <Steps {...props} />}
        <InspectorSection title={T.sheet.facts}>
          <FactLines row={row} whole={!form} known={!all} />
        </InspectorSection>
        {live && (
          <InspectorSection
            title={T.intake.title}
            count={
              <Button changes kind="link" className="micro" onPress={() => setAll(!all)}>
                {all ? T.sheet.factsLess : T.sheet.factsAll}
              </Button>
            }
          >
            {form ? (
              <>
                {!all && <p className="faint micro">{T.intake.only(aKind(EVIDENCE_KIND[intake.facts.kind]))}</p>}
                {intake.restored && intake.dirty && <Note tone="calm">{T.intake.restored}</Note>}
                {accepted && intake.dirty && <Note tone="med">{T.intake.back}</Note>}
                <IntakeForm item={item} intake={intake} all={all} />
                {intake.failure && <FailureNote {...wordsFor(intake.failure)} />}
              </>
            ) : (
              <Marked shape="tick-disc" tone="good">
                {T.intake.none}
              </Marked>
            )}
          </InspectorSection>
        )}
        {screenshot && (
          <InspectorSection
            title={T.screenshot.title}
            count={T.screenshot.count(shownOf(intake.facts.internal_note).size, SHOWN.length)}
          >
            <ScreenshotChecklist intake={intake} disabled={!live} />
          </InspectorSection>
        )}
        <InspectorSection title={T.sheet.files} count={T.sheet.filesCount(item.files.length)}>
          <FileLines item={item} shown={props.file} onShow={props.onFile} />
          {!purgedBy(custody) && <Redactions item={item} onFile={props.onFile} />}
          {!live && <PurgeFiles item={item} custody={custody} />}
        </InspectorSection>
        {item.ipe && (NEEDS[item.kind] === "ipe" || !live) && (
          <InspectorSection title={T.sheet.ipe}>
            <CardLines card={item.ipe} />
          </InspectorSection>
        )}
        {item.approval && (
          <InspectorSection title={T.sheet.approval} count={item.approval.on}>
            <p>{item.approval.by}</p>
          </InspectorSection>
        )}
        <InspectorSection title={T.sheet.usedIn}>
          <UsedIn row={row} custody={custody} />
        </InspectorSection>
        <InspectorSection title={T.sheet.versions} count={item.version}>
          <VersionChain item={item} onOpen={props.onOpen} />
          {live && <NewVersion onChoose={props.onNewVersion} onFiles={props.onVersionFiles} />}
        </InspectorSection>
        <InspectorSection title={T.sheet.custody} count={T.sheet.events(custody.length)}>
          <CustodyList custody={custody} />
        </InspectorSection>
        <InspectorSection title={T.sheet.history}>
          <HistoryList noun="evidence" id={item.id} />
        </InspectorSection>
      </Inspector>
    </div>
  );
}

/** A kind with its article, as it stands within a sentence. */
function aKind(kind: string): string {
  const word = within(kind);
  return `${/^[aeiou]/i.test(word) ? "an" : "a"} ${word}`;
}

/** The next steps, or the one that is being taken. */
function Steps(props: EvidenceSheetProps) {
  const { item } = props.sheet.row;
  const { step } = props;
  const next = moves(item);
  if (!step && next.length === 0) return null;
  return (
    <InspectorSection title={T.steps.title}>
      {step ? (
        <StepForm
          key={`${item.id} ${step}`}
          step={step}
          items={[item.id]}
          what={referenceOf(item.number)}
          last={props.last}
          onLast={props.onLast}
          onDone={() => props.onStep(undefined)}
          onCancel={() => props.onStep(undefined)}
        />
      ) : (
        <div className="row wrap gap1">
          {next.map((one) => (
            <Button changes key={one} onPress={() => props.onStep(one)}>
              {T.steps.do[one]}
            </Button>
          ))}
        </div>
      )}
    </InspectorSection>
  );
}

/** Where the file of a newer version is dropped or chosen. */
function NewVersion(props: { onChoose(): void; onFiles(files: readonly Chosen[]): void }) {
  const place = useRef<HTMLDivElement>(null);
  useDrop(place, props.onFiles);
  return (
    <div className="drop evidence-version" ref={place}>
      <Button changes kind="link" onPress={props.onChoose}>
        {T.sheet.newVersion}
      </Button>{" "}
      {T.sheet.newVersionHint}
    </div>
  );
}
