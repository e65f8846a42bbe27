/** Which changes bear on what was read by a command, so that a change has no more read anew than it must. What isn't named
 *  here is borne upon by every change: a view may show too fresh a figure, never an old one. */
import type { CommandName } from "./call";
import type { Action } from "./wire.gen";

type NounOf<Of extends Action> = Of extends `${infer Noun}.${string}` ? Noun : never;
/** What an action is about, by its first word. */
type Acted = NounOf<Action>;

/** What may touch records of any kind. */
const ANY: readonly Acted[] = ["vault", "engagement", "scenario", "sheet", "log"];

/** What the grids, the inspectors and the frame read beside their own rows, and by which changes alone that becomes old. */
const BY: { readonly [Name in CommandName]?: readonly (Acted | Action)[] } = {
  "person.list": ["person", "team", "device"],
  "team.list": ["team", "person"],
  "surface.list": ["surface", "person"],
  "holiday.list": ["holiday"],
  "client.logo": ["client"],
  "engagement.logo": [],
  "sheet_mapping.list": ["sheet_mapping"],
  "slot.list": ["slot"],
  // Each asking waits for the keyring of the operating system, and the vault with it.
  "vault.keyring": ["slot"],
  "engagement.list": ["client", "system", "criterion"],
  // A file never changes; what is shown of it depends on nothing else of its item.
  "evidence.preview": ["evidence.attach", "evidence.supersede", "evidence.withdraw", "evidence.revoke_release"],
};

/** What belongs to the window and is no record: its own views read it anew. */
const OF_THE_WINDOW = /^(saved_view|settings)\./;

/** Whether what the command read may be old after that action. */
export function bearsOn(action: Action, name: string): boolean {
  const by = BY[name as CommandName];
  if (!by) return !OF_THE_WINDOW.test(name);
  const acted = action.slice(0, action.indexOf(".")) as Acted;
  return ANY.includes(acted) || by.includes(acted) || by.includes(action);
}
