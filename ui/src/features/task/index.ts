/** The remediation plan: dated tasks as a grid and as bars. */
export { PlanView } from "./PlanView";
