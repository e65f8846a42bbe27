/** Small things that are only read: pills, chips, notes, key hints, panels, lists of facts and figures. */
import { type ReactNode, useId } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Icon, type IconName } from "./icons.tsx";
import { Mark, type MarkShape, type Tone } from "./marks.tsx";
import { useKitTexts } from "./texts.ts";
import "./press-style.ts";
import "./controls.css";
import "./small.css";

/** A rounded label for what is set, such as a filter; with `onRemove` it can be taken away, with `onPress` opened. */
export function Pill(props: {
  children: string;
  onRemove?(): void;
  removeLabel?: string;
  onPress?(): void;
  label?: string;
}) {
  const t = useKitTexts();
  return (
    <span className="pill">
      {props.onPress ? (
        <AriaButton className="pill-open" aria-label={props.label} onPress={() => props.onPress?.()}>
          {props.children}
        </AriaButton>
      ) : (
        <span>{props.children}</span>
      )}
      {props.onRemove && (
        <AriaButton
          className="pill-x"
          aria-label={props.removeLabel ?? t.remove(props.children)}
          onPress={() => props.onRemove?.()}
        >
          <Icon name="close" small />
        </AriaButton>
      )}
    </span>
  );
}

/** A square-edged code or value in a line of text; a button if it can be pressed, removable if it says so. */
export function Chip(props: {
  children: string;
  onPress?(): void;
  onRemove?(): void;
  label?: string;
  title?: string;
  tone?: Tone;
}) {
  const t = useKitTexts();
  const tone = props.tone ? ` ${props.tone}` : "";
  const words = props.onPress ? (
    <AriaButton className={`chip press${tone}`} aria-label={props.label} onPress={() => props.onPress?.()}>
      {props.children}
    </AriaButton>
  ) : (
    <span className={`chip${tone}`} title={props.title}>
      {props.children}
    </span>
  );
  if (!props.onRemove) return words;
  return (
    <span className="chip-set">
      {words}
      <AriaButton className="chip-x" aria-label={t.remove(props.children)} onPress={() => props.onRemove?.()}>
        <Icon name="close" small />
      </AriaButton>
    </span>
  );
}

/** Which of two sides something belongs to: inside has an edge, outside a fill. */
export function Track({ side, children }: { side: "in" | "out"; children: ReactNode }) {
  return <span className={`track ${side}`}>{children}</span>;
}

const NOTE_ICONS: Record<"high" | "crit" | "med" | "calm" | "good", IconName> = {
  high: "warning",
  crit: "warning",
  med: "warning",
  calm: "shield",
  good: "check",
};

/** A note of one or two sentences. With `live` it is read out when it comes. */
export function Note(props: {
  tone: "high" | "crit" | "med" | "calm" | "good";
  children: ReactNode;
  icon?: IconName;
  live?: boolean;
  action?: ReactNode;
}) {
  return (
    <div className={`note ${props.tone}`} role={props.live ? (props.tone === "calm" ? "status" : "alert") : undefined}>
      <Icon name={props.icon ?? NOTE_ICONS[props.tone]} />
      <div className="grow">{props.children}</div>
      {props.action}
    </div>
  );
}

/** Keys and what they do: `<KeyHint keys="F2">edit</KeyHint>`. */
export function KeyHint({ keys, children }: { keys: string; children?: ReactNode }) {
  return (
    <span className="keyhint">
      <kbd>{keys}</kbd>
      {children}
    </span>
  );
}

/** A framed part of a page with a heading. */
export function Panel(props: {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  label?: string;
}) {
  const id = useId();
  return (
    <section
      className={`panel ${props.className ?? ""}`.trim()}
      aria-label={props.label}
      aria-labelledby={props.title && !props.label ? id : undefined}
    >
      {props.title && (
        <div className="panel-head">
          <h2 id={id}>{props.title}</h2>
          {props.aside && <span>{props.aside}</span>}
        </div>
      )}
      {props.children}
    </section>
  );
}

/** A list of facts: name, value. */
export function Kv({ items }: { items: readonly { name: string; value: ReactNode; key?: string }[] }) {
  return (
    <dl className="kv">
      {items.map((item) => (
        <div key={item.key ?? item.name}>
          <dt>{item.name}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A large number with its words; a button when the rows behind it can be opened. */
export function Figure(props: {
  value: string | number;
  words: string;
  onPress?(): void;
  mark?: { shape: MarkShape; tone: Tone };
}) {
  const inner = (
    <>
      <b>
        {props.mark && <Mark {...props.mark} />}
        {props.value}
      </b>
      <span>{props.words}</span>
    </>
  );
  if (!props.onPress) return <div className="fig">{inner}</div>;
  return (
    <AriaButton className="fig press" onPress={() => props.onPress?.()}>
      {inner}
    </AriaButton>
  );
}

/** How far something is on a short scale: as many steps as `max`, those reached filled. The words beside it say the same. */
export function Level(props: { label: string; value: number; max: number; tone: Tone }) {
  const steps = Array.from({ length: props.max }, (_, step) => step);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the system draws its own meter in colours that no theme reaches
    <span
      className={`level ${props.tone}`}
      role="meter"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={props.max}
      aria-valuenow={props.value}
    >
      {steps.map((step) => (
        <i key={step} className={step < props.value ? "on" : undefined} />
      ))}
    </span>
  );
}
