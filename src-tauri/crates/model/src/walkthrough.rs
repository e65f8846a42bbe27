//! The walkthrough: controls as they are presented to an auditor, page by page. Works on the auditor's narrowed source
//! alone, so that nothing outside that profile can reach a page. Judges nothing and shows no gap, cost or severity.

mod sheet;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use self::sheet::{
    WalkthroughCriterion, WalkthroughExhibit, WalkthroughFile, WalkthroughFrame, WalkthroughOccurrence,
    WalkthroughPopulation, WalkthroughSheet, WalkthroughTest,
};
use crate::control::{Control, ControlState};
use crate::criterion::CriterionCode;
use crate::engagement::EngagementKind;
use crate::evidence::EvidenceItem;
use crate::exhibit::ShowLimits;
use crate::id::{ControlId, EvidenceId};
use crate::occurrence::{
    ConfigurationProof, Occurrence, OccurrenceRow, Outlook, Schedule, ShownBy, Standing, Support, UNTESTABLE,
    occurrence_rows, occurrences,
};
use crate::packet::{AudienceProfile, PacketForm, PacketOptions, PacketSource, Part, Presentation, VolumeLimits};
use crate::population::population_coverage;
use crate::rating::{Aspect, Rating, RatingSubject, RatingValue};
use crate::time::{AsOf, Day, Span};

/// An engagement as an auditor may see it on a day.
#[derive(Debug)]
pub struct Walkthrough {
    source: PacketSource,
    today: Day,
}

impl Walkthrough {
    /// The walkthrough of a source on the day of `as_of`. The source is narrowed here, whatever it was before.
    pub fn new(source: PacketSource, as_of: AsOf) -> Self {
        let options = PacketOptions {
            form: PacketForm::Archive,
            profile: AudienceProfile::Auditor,
            also: [].into(),
            part: Part::Whole,
            marked: [].into(),
            as_of,
            number: String::new(),
            reviewed_by: None,
            limits: ShowLimits::default(),
            embed_limit: 0,
            volume: VolumeLimits::default(),
            bates_from: 1,
            log_rows: 0,
            program: String::new(),
            signed_by: None,
            presentation: Presentation::default(),
        };
        Self { source: source.narrowed(&options), today: as_of.day() }
    }

    /// What stands around every page.
    pub fn frame(&self) -> WalkthroughFrame {
        let engagement = &self.source.engagement;
        WalkthroughFrame {
            title: format!("SOC 2 {}", engagement.kind.name()),
            period: engagement.kind.period(),
            as_of: self.today,
            notice: format!(
                "Management's readiness testing, prepared by {}. Not an examination; no opinion is expressed.",
                engagement.preparer_firm
            ),
        }
    }

    /// The controls that can be walked through, by code.
    pub fn controls(&self) -> impl Iterator<Item = &Control> {
        self.source.controls.iter().filter(|control| control.is_live())
    }

    /// The criteria that are in scope, as a report lists them.
    pub fn criteria_in_scope(&self) -> impl Iterator<Item = CriterionCode> {
        self.source.criteria.iter().map(|criterion| criterion.code)
    }

    /// The pages of the controls, in that order; one that can't be walked through is left out.
    pub fn sheets(&self, chosen: &[ControlId]) -> Vec<WalkthroughSheet> {
        let of = |id: &ControlId| self.controls().find(|control| control.id == *id);
        let controls: Vec<&Control> = chosen.iter().filter_map(of).collect();
        let count = controls.len();
        controls.iter().enumerate().map(|(at, control)| self.sheet(control, at + 1, count)).collect()
    }

    fn sheet(&self, control: &Control, position: usize, count: usize) -> WalkthroughSheet {
        let shown_by = ShownBy::of(control.frequency, control.nature);
        let rows = self.rows(control);
        let outlook = Outlook::of(control.frequency, &rows, self.today);
        WalkthroughSheet {
            control: control.id,
            position,
            count,
            code: control.code.clone(),
            title: control.title.clone(),
            statement: control.statement.clone(),
            control_type: control.control_type,
            nature: control.nature,
            frequency: control.frequency,
            owner_role: control.owner_role.clone(),
            key: control.key,
            planned: control.state == ControlState::Planned,
            criteria: self.criteria(control),
            mappings: control.mappings.clone(),
            design: self.test(control, Aspect::Design, &control.test_of_design),
            operation: self
                .tests_operation()
                .then(|| self.test(control, Aspect::Operation, &control.test_of_effectiveness)),
            shown_by,
            occurrences: self.occurrences(control, &rows, &outlook),
            populations: self.populations(control),
            remarks: self.remarks(control, shown_by, &outlook),
            exhibits: self.items_of(control).map(exhibit).collect(),
            withheld: self.withheld(control),
        }
    }

    fn criteria(&self, control: &Control) -> Vec<WalkthroughCriterion> {
        let own = self.source.criteria.iter().filter(|it| control.criteria.contains(&it.code));
        own.map(|it| WalkthroughCriterion { code: it.code, title: it.title.clone(), summary: it.summary.clone() })
            .collect()
    }

    /// A Type I says nothing of operation.
    const fn tests_operation(&self) -> bool {
        match self.source.engagement.kind {
            EngagementKind::TypeI { .. } => false,
            EngagementKind::Readiness { .. } | EngagementKind::TypeIi { .. } => true,
        }
    }

    fn test(&self, control: &Control, aspect: Aspect, procedure: &str) -> WalkthroughTest {
        let subject = RatingSubject::Control(control.id);
        let own = |rating: &&Rating| rating.subject == subject && rating.aspect == aspect;
        let rating = self.source.ratings.iter().filter(own).max_by_key(|rating| (rating.rated_on, rating.id));
        let result = rating.map_or(RatingValue::NotRated, |rating| rating.value);
        WalkthroughTest {
            procedure: procedure.to_owned(),
            result,
            words: result.name().to_owned(),
            rationale: rating.map(|rating| rating.rationale.clone()).unwrap_or_default(),
            rated_on: rating.map(|rating| rating.rated_on),
            exhibits: rating.map(|rating| self.references(&rating.evidence)).unwrap_or_default(),
        }
    }

    fn rows(&self, control: &Control) -> Vec<OccurrenceRow> {
        let (Some(period), Some(schedule)) = (self.source.engagement.kind.period(), Schedule::of(control)) else {
            return Vec::new();
        };
        // A period of which the calendar makes no windows was refused when it was set; then none are shown.
        let windows = occurrences(&schedule, period).unwrap_or_default();
        let supports: Vec<Support> =
            self.source.evidence.iter().filter_map(|item| Support::of(item, control.id)).collect();
        let records: Vec<Occurrence> =
            self.source.occurrences.iter().filter(|it| it.control == control.id).cloned().collect();
        occurrence_rows(&windows, &supports, &records, self.today)
    }

    fn occurrences(&self, control: &Control, rows: &[OccurrenceRow], outlook: &Outlook) -> Vec<WalkthroughOccurrence> {
        let withheld = self.source.withholds_accepted(control);
        let lost: BTreeMap<_, _> = outlook.lost.iter().map(|lost| (lost.key, &lost.instead)).collect();
        let of_control = self.source.occurrences.iter().filter(|it| it.control == control.id);
        let records: BTreeMap<_, _> = of_control.map(|it| (it.key, it)).collect();
        let one = |row: &OccurrenceRow| {
            let standing = Standing::of(row, withheld);
            let instead = lost.get(&row.window.key).into_iter().flat_map(|ways| ways.iter());
            WalkthroughOccurrence {
                key: row.window.key,
                days: row.window.days,
                last_chance: row.window.last_chance,
                standing,
                words: standing.name().to_owned(),
                performed_on: row.performed_on,
                late: row.performed_late_on().is_some(),
                exception: records.get(&row.window.key).and_then(|record| record.exception.clone()),
                exhibits: self.references(&row.evidence),
                instead: instead.map(|way| way.text().to_owned()).collect(),
            }
        };
        rows.iter().map(one).collect()
    }

    fn populations(&self, control: &Control) -> Vec<WalkthroughPopulation> {
        let own = self.source.populations.iter().filter(|it| it.control == control.id);
        own.map(|it| WalkthroughPopulation {
            name: it.name.clone(),
            source_system: it.source_system.clone(),
            query: it.query.clone(),
            count: it.count,
            covers: it.covers,
            exhibit: self.references([&it.evidence]).concat(),
            lacks: it.missing(self.item(it.evidence)),
        })
        .collect()
    }

    /// What is missing so far. Where an accepted item is withheld it may be there, so that nothing is said to lack.
    fn remarks(&self, control: &Control, shown_by: ShownBy, outlook: &Outlook) -> Vec<String> {
        let period = self.source.engagement.kind.period();
        let elapsed = period.and_then(|period| Span::new(period.from, period.to.min(self.today)).ok());
        if Schedule::of(control).is_none() && control.state == ControlState::Planned {
            return vec!["Planned, without a start date: nothing is expected of it yet.".to_owned()];
        }
        match (shown_by, elapsed) {
            _ if self.source.withholds_accepted(control) => {
                vec!["What is not released may show more than stands here.".to_owned()]
            }
            (ShownBy::Occurrences, _) => outlook.untestable.then(|| UNTESTABLE.to_owned()).into_iter().collect(),
            (ShownBy::Population, Some(elapsed)) => {
                let with_items = self.source.populations.iter().map(|it| (it, self.item(it.evidence)));
                let holes = population_coverage(control.id, with_items, elapsed).holes;
                holes.iter().map(|hole| format!("Missing: a population from {} to {}.", hole.from, hole.to)).collect()
            }
            (ShownBy::Configuration, Some(elapsed)) => {
                let all: Vec<&EvidenceItem> = self.source.evidence.iter().collect();
                let missing = ConfigurationProof::of(control.id, &all, elapsed).missing();
                missing.iter().map(|what| format!("Missing: {what}.")).collect()
            }
            (ShownBy::Population | ShownBy::Configuration, None) => Vec::new(),
        }
    }

    fn items_of(&self, control: &Control) -> impl Iterator<Item = &EvidenceItem> {
        let id = control.id;
        self.source.evidence.iter().filter(move |item| item.controls.contains(&id))
    }

    fn item(&self, id: EvidenceId) -> Option<&EvidenceItem> {
        self.source.evidence.iter().find(|item| item.id == id)
    }

    /// References of the items that are there, by number.
    fn references<'a>(&self, ids: impl IntoIterator<Item = &'a EvidenceId>) -> Vec<String> {
        let mut items: Vec<&EvidenceItem> = ids.into_iter().filter_map(|id| self.item(*id)).collect();
        items.sort_by_key(|item| item.number);
        items.into_iter().map(EvidenceItem::reference).collect()
    }

    fn withheld(&self, control: &Control) -> usize {
        let own = |codes: &[String]| codes.iter().any(|code| code == control.code.as_str());
        self.source.withheld.iter().filter(|withheld| own(&withheld.controls)).count()
    }
}

/// An item as it is listed; one that is only listed has no file to open.
fn exhibit(item: &EvidenceItem) -> WalkthroughExhibit {
    let files = item.files.iter().filter(|_| item.list_only.is_none());
    let file = |it: &crate::evidence::EvidenceFile| WalkthroughFile {
        file: it.id,
        name: it.name.clone(),
        file_type: it.file_type,
        size: it.size,
    };
    WalkthroughExhibit {
        evidence: item.id,
        reference: item.reference(),
        title: item.title.clone(),
        kind: item.kind,
        classification: item.classification,
        covers: item.covers,
        captured_at: item.captured_at,
        received_at: item.received_at,
        files: files.map(file).collect(),
        not_shown: item.list_only.clone(),
    }
}
