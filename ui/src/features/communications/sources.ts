/** Where a field's value comes from, in words. */
import type { FieldRow } from "../../wire/wire.gen";
import { T } from "./texts";

/** The sources of the catalogue's fields. */
const SOURCES: Readonly<Record<string, string>> = {
  "client.legal_name": "the client's legal name",
  "engagement.kind": "the kind of engagement",
  "engagement.period_start": "first day of the period",
  "engagement.period_end": "last day of the period",
  "engagement.auditor_firm": "the auditor's firm",
  "engagement.fieldwork_from": "first day of fieldwork",
  "engagement.report_due": "day on which the report is due",
  "person.name": "a person who is picked",
  "person.role": "role of the picked person",
  "person.email": "address of the picked person",
  "control.code": "a control that is picked",
  "gap.title": "title of the gap",
  "gap.state": "state of the gap",
  "gap.found_on": "day on which the gap was found",
  "gap.due_on": "due day of the gap",
  "gap.fixed_on": "day of the gap's fix",
  "gap.retester": "who retested the gap",
  "finding.reference": "number of the finding",
  "finding.wording": "wording of the finding",
  "finding.criteria": "criteria of the finding",
  "finding.cause": "cause of the finding",
  "finding.deviations_found": "deviations found",
  "finding.items_tested": "items tested",
  "finding.compensating": "compensating controls of the finding",
  "finding.fixed_on": "day of the finding's fix",
  "finding.owner": "owner of the finding",
  "request.reference": "number of the request",
  "request.wording": "wording of the request",
  "request.controls": "controls of the request",
  "request.owner": "owner of the request",
  "request.due_on": "due day of the request",
  typed: "typed",
};

/** The source in words: `title of the gap`, with the row in whose copy the field stands. */
export function sourceWords(field: Pick<FieldRow, "source" | "row">): string {
  const words = field.source === null ? T.noSource : (SOURCES[field.source] ?? field.source);
  return field.row === null ? words : `${words} ${T.fields.vaultRow(field.row)}`;
}
