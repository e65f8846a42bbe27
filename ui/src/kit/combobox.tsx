/** Choosing by typing: one, or several as chips. Choices are there at once or are found by a function, which may take time. */
import { type KeyboardEvent, useRef, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Field, type FieldBase } from "./fields.tsx";
import type { Choices } from "./finder.ts";
import type { Choice } from "./grid/types.ts";
import { Icon } from "./icons.tsx";
import { Listing } from "./listing.tsx";
import { Chip } from "./small.tsx";
import { useKitTexts } from "./texts.ts";
import "./fields.css";

export interface ComboBoxBase extends FieldBase {
  choices: Choices;
  placeholder?: string;
  /** Takes what is typed as a new choice. */
  onCreate?(text: string): void;
}

/** One of many. `value` is the choice itself, so that its words are there before any choice is loaded. */
export function ComboBox(props: ComboBoxBase & { value: Choice | null; onChange(choice: Choice | null): void }) {
  const t = useKitTexts();
  const anchor = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<string>();
  const leave = () => {
    if (typed === "") props.onChange(null);
    setTyped(undefined);
  };
  return (
    <Field {...props} need={props.required && props.value === null}>
      {(ids) => (
        <div className="inp combo" ref={anchor}>
          {props.value?.mark}
          <Listing
            ids={ids}
            choices={props.choices}
            text={typed ?? props.value?.label ?? ""}
            onText={setTyped}
            chosen={new Set(props.value ? [props.value.value] : [])}
            onPick={(choice) => {
              setTyped(undefined);
              props.onChange(choice);
            }}
            onCreate={
              props.onCreate &&
              ((text) => {
                setTyped(undefined);
                props.onCreate?.(text);
              })
            }
            open={open && !props.disabled}
            onOpen={setOpen}
            anchor={anchor}
            placeholder={props.placeholder}
            autoFocus={props.autoFocus}
            onBlur={leave}
            showAll
          />
          <AriaButton
            className="combo-open"
            aria-label={`${t.showChoices}: ${props.label}`}
            excludeFromTabOrder
            preventFocusOnPress
            isDisabled={props.disabled}
            onPress={() => {
              anchor.current?.querySelector("input")?.focus();
              setOpen(!open);
            }}
          >
            <Icon name="chevron-down" />
          </AriaButton>
        </div>
      )}
    </Field>
  );
}

/** Several of many, each a chip that can be taken away; Backspace in the empty input takes the last. */
export function ComboBoxMany(
  props: ComboBoxBase & { value: readonly Choice[]; onChange(choices: readonly Choice[]): void },
) {
  const anchor = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const without = (value: string) => props.value.filter((choice) => choice.value !== value);
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== "Backspace" || text !== "" || props.value.length === 0) return false;
    props.onChange(props.value.slice(0, -1));
    return true;
  };
  return (
    <Field {...props} need={props.required && props.value.length === 0}>
      {(ids) => (
        // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: a click beside the chips goes to the input
        <div
          className="inp combo many"
          ref={anchor}
          onClick={(event) => {
            if (event.target === event.currentTarget) anchor.current?.querySelector("input")?.focus();
          }}
        >
          {props.value.map((choice) => (
            <Chip
              key={choice.value}
              onRemove={props.disabled ? undefined : () => props.onChange(without(choice.value))}
            >
              {choice.label}
            </Chip>
          ))}
          <Listing
            ids={ids}
            choices={props.choices}
            text={text}
            onText={setText}
            chosen={new Set(props.value.map((choice) => choice.value))}
            onPick={(choice) => {
              setText("");
              const has = props.value.some((one) => one.value === choice.value);
              props.onChange(has ? without(choice.value) : [...props.value, choice]);
            }}
            onCreate={
              props.onCreate &&
              ((created) => {
                setText("");
                props.onCreate?.(created);
              })
            }
            many
            open={open && !props.disabled}
            onOpen={setOpen}
            anchor={anchor}
            placeholder={props.value.length === 0 ? props.placeholder : undefined}
            autoFocus={props.autoFocus}
            onKey={onKey}
            onBlur={() => setText("")}
          />
        </div>
      )}
    </Field>
  );
}
