//! The check of evidence: every file, and every redacted twin, read back against its size and SHA-256, a redacted original
//! against its cover as well; then every chunk there is.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use model::evidence::{EvidenceFile, EvidenceItem};
use model::id::EvidenceId;
use model::packet::Step;
use rusqlite::Connection;

use super::{Check, Part, Tell, tell};
use crate::access::Reader;
use crate::chunk::{ChunkId, ChunkKeys};
use crate::error::{Error, Result};
use crate::ingest::Sealed;
use crate::redaction::Covering;
use crate::store::check::Checked;
use crate::store::{Access, EvidenceStore};
use crate::table::file;
use crate::table::twin::{self, Cover};

impl Check<'_> {
    /// Checks all evidence.
    pub(super) fn evidence(&mut self, progress: &mut Tell<'_>) -> Result<()> {
        let keys = Arc::new(ChunkKeys::derive(self.vault.vault_key(), self.vault.header().vault()));
        let store = EvidenceStore::open(self.vault.evidence_folder(), keys, Access::ReadOnly);
        let Some(store) = self.report.noted(Part::Chunk, store)? else { return Ok(()) };
        let named = self.files(&store, progress)?;
        self.chunks(&store, named.as_ref(), progress)
    }

    /// Reads every file back. Answers the chunks that files name, unless that can't be told of all.
    fn files(&mut self, store: &EvidenceStore, progress: &mut Tell<'_>) -> Result<Option<BTreeSet<ChunkId>>> {
        let read = self.connect().and_then(|connection| {
            let (files, covers) = (file::list(&connection)?, twin::covers(&connection)?);
            Ok((connection, files, covers))
        });
        let Some((mut connection, files, covers)) = self.report.noted(Part::Database, read)? else { return Ok(None) };
        let mut named = Some(BTreeSet::new());
        let total = files.iter().map(|(_, file)| file.size).sum();
        let mut done = 0;
        for (item, file) in files {
            tell(progress, Step { done, total, doing: "reading evidence files back" })?;
            match file::sealed(&connection, file.id) {
                Ok(sealed) => {
                    self.file(store, &connection, (item, &file), &sealed, covers.get(&file.id));
                    if let Some(named) = &mut named {
                        named.extend(sealed.chunks);
                    }
                }
                Err(Error::Purged { .. }) => self.report.purged_files += 1,
                Err(error) => {
                    self.report.add(Part::File, format!("{item}, file {}: {}", file.name, super::words(&error)));
                    named = None;
                    match self.report.noted(Part::Database, self.connect())? {
                        Some(fresh) => connection = fresh,
                        None => return Ok(None),
                    }
                }
            }
            done += file.size;
        }
        self.twins(store, named)
    }

    /// Reads every redacted twin back. Answers the chunks that files and twins name.
    fn twins(&mut self, store: &EvidenceStore, named: Option<BTreeSet<ChunkId>>) -> Result<Option<BTreeSet<ChunkId>>> {
        let twins = self.connect().and_then(|connection| twin::list(&connection));
        let (Some(twins), Some(mut named)) = (self.report.noted(Part::Database, twins)?, named) else {
            return Ok(None);
        };
        for stored in twins {
            let Some(sealed) = stored.sealed else { continue };
            match store.read_back(&sealed, &mut |_| Ok(())) {
                Ok(()) => {
                    self.report.files += 1;
                    self.report.bytes += sealed.size;
                }
                Err(error) => {
                    let what = format!("{}, redacted twin {}: {}", stored.item, stored.twin, super::words(&error));
                    self.report.add(Part::File, what);
                }
            }
            named.extend(sealed.chunks);
        }
        Ok(Some(named))
    }

    fn file(
        &mut self,
        store: &EvidenceStore,
        connection: &Connection,
        (item, file): (EvidenceId, &EvidenceFile),
        sealed: &Sealed,
        cover: Option<&Cover>,
    ) {
        let mut covering = cover.map(|cover| Covering::begin(&cover.salt));
        let read = store.read_back(sealed, &mut |plain| {
            if let Some(covering) = &mut covering {
                covering.take(plain);
            }
            Ok(())
        });
        match read {
            Ok(()) => {
                if covering.map(Covering::end) != cover.map(|cover| cover.cover) {
                    let what = format!("{item}, file {}: the cover of its redaction isn't of it", file.name);
                    self.report.add(Part::File, what);
                }
                self.report.files += 1;
                self.report.bytes += file.size;
            }
            Err(error) => {
                let found = Reader::new(connection).get::<EvidenceItem>(item);
                let name = found.map_or_else(|_| item.to_string(), |item| item.reference());
                self.report.add(Part::File, format!("{name}, file {}: {}", file.name, super::words(&error)));
            }
        }
    }

    /// Opens every chunk.
    fn chunks(
        &mut self,
        store: &EvidenceStore,
        named: Option<&BTreeSet<ChunkId>>,
        progress: &mut Tell<'_>,
    ) -> Result<()> {
        let (mut done, mut total) = (0, 0);
        let report = &mut self.report;
        let answer = store.check(&mut |checked| {
            match checked {
                Checked::Count(count) => total = count,
                Checked::Structure(line) => report.add(Part::Chunk, line),
                Checked::Chunk { id, answer } => {
                    done += 1;
                    report.chunks += u64::from(answer.is_ok());
                    report.orphans += u64::from(named.is_some_and(|named| !named.contains(&id)));
                    if let Err(error) = answer {
                        report.add(Part::Chunk, super::words(&error));
                    }
                }
            }
            if done % 64 == 0 {
                progress(Step { done, total, doing: "opening every chunk" })
            } else {
                ControlFlow::Continue(())
            }
        });
        self.report.noted(Part::Chunk, answer).map(|_| ())
    }
}
