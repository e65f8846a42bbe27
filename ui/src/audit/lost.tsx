/** A missed occurrence with what an auditor would accept instead: the two always stand together. It offers nothing that would make it good. */
import type { Lost } from "../wire/wire.gen";
import { useDates } from "./date-format";
import { keyWords } from "./dates";
import { OccurrenceMark } from "./occurrence-marks";
import { MARK_TEXTS as T } from "./texts";
import { INSTEAD } from "./words";
import "./audit.css";

/** "Missed, unrecoverable" beside what would be accepted instead. */
export function LostOccurrence({ lost }: { lost: Lost }) {
  const dates = useDates();
  return (
    <div className="lost">
      <p className="lost-head">
        <OccurrenceMark standing="missed" words={T.unrecoverable} />
        <span className="dim">{T.lostSince(keyWords(lost.key), dates.day(lost.since))}</span>
      </p>
      {lost.performed_late_on && <p className="dim">{T.performedLate(dates.day(lost.performed_late_on))}</p>}
      <h4 className="label">{T.instead}</h4>
      <ul className="lost-instead">
        {lost.instead.map((instead) => (
          <li key={instead}>{INSTEAD[instead]}</li>
        ))}
      </ul>
    </div>
  );
}
