/** Taking over a sheet that was looked at: one step of the log. What changed since it was shown is shown anew, not applied. */
import { useCallback, useState } from "react";
import { useDone } from "../../../audit/done";
import { type FailureWords, useToast } from "../../../kit";
import { asFailure, call, type Request } from "../../../wire/call";
import { wordsFor } from "../../../wire/failures";
import type { SheetPreview } from "../../../wire/wire.gen";
import { rowsOf } from "./refused";
import { S } from "./texts";

type From = Request<"sheet.apply">["from"];

export interface Applying {
  /** Applies; true when it is done. A newer preview is handed on where the vault has changed. */
  apply(from: From, shown: SheetPreview, save: string | null): Promise<boolean>;
  busy: boolean;
  failed: FailureWords | undefined;
  /** The preview was made anew, since the vault has changed. */
  renewed: boolean;
}

export function useApply(onPreview: (preview: SheetPreview) => void): Applying {
  const done = useDone();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [renewed, setRenewed] = useState(false);
  const [failed, setFailed] = useState<FailureWords>();
  const apply = useCallback(
    async (from: From, shown: SheetPreview, save: string | null) => {
      setBusy(true);
      setFailed(undefined);
      try {
        const ended = await done(
          () => call("sheet.apply", { from, seen: shown.seen, save }),
          ({ added, changed }) => S.applied(added, changed),
          { action: "sheet.import" },
        );
        if (ended.refused.length > 0) toast({ words: S.leftOut(rowsOf(ended.refused)) });
        return true;
      } catch (thrown) {
        const failure = asFailure(thrown);
        if (failure.code !== "stale") setFailed(wordsFor(failure));
        else {
          const again = await call("sheet.preview", { from }).catch((second) => setFailed(wordsFor(asFailure(second))));
          if (again) onPreview(again);
          setRenewed(again !== undefined);
        }
        return false;
      } finally {
        setBusy(false);
      }
    },
    [done, toast, onPreview],
  );
  return { apply, busy, failed, renewed };
}
