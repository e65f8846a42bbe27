//! Secrets in requests: they can be read from a request but never written into a response, never print, and are wiped.

use serde::{Deserialize, Deserializer};
use zeroize::Zeroizing;

/// A passphrase or recovery code as the person typed it.
#[derive(ts_rs::TS)]
#[ts(type = "string")]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// A secret from text; the caller's text must be wiped by the caller.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// Whether both are the same text, for a passphrase typed twice.
    pub fn same_as(&self, other: &Self) -> bool {
        *self.0 == *other.0
    }

    /// As a passphrase of a vault.
    pub(crate) fn passphrase(&self) -> vault::Passphrase {
        vault::Passphrase::new((*self.0).clone())
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}
