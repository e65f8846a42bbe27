/** Asks before a key of the vault is revoked, and hands on what the program says is left to do. It never takes the last one that a person holds. */
import { ConfirmByName, FailureNote, useToast } from "../../kit";
import { call } from "../../wire/call";
import { useDoing } from "../../wire/doing";
import { wordsFor } from "../../wire/failures";
import type { SlotRow } from "../../wire/wire.gen";
import { T } from "./texts";

const K = T.keys;

/** A slot's name: what opens it, with the beginning of its id where several are alike. */
export function nameOf(slot: SlotRow, slots: readonly SlotRow[]): string {
  const alike = slots.filter((one) => one.kind === slot.kind).length > 1;
  return alike ? `${slot.kind} ${slot.id.slice(0, 8)}` : slot.kind;
}

export function RevokeSlot(props: {
  slot: SlotRow;
  slots: readonly SlotRow[];
  /** This computer's keyring keeps its secret. */
  isHere: boolean;
  /** What is left to do, in the program's words. */
  onLeft(words: string): void;
  onClose(): void;
}) {
  const { slot, slots, isHere, onLeft, onClose } = props;
  const toast = useToast();
  const doing = useDoing();
  const name = nameOf(slot, slots);
  const revoke = async () => {
    if (doing.busy) return;
    const done = await doing.run(async () => {
      const left = await call("slot.revoke", { slot: slot.id });
      if (left !== null) onLeft(left);
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
          {isHere && <p>{K.revokeHere}</p>}
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
