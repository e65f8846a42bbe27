/** The scope of the work: client, system, engagement and what belongs to them. */
export { ScopeView } from "./ScopeView";
