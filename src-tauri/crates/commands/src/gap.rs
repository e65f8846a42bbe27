//! Gaps: opening them from a failure pattern or by hand, listing, editing, and the steps that close them with proof; removing one that was opened by mistake.

mod remove;

use std::collections::BTreeSet;

use catalogue::Catalogue;
use catalogue::pattern::PatternEntry;
use model::activity::Action;
use model::control::Control;
use model::criterion::CriterionCode;
use model::engagement::Engagement;
use model::evidence::EvidenceItem;
use model::gap::{
    AcceptanceCriterion, Gap, GapKind, GapSource, GapState, ReferenceRange, Retest, RiskAcceptance, Severity,
};
use model::id::{ControlId, EngagementId, GapId};
use model::invalid::no_step;
use model::person::Person;
use model::surface::{Surface, SurfaceCode};
use model::time::Day;
use serde::{Deserialize, Serialize};
use vault::Writer;

pub use remove::RemoveGap;
pub(crate) use remove::remove;

use crate::app::{App, Moment, Revise};
use crate::facts::{Facts, edited};
use crate::failure::{Code, Failure};
use crate::find;

/// Lists the failure patterns of the catalogue, all of them or those of one surface.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListPatterns {
    /// Short name of the surface.
    pub surface: Option<SurfaceCode>,
}

/// A failure pattern as a list shows it.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PatternRow {
    /// Code, such as `FP-001`.
    pub code: String,
    /// Title.
    pub title: String,
    /// What usually happens.
    pub description: String,
    /// Surfaces on which it stands.
    pub surfaces: Vec<SurfaceCode>,
    /// Criteria that it bears on.
    pub criteria: Vec<CriterionCode>,
    /// Usual severity.
    pub severity: Severity,
}

pub(crate) fn patterns(app: &mut App, request: ListPatterns) -> Result<Vec<PatternRow>, Failure> {
    if let Some(surface) = &request.surface {
        require_surface(app, surface)?;
    }
    let on = |entry: &&PatternEntry| request.surface.as_ref().is_none_or(|code| entry.surfaces.contains(code));
    let entries = Catalogue::embedded().patterns.iter().filter(on);
    Ok(entries
        .map(|entry| PatternRow {
            code: entry.code.to_string(),
            title: entry.title.clone(),
            description: entry.description.clone(),
            surfaces: entry.surfaces.clone(),
            criteria: entry.criteria.clone(),
            severity: entry.severity(),
        })
        .collect())
}

/// Refuses a surface that neither the catalogue's patterns nor the open vault know.
fn require_surface(app: &App, code: &SurfaceCode) -> Result<(), Failure> {
    let in_catalogue = Catalogue::embedded().patterns.iter().any(|entry| entry.surfaces.contains(code));
    let is_known = in_catalogue || app.read(|r| Ok(r.list::<Surface>()?.iter().any(|it| it.code == *code)))?;
    if is_known { Ok(()) } else { Err(Failure::not_found("surface", code.as_str())) }
}

/// Opens a gap from a failure pattern: description, criteria, controls, remedy and acceptance criteria come from it. Its
/// cost range is kept as a reference only.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct StartGap {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code of the pattern.
    pub pattern: String,
    /// Who or what brought it to light.
    pub source: GapSource,
    /// When it was found; none takes today.
    pub found_on: Option<Day>,
    /// Surfaces, when not all of the pattern's.
    pub surfaces: Option<BTreeSet<SurfaceCode>>,
}

pub(crate) fn start(app: &mut App, request: StartGap) -> Result<Gap, Failure> {
    let pattern = Catalogue::embedded().pattern(&request.pattern.to_ascii_uppercase());
    let pattern = pattern.ok_or_else(|| Failure::not_found("failure pattern", &request.pattern).on("pattern"))?;
    app.write(Action::AddGap, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let gap = from_pattern(w, moment, &engagement, pattern, &request)?;
        w.insert(&gap)?;
        Ok(gap)
    })
}

fn from_pattern(
    w: &Writer,
    moment: &Moment<'_>,
    engagement: &Engagement,
    pattern: &PatternEntry,
    request: &StartGap,
) -> Result<Gap, Failure> {
    let known: BTreeSet<_> = w.list::<Surface>()?.into_iter().map(|surface| surface.code).collect();
    let wanted = request.surfaces.clone().unwrap_or_else(|| pattern.surfaces.iter().cloned().collect());
    let controls: Vec<Control> = find::all(w, engagement.id)?;
    let named = |control: &&Control| pattern.controls.contains(&control.code);
    let acceptance =
        |text: &String| AcceptanceCriterion { text: text.clone(), shown_by: String::new(), due_on: None, met: false };
    let found_on = request.found_on.unwrap_or_else(|| moment.at.date_naive());
    Ok(Gap {
        number: w.next_number::<Gap>(engagement.id)?,
        title: pattern.title.clone(),
        source: request.source,
        kind: pattern.gap_kind,
        description: pattern.description.clone(),
        criteria: pattern.criteria.iter().filter(|c| engagement.categories.contains(&c.category())).copied().collect(),
        controls: controls.iter().filter(named).map(|control| control.id).collect::<BTreeSet<ControlId>>(),
        surfaces: wanted.into_iter().filter(|code| known.contains(code)).collect(),
        severity: pattern.severity(),
        reference: reference(pattern),
        remedy: pattern.remediation_direction.clone(),
        acceptance: pattern.acceptance_criteria.iter().map(acceptance).collect(),
        pattern: Some(pattern.code.to_string()),
        ..blank(moment.id(), engagement.id, found_on)
    })
}

fn reference(pattern: &PatternEntry) -> Option<ReferenceRange> {
    let (low, high) = (pattern.cost_usd_min?, pattern.cost_usd_max?);
    let basis = pattern.cost_basis.clone().unwrap_or_default();
    Some(ReferenceRange { low, high, basis })
}

/// Opens a gap by hand.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct AddGap {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Title.
    pub title: String,
    /// What falls short.
    pub kind: GapKind,
    /// Who or what brought it to light.
    pub source: GapSource,
    /// What was found.
    pub description: String,
    /// Likelihood × impact.
    pub severity: Severity,
    /// When it was found; none takes today.
    pub found_on: Option<Day>,
    /// Further values by field; controls by code, the owner by name.
    pub facts: Facts,
}

pub(crate) fn add(app: &mut App, mut request: AddGap) -> Result<Gap, Failure> {
    app.write(Action::AddGap, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let gap = Gap {
            number: w.next_number::<Gap>(engagement.id)?,
            title: request.title,
            source: request.source,
            kind: request.kind,
            description: request.description,
            severity: request.severity,
            ..blank(moment.id(), engagement.id, request.found_on.unwrap_or_else(|| moment.at.date_naive()))
        };
        crate::named::controls_to_ids(w, &engagement, &mut request.facts)?;
        crate::named::person_to_id(w, &mut request.facts, "owner")?;
        let gap = edited(&gap, &request.facts)?;
        w.insert(&gap)?;
        Ok(gap)
    })
}

/// An open gap of which nothing is known but when it was found: of the middle of both scales, until someone says.
pub(crate) fn blank(id: GapId, engagement: EngagementId, found_on: Day) -> Gap {
    Gap {
        id,
        revision: 1,
        engagement,
        number: 1,
        title: String::new(),
        source: GapSource::SelfAssessment,
        kind: GapKind::Design,
        description: String::new(),
        root_cause: String::new(),
        criteria: BTreeSet::new(),
        controls: BTreeSet::new(),
        surfaces: BTreeSet::new(),
        severity: Severity { likelihood: 3, impact: 3 },
        effort_days: None,
        cost: None,
        reference: None,
        owner: None,
        found_on,
        due_on: None,
        remedy: String::new(),
        acceptance: Vec::new(),
        state: GapState::Open,
        fixed_on: None,
        retest: None,
        operating_since: None,
        acceptance_of_risk: None,
        prior: None,
        pattern: None,
        internal_note: String::new(),
    }
}

/// Lists the gaps, by number.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListGaps {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Only those that count as open today.
    pub open: bool,
}

pub(crate) fn list(app: &mut App, request: ListGaps) -> Result<Vec<Gap>, Failure> {
    let today = app.host().now().date_naive();
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let mut gaps: Vec<Gap> = find::all(r, engagement.id)?;
        gaps.retain(|gap| !request.open || gap.is_open_on(today));
        gaps.sort_by_key(|gap| gap.number);
        Ok(gaps)
    })
}

/// Shows one gap.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowGap {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub gap: String,
}

pub(crate) fn show(app: &mut App, request: ShowGap) -> Result<Gap, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        find::one(r, Some(engagement.id), &request.gap)
    })
}

/// Edits a gap's facts; controls by code, the owner by name.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EditGap {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub gap: String,
    /// New values by field.
    pub facts: Facts,
}

pub(crate) fn edit(app: &mut App, mut request: EditGap) -> Result<Gap, Failure> {
    app.write(Action::EditGap, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let gap: Gap = find::one(w, Some(engagement.id), &request.gap)?;
        crate::named::controls_to_ids(w, &engagement, &mut request.facts)?;
        crate::named::person_to_id(w, &mut request.facts, "owner")?;
        w.revise(edited(&gap, &request.facts)?)
    })
}

/// Moves a gap to another state, with what that state needs.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct MoveGap {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub gap: String,
    /// The step.
    pub step: GapStep,
}

/// A step of a gap, with the proof that it needs.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum GapStep {
    /// Back to open.
    Open,
    /// Work has begun.
    InProgress,
    /// The fix is in place.
    FixedAwaitingProof {
        /// Since when.
        fixed_on: Day,
    },
    /// Retested by another person on evidence captured after the fix.
    Retested {
        /// Who, by name or id.
        by: String,
        /// When.
        on: Day,
        /// References of the evidence.
        evidence: Vec<String>,
        /// What was done and seen.
        note: String,
    },
    /// The control operates.
    OperatingSince {
        /// Since when.
        since: Day,
    },
    /// The risk is accepted.
    AcceptedRisk {
        /// Who accepts it, by name or id.
        approver: String,
        /// Until when.
        until: Day,
        /// Why.
        reason: String,
    },
    /// It came back.
    Reopened,
}

impl GapStep {
    const fn state(&self) -> GapState {
        match self {
            Self::Open => GapState::Open,
            Self::InProgress => GapState::InProgress,
            Self::FixedAwaitingProof { .. } => GapState::FixedAwaitingProof,
            Self::Retested { .. } => GapState::Retested,
            Self::OperatingSince { .. } => GapState::OperatingSince,
            Self::AcceptedRisk { .. } => GapState::AcceptedRisk,
            Self::Reopened => GapState::Reopened,
        }
    }
}

pub(crate) fn move_to(app: &mut App, request: MoveGap) -> Result<Gap, Failure> {
    app.write(Action::MoveGap, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let mut gap: Gap = find::one(w, Some(engagement.id), &request.gap)?;
        let next = request.step.state();
        if !gap.state.may_become(next) {
            let message = no_step(gap.state.name(), next.name(), &gap.state.steps());
            return Err(Failure::new(Code::Refused, message).on("state"));
        }
        gap.state = next;
        apply(w, &engagement, &mut gap, request.step)?;
        w.revise(gap)
    })
}

fn apply(w: &Writer, engagement: &Engagement, gap: &mut Gap, step: GapStep) -> Result<(), Failure> {
    let person = |name: &str| find::one::<Person>(w, None, name).map(|person| person.id);
    match step {
        GapStep::Open | GapStep::InProgress => {}
        GapStep::FixedAwaitingProof { fixed_on } => gap.fixed_on = Some(fixed_on),
        GapStep::Retested { by, on, evidence, note } => {
            let items: Vec<EvidenceItem> =
                evidence.iter().map(|name| find::one(w, Some(engagement.id), name)).collect::<Result<_, _>>()?;
            gap.retest =
                Some(Retest { by: person(&by)?, on, evidence: items.iter().map(|item| item.id).collect(), note });
            gap.check_retest(&items.iter().collect::<Vec<_>>())?;
        }
        GapStep::OperatingSince { since } => gap.operating_since = Some(since),
        GapStep::AcceptedRisk { approver, until, reason } => {
            gap.acceptance_of_risk = Some(RiskAcceptance { approver: person(&approver)?, until, reason });
        }
        GapStep::Reopened => {
            // What closed it no longer stands; the log keeps it.
            (gap.fixed_on, gap.retest, gap.operating_since, gap.acceptance_of_risk) = (None, None, None, None);
        }
    }
    Ok(())
}
