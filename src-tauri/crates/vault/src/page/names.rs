//! What people call the records that a page's lines name: codes, references and names, looked up for the rows of the page
//! alone.

use std::collections::{BTreeMap, BTreeSet};

use model::record::Noun;
use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::Uuid;

use super::among;
use crate::error::Result;
use crate::table::column::Column;
use crate::table::rows;

/// Ids of one lookup: far below what SQLite binds.
const AT_ONCE: usize = 500;

/// Names of records of one noun, by id.
pub(super) struct Names(BTreeMap<Uuid, String>);

impl Names {
    /// Looks up the names of these records; what is gone has none.
    pub(super) fn of(connection: &Connection, noun: Noun, ids: impl IntoIterator<Item = Uuid>) -> Result<Self> {
        let wanted: Vec<Value> = ids.into_iter().collect::<BTreeSet<_>>().iter().map(Column::to_value).collect();
        let mut found = BTreeMap::new();
        for some in wanted.chunks(AT_ONCE) {
            let (among, values) = among(some);
            let sql = format!("SELECT id, {} AS name FROM {} WHERE id {among}", name_of(noun), noun.name());
            found.extend(rows(connection, noun.name(), &sql, values, |fields| {
                Ok((fields.get("id")?, fields.get::<String>("name")?))
            })?);
        }
        Ok(Self(found))
    }

    /// The name of one.
    pub(super) fn get(&self, id: Uuid) -> Option<String> {
        self.0.get(&id).cloned()
    }

    /// The names of several, in order.
    pub(super) fn sorted(&self, ids: impl IntoIterator<Item = Uuid>) -> Vec<String> {
        let mut names: Vec<String> = ids.into_iter().filter_map(|id| self.get(id)).collect();
        names.sort();
        names
    }
}

/// What a record of a noun is called, in SQL.
const fn name_of(noun: Noun) -> &'static str {
    match noun {
        Noun::Client => "short_code",
        Noun::Engagement => "title",
        Noun::System | Noun::Person | Noun::Organisation | Noun::Team | Noun::Population | Noun::SheetMapping => "name",
        Noun::Surface | Noun::Criterion | Noun::Control | Noun::Task | Noun::UserControl => "code",
        Noun::Evidence => "format('EV-%04d', number)",
        Noun::Gap => "format('GAP-%03d', number)",
        Noun::Request => "format('REQ-%03d', number)",
        Noun::Finding => "format('FND-%03d', number)",
        Noun::Message => "format('MSG-%03d', number)",
        Noun::PlanRow => "format('row %d', number)",
        Noun::Commitment => {
            "CASE kind WHEN 'commitment' THEN format('SC-%03d', number) ELSE format('SR-%03d', number) END"
        }
        Noun::Rating => {
            "aspect || ' of ' || coalesce(criterion, (SELECT code FROM control c WHERE c.id = rating.control))"
        }
        Noun::Occurrence => "key || ' of ' || (SELECT code FROM control c WHERE c.id = occurrence.control)",
        Noun::Holiday => "day",
        Noun::FollowUp => "format('FU-%03d', number)",
    }
}
