//! How a packet comes by the originals of its exhibits. Reads none itself.

use std::io::Write;
use std::ops::ControlFlow;

use crate::evidence::EvidenceFile;
use crate::exhibit::{NotShown, ShowLimits, Shown};
use crate::own_pages::OwnPages;

/// What a packet asks of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// What of it can be shown.
    Shown,
    /// Its own pages, of a PDF for a binder copy.
    OwnPages,
}

/// What it gets.
pub enum Given {
    /// What of a file can be shown.
    Shown(Shown),
    /// Its own pages.
    OwnPages(Box<OwnPages>),
}

/// Takes what was asked of one of several files, with its place among them; breaking ends the reading.
pub type Take<'a> = dyn FnMut(usize, Result<Given, NotShown>) -> ControlFlow<()> + 'a;

/// Hands out the originals of a packet.
pub trait Exhibits {
    /// What of a file can be shown. The inner error is an ordinary result: the packet puts a slip sheet with the reason.
    fn shown(&self, file: &EvidenceFile, limits: &ShowLimits) -> Result<Result<Shown, NotShown>, ExhibitError>;

    /// The own pages of a file that is a PDF, for a binder copy. The inner error is an ordinary result, as of
    /// [`Exhibits::shown`].
    fn own_pages(&self, file: &EvidenceFile) -> Result<Result<OwnPages, NotShown>, ExhibitError>;

    /// The one or the other.
    ///
    /// # Errors
    /// As of these.
    fn given(
        &self,
        asked: Asked,
        file: &EvidenceFile,
        limits: &ShowLimits,
    ) -> Result<Result<Given, NotShown>, ExhibitError> {
        Ok(match asked {
            Asked::Shown => self.shown(file, limits)?.map(Given::Shown),
            Asked::OwnPages => self.own_pages(file)?.map(|own| Given::OwnPages(Box::new(own))),
        })
    }

    /// What is asked of each of several files, one after the other in their order. Who can read several at once reads a few
    /// ahead of the one that is taken, and no more, so that what is held stays bounded.
    ///
    /// # Errors
    /// As of [`Exhibits::given`], with the place of the file; none after it is taken.
    fn in_order(
        &self,
        files: &[(Asked, &EvidenceFile)],
        limits: &ShowLimits,
        take: &mut Take<'_>,
    ) -> Result<(), (usize, ExhibitError)> {
        for (place, (asked, file)) in files.iter().enumerate() {
            let given = self.given(*asked, file, limits).map_err(|error| (place, error))?;
            if take(place, given).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Writes the original, byte for byte, verified against its SHA-256.
    fn original(&self, file: &EvidenceFile, to: &mut dyn Write) -> Result<(), ExhibitError>;
}

/// Why an original can't be handed out at all: the packet isn't made.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct ExhibitError {
    /// What failed, without the file's content.
    pub what: String,
    /// Why.
    #[source]
    pub source: Option<Box<dyn std::error::Error + Send + Sync>>,
}
