/** The feature `communications`: the communication plan and its messages. Nothing of it sends anything. */
export { CommunicationsView } from "./CommunicationsView";
