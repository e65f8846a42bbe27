/** What the vault finds for a text: records of all nouns, and the text of evidence files. It searches a moment after the last key. */
import { useEffect, useRef, useState } from "react";
import { asFailure, call } from "../wire/call";
import { useEngagementOrNone } from "../wire/engagement";
import { newest } from "../wire/turns";
import type { Failure, SearchFound } from "../wire/wire.gen";

/** How long typing may rest before the vault is searched. */
const PAUSE = 60;
/** Hits at most. */
export const MOST = 40;

const NONE: SearchFound = { hits: [], total: 0, at_least: false };

export interface Hits {
  found: SearchFound;
  /** The answer to this text hasn't come yet. */
  busy: boolean;
  failure: Failure | undefined;
}

/** What is found; what was found before stays until the next answer comes. */
export function useHits(text: string): Hits {
  const engagement = useEngagementOrNone();
  const wanted = text.trim();
  const [answer, setAnswer] = useState<{ to: string; found: SearchFound; failure?: Failure }>({ to: "", found: NONE });
  const inTurn = useRef(newest());
  useEffect(() => {
    if (wanted === "") {
      setAnswer({ to: "", found: NONE });
      return;
    }
    let here = true;
    const search = async () => {
      // What was typed further meanwhile is searched in its own turn.
      if (!here) return;
      await call("search.find", { engagement, text: wanted, nouns: [], limit: MOST }).then(
        (found) => here && setAnswer({ to: wanted, found }),
        (thrown) => here && setAnswer({ to: wanted, found: NONE, failure: asFailure(thrown) }),
      );
    };
    const timer = setTimeout(() => inTurn.current(search), PAUSE);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [wanted, engagement]);
  return { found: wanted === "" ? NONE : answer.found, busy: answer.to !== wanted, failure: answer.failure };
}
