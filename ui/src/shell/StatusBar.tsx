/** The status bar: whether all is saved, a backup that is due, the work that runs, the log's head, the vault's size. */
import { useEffect, useState } from "react";
import { Icon, useToast } from "../kit";
import { useGo } from "../kit/place";
import { TOLD_MS } from "../kit/told";
import { listen } from "../wire/events";
import { wordsFor } from "../wire/failures";
import type { Failure, VaultStatus } from "../wire/wire.gen";
import { failedWords } from "./failed";
import { cancelJob, useJob } from "./jobs";
import { TEXTS } from "./texts";

/** The bar at the bottom. */
export function StatusBar(props: {
  status: VaultStatus;
  /** Why the state above couldn't be read anew. */
  stale?: Failure | undefined;
}) {
  const { status, stale } = props;
  const savedAt = useSavedAt();
  const job = useJob();
  const toast = useToast();
  const go = useGo();
  const cancel = () => cancelJob().catch((thrown) => toast(failedWords(TEXTS.notCancelled, thrown)));
  const readOnly = status.condition.condition === "read_only";
  return (
    <footer className="stat">
      <span className={readOnly ? "high" : "good"} role="status">
        <Icon name={readOnly ? "eye" : "check"} />
        {readOnly ? TEXTS.readOnly : `${TEXTS.saved}${savedAt ? ` ${savedAt}` : ""}`}
      </span>
      {stale && (
        <span className="crit" role="alert">
          <Icon name="warning" />
          {TEXTS.stale(wordsFor(stale).what)}
        </span>
      )}
      {status.backup.due && !readOnly && (
        <span className="med">
          <Icon name="copy" />
          <button type="button" className="link" onClick={() => go({ view: "settings", part: "backup" })}>
            {TEXTS.backupDue(status.backup.days)}
          </button>
        </span>
      )}
      {job && (
        <span className="stat-job">
          {TEXTS.doing(job.doing)}
          <progress value={job.done} max={Math.max(1, job.total)} aria-label={job.doing} />
          {job.total > 0 && <span>{`${Math.floor((100 * job.done) / job.total)} %`}</span>}
          <button type="button" className="link" onClick={() => void cancel()}>
            {TEXTS.cancel}
          </button>
        </span>
      )}
      <span className="grow" />
      {status.head && (
        <span>
          <Icon name="link" />
          {TEXTS.log(status.head.seq)} · <code>{status.head.short_hash}</code>
        </span>
      )}
      <span>
        <Icon name="disk" />
        {TEXTS.size(status.size)}
      </span>
      <span>
        <Icon name="offline" />
        {TEXTS.offline}
      </span>
    </footer>
  );
}

/** The time of day of the last change that the program told of. */
function useSavedAt(): string | undefined {
  const [at, setAt] = useState<string>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const deaf = listen((event) => {
      if (event.event !== "changed") return;
      clearTimeout(timer);
      timer = setTimeout(() => setAt(new Date(event.at).toLocaleTimeString("sv-SE")), TOLD_MS);
    });
    return () => {
      deaf();
      clearTimeout(timer);
    };
  }, []);
  return at;
}
