//! Hands a packet its originals: byte for byte from the vault, and as pages through the confined reading process.

use std::io::Write;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use model::evidence::EvidenceFile;
use model::exhibit::{NotShown, ShowLimits, Shown};
use model::packet::{ExhibitError, Exhibits};

use crate::failure::Failure;
use crate::lent::Lent;

/// The originals of a vault as they stood when the export began.
pub(super) struct VaultExhibits {
    lent: Arc<Lent>,
    reader: document::Reader,
    failed: Mutex<Option<Failure>>,
}

impl VaultExhibits {
    pub(super) fn new(lent: Arc<Lent>, program: PathBuf) -> Self {
        Self { reader: lent.reader(program), lent, failed: Mutex::new(None) }
    }

    /// The failure that stopped the export, more exactly than the packet knows it.
    pub(super) fn failure(&self) -> Option<Failure> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn failed(&self, failure: Failure) -> ExhibitError {
        let what = failure.message.clone();
        *self.failed.lock().unwrap_or_else(PoisonError::into_inner) = Some(failure);
        ExhibitError { what, source: None }
    }
}

impl Exhibits for VaultExhibits {
    fn shown(&self, file: &EvidenceFile, limits: &ShowLimits) -> Result<Result<Shown, NotShown>, ExhibitError> {
        self.lent.shown(&self.reader, file, limits).map_err(|failure| self.failed(failure))
    }

    fn original(&self, file: &EvidenceFile, to: &mut dyn Write) -> Result<(), ExhibitError> {
        self.lent.write(file.id, to).map_err(|failure| self.failed(failure))
    }
}
