/** What an import would attach or has attached, and each file that it leaves out with the reason. It decides nothing. */
import { EVIDENCE_KIND } from "../../audit";
import { Button, Note } from "../../kit";
import type { EvidenceImported } from "../../wire/wire.gen";
import { T } from "./texts";

export function FoundFiles({ found, onOpen }: { found: EvidenceImported; onOpen(evidence: string): void }) {
  const { items, unplaced, held, orphans, refused_rows } = found;
  const columns = T.importing.columns;
  return (
    <div className="evidence-found">
      {items.length === 0 && (
        <Note tone="med" live>
          {T.importing.nothing}
        </Note>
      )}
      {items.length > 0 && (
        <section aria-label={T.importing.placed}>
          <h3 className="label">{`${T.importing.placed} ${items.length}`}</h3>
          <table className="tight">
            <thead>
              <tr>
                <th scope="col">{columns.file}</th>
                <th scope="col">{T.intake.kind}</th>
                <th scope="col">{columns.place}</th>
                <th scope="col">{columns.controls}</th>
                <th scope="col">{columns.requests}</th>
                <th scope="col" className="num">
                  {columns.missing}
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={item.files.join("\n")}>
                  <th scope="row">
                    {item.reference && (
                      <Button kind="link" onPress={() => onOpen(item.reference ?? "")}>
                        {item.reference}
                      </Button>
                    )}{" "}
                    <span className="break">{item.files.join(", ")}</span>
                    {item.same_as.length > 0 && (
                      <span className="med">{` ${T.queue.same} ${item.same_as.join(", ")}`}</span>
                    )}
                    {item.redacted_in.length > 0 && (
                      <span className="med">{` ${T.queue.redacted(item.redacted_in.join(", "))}`}</span>
                    )}
                  </th>
                  <td>{EVIDENCE_KIND[item.kind]}</td>
                  <td>{item.placed_by}</td>
                  <td>{item.controls.join(", ")}</td>
                  <td>{item.requests.join(", ")}</td>
                  <td className="num" title={item.missing.join("; ")}>
                    {item.missing.length || ""}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <Left title={T.importing.unplaced} lines={unplaced.map((file) => T.importing.because(file.name, file.reason))} />
      <Left title={T.importing.held} lines={held.map((file) => T.importing.heldBy(file.name, file.by.join(", ")))} />
      <Left
        title={T.importing.orphans}
        lines={orphans.map((orphan) => T.importing.orphan(orphan.row, orphan.name, orphan.files))}
      />
      <Left title={T.importing.refused} lines={refused_rows} />
    </div>
  );
}

function Left({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="label">{`${title} ${lines.length}`}</h3>
      <ul className="lines">
        {lines.map((line) => (
          <li key={line} className="small break">
            {line}
          </li>
        ))}
      </ul>
    </section>
  );
}
