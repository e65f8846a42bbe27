/** What still has to be answered before something can be relied on, as the program says it. It judges nothing. */
import { Mark, Marked } from "../kit";
import { MISSING_TEXTS as T } from "./texts";
import "./audit.css";

/** How many answers are missing, for a heading or a cell; a dash for none. */
export function MissingMark({ missing }: { missing: number }) {
  if (missing === 0) return <span className="faint">–</span>;
  return (
    <Marked shape="triangle-mark" tone="high">
      {T.title(missing)}
    </Marked>
  );
}

/** The missing answers, one a line. */
export function MissingList({ missing }: { missing: readonly string[] }) {
  if (missing.length === 0) {
    return (
      <p className="small">
        <Marked shape="tick-disc" tone="good">
          {T.none}
        </Marked>
      </p>
    );
  }
  return (
    <ul className="missing" aria-label={T.list}>
      {missing.map((one) => (
        <li key={one}>
          <Mark shape="triangle-mark" tone="high" />
          {one}
        </li>
      ))}
    </ul>
  );
}
