/** Tabs with their panel, and the switch between views of the same rows. One tab stop each, arrow keys within. */
import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import { useKitTexts } from "./texts.ts";
import "./controls.css";

export interface TabItem<V extends string> {
  id: V;
  label: string;
  /** A number behind the label. */
  count?: number;
}

/** The arrow keys' next index, round the ends. */
function stepped(event: KeyboardEvent, at: number, of: number): number | undefined {
  if (event.key === "ArrowRight" || event.key === "ArrowDown") return (at + 1) % of;
  if (event.key === "ArrowLeft" || event.key === "ArrowUp") return (at - 1 + of) % of;
  if (event.key === "Home") return 0;
  if (event.key === "End") return of - 1;
  return undefined;
}

interface Choosing<V extends string> {
  label?: string;
  tabs: readonly TabItem<V>[];
  value: V;
  onChange(value: V): void;
}

function Bar<V extends string>(props: Choosing<V> & { radio: boolean; panel?: string; className: string }) {
  const t = useKitTexts();
  const bar = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    const next = stepped(event, at, props.tabs.length);
    const item = next === undefined ? undefined : props.tabs[next];
    if (!item || next === undefined) return;
    event.preventDefault();
    props.onChange(item.id);
    bar.current?.querySelectorAll<HTMLElement>("button")[next]?.focus();
  };
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a name
    <div
      ref={bar}
      className={props.className}
      role={props.radio ? "radiogroup" : "tablist"}
      aria-label={props.label ?? t.sections}
    >
      {props.tabs.map((tab, at) => {
        const on = tab.id === props.value;
        return (
          // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is one of the two that go with the state
          <button
            key={tab.id}
            type="button"
            id={props.panel && `${props.panel}-${tab.id}`}
            role={props.radio ? "radio" : "tab"}
            aria-checked={props.radio ? on : undefined}
            aria-selected={props.radio ? undefined : on}
            aria-controls={props.panel && on ? props.panel : undefined}
            tabIndex={on ? 0 : -1}
            onClick={() => props.onChange(tab.id)}
            onKeyDown={(event) => onKeyDown(event, at)}
          >
            {tab.label}
            {tab.count !== undefined && <span className="count">{tab.count}</span>}
          </button>
        );
      })}
    </div>
  );
}

/** Tabs over a panel; `children` is the panel of the chosen tab. */
export function Tabs<V extends string>(props: Choosing<V> & { children: ReactNode; className?: string }) {
  const panel = useId();
  return (
    <div className={`tabs ${props.className ?? ""}`.trim()}>
      <Bar {...props} radio={false} panel={panel} className="tab-bar" />
      <div className="tab-panel" role="tabpanel" id={panel} aria-labelledby={`${panel}-${props.value}`}>
        {props.children}
      </div>
    </div>
  );
}

/** Which view of the same rows is shown: grid, calendar, … */
export function ViewSwitch<V extends string>(props: Choosing<V>) {
  return <Bar {...props} radio className="views" />;
}
