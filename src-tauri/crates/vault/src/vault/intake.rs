//! Taking evidence in: its bytes first, durable in `evidence.db`, then the change that names them.

use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;

use model::activity::{Action, LogRow};
use model::time::Instant;

use super::Vault;
use crate::access::Writer;
use crate::error::{Error, Result};
use crate::ingest::{Ingest, Progress, Sealed};

/// Takes the bytes of files in. Files that fail leave nothing, and others can follow.
pub struct Intake<'s>(Ingest<'s>);

impl Intake<'_> {
    /// Takes in the file at a path. `tell` hears of the progress and cancels by breaking.
    ///
    /// # Errors
    /// [`Error::NotAFile`], [`Error::FileVanished`], [`Error::FileChanged`], [`Error::Unreadable`] and
    /// [`Error::Cancelled`] concern this file alone. After [`Error::DiskFull`] and others the whole intake has failed.
    pub fn add_file(&mut self, path: &Path, tell: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Result<Sealed> {
        self.0.add_file(path, tell)
    }

    /// Takes in what a reader gives, to its end; `total` is for the progress only.
    ///
    /// # Errors
    /// As [`Intake::add_file`].
    pub fn add(
        &mut self,
        source: impl Read,
        total: Option<u64>,
        tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Sealed> {
        self.0.add(source, total, tell)
    }
}

impl Vault {
    /// Attaches evidence, one file or many in one batch: `take_in` stores the bytes, which are made durable before
    /// `make` writes the records that name them, as in [`Vault::write`]. If anything fails, nothing is left of it.
    ///
    /// # Errors
    /// What `take_in` and `make` answer, and as [`Vault::write`].
    pub fn attach<S, T>(
        &mut self,
        action: Action,
        at: Instant,
        who: &str,
        take_in: impl FnOnce(&mut Intake<'_>) -> Result<S>,
        make: impl FnOnce(&Writer<'_>, S) -> Result<T>,
    ) -> Result<(T, LogRow)> {
        self.refuse_unless_sound()?;
        let (stored, new) = {
            let store = self.store.as_mut().ok_or_else(|| Error::damaged("evidence.db"))?;
            let mut intake = Intake(Ingest::begin(store));
            let stored = take_in(&mut intake)?;
            (stored, intake.0.commit()?)
        };
        self.write(action, at, who, |writer| make(writer, stored)).inspect_err(|error| {
            // Only what surely wasn't committed is taken back at once; after an error of the disk the commit may yet
            // turn out to have happened. Whatever is left over is swept at the next unlock.
            let refused = matches!(
                error,
                Error::Invalid(_) | Error::Stale { .. } | Error::NotFound { .. } | Error::Referenced { .. }
            );
            if let (true, Ok(store)) = (refused, self.store()) {
                store.remove(&new).unwrap_or_default();
            }
        })
    }
}
