//! The walk over all of `evidence.db`: the database's own structure, then every chunk opened. Names each result and
//! repairs nothing.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::EvidenceStore;
use crate::chunk::ChunkId;
use crate::error::{Error, Result};
use crate::folder::EVIDENCE_DB;

/// Whether the caller wants the walk to go on.
pub(crate) type Flow = ControlFlow<()>;

/// Lines of SQLite's own report that are passed on.
const MOST_LINES: usize = 100;

/// One thing looked at.
#[derive(Debug)]
pub(crate) enum Checked {
    /// How many chunks will follow.
    Count(u64),
    /// The database's structure is damaged: one line of SQLite's report, which has numbers of pages and rows in it.
    Structure(String),
    /// A chunk, opened and authenticated, or the damage that names it.
    Chunk {
        /// The chunk.
        id: ChunkId,
        /// Whether it is whole.
        answer: Result<()>,
    },
}

impl EvidenceStore {
    /// Looks at everything and reports it piece by piece; damage is a report, not an error.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when `report` breaks; [`Error::Sqlite`] when the database can't be read for other reasons
    /// than damage.
    pub(crate) fn check(&self, report: &mut dyn FnMut(Checked) -> Flow) -> Result<()> {
        let mut tell = |checked| match report(checked) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Error::Cancelled),
        };
        let (mut ids, mut lines) = (BTreeSet::new(), Vec::new());
        note(self.structure(&mut lines), &mut lines)?;
        // Both ways to the chunks, since damage can cut off either.
        for way in
            ["SELECT id FROM chunk INDEXED BY sqlite_autoindex_chunk_1 ORDER BY id", "SELECT id FROM chunk NOT INDEXED"]
        {
            note(self.ids_by(way, &mut ids), &mut lines)?;
        }
        lines.truncate(MOST_LINES);
        lines.into_iter().try_for_each(|line| tell(Checked::Structure(line)))?;
        tell(Checked::Count(ids.len() as u64))?;
        for id in ids {
            let answer = self.get(&id).map(|_| ());
            match answer {
                Err(error) if !error.is_damage() => return Err(error),
                answer => tell(Checked::Chunk { id, answer })?,
            }
        }
        Ok(())
    }

    /// SQLite's own check of pages, index and lists of free pages.
    fn structure(&self, lines: &mut Vec<String>) -> Result<()> {
        let mut read = || {
            let mut query = self.db.prepare(&format!("PRAGMA integrity_check({MOST_LINES})"))?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                lines.push(row.get::<_, String>(0)?);
            }
            Ok(())
        };
        let answer = read().map_err(Error::sqlite("checking evidence.db", EVIDENCE_DB));
        lines.retain(|line| line != "ok");
        answer
    }

    fn ids_by(&self, way: &str, ids: &mut BTreeSet<ChunkId>) -> Result<()> {
        let mut read = || {
            let mut query = self.db.prepare(way)?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                match row.get::<_, [u8; 32]>(0) {
                    Ok(id) => ids.insert(ChunkId::from_bytes(id)),
                    Err(_) => return Ok(false),
                };
            }
            Ok(true)
        };
        match read().map_err(Error::sqlite("listing chunks", EVIDENCE_DB))? {
            true => Ok(()),
            false => Err(Error::damaged("evidence.db, a row without a chunk id")),
        }
    }
}

/// Turns damage into a line of the report.
fn note(answer: Result<()>, lines: &mut Vec<String>) -> Result<()> {
    match answer {
        Err(error) if error.is_damage() => lines.push(error.to_string()),
        other => return other,
    }
    Ok(())
}
