/** The input and list that combo boxes and the grid's editors share: what is typed finds, arrows move, Enter picks. It keeps
 *  no value. */
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from "react";
import { Popover as AriaPopover } from "react-aria-components/Popover";
import type { FieldIds } from "./fields.tsx";
import { type Choices, useFinder } from "./finder.ts";
import type { Choice } from "./grid/types.ts";
import { Icon } from "./icons.tsx";
import { useKitTexts } from "./texts.ts";
import "./layers.css";

export interface ListingProps {
  ids?: Partial<FieldIds>;
  label?: string;
  choices: Choices;
  text: string;
  onText(text: string): void;
  /** Values that are chosen: they carry a tick. */
  chosen: ReadonlySet<string>;
  onPick(choice: Choice): void;
  /** Several can be chosen: the list stays open. */
  many?: boolean;
  /** Takes what is typed as a new choice. */
  onCreate?(text: string): void;
  open: boolean;
  onOpen(open: boolean): void;
  anchor: RefObject<Element | null>;
  placeholder?: string;
  autoFocus?: boolean;
  inputRef?: RefObject<HTMLInputElement | null>;
  /** Keys that the list doesn't take; return true when done with. */
  onKey?(event: KeyboardEvent<HTMLInputElement>): boolean;
  onBlur?(): void;
  /** Enter while nothing is marked in the list. */
  onEnter?(): void;
  /** Shows all until something is typed: the text is the present value, not a search. */
  showAll?: boolean;
  /** False where Esc is for what the list stands in. */
  closeOnEscape?: boolean;
}

/** The input with its list. */
export function Listing(props: ListingProps): ReactNode {
  const t = useKitTexts();
  const list = useId();
  const own = useRef<HTMLInputElement>(null);
  const input = props.inputRef ?? own;
  const [typed, setTyped] = useState(false);
  const search = props.showAll && !typed ? "" : props.text;
  const { found, busy, failed } = useFinder(props.choices, search, props.open);
  const [marked, setMarked] = useState(-1);
  // Enter came before the answer: what the answer begins with is picked as soon as it is there, never what is older.
  const [waiting, setWaiting] = useState(false);
  const stale = busy && typed;
  const exact = found.some((choice) => choice.label.toLocaleLowerCase() === props.text.trim().toLocaleLowerCase());
  const create = props.onCreate && props.text.trim() !== "" && !exact && (typed || !props.showAll);
  const count = found.length + (create ? 1 : 0);

  // What is typed marks the first that is found; an opened list marks what is chosen.
  useEffect(() => {
    if (!props.open) {
      setTyped(false);
      setMarked(-1);
    } else if (typed && search !== "") setMarked(count > 0 ? 0 : -1);
  }, [props.open, typed, search, count]);
  useEffect(() => {
    if (marked >= 0) document.getElementById(`${list}-${marked}`)?.scrollIntoView?.({ block: "nearest" });
  }, [list, marked]);

  const pick = (at: number) => {
    const choice = found[at];
    if (choice && !choice.disabled) props.onPick(choice);
    else if (!choice && create && at === found.length) props.onCreate?.(props.text.trim());
    else return;
    setTyped(false);
    if (!props.many) props.onOpen(false);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer is what this waits for
  useEffect(() => {
    if (!waiting || (stale && props.open)) return;
    setWaiting(false);
    if (props.open && count > 0) pick(0);
  }, [waiting, stale, props.open]);
  const move = (event: KeyboardEvent, by: number) => {
    event.preventDefault();
    setWaiting(false);
    if (!props.open) {
      props.onOpen(true);
      setMarked(
        Math.max(
          0,
          found.findIndex((choice) => props.chosen.has(choice.value)),
        ),
      );
    } else if (count > 0) setMarked((at) => (at + by + count + (at < 0 && by < 0 ? 1 : 0)) % count);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || props.onKey?.(event)) return;
    if (event.key === "ArrowDown") move(event, 1);
    else if (event.key === "ArrowUp") move(event, -1);
    else if (event.key === "Enter" && props.open && stale && search.trim() !== "") {
      event.preventDefault();
      event.stopPropagation();
      setWaiting(true);
    } else if (event.key === "Enter" && props.open && !stale && marked >= 0) {
      event.preventDefault();
      event.stopPropagation();
      pick(marked);
    } else if (event.key === "Enter") props.onEnter?.();
    else if (event.key === "Escape" && props.open && props.closeOnEscape !== false) {
      event.preventDefault();
      event.stopPropagation();
      props.onOpen(false);
    }
  };
  const activeId = props.open && !stale && marked >= 0 && marked < count ? `${list}-${marked}` : undefined;
  return (
    <>
      <input
        {...props.ids}
        ref={input}
        role="combobox"
        aria-label={props.label}
        aria-expanded={props.open}
        aria-controls={props.open ? list : undefined}
        aria-autocomplete="list"
        aria-activedescendant={activeId}
        autoComplete="off"
        spellCheck={false}
        value={props.text}
        placeholder={props.placeholder}
        // biome-ignore lint/a11y/noAutofocus: an editor in a cell begins in its input
        autoFocus={props.autoFocus}
        onChange={(event) => {
          setTyped(true);
          setWaiting(false);
          props.onText(event.target.value);
          props.onOpen(true);
        }}
        onKeyDown={onKeyDown}
        onClick={() => props.onOpen(true)}
        onBlur={() => {
          setWaiting(false);
          props.onOpen(false);
          props.onBlur?.();
        }}
      />
      <AriaPopover
        className="layer list-layer"
        triggerRef={props.anchor}
        isOpen={props.open}
        onOpenChange={(open) => !open && props.onOpen(false)}
        isNonModal
        placement="bottom start"
        offset={2}
      >
        {/* The pointer must not take the focus from the input: leaving it would close the list before the pick. */}
        <div
          id={list}
          className="list"
          role="listbox"
          tabIndex={-1}
          aria-label={t.results}
          aria-multiselectable={props.many || undefined}
          onPointerDown={(event) => event.preventDefault()}
          onMouseDown={(event) => event.preventDefault()}
        >
          {found.map((choice, at) => (
            <Option
              key={choice.value}
              id={`${list}-${at}`}
              choice={choice}
              marked={!stale && at === marked}
              chosen={props.chosen.has(choice.value)}
              onPick={() => pick(at)}
              onMark={() => setMarked(at)}
            />
          ))}
          {create && (
            <Option
              id={`${list}-${found.length}`}
              choice={{ value: "", label: t.addChoice(props.text.trim()) }}
              marked={marked === found.length}
              chosen={false}
              onPick={() => pick(found.length)}
              onMark={() => setMarked(found.length)}
            />
          )}
        </div>
        {count === 0 && <p className="list-none">{busy ? t.searching : failed ? t.findFailed : t.nothingFound}</p>}
      </AriaPopover>
      <span className="vh" role="status">
        {props.open && !busy ? (failed ? t.findFailed : t.choicesFound(count)) : ""}
      </span>
    </>
  );
}

function Option(props: {
  id: string;
  choice: Choice;
  marked: boolean;
  chosen: boolean;
  onPick(): void;
  onMark(): void;
}) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the input keeps the focus and takes the keys
    <div
      id={props.id}
      role="option"
      aria-selected={props.chosen}
      aria-disabled={props.choice.disabled || undefined}
      className={props.marked ? "list-item marked-item" : "list-item"}
      onClick={props.onPick}
      onPointerMove={props.onMark}
    >
      <span className="list-tick">{props.chosen && <Icon name="check" />}</span>
      {props.choice.mark}
      <span className="grow">
        {props.choice.label}
        {props.choice.hint && <small>{props.choice.hint}</small>}
      </span>
      {props.choice.count !== undefined && <span className="dim num">{props.choice.count}</span>}
    </div>
  );
}
