/** What is seen while files hang over the window. Where they land is the business of the view under them. */
import { useEffect, useState } from "react";
import { Icon } from "../kit";
import { listen } from "../wire/events";
import { TEXTS } from "./texts";

/** A frame round the window while files hang over it. */
export function DropOverlay() {
  const [over, setOver] = useState(false);
  useEffect(
    () =>
      listen((event) => {
        if (event.event === "files_over") setOver(true);
        if (event.event === "files_away" || event.event === "files_dropped") setOver(false);
      }),
    [],
  );
  if (!over) return null;
  return (
    <div className="drop-overlay" aria-hidden="true">
      <p>
        <Icon name="upload" /> {TEXTS.dropHere}
      </p>
    </div>
  );
}
