/** One of a list that is short enough to be shown at once. For long lists take a ComboBox. */
import { Button as AriaButton } from "react-aria-components/Button";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select as AriaSelect, SelectValue } from "react-aria-components/Select";
import { Text } from "react-aria-components/Text";
import type { FieldBase } from "./fields.tsx";
import type { Choice } from "./grid/types.ts";
import { Icon } from "./icons.tsx";
import { useKitTexts } from "./texts.ts";
import "./press-style.ts";
import "./fields.css";
import "./layers.css";

/** A select. With `none` there is a first entry of these words for no value. */
export function Select(
  props: FieldBase & {
    value: string | null;
    choices: readonly Choice[];
    onChange(value: string | null): void;
    none?: string;
    placeholder?: string;
  },
) {
  const t = useKitTexts();
  const all: readonly Choice[] =
    props.none === undefined ? props.choices : [{ value: "", label: props.none }, ...props.choices];
  const need = props.required && props.value === null;
  return (
    <AriaSelect
      className={`field ${need ? "need " : ""}${props.error ? "wrong " : ""}${props.className ?? ""}`.trim()}
      value={props.value === null ? (props.none === undefined ? null : "=") : `=${props.value}`}
      onChange={(key) => {
        const value = key === null ? "" : String(key).slice(1);
        props.onChange(value === "" ? null : value);
      }}
      placeholder={props.placeholder ?? t.choose}
      isDisabled={props.disabled}
      isInvalid={props.error !== undefined}
      isRequired={props.required}
      autoFocus={props.autoFocus}
      validationBehavior="aria"
    >
      <span className={props.hideLabel ? "vh" : "field-head"}>
        <Label>{props.label}</Label>
        {props.required && <span className={need ? "high strong" : "dim"}>{t.required}</span>}
      </span>
      <AriaButton className="inp select">
        <SelectValue className="grow clip" />
        <Icon name="chevron-down" />
      </AriaButton>
      {props.error && (
        <Text slot="errorMessage" className="field-error">
          {props.error}
        </Text>
      )}
      {props.hint && (
        <Text slot="description" className="field-hint">
          {props.hint}
        </Text>
      )}
      <Popover className="layer list-layer" offset={2}>
        <ListBox className="list" items={all.map((choice) => ({ ...choice, id: `=${choice.value}` }))}>
          {(choice) => (
            <ListBoxItem id={choice.id} textValue={choice.label} isDisabled={choice.disabled} className="list-item">
              {choice.mark}
              <span className="grow">
                {choice.label}
                {choice.hint && <small>{choice.hint}</small>}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
