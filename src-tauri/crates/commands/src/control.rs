//! Controls: taking them from the catalogue, listing, showing, adding, editing all or nothing, retiring.

mod start;

use std::collections::BTreeSet;

use model::activity::Action;
use model::control::{
    Control, ControlChange, ControlCode, ControlEdit, ControlState, ControlType, Frequency, Nature, QuarterRule,
};
use model::criterion::CriterionCode;
use model::evidence::EvidenceItem;
use model::gap::Gap;
use model::id::{ControlId, EngagementId};
use model::rating::Rating;
use model::surface::SurfaceCode;
use serde::{Deserialize, Serialize};

pub use start::{ControlTemplateRow, ListControlTemplates, StartControls, StartedControls};
pub(crate) use start::{from_entry, start, templates};

use crate::app::{App, Revise};
use crate::failure::Failure;
use crate::find;

/// Lists the controls, by code.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListControls {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Only those that help to meet this criterion.
    pub criterion: Option<CriterionCode>,
    /// Only those that act on this surface.
    pub surface: Option<SurfaceCode>,
    /// Retired ones too.
    pub retired: bool,
}

pub(crate) fn list(app: &mut App, request: ListControls) -> Result<Vec<Control>, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let mut controls: Vec<Control> = find::all(r, engagement.id)?;
        controls.retain(|control| {
            (request.retired || control.is_live())
                && request.criterion.is_none_or(|code| control.criteria.contains(&code))
                && request.surface.as_ref().is_none_or(|code| control.surfaces.contains(code))
        });
        controls.sort_by(|a, b| a.code.cmp(&b.code));
        Ok(controls)
    })
}

/// Shows one control with its evidence, ratings and gaps.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowControl {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code or id.
    pub control: String,
}

/// A control with what bears on it.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ControlSheet {
    /// The control.
    pub control: Control,
    /// Its live evidence.
    pub evidence: Vec<EvidenceItem>,
    /// Its ratings.
    pub ratings: Vec<Rating>,
    /// Its gaps.
    pub gaps: Vec<Gap>,
}

pub(crate) fn show(app: &mut App, request: ShowControl) -> Result<ControlSheet, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let control: Control = find::one(r, Some(engagement.id), &request.control)?;
        // A vault may hold tens of thousands of items: only those of this control are read.
        let mut evidence = r.evidence_of_control(control.id)?;
        evidence.retain(|item| item.state.is_live());
        let (ratings, gaps) = (r.ratings_of_control(control.id)?, r.gaps_of_control(control.id)?);
        Ok(ControlSheet { control, evidence, ratings, gaps })
    })
}

/// Adds a control of the client's own.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct AddControl {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Short name.
    pub code: ControlCode,
    /// Title.
    pub title: String,
    /// Who does what, how often, and what shows it.
    pub statement: String,
    /// Preventive, detective or corrective.
    pub control_type: ControlType,
    /// Manual, automated or IT-dependent manual.
    pub nature: Nature,
    /// How often it operates.
    pub frequency: Frequency,
    /// Role that answers for it.
    pub owner_role: String,
    /// Criteria that it helps to meet.
    pub criteria: BTreeSet<CriterionCode>,
    /// Surfaces on which it acts.
    pub surfaces: BTreeSet<SurfaceCode>,
    /// Whether a criterion rests on it.
    pub key: bool,
}

pub(crate) fn add(app: &mut App, request: AddControl) -> Result<Control, Failure> {
    app.write(Action::AddControl, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let control = Control {
            title: request.title,
            statement: request.statement,
            control_type: request.control_type,
            nature: request.nature,
            frequency: request.frequency,
            owner_role: request.owner_role,
            criteria: request.criteria,
            surfaces: request.surfaces,
            key: request.key,
            ..blank(moment.id(), engagement.id, request.code)
        };
        w.insert(&control)?;
        Ok(control)
    })
}

/// A planned control of which nothing is known but its code. It operates by no calendar, so no occurrence follows from what
/// nobody said.
pub(crate) fn blank(id: ControlId, engagement: EngagementId, code: ControlCode) -> Control {
    Control {
        id,
        revision: 1,
        engagement,
        code,
        title: String::new(),
        statement: String::new(),
        control_type: ControlType::Preventive,
        nature: Nature::Manual,
        frequency: Frequency::PerEvent,
        owner: None,
        owner_role: String::new(),
        criteria: BTreeSet::new(),
        surfaces: BTreeSet::new(),
        mappings: Vec::new(),
        key: false,
        starts_on: None,
        grace_days: 0,
        quarters: QuarterRule::Calendar,
        test_of_design: String::new(),
        test_of_effectiveness: String::new(),
        typical_evidence: Vec::new(),
        state: ControlState::Planned,
        internal_note: String::new(),
    }
}

/// Edits controls: all of the edits or none, as one step that can be undone.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EditControls {
    /// The edits, in order.
    pub edits: Vec<ControlEdit>,
}

pub(crate) fn edit(app: &mut App, request: EditControls) -> Result<Vec<Control>, Failure> {
    app.write(Action::EditControl, |w, _| {
        let mut changed: Vec<Control> = Vec::new();
        for edit in request.edits {
            let at = changed.iter().position(|control| control.id == edit.id);
            let (control, revision) = match at {
                // A second edit of the same control in one step builds on the first.
                Some(at) => (changed.swap_remove(at), None),
                None => (find::one::<Control>(w, None, &edit.id.to_string())?, Some(edit.revision)),
            };
            if revision.is_some_and(|revision| revision != control.revision) {
                let message = format!("{} was changed since it was read", control.code);
                return Err(Failure::new(crate::failure::Code::Stale, message));
            }
            changed.push(control.apply(edit.change)?);
        }
        changed.sort_by(|a, b| a.code.cmp(&b.code));
        changed.into_iter().map(|control| w.revise(control)).collect()
    })
}

/// Edits one control named by its code, whatever its revision; for people at a terminal.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ChangeControl {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code or id.
    pub control: String,
    /// The changes.
    pub changes: Vec<ControlChange>,
}

pub(crate) fn change(app: &mut App, request: ChangeControl) -> Result<Control, Failure> {
    app.write(Action::EditControl, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let mut control: Control = find::one(w, Some(engagement.id), &request.control)?;
        for change in request.changes {
            control = control.apply(change)?;
        }
        w.revise(control)
    })
}
