/** What is done with several selected items at once: one step of review or release for those whose state allows it. */
import { useEffect, useMemo, useState } from "react";
import { EvidenceStateMark } from "../../audit";
import { Button, FailureNote, type GridSource, Inspector, InspectorSection, Loading } from "../../kit";
import { asFailure } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import type { EvidenceLine, EvidenceState, Failure } from "../../wire/wire.gen";
import { loaded } from "./query";
import { type LastPeople, StepForm } from "./StepForm";
import { can, type Step } from "./steps";
import { T } from "./texts";

/** The steps that are offered for several, in the order of a review. */
const STEPS: readonly Step[] = ["in_review", "accept", "return", "release", "revoke"];

export interface SelectionPaneProps {
  selected: ReadonlySet<string>;
  source: GridSource<EvidenceLine>;
  last: LastPeople;
  onLast(last: LastPeople): void;
  onDone(): void;
  onClose(): void;
}

/** The lines of a selection; those that no page has shown yet are read. */
function useLines({ selected, source }: SelectionPaneProps) {
  const [read, setRead] = useState<readonly EvidenceLine[]>([]);
  const [failure, setFailure] = useState<Failure>();
  // Rows on show are newer than those that were read for the selection.
  const known = new Map([...read, ...loaded(source)].map((line) => [line.id, line]));
  const lines = [...selected].flatMap((id) => known.get(id) ?? []);
  const lacking = lines.length < selected.size && read.length === 0 && !failure;
  const { load, total } = source;
  useEffect(() => {
    if (!lacking || !load) return;
    load(0, Math.max(0, total - 1)).then(setRead, (thrown) => setFailure(asFailure(thrown)));
  }, [lacking, load, total]);
  return { lines, failure, busy: lacking };
}

export function SelectionPane(props: SelectionPaneProps) {
  const { lines, failure, busy } = useLines(props);
  const [step, setStep] = useState<Step>();
  const able = useMemo(() => (one: Step) => lines.filter((line) => can(line, one)), [lines]);
  const states = new Map<EvidenceState["state"], EvidenceLine[]>();
  for (const line of lines) states.set(line.state.state, [...(states.get(line.state.state) ?? []), line]);
  const taking = step ? able(step) : [];
  return (
    <Inspector title={T.steps.selected(props.selected.size)} words={T.steps.selectedWords} onClose={props.onClose}>
      {failure && <FailureNote {...wordsFor(failure)} />}
      {busy && <Loading words={T.steps.loading} />}
      <InspectorSection title={T.columns.state}>
        <ul className="lines">
          {[...states.values()].map((of) => {
            const [line] = of;
            return (
              line && (
                <li key={line.state.state}>
                  <EvidenceStateMark state={stateAlone(line.state)} />
                  <span className="grow" />
                  <span>{of.length}</span>
                </li>
              )
            );
          })}
        </ul>
      </InspectorSection>
      <InspectorSection title={T.steps.title}>
        {step ? (
          <>
            {taking.length < lines.length && <p className="small dim">{T.steps.more(lines.length - taking.length)}</p>}
            <StepForm
              key={step}
              step={step}
              items={taking.map((line) => line.id)}
              what={T.steps.some(taking.length)}
              last={props.last}
              onLast={props.onLast}
              onDone={() => {
                setStep(undefined);
                props.onDone();
              }}
              onCancel={() => setStep(undefined)}
            />
          </>
        ) : (
          <div className="col gap1">
            {STEPS.map((one) => ({ one, n: able(one).length }))
              .filter(({ n }) => n > 0)
              .map(({ one, n }) => (
                <Button changes key={one} wide onPress={() => setStep(one)}>
                  {T.steps.count(T.steps.do[one], n)}
                </Button>
              ))}
            {!busy && STEPS.every((one) => able(one).length === 0) && <p className="small dim">{T.steps.none}</p>}
          </div>
        )}
      </InspectorSection>
      <InspectorSection title={T.title}>
        <ul className="lines">
          {lines.slice(0, 100).map((line) => (
            <li key={line.id}>
              <span className="dim nowrap">{line.reference}</span>
              <span className="clip grow" title={line.title}>
                {line.title}
              </span>
            </li>
          ))}
        </ul>
      </InspectorSection>
    </Inspector>
  );
}

/** A state without the reason of one item, which isn't that of all. */
function stateAlone(state: EvidenceState): EvidenceState {
  return "reason" in state ? { ...state, reason: "" } : state;
}
