//! Starting an engagement from a profile of the catalogue.

use std::collections::BTreeSet;

use catalogue::{Catalogue, Profile};
use model::activity::Action;
use model::control::Control;
use model::criterion::{Category, Criterion};
use model::engagement::{Engagement, EngagementKind, EngagementState, Trigger};
use model::packet::Paper;
use model::surface::Surface;
use model::system::{Components, System};
use model::time::Day;
use serde::{Deserialize, Serialize};

use crate::app::{App, Moment};
use crate::control::from_entry;
use crate::failure::{Code, Failure};

/// Starts an engagement from a profile: its system if the vault has none, surfaces, criteria, and the profile's packs of
/// controls with their mappings.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct StartEngagement {
    /// The profile.
    pub profile: String,
    /// Title as printed.
    pub title: String,
    /// Name of the system, used when the vault has none yet.
    pub system: String,
    /// Kind with its date or period.
    pub kind: EngagementKind,
    /// Categories in scope; none takes those that the profile proposes. Security is added.
    pub categories: Option<BTreeSet<Category>>,
    /// The consultant's firm.
    pub preparer_firm: String,
    /// The auditor's firm.
    pub auditor_firm: Option<String>,
    /// Why the work begins.
    pub trigger: Trigger,
    /// When it began.
    pub triggered_on: Option<Day>,
}

/// What was started.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct Started {
    /// The engagement.
    pub engagement: Engagement,
    /// Number of surfaces added.
    pub surfaces: usize,
    /// Number of criteria in scope.
    pub criteria: usize,
    /// Number of controls added.
    pub controls: usize,
}

pub(crate) fn start(app: &mut App, request: StartEngagement) -> Result<Started, Failure> {
    let profile = profile(&request.profile)?;
    let catalogue = Catalogue::embedded();
    app.write(Action::StartEngagement, |w, moment| {
        let system = match w.list::<System>()?.into_iter().next() {
            Some(system) => system,
            None => {
                let system = new_system(&request.system, moment);
                w.insert(&system)?;
                system
            }
        };
        let engagement =
            new_engagement(&request, catalogue.profile(profile).categories.iter().copied(), &system, moment);
        w.insert(&engagement)?;
        let known: BTreeSet<_> = w.list::<Surface>()?.into_iter().map(|surface| surface.code).collect();
        let surfaces: Vec<_> =
            catalogue_surfaces(profile, moment).into_iter().filter(|surface| !known.contains(&surface.code)).collect();
        surfaces.iter().try_for_each(|surface| w.insert(surface).map(drop))?;
        let criteria = catalogue_criteria(&engagement, moment);
        criteria.iter().try_for_each(|criterion| w.insert(criterion).map(drop))?;
        let controls = catalogue_controls(profile, &engagement, moment);
        controls.iter().try_for_each(|control| w.insert(control).map(drop))?;
        let in_scope = criteria.iter().filter(|it| engagement.categories.contains(&it.code.category())).count();
        Ok(Started { engagement, surfaces: surfaces.len(), criteria: in_scope, controls: controls.len() })
    })
}

/// The profile of that code.
pub(crate) fn profile(code: &str) -> Result<Profile, Failure> {
    Profile::ALL.into_iter().find(|profile| profile.code() == code).ok_or_else(|| {
        let codes: Vec<_> = Profile::ALL.into_iter().map(Profile::code).collect();
        Failure::new(Code::Invalid, format!("must be one of {}", codes.join(", "))).on("profile")
    })
}

fn new_system(name: &str, moment: &Moment<'_>) -> System {
    System {
        id: moment.id(),
        revision: 1,
        name: name.to_owned(),
        services: Vec::new(),
        components: Components::default(),
        boundaries: String::new(),
    }
}

fn new_engagement(
    request: &StartEngagement,
    proposed: impl Iterator<Item = Category>,
    system: &System,
    moment: &Moment<'_>,
) -> Engagement {
    let mut categories = request.categories.clone().unwrap_or_else(|| proposed.collect());
    categories.insert(Category::Security);
    Engagement {
        id: moment.id(),
        revision: 1,
        system: system.id,
        title: request.title.clone(),
        kind: request.kind,
        categories,
        preparer_firm: request.preparer_firm.clone(),
        firm_logo: None,
        firm_colour: None,
        firm_footer: String::new(),
        paper: Paper::A4,
        auditor_firm: request.auditor_firm.clone(),
        trigger: request.trigger,
        triggered_on: request.triggered_on,
        trigger_note: String::new(),
        fieldwork_from: None,
        report_due: None,
        state: EngagementState::Planning,
        outcomes: Vec::new(),
    }
}

fn catalogue_surfaces(profile: Profile, moment: &Moment<'_>) -> Vec<Surface> {
    let catalogue = Catalogue::embedded();
    let codes = catalogue.profile(profile).surfaces.iter();
    let entries = codes.filter_map(|code| catalogue.surface(code.as_str()));
    entries
        .map(|entry| Surface {
            id: moment.id(),
            revision: 1,
            code: entry.code.clone(),
            name: entry.name.clone(),
            description: entry.description.clone(),
            assets: entry.typical_assets.clone(),
            data_classes: entry.data_classes.clone(),
            owner_role: entry.owner_role.clone(),
            owner: None,
            trust_boundary: String::new(),
            primary_criteria: entry.primary_criteria.clone(),
        })
        .collect()
}

/// Every criterion, with our own wording. Which of them are in scope follows from the engagement's categories, so that a
/// category can come into scope later.
fn catalogue_criteria(engagement: &Engagement, moment: &Moment<'_>) -> Vec<Criterion> {
    let entries = Catalogue::embedded().criteria.iter();
    entries
        .map(|entry| Criterion {
            id: moment.id(),
            revision: 1,
            engagement: engagement.id,
            code: entry.code,
            series_title: entry.series_title.clone(),
            title: entry.title.clone(),
            summary: entry.summary.clone(),
            licensed_text: None,
            not_relevant: None,
        })
        .collect()
}

/// Every control of the profile's packs.
fn catalogue_controls(profile: Profile, engagement: &Engagement, moment: &Moment<'_>) -> Vec<Control> {
    let catalogue = Catalogue::embedded();
    let surfaces = catalogue.profile(profile).surfaces.iter().cloned().collect();
    let entries = catalogue.profile_controls(profile);
    entries.map(|entry| from_entry(entry, moment.id(), engagement.id, &surfaces)).collect()
}
