/** What cannot be fixed any more, each beside what an auditor would accept instead. It offers nothing that makes a miss good. */
import { useState } from "react";
import { placeOf } from "../../audit/link";
import { OccurrenceMark } from "../../audit/occurrence-marks";
import { Button, Note, Panel, PopoverButton } from "../../kit";
import { useGo } from "../../kit/place";
import type { Instead, LostControl, LostControls } from "../../wire/wire.gen";
import { RowsButton } from "./RowsButton";
import { LINES } from "./StillPossible";
import { FIX as F, INSTEAD_SHORT } from "./texts";

/** Of what would be accepted, so much stands in the line; all of it one press away. */
const SHORT = 2;

export function Lost({ lost }: { lost: LostControls }) {
  const [all, setAll] = useState(false);
  // The note below takes the room of lines.
  const shown = all ? lost.controls : lost.controls.slice(0, LINES - 2);
  const more = lost.controls.length - shown.length;
  return (
    <Panel
      className="ov-list"
      title={F.cannot}
      aside={
        lost.total > 0 && (
          <>
            <RowsButton
              link={lost.rows}
              only={F.onlyLost}
              label={`${lost.total} ${F.controls(lost.total)}, ${F.onlyLost}`}
            >
              {lost.total}
            </RowsButton>
            {` ${F.controls(lost.total)}, ${F.occurrences(lost.occurrences)}`}
          </>
        )
      }
    >
      {lost.total === 0 && <p className="small dim">{F.nothingLost}</p>}
      <ul className="todo">
        {shown.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ul>
      {(more > 0 || all) && (
        <Button kind="link" className="ov-more" expanded={all} onPress={() => setAll(!all)}>
          {all ? F.fewer : F.more(more)}
        </Button>
      )}
      <div className="ov-foot">
        <Note tone="calm">{F.stays}</Note>
      </div>
    </Panel>
  );
}

function Line({ line: { id, reference, title, lost } }: { line: LostControl }) {
  const go = useGo();
  return (
    <li>
      <OccurrenceMark standing="missed" bare words={F.missed} />
      <div>
        <Button kind="link" className="rows" onPress={() => go(placeOf("control", id))}>
          {`${reference} ${title}`}
        </Button>
      </div>
      <em>
        <Button
          kind="link"
          className="rows"
          label={F.countLabel(lost.count, reference)}
          onPress={() => go({ view: "matrix", part: "calendar", id })}
        >
          {lost.count}
        </Button>
      </em>
      <small className="ov-instead">
        <span className="nowrap">{lost.what}</span>
        <PopoverButton
          button={{
            kind: "link",
            children: F.offer(inShort(lost.instead)),
          }}
          label={F.offerFull(reference)}
          className="ov-offer"
        >
          <h3 className="label">{F.offerFull(reference)}</h3>
          <ul className="ov-offers">
            {lost.instead_words.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </PopoverButton>
      </small>
    </li>
  );
}

/** The first of what is accepted besides telling the exception as it is, which is owed in any case. */
function inShort(instead: readonly Instead[]): string {
  const besides = instead.filter((one) => one !== "account");
  const all = (besides.length > 0 ? besides : instead).map((one) => INSTEAD_SHORT[one]);
  const more = all.length - SHORT;
  return more > 1 ? F.andMore(all.slice(0, SHORT).join(", "), more) : all.join(", ");
}
