//! What is said of a packet's signature: that it holds, that its key is the one that the packet names everywhere, that the
//! manifest bears it too. Never says whose key it is: no file can.

use model::signing_key::PublicKey;

use crate::embedded::Embedded;
use crate::manifest::{KEY_NAME, MANIFEST_SIGNATURE, Manifest};
use crate::signature::{Signature, verifies};
use crate::verify::{Check, CheckKind, CheckState, own};

/// What a file's signature says, in words: of its bytes, and of nothing that it holds.
pub fn line(signature: Signature) -> Check {
    let (state, words) = match signature {
        Signature::Holds { key } => (
            CheckState::Holds,
            format!(
                "Signed by the key {}, and unaltered since. Whose key that is no file can show: compare this fingerprint \
                 with its owner over another channel.",
                key.fingerprint().grouped()
            ),
        ),
        Signature::Broken { key } => (
            CheckState::Fails,
            format!("The signature is not one of this file by the key {}.", key.fingerprint().grouped()),
        ),
        Signature::Weak { key } => (
            CheckState::Fails,
            format!("The key {key} is none that only its owner can sign with, so its signature shows nothing."),
        ),
        Signature::Malformed => (
            CheckState::Fails,
            "Before the seal stands a line of a signature in another form, or more than one.".to_owned(),
        ),
        Signature::Absent => (CheckState::NotChecked, "Not signed: nothing in this file shows who made it.".to_owned()),
    };
    Check { kind: CheckKind::Signature, state, words }
}

/// What is wrong with the signatures of files that are to be volumes of one packet; none where one key signed all of them, or
/// no key any.
pub fn signers(signatures: &[Signature]) -> Option<Check> {
    let signer = |signature: &Signature| match *signature {
        Signature::Holds { key } => Some(key),
        Signature::Broken { .. } | Signature::Weak { .. } | Signature::Malformed | Signature::Absent => None,
    };
    let first = signatures.first().and_then(signer);
    let is_one = signatures.iter().all(|signature| signer(signature) == first);
    let words = "The files are not all signed by one key.".to_owned();
    (!is_one).then_some(Check { kind: CheckKind::Together, state: CheckState::Fails, words })
}

/// Whether manifest, attached key and line agree on the key, and whether the manifest is signed by it. `manifest_bytes` are
/// the manifest as attached.
pub(crate) fn agreement(
    files: &[Embedded],
    manifest: &Manifest,
    manifest_bytes: &[u8],
    signature: Signature,
) -> Vec<Check> {
    let key = match signature {
        Signature::Holds { key } | Signature::Broken { key } | Signature::Weak { key } => Some(key),
        Signature::Malformed | Signature::Absent => None,
    };
    let fails = |words: String| vec![Check { kind: CheckKind::SigningKey, state: CheckState::Fails, words }];
    match (manifest.signing_key, key) {
        (None, None) => Vec::new(),
        (None, Some(_)) => {
            fails("The manifest names no signing key, so the signature was added by somebody else.".to_owned())
        }
        (Some(named), None) => fails(format!(
            "The manifest names the signing key {}, and there is no signature of it: it was taken out.",
            named.grouped()
        )),
        (Some(named), Some(key)) if named != key.fingerprint() => fails(format!(
            "The manifest names another signing key, {}: the signature was put in the place of the first one.",
            named.grouped()
        )),
        (Some(_), Some(key)) => vec![attached_key(files, key), of_manifest(files, manifest_bytes, key)],
    }
}

fn attached_key(files: &[Embedded], key: PublicKey) -> Check {
    let words = match own(files, KEY_NAME) {
        Ok(pem) if pem == key.pem().into_bytes() => {
            let words = format!("The manifest and {KEY_NAME} name the key of the signature.");
            return Check { kind: CheckKind::SigningKey, state: CheckState::Holds, words };
        }
        Ok(_) => format!("{KEY_NAME} is not the key of the signature."),
        Err(words) => words,
    };
    Check { kind: CheckKind::SigningKey, state: CheckState::Fails, words }
}

fn of_manifest(files: &[Embedded], manifest: &[u8], key: PublicKey) -> Check {
    let words = match own(files, MANIFEST_SIGNATURE) {
        Ok(signature) if verifies(key, manifest, &signature) => {
            let words = format!("{MANIFEST_SIGNATURE} is that key's signature of manifest.json.");
            return Check { kind: CheckKind::ManifestSignature, state: CheckState::Holds, words };
        }
        Ok(_) => format!("{MANIFEST_SIGNATURE} is not that key's signature of manifest.json."),
        Err(words) => words,
    };
    Check { kind: CheckKind::ManifestSignature, state: CheckState::Fails, words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volumes_are_signed_by_one_key_or_none_of_them_is() {
        let [one, other] = [1, 2].map(|byte| Signature::Holds { key: PublicKey([byte; 32]) });
        let broken = Signature::Broken { key: PublicKey([1; 32]) };
        for same in [vec![], vec![one], vec![one, one, one], vec![Signature::Absent, Signature::Absent]] {
            assert_eq!(signers(&same), None, "{same:?}");
        }
        for mixed in
            [vec![one, other], vec![one, one, Signature::Absent], vec![Signature::Absent, one], vec![one, broken]]
        {
            let check = signers(&mixed).expect("a check");
            assert_eq!((check.kind, check.state), (CheckKind::Together, CheckState::Fails), "{mixed:?}");
        }
    }
}
