//! Subservice organisations.

use commands::organisation::{
    AddOrganisation, EditOrganisation, ListOrganisations, OrganisationRow, RemoveOrganisation, ReviewOrganisation,
    ShowOrganisation,
};
use model::organisation::{OrganisationReport, SubserviceMethod};

use super::Session;
use crate::args::{OrganisationVerb, ReportArgs, facts};
use crate::failure::Problem;
use crate::output::{counted, facts as lines, joined, or_empty, table_or};

/// Verbs of subservice organisations.
pub fn organisation(session: &mut Session, verb: OrganisationVerb) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    match verb {
        OrganisationVerb::List => {
            let list = session.app.call(ListOrganisations { engagement })?;
            session.out.show(&list, |list| organisation_table(list))
        }
        OrganisationVerb::Show { organisation } => {
            let row = session.app.call(ShowOrganisation { engagement, organisation })?;
            session.out.show(&row, organisation_lines)
        }
        OrganisationVerb::Add { name, services, method, facts: pairs } => {
            let request = AddOrganisation { engagement, name, services, method, facts: facts(&pairs) };
            let row = session.app.call(request)?;
            session.out.show(&row, |it| format!("Added {}.", it.organisation.name))
        }
        OrganisationVerb::Report { organisation, report } => {
            let report = serde_json::to_value(to_report(report)).map_err(std::io::Error::other)?;
            let facts = [("report".to_owned(), report)].into_iter().collect();
            let row = session.app.call(EditOrganisation { engagement, organisation, facts })?;
            session.out.show(&row, |it| format!("Changed {}. {}", it.organisation.name, open_days(it)))
        }
        OrganisationVerb::Edit { organisation, set } => {
            let row = session.app.call(EditOrganisation { engagement, organisation, facts: facts(&set.facts) })?;
            session.out.show(&row, |it| format!("Changed {}.", it.organisation.name))
        }
        OrganisationVerb::Review { organisation, by, on } => {
            let row = session.app.call(ReviewOrganisation { engagement, organisation, by, on })?;
            session.out.show(&row, |it| format!("Recorded the review of {}'s report.", it.organisation.name))
        }
        OrganisationVerb::Remove { organisation } => {
            session.app.call(RemoveOrganisation { engagement, organisation: organisation.clone() })?;
            session.out.show(&organisation, |name| format!("Removed {name}."))
        }
    }
}

fn to_report(args: ReportArgs) -> OrganisationReport {
    let ReportArgs { kind, auditor, period, exceptions, bridge_until, next_due } = args;
    OrganisationReport { kind, auditor, period, exceptions, bridge_until, next_due }
}

fn open_days(it: &OrganisationRow) -> String {
    match (&it.unreported, it.unreported_days) {
        (Some(spans), Some(days)) if !spans.is_empty() => {
            let spans = joined(spans.iter().map(|span| format!("{} to {}", span.from, span.to)));
            format!("No report speaks of {} of the period: {spans}.", counted(days, "day"))
        }
        (Some(_), Some(_)) if it.organisation.method == SubserviceMethod::Inclusive => {
            "Its controls are tested with the client's: no report of its own is asked for.".to_owned()
        }
        (Some(_), Some(_)) => "Its report and bridge letter speak of the whole period.".to_owned(),
        (None, _) | (_, None) => "The engagement has no period yet to hold it against.".to_owned(),
    }
}

fn organisation_table(list: &[OrganisationRow]) -> String {
    let row = |it: &OrganisationRow| {
        let o = &it.organisation;
        let report = o.report.as_ref();
        vec![
            o.name.clone(),
            joined(&o.services),
            o.method.name().to_owned(),
            report.map_or_else(|| "none".to_owned(), |it| format!("{}, to {}", it.kind.name(), it.reach().to)),
            or_empty(it.unreported_days),
            or_empty(o.reviewed.as_ref().map(|review| review.on)),
        ]
    };
    let heads = ["Organisation", "Services", "Method", "Report", "Days unreported", "Reviewed"];
    table_or(&heads, list.iter().map(row), "No subservice organisations yet.")
}

fn organisation_lines(it: &OrganisationRow) -> String {
    let o = &it.organisation;
    let report = o.report.as_ref();
    let expected = o.complementary.iter().map(|control| format!("{} ({})", control.text, joined(&control.criteria)));
    lines(&[
        ("Organisation", o.name.clone()),
        ("Services", o.services.join("\n")),
        ("Method", o.method.name().to_owned()),
        ("Report", report.map_or_else(|| "none".to_owned(), |it| it.kind.name().to_owned())),
        ("Issued by", or_empty(report.map(|it| it.auditor.clone()))),
        ("Speaks of", or_empty(report.map(|it| format!("{} to {}", it.period.from, it.period.to)))),
        ("Bridged until", or_empty(report.and_then(|it| it.bridge_until))),
        ("Next report due", or_empty(report.and_then(|it| it.next_due))),
        ("Exceptions", or_empty(report.map(|it| it.exceptions.clone()))),
        ("Period", open_days(it)),
        (
            "Reviewed",
            or_empty(o.reviewed.as_ref().map(|review| format!("{} by {}", review.on, or_empty(it.reviewer.clone())))),
        ),
        ("Expected of it", expected.collect::<Vec<_>>().join("\n")),
        ("Note", o.internal_note.clone()),
    ])
}
