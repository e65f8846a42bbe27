//! Keys that sign the packets of tests: each follows from one byte, so that the same packet has the same bytes.

use model::signing_key::PublicKey;
use ring::signature::{Ed25519KeyPair, KeyPair};

use super::*;

fn pair(seed: u8) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).expect("32 bytes are a seed")
}

/// A key of the tests.
pub fn key(seed: u8) -> PublicKey {
    PublicKey(pair(seed).public_key().as_ref().try_into().expect("32 bytes"))
}

/// The signature of a message by a key of the tests.
pub fn signature(seed: u8, message: &[u8]) -> [u8; 64] {
    pair(seed).sign(message).as_ref().try_into().expect("64 bytes")
}

/// Signs with the keys of the tests, and with no other.
pub struct Pen;

impl Signer for Pen {
    fn sign(&self, wanted: PublicKey, message: &[u8]) -> Result<[u8; 64], SignError> {
        let seed = (0..=u8::MAX).find(|seed| key(*seed) == wanted);
        seed.map(|seed| signature(seed, message)).ok_or_else(|| SignError { what: "there is no such key".to_owned() })
    }
}

/// The options of a packet that is signed by a key of the tests.
pub fn signed_options(profile: AudienceProfile, seed: u8) -> PacketOptions {
    PacketOptions { signed_by: Some(key(seed)), ..options(profile) }
}

const SEAL: &[u8] = b"%VouchsafeSeal 1 sha256=";
const SIGNATURE: &[u8] = b"%VouchsafeSignature 1 key=";

/// Where the last line that begins so stands, with its end.
fn line(bytes: &[u8], mark: &[u8]) -> Option<std::ops::Range<usize>> {
    let start = bytes.windows(mark.len()).rposition(|window| window == mark)?;
    let end = bytes[start..].iter().position(|byte| *byte == b'\n')?;
    Some(start..start + end + 1)
}

/// The file without the lines of seal and signature.
pub fn bare(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for mark in [SEAL, SIGNATURE] {
        if let Some(line) = line(&bytes, mark) {
            bytes.drain(line);
        }
    }
    bytes
}

/// The line with which a key of the tests signs a file that has neither line, worked out as the page of the format says.
pub fn signature_line(bare: &[u8], seed: u8) -> Vec<u8> {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let sha256 = hex(ring::digest::digest(&ring::digest::SHA256, bare).as_ref());
    let signature = hex(&signature(seed, format!("VouchsafeSignature 1 sha256={sha256}\n").as_bytes()));
    format!("%VouchsafeSignature 1 key={} ed25519={signature}\n", key(seed)).into_bytes()
}

/// The line of the signature as it stands in a file.
pub fn kept_line(bytes: &[u8]) -> Vec<u8> {
    bytes[line(bytes, SIGNATURE).expect("a signature")].to_vec()
}

/// A file that has neither line, with these lines before its end and a seal, as anybody can put one.
pub fn sealed(bare: &[u8], lines: &[u8]) -> Vec<u8> {
    let end = bare.windows(9).rposition(|window| window == b"startxref").expect("an end");
    let zeros = [SEAL, &[b'0'; 64], b"\n"].concat();
    let mut bytes = [&bare[..end], lines, &zeros, &bare[end..]].concat();
    let sha256 = digest(&bytes).to_string();
    let place = end + lines.len() + SEAL.len();
    bytes[place..place + 64].copy_from_slice(sha256.as_bytes());
    bytes
}
