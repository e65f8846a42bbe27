//! The whole catalogue and its look-ups. Small enough that a look-up walks the rows.

use std::sync::OnceLock;

use model::control::Frequency;
use model::criterion::{Category, CriterionCode};

use crate::control::ControlEntry;
use crate::criterion::CriterionEntry;
use crate::deadline::DeadlineEntry;
use crate::error::Error;
use crate::mapping::{FrameworkTarget, MappingEntry, TransitionEntry};
use crate::merge_field::MergeField;
use crate::pattern::PatternEntry;
use crate::profile::{Profile, ProfileEntry, ProfileTable};
use crate::request::RequestEntry;
use crate::sampling::SamplingRule;
use crate::scenario::ScenarioEntry;
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
    /// Tabletop scenarios.
    pub scenarios: Vec<ScenarioEntry>,
    /// Plans and recurring tasks.
    pub timeline: Timeline,
    /// Communication templates, by code.
    pub templates: Vec<Template>,
    /// Merge fields of the templates, by name.
    pub merge_fields: Vec<MergeField>,
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
            scenarios: table::rows(sources.tabletop_scenarios)?,
            timeline: table::toml(sources.timeline)?,
            templates,
            merge_fields: table::rows(sources.merge_fields)?,
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

    /// The tabletop scenario with that code.
    pub fn scenario(&self, code: &str) -> Option<&ScenarioEntry> {
        self.scenarios.iter().find(|entry| entry.code.as_str() == code)
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

    /// The sampling rule for a control of `frequency` with a population of `population` items; at most one fits. Without
    /// one, the usual sample is the whole population.
    pub fn sampling_rule(&self, frequency: Frequency, population: u32) -> Option<&SamplingRule> {
        self.sampling_rules.iter().find(|rule| rule.fits(frequency, population))
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

    /// Requests that support at least one of a profile's controls.
    pub fn profile_requests(&self, profile: Profile) -> impl Iterator<Item = &RequestEntry> {
        let taken: Vec<_> = self.profile_controls(profile).map(|control| &control.code).collect();
        self.requests.iter().filter(move |entry| entry.controls.iter().any(|code| taken.contains(&code)))
    }
}
