/** Whether a vault opened for reading only because this computer has seen it newer, which a person may accept. It decides nothing
 *  else: what was cut off or damaged is never accepted. */
import type { VaultCondition } from "./wire.gen";

/** Whether it is the one condition that can be accepted. */
export function isOlderThanSeen(condition: VaultCondition): boolean {
  return condition.condition === "read_only" && condition.reason === "older_than_seen";
}
