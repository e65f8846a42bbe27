/** Pickers of records by typing: one, or several as chips. They find and hand on what was chosen; they save nothing. */
import { type Choice, ComboBox, type ComboBoxBase, ComboBoxMany } from "../kit";
import { type Findable, type FindOptions, useFind } from "./find";
import { PICK_TEXTS as T } from "./texts";

type Base = Omit<ComboBoxBase, "choices" | "label"> & { label?: string } & Omit<FindOptions, "long">;

/** A picker of one. `value` is the choice itself, so that its words are there before any is loaded. */
export interface PickOne extends Base {
  value: Choice | null;
  onChange(choice: Choice | null): void;
}

/** A picker of several. */
export interface PickMany extends Base {
  value: readonly Choice[];
  onChange(choices: readonly Choice[]): void;
}

function One({ what, named, ...props }: PickOne & { what: Findable; named: string }) {
  const { by, side, all, ...field } = props;
  const find = useFind(what, { by, side, all, long: true });
  return <ComboBox placeholder={T.placeholder} {...field} label={props.label ?? named} choices={find} />;
}

function Many({ what, named, ...props }: PickMany & { what: Findable; named: string }) {
  const { by, side, all, ...field } = props;
  const find = useFind(what, { by, side, all });
  return <ComboBoxMany placeholder={T.placeholder} {...field} label={props.label ?? named} choices={find} />;
}

export function ControlPicker(props: PickOne) {
  return <One {...props} what="control" named={T.control} />;
}

export function ControlsPicker(props: PickMany) {
  return <Many {...props} what="control" named={T.controls} />;
}

/** With `side` only people of that side; with `onCreate` a name that isn't there yet can be taken. */
export function PersonPicker(props: PickOne) {
  return <One {...props} what="person" named={T.person} />;
}

export function PeoplePicker(props: PickMany) {
  return <Many {...props} what="person" named={T.people} />;
}

export function TeamPicker(props: PickOne) {
  return <One {...props} what="team" named={T.team} />;
}

/** Values are codes. */
export function CriterionPicker(props: PickOne) {
  return <One {...props} what="criterion" named={T.criterion} />;
}

/** Values are codes. */
export function CriteriaPicker(props: PickMany) {
  return <Many {...props} what="criterion" named={T.criteria} />;
}

/** Values are codes. */
export function SurfacePicker(props: PickOne) {
  return <One {...props} what="surface" named={T.surface} />;
}

/** Values are codes. */
export function SurfacesPicker(props: PickMany) {
  return <Many {...props} what="surface" named={T.surfaces} />;
}

export function EvidencePicker(props: PickOne) {
  return <One {...props} what="evidence" named={T.evidence} />;
}

export function EvidencesPicker(props: PickMany) {
  return <Many {...props} what="evidence" named={T.evidences} />;
}

export function GapPicker(props: PickOne) {
  return <One {...props} what="gap" named={T.gap} />;
}

export function GapsPicker(props: PickMany) {
  return <Many {...props} what="gap" named={T.gaps} />;
}

export function RequestPicker(props: PickOne) {
  return <One {...props} what="request" named={T.request} />;
}

export function RequestsPicker(props: PickMany) {
  return <Many {...props} what="request" named={T.requests} />;
}

export function FindingPicker(props: PickOne) {
  return <One {...props} what="finding" named={T.finding} />;
}

export function FindingsPicker(props: PickMany) {
  return <Many {...props} what="finding" named={T.findings} />;
}

export function TaskPicker(props: PickOne) {
  return <One {...props} what="task" named={T.task} />;
}

export function TasksPicker(props: PickMany) {
  return <Many {...props} what="task" named={T.tasks} />;
}
