/** The activity log: what was done, by whom, and taking it back. */
export { ActivityView } from "./ActivityView";
