/** The command palette: go to anything, do anything, find anything. One field, one list, by keyboard alone if wanted. */
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { placeOf } from "../audit/link";
import { NOUN } from "../audit/words";
import { Icon, type IconName } from "../kit";
import { type Place, useGo } from "../kit/place";
import { call } from "../wire/call";
import { useEngagementOrNone } from "../wire/engagement";
import type { SearchHit } from "../wire/wire.gen";
import { TEXTS } from "./texts";
import { RAIL } from "./views";

interface Props {
  onClose(): void;
  onLock(): void;
  onUndo(): void;
}

interface Entry {
  key: string;
  icon: IconName;
  label: string;
  hint: string;
  keys?: string;
  act(): void;
}

/** How long typing may rest before the vault is searched. */
const PAUSE = 120;
const MOST = 40;

/** The palette, over everything. */
export function Palette({ onClose, onLock, onUndo }: Props) {
  const go = useGo();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const hits = useHits(text);
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
  const entries = useMemo(() => {
    const to = (place: Place) => () => go(place);
    const all = [...actions(to, onLock, onUndo), ...views(to)];
    const words = text.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const fitting = all.filter((entry) => words.every((word) => entry.label.toLocaleLowerCase().includes(word)));
    return [...fitting, ...hits.map((hit) => found(hit, to))].slice(0, MOST);
  }, [text, hits, go, onLock, onUndo]);
  const chosen = Math.min(at, Math.max(0, entries.length - 1));

  const act = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.act();
  };
  const pressed = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((chosen + step + entries.length) % Math.max(1, entries.length));
    else if (event.key === "Enter") act(entries[chosen]);
    else return;
    event.preventDefault();
  };
  const id = (index: number) => `${list}-${index}`;
  return (
    <dialog className="palette" ref={box} onClose={onClose} aria-label={TEXTS.search}>
      <div className="palette-field">
        <Icon name="search" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={entries.length > 0 ? id(chosen) : undefined}
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
        {entries.map((entry, index) => (
          <button
            key={entry.key}
            id={id(index)}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className="palette-entry"
            ref={index === chosen ? (it) => it?.scrollIntoView({ block: "nearest" }) : undefined}
            onPointerMove={() => setAt(index)}
            onClick={() => act(entry)}
          >
            <Icon name={entry.icon} />
            <span className="grow">{entry.label}</span>
            <small>{entry.hint}</small>
            {entry.keys && <kbd>{entry.keys}</kbd>}
          </button>
        ))}
        {entries.length === 0 && <p className="palette-none">{TEXTS.nothingFound}</p>}
      </div>
    </dialog>
  );
}

/** Whether the focus has gone with what had it. */
export function hasNoFocus(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

type To = (place: Place) => () => void;

function views(to: To): Entry[] {
  const names = [...RAIL.flat(), "settings"] as const;
  return names.map((name) => ({
    key: `view ${name}`,
    icon: name,
    label: TEXTS.views[name],
    hint: TEXTS.goTo,
    act: to({ view: name }),
  }));
}

function actions(to: To, onLock: () => void, onUndo: () => void): Entry[] {
  return [
    {
      key: "walkthrough",
      icon: "present",
      label: TEXTS.startWalkthrough,
      hint: TEXTS.act,
      act: to({ view: "walkthrough" }),
    },
    {
      key: "calendar",
      icon: "calendar",
      label: TEXTS.calendar,
      hint: TEXTS.goTo,
      act: to({ view: "matrix", part: "calendar" }),
    },
    {
      key: "coverage",
      icon: "matrix",
      label: TEXTS.coverage,
      hint: TEXTS.goTo,
      act: to({ view: "matrix", part: "coverage" }),
    },
    {
      key: "export",
      icon: "packets",
      label: TEXTS.exportPacket,
      hint: TEXTS.act,
      act: to({ view: "packets", part: "export" }),
    },
    { key: "undo", icon: "undo", label: TEXTS.undoLast, hint: TEXTS.act, keys: "Ctrl Z", act: onUndo },
    { key: "lock", icon: "lock", label: TEXTS.lockVault, hint: TEXTS.act, keys: "Ctrl L", act: onLock },
  ];
}

function found(hit: SearchHit, to: To): Entry {
  const label = hit.reference === "" || hit.reference === hit.title ? hit.title : `${hit.reference} ${hit.title}`;
  return {
    key: `${hit.noun} ${hit.id} ${hit.file ?? ""}`,
    icon: "arrow-right",
    label,
    hint: NOUN[hit.noun],
    act: to(placeOf(hit.noun, hit.id)),
  };
}

/** What the vault finds for the text, a moment after the last key. */
function useHits(text: string): SearchHit[] {
  const engagement = useEngagementOrNone();
  const [hits, setHits] = useState<SearchHit[]>([]);
  useEffect(() => {
    if (text.trim() === "") {
      setHits([]);
      return;
    }
    let here = true;
    const timer = setTimeout(() => {
      call("search.find", { engagement, text, nouns: [], limit: MOST }).then(
        (answer) => here && setHits(answer.hits),
        () => here && setHits([]),
      );
    }, PAUSE);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [text, engagement]);
  return hits;
}
