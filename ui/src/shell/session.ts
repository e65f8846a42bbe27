/** What the window knows of the vault that is open: whether one is, its state for the bars, and the engagements in it. */
import { useCallback, useEffect, useState } from "react";
import { asFailure, call } from "../wire/call";
import { listen } from "../wire/events";
import type { Engagement, LockReason, VaultStatus } from "../wire/wire.gen";

export interface Opened {
  status: VaultStatus;
  engagements: Engagement[];
}

export interface Session {
  /** Not known yet, no vault open, or an open one. */
  opened: Opened | null | undefined;
  /** Why the vault was locked last, if it was in this sitting. */
  locked: LockReason | undefined;
  /** Looks anew. */
  look(): Promise<void>;
}

const WHY: readonly LockReason[] = ["asked", "idle", "sleep", "screen", "end", "fault"];

/** Why the page was begun anew, if a lock was the reason. With a lock the page forgets all but this word, which its address bears. */
function takeReason(): LockReason | undefined {
  const word = window.location.hash.slice(1);
  if (word !== "") history.replaceState(null, "", window.location.pathname);
  return WHY.find((why) => why === word);
}

/** Taken once, when the page begins. */
const began = takeReason();

/** Follows whether a vault is open. */
export function useSession(): Session {
  const [opened, setOpened] = useState<Opened | null>();
  const [locked, setLocked] = useState<LockReason | undefined>(() => began);

  const look = useCallback(async () => {
    try {
      const [status, engagements] = await Promise.all([call("vault.status", {}), call("engagement.list", {})]);
      setOpened({ status, engagements });
    } catch (thrown) {
      if (asFailure(thrown).code !== "locked") throw thrown;
      setOpened(null);
    }
  }, []);

  useEffect(() => {
    look().catch(() => setOpened(null));
    return listen((event) => {
      if (event.event === "changed") void look().catch(() => undefined);
      if (event.event === "locking") history.replaceState(null, "", `#${event.why}`);
      if (event.event === "locked_now") {
        setLocked(event.why);
        setOpened(null);
      }
    });
  }, [look]);

  return { opened, locked, look };
}
