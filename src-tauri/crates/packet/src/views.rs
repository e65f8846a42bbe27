//! The views of a packet's parts: every section's data made safe, the pictures that they name, the open points with
//! what was written out. Exhibits have one each, made when their volume is. Lays out nothing.

use model::packet::{PacketOptions, PacketSource};
use serde_json::{Value, json};
use typeset::Blob;

use crate::context::Context;
use crate::exhibit::Exhibit;
use crate::face::Gathered;
use crate::open_point::Where;
use crate::operation::operations;
use crate::picture::{self, Drawn, Figure};
use crate::section::{
    activity_log, check_record, clocks, communication_plan, contents, control_matrix, cover, evidence_index, findings,
    follow_ups, gaps, how_to_read, open_points, organisations, period_calendar, ratings, readiness, remediation_plan,
    requests, scope,
};
use crate::survey::Survey;
use crate::volumes::Placed;
use crate::{foreign, job, section};

/// The facts that every page of a volume bears.
pub(crate) fn facts(context: &Context<'_>, placed: &Placed) -> Value {
    let mut facts = cover::packet(context, placed);
    foreign::make_safe(&mut facts);
    facts
}

/// One exhibit's view, made safe already: what is written out is counted for each.
pub(crate) fn exhibit_view(context: &Context<'_>, exhibit: &Exhibit<'_>, gathered: &mut Gathered) -> Value {
    let before = gathered.replaced;
    let mut view = section::exhibits::view(context, exhibit, gathered);
    let replaced = foreign::make_safe(&mut view) + gathered.replaced - before;
    gathered.by_exhibit.push((exhibit.id.clone(), replaced));
    view
}

/// A part of the packet: the stem of its template, and its view.
pub(crate) type View = (&'static str, Value);

/// Every part's view but those of the exhibits and of the attached files, what they name, and the open points with the
/// counted characters.
pub(crate) fn views(source: &PacketSource, options: &PacketOptions, survey: &mut Survey<'_>) -> (Vec<View>, Gathered) {
    let Survey { exhibits: planned, laid, points } = survey;
    let mut gathered = Gathered::new();
    let mut views = Vec::new();
    let sections = options.sections();
    let stems: Vec<&'static str> =
        job::stems(&sections).into_iter().filter(|stem| !matches!(*stem, "exhibits" | "attachments")).collect();
    {
        let context = Context { source, options, exhibits: planned, points: &points.points };
        for stem in stems.iter().copied().filter(|stem| !matches!(*stem, "cover" | "open_points")) {
            views.push((stem, view(&context, stem, &mut gathered)));
        }
    }
    let mut counted: Vec<(u64, Where)> = Vec::new();
    for (stem, view) in &mut views {
        let drawn = gathered.by_picture.iter().filter(|(own, _)| own == stem).map(|(_, count)| count).sum::<u64>();
        let replaced = foreign::make_safe(view) + drawn;
        let own = sections.iter().find(|own| section::stem(**own) == *stem);
        counted.extend(own.map(|own| (replaced, Where::Section(section::label(*own)))));
    }
    let of_exhibits = planned.iter().zip(laid.iter());
    counted.extend(of_exhibits.map(|(exhibit, laid)| (laid.replaced, Where::Exhibit(exhibit.id.clone()))));
    for (count, at) in counted.into_iter().filter(|(count, _)| *count > 0) {
        points.characters(count, at);
    }
    for (exhibit, laid) in planned.iter().zip(laid.iter()).filter(|(_, laid)| laid.unseen > 0) {
        points.unseen_characters(laid.unseen, Where::Exhibit(exhibit.id.clone()));
    }
    let context = Context { source, options, exhibits: planned, points: &points.points };
    for stem in ["cover", "open_points"] {
        let mut late = view(&context, stem, &mut gathered);
        foreign::make_safe(&mut late);
        views.push((stem, late));
    }
    views.sort_by_key(|(stem, _)| stems.iter().position(|own| own == stem));
    for (path, logo) in [("/logo.png", &source.client.logo), ("/firm-logo.png", &source.engagement.firm_logo)] {
        gathered.files.extend(logo.as_ref().map(|logo| (path.to_owned(), Blob::from(logo.png.clone()))));
    }
    (views, gathered)
}

fn view(context: &Context<'_>, stem: &str, gathered: &mut Gathered) -> Value {
    match stem {
        "cover" => cover::view(context),
        "contents" => contents::view(context),
        "how_to_read" => how_to_read::view(context),
        "scope" => scope::view(context),
        "coverage" => {
            let figures = keep_all(gathered, "coverage", "coverage", picture::coverage::draw(context.source));
            json!({ "figures": figures })
        }
        "control_matrix" => control_matrix::view(context),
        "ratings" => ratings::view(context),
        "gaps" => {
            let cells = context.figures().heat_map.unwrap_or_default();
            gaps::view(context, &keep(gathered, "gaps", "heat-map", picture::heat_map::draw(&cells)))
        }
        "communication_plan" => communication_plan::view(context),
        "readiness" => {
            let title = |code: &str| readiness::series_title(context, code);
            let drawn = context.figures().readiness.map(|figure| picture::readiness::draw(&figure, &title));
            let alt = drawn.map(|drawn| keep(gathered, "readiness", "readiness", drawn)).unwrap_or_default();
            readiness::view(context, &alt)
        }
        "organisations" => organisations::view(context),
        "period_calendar" => {
            let operations = operations(context);
            let drawn = operations.as_deref().zip(context.period());
            let drawn = drawn.map(|(all, period)| picture::period_calendar::draw(context, all, period));
            let figures = keep_all(gathered, "period_calendar", "period-calendar", drawn.unwrap_or_default());
            period_calendar::view(context, operations.as_deref(), figures)
        }
        "requests" => requests::view(context),
        "findings" => findings::view(context),
        "follow_ups" => follow_ups::view(context),
        "remediation_plan" => {
            let (what, bars) = (remediation_plan::bars_are(context), remediation_plan::bars(context));
            let drawn = picture::plan::draw(what, &bars, context.options.as_of.day());
            let figures = keep_all(gathered, "remediation_plan", "plan", drawn);
            remediation_plan::view(context, figures)
        }
        "clocks" => clocks::view(context),
        "evidence_index" => evidence_index::view(context),
        "open_points" => open_points::view(context),
        "activity_log" => activity_log::view(context),
        "check_record" => check_record::view(context),
        _ => Value::Null,
    }
}

/// Keeps the pictures of a section as virtual files, numbered from 0, and hands back their views.
fn keep_all(gathered: &mut Gathered, stem: &'static str, name: &str, figures: Vec<Figure>) -> Vec<Value> {
    let keep = |(index, figure): (usize, Figure)| {
        let alt = keep(gathered, stem, &format!("{name}-{index}"), figure.drawn);
        json!({ "alt": alt, "caption": figure.caption })
    };
    figures.into_iter().enumerate().map(keep).collect()
}

/// Keeps a picture as a virtual file and hands back its text alternative.
fn keep(gathered: &mut Gathered, stem: &'static str, name: &str, drawn: Drawn) -> String {
    gathered.by_picture.push((stem, drawn.replaced));
    gathered.files.push((format!("/picture/{name}.svg"), Blob::from(drawn.svg)));
    drawn.alt
}
