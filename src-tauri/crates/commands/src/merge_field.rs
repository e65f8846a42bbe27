//! Fills the merge fields of a message that the vault itself knows, and checks those that a person types. Never guesses: a
//! field without a source stays open.

mod row;
mod typed;

use catalogue::Catalogue;
use catalogue::merge_field::{FieldKind, FieldSource, MergeField, day_in_words};
use model::client::Client;
use model::communication::{FieldValue, Message, Piece, RowKind, RowName, choose, pieces};
use model::engagement::{Engagement, EngagementKind};
use model::invalid::Invalid;
use model::person::Person;
use vault::Reader;

pub(crate) use row::{Row, rows};
pub(crate) use typed::{Given, check_signatory};

use crate::client::the_client;
use crate::failure::Failure;
use crate::find;

/// All that the fields of one message are read from.
pub(crate) struct Fields<'a> {
    r: &'a Reader<'a>,
    engagement: &'a Engagement,
    client: Client,
    /// The chosen gaps, findings, requests and questions, with what the vault knows of each.
    rows: &'a [Row],
    names: Vec<(RowKind, String)>,
}

/// To which kind of row a field of the catalogue belongs.
pub(crate) fn kind_of(field: &str) -> Option<RowKind> {
    Catalogue::embedded().merge_field(field)?.row_of
}

/// The text with the lines of `rows`, where it had those of `before`.
pub(crate) fn repeated(text: &str, before: &[Row], rows: &[Row]) -> Result<String, Invalid> {
    let chosen: Vec<_> = rows.iter().map(Row::chosen).collect();
    Ok(choose(text, &row::names(before), &chosen, kind_of)?.text)
}

impl<'a> Fields<'a> {
    /// The fields of a message that chose `rows`.
    pub(crate) fn new(r: &'a Reader<'a>, engagement: &'a Engagement, rows: &'a [Row]) -> Result<Self, Failure> {
        Ok(Self { r, engagement, client: the_client(r)?, rows, names: row::names(rows) })
    }

    /// What the catalogue says of a field, and the row in whose copy it stands.
    pub(crate) fn entry(&self, name: &str) -> Option<(&'static MergeField, Option<&'a Row>)> {
        let of = RowName::of(name, &self.names, kind_of);
        let (field, row) = of.as_ref().map_or((name, None), |of| (of.field, of.row));
        let entry = Catalogue::embedded().merge_field(field)?;
        Some((entry, row.and_then(|row| self.rows.get(row))))
    }

    /// Brings the fields of `text` up to date with the vault, opens those of which it no longer knows anything, and notes
    /// which of them state a fact.
    pub(crate) fn settle(&self, message: &mut Message, text: &str) -> Result<(), Failure> {
        message.claims.clear();
        for line in text.lines() {
            let in_line: Vec<&str> = field_names(line);
            let is_mark = |name: &&&str| self.entry(name).is_some_and(|(entry, _)| entry.kind == FieldKind::Standing);
            let mark = in_line.iter().find(is_mark).map(|name| (*name).to_owned());
            for name in in_line {
                let Some((entry, row)) = self.entry(name) else { continue };
                // What the vault itself says needs no further evidence, and a mark is no fact of its own.
                if entry.claims_fact && entry.source == FieldSource::Typed && entry.kind != FieldKind::Standing {
                    message.claims.insert(name.to_owned(), mark.clone());
                }
                match self.known(message, name, entry, row)? {
                    Known::Text(text) => {
                        let evidence = message.fields.get(name).and_then(|value| value.evidence);
                        message.fields.insert(name.to_owned(), FieldValue { text, evidence });
                    }
                    Known::Nothing => drop(message.fields.remove(name)),
                    Known::Chosen => {}
                }
            }
        }
        Ok(())
    }

    fn known(&self, message: &Message, name: &str, entry: &MergeField, row: Option<&Row>) -> Result<Known, Failure> {
        if let Some(kind) = entry.source.record() {
            let mut of_kind = self.rows.iter().filter(|row| row.kind == kind);
            let only = of_kind.next().filter(|_| of_kind.next().is_none());
            return Ok(Known::of(row.or(only).and_then(|row| row.says(entry))));
        }
        if let Some(text) = row.and_then(|row| row.says(entry)) {
            return Ok(Known::of(Some(text)));
        }
        let period = self.engagement.kind.period();
        let text = match entry.source {
            FieldSource::ClientLegalName => Some(self.client.legal_name.clone()),
            FieldSource::EngagementKind => Some(match self.engagement.kind {
                EngagementKind::Readiness { .. } => "SOC 2 readiness work".to_owned(),
                EngagementKind::TypeI { .. } | EngagementKind::TypeIi { .. } => {
                    format!("SOC 2 {}", self.engagement.kind.name())
                }
            }),
            FieldSource::EngagementPeriodStart => period.map(|period| day_in_words(period.from)),
            FieldSource::EngagementPeriodEnd => period.map(|period| day_in_words(period.to)),
            FieldSource::EngagementAuditorFirm => self.engagement.auditor_firm.clone(),
            FieldSource::EngagementFieldworkFrom => self.engagement.fieldwork_from.map(day_in_words),
            FieldSource::EngagementReportDue => self.engagement.report_due.map(day_in_words),
            FieldSource::PersonRole => self.follows(message, name)?.map(|person| person.role),
            FieldSource::PersonEmail => self.follows(message, name)?.and_then(|person| person.email),
            FieldSource::PersonName if name == SIGNATORY => match message.signatory {
                Some(id) => Some(self.r.get::<Person>(id)?.name),
                None => return Ok(Known::Chosen),
            },
            FieldSource::PersonName | FieldSource::ControlCode | FieldSource::Typed => return Ok(Known::Chosen),
            // Read from a record, above.
            FieldSource::GapTitle
            | FieldSource::GapState
            | FieldSource::GapFoundOn
            | FieldSource::GapDueOn
            | FieldSource::GapFixedOn
            | FieldSource::GapRetester
            | FieldSource::FindingReference
            | FieldSource::FindingWording
            | FieldSource::FindingCriteria
            | FieldSource::FindingCause
            | FieldSource::FindingDeviationsFound
            | FieldSource::FindingItemsTested
            | FieldSource::FindingCompensating
            | FieldSource::FindingFixedOn
            | FieldSource::FindingOwner
            | FieldSource::RequestReference
            | FieldSource::RequestWording
            | FieldSource::RequestControls
            | FieldSource::RequestOwner
            | FieldSource::RequestDueOn => None,
        };
        Ok(Known::of(text))
    }

    /// Whether the vault fills the field, so that nobody types it: picked people and controls are picked by someone.
    pub(crate) fn is_filled(&self, message: &Message, entry: &MergeField, row: Option<&Row>) -> bool {
        let picked = matches!(entry.source, FieldSource::Typed | FieldSource::PersonName | FieldSource::ControlCode);
        let signed = entry.name.as_str() == SIGNATORY && message.signatory.is_some();
        !picked || signed || row.is_some_and(|row| row.says(entry).is_some())
    }

    /// The person of whom a field such as `owner_title` speaks: whoever stands in `owner_name`.
    fn follows(&self, message: &Message, name: &str) -> Result<Option<Person>, Failure> {
        let Some((stem, _)) = name.rsplit_once('_') else { return Ok(None) };
        let person = format!("{stem}_name");
        if person == SIGNATORY
            && let Some(id) = message.signatory
        {
            return Ok(Some(self.r.get(id)?));
        }
        let Some(value) = message.fields.get(&person) else { return Ok(None) };
        Ok(find::one::<Person>(self.r, None, &value.text).ok())
    }
}

/// The field in which whoever signs is named.
const SIGNATORY: &str = "signatory_name";

/// What the vault says of a field.
enum Known {
    /// These words.
    Text(String),
    /// Nothing, though it should.
    Nothing,
    /// It is for a person to say.
    Chosen,
}

impl Known {
    /// Words on one line; none is nothing.
    fn of(text: Option<String>) -> Self {
        let line = text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        line.filter(|line| !line.is_empty()).map_or(Self::Nothing, Self::Text)
    }
}

/// The merge fields of a text, each once, in its order.
pub(crate) fn field_names(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for piece in pieces(text) {
        if let Piece::Field(name) = piece
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}
