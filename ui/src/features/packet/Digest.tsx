/** What a packet is known by: its digest, and the fingerprint of the key that signed it. Each can be read, marked and copied. */
import { CopyLine } from "../../kit";
import { useRead } from "../../wire/query";
import type { PublicKey } from "../../wire/wire.gen";
import { T } from "./texts";

export function DigestText({ digest }: { digest: string }) {
  return <CopyLine text={digest} label={T.copyDigest} copied={T.digestCopied} failed={T.copyFailed} />;
}

export function FingerprintText({ fingerprint }: { fingerprint: string }) {
  return <CopyLine text={fingerprint} label={T.copyFingerprint} copied={T.fingerprintCopied} failed={T.copyFailed} />;
}

/** The fingerprint of a key that this vault signs with, or did; the packet was signed by no other. */
export function SignedBy({ signedBy }: { signedBy: PublicKey | null }) {
  const keys = useRead("signing_key.show", {}, { when: signedBy !== null });
  if (signedBy === null) return <p className="dim">{T.notSigned}</p>;
  const all = keys.data ? [...(keys.data.present ? [keys.data.present] : []), ...keys.data.earlier] : [];
  const row = all.find((one) => one.key.public_key === signedBy);
  return row ? <FingerprintText fingerprint={row.fingerprint} /> : null;
}
