/** How much room a list has, so that its less important columns give way before its words are cut. It hides nothing itself. */
import { type RefObject, useEffect, useState } from "react";

/** Little: about what is left beside the inspector in a small window. Much: a large window's whole width. */
export type Room = "little" | "usual" | "much";

/** Widths in px below which there is little room, and from which there is much. */
const LITTLE = 1_060;
const MUCH = 1_600;

/** The room of an element, followed. */
export function useRoom(box: RefObject<HTMLElement | null>): Room {
  const [room, setRoom] = useState<Room>("usual");
  useEffect(() => {
    const element = box.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const seen = new ResizeObserver(([entry]) => {
      const width = entry?.contentRect.width ?? LITTLE;
      setRoom(width < LITTLE ? "little" : width < MUCH ? "usual" : "much");
    });
    seen.observe(element);
    return () => seen.disconnect();
  }, [box]);
  return room;
}
