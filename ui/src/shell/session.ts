/** What the window knows of the vault that is open: whether one is, its state for the bars, and the engagements in it. */
import { useCallback, useEffect, useRef, useState } from "react";
import { asFailure, call } from "../wire/call";
import { listen } from "../wire/events";
import { eachRound, type Touched } from "../wire/rounds";
import type { Engagement, Failure, Held, LockReason, VaultStatus } from "../wire/wire.gen";

export interface Opened {
  status: VaultStatus;
  engagements: Engagement[];
}

export interface Session {
  /** Not known yet, no vault open, or an open one. */
  opened: Opened | null | undefined;
  /** Why the vault was locked last, if it was in this sitting. */
  locked: LockReason | undefined;
  /** The folder of the vault that was open before, which the program still holds. */
  last: Held | undefined;
  /** Why it isn't known whether a vault is open. */
  failure: Failure | undefined;
  /** A vault was opened; its folder is held for the next time. */
  open(folder: Held): void;
  /** Looks anew. */
  look(): Promise<void>;
}

const WHY: readonly LockReason[] = ["asked", "idle", "sleep", "screen", "end", "fault"];

/** What the page's address bears over a lock: a word that says why, and the number of a handle. All else is forgotten. */
export function bornByAddress(hash: string): { why: LockReason | undefined; last: Held | undefined } {
  const [, word, held] = /^#([a-z]+)(?:\.(\d+))?$/.exec(hash) ?? [];
  const why = WHY.find((one) => one === word);
  return { why, last: why && held ? Number(held) : undefined };
}

function takeAddress(): ReturnType<typeof bornByAddress> {
  const { hash, pathname } = window.location;
  if (hash !== "") history.replaceState(null, "", pathname);
  return bornByAddress(hash);
}

/** Taken once, when the page begins. */
const began = takeAddress();

/** Follows whether a vault is open. */
export function useSession(): Session {
  const [opened, setOpened] = useState<Opened | null>();
  const [locked, setLocked] = useState<LockReason | undefined>(() => began.why);
  const [last, setLast] = useState<Held | undefined>(() => began.last);
  const [failure, setFailure] = useState<Failure>();
  const held = useRef(last);

  const known = useRef<Engagement[]>(undefined);
  const look = useCallback(async (touched: Touched = () => true) => {
    const list = async () =>
      known.current && !touched("engagement.list") ? known.current : call("engagement.list", {});
    try {
      const [status, engagements] = await Promise.all([call("vault.status", {}), list()]);
      known.current = engagements;
      setFailure(undefined);
      setOpened({ status, engagements });
    } catch (thrown) {
      const found = asFailure(thrown);
      known.current = undefined;
      if (found.code === "locked") {
        setFailure(undefined);
        setOpened(null);
      } else setFailure(found);
    }
  }, []);
  const open = useCallback(
    (folder: Held) => {
      held.current = folder;
      setLast(folder);
      void look();
    },
    [look],
  );

  useEffect(() => {
    void look();
    const over = eachRound((touched) => look(touched), "other");
    const deaf = listen((event) => {
      if (event.event === "locking") {
        const handle = held.current === undefined ? "" : `.${held.current}`;
        history.replaceState(null, "", `#${event.why}${handle}`);
      }
      if (event.event === "locked_now") {
        setLocked(event.why);
        setOpened(null);
        known.current = undefined;
      }
    });
    return () => {
      over();
      deaf();
    };
  }, [look]);

  return { opened, locked, last, failure, open, look };
}
