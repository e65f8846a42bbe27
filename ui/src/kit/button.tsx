/** Buttons of all kinds. They press by pointer, Enter and Space alike and never submit unless told to. */
import type { ReactNode, Ref } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Icon, type IconName } from "./icons.tsx";
import { useReadingOnly } from "./reading-only.tsx";
import { Tip } from "./tip.tsx";
import "./press-style.ts";
import "./controls.css";

export interface ButtonProps {
  children?: ReactNode;
  /** plain has an edge, quiet has none, primary is the main act, danger can't be taken back, link reads as a link. */
  kind?: "plain" | "quiet" | "primary" | "danger" | "link";
  icon?: IconName;
  /** An icon after the words, such as a chevron. */
  after?: IconName;
  /** The name, where there are no words or they don't say enough. */
  label?: string;
  onPress?(): void;
  disabled?: boolean;
  /** It leads to a change: off where what is open can only be read. */
  changes?: boolean;
  /** For a button that stays down. */
  pressed?: boolean;
  /** For a button that opens something. */
  expanded?: boolean;
  describedBy?: string;
  /** Shown as a key hint behind the words. */
  keys?: string;
  tall?: boolean;
  wide?: boolean;
  type?: "button" | "submit";
  /** Under way: stays focusable, does nothing, says so. */
  busy?: boolean;
  autoFocus?: boolean;
  /** Out of the tab order: the same is reached another way. */
  skipTab?: boolean;
  className?: string;
  id?: string;
  ref?: Ref<HTMLButtonElement>;
}

/** A button with words, and an icon if wanted. */
export function Button(props: ButtonProps) {
  const { children, kind = "plain", icon, after, label, keys, tall, wide, className } = props;
  const reason = useReadingOnly();
  const off = props.changes ? reason : undefined;
  const names = ["btn", kind, tall && "tall", wide && "wide", !children && "icon", className].filter(Boolean).join(" ");
  return (
    <AriaButton
      ref={props.ref}
      id={props.id}
      className={names}
      type={props.busy ? "button" : (props.type ?? "button")}
      aria-label={label}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-describedby={[props.describedBy, off].filter(Boolean).join(" ") || undefined}
      isDisabled={props.disabled || off !== undefined}
      // The library's own pending state leaves a picture without a name in its live region, for good.
      data-pending={props.busy || undefined}
      autoFocus={props.autoFocus}
      excludeFromTabOrder={props.skipTab}
      onPress={() => props.busy || props.onPress?.()}
    >
      {icon && <Icon name={icon} />}
      {children}
      {keys && (
        <span aria-hidden="true">
          <kbd>{keys}</kbd>
        </span>
      )}
      {after && <Icon name={after} />}
    </AriaButton>
  );
}

/** A square button with an icon only; the label is its name and its tooltip. */
export function IconButton(props: Omit<ButtonProps, "children" | "icon"> & { icon: IconName; label: string }) {
  return (
    <Tip words={props.label}>
      <Button kind="quiet" {...props} />
    </Tip>
  );
}
