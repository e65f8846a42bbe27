/** What opens the vault: its key slots, a new passphrase, a new recovery code, the keyring, and revoking. It never shows a secret that the vault holds. */
import { useState } from "react";
import { AcceptOlder } from "../../audit";
import { Button, FailureNote, Note, Panel, Skeleton } from "../../kit";
import { wordsFor } from "../../wire/failures";
import { isOlderThanSeen } from "../../wire/older";
import { useRead } from "../../wire/query";
import { allAnew } from "../../wire/rounds";
import type { KeyringShown, SlotRow } from "../../wire/wire.gen";
import { AddKeyring } from "./AddKeyring";
import { ChangePassphrase } from "./ChangePassphrase";
import { RenewCode } from "./RenewCode";
import { nameOf, RevokeSlot } from "./RevokeSlot";
import { RotateKey } from "./RotateKey";
import { T } from "./texts";

const K = T.keys;

type Opened = { what: "passphrase" } | { what: "code" } | { what: "keyring" } | { what: "revoke"; slot: SlotRow };

export function KeysPanel() {
  const read = useRead("slot.list", {});
  const keyring = useRead("vault.keyring", {});
  const status = useRead("vault.status", {});
  const [opened, setOpened] = useState<Opened>();
  const [left, setLeft] = useState<string>();
  const close = () => {
    setOpened(undefined);
    allAnew();
  };
  const open = (what: Opened) => {
    setLeft(undefined);
    setOpened(what);
  };
  // Of a vault that can only be read the keyring notes nothing, and nothing is added to it.
  const sound = status.data?.condition.condition === "sound";
  const canBeAdded = sound && keyring.data?.available === true && keyring.data.here === null;
  return (
    <Panel title={K.title} aside={read.data ? K.count(read.data.length) : undefined}>
      <p className="small dim">{K.words}</p>
      <OlderNotice />
      {read.failure ? (
        <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />
      ) : read.data ? (
        <SlotTable
          slots={read.data}
          keyring={sound ? keyring.data : undefined}
          onRevoke={(slot) => open({ what: "revoke", slot })}
        />
      ) : (
        <Skeleton lines={3} />
      )}
      {keyring.failure && <FailureNote {...wordsFor(keyring.failure)} onRetry={keyring.again} />}
      {keyring.data?.trouble && <Note tone="med">{T.keyring.trouble(keyring.data.trouble)}</Note>}
      {keyring.data && !keyring.data.available && keyring.data.slots > 0 && (
        <p className="small dim sp">{T.keyring.noneHere}</p>
      )}
      {left && (
        <Note tone="med" live>
          {left}
        </Note>
      )}
      <div className="row wrap sp">
        <Button changes icon="edit" onPress={() => open({ what: "passphrase" })}>
          {K.change}
        </Button>
        <Button changes icon="print" onPress={() => open({ what: "code" })}>
          {K.renew}
        </Button>
        {canBeAdded && (
          <Button icon="key" onPress={() => open({ what: "keyring" })}>
            {T.keyring.title}
          </Button>
        )}
      </div>
      {read.data && (
        <RotateKey slots={read.data} size={status.data?.size} here={(keyring.data?.here ?? null) !== null} />
      )}
      {opened?.what === "passphrase" && <ChangePassphrase onClose={close} />}
      {opened?.what === "code" && <RenewCode onClose={close} />}
      {opened?.what === "keyring" && <AddKeyring onClose={close} />}
      {opened?.what === "revoke" && (
        <RevokeSlot
          slot={opened.slot}
          slots={read.data ?? []}
          isHere={opened.slot.id === keyring.data?.here}
          onLeft={setLeft}
          onClose={close}
        />
      )}
    </Panel>
  );
}

/** The way on with a folder that this computer has seen newer. */
function OlderNotice() {
  const status = useRead("vault.status", {});
  const [asks, setAsks] = useState(false);
  const condition = status.data?.condition;
  if (!status.data || condition?.condition !== "read_only" || !isOlderThanSeen(condition)) return null;
  const unnamed = status.data.person.trim() === "";
  return (
    <>
      <Note tone="high" action={unnamed ? undefined : <Button onPress={() => setAsks(true)}>{T.older.accept}</Button>}>
        {condition.why} {unnamed ? T.older.unnamed : T.older.words}
      </Note>
      {asks && (
        <AcceptOlder
          client={status.data.client}
          onAccepted={() => {
            setAsks(false);
            allAnew();
          }}
          onClose={() => setAsks(false)}
        />
      )}
    </>
  );
}

/** Whether a person holds its secret: a vault always keeps one such slot. */
const isHeldByAPerson = (slot: SlotRow) => slot.kind !== "keyring";

function SlotTable(props: {
  slots: readonly SlotRow[];
  keyring: KeyringShown | undefined;
  onRevoke(slot: SlotRow): void;
}) {
  const { slots, keyring, onRevoke } = props;
  const held = slots.filter(isHeldByAPerson).length;
  return (
    <>
      <table className="tight sp">
        <thead>
          <tr>
            <th scope="col">{K.kind}</th>
            <th scope="col">{K.derivation}</th>
            <th scope="col">
              <span className="vh">{K.acts}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {slots.map((slot) => (
            <tr key={slot.id}>
              <th scope="row">
                {K.name(nameOf(slot, slots))}
                {keyring && !isHeldByAPerson(slot) && (
                  <small className="settings-where">{K.where(slot.id === keyring.here)}</small>
                )}
              </th>
              <td className="dim">
                {slot.memory_kib === null || slot.passes === null
                  ? K.noDerivation
                  : K.cost(Math.round(slot.memory_kib / 1024), slot.passes)}
              </td>
              <td className="num">
                <Button
                  changes
                  kind="quiet"
                  label={K.revokeOf(nameOf(slot, slots))}
                  disabled={isHeldByAPerson(slot) && held < 2}
                  onPress={() => onRevoke(slot)}
                >
                  {K.revoke}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {held === 1 && <p className="small dim sp">{K.lastStays}</p>}
    </>
  );
}
