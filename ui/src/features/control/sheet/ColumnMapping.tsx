/** What the headings of a sheet mean, each to be decided otherwise: sheet, row of the headings, a field for each column. It reads no cell. */
import { useState } from "react";
import { Note, NumberField, Select, TextField } from "../../../kit";
import { useRead } from "../../../wire/query";
import type { DateOrder, DecidedColumn, SheetFound } from "../../../wire/wire.gen";
import type { Reading } from "./ImportWizard";
import { FIELDS, S } from "./texts";

const CHOICES = Object.entries(FIELDS).map(([value, label]) => ({ value, label }));

interface Line {
  letters: string;
  heading: string;
  field: string | null;
}

/** The columns that are read and those that are not, in the order of the sheet. */
function linesOf(found: SheetFound): Line[] {
  const read = found.columns.map(({ letters, heading, field }): Line => ({ letters, heading, field }));
  const others = [...found.unknown, ...found.derived].flatMap((words): Line[] => {
    const parts = /^column ([A-Z]+)(?: “(.*)”)?$/.exec(words);
    return parts?.[1] ? [{ letters: parts[1], heading: parts[2] ?? "", field: null }] : [];
  });
  const place = ({ letters }: Line) => letters.padStart(4);
  return [...read, ...others].sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

export function ColumnMapping(props: {
  found: SheetFound | undefined;
  reading: Reading;
  onReading(reading: Reading): void;
}) {
  const { found, reading, onReading } = props;
  const { decided } = reading;
  const mappings = useRead("sheet_mapping.list", {}).data?.filter((one) => one.of === "control") ?? [];
  const [sheet, setSheet] = useState(reading.sheet ?? "");
  const decide = (change: Partial<Reading["decided"]>) => onReading({ ...reading, decided: { ...decided, ...change } });
  const put = (letters: string, field: string | null) => {
    const source = { letters };
    const others = decided.columns.filter((one) => {
      const same = "letters" in one.source && one.source.letters === letters;
      return !same && (field === null || one.field !== field);
    });
    // A field is read from one column: the one that had it is left out.
    const before = field === null ? undefined : found?.columns.find((one) => one.field === field);
    const free: DecidedColumn[] =
      before && before.letters !== letters ? [{ source: { letters: before.letters }, field: null }] : [];
    decide({ columns: [...others, ...free, { source, field }] });
  };
  return (
    <div className="col gap3">
      <div className="two">
        {found && found.sheets.length > 1 ? (
          <Select
            label={S.sheet}
            value={reading.sheet ?? found.sheet}
            choices={found.sheets.flatMap(({ name, rows }) =>
              name === null ? [] : [{ value: name, label: S.sheetRows(name, rows) }],
            )}
            onChange={(name) =>
              onReading({ ...reading, sheet: name, decided: { ...decided, columns: [], heading_row: null } })
            }
          />
        ) : !found ? (
          <TextField
            label={S.sheetName}
            value={sheet}
            onChange={setSheet}
            onCommit={(name) => onReading({ ...reading, sheet: name.trim() || null })}
          />
        ) : null}
        <NumberField
          label={S.headingRow}
          hint={S.headingRowHint}
          value={decided.heading_row ?? found?.heading_row ?? null}
          least={1}
          onChange={(row) => row !== (decided.heading_row ?? found?.heading_row) && decide({ heading_row: row })}
        />
        {mappings.length > 0 && (
          <Select
            label={S.mapping}
            value={reading.mapping}
            none={S.noMapping}
            choices={mappings.map(({ name }) => ({ value: name, label: name }))}
            onChange={(mapping) => onReading({ ...reading, mapping })}
          />
        )}
        <Select
          label={S.dates}
          value={decided.date_order}
          none={S.datesFound}
          choices={[
            { value: "day_first", label: S.dayFirst },
            { value: "month_first", label: S.monthFirst },
          ]}
          onChange={(order) => decide({ date_order: order as DateOrder | null })}
        />
      </div>
      {found?.ambiguous.map((field) => (
        <Note key={field} tone="high">
          {S.ambiguous(field)}
        </Note>
      ))}
      {found && found.absent.length > 0 && <Note tone="med">{S.absent(found.absent.join(", "))}</Note>}
      {found && found.missing.length > 0 && <Note tone="med">{S.missingFields(found.missing.join(", "))}</Note>}
      {found && (
        <table className="list-table sheet-columns" aria-label={S.columns}>
          <caption>{S.columns}</caption>
          <thead>
            <tr>
              <th scope="col">{S.column}</th>
              <th scope="col">{S.heading}</th>
              <th scope="col">{S.reads}</th>
            </tr>
          </thead>
          <tbody>
            {linesOf(found).map(({ letters, heading, field }) => (
              <tr key={letters}>
                <th scope="row">{letters}</th>
                <td>{heading || <span className="faint">{S.noHeading}</span>}</td>
                <td>
                  <Select
                    label={`${S.reads}: ${letters} ${heading}`}
                    hideLabel
                    value={field}
                    none={S.leaveOut}
                    choices={CHOICES}
                    onChange={(next) => put(letters, next)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
