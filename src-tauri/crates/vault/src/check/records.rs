//! The check of the records: each can be read, keeps its rules, and is what its last row in the log left; and the
//! derived values are those that follow from them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use model::record::{AnyRecord, Noun};
use rusqlite::Connection;
use uuid::Uuid;

use super::told::Told;
use super::{Check, Part};
use crate::derived;
use crate::error::Result;
use crate::table::column::vault_db;
use crate::table::{file_text, find_any, ids_of, signing_key};
use crate::{saved_view, unsaved};

impl Check<'_> {
    /// Checks every record, and that none is missing.
    pub(super) fn records(&mut self, told: &Told) -> Result<()> {
        for noun in Noun::ALL {
            self.records_of(*noun, told)?;
        }
        if let Some(connection) = self.report.noted(Part::Database, self.connect())? {
            self.custody(&connection, told)?;
        }
        if let Some(connection) = self.report.noted(Part::Database, self.connect())? {
            let numbers = overtaken(&connection).map_err(vault_db("checking numbers"));
            for what in self.report.noted(Part::Record, numbers)?.unwrap_or_default() {
                self.report.add(Part::Record, what);
            }
        }
        if let Some(connection) = self.report.noted(Part::Database, self.connect())? {
            let views = self.report.noted(Part::Database, saved_view::beyond_bounds(&connection))?.unwrap_or_default();
            let texts = self.report.noted(Part::Database, unsaved::beyond_bounds(&connection))?.unwrap_or_default();
            for what in views.into_iter().chain(texts) {
                self.report.add(Part::Database, what);
            }
        }
        self.signing_keys()
    }

    /// Checks that the keys that sign packets can be read, and that the private half opens and is of one that still signs.
    fn signing_keys(&mut self) -> Result<()> {
        let keys = self.connect().and_then(|connection| signing_key::list(&connection));
        let keys = self.report.noted(Part::Record, keys)?.unwrap_or_default();
        if keys.iter().any(|key| key.signs && key.replaced.is_some()) {
            self.report.add(Part::Record, "a signing key that was replaced still has its private half");
        }
        let (key, vault) = (self.vault.vault_key(), self.vault.id());
        let secret = self.connect().and_then(|connection| crate::signing_key::opened(&connection, key, vault));
        self.report.noted(Part::Record, secret)?;
        Ok(())
    }

    fn records_of(&mut self, noun: Noun, told: &Told) -> Result<()> {
        let ids = self.connect().and_then(|connection| ids_of(&connection, noun));
        let listed: Option<BTreeSet<Uuid>> = self.report.noted(Part::Record, ids)?.map(|ids| ids.into_iter().collect());
        if listed.is_none() {
            self.report.add(Part::Record, format!("the list of every {} can't be read", noun.name()));
        }
        // What the list leaves out may still be found by the id that the log has.
        let logged = told.records.iter().filter(|((of, _), after)| *of == noun && after.is_some());
        let ids: BTreeSet<Uuid> = logged.map(|((_, id), _)| *id).chain(listed.unwrap_or_default()).collect();
        let mut connection = None;
        for id in ids {
            if connection.is_none() {
                connection = self.report.noted(Part::Database, self.connect())?;
            }
            let Some(open) = &connection else { return Ok(()) };
            if !self.record(open, noun, id, told)? {
                connection = None;
            }
        }
        Ok(())
    }

    /// Checks one record. Answers whether the connection can be used further.
    fn record(&mut self, connection: &Connection, noun: Noun, id: Uuid, told: &Told) -> Result<bool> {
        let name =
            told.records.get(&(noun, id)).cloned().flatten().map_or_else(
                || format!("{} {id}", noun.name()),
                |record| format!("{} {}", noun.name(), label(&record)),
            );
        let record = match find_any(connection, noun, id) {
            Ok(record) => record,
            Err(error) => {
                self.report.add(Part::Record, format!("{name}: {}", super::words(&error)));
                return Ok(false);
            }
        };
        self.report.records += u64::from(record.is_some());
        if let Some(broken) = record.as_ref().and_then(|record| record.check().err()) {
            self.report.add(Part::Record, format!("{name} breaks a rule: {broken}"));
        }
        let agrees = match told.records.get(&(noun, id)) {
            Some(after) => *after == record,
            None => !told.whole || told.unknown.contains(&(noun, id)),
        };
        if !agrees {
            let found = if record.is_some() { "isn't as the log has it" } else { "is missing" };
            self.report.add(Part::Record, format!("{name} {found}"));
        }
        Ok(true)
    }

    /// Computes every derived value and compares.
    pub(super) fn derived(&mut self) -> Result<()> {
        let both = self.connect().and_then(|connection| {
            let Some(day) = derived::stored_day(&connection)? else { return Ok(None) };
            Ok(Some((derived::computed(&connection, day)?, derived::stored(&connection)?)))
        });
        match self.report.noted(Part::Derived, both)? {
            Some(Some((computed, stored))) => {
                self.differences("criterion", &computed.criteria, &stored.criteria);
                self.differences("control", &computed.controls, &stored.controls);
                self.differences("gap", &computed.gaps, &stored.gaps);
                self.differences("occurrences of control", &computed.occurrences, &stored.occurrences);
                self.differences("the strip of control", &computed.strips, &stored.strips);
                self.differences("evidence", &computed.evidence, &stored.evidence);
                self.differences("task", &computed.tasks, &stored.tasks);
                self.differences("the line of the search for", &computed.lines, &stored.lines);
            }
            Some(None) => self.report.add(Part::Derived, "the day for which they hold is missing"),
            None => {}
        }
        self.search()
    }

    /// Checks the indexes of the search against what is under them, and the texts of files against their sizes.
    fn search(&mut self) -> Result<()> {
        let indexes = self.connect().and_then(|connection| derived::search::indexes_that_differ(&connection));
        for of in self.report.noted(Part::Derived, indexes)?.unwrap_or_default() {
            self.report.add(Part::Derived, format!("the index of the search over {of} isn't over their words"));
        }
        let texts = self.connect().and_then(|connection| file_text::that_disagree(&connection));
        for file in self.report.noted(Part::Derived, texts)?.unwrap_or_default() {
            self.report.add(Part::Derived, format!("the text of file {file} isn't of the size that was kept"));
        }
        Ok(())
    }

    fn differences<I: Ord + Display, F: PartialEq>(
        &mut self,
        noun: &str,
        computed: &BTreeMap<I, F>,
        stored: &BTreeMap<I, F>,
    ) {
        let ids: BTreeSet<&I> = computed.keys().chain(stored.keys()).collect();
        for id in ids.into_iter().filter(|id| computed.get(id) != stored.get(id)) {
            self.report.add(Part::Derived, format!("of {noun} {id}: not what follows from the records"));
        }
    }
}

/// A record's short name.
pub(crate) fn label(record: &AnyRecord) -> String {
    match record {
        AnyRecord::Client(it) => it.short_code.clone(),
        AnyRecord::System(it) => it.name.clone(),
        AnyRecord::Engagement(it) => it.title.clone(),
        AnyRecord::Person(it) => it.name.clone(),
        AnyRecord::Surface(it) => it.code.to_string(),
        AnyRecord::Criterion(it) => it.code.to_string(),
        AnyRecord::Control(it) => it.code.to_string(),
        AnyRecord::Evidence(it) => it.reference(),
        AnyRecord::Rating(it) => it.id.to_string(),
        AnyRecord::Gap(it) => it.reference(),
        AnyRecord::PlanRow(it) => it.number.to_string(),
        AnyRecord::Message(it) => it.reference(),
        AnyRecord::Request(it) => it.reference(),
        AnyRecord::Finding(it) => it.reference(),
        AnyRecord::Task(it) => it.code.to_string(),
        AnyRecord::Organisation(it) => it.name.clone(),
        AnyRecord::UserControl(it) => it.code.to_string(),
        AnyRecord::Commitment(it) => it.reference(),
        AnyRecord::Team(it) => it.name.clone(),
        AnyRecord::Occurrence(it) => format!("{} of control {}", it.key, it.control),
        AnyRecord::Population(it) => it.name.clone(),
        AnyRecord::SheetMapping(it) => it.name.clone(),
        AnyRecord::Holiday(it) => it.day.to_string(),
        AnyRecord::FollowUp(it) => it.reference(),
    }
}

/// Numbers that would be given again.
fn overtaken(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let of = |noun: &str| {
        format!(
            "SELECT '{noun} ' || max(number) || ' has a number that would be given again' FROM {noun} n \
             GROUP BY engagement HAVING max(number) > coalesce((SELECT last FROM counter c \
             WHERE c.engagement = n.engagement AND c.noun = '{noun}'), 0)"
        )
    };
    let sql = ["evidence", "gap", "plan_row", "message", "request", "finding", "commitment", "follow_up"]
        .map(of)
        .join(" UNION ALL ");
    let mut query = connection.prepare(&sql)?;
    let found = query.query_map([], |row| row.get(0))?;
    found.collect()
}
