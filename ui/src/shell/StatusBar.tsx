/** The status bar: whether all is saved, the work that runs, the log's head, the vault's size. */
import { Icon } from "../kit";
import type { VaultStatus } from "../wire/wire.gen";
import { cancelJob, useJob } from "./jobs";
import { TEXTS } from "./texts";

/** The bar at the bottom. */
export function StatusBar({ status, savedAt }: { status: VaultStatus; savedAt: string | undefined }) {
  const job = useJob();
  const readOnly = status.condition.condition === "read_only";
  return (
    <footer className="stat">
      <span className={readOnly ? "high" : "good"} role="status">
        <Icon name={readOnly ? "eye" : "check"} />
        {readOnly ? TEXTS.readOnly : `${TEXTS.saved}${savedAt ? ` ${savedAt}` : ""}`}
      </span>
      {job && (
        <span>
          {job.doing}
          <progress value={job.done} max={Math.max(1, job.total)} aria-label={job.doing} />
          {job.total > 0 && <span>{`${Math.floor((100 * job.done) / job.total)} %`}</span>}
          <button type="button" className="link" onClick={() => void cancelJob()}>
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
