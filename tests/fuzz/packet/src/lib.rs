//! Checking a packet: the files of the room `packet` that do so, without those that make one.
//!
//! **Invariant**: nothing here is written for fuzzing but this list.
#![allow(dead_code, reason = "parts of these files serve making a packet")]

#[path = "../../../../src-tauri/crates/packet/src/embedded.rs"]
mod embedded;
#[path = "../../../../src-tauri/crates/packet/src/log_extract.rs"]
mod log_extract;
#[path = "../../../../src-tauri/crates/packet/src/manifest.rs"]
mod manifest;
#[path = "../../../../src-tauri/crates/packet/src/seal.rs"]
pub mod seal;
#[path = "../../../../src-tauri/crates/packet/src/signature.rs"]
pub mod signature;
#[path = "../../../../src-tauri/crates/packet/src/signed.rs"]
mod signed;
#[path = "../../../../src-tauri/crates/packet/src/verify.rs"]
mod verify;
#[path = "../../../../src-tauri/crates/packet/src/volume_file.rs"]
mod volume_file;

pub use manifest::Manifest;
pub use verify::{CheckKind, CheckState, Verified, verify};

/// Why something can't be made, as these files say it.
#[derive(Debug)]
pub enum Error {
    /// The end of the file isn't a PDF's.
    Unsealable,
    /// It couldn't be written as JSON.
    Encoding {
        /// Which file.
        what: &'static str,
        /// Why.
        source: serde_json::Error,
    },
}

mod print {
    //! The words of the room's own that checking needs.

    pub(crate) fn capital(word: &str) -> String {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
    }

    pub(crate) fn list(words: &[String]) -> String {
        match words {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        }
    }
}
