//! The evidence items' table, with the controls, files and card of each.

use model::evidence::{Approval, Covers, EvidenceFile, EvidenceItem, EvidenceKind, EvidenceState, IpeCard, Reviewed};
use model::id::{ControlId, EngagementId, EvidenceId};
use model::time::{Day, Instant, Span};
use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::Uuid;

use super::column::{Column, Columns, Fields, columns, word};
use super::part::{ListTable, Part, SetTable};
use super::{InEngagement, Numbered, Table, insert_row, rows, select, twin};
use crate::access::Reader;
use crate::error::Result;

const CONTROLS: SetTable = SetTable { table: "evidence_control", owner: "evidence", member: "control" };
const FILES: ListTable = ListTable { table: "evidence_file", owner: "evidence" };

impl Table for EvidenceItem {
    type Id = EvidenceId;
    const ORDER: &'static str = "engagement, number";
    const PARTS: &'static [&'static str] = &["evidence_control", "evidence_redaction", "evidence_file", "evidence_ipe"];

    fn uuid(id: EvidenceId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        let Self {
            id,
            revision,
            engagement,
            number,
            title,
            kind,
            classification,
            covers,
            captured_at,
            received_at,
            reviewed,
            source_system,
            collected_by,
            state,
            version,
            supersedes,
            controls: _, // These three are written by `insert_parts`.
            files: _,
            ipe: _,
            approval,
            list_only,
            internal_note,
        } = self;
        let reviewed_by = &reviewed.as_ref().map(|Reviewed { by, at: _ }| *by);
        let reviewed_at = &reviewed.as_ref().map(|Reviewed { by: _, at }| *at);
        let approved_by = &approval.as_ref().map(|Approval { by, on: _ }| by.clone());
        let approved_on = &approval.as_ref().map(|Approval { by: _, on }| *on);
        let mut columns = columns![
            id,
            revision,
            engagement,
            number,
            title,
            kind,
            classification,
            captured_at,
            received_at,
            reviewed_by,
            reviewed_at,
            source_system,
            collected_by,
            version,
            supersedes,
            approved_by,
            approved_on,
            list_only,
            internal_note,
        ];
        columns.extend(covers_columns(covers.as_ref()));
        columns.extend(state_columns(state));
        columns
    }

    fn insert_parts(&self, connection: &Connection) -> Result<()> {
        CONTROLS.insert(connection, self.id.uuid(), &self.controls)?;
        FILES.insert(connection, self.id.uuid(), &self.files, |file| {
            let EvidenceFile { id, name, file_type, size, sha256, redaction: _ } = file;
            columns![id, name, file_type, size, sha256]
        })?;
        for file in &self.files {
            let Some(redaction) = &file.redaction else { continue };
            insert_row(connection, twin::REDACTIONS.table, twin::columns_of(self.id, file.id, redaction))?;
        }
        let Some(card) = &self.ipe else { return Ok(()) };
        let IpeCard { system, environment, query, run_by, run_at, row_count, tie_out } = card;
        let evidence = &self.id;
        let columns = columns![evidence, system, environment, query, run_by, run_at, row_count, tie_out];
        insert_row(connection, "evidence_ipe", columns)
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        let id: EvidenceId = fields.get("id")?;
        Ok(Self {
            id,
            revision: fields.get("revision")?,
            engagement: fields.get("engagement")?,
            number: fields.get("number")?,
            title: fields.get("title")?,
            kind: fields.get("kind")?,
            classification: fields.get("classification")?,
            covers: covers(fields)?,
            captured_at: fields.get("captured_at")?,
            received_at: fields.get("received_at")?,
            reviewed: pair(fields, "reviewed_by", "reviewed_at")?.map(|(by, at)| Reviewed { by, at }),
            source_system: fields.get("source_system")?,
            collected_by: fields.get("collected_by")?,
            state: state(fields)?,
            version: fields.get("version")?,
            supersedes: fields.get("supersedes")?,
            controls: CONTROLS.read(fields, id.uuid())?,
            files: files(fields, id)?,
            ipe: ipe(fields, id)?,
            approval: pair(fields, "approved_by", "approved_on")?.map(|(by, on)| Approval { by, on }),
            list_only: fields.get("list_only")?,
            internal_note: fields.get("internal_note")?,
        })
    }
}

fn covers_columns(covers: Option<&Covers>) -> Columns {
    let (covers, from, to) = match covers {
        None => (Value::Null, None, None),
        Some(Covers::Period { span: Span { from, to } }) => (word("period"), Some(*from), Some(*to)),
        Some(Covers::AsOf { on }) => (word("as_of"), Some(*on), None),
        Some(Covers::InForce { from, until }) => (word("in_force"), Some(*from), *until),
    };
    let (covers_from, covers_to) = (&from, &to);
    columns![covers = covers, covers_from, covers_to]
}

fn covers(fields: &Fields<'_>) -> Result<Option<Covers>> {
    let covers: Option<String> = fields.get("covers")?;
    let (from, to): (Option<Day>, Option<Day>) = (fields.get("covers_from")?, fields.get("covers_to")?);
    match (covers.as_deref(), from, to) {
        (None, None, None) => Ok(None),
        (Some("period"), Some(from), Some(to)) => Ok(Some(Covers::Period { span: Span { from, to } })),
        (Some("as_of"), Some(on), None) => Ok(Some(Covers::AsOf { on })),
        (Some("in_force"), Some(from), until) => Ok(Some(Covers::InForce { from, until })),
        _ => Err(fields.damaged("covers")),
    }
}

fn state_columns(state: &EvidenceState) -> Columns {
    let (mut reason, mut released, mut superseded_by) = (None, None, None);
    let state = match state {
        EvidenceState::Received => "received",
        EvidenceState::InReview => "in_review",
        EvidenceState::Accepted => "accepted",
        EvidenceState::Returned { reason: why } => {
            reason = Some(why.clone());
            "returned"
        }
        EvidenceState::Released { by, at } => {
            released = Some((*by, *at));
            "released"
        }
        EvidenceState::Superseded { by } => {
            superseded_by = Some(*by);
            "superseded"
        }
        EvidenceState::Withdrawn { reason: why } => {
            reason = Some(why.clone());
            "withdrawn"
        }
    };
    let (state_reason, superseded_by) = (&reason, &superseded_by);
    let (released_by, released_at) = (&released.map(|(by, _)| by), &released.map(|(_, at)| at));
    columns![state = word(state), state_reason, released_by, released_at, superseded_by]
}

fn state(fields: &Fields<'_>) -> Result<EvidenceState> {
    let reason: Option<String> = fields.get("state_reason")?;
    let released: Option<(_, Instant)> = pair(fields, "released_by", "released_at")?;
    let superseded_by: Option<EvidenceId> = fields.get("superseded_by")?;
    match (fields.get::<String>("state")?.as_str(), reason, released, superseded_by) {
        ("received", None, None, None) => Ok(EvidenceState::Received),
        ("in_review", None, None, None) => Ok(EvidenceState::InReview),
        ("accepted", None, None, None) => Ok(EvidenceState::Accepted),
        ("returned", Some(reason), None, None) => Ok(EvidenceState::Returned { reason }),
        ("released", None, Some((by, at)), None) => Ok(EvidenceState::Released { by, at }),
        ("superseded", None, None, Some(by)) => Ok(EvidenceState::Superseded { by }),
        ("withdrawn", Some(reason), None, None) => Ok(EvidenceState::Withdrawn { reason }),
        _ => Err(fields.damaged("state")),
    }
}

fn ipe(fields: &Fields<'_>, id: EvidenceId) -> Result<Option<IpeCard>> {
    let part = Part { table: "evidence_ipe", owner: "evidence", position: None };
    let found = part.read(fields, id.uuid(), |fields| {
        Ok(IpeCard {
            system: fields.get("system")?,
            environment: fields.get("environment")?,
            query: fields.get("query")?,
            run_by: fields.get("run_by")?,
            run_at: fields.get("run_at")?,
            row_count: fields.get("row_count")?,
            tie_out: fields.get("tie_out")?,
        })
    })?;
    Ok(found.into_iter().next())
}

/// The files of an item, each with its redaction.
fn files(fields: &Fields<'_>, id: EvidenceId) -> Result<Vec<EvidenceFile>> {
    let mut files = FILES.read(fields, id.uuid(), read_file)?;
    for (of, redaction) in twin::REDACTIONS.read(fields, id.uuid(), twin::read_redaction)? {
        let file = files.iter_mut().find(|file| file.id == of);
        file.ok_or_else(|| fields.damaged("files"))?.redaction = Some(redaction);
    }
    Ok(files)
}

/// One file of an item, without what may be redacted of it.
pub(crate) fn read_file(fields: &Fields<'_>) -> Result<EvidenceFile> {
    Ok(EvidenceFile {
        id: fields.get("id")?,
        name: fields.get("name")?,
        file_type: fields.get("file_type")?,
        size: fields.get("size")?,
        sha256: fields.get("sha256")?,
        redaction: None,
    })
}

/// Two columns that have values together or not at all.
pub(crate) fn pair<A: Column, B: Column>(fields: &Fields<'_>, one: &str, two: &str) -> Result<Option<(A, B)>> {
    match (fields.get::<Option<A>>(one)?, fields.get::<Option<B>>(two)?) {
        (Some(first), Some(second)) => Ok(Some((first, second))),
        (None, None) => Ok(None),
        _ => Err(fields.damaged(two)),
    }
}

impl InEngagement for EvidenceItem {
    fn engagement(&self) -> EngagementId {
        self.engagement
    }
}

impl Numbered for EvidenceItem {
    fn number(&self) -> u32 {
        self.number
    }
}

impl Reader<'_> {
    /// The accepted configurations and change histories that name a control, by number.
    ///
    /// # Errors
    /// Those of reading.
    pub fn configurations_of_control(&self, control: ControlId) -> Result<Vec<EvidenceItem>> {
        let clause = "WHERE id IN (SELECT evidence FROM evidence_control WHERE control = ?1) \
                      AND kind IN (?2, ?3) AND state IN ('accepted', 'released')";
        let kinds = [EvidenceKind::Configuration, EvidenceKind::ChangeHistory].map(|kind| kind.to_value());
        let [one, two] = kinds;
        select(self.connection(), clause, vec![control.to_value(), one, two])
    }

    /// How many live items an engagement has, and how many of them the client has released.
    ///
    /// # Errors
    /// Those of reading.
    pub fn evidence_count(&self, engagement: EngagementId) -> Result<(usize, usize)> {
        let sql = "SELECT state = 'released' AS released, count(*) AS items FROM evidence \
                   WHERE engagement = ?1 AND state NOT IN ('superseded', 'withdrawn') GROUP BY released";
        let read = |fields: &Fields<'_>| Ok((fields.get::<bool>("released")?, fields.get::<u32>("items")? as usize));
        let found = rows(self.connection(), "evidence", sql, vec![engagement.to_value()], read)?;
        let of = |wanted: &dyn Fn(bool) -> bool| found.iter().filter(|it| wanted(it.0)).map(|it| it.1).sum();
        Ok((of(&|_| true), of(&|released| released)))
    }

    /// The items that name a control, superseded and withdrawn ones included, by number.
    ///
    /// # Errors
    /// Those of reading.
    pub fn evidence_of_control(&self, control: ControlId) -> Result<Vec<EvidenceItem>> {
        let clause = "WHERE id IN (SELECT evidence FROM evidence_control WHERE control = ?1)";
        select(self.connection(), clause, vec![control.to_value()])
    }
}
