/** Marks of ratings, severities and states: shape, then word, then colour, the same for one state wherever it stands. They judge nothing. */
import type { ReactNode } from "react";
import { Mark, type MarkShape, type Tone } from "../kit";
import type {
  AuditorStatus,
  Classification,
  ControlState,
  CoverageState,
  EvidenceState,
  FindingState,
  FollowUpState,
  GapState,
  InternalStatus,
  Level,
  MessageState,
  RatingValue,
  TaskState,
} from "../wire/wire.gen";
import { MARK_TEXTS as T } from "./texts";
import * as words from "./words";
import "./marks.css";

/** The kit's shapes, and two of this room: a ring with a tick for what is agreed but not the end of it, a flat line for nothing. */
export type Shape = MarkShape | "tick-ring" | "dash";

/** How a state looks. */
export interface Look {
  shape: Shape;
  tone: Tone;
}

const look = (shape: Shape, tone: Tone): Look => ({ shape, tone });

export const RATING_LOOK: Record<RatingValue, Look> = {
  effective: look("tick-disc", "good"),
  partly: look("half-disc", "med"),
  deficient: look("crossed-square", "crit"),
  not_evaluable_yet: look("dashed-ring", "none"),
  not_rated: look("dashed-ring", "none"),
};

export const LEVEL_LOOK: Record<Level, Look> = {
  critical: look("octagon", "crit"),
  high: look("triangle", "high"),
  medium: look("diamond", "med"),
  low: look("circle", "low"),
};

export const EVIDENCE_LOOK: Record<EvidenceState["state"], Look> = {
  received: look("bar-ring", "none"),
  in_review: look("half-disc", "med"),
  accepted: look("tick-ring", "good"),
  returned: look("crossed-square", "crit"),
  released: look("tick-disc", "good"),
  superseded: look("dashed-ring", "none"),
  withdrawn: look("cross", "none"),
};

export const REQUEST_AUDITOR_LOOK: Record<AuditorStatus, Look> = {
  requested: look("bar-ring", "none"),
  submitted: look("half-disc", "med"),
  accepted: look("tick-disc", "good"),
  returned: look("crossed-square", "crit"),
};

export const REQUEST_INTERNAL_LOOK: Record<InternalStatus["internal"], Look> = {
  open: look("bar-ring", "none"),
  in_progress: look("half-disc", "med"),
  submitted_for_review: look("diamond-hollow", "low"),
  ready: look("tick-ring", "good"),
  blocked: look("triangle-mark", "high"),
  not_applicable: look("dash", "none"),
};

export const GAP_LOOK: Record<GapState, Look> = {
  open: look("bar-ring", "none"),
  in_progress: look("half-disc", "med"),
  fixed_awaiting_proof: look("diamond-hollow", "low"),
  retested: look("tick-ring", "good"),
  operating_since: look("tick-disc", "good"),
  accepted_risk: look("square-hollow", "low"),
  reopened: look("crossed-square", "crit"),
};

export const FINDING_LOOK: Record<FindingState, Look> = {
  raised: look("bar-ring", "none"),
  acknowledged: look("ring", "none"),
  responded: look("diamond-hollow", "low"),
  in_remediation: look("half-disc", "med"),
  verified: look("tick-ring", "good"),
  closed: look("tick-disc", "good"),
};

export const FOLLOW_UP_LOOK: Record<FollowUpState["state"], Look> = {
  open: look("bar-ring", "none"),
  answered: look("tick-disc", "good"),
  withdrawn: look("cross", "none"),
};

export const TASK_LOOK: Record<TaskState["state"], Look> = {
  planned: look("ring", "none"),
  in_progress: look("half-disc", "med"),
  blocked: look("triangle-mark", "high"),
  done: look("square-filled", "accent"),
  dropped: look("cross", "none"),
};

export const MESSAGE_LOOK: Record<MessageState, Look> = {
  draft: look("bar-ring", "none"),
  in_review: look("half-disc", "med"),
  approved: look("tick-ring", "good"),
  sent: look("tick-disc", "good"),
  superseded: look("dashed-ring", "none"),
  withdrawn: look("cross", "none"),
};

export const CONTROL_LOOK: Record<ControlState["state"], Look> = {
  planned: look("ring", "none"),
  in_place: look("square-filled", "accent"),
  retired: look("cross", "none"),
};

export const COVERAGE_LOOK: Record<CoverageState, Look> = {
  covered: look("tick-disc", "good"),
  with_subservice: look("tick-ring", "good"),
  one_control: look("half-disc", "med"),
  design_gap: look("crossed-square", "crit"),
  not_relevant: look("dash", "none"),
};

/** How sensitive an item is; only what export warns of stands out. */
export const CLASSIFICATION_LOOK: Record<Classification, Look> = {
  public: look("ring", "none"),
  internal: look("square-hollow", "none"),
  confidential: look("square-filled", "none"),
  personal: look("diamond", "med"),
  restricted: look("triangle-mark", "high"),
};

const OWN: Record<"tick-ring" | "dash", ReactNode> = {
  "tick-ring": (
    <>
      <circle className="line" cx="6" cy="6" r="4.6" />
      <path className="line" d="M3.9 6.2 5.4 7.7 8.2 4.6" />
    </>
  ),
  dash: <path className="line" d="M3 6h6" />,
};

/** The shape of a look; with `label` a picture of that name, without one a decoration beside a word. */
export function Shaped({ look, label }: { look: Look; label?: string }) {
  const { shape, tone } = look;
  if (shape !== "tick-ring" && shape !== "dash") return <Mark shape={shape} tone={tone} label={label} />;
  const name = `m mark ${tone}`;
  if (label) {
    return (
      <svg className={name} viewBox="0 0 12 12" role="img" aria-label={label}>
        {OWN[shape]}
      </svg>
    );
  }
  return (
    <svg className={name} viewBox="0 0 12 12" aria-hidden="true">
      {OWN[shape]}
    </svg>
  );
}

/** What all marks of this room take. */
export interface MarkProps {
  /** Only the shape; the word is then its name. */
  bare?: boolean;
  /** Other words than those of the state. */
  words?: ReactNode;
}

/** A look and its word: the base of all marks here, and for states of a feature's own. */
export function LookMark(props: MarkProps & { look: Look; name: string; title?: string }) {
  if (props.bare) return <Shaped look={props.look} label={props.name} />;
  return (
    <span className={`marked ${props.look.tone}`} title={props.title}>
      <Shaped look={props.look} />
      {props.words ?? props.name}
    </span>
  );
}

/** A rating; `short` says it as grids do. Nobody's rating is "not rated". */
export function RatingMark(props: MarkProps & { value: RatingValue | null; short?: boolean }) {
  const value = props.value ?? "not_rated";
  const name = (props.short ? words.RATING_SHORT : words.RATING)[value];
  return <LookMark look={RATING_LOOK[value]} name={name} title={words.RATING[value]} {...markOnly(props)} />;
}

/** A severity; with `score` its product of likelihood and impact. */
export function SeverityMark(props: MarkProps & { level: Level; score?: number }) {
  const name = words.LEVEL[props.level];
  const said = props.score === undefined ? props.words : `${name} ${props.score}`;
  return <LookMark look={LEVEL_LOOK[props.level]} name={name} bare={props.bare} words={said} />;
}

/** Open gaps of a control and the worst level among them; a dash for none. */
export function GapsMark({ open, worst }: { open: number; worst: Level | null }) {
  if (open === 0 || worst === null) return <span className="faint">–</span>;
  const level = words.LEVEL[worst];
  return (
    <LookMark
      look={LEVEL_LOOK[worst]}
      name={level}
      words={T.gaps(open, level)}
      title={T.gapsRead(open, words.within(level))}
    />
  );
}

export function EvidenceStateMark(props: MarkProps & { state: EvidenceState }) {
  const { state } = props.state;
  return (
    <StateMark
      look={EVIDENCE_LOOK[state]}
      name={words.EVIDENCE_STATE[state]}
      reason={reasonOf(props.state)}
      {...markOnly(props)}
    />
  );
}

/** The auditor's status of a request. */
export function RequestAuditorMark(props: MarkProps & { status: AuditorStatus }) {
  return (
    <LookMark
      look={REQUEST_AUDITOR_LOOK[props.status]}
      name={words.REQUEST_AUDITOR[props.status]}
      {...markOnly(props)}
    />
  );
}

/** Our own status of a request. */
export function RequestInternalMark(props: MarkProps & { status: InternalStatus }) {
  const { internal } = props.status;
  const name = words.REQUEST_INTERNAL[internal];
  return (
    <StateMark
      look={REQUEST_INTERNAL_LOOK[internal]}
      name={name}
      reason={reasonOf(props.status)}
      {...markOnly(props)}
    />
  );
}

export function GapStateMark(props: MarkProps & { state: GapState }) {
  return <LookMark look={GAP_LOOK[props.state]} name={words.GAP_STATE[props.state]} {...markOnly(props)} />;
}

export function FindingStateMark(props: MarkProps & { state: FindingState }) {
  return <LookMark look={FINDING_LOOK[props.state]} name={words.FINDING_STATE[props.state]} {...markOnly(props)} />;
}

export function FollowUpStateMark(props: MarkProps & { state: FollowUpState }) {
  const { state } = props.state;
  return (
    <StateMark
      look={FOLLOW_UP_LOOK[state]}
      name={words.FOLLOW_UP_STATE[state]}
      reason={reasonOf(props.state)}
      {...markOnly(props)}
    />
  );
}

export function TaskStateMark(props: MarkProps & { state: TaskState }) {
  const { state } = props.state;
  return (
    <StateMark
      look={TASK_LOOK[state]}
      name={words.TASK_STATE[state]}
      reason={reasonOf(props.state)}
      {...markOnly(props)}
    />
  );
}

export function MessageStateMark(props: MarkProps & { state: MessageState }) {
  return <LookMark look={MESSAGE_LOOK[props.state]} name={words.MESSAGE_STATE[props.state]} {...markOnly(props)} />;
}

export function ControlStateMark(props: MarkProps & { state: ControlState }) {
  const { state } = props.state;
  return (
    <StateMark
      look={CONTROL_LOOK[state]}
      name={words.CONTROL_STATE[state]}
      reason={reasonOf(props.state)}
      {...markOnly(props)}
    />
  );
}

export function CoverageMark(props: MarkProps & { state: CoverageState }) {
  return <LookMark look={COVERAGE_LOOK[props.state]} name={words.COVERAGE[props.state]} {...markOnly(props)} />;
}

export function ClassificationMark(props: MarkProps & { value: Classification }) {
  return (
    <LookMark look={CLASSIFICATION_LOOK[props.value]} name={words.CLASSIFICATION[props.value]} {...markOnly(props)} />
  );
}

/** A state that may carry a reason: it stands in the title, and in the name of a bare mark. */
function StateMark(props: MarkProps & { look: Look; name: string; reason: string | undefined }) {
  const title = props.reason ? T.withReason(props.name, props.reason) : undefined;
  return (
    <LookMark look={props.look} name={props.bare && title ? title : props.name} title={title} {...markOnly(props)} />
  );
}

function markOnly(props: MarkProps): MarkProps {
  return { bare: props.bare, words: props.words };
}

function reasonOf(state: object): string | undefined {
  return "reason" in state && typeof state.reason === "string" ? state.reason : undefined;
}
