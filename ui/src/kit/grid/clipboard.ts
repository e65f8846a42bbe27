/** The grid's side of the clipboard: copies marked cells as text, hands on what is pasted. It never pastes by itself. */
import type { ClipboardEvent, RefObject } from "react";
import { useKitTexts } from "../texts.ts";
import { useToast } from "../toast.tsx";
import { writeTsv } from "./clip.ts";
import type { Shown } from "./columns.ts";
import type { Marked } from "./cursor.ts";
import type { GridProps } from "./types.ts";
import type { Lines } from "./visual.ts";

interface Given<Row> {
  props: GridProps<Row>;
  lines: Lines;
  rowAt(line: number): Row | undefined;
  range: Marked;
  shown: readonly Shown<Row>[];
  /** The marked rows that are there, and how many aren't. */
  marked(): { rows: Row[]; missing: number };
  announce(words: string): void;
  scroller: RefObject<HTMLDivElement | null>;
  sink: RefObject<HTMLTextAreaElement | null>;
}

export function useClipboard<Row>(given: Given<Row>) {
  const t = useKitTexts().grid;
  const toast = useToast();
  const { props, lines, range, shown, announce, scroller, sink } = given;
  const { source } = props;

  /** The clipboard's own key goes to a field of ours that is out of sight, for a web view copies from and pastes to fields. */
  const throughSink = (text: string) => {
    const field = sink.current;
    if (!field) return;
    field.value = text;
    field.focus({ preventScroll: true });
    field.select();
    setTimeout(() => {
      if (document.activeElement === field) scroller.current?.focus({ preventScroll: true });
      field.value = "";
    }, 0);
  };
  const ours = (event: ClipboardEvent) => event.target === sink.current || event.target === scroller.current;

  const onCopy = (event: ClipboardEvent) => {
    if (!ours(event) || range.cells === 0) return;
    event.preventDefault();
    const { rows, missing } = given.marked();
    const columns = shown.slice(range.left, range.right + 1).map((one) => one.column);
    const cells = (row: Row) => columns.map((column) => column.text(row));
    if (missing === 0 || !source.load) {
      event.clipboardData.setData("text/plain", writeTsv(rows.map(cells)));
      announce(missing > 0 ? t.copiedPart(rows.length, rows.length + missing) : t.copied(range.cells));
      return;
    }
    const { load } = source;
    const all = async () => {
      const found: Row[] = [];
      for (const { first, last } of lines.ranges(range.top, range.bottom)) found.push(...(await load(first, last)));
      return found;
    };
    all()
      .then((found) => navigator.clipboard.writeText(writeTsv(found.map(cells))))
      .then(
        () => announce(t.copied(range.cells)),
        () => toast({ words: t.copyFailed, tone: "crit" }),
      );
  };

  const onPaste = (event: ClipboardEvent) => {
    if (!ours(event)) return;
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain");
    const column = shown[range.left]?.column;
    const at = range.top >= 0 && lines.count > 0 ? lines.at(range.top) : { index: 0 };
    if (text === "" || !column || !props.onPaste) return;
    props.onPaste(text, {
      index: "index" in at ? at.index : at.group.first,
      row: given.rowAt(range.top),
      column: column.id,
      columns: shown.slice(range.left).map((one) => one.column.id),
      rows: Math.max(1, range.bottom - range.top + 1),
    });
  };
  return { throughSink, onCopy, onPaste };
}
