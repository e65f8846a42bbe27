/** The command palette: go to anything, do anything, find anything. One field, one list, by keyboard alone if wanted. */
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { placeOf, VIEW_OF } from "../audit/link";
import { NOUN } from "../audit/words";
import { FailureNote, Icon, type IconName, KeyHint } from "../kit";
import { useGo } from "../kit/place";
import { wordsFor } from "../wire/failures";
import type { SearchHit } from "../wire/wire.gen";
import { type Doing, type Entry, entriesFor } from "./entries";
import { MOST, useHits } from "./hits";
import { TEXTS } from "./texts";

interface Props extends Omit<Doing, "go"> {
  onClose(): void;
}

interface Line extends Entry {
  hit?: SearchHit;
}

/** The palette, over everything. */
export function Palette({ onClose, ...doing }: Props) {
  const go = useGo();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const { found, busy, failure } = useHits(text);
  const list = useId();
  const box = useRef<HTMLDialogElement>(null);

  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    box.current?.showModal();
    // A dialog that goes with an act doesn't give the focus back by itself.
    return () => {
      if (hasNoFocus() && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [before]);
  const offered: readonly Line[] = entriesFor(text, { ...doing, go }).slice(0, MOST);
  const hits = useMemo(() => found.hits.map((hit) => lineOf(hit, go)), [found, go]);
  const lines = [...offered, ...hits];
  const chosen = Math.min(at, Math.max(0, lines.length - 1));

  const act = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.act();
  };
  const pressed = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((chosen + step + lines.length) % Math.max(1, lines.length));
    else if (event.key === "Enter") act(lines[chosen]);
    else return;
    event.preventDefault();
  };
  const id = (index: number) => `${list}-${index}`;
  const option = (line: Line, index: number) => (
    <Option
      key={line.key}
      id={id(index)}
      line={line}
      chosen={index === chosen}
      onPoint={() => setAt(index)}
      onAct={() => act(line)}
    />
  );
  const none = lines.length === 0 && !busy && !failure;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard Esc closes it
    <dialog
      className="palette"
      ref={box}
      onClose={onClose}
      // Only a click outside of what stands in the dialog hits the dialog itself.
      onClick={(event) => event.target === box.current && onClose()}
      aria-label={TEXTS.search}
    >
      <div className="palette-box">
        <div className="palette-field">
          <Icon name="search" />
          <input
            role="combobox"
            aria-expanded="true"
            aria-controls={list}
            aria-activedescendant={lines.length > 0 ? id(chosen) : undefined}
            aria-label={TEXTS.search}
            placeholder={TEXTS.search}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setAt(0);
            }}
            onKeyDown={pressed}
            autoFocus
          />
        </div>
        <div id={list} role="listbox" aria-label={TEXTS.found} className="palette-list">
          {offered.map(option)}
          {hits.length > 0 && (
            // biome-ignore lint/a11y/useSemanticElements: within a list box a group is no field set
            <div role="group" aria-label={TEXTS.inVault}>
              <p className="palette-head label" aria-hidden="true">
                {TEXTS.inVault}
              </p>
              {hits.map((line, index) => option(line, offered.length + index))}
            </div>
          )}
        </div>
        {failure && <FailureNote {...wordsFor(failure)} />}
        {none && <p className="palette-none">{TEXTS.nothingFound}</p>}
        <footer className="palette-foot">
          <span className="grow" role="status">
            {busy ? TEXTS.searching : found.total > 0 && TEXTS.hits(found.hits.length, found.total, found.at_least)}
          </span>
          <KeyHint keys="↑ ↓">{TEXTS.keyChoose}</KeyHint>
          <KeyHint keys="Enter">{TEXTS.keyOpen}</KeyHint>
          <KeyHint keys="Esc">{TEXTS.keyClose}</KeyHint>
        </footer>
      </div>
    </dialog>
  );
}

function Option(props: { id: string; line: Line; chosen: boolean; onPoint(): void; onAct(): void }) {
  const { line, chosen } = props;
  return (
    <button
      id={props.id}
      type="button"
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      className="palette-entry"
      ref={chosen ? (it) => it?.scrollIntoView?.({ block: "nearest" }) : undefined}
      onPointerMove={props.onPoint}
      onClick={props.onAct}
    >
      <Icon name={line.icon} />
      <span className="grow">
        <span className="palette-label">{line.label}</span>
        {line.hit && <Where hit={line.hit} />}
      </span>
      <small>{line.hint}</small>
      {line.keys && <kbd>{line.keys}</kbd>}
    </button>
  );
}

/** Where in a record or file the words stand, with the words around them. */
function Where({ hit }: { hit: SearchHit }) {
  const words = hit.snippet.map((part) => part.text).join("");
  // What the title says already isn't said twice.
  if (!hit.file && (words.trim() === "" || words.trim() === hit.title)) return null;
  return (
    <span className="palette-where">
      {hit.file && <span className="medium">{hit.file.name} </span>}
      {hit.snippet.map((part, at) =>
        part.hit ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name
          <mark key={at}>{part.text}</mark>
        ) : (
          part.text
        ),
      )}
    </span>
  );
}

/** Whether the focus has gone with what had it. */
export function hasNoFocus(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function lineOf(hit: SearchHit, go: Doing["go"]): Line {
  // A surface's reference is for programs; people know it by its title.
  const bare = hit.noun === "surface" || hit.reference === "" || hit.reference === hit.title;
  const label = bare ? hit.title : `${hit.reference} ${hit.title}`;
  return {
    key: `${hit.noun} ${hit.id} ${hit.file?.file ?? ""}`,
    icon: hit.file ? "file" : (VIEW_OF[hit.noun].view as IconName),
    label,
    hint: hit.state === "" ? NOUN[hit.noun] : `${NOUN[hit.noun]}, ${hit.state}`,
    act: () => go(placeOf(hit.noun, hit.id)),
    hit,
  };
}
