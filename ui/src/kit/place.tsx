/** Where the window is and how to go elsewhere: a view by its name, what is chosen in it, and how it is narrowed. */
import { createContext, useContext } from "react";

export interface Place {
  /** The view's name, such as "matrix". */
  view: string;
  /** A part of the view, such as "calendar". */
  part?: string;
  /** What is chosen in it. */
  id?: string;
  /** Only these rows, each by its id. */
  ids?: string[];
  /** What the narrowing means, in words. */
  only?: string;
}

interface Going {
  place: Place;
  go(place: Place): void;
}

const Here = createContext<Going>({ place: { view: "" }, go: () => undefined });

/** Gives place and going to all that stands inside. */
export const PlaceProvider = Here.Provider;

/** Goes elsewhere. */
export function useGo(): (place: Place) => void {
  return useContext(Here).go;
}

/** Where the window is. */
export function usePlace(): Place {
  return useContext(Here).place;
}
