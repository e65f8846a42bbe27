/** The tree of packs and their controls, one stop of the keyboard: arrow keys move, Space checks. It keeps no choice of its own. */
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef } from "react";
import { Icon } from "../../../kit";
import { type Line, stateOf } from "./packs";
import { S } from "./texts";

export interface PackTreeProps {
  lines: readonly Line[];
  /** Codes that are chosen. */
  chosen: ReadonlySet<string>;
  closed: ReadonlySet<string>;
  /** Key of the line that the cursor is on. */
  cursor: string | undefined;
  onCursor(key: string): void;
  /** Checks or unchecks controls. */
  onChoose(codes: readonly string[], on: boolean): void;
  onClosed(pack: string, closed: boolean): void;
}

export function PackTree(props: PackTreeProps) {
  const { lines, chosen, closed, onCursor } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const at = Math.max(
    0,
    lines.findIndex((line) => line.key === props.cursor),
  );
  // The pointer's own line is in sight; only keys and searches move others into it.
  const byKeys = useRef(false);
  useEffect(() => {
    if (byKeys.current) box.current?.children[at]?.scrollIntoView?.({ block: "nearest" });
    byKeys.current = false;
  }, [at]);
  // Lines that scroll under a pointer at rest tell of it as well: only one that moves takes the cursor along.
  const pointer = useRef<string>(undefined);
  const toggle = (line: Line) => {
    if (!line.row) {
      const codes = line.pack.free.map((row) => row.code);
      return props.onChoose(codes, stateOf(line.pack, chosen) !== "true");
    }
    if (!line.row.taken) props.onChoose([line.row.code], !chosen.has(line.row.code));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const line = lines[at];
    if (!line || event.ctrlKey || event.altKey || event.metaKey) return;
    const to = (next: number) => {
      const found = lines[Math.min(lines.length - 1, Math.max(0, next))];
      byKeys.current = true;
      if (found) onCursor(found.key);
    };
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / 28) - 1);
    const parent = lines.findIndex((one) => !one.row && one.pack.code === line.pack.code);
    const isClosed = !line.row && closed.has(line.pack.code);
    switch (event.key) {
      case "ArrowDown":
        to(at + 1);
        break;
      case "ArrowUp":
        to(at - 1);
        break;
      case "PageDown":
        to(at + page);
        break;
      case "PageUp":
        to(at - page);
        break;
      case "Home":
        to(0);
        break;
      case "End":
        to(lines.length - 1);
        break;
      case "ArrowRight":
        if (isClosed) props.onClosed(line.pack.code, false);
        else if (!line.row) to(at + 1);
        break;
      case "ArrowLeft":
        if (line.row) to(parent);
        else if (!isClosed) props.onClosed(line.pack.code, true);
        break;
      case " ":
      case "Enter":
        toggle(line);
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  return (
    <div
      ref={box}
      className="pack-tree"
      role="tree"
      tabIndex={0}
      aria-label={S.tree}
      aria-multiselectable
      aria-activedescendant={lines[at] && `${id}-${at}`}
      onKeyDown={onKeyDown}
    >
      {lines.map((line, n) => (
        <TreeLine
          key={line.key}
          id={`${id}-${n}`}
          line={line}
          checked={line.row ? line.row.taken || chosen.has(line.row.code) : stateOf(line.pack, chosen)}
          on={line.key === props.cursor}
          closed={!line.row && closed.has(line.pack.code)}
          onPointer={(event) => {
            const where = `${event.clientX} ${event.clientY}`;
            if (pointer.current !== undefined && pointer.current !== where) onCursor(line.key);
            pointer.current = where;
          }}
          onToggle={() => {
            onCursor(line.key);
            toggle(line);
          }}
          onClosed={(next) => props.onClosed(line.pack.code, next)}
        />
      ))}
    </div>
  );
}

interface TreeLineProps {
  id: string;
  line: Line;
  checked: boolean | "true" | "false" | "mixed";
  on: boolean;
  closed: boolean;
  onPointer(event: PointerEvent): void;
  onToggle(): void;
  onClosed(closed: boolean): void;
}

function TreeLine({ id, line, checked, on, closed, onPointer, onToggle, onClosed }: TreeLineProps) {
  const { row, pack } = line;
  const fixed = row ? row.taken : pack.free.length === 0;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the tree keeps the focus and takes the keys
    <div
      id={id}
      role="treeitem"
      className={["pack-line", !row && "pack", on && "on"].filter(Boolean).join(" ")}
      aria-level={row ? 2 : 1}
      aria-posinset={line.place}
      aria-setsize={line.of}
      aria-expanded={row ? undefined : !closed}
      aria-checked={checked}
      aria-disabled={fixed || undefined}
      onClick={onToggle}
      onPointerMove={onPointer}
    >
      {!row && (
        <span
          className="pack-open"
          aria-hidden="true"
          onClick={(event) => {
            event.stopPropagation();
            onClosed(!closed);
          }}
        >
          <Icon name={closed ? "chevron-right" : "chevron-down"} small />
        </span>
      )}
      <span className="box" aria-hidden="true">
        <Icon name={checked === "mixed" ? "minus" : "check"} />
      </span>
      {row && <span className="pack-code">{row.code}</span>}
      <span className="clip grow">{row ? row.title : pack.name}</span>
      {row?.taken && <span className="small dim">{S.takenShort}</span>}
      {!row && <span className="small dim">{fixed ? S.inMatrix : S.of(pack.free.length, pack.rows.length)}</span>}
    </div>
  );
}
