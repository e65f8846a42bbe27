/** The evidence view: what the shell may use of this feature. */
export { EvidenceView } from "./EvidenceView";
