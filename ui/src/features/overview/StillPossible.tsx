/** What can still be fixed, control by control, the soonest first. It stands beside what cannot any more, of equal weight. */
import { useState } from "react";
import { placeOf } from "../../audit/link";
import { OccurrenceMark } from "../../audit/occurrence-marks";
import { Button, Panel } from "../../kit";
import { useGo } from "../../kit/place";
import type { FixableControl, FixableControls, OccurrenceStanding } from "../../wire/wire.gen";
import { RowsButton } from "./RowsButton";
import { FIX as F } from "./texts";

/** Lines that are shown at first. */
export const LINES = 7;

export function StillPossible({ fixable }: { fixable: FixableControls }) {
  const [all, setAll] = useState(false);
  const shown = all ? fixable.soonest : fixable.soonest.slice(0, LINES);
  const more = fixable.soonest.length - shown.length;
  // Several occurrences of one control may wait at once.
  const controls = fixable.rows.ids.length + fixable.rows.more;
  return (
    <Panel
      className="ov-list"
      title={F.can}
      aside={
        fixable.total > 0 && (
          <>
            {F.of(shown.length, fixable.total)}{" "}
            <RowsButton
              link={fixable.rows}
              only={F.onlyFixable}
              label={`${controls} ${F.controls(controls)}, ${F.onlyFixable}`}
            >
              {`${controls} ${F.controls(controls)}`}
            </RowsButton>
            {`, ${fixable.urgent > 0 ? F.urgent(fixable.urgent) : F.soonest}`}
          </>
        )
      }
    >
      {fixable.total === 0 && <p className="small dim">{F.nothingToFix}</p>}
      <ul className="todo">
        {shown.map((line) => (
          <Line key={`${line.id} ${line.possible.what}`} line={line} />
        ))}
      </ul>
      {(more > 0 || all) && (
        <Button kind="link" className="ov-more" expanded={all} onPress={() => setAll(!all)}>
          {all ? F.fewer : F.more(more)}
        </Button>
      )}
    </Panel>
  );
}

function Line({ line }: { line: FixableControl }) {
  const go = useGo();
  const { possible } = line;
  const standing: OccurrenceStanding =
    possible.until === null ? "performed" : possible.urgent ? "last_chance" : "upcoming";
  const away = possible.days_left === null ? F.anyTime : F.inDays(possible.days_left);
  return (
    <li>
      <OccurrenceMark standing={standing} bare />
      <div>
        <Button kind="link" className="rows" onPress={() => go(placeOf("control", line.id))}>
          {`${line.reference} ${line.title}`}
        </Button>
      </div>
      <em>{away}</em>
      <small title={possible.when}>{[possible.what, line.owner ?? F.nobody, inShort(possible.when)].join(" · ")}</small>
    </li>
  );
}

/** Where grace follows the due day, the grace is the day that counts; the whole stands in the title. */
function inShort(when: string): string {
  return when.replace(/due \S+, grace/, "grace");
}
