/** The gate: opening a vault and making one. */
export { BrandMark } from "./BrandMark";
export { GateView } from "./GateView";
