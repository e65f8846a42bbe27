/** The merge fields of a message with their values, where each comes from, and the evidence behind it. It only reads. */
import { LinkTo } from "../../audit/link";
import { Button, Mark } from "../../kit";
import type { FieldRow, Noun } from "../../wire/wire.gen";
import { fieldWords } from "./merge";
import { sourceWords } from "./sources";
import { T } from "./texts";

export function FieldTable({ fields, onField }: { fields: readonly FieldRow[]; onField?(name: string): void }) {
  if (fields.length === 0) return <p className="small dim pad">{T.fields.none}</p>;
  const filled = fields.filter((field) => field.value !== null);
  const vault = filled.filter((field) => field.from_vault).length;
  return (
    <div className="pad">
      <p className="small dim">{T.fields.filled(filled.length, vault)}</p>
      <table className="tight field-table" aria-label={T.fields.label}>
        <thead>
          <tr>
            <th scope="col">{T.fields.columns.field}</th>
            <th scope="col">{T.fields.columns.value}</th>
            <th scope="col">{T.fields.columns.source}</th>
            <th scope="col">{T.fields.columns.evidence}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <Row key={field.name} field={field} onField={onField} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whose reference it is, by its letters; a question has no place of its own. */
function nounOf(reference: string | null): Noun | undefined {
  const nouns: Readonly<Record<string, Noun>> = { GAP: "gap", FND: "finding", REQ: "request" };
  return nouns[reference?.split("-", 1)[0] ?? ""];
}

function Row({ field, onField }: { field: FieldRow; onField?(name: string): void }) {
  const name = fieldWords(field.name);
  const noun = nounOf(field.row);
  return (
    <tr>
      <th scope="row">
        {onField && !field.from_vault ? (
          <Button kind="link" onPress={() => onField(field.name)}>
            {name}
          </Button>
        ) : (
          name
        )}
      </th>
      <td>
        {field.value === null ? (
          <span className="mf open">{T.fields.open}</span>
        ) : (
          <span className="mf">{field.value}</span>
        )}
      </td>
      <td className="dim">
        {field.from_vault && <span className="chip">{T.fields.fromVault}</span>}
        {sourceWords({ ...field, row: noun ? null : field.row })}
        {noun && field.row && (
          <>
            {" "}
            <LinkTo noun={noun} id={field.row} />
          </>
        )}
      </td>
      <td>
        {field.evidence && <LinkTo noun="evidence" id={field.evidence} />}
        {field.unsupported && (
          <span className="marked high">
            <Mark shape="triangle" tone="high" />
            {T.fields.unsupported}
          </span>
        )}
      </td>
    </tr>
  );
}
