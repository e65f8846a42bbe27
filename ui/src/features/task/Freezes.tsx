/** Days on which a task can't be worked at, such as a shop's peak season. */
import { useState } from "react";
import { useDates } from "../../audit/date-format";
import { Button, DateField, IconButton, InspectorSection, TextField } from "../../kit";
import type { Freeze } from "../../wire/wire.gen";
import type { TaskFacts } from "./facts";
import { INSPECT as I } from "./texts";

export function Freezes({ freezes, put }: { freezes: readonly Freeze[]; put(facts: TaskFacts): void }) {
  const dates = useDates();
  const [adding, setAdding] = useState(false);
  const set = (next: readonly Freeze[]) =>
    put({ freezes: next.map(({ name, span }) => ({ name, span: { from: span.from, to: span.to } })) });
  return (
    <InspectorSection title={I.freezes} count={freezes.length}>
      {freezes.length === 0 && <p className="dim">{I.freezesNone}</p>}
      <ul className="task-waits">
        {freezes.map((freeze) => (
          <li key={`${freeze.name} ${freeze.span.from}`}>
            <span className="grow">
              {freeze.name}
              <small className="dim"> {dates.span(freeze.span)}</small>
            </span>
            <IconButton
              changes
              icon="close"
              label={I.dropFreeze(freeze.name)}
              onPress={() => set(freezes.filter((one) => one !== freeze))}
            />
          </li>
        ))}
      </ul>
      {adding ? (
        <NewFreeze
          onAdd={(freeze) => {
            set([...freezes, freeze]);
            setAdding(false);
          }}
          onCancel={() => setAdding(false)}
        />
      ) : (
        <Button changes kind="link" onPress={() => setAdding(true)}>
          {I.addFreeze}
        </Button>
      )}
    </InspectorSection>
  );
}

function NewFreeze({ onAdd, onCancel }: { onAdd(freeze: Freeze): void; onCancel(): void }) {
  const [name, setName] = useState("");
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const ready = name.trim() !== "" && from !== null && to !== null && from <= to;
  const add = () => ready && onAdd({ name: name.trim(), span: { from, to } });
  return (
    <form
      className="task-form"
      aria-label={I.addFreeze}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <TextField label={I.freezeName} value={name} onChange={setName} required autoFocus />
      <div className="two">
        <DateField label={I.from} value={from} onChange={setFrom} required />
        <DateField label={I.to} value={to} onChange={setTo} min={from ?? undefined} required />
      </div>
      <Button kind="primary" type="submit" disabled={!ready}>
        {I.addFreeze}
      </Button>
    </form>
  );
}
