/** One control beside the grid, its parts in the order that never changes: statement, properties, mapping, tests, occurrences, evidence, gaps, history. */
import { memo, useCallback, useLayoutEffect, useRef, useState } from "react";
import { ControlStateMark, HistoryList, useDrop } from "../../../audit";
import { Button, Chip, FailureNote, Inspector, InspectorSection, Loading } from "../../../kit";
import { useGo } from "../../../kit/place";
import { useRested } from "../../../kit/rested";
import { useEngagement } from "../../../wire/engagement";
import { wordsFor } from "../../../wire/failures";
import { useRead } from "../../../wire/query";
import type { Chosen, ControlSheet } from "../../../wire/wire.gen";
import { T } from "../texts";
import { AttachDialog } from "./AttachDialog";
import { EvidencePart } from "./EvidencePart";
import { GapsPart } from "./GapsPart";
import { LongText } from "./LongText";
import { MappingPart } from "./MappingPart";
import { OccurrencesPart } from "./OccurrencesPart";
import { PropertiesPart } from "./PropertiesPart";
import { TestsPart } from "./TestsPart";
import { I } from "./texts";
import "./inspector.css";

/** `control` is an id or a code. What stands beside the grid is drawn again for its own control alone: not for each move in it. */
export function ControlInspector(props: { control: string; onClose(): void }) {
  const engagement = useEngagement();
  const closing = useRef(props.onClose);
  useLayoutEffect(() => {
    closing.current = props.onClose;
  });
  const close = useCallback(() => closing.current(), []);
  const control = useRested(props.control);
  const read = useRead("control.show", { engagement, control });
  if (read.failure) {
    return (
      <Inspector title={props.control} onClose={props.onClose}>
        <div className="pad">
          <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />
        </div>
      </Inspector>
    );
  }
  if (!read.data) {
    return (
      <Inspector title={I.loading} onClose={props.onClose}>
        <Loading />
      </Inspector>
    );
  }
  return <Shown sheet={read.data} onClose={close} />;
}

const Shown = memo(function Shown({ sheet, onClose }: { sheet: ControlSheet; onClose(): void }) {
  const go = useGo();
  const { control } = sheet;
  const body = useRef<HTMLDivElement>(null);
  const [files, setFiles] = useState<readonly Chosen[]>();
  const over = useDrop(
    (at) => (body.current?.contains(at) ? body.current : null),
    (dropped) => setFiles(dropped),
  );
  return (
    <Inspector
      code={
        <>
          {control.code} {control.key && <Chip>{T.keyControl}</Chip>}
        </>
      }
      title={control.title}
      words={
        control.state.state === "retired" ? (
          I.retired(control.state.reason)
        ) : control.state.state === "planned" ? (
          <ControlStateMark state={control.state} />
        ) : undefined
      }
      tools={
        <Button kind="quiet" icon="present" onPress={() => go({ view: "walkthrough", ids: [control.id] })}>
          {I.present}
        </Button>
      }
      onClose={onClose}
    >
      <div ref={body} className="control-parts" key={control.id}>
        {over && <p className="drop-words">{I.dropHere(control.code)}</p>}
        <LongText
          control={control}
          field="statement"
          name={I.statement}
          part={(edit, text) => (
            <InspectorSection
              title={I.statement}
              count={
                <span className="row">
                  {I.revision(control.revision)}
                  {edit}
                </span>
              }
            >
              {text}
            </InspectorSection>
          )}
        />
        <PropertiesPart control={control} />
        <MappingPart control={control} />
        <TestsPart sheet={sheet} />
        <OccurrencesPart control={control} />
        <EvidencePart control={control} onFiles={setFiles} />
        <GapsPart control={control} />
        <InspectorSection title={I.history}>
          <HistoryList noun="control" id={control.id} />
        </InspectorSection>
      </div>
      {files && <AttachDialog files={files} controls={[control.code]} onClose={() => setFiles(undefined)} />}
    </Inspector>
  );
});
