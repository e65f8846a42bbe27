//! One run of the program: the host, the open vault if there is one, and the files that the person chose. Every command
//! works through it.

mod beside;
mod told;

use std::cell::RefCell;
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};

use model::activity::{Action, LogRow};
use model::id::FileId;
use model::time::Instant;
use serde_json::Value;
use uuid::Uuid;
use vault::{Intake, Look, Reader, Snapshot, Table, Vault, Writer};

use self::told::changed;
use crate::Request;
use crate::failure::{Code, Failure};
use crate::held::{Held, HeldPaths};
use crate::host::Host;
use crate::keyring::{Asked, Kept};
use crate::lent::{Lent, taken_back};
use crate::looking::Looks;
use crate::memory::{give_back, on_wiped_stack};
use crate::picture::{PictureHandle, Pictures};
use crate::sheet::Foreign;

/// The commands' state.
pub struct App {
    host: Arc<dyn Host>,
    session: Option<Session>,
    held: HeldPaths,
    /// Number of the present sitting, from one opening of a vault to its locking.
    sitting: u64,
    /// The newest row of the log when the vault was opened; none where it can't be read.
    opened_at: Option<u64>,
    /// Where the sheet of the next recovery code goes.
    recovery_sheet: Option<PathBuf>,
    keyring: Option<Asked>,
    /// What the keyring keeps of the open vault.
    kept: Option<Kept>,
    lent: Vec<Weak<Lent>>,
    /// What backups that are under way copy from.
    copied: Vec<Weak<Snapshot>>,
    /// Connections to the open vault for those who only look.
    looks: Arc<Looks>,
    /// For an app beside the one that has the vault: what it looks through.
    look: Option<Arc<Look>>,
    panicked: bool,
    pictures: Pictures,
}

/// An open vault, and who works in it.
pub(crate) struct Session {
    pub(crate) vault: Vault,
    pub(crate) who: String,
}

/// When and by whom a change is made, with ids for what it adds.
pub(crate) struct Moment<'a> {
    pub(crate) at: Instant,
    pub(crate) who: &'a str,
    host: &'a dyn Host,
}

impl Moment<'_> {
    /// An id for a new record of any noun.
    pub(crate) fn id<Id: From<Uuid>>(&self) -> Id {
        Id::from(self.uuid())
    }

    /// The same, before it is known of which noun.
    pub(crate) fn uuid(&self) -> Uuid {
        self.host.next_id()
    }
}

impl App {
    /// An app without an open vault.
    pub fn new(host: Arc<dyn Host>) -> Self {
        let (held, pictures) = (HeldPaths::default(), Pictures::default());
        let keyring = host.keyring().map(Asked::new);
        Self {
            host,
            session: None,
            held,
            sitting: 0,
            opened_at: None,
            recovery_sheet: None,
            keyring,
            kept: None,
            lent: Vec::new(),
            copied: Vec::new(),
            looks: Arc::default(),
            look: None,
            panicked: false,
            pictures,
        }
    }

    /// Holds a file or folder that the person chose, and gives the handle that requests carry.
    pub fn hold(&mut self, path: &Path) -> Held {
        self.held.hold(path)
    }

    /// Calls a command. A panic inside becomes [`Code::Bug`] and locks the vault.
    pub fn call<R: Request>(&mut self, request: R) -> Result<R::Response, Failure> {
        self.guarded(|app| request.run(app))
    }

    /// Runs work on the app. A panic inside becomes [`Code::Bug`] and locks the vault.
    pub(crate) fn guarded<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, Failure>) -> Result<T, Failure> {
        match on_wiped_stack(|| catch_unwind(AssertUnwindSafe(|| work(self)))) {
            Ok(result) => {
                self.renew_kept();
                result
            }
            Err(_) => {
                self.panicked = true;
                self.lock_after_panic();
                Err(Failure::bug("a command ended in a panic"))
            }
        }
    }

    /// Whatever a panic left half done is rolled back when the vault is dropped.
    pub(crate) fn lock_after_panic(&mut self) {
        drop(self.close());
    }

    /// Whether a command of this app ended in a panic.
    pub(crate) fn has_panicked(&self) -> bool {
        self.panicked
    }

    /// Calls a command by its name, with its request and answer as JSON.
    pub fn call_by_name(&mut self, name: &str, request: Value) -> Result<Value, Failure> {
        crate::dispatch(self, name, request)
    }

    /// Locks the vault: writes the log's head into the header, frees the lock, wipes the keys. Then the keyring is told of
    /// that head. Does nothing when no vault is open.
    pub fn lock(&mut self) -> Result<(), Failure> {
        let parting = self.parting();
        let locked = on_wiped_stack(|| match self.close() {
            Some(session) => session.vault.lock().map_err(Failure::from),
            None => Ok(()),
        });
        give_back();
        if let (Ok(()), Some(parting)) = (&locked, parting) {
            parting.keep();
        }
        locked
    }

    /// A picture that a preview named, with its content type; none once the vault was locked or newer pictures took its
    /// place. Whoever serves it says that it must not be stored.
    pub fn picture(&self, handle: PictureHandle) -> Option<(&'static str, Vec<u8>)> {
        self.pictures.get(handle)
    }

    pub(crate) fn pictures(&mut self) -> &mut Pictures {
        &mut self.pictures
    }

    /// Ends the sitting: takes back what was lent, and lets go what was kept of it.
    pub(crate) fn close(&mut self) -> Option<Session> {
        self.sitting += 1;
        self.lent.drain(..).filter_map(|lent| lent.upgrade()).for_each(|lent| lent.take_back());
        self.copied.drain(..).filter_map(|snapshot| snapshot.upgrade()).for_each(|snapshot| snapshot.end());
        self.end_looks();
        self.pictures.wipe();
        self.held.forget_pasted();
        self.kept = None;
        self.session.take()
    }

    /// The present sitting, which work that goes on beside the app remembers.
    pub(crate) fn sitting(&self) -> u64 {
        self.sitting
    }

    /// Refuses what was begun in another sitting.
    pub(crate) fn require_sitting(&self, sitting: u64) -> Result<(), Failure> {
        if self.sitting == sitting {
            return Ok(());
        }
        Err(Failure::new(Code::Locked, "the vault was locked meanwhile"))
    }

    /// Lends originals of the open vault to work that goes on beside the app; none named, all of them.
    pub(crate) fn lend(&mut self, files: Option<Vec<FileId>>) -> Result<Arc<Lent>, Failure> {
        let vault = self.vault()?;
        let originals = match files {
            Some(files) => vault.originals_of(files)?,
            None => vault.originals()?,
        };
        let lent = Arc::new(Lent::new(originals));
        self.lent.retain(|lent| lent.strong_count() > 0);
        self.lent.push(Arc::downgrade(&lent));
        Ok(lent)
    }

    /// The open vault as it stands now, for a copy that is made beside the app.
    pub(crate) fn snapshot(&mut self) -> Result<Arc<Snapshot>, Failure> {
        let now = self.host.now();
        let snapshot = Arc::new(self.vault()?.snapshot(now)?);
        self.copied.retain(|copied| copied.strong_count() > 0);
        self.copied.push(Arc::downgrade(&snapshot));
        Ok(snapshot)
    }

    /// Whether a vault is open.
    pub fn is_open(&self) -> bool {
        self.session.is_some()
    }

    /// How long nobody may do anything before the open vault is locked; none while none is open.
    pub fn idle_after(&self) -> Option<std::time::Duration> {
        let minutes = || u64::from(crate::settings::Settings::read(self).settings.idle_minutes);
        self.session.as_ref().map(|_| std::time::Duration::from_secs(60 * minutes()))
    }

    pub(crate) fn host(&self) -> &dyn Host {
        &*self.host
    }

    pub(crate) fn shared_host(&self) -> Arc<dyn Host> {
        Arc::clone(&self.host)
    }

    pub(crate) fn take(&mut self, held: Held) -> Result<PathBuf, Failure> {
        self.held.take(held)
    }

    /// A path that stays held.
    pub(crate) fn look(&self, held: Held) -> Result<PathBuf, Failure> {
        self.held.look(held)
    }

    /// Keeps sheets that were pasted.
    pub(crate) fn hold_pasted(&mut self, sheets: Foreign) -> Held {
        self.held.keep_pasted(sheets)
    }

    /// Sheets that were pasted, if that is what the handle is good for.
    pub(crate) fn pasted(&self, held: Held) -> Option<Arc<Foreign>> {
        self.held.pasted(held)
    }

    pub(crate) fn open(&mut self, session: Session) {
        drop(self.close());
        self.opened_at = session.vault.read(|r| r.log_seq()).ok();
        self.session = Some(session);
    }

    /// The newest row of the log when the vault was opened.
    pub(crate) fn opened_at(&self) -> Option<u64> {
        self.opened_at
    }

    /// The machine's keyring, where the host has one.
    pub(crate) fn asked(&self) -> Option<&Asked> {
        self.keyring.as_ref()
    }

    /// What the keyring keeps of the open vault.
    pub(crate) fn kept(&self) -> Option<Kept> {
        self.kept
    }

    pub(crate) fn set_kept(&mut self, kept: Option<Kept>) {
        self.kept = kept;
    }

    pub(crate) fn set_recovery_sheet(&mut self, path: Option<PathBuf>) {
        self.recovery_sheet = path;
    }

    pub(crate) fn take_recovery_sheet(&mut self) -> Option<PathBuf> {
        self.recovery_sheet.take()
    }

    pub(crate) fn session(&mut self) -> Result<&mut Session, Failure> {
        self.session.as_mut().ok_or_else(|| Failure::new(Code::Locked, "no vault is open"))
    }

    pub(crate) fn vault(&self) -> Result<&Vault, Failure> {
        let session = self.session.as_ref().ok_or_else(|| Failure::new(Code::Locked, "no vault is open"))?;
        Ok(&session.vault)
    }

    /// Reads one consistent state.
    pub(crate) fn read<T>(&self, read: impl FnOnce(&Reader<'_>) -> Result<T, Failure>) -> Result<T, Failure> {
        let mut failed = None;
        let result = match &self.look {
            Some(look) => look.read(|r| read(r).map_err(|failure| stop(&mut failed, failure))),
            None => self.vault()?.read(|r| read(r).map_err(|failure| stop(&mut failed, failure))),
        };
        let ended = || self.look.as_ref().is_some_and(|look| look.is_ended());
        result.map_err(|error| if ended() { taken_back() } else { failed.unwrap_or_else(|| error.into()) })
    }

    /// Makes one change: all of it with its row of the log, or nothing.
    pub(crate) fn write<T>(
        &mut self,
        action: Action,
        change: impl FnOnce(&Writer<'_>, &Moment<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let host = Arc::clone(&self.host);
        let session = self.session()?;
        let at = host.now();
        let moment = Moment { at, who: &session.who, host: &*host };
        let mut failed = None;
        let result =
            session.vault.write(action, at, &session.who, |w| change(w, &moment).map_err(|f| stop(&mut failed, f)));
        let (answer, row) = result.map_err(|error| failed.unwrap_or_else(|| error.into()))?;
        host.tell(changed(&row));
        Ok(answer)
    }

    /// Takes files into the sealed store and makes the change that names them: all of it or nothing.
    pub(crate) fn attach<S, T>(
        &mut self,
        action: Action,
        take_in: impl FnOnce(&mut Intake<'_>, &dyn Host) -> Result<S, Failure>,
        change: impl FnOnce(&Writer<'_>, &Moment<'_>, S) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let host = Arc::clone(&self.host);
        let session = self.session()?;
        let at = host.now();
        let moment = Moment { at, who: &session.who, host: &*host };
        let failed = RefCell::new(None);
        let result = session.vault.attach(
            action,
            at,
            &session.who,
            |intake| take_in(intake, &*host).map_err(|failure| stop(&mut failed.borrow_mut(), failure)),
            |w, sealed| change(w, &moment, sealed).map_err(|failure| stop(&mut failed.borrow_mut(), failure)),
        );
        let (answer, row) = result.map_err(|error| failed.into_inner().unwrap_or_else(|| error.into()))?;
        host.tell(changed(&row));
        Ok(answer)
    }

    /// Undoes a row of the log. What the vault refuses is the inner result.
    pub(crate) fn undo(&mut self, seq: u64) -> Result<Result<LogRow, vault::Error>, Failure> {
        let host = Arc::clone(&self.host);
        let session = self.session()?;
        let undone = session.vault.undo(seq, host.now(), &session.who, || host.next_id().into());
        if let Ok(row) = &undone {
            host.tell(changed(row));
        }
        Ok(undone)
    }
}

/// Keeps the failure of a command while its transaction is rolled back.
fn stop(failed: &mut Option<Failure>, failure: Failure) -> vault::Error {
    *failed = Some(failure);
    vault::Error::Cancelled
}

/// Writing a record over the state that the command has just read in the same transaction.
pub(crate) trait Revise {
    /// Writes `record` over its present state.
    fn revise<R: Table>(&self, record: R) -> Result<R, Failure>;
}

impl Revise for Writer<'_> {
    fn revise<R: Table>(&self, record: R) -> Result<R, Failure> {
        let expected = record.revision();
        Ok(self.update(record, expected)?)
    }
}

/// The failure of reading a file that the person chose.
#[allow(clippy::needless_pass_by_value, reason = "it is passed to map_err")]
pub(crate) fn unreadable(error: std::io::Error) -> Failure {
    let why = match error.kind() {
        ErrorKind::NotFound => "there is no file of this name",
        ErrorKind::PermissionDenied => "this user may not read the file",
        ErrorKind::IsADirectory => "this is a folder, not a file",
        _ => return Failure::new(Code::Unreadable, format!("the file can't be read: {error}")),
    };
    Failure::new(Code::Unreadable, why)
}
