/** The gaps' one export: their view. */
export { GapsView } from "./GapsView";
