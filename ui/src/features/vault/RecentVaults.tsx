/** Vaults that were opened on this device, where the settings allow that their names are remembered. It opens none. */
import { useEffect } from "react";
import { Button, FailureNote, Icon } from "../../kit";
import { wordsFor } from "../../wire/failures";
import { useChange, useRead } from "../../wire/query";
import type { Chosen } from "../../wire/wire.gen";
import { TEXTS } from "./texts";

interface Props {
  /** The name of the one that is being unlocked; its handle is another at each reading. */
  chosen: string | undefined;
  onChoose(vault: Chosen): void;
}

/** The list at the left of the gate. */
export function RecentVaults({ chosen, onChoose }: Props) {
  const recent = useRead("vault.recent", {});
  const forgetting = useChange("vault.forget_recent");
  const again = recent.again;
  // A drive may have been plugged in meanwhile.
  useEffect(() => {
    window.addEventListener("focus", again);
    return () => window.removeEventListener("focus", again);
  }, [again]);
  const forget = () =>
    forgetting.run({}).then(
      () => again(),
      () => undefined,
    );
  const failure = recent.failure ?? forgetting.failure;
  const rows = recent.data ?? [];
  return (
    <aside className="vlist" aria-label={TEXTS.recent}>
      <h2 className="label">{TEXTS.recent}</h2>
      {failure && <FailureNote {...wordsFor(failure)} onRetry={recent.failure ? again : undefined} />}
      {recent.data && rows.length === 0 && <p className="micro faint">{TEXTS.noRecent}</p>}
      <ul>
        {rows.map((vault) => (
          <li key={vault.held}>
            <button
              type="button"
              disabled={!vault.there}
              aria-current={vault.name === chosen ? "true" : undefined}
              onClick={() => onChoose({ held: vault.held, name: vault.name, size: null })}
            >
              <Icon name={vault.there ? "lock" : "warning"} />
              <span>{vault.name}</span>
              <small>{vault.there ? TEXTS.lastOpened(vault.opened_on) : TEXTS.gone}</small>
            </button>
          </li>
        ))}
      </ul>
      {rows.length > 0 && (
        <Button kind="link" busy={forgetting.busy} onPress={() => void forget()}>
          {TEXTS.forget}
        </Button>
      )}
    </aside>
  );
}
