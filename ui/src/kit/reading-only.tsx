/** Whether what is open can only be read: what changes something is off then, and names the element that says why. It knows no
 *  reason of its own. */
import { createContext, useContext } from "react";

const Reason = createContext<string | undefined>(undefined);

/** Gives all within the id of the element that says why nothing can be changed; none where all can be. */
export const ReadingOnly = Reason.Provider;

/** The id of the element that says why nothing can be changed, or undefined where all can be. */
export function useReadingOnly(): string | undefined {
  return useContext(Reason);
}
