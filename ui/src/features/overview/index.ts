/** The overview: an engagement in one look. */
export { OverviewView } from "./OverviewView";
