/** Controls one a page, for a room: large type, keys alone, nothing to change but a question that is noted. Leaving it asks for the passphrase. */
import { useCallback, useEffect, useRef, useState } from "react";
import { useDates } from "../../audit";
import { Button, FailureNote, Loading } from "../../kit";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { WalkthroughExhibit, WalkthroughFrame, WalkthroughSheet } from "../../wire/wire.gen";
import { ControlPage } from "./ControlPage";
import { ExhibitPage } from "./ExhibitPage";
import { KeysDialog } from "./KeysDialog";
import { isTyping, moved, readKey, scrolled, type Turn } from "./keys";
import { LeaveDialog } from "./LeaveDialog";
import { Question } from "./Question";
import { T } from "./texts";

interface Props {
  engagement: string;
  /** Ids of the controls in their order, at least one. */
  controls: readonly string[];
  onLeave(): void;
}

export function Present({ engagement, controls, onLeave }: Props) {
  const [at, setAt] = useState(0);
  const [leaving, setLeaving] = useState(false);
  const read = usePage(engagement, controls[at]);
  // Those before and after are read ahead, so that turning to them waits for nothing.
  usePage(engagement, controls[at + 1]);
  usePage(engagement, controls[at - 1]);
  const asked = leaving && <LeaveDialog onLeave={onLeave} onStay={() => setLeaving(false)} />;
  const page = read.data?.pages[0];
  if (read.data && page && !read.failure) {
    return (
      <>
        <Pages
          engagement={engagement}
          frame={read.data.frame}
          page={page}
          // Until the next page is there, the one before stays, under its own number.
          here={Math.max(0, controls.indexOf(page.control))}
          count={controls.length}
          held={leaving}
          onGo={(to) => setAt((from) => moved(from, controls.length, to))}
          onLeave={() => setLeaving(true)}
        />
        {asked}
      </>
    );
  }
  return (
    <div className="present">
      <header className="pbar">
        <span className="grow" />
        <Button icon="chevron-left" disabled={at === 0} onPress={() => setAt(moved(at, controls.length, "previous"))}>
          {T.previous}
        </Button>
        <Button
          after="chevron-right"
          disabled={at >= controls.length - 1}
          onPress={() => setAt(moved(at, controls.length, "next"))}
        >
          {T.next}
        </Button>
        <Button kind="quiet" onPress={() => setLeaving(true)}>
          {T.leave}
        </Button>
      </header>
      <main className="pad">
        {read.failure && <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />}
        {read.loading && <Loading words={T.loading} />}
        {read.data && !page && <p>{T.none}</p>}
      </main>
      {asked}
    </div>
  );
}

/** The page of a control; none is read where there is no control. */
function usePage(engagement: string, control: string | undefined) {
  return useRead("walkthrough.show", { engagement, control: control ?? "" }, { when: control !== undefined });
}

/** What is open over or in the page of a control. */
type Layer = { layer: "exhibit"; reference: string } | { layer: "keys" } | undefined;

interface PagesProps {
  engagement: string;
  frame: WalkthroughFrame;
  page: WalkthroughSheet;
  /** Its place among the controls, from 0. */
  here: number;
  count: number;
  /** Keys belong to something else. */
  held: boolean;
  onGo(to: Turn): void;
  onLeave(): void;
}

function Pages({ engagement, frame, page, here, count, held, onGo, onLeave }: PagesProps) {
  const dates = useDates();
  const [layer, setLayer] = useState<Layer>();
  const [instead, setInstead] = useState(false);
  const main = useRef<HTMLElement>(null);
  const question = useRef<HTMLInputElement>(null);
  const exhibit =
    layer?.layer === "exhibit" ? page.exhibits.find((one) => one.reference === layer.reference) : undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each page begins at its top, with nothing open over it
  useEffect(() => {
    setLayer(undefined);
    setInstead(false);
    if (main.current) main.current.scrollTop = 0;
    main.current?.focus();
  }, [page.control]);
  const toPage = useCallback(() => main.current?.focus(), []);
  const openExhibit = useCallback((one: WalkthroughExhibit | undefined) => {
    if (one && one.files.length > 0) setLayer({ layer: "exhibit", reference: one.reference });
  }, []);

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      // What lies over the page has keys of its own.
      if (held || layer?.layer === "keys" || event.defaultPrevented || event.isComposing) return;
      const typing = isTyping(event.target);
      const act = readKey(event, typing);
      if (!act) return;
      // In an open exhibit the arrows scroll it, and its pages turn by their own keys.
      if (act.act === "move" && layer) return;
      event.preventDefault();
      // A page that is longer than the screen is read to its end before the next one comes.
      if (act.act === "move" && scrolled(main.current, event.key)) return;
      if (act.act === "move") onGo(act.to);
      else if (act.act === "exhibit") openExhibit(page.exhibits[act.at]);
      else if (act.act === "instead") setInstead((before) => !before);
      else if (act.act === "question") question.current?.focus();
      else if (act.act === "keys") setLayer({ layer: "keys" });
      else if (typing || document.activeElement?.closest(".pfoot")) toPage();
      else if (layer) {
        setLayer(undefined);
        toPage();
      } else onLeave();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [held, layer, page.exhibits, onGo, openExhibit, toPage, onLeave]);

  return (
    <div className="present">
      <header className="pbar">
        <span className="strong">{frame.title}</span>
        {frame.period && <span>{T.period(dates.day(frame.period.from), dates.day(frame.period.to))}</span>}
        <span className="dim">{T.asOf(dates.day(frame.as_of))}</span>
        <span className="grow" />
        <span aria-hidden="true">{T.place(here + 1, count)}</span>
        <span className="vh" role="status">
          {T.pageRead(page.code, here + 1, count)}
        </span>
        <Button icon="chevron-left" disabled={here === 0} onPress={() => onGo("previous")}>
          {T.previous}
        </Button>
        <Button after="chevron-right" disabled={here === count - 1} onPress={() => onGo("next")}>
          {T.next}
        </Button>
        <Button kind="quiet" keys="?" onPress={() => setLayer({ layer: "keys" })}>
          {T.keys}
        </Button>
        <Button kind="quiet" keys="Esc" onPress={onLeave}>
          {T.leave}
        </Button>
      </header>
      <main ref={main} className={exhibit ? "pbody shown" : "pbody"} tabIndex={-1} aria-labelledby="present-heading">
        {exhibit ? (
          <ExhibitPage
            key={exhibit.reference}
            page={page}
            exhibit={exhibit}
            onClose={() => {
              setLayer(undefined);
              toPage();
            }}
          />
        ) : (
          <ControlPage page={page} instead={instead} onInstead={() => setInstead(!instead)} onExhibit={openExhibit} />
        )}
      </main>
      <Question engagement={engagement} page={page} notice={frame.notice} input={question} onDone={toPage} />
      <KeysDialog
        open={layer?.layer === "keys"}
        onClose={() => {
          setLayer(undefined);
          toPage();
        }}
      />
    </div>
  );
}
