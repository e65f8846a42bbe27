/** Made-up records for this feature's tests. No client of anybody. */
import type {
  Attached,
  Chosen,
  EvidenceItem,
  EvidenceLine,
  EvidencePreview,
  EvidenceSheet,
  FilePreview,
  Person,
} from "../../wire/wire.gen";
import { referenceOf } from "./query";

export const PEOPLE: Person[] = [
  { id: "p1", revision: 1, name: "Tomas Lindqvist", role: "Consultant", side: "firm", team: null, email: null },
  { id: "p2", revision: 1, name: "Priya Raman", role: "Head of security", side: "client", team: null, email: null },
];

export function evidence(number: number, over: Partial<EvidenceItem> = {}): EvidenceItem {
  return {
    id: `ev-${number}`,
    revision: 1,
    engagement: "eng-1",
    number,
    title: `Listing ${number}`,
    kind: "ticket",
    classification: "confidential",
    covers: { covers: "period", span: { from: "2026-07-01", to: "2026-09-30" } },
    captured_at: "2026-10-02T06:14:00+02:00",
    received_at: "2026-11-20T14:29:51Z",
    reviewed: null,
    source_system: "Directory",
    collected_by: "A. Reyes",
    state: { state: "received" },
    version: 1,
    supersedes: null,
    controls: ["c-24"],
    files: [
      {
        id: `f-${number}`,
        name: `listing-${number}.pdf`,
        file_type: "pdf",
        size: 2_100_000,
        sha256: "4be109a7".repeat(8),
        redaction: null,
      },
    ],
    ipe: null,
    approval: null,
    list_only: null,
    internal_note: "",
    ...over,
  };
}

export function line(item: EvidenceItem, missing = 0): EvidenceLine {
  const { id, revision, number, title, kind, state, classification, covers, captured_at, received_at } = item;
  return {
    id,
    revision,
    number,
    reference: referenceOf(number),
    title,
    kind,
    state,
    classification,
    covers,
    captured_at,
    received_at,
    source_system: item.source_system,
    collected_by: item.collected_by,
    controls: ["CORE-24"],
    files: item.files.length,
    size: 2_100_000,
    missing,
    version: item.version,
    list_only: item.list_only,
  };
}

export function sheet(item: EvidenceItem): EvidenceSheet {
  const received = {
    id: "cu-1",
    evidence: item.id,
    at: item.received_at,
    who: "Tomas Lindqvist",
    note: "",
    log_seq: 41,
  };
  return {
    row: { item, controls: ["CORE-24"], missing: [] },
    custody: [
      { ...received, kind: "received" },
      { ...received, id: "cu-2", kind: "exported", note: "PKT-002" },
    ],
  };
}

export function preview(item: EvidenceItem, shown?: FilePreview): EvidencePreview {
  const file = item.files[0];
  return {
    evidence: referenceOf(item.number),
    file: file?.id ?? "",
    name: file?.name ?? "",
    file_type: "text",
    size: 20,
    shown: shown ?? {
      kind: "text",
      lines: { lines: [`words of ${item.title}`], total_lines: 1, replaced: 0, indented: false },
    },
  };
}

export function attached(item: EvidenceItem, same_as: string[] = [], redacted_in: string[] = []): Attached {
  return { item, same_as, redacted_in, missing: [] };
}

export function chosen(held: number, name: string, size: number | null = 1000): Chosen {
  return { held, name, size };
}
