/** Criteria as chips in a cell or a line: the first two, and how many more. All of them are in the name and the tooltip. */
import { Chip } from "../kit";
import { useGo } from "../kit/place";
import { placeOf } from "./link";
import { LINK_TEXTS, PICK_TEXTS as T } from "./texts";
import { NOUN } from "./words";
import "./audit.css";

/** Chips of codes. Two fit in a cell; of more the first is shown and "+n", unless `all`. */
export function CriteriaChips({ codes, all = false }: { codes: readonly string[]; all?: boolean }) {
  if (codes.length === 0) return <span className="faint">–</span>;
  const shown = all || codes.length <= 2 ? codes : codes.slice(0, 1);
  const more = codes.length - shown.length;
  if (more === 0) {
    return (
      <span className="chips">
        {shown.map((code) => (
          <Chip key={code}>{code}</Chip>
        ))}
      </span>
    );
  }
  const words = codes.join(", ");
  return (
    <span className="chips" title={words}>
      <span className="vh">{T.allCriteria(words)}</span>
      <span className="chips" aria-hidden="true">
        {shown.map((code) => (
          <Chip key={code}>{code}</Chip>
        ))}
        <span className="micro dim">{T.more(more)}</span>
      </span>
    </span>
  );
}

/** Chips of criteria that go to their rows; for inspectors. */
export function CriteriaLinks({ codes }: { codes: readonly string[] }) {
  const go = useGo();
  if (codes.length === 0) return <span className="faint">{T.noCriteria}</span>;
  return (
    <span className="chips wrap">
      {codes.map((code) => (
        <Chip key={code} label={LINK_TEXTS.open(NOUN.criterion, code)} onPress={() => go(placeOf("criterion", code))}>
          {code}
        </Chip>
      ))}
    </span>
  );
}
