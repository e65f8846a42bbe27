//! The encrypted file: the only room with SQL and keys.
//!
//! **Invariant**: no PDF, no file formats, no Tauri, no user texts; no clock and no record ids (they are
//! arguments); no key, salt or nonce from anywhere but the operating system's generator.

mod access;
mod activity;
mod backup;
mod buffer;
mod check;
mod chunk;
mod database;
mod derived;
mod device;
#[cfg(feature = "doors-for-tests")]
#[doc(hidden)]
pub mod door;
mod error;
#[cfg(test)]
mod fixture;
mod fold;
mod folder;
#[cfg(test)]
mod format;
mod header;
mod heap;
mod history;
mod ingest;
mod key;
mod keyring;
mod lock;
mod look;
mod migrate;
pub mod packet_source;
mod page;
mod passphrase;
mod past;
mod purge;
mod recovery;
mod redaction;
mod rotate;
mod salvage;
mod saved_view;
mod search;
mod signing_key;
mod slot;
mod store;
mod table;
mod undo;
mod unsaved;
mod vault;
mod worker;

pub use access::{Reader, Writer};
pub use activity::{Body, Change};
pub use backup::{Copied, CopyKey, Snapshot};
pub use check::{Part, Problem, Report};
pub use chunk::ChunkId;
pub use derived::{ControlFigures, GapFigures, OccurrenceFigures};
pub use error::Error;
pub use history::PastChange;
pub use ingest::{Progress, Sealed};
pub use key::VaultId;
pub use keyring::{KeptHead, KeyringSecret};
pub use look::Look;
#[cfg(any(test, feature = "weak-kdf-for-tests"))]
pub use passphrase::WeakKdfCost;
pub use passphrase::{KdfCost, Passphrase};
pub use past::Past;
pub use purge::Purged;
pub use recovery::RecoveryCode;
pub use redaction::CoverSalt;
pub use rotate::{NewKey, NotTaken, Rotated, Rotation};
pub use salvage::{Salvaged, Salvaging};
pub use saved_view::{MOST_LAYOUT, MOST_VIEW_NAME, MOST_VIEWS, SavedView};
pub use search::SearchAsked;
pub use signing_key::SigningSecret;
pub use slot::{Secret, SlotId, SlotKind, SlotSummary};
pub use table::carried_line::CarriedLine;
pub use table::{InEngagement, Numbered, Table};
pub use unsaved::{MOST_PLACE, MOST_TEXT, MOST_UNSAVED, Unsaved};
pub use vault::{Condition, FixedSalts, Glance, Intake, NewVault, Originals, PutOff, Seen, Vault};
