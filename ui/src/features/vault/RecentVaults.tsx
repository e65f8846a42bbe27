/** Vaults that were opened on this device, where the settings allow that their names are remembered. */
import { Button, Icon } from "../../kit";
import { call } from "../../wire/call";
import { useRead } from "../../wire/query";
import type { Chosen } from "../../wire/wire.gen";
import { TEXTS } from "./texts";

interface Props {
  chosen: string | undefined;
  onChoose(vault: Chosen): void;
}

/** The list at the left of the gate. */
export function RecentVaults({ chosen, onChoose }: Props) {
  const recent = useRead("vault.recent", {});
  const rows = recent.data ?? [];
  return (
    <aside className="vlist" aria-label={TEXTS.recent}>
      <h2 className="label">{TEXTS.recent}</h2>
      {rows.length === 0 && <p className="micro faint">{TEXTS.noRecent}</p>}
      <ul>
        {rows.map((vault) => (
          <li key={vault.held}>
            <button
              type="button"
              aria-current={vault.name === chosen ? "true" : undefined}
              onClick={() => onChoose({ held: vault.held, name: vault.name, size: null })}
            >
              <Icon name="lock" />
              <span>{vault.name}</span>
              <small>{TEXTS.lastOpened(vault.opened_on)}</small>
            </button>
          </li>
        ))}
      </ul>
      {rows.length > 0 && (
        <Button kind="link" onPress={() => void call("vault.forget_recent", {}).then(recent.again)}>
          {TEXTS.forget}
        </Button>
      )}
    </aside>
  );
}
