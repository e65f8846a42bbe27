/** What an intake asks and what it changes: only what is missing for the kind, over the facts as they are saved. It saves nothing. */
import { cardLacks, NEEDS } from "../../audit";
import type {
  Approval,
  Classification,
  Covers,
  EvidenceItem,
  EvidenceKind,
  EvidenceRow,
  IpeCard,
} from "../../wire/wire.gen";
import { T } from "./texts";

/** The facts of an item that an edit may name; controls by code. */
export interface ItemFacts {
  title: string;
  kind: EvidenceKind;
  classification: Classification;
  covers: Covers | null;
  captured_at: string | null;
  source_system: string;
  collected_by: string;
  controls: string[];
  ipe: IpeCard | null;
  approval: Approval | null;
  internal_note: string;
}

/** What was typed and isn't saved. */
export type Draft = Partial<ItemFacts>;

/** The facts of an item as they are saved. */
export function factsOf({ item, controls }: Pick<EvidenceRow, "item" | "controls">): ItemFacts {
  const { title, kind, classification, covers, captured_at, source_system, collected_by } = item;
  const { ipe, approval, internal_note } = item;
  return {
    title,
    kind,
    classification,
    covers,
    captured_at,
    source_system,
    collected_by,
    controls,
    ipe,
    approval,
    internal_note,
  };
}

/** The drafted facts that differ from the saved ones: what an edit sends. */
export function changed(saved: ItemFacts, draft: Draft): Draft {
  const differs = ([name, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(saved[name as keyof ItemFacts]);
  return Object.fromEntries(Object.entries(draft).filter(differs)) as Draft;
}

/** An answer that the kind can't do without. */
export type Answer = "covers" | "captured_at" | "collected_by" | "approval" | `ipe.${keyof IpeCard}`;

/** The answers that are missing, in the order in which they are asked. The rule is the model's; this says which field it means. */
export function lacks(facts: ItemFacts): Answer[] {
  const needs = NEEDS[facts.kind];
  const answers: Answer[] = [];
  const covered = needs === "approval" ? facts.covers?.covers === "in_force" : facts.covers !== null;
  if (!covered) answers.push("covers");
  if (needs === "ipe" && facts.captured_at === null) answers.push("captured_at");
  if (facts.collected_by.trim() === "") answers.push("collected_by");
  if (needs === "approval" && facts.approval === null) answers.push("approval");
  if (needs === "ipe") answers.push(...cardLacks(facts.ipe).map((line) => `ipe.${line}` as const));
  return answers;
}

/** The lines of the card that are among the answers. */
export function cardLines(answers: readonly Answer[]): (keyof IpeCard)[] {
  return answers.flatMap((answer) => (answer.startsWith("ipe.") ? [answer.slice(4) as keyof IpeCard] : []));
}

/** Which fields a sheet asks for. */
export interface Asked {
  covers: boolean;
  captured: boolean;
  source: boolean;
  collected: boolean;
  controls: boolean;
  approval: boolean;
  card: (keyof IpeCard)[];
}

/** The fields asked for: what the saved facts lack for the kind that is drafted, and what is worth asking though nothing needs it. */
export function askedFor(saved: ItemFacts, kind: EvidenceKind): Asked {
  const answers = lacks({ ...saved, kind });
  return {
    covers: answers.includes("covers"),
    captured: answers.includes("captured_at"),
    collected: answers.includes("collected_by"),
    approval: answers.includes("approval"),
    card: cardLines(answers),
    source: saved.source_system.trim() === "",
    controls: saved.controls.length === 0,
  };
}

/** Whether nothing at all is asked for. */
export function asksNothing(asked: Asked): boolean {
  const { card, ...others } = asked;
  return card.length === 0 && Object.values(others).every((one) => !one);
}

/** The latest day that an item can speak for: that of its capture where it is known, else of its receipt. */
export function latestDay(facts: Pick<ItemFacts, "captured_at">, item: Pick<EvidenceItem, "received_at">): string {
  return (facts.captured_at ?? item.received_at).slice(0, 10);
}

/** What a good screenshot shows. */
export type Shown = keyof typeof T.screenshot.short;

export const SHOWN = Object.keys(T.screenshot.short) as Shown[];

/** What the line of a note says that a screenshot shows. */
export function shownOf(note: string): ReadonlySet<Shown> {
  const line = note.split("\n").find((one) => one.startsWith(T.screenshot.line));
  const words =
    line
      ?.slice(T.screenshot.line.length)
      .split(",")
      .map((word) => word.trim()) ?? [];
  return new Set(SHOWN.filter((one) => words.includes(T.screenshot.short[one])));
}

/** The note with that line anew; without anything shown there is no line. */
export function withShown(note: string, shown: ReadonlySet<Shown>): string {
  const others = note.split("\n").filter((one) => !one.startsWith(T.screenshot.line));
  const words = SHOWN.filter((one) => shown.has(one)).map((one) => T.screenshot.short[one]);
  const rest = others.join("\n").trimEnd();
  if (words.length === 0) return rest;
  const line = `${T.screenshot.line}${words.join(", ")}`;
  return rest === "" ? line : `${rest}\n${line}`;
}
