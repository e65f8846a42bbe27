//! Period calendar: how every control stands over the period on the packet's day. Occurrences first as a picture, then what
//! is still possible and what no longer is, then each of them; then the days that evidence speaks for, populations and
//! configurations. Counts and names, and judges nothing.

mod occurrence;
mod outlook;
mod proof;

use model::engagement::EngagementKind;
use serde_json::{Value, json};

pub(crate) use self::proof::withheld_populations;

use crate::context::Context;
use crate::operation::Operation;
use crate::print;

/// Bytes of a row's text above which it may break over pages.
const LONG: usize = 900;

/// The section. `operations` are those of the context; none where there is no period. `figures` are the views of its
/// pictures.
pub(crate) fn view(context: &Context<'_>, operations: Option<&[Operation<'_>]>, figures: Vec<Value>) -> Value {
    let Some(operations) = operations else {
        return json!({ "none": why_none(context.source.engagement.kind) });
    };
    let withheld: Vec<&str> =
        operations.iter().filter(|own| own.withheld).map(|own| own.control.code.as_str()).collect();
    json!({
        "none": null,
        "figures": figures,
        "as_of": print::day(context.options.as_of.day()),
        "calendar": !operations.iter().all(|own| own.rows.is_empty()),
        "withheld": withheld,
        "summary": outlook::summary(operations),
        "possible": outlook::possible(operations),
        "lost": outlook::lost(operations),
        "ways": outlook::ways(operations),
        "untestable": outlook::untestable(operations),
        "controls": occurrence::controls(context, operations),
        "days": proof::days(context, operations),
        "populations": proof::populations(context, operations),
        "configurations": proof::configurations(context, operations),
    })
}

/// Why an engagement has no calendar.
const fn why_none(kind: EngagementKind) -> &'static str {
    match kind {
        EngagementKind::TypeI { .. } => "A Type I speaks of design at one date: no occurrence is owed for it.",
        EngagementKind::Readiness { .. } | EngagementKind::TypeIi { .. } => {
            "No period is set yet, so no occurrence follows from the calendar."
        }
    }
}

/// Names in a cell above which its row may.
const MANY: usize = 40;

/// Whether a row with these texts may break over pages, since it may be longer than one.
fn is_long<'b>(texts: impl IntoIterator<Item = &'b String>) -> bool {
    texts.into_iter().map(String::len).sum::<usize>() > LONG
}

#[cfg(test)]
mod tests;
