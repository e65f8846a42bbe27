/** References that go to their row: a noun and an id, code or reference say where. They read nothing of the vault. */
import type { ReactNode } from "react";
import { Button } from "../kit";
import { type Place, useGo } from "../kit/place";
import type { Noun } from "../wire/wire.gen";
import { LINK_TEXTS as T } from "./texts";
import { NOUN } from "./words";

/** Where the rows of each noun stand: the view, and the part of it. */
export const VIEW_OF: Record<Noun, { view: string; part?: string }> = {
  client: { view: "scope", part: "client" },
  system: { view: "scope", part: "system" },
  engagement: { view: "scope", part: "engagement" },
  person: { view: "scope", part: "people" },
  team: { view: "scope", part: "people" },
  surface: { view: "scope", part: "surfaces" },
  criterion: { view: "scope", part: "criteria" },
  organisation: { view: "scope", part: "organisations" },
  user_control: { view: "scope", part: "organisations" },
  commitment: { view: "scope", part: "system" },
  holiday: { view: "scope", part: "engagement" },
  control: { view: "matrix", part: "grid" },
  rating: { view: "matrix", part: "grid" },
  population: { view: "matrix", part: "grid" },
  occurrence: { view: "matrix", part: "calendar" },
  evidence: { view: "evidence" },
  request: { view: "requests" },
  gap: { view: "gaps" },
  finding: { view: "findings" },
  task: { view: "plan" },
  plan_row: { view: "communications", part: "plan" },
  message: { view: "communications", part: "messages" },
  follow_up: { view: "overview", part: "follow_ups" },
  sheet_mapping: { view: "settings", part: "mappings" },
};

/** The place of a record. `id` is its id, or the code or reference that people call it by; views take either. */
export function placeOf(noun: Noun, id?: string): Place {
  return { ...VIEW_OF[noun], ...(id === undefined ? {} : { id }) };
}

/** The place of several records of a noun, with what they have in common in words. */
export function placeOfMany(noun: Noun, ids: readonly string[], only: string): Place {
  return { ...VIEW_OF[noun], ids: [...ids], only };
}

/** A reference that goes to its row. Its words are the children; without them the id. */
export function LinkTo(props: { noun: Noun; id: string; name?: string; children?: ReactNode; className?: string }) {
  const go = useGo();
  const { noun, id, name = typeof props.children === "string" ? props.children : id } = props;
  const label = T.open(NOUN[noun], name);
  return (
    <Button kind="link" className={props.className} label={label} onPress={() => go(placeOf(noun, id))}>
      {props.children ?? id}
    </Button>
  );
}

/** References of one noun, one after the other, such as the controls of a gap. */
export function LinksTo({ noun, references, none }: { noun: Noun; references: readonly string[]; none?: ReactNode }) {
  if (references.length === 0) return <>{none ?? <span className="faint">–</span>}</>;
  return (
    <span className="links">
      {references.map((reference) => (
        <LinkTo key={reference} noun={noun} id={reference} />
      ))}
    </span>
  );
}
