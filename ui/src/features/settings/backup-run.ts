/** What outlives the settings within a sitting: the folder that backups go to, and the copy that is being made. A lock forgets both. */
import { call } from "../../wire/call";
import { listen } from "../../wire/events";
import { longRun, type Run } from "../../wire/long-run";
import type { Chosen, VaultCopied } from "../../wire/wire.gen";

/** Where a copy goes. */
interface Copy {
  place: Chosen;
  /** It lies under a key of its own, to be given away. */
  gives: boolean;
}

export type CopyRun = Run<Copy, VaultCopied>;

const copies = longRun<Copy, VaultCopied>();
let place: Chosen | undefined;

listen((event) => {
  if (event.event === "locked_now") place = undefined;
});

/** Asks for the end of the copy; puts its result away. */
export const { cancel, putAway } = copies;

/** The folder that was chosen, and the copy that runs or has ended. */
export function useBackup() {
  const { run, busy } = copies.useRun();
  return { place, run, busy };
}

/** Backups go there from now on. */
export function chooseFolder(chosen: Chosen | undefined) {
  place = chosen;
  putAway();
}

/** Makes a copy in a place that was chosen: a backup, or with a passphrase of its own one to be given away. It goes on when
 *  the view is left. */
export function begin(to: Chosen, newPassphrase: string | null) {
  copies.begin({ place: to, gives: newPassphrase !== null }, () =>
    call("vault.backup", { folder: to.held, new_passphrase: newPassphrase }),
  );
}
