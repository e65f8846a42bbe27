//! The texts of evidence files, for the search alone: what was read from each original, or why nothing was. They say
//! nothing that the originals don't, and stand outside the activity log.

use model::evidence::EvidenceFile;
use model::id::FileId;
use model::invalid::Invalid;
use model::search::{FILE_TEXT, FileText, plain};
use rusqlite::Connection;

use super::column::{Column, columns};
use super::evidence::read_file;
use super::{execute, insert_row, rows};
use crate::access::Reader;
use crate::error::Result;

/// Bytes of one piece, at most. What is found is shown from its piece, so that a long text costs no more than a short one.
const PIECE: usize = 16 << 10;
/// Bytes of a reason, at most.
const REASON: usize = 400;

/// Keeps the text of a file, in the place of an earlier one.
pub(crate) fn keep(connection: &Connection, file: FileId, text: &std::result::Result<FileText, String>) -> Result<()> {
    forget(connection, file)?;
    let (words, cut, none) = match text {
        Ok(FileText { text, cut }) => (plain(text), *cut, None),
        Err(reason) => (String::new(), false, Some(plain(&reason[..reason.floor_char_boundary(REASON)]))),
    };
    Invalid::unless(words.len() <= FILE_TEXT, "text", "is longer than is kept of a file")?;
    let (file, size, cut, none) = (&file, &(words.len() as u64), &cut, &none);
    insert_row(connection, "file_text", columns![file, size, cut, none])?;
    for (position, piece) in pieces(&words).into_iter().enumerate() {
        let (position, text) = (&(position as u64), &piece.to_owned());
        insert_row(connection, "file_text_piece", columns![file, position, text])?;
    }
    let sql = "INSERT INTO search_file (rowid, text) SELECT number, text FROM file_text_piece WHERE file = ?1";
    execute(connection, sql, vec![file.to_value()]).map(drop)
}

/// Takes the text of a file out of the vault, if there is one.
fn forget(connection: &Connection, file: FileId) -> Result<()> {
    for sql in [
        "INSERT INTO search_file (search_file, rowid, text) SELECT 'delete', number, text FROM file_text_piece \
         WHERE file = ?1",
        "DELETE FROM file_text_piece WHERE file = ?1",
        "DELETE FROM file_text WHERE file = ?1",
    ] {
        execute(connection, sql, vec![file.to_value()])?;
    }
    Ok(())
}

/// A text in pieces, each ended at a line's end or a blank where there is one in its second half, so that words stay whole.
fn pieces(text: &str) -> Vec<&str> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    while rest.len() > PIECE {
        let most = rest.floor_char_boundary(PIECE);
        let half = rest.floor_char_boundary(PIECE / 2);
        let end = |of: fn(char) -> bool| rest[half..most].rfind(of).map(|at| half + at + 1);
        let end = end(|c| c == '\n').or_else(|| end(|c| c == ' ')).unwrap_or(most);
        let (piece, more) = rest.split_at(end);
        pieces.push(piece);
        rest = more;
    }
    if !rest.is_empty() {
        pieces.push(rest);
    }
    pieces
}

/// Files whose text isn't of the size that was kept, or that have both a text and a reason why there is none.
pub(crate) fn that_disagree(connection: &Connection) -> Result<Vec<FileId>> {
    let sql = "SELECT t.file FROM file_text t LEFT JOIN file_text_piece p ON p.file = t.file GROUP BY t.file \
               HAVING coalesce(sum(octet_length(p.text)), 0) <> t.size OR (t.none IS NOT NULL AND t.size > 0)";
    rows(connection, "file_text", sql, Vec::new(), |fields| fields.get("file"))
}

const WITHOUT: &str = "FROM evidence_file f WHERE NOT EXISTS (SELECT 1 FROM file_text t WHERE t.file = f.id)";

impl Reader<'_> {
    /// How many files of evidence were not yet read for their text.
    ///
    /// # Errors
    /// Those of reading.
    pub fn files_to_read(&self) -> Result<u32> {
        self.count_files(&format!("SELECT count(*) AS files {WITHOUT}"))
    }

    /// How many files of evidence there are.
    ///
    /// # Errors
    /// Those of reading.
    pub fn evidence_files(&self) -> Result<u32> {
        self.count_files("SELECT count(*) AS files FROM evidence_file")
    }

    fn count_files(&self, sql: &str) -> Result<u32> {
        let found: Vec<u32> = rows(self.connection(), "evidence_file", sql, Vec::new(), |fields| fields.get("files"))?;
        Ok(found.into_iter().next().unwrap_or_default())
    }

    /// Files of evidence that were not yet read for their text, `most` at most.
    ///
    /// # Errors
    /// Those of reading.
    pub fn next_files_to_read(&self, most: u32) -> Result<Vec<EvidenceFile>> {
        let sql = format!("SELECT f.* {WITHOUT} ORDER BY f.rowid LIMIT ?1");
        rows(self.connection(), "evidence_file", &sql, vec![most.to_value()], read_file)
    }

    /// The text of a file, or why there is none; none where it was not yet read.
    ///
    /// # Errors
    /// Those of reading.
    pub fn file_text(&self, file: FileId) -> Result<Option<std::result::Result<FileText, String>>> {
        let sql = "SELECT * FROM file_text WHERE file = ?1";
        let found = rows(self.connection(), "file_text", sql, vec![file.to_value()], |fields| {
            Ok((fields.get::<bool>("cut")?, fields.get::<Option<String>>("none")?))
        })?;
        let Some((cut, none)) = found.into_iter().next() else { return Ok(None) };
        if let Some(reason) = none {
            return Ok(Some(Err(reason)));
        }
        let sql = "SELECT text FROM file_text_piece WHERE file = ?1 ORDER BY position";
        let pieces: Vec<String> =
            rows(self.connection(), "file_text_piece", sql, vec![file.to_value()], |fields| fields.get("text"))?;
        Ok(Some(Ok(FileText { text: pieces.concat(), cut })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_make_up_the_text_and_end_between_words() {
        for text in ["", "short", &"word ".repeat(10_000), &"ü".repeat(40_000), &"a line\n".repeat(9_000)] {
            let pieces = pieces(text);
            assert_eq!(pieces.concat(), text);
            assert!(pieces.iter().all(|piece| !piece.is_empty() && piece.len() <= PIECE));
        }
        assert!(pieces(&"word ".repeat(10_000)).iter().all(|piece| piece.ends_with("word ")));
    }
}
