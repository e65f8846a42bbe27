//! One run of the program: the host, the open vault if there is one, and the files that the person chose. Every command
//! works through it.

use std::cell::RefCell;
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use model::activity::{Action, LogRow};
use model::time::Instant;
use serde_json::Value;
use uuid::Uuid;
use vault::{Intake, Reader, Table, Vault, Writer};

use crate::Request;
use crate::failure::{Code, Failure};
use crate::held::{Held, HeldPaths};
use crate::host::Host;

/// The commands' state.
pub struct App {
    host: Arc<dyn Host>,
    session: Option<Session>,
    held: HeldPaths,
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
        Self { host, session: None, held: HeldPaths::default() }
    }

    /// Holds a file or folder that the person chose, and gives the handle that requests carry.
    pub fn hold(&mut self, path: &Path) -> Held {
        self.held.hold(path)
    }

    /// Calls a command. A panic inside becomes [`Code::Bug`] and locks the vault.
    pub fn call<R: Request>(&mut self, request: R) -> Result<R::Response, Failure> {
        match catch_unwind(AssertUnwindSafe(|| request.run(self))) {
            Ok(result) => result,
            Err(_) => {
                // Whatever the panic left half done is rolled back when the vault is dropped.
                self.session = None;
                Err(Failure::bug("a command ended in a panic"))
            }
        }
    }

    /// Calls a command by its name, with its request and answer as JSON.
    pub fn call_by_name(&mut self, name: &str, request: Value) -> Result<Value, Failure> {
        crate::dispatch(self, name, request)
    }

    /// Locks the vault: writes the log's head into the header, frees the lock, wipes the keys. Does nothing when no
    /// vault is open.
    pub fn lock(&mut self) -> Result<(), Failure> {
        match self.session.take() {
            Some(session) => Ok(session.vault.lock()?),
            None => Ok(()),
        }
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

    pub(crate) fn open(&mut self, session: Session) {
        self.session = Some(session);
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
        let result = self.vault()?.read(|r| read(r).map_err(|failure| stop(&mut failed, failure)));
        result.map_err(|error| failed.unwrap_or_else(|| error.into()))
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
        result.map(|(answer, _)| answer).map_err(|error| failed.unwrap_or_else(|| error.into()))
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
        result.map(|(answer, _)| answer).map_err(|error| failed.into_inner().unwrap_or_else(|| error.into()))
    }

    /// Undoes a row of the log. What the vault refuses is the inner result.
    pub(crate) fn undo(&mut self, seq: u64) -> Result<Result<LogRow, vault::Error>, Failure> {
        let host = Arc::clone(&self.host);
        let session = self.session()?;
        Ok(session.vault.undo(seq, host.now(), &session.who, || host.next_id().into()))
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
