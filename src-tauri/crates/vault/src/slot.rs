//! One slot of the header: the vault key wrapped by what a person knows or a machine keeps. Decides a wrong
//! passphrase by the wrap's authentication tag and by nothing else.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Result};
use crate::header::MAGIC;
use crate::key::{VaultId, VaultKey, WRAP_NONCE_LEN, WRAPPED_LEN, WrappingKey, random};
use crate::keyring::KeyringSecret;
use crate::passphrase::{KdfCost, Passphrase};
use crate::recovery::RecoveryCode;

/// Bytes of a slot in the header.
pub(crate) const SLOT_LEN: usize = BOUND_LEN + WRAP_NONCE_LEN + WRAPPED_LEN;
/// Bytes of a slot that are authenticated with its wrap: all before the nonce.
const BOUND_LEN: usize = 64;
/// The version of the slot's own layout, apart from the header's: a newer header may carry older slots over,
/// since only their secrets' owners could wrap them anew.
const SLOT_VERSION: u16 = 1;
/// Argon2id, version 0x13.
const ARGON2ID: u8 = 1;
/// HKDF-SHA256 of a secret that is random already.
const HKDF_SHA256: u8 = 2;

/// What opens a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SlotKind {
    /// A passphrase that somebody knows.
    Passphrase,
    /// A recovery code on paper.
    Recovery,
    /// A random secret in the keyring of one machine: it opens the vault for whoever is logged in there.
    Keyring,
}

impl SlotKind {
    fn code(self) -> u8 {
        match self {
            Self::Passphrase => 1,
            Self::Recovery => 2,
            Self::Keyring => 3,
        }
    }

    fn from_code(code: u8) -> Option<Self> {
        [Self::Passphrase, Self::Recovery, Self::Keyring].into_iter().find(|kind| kind.code() == code)
    }
}

/// Names a slot; random, no secret. Shown as 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SlotId([u8; 16]);

impl SlotId {
    /// The id's bytes, for what is authenticated with it.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for SlotId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl FromStr for SlotId {
    type Err = Error;

    /// Reads the 32 hexadecimal digits.
    fn from_str(text: &str) -> Result<Self> {
        let unknown = || Error::NotFound { what: "a slot of this id".to_owned() };
        if text.len() != 32 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(unknown());
        }
        u128::from_str_radix(text, 16).map(|id| Self(id.to_be_bytes())).map_err(|_| unknown())
    }
}

/// What can be said of a slot without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotSummary {
    /// The slot's id.
    pub id: SlotId,
    /// What opens it.
    pub kind: SlotKind,
    /// What a guess costs; only a passphrase has a cost.
    pub cost: Option<KdfCost>,
}

/// What a person, or the keyring of a machine, gives to unlock a vault.
#[derive(Clone, Copy)]
pub enum Secret<'a> {
    /// A passphrase.
    Passphrase(&'a Passphrase),
    /// A recovery code.
    Recovery(&'a RecoveryCode),
    /// What the keyring of this machine kept.
    Keyring(&'a KeyringSecret),
}

impl Secret<'_> {
    /// The error when no slot opens with this secret.
    pub(crate) fn wrong(&self) -> Error {
        match self {
            Self::Passphrase(_) => Error::WrongPassphrase,
            Self::Recovery(_) => Error::WrongRecoveryCode,
            Self::Keyring(_) => Error::WrongKeyringSecret,
        }
    }
}

/// What a new slot is made from.
#[derive(Clone, Copy)]
pub(crate) enum NewSecret<'a> {
    /// A passphrase, and what a guess at it shall cost.
    Passphrase(&'a Passphrase, KdfCost),
    /// A recovery code.
    Recovery(&'a RecoveryCode),
    /// What the keyring of a machine is to keep.
    Keyring(&'a KeyringSecret),
}

/// How a secret becomes a wrapping key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Derivation {
    Argon2id(KdfCost),
    HkdfSha256,
}

/// One slot as it stands in the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    id: SlotId,
    kind: SlotKind,
    derivation: Derivation,
    salt: [u8; 32],
    nonce: [u8; WRAP_NONCE_LEN],
    wrapped: [u8; WRAPPED_LEN],
}

impl Slot {
    /// Wraps the vault key for a secret, with a fresh id, salt and nonce.
    ///
    /// # Errors
    /// [`Error::Random`], [`Error::KdfCost`].
    pub(crate) fn seal(vault: VaultId, key: &VaultKey, secret: NewSecret<'_>) -> Result<Self> {
        let salt = random()?;
        let (kind, derivation, by) = match secret {
            NewSecret::Passphrase(passphrase, cost) => {
                (SlotKind::Passphrase, Derivation::Argon2id(cost), passphrase.derive(&salt, cost)?)
            }
            NewSecret::Recovery(code) => (SlotKind::Recovery, Derivation::HkdfSha256, code.derive(&salt)),
            NewSecret::Keyring(kept) => (SlotKind::Keyring, Derivation::HkdfSha256, kept.derive(&salt)),
        };
        let (id, nonce) = (SlotId(random()?), random()?);
        let mut slot = Self { id, kind, derivation, salt, nonce, wrapped: [0; WRAPPED_LEN] };
        slot.wrapped = key.wrap(&by, &nonce, &slot.additional(vault));
        Ok(slot)
    }

    /// The vault key, or `None` if this slot isn't for this secret: another kind, or the tag doesn't hold.
    ///
    /// # Errors
    /// [`Error::KdfCost`] if the memory that the derivation asks for isn't there.
    pub(crate) fn open(&self, vault: VaultId, secret: Secret<'_>) -> Result<Option<VaultKey>> {
        let by: WrappingKey = match (secret, self.kind, self.derivation) {
            (Secret::Passphrase(passphrase), SlotKind::Passphrase, Derivation::Argon2id(cost)) => {
                passphrase.derive(&self.salt, cost)?
            }
            (Secret::Recovery(code), SlotKind::Recovery, Derivation::HkdfSha256) => code.derive(&self.salt),
            (Secret::Keyring(kept), SlotKind::Keyring, Derivation::HkdfSha256) => kept.derive(&self.salt),
            _ => return Ok(None),
        };
        Ok(VaultKey::unwrap(&by, &self.nonce, &self.additional(vault), &self.wrapped))
    }

    /// The slot's id.
    pub(crate) fn id(&self) -> SlotId {
        self.id
    }

    /// Whether a person holds what opens it. What a keyring keeps goes with its machine.
    pub(crate) fn is_held_by_a_person(&self) -> bool {
        self.kind != SlotKind::Keyring
    }

    /// What may be shown of the slot.
    pub(crate) fn summary(&self) -> SlotSummary {
        let cost = match self.derivation {
            Derivation::Argon2id(cost) => Some(cost),
            Derivation::HkdfSha256 => None,
        };
        SlotSummary { id: self.id, kind: self.kind, cost }
    }

    /// Appends the slot's bytes.
    pub(crate) fn encode(&self, out: &mut Vec<u8>) {
        out.extend(self.bound_bytes());
        out.extend(self.nonce);
        out.extend(self.wrapped);
    }

    /// Reads a slot. The bytes may be hostile.
    ///
    /// # Errors
    /// [`Error::KdfCost`] for a cost out of bounds, [`Error::DamagedHeader`] for anything else that doesn't fit.
    pub(crate) fn decode(bytes: &[u8; SLOT_LEN]) -> Result<Self> {
        let number = |at: usize| u32::from_le_bytes(part(bytes, at));
        let kind = SlotKind::from_code(bytes[16]).ok_or(Error::DamagedHeader)?;
        if u16::from_le_bytes(part(bytes, 18)) != SLOT_VERSION {
            return Err(Error::DamagedHeader);
        }
        let (memory, passes, lanes) = (number(20), number(24), number(28));
        let derivation = match (kind, bytes[17]) {
            (SlotKind::Passphrase, ARGON2ID) => Derivation::Argon2id(KdfCost::from_header(memory, passes, lanes)?),
            (SlotKind::Recovery | SlotKind::Keyring, HKDF_SHA256) if (memory, passes, lanes) == (0, 0, 0) => {
                Derivation::HkdfSha256
            }
            _ => return Err(Error::DamagedHeader),
        };
        let (id, salt) = (SlotId(part(bytes, 0)), part(bytes, 32));
        Ok(Self { id, kind, derivation, salt, nonce: part(bytes, 64), wrapped: part(bytes, 88) })
    }

    /// What the wrap authenticates besides the key: magic, vault id, and all of the slot before its nonce.
    fn additional(&self, vault: VaultId) -> Vec<u8> {
        [&MAGIC[..], &vault.0, &self.bound_bytes()].concat()
    }

    fn bound_bytes(&self) -> [u8; BOUND_LEN] {
        let (code, [memory, passes, lanes]) = match self.derivation {
            Derivation::Argon2id(cost) => (ARGON2ID, [cost.memory_kib(), cost.passes(), cost.lanes()]),
            Derivation::HkdfSha256 => (HKDF_SHA256, [0; 3]),
        };
        let mut bytes = [0; BOUND_LEN];
        bytes[..16].copy_from_slice(&self.id.0);
        bytes[16] = self.kind.code();
        bytes[17] = code;
        bytes[18..20].copy_from_slice(&SLOT_VERSION.to_le_bytes());
        bytes[20..24].copy_from_slice(&memory.to_le_bytes());
        bytes[24..28].copy_from_slice(&passes.to_le_bytes());
        bytes[28..32].copy_from_slice(&lanes.to_le_bytes());
        bytes[32..].copy_from_slice(&self.salt);
        bytes
    }
}

/// `N` bytes of a slot; the places are constants within its fixed length.
fn part<const N: usize>(bytes: &[u8; SLOT_LEN], at: usize) -> [u8; N] {
    bytes[at..at + N].try_into().expect("the range has N bytes")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passphrase::WeakKdfCost;
    use proptest::prelude::*;

    const VAULT: VaultId = VaultId([9; 16]);

    fn sealed() -> (VaultKey, Passphrase, Slot) {
        let (key, passphrase) = (VaultKey::random().unwrap(), Passphrase::new("correct horse".into()));
        let slot = Slot::seal(VAULT, &key, NewSecret::Passphrase(&passphrase, WeakKdfCost.into())).unwrap();
        (key, passphrase, slot)
    }

    fn bytes_of(slot: &Slot) -> [u8; SLOT_LEN] {
        let mut bytes = Vec::new();
        slot.encode(&mut bytes);
        bytes.try_into().unwrap()
    }

    #[test]
    fn a_slot_opens_with_its_own_secret_in_its_own_vault() {
        let (key, passphrase, slot) = sealed();
        let opened = slot.open(VAULT, Secret::Passphrase(&passphrase)).unwrap().unwrap();
        assert_eq!(*opened.database_key(VAULT).pragma_value(), *key.database_key(VAULT).pragma_value());
        assert!(slot.open(VaultId([8; 16]), Secret::Passphrase(&passphrase)).unwrap().is_none());
        let other = Passphrase::new("correct horses".into());
        assert!(slot.open(VAULT, Secret::Passphrase(&other)).unwrap().is_none());
        let code = RecoveryCode::random().unwrap();
        assert!(slot.open(VAULT, Secret::Recovery(&code)).unwrap().is_none());
        let recovery = Slot::seal(VAULT, &key, NewSecret::Recovery(&code)).unwrap();
        assert!(recovery.open(VAULT, Secret::Recovery(&code)).unwrap().is_some());
        assert!(recovery.open(VAULT, Secret::Recovery(&RecoveryCode::random().unwrap())).unwrap().is_none());
        assert!(recovery.open(VAULT, Secret::Passphrase(&passphrase)).unwrap().is_none());
    }

    #[test]
    fn every_byte_of_a_slot_is_authenticated() {
        let (_, passphrase, slot) = sealed();
        let bytes = bytes_of(&slot);
        for place in 0..SLOT_LEN {
            let mut flipped = bytes;
            flipped[place] ^= 1;
            // A kind, version or cost that no slot has is refused by the reader; the rest by the tag.
            if let Ok(read) = Slot::decode(&flipped) {
                assert!(read.open(VAULT, Secret::Passphrase(&passphrase)).unwrap().is_none(), "byte {place}");
            }
        }
    }

    #[test]
    fn slots_are_read_as_written_and_ids_as_shown() {
        let (_, _, slot) = sealed();
        assert_eq!(Slot::decode(&bytes_of(&slot)).unwrap(), slot);
        assert_eq!(slot.id().to_string().parse::<SlotId>().unwrap(), slot.id());
        for text in ["", "+0000000000000000000000000000000", "zz", "00"] {
            assert!(text.parse::<SlotId>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_cost_out_of_bounds_is_refused_unread() {
        let (_, _, slot) = sealed();
        for (at, value) in [(20, u32::MAX), (20, 1024 * 1024 + 1), (20, 0), (24, 11), (24, 0), (28, 0), (28, 2)] {
            let mut bytes = bytes_of(&slot);
            bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
            assert!(matches!(Slot::decode(&bytes), Err(Error::KdfCost { .. })), "{at} {value}");
        }
    }

    #[test]
    fn a_keyring_slot_opens_with_its_own_secret_alone_and_as_its_own_kind() {
        let (key, passphrase, _) = sealed();
        let (kept, other) = (KeyringSecret::random().unwrap(), KeyringSecret::random().unwrap());
        let slot = Slot::seal(VAULT, &key, NewSecret::Keyring(&kept)).unwrap();
        assert_eq!(slot.summary(), SlotSummary { id: slot.id(), kind: SlotKind::Keyring, cost: None });
        let read = Slot::decode(&bytes_of(&slot)).unwrap();
        assert_eq!(read, slot);
        let opened = read.open(VAULT, Secret::Keyring(&kept)).unwrap().unwrap();
        assert_eq!(*opened.database_key(VAULT).pragma_value(), *key.database_key(VAULT).pragma_value());
        assert!(read.open(VaultId([8; 16]), Secret::Keyring(&kept)).unwrap().is_none());
        assert!(read.open(VAULT, Secret::Keyring(&other)).unwrap().is_none());
        assert!(read.open(VAULT, Secret::Passphrase(&passphrase)).unwrap().is_none());
        // The kind is authenticated, and each has a label of its own: neither passes for the other.
        let mut bytes = bytes_of(&slot);
        bytes[16] = SlotKind::Recovery.code();
        let code = RecoveryCode::random().unwrap();
        assert!(Slot::decode(&bytes).unwrap().open(VAULT, Secret::Recovery(&code)).unwrap().is_none());
        let recovery = Slot::seal(VAULT, &key, NewSecret::Recovery(&code)).unwrap();
        assert!(recovery.open(VAULT, Secret::Keyring(&kept)).unwrap().is_none());
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), SLOT_LEN)) {
            let bytes: [u8; SLOT_LEN] = bytes.try_into().unwrap();
            if let Ok(slot) = Slot::decode(&bytes) {
                prop_assert_eq!(bytes_of(&slot), bytes);
            }
        }
    }
}
