//! Salvage: a new vault with all that can still be read of a damaged one. What a damaged page hides in one place is looked
//! for in others; what is found is held against its authentication code, its hash and the rules, and what doesn't hold is
//! named as lost. Never changes the damaged vault, and never brings back what isn't surely as it was.

mod files;
mod loose;
mod mend;
mod old_log;
mod records;
mod schema;
mod wreck;
mod write;

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use model::packet::Step;
use model::time::Instant;
use uuid::Uuid;

use self::files::Files;
use self::old_log::OldLog;
use self::records::Found;
use self::wreck::Wreck;
use self::write::Writing;
use crate::backup::Target;
use crate::backup::place::Place;
use crate::check::Report;
use crate::chunk::ChunkKeys;
use crate::error::{Error, Result};
use crate::folder::Folder;
use crate::header::LogHead;
use crate::header::copies::{Unlocked, read_copies};
use crate::lock::Lock;
use crate::rotate;
use crate::slot::Secret;
use crate::vault::Vault;

/// When and by whom a vault is salvaged.
#[derive(Debug, Clone, Copy)]
pub struct Salvaging<'a> {
    /// When.
    pub at: Instant,
    /// The id that this device gives itself.
    pub device: &'a str,
    /// The person who works at it; none takes the name that the damaged vault has for the device.
    pub person_name: Option<&'a str>,
    /// An id that no record has, for a client to be filled in where its record is lost.
    pub spare_id: Uuid,
}

/// What came of a salvage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Salvaged {
    /// Records in the new vault.
    pub records: u64,
    /// Of these, records that stood in no table that can be read, and were found in the log.
    pub from_log: u64,
    /// Evidence files in it, each read back against its SHA-256.
    pub files: u64,
    /// All that is lost or in doubt, by item.
    pub lost: Vec<String>,
    /// Number of the newest row of the old log that the old vault vouches for or that can be read.
    pub old_seq: u64,
    /// What the check of the new vault looked at.
    pub report: Report,
}

/// Told how far the work has come.
type Tell<'a> = dyn FnMut(Step) -> Result<()> + 'a;

impl Vault {
    /// Puts a new vault together, in a new folder, from all that can be read of a damaged one. It opens with what opens the
    /// damaged one. Its log begins anew, with rows that name the head of the old one; the damaged folder stays as it is and
    /// ought to be kept, since the old log is there alone. After an error or a cancelling nothing is left.
    ///
    /// # Errors
    /// Those of reading the header as in [`Vault::unlock`]; [`Error::Damaged`] if not even the beginning of `vault.db` can
    /// be read; [`Error::Unnamed`] if nobody is named for the device; [`Error::Exists`]; [`Error::BadCopy`] if the new
    /// vault doesn't stand up to the check; [`Error::Cancelled`], [`Error::DiskFull`] and others.
    pub fn salvage(
        damaged: &Path,
        secret: Secret<'_>,
        folder: &Path,
        salvaging: Salvaging<'_>,
        progress: &mut dyn FnMut(Step) -> ControlFlow<()>,
    ) -> Result<Salvaged> {
        let from = Folder::existing(damaged)?;
        let _lock = Lock::take(&from)?;
        // Until this is done half of its files lie elsewhere: moving them is all that is ever done to the damaged folder.
        rotate::finish(&from)?;
        let Unlocked { vault_key, header, .. } = read_copies(&from)?.unlock(&from, secret)?;
        let keys = Arc::new(ChunkKeys::derive(&vault_key, header.vault()));
        let mut place = Place::fresh(folder, &from, Arc::clone(&keys))?;
        let mut tell = |step| match progress(step) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Error::Cancelled),
        };
        let mut make = || -> Result<(Salvaged, Target)> {
            let database_key = vault_key.database_key(header.vault());
            tell(Step { done: 0, total: STAGES, doing: "reading what can be read of the records" })?;
            let wreck = Wreck::lift(&from, &place.next().file(LIFTED), &database_key)?;
            let log = OldLog::read(&wreck, header.log());
            tell(Step { done: 1, total: STAGES, doing: "reading what can be read of the records" })?;
            let mut found = Found::read(&wreck, &log);
            let events = write::events(&wreck, &log, &mut found.lost);
            let mut files = Files::open(&from, keys.clone(), &events);
            files.save(&wreck, &mut found, &mut place, &mut tell)?;
            let writing = Writing {
                place: &place,
                key: &database_key,
                vault_key: &vault_key,
                vault: header.vault(),
                salvaging,
                header_log: header.log(),
            };
            let (written, head) = writing.write(&wreck, &log, found, &files, &events)?;
            let target = Target {
                header: header.of_copy(head, 0)?,
                key: vault_key.again(),
                is_new_key: false,
                at: salvaging.at,
            };
            target.header.write(place.next(), &vault_key.header_key(header.vault()))?;
            let report = place.checked(&target, &mut tell)?;
            match report.problems.first() {
                None => Ok((Salvaged { report, ..written }, target)),
                Some(first) => Err(Error::BadCopy { what: format!("{}: {}", first.part.name(), first.what) }),
            }
        };
        match make() {
            Ok((salvaged, target)) => place.switch(&target).map(|()| salvaged),
            Err(error) => {
                place.give_up();
                Err(error)
            }
        }
    }
}

/// Stages of the reading.
const STAGES: u64 = 2;
/// The folder, in the one where the new vault is made, with what is read of the damaged one.
const LIFTED: &str = "damaged";

/// The newest row that the old vault is known to have had.
fn newest(header: LogHead, read: u64) -> u64 {
    header.seq.max(read)
}
