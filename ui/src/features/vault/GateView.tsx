/** The gate before a vault is open: recent vaults, opening, making, restoring and salvaging one. It names no client but in names that the person wanted kept. */
import { useState } from "react";
import { Button, FailureNote, Icon, Note } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import type { Chosen, Failure, Held } from "../../wire/wire.gen";
import { BrandMark } from "./BrandMark";
import { CopyVault } from "./CopyVault";
import { CreateVault } from "./CreateVault";
import { RecentVaults } from "./RecentVaults";
import { TEXTS } from "./texts";
import { UnlockVault } from "./UnlockVault";
import "./vault.css";

type Door =
  | { at: "choose" }
  | { at: "unlock"; vault: Chosen }
  | { at: "create" }
  | { at: "restore" }
  | { at: "salvage"; vault?: Chosen };

interface Props {
  /** Why a vault was locked just now. */
  why?: string;
  /** The vault that was open before, still held by the program. */
  last?: Held;
  /** A vault is open; its folder is still held, for the next time. */
  onOpen(folder: Held): void;
}

/** The gate. */
export function GateView({ why, last, onOpen }: Props) {
  const [door, setDoor] = useState<Door>({ at: "choose" });
  const [failure, setFailure] = useState<Failure>();
  const to = (next: Door) => {
    setFailure(undefined);
    setDoor(next);
  };
  const choose = async () => {
    setFailure(undefined);
    try {
      const [vault] = await call("file.choose", { wanted: "vault" });
      if (vault) to({ at: "unlock", vault });
    } catch (thrown) {
      setFailure(asFailure(thrown));
    }
  };
  const back = () => to({ at: "choose" });
  const beside = door.at === "choose" || door.at === "unlock";
  return (
    <main className="gate">
      <div className={beside ? "mid" : door.at === "create" ? "mid making" : "mid making narrow"}>
        {beside && (
          <RecentVaults
            chosen={door.at === "unlock" ? door.vault.name : undefined}
            onChoose={(vault) => to({ at: "unlock", vault })}
          />
        )}
        <section className="door">
          {why && beside && <Note tone="calm">{why}</Note>}
          {door.at === "choose" && (
            <>
              <BrandMark />
              <h1>{TEXTS.title}</h1>
              <p className="dim">{TEXTS.chooseWords}</p>
              {failure && <FailureNote {...wordsFor(failure)} />}
              <div className="door-acts">
                {last !== undefined && (
                  <span data-do="unlock-again">
                    <Button
                      kind="primary"
                      tall
                      wide
                      autoFocus
                      onPress={() => to({ at: "unlock", vault: { held: last, name: TEXTS.last, size: null } })}
                    >
                      {TEXTS.unlockAgain}
                    </Button>
                  </span>
                )}
                <span data-do="open-vault">
                  <Button
                    kind={last === undefined ? "primary" : "plain"}
                    tall
                    wide
                    onPress={() => void choose()}
                    autoFocus={last === undefined}
                  >
                    {last === undefined ? TEXTS.open : TEXTS.openOther}
                  </Button>
                </span>
                <span data-do="make-vault">
                  <Button tall wide onPress={() => to({ at: "create" })}>
                    {TEXTS.make}
                  </Button>
                </span>
              </div>
              <div className="door-links">
                <span data-do="restore-vault">
                  <Button kind="link" onPress={() => to({ at: "restore" })}>
                    {TEXTS.restore}
                  </Button>
                </span>
                <span data-do="salvage-vault">
                  <Button kind="link" onPress={() => to({ at: "salvage" })}>
                    {TEXTS.salvage}
                  </Button>
                </span>
              </div>
            </>
          )}
          {door.at === "unlock" && (
            <UnlockVault
              key={door.vault.held}
              vault={door.vault}
              onOpen={onOpen}
              onSalvage={() => to({ at: "salvage", vault: door.vault })}
              onBack={back}
            />
          )}
          {(door.at === "restore" || door.at === "salvage") && (
            <CopyVault
              key={door.at}
              kind={door.at}
              from={door.at === "salvage" ? door.vault : undefined}
              onUnlock={(vault) => to({ at: "unlock", vault })}
              onSalvage={(vault) => to({ at: "salvage", vault })}
              onBack={back}
            />
          )}
          {door.at === "create" && <CreateVault onOpen={onOpen} onBack={back} />}
        </section>
      </div>
      <footer className="gatefoot">
        <span>
          <Icon name="offline" /> {TEXTS.offline}
        </span>
        <span>
          <Icon name="lock" /> {TEXTS.sealed}
        </span>
        <span>
          <Icon name="link" /> {TEXTS.proof}
        </span>
      </footer>
    </main>
  );
}
