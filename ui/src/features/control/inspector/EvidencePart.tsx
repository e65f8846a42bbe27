/** Evidence of a control: each item with its state and what it covers, and the way to attach more. */
import { EvidenceStateMark, LinkTo, MissingMark, useDates } from "../../../audit";
import { Button, FailureNote, InspectorSection, Skeleton, useToast } from "../../../kit";
import { asFailure, call } from "../../../wire/call";
import { useEngagement } from "../../../wire/engagement";
import { wordsFor } from "../../../wire/failures";
import { useRead } from "../../../wire/query";
import type { Chosen, Control } from "../../../wire/wire.gen";
import { I } from "./texts";

/** Items that are listed, at most. */
const MOST = 50;

export function EvidencePart({ control, onFiles }: { control: Control; onFiles(files: readonly Chosen[]): void }) {
  const engagement = useEngagement();
  const dates = useDates();
  const toast = useToast();
  const read = useRead("evidence.page", {
    query: {
      engagement,
      text: null,
      filters: [{ column: "controls", test: { is: "any_of", values: [control.code] } }],
      sort: [{ column: "received_at", descending: true }],
      offset: 0,
      limit: MOST,
    },
  });
  const live = read.data?.rows.filter((row) => row.state.state !== "superseded" && row.state.state !== "withdrawn");
  const released = live?.filter((row) => row.state.state === "released").length ?? 0;
  const choose = async () => {
    try {
      const files = await call("file.choose", { wanted: "evidence" });
      if (files.length > 0) onFiles(files);
    } catch (thrown) {
      const { what, detail } = wordsFor(asFailure(thrown));
      toast({ words: detail ?? what, tone: "crit" });
    }
  };
  return (
    <InspectorSection title={I.evidence} count={live && I.evidenceCount(live.length, released)}>
      {read.failure && <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />}
      {!live && !read.failure && <Skeleton lines={2} />}
      {live?.length === 0 && <p className="faint">{I.noEvidence}</p>}
      <ul className="refs">
        {live?.map((item) => (
          <li key={item.id}>
            <EvidenceStateMark state={item.state} bare />
            <span className="grow">
              <LinkTo noun="evidence" id={item.id} name={`${item.reference} ${item.title}`}>
                {item.title}
              </LinkTo>
              <span className="micro dim">
                {item.reference} · {dates.covers(item.covers)}
              </span>
              {item.missing > 0 && <MissingMark missing={item.missing} />}
            </span>
          </li>
        ))}
      </ul>
      <div className="row wrap">
        <Button changes icon="evidence" onPress={() => void choose()}>
          {I.attach}
        </Button>
        <span className="micro faint">{I.attachHint}</span>
      </div>
    </InspectorSection>
  );
}
