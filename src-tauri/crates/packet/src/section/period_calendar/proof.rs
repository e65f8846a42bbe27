//! The days that evidence speaks for, the populations of per-event controls, and the configurations of automated ones with
//! their change history. A day that is spoken for isn't a day on which a control worked.

use model::coverage::{PeriodCoverage, evidence_coverage};
use model::evidence::EvidenceItem;
use model::id::EvidenceId;
use model::occurrence::{ConfigurationProof, ShownBy};
use model::population::{Population, population_coverage};
use model::time::Span;
use serde_json::{Value, json};

use super::{MANY, is_long};
use crate::context::Context;
use crate::operation::{Operation, elapsed};
use crate::print;

/// Spans that a cell lists; of more it says how many there are.
const MOST_SPANS: usize = 8;

/// Of each control the days of the elapsed period that its accepted evidence speaks for, and the holes.
pub(super) fn days(context: &Context<'_>, operations: &[Operation<'_>]) -> Vec<Value> {
    let (Some(period), Some(elapsed)) = (context.period(), elapsed(context)) else { return Vec::new() };
    let today = context.options.as_of.day();
    let row = |own: &Operation<'_>| {
        let coverage = evidence_coverage(own.control.id, &context.source.evidence, period, today)?;
        Some(json!({
            "code": own.control.code.to_string(),
            "title": own.control.title,
            "shown_by": own.shown_by.name(),
            "covered": spans(&coverage.covered),
            "holes": spans(&coverage.holes),
            "count": format!("{} of {}", days_in(&coverage.covered), print::counted(count(elapsed), "day", "days")),
            "withheld": own.withheld,
        }))
    };
    operations.iter().filter_map(row).collect()
}

fn count(span: Span) -> u64 {
    u64::try_from(span.days()).unwrap_or(0)
}

fn days_in(spans: &[Span]) -> String {
    print::count(spans.iter().copied().map(count).sum())
}

/// Spans in words, the first of many and how many more there are.
fn spans(spans: &[Span]) -> Vec<String> {
    let mut words: Vec<String> = spans.iter().take(MOST_SPANS).copied().map(print::short_span).collect();
    if spans.len() > MOST_SPANS {
        words.push(format!("and {} more", print::count((spans.len() - MOST_SPANS) as u64)));
    }
    words
}

/// The words of a coverage's holes; none when nothing is left out.
fn holes(coverage: &PeriodCoverage) -> Vec<String> {
    spans(&coverage.holes)
}

/// Each per-event control with its populations, what they lack, and the days that none can be relied on for.
pub(super) fn populations(context: &Context<'_>, operations: &[Operation<'_>]) -> Vec<Value> {
    let own = operations.iter().filter(|own| own.shown_by == ShownBy::Population);
    own.map(|own| population_view(context, own)).collect()
}

fn population_view(context: &Context<'_>, own: &Operation<'_>) -> Value {
    let all: Vec<&Population> =
        context.source.populations.iter().filter(|population| population.control == own.control.id).collect();
    let row = |population: &&Population| {
        let item = context.source.evidence.iter().find(|item| item.id == population.evidence);
        let (query, note) = (print::lines(&population.query), print::lines(&population.note));
        json!({
            "name": population.name,
            "long": is_long(query.iter().chain(&note)),
            "note": note,
            "source": population.source_system,
            "query": query,
            "count": print::count(population.count),
            "covers": print::short_span(population.covers),
            "exhibit": context.exhibit_of(population.evidence),
            "lacks": population.missing(item),
        })
    };
    let left_out = elapsed(context).map(|elapsed| {
        let with_items = all.iter().map(|population| (*population, item_of(context, population.evidence)));
        holes(&population_coverage(own.control.id, with_items, elapsed))
    });
    json!({
        "code": own.control.code.to_string(),
        "title": own.control.title,
        "rows": all.iter().map(row).collect::<Vec<_>>(),
        "withheld": withheld_populations(context, own),
        "holes": left_out,
    })
}

fn item_of<'b>(context: &'b Context<'_>, id: EvidenceId) -> Option<&'b EvidenceItem> {
    context.source.evidence.iter().find(|item| item.id == id)
}

/// How many populations of the control the packet names as withheld.
pub(crate) fn withheld_populations(context: &Context<'_>, own: &Operation<'_>) -> usize {
    let reference = format!("Population of {}", own.control.code);
    context.source.withheld.iter().filter(|withheld| withheld.reference == reference).count()
}

/// Each continuous or automated control with its inspected configurations, its change histories, and what is missing.
pub(super) fn configurations(context: &Context<'_>, operations: &[Operation<'_>]) -> Vec<Value> {
    let Some(elapsed) = elapsed(context) else { return Vec::new() };
    let evidence: Vec<&EvidenceItem> = context.source.evidence.iter().collect();
    let own = operations.iter().filter(|own| own.shown_by == ShownBy::Configuration);
    let row = |own: &Operation<'_>| {
        let proof = ConfigurationProof::of(own.control.id, &evidence, elapsed);
        let named = |id: &EvidenceId| context.exhibit_of(*id);
        let configurations: Vec<Value> = proof
            .configurations
            .iter()
            .filter_map(|(id, day)| Some(json!([named(id)?, print::short_day(*day)])))
            .collect();
        json!({
            "code": own.control.code.to_string(),
            "title": own.control.title,
            "kind": format!("{}, {}", own.control.nature.name(), own.control.frequency.name()),
            "long": configurations.len().max(proof.histories.len()) > MANY,
            "configurations": configurations,
            "histories": proof.histories.iter().filter_map(named).collect::<Vec<_>>(),
            "holes": holes(&proof.history),
            "none": proof.history.covered.is_empty(),
            "complete": proof.is_complete(),
            "withheld": own.withheld,
        })
    };
    own.map(row).collect()
}
