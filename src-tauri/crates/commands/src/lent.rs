//! Originals, and the key that signs, lent to work that goes on beside the app: an export while it renders, a preview while
//! a confined process reads. Locking the vault takes them back, whoever still works with them.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use document::{Look, Reader, Seen, Stop};
use model::evidence::{Digest, EvidenceFile};
use model::exhibit::{NotShown, ShowLimits, Shown};
use model::id::FileId;
use model::own_pages::OwnPages;
use model::signing_key::PublicKey;
use vault::{CoverSalt, Originals, SigningSecret, Snapshot};

use crate::failure::{Code, Failure};
use crate::memory::on_wiped_stack;

/// Originals of an open vault, until it is locked.
pub(crate) struct Lent {
    originals: Mutex<Option<Originals>>,
    secret: Mutex<Option<SigningSecret>>,
    stop: Stop,
}

impl Lent {
    pub(crate) fn new(originals: Originals) -> Self {
        Self { originals: Mutex::new(Some(originals)), secret: Mutex::default(), stop: Stop::default() }
    }

    /// Lends the key that signs as well.
    pub(crate) fn lend_secret(&self, secret: SigningSecret) {
        *self.secret() = Some(secret);
    }

    /// The signature of a message by the key that was lent.
    pub(crate) fn sign(&self, key: PublicKey, message: &[u8]) -> Result<[u8; 64], Failure> {
        let secret = self.secret();
        self.refuse_when_stopped()?;
        let secret = secret.as_ref().filter(|secret| secret.public_key() == key);
        let secret = secret.ok_or_else(|| Failure::bug("a packet is signed by a key that was not lent"))?;
        Ok(on_wiped_stack(|| secret.sign(message)))
    }

    /// Ends all work on them: what is being read comes to an end at once, and nothing more is given out. Their keys are
    /// wiped here.
    pub(crate) fn take_back(&self) {
        self.stop.ask();
        drop(self.secret().take());
        drop(self.held().take());
    }

    /// A reader of them, which ends with them.
    pub(crate) fn reader(&self, program: PathBuf) -> Reader {
        Reader { stop: self.stop.clone(), ..Reader::new(program) }
    }

    /// The wish that work on them ends.
    pub(crate) fn stop(&self) -> &Stop {
        &self.stop
    }

    /// Why work on them was ended early, if it was: who cancels knows by itself.
    pub(crate) fn refuse_when_stopped(&self) -> Result<(), Failure> {
        if self.stop.is_asked() { Err(taken_back()) } else { Ok(()) }
    }

    /// Writes an original, byte for byte.
    pub(crate) fn write(&self, file: FileId, to: &mut dyn Write) -> Result<(), Failure> {
        match self.pour(file, to)? {
            Ok(()) => Ok(()),
            Err(error) => {
                self.refuse_when_stopped()?;
                Err(error.into())
            }
        }
    }

    /// The cover of an original.
    pub(crate) fn cover(&self, file: FileId, salt: &CoverSalt) -> Result<Digest, Failure> {
        let held = self.held();
        let originals = held.as_ref().ok_or_else(taken_back)?;
        let go_on = || if self.stop.is_asked() { Err(io::Error::other("stopped")) } else { Ok(()) };
        let cover = originals.cover(file, salt, &go_on);
        self.refuse_when_stopped()?;
        Ok(cover?)
    }

    /// What of a file can be shown.
    pub(crate) fn shown(
        &self,
        reader: &Reader,
        file: &EvidenceFile,
        limits: &ShowLimits,
    ) -> Result<Result<Shown, NotShown>, Failure> {
        self.read(file, |from| reader.read(file.file_type, &file.name, from, file.size, limits))
    }

    /// The own pages of a file that is a PDF.
    pub(crate) fn own_pages(
        &self,
        reader: &Reader,
        file: &EvidenceFile,
    ) -> Result<Result<OwnPages, NotShown>, Failure> {
        self.read(file, |from| reader.own_pages(from, file.size))
    }

    /// One page of a file, or the whole of what has no pages.
    pub(crate) fn page(
        &self,
        reader: &Reader,
        file: &EvidenceFile,
        look: &Look,
    ) -> Result<Result<Seen, NotShown>, Failure> {
        self.read(file, |from| reader.page(file.file_type, &file.name, from, file.size, look))
    }

    /// Reads a document in the child while another thread hands it its bytes, so that neither holds it whole.
    pub(crate) fn read<T>(
        &self,
        file: &EvidenceFile,
        read: impl FnOnce(&mut dyn io::Read) -> Result<T, document::Error>,
    ) -> Result<T, Failure> {
        let (mut from, mut to) = io::pipe().map_err(Failure::bug)?;
        std::thread::scope(|scope| {
            let fed = scope.spawn(move || on_wiped_stack(|| self.pour(file.id, &mut to)));
            let read = read(&mut from);
            drop(from);
            let fed = fed.join().map_err(|_| Failure::bug("reading an original ended in a panic"))?;
            self.refuse_when_stopped()?;
            match (read, fed?) {
                // A child that has seen enough closes its end early: not a failure of the vault.
                (Ok(shown), Ok(()) | Err(vault::Error::Io { .. })) => Ok(shown),
                (_, Err(error)) => Err(error.into()),
                (Err(error), Ok(())) => Err(Failure::bug(error)),
            }
        })
    }

    fn pour(&self, file: FileId, to: &mut dyn Write) -> Result<Result<(), vault::Error>, Failure> {
        let held = self.held();
        let originals = held.as_ref().ok_or_else(taken_back)?;
        Ok(originals.original(file, &mut Until { stop: &self.stop, to }))
    }

    fn secret(&self) -> MutexGuard<'_, Option<SigningSecret>> {
        self.secret.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn held(&self) -> MutexGuard<'_, Option<Originals>> {
        self.originals.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The failure of work whose vault was locked.
pub(crate) fn taken_back() -> Failure {
    Failure::new(Code::Locked, "the vault was locked meanwhile")
}

/// The failure of work on a snapshot: cancelled, since its vault was locked, is told as that.
pub(crate) fn ended_or(snapshot: &Snapshot, error: vault::Error) -> Failure {
    if snapshot.is_ended() && matches!(error, vault::Error::Cancelled) { taken_back() } else { error.into() }
}

/// Passes bytes on until the end is asked for.
struct Until<'a> {
    stop: &'a Stop,
    to: &'a mut dyn Write,
}

impl Write for Until<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.stop.is_asked() {
            return Err(io::Error::other("stopped"));
        }
        self.to.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
