//! The vault's header: its id, the slots that open it, and the head of its activity log, authenticated as one.
//! Two copies lie in the folder; [`copies`] reads and unlocks them, [`write`] puts them down. Holds no client data.

pub(crate) mod copies;
#[cfg(feature = "doors-for-tests")]
pub(crate) mod door;
mod write;

use crate::error::{Error, Result};
use crate::key::{HeaderKey, VaultId, VaultKey};
use crate::slot::{NewSecret, SLOT_LEN, Secret, Slot, SlotId, SlotSummary};

/// The first bytes of every header, in every version: not text, and damaged by a transfer that takes it for text.
pub(crate) const MAGIC: [u8; 8] = *b"\x89VOUCH\r\n";
/// The newest format version that this program knows.
pub(crate) const VERSION: u16 = 1;
/// Slots that a header can hold.
pub(crate) const MAX_SLOTS: usize = 16;
/// Longest header of any version; more is never read.
pub(crate) const MAX_LEN: usize = 64 * 1024;

/// Bytes before the slots.
const FIXED_LEN: usize = 80;
/// Length of the MAC, and of the checksum behind it.
const SEAL_LEN: usize = 32;

/// The newest row of the activity log that the header vouches for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LogHead {
    /// Number of the row; 0 for an empty log.
    pub(crate) seq: u64,
    /// Hash of the row; zeros for an empty log.
    pub(crate) hash: [u8; 32],
}

impl LogHead {
    /// The head of a log without rows.
    pub(crate) const EMPTY: Self = Self { seq: 0, hash: [0; 32] };
}

/// A header, as both copies hold it. Changing one makes the next generation, which counts once it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    vault: VaultId,
    generation: u64,
    log: LogHead,
    slots: Vec<Slot>,
}

impl Header {
    /// A header for a new vault, with a new id and key and a slot for each secret.
    ///
    /// # Errors
    /// [`Error::LastSlot`] without a secret, [`Error::NoFreeSlot`] with too many, [`Error::Random`],
    /// [`Error::KdfCost`].
    pub(crate) fn create(secrets: &[NewSecret<'_>]) -> Result<(Self, VaultKey)> {
        let (vault, key) = (VaultId::random()?, VaultKey::random()?);
        let mut header = Self { vault, generation: 1, log: LogHead::EMPTY, slots: Vec::new() };
        for secret in secrets {
            header.push_slot(Slot::seal(vault, &key, *secret)?)?;
        }
        if header.slots.is_empty() { Err(Error::LastSlot) } else { Ok((header, key)) }
    }

    /// The next generation, with a slot more.
    ///
    /// To change a passphrase, write this first and [`Header::without_slot`] after it: a stop between leaves a
    /// vault that either opens.
    ///
    /// # Errors
    /// [`Error::NoFreeSlot`], [`Error::Random`], [`Error::KdfCost`].
    pub(crate) fn with_slot(&self, key: &VaultKey, secret: NewSecret<'_>) -> Result<(Self, SlotId)> {
        let slot = Slot::seal(self.vault, key, secret)?;
        let id = slot.id();
        let mut header = self.next()?;
        header.push_slot(slot)?;
        Ok((header, id))
    }

    /// The next generation, with a slot fewer. One whose secret a person holds always stays.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::LastSlot`].
    pub(crate) fn without_slot(&self, id: SlotId) -> Result<Self> {
        let mut header = self.next()?;
        header.slots.retain(|slot| slot.id() != id);
        if header.slots.len() == self.slots.len() {
            return Err(Error::NotFound { what: format!("slot {id}") });
        }
        if header.slots.iter().any(Slot::is_held_by_a_person) { Ok(header) } else { Err(Error::LastSlot) }
    }

    /// The next generation, vouching for this row of the log.
    ///
    /// # Errors
    /// [`Error::DamagedHeader`] if generations have run out, which no writing of ours can bring about.
    pub(crate) fn with_head(&self, log: LogHead) -> Result<Self> {
        Ok(Self { log, ..self.next()? })
    }

    /// The header of a copy of the vault: the same slots, vouching for this row, and newer than any of generation `after`.
    ///
    /// # Errors
    /// As [`Header::with_head`].
    pub(crate) fn of_copy(&self, log: LogHead, after: u64) -> Result<Self> {
        let generation = self.generation.max(after).checked_add(1).ok_or(Error::DamagedHeader)?;
        Ok(Self { generation, log, ..self.clone() })
    }

    /// The vault's id.
    pub(crate) fn vault(&self) -> VaultId {
        self.vault
    }

    /// How often the header has been written, creation included.
    pub(crate) fn generation(&self) -> u64 {
        self.generation
    }

    /// The row of the log that the header vouches for.
    pub(crate) fn log(&self) -> LogHead {
        self.log
    }

    /// What may be shown of the slots, in their order.
    pub(crate) fn slots(&self) -> Vec<SlotSummary> {
        self.slots.iter().map(Slot::summary).collect()
    }

    fn next(&self) -> Result<Self> {
        let generation = self.generation.checked_add(1).ok_or(Error::DamagedHeader)?;
        Ok(Self { generation, ..self.clone() })
    }

    fn push_slot(&mut self, slot: Slot) -> Result<()> {
        if self.slots.len() == MAX_SLOTS {
            return Err(Error::NoFreeSlot);
        }
        self.slots.push(slot);
        Ok(())
    }

    /// Whether a secret opens the same slots here as there: a slot is bound to its vault's id.
    fn has_slots_of(&self, other: &Self) -> bool {
        (self.vault, &self.slots) == (other.vault, &other.slots)
    }

    /// The vault key, if a slot opens with this secret.
    pub(crate) fn open(&self, secret: Secret<'_>) -> Result<Option<VaultKey>> {
        for slot in &self.slots {
            if let Some(key) = slot.open(self.vault, secret)? {
                return Ok(Some(key));
            }
        }
        Ok(None)
    }

    /// The header's bytes, with MAC and checksum.
    fn encode(&self, key: &HeaderKey) -> Vec<u8> {
        let length = FIXED_LEN + self.slots.len() * SLOT_LEN + 2 * SEAL_LEN;
        let mut bytes = Vec::with_capacity(length);
        bytes.extend(MAGIC);
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend((self.slots.len() as u16).to_le_bytes());
        bytes.extend((length as u32).to_le_bytes());
        bytes.extend(self.vault.0);
        bytes.extend(self.generation.to_le_bytes());
        bytes.extend(self.log.seq.to_le_bytes());
        bytes.extend(self.log.hash);
        self.slots.iter().for_each(|slot| slot.encode(&mut bytes));
        bytes.extend(key.sign(&bytes));
        bytes.extend(checksum(&bytes));
        bytes
    }

    /// Reads one copy whose bytes may be hostile. Sound means: of a version that is known, whole by its checksum,
    /// and in bounds; whether it is authentic only [`is_authentic`] can tell.
    ///
    /// # Errors
    /// [`Error::Newer`], [`Error::KdfCost`], [`Error::DamagedHeader`].
    fn decode(bytes: &[u8]) -> Result<Self> {
        let (body, found) = bytes.split_last_chunk::<SEAL_LEN>().ok_or(Error::DamagedHeader)?;
        // Magic, version and the checksum at the end stand at these places in every version, so that a newer header
        // is told from a damaged one.
        if !body.starts_with(&MAGIC) || bytes.len() > MAX_LEN || checksum(body) != *found {
            return Err(Error::DamagedHeader);
        }
        let version = u16::from_le_bytes(part(body, 8)?);
        if version > VERSION {
            return Err(Error::Newer { found: version.into(), known: VERSION.into() });
        }
        let count = usize::from(u16::from_le_bytes(part(body, 10)?));
        let length = FIXED_LEN + count * SLOT_LEN + 2 * SEAL_LEN;
        let stated = u32::from_le_bytes(part(body, 12)?) as usize;
        if version == 0 || !(1..=MAX_SLOTS).contains(&count) || stated != length || bytes.len() != length {
            return Err(Error::DamagedHeader);
        }
        let slots = body[FIXED_LEN..FIXED_LEN + count * SLOT_LEN]
            .as_chunks::<SLOT_LEN>()
            .0
            .iter()
            .map(Slot::decode)
            .collect::<Result<Vec<_>>>()?;
        let log = LogHead { seq: u64::from_le_bytes(part(body, 40)?), hash: part(body, 48)? };
        let generation = u64::from_le_bytes(part(body, 32)?);
        Ok(Self { vault: VaultId(part(body, 16)?), generation, log, slots })
    }
}

/// Whether a sound copy's MAC holds.
fn is_authentic(bytes: &[u8], key: &HeaderKey) -> bool {
    let sealed = bytes.len().checked_sub(2 * SEAL_LEN).and_then(|end| bytes.split_at_checked(end));
    sealed.is_some_and(|(message, seals)| key.holds(message, &seals[..SEAL_LEN]))
}

fn checksum(bytes: &[u8]) -> [u8; SEAL_LEN] {
    let digest = ring::digest::digest(&ring::digest::SHA256, bytes);
    digest.as_ref().try_into().expect("SHA-256 has 32 bytes")
}

fn part<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N]> {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).copied().ok_or(Error::DamagedHeader)
}

#[cfg(test)]
mod tests;
