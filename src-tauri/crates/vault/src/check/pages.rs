//! The check of the pages of `vault.db`, on a thread beside the check of the log: every page read and authenticated, SQLite's
//! own check of its structure, every reference between records. Answers in lines what is wrong.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use model::packet::Step;
use rusqlite::{Connection, InterruptHandle};

use super::{Check, Part, Tell, tell};
use crate::database;
use crate::error::{Error, Result};
use crate::folder::{Folder, VAULT_DB};
use crate::key::DatabaseKey;
use crate::table::column::vault_db;
use crate::worker;

/// How often the caller is asked whether to stop.
const PAUSE: Duration = Duration::from_millis(20);

/// What one of the checks answered.
struct Answer {
    doing: &'static str,
    lines: Result<Vec<String>>,
}

/// The checks under way. Dropped, they are stopped.
pub(super) struct Pages {
    thread: Option<JoinHandle<Vec<Answer>>>,
    stop: Arc<Stop>,
}

impl Pages {
    /// Begins.
    ///
    /// # Errors
    /// [`Error::Io`] if the system has no more threads.
    pub(super) fn begin(folder: Folder, key: DatabaseKey) -> Result<Self> {
        let stop = Arc::new(Stop::default());
        let stopped = stop.clone();
        let work = move || all(&folder, &key, &stopped);
        Ok(Self { thread: Some(worker::start("pages", work)?), stop })
    }

    /// What they answered; nothing the second time.
    fn finish(&mut self) -> Vec<Answer> {
        let answers = self.thread.take().map(JoinHandle::join).transpose();
        // A panic goes on here.
        answers.unwrap_or_else(|panic| std::panic::resume_unwind(panic)).unwrap_or_default()
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        self.stop.now();
        // What it answers nobody asks for any more; a panic in there has been printed.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

impl Check<'_> {
    /// Waits for the checks and takes their answers into the report, before all that was found meanwhile.
    pub(super) fn take_pages(&mut self, mut pages: Pages, since: usize, progress: &mut Tell<'_>) -> Result<()> {
        while !pages.thread.as_ref().is_none_or(JoinHandle::is_finished) {
            tell(progress, Step { done: 0, total: 1, doing: "checking the pages of vault.db" })?;
            std::thread::sleep(PAUSE);
        }
        let meanwhile = self.report.problems.split_off(since);
        for Answer { doing, lines } in pages.finish() {
            match self.report.noted(Part::Database, lines)? {
                Some(lines) => lines.into_iter().for_each(|line| self.report.add(Part::Database, line)),
                None => self.report.add(Part::Database, format!("{VAULT_DB} could not be read while {doing}")),
            }
        }
        meanwhile.into_iter().for_each(|problem| self.report.add(problem.part, problem.what));
        Ok(())
    }
}

/// All checks, one after the other.
fn all(folder: &Folder, key: &DatabaseKey, stop: &Stop) -> Vec<Answer> {
    let ask = |doing, check: fn(&Connection) -> rusqlite::Result<Vec<String>>| {
        // A connection of its own: one that has met a damaged page answers nothing any more.
        let lines = database::open(folder, key).and_then(|connection| {
            stop.reach(&connection)?;
            check(&connection).map_err(vault_db("checking pages"))
        });
        Answer { doing, lines }
    };
    let structure = ask("checking its structure", structure);
    let is_sound = |answer: &Answer| answer.lines.as_ref().is_ok_and(Vec::is_empty);
    // A sound structure was read whole, each page authenticated, but for those that are free.
    let free = is_sound(&structure).then(|| ask("reading its free pages", free_pages));
    let codes = match free {
        Some(free) if is_sound(&free) => free,
        _ => ask("checking the authentication codes of its pages", codes),
    };
    vec![codes, structure, ask("checking references", references)]
}

/// The wish to stop, and the statement that has to hear of it.
#[derive(Default)]
struct Stop(Mutex<(bool, Option<InterruptHandle>)>);

impl Stop {
    /// From now on this connection hears of the wish.
    fn reach(&self, connection: &Connection) -> Result<()> {
        let mut wish = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        wish.1 = Some(connection.get_interrupt_handle());
        if wish.0 { Err(Error::Cancelled) } else { Ok(()) }
    }

    fn now(&self) {
        let mut wish = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        wish.0 = true;
        if let Some(statement) = &wish.1 {
            statement.interrupt();
        }
    }
}

fn lines(connection: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    let mut query = connection.prepare(sql)?;
    let lines = query.query_map([], |row| row.get(0))?;
    lines.collect()
}

/// Reads every page that is in use, each of which the cipher authenticates.
fn structure(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut found = lines(connection, "PRAGMA integrity_check(100)")?;
    found.retain(|line| line != "ok");
    Ok(found)
}

/// Names the pages whose authentication codes don't hold.
fn codes(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    lines(connection, "PRAGMA cipher_integrity_check")
}

/// Reads every page that is free, each of which the cipher authenticates. Their list begins on the first page and leads from
/// one of them to the next, each of which names others (SQLite's file format, 1.5).
fn free_pages(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let count: u32 = connection.query_row("PRAGMA freelist_count", [], |row| row.get(0))?;
    let mut page = connection.prepare("SELECT data FROM sqlite_dbpage WHERE pgno = ?1")?;
    let mut read = |number: u32| page.query_row([number], |row| row.get::<_, Vec<u8>>(0));
    let number = |page: &[u8], at: usize| {
        let bytes = page.get(at..).and_then(|rest| rest.first_chunk()).copied();
        bytes.map_or(0, u32::from_be_bytes)
    };
    let mut seen = 0;
    let mut next = if count == 0 { 0 } else { number(&read(1)?, 32) };
    while next != 0 && seen < count {
        let list = read(next)?;
        seen += 1;
        for at in (8..).step_by(4).take(number(&list, 4) as usize).take_while(|at| *at < list.len()) {
            read(number(&list, at))?;
            seen += 1;
        }
        next = number(&list, 0);
    }
    Ok(if seen == count { Vec::new() } else { vec![format!("{seen} of {count} free pages can be found")] })
}

/// The references of every table but those of the log, whose check sees that nothing stands there without its row.
fn references(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT DISTINCT 'a ' || held.\"table\" || ' names a ' || held.parent || ' that isn''t in the vault' \
               FROM sqlite_schema, pragma_foreign_key_check(sqlite_schema.name) AS held \
               WHERE sqlite_schema.type = 'table' AND sqlite_schema.name NOT IN ('activity_subject', 'activity_body')";
    lines(connection, sql)
}
