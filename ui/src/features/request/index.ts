/** The requests' one export: their view. */
export { RequestsView } from "./RequestsView";
