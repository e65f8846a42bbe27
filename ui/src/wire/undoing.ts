/** The changes of this sitting in their order, so that whoever undoes one, by key, notice or list, undoes the right one and no one
 *  twice. It forgets all when the vault is locked. */
import { call, type Response } from "./call";
import { listen } from "./events";
import type { Action } from "./wire.gen";

/** What stays: nothing of it can be put back. A test holds the list against the program's source. */
export const LASTING: readonly Action[] = [
  "vault.create",
  "vault.backup",
  "vault.give_copy",
  "vault.salvage",
  "vault.accept_older",
  "device.name_person",
  "slot.change_passphrase",
  "slot.add",
  "slot.revoke",
  "slot.rotate_key",
  "signing_key.make",
  "signing_key.replace",
  "evidence.save",
  "evidence.purge",
  "message.record_send",
  "message.save",
  "packet.export",
  "sheet.export",
  "log.purge",
  "log.extract",
];

/** Rows of the log that this sitting made and that stand, the newest last. */
let made: number[] = [];
/** Rows that this sitting has undone, in the order in which they would be done again, the next one last. */
let undone: number[] = [];

listen((event) => {
  if (event.event === "locked_now") [made, undone] = [[], []];
  if (event.event !== "changed" || event.action === "log.undo" || LASTING.includes(event.action)) return;
  made.push(event.seq);
  // After a change of another kind there is no way forward any more.
  undone = [];
});

/** Whether this sitting has undone that row, or is about to. */
export function isUndone(seq: number): boolean {
  return undone.includes(seq);
}

/** Undoes a row of the log. */
export async function undoRow(seq: number): Promise<Response<"log.undo">> {
  const at = made.indexOf(seq);
  made = made.filter((one) => one !== seq);
  undone = [...undone.filter((one) => one !== seq), seq];
  try {
    return await call("log.undo", { seq });
  } catch (thrown) {
    undone = undone.filter((one) => one !== seq);
    // What failed once is passed over by the key, which goes on further back; only a row that wasn't the newest stays.
    if (at >= 0 && made.length > at) made = [...made.slice(0, at), seq, ...made.slice(at)];
    throw thrown;
  }
}

/** Does a row again that was undone. */
export async function redoRow(seq: number): Promise<Response<"log.redo">> {
  const before = undone;
  undone = undone.filter((one) => one !== seq);
  try {
    const answer = await call("log.redo", { seq });
    made = [...made.filter((one) => one !== seq), seq];
    return answer;
  } catch (thrown) {
    if (before.includes(seq)) undone = before;
    throw thrown;
  }
}

/** The newest change of this sitting that stands. */
export function newestMade(): number | undefined {
  return made.at(-1);
}

/** The change that was undone last, as long as nothing else was changed after it. */
export function newestUndone(): number | undefined {
  return undone.at(-1);
}
