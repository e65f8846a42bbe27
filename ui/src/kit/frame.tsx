/** Frames of a view: its tools bar, the inspector beside it, a split in two. Widths are changed by pointer and by keyboard. */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { useKitTexts } from "./texts.ts";
import "./frame.css";

/** The bar over a view: title, what tells rows apart, and at the right what is done with them. */
export function ViewTools(props: {
  title: string;
  /** Words behind the title, such as a count. */
  words?: ReactNode;
  children?: ReactNode;
  /** At the right end. */
  end?: ReactNode;
}) {
  return (
    <div className="tools">
      <h1>{props.title}</h1>
      {props.words && <span className="tools-words">{props.words}</span>}
      {props.children}
      <span className="grow" />
      {props.end}
    </div>
  );
}

/** A thin upright line between groups of tools. */
export function ToolsLine() {
  return <span className="tools-line" aria-hidden="true" />;
}

/** The handle between two parts: drag, or arrow keys in steps of 16 px; Home and End go to the ends. */
function Handle(props: {
  label: string;
  width: number;
  least: number;
  most: number;
  /** 1 where dragging to the right makes it wider, -1 where it makes it narrower. */
  side: 1 | -1;
  controls: string;
  onWidth(width: number): void;
}) {
  const from = useRef<{ x: number; width: number }>(undefined);
  const put = (width: number) => props.onWidth(Math.round(Math.min(props.most, Math.max(props.least, width))));
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture?.(event.pointerId);
    from.current = { x: event.clientX, width: props.width };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (from.current) put(from.current.width + (event.clientX - from.current.x) * props.side);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowLeft: props.width - 16 * props.side,
      ArrowRight: props.width + 16 * props.side,
      Home: props.least,
      End: props.most,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    put(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a line that can be moved is no thematic break
    <div
      className={props.side === 1 ? "handle end" : "handle"}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={props.label}
      aria-valuenow={props.width}
      aria-valuemin={props.least}
      aria-valuemax={props.most}
      aria-controls={props.controls}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        from.current = undefined;
      }}
      onKeyDown={onKeyDown}
    />
  );
}

/** Bounds of the inspector's width in px. */
const INSPECTOR = { least: 260, most: 480, first: 284 };

/** The panel at the right for what is selected. Esc closes it; it never covers the grid. */
export function Inspector(props: {
  /** A code over the title, such as a number. */
  code?: ReactNode;
  title: string;
  /** Words under the title. */
  words?: ReactNode;
  /** Buttons in the head. */
  tools?: ReactNode;
  onClose(): void;
  children: ReactNode;
  /** Stays at the foot while the rest scrolls. */
  foot?: ReactNode;
  width?: number;
  onWidth?(width: number): void;
}) {
  const t = useKitTexts();
  const id = useId();
  const [own, setOwn] = useState(INSPECTOR.first);
  const width = props.width ?? own;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.stopPropagation();
    props.onClose();
  };
  return (
    <aside id={id} className="insp" aria-labelledby={`${id}-title`} style={{ width }} onKeyDown={onKeyDown}>
      <Handle
        label={t.resizeInspector}
        width={width}
        least={INSPECTOR.least}
        most={INSPECTOR.most}
        side={-1}
        controls={id}
        onWidth={props.onWidth ?? setOwn}
      />
      <header>
        <div className="row">
          {props.code && <span className="insp-code">{props.code}</span>}
          <span className="grow" />
          {props.tools}
          <Button kind="quiet" icon="close" label={t.close} onPress={props.onClose} />
        </div>
        <h2 id={`${id}-title`}>{props.title}</h2>
        {props.words && <div className="small dim">{props.words}</div>}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex lint/a11y/useSemanticElements: what scrolls must be reachable by keyboard */}
      <div className="scroll" tabIndex={0} role="group" aria-labelledby={`${id}-title`}>
        {props.children}
      </div>
      {props.foot && <footer>{props.foot}</footer>}
    </aside>
  );
}

/** One part of the inspector, with its heading and what stands at the heading's right: mostly the count. */
export function InspectorSection(props: { title: string; count?: ReactNode; children?: ReactNode }) {
  const id = useId();
  return (
    <section className="insp-part" aria-labelledby={id}>
      <div className="insp-head">
        <h3 id={id}>{props.title}</h3>
        {props.count !== undefined && <span>{props.count}</span>}
      </div>
      {props.children}
    </section>
  );
}

/** Two parts side by side; the first has a width of its own. */
export function Split(props: {
  first: ReactNode;
  second: ReactNode;
  /** Width of the first part at the beginning. */
  width: number;
  least?: number;
  most?: number;
  label?: string;
}) {
  const t = useKitTexts();
  const id = useId();
  const [width, setWidth] = useState(props.width);
  return (
    <div className="split">
      <div id={id} className="split-first" style={{ width }}>
        {props.first}
        <Handle
          label={props.label ?? t.resizeSplit}
          width={width}
          least={props.least ?? 200}
          most={props.most ?? 900}
          side={1}
          controls={id}
          onWidth={setWidth}
        />
      </div>
      <div className="split-second">{props.second}</div>
    </div>
  );
}
