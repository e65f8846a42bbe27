//! What `reference/README.md` promises about templates, merge fields and scenarios.

mod support;

use std::collections::BTreeSet;

use catalogue::deadline::ClockUnit;
use catalogue::merge_field::{FieldKind, FieldSource, MergeField};
use catalogue::scenario::{RowDue, SCENARIOS, ScenarioEntry};
use catalogue::template::Template;
use catalogue::{Catalogue, Sources};
use model::communication::{RowKind, ScenarioStart, Track};
use model::invalid::PROSE;
use model::words::forbidden;
use support::{codes_of, dangling, none, unique};

fn template(code: &str) -> &'static Template {
    Catalogue::embedded().template(code).unwrap_or_else(|| panic!("no {code}"))
}

/// The merge fields of a line.
fn fields_of(line: &str) -> Vec<&'static MergeField> {
    let fields = Catalogue::embedded().merge_fields.iter();
    fields.filter(|field| line.contains(&format!("{{{{ {} }}}}", field.name))).collect()
}

#[test]
fn every_merge_field_is_in_the_table_and_in_a_template() {
    let catalogue = Catalogue::embedded();
    let used = codes_of(catalogue.templates.iter().flat_map(|template| &template.fields));
    let listed = codes_of(catalogue.merge_fields.iter().map(|field| &field.name));
    assert_eq!(used, listed);
    none(unique("templates", catalogue.templates.iter().map(|template| &template.code)).1);
    let names: Vec<&str> = catalogue.merge_fields.iter().map(|field| field.name.as_str()).collect();
    assert!(names.is_sorted(), "the table is in the order of names");
    for source in FieldSource::ALL {
        assert!(catalogue.merge_fields.iter().any(|field| field.source == source), "nothing comes from {source}");
    }
}

/// The kind that a field of that source has; none when the person who fills it in decides.
fn kind_of(source: FieldSource) -> Option<FieldKind> {
    match source {
        FieldSource::EngagementPeriodStart
        | FieldSource::EngagementPeriodEnd
        | FieldSource::EngagementFieldworkFrom
        | FieldSource::EngagementReportDue
        | FieldSource::GapFoundOn
        | FieldSource::GapDueOn
        | FieldSource::GapFixedOn
        | FieldSource::FindingFixedOn
        | FieldSource::RequestDueOn => Some(FieldKind::Date),
        FieldSource::PersonName | FieldSource::GapRetester | FieldSource::FindingOwner | FieldSource::RequestOwner => {
            Some(FieldKind::Person)
        }
        FieldSource::FindingCriteria | FieldSource::FindingCompensating | FieldSource::RequestControls => {
            Some(FieldKind::List)
        }
        FieldSource::FindingDeviationsFound | FieldSource::FindingItemsTested => Some(FieldKind::Number),
        FieldSource::ClientLegalName
        | FieldSource::EngagementKind
        | FieldSource::EngagementAuditorFirm
        | FieldSource::PersonRole
        | FieldSource::PersonEmail
        | FieldSource::ControlCode
        | FieldSource::GapTitle
        | FieldSource::GapState
        | FieldSource::FindingReference
        | FieldSource::FindingWording
        | FieldSource::FindingCause
        | FieldSource::RequestReference
        | FieldSource::RequestWording => Some(FieldKind::Text),
        FieldSource::Typed => None,
    }
}

#[test]
fn a_field_has_the_kind_and_the_row_of_its_source() {
    let catalogue = Catalogue::embedded();
    for field in &catalogue.merge_fields {
        let name = field.name.as_str();
        assert!(kind_of(field.source).is_none_or(|kind| kind == field.kind), "{name}");
        assert_eq!(field.source.names_person(), kind_of(field.source) == Some(FieldKind::Person), "{name}");
        // A row's field is typed in or read from that row; one that stands once may be read from a chosen record.
        let record = field.source.record();
        assert!(field.row_of.is_none() || record.is_none() || field.row_of == record, "{name}");
        assert_eq!(name.ends_with("_utc"), field.kind == FieldKind::Instant, "{name}");
        assert_eq!(name.ends_with("_standing"), field.kind == FieldKind::Standing, "{name}");
        let person = field.kind == FieldKind::Person;
        assert!(!person || name.ends_with("_name"), "{name}");
        if matches!(field.source, FieldSource::PersonRole | FieldSource::PersonEmail) {
            let (stem, _) = name.rsplit_once('_').expect("has a stem");
            let of = catalogue.merge_field(&format!("{stem}_name")).expect("follows a person");
            assert_eq!(of.source, FieldSource::PersonName, "{name}");
            for template in catalogue.templates.iter().filter(|t| t.fields.contains(&field.name)) {
                assert!(template.fields.contains(&of.name), "{}: {name} without its person", template.code);
            }
        }
    }
}

#[test]
fn a_repeating_line_repeats_whole_and_no_other_does() {
    let mut kinds = BTreeSet::new();
    for template in &Catalogue::embedded().templates {
        for line in template.body.lines() {
            let rows: Vec<_> = fields_of(line).iter().map(|field| field.row_of).collect();
            let first = rows.first().copied().flatten();
            assert!(rows.iter().all(|row| *row == first), "{}: {line}", template.code);
            kinds.extend(first);
        }
    }
    let all = [RowKind::Gap, RowKind::Finding, RowKind::Request, RowKind::Question];
    assert_eq!(kinds, BTreeSet::from(all), "each kind of row is of use");
}

#[test]
fn what_stands_beside_a_mark_claims_a_fact_and_the_mark_is_explained() {
    for template in &Catalogue::embedded().templates {
        let mut marked = false;
        for line in template.body.lines() {
            let fields = fields_of(line);
            let marks = fields.iter().filter(|field| field.kind == FieldKind::Standing).count();
            let facts = fields.iter().filter(|field| field.kind != FieldKind::Standing && field.claims_fact).count();
            assert!(marks == 0 || (marks == 1 && facts == 1), "{}: {line}", template.code);
            marked |= marks > 0;
            for known in fields.iter().filter_map(|field| field.name.as_str().strip_suffix("_known")) {
                let mark = format!("{known}_standing");
                let own = fields.iter().any(|field| field.name.as_str() == mark);
                assert!(own, "{}: {known} has no mark of its own", template.code);
            }
        }
        // A notice under a contract lists what is unknown with its date instead.
        let explained =
            template.body.contains("“not yet confirmed”") || template.body.contains("{{ outstanding_items }}");
        assert!(!marked || explained, "{}", template.code);
    }
    assert!(FieldKind::STANDINGS.contains(&"not yet confirmed"));
}

#[test]
fn an_instant_is_printed_with_its_zone() {
    for template in &Catalogue::embedded().templates {
        for field in template.fields.iter().filter(|name| name.as_str().ends_with("_utc")) {
            let bare = template.body.matches(&format!("{{{{ {field} }}}}")).count();
            let zoned = template.body.matches(&format!("{{{{ {field} }}}} UTC")).count();
            assert_eq!(bare, zoned, "{}: {field}", template.code);
        }
    }
}

#[test]
fn front_matter_is_full_and_holds_no_merge_field() {
    for template in &Catalogue::embedded().templates {
        let Some(source) = Sources::EMBEDDED.templates.iter().find(|s| s.text.ends_with(&template.body)) else {
            panic!("{} comes from a file", template.code)
        };
        let front = &source.text[..source.text.len() - template.body.len()];
        assert!(!front.contains("{{"), "{}", template.code);
        let texts = [&template.title, &template.audience, &template.channel, &template.trigger, &template.cadence];
        for text in texts.into_iter().chain([&template.when_to_use]) {
            assert!(!text.trim().is_empty(), "{}", template.code);
        }
        assert!(template.when_to_use.ends_with('.'), "{}", template.code);
        assert!(!template.approvals_needed.is_empty(), "{}", template.code);
        assert!(template.body.chars().count() <= PROSE, "{}", template.code);
        none(unique(template.code.as_str(), &template.approvals_needed).1);
        none(unique(template.code.as_str(), &template.signed_by).1);
    }
}

#[test]
fn the_set_has_what_a_crisis_asks_for() {
    let set = [
        ("COMM-16", "Holding statement", Track::External),
        ("COMM-17", "Reply to a contract suspension or termination", Track::External),
        ("COMM-18", "All-staff note", Track::Internal),
        ("COMM-19", "Reactive press line", Track::External),
        ("COMM-20", "Request to control owners", Track::Internal),
        ("COMM-21", "Regulator supplement", Track::External),
        ("COMM-22", "Record of a decision not to notify", Track::Internal),
    ];
    for (code, title, track) in set {
        assert_eq!((template(code).title.as_str(), template(code).track), (title, track));
    }
    let privileged = Catalogue::embedded().templates.iter().filter(|template| template.privileged);
    assert_eq!(privileged.map(|template| template.code.as_str()).collect::<Vec<_>>(), ["COMM-22"]);
    for outside in Catalogue::embedded().templates.iter().filter(|template| template.track == Track::External) {
        // What answers a question of everyday business is approved by whoever answers for it.
        let everyday = ["COMM-10", "COMM-11", "COMM-12"].contains(&outside.code.as_str());
        let counsel = outside.approvals_needed.iter().any(|role| role == "General counsel");
        assert!(counsel || everyday, "{}", outside.code);
    }
}

#[test]
fn a_bridge_letter_is_signed_at_the_top_and_approved_by_counsel() {
    let letter = template("COMM-14");
    assert_eq!(letter.title, "Bridge letter");
    assert_eq!(letter.approvals_needed, ["General counsel"]);
    assert_eq!(letter.signed_by, ["Chief executive", "Chief financial officer"]);
    let fields: BTreeSet<&str> = letter.fields.iter().map(|name| name.as_str()).collect();
    for needed in ["auditor_firm", "period_start", "period_end", "gap_start", "gap_end", "material_changes"] {
        assert!(fields.contains(needed), "{needed}");
    }
    for needed in ["continued_operation_statement", "exception_status", "signatory_name", "signatory_title"] {
        assert!(fields.contains(needed), "{needed}");
    }
}

#[test]
fn the_one_quoted_claim_is_a_question() {
    let script = template("COMM-06");
    assert!(script.body.contains("“Are you SOC 2 certified?”"));
    assert!(!forbidden(&script.body.replace(['“', '”'], "")).is_empty(), "only its quotes allow it");
}

#[test]
fn scenarios_refer_to_what_exists() {
    let c = Catalogue::embedded();
    assert_eq!(c.scenarios.iter().map(|entry| entry.scenario).collect::<Vec<_>>(), SCENARIOS);
    let plans = codes_of(c.timeline.plans.iter().map(|entry| &entry.code));
    let exercises = codes_of(c.exercises.iter().map(|entry| &entry.code));
    let clocks = codes_of(c.deadlines.iter().map(|entry| &entry.code));
    let roles: BTreeSet<String> = c.roles.iter().map(|entry| entry.name.clone()).collect();
    let (rows, mut problems) =
        unique("rows", c.scenarios.iter().flat_map(|entry| &entry.rows).map(|row| row.code.clone()));
    assert_eq!(rows.len(), c.scenarios.iter().map(|entry| entry.rows.len()).sum::<usize>());
    for entry in &c.scenarios {
        problems.extend(dangling(&entry.name, &entry.plans, &plans));
        problems.extend(dangling(&entry.name, &entry.rehearsed_by, &exercises));
        problems.extend(unique(&entry.name, entry.rows.iter().map(|row| &row.audience)).1);
        assert!(!entry.before_anything_leaves.is_empty() && entry.limits.len() >= 3, "{}", entry.name);
        for row in &entry.rows {
            problems.extend(dangling(&row.code, &row.clocks, &clocks));
            problems.extend(dangling(&row.code, &[&row.owner_role], &roles));
            problems.extend(dangling(&row.code, &[&row.sender_role], &roles));
            assert!(!row.templates.is_empty() && !row.cadence.is_empty(), "{}", row.code);
            for code in &row.templates {
                let template = template(code.as_str());
                assert_eq!(template.track, row.track, "{} {code}", row.code);
                let signs = template.signed_by.is_empty() || template.signed_by.contains(&row.sender_role);
                assert!(signs, "{}: {} can't sign {code}", row.code, row.sender_role);
            }
        }
    }
    none(problems);
}

#[test]
fn rows_stand_in_the_order_in_which_they_fall_due_and_before_their_clocks() {
    let c = Catalogue::embedded();
    for entry in &c.scenarios {
        let due: Vec<u32> = entry.rows.iter().map(|row| row.due.hours().unwrap_or(u32::MAX)).collect();
        assert!(due.is_sorted(), "{}: {due:?}", entry.name);
        for row in &entry.rows {
            let RowDue::AfterTrigger { hours } = row.due else { continue };
            for clock in row.clocks.iter().filter_map(|code| c.deadline(code.as_str())) {
                // The shortest that the unit can mean; a clock without delay has no hour to compare with.
                let at_most = match clock.clock_unit {
                    ClockUnit::Hours => clock.clock_value,
                    ClockUnit::Days | ClockUnit::BusinessDays => clock.clock_value * 24,
                    ClockUnit::Months => clock.clock_value * 28 * 24,
                    ClockUnit::Immediate => continue,
                };
                assert!(hours <= at_most, "{} is due after {}", row.code, clock.code);
            }
        }
    }
}

/// Templates that a scenario starts.
fn started(entry: &ScenarioEntry) -> BTreeSet<&str> {
    entry.rows.iter().flat_map(|row| &row.templates).map(|code| code.as_str()).collect()
}

#[test]
fn every_scenario_speaks_to_everyone_inside_and_outside() {
    let c = Catalogue::embedded();
    let inside = ["COMM-01", "COMM-02", "COMM-03", "COMM-06", "COMM-09", "COMM-18", "COMM-20"];
    let outside = ["COMM-05", "COMM-11", "COMM-12", "COMM-13", "COMM-17", "COMM-19", "COMM-21", "COMM-23"];
    for entry in &c.scenarios {
        let codes = started(entry);
        let missing: Vec<_> = inside.iter().chain(&outside).filter(|code| !codes.contains(*code)).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", entry.name);
        assert!(codes.contains("COMM-04") || codes.contains("COMM-24"), "{}: customers", entry.name);
        let leads = entry.rows.iter().position(|row| row.templates.iter().any(|code| code.as_str() == "COMM-01"));
        let customers = entry
            .rows
            .iter()
            .position(|row| row.templates.iter().any(|code| ["COMM-04", "COMM-24"].contains(&code.as_str())));
        assert!(leads < customers, "{}: inside before outside", entry.name);
    }
    let all: BTreeSet<&str> = c.scenarios.iter().flat_map(started).collect();
    let unused: Vec<_> = c.templates.iter().filter(|template| !all.contains(template.code.as_str())).collect();
    assert!(unused.is_empty(), "{unused:?}");
    let incident = started(c.scenario(SCENARIOS[2]));
    assert!(["COMM-07", "COMM-10", "COMM-15", "COMM-16", "COMM-22"].iter().all(|code| incident.contains(code)));
}

#[test]
fn the_model_takes_every_scenario_as_rows_and_drafts_that_hold() {
    let c = Catalogue::embedded();
    for entry in &c.scenarios {
        let scenario = c.scenario_start(entry.scenario).expect("every template exists");
        let start = ScenarioStart {
            engagement: "0190a6f2-0000-7000-8000-000000000000".parse().expect("is an id"),
            first_row: 1,
            first_message: 1,
            by: "Ines Okafor",
            at: "2026-11-17T11:20:00Z".parse().expect("is an instant"),
            triggered_at: "2026-11-17T09:00:00Z".parse().expect("is an instant"),
            people: &[],
            fields: &Default::default(),
        };
        let mut number = 0_u128;
        let (rows, messages) = scenario
            .start(start, &mut || {
                number += 1;
                format!("{number:032x}").parse().expect("is an id")
            })
            .unwrap_or_else(|why| panic!("{}: {why}", entry.name));
        assert_eq!(rows.len(), entry.rows.len());
        assert_eq!(messages.len(), entry.rows.iter().map(|row| row.templates.len()).sum::<usize>());
        for (row, listed) in rows.iter().zip(&entry.rows) {
            assert_eq!((&row.subject, row.due), (&listed.subject, listed.due.due()));
            assert_eq!(row.template.as_deref(), Some(listed.code.as_str()));
            assert_eq!(row.due_at().is_some(), listed.due.hours().is_some());
        }
        assert!(messages.iter().all(|message| message.is_draft() && !message.open_fields().is_empty()));
        assert!(messages.iter().all(|message| message.privileged == (message.template.as_deref() == Some("COMM-22"))));
    }
}
