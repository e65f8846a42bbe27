//! Hands a packet its originals: byte for byte from the vault, and as pages through the confined reading process.

use std::cell::RefCell;
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use model::evidence::EvidenceFile;
use model::exhibit::{NotShown, ShowLimits, Shown};
use model::packet::{ExhibitError, Exhibits};
use vault::Originals;

use crate::failure::Failure;

/// The originals of a vault as they stood when the export began.
pub(super) struct VaultExhibits {
    originals: Mutex<Originals>,
    reader: document::Reader,
    failed: RefCell<Option<Failure>>,
}

impl VaultExhibits {
    pub(super) fn new(originals: Originals, program: PathBuf) -> Self {
        Self { originals: Mutex::new(originals), reader: document::Reader::new(program), failed: RefCell::new(None) }
    }

    /// The failure that stopped the export, more exactly than the packet knows it.
    pub(super) fn failure(&self) -> Option<Failure> {
        self.failed.borrow_mut().take()
    }

    fn write(&self, file: &EvidenceFile, to: &mut dyn Write) -> Result<(), vault::Error> {
        self.originals.lock().unwrap_or_else(PoisonError::into_inner).original(file.id, to)
    }

    fn failed(&self, failure: Failure) -> ExhibitError {
        let what = failure.message.clone();
        *self.failed.borrow_mut() = Some(failure);
        ExhibitError { what, source: None }
    }

    /// Reads the document in the child while another thread hands it its bytes, so that neither holds it whole.
    fn read(&self, file: &EvidenceFile, limits: &ShowLimits) -> Result<Result<Shown, NotShown>, Failure> {
        let (mut from, mut to) = std::io::pipe().map_err(Failure::bug)?;
        let originals = &self.originals;
        std::thread::scope(|scope| {
            let fed = scope
                .spawn(move || originals.lock().unwrap_or_else(PoisonError::into_inner).original(file.id, &mut to));
            let read = self.reader.read(file.file_type, &file.name, &mut from, file.size, limits);
            drop(from);
            let fed = fed.join().map_err(|_| Failure::bug("reading an original ended in a panic"))?;
            match (read, fed) {
                // A child that has seen enough closes its end early: not a failure of the vault.
                (Ok(shown), Ok(()) | Err(vault::Error::Io { .. })) => Ok(shown),
                (_, Err(error)) => Err(error.into()),
                (Err(error), Ok(())) => Err(Failure::bug(error)),
            }
        })
    }
}

impl Exhibits for VaultExhibits {
    fn shown(&self, file: &EvidenceFile, limits: &ShowLimits) -> Result<Result<Shown, NotShown>, ExhibitError> {
        self.read(file, limits).map_err(|failure| self.failed(failure))
    }

    fn original(&self, file: &EvidenceFile, to: &mut dyn Write) -> Result<(), ExhibitError> {
        self.write(file, to).map_err(|error| self.failed(error.into()))
    }
}
