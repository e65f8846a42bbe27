/** Verifying a packet, step by step: a file is chosen, hashed, held against its own seal and list. No vault takes part in it. */
import { useCallback, useEffect, useRef, useState } from "react";
import { useDates } from "../../audit";
import { Button, FailureNote, Icon, Marked, Note, Panel, Progress, TextField } from "../../kit";
import { asFailure, call } from "../../wire/call";
import { listen } from "../../wire/events";
import { wordsFor } from "../../wire/failures";
import type { Chosen, ExportedPacket, Failure, Verified, VerifiedCheck, VerifiedFile } from "../../wire/wire.gen";
import { DigestText, FingerprintText } from "./Digest";
import { PacketPages } from "./PacketPages";
import { T } from "./texts";

interface Props {
  file: Chosen | undefined;
  onFile(file: Chosen): void;
  packets: readonly ExportedPacket[];
}

/** What is asked: a file, the packet's other volumes, and the key by which it must be signed, if one was named. */
interface Asked {
  file: Chosen;
  others: readonly Chosen[];
  key: string | null;
}

interface Outcome {
  asked: Asked;
  verified?: Verified;
  failure?: Failure;
}

const NO_OTHERS: readonly Chosen[] = [];

/** The step by whose name the program tells of its progress. */
const DOING = "verifying the packet";

export function Verify({ file, onFile, packets }: Props) {
  const [outcome, setOutcome] = useState<Outcome>();
  const [failure, setFailure] = useState<Failure>();
  const [pages, setPages] = useState(false);
  const [told, setTold] = useState("");
  const [added, setAdded] = useState<{ to: Chosen; others: readonly Chosen[] }>();
  // Volumes were added to the file that was shown then.
  const others = added && added.to === file ? added.others : NO_OTHERS;
  const key = keyOf(told);
  const wanted = useRef<Asked>(undefined);
  const verify = useCallback((asked: Asked) => {
    wanted.current = asked;
    setOutcome(undefined);
    // An answer for a file or a key that is no longer asked for is dropped.
    const end = (found: Omit<Outcome, "asked">) => wanted.current === asked && setOutcome({ asked, ...found });
    call("packet.verify", {
      file: asked.file.held,
      others: asked.others.map((other) => other.held),
      key: asked.key,
    }).then(
      (verified) => end({ verified }),
      (thrown) => end({ failure: asFailure(thrown) }),
    );
  }, []);
  useEffect(() => {
    const is = wanted.current;
    if (file && (is?.file !== file || is.others !== others || is.key !== key)) verify({ file, others, key });
  }, [file, others, key, verify]);
  const chosen = (take: (chosen: Chosen) => void) => {
    setFailure(undefined);
    call("file.choose", { wanted: "packet" }).then(
      ([chosen]) => chosen && take(chosen),
      (thrown) => setFailure(asFailure(thrown)),
    );
  };
  const choose = () =>
    chosen((chosen) => {
      setPages(false);
      onFile(chosen);
    });
  const add = () => chosen((chosen) => file && setAdded({ to: file, others: [...others, chosen] }));
  const remove = (other: Chosen) => file && setAdded({ to: file, others: others.filter((one) => one !== other) });
  const asked = outcome?.asked;
  const busy = file !== undefined && (asked?.file !== file || asked.others !== others || asked.key !== key);
  const volumes = outcome?.verified?.volume?.of ?? 1;
  const at = !file ? 0 : busy ? 1 : 3;
  return (
    <div className={pages && file ? "packet-verify pages" : "packet-verify"}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex lint/a11y/useSemanticElements: what scrolls must be reachable by keyboard */}
      <div className="packet-verify-main scroll" tabIndex={0} role="group" aria-label={T.verify}>
        <p className="dim">{T.verifyWords}</p>
        <ol className="packet-named" aria-label={T.verifyStepsLabel}>
          {T.verifySteps.map((words, index) => (
            <li
              key={words}
              aria-current={index === at ? "step" : undefined}
              className={index < at ? "done" : undefined}
            >
              {index < at ? <Icon name="check" /> : <span aria-hidden="true">{index + 1}</span>}
              {words}
              {index < at && <span className="vh">{T.stepDone}</span>}
            </li>
          ))}
        </ol>
        <div className="row wrap">
          <Button kind={file ? "plain" : "primary"} icon="file" onPress={choose} disabled={busy} autoFocus={!file}>
            {file ? T.chooseOther : T.chooseFile}
          </Button>
          {file && <span className="strong text break">{file.name}</span>}
          {file && !busy && (
            <Button kind="quiet" icon="eye" pressed={pages} onPress={() => setPages(!pages)}>
              {pages ? T.hidePages : T.lookPages}
            </Button>
          )}
          {file && !busy && others.length + 1 < volumes && (
            <Button icon="plus" onPress={add}>
              {T.addVolume}
            </Button>
          )}
        </div>
        {others.length > 0 && <Added others={others} busy={busy} onRemove={remove} />}
        <TextField
          label={T.expected}
          hint={T.expectedHint}
          error={told.trim() !== "" && key === null ? T.notAKey : undefined}
          value={told}
          onChange={setTold}
          mono
        />
        {failure && <FailureNote {...wordsFor(failure)} />}
        {!file && <About />}
        {file && busy && <Busy name={file.name} />}
        {outcome?.failure && file && (
          <FailureNote {...wordsFor(outcome.failure)} onRetry={() => verify(outcome.asked)} />
        )}
        {outcome?.verified?.container && <FoundContainer verified={outcome.verified} packets={packets} />}
        {outcome?.verified && !outcome.verified.container && <Found verified={outcome.verified} packets={packets} />}
      </div>
      {pages && file && (
        <section className="packet-pages" aria-label={T.preview}>
          <PacketPages key={file.held} file={file} />
        </section>
      )}
    </div>
  );
}

interface AddedProps {
  others: readonly Chosen[];
  busy: boolean;
  onRemove(other: Chosen): void;
}

/** The volumes that were added: one that was chosen by mistake, or can't be read, is taken out again. */
function Added({ others, busy, onRemove }: AddedProps) {
  return (
    <ul aria-label={T.addedVolumes}>
      {others.map((other) => (
        <li key={other.held} className="row">
          <span className="text break">{other.name}</span>
          <Button
            kind="quiet"
            icon="close"
            label={T.removeVolume(other.name)}
            onPress={() => onRemove(other)}
            disabled={busy}
          />
        </li>
      ))}
    </ul>
  );
}

/** The key that somebody was told, once it is whole: a fingerprint, or a public key as openssl writes it. */
function keyOf(told: string): string | null {
  const digits = told.replace(/[\s:-]/g, "");
  const whole = /^[0-9a-f]{64}$/i.test(digits) || /-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/.test(told);
  return whole ? told.trim() : null;
}

/** What verifying shows and what it doesn't, and how others do it, as long as there is no file. */
function About() {
  return (
    <div className="packet-about">
      {T.verifyAbout.map(({ title, points, commands }) => (
        <Panel key={title} title={title}>
          <ul>
            {points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
          {commands && <pre>{commands.join("\n")}</pre>}
        </Panel>
      ))}
    </div>
  );
}

function Busy({ name }: { name: string }) {
  const [done, setDone] = useState<{ done: number; total: number }>();
  useEffect(
    () =>
      listen((event) => {
        if (event.event === "progress" && event.doing === DOING) setDone({ done: event.done, total: event.total });
      }),
    [],
  );
  // It tells of its beginning and its end only: in between, that it runs is all that can be said.
  const known = done && done.done > 0 && done.done < done.total ? done : undefined;
  return (
    <div role="status">
      <Progress
        wide
        label={T.verifying(name)}
        value={known?.done}
        max={known?.total}
        onCancel={() => void call("job.cancel", {}).catch(() => undefined)}
      />
    </div>
  );
}

function Found({ verified, packets }: { verified: Verified; packets: readonly ExportedPacket[] }) {
  const dates = useDates();
  const own = packets.find((packet) => packet.volumes.includes(verified.sha256));
  return (
    <>
      <Note tone={verified.holds ? "good" : "crit"} live>
        <p className="strong">{verified.holds ? holdsWords(verified) : T.failsTitle}</p>
        {verified.holds && <Signer verified={verified} />}
        <p>{own ? T.fromVault(own.number, dates.instant(own.at)) : T.notFromVault}</p>
      </Note>
      {verified.together.length > 0 && <Checks title={T.together} checks={verified.together} />}
      <Checks title={T.checks} checks={verified.checks} />
      {verified.others.map((other) => (
        <Other key={`${other.name} ${other.sha256}`} other={other} />
      ))}
      <Panel title={T.fileDigest}>
        <DigestText digest={verified.sha256} />
        <Compare digest={verified.sha256} />
      </Panel>
    </>
  );
}

/** What was found of a further file: its checks, or that it is a container, which has none. */
function Other({ other }: { other: VerifiedFile }) {
  if (!other.container) return <Checks title={T.checksOf(other.name)} checks={other.checks} />;
  return (
    <Panel title={T.checksOf(other.name)}>
      <p className="strong">{T.isContainer}</p>
      <p>{T.isContainerWords}</p>
    </Panel>
  );
}

function Checks({ title, checks }: { title: string; checks: readonly VerifiedCheck[] }) {
  return (
    <Panel title={title}>
      <ul className="packet-checks">
        {checks.map((check) => (
          <li key={check.text}>
            <CheckMark check={check} />
            <span className="text break">{check.text}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** No more than the file and what was asked for show. */
function holdsWords({ signed_by }: Verified): string {
  if (signed_by === null) return T.holdsTitle;
  return signed_by.expected ? T.holdsExpected : T.holdsSigned;
}

function Signer({ verified: { signed_by } }: { verified: Verified }) {
  if (signed_by === null) return <p>{T.notSigned}</p>;
  return (
    <>
      <FingerprintText fingerprint={signed_by.fingerprint} />
      {!signed_by.expected && <p>{T.askOwner}</p>}
    </>
  );
}

/** A container: what to do with it, and whether this vault sent it. */
function FoundContainer({ verified, packets }: { verified: Verified; packets: readonly ExportedPacket[] }) {
  const dates = useDates();
  const own = packets.find((packet) => packet.container === verified.sha256);
  return (
    <>
      <Note tone="calm" live>
        <p className="strong">{T.isContainer}</p>
        <p>{T.isContainerWords}</p>
        <p>{own ? T.fromVaultContainer(own.number, dates.instant(own.at)) : T.notFromVault}</p>
      </Note>
      <Panel title={T.fileDigest}>
        <DigestText digest={verified.sha256} />
        <Compare digest={verified.sha256} />
      </Panel>
    </>
  );
}

function CheckMark({ check }: { check: VerifiedCheck }) {
  if (check.holds === null) {
    return (
      <Marked shape="dashed-ring" tone="none">
        {T.checkUnknown}
      </Marked>
    );
  }
  return check.holds ? (
    <Marked shape="tick-disc" tone="good">
      {T.checkHolds}
    </Marked>
  ) : (
    <Marked shape="crossed-square" tone="crit">
      {T.checkFails}
    </Marked>
  );
}

/** Holds a digest that somebody was told against that of the file. */
function Compare({ digest }: { digest: string }) {
  const [typed, setTyped] = useState("");
  const told = typed.replace(/\s+/g, "").toLowerCase();
  const whole = /^[0-9a-f]{64}$/.test(told);
  const error = told !== "" && !whole ? T.notADigest : undefined;
  return (
    <div className="packet-compare">
      <TextField label={T.compare} hint={T.compareHint} error={error} value={typed} onChange={setTyped} mono />
      <span role="status">
        {whole &&
          (told === digest.toLowerCase() ? (
            <Marked shape="tick-disc" tone="good">
              {T.same}
            </Marked>
          ) : (
            <Marked shape="crossed-square" tone="crit">
              {T.notSame}
            </Marked>
          ))}
      </span>
    </div>
  );
}
