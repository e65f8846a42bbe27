/** Choosing the controls to present and their order. Nothing is presented yet, so leaving asks for nothing. */
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { useDates } from "../../audit";
import { Button, Checkbox, EmptyState, FailureNote, IconButton, Loading, Note, SearchField } from "../../kit";
import { usePlace } from "../../kit/place";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { WalkthroughChoice, WalkthroughChoices } from "../../wire/wire.gen";
import { T } from "./texts";
import "./choose.css";

interface Props {
  engagement: string;
  /** Ids of the controls in their order, at least one. */
  onStart(controls: string[]): void;
  onLeave(): void;
}

export function Choose(props: Props) {
  const all = useRead("walkthrough.choices", { engagement: props.engagement });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented) props.onLeave();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc goes back from everywhere, as the button says
    <div className="choose" onKeyDown={onKeyDown}>
      <header className="pbar">
        <h1>{T.title}</h1>
        {all.data && <span className="clip">{T.chooseWords}</span>}
        <span className="grow" />
        <Button kind="quiet" keys={T.backKeys} onPress={props.onLeave}>
          {T.back}
        </Button>
      </header>
      {all.failure && (
        <main className="pad">
          <FailureNote {...wordsFor(all.failure)} onRetry={all.again} />
        </main>
      )}
      {!all.data && !all.failure && (
        <main>
          <Loading words={T.loading} />
        </main>
      )}
      {all.data && all.data.controls.length === 0 && (
        <main>
          <EmptyState icon="present" title={T.none} words={T.noneWords} />
        </main>
      )}
      {all.data && all.data.controls.length > 0 && <Choosing {...props} all={all.data} />}
    </div>
  );
}

function Choosing({ all, onStart }: Props & { all: WalkthroughChoices }) {
  const place = usePlace();
  const dates = useDates();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string[]>(() => startOf(all.controls, place.ids));
  const [came] = useState(chosen.length > 0);
  const rows = useRef<HTMLUListElement>(null);
  const found = useMemo(() => finding(all.controls, text), [all, text]);
  const taken = new Set(chosen);
  const leftOut = place.ids ? place.ids.length - startOf(all.controls, place.ids).length : 0;
  const searched = text.trim() !== "";
  const add = (ids: readonly string[]) =>
    setChosen((before) => [...before, ...ids.filter((id) => !before.includes(id))]);
  const drop = (id: string) => setChosen((before) => before.filter((one) => one !== id));
  const addFound = () => {
    add(found.map((one) => one.control));
    setText("");
  };
  const begin = () => onStart(chosen.length === 0 ? all.controls.map((one) => one.control) : chosen);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    begin();
  };
  const onSearchKey = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    toRow(rows.current, 0);
  };
  return (
    <div className="choose-body" onKeyDownCapture={onKeyDown}>
      <main className="choose-list">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow leads from the search into what it found */}
        <div className="choose-find" onKeyDown={onSearchKey}>
          <SearchField
            label={T.search}
            value={text}
            onChange={setText}
            autoFocus={!came}
            onEnter={() => (searched ? found.length > 0 && addFound() : toRow(rows.current, 0))}
          />
          <span className="small dim" role="status">
            {T.found(found.length, all.controls.length)}
            {searched && found.length > 0 && `. ${T.searchHint(found.length)}`}
          </span>
          <span className="grow" />
          <Button kind="quiet" icon="plus" disabled={found.length === 0} onPress={addFound}>
            {searched ? T.addFound : T.addAll}
          </Button>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className="scroll" tabIndex={0} aria-label={T.controls}>
          {found.length === 0 && <EmptyState title={T.nothingFound} words="" />}
          <ul ref={rows} className="choose-rows" onKeyDown={onRowKey}>
            {found.map((one) => (
              <li key={one.control}>
                <Checkbox
                  checked={taken.has(one.control)}
                  onChange={(on) => (on ? add([one.control]) : drop(one.control))}
                >
                  <b>{one.code}</b> {one.title}
                </Checkbox>
                <span className="micro dim">{one.criteria.join(" ")}</span>
                <span className="micro dim num">{T.exhibits(one.exhibits)}</span>
                <span className="micro dim num">{one.withheld > 0 ? T.withheldShort(one.withheld) : ""}</span>
              </li>
            ))}
          </ul>
        </section>
      </main>
      <aside className="choose-order" aria-label={T.chosen}>
        <div className="row between">
          <h2>{T.chosen}</h2>
          {chosen.length > 0 && (
            <span className="row small dim">
              {T.chosenCount(chosen.length)}
              <Button kind="link" onPress={() => setChosen([])}>
                {T.clear}
              </Button>
            </span>
          )}
        </div>
        {leftOut > 0 && <Note tone="med">{T.leftOut(leftOut)}</Note>}
        {chosen.length === 0 && <p className="small dim">{T.chosenNone}</p>}
        <Order controls={all.controls} chosen={chosen} onChosen={setChosen} />
        <div className="choose-start">
          <p className="micro dim">
            {all.frame.title}
            {all.frame.period && `, ${T.period(dates.day(all.frame.period.from), dates.day(all.frame.period.to))}`}
          </p>
          <Button kind="primary" icon="present" tall wide keys={T.startKeys} onPress={begin} autoFocus={came}>
            {chosen.length === 0 ? T.startAll(all.controls.length) : T.start(chosen.length)}
          </Button>
          <p className="micro dim">{T.before}</p>
        </div>
      </aside>
    </div>
  );
}

function Order(props: { controls: readonly WalkthroughChoice[]; chosen: string[]; onChosen(chosen: string[]): void }) {
  const { controls, chosen, onChosen } = props;
  const move = (at: number, by: 1 | -1) => {
    const next = [...chosen];
    const [one] = next.splice(at, 1);
    if (one !== undefined) next.splice(at + by, 0, one);
    onChosen(next);
  };
  if (chosen.length === 0) return <div className="grow" />;
  return (
    <ol className="scroll choose-chosen">
      {chosen.map((id, at) => {
        const control = controls.find((one) => one.control === id);
        const code = control?.code ?? id;
        return (
          <li key={id}>
            <span className="clip grow" title={control?.title}>
              <b>{code}</b> {control?.title}
            </span>
            <IconButton icon="arrow-up" label={T.up(code)} disabled={at === 0} onPress={() => move(at, -1)} />
            <IconButton
              icon="arrow-down"
              label={T.down(code)}
              disabled={at === chosen.length - 1}
              onPress={() => move(at, 1)}
            />
            <IconButton
              icon="close"
              label={T.drop(code)}
              onPress={() => onChosen(chosen.filter((one) => one !== id))}
            />
          </li>
        );
      })}
    </ol>
  );
}

/** The boxes of the rows, in their order. */
function boxes(rows: Element | null): HTMLInputElement[] {
  return [...(rows?.querySelectorAll<HTMLInputElement>("input[type=checkbox]") ?? [])];
}

/** Goes to the box of a row. */
function toRow(rows: Element | null, at: number): void {
  const box = boxes(rows)[at];
  box?.focus();
  box?.closest("li")?.scrollIntoView?.({ block: "nearest" });
}

/** Arrows go from row to row, Enter chooses as Space does. */
function onRowKey(event: KeyboardEvent<HTMLUListElement>): void {
  const all = boxes(event.currentTarget);
  const at = all.indexOf(event.target as HTMLInputElement);
  if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (event.key === "Enter") all[at]?.click();
  else if (to === undefined) return;
  else toRow(event.currentTarget, Math.min(Math.max(0, to), all.length - 1));
  event.preventDefault();
}

/** The controls that somebody came with, those that can be presented, in their order; by id or code. */
function startOf(controls: readonly WalkthroughChoice[], ids: readonly string[] | undefined): string[] {
  const found = (ids ?? []).flatMap((id) => controls.filter((one) => one.control === id || one.code === id));
  return [...new Set(found.map((one) => one.control))];
}

/** Controls that hold all words that are typed. */
function finding(controls: readonly WalkthroughChoice[], text: string): readonly WalkthroughChoice[] {
  const wanted = text.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return controls;
  return controls.filter((one) => {
    const words = `${one.code} ${one.title} ${one.criteria.join(" ")}`.toLocaleLowerCase();
    return wanted.every((word) => words.includes(word));
  });
}
