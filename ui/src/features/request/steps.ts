/** Which steps a request can make, as the model has them; the program has the last word on each. */
import type { InternalStatus, RequestRow } from "../../wire/wire.gen";

export type Internal = InternalStatus["internal"];

const NEXT: Record<Internal, readonly Internal[]> = {
  open: ["in_progress", "blocked", "not_applicable"],
  in_progress: ["submitted_for_review", "open", "blocked", "not_applicable"],
  submitted_for_review: ["ready", "in_progress", "blocked", "not_applicable"],
  ready: ["in_progress"],
  blocked: ["in_progress", "open", "not_applicable"],
  not_applicable: ["in_progress", "open"],
};

/** Our statuses that can follow one. */
export function nextOf(internal: Internal): readonly Internal[] {
  return NEXT[internal];
}

/** Statuses that say why. */
export function needsReason(internal: Internal): internal is "blocked" | "not_applicable" {
  return internal === "blocked" || internal === "not_applicable";
}

/** A status with its reason, where it needs one. */
export function statusOf(internal: Internal, reason: string): InternalStatus {
  return needsReason(internal) ? { internal, reason } : { internal };
}

/** Whether an answer can be submitted now: ready, or not applicable with an answer that says so. */
export function canSubmit({ request }: RequestRow): boolean {
  const told = request.internal.internal === "ready" || request.internal.internal === "not_applicable";
  return told && (request.auditor === "requested" || request.auditor === "returned");
}

/** Whether the auditor has something to decide on. An acceptance can be taken back by a return. */
export function canDecide({ request }: RequestRow): "both" | "return" | undefined {
  if (request.auditor === "submitted") return "both";
  return request.auditor === "accepted" ? "return" : undefined;
}
