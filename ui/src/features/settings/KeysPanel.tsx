/** What opens the vault: its key slots, a new passphrase, a new recovery code, and revoking. It never shows a secret that the vault holds. */
import { useState } from "react";
import { Button, ConfirmByName, FailureNote, Panel, Skeleton, useToast } from "../../kit";
import { call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { SlotRow } from "../../wire/wire.gen";
import { ChangePassphrase } from "./ChangePassphrase";
import { useDoing } from "./doing";
import { RenewCode } from "./RenewCode";
import { T } from "./texts";

const K = T.keys;

type Opened = { what: "passphrase" } | { what: "code" } | { what: "revoke"; slot: SlotRow };

export function KeysPanel() {
  const read = useRead("slot.list", {});
  const [opened, setOpened] = useState<Opened>();
  const close = () => {
    setOpened(undefined);
    read.again();
  };
  return (
    <Panel title={K.title} aside={read.data ? K.count(read.data.length) : undefined}>
      <p className="small dim">{K.words}</p>
      {read.failure ? (
        <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />
      ) : read.data ? (
        <SlotTable slots={read.data} onRevoke={(slot) => setOpened({ what: "revoke", slot })} />
      ) : (
        <Skeleton lines={3} />
      )}
      <div className="row wrap sp">
        <Button icon="key" onPress={() => setOpened({ what: "passphrase" })}>
          {K.change}
        </Button>
        <Button icon="print" onPress={() => setOpened({ what: "code" })}>
          {K.renew}
        </Button>
      </div>
      {opened?.what === "passphrase" && <ChangePassphrase onClose={close} />}
      {opened?.what === "code" && <RenewCode onClose={close} />}
      {opened?.what === "revoke" && <Revoke slot={opened.slot} slots={read.data ?? []} onClose={close} />}
    </Panel>
  );
}

/** A slot's name: what opens it, with the beginning of its id where several are alike. */
function nameOf(slot: SlotRow, slots: readonly SlotRow[]): string {
  const alike = slots.filter((one) => one.kind === slot.kind).length > 1;
  return alike ? `${slot.kind} ${slot.id.slice(0, 8)}` : slot.kind;
}

function SlotTable({ slots, onRevoke }: { slots: readonly SlotRow[]; onRevoke(slot: SlotRow): void }) {
  return (
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
            <th scope="row">{K.name(nameOf(slot, slots))}</th>
            <td className="dim">
              {slot.memory_kib === null || slot.passes === null
                ? K.noDerivation
                : K.cost(Math.round(slot.memory_kib / 1024), slot.passes)}
            </td>
            <td className="num">
              <Button
                kind="quiet"
                label={K.revokeOf(nameOf(slot, slots))}
                disabled={slots.length < 2}
                onPress={() => onRevoke(slot)}
              >
                {K.revoke}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Revoke(props: { slot: SlotRow; slots: readonly SlotRow[]; onClose(): void }) {
  const { slot, slots, onClose } = props;
  const toast = useToast();
  const doing = useDoing();
  const name = nameOf(slot, slots);
  const revoke = async () => {
    const done = await doing.run(async () => {
      await call("slot.revoke", { slot: slot.id });
    });
    if (!done) return;
    toast({ words: K.revoked(name), tone: "good" });
    onClose();
  };
  return (
    <ConfirmByName
      title={K.revokeTitle(name)}
      words={
        <>
          <p>{K.revokeWords(name)}</p>
          <p className="small dim">{K.copies}</p>
          {doing.failure && <FailureNote {...wordsFor(doing.failure)} />}
        </>
      }
      name={name}
      action={K.revoke}
      open
      busy={doing.busy}
      onConfirm={() => void revoke()}
      onClose={onClose}
    />
  );
}
