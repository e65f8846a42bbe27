/** The walkthrough: controls presented to an auditor, by keyboard. */
export { WalkthroughView } from "./WalkthroughView";
