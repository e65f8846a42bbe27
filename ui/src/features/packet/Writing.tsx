/** How far the writing of a packet is, with the way to cancel it; or why it ended without a packet. */
import { Button, FailureNote, Icon, Progress } from "../../kit";
import { wordsFor } from "../../wire/failures";
import { STEPS, share } from "./steps";
import { cancel, type Run } from "./store";
import { T } from "./texts";

export function Writing({ run, onDismiss }: { run: Run; onDismiss(): void }) {
  if (run.failure) {
    const cancelled = run.failure.code === "cancelled";
    return (
      <div className="packet-foot">
        {cancelled ? (
          <div className="row" role="status">
            <Icon name="info" />
            <span className="grow">{T.cancelled}</span>
            <Button onPress={onDismiss}>{T.dismiss}</Button>
          </div>
        ) : (
          <FailureNote {...wordsFor(run.failure)} action={<Button onPress={onDismiss}>{T.dismiss}</Button>} />
        )}
      </div>
    );
  }
  const at = run.step === undefined ? -1 : STEPS.indexOf(run.step);
  const count = run.total > 0 && run.step ? T.of(Math.min(run.done + 1, run.total), run.total) : undefined;
  const step = run.step && `${T.steps[run.step]}${count ? `, ${count}` : ""}`;
  const part = share(run.step, run.done, run.total);
  return (
    <div className="packet-foot">
      <div className="row">
        <span className="strong" role="status">
          {T.writing(run.number)}
        </span>
        <span className="dim grow clip">{step}</span>
        <span className="dim" aria-hidden="true">
          {T.percent(Math.floor(part * 100))}
        </span>
        <Button icon="stop" busy={run.cancelling} onPress={cancel}>
          {run.cancelling ? T.cancelling : T.cancel}
        </Button>
      </div>
      <Progress wide hideLabel label={T.writing(run.number)} value={part} />
      <ol className="packet-steps" aria-label={T.stepsLabel}>
        {STEPS.map((name, index) => (
          <li key={name} aria-current={index === at ? "step" : undefined} className={index < at ? "done" : undefined}>
            {`${index + 1} ${T.steps[name]}`}
            {index < at && (
              <>
                <Icon name="check" small />
                <span className="vh">{T.stepDone}</span>
              </>
            )}
          </li>
        ))}
        <li className="dim">{T.keepsNothing}</li>
      </ol>
    </div>
  );
}
