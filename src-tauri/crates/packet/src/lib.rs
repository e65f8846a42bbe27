//! Packets: from one consistent read of the vault to a sealed PDF that proves itself, and the check of such a file
//! without any vault.
//!
//! **Invariant**: no vault, no clock, no file of its own. All content follows from the source, the options and the
//! exhibits; the same three give the same bytes. What an audience profile excludes is taken out before anything is
//! drawn.

mod archive;
mod assign;
mod audience;
mod binder;
mod context;
mod cure;
mod embedded;
mod exhibit;
mod face;
mod foreign;
mod job;
mod laid_volume;
mod letter;
mod log_extract;
mod manifest;
mod markdown;
mod open_point;
mod operation;
mod originals;
mod own;
mod pace;
mod picture;
mod preflight;
mod print;
mod recovery_sheet;
mod redacted;
pub mod seal;
mod section;
pub mod signature;
mod signed;
mod signing;
mod survey;
mod text_layer;
mod trial;
mod twin;
mod verify;
mod views;
mod volume_file;
mod volumes;

// The engagement on which the tests of single rules draw is that of the tests of whole packets.
#[cfg(test)]
extern crate self as packet;
#[cfg(test)]
#[path = "../tests/support/mod.rs"]
mod support;

pub use archive::{Rendered, Volume, VolumeSink, render};
pub use audience::part as part_words;
pub use letter::{Letter, letter};
pub use manifest::{
    FORMAT, FilePlace, KEY_NAME, MANIFEST_NAME, MANIFEST_SIGNATURE, Manifest, ManifestExhibit, ManifestFile,
    ManifestPoint, ManifestRedaction, VOLUMES_FORMAT,
};
pub use originals::digest_of;
pub use pace::with_pages;
pub use preflight::{Preflight, PreflightPoint, preflight};
pub use recovery_sheet::{RecoverySheet, recovery_sheet};
pub use signed::{line as signature_check, signers};
pub use twin::twin;
pub use typeset::Watch;
pub use verify::{Check, CheckKind, CheckState, MOST_BYTES, Verified, seal_check, verify};
pub use volume_file::{VOLUME_NAME, VolumeFile, VolumeTold, alone, together};

use std::ops::ControlFlow;

use model::packet::{ExhibitError, SignError, Step};

/// Told how far a packet has come; breaking cancels it.
pub type Tell<'a> = dyn FnMut(Step) -> ControlFlow<()> + 'a;

/// Passes progress on.
fn tell(progress: &mut Tell<'_>, step: Step) -> Result<(), Error> {
    match progress(step) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Error::Cancelled),
    }
}

/// Why a packet couldn't be made. An exhibit that can't be shown is no error: it becomes a slip sheet.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An original couldn't be handed out.
    #[error("the original {file} could not be read")]
    Exhibit {
        /// Its name in the packet.
        file: String,
        /// Why.
        #[source]
        source: ExhibitError,
    },
    /// An original isn't what the vault says it is.
    #[error("the original {file} does not have the SHA-256 that the vault names")]
    Altered {
        /// Its name in the packet.
        file: String,
    },
    /// The packet couldn't be laid out or doesn't meet its standards, though each exhibit alone does.
    #[error("the packet could not be typeset")]
    Typeset(#[from] typeset::Error),
    /// An exhibit takes other pages in its volume than it took alone, so that numbers printed for it would be wrong.
    #[error("the pages of {exhibit} came out differently when it was laid out again; try it once more")]
    Unsettled {
        /// Its number.
        exhibit: String,
    },
    /// The pages of a document couldn't be put into the packet: a fault of the program.
    #[error("the pages of a document could not be put into the packet: {0}")]
    Merge(&'static str),
    /// A thread couldn't be started.
    #[error("the system has no room for what makes the packet")]
    Thread(#[source] std::io::Error),
    /// A volume came out larger than one that can be verified.
    #[error(
        "volume {volume} would have {size} bytes, and one of more than 1 GiB can't be verified: lower the limit of attached \
         originals or that of a volume"
    )]
    TooLarge {
        /// Its number.
        volume: u32,
        /// Its length.
        size: u64,
    },
    /// The finished file doesn't end as a PDF must.
    #[error("the finished file can't be sealed: it does not end in startxref, a number and %%EOF")]
    Unsealable,
    /// The packet couldn't be signed.
    #[error("the packet could not be signed")]
    Sign(#[source] SignError),
    /// What was given as a signature isn't the one of the key that the packet names.
    #[error("the packet could not be signed: the signature is not that of its key")]
    OtherKey,
    /// A file of the packet couldn't be written as JSON.
    #[error("the {what} could not be written")]
    Encoding {
        /// Which file.
        what: &'static str,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// The caller asked to stop.
    #[error("cancelled")]
    Cancelled,
    /// A volume or an original beside it couldn't be put where the caller wants it.
    #[error("the packet could not be put in its place")]
    Sink(#[source] std::io::Error),
}
