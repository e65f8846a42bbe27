/** Destroys the files of an item that no longer counts, for good: asks for a reason and the item's number before, and says after what is left.
 *  It never touches an item that counts. */
import { useState } from "react";
import { count, LinksTo, useDates } from "../../audit";
import { StepFailure } from "../../audit/rows/form";
import { Button, ConfirmByName, Note, useToast } from "../../kit";
import { call } from "../../wire/call";
import { useDoing } from "../../wire/doing";
import { useEngagement } from "../../wire/engagement";
import type { CustodyEvent, EvidenceItem, EvidencePurged } from "../../wire/wire.gen";
import { referenceOf } from "./query";
import { sizeWords, T } from "./texts";

const P = T.purge;

/** The event by which an item's files were purged. */
export function purgedBy(custody: readonly CustodyEvent[]): CustodyEvent | undefined {
  return custody.find((event) => event.kind === "purged");
}

/** The way to it, or what was purged. */
export function PurgeFiles({ item, custody }: { item: EvidenceItem; custody: readonly CustodyEvent[] }) {
  const dates = useDates();
  const [asks, setAsks] = useState(false);
  const [purged, setPurged] = useState<EvidencePurged>();
  const event = purgedBy(custody);
  // The item is read anew a moment after.
  if (event || purged) {
    return (
      <Note tone="calm" icon="trash">
        <p>{event ? P.gone(dates.instant(event.at, true), event.who) : P.preview}</p>
        {purged && purged.kept_by.length > 0 && (
          <p>
            {P.keptBy(purged.kept_by.length)} <LinksTo noun="evidence" references={purged.kept_by} />
          </p>
        )}
      </Note>
    );
  }
  if (item.files.length === 0) return null;
  return (
    <p>
      <Button changes kind="link" onPress={() => setAsks(true)}>
        {P.open}
      </Button>
      {asks && <PurgeDialog item={item} onPurged={setPurged} onClose={() => setAsks(false)} />}
    </p>
  );
}

function PurgeDialog(props: { item: EvidenceItem; onPurged(purged: EvidencePurged): void; onClose(): void }) {
  const { item, onClose } = props;
  const engagement = useEngagement();
  const toast = useToast();
  const doing = useDoing();
  const reference = referenceOf(item.number);
  const size = item.files.reduce((sum, file) => sum + file.size, 0);
  const purge = async (confirm: string, reason: string) => {
    const done = await doing.run(async () => {
      const purged = await call("evidence.purge", { engagement, evidence: item.id, reason, confirm });
      props.onPurged(purged);
      toast({ words: P.done(reference, count(purged.seq)), tone: "good" });
    });
    if (done) onClose();
  };
  return (
    <ConfirmByName
      title={P.title(reference)}
      words={
        <div className="col gap2">
          <p>{P.destroys(item.files.length, sizeWords(size))}</p>
          <p>{P.stays}</p>
          <p className="small dim">{P.elsewhere}</p>
          {doing.failure && <StepFailure failure={doing.failure} />}
        </div>
      }
      name={reference}
      reason={P.reason}
      action={P.act}
      open
      busy={doing.busy}
      onConfirm={(confirm, reason) => void purge(confirm, reason)}
      onClose={onClose}
    />
  );
}
