/** The picker of merge fields: found by name or meaning, each with where its value comes from and what would stand there. */
import { type RefObject, useMemo } from "react";
import { type Choice, ComboBox, FailureNote, Popover } from "../../kit";
import { useEngagement } from "../../wire/engagement";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { InsertableField } from "../../wire/wire.gen";
import { fieldWords } from "./merge";
import { sourceWords } from "./sources";
import { T } from "./texts";

export function InsertField(props: {
  message: string;
  anchor: RefObject<Element | null>;
  open: boolean;
  onClose(): void;
  onPick(name: string): void;
}) {
  const engagement = useEngagement();
  const found = useRead("message.insertable", { engagement, message: props.message }, { when: props.open });
  const choices = useMemo(() => (found.data ?? []).map(choiceOf), [found.data]);
  return (
    <Popover
      anchor={props.anchor}
      open={props.open}
      onClose={props.onClose}
      label={T.fields.insertLabel}
      className="insert"
    >
      {found.failure ? (
        <FailureNote {...wordsFor(found.failure)} onRetry={found.again} />
      ) : (
        <ComboBox
          label={T.fields.insertLabel}
          placeholder={T.fields.insertPlaceholder}
          value={null}
          choices={choices}
          autoFocus
          onChange={(choice) => choice && props.onPick(choice.value)}
        />
      )}
    </Popover>
  );
}

function choiceOf(field: InsertableField): Choice {
  const hint = [
    field.value ?? field.meaning,
    sourceWords({ source: field.source, row: null }),
    field.row_of === null ? "" : T.fields.repeats,
    field.in_text ? T.fields.inText : "",
  ];
  return { value: field.name, label: fieldWords(field.name), hint: hint.filter(Boolean).join(" · ") };
}
