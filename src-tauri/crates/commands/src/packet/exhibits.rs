//! Hands a packet its originals, byte for byte from the vault and as pages through the confined reading process, and the
//! signatures of the vault's key.

use std::collections::VecDeque;
use std::io::Write;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use model::evidence::EvidenceFile;
use model::exhibit::{NotShown, ShowLimits, Shown};
use model::own_pages::OwnPages;
use model::packet::{Asked, ExhibitError, Exhibits, SignError, Signer, Take};
use model::signing_key::PublicKey;

use crate::failure::Failure;
use crate::lent::Lent;
use crate::memory::on_wiped_stack;

/// Documents that are read at once, at most: a reader of a hostile one may take a gigabyte before it is ended.
const MOST_AT_ONCE: usize = 4;

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
        ExhibitError { what: self.keep(failure), source: None }
    }

    /// Keeps the failure; answers its message.
    fn keep(&self, failure: Failure) -> String {
        let what = failure.message.clone();
        *self.failed.lock().unwrap_or_else(PoisonError::into_inner) = Some(failure);
        what
    }
}

impl Signer for VaultExhibits {
    fn sign(&self, key: PublicKey, message: &[u8]) -> Result<[u8; 64], SignError> {
        self.lent.sign(key, message).map_err(|failure| SignError { what: self.keep(failure) })
    }
}

impl Exhibits for VaultExhibits {
    fn shown(&self, file: &EvidenceFile, limits: &ShowLimits) -> Result<Result<Shown, NotShown>, ExhibitError> {
        self.lent.shown(&self.reader, file, limits).map_err(|failure| self.failed(failure))
    }

    /// Each is read in a process of its own, so several at once take as many cores. After a break those that are being read
    /// come to their end first, which is at once where the originals were taken back, as they are when somebody cancels.
    fn in_order(
        &self,
        files: &[(Asked, &EvidenceFile)],
        limits: &ShowLimits,
        take: &mut Take<'_>,
    ) -> Result<(), (usize, ExhibitError)> {
        std::thread::scope(|scope| {
            let read = |(asked, file)| scope.spawn(move || on_wiped_stack(|| self.given(asked, file, limits)));
            let mut left = files.iter().copied();
            let mut ahead: VecDeque<_> = left.by_ref().take(at_once()).map(read).collect();
            let mut place = 0;
            while let Some(first) = ahead.pop_front() {
                let given = first.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                ahead.extend(left.next().map(read));
                if take(place, given.map_err(|error| (place, error))?).is_break() {
                    break;
                }
                place += 1;
            }
            Ok(())
        })
    }

    fn own_pages(&self, file: &EvidenceFile) -> Result<Result<OwnPages, NotShown>, ExhibitError> {
        self.lent.own_pages(&self.reader, file).map_err(|failure| self.failed(failure))
    }

    fn original(&self, file: &EvidenceFile, to: &mut dyn Write) -> Result<(), ExhibitError> {
        self.lent.write(file.id, to).map_err(|failure| self.failed(failure))
    }
}

/// How many documents are read at once on this machine.
fn at_once() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get).min(MOST_AT_ONCE)
}
