/** The change of the vault's key that runs or has ended, and what was chosen for it. It goes on when the settings are left; a lock forgets it. */
import { call } from "../../wire/call";
import { longRun, type Run } from "../../wire/long-run";
import { allAnew } from "../../wire/rounds";
import type { KeyRotated } from "../../wire/wire.gen";

/** What was chosen for it. */
interface Change {
  /** The file of the new recovery code's sheet, by its name; none where the vault had no code. */
  sheet: string | undefined;
}

export type RotateRun = Run<Change, KeyRotated>;

const changes = longRun<Change, KeyRotated>();

/** Asks for its end; puts its result away. */
export const { cancel, putAway } = changes;

/** The change that runs or has ended. */
export const useRotation = changes.useRun;

/** Begins; the passphrase opens the vault from then on. */
export function begin(passphrase: string, sheet: string | undefined) {
  changes.begin({ sheet }, () =>
    // Keys and status are other ones then, and in part also where it failed late.
    call("slot.rotate_key", { passphrase }).finally(allAnew),
  );
}
