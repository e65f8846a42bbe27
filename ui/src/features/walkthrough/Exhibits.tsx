/** The released exhibits of a control, each opened by its digit. One that is listed only can't be opened. */
import { EVIDENCE_KIND, useDates } from "../../audit";
import { Icon } from "../../kit";
import type { WalkthroughExhibit } from "../../wire/wire.gen";
import { T } from "./texts";
import "./exhibits.css";

/** Exhibits that a digit opens. */
const DIGITS = 10;

export function Exhibits({
  exhibits,
  onOpen,
}: {
  exhibits: readonly WalkthroughExhibit[];
  onOpen(of: WalkthroughExhibit): void;
}) {
  return (
    <section>
      <h2>{T.exhibitsTitle(exhibits.length)}</h2>
      {exhibits.length === 0 && <p className="small-ish dim">{T.noExhibits}</p>}
      <ul className="exh">
        {exhibits.map((one, at) => (
          <li key={one.reference}>
            <Line one={one} digit={at < DIGITS ? String((at + 1) % DIGITS) : undefined} onOpen={() => onOpen(one)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ one, digit, onOpen }: { one: WalkthroughExhibit; digit: string | undefined; onOpen(): void }) {
  const dates = useDates();
  const covers = one.covers ? dates.covers(one.covers) : EVIDENCE_KIND[one.kind];
  const inner = (
    <>
      {one.files.length > 0 && digit ? (
        <span aria-hidden="true">
          <kbd>{digit}</kbd>
        </span>
      ) : (
        <Icon name={one.files.length > 0 ? "file" : "redact"} />
      )}
      <span className="grow">
        {one.title}
        <small>{covers}</small>
        {one.not_shown && <small>{T.notShown(one.not_shown)}</small>}
      </span>
      <span className="exh-what">{one.reference}</span>
    </>
  );
  if (one.files.length === 0) return <div className="exh-line">{inner}</div>;
  return (
    <button type="button" className="exh-line" onClick={onOpen}>
      {inner}
    </button>
  );
}
