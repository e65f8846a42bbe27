/** The gate: opening, making and locking vaults. */
export { GateView } from "./GateView";
