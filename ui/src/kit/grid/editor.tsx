/** Editors in a cell, one for each kind of value. Enter and Tab keep what is written, Esc drops it, leaving keeps it too. */
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { isDay, readDay } from "../day.ts";
import { readNumber } from "../fields.tsx";
import type { Choices } from "../finder.ts";
import { Icon } from "../icons.tsx";
import { Listing } from "../listing.tsx";
import { Chip } from "../small.tsx";
import { useKitTexts } from "../texts.ts";
import "./editor.css";
import type { CellEdit, CellValue, Choice, GridColumn } from "./types.ts";

/** Where the active cell goes after an edit. */
export type Next = "down" | "up" | "right" | "left" | "stay" | "blur";

export interface EditorProps<Row> {
  column: GridColumn<Row>;
  edit: CellEdit<Row>;
  row: Row;
  /** What was typed to start the edit; it takes the place of the value. */
  start: string | undefined;
  onCommit(value: CellValue, text: string, next: Next): void;
  onCancel(): void;
  /** The cell was left with something that can't be kept. */
  onRefuse(text: string, why: string): void;
}

/** The editor for the column's kind. */
export function CellEditor<Row>(props: EditorProps<Row>): ReactNode {
  if (props.edit.kind === "choice") return <ChoiceEditor {...props} />;
  if (props.edit.kind === "choices") return <ChoicesEditor {...props} />;
  return <TextEditor {...props} />;
}

/** Which way an editor that is larger than its cell grows, so that the grid's edge doesn't cut it off. */
function useEdges(inner: RefObject<HTMLElement | null>): string {
  const [edges, setEdges] = useState("");
  useLayoutEffect(() => {
    const cell = inner.current?.closest("[role=gridcell]")?.getBoundingClientRect();
    const grid = inner.current?.closest("[role=grid]")?.getBoundingClientRect();
    if (!cell || !grid) return;
    const left = cell.left + 340 > grid.right && cell.right - 340 > grid.left;
    setEdges(`${left ? " to-left" : ""}${cell.top + 130 > grid.bottom ? " to-top" : ""}`);
  }, [inner]);
  return edges;
}

/** The value as text to begin with. */
function firstText<Row>(props: EditorProps<Row>): string {
  if (props.start !== undefined) return props.start;
  const value = props.edit.value(props.row);
  return value === null || typeof value === "boolean" ? "" : Array.isArray(value) ? value.join(", ") : String(value);
}

/** Reads what is written, by the column's own rule or by the kind's. */
function read<Row>(props: EditorProps<Row>, text: string, t: ReturnType<typeof useKitTexts>) {
  const { edit, row } = props;
  if (edit.parse) return edit.parse(text, row);
  const plain = text.trim();
  if (edit.kind === "day") {
    const day = readDay(plain);
    return day === "" ? { value: null } : isDay(day) ? { value: day } : { error: t.notADay };
  }
  if (edit.kind === "number") {
    const value = readNumber(plain);
    return value !== null && Number.isNaN(value) ? { error: t.notANumber } : { value };
  }
  return { value: edit.kind === "long" ? text : plain };
}

/** Which way a key leaves the editor; undefined where it doesn't. */
function leaving(event: KeyboardEvent): Next | undefined {
  if (event.nativeEvent.isComposing) return undefined;
  if (event.key === "Enter") return event.shiftKey ? "up" : "down";
  if (event.key === "Tab") return event.shiftKey ? "left" : "right";
  return undefined;
}

function TextEditor<Row>(props: EditorProps<Row>) {
  const t = useKitTexts();
  const long = props.edit.kind === "long";
  const [first] = useState(() => firstText(props));
  const [text, setText] = useState(first);
  const [wrong, setWrong] = useState<string>();
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const over = useRef(false);
  const edges = useEdges(input);
  useEffect(() => {
    const field = input.current;
    field?.focus();
    if (props.start === undefined) field?.select();
    else field?.setSelectionRange(field.value.length, field.value.length);
  }, [props.start]);
  const keep = (next: Next, leave: boolean) => {
    if (over.current) return;
    if (props.start === undefined && text === first) {
      over.current = true;
      return props.onCommit(props.edit.value(props.row), text, next);
    }
    const result = read(props, text, t);
    if ("value" in result) {
      over.current = true;
      props.onCommit(result.value, result.value === null ? "" : String(result.value), next);
    } else if (leave) {
      over.current = true;
      props.onRefuse(text, result.error);
    } else setWrong(result.error);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") {
      event.preventDefault();
      over.current = true;
      return props.onCancel();
    }
    const next = leaving(event);
    const newLine = long && event.key === "Enter" && (event.altKey || event.shiftKey);
    if (!next || newLine) return;
    event.preventDefault();
    keep(next, false);
  };
  const shared = {
    ref: input,
    value: text,
    "aria-label": t.grid.editing(props.column.title),
    "aria-invalid": wrong ? true : undefined,
    onChange: (event: { target: { value: string } }) => {
      setText(event.target.value);
      setWrong(undefined);
    },
    onKeyDown,
    onBlur: () => keep("blur", true),
  } as const;
  return (
    <>
      {long ? (
        <textarea {...shared} className={`cell-long${edges}`} rows={5} />
      ) : (
        <input {...shared} className="cell-input" autoComplete="off" spellCheck={props.edit.kind === "text"} />
      )}
      {wrong && (
        <span className={`cell-wrong${edges}`} role="alert">
          <Icon name="warning" small /> {wrong}
        </span>
      )}
    </>
  );
}

/** Choices of a column for this row. */
function choicesOf<Row>(edit: CellEdit<Row>, row: Row): Choices {
  const { choices } = edit;
  if (!choices) return [];
  return typeof choices === "function" ? (text) => choices(row, text) : choices;
}

function ChoiceEditor<Row>(props: EditorProps<Row>) {
  const t = useKitTexts();
  const anchor = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const over = useRef(false);
  const value = props.edit.value(props.row);
  const choices = useMemo(() => choicesOf(props.edit, props.row), [props.edit, props.row]);
  const label = Array.isArray(choices)
    ? (choices.find((choice: Choice) => choice.value === value)?.label ?? props.column.text(props.row))
    : props.column.text(props.row);
  const [text, setText] = useState(props.start ?? label);
  const [open, setOpen] = useState(true);
  useEffect(() => {
    input.current?.focus();
    if (props.start === undefined) input.current?.select();
  }, [props.start]);
  const done = (act: () => void) => {
    if (over.current) return;
    over.current = true;
    act();
  };
  const leave = (next: Next) => {
    const cleared = text.trim() === "" && props.edit.clear !== undefined && value !== props.edit.clear;
    done(() => (cleared ? props.onCommit(props.edit.clear ?? null, "", next) : props.onCommit(value, label, next)));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that the list leaves are the editor's
    <div
      ref={anchor}
      className="cell-choice"
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") done(props.onCancel);
        const next = leaving(event);
        if (!next || event.defaultPrevented) return;
        event.preventDefault();
        leave(next);
      }}
    >
      <Listing
        label={t.grid.editing(props.column.title)}
        choices={choices}
        text={text}
        onText={setText}
        chosen={new Set(typeof value === "string" ? [value] : [])}
        onPick={(choice) => done(() => props.onCommit(choice.value, choice.label, "stay"))}
        open={open}
        onOpen={setOpen}
        anchor={anchor}
        inputRef={input}
        onBlur={() => leave("blur")}
        showAll={props.start === undefined}
        closeOnEscape={false}
      />
    </div>
  );
}

function ChoicesEditor<Row>(props: EditorProps<Row>) {
  const t = useKitTexts();
  const anchor = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const over = useRef(false);
  const edges = useEdges(anchor);
  const given = useMemo(() => choicesOf(props.edit, props.row), [props.edit, props.row]);
  const [labels, setLabels] = useState<ReadonlyMap<string, string>>(new Map());
  const choices = useMemo<Choices>(() => {
    const learn = (found: readonly Choice[]) => {
      setLabels((before) => new Map([...before, ...found.map((choice) => [choice.value, choice.label] as const)]));
      return found;
    };
    return typeof given === "function" ? async (text) => learn(await given(text)) : given;
  }, [given]);
  const labelOf = (value: string) =>
    labels.get(value) ??
    (Array.isArray(given) ? given.find((choice: Choice) => choice.value === value)?.label : undefined) ??
    value;
  const first = useMemo(() => {
    const value = props.edit.value(props.row);
    return Array.isArray(value) ? value.map(String) : [];
  }, [props.edit, props.row]);
  const [values, setValues] = useState<readonly string[]>(first);
  const [text, setText] = useState(props.start ?? "");
  const [open, setOpen] = useState(true);
  useEffect(() => input.current?.focus(), []);
  const keep = (next: Next) => {
    if (over.current) return;
    over.current = true;
    props.onCommit(values, values.map(labelOf).join(", "), next);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that the list leaves are the editor's
    <div
      ref={anchor}
      className={`cell-choices${edges}`}
      // A chip that is taken away must not end the edit by taking the focus.
      onMouseDown={(event) => event.target !== input.current && event.preventDefault()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") {
          over.current = true;
          props.onCancel();
        }
        const next = leaving(event);
        if (!next || event.defaultPrevented) return;
        event.preventDefault();
        keep(next);
      }}
    >
      {values.map((value) => (
        <Chip key={value} onRemove={() => setValues(values.filter((one) => one !== value))}>
          {labelOf(value)}
        </Chip>
      ))}
      <Listing
        label={t.grid.editing(props.column.title)}
        choices={choices}
        text={text}
        onText={setText}
        chosen={new Set(values)}
        onPick={(choice) => {
          setText("");
          const has = values.includes(choice.value);
          setLabels(new Map([...labels, [choice.value, choice.label]]));
          setValues(has ? values.filter((one) => one !== choice.value) : [...values, choice.value]);
        }}
        many
        open={open}
        onOpen={setOpen}
        anchor={anchor}
        inputRef={input}
        onKey={(event) => {
          if (event.key !== "Backspace" || text !== "" || values.length === 0) return false;
          setValues(values.slice(0, -1));
          return true;
        }}
        onBlur={() => keep("blur")}
        closeOnEscape={false}
      />
    </div>
  );
}
