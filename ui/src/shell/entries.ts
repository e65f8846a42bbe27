/** What the palette offers besides what is found in the vault: acts, views, and the parts of views. */
import type { IconName } from "../kit";
import type { Place } from "../kit/place";
import type { Engagement } from "../wire/wire.gen";
import { TEXTS } from "./texts";
import { RAIL, type ViewName } from "./views";

/** A line of the palette. */
export interface Entry {
  key: string;
  icon: IconName;
  label: string;
  hint: string;
  keys?: string;
  act(): void;
}

/** What the palette may do. */
export interface Doing {
  go(place: Place): void;
  onLock(): void;
  onUndo(): void;
  onRedo(): void;
  engagements: readonly Engagement[];
  shown: string | undefined;
  onShow(id: string): void;
}

const VIEWS = [...RAIL.flat(), "settings"] as const;

/** Acts first, then views; with a text also the parts of views and the other engagements. */
export function entriesFor(text: string, doing: Doing): Entry[] {
  const words = text.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const all = [...acts(doing), ...views(doing)];
  if (words.length === 0) return all;
  const fits = ({ label }: Entry) => words.every((word) => label.toLocaleLowerCase().includes(word));
  return [...all, ...others(doing), ...parts(doing)].filter(fits);
}

function acts({ go, onLock, onUndo, onRedo }: Doing): Entry[] {
  const act = (key: string, icon: IconName, label: string, run: () => void, keys?: string): Entry => ({
    key,
    icon,
    label,
    hint: TEXTS.act,
    ...(keys ? { keys } : {}),
    act: run,
  });
  return [
    act("walkthrough", "present", TEXTS.startWalkthrough, () => go({ view: "walkthrough" })),
    act("export", "packets", TEXTS.exportPacket, () => go({ view: "packets", part: "export" })),
    act("undo", "undo", TEXTS.undoLast, onUndo, "Ctrl Z"),
    act("redo", "redo", TEXTS.redoLast, onRedo, "Ctrl Shift Z"),
    act("lock", "lock", TEXTS.lockVault, onLock, "Ctrl L"),
  ];
}

function views({ go }: Doing): Entry[] {
  return VIEWS.map((name) => ({
    key: `view ${name}`,
    icon: name,
    label: TEXTS.views[name],
    hint: TEXTS.goTo,
    act: () => go({ view: name }),
  }));
}

function others({ engagements, shown, onShow }: Doing): Entry[] {
  return engagements
    .filter((one) => one.id !== shown)
    .map((one) => ({
      key: `engagement ${one.id}`,
      icon: "scope",
      label: TEXTS.showEngagement(one.title),
      hint: TEXTS.act,
      act: () => onShow(one.id),
    }));
}

function parts({ go }: Doing): Entry[] {
  return Object.entries(TEXTS.parts).flatMap(([view, named]) =>
    Object.entries(named).map(([part, label]) => ({
      key: `part ${view} ${part}`,
      icon: view as Exclude<ViewName, "walkthrough">,
      label: TEXTS.partOf(TEXTS.views[view as keyof typeof TEXTS.views], label),
      hint: TEXTS.goTo,
      act: () => go({ view, part }),
    })),
  );
}
