/** Where a request stands for us and for the auditor, and the steps of our own status. What needs a reason asks for it. */
import { useState } from "react";
import { useDates } from "../../audit/date-format";
import { useDone } from "../../audit/done";
import { RequestAuditorMark, RequestInternalMark } from "../../audit/marks";
import { StepFailure, StepForm } from "../../audit/rows/form";
import { REQUEST_INTERNAL, within } from "../../audit/words";
import { Button, Kv, Note, TextArea } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import type { Failure, InternalStatus, RequestRow } from "../../wire/wire.gen";
import { referenceOf } from "./RequestPane";
import { type Internal, needsReason, nextOf, statusOf } from "./steps";
import { T } from "./texts";

export function Standing({ row }: { row: RequestRow }) {
  const { request } = row;
  const engagement = useEngagement();
  const dates = useDates();
  const done = useDone();
  const [asking, setAsking] = useState<"blocked" | "not_applicable">();
  const [failure, setFailure] = useState<Failure>();
  const now = request.internal.internal;
  const move = (to: InternalStatus) =>
    done(
      () => call("request.move", { engagement, request: request.id, to }),
      () => T.moved(referenceOf(row), within(REQUEST_INTERNAL[to.internal])),
    );
  const press = async (to: Internal) => {
    setFailure(undefined);
    if (needsReason(to)) return setAsking(to);
    try {
      await move(statusOf(to, ""));
    } catch (thrown) {
      setFailure(asFailure(thrown));
    }
  };
  const label = (to: Internal) =>
    to === "in_progress" && (now === "submitted_for_review" || now === "ready") ? T.moveBack : T.moveTo[to];
  return (
    <>
      <Kv
        items={[
          { name: T.pane.ours, value: <RequestInternalMark status={request.internal} /> },
          { name: T.pane.theirs, value: <RequestAuditorMark status={request.auditor} /> },
        ]}
      />
      {"reason" in request.internal && <p className="dim">{T.pane.because(request.internal.reason)}</p>}
      {row.overdue && request.due_on && <Note tone="high">{T.pane.overdueBy(dates.away(request.due_on))}</Note>}
      {row.owed && !row.overdue && <p className="dim">{T.pane.owed}</p>}
      {failure && <StepFailure failure={failure} />}
      {asking ? (
        <Reason
          key={asking}
          to={asking}
          onSet={async (reason) => {
            await move(statusOf(asking, reason));
            setAsking(undefined);
          }}
          onCancel={() => setAsking(undefined)}
        />
      ) : (
        <div className="step-buttons">
          {nextOf(now).map((to) => (
            <Button changes key={to} onPress={() => void press(to)}>
              {label(to)}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

function Reason(props: { to: "blocked" | "not_applicable"; onSet(reason: string): Promise<void>; onCancel(): void }) {
  const [reason, setReason] = useState("");
  return (
    <StepForm
      title={T.reasonTitle[props.to]}
      submit={T.set}
      ready={reason.trim() !== ""}
      onSubmit={() => props.onSet(reason.trim())}
      onCancel={props.onCancel}
    >
      <TextArea
        label={T.reason}
        hint={T.reasonHint[props.to]}
        required
        autoFocus
        rows={3}
        value={reason}
        onChange={setReason}
      />
    </StepForm>
  );
}
