/** Saved mappings of sheets: which heading is which field, for the next sheet of the same kind. They are made where a sheet is imported. */
import { SHEET } from "../../audit";
import { useSaving } from "../../audit/done";
import { FailureNote, IconButton, Panel, Skeleton } from "../../kit";
import { usePlace } from "../../kit/place";
import { call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { JsonValue, SheetMapping } from "../../wire/wire.gen";
import { T } from "./texts";

const M = T.mappings;

export function MappingsPanel() {
  const read = useRead("sheet_mapping.list", {});
  return (
    <Panel title={M.title} aside={read.data && read.data.length > 0 ? M.count(read.data.length) : undefined}>
      {read.failure ? (
        <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />
      ) : !read.data ? (
        <Skeleton lines={2} />
      ) : read.data.length === 0 ? (
        <p className="small dim">{M.none}</p>
      ) : (
        <MappingList mappings={read.data} />
      )}
    </Panel>
  );
}

function MappingList({ mappings }: { mappings: readonly SheetMapping[] }) {
  const { part, id } = usePlace();
  const saving = useSaving();
  const remove = (mapping: SheetMapping) =>
    saving.run(
      () => call("sheet_mapping.remove", { mapping: mapping.id }),
      () => M.removed(mapping.name),
      { action: "sheet_mapping.remove" },
    );
  return (
    <>
      <ul className="settings-list" aria-label={M.title}>
        {mappings.map((mapping) => {
          const columns = columnsOf(mapping.mapping);
          const here = part === "mappings" && (id === mapping.id || id === mapping.name);
          return (
            <li key={mapping.id} className={here ? "here" : undefined}>
              <details open={here || undefined}>
                <summary>
                  <span className="strong">{mapping.name}</span>{" "}
                  <span className="dim">{M.of(SHEET[mapping.of], columns.length)}</span>
                </summary>
                <ul className="settings-columns">
                  {columns.map((column) => (
                    <li key={column.from}>{M.column(column.from, column.to)}</li>
                  ))}
                </ul>
              </details>
              <IconButton
                changes
                icon="trash"
                label={M.remove(mapping.name)}
                disabled={saving.busy}
                onPress={() => void remove(mapping)}
              />
            </li>
          );
        })}
      </ul>
      {saving.failure && <FailureNote {...wordsFor(saving.failure)} />}
    </>
  );
}

/** The headings that a mapping decides, and the field of each; what has another form is left out. */
function columnsOf(mapping: JsonValue): { from: string; to: string | null }[] {
  if (!isObject(mapping) || !Array.isArray(mapping.assigned)) return [];
  return mapping.assigned.flatMap((one: JsonValue) => {
    if (!isObject(one) || !isObject(one.source)) return [];
    const from = one.source.heading ?? one.source.letters;
    return typeof from === "string" ? [{ from, to: typeof one.column === "string" ? one.column : null }] : [];
  });
}

function isObject(value: JsonValue | undefined): value is { [key in string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
