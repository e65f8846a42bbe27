//! The whole catalogue and its look-ups. Small enough that a look-up walks the rows.

use std::sync::OnceLock;

use model::communication::{Scenario, ScenarioKind};
use model::control::Frequency;
use model::criterion::{Category, CriterionCode};

use crate::control::ControlEntry;
use crate::criterion::CriterionEntry;
use crate::deadline::DeadlineEntry;
use crate::error::Error;
use crate::exercise::ExerciseEntry;
use crate::mapping::{FrameworkTarget, MappingEntry, TransitionEntry};
use crate::merge_field::MergeField;
use crate::pattern::PatternEntry;
use crate::profile::{Profile, ProfileEntry, ProfileTable};
use crate::request::RequestEntry;
use crate::role::RoleEntry;
use crate::sampling::SamplingRule;
use crate::scenario::{SCENARIOS, ScenarioEntry, ScenarioTable};
use crate::source::Sources;
use crate::surface::SurfaceEntry;
use crate::table;
use crate::template::{self, Template};
use crate::timeline::{Plan, Timeline};

/// All reference data, typed. Every list stands in the order of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    /// The 61 criteria, in the order of a report.
    pub criteria: Vec<CriterionEntry>,
    /// Surfaces.
    pub surfaces: Vec<SurfaceEntry>,
    /// Controls of all packs.
    pub controls: Vec<ControlEntry>,
    /// Mappings of criteria to other frameworks.
    pub mappings: Vec<MappingEntry>,
    /// Identifiers that exist in those frameworks.
    pub framework_targets: Vec<FrameworkTarget>,
    /// Annex A of 2013 to Annex A of 2022.
    pub transitions: Vec<TransitionEntry>,
    /// The request list.
    pub requests: Vec<RequestEntry>,
    /// Failure patterns.
    pub patterns: Vec<PatternEntry>,
    /// Sampling rules.
    pub sampling_rules: Vec<SamplingRule>,
    /// Notification clocks.
    pub deadlines: Vec<DeadlineEntry>,
    /// Tabletop exercises.
    pub exercises: Vec<ExerciseEntry>,
    /// Roles that the other rows name.
    pub roles: Vec<RoleEntry>,
    /// Plans and recurring tasks.
    pub timeline: Timeline,
    /// Communication templates, by code.
    pub templates: Vec<Template>,
    /// Merge fields of the templates, by name.
    pub merge_fields: Vec<MergeField>,
    /// Communication scenarios.
    pub scenarios: Vec<ScenarioEntry>,
    /// Profiles.
    pub profiles: Vec<ProfileEntry>,
}

impl Catalogue {
    /// The catalogue that ships in the program, read once.
    ///
    /// # Panics
    /// Never in a program whose tests ran: `tests/integrity.rs` reads the same embedded texts.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<Catalogue> = OnceLock::new();
        EMBEDDED.get_or_init(|| {
            Self::read(&Sources::EMBEDDED).expect("the embedded reference data is read by a test before it ships")
        })
    }

    /// Reads a catalogue. Each row must fit its type; whether rows refer to each other rightly is tested, not checked
    /// here.
    ///
    /// # Errors
    /// [`Error`] names the first file and line that don't fit.
    pub fn read(sources: &Sources<'_>) -> Result<Self, Error> {
        let profiles = table::toml::<ProfileTable>(sources.profiles)?.profiles;
        for profile in Profile::ALL {
            if !profiles.iter().any(|entry| entry.profile == profile) {
                return Err(Error::ProfileMissing { profile });
            }
        }
        let scenarios = table::toml::<ScenarioTable>(sources.scenarios)?.scenarios;
        for scenario in SCENARIOS {
            if !scenarios.iter().any(|entry| entry.scenario == scenario) {
                return Err(Error::ScenarioMissing { scenario });
            }
        }
        let mut templates: Vec<Template> =
            sources.templates.iter().map(|source| template::read(*source)).collect::<Result<_, _>>()?;
        templates.sort_by(|a, b| a.code.cmp(&b.code));
        Ok(Self {
            criteria: table::rows(sources.criteria)?,
            surfaces: table::rows(sources.surfaces)?,
            controls: table::rows(sources.controls)?,
            mappings: table::rows(sources.mappings)?,
            framework_targets: table::rows(sources.framework_ids)?,
            transitions: table::rows(sources.iso_transition)?,
            requests: table::rows(sources.evidence_requests)?,
            patterns: table::rows(sources.failure_patterns)?,
            sampling_rules: table::rows(sources.sampling)?,
            deadlines: table::rows(sources.deadlines)?,
            exercises: table::rows(sources.exercises)?,
            roles: table::rows(sources.roles)?,
            timeline: table::toml(sources.timeline)?,
            templates,
            merge_fields: table::rows(sources.merge_fields)?,
            scenarios,
            profiles,
        })
    }

    /// The criterion with that code.
    pub fn criterion(&self, code: CriterionCode) -> Option<&CriterionEntry> {
        self.criteria.iter().find(|entry| entry.code == code)
    }

    /// The surface with that code.
    pub fn surface(&self, code: &str) -> Option<&SurfaceEntry> {
        self.surfaces.iter().find(|entry| entry.code.as_str() == code)
    }

    /// The control with that code.
    pub fn control(&self, code: &str) -> Option<&ControlEntry> {
        self.controls.iter().find(|entry| entry.code.as_str() == code)
    }

    /// The request with that code.
    pub fn request(&self, code: &str) -> Option<&RequestEntry> {
        self.requests.iter().find(|entry| entry.code.as_str() == code)
    }

    /// The failure pattern with that code.
    pub fn pattern(&self, code: &str) -> Option<&PatternEntry> {
        self.patterns.iter().find(|entry| entry.code.as_str() == code)
    }

    /// The notification clock with that code.
    pub fn deadline(&self, code: &str) -> Option<&DeadlineEntry> {
        self.deadlines.iter().find(|entry| entry.code.as_str() == code)
    }

    /// The tabletop exercise with that code.
    pub fn exercise(&self, code: &str) -> Option<&ExerciseEntry> {
        self.exercises.iter().find(|entry| entry.code.as_str() == code)
    }

    /// The role of that name.
    pub fn role(&self, name: &str) -> Option<&RoleEntry> {
        self.roles.iter().find(|entry| entry.name == name)
    }

    /// The preparation plan with that code.
    pub fn plan(&self, code: &str) -> Option<&Plan> {
        self.timeline.plans.iter().find(|entry| entry.code.as_str() == code)
    }

    /// The communication template with that code.
    pub fn template(&self, code: &str) -> Option<&Template> {
        self.templates.iter().find(|entry| entry.code.as_str() == code)
    }

    /// The merge field with that name.
    pub fn merge_field(&self, name: &str) -> Option<&MergeField> {
        self.merge_fields.iter().find(|entry| entry.name.as_str() == name)
    }

    /// Criteria of a category.
    pub fn criteria_of(&self, category: Category) -> impl Iterator<Item = &CriterionEntry> {
        self.criteria.iter().filter(move |entry| entry.category == category)
    }

    /// Controls that help to meet a criterion.
    pub fn controls_for(&self, criterion: CriterionCode) -> impl Iterator<Item = &ControlEntry> {
        self.controls.iter().filter(move |entry| entry.criteria.contains(&criterion))
    }

    /// Mappings of a criterion to other frameworks.
    pub fn mappings_of(&self, criterion: CriterionCode) -> impl Iterator<Item = &MappingEntry> {
        self.mappings.iter().filter(move |entry| entry.criterion == criterion)
    }

    /// Requests that support the control with that code.
    pub fn requests_for<'a>(&'a self, control: &'a str) -> impl Iterator<Item = &'a RequestEntry> {
        self.requests.iter().filter(move |entry| entry.controls.iter().any(|code| code.as_str() == control))
    }

    /// What usually breaks on the surface with that code.
    pub fn patterns_on<'a>(&'a self, surface: &'a str) -> impl Iterator<Item = &'a PatternEntry> {
        self.patterns.iter().filter(move |entry| entry.surfaces.iter().any(|code| code.as_str() == surface))
    }

    /// Criteria that a request bears on, in the order of a report: those of its controls.
    pub fn request_criteria(&self, request: &RequestEntry) -> Vec<CriterionCode> {
        let controls: Vec<_> = self.controls.iter().filter(|entry| request.controls.contains(&entry.code)).collect();
        let bears = |code: &CriterionCode| controls.iter().any(|control| control.criteria.contains(code));
        self.criteria.iter().map(|entry| entry.code).filter(bears).collect()
    }

    /// The sampling rule for a control of `frequency` with a population of `population` items; at most one fits. Without
    /// one, the usual sample is the whole population.
    pub fn sampling_rule(&self, frequency: Frequency, population: u32) -> Option<&SamplingRule> {
        self.sampling_rules.iter().find(|rule| rule.fits(frequency, population))
    }

    /// What a scenario starts.
    ///
    /// # Panics
    /// Never for a catalogue that was read: [`Catalogue::read`] asks for every scenario.
    pub fn scenario(&self, scenario: ScenarioKind) -> &ScenarioEntry {
        let entry = self.scenarios.iter().find(|entry| entry.scenario == scenario);
        entry.expect("reading a catalogue asks for every scenario")
    }

    /// The plan rows and drafts that a scenario starts, as the model takes them. None when a row names a template that
    /// isn't there, which `tests/communication.rs` rules out.
    pub fn scenario_start(&self, scenario: ScenarioKind) -> Option<Scenario> {
        let entry = self.scenario(scenario);
        let rows: Option<_> = entry.rows.iter().map(|row| row.started(|code| self.template(code.as_str()))).collect();
        Some(Scenario { kind: scenario, rows: rows? })
    }

    /// What a profile proposes.
    ///
    /// # Panics
    /// Never for a catalogue that was read: [`Catalogue::read`] asks for every profile.
    pub fn profile(&self, profile: Profile) -> &ProfileEntry {
        let entry = self.profiles.iter().find(|entry| entry.profile == profile);
        entry.expect("reading a catalogue asks for every profile")
    }

    /// Controls with which a profile starts.
    pub fn profile_controls(&self, profile: Profile) -> impl Iterator<Item = &ControlEntry> {
        let entry = self.profile(profile);
        self.controls.iter().filter(move |control| entry.takes(control))
    }

    /// Criteria of a profile's categories, proposed or to be considered, for which it has no control.
    pub fn profile_uncovered(&self, profile: Profile) -> Vec<CriterionCode> {
        let entry = self.profile(profile);
        let asked = |category: &Category| entry.categories.contains(category) || entry.consider.contains(category);
        let met = |code: CriterionCode| self.controls_for(code).any(|control| entry.takes(control));
        let open = self.criteria.iter().filter(|criterion| asked(&criterion.category) && !met(criterion.code));
        open.map(|criterion| criterion.code).collect()
    }

    /// Requests that support at least one of a profile's controls: its request list.
    pub fn profile_requests(&self, profile: Profile) -> impl Iterator<Item = &RequestEntry> {
        let taken: Vec<_> = self.profile_controls(profile).map(|control| &control.code).collect();
        self.requests.iter().filter(move |entry| entry.controls.iter().any(|code| taken.contains(&code)))
    }
}
