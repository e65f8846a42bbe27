/** What a control maps to: criteria as chips, identifiers of other frameworks, and the form that changes both as one step. */
import { useState } from "react";
import { CriteriaLinks, CriteriaPicker, choicesOf, codeChoices, RELATION } from "../../../audit";
import { Button, FailureNote, IconButton, InspectorSection, Note, Select, TextField } from "../../../kit";
import { wordsFor } from "../../../wire/failures";
import type { Control, ControlChange, Mapping, Relation } from "../../../wire/wire.gen";
import { T } from "../texts";
import { useSaving } from "./saving";
import { FRAMEWORKS, I } from "./texts";

const FRAMEWORK_CHOICES = Object.entries(FRAMEWORKS).map(([value, label]) => ({ value, label }));

/** References by framework, in the order of the frameworks. */
function byFramework(mappings: readonly Mapping[]): [string, Mapping[]][] {
  const groups = new Map<string, Mapping[]>();
  for (const one of mappings) groups.set(one.framework, [...(groups.get(one.framework) ?? []), one]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

export function MappingPart({ control }: { control: Control }) {
  const [from, setFrom] = useState<Control>();
  return (
    <InspectorSection
      title={I.mapping}
      count={
        <span className="row">
          {I.mappingCount(control.criteria.length, control.mappings.length)}
          {!from && (
            <Button changes kind="link" label={I.editOf(I.mapping)} onPress={() => setFrom(control)}>
              {I.edit}
            </Button>
          )}
        </span>
      }
    >
      {from ? <Form control={from} onEnd={() => setFrom(undefined)} /> : <Read control={control} />}
    </InspectorSection>
  );
}

function Read({ control }: { control: Control }) {
  return (
    <div className="col gap1">
      <CriteriaLinks codes={control.criteria} />
      {control.mappings.length === 0 && <p className="faint">{I.noReferences}</p>}
      {byFramework(control.mappings).map(([framework, all]) => (
        <p key={framework} className="micro">
          <span className="dim">{FRAMEWORKS[framework] ?? framework}</span>{" "}
          {all.map(({ target, relation }) => (
            <span key={target} title={RELATION[relation]} className="reference">
              {target}
            </span>
          ))}
        </p>
      ))}
    </div>
  );
}

function Form({ control, onEnd }: { control: Control; onEnd(): void }) {
  const saving = useSaving();
  const [criteria, setCriteria] = useState(() => codeChoices(control.criteria));
  const [mappings, setMappings] = useState<readonly Mapping[]>(control.mappings);
  const put = (at: number, change: Partial<Mapping>) =>
    setMappings((before) => before.map((one, place) => (place === at ? { ...one, ...change } : one)));
  const { theirs, failed } = saving;
  const save = async () => {
    const codes = criteria.map((one) => one.value);
    const kept = mappings.filter((one) => one.target.trim() !== "");
    const changes: ControlChange[] = [];
    if (JSON.stringify(codes) !== JSON.stringify(control.criteria)) changes.push({ field: "criteria", value: codes });
    if (JSON.stringify(kept) !== JSON.stringify(control.mappings))
      changes.push({ field: "mappings", value: [...kept] });
    if (await saving.save(control, changes, T.saved(control.code), theirs)) onEnd();
  };
  return (
    <div className="col">
      <CriteriaPicker value={criteria} onChange={(all) => setCriteria([...all])} />
      {mappings.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are told apart by their place alone while they are written
        <div key={at} className="mapping-line">
          <Select
            label={I.framework}
            hideLabel={at > 0}
            value={one.framework}
            choices={FRAMEWORK_CHOICES}
            onChange={(framework) => framework && put(at, { framework })}
          />
          <IconButton
            icon="close"
            label={I.removeReference(one.target)}
            onPress={() => setMappings(mappings.filter((_, place) => place !== at))}
          />
          <div className="mapping-target">
            <TextField
              label={I.target}
              hideLabel
              placeholder={I.target}
              value={one.target}
              onChange={(target) => put(at, { target })}
            />
            <Select
              label={I.relation}
              hideLabel
              value={one.relation}
              choices={choicesOf(RELATION)}
              onChange={(relation) => relation && put(at, { relation: relation as Relation })}
            />
          </div>
        </div>
      ))}
      <Button
        kind="link"
        icon="plus"
        onPress={() => setMappings([...mappings, { framework: "iso27001_2022", target: "", relation: "intersects" }])}
      >
        {I.addReference}
      </Button>
      {theirs && (
        <Note tone="high" live>
          {I.stale([...theirs.criteria, ...theirs.mappings.map((one) => one.target)].join(", "))}
        </Note>
      )}
      {failed && !theirs && <FailureNote {...wordsFor(failed)} />}
      <div className="row wrap">
        <Button kind="primary" busy={saving.busy} onPress={() => void save()}>
          {theirs ? I.useMine : I.save}
        </Button>
        <Button onPress={onEnd}>{theirs ? I.useTheirs : I.cancel}</Button>
      </div>
    </div>
  );
}
