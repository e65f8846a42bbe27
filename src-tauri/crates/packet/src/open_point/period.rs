//! Open points of the period and of others' part in it: occurrences, populations, configurations, subservice
//! organisations, requests. What has no exhibit at all is named once, elsewhere.

use std::collections::BTreeMap;

use model::coverage::{PeriodCoverage, period_coverage};
use model::engagement::EngagementKind;
use model::evidence::EvidenceItem;
use model::occurrence::{ConfigurationProof, OccurrenceRow, ShownBy};
use model::packet::Section;
use model::request::{AuditorStatus, EvidenceRequest, RoundEnd};
use model::time::Span;

use super::{OpenPoints, Where, named};
use crate::context::Context;
use crate::cure::{Cure, Days};
use crate::operation::{Operation, Standing, elapsed, operations, run_words, runs};
use crate::print;
use crate::section::label;

/// Runs of occurrences, or spans of days, that one point names; the section names them all.
const MOST: usize = 6;

impl OpenPoints {
    /// What the sections of the period leave open, as far as the profile has them.
    pub(super) fn period(&mut self, context: &Context<'_>, days: Days) {
        if context.has(Section::PeriodCalendar) {
            let all = operations(context).unwrap_or_default();
            for own in &all {
                self.occurrences(own);
            }
            for own in &all {
                self.population(context, own);
            }
            self.configurations(context, &all, days);
        }
        if context.has(Section::Organisations) {
            self.organisations(context);
        }
        if context.has(Section::Requests) {
            self.requests(context);
        }
    }

    fn in_calendar(&mut self, kind: &'static str, what: String, cure: Cure) {
        self.add(kind, what, Where::Section(label(Section::PeriodCalendar)), cure, None);
    }

    fn occurrences(&mut self, own: &Operation<'_>) {
        let code = &own.control.code;
        let all = print::counted(own.expected() as u64, "occurrence", "occurrences");
        for standing in Standing::ALL {
            let count = own.standing_so(standing).count();
            if count == 0 {
                continue;
            }
            let what = first(runs(&own.rows, |row| own.standing(row) == standing).into_iter().map(run_words).collect());
            let of = format!("{} of {all}", print::count(count as u64));
            match standing {
                Standing::Missed => self.in_calendar("missed", format!("{code} missed {of}: {what}"), Cure::Lost),
                Standing::MissedOrWithheld => {
                    let what = format!("Nothing in this packet shows {of} of {code}: {what}; withheld evidence may");
                    self.in_calendar("missed or withheld", what, own.brought_in);
                }
                Standing::LastChance => {
                    let until = own.standing_so(standing).map(|row: &OccurrenceRow| row.window.last_chance).min();
                    let until = until.map(print::short_day).unwrap_or_default();
                    let may = if own.withheld { "; withheld evidence may show it" } else { "" };
                    let what = format!("{code} has its last chance for {what}, until {until}{may}");
                    self.in_calendar("last chance", what, Cure::LastChance);
                }
                Standing::Exception => {
                    self.in_calendar("exception", format!("{code} ran with an exception in {of}: {what}"), Cure::Lost);
                }
                Standing::Performed if own.withheld => {
                    let what = format!(
                        "{code} is recorded as performed in {of}, and nothing in this packet shows it: {what}; withheld \
                         evidence may"
                    );
                    self.in_calendar("not evidenced", what, own.brought_in);
                }
                Standing::Performed => {
                    let what = format!("{code} is recorded as performed in {of}, and no evidence shows it: {what}");
                    self.in_calendar("not evidenced", what, Cure::Record);
                }
                Standing::Upcoming | Standing::Evidenced | Standing::NotExpected => {}
            }
        }
    }

    /// What populations of a per-event control lack, and the days without one. A withheld one is a point of its own.
    fn population(&mut self, context: &Context<'_>, own: &Operation<'_>) {
        let (ShownBy::Population, Some(elapsed)) = (own.shown_by, elapsed(context)) else { return };
        let source = context.source;
        let all = source.populations.iter().filter(|population| population.control == own.control.id);
        let all: Vec<_> = all
            .map(|population| (population, source.evidence.iter().find(|item| item.id == population.evidence)))
            .collect();
        for (population, item) in &all {
            let missing = population.missing(*item);
            if !missing.is_empty() {
                let what = format!(
                    "The population of {} for {}, {}, lacks {}",
                    population.name,
                    own.control.code,
                    print::short_span(population.covers),
                    print::list(&missing)
                );
                self.in_calendar("population", what, Cure::Record);
            }
        }
        let withheld = crate::section::period_calendar::withheld_populations(context, own) > 0;
        if withheld || (all.is_empty() && context.exhibits_of(own.control.id).is_empty()) {
            return;
        }
        // What a population lacks is said above; here stand the days that none speaks of.
        let coverage = period_coverage(all.iter().map(|(population, _)| population.covers), elapsed);
        if let Some(holes) = holes(&coverage) {
            let what = format!("No population of {} covers {holes}", own.control.code);
            self.in_calendar("population", what, Cure::Record);
        }
    }

    /// What configurations and change histories leave open, of controls that have an exhibit at all: one point for those
    /// without a configuration, one for those with the same holes.
    fn configurations(&mut self, context: &Context<'_>, all: &[Operation<'_>], days: Days) {
        let Some(elapsed) = elapsed(context) else { return };
        let evidence: Vec<&EvidenceItem> = context.source.evidence.iter().collect();
        let (mut without, mut with_holes) = (Vec::new(), BTreeMap::<String, Vec<String>>::new());
        for own in all.iter().filter(|own| own.shown_by == ShownBy::Configuration && !own.withheld) {
            if context.exhibits_of(own.control.id).is_empty() {
                continue;
            }
            let proof = ConfigurationProof::of(own.control.id, &evidence, elapsed);
            if proof.configurations.is_empty() {
                without.push(own.control.code.to_string());
            }
            if let Some(holes) = holes(&proof.history) {
                with_holes.entry(holes).or_default().push(own.control.code.to_string());
            }
        }
        if !without.is_empty() {
            let what = format!("No configuration was inspected on a day of the period for {}", named(&without));
            self.in_calendar("configuration", what, Cure::OfDays(days));
        }
        for (holes, codes) in with_holes {
            let what = format!("No change history covers {holes} for {}", named(&codes));
            self.in_calendar("change history", what, Cure::Record);
        }
    }

    /// Days gone by of which no report or letter of an organisation speaks, and reports that nobody has read.
    fn organisations(&mut self, context: &Context<'_>) {
        let at = || Where::Section(label(Section::Organisations));
        for organisation in &context.source.organisations {
            let holes = reported(context).map(|days| organisation.unreported(days)).unwrap_or_default();
            if let Some(spans) = spans(&holes) {
                let what = format!("Neither a report nor a bridge letter of {} speaks of {spans}", organisation.name);
                self.add("organisation", what, at(), Cure::Report, None);
            }
            if organisation.report.is_some() && organisation.reviewed.is_none() {
                let what = format!("Nobody has read the report of {}", organisation.name);
                self.add("organisation", what, at(), Cure::Yes, None);
            }
        }
    }

    /// Requests that came back, or whose answer is overdue; one point each.
    fn requests(&mut self, context: &Context<'_>) {
        let today = context.options.as_of.day();
        for request in &context.source.requests {
            let overdue = request.due_on.filter(|_| request.is_overdue_on(today)).map(print::short_day);
            let id = request.auditor_id.clone().unwrap_or_else(|| request.reference());
            let (kind, what) = match (returned(request), overdue) {
                (Some(on), None) => ("returned", format!("Request {id} came back on {on}; an answer is owed")),
                (Some(on), Some(due)) => {
                    ("returned", format!("Request {id} came back on {on}; an answer was due on {due}"))
                }
                (None, Some(due)) => ("overdue", format!("Request {id} was due on {due} and is not answered")),
                (None, None) => continue,
            };
            self.add(kind, what, Where::Section(label(Section::Requests)), Cure::Yes, None);
        }
    }
}

/// The days gone by of which the report is to speak: those of the period, or the one day of a Type I.
fn reported(context: &Context<'_>) -> Option<Span> {
    match context.source.engagement.kind {
        EngagementKind::TypeI { as_of } => Span::new(as_of, as_of.min(context.options.as_of.day())).ok(),
        EngagementKind::Readiness { .. } | EngagementKind::TypeIi { .. } => elapsed(context),
    }
}

/// The day on which the auditor returned a request that is returned now.
fn returned(request: &EvidenceRequest) -> Option<String> {
    if request.auditor != AuditorStatus::Returned {
        return None;
    }
    request.rounds.last()?.end.as_ref().map(RoundEnd::on).map(print::short_day)
}

fn holes(coverage: &PeriodCoverage) -> Option<String> {
    spans(&coverage.holes)
}

/// Spans in words; none when there is none.
fn spans(spans: &[Span]) -> Option<String> {
    (!spans.is_empty()).then(|| first(spans.iter().copied().map(print::short_span).collect()))
}

/// The first of many names, and how many more there are.
fn first(mut names: Vec<String>) -> String {
    let more = names.len().saturating_sub(MOST);
    names.truncate(MOST);
    if more > 0 {
        names.push(format!("{} more", print::count(more as u64)));
    }
    print::list(&names)
}

#[cfg(test)]
mod tests {
    use model::evidence::EvidenceState;
    use model::packet::{AudienceProfile, PacketSource};

    use super::*;
    use crate::exhibit::Exhibit;
    use crate::open_point::OpenPoint;
    use crate::support::{options, sample};

    fn points(source: &PacketSource, profile: AudienceProfile) -> Vec<OpenPoint> {
        let exhibit = |(index, item)| Exhibit { id: format!("EX-{:03}", index + 1), item, parts: vec![] };
        let exhibits: Vec<Exhibit<'_>> = source.evidence.iter().enumerate().map(exhibit).collect();
        OpenPoints::collect(source, &options(profile), &exhibits).points
    }

    #[test]
    fn a_missed_occurrence_is_never_called_curable() {
        let (source, _) = sample(20);
        let points = points(&source, AudienceProfile::Client);
        let missed: Vec<&OpenPoint> = points.iter().filter(|point| point.kind == "missed").collect();
        assert!(!missed.is_empty());
        assert!(missed.iter().all(|point| point.cure.words().starts_with("no;")));
        assert!(missed.iter().all(|point| matches!(point.at, Where::Section("period-calendar"))));
    }

    #[test]
    fn a_control_without_any_exhibit_is_named_once() {
        let (mut source, _) = sample(20);
        source.populations.clear();
        source.occurrences.clear();
        source.evidence.clear();
        let points = points(&source, AudienceProfile::Client);
        assert!(points.iter().any(|point| point.kind == "no evidence"));
        assert!(points.iter().all(|point| !matches!(point.kind, "population" | "configuration" | "change history")));
    }

    #[test]
    fn a_returned_request_is_one_point_even_when_it_is_overdue() {
        let (source, _) = sample(20);
        let points = points(&source, AudienceProfile::Auditor);
        for request in &source.requests {
            let id = request.auditor_id.clone().unwrap_or_else(|| request.reference());
            let begins = format!("Request {id} ");
            let count = points.iter().filter(|point| point.what.starts_with(&begins)).count();
            let returned = request.auditor == AuditorStatus::Returned;
            let overdue = request.is_overdue_on(crate::support::day("2026-11-20"));
            assert_eq!(count, usize::from(returned || overdue), "{id}");
        }
        assert!(points.iter().any(|point| point.kind == "returned"));
        assert!(points.iter().any(|point| point.kind == "overdue"));
    }

    #[test]
    fn a_withheld_population_is_one_point_and_no_hole() {
        let (source, _) = sample(20);
        let hidden: Vec<String> = source
            .populations
            .iter()
            .filter(|population| {
                let item = source.evidence.iter().find(|item| item.id == population.evidence);
                item.is_none_or(|item| !matches!(item.state, EvidenceState::Released { .. }))
            })
            .filter_map(|population| source.controls.iter().find(|control| control.id == population.control))
            .map(|control| control.code.to_string())
            .collect();
        assert!(!hidden.is_empty());
        let points = points(&source.narrowed(&options(AudienceProfile::Auditor)), AudienceProfile::Auditor);
        for code in hidden {
            let named = |point: &&OpenPoint| point.what.contains(&format!("Population of {code}"));
            assert_eq!(points.iter().filter(named).count(), 1, "{code}");
            let hole = format!("No population of {code} covers");
            assert!(points.iter().all(|point| !point.what.starts_with(&hole)), "{code}");
        }
    }

    #[test]
    fn a_report_that_misses_the_day_of_a_type_i_is_a_point() {
        let (mut source, _) = sample(6);
        let mut about = |as_of: &str| {
            source.engagement.kind = model::engagement::EngagementKind::TypeI { as_of: crate::support::day(as_of) };
            let points = points(&source, AudienceProfile::Client);
            points
                .into_iter()
                .filter(|point| point.what.contains("Northern Hosting"))
                .map(|point| point.what)
                .collect::<Vec<_>>()
        };
        assert_eq!(about("2026-06-30"), Vec::<String>::new(), "its report speaks of that day");
        assert!(about("2026-10-15")[0].ends_with("speaks of 15 Oct 2026"));
        assert_eq!(about("2026-12-31"), Vec::<String>::new(), "the day is still to come");
    }

    #[test]
    fn performed_with_withheld_evidence_is_cured_by_a_release() {
        let (mut source, _) = sample(20);
        let options = options(AudienceProfile::Auditor);
        let performed = |source: &PacketSource| {
            let points = OpenPoints::collect(source, &options, &[]).points;
            points.into_iter().filter(|point| point.kind == "not evidenced").collect::<Vec<_>>()
        };
        let before = performed(&source.clone().narrowed(&options));
        let first = before.iter().find(|point| point.cure == Cure::Record).expect("one with nothing withheld");
        let code = first.what.split(' ').next().expect("a code").to_owned();
        let control = source.controls.iter().find(|control| control.code.as_str() == code).expect("it").id;
        let item = source.evidence.iter_mut().find(|item| item.state == EvidenceState::Accepted).expect("one");
        item.controls = [control].into();
        item.covers = None;
        let after = performed(&source.narrowed(&options));
        let own = after.iter().find(|point| point.what.starts_with(&format!("{code} "))).expect("still named");
        assert_eq!(own.cure, Cure::Release);
        assert!(own.what.contains("in this packet") && own.what.ends_with("withheld evidence may"), "{}", own.what);
    }

    #[test]
    fn an_organisation_owes_nothing_for_days_to_come() {
        let (source, _) = sample(6);
        let points = points(&source, AudienceProfile::Client);
        let about = |name: &str| points.iter().filter(|point| point.what.contains(name)).count();
        let point = points.iter().find(|point| point.kind == "organisation").expect("one");
        assert!(point.what.ends_with("1 Oct 2026 to 20 Nov 2026"), "{}", point.what);
        assert_eq!(about(&source.organisations[0].name), 1);
    }
}
