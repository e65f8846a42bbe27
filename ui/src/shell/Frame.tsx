/** The frame round every view: rail, top bar, the view, status bar, palette, toasts. It draws nothing of a view itself. */
import { Component, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { DatesProvider } from "../audit/date-format";
import { todayHere } from "../audit/dates";
import { handOver, useDrop } from "../audit/drop";
import { FailureNote, Loading, ReadingOnly, useToast } from "../kit";
import { type Place, PlaceProvider } from "../kit/place";
import { asFailure, call } from "../wire/call";
import { EngagementShown } from "../wire/engagement";
import { listen, tellAll } from "../wire/events";
import { wordsFor } from "../wire/failures";
import { allKept } from "../wire/unsaved";
import type { Failure } from "../wire/wire.gen";
import { useActive } from "./active";
import { DropOverlay } from "./DropOverlay";
import { failedWords } from "./failed";
import { useKeys } from "./keys";
import { hasNoFocus, Palette } from "./Palette";
import { Rail } from "./Rail";
import { READING_ONLY, ReadOnlyBar } from "./ReadOnlyBar";
import { StatusBar } from "./StatusBar";
import { SavedViews } from "./saved-views";
import type { Opened } from "./session";
import { useSettings } from "./settings";
import { TopBar } from "./TopBar";
import { TEXTS } from "./texts";
import { useUndo } from "./undo";
import { isView, VIEWS } from "./views";
import "./shell.css";

/** Below this width the rail collapses by itself, so that grid and inspector have room. */
const NARROW = 1440;

/** The frame of an open vault. */
export function Frame(props: { opened: Opened; stale?: Failure | undefined; onLock(): void }) {
  const { opened, stale, onLock } = props;
  const [place, setPlace] = useState<Place>({ view: "overview" });
  const [shownId, setShownId] = useState<string>();
  const [palette, setPalette] = useState(false);
  const settings = useSettings();
  const narrow = useNarrow();
  // In a narrow window words are wanted for a while; that is no setting.
  const [widened, setWidened] = useState(false);
  const { undo, redo } = useUndo();
  const toast = useToast();
  useActive();
  useLocking();

  const shown = opened.engagements.find((one) => one.id === shownId) ?? opened.engagements.at(-1);
  const go = useCallback((to: Place) => isView(to.view) && setPlace(to), []);
  useKeys({ onPalette: () => setPalette(true), onLock, onUndo: undo, onRedo: redo });
  useGoEvents(go);
  const main = useRef<HTMLElement>(null);
  useDropAnywhere(main, place, go, () => toast({ words: TEXTS.dropNotTaken, tone: "crit" }));
  // Where the focus went with the view before, the next key begins in the new one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each going, not at each drawing
  useEffect(() => {
    if (hasNoFocus()) main.current?.focus({ preventScroll: true });
  }, [place]);

  const collapse = (rail_collapsed: boolean) => {
    if (narrow) return setWidened(!rail_collapsed);
    settings.save({ rail_collapsed }).catch((thrown) => toast(failedWords(TEXTS.notSaved, thrown)));
  };
  const collapsed = narrow ? !widened : settings.shown.rail_collapsed;
  const View = isView(place.view) ? VIEWS[place.view] : VIEWS.overview;
  const here = useMemo(() => ({ place, go }), [place, go]);
  const { condition } = opened.status;
  const readingOnly = condition.condition === "read_only" ? READING_ONLY : undefined;
  if (place.view === "walkthrough") {
    return (
      <DatesProvider format={settings.shown.date_format}>
        <PlaceProvider value={here}>
          <EngagementShown value={shown?.id ?? null}>
            <ReadingOnly value={readingOnly}>
              <Caught key="walkthrough">
                <Suspense fallback={<Loading />}>
                  <View />
                </Suspense>
              </Caught>
            </ReadingOnly>
          </EngagementShown>
        </PlaceProvider>
      </DatesProvider>
    );
  }
  return (
    <DatesProvider format={settings.shown.date_format}>
      <PlaceProvider value={here}>
        <EngagementShown value={shown?.id ?? null}>
          <a className="skip" href="#view">
            {TEXTS.skip}
          </a>
          <div className="app">
            <Rail collapsed={collapsed} onCollapse={collapse} />
            <TopBar
              client={opened.status.client ?? ""}
              shown={shown}
              engagements={opened.engagements}
              today={todayHere()}
              onShow={setShownId}
              onSearch={() => setPalette(true)}
              onLock={onLock}
            />
            <ReadOnlyBar condition={condition} />
            <main className="main" id="view" tabIndex={-1} data-view={place.view} ref={main}>
              <ReadingOnly value={readingOnly}>
                <Caught key={`${place.view} ${shown?.id ?? ""}`}>
                  <SavedViews>
                    <Suspense fallback={<Loading />}>
                      <View />
                    </Suspense>
                  </SavedViews>
                </Caught>
              </ReadingOnly>
            </main>
            <StatusBar status={opened.status} stale={stale} />
          </div>
          {palette && (
            <Palette
              onClose={() => setPalette(false)}
              onLock={onLock}
              onUndo={undo}
              onRedo={redo}
              engagements={opened.engagements}
              shown={shown?.id}
              onShow={setShownId}
            />
          )}
          <DropOverlay />
        </EngagementShown>
      </PlaceProvider>
    </DatesProvider>
  );
}

/** Shows a view that failed in words, and keeps the frame. */
class Caught extends Component<{ children: ReactNode }, { thrown: unknown }> {
  override state = { thrown: undefined as unknown };

  static getDerivedStateFromError(thrown: unknown) {
    return { thrown };
  }

  override render() {
    if (this.state.thrown === undefined) return this.props.children;
    return (
      <div className="page">
        <FailureNote {...wordsFor(asFailure(this.state.thrown))} onRetry={() => this.setState({ thrown: undefined })} />
      </div>
    );
  }
}

function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => window.innerWidth < NARROW);
  useEffect(() => {
    const look = () => setNarrow(window.innerWidth < NARROW);
    window.addEventListener("resize", look);
    return () => window.removeEventListener("resize", look);
  }, []);
  return narrow;
}

/** Files that no part of a view took are handed to the evidence view. */
function useDropAnywhere(
  main: React.RefObject<HTMLElement | null>,
  place: Place,
  go: (place: Place) => void,
  onNobody: () => void,
): void {
  useDrop(
    main,
    (files) => {
      go({ view: "evidence" });
      if (main.current) handOver(main.current, files, onNobody);
    },
    { when: place.view !== "evidence" },
  );
}

/** Lets tests and the drawing of screens go to a view without a pointer. */
function useGoEvents(go: (place: Place) => void): void {
  useEffect(() => {
    const heard = (event: Event) => go((event as CustomEvent<Place>).detail);
    window.addEventListener("vouchsafe-go", heard);
    return () => window.removeEventListener("vouchsafe-go", heard);
  }, [go]);
}

/** Locks by the person's wish: what is unsaved is kept first. */
export async function lockNow(): Promise<void> {
  tellAll({ event: "locking", why: "asked" });
  await allKept();
  await call("vault.lock", {});
}

/** Locks as soon as all is kept, when the program asks for what is unsaved; it locks by itself if this takes too long. */
function useLocking(): void {
  useEffect(
    () =>
      listen((event) => {
        if (event.event === "locking" && event.why !== "asked")
          void allKept().then(() => call("vault.lock", {}).catch(() => undefined));
      }),
    [],
  );
}
