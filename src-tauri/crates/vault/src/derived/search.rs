//! Lines of the search: what of each record is searched, and the index over it. Which words those are is decided by
//! `model::search`; here they are only stored, for the records that a change touched, and compared.

use std::collections::BTreeMap;
use std::fmt;

use model::record::Noun;
use model::search::SearchLine;
use rusqlite::{Connection, ErrorCode};
use uuid::Uuid;

use crate::error::Result;
use crate::table::column::{Column, Fields, columns, vault_db};
use crate::table::{execute, find_any, insert_row, list_any, rows};

/// Which record a line is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SearchKey(pub(crate) Noun, pub(crate) Uuid);

impl fmt::Display for SearchKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0.name(), self.1)
    }
}

/// Numbers that a noun's lines have to themselves.
const ROOM: u64 = 1 << 40;

/// The numbers of a noun's lines: the first one, and the first one that isn't. What is looked for by name stands before
/// what is many. Stored in vaults: a place once given stays, and a new noun takes the next free one.
pub(crate) const fn numbers(noun: Noun) -> (u64, u64) {
    let place = match noun {
        Noun::Client => 1,
        Noun::System => 2,
        Noun::Engagement => 3,
        Noun::Control => 4,
        Noun::Criterion => 5,
        Noun::Gap => 6,
        Noun::Finding => 7,
        Noun::Request => 8,
        Noun::FollowUp => 9,
        Noun::Task => 10,
        Noun::Message => 11,
        Noun::PlanRow => 12,
        Noun::Person => 13,
        Noun::Team => 14,
        Noun::Surface => 15,
        Noun::Organisation => 16,
        Noun::UserControl => 17,
        Noun::Commitment => 18,
        Noun::Evidence => 19,
        Noun::Population => 20,
        Noun::Occurrence => 21,
        Noun::Rating => 22,
        Noun::SheetMapping => 23,
        Noun::Holiday => 24,
    };
    (place * ROOM, (place + 1) * ROOM)
}

/// Brings the line of one record up to date.
pub(super) fn store(connection: &Connection, key: SearchKey) -> Result<()> {
    let SearchKey(noun, id) = key;
    put(connection, key, find_any(connection, noun, id)?.map(|record| SearchLine::of(&record)))
}

/// Makes the line of every record.
pub(super) fn fill(connection: &Connection) -> Result<()> {
    for noun in Noun::ALL {
        for record in list_any(connection, *noun)? {
            put(connection, SearchKey(*noun, record.key()), Some(SearchLine::of(&record)))?;
        }
    }
    Ok(())
}

fn put(connection: &Connection, key: SearchKey, after: Option<SearchLine>) -> Result<()> {
    match (stored_of(connection, key)?, after) {
        (None, None) => Ok(()),
        (None, Some(line)) => {
            let number = &next(connection, key.0)?;
            let (noun, id) = (&key.0, &key.1);
            let SearchLine { engagement, reference, title, text, state } = &line;
            let columns = columns![number, noun, id, engagement, state, reference, title, text];
            insert_row(connection, "derived_search", columns)?;
            index(connection, *number)
        }
        (Some((number, _)), None) => {
            unindex(connection, number)?;
            execute(connection, "DELETE FROM derived_search WHERE number = ?1", vec![number.to_value()]).map(drop)
        }
        (Some((_, before)), Some(line)) if before == line => Ok(()),
        (Some((number, before)), Some(line)) => {
            // A step of the work moves a state and no word: then the index stays as it is.
            let words = before.reference != line.reference || before.title != line.title || before.text != line.text;
            if words {
                unindex(connection, number)?;
            }
            over(connection, number, &line)?;
            if words { index(connection, number) } else { Ok(()) }
        }
    }
}

fn over(connection: &Connection, number: u64, line: &SearchLine) -> Result<()> {
    let SearchLine { engagement, reference, title, text, state } = line;
    let sql = "UPDATE derived_search SET engagement = ?2, state = ?3, reference = ?4, title = ?5, text = ?6 \
               WHERE number = ?1";
    let values = columns![number = number.to_value(), engagement, state, reference, title, text];
    execute(connection, sql, values.into_iter().map(|(_, value)| value).collect()).map(drop)
}

/// The number for a new line of a noun: newer ones have greater numbers.
fn next(connection: &Connection, noun: Noun) -> Result<u64> {
    let (first, end) = numbers(noun);
    let sql = "SELECT max(number) AS last FROM derived_search WHERE number >= ?1 AND number < ?2";
    let values = vec![first.to_value(), end.to_value()];
    let last: Vec<Option<u64>> = rows(connection, "derived_search", sql, values, |fields| fields.get("last"))?;
    Ok(last.into_iter().flatten().next().map_or(first, |last| last + 1))
}

fn index(connection: &Connection, number: u64) -> Result<()> {
    let sql = "INSERT INTO search_record (rowid, reference, title, text) \
               SELECT number, reference, title, text FROM derived_search WHERE number = ?1";
    execute(connection, sql, vec![number.to_value()]).map(drop)
}

/// Takes a line out of the index, which has to be told the words that it holds.
fn unindex(connection: &Connection, number: u64) -> Result<()> {
    let sql = "INSERT INTO search_record (search_record, rowid, reference, title, text) \
               SELECT 'delete', number, reference, title, text FROM derived_search WHERE number = ?1";
    execute(connection, sql, vec![number.to_value()]).map(drop)
}

fn stored_of(connection: &Connection, SearchKey(noun, id): SearchKey) -> Result<Option<(u64, SearchLine)>> {
    let sql = "SELECT * FROM derived_search WHERE noun = ?1 AND id = ?2";
    let read = |fields: &Fields<'_>| Ok((fields.get("number")?, read(fields)?));
    rows(connection, "derived_search", sql, vec![noun.to_value(), id.to_value()], read).map(|mut found| found.pop())
}

fn read(fields: &Fields<'_>) -> Result<SearchLine> {
    Ok(SearchLine {
        engagement: fields.get("engagement")?,
        reference: fields.get("reference")?,
        title: fields.get("title")?,
        text: fields.get("text")?,
        state: fields.get("state")?,
    })
}

/// Every line as it follows from the records.
pub(super) fn computed(connection: &Connection) -> Result<BTreeMap<SearchKey, SearchLine>> {
    let mut lines = BTreeMap::new();
    for noun in Noun::ALL {
        let records = list_any(connection, *noun)?;
        lines.extend(records.iter().map(|record| (SearchKey(*noun, record.key()), SearchLine::of(record))));
    }
    Ok(lines)
}

/// Every line as it is stored.
pub(super) fn stored(connection: &Connection) -> Result<BTreeMap<SearchKey, SearchLine>> {
    let read = |fields: &Fields<'_>| Ok((SearchKey(fields.get("noun")?, fields.get("id")?), read(fields)?));
    let found = rows(connection, "derived_search", "SELECT * FROM derived_search", Vec::new(), read)?;
    Ok(found.into_iter().collect())
}

/// What is searched, with the words for it: each index over its own table.
const INDEXES: [(&str, &str); 2] = [("search_record", "records"), ("search_file", "evidence files")];

/// The indexes that hold other words than the lines and texts under them.
pub(crate) fn indexes_that_differ(connection: &Connection) -> Result<Vec<&'static str>> {
    let mut differ = Vec::new();
    for (index, of) in INDEXES {
        let sql = format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)");
        match connection.execute(&sql, []) {
            Ok(_) => {}
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => differ.push(of),
            Err(error) => return Err(vault_db("checking an index of the search")(error)),
        }
    }
    Ok(differ)
}
