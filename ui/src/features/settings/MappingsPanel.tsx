/** Saved mappings of sheets: which heading is which field, for the next sheet of the same kind. They are made where a sheet is imported. */
import { SHEET } from "../../audit";
import { FailureNote, IconButton, Panel, Skeleton, useToast } from "../../kit";
import { usePlace } from "../../kit/place";
import { asFailure, call } from "../../wire/call";
import { useDoing } from "../../wire/doing";
import { listen } from "../../wire/events";
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
        <MappingList mappings={read.data} onRemoved={read.again} />
      )}
    </Panel>
  );
}

function MappingList({ mappings, onRemoved }: { mappings: readonly SheetMapping[]; onRemoved(): void }) {
  const { part, id } = usePlace();
  const toast = useToast();
  const doing = useDoing();
  const remove = async (mapping: SheetMapping) => {
    let seq: number | null = null;
    const end = listen((event) => {
      if (event.event === "changed" && event.action === "sheet_mapping.remove") seq = event.seq;
    });
    const done = await doing.run(async () => {
      await call("sheet_mapping.remove", { mapping: mapping.id });
    });
    setTimeout(end, 2_000);
    if (!done) return;
    const onUndo = () => {
      call("log.undo", { seq }).then(onRemoved, (thrown) => {
        const told = wordsFor(asFailure(thrown));
        toast({ words: M.undoFailed(told.detail ?? told.what), tone: "crit" });
      });
    };
    toast({ words: M.removed(mapping.name), tone: "good", onUndo });
    onRemoved();
  };
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
                icon="trash"
                label={M.remove(mapping.name)}
                disabled={doing.busy}
                onPress={() => void remove(mapping)}
              />
            </li>
          );
        })}
      </ul>
      {doing.failure && <FailureNote {...wordsFor(doing.failure)} />}
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
