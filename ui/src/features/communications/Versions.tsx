/** The versions of a message, the newest first, and what changed between two of them as they read. It brings none back. */
import { useState } from "react";
import { useDates } from "../../audit/date-format";
import { FailureNote, Loading, Note, Select } from "../../kit";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { VersionRow } from "../../wire/wire.gen";
import { difference, isSame } from "./difference";
import { T } from "./texts";

export function Versions({ message }: { message: string }) {
  const engagement = useEngagement();
  const found = useRead("message.versions", { engagement, message });
  const [chosen, setChosen] = useState<number>();
  const [against, setAgainst] = useState<number>();
  if (found.failure) return <FailureNote {...wordsFor(found.failure)} onRetry={found.again} />;
  if (!found.data) return <Loading />;
  const all = found.data;
  const shown = all.find((one) => one.number === chosen) ?? all[0];
  if (!shown) return null;
  const other = all.find((one) => one.number === (against ?? shown.number - 1) && one.number !== shown.number);
  return (
    <div className="versions pad">
      <ul aria-label={T.versions.label}>
        {all.map((version) => (
          <li key={version.number}>
            <button
              type="button"
              className="version"
              aria-current={version.number === shown.number}
              onClick={() => {
                setChosen(version.number);
                setAgainst(undefined);
              }}
            >
              <VersionWords version={version} />
            </button>
          </li>
        ))}
      </ul>
      {all.length > 1 && (
        <Select
          label={T.versions.compare}
          value={other ? String(other.number) : null}
          choices={all
            .filter((one) => one.number !== shown.number)
            .map((one) => ({ value: String(one.number), label: T.versions.number(one.number) }))}
          onChange={(value) => setAgainst(value === null ? undefined : Number(value))}
        />
      )}
      {other ? <Differences before={older(shown, other)} after={newer(shown, other)} /> : <First version={shown} />}
    </div>
  );
}

function older(a: VersionRow, b: VersionRow): VersionRow {
  return a.number < b.number ? a : b;
}

function newer(a: VersionRow, b: VersionRow): VersionRow {
  return a.number < b.number ? b : a;
}

function VersionWords({ version }: { version: VersionRow }) {
  const dates = useDates();
  const more = [
    version.present ? T.versions.present : "",
    version.approved_by.length > 0 ? T.versions.approvedBy(version.approved_by.join(", ")) : "",
    version.sendings > 0 ? T.versions.sendings(version.sendings) : "",
  ].filter(Boolean);
  return (
    <>
      <strong>{T.versions.number(version.number)}</strong>
      <span className="dim">
        {dates.instant(version.at)} {T.versions.by(version.by)}
      </span>
      {more.length > 0 && <span>{more.join(" · ")}</span>}
    </>
  );
}

function First({ version }: { version: VersionRow }) {
  return (
    <>
      <p className="small dim">{T.versions.first}</p>
      <pre className="version-text">{version.filled ?? version.text}</pre>
    </>
  );
}

function Differences({ before, after }: { before: VersionRow; after: VersionRow }) {
  const filled = before.filled !== null && after.filled !== null;
  const stretches = filled ? difference(before.filled ?? "", after.filled ?? "") : difference(before.text, after.text);
  const label = T.versions.difference(before.number, after.number);
  return (
    <section aria-label={label}>
      <h4 className="label">{label}</h4>
      {!filled && <Note tone="calm">{T.versions.unfilled}</Note>}
      {isSame(stretches) && <p className="small">{T.versions.same}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className="version-text" tabIndex={0}>
        {stretches.map((stretch, at) => {
          // biome-ignore lint/suspicious/noArrayIndexKey: stretches are told apart by their place alone
          if (stretch.kind === "same") return <span key={at}>{stretch.text}</span>;
          const Changed = stretch.kind === "added" ? "ins" : "del";
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: stretches are told apart by their place alone
            <Changed key={at}>
              <span className="vh">{stretch.kind === "added" ? T.versions.added : T.versions.removed} </span>
              {stretch.text}
              <span className="vh"> {T.versions.end} </span>
            </Changed>
          );
        })}
      </pre>
    </section>
  );
}
