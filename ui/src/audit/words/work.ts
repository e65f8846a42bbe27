/** The words of work to be done: gaps, requests, findings, follow-ups, tasks and clocks. It never decides anything. */
import type {
  AuditorStatus,
  ClockKind,
  FindingSource,
  FindingState,
  FollowUpState,
  GapKind,
  GapSource,
  GapState,
  HeatCell,
  InternalStatus,
  Level,
  RequestStanding,
  RoundEnd,
  TaskState,
  Wait,
  WorkTrack,
} from "../../wire/wire.gen";

/** Severity, of a gap or a finding. */
export const LEVEL: Record<Level, string> = { low: "Low", medium: "Medium", high: "High", critical: "Critical" };

export const GAP_STATE: Record<GapState, string> = {
  open: "Open",
  in_progress: "In progress",
  fixed_awaiting_proof: "Fixed, awaiting proof",
  retested: "Retested",
  operating_since: "Operating",
  accepted_risk: "Accepted risk",
  reopened: "Reopened",
};

export const GAP_KIND: Record<GapKind, string> = {
  design: "Design",
  operation: "Operation",
  evidence: "Evidence",
  documentation: "Documentation",
};

export const GAP_SOURCE: Record<GapSource, string> = {
  self_assessment: "Self-assessment",
  procurement_review: "Procurement review",
  prior_report: "Prior report",
  complaint: "Complaint",
  incident: "Incident",
  monitoring: "Monitoring",
  auditor: "Auditor",
  regulator: "Regulator",
};

/** A cell of the heat map. */
export const HEAT: Record<HeatCell["cell"], string> = {
  gaps: "Open gaps",
  accepted_risk: "Risk accepted",
  clear: "No open gap, all judged in operation",
  not_judged: "No known gap, not evaluable yet",
  not_mapped: "No control here",
};

/** Our own status of a request. */
export const REQUEST_INTERNAL: Record<InternalStatus["internal"], string> = {
  open: "Open",
  in_progress: "In progress",
  submitted_for_review: "In our review",
  ready: "Ready",
  blocked: "Blocked",
  not_applicable: "Not applicable",
};

/** The auditor's status of a request. */
export const REQUEST_AUDITOR: Record<AuditorStatus, string> = {
  requested: "Requested",
  submitted: "Submitted",
  accepted: "Accepted",
  returned: "Returned",
};

/** Both at once, as a sum over requests says it. */
export const REQUEST_STANDING: Record<RequestStanding, string> = {
  accepted: "Accepted",
  submitted: "With the auditor",
  in_work: "In work",
  returned: "Returned",
  blocked: "Blocked",
  not_started: "Not started",
  not_applicable: "Not applicable",
};

export const FINDING_STATE: Record<FindingState, string> = {
  raised: "Raised",
  acknowledged: "Acknowledged",
  responded: "Responded",
  in_remediation: "In remediation",
  verified: "Verified",
  closed: "Closed",
};

export const FINDING_SOURCE: Record<FindingSource, string> = { audit: "Audit", monitoring: "Monitoring" };

export const FOLLOW_UP_STATE: Record<FollowUpState["state"], string> = {
  open: "Open",
  answered: "Answered",
  withdrawn: "Withdrawn",
};

export const TASK_STATE: Record<TaskState["state"], string> = {
  planned: "Planned",
  in_progress: "In progress",
  blocked: "Blocked",
  done: "Done",
  dropped: "Dropped",
};

/** Which part of the work a task belongs to. */
export const WORK_TRACK: Record<WorkTrack, string> = {
  compliance: "Compliance",
  engineering: "Engineering",
  security_operations: "Security operations",
  documentation: "Documentation",
  management: "Management",
};

/** How a task waits for another. */
export const WAIT: Record<Wait, string> = {
  finish: "After its end",
  start: "From its start",
  partial: "After part of it",
};

export const CLOCK: Record<ClockKind, string> = {
  fieldwork: "Fieldwork begins",
  report: "Report due",
  last_chance: "Last chance",
  request: "Request due",
  response: "Response due",
  fix: "Fix due",
  gap: "Gap due",
  acceptance: "Acceptance due",
  accepted_risk: "Acceptance of risk ends",
  task: "Planned end",
  plan: "Message due",
  message: "Text valid until",
};

/** How a round with the auditor ended. */
export const ROUND_END: Record<RoundEnd["end"], string> = { accepted: "Accepted", returned: "Returned" };
