/** Under the rows: how many there are, what is selected, sums of marked cells; and the changes that weren't saved. */
import type { ReactNode } from "react";
import { Button } from "../button.tsx";
import { Icon } from "../icons.tsx";
import { KeyHint } from "../small.tsx";
import { useKitTexts } from "../texts.ts";
import type { Pending } from "./edits.ts";
import type { GridColumn, GridEdit, GridSummary } from "./types.ts";

const NUMBERS = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

/** A number with thin spaces between thousands, as everywhere in the window. */
export function spaced(value: number): string {
  return NUMBERS.format(value).replaceAll(",", "\u202f");
}

/** A number of rows in words. */
export function countWords(n: number, words: (n: number) => string): string {
  return words(n).replace(String(n), spaced(n));
}

/** The footer. */
export function GridFoot(props: {
  summary: GridSummary;
  sum: number | undefined;
  saving: number;
  rowWords: ((n: number) => string) | undefined;
  more: ReactNode;
  editable: boolean;
}) {
  const t = useKitTexts().grid;
  const { total, all, selected, cells } = props.summary;
  const words = (n: number) => countWords(n, props.rowWords ?? t.rows);
  return (
    <div className="grid-foot">
      <span className="medium">{all > total ? t.ofAll(spaced(total), words(all)) : words(total)}</span>
      {selected > 0 && <span>{t.selected(selected)}</span>}
      {cells > 1 && <span>{t.cells(cells)}</span>}
      {props.sum !== undefined && <span>{t.sum(spaced(props.sum))}</span>}
      {props.more}
      <span className="grow" />
      {props.saving > 0 && <span role="status">{t.savingCells(props.saving)}</span>}
      {props.editable && (
        <span className="grid-hints" aria-hidden="true">
          <KeyHint keys="F2">{t.edit}</KeyHint>
          <KeyHint keys="Ctrl D">{t.fillDown}</KeyHint>
        </span>
      )}
    </div>
  );
}

/** Changes that weren't saved: what was written, what is there now, and the choice between them. */
export function Refused<Row>(props: {
  refused: readonly Pending<Row>[];
  columns: readonly GridColumn<Row>[];
  name(row: Row): string;
  onAgain(edits: readonly GridEdit<Row>[]): void;
  onDrop(edits: readonly GridEdit<Row>[]): void;
}) {
  const t = useKitTexts().grid;
  const { refused } = props;
  if (refused.length === 0) return null;
  return (
    <div className="refused" role="alert">
      <p className="strong">
        <Icon name="warning" small /> {t.failedCells(refused.length)}
      </p>
      <ul>
        {refused.slice(0, 5).map((one) => (
          <li key={`${one.edit.key} ${one.edit.column}`}>
            <span className="grow">
              <b>
                {props.name(one.edit.row)} {props.columns.find((column) => column.id === one.edit.column)?.title}
              </b>{" "}
              {one.words}{" "}
              <span className="dim">
                {t.yours}: “{one.edit.text}”
              </span>
              {one.theirs !== undefined && (
                <span className="dim">
                  {" · "}
                  {t.theirs}: “{one.theirs}”
                </span>
              )}
            </span>
            <Button kind="link" onPress={() => props.onAgain([one.edit])}>
              {t.useYours}
            </Button>
            <Button kind="link" onPress={() => props.onDrop([one.edit])}>
              {t.keepTheirs}
            </Button>
          </li>
        ))}
      </ul>
      {refused.length > 1 && (
        <Button kind="quiet" onPress={() => props.onDrop(refused.map((one) => one.edit))}>
          {t.dropAll}
        </Button>
      )}
    </div>
  );
}
