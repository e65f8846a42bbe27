//! Keys that sign packets, as far as anybody may know them: the public half, its fingerprint, when it was made and when
//! another took its place. Never holds a private half, signs nothing and verifies no signature.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::evidence::Digest;
use crate::invalid::Invalid;
use crate::time::Instant;

/// What stands before the 32 bytes of an Ed25519 key in its DER form (RFC 8410).
const DER_HEAD: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
const PEM_BEGIN: &str = "-----BEGIN PUBLIC KEY-----";
const PEM_END: &str = "-----END PUBLIC KEY-----";
/// Characters of a fingerprint or a key as somebody hands it in, at most: some times what either has.
const MOST_TEXT: usize = 2_000;
/// Digits of a fingerprint that are read to somebody in one breath.
const GROUP: usize = 4;

/// The public half of an Ed25519 key: 32 bytes, written as 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct PublicKey(pub [u8; 32]);

impl PublicKey {
    /// The key as RFC 8410 writes it: what its fingerprint is taken of.
    pub fn der(&self) -> [u8; 44] {
        let mut der = [0; 44];
        der[..12].copy_from_slice(&DER_HEAD);
        der[12..].copy_from_slice(&self.0);
        der
    }

    /// The key as a text that other programs read, such as openssl.
    pub fn pem(&self) -> String {
        format!("{PEM_BEGIN}\n{}\n{PEM_END}\n", STANDARD.encode(self.der()))
    }

    /// The key in such a text, which may be anybody's.
    ///
    /// # Errors
    /// [`Invalid`] for anything that isn't one Ed25519 public key.
    pub fn from_pem(text: &str) -> Result<Self, Invalid> {
        let other = || Invalid::new("key", "must be one Ed25519 public key in PEM form");
        let short = Some(text).filter(|text| text.len() <= MOST_TEXT);
        let inner = short.and_then(|text| text.trim().strip_prefix(PEM_BEGIN)?.strip_suffix(PEM_END));
        let packed: String = inner.ok_or_else(other)?.split_whitespace().collect();
        let der = STANDARD.decode(packed).map_err(|_| other())?;
        let key = der.strip_prefix(&DER_HEAD).and_then(|key| key.try_into().ok());
        key.map(Self).ok_or_else(other)
    }

    /// What tells the key from every other one, short enough to be read to somebody.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint(Digest(Sha256::digest(self.der()).into()))
    }
}

impl std::fmt::Display for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(&Digest(self.0), f)
    }
}

impl From<PublicKey> for String {
    fn from(key: PublicKey) -> Self {
        key.to_string()
    }
}

impl TryFrom<String> for PublicKey {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        let digits = Digest::try_from(text);
        digits.map(|digest| Self(digest.0)).map_err(|invalid| Invalid { field: "key", ..invalid })
    }
}

/// The SHA-256 of a public key in its DER form: what `openssl pkey -pubin -in signing-key.pem -outform DER | sha256sum`
/// prints. Written as 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[ts(type = "string")]
pub struct Fingerprint(pub Digest);

impl Fingerprint {
    /// The digits in groups of four, as they are printed for two people to compare.
    pub fn grouped(&self) -> String {
        let digits = self.to_string();
        let groups = digits.as_bytes().chunks(GROUP).map(String::from_utf8_lossy);
        groups.collect::<Vec<_>>().join(" ")
    }

    /// Reads what somebody expects: the 64 digits of a fingerprint, of either case, in groups parted by blanks, colons or
    /// hyphens or in none; or a public key in PEM form.
    ///
    /// # Errors
    /// [`Invalid`] for anything else.
    pub fn read(text: &str) -> Result<Self, Invalid> {
        if text.contains(PEM_BEGIN) {
            return PublicKey::from_pem(text).map(|key| key.fingerprint());
        }
        let invalid =
            || Invalid::new("key", "must be a fingerprint of 64 hexadecimal digits, or a public key in PEM form");
        if text.len() > MOST_TEXT {
            return Err(invalid());
        }
        let parts = |c: &char| !(c.is_whitespace() || matches!(c, ':' | '-'));
        let digits: String = text.chars().filter(parts).map(|c| c.to_ascii_lowercase()).collect();
        Digest::try_from(digits).map(Self).map_err(|_| invalid())
    }
}

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(&self.0, f)
    }
}

/// A key with which a vault signs its packets, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SigningKey {
    /// Its public half.
    pub public_key: PublicKey,
    /// When it was made.
    pub made_at: Instant,
    /// By whom.
    pub made_by: String,
    /// When another took its place; none while none did.
    pub replaced: Option<Replaced>,
    /// Whether the vault has its private half. A copy that was given away has none of the keys that its vault had.
    pub signs: bool,
}

/// That a key signs no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Replaced {
    /// Since when.
    pub at: Instant,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The key of RFC 8410, section 10.1.
    const RFC: &str = "-----BEGIN PUBLIC KEY-----\n\
        MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n";
    const RFC_KEY: &str = "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1";

    #[test]
    fn a_key_is_written_as_others_read_it() {
        let key = PublicKey::from_pem(RFC).expect("a key");
        assert_eq!(key.to_string(), RFC_KEY);
        assert_eq!(key.pem(), RFC);
        assert_eq!(PublicKey::try_from(RFC_KEY.to_owned()), Ok(key));
        // Independently: openssl pkey -pubin -outform DER | sha256sum
        let fingerprint = "a1e9156054e04fac899ae9f275132cdc07a5dbc4ea2c2ad3a1ffc6e0d253681f";
        assert_eq!(key.fingerprint().to_string(), fingerprint);
        assert_eq!(key.fingerprint().grouped().replace(' ', ""), fingerprint);
        assert_eq!(key.fingerprint().grouped().split(' ').count(), 16);
    }

    #[test]
    fn what_is_expected_is_read_as_people_write_it() {
        let key = PublicKey::from_pem(RFC).expect("a key");
        let printed = key.fingerprint();
        let digits = printed.to_string();
        let colons: Vec<&str> = (0..32).map(|at| &digits[2 * at..2 * at + 2]).collect();
        for text in [
            digits.clone(),
            digits.to_uppercase(),
            printed.grouped(),
            format!("  {}\n", printed.grouped().replace(' ', "\n")),
            colons.join(":"),
            RFC.to_owned(),
            format!("\n{}  ", RFC.replace('\n', "\r\n")),
        ] {
            assert_eq!(Fingerprint::read(&text), Ok(printed), "{text}");
        }
        let body = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";
        for text in [
            String::new(),
            digits[1..].to_owned(),
            format!("{digits}0"),
            digits.replace(&digits[..1], "g"),
            "é".repeat(32),
            " ".repeat(3_000),
            RFC.replace("MCow", "MCox"),
            RFC.replace(body, &body[..56]),
            RFC.replace("PUBLIC", "PRIVATE"),
            format!("{RFC}{RFC}"),
            RFC.replace(body, &"A".repeat(4_000)),
        ] {
            assert!(Fingerprint::read(&text).is_err_and(|invalid| invalid.field == "key"), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_key_is_read_as_written(bytes: [u8; 32]) {
            let key = PublicKey(bytes);
            prop_assert_eq!(PublicKey::from_pem(&key.pem()), Ok(key));
            prop_assert_eq!(PublicKey::try_from(key.to_string()), Ok(key));
            prop_assert_eq!(Fingerprint::read(&key.fingerprint().grouped()), Ok(key.fingerprint()));
            prop_assert_eq!(serde_json::to_value(key.fingerprint()).expect("a string"), key.fingerprint().to_string());
        }

        #[test]
        fn no_text_makes_the_readers_panic(text: String) {
            let _ = PublicKey::from_pem(&text);
            let _ = PublicKey::from_pem(&format!("{PEM_BEGIN}{text}{PEM_END}"));
            prop_assert!(Fingerprint::read(&text).is_err());
        }
    }
}
