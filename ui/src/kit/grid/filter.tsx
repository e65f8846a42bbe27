/** A column's filter: the form that sets it and the words that tell it. It changes nothing until something is chosen. */
import { useEffect, useMemo, useRef, useState } from "react";
import { Button } from "../button.tsx";
import { Checkbox, RadioCards } from "../choices.tsx";
import { DateField } from "../day-field.tsx";
import { NumberField, SearchField, TextField } from "../fields.tsx";
import { Pill } from "../small.tsx";
import { Loading } from "../states.tsx";
import { useKitTexts } from "../texts.ts";
import type { Choice, ColumnFilter, GridColumn, GridFilters, GridTest } from "./types.ts";

/** What was found last, by what finds it: its words are good for a chip, its counts aren't for a form. */
const foundLast = new WeakMap<() => unknown, readonly Choice[]>();

/** The choices of a filter; undefined while they are asked for. Those of another `column` are never given out. */
export function useChoices(
  filter: ColumnFilter | undefined,
  wanted: boolean,
  column?: string,
): readonly Choice[] | undefined {
  const given = filter?.kind === "choice" ? filter.choices : undefined;
  const [asked, setAsked] = useState<{ choices: readonly Choice[]; column: string | undefined }>();
  useEffect(() => {
    if (typeof given !== "function" || !wanted) return;
    let over = false;
    given().then(
      (choices) => {
        foundLast.set(given, choices);
        if (!over) setAsked({ choices, column });
      },
      () => !over && setAsked({ choices: [], column }),
    );
    return () => {
      over = true;
    };
  }, [given, wanted, column]);
  if (typeof given !== "function") return given;
  return asked?.column === column ? asked?.choices : undefined;
}

/** A test in words. */
function testWords(test: GridTest, choices: readonly Choice[] | undefined, t: ReturnType<typeof useKitTexts>["grid"]) {
  if (test.is === "empty") return t.filterEmpty;
  if (test.is === "filled") return t.filterFilled;
  if (test.is === "contains") return t.filterContains(test.text);
  if (test.is === "between") {
    if (test.from !== null && test.to !== null) return t.filterBetween(test.from, test.to);
    return test.from !== null ? t.filterFrom(test.from) : t.filterTo(test.to ?? "");
  }
  const label = (value: string) => choices?.find((choice) => choice.value === value)?.label || value || t.filterEmpty;
  const [first = "", ...others] = test.values.map(label);
  return others.length === 0 ? first : t.filterMore(first, others.length);
}

/** The filters without one, or with another test of it. */
export function withTest(filters: GridFilters, column: string, test: GridTest | undefined): GridFilters {
  const { [column]: _, ...others } = filters;
  return test ? { ...others, [column]: test } : others;
}

/** A chip of one filter. */
export function FilterChip<Row>(props: { column: GridColumn<Row>; test: GridTest; onRemove(): void; onOpen?(): void }) {
  const t = useKitTexts().grid;
  const { filter } = props.column;
  const known =
    filter?.kind === "choice" && typeof filter.choices === "function" ? foundLast.get(filter.choices) : undefined;
  const values = props.test.is === "any_of" ? props.test.values : [];
  const enough = values.every((value) => known?.some((choice) => choice.value === value));
  const asked = useChoices(filter, !enough);
  const choices = asked ?? known;
  return (
    <Pill
      onRemove={props.onRemove}
      removeLabel={t.removeFilter(props.column.title)}
      onPress={props.onOpen}
      label={`${t.changeFilter(props.column.title)}: ${testWords(props.test, choices, t)}`}
    >
      {`${props.column.title}: ${testWords(props.test, choices, t)}`}
    </Pill>
  );
}

/** The form of one column's filter. Each change takes effect at once. */
export function FilterForm<Row>(props: {
  column: GridColumn<Row>;
  test: GridTest | undefined;
  onTest(test: GridTest | undefined): void;
  onClose(): void;
}) {
  const t = useKitTexts();
  const { column, test, onTest } = props;
  const kind = column.filter?.kind;
  const bare = test?.is === "empty" || test?.is === "filled" ? test.is : "any";
  return (
    <div className="filter-form">
      <p className="label">{t.grid.filterColumn(column.title)}</p>
      {kind === "choice" ? (
        <ChoiceTest {...props} />
      ) : (
        <>
          {kind === "text" && <TextTest {...props} />}
          {kind === "day" && <DayTest {...props} />}
          {kind === "number" && <NumberTest {...props} />}
          <RadioCards
            inline
            hideLabel
            label={column.title}
            value={bare}
            onChange={(is) => onTest(is === "any" ? undefined : { is })}
            options={[
              { value: "any", label: t.grid.anyValue },
              { value: "empty", label: t.grid.emptyOnly },
              { value: "filled", label: t.grid.filledOnly },
            ]}
          />
        </>
      )}
      <div className="row between">
        <Button kind="quiet" disabled={!test} onPress={() => onTest(undefined)}>
          {t.grid.clearFilter}
        </Button>
        <Button onPress={props.onClose}>{t.done}</Button>
      </div>
    </div>
  );
}

interface TestProps<Row> {
  column: GridColumn<Row>;
  test: GridTest | undefined;
  onTest(test: GridTest | undefined): void;
  onClose(): void;
}

/** More choices than this get a search field. */
const MANY = 8;

function ChoiceTest<Row>({ column, test, onTest }: TestProps<Row>) {
  const t = useKitTexts();
  const choices = useChoices(column.filter, true);
  const [search, setSearch] = useState("");
  const chosen = useMemo(() => new Set(test?.is === "any_of" ? test.values : []), [test]);
  if (!choices) return <Loading />;
  const wanted = search.trim().toLocaleLowerCase();
  const found = choices.filter((choice) => (choice.label || t.grid.noValue).toLocaleLowerCase().includes(wanted));
  const toggle = (value: string, on: boolean) => {
    const values = [...chosen].filter((one) => one !== value);
    if (on) values.push(value);
    onTest(values.length > 0 ? { is: "any_of", values } : undefined);
  };
  return (
    <>
      {choices.length > MANY && (
        <SearchField label={t.grid.filterColumn(column.title)} value={search} onChange={setSearch} autoFocus />
      )}
      <div className="filter-list">
        {found.map((choice) => (
          <Checkbox key={choice.value} checked={chosen.has(choice.value)} onChange={(on) => toggle(choice.value, on)}>
            {choice.mark} {choice.label || t.grid.noValue}
            {choice.count !== undefined && <span className="dim"> {choice.count}</span>}
          </Checkbox>
        ))}
        {found.length === 0 && <p className="dim">{t.nothingFound}</p>}
      </div>
    </>
  );
}

/** How long quick typing rests before the filter changes again. The first letter after a pause changes it at once. */
const RESTS_MS = 40;
/** A pause: what is typed after one is looked for without waiting for more. */
const PAUSE_MS = 150;

function TextTest<Row>({ test, onTest, onClose }: TestProps<Row>) {
  const t = useKitTexts();
  const at = test?.is === "contains" ? test.text : "";
  const [text, setText] = useState(at);
  const apply = () => {
    if (text !== at) onTest(text === "" ? undefined : { is: "contains", text });
  };
  const typed = useRef(Number.NEGATIVE_INFINITY);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the wait
  useEffect(() => {
    const now = performance.now();
    const rested = now - typed.current > PAUSE_MS;
    typed.current = now;
    if (rested) return apply();
    const timer = setTimeout(apply, RESTS_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <TextField
      label={t.grid.contains}
      value={text}
      onChange={setText}
      onEnter={() => {
        apply();
        onClose();
      }}
      autoFocus
    />
  );
}

const ends = (test: GridTest | undefined) => (test?.is === "between" ? test : { from: null, to: null });
const between = (from: string | null, to: string | null): GridTest | undefined =>
  from === null && to === null ? undefined : { is: "between", from, to };

function DayTest<Row>({ test, onTest }: TestProps<Row>) {
  const t = useKitTexts().grid;
  const { from, to } = ends(test);
  return (
    <div className="two">
      <DateField label={t.from} value={from} onChange={(day) => onTest(between(day, to))} autoFocus />
      <DateField label={t.to} value={to} onChange={(day) => onTest(between(from, day))} />
    </div>
  );
}

function NumberTest<Row>({ test, onTest }: TestProps<Row>) {
  const t = useKitTexts().grid;
  const { from, to } = ends(test);
  const read = (text: string | null) => (text === null ? null : Number(text));
  const write = (value: number | null) => (value === null ? null : String(value));
  return (
    <div className="two">
      <NumberField
        label={t.from}
        whole={false}
        value={read(from)}
        onChange={(value) => onTest(between(write(value), to))}
        autoFocus
      />
      <NumberField
        label={t.to}
        whole={false}
        value={read(to)}
        onChange={(value) => onTest(between(from, write(value)))}
      />
    </div>
  );
}
