//! The control matrix: each criterion in scope with its controls, their ratings and their exhibits.

use model::control::{Control, ControlState};
use model::coverage::CoverageState;
use model::criterion::Criterion;
use model::packet::Section;
use model::rating::{Aspect, RatingSubject};
use serde_json::{Value, json};

use crate::context::Context;
use crate::print;

/// Rows from which on each series of criteria (`CC6`, `A1`) begins on a page of its own: a reader of dozens of pages finds it
/// sooner, and series are laid out side by side.
const LONG: usize = 500;

/// The section, in one run of sheets or in one for each series.
pub(crate) fn view(context: &Context<'_>) -> Value {
    let criteria = &context.source.criteria;
    let views: Vec<Value> = criteria.iter().map(|criterion| criterion_view(context, criterion)).collect();
    let rows: usize = views.iter().map(|view| view["controls"].as_array().map_or(0, Vec::len)).sum();
    let names_others = context.options.has(Section::Organisations);
    if rows < LONG {
        return json!({ "sheets": [views], "names_others": names_others });
    }
    let mut left = views.into_iter();
    let series = criteria.chunk_by(|a, b| a.code.series() == b.code.series());
    let sheets: Vec<Vec<Value>> = series.map(|own| left.by_ref().take(own.len()).collect()).collect();
    json!({ "sheets": sheets, "names_others": names_others })
}

fn criterion_view(context: &Context<'_>, criterion: &Criterion) -> Value {
    let controls: Vec<Value> = context
        .source
        .controls
        .iter()
        .filter(|control| control.is_live() && control.criteria.contains(&criterion.code))
        .map(|control| control_view(context, control))
        .collect();
    let meets = context.source.organisations.iter().filter(|organisation| organisation.meets_in_part(criterion.code));
    let shared: Vec<&str> = meets.map(|organisation| organisation.name.as_str()).collect();
    let state = context.source.coverage.iter().find(|row| row.criterion == criterion.code).map(|row| row.state);
    // A part names no organisations, and some audiences aren't told how criteria are covered: only what is known is said.
    let is_gap = match state {
        Some(state) => state == CoverageState::DesignGap,
        None => context.options.part.is_whole() && shared.is_empty(),
    };
    json!({
        "code": criterion.code.to_string(),
        "title": criterion.title,
        "gap": is_gap,
        "state": state.filter(|state| *state == CoverageState::WithSubservice).map(CoverageState::name),
        "summary": print::lines(&criterion.summary).join(" "),
        "licensed": criterion.licensed_text.as_deref().map(print::lines),
        "not_relevant": criterion.not_relevant.is_some(),
        "shared": shared,
        "open_point": context.point(&criterion.code.to_string()),
        "controls": controls,
    })
}

fn control_view(context: &Context<'_>, control: &Control) -> Value {
    let rated = |aspect| context.rating_value(RatingSubject::Control(control.id), aspect).name();
    let owner = control.owner.map(|owner| context.person(owner));
    let owner = match (owner, control.owner_role.is_empty()) {
        (Some(person), false) => format!("{person}, {}", control.owner_role),
        (Some(person), true) => person,
        (None, _) => control.owner_role.clone(),
    };
    json!({
        "code": control.code.to_string(),
        "key": control.key,
        "planned": control.state == ControlState::Planned,
        "title": control.title.trim_end_matches('.'),
        "statement": print::lines(&control.statement),
        "kind": control.control_type.name(),
        "nature": control.nature.name(),
        "frequency": control.frequency.name(),
        "owner": owner,
        "design": rated(Aspect::Design),
        "operation": rated(Aspect::Operation),
        "exhibits": context.exhibits_of(control.id),
    })
}
