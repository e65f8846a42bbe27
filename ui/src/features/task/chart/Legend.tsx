/** What the marks of the bars mean, beside the picture. */
import { BARS as B } from "../texts";

const L = B.legend;

export function Legend() {
  return (
    <ul className="bars-legend" aria-label={L.label}>
      {(["planned", "in_progress", "blocked", "done"] as const).map((state) => (
        <li key={state}>
          <svg viewBox="0 0 20 12" aria-hidden="true">
            <rect className={`bar ${state}`} x="1" y="2" width="18" height="8" rx="2" />
            {state === "blocked" && <path className="bar-stop" d="M10 0l5 9H5z" />}
            {state === "in_progress" && <rect className="bar-part" x="1" y="2" width="9" height="8" rx="2" />}
          </svg>
          {L[state]}
        </li>
      ))}
      <li>
        <svg viewBox="0 0 20 12" aria-hidden="true">
          <rect className="bar planned critical" x="1" y="2" width="12" height="8" rx="2" />
          <path className="bar-diamond" d="M15 1l5 5-5 5-5-5z" />
        </svg>
        {L.critical}
      </li>
      <li>
        <svg viewBox="0 0 20 12" aria-hidden="true">
          <path className="bar-slack" d="M1 6h17M18 2v8" />
        </svg>
        {L.slack}
      </li>
      <li>
        <svg viewBox="0 0 20 12" aria-hidden="true">
          <rect className="bar-freeze" x="0" width="20" height="12" />
          <path className="bar-hatch" d="M0 12 12 0M8 12 20 0M-6 6 0 0M16 12l4-4" />
        </svg>
        {L.freeze}
      </li>
    </ul>
  );
}
