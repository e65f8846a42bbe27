//! Evidence items as lists and sheets show them.

use model::control::Control;
use model::custody::CustodyEvent;
use model::evidence::EvidenceItem;
use model::id::ControlId;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::failure::Failure;
use crate::find;

/// Lists the evidence items, by number.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListEvidence {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Only those that support this control.
    pub control: Option<String>,
    /// Superseded and withdrawn ones too.
    pub all: bool,
}

/// An item as a list shows it.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EvidenceRow {
    /// The item.
    pub item: EvidenceItem,
    /// Codes of its controls.
    pub controls: Vec<String>,
    /// What it still lacks.
    pub missing: Vec<String>,
}

pub(crate) fn list(app: &mut App, request: ListEvidence) -> Result<Vec<EvidenceRow>, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let controls: Vec<Control> = find::all(r, engagement.id)?;
        let only = match &request.control {
            Some(name) => Some(find::one::<Control>(r, Some(engagement.id), name)?.id),
            None => None,
        };
        let mut items: Vec<EvidenceItem> = match only {
            Some(control) => r.evidence_of_control(control)?,
            None => find::all(r, engagement.id)?,
        };
        items.retain(|item| request.all || item.state.is_live());
        items.sort_by_key(|item| item.number);
        Ok(items.into_iter().map(|item| row(item, &controls)).collect())
    })
}

fn row(item: EvidenceItem, controls: &[Control]) -> EvidenceRow {
    let code =
        |id: &ControlId| controls.iter().find(|control| control.id == *id).map(|control| control.code.to_string());
    EvidenceRow { controls: item.controls.iter().filter_map(code).collect(), missing: item.missing(), item }
}

/// Shows one item with its custody.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowEvidence {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub evidence: String,
}

/// An item with its custody.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EvidenceSheet {
    /// The item as a list shows it.
    pub row: EvidenceRow,
    /// What happened to it, oldest first.
    pub custody: Vec<CustodyEvent>,
}

pub(crate) fn show(app: &mut App, request: ShowEvidence) -> Result<EvidenceSheet, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let item: EvidenceItem = find::one(r, Some(engagement.id), &request.evidence)?;
        let custody = r.custody(item.id)?;
        let controls = item.controls.iter().map(|id| r.get(*id)).collect::<Result<Vec<Control>, _>>()?;
        Ok(EvidenceSheet { row: row(item, &controls), custody })
    })
}
