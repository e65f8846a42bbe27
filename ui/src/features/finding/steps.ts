/** Which steps a finding can make, as the model has them; the program has the last word on each. */
import type { Finding, FindingState } from "../../wire/wire.gen";

const NEXT: Record<FindingState, readonly FindingState[]> = {
  raised: ["acknowledged"],
  acknowledged: ["responded"],
  responded: ["in_remediation", "acknowledged"],
  in_remediation: ["verified", "responded"],
  verified: ["closed", "in_remediation"],
  closed: ["in_remediation"],
};

/** The order of the states, from raised to closed. */
export const ORDER: readonly FindingState[] = [
  "raised",
  "acknowledged",
  "responded",
  "in_remediation",
  "verified",
  "closed",
];

/** States that can follow one. */
export function nextOf(state: FindingState): readonly FindingState[] {
  return NEXT[state];
}

/** Whether a step leads back. */
export function isBack(from: FindingState, to: FindingState): boolean {
  return ORDER.indexOf(to) < ORDER.indexOf(from);
}

/** What is awaited by the due day: the response until there is one, then the fix. */
export function awaited(finding: Finding): "response" | "fix" | undefined {
  if (finding.state === "raised" || finding.state === "acknowledged") return "response";
  return finding.state === "responded" || finding.state === "in_remediation" ? "fix" : undefined;
}

/** Whether nobody has taken note of a finding yet, so that it can be removed. */
export function isUntouched({ state, response, prior }: Finding): boolean {
  return state === "raised" && !response && !prior;
}

/** A finding's number as printed. */
export function referenceOf(finding: { number: number }): string {
  return `FND-${String(finding.number).padStart(3, "0")}`;
}
