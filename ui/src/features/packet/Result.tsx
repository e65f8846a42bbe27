/** A packet that was just exported: what left, by which digest it is known, and its pages. */
import { AUDIENCE, bytes, count, LinksTo } from "../../audit";
import { Button, Kv, Note } from "../../kit";
import { useGo } from "../../kit/place";
import type { Chosen, Exported } from "../../wire/wire.gen";
import { DigestText, FingerprintText } from "./Digest";
import { PacketPages } from "./PacketPages";
import type { Run } from "./store";
import { T } from "./texts";

interface Props {
  run: Run;
  exported: Exported;
  onVerify(file: Chosen): void;
  onAgain(): void;
}

export function Result({ run, exported, onVerify, onAgain }: Props) {
  const { packet } = exported;
  const go = useGo();
  const several = packet.volumes.length > 1;
  return (
    <div className="packet-result">
      <section className="packet-outcome" aria-label={T.written(packet.number)}>
        <Note tone="good" live>
          <p className="strong">{T.written(packet.number)}</p>
          <p>{T.numbered(AUDIENCE[packet.profile], packet.number)}</p>
        </Note>
        {exported.sensitive.length > 0 && (
          <Note tone="high">
            <p className="strong">{T.sensitiveShown}</p>
            <LinksTo noun="evidence" references={exported.sensitive} />
          </Note>
        )}
        {packet.profile === "procurement" && packet.exhibits > 0 && (
          <Note tone="high">
            <p className="strong">{T.procurementTitle}</p>
            <p>{T.procurementWords}</p>
          </Note>
        )}
        <Kv
          items={[
            { name: T.names, value: <Names exported={exported} /> },
            { name: T.size, value: bytes(exported.size) },
            { name: T.pages, value: count(packet.pages) },
            { name: T.exhibitsShown, value: count(packet.exhibits) },
            { name: T.openPointsListed, value: count(exported.open_points) },
            { name: T.slipSheets, value: count(exported.slip_sheets) },
            {
              name: T.logRow,
              value: (
                <Button
                  kind="link"
                  label={T.openRow(count(packet.up_to))}
                  onPress={() => go({ view: "activity", id: String(packet.up_to) })}
                >
                  {count(packet.up_to)}
                </Button>
              ),
            },
          ]}
        />
        {exported.slip_sheets > 0 && <p className="micro dim">{T.slipSheetsHint}</p>}
        {packet.volumes.map((digest, at) => (
          <div key={digest}>
            <h2 className="label">{several ? T.digestOf(at + 1) : T.digest}</h2>
            <DigestText digest={digest} />
          </div>
        ))}
        <div>
          <h2 className="label">{T.signedBy}</h2>
          {exported.fingerprint === null ? (
            <p className="dim">{T.notSigned}</p>
          ) : (
            <>
              <FingerprintText fingerprint={exported.fingerprint} />
              <p className="micro dim">{T.tellFingerprint}</p>
            </>
          )}
        </div>
        {packet.container && (
          <div>
            <h2 className="label">{T.digestContainer}</h2>
            <DigestText digest={packet.container} />
            <p className="micro dim">{T.containerHow}</p>
          </div>
        )}
        <div className="row wrap">
          {!packet.container && (
            <Button kind="primary" icon="shield" onPress={() => onVerify(run.file)} autoFocus>
              {T.verifyIt}
            </Button>
          )}
          <Button icon="plus" onPress={onAgain}>
            {T.another}
          </Button>
        </div>
      </section>
      {!packet.container && (
        <section className="packet-pages" aria-label={T.preview}>
          <PacketPages file={run.file} />
        </section>
      )}
    </div>
  );
}

/** The files that came into place; where there are several volumes, each with its length. */
function Names({ exported: { names, sizes, packet } }: { exported: Exported }) {
  const several = sizes.length > 1 && packet.container === null;
  return (
    <ul>
      {names.map((name, at) => {
        const size = several ? sizes[at] : undefined;
        return (
          <li key={name} className="text break">
            {size === undefined ? name : T.volumeFile(name, bytes(size))}
          </li>
        );
      })}
    </ul>
  );
}
