/** Whether a vault opened for reading only because this computer has seen it newer, which a person may accept. It decides nothing
 *  else: what was cut off or damaged is never accepted. */
import type { VaultCondition } from "./wire.gen";

/** How the program's sentence begins for that condition and for no other; a test holds it against the program's source. */
export const OLDER_THAN_SEEN = "Its folder is older than it was when this machine last saw it";

/** Whether it is the one condition that can be accepted. */
export function isOlderThanSeen(condition: VaultCondition): boolean {
  return condition.condition === "read_only" && condition.why.startsWith(OLDER_THAN_SEEN);
}
