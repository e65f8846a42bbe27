/** What is shown of one file: a page, a table, lines, or why nothing is; with its tools and keys. It reads nothing itself. */
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useState } from "react";
import { IconButton, Note, NumberField, Select } from "../../kit";
import type { FilePreview } from "../../wire/wire.gen";
import { PREVIEW_TEXTS as T } from "../texts";
import { LinesView } from "./lines";
import { type Again, PageView, type Zoom, zoomed } from "./page";
import { TableView } from "./table";
import "./preview.css";

export interface FileViewProps {
  name: string;
  shown: FilePreview;
  /** The page or sheet that is asked for, from 1; it may still be under way. */
  page: number;
  onPage(page: number): void;
  /** Has the picture drawn anew when it is no longer kept. */
  again: Again;
  /** Words to mark. */
  sought?: string;
  /** Something of a caller's own in the tools, before those of the page. */
  tools?: ReactNode;
  /** What can be done about a file that isn't shown, such as saving the original. */
  instead?: ReactNode;
  /** Shows the words beside the page at first; so unless told otherwise. */
  beside?: boolean;
  /** The zoom in per cent that is shown, for one who draws finer pictures for larger ones. */
  onPercent?(percent: number): void;
}

/** Pages or sheets that there are. */
export function pagesOf(shown: FilePreview): number {
  if (shown.kind === "page") return shown.pages;
  return shown.kind === "table" ? shown.sheets.length : 1;
}

/** A file with tools, to be read page by page. */
export function FileView(props: FileViewProps) {
  const { shown, page, onPage } = props;
  const [zoom, setZoom] = useState<Zoom>("fit");
  const [percent, setPercent] = useState(100);
  const [chosen, setBeside] = useState(props.beside);
  // A single picture without words has nothing to show beside it.
  const beside = chosen ?? !(shown.kind === "page" && shown.pages === 1 && !shown.text);
  const pages = pagesOf(shown);
  const at = Math.min(page, Math.max(1, pages));
  const go = (to: number) => {
    const next = Math.min(Math.max(1, to), pages);
    if (next !== at) onPage(next);
  };
  const scale = (larger: boolean) => setZoom(zoomed(percent, larger));
  const keys: Record<string, (() => void) | undefined> = {
    PageUp: pages > 1 ? () => go(at - 1) : undefined,
    PageDown: pages > 1 ? () => go(at + 1) : undefined,
    ...(shown.kind === "page"
      ? { "+": () => scale(true), "=": () => scale(true), "-": () => scale(false), "0": () => setZoom("fit") }
      : {}),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keys[event.key];
    const typing = event.target instanceof HTMLInputElement && !event.key.startsWith("Page");
    if (!act || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const { onPercent } = props;
  const tell = useCallback(
    (now: number) => {
      setPercent(now);
      onPercent?.(now);
    },
    [onPercent],
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: keys of the page work from everywhere within; a preview is no form
    <div className="preview" role="group" aria-label={T.label(props.name)} onKeyDown={onKeyDown}>
      {(props.tools || pages > 1 || shown.kind === "page") && (
        <div className="preview-tools">
          {props.tools}
          {shown.kind === "table" && pages > 1 && <Sheets sheets={shown.sheets} at={at} go={go} />}
          {pages > 1 && <Turn at={at} pages={pages} go={go} sheets={shown.kind === "table"} />}
          <span className="grow" />
          {shown.kind === "page" && (
            <>
              <IconButton icon="zoom-out" label={T.zoomOut} onPress={() => scale(false)} />
              <span className="preview-percent">{T.zoom(percent)}</span>
              <IconButton icon="zoom-in" label={T.zoomIn} onPress={() => scale(true)} />
              <IconButton icon="expand" label={T.fit} pressed={zoom === "fit"} onPress={() => setZoom("fit")} />
              <IconButton icon="text" label={T.textBeside} pressed={beside} onPress={() => setBeside(!beside)} />
            </>
          )}
        </div>
      )}
      {shown.kind === "page" && (
        <PageView
          page={shown}
          name={props.name}
          zoom={zoom}
          onPercent={tell}
          beside={beside}
          sought={props.sought}
          again={props.again}
          busy={at !== shown.page}
        />
      )}
      {shown.kind === "table" && (
        <TableView key={shown.page} table={shown.table} name={props.name} sought={props.sought} />
      )}
      {shown.kind === "text" && <LinesView lines={shown.lines} name={props.name} sought={props.sought} />}
      {shown.kind === "not_shown" && (
        <div className="preview-body pad">
          <Note tone="med" action={props.instead}>
            <p className="strong">{T.notShown}</p>
            <p>{T.because(shown.reason)}</p>
            <p className="dim">{T.notShownSafe}</p>
          </Note>
        </div>
      )}
    </div>
  );
}

/** Turning pages: one back, one on, or by number. */
function Turn({ at, pages, go, sheets }: { at: number; pages: number; go(page: number): void; sheets: boolean }) {
  const [typed, setTyped] = useState<number | null>(at);
  useEffect(() => setTyped(at), [at]);
  const words = sheets ? T.sheetOf(at, pages) : T.page(at, pages);
  return (
    <span className="preview-turn">
      <IconButton
        icon="chevron-left"
        label={sheets ? T.previousSheet : T.previous}
        disabled={at <= 1}
        onPress={() => go(at - 1)}
      />
      {!sheets && <span aria-hidden="true">{T.goTo}</span>}
      {!sheets && (
        <NumberField
          hideLabel
          label={T.goTo}
          least={1}
          most={pages}
          value={typed}
          onChange={setTyped}
          onCommit={() => typed !== null && go(typed)}
        />
      )}
      <span role="status" className="nowrap">
        {sheets ? words : <span className="vh">{words}</span>}
        {!sheets && <span aria-hidden="true">{T.of(pages)}</span>}
      </span>
      <IconButton
        icon="chevron-right"
        label={sheets ? T.nextSheet : T.next}
        disabled={at >= pages}
        onPress={() => go(at + 1)}
      />
    </span>
  );
}

function Sheets({ sheets, at, go }: { sheets: readonly string[]; at: number; go(page: number): void }) {
  return (
    <Select
      hideLabel
      label={T.sheet}
      value={String(at)}
      choices={sheets.map((name, index) => ({ value: String(index + 1), label: name || T.sheetNumber(index + 1) }))}
      onChange={(value) => value !== null && go(Number(value))}
    />
  );
}
