/** Fields of a form: label, hint, required mark and error belong to the input by id. They keep no value of their own. */
import { type ChangeEvent, type KeyboardEvent, type ReactNode, type Ref, useId, useState } from "react";
import { IconButton } from "./button.tsx";
import { Icon } from "./icons.tsx";
import { useKitTexts } from "./texts.ts";
import "./fields.css";

/** What all fields have in common. */
export interface FieldBase {
  label: string;
  /** The label is only read, not shown. */
  hideLabel?: boolean;
  /** A quiet sentence under the field. */
  hint?: ReactNode;
  required?: boolean;
  /** What is wrong; shown and read out with the field. */
  error?: string;
  disabled?: boolean;
  autoFocus?: boolean;
  className?: string;
}

/** Ids and states that an input takes from its Field. */
export interface FieldIds {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
  disabled: boolean | undefined;
}

/** A label with whatever input: `<Field label="…">{(ids) => <input {...ids} />}</Field>`. */
export function Field(
  props: FieldBase & { children: (ids: FieldIds) => ReactNode; need?: boolean; aside?: ReactNode },
) {
  const t = useKitTexts();
  const id = useId();
  const hint = props.hint ? `${id}-hint` : undefined;
  const error = props.error ? `${id}-error` : undefined;
  const need = props.need && !props.error;
  const required = props.required ? `${id}-required` : undefined;
  return (
    <div className={`field ${need ? "need " : ""}${props.error ? "wrong " : ""}${props.className ?? ""}`.trim()}>
      <div className={props.hideLabel ? "vh" : "field-head"}>
        <label htmlFor={id}>{props.label}</label>
        {props.required && (
          <span id={required} className={need ? "high strong" : "dim"}>
            {t.required}
          </span>
        )}
        {props.aside}
      </div>
      {props.children({
        id,
        "aria-describedby": [error, hint].filter(Boolean).join(" ") || undefined,
        "aria-invalid": props.error ? true : undefined,
        "aria-required": props.required ? true : undefined,
        disabled: props.disabled,
      })}
      {props.error && (
        <p id={error} className="field-error">
          <Icon name="warning" small /> {props.error}
        </p>
      )}
      {props.hint && (
        <p id={hint} className="field-hint">
          {props.hint}
        </p>
      )}
    </div>
  );
}

export interface TextFieldProps extends FieldBase {
  value: string;
  onChange(value: string): void;
  /** Leaving the field or Enter, when the text is another than at the beginning. */
  onCommit?(value: string): void;
  onEnter?(): void;
  placeholder?: string;
  type?: "text" | "password" | "email" | "url" | "tel";
  autoComplete?: string;
  maxLength?: number;
  readOnly?: boolean;
  mono?: boolean;
  tall?: boolean;
  spellCheck?: boolean;
  inputRef?: Ref<HTMLInputElement>;
}

/** What `onCommit` needs: the text at the beginning of the visit. */
function useCommit(value: string, onCommit: ((value: string) => void) | undefined) {
  const [before, setBefore] = useState<string>();
  return {
    onFocus: () => setBefore(value),
    commit: () => {
      if (before !== undefined && before !== value) onCommit?.(value);
      setBefore(value);
    },
  };
}

/** One line of text. A password can be shown. */
export function TextField(props: TextFieldProps) {
  const t = useKitTexts();
  const [shown, setShown] = useState(false);
  const { onFocus, commit } = useCommit(props.value, props.onCommit);
  const secret = props.type === "password";
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    commit();
    props.onEnter?.();
  };
  return (
    <Field {...props} need={props.required && props.value === ""}>
      {(ids) => (
        <div className={`inp${props.tall ? " tall" : ""}${props.mono ? " mono" : ""}${props.readOnly ? " set" : ""}`}>
          <input
            {...ids}
            ref={props.inputRef}
            type={secret && shown ? "text" : (props.type ?? "text")}
            value={props.value}
            placeholder={props.placeholder}
            autoComplete={props.autoComplete ?? "off"}
            maxLength={props.maxLength}
            readOnly={props.readOnly}
            spellCheck={props.spellCheck ?? false}
            // biome-ignore lint/a11y/noAutofocus: a form says which field begins
            autoFocus={props.autoFocus}
            onChange={(event) => props.onChange(event.target.value)}
            onKeyDown={onKeyDown}
            onFocus={onFocus}
            onBlur={commit}
          />
          {secret && (
            <IconButton
              icon={shown ? "redact" : "eye"}
              label={shown ? t.hideSecret : t.showSecret}
              pressed={shown}
              onPress={() => setShown(!shown)}
            />
          )}
        </div>
      )}
    </Field>
  );
}

/** Several lines of text. Ctrl+Enter commits. */
export function TextArea(
  props: Omit<TextFieldProps, "type" | "inputRef" | "tall"> & { rows?: number; inputRef?: Ref<HTMLTextAreaElement> },
) {
  const { onFocus, commit } = useCommit(props.value, props.onCommit);
  return (
    <Field {...props} need={props.required && props.value === ""}>
      {(ids) => (
        <textarea
          {...ids}
          ref={props.inputRef}
          className={`inp${props.mono ? " mono" : ""}${props.readOnly ? " set" : ""}`}
          rows={props.rows ?? 3}
          value={props.value}
          placeholder={props.placeholder}
          maxLength={props.maxLength}
          readOnly={props.readOnly}
          spellCheck={props.spellCheck ?? true}
          // biome-ignore lint/a11y/noAutofocus: a form says which field begins
          autoFocus={props.autoFocus}
          onChange={(event) => props.onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            commit();
            props.onEnter?.();
          }}
          onFocus={onFocus}
          onBlur={commit}
        />
      )}
    </Field>
  );
}

export interface NumberFieldProps extends FieldBase {
  value: number | null;
  onChange(value: number | null): void;
  /** Leaving the field or Enter; never while what is typed is refused. */
  onCommit?(value: number | null): void;
  least?: number;
  most?: number;
  /** Only whole numbers; so unless told otherwise. */
  whole?: boolean;
  /** Words behind the number, such as days. */
  unit?: string;
  placeholder?: string;
}

/** A number as text, with the arrow keys for one more and one less. What isn't a number is said and not passed on. */
export function NumberField(props: NumberFieldProps) {
  const t = useKitTexts();
  const whole = props.whole ?? true;
  const [typed, setTyped] = useState<string>();
  const text = typed ?? (props.value === null ? "" : String(props.value));
  const problem = typed === undefined ? undefined : numberProblem(typed, props, whole, t);
  const take = (next: string) => {
    setTyped(next);
    if (numberProblem(next, props, whole, t)) return;
    props.onChange(readNumber(next));
  };
  const commit = () => {
    if (!problem) props.onCommit?.(props.value);
  };
  const step = (event: KeyboardEvent) => {
    if (event.key === "Enter") commit();
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const next = (readNumber(text) ?? 0) + (event.key === "ArrowUp" ? 1 : -1);
    take(String(Math.min(props.most ?? next, Math.max(props.least ?? next, next))));
  };
  return (
    <Field {...props} error={problem ?? props.error} need={props.required && text === ""}>
      {(ids) => (
        <div className="inp">
          <input
            {...ids}
            inputMode="numeric"
            autoComplete="off"
            value={text}
            placeholder={props.placeholder}
            // biome-ignore lint/a11y/noAutofocus: a form says which field begins
            autoFocus={props.autoFocus}
            onChange={(event: ChangeEvent<HTMLInputElement>) => take(event.target.value)}
            onKeyDown={step}
            onBlur={() => {
              if (!problem) setTyped(undefined);
              commit();
            }}
          />
          {props.unit && <span className="dim nowrap">{props.unit}</span>}
        </div>
      )}
    </Field>
  );
}

/** Reads a number as people write it: spaces between thousands are passed over. Nothing is null. */
export function readNumber(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  if (plain === "") return null;
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : Number.NaN;
}

function numberProblem(
  text: string,
  bounds: { least?: number; most?: number },
  whole: boolean,
  t: ReturnType<typeof useKitTexts>,
): string | undefined {
  const value = readNumber(text);
  if (value === null) return undefined;
  if (Number.isNaN(value)) return t.notANumber;
  if (whole && !Number.isInteger(value)) return t.wholeNumber;
  if (bounds.least !== undefined && value < bounds.least) return t.numberTooSmall(bounds.least);
  if (bounds.most !== undefined && value > bounds.most) return t.numberTooLarge(bounds.most);
  return undefined;
}

export interface SearchFieldProps {
  label: string;
  value: string;
  onChange(value: string): void;
  onEnter?(): void;
  placeholder?: string;
  autoFocus?: boolean;
  keys?: string;
  inputRef?: Ref<HTMLInputElement>;
}

/** A search box; Esc empties it first and only then goes further. */
export function SearchField(props: SearchFieldProps) {
  const t = useKitTexts();
  return (
    <div className="inp search">
      <Icon name="search" />
      <input
        ref={props.inputRef}
        type="text"
        aria-label={props.label}
        value={props.value}
        placeholder={props.placeholder ?? props.label}
        autoComplete="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: the search of a palette begins in its field
        autoFocus={props.autoFocus}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") props.onEnter?.();
          if (event.key !== "Escape" || props.value === "") return;
          event.stopPropagation();
          props.onChange("");
        }}
      />
      {props.value !== "" && <IconButton icon="close" label={t.clear} onPress={() => props.onChange("")} />}
      {props.keys && props.value === "" && (
        <span aria-hidden="true">
          <kbd>{props.keys}</kbd>
        </span>
      )}
    </div>
  );
}
