/** A packet as it is being prepared, and the requests that it makes. It decides nothing of what a packet holds: the program does. */
import type { Request } from "../../wire/call";
import type {
  AudienceProfile,
  ChosenPart,
  Classification,
  Confidentiality,
  Held,
  PacketForm,
  Paper,
  Preflight,
  PreflightExhibit,
  Section,
  ShowLimits,
} from "../../wire/wire.gen";

/** The parts of an engagement that a packet can hold. */
export type PartKind = ChosenPart["part"];

export interface Draft {
  form: PacketForm;
  profile: AudienceProfile;
  /** Sections added by choice. */
  also: readonly Section[];
  /** Which part of the engagement it holds. */
  part: PartKind;
  /** What the part is of, as it is typed: codes or references, parted by commas. */
  of: string;
  /** How evidence that it shows may be marked; none takes any. */
  marked: readonly Classification[];
  reviewedBy: string;
  number: string;
  /** Items that this packet only lists, with why; a reason may still be empty. */
  listOnly: Readonly<Record<string, string>>;
  /** Exhibits marked personal or restricted that go out as they are: whatever comes to be shown later isn't among them. */
  agreed: readonly string[];
  /** Whether it is wrapped in an encrypted container. Its passphrase is no part of this: nothing keeps it. */
  container: boolean;
  pages: number | null;
  rows: number | null;
  lines: number | null;
  /** Originals above so many megabytes lie beside the packet. */
  embed: number | null;
  upTo: number | null;
  /** Whether the vault's key doesn't sign it. */
  unsigned: boolean;
  /** The paper; null takes the engagement's. */
  paper: Paper | null;
  confidentiality: Confidentiality;
  /** Whether it is a draft, on which nobody may rely. */
  asDraft: boolean;
}

/** How much is shown of each original where nobody says otherwise; the terminal program takes the same. */
export const LIMITS: ShowLimits = { pages: 40, rows: 120, columns: 12, cell_chars: 120, lines: 120, line_chars: 2000 };

/** Megabytes up to which originals are attached. */
export const EMBED_MB = 64;

const MEGABYTE = 1_000_000;
/** How much one volume of a packet holds, as with the terminal program. */
const VOLUME = {
  archive: { pages: 50, bytes: 100 * MEGABYTE },
  binder: { pages: 500, bytes: 100 * MEGABYTE },
};

export const EMPTY: Draft = {
  form: "archive",
  profile: "auditor",
  also: [],
  part: "whole",
  of: "",
  marked: [],
  reviewedBy: "",
  number: "",
  listOnly: {},
  agreed: [],
  container: false,
  pages: LIMITS.pages,
  rows: LIMITS.rows,
  lines: LIMITS.lines,
  embed: EMBED_MB,
  upTo: null,
  unsigned: false,
  paper: null,
  confidentiality: "confidential",
  asDraft: false,
};

const filled = (text: string) => (text.trim() === "" ? null : text.trim());

/** Items listed with a reason; those without one aren't asked for yet. */
function listed(draft: Draft) {
  return Object.entries(draft.listOnly)
    .filter(([, reason]) => reason.trim() !== "")
    .map(([evidence, reason]) => ({ evidence, reason: reason.trim() }));
}

/** Items that are to be listed and have no reason yet. */
export function withoutReason(draft: Draft): string[] {
  return Object.keys(draft.listOnly).filter((evidence) => draft.listOnly[evidence]?.trim() === "");
}

/** What the part is of, one by one. */
function named(draft: Draft): string[] {
  return draft.of
    .split(/[,;\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** Whether a part is chosen of which nothing is named yet. */
export function partLacksNames(draft: Draft): boolean {
  return draft.part !== "whole" && draft.part !== "gap_report" && named(draft).length === 0;
}

/** The part that is asked for; one that names nothing yet isn't. */
function chosenPart(draft: Draft): ChosenPart {
  if (draft.part === "whole" || draft.part === "gap_report") return { part: draft.part };
  const of = named(draft);
  return of.length === 0 ? { part: "whole" } : { part: draft.part, of };
}

/** Whether all limits are numbers that can be asked for. */
export function limitsFit(draft: Draft): boolean {
  return [draft.pages, draft.rows, draft.lines, draft.embed].every((limit) => limit !== null);
}

export function preflightRequest(engagement: string, draft: Draft): Request<"packet.preflight"> {
  return {
    engagement,
    profile: draft.profile,
    also: [...draft.also],
    part: chosenPart(draft),
    marked: [...draft.marked],
    up_to: draft.upTo,
    reviewed_by: filled(draft.reviewedBy),
    list_only: listed(draft),
  };
}

/** The exhibits marked personal or restricted that a packet would show. */
export function sensitiveOf(found: Preflight): string[] {
  return found.exhibits.filter((one) => one.sensitive).map((one) => one.evidence);
}

/** Whether all of those were agreed to. */
export function agreesToAll(draft: Draft, found: Preflight): boolean {
  return sensitiveOf(found).every((one) => draft.agreed.includes(one));
}

/** `passphrase` is the container's; empty where there is none. */
export function exportRequest(
  engagement: string,
  draft: Draft,
  file: Held,
  passphrase: string,
): Request<"packet.export"> {
  return {
    ...preflightRequest(engagement, draft),
    form: draft.form,
    profile: draft.profile,
    also: [...draft.also],
    part: chosenPart(draft),
    marked: [...draft.marked],
    list_only: listed(draft),
    file,
    number: filled(draft.number),
    limits: {
      ...LIMITS,
      pages: draft.pages ?? LIMITS.pages,
      rows: draft.rows ?? LIMITS.rows,
      lines: draft.lines ?? LIMITS.lines,
    },
    embed_limit: (draft.embed ?? EMBED_MB) * MEGABYTE,
    volume: VOLUME[draft.form],
    unsigned: draft.unsigned,
    paper: draft.paper,
    confidentiality: draft.confidentiality,
    draft: draft.asDraft,
    show_sensitive: draft.agreed.length > 0,
    container: draft.container ? { passphrase: "chosen", secret: passphrase } : null,
  };
}

/** The name that a packet's file begins with. That of a container says nothing: it travels in sight. */
export function fileName(number: string, draft: Pick<Draft, "profile" | "form" | "container">): string {
  const form = draft.form === "binder" ? "-binder" : "";
  return draft.container ? "packet.zip" : `${number}-${draft.profile}${form}.pdf`;
}

/** What a person can choose of an exhibit: shown or listed; else why not. */
export type Choosable = "choosable" | "own" | "not_to_show";

/** Whether this packet can decide on an item. One that itself says to be only listed stays so. */
export function choosable(row: PreflightExhibit, draft: Draft): Choosable {
  if (row.place === "shown" || draft.listOnly[row.evidence] === row.why) return "choosable";
  if (row.evidence in draft.listOnly && draft.listOnly[row.evidence]?.trim() === "") return "choosable";
  return row.place === "listed_only" ? "own" : "not_to_show";
}

/** The draft with items listed for a reason, or shown again where the reason is null. */
export function withListed(draft: Draft, evidence: readonly string[], reason: string | null): Draft {
  const listOnly = { ...draft.listOnly };
  for (const one of evidence) {
    if (reason === null) delete listOnly[one];
    else listOnly[one] = reason;
  }
  return { ...draft, listOnly };
}
