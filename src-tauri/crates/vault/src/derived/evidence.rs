//! What the list of evidence items sorts and filters by, in a narrow table of its own, so that a page of many thousand
//! items is found without reading the items. Texts are folded, instants are in UTC; what is empty has no value.

use std::collections::{BTreeMap, BTreeSet};

use model::evidence::{Classification, Covers, EvidenceItem, EvidenceKind};
use model::id::{EngagementId, EvidenceId};
use model::time::{Day, Instant};
use rusqlite::Connection;

use crate::error::Result;
use crate::fold::fold;
use crate::table::column::{Column, Fields, columns};
use crate::table::{execute, find, insert_row, rows};

/// What the list of evidence items sorts and filters by, for one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EvidenceFigures {
    engagement: EngagementId,
    number: u32,
    title: String,
    reference: String,
    kind: EvidenceKind,
    classification: Classification,
    state: String,
    covers_from: Option<Day>,
    covers_to: Option<Day>,
    captured_at: Option<Instant>,
    received_at: Instant,
    source_system: Option<String>,
    collected_by: Option<String>,
    controls: u32,
    files: u32,
    size: u64,
    missing: u32,
    version: u32,
}

impl EvidenceFigures {
    /// The figures of an item.
    pub(crate) fn of(item: &EvidenceItem) -> Self {
        let (covers_from, covers_to) = match item.covers {
            None => (None, None),
            Some(Covers::Period { span }) => (Some(span.from), Some(span.to)),
            Some(Covers::AsOf { on }) => (Some(on), Some(on)),
            Some(Covers::InForce { from, until }) => (Some(from), until),
        };
        let filled = |text: &str| Some(fold(text)).filter(|text| !text.is_empty());
        Self {
            engagement: item.engagement,
            number: item.number,
            title: fold(&item.title),
            reference: fold(&item.reference()),
            kind: item.kind,
            classification: item.classification,
            state: item.state.name().replace(' ', "_"),
            covers_from,
            covers_to,
            captured_at: item.captured_at.map(|at| at.to_utc()),
            received_at: item.received_at,
            source_system: filled(&item.source_system),
            collected_by: filled(&item.collected_by),
            controls: count(item.controls.len()),
            files: count(item.files.len()),
            size: item.files.iter().map(|file| file.size).sum(),
            missing: count(item.missing().len()),
            version: item.version,
        }
    }
}

fn count(number: usize) -> u32 {
    number.try_into().unwrap_or(u32::MAX)
}

/// Computes and stores the figures of these items.
pub(super) fn store(connection: &Connection, items: &BTreeSet<EvidenceId>) -> Result<()> {
    for id in items {
        let item: Option<EvidenceItem> = find(connection, id.uuid())?;
        let after = item.as_ref().map(EvidenceFigures::of);
        let sql = "SELECT * FROM derived_evidence WHERE evidence = ?1";
        let before = rows(connection, "derived_evidence", sql, vec![id.to_value()], read)?.pop();
        if before == after {
            continue;
        }
        if before.is_some() {
            execute(connection, "DELETE FROM derived_evidence WHERE evidence = ?1", vec![id.to_value()])?;
        }
        if let Some(figures) = after {
            insert(connection, id, &figures)?;
        }
    }
    Ok(())
}

fn insert(connection: &Connection, evidence: &EvidenceId, figures: &EvidenceFigures) -> Result<()> {
    let EvidenceFigures {
        engagement,
        number,
        title,
        reference,
        kind,
        classification,
        state,
        covers_from,
        covers_to,
        captured_at,
        received_at,
        source_system,
        collected_by,
        controls,
        files,
        size,
        missing,
        version,
    } = figures;
    let mut columns = columns![evidence, engagement, number, title, reference, kind, classification, state];
    columns.extend(columns![covers_from, covers_to, captured_at, received_at, source_system, collected_by]);
    columns.extend(columns![controls, files, size, missing, version]);
    insert_row(connection, "derived_evidence", columns)
}

fn read(fields: &Fields<'_>) -> Result<EvidenceFigures> {
    Ok(EvidenceFigures {
        engagement: fields.get("engagement")?,
        number: fields.get("number")?,
        title: fields.get("title")?,
        reference: fields.get("reference")?,
        kind: fields.get("kind")?,
        classification: fields.get("classification")?,
        state: fields.get("state")?,
        covers_from: fields.get("covers_from")?,
        covers_to: fields.get("covers_to")?,
        captured_at: fields.get("captured_at")?,
        received_at: fields.get("received_at")?,
        source_system: fields.get("source_system")?,
        collected_by: fields.get("collected_by")?,
        controls: fields.get("controls")?,
        files: fields.get("files")?,
        size: fields.get("size")?,
        missing: fields.get("missing")?,
        version: fields.get("version")?,
    })
}

/// The figures of every item as they are stored.
pub(super) fn stored(connection: &Connection) -> Result<BTreeMap<EvidenceId, EvidenceFigures>> {
    let sql = "SELECT * FROM derived_evidence";
    let found =
        rows(connection, "derived_evidence", sql, Vec::new(), |fields| Ok((fields.get("evidence")?, read(fields)?)))?;
    Ok(found.into_iter().collect())
}
