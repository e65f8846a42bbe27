//! A packet as somebody hands it in to be checked.

use packet::seal::{Seal, check};
use packet::signature::{self, Signature};
use packet::{CheckKind, CheckState, Manifest, verify};

/// A file that is said to be a packet. Checking it never fails; a seal that holds holds no more once a bit is flipped, and
/// the whole holds only with its seal; a manifest that is read is written as one that is read as the same.
///
/// # Panics
/// Where that doesn't hold.
pub fn packet(input: &[u8]) {
    // It is checked in a confined process, whose panics are its answer.
    let Ok(verified) = document::door::contained(|| Ok(verify(input))) else { return };
    let sealed = check(input);
    let holds = matches!(sealed, Seal::Holds { .. });
    let first = verified.checks.first().expect("the seal is checked");
    assert!(first.kind == CheckKind::Seal && (first.state == CheckState::Holds) == holds, "the seal is checked first");
    assert!(!verified.holds() || (holds && verified.manifest.is_some()), "a file holds without its seal and manifest");
    let second = verified.checks.get(1).expect("the signature is checked");
    let signature = match signature::check(input) {
        Signature::Holds { .. } => CheckState::Holds,
        Signature::Absent => CheckState::NotChecked,
        Signature::Broken { .. } | Signature::Weak { .. } | Signature::Malformed => CheckState::Fails,
    };
    let told = second.kind == CheckKind::Signature && second.state == signature;
    assert!(told, "the signature is checked second, by the bytes alone");
    let named = verified.manifest.as_ref().is_some_and(|manifest| manifest.signing_key.is_some());
    let agrees = !verified.holds() || named == (signature == CheckState::Holds);
    assert!(agrees, "a file holds whose manifest and signature don't agree on whether it is signed");
    if holds {
        let mut flipped = input.to_vec();
        let at = input.iter().fold(0usize, |sum, byte| sum.wrapping_mul(31).wrapping_add((*byte).into())) % input.len();
        flipped[at] ^= 1 << (at % 8);
        assert!(!matches!(check(&flipped), Seal::Holds { .. }), "a seal holds with byte {at} changed");
    }
    if let Some(manifest) = &verified.manifest {
        let written = serde_json::to_vec(manifest).expect("a manifest serializes");
        let again: Manifest = serde_json::from_slice(&written).expect("a manifest is read as written");
        assert_eq!(again, *manifest, "a manifest is read as written");
    }
}
