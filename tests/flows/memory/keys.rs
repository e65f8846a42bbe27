//! The keys of a vault, worked out from its header as `docs/vault-format.md` says, with a secret that opens it. Nothing of
//! the program is used: what is looked for can't be wrong in the same way.

use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ring::{digest, hkdf, pbkdf2};

use super::scan::Mark;

/// What opens a slot.
pub enum Opens {
    /// A passphrase in normalization form C.
    Passphrase(String),
    /// A recovery code as it is printed.
    Recovery(String),
    /// The 64 digits that a keyring keeps.
    Keyring(String),
}

/// The marks of all keys that one secret leads to. The name of each begins with `whose`.
pub fn marks(vault: &Path, opens: &Opens, whose: &str) -> Vec<Mark> {
    let header = std::fs::read(vault.join("header.a")).expect("the header");
    let (kind, secret) = match opens {
        Opens::Passphrase(text) => (1, text.as_bytes().to_vec()),
        Opens::Recovery(code) => (2, recovery_bytes(code).to_vec()),
        Opens::Keyring(text) => (3, from_hex(text)),
    };
    let (magic, id) = (&header[..8], &header[16..32]);
    let count = usize::from(u16::from_le_bytes([header[10], header[11]]));
    let slots = (0..count).map(|number| &header[80 + 136 * number..80 + 136 * (number + 1)]);
    let opened = slots.filter(|slot| slot[16] == kind).find_map(|slot| {
        let wrapping = match opens {
            Opens::Passphrase(_) => stretched(&secret, slot),
            Opens::Recovery(_) => derived(&secret, &slot[32..64], b"vouchsafe/1/slot-recovery"),
            Opens::Keyring(_) => derived(&secret, &slot[32..64], b"vouchsafe/1/slot-keyring"),
        };
        let bound = [magic, id, &slot[..64]].concat();
        let nonce = XNonce::try_from(&slot[64..88]).expect("24 bytes");
        let cipher = XChaCha20Poly1305::new_from_slice(&wrapping).expect("32 bytes");
        let key = cipher.decrypt(&nonce, Payload { msg: &slot[88..136], aad: &bound }).ok()?;
        Some((wrapping, key))
    });
    let (wrapping, key) = opened.expect("a slot opens with it");
    let subkey = |label: &[u8]| derived(&key, id, label);
    let database = subkey(b"vouchsafe/1/database");
    let salt = &std::fs::read(vault.join("vault.db")).expect("the records")[..16];
    let keys = [
        ("wrapping key", wrapping),
        ("vault key", key.clone()),
        ("key of the pages' codes", page_code_key(&database, salt)),
        ("database key", database),
        ("chunk key", subkey(b"vouchsafe/1/chunk-seal")),
        ("chunk id key", subkey(b"vouchsafe/1/chunk-id")),
        ("header key", subkey(b"vouchsafe/1/header-mac")),
        ("key that seals the signing key", subkey(b"vouchsafe/1/signing-key")),
    ];
    keys.iter().flat_map(|(name, key)| marks_of(&format!("{whose}: {name}"), key)).collect()
}

/// The marks of the private half of a signing key, and of what RFC 8032 makes of it before each signature.
pub fn signing_marks(seed: &[u8; 32]) -> Vec<Mark> {
    let expanded = digest::digest(&digest::SHA512, seed);
    let (scalar, prefix) = expanded.as_ref().split_at(32);
    let mut marks = marks_of("signing key", seed);
    marks.extend(marks_of("signing key's prefix", prefix));
    // Its first and its last byte lose bits.
    marks.push(Mark::new("signing key's number", &scalar[1..17]));
    marks
}

fn marks_of(name: &str, key: &[u8]) -> Vec<Mark> {
    vec![
        // Half a key: an expanded key for decrypting holds the halves apart.
        Mark::new(name, &key[..16]),
        Mark::new(format!("{name}, second half"), &key[16..]),
        Mark::new(format!("{name} in digits"), hex(key)),
        Mark::new(format!("{name} in capital digits"), hex(key).to_uppercase()),
    ]
}

fn stretched(passphrase: &[u8], slot: &[u8]) -> Vec<u8> {
    let number = |at: usize| u32::from_le_bytes(slot[at..at + 4].try_into().expect("4 bytes"));
    let params = Params::new(number(20), number(24), number(28), Some(32)).expect("a cost");
    let mut key = vec![0; 32];
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into(passphrase, &slot[32..64], &mut key).expect("derives");
    key
}

fn derived(secret: &[u8], salt: &[u8], info: &[u8]) -> Vec<u8> {
    let mut key = vec![0; 32];
    let extracted = hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(secret);
    let info = [info];
    let expanded = extracted.expand(&info, hkdf::HKDF_SHA256).expect("32 bytes are few");
    expanded.fill(&mut key).expect("32 bytes");
    key
}

/// SQLCipher's key for the authentication codes of pages: PBKDF2-HMAC-SHA512, two rounds, of the raw key, under the salt
/// of the file with each byte changed by 0x3a.
fn page_code_key(database: &[u8], salt: &[u8]) -> Vec<u8> {
    let salt: Vec<u8> = salt.iter().map(|byte| byte ^ 0x3a).collect();
    let mut key = vec![0; 32];
    pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA512, 2.try_into().expect("not 0"), &salt, database, &mut key);
    key
}

/// The 20 bytes of a printed recovery code.
pub fn recovery_bytes(code: &str) -> [u8; 20] {
    const SYMBOLS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let values = code.chars().filter(|symbol| *symbol != '-').take(32);
    let values: Vec<u64> = values.map(|symbol| SYMBOLS.find(symbol).expect("a symbol of a code") as u64).collect();
    let mut bytes = [0; 20];
    for (five, eight) in bytes.chunks_exact_mut(5).zip(values.chunks_exact(8)) {
        let bits = eight.iter().fold(0_u64, |bits, value| (bits << 5) | value);
        five.copy_from_slice(&bits.to_be_bytes()[3..]);
    }
    bytes
}

/// Bytes as digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Digits as bytes.
pub fn from_hex(text: &str) -> Vec<u8> {
    let pairs = text.trim().as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).expect("digits"), 16).expect("digits")).collect()
}
