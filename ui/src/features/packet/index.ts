/** Packets: what one would hold, exporting it, looking at it, verifying it. */
export { PacketsView } from "./PacketsView";
