/** Files that are dropped on a part of the window: the innermost target under them takes them and shows that it would. It opens no file. */
import { type RefObject, useEffect, useRef, useState } from "react";
import { listen } from "../wire/events";
import type { Chosen } from "../wire/wire.gen";
import "./drop.css";

/** What takes files: an element, or what says which element does for the one under the pointer, such as the row that it stands in. */
export type DropPlace = RefObject<Element | null> | ((at: Element) => Element | null);

/** What is done with dropped files; `on` is the element that took them. */
export type OnFiles = (files: Chosen[], on: Element) => void;

interface Target {
  place: DropPlace;
  onFiles: OnFiles;
  onOver(over: Element | null): void;
}

/** The attribute that the element under hanging files bears. */
const OVER = "data-drop";

const targets = new Set<Target>();
let shown: { target: Target; on: Element } | undefined;
let stop: (() => void) | undefined;

function elementOf(place: DropPlace, at: Element): Element | null {
  if (typeof place === "function") return place(at);
  return place.current?.contains(at) ? place.current : null;
}

/** The page's own points in one of the window's: less than 1 where the page is shown larger. */
function pagePoints(): number {
  const ratio = window.outerWidth > 0 ? window.innerWidth / window.outerWidth : 1;
  // A frame of a few points around the page is no zoom.
  return Math.abs(ratio - 1) < 0.05 ? 1 : ratio;
}

/** The innermost target around an element; of two on one element the later one. */
function targetAround(at: Element | null): { target: Target; on: Element } | undefined {
  if (!at) return undefined;
  let found: { target: Target; on: Element } | undefined;
  for (const target of targets) {
    const on = elementOf(target.place, at);
    if (on && (!found || found.on.contains(on))) found = { target, on };
  }
  return found;
}

/** The same at a place of the window. */
function targetAt(x: number, y: number): { target: Target; on: Element } | undefined {
  const points = pagePoints();
  return targetAround(document.elementFromPoint(x * points, y * points));
}

/** How long files wait for a view that takes them, in ms, and how often it is looked for. */
const WAITS = 60_000;
const LOOKS = 50;

/**
 * Hands files to what takes them within an element, as soon as it is there: a view that was just gone to may still be read.
 * Where nothing comes to take them `onNobody` is told, but not once the element itself has gone, as by a lock.
 */
export function handOver(within: Element, files: Chosen[], onNobody: () => void): void {
  const began = performance.now();
  const look = () => {
    if (!within.isConnected) return;
    const { x, y, width, height } = within.getBoundingClientRect();
    const found = targetAround(document.elementFromPoint(x + width / 4, y + height / 2));
    if (found && found.on !== within) found.target.onFiles(files, found.on);
    else if (performance.now() - began < WAITS) setTimeout(look, LOOKS);
    else onNobody();
  };
  setTimeout(look, LOOKS);
}

function show(next: { target: Target; on: Element } | undefined): void {
  if (shown?.on === next?.on && shown?.target === next?.target) return;
  shown?.on.removeAttribute(OVER);
  if (shown && shown.target !== next?.target) shown.target.onOver(null);
  shown = next;
  next?.on.setAttribute(OVER, "");
  next?.target.onOver(next.on);
}

function begin(): void {
  stop ??= listen((event) => {
    if (event.event === "files_over") show(targetAt(event.x, event.y));
    else if (event.event === "files_away") show(undefined);
    else if (event.event === "files_dropped") {
      const taken = targetAt(event.x, event.y);
      show(undefined);
      if (event.files.length > 0) taken?.target.onFiles(event.files, taken.on);
    }
  });
}

/** Takes files dropped on a place. Gives the element that they hang over just now, if it is this one's. */
export function useDrop(place: DropPlace, onFiles: OnFiles, options: { when?: boolean } = {}): Element | null {
  const [over, setOver] = useState<Element | null>(null);
  const now = useRef({ place, onFiles });
  now.current = { place, onFiles };
  const when = options.when ?? true;
  useEffect(() => {
    if (!when) return;
    const target: Target = {
      place: (at) => elementOf(now.current.place, at),
      onFiles: (files, on) => now.current.onFiles(files, on),
      onOver: setOver,
    };
    targets.add(target);
    begin();
    return () => {
      if (shown?.target === target) show(undefined);
      targets.delete(target);
      setOver(null);
      if (targets.size > 0) return;
      stop?.();
      stop = undefined;
    };
  }, [when]);
  return over;
}
