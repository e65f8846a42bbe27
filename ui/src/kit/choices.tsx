/** Yes or no, and one of a few: check boxes, switches and cards of radio buttons, on native inputs. */
import { type ReactNode, useEffect, useId, useRef } from "react";
import { Icon } from "./icons.tsx";
import { useKitTexts } from "./texts.ts";
import "./fields.css";

export interface CheckboxProps {
  children: ReactNode;
  checked: boolean;
  onChange(checked: boolean): void;
  /** Some of what it stands for is checked. */
  partly?: boolean;
  disabled?: boolean;
  hint?: ReactNode;
  /** The words are only read, not shown. */
  hideLabel?: boolean;
}

/** A check box with its words. */
export function Checkbox(props: CheckboxProps) {
  const ref = useRef<HTMLInputElement>(null);
  const hint = useId();
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = props.partly ?? false;
  }, [props.partly]);
  return (
    <div className="check">
      <label>
        <input
          ref={ref}
          type="checkbox"
          checked={props.checked}
          disabled={props.disabled}
          aria-describedby={props.hint ? hint : undefined}
          onChange={(event) => props.onChange(event.target.checked)}
        />
        <span className="box" aria-hidden="true">
          <Icon name={props.partly ? "minus" : "check"} />
        </span>
        <span className={props.hideLabel ? "vh" : undefined}>{props.children}</span>
      </label>
      {props.hint && <small id={hint}>{props.hint}</small>}
    </div>
  );
}

/** A switch: takes effect at once. */
export function Switch(props: Omit<CheckboxProps, "partly">) {
  const hint = useId();
  return (
    <div className="check switch">
      <label>
        <input
          type="checkbox"
          role="switch"
          aria-checked={props.checked}
          checked={props.checked}
          disabled={props.disabled}
          aria-describedby={props.hint ? hint : undefined}
          onChange={(event) => props.onChange(event.target.checked)}
        />
        <span className="slide" aria-hidden="true" />
        <span className={props.hideLabel ? "vh" : undefined}>{props.children}</span>
      </label>
      {props.hint && <small id={hint}>{props.hint}</small>}
    </div>
  );
}

/** One of a few, each with a line that says what it brings. */
export function RadioCards<V extends string>(props: {
  label: string;
  hideLabel?: boolean;
  value: V | undefined;
  onChange(value: V): void;
  options: readonly { value: V; label: ReactNode; hint?: ReactNode; disabled?: boolean }[];
  required?: boolean;
  error?: string;
  disabled?: boolean;
  /** Plain lines in a row, without frames. */
  inline?: boolean;
}) {
  const t = useKitTexts();
  const name = useId();
  return (
    <fieldset
      className={props.inline ? "cards inline" : "cards"}
      disabled={props.disabled}
      aria-describedby={props.error ? `${name}-error` : undefined}
    >
      <legend className={props.hideLabel ? "vh" : "field-head"}>
        {props.label} {props.required && <span className="dim">{t.required}</span>}
      </legend>
      {props.options.map((option, at) => (
        <label key={option.value} className="card">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === props.value}
            disabled={option.disabled}
            aria-describedby={option.hint ? `${name}-${at}` : undefined}
            onChange={() => props.onChange(option.value)}
          />
          <span className="box rad" aria-hidden="true" />
          <span className="card-label">{option.label}</span>
          {option.hint && <small id={`${name}-${at}`}>{option.hint}</small>}
        </label>
      ))}
      {props.error && (
        <p id={`${name}-error`} className="field-error">
          <Icon name="warning" small /> {props.error}
        </p>
      )}
    </fieldset>
  );
}
