/** The findings' one export: their view. */
export { FindingsView } from "./FindingsView";
