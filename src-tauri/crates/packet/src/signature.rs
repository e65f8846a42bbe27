//! The signature: one line directly before the seal's that bears an Ed25519 key and its signature over the file without
//! these two lines. It shows that whoever holds the key's private half signed these bytes, and not who that is. Makes no
//! signature.

use model::signing_key::PublicKey;
use ring::digest::{Context, SHA256};
use ring::signature::{ED25519, UnparsedPublicKey};

use crate::seal::{self, to_hex};

/// What every such line begins with, whatever its version.
const NAME: &[u8] = b"%VouchsafeSignature";
const MARK: &[u8] = b"%VouchsafeSignature 1 key=";
const MIDDLE: &[u8] = b" ed25519=";
/// Characters of a key, and of a signature.
const KEY_HEX: usize = 64;
const SIGNATURE_HEX: usize = 128;
/// Length of the whole line with its end.
const LEN: usize = MARK.len() + KEY_HEX + MIDDLE.len() + SIGNATURE_HEX + 1;

/// The prime of the field over which Ed25519 works, 2^255 − 19, as keys write numbers: lowest byte first.
const PRIME: [u8; 32] = {
    let mut bytes = [0xff; 32];
    bytes[0] = 0xed;
    bytes[31] = 0x7f;
    bytes
};
/// The points of order 8, by the number that a key writes of them; the sign, which it keeps in the highest bit, apart.
const ORDER_EIGHT: [[u8; 32]; 2] = [
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5, 0xdf,
        0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a, 0x20,
        0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
    ],
];

/// What a file's signature says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signature {
    /// It holds: the private half of this key signed these bytes.
    Holds {
        /// The key.
        key: PublicKey,
    },
    /// It names this key, and isn't that key's signature of these bytes.
    Broken {
        /// The key.
        key: PublicKey,
    },
    /// It names a key for which anybody can make signatures, or one that isn't written in the one way in which it may be.
    Weak {
        /// The key.
        key: PublicKey,
    },
    /// Where it must be stands a line of another form, or there is more than one.
    Malformed,
    /// There is none where it must be.
    Absent,
}

/// A line as it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) key: PublicKey,
    pub(crate) signature: [u8; 64],
}

impl Line {
    /// The line with its end.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let (key, signature) = (self.key.to_string(), to_hex(&self.signature));
        [MARK, key.as_bytes(), MIDDLE, signature.as_bytes(), b"\n"].concat()
    }

    /// Reads a line with its end, which may be anybody's: only what [`Line::bytes`] gives is one.
    pub(crate) fn read(line: &[u8]) -> Option<Self> {
        if line.len() != LEN {
            return None;
        }
        let rest = line.strip_prefix(MARK)?;
        let (key, rest) = rest.split_at_checked(KEY_HEX)?;
        let (signature, end) = rest.strip_prefix(MIDDLE)?.split_at_checked(SIGNATURE_HEX)?;
        (end == b"\n").then_some(())?;
        Some(Self { key: PublicKey(from_hex(key)?), signature: from_hex(signature)? })
    }
}

/// Looks for the signature directly before the seal's line and verifies it. No offset that the file states is trusted, and
/// no line elsewhere in it counts, such as one in an attached file.
pub fn check(pdf: &[u8]) -> Signature {
    let Some(sealed) = seal::place(pdf) else { return Signature::Absent };
    let before = &pdf[..sealed.start];
    let start = last_line(before);
    let line = &before[start..];
    if !line.starts_with(NAME) {
        return Signature::Absent;
    }
    let previous = &before[last_line(&before[..start])..start];
    let read = Line::read(line).filter(|_| !previous.starts_with(NAME));
    let Some(Line { key, signature }) = read else { return Signature::Malformed };
    if is_weak(key) {
        return Signature::Weak { key };
    }
    let message = message(&before[..start], &pdf[sealed.end..]);
    if verifies(key, &message, &signature) { Signature::Holds { key } } else { Signature::Broken { key } }
}

/// What is signed of a file: a line that names the SHA-256 of all but the two lines, of what stands before them and of what
/// comes after.
pub(crate) fn message(before: &[u8], after: &[u8]) -> Vec<u8> {
    let mut context = Context::new(&SHA256);
    context.update(before);
    context.update(after);
    format!("VouchsafeSignature 1 sha256={}\n", to_hex(context.finish().as_ref())).into_bytes()
}

/// Whether a signature of a message is that of a key for which only its owner can make one. The library verifies without
/// the cofactor and takes only the one form of a signature; of keys it refuses none that is a point of the curve.
pub(crate) fn verifies(key: PublicKey, message: &[u8], signature: &[u8]) -> bool {
    !is_weak(key) && UnparsedPublicKey::new(&ED25519, key.0).verify(message, signature).is_ok()
}

/// Whether a key is a point of order 1, 2, 4 or 8, under which a signature of every message can be made without any secret;
/// or writes a number that isn't below the prime, so that the same key had another fingerprint.
fn is_weak(key: PublicKey) -> bool {
    let mut number = key.0;
    number[31] &= 0x7f;
    let small = |value: u8| number[0] == value && number[1..].iter().all(|byte| *byte == 0);
    let is_below = number.iter().rev().lt(PRIME.iter().rev());
    let is_last = number[0] == PRIME[0] - 1 && number[1..] == PRIME[1..];
    !is_below || is_last || small(0) || small(1) || ORDER_EIGHT.contains(&number)
}

/// Where the last line of `bytes`, which end with one, begins, however long it is.
fn last_line(bytes: &[u8]) -> usize {
    let inner = bytes.len().saturating_sub(1);
    bytes[..inner].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1)
}

/// Reads lower-case hexadecimal digits.
fn from_hex<const N: usize>(digits: &[u8]) -> Option<[u8; N]> {
    let value = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    let mut bytes = [0; N];
    if digits.len() != 2 * N {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = (value(pair[0])? << 4) | value(pair[1])?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests;
