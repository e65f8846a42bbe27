//! How large the volumes of a packet may become. Puts nothing into any of them.

use serde::{Deserialize, Serialize};

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
    /// Refuses a volume that could hold nothing.
    pub(super) fn check(self) -> Result<(), Invalid> {
        Invalid::unless(self.pages > 0 && self.bytes > 0, "volume", "a volume holds a page and a byte at least")
    }
}
