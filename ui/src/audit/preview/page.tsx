/** One page as a picture, with the words of it beside it: zoomed by keys and buttons. The picture comes by its handle and is kept nowhere. */
import { type RefObject, useEffect, useRef, useState } from "react";
import { FailureNote, Loading, Note } from "../../kit";
import type { FilePreview, ShownPicture } from "../../wire/wire.gen";
import { count } from "../money";
import { PREVIEW_TEXTS as T } from "../texts";
import { Marking } from "./lines";
import "./preview.css";

type Page = Extract<FilePreview, { kind: "page" }>;

/** Has what is shown drawn anew. */
export type Again = () => Promise<void> | void;

/** Points of a document to points of the window. */
const SCREEN = 96 / 72;
/** Room around a page, in points of the window. */
const AROUND = 24;
/** Where the width isn't known yet. */
const USUAL = 760;

/** How large a page is shown: to fit the width, or in per cent of its own size. */
export type Zoom = "fit" | number;

/** Steps of zooming in per cent. */
export const ZOOMS: readonly number[] = [25, 50, 75, 100, 125, 150, 200, 300, 400];

/** The next step from a zoom in per cent. */
export function zoomed(percent: number, larger: boolean): number {
  const steps = larger ? ZOOMS : [...ZOOMS].reverse();
  const next = steps.find((step) => (larger ? step > percent + 1 : step < percent - 1));
  return next ?? (larger ? 400 : 25);
}

/** The size of a picture in points of the window, and in per cent of its own. */
export function sizeOf(
  picture: ShownPicture,
  zoom: Zoom,
  room: number,
): { width: number; height: number; percent: number } {
  const own = Math.max(1, picture.width * SCREEN);
  const scale = zoom === "fit" ? Math.max(0.05, (room - AROUND) / own) : zoom / 100;
  const height = Math.max(1, picture.height * SCREEN * scale);
  return { width: Math.round(own * scale), height: Math.round(height), percent: Math.round(scale * 100) };
}

/** Where a picture is fetched. */
export function pictureAddress(picture: ShownPicture): string {
  return `picture://localhost/${picture.picture}`;
}

/** The width of an element, as it changes. */
export function useWidth(of: RefObject<Element | null>): number {
  const [width, setWidth] = useState(USUAL);
  useEffect(() => {
    const element = of.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(() => {
      if (element.clientWidth > 0) setWidth(element.clientWidth);
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [of]);
  return width;
}

/** A page's picture, and beside it its words where they are wanted. */
export function PageView(props: {
  page: Page;
  name: string;
  zoom: Zoom;
  onPercent(percent: number): void;
  beside: boolean;
  sought?: string;
  again: Again;
  /** Another page is being drawn. */
  busy: boolean;
}) {
  const { page, zoom, onPercent } = props;
  const scroll = useRef<HTMLElement>(null);
  const room = useWidth(scroll);
  const { width, height, percent } = sizeOf(page.picture, zoom, room);
  useEffect(() => onPercent(percent), [percent, onPercent]);
  // A new page begins at its top.
  const shown = page.page;
  useEffect(() => {
    if (shown > 0 && scroll.current) scroll.current.scrollTop = 0;
  }, [shown]);
  const alt = (page.text ? T.pageAlt : T.pageAltNoText)(page.page, page.pages, props.name);
  return (
    <div className={props.beside ? "preview-body pages beside" : "preview-body pages"} aria-busy={props.busy}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section ref={scroll} className="preview-scroll paper" tabIndex={0} aria-label={T.page(page.page, page.pages)}>
        <Picture key={page.page} picture={page.picture} width={width} height={height} alt={alt} again={props.again} />
        {page.undrawn > 0 && <Note tone="med">{T.undrawn(page.undrawn)}</Note>}
      </section>
      {props.beside && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="preview-scroll words" tabIndex={0} aria-label={T.textOfPage}>
          <h3 className="label">{T.textOfPage}</h3>
          {page.text ? (
            <>
              <pre className="preview-lines text">
                <Marking text={page.text.lines.join("\n")} sought={props.sought} />
              </pre>
              {page.text.lines.length < page.text.total_lines && (
                <p className="micro dim">
                  {T.lines(count(page.text.lines.length), count(page.text.total_lines))} {T.cut}
                </p>
              )}
            </>
          ) : (
            <p className="small dim">{T.noText}</p>
          )}
        </section>
      )}
    </div>
  );
}

/** The picture itself. One that is no longer kept is drawn anew once, then the person is asked. */
function Picture(props: { picture: ShownPicture; width: number; height: number; alt: string; again: Again }) {
  const [state, setState] = useState<"shown" | "again" | "gone">("shown");
  const [turn, setTurn] = useState(0);
  const tried = useRef(false);
  const again = async () => {
    setState("again");
    await props.again();
    setTurn((before) => before + 1);
    setState("shown");
  };
  const failed = () => {
    if (tried.current) return setState("gone");
    tried.current = true;
    void again();
  };
  if (state === "again") return <Loading words={T.pageLoading} />;
  if (state === "gone") {
    return (
      <FailureNote
        what={T.pictureGone}
        safe={T.notShownSafe}
        todo={T.pictureGoneTodo}
        onRetry={again}
        retryLabel={T.drawAgain}
      />
    );
  }
  return (
    <img
      key={turn}
      className="preview-page"
      src={pictureAddress(props.picture)}
      alt={props.alt}
      width={props.width}
      height={props.height}
      draggable={false}
      onError={failed}
      onLoad={() => {
        tried.current = false;
      }}
    />
  );
}
