//! How large the volumes of a packet may become. Puts nothing into any of them.

use serde::{Deserialize, Serialize};

use super::PacketForm;
use crate::invalid::Invalid;

/// How much one volume of a packet holds, at most: what its making takes of memory follows from that. An exhibit is never
/// parted, so one that alone has more gets a volume of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct VolumeLimits {
    /// Pages of exhibits; those of the report don't count.
    pub pages: u32,
    /// Bytes of attached originals, and in a binder copy of the pages taken out of them.
    pub bytes: u64,
}

impl Default for VolumeLimits {
    fn default() -> Self {
        Self { pages: 50, bytes: 100_000_000 }
    }
}

impl VolumeLimits {
    /// What a volume holds where nobody says otherwise. Own pages of documents are copied, which takes a tenth of the memory
    /// that pictures of pages do.
    pub fn usual(form: PacketForm) -> Self {
        match form {
            PacketForm::Archive => Self::default(),
            PacketForm::Binder => Self { pages: 500, ..Self::default() },
        }
    }

    /// Refuses a volume that could hold nothing.
    pub(super) fn check(self) -> Result<(), Invalid> {
        Invalid::unless(self.pages > 0 && self.bytes > 0, "volume", "a volume holds a page and a byte at least")
    }
}
