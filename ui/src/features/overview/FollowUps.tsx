/** What the auditor asked in walkthroughs and who answers by when. Nothing is added here: that is done in the walkthrough. */
import { useEffect, useRef, useState } from "react";
import { FailureNote, Panel, Pill, Skeleton, ViewSwitch } from "../../kit";
import { useGo, usePlace } from "../../kit/place";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { FollowUpRow } from "../../wire/wire.gen";
import { FollowUpItem } from "./FollowUpItem";
import { scrollPageTo } from "./scroll";
import { FOLLOW_UPS as F } from "./texts";

type Which = "open" | "all";

export function FollowUps({ engagement, today }: { engagement: string; today: string }) {
  const place = usePlace();
  const go = useGo();
  const here = place.part === "follow_ups";
  const ids = here ? place.ids : undefined;
  const chosen = here ? place.id : undefined;
  const [which, setWhich] = useState<Which>("open");
  // What somebody came for is shown whether it is open or not.
  const open = which === "open" && ids === undefined && chosen === undefined;
  const read = useRead("follow_up.list", { engagement, control: null, open, overdue: false, promised_by: null });
  const part = useRef<HTMLDivElement>(null);
  const there = read.data !== undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each coming here scrolls, also to the same part again
  useEffect(() => {
    if (!here || !there) return;
    scrollPageTo(part.current);
    part.current?.focus({ preventScroll: true });
  }, [here, there, place]);

  const rows = (read.data ?? []).filter((row) => ids === undefined || ids.includes(row.follow_up.id));
  return (
    // biome-ignore lint/a11y/useSemanticElements: the panel within is the section; this takes the focus of those who come for it
    <div ref={part} className="span2 ov-questions" tabIndex={-1} role="group" aria-label={F.title}>
      <Panel
        title={F.title}
        aside={
          <span className="row">
            {ids && (
              <Pill onRemove={() => go({ view: "overview", part: "follow_ups" })} removeLabel={F.clearOnly}>
                {F.only(place.only ?? "")}
              </Pill>
            )}
            <ViewSwitch<Which>
              label={F.which}
              tabs={[
                { id: "open", label: F.open },
                { id: "all", label: F.all },
              ]}
              value={open ? "open" : "all"}
              onChange={(next) => {
                setWhich(next);
                if (here) go({ view: "overview", part: "follow_ups" });
              }}
            />
          </span>
        }
      >
        {read.failure && <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />}
        {read.loading && <Skeleton lines={3} />}
        {there && rows.length === 0 && <p className="small dim">{open ? F.none : F.noneAtAll}</p>}
        <ul className="ov-asked">
          {rows.map((row) => (
            <FollowUpItem
              key={row.follow_up.id}
              row={row}
              engagement={engagement}
              today={today}
              chosen={isChosen(row, chosen)}
            />
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function isChosen(row: FollowUpRow, chosen: string | undefined): boolean {
  return chosen !== undefined && (row.follow_up.id === chosen || row.reference === chosen);
}
