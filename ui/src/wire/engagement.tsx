/** Which engagement the window shows, for all features. It holds an id and nothing else. */
import { createContext, useContext } from "react";

const Shown = createContext<string | null>(null);

/** Gives an engagement to all that stands inside. */
export const EngagementShown = Shown.Provider;

/** The id of the engagement that is shown. Used only where one is. */
export function useEngagement(): string {
  const shown = useContext(Shown);
  if (shown === null) throw new Error("no engagement is shown here");
  return shown;
}

/** The id of the engagement that is shown, or null where there is none yet. */
export function useEngagementOrNone(): string | null {
  return useContext(Shown);
}
