/** Menus: from a button, or at the pointer. Entries are given as a list, so that keys, marks and separators look alike. */
import { type RefObject, useRef, useState } from "react";
import { Header } from "react-aria-components/Header";
import { Menu as AriaMenu, MenuItem, MenuSection } from "react-aria-components/Menu";
import { Popover as AriaPopover } from "react-aria-components/Popover";
import { Separator } from "react-aria-components/Separator";
import { Button, type ButtonProps } from "./button.tsx";
import { Icon, type IconName } from "./icons.tsx";
import type { Placement } from "./layers.tsx";
import { useReadingOnly } from "./reading-only.tsx";
import { useKitTexts } from "./texts.ts";
import "./layers.css";

/** One line of a menu; "separator" draws a line, `section` a heading over the entries that follow in it. */
export type MenuEntry =
  | "separator"
  | {
      id: string;
      label: string;
      icon?: IconName;
      hint?: string;
      keys?: string;
      danger?: boolean;
      disabled?: boolean;
      /** It leads to a change: off where what is open can only be read. */
      changes?: boolean;
      /** Shows a tick; the entry then is one that is switched. */
      checked?: boolean;
      onPress(): void;
    }
  | { section: string; entries: readonly MenuEntry[] };

/** A line; what changes something is off where there are words for it. */
function line(entry: MenuEntry, at: number, off: string | undefined) {
  if (entry === "separator") return <Separator key={`line-${at}`} className="menu-line" />;
  if ("section" in entry) {
    return (
      <MenuSection key={entry.section} className="menu-section">
        <Header className="label">{entry.section}</Header>
        {entry.entries.map((one, place) => line(one, place, off))}
      </MenuSection>
    );
  }
  const barred = entry.changes ? off : undefined;
  const hint = barred ?? entry.hint;
  return (
    <MenuItem
      key={entry.id}
      id={entry.id}
      textValue={entry.label}
      isDisabled={entry.disabled || barred !== undefined}
      className={entry.danger ? "menu-item crit" : "menu-item"}
      onAction={entry.onPress}
    >
      <span className="menu-mark">
        {entry.checked ? <Icon name="check" /> : entry.icon ? <Icon name={entry.icon} /> : null}
      </span>
      <span className="grow">
        {entry.label}
        {entry.checked && <span className="vh"> ✓</span>}
        {hint && <small>{hint}</small>}
      </span>
      {entry.keys && <kbd>{entry.keys}</kbd>}
    </MenuItem>
  );
}

/** The menu itself, at an anchor. */
export function MenuAt(props: {
  anchor: RefObject<Element | null>;
  open: boolean;
  onClose(): void;
  label: string;
  entries: readonly MenuEntry[];
  placement?: Placement;
}) {
  const t = useKitTexts();
  const off = useReadingOnly() === undefined ? undefined : t.readingOnly;
  return (
    <AriaPopover
      className="layer menu-layer"
      trigger="MenuTrigger"
      aria-label={props.label}
      triggerRef={props.anchor}
      isOpen={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      placement={props.placement ?? "bottom start"}
      offset={4}
    >
      <AriaMenu className="menu" aria-label={props.label} autoFocus="first" onClose={props.onClose}>
        {props.entries.map((entry, at) => line(entry, at, off))}
      </AriaMenu>
    </AriaPopover>
  );
}

/** A button and its menu. */
export function MenuButton(props: {
  button: Omit<ButtonProps, "onPress" | "expanded" | "ref">;
  label: string;
  entries: readonly MenuEntry[];
  placement?: Placement;
}) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button {...props.button} ref={anchor} expanded={open} onPress={() => setOpen(!open)} />
      <MenuAt {...props} anchor={anchor} open={open} onClose={() => setOpen(false)} />
    </>
  );
}

/** A menu at a point of the window: for the context menu. Without `at` it is closed. */
export function ContextMenu(props: {
  at: { x: number; y: number } | undefined;
  label: string;
  entries: readonly MenuEntry[];
  onClose(): void;
}) {
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={anchor} className="menu-point" style={props.at && { left: props.at.x, top: props.at.y }} />
      <MenuAt {...props} anchor={anchor} open={props.at !== undefined} />
    </>
  );
}
