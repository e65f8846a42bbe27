//! Passphrases and the cost of turning one into a key. A passphrase is wiped when dropped and can't be printed or
//! serialized; a cost below the floor can't be made outside tests.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use serde::{Deserialize, Deserializer};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

use crate::error::{Error, Result};
use crate::key::{KeyBytes, WrappingKey, random};
use crate::recovery::ALPHABET;

/// Symbols of a passphrase that is made here, five random bits each: a hundred in all.
const MADE_SYMBOLS: usize = 20;
/// Symbols between two hyphens.
const MADE_GROUP: usize = 4;

/// A passphrase, in Unicode normalization form C, so that it opens the vault whichever keyboard typed it.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes a passphrase over and wipes the text that it came in. Nothing is trimmed.
    pub fn new(text: String) -> Self {
        let text = Zeroizing::new(text);
        // Form C takes at most three times the bytes (UAX #15), so the text never grows and leaves no copy behind.
        let mut composed = Zeroizing::new(String::with_capacity(3 * text.len()));
        composed.extend(text.nfc());
        Self(composed)
    }

    /// The text of a new passphrase from the operating system's generator, to be told to somebody else: 100 random bits as
    /// five groups of four symbols, none of which is taken for another.
    ///
    /// # Errors
    /// [`Error::Random`].
    pub fn made() -> Result<Zeroizing<String>> {
        let bytes = Zeroizing::new(random::<MADE_SYMBOLS>()?);
        let mut text = Zeroizing::new(String::with_capacity(MADE_SYMBOLS + MADE_SYMBOLS / MADE_GROUP));
        for (at, byte) in bytes.iter().enumerate() {
            if at > 0 && at % MADE_GROUP == 0 {
                text.push('-');
            }
            text.push(ALPHABET[usize::from(byte & 31)].into());
        }
        Ok(text)
    }

    /// Number of characters, for the rules on new passphrases.
    pub fn char_count(&self) -> usize {
        self.0.chars().count()
    }

    /// Argon2id of the passphrase. Takes as long and as much memory as `cost` says.
    ///
    /// # Errors
    /// [`Error::KdfCost`] if the memory for it isn't there.
    pub(crate) fn derive(&self, salt: &[u8; 32], cost: KdfCost) -> Result<WrappingKey> {
        let refused = |_| Error::KdfCost { rule: "the key derivation did not take these parameters" };
        let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).map_err(refused)?;
        let mut memory = Vec::new();
        memory
            .try_reserve_exact(params.block_count())
            .map_err(|_| Error::KdfCost { rule: "more memory than this machine has free" })?;
        memory.resize(params.block_count(), Block::default());
        let mut memory = Zeroizing::new(memory);
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        KeyBytes::filled(|key| argon2.hash_password_into_with_memory(self.0.as_bytes(), salt, key, &mut memory[..]))
            .map(WrappingKey)
            .map_err(refused)
    }
}

impl From<String> for Passphrase {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl<'de> Deserialize<'de> for Passphrase {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

impl Zeroize for Passphrase {
    fn zeroize(&mut self) {
        self.0.zeroize();
    }
}

/// What one guess at a passphrase costs: Argon2id's parameters, within fixed bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KdfCost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl KdfCost {
    /// Least memory, in KiB: 64 MiB.
    pub const MIN_MEMORY_KIB: u32 = 64 * 1024;
    /// Most memory, in KiB: 1 GiB. A header asking for more is refused before anything runs.
    pub const MAX_MEMORY_KIB: u32 = 1024 * 1024;
    /// Fewest passes.
    pub const MIN_PASSES: u32 = 3;
    /// Most passes.
    pub const MAX_PASSES: u32 = 10;
    /// The usual cost: 64 MiB, 3 passes, 1 lane; about a quarter of a second.
    pub const USUAL: Self = Self { memory_kib: Self::MIN_MEMORY_KIB, passes: Self::MIN_PASSES, lanes: 1 };

    /// A cost of one's own, with one lane.
    ///
    /// # Errors
    /// [`Error::KdfCost`] outside the bounds.
    pub fn new(memory_kib: u32, passes: u32) -> Result<Self> {
        let floor = (Self::MIN_MEMORY_KIB, Self::MIN_PASSES);
        Self { memory_kib, passes, lanes: 1 }.within(floor)
    }

    /// Memory in KiB.
    pub fn memory_kib(self) -> u32 {
        self.memory_kib
    }

    /// Passes over the memory.
    pub fn passes(self) -> u32 {
        self.passes
    }

    /// Lanes; always 1 in this format.
    pub fn lanes(self) -> u32 {
        self.lanes
    }

    /// A cost found in a header, which may be hostile. Tests may read what tests may write.
    pub(crate) fn from_header(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self> {
        #[cfg(not(any(test, feature = "weak-kdf-for-tests")))]
        let floor = (Self::MIN_MEMORY_KIB, Self::MIN_PASSES);
        #[cfg(any(test, feature = "weak-kdf-for-tests"))]
        let floor = (WeakKdfCost::MEMORY_KIB, WeakKdfCost::PASSES);
        Self { memory_kib, passes, lanes }.within(floor)
    }

    fn within(self, (least_memory, least_passes): (u32, u32)) -> Result<Self> {
        let refuse = |rule| Err(Error::KdfCost { rule });
        match self {
            Self { memory_kib, .. } if memory_kib < least_memory => refuse("less than 64 MiB of memory"),
            Self { memory_kib, .. } if memory_kib > Self::MAX_MEMORY_KIB => refuse("more than 1 GiB of memory"),
            Self { passes, .. } if passes < least_passes => refuse("fewer than 3 passes"),
            Self { passes, .. } if passes > Self::MAX_PASSES => refuse("more than 10 passes"),
            Self { lanes, .. } if lanes != 1 => refuse("another number of lanes than 1"),
            allowed => Ok(allowed),
        }
    }
}

/// A cost that protects nothing and takes milliseconds, for tests.
#[cfg(any(test, feature = "weak-kdf-for-tests"))]
#[derive(Debug, Clone, Copy)]
pub struct WeakKdfCost;

#[cfg(any(test, feature = "weak-kdf-for-tests"))]
impl WeakKdfCost {
    const MEMORY_KIB: u32 = 8;
    const PASSES: u32 = 1;
}

#[cfg(any(test, feature = "weak-kdf-for-tests"))]
impl From<WeakKdfCost> for KdfCost {
    fn from(_: WeakKdfCost) -> Self {
        Self { memory_kib: WeakKdfCost::MEMORY_KIB, passes: WeakKdfCost::PASSES, lanes: 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bounds_hold() {
        assert!(KdfCost::new(64 * 1024, 3).is_ok());
        assert!(KdfCost::new(1024 * 1024, 10).is_ok());
        for (memory, passes) in [(64 * 1024 - 1, 3), (64 * 1024, 2), (1024 * 1024 + 1, 3), (64 * 1024, 11), (0, 0)] {
            assert!(matches!(KdfCost::new(memory, passes), Err(Error::KdfCost { .. })), "{memory} {passes}");
        }
        assert!(KdfCost::from_header(u32::MAX, 3, 1).is_err());
        assert!(KdfCost::from_header(64 * 1024, u32::MAX, 1).is_err());
        assert!(KdfCost::from_header(64 * 1024, 3, 2).is_err());
        assert!(KdfCost::from_header(64 * 1024, 3, 0).is_err());
    }

    #[test]
    fn a_passphrase_that_is_made_is_five_groups_of_symbols_and_never_the_same() {
        let made: std::collections::BTreeSet<String> =
            (0..200).map(|_| Passphrase::made().unwrap().to_string()).collect();
        assert_eq!(made.len(), 200);
        for text in &made {
            let groups: Vec<&str> = text.split('-').collect();
            assert_eq!(groups.iter().map(|group| group.len()).collect::<Vec<_>>(), [4; 5], "{text}");
            assert!(groups.concat().bytes().all(|byte| ALPHABET[..32].contains(&byte)), "{text}");
        }
    }

    #[test]
    fn composed_and_decomposed_letters_are_one_passphrase() {
        let salt = [3; 32];
        let key = |text: &str| {
            let passphrase = Passphrase::new(text.to_owned());
            *passphrase.derive(&salt, WeakKdfCost.into()).unwrap().0.expose()
        };
        assert_eq!(key("Zürich"), key("Zu\u{308}rich"));
        assert_ne!(key("Zürich"), key("Zurich"));
        assert_ne!(key("Zürich"), key("Zürich "));
        assert_eq!(Passphrase::new("u\u{308}".into()).char_count(), 1);
    }

    #[test]
    fn normalising_never_outgrows_the_room_reserved() {
        for text in ["\u{1d160}".repeat(50), "\u{fb2c}".repeat(50), "\u{0958}".repeat(50), "a".repeat(50)] {
            let reserved = 3 * text.len();
            assert!(text.nfc().collect::<String>().len() <= reserved);
        }
    }

    // RFC 9106 states no vector without a secret and associated data, so this one comes from the reference
    // command-line tool: `echo -n password | argon2 somesaltsomesaltsomesaltsomesalt -id -t 3 -k 65536 -p 1 -l 32 -r`.
    #[test]
    fn the_usual_cost_is_argon2id_of_the_reference() {
        let key = Passphrase::new("password".into()).derive(b"somesaltsomesaltsomesaltsomesalt", KdfCost::USUAL);
        let hex: String = key.unwrap().0.expose().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "ad8b7105e5c2d67fe27d3e05b42330933ae81bd4043ba86d3e639bcba381bed6");
    }
}
