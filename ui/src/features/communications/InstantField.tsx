/** An instant as day and time of this computer. What is no instant is said and not handed on. */
import { useState } from "react";
import { DateField, TextField } from "../../kit";
import { T } from "./texts";

export interface InstantFieldProps {
  label: string;
  hint?: string;
  /** As the wire writes it; null is none. */
  value: string | null;
  onChange(value: string | null): void;
  required?: boolean;
  error?: string;
}

const TIME = /^([01]?\d|2[0-3]):([0-5]\d)$/;

/** The instant of a day and a time on this computer; undefined when they make none. */
export function instantOf(day: string, time: string): string | undefined {
  if (!TIME.test(time.trim())) return undefined;
  const at = new Date(`${day}T${time.trim().padStart(5, "0")}:00`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** Day and time of an instant on this computer. */
export function partsOf(instant: string): { day: string; time: string } {
  const at = new Date(instant);
  const two = (n: number) => String(n).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return { day, time: `${two(at.getHours())}:${two(at.getMinutes())}` };
}

export function InstantField(props: InstantFieldProps) {
  const given = props.value === null ? { day: null, time: "" } : partsOf(props.value);
  const [parts, setParts] = useState<{ day: string | null; time: string }>(given);
  const [shown, setShown] = useState(props.value);
  // Another value than what these parts make came from outside.
  if (shown !== props.value) {
    setShown(props.value);
    setParts(given);
  }
  const put = (next: { day: string | null; time: string }) => {
    setParts(next);
    const none = next.day === null && next.time.trim() === "";
    const value = none || next.day === null ? null : (instantOf(next.day, next.time) ?? null);
    setShown(value);
    if (value !== props.value) props.onChange(value);
  };
  const wrongTime = parts.time.trim() !== "" && !TIME.test(parts.time.trim());
  const half = (parts.day === null) !== (parts.time.trim() === "");
  return (
    <fieldset className="instant">
      <legend className="field-head">{props.label}</legend>
      <div className="two">
        <DateField
          label={T.instant.date}
          value={parts.day}
          required={props.required}
          onChange={(day) => put({ ...parts, day })}
        />
        <TextField
          label={T.instant.time}
          value={parts.time}
          required={props.required}
          onChange={(time) => put({ ...parts, time })}
          error={wrongTime ? T.instant.notATime : undefined}
          placeholder="16:30"
        />
      </div>
      {(props.error || half) && <p className="field-error">{props.error ?? T.instant.both}</p>}
      {props.hint && <p className="field-hint">{props.hint}</p>}
    </fieldset>
  );
}
