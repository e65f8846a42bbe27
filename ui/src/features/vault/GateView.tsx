/** The gate before a vault is open: recent vaults, opening one, making one. It names no client but in names that the person wanted kept. */
import { useState } from "react";
import { Button, Icon, Note } from "../../kit";
import { call } from "../../wire/call";
import type { Chosen } from "../../wire/wire.gen";
import { CreateVault } from "./CreateVault";
import { RecentVaults } from "./RecentVaults";
import { TEXTS } from "./texts";
import { UnlockVault } from "./UnlockVault";
import "./vault.css";

type Door = { at: "choose" } | { at: "unlock"; vault: Chosen } | { at: "create" };

/** The gate. `why` says why a vault was locked just now. */
export function GateView({ why, onOpen }: { why?: string; onOpen(): void }) {
  const [door, setDoor] = useState<Door>({ at: "choose" });
  const choose = async () => {
    const [vault] = await call("file.choose", { wanted: "vault" });
    if (vault) setDoor({ at: "unlock", vault });
  };
  return (
    <main className="gate">
      <div className="mid">
        <RecentVaults
          chosen={door.at === "unlock" ? door.vault.name : undefined}
          onChoose={(vault) => setDoor({ at: "unlock", vault })}
        />
        <section className="door">
          {why && <Note tone="calm">{why}</Note>}
          {door.at === "choose" && (
            <>
              <Icon name="shield" />
              <h1>{TEXTS.title}</h1>
              <p className="dim">{TEXTS.chooseWords}</p>
              <div className="door-acts">
                <span data-do="open-vault">
                  <Button kind="primary" tall wide onPress={() => void choose()} autoFocus>
                    {TEXTS.open}
                  </Button>
                </span>
                <span data-do="make-vault">
                  <Button tall wide onPress={() => setDoor({ at: "create" })}>
                    {TEXTS.make}
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
              onBack={() => setDoor({ at: "choose" })}
            />
          )}
          {door.at === "create" && <CreateVault onOpen={onOpen} onBack={() => setDoor({ at: "choose" })} />}
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
