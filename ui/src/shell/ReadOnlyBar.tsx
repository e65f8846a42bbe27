/** Says over every view why the open vault can only be read, and leads to where that is decided, if it can be. It decides nothing. */
import { Button, Note } from "../kit";
import { useGo } from "../kit/place";
import { isOlderThanSeen } from "../wire/older";
import type { VaultCondition } from "../wire/wire.gen";
import { TEXTS } from "./texts";

/** The id of the element that says why. */
export const READING_ONLY = "reading-only";

/** The line; nothing while all can be changed. */
export function ReadOnlyBar({ condition }: { condition: VaultCondition }) {
  const go = useGo();
  if (condition.condition !== "read_only") return null;
  return (
    <div className="only-read">
      <Note
        tone="med"
        action={
          isOlderThanSeen(condition) && (
            <Button onPress={() => go({ view: "settings", part: "keys" })}>{TEXTS.whatToDo}</Button>
          )
        }
      >
        <p id={READING_ONLY}>
          <b className="strong">{TEXTS.readOnlyWhy}</b> {condition.why}
        </p>
      </Note>
    </div>
  );
}
