/** A new vault made from a backup, or from what can be read of a damaged vault. Neither is written to, and nothing is opened by it. */
import { type FormEvent, type ReactNode, useState } from "react";
import { Button, FailureNote, Note, Progress, TextField } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { useLong } from "../../wire/progress";
import type { Chosen, Failure } from "../../wire/wire.gen";
import { Chooser } from "./Chooser";
import { type Made, Outcome } from "./Outcome";
import { type By, keyOf, SecretField } from "./SecretField";
import { copyWords, COPY as T, TEXTS } from "./texts";

interface Props {
  kind: Made["kind"];
  /** The vault that it is to be made from, where that is known. */
  from?: Chosen | undefined;
  /** The new vault is to be unlocked. */
  onUnlock(vault: Chosen): void;
  /** A backup can't be restored as it is. */
  onSalvage(backup: Chosen): void;
  onBack(): void;
}

/** The form, then how far it is, then what came of it. */
export function CopyVault({ kind, from: known, onUnlock, onSalvage, onBack }: Props) {
  const W = T[kind];
  const [from, setFrom] = useState(known);
  const [to, setTo] = useState<Chosen>();
  const [by, setBy] = useState<By>("passphrase");
  const [secret, setSecret] = useState("");
  const [person, setPerson] = useState<string | null>(null);
  const [notChosen, setNotChosen] = useState<Failure>();
  const [made, setMade] = useState<Made>();
  const work = useLong();

  const choosing = async (ask: () => Promise<void>) => {
    setNotChosen(undefined);
    work.clear();
    try {
      await ask();
    } catch (thrown) {
      setNotChosen(asFailure(thrown));
    }
  };
  const chooseFrom = () =>
    choosing(async () => {
      const [chosen] = await call("file.choose", { wanted: "vault" });
      if (chosen) setFrom(chosen);
    });
  const chooseTo = () =>
    choosing(async () => {
      const chosen = await call("file.destination", { wanted: "vault", name: W.newName(from?.name ?? "") });
      if (chosen) setTo(chosen);
    });
  const missing =
    from === undefined
      ? W.needsFrom
      : secret === ""
        ? T.needsKey[by]
        : to === undefined
          ? T.needsTo
          : person !== null && person.trim() === ""
            ? T.needsName
            : undefined;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!from || !to || missing || work.busy) return;
    const key = keyOf(by, secret);
    const done = await work.run(async () => {
      try {
        setMade(await make(kind, from, to, key, person));
      } catch (thrown) {
        if (asFailure(thrown).code === "unnamed" && person === null) setPerson("");
        throw thrown;
      }
    });
    if (done) setSecret("");
  };

  if (made && to) return <Outcome made={made} to={to} onUnlock={() => onUnlock(to)} onBack={onBack} />;
  const { failure } = work;
  const wrong = failure?.code === "wrong_passphrase";
  const asksName = failure?.code === "unnamed";
  return (
    <form className="copy" onSubmit={(event) => void submit(event)}>
      <h1>{W.title}</h1>
      <p className="dim">{W.words}</p>
      <fieldset disabled={work.busy}>
        <Place label={W.from} words={W.fromWords}>
          <Chooser
            name={from?.name}
            words={W.chooseFrom}
            onPress={chooseFrom}
            mark="choose-from"
            disabled={work.busy}
          />
        </Place>
        <div>
          <SecretField
            by={by}
            value={secret}
            onChange={setSecret}
            wrong={wrong ? copyWords(kind, failure) : undefined}
            hint={W.keyHint}
            required
          />
          <Button
            kind="link"
            onPress={() => {
              setBy(by === "passphrase" ? "recovery_code" : "passphrase");
              setSecret("");
              work.clear();
            }}
          >
            {by === "recovery_code" ? TEXTS.usePassphrase : TEXTS.useCode}
          </Button>
        </div>
        <Place label={T.to} words={T.toWords}>
          <Chooser name={to?.name} words={T.chooseTo} onPress={chooseTo} mark="choose-to" disabled={work.busy} />
        </Place>
        {person !== null && (
          <TextField label={TEXTS.yourName} required autoFocus hint={T.nameHint} value={person} onChange={setPerson} />
        )}
      </fieldset>
      {notChosen && <FailureNote {...copyWords(kind, notChosen)} />}
      {failure?.code === "cancelled" && (
        <Note tone="calm" live>
          {T.cancelled}
        </Note>
      )}
      {failure && !wrong && !asksName && failure.code !== "cancelled" && (
        <FailureNote
          {...copyWords(kind, failure)}
          action={
            kind === "restore" &&
            (failure.code === "damaged" || failure.code === "read_only") &&
            from && <Button onPress={() => onSalvage(from)}>{T.salvageInstead}</Button>
          }
        />
      )}
      {work.notCancelled && <FailureNote {...copyWords(kind, work.notCancelled)} />}
      {work.busy && (
        <Progress
          wide
          label={work.far?.doing ?? T.begins}
          {...(work.far && work.far.total > 0 ? { value: work.far.done, max: work.far.total } : {})}
          words={work.cancelling ? T.cancelling : undefined}
          onCancel={work.cancel}
        />
      )}
      <div className="create-foot">
        <span className="small dim grow">{!work.busy && missing}</span>
        <Button tall disabled={work.busy} onPress={onBack}>
          {TEXTS.back}
        </Button>
        <Button kind="primary" type="submit" tall disabled={missing !== undefined} busy={work.busy}>
          {work.busy ? W.doing : W.act}
        </Button>
      </div>
    </form>
  );
}

async function make(
  kind: Made["kind"],
  from: Chosen,
  to: Chosen,
  key: ReturnType<typeof keyOf>,
  person: string | null,
) {
  const folder = to.held;
  if (kind === "restore")
    return { kind, copied: await call("vault.restore", { backup: from.held, key, folder }) } satisfies Made;
  return { kind, salvaged: await call("vault.salvage", { damaged: from.held, key, folder, person }) } satisfies Made;
}

function Place({ label, words, children }: { label: string; words: string; children: ReactNode }) {
  return (
    <div className="copy-place">
      <h2 className="label">{label}</h2>
      <p className="small dim">{words}</p>
      {children}
    </div>
  );
}
