//! The entries of an archive: what its list says of each, and why one isn't unpacked. Never holds their bytes.

use super::{ENTRY_BYTES, UNPACKED_BYTES};
use model::exhibit::NotShown;
use serde::{Deserialize, Serialize};

/// Bytes of an entry's name, at most.
pub(crate) const NAME_BYTES: usize = 4_096;
/// How many times its packed size an entry may unpack to, where it is large: what is made by people and their systems
/// stays far below, and DEFLATE itself ends near 1,032.
const RATIO: u64 = 300;
/// Bytes up to which an entry may unpack by any ratio.
const SMALL_BYTES: u64 = 32 << 20;

/// A file in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the archive's own list.
    pub(super) index: u32,
    pub(super) head: Head,
}

impl Entry {
    /// Its path within the archive, as the archive has it: never one on this machine.
    pub fn name(&self) -> &str {
        &self.head.name
    }

    /// Bytes to which it unpacks, as it states.
    pub const fn size(&self) -> u64 {
        self.head.size
    }

    /// Why it can't be unpacked, where that is known beforehand.
    pub const fn trouble(&self) -> Option<NotUnpacked> {
        self.head.trouble
    }
}

/// Why an entry isn't unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum NotUnpacked {
    /// It needs a password.
    #[error("it is locked with a password")]
    Locked,
    /// It leads elsewhere.
    #[error("it is a link to another file")]
    Link,
    /// Packed in another way than those that are read.
    #[error("it is packed in a way that is not read; pack it anew as an ordinary ZIP archive")]
    Method,
    /// Its name is too long.
    #[error("its name is longer than 4,096 bytes")]
    Name,
    /// It is too large.
    #[error("it unpacks to {size} bytes; at most 2 GiB are taken in from an archive")]
    TooLarge {
        /// Bytes that it states.
        size: u64,
    },
    /// It unpacks to far more than its packed size lets expect.
    #[error("it unpacks to {size} bytes from {packed}, as only an archive does that is made to do harm")]
    Swollen {
        /// Bytes that it states.
        size: u64,
        /// Bytes as it is packed.
        packed: u64,
    },
}

/// What the list of an archive says of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Head {
    pub(crate) name: String,
    pub(crate) size: u64,
    pub(crate) packed: u64,
    /// Its checksum, by which one list is told from another.
    pub(crate) sum: u32,
    pub(crate) folder: bool,
    pub(crate) trouble: Option<NotUnpacked>,
}

impl Head {
    /// The head with what its numbers say against it.
    fn judged(self) -> Self {
        let Self { size, packed, .. } = self;
        let swollen = size > SMALL_BYTES && size / RATIO > packed;
        let numbers = if swollen {
            Some(NotUnpacked::Swollen { size, packed })
        } else if size > ENTRY_BYTES {
            Some(NotUnpacked::TooLarge { size })
        } else {
            None
        };
        Self { trouble: self.trouble.or(numbers), ..self }
    }

    /// Whether a list that is read again says the same.
    pub(super) fn is_still(&self, other: Self) -> bool {
        *self == other.judged()
    }
}

/// The files among the entries of an archive of `size` bytes.
///
/// # Errors
/// What no archive holds that was packed in good faith, or more than is unpacked.
pub(super) fn listed(heads: Vec<Head>, size: u64) -> Result<Vec<Entry>, NotShown> {
    if heads.iter().any(|head| head.name.len() > NAME_BYTES) {
        return Err(NotShown::Unsafe("its reader sent a name longer than allowed".into()));
    }
    let sum = |of: fn(&Head) -> u64| heads.iter().map(of).fold(0, u64::saturating_add);
    if sum(|head| head.packed) > size {
        return Err(NotShown::Unsafe("its entries lie over each other".into()));
    }
    let unpacked = sum(|head| head.size);
    if unpacked > UNPACKED_BYTES {
        return Err(NotShown::Unsafe(format!("it unpacks to {unpacked} bytes; at most 16 GiB are taken in")));
    }
    let files = (0..).zip(heads).filter(|(_, head)| !head.folder);
    Ok(files.map(|(index, head)| Entry { index, head: head.judged() }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(name: &str, size: u64, packed: u64) -> Head {
        Head { name: name.into(), size, packed, sum: 0, folder: name.ends_with('/'), trouble: None }
    }

    fn trouble(size: u64, packed: u64) -> Option<NotUnpacked> {
        listed(vec![head("a", size, packed)], u64::MAX).unwrap()[0].trouble()
    }

    #[test]
    fn folders_are_left_out_and_places_kept() {
        let entries = listed(vec![head("a/", 0, 0), head("a/b", 3, 2)], 10).unwrap();
        assert_eq!(entries.iter().map(|entry| (entry.index, entry.name())).collect::<Vec<_>>(), [(1, "a/b")]);
    }

    #[test]
    fn numbers_speak_against_an_entry() {
        assert_eq!(trouble(SMALL_BYTES, 1), None);
        assert_eq!(trouble(SMALL_BYTES + 1, 1), Some(NotUnpacked::Swollen { size: SMALL_BYTES + 1, packed: 1 }));
        assert_eq!(trouble(ENTRY_BYTES, ENTRY_BYTES / RATIO), None);
        assert_eq!(trouble(ENTRY_BYTES + 1, 1 << 30), Some(NotUnpacked::TooLarge { size: ENTRY_BYTES + 1 }));
    }

    #[test]
    fn an_archive_is_refused_for_what_it_states_in_all() {
        let reason = |heads: Vec<Head>, size| match listed(heads, size) {
            Err(NotShown::Unsafe(reason)) => reason,
            other => panic!("{other:?}"),
        };
        assert!(reason(vec![head("a", 9, 6), head("b", 9, 6)], 11).contains("over each other"));
        let many = (0..9).map(|at| head(&at.to_string(), ENTRY_BYTES, 1 << 20)).collect();
        assert!(reason(many, u64::MAX).contains("16 GiB"));
        assert!(reason(vec![head("a", u64::MAX, 1), head("b", u64::MAX, 1)], 9).contains("bytes"));
        assert!(reason(vec![head(&"n".repeat(NAME_BYTES + 1), 1, 1)], 9).contains("name"));
    }
}
