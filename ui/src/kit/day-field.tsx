/** A day: plain text entry with a check, and a month to choose from. What is no day is said and not passed on. */
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { IconButton } from "./button.tsx";
import { dayPlus, isDay, monthPlus, readDay, today, weekday } from "./day.ts";
import { Field, type FieldBase } from "./fields.tsx";
import { PopoverButton } from "./layers.tsx";
import { useKitTexts } from "./texts.ts";
import "./fields.css";
import "./layers.css";

export { dayPlus, isDay } from "./day.ts";

/** A field for a day; null is no day. `min` and `max` are days too. */
export function DateField(
  props: FieldBase & {
    value: string | null;
    onChange(value: string | null): void;
    onCommit?(value: string | null): void;
    min?: string;
    max?: string;
    readOnly?: boolean;
  },
) {
  const t = useKitTexts();
  const [typed, setTyped] = useState<string>();
  const [left, setLeft] = useState(false);
  const text = typed ?? props.value ?? "";
  const day = readDay(text);
  const problem = () => {
    if (day === "" || (typed === undefined && isDay(day))) return undefined;
    if (!isDay(day)) return left ? t.notADay : undefined;
    if (props.min && day < props.min) return t.dayTooEarly(props.min);
    if (props.max && day > props.max) return t.dayTooLate(props.max);
    return undefined;
  };
  const wrong = problem();
  const fits = (value: string) =>
    isDay(value) && (!props.min || value >= props.min) && (!props.max || value <= props.max);
  const take = (next: string) => {
    setTyped(next);
    const read = readDay(next);
    if (read === "") props.onChange(null);
    else if (fits(read)) props.onChange(read);
  };
  const leave = () => {
    setLeft(true);
    if (day === "" || fits(day)) {
      setTyped(undefined);
      props.onCommit?.(day === "" ? null : day);
    }
  };
  return (
    <Field {...props} error={wrong ?? props.error} need={props.required && text === ""}>
      {(ids) => (
        <div className={props.readOnly ? "inp day set" : "inp day"}>
          <input
            {...ids}
            value={text}
            placeholder={t.dayFormat}
            autoComplete="off"
            spellCheck={false}
            maxLength={12}
            readOnly={props.readOnly}
            // biome-ignore lint/a11y/noAutofocus: a form says which field begins
            autoFocus={props.autoFocus}
            onChange={(event) => take(event.target.value)}
            onFocus={() => setLeft(false)}
            onBlur={leave}
            onKeyDown={(event) => event.key === "Enter" && leave()}
          />
          {!props.readOnly && (
            <PopoverButton
              button={{
                kind: "quiet",
                icon: "calendar",
                label: `${t.openCalendar}: ${props.label}`,
                disabled: props.disabled,
              }}
              label={props.label}
              placement="bottom end"
            >
              {(close) => (
                <Month
                  value={isDay(day) ? day : null}
                  min={props.min}
                  max={props.max}
                  onPick={(picked) => {
                    setTyped(undefined);
                    props.onChange(picked);
                    props.onCommit?.(picked);
                    close();
                  }}
                />
              )}
            </PopoverButton>
          )}
        </div>
      )}
    </Field>
  );
}

/** The day that a key goes to. */
function keyDay(event: KeyboardEvent, at: string): string | undefined {
  const months = event.shiftKey ? 12 : 1;
  switch (event.key) {
    case "ArrowLeft":
      return dayPlus(at, -1);
    case "ArrowRight":
      return dayPlus(at, 1);
    case "ArrowUp":
      return dayPlus(at, -7);
    case "ArrowDown":
      return dayPlus(at, 7);
    case "PageUp":
      return monthPlus(at, -months);
    case "PageDown":
      return monthPlus(at, months);
    case "Home":
      return dayPlus(at, -weekday(at));
    case "End":
      return dayPlus(at, 6 - weekday(at));
    default:
      return undefined;
  }
}

/** A month as a grid of days. Arrow keys by day and week, Page Up and Down by month. */
export function Month(props: { value: string | null; min?: string; max?: string; onPick(day: string): void }) {
  const t = useKitTexts();
  const [at, setAt] = useState(props.value ?? today());
  const table = useRef<HTMLTableElement>(null);
  const moved = useRef(true);
  useEffect(() => {
    if (moved.current) table.current?.querySelector<HTMLElement>(`[data-day="${at}"]`)?.focus();
    moved.current = false;
  }, [at]);
  const first = `${at.slice(0, 7)}-01`;
  const start = dayPlus(first, -weekday(first));
  const weeks = Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, of) => dayPlus(start, week * 7 + of)),
  );
  const names = t.weekdays.split(" ");
  const month = `${t.months.split(" ")[Number(at.slice(5, 7)) - 1]} ${at.slice(0, 4)}`;
  const go = (day: string) => {
    moved.current = true;
    setAt(day);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = keyDay(event, at);
    if (!to) return;
    event.preventDefault();
    go(to);
  };
  const outside = (day: string) => (props.min && day < props.min) || (props.max && day > props.max) || false;
  return (
    <div className="month">
      <div className="row between">
        <IconButton icon="chevron-left" label={t.previousMonth} onPress={() => setAt(monthPlus(at, -1))} />
        <span className="strong" aria-live="polite">
          {month}
        </span>
        <IconButton icon="chevron-right" label={t.nextMonth} onPress={() => setAt(monthPlus(at, 1))} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: days are chosen by arrow keys, which makes the table a grid */}
      <table ref={table} role="grid" aria-label={month} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {names.map((name) => (
              <th key={name} scope="col" abbr={name}>
                {name.slice(0, 2)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/noNoninteractiveElementToInteractiveRole: cells of the grid, whose buttons are focused
                <td key={day} role="gridcell" aria-selected={day === props.value}>
                  <button
                    type="button"
                    data-day={day}
                    tabIndex={day === at ? 0 : -1}
                    disabled={outside(day)}
                    className={day.slice(0, 7) === at.slice(0, 7) ? undefined : "faint"}
                    aria-label={day}
                    aria-current={day === today() ? "date" : undefined}
                    onClick={() => props.onPick(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
