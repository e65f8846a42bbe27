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
import { isTyping, moved, readKey, scrolled } from "./keys";
import { LeaveDialog } from "./LeaveDialog";
import { Question } from "./Question";
import { T } from "./texts";

interface Props {
  engagement: string;
  /** Ids of the controls in their order; none means all. */
  controls: string[];
  onLeave(): void;
}

export function Present({ engagement, controls, onLeave }: Props) {
  const read = useRead("walkthrough.list", { engagement, controls });
  const [leaving, setLeaving] = useState(false);
  const asked = leaving && <LeaveDialog onLeave={onLeave} onStay={() => setLeaving(false)} />;
  if (read.data && read.data.pages.length > 0) {
    return (
      <>
        <Pages
          engagement={engagement}
          frame={read.data.frame}
          pages={read.data.pages}
          held={leaving}
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
        <Button kind="quiet" onPress={() => setLeaving(true)}>
          {T.leave}
        </Button>
      </header>
      <main className="pad">
        {read.failure && <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />}
        {read.loading && <Loading words={T.loading} />}
        {read.data && <p>{T.none}</p>}
      </main>
      {asked}
    </div>
  );
}

/** What is open over or in the page of a control. */
type Layer = { layer: "exhibit"; reference: string } | { layer: "keys" } | undefined;

interface PagesProps {
  engagement: string;
  frame: WalkthroughFrame;
  pages: readonly WalkthroughSheet[];
  /** Keys belong to something else. */
  held: boolean;
  onLeave(): void;
}

function Pages({ engagement, frame, pages, held, onLeave }: PagesProps) {
  const dates = useDates();
  const [at, setAt] = useState(0);
  const [layer, setLayer] = useState<Layer>();
  const [instead, setInstead] = useState(false);
  const main = useRef<HTMLElement>(null);
  const question = useRef<HTMLInputElement>(null);
  const here = Math.min(at, pages.length - 1);
  const page = pages[here] as WalkthroughSheet;
  const exhibit =
    layer?.layer === "exhibit" ? page.exhibits.find((one) => one.reference === layer.reference) : undefined;

  const goTo = useCallback((next: number) => {
    setAt(next);
    setLayer(undefined);
    setInstead(false);
    if (main.current) main.current.scrollTop = 0;
    main.current?.focus();
  }, []);
  const toPage = useCallback(() => main.current?.focus(), []);
  const openExhibit = useCallback((one: WalkthroughExhibit | undefined) => {
    if (one && one.files.length > 0) setLayer({ layer: "exhibit", reference: one.reference });
  }, []);
  useEffect(toPage, [toPage]);

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
      if (act.act === "move") goTo(moved(here, pages.length, act.to));
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
  }, [held, layer, here, pages, page, goTo, openExhibit, toPage, onLeave]);

  return (
    <div className="present">
      <header className="pbar">
        <span className="strong">{frame.title}</span>
        {frame.period && <span>{T.period(dates.day(frame.period.from), dates.day(frame.period.to))}</span>}
        <span className="dim">{T.asOf(dates.day(frame.as_of))}</span>
        <span className="grow" />
        <span aria-hidden="true">{T.place(here + 1, pages.length)}</span>
        <span className="vh" role="status">
          {T.pageRead(page.code, here + 1, pages.length)}
        </span>
        <Button icon="chevron-left" disabled={here === 0} onPress={() => goTo(here - 1)}>
          {T.previous}
        </Button>
        <Button after="chevron-right" disabled={here === pages.length - 1} onPress={() => goTo(here + 1)}>
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
