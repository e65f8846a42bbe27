/** What stands where rows or a page would: under way, loading, empty, failed. A failure always says what is safe. */
import { type ReactNode, useId } from "react";
import { Button } from "./button.tsx";
import { Icon } from "./icons.tsx";
import { useKitTexts } from "./texts.ts";
import "./states.css";

/** How a failure is told: what happened, what is safe, what to do; the detail is for those who ask. */
export interface FailureWords {
  what: string;
  safe: string;
  todo: string;
  detail?: string;
}

/** Shows a failure and offers the retry. It is read out when it comes. */
export function FailureNote(props: FailureWords & { onRetry?(): void; retryLabel?: string; action?: ReactNode }) {
  const t = useKitTexts();
  return (
    <div className="failure" role="alert">
      <Icon name="warning" />
      <div className="grow">
        <p className="strong">{props.what}</p>
        <p>{props.safe}</p>
        <p>{props.todo}</p>
        {props.detail && (
          <details open>
            <summary>{t.details}</summary>
            <p className="mono text break">{props.detail}</p>
          </details>
        )}
        {(props.onRetry || props.action) && (
          <div className="row wrap">
            {props.onRetry && (
              <Button icon="refresh" onPress={props.onRetry}>
                {props.retryLabel ?? t.retry}
              </Button>
            )}
            {props.action}
          </div>
        )}
      </div>
    </div>
  );
}

/** What belongs here, and the first step to it. */
export function EmptyState(props: {
  title: string;
  words: ReactNode;
  action?: ReactNode;
  icon?: Parameters<typeof Icon>[0]["name"];
}) {
  return (
    <div className="empty">
      {props.icon && <Icon name={props.icon} />}
      <h2>{props.title}</h2>
      <p>{props.words}</p>
      {props.action && <div className="row wrap">{props.action}</div>}
    </div>
  );
}

/** Something loads. Words come after a moment, so that what is quick doesn't flicker. */
export function Loading({ words }: { words?: string }) {
  const t = useKitTexts();
  return (
    <div className="loading" role="status">
      <span className="spin" aria-hidden="true" />
      <span>{words ?? t.loading}</span>
    </div>
  );
}

/** Grey bars in the place of lines that are loading. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div className="skeleton" aria-hidden="true">
      {Array.from({ length: lines }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike
        <i key={at} />
      ))}
    </div>
  );
}

/** How far something is. Without `value` it only says that it runs. */
export function Progress(props: {
  label: string;
  /** Done so far, 0 to `max`. */
  value?: number;
  max?: number;
  onCancel?(): void;
  wide?: boolean;
  /** More words, such as the step. */
  words?: ReactNode;
  hideLabel?: boolean;
}) {
  const t = useKitTexts();
  const id = useId();
  const max = props.max ?? 1;
  const percent = props.value === undefined || max <= 0 ? undefined : Math.floor((props.value / max) * 100);
  return (
    <span className={props.wide ? "progress wide" : "progress"}>
      <span id={id} className={props.hideLabel ? "vh" : undefined}>
        {props.label}
      </span>
      <progress aria-labelledby={id} value={props.value} max={max} />
      {percent !== undefined && <span>{t.progress(percent)}</span>}
      {props.words && <span className="dim">{props.words}</span>}
      {props.onCancel && (
        <Button kind="link" label={`${t.cancel}: ${props.label}`} onPress={props.onCancel}>
          {t.cancel}
        </Button>
      )}
    </span>
  );
}
