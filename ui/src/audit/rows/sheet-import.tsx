/** Takes a sheet in: choose the file, see what its headings mean and what would change, take it in as one step. Nothing changes before that. */
import { useState } from "react";
import { Button, Checkbox, Dialog, Loading, Note, NumberField, Select } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { useRead } from "../../wire/query";
import type {
  Chosen,
  ChosenSheet,
  Failure,
  PrintedRow,
  SheetFound,
  SheetNoun,
  SheetPreview,
} from "../../wire/wire.gen";
import { useDone } from "../done";
import { SHEET, within } from "../words";
import { StepFailure } from "./form";
import { SHEET_TEXTS as T, WORK_TEXTS } from "./texts";

/** Rows of the preview that are shown. */
const SHOWN = 200;

/** What the person says about the sheet. */
interface Said {
  sheet: string | null;
  mapping: string | null;
  heading_row: number | null;
  date_order: "day_first" | "month_first" | null;
  /** Letters of columns that are left out. */
  out: string[];
}

const NOTHING_SAID: Said = { sheet: null, mapping: null, heading_row: null, date_order: null, out: [] };

export function SheetImport({ noun, onClose }: { noun: SheetNoun; onClose(): void }) {
  const engagement = useEngagement();
  const done = useDone();
  const mappings = useRead("sheet_mapping.list", {});
  const [file, setFile] = useState<Chosen>();
  const [said, setSaid] = useState(NOTHING_SAID);
  const [found, setFound] = useState<SheetFound>();
  const [preview, setPreview] = useState<SheetPreview>();
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);

  const request = (of: Chosen, by: Said): ChosenSheet => ({
    engagement,
    noun,
    file: of.held,
    sheet: by.sheet,
    mapping: by.mapping,
    decided: {
      columns: by.out.map((letters) => ({ source: { letters }, field: null })),
      heading_row: by.heading_row,
      date_order: by.date_order,
      utc_offset_minutes: null,
      dollar: null,
    },
  });
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
    } catch (thrown) {
      setFailure(asFailure(thrown));
    }
    setBusy(false);
  };
  const look = (of: Chosen, by: Said) =>
    attempt(async () => {
      setPreview(undefined);
      const from = request(of, by);
      const read = await call("sheet.read", { from });
      setFound(read);
      if (read.ambiguous.length === 0) setPreview(await call("sheet.preview", { from }));
    });
  const choose = () =>
    attempt(async () => {
      const [chosen] = await call("file.choose", { wanted: "sheet" });
      if (!chosen) return;
      setFile(chosen);
      setFound(undefined);
      setSaid(NOTHING_SAID);
      await look(chosen, NOTHING_SAID);
    });
  const say = (part: Partial<Said>) => {
    if (!file) return;
    const next = { ...said, ...part };
    setSaid(next);
    void look(file, next);
  };
  const apply = () =>
    attempt(async () => {
      if (!file || !preview) return;
      const from = request(file, said);
      await done(
        () => call("sheet.apply", { from, seen: preview.seen, save: null }),
        (answer) => T.applied(answer.added, answer.changed),
      );
      onClose();
    });
  const rows = preview ? preview.preview.added.length + preview.preview.changed.length : 0;
  return (
    <Dialog
      title={T.title(within(SHEET[noun]))}
      open
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{WORK_TEXTS.cancel}</Button>
          {file && <Button onPress={() => void choose()}>{T.chooseOther}</Button>}
          {file ? (
            <Button kind="primary" disabled={rows === 0} busy={busy} onPress={() => void apply()}>
              {T.apply(rows)}
            </Button>
          ) : (
            <Button kind="primary" busy={busy} onPress={() => void choose()}>
              {T.choose}
            </Button>
          )}
        </>
      }
    >
      <div className="sheet-in">
        {!file && <p>{T.chooseWords}</p>}
        {file && <p className="strong break">{file.name}</p>}
        {failure && <StepFailure failure={failure} />}
        {busy && !preview && <Loading words={T.reading} />}
        {found && (
          <div className="asks">
            {found.sheets.length > 1 && (
              <Select
                label={T.sheet}
                value={said.sheet ?? found.sheet}
                choices={found.sheets.flatMap(({ name }) => (name ? [{ value: name, label: name }] : []))}
                onChange={(sheet) => say({ sheet, out: [] })}
              />
            )}
            <NumberField
              label={T.headingRow}
              value={said.heading_row ?? found.heading_row}
              least={1}
              onChange={(heading_row) => setSaid({ ...said, heading_row })}
              onCommit={(heading_row) => heading_row !== found.heading_row && say({ heading_row })}
            />
            <Select
              label={T.dateOrder}
              value={said.date_order}
              none={T.asFound}
              choices={[
                { value: "day_first", label: T.dayFirst },
                { value: "month_first", label: T.monthFirst },
              ]}
              onChange={(order) => say({ date_order: order as Said["date_order"] })}
            />
            {mappings.data?.some((one) => one.of === noun) && (
              <Select
                label={T.mapping}
                value={said.mapping}
                none={T.noMapping}
                choices={mappings.data
                  .filter((one) => one.of === noun)
                  .map(({ name }) => ({ value: name, label: name }))}
                onChange={(mapping) => say({ mapping })}
              />
            )}
          </div>
        )}
        {found && <Headings found={found} out={said.out} onOut={(out) => say({ out })} />}
        {preview && <Changes preview={preview} />}
      </div>
    </Dialog>
  );
}

/** What the headings mean; a column can be left out. */
function Headings({ found, out, onOut }: { found: SheetFound; out: readonly string[]; onOut(out: string[]): void }) {
  const columns = [...found.columns];
  const left = out.filter((letters) => !columns.some((column) => column.letters === letters));
  const notes = [
    { key: "unknown", names: found.unknown, words: T.unknown },
    { key: "derived", names: found.derived, words: T.derived },
  ].filter(({ names }) => names.length > 0);
  return (
    <fieldset>
      <legend className="label">{T.columns}</legend>
      <div className="asks">
        {columns.map(({ letters, heading, title }) => (
          <Checkbox key={letters} checked hint={T.isRead(title)} onChange={() => onOut([...out, letters])}>
            {T.column(letters, heading)}
          </Checkbox>
        ))}
        {left.map((letters) => (
          <Checkbox key={letters} checked={false} onChange={() => onOut(out.filter((one) => one !== letters))}>
            {T.column(letters, "")}
          </Checkbox>
        ))}
      </div>
      {notes.map(({ key, names, words }) => (
        <p key={key} className="small dim">
          {words(names.join(", "))}
        </p>
      ))}
      {found.missing.length > 0 && <Note tone="med">{T.missing(found.missing.join(", "))}</Note>}
      {found.ambiguous.length > 0 && (
        <Note tone="high" live>
          {T.ambiguous(found.ambiguous.join(", "))}
        </Note>
      )}
    </fieldset>
  );
}

/** What would change, row by row. */
function Changes({ preview: { preview, consequences } }: { preview: SheetPreview }) {
  const { added, changed, refused, unchanged } = preview;
  const rows = [
    ...added.map((row) => ({ row, what: T.added })),
    ...changed.map((row) => ({ row, what: T.changed })),
  ].sort((a, b) => a.row.row - b.row.row);
  return (
    <section className="col">
      <p className="strong" role="status">
        {T.counts(added.length, changed.length, unchanged, refused.length)}
      </p>
      {rows.length === 0 && refused.length === 0 && <p>{T.nothing}</p>}
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <div className="rows" tabIndex={0}>
          <table className="tight">
            <thead>
              <tr>
                <th scope="col">{T.row}</th>
                <th scope="col">{T.what}</th>
                <th scope="col">{T.record}</th>
                <th scope="col">{T.fields}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, SHOWN).map(({ row, what }) => (
                <tr key={row.row}>
                  <td>{row.row}</td>
                  <td>{what}</td>
                  <td>{row.key || (row.alike ? T.alike(row.alike) : "–")}</td>
                  <td>{fieldWords(row)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {rows.length > SHOWN && <p className="small dim">{T.more(rows.length - SHOWN)}</p>}
        </div>
      )}
      {refused.length > 0 && (
        <Note tone="high">
          <p className="strong">{T.refused}</p>
          {refused.slice(0, SHOWN).map((one) => (
            <p key={one}>{one}</p>
          ))}
        </Note>
      )}
      {consequences.length > 0 && (
        <Note tone="med">
          <p className="strong">{T.consequences}</p>
          {consequences.map((one) => (
            <p key={one}>{one}</p>
          ))}
        </Note>
      )}
    </section>
  );
}

function fieldWords(row: PrintedRow): string {
  return row.fields
    .map(({ heading, from, to }) =>
      from === null ? T.to(heading, to ?? T.empty) : T.from(heading, from, to ?? T.empty),
    )
    .join(" · ");
}
