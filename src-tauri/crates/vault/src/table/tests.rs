//! Every noun's table: what is written is read back, in every variant, and no row of a removed record stays.

use std::collections::BTreeSet;

use model::commitment::{CommitmentKind, CommitmentSource};
use model::communication::Due;
use model::control::{Control, ControlState};
use model::engagement::EngagementKind;
use model::evidence::{Covers, EvidenceState};
use model::finding::{FindingSource, FindingState};
use model::follow_up::{FollowUpAnswer, FollowUpState};
use model::gap::Gap;
use model::organisation::{ReportKind, SubserviceMethod};
use model::packet::Paper;
use model::rating::{Aspect, RatingSubject, RatingValue};
use model::request::{AuditorStatus, InternalStatus, RoundEnd};
use model::task::{TaskState, Wait};

use super::*;
use crate::fixture::{self, at, day, id};
use crate::migrate::in_memory;

/// A database with one record and more of every noun, references checked at the end.
fn filled() -> Connection {
    let connection = in_memory();
    in_transaction(&connection, || {
        for record in fixture::everything() {
            insert_any(&connection, &record).unwrap();
        }
    });
    connection
}

fn in_transaction(connection: &Connection, act: impl FnOnce()) {
    connection.execute_batch("BEGIN; PRAGMA defer_foreign_keys = ON;").unwrap();
    act();
    connection.execute_batch("COMMIT").unwrap();
}

/// Writes a variant over the stored record and reads it back.
fn holds<R: Table + std::fmt::Debug>(connection: &Connection, record: &R) {
    in_transaction(connection, || update(connection, record).unwrap());
    assert_eq!(find::<R>(connection, record.key()).unwrap().as_ref(), Some(record));
}

#[test]
fn every_record_is_read_as_written() {
    let connection = filled();
    let all = fixture::everything();
    let nouns: BTreeSet<_> = all.iter().map(AnyRecord::noun).collect();
    assert_eq!(nouns.len(), Noun::ALL.len(), "the fixture has every noun");
    for record in &all {
        record.check().unwrap();
        assert_eq!(find_any(&connection, record.noun(), record.key()).unwrap().as_ref(), Some(record));
        assert!(ids_of(&connection, record.noun()).unwrap().contains(&record.key()));
    }
    for noun in Noun::ALL {
        let own: Vec<_> = all.iter().filter(|record| record.noun() == *noun).collect();
        let listed = list_any(&connection, *noun).unwrap();
        assert_eq!(listed.len(), own.len());
        assert!(own.into_iter().all(|record| listed.contains(record)));
    }
}

#[test]
fn every_variant_of_an_engagement_and_a_control_is_read_as_written() {
    let connection = filled();
    let mut engagement = fixture::engagement();
    (engagement.auditor_firm, engagement.triggered_on) = (None, None);
    (engagement.fieldwork_from, engagement.report_due) = (None, None);
    engagement.outcomes.clear();
    (engagement.firm_logo, engagement.firm_colour, engagement.paper) = (None, None, Paper::A4);
    for kind in [
        EngagementKind::Readiness { period: None },
        EngagementKind::Readiness { period: Some(fixture::period()) },
        EngagementKind::TypeI { as_of: day("2026-06-30") },
    ] {
        engagement.kind = kind;
        holds(&connection, &engagement);
    }
    let mut control = fixture::control(50, "CORE-24");
    for state in [ControlState::Planned, ControlState::InPlace, ControlState::Retired { reason: "merged".into() }] {
        control.state = state;
        holds(&connection, &control);
    }
    (control.owner, control.starts_on) = (None, None);
    control.criteria.clear();
    control.surfaces.clear();
    control.mappings.clear();
    control.typical_evidence.clear();
    holds(&connection, &control);
}

#[test]
fn every_variant_of_evidence_is_read_as_written() {
    let connection = filled();
    let mut item = fixture::evidence(1, fixture::CONTENT);
    for state in [
        EvidenceState::Received,
        EvidenceState::InReview,
        EvidenceState::Accepted,
        EvidenceState::Returned { reason: "blurred".into() },
        EvidenceState::Released { by: id(11), at: at(9) },
        EvidenceState::Superseded { by: item.id },
        EvidenceState::Withdrawn { reason: "wrong file".into() },
    ] {
        item.state = state;
        holds(&connection, &item);
    }
    for covers in [
        None,
        Some(Covers::AsOf { on: day("2026-06-30") }),
        Some(Covers::InForce { from: day("2026-01-01"), until: None }),
        Some(Covers::InForce { from: day("2026-01-01"), until: Some(day("2026-12-31")) }),
    ] {
        item.covers = covers;
        holds(&connection, &item);
    }
    (item.captured_at, item.reviewed, item.supersedes) = (None, None, Some(item.id));
    (item.ipe, item.approval, item.list_only) = (None, None, None);
    item.controls.clear();
    holds(&connection, &item);
}

#[test]
fn every_variant_of_the_rest_is_read_as_written() {
    let connection = filled();
    for due in [Due::On { day: day("2026-08-01") }, Due::OnRequest] {
        let mut row = fixture::plan_row(1, due);
        (row.owner, row.sender) = (None, None);
        holds(&connection, &row);
    }
    let mut rating = fixture::rating(60, Aspect::Operation, RatingValue::NotEvaluableYet);
    rating.subject = RatingSubject::Criterion(fixture::code("CC6.1"));
    rating.reviewed = None;
    rating.evidence.clear();
    holds(&connection, &rating);
    let mut gap = fixture::gap(1);
    (gap.cost, gap.reference, gap.retest, gap.acceptance_of_risk) = (None, None, None, None);
    (gap.owner, gap.due_on, gap.effort_days, gap.fixed_on, gap.pattern) = (None, None, None, None, None);
    gap.acceptance.clear();
    holds(&connection, &gap);
    let mut message = fixture::message(1);
    (message.plan_row, message.template, message.valid_until) = (None, None, None);
    message.sends.clear();
    message.fields.clear();
    holds(&connection, &message);
    let mut criterion = fixture::criterion(30, "CC6.1");
    (criterion.licensed_text, criterion.not_relevant) = (None, Some("no such part".into()));
    holds(&connection, &criterion);
    let mut client = fixture::client();
    client.logo = None;
    holds(&connection, &client);
    let mut person = fixture::person(10, "Rose Okafor-Bly");
    (person.team, person.email) = (None, None);
    holds(&connection, &person);
    let mut surface = fixture::surface();
    surface.owner = None;
    holds(&connection, &surface);
}

#[test]
fn every_variant_of_a_request_is_read_as_written() {
    let connection = filled();
    let mut request = fixture::request(1);
    let reason = || "no tool".to_owned();
    for internal in [
        InternalStatus::Open,
        InternalStatus::InProgress,
        InternalStatus::SubmittedForReview,
        InternalStatus::Ready,
        InternalStatus::Blocked { reason: reason() },
        InternalStatus::NotApplicable { reason: reason() },
    ] {
        request.internal = internal;
        holds(&connection, &request);
    }
    let accepted = RoundEnd::Accepted { on: day("2026-06-14") };
    (request.rounds[1].end, request.auditor) = (Some(accepted), AuditorStatus::Accepted);
    holds(&connection, &request);
    request.rounds[0].evidence.clear();
    holds(&connection, &request);
    (request.auditor_id, request.kind, request.period, request.population) = (None, None, None, None);
    (request.owner, request.reviewer, request.due_on, request.template) = (None, None, None, None);
    (request.rounds, request.auditor) = (Vec::new(), AuditorStatus::Requested);
    (request.controls, request.criteria, request.evidence) = Default::default();
    holds(&connection, &request);
}

#[test]
fn every_variant_of_a_finding_and_a_task_is_read_as_written() {
    let connection = filled();
    let mut finding = fixture::finding(2);
    for state in FindingState::ALL {
        finding.state = state;
        holds(&connection, &finding);
    }
    (finding.auditor_reference, finding.deviations, finding.owner, finding.due_on) = (None, None, None, None);
    (finding.acknowledged, finding.response, finding.fixed_on) = (None, None, None);
    (finding.retest, finding.closed_on, finding.prior) = (None, None, None);
    (finding.controls, finding.criteria, finding.compensating, finding.gaps) = Default::default();
    finding.source = FindingSource::Monitoring;
    holds(&connection, &finding);
    let mut task = fixture::task(2);
    let reason = || "waits for the sale".to_owned();
    for state in [TaskState::Blocked { reason: reason() }, TaskState::Dropped { reason: reason() }] {
        (task.state, task.done) = (state, None);
        holds(&connection, &task);
    }
    for wait in [Wait::Finish, Wait::Start, Wait::Partial] {
        task.depends_on = [(id(5201), wait)].into();
        holds(&connection, &task);
    }
    for state in [TaskState::Planned, TaskState::InProgress] {
        task.state = state;
        holds(&connection, &task);
    }
    task.owner = None;
    task.depends_on.clear();
    (task.controls, task.gaps, task.freezes) = Default::default();
    holds(&connection, &task);
}

#[test]
fn every_variant_of_the_further_nouns_is_read_as_written() {
    let connection = filled();
    let mut organisation = fixture::organisation();
    for kind in [
        ReportKind::Soc1TypeI,
        ReportKind::Soc1TypeIi,
        ReportKind::Soc2TypeI,
        ReportKind::Soc2TypeIi,
        ReportKind::Other,
    ] {
        let report = organisation.report.as_mut().unwrap();
        (report.kind, report.bridge_until, report.next_due) = (kind, None, None);
        holds(&connection, &organisation);
    }
    organisation.method = SubserviceMethod::Inclusive;
    (organisation.report, organisation.reviewed) = (None, None);
    organisation.services.clear();
    organisation.complementary.clear();
    holds(&connection, &organisation);
    let mut team = fixture::team();
    team.lead = None;
    team.members.clear();
    holds(&connection, &team);
    let mut control = fixture::user_control();
    control.criteria.clear();
    holds(&connection, &control);
    let mut commitment = fixture::commitment(1);
    (commitment.kind, commitment.source) = (CommitmentKind::Requirement, CommitmentSource::Law);
    commitment.criteria.clear();
    holds(&connection, &commitment);
    for key in ["2026-04-01", "2026-W14", "2026-04", "2026-Q2", "2026-H1", "2026-01-01/P12M"] {
        let mut bare = fixture::occurrence();
        bare.key = key.parse().unwrap();
        (bare.performed_on, bare.exception) = (None, None);
        holds(&connection, &bare);
    }
    let mut none = fixture::population();
    none.count = 0;
    none.note.clear();
    holds(&connection, &none);
    let mut follow_up = fixture::follow_up(1);
    (follow_up.promised_by, follow_up.due_on, follow_up.state) = (None, None, FollowUpState::Answered);
    follow_up.answer = Some(FollowUpAnswer { text: "by the row count".into(), on: fixture::day("2026-11-20") });
    holds(&connection, &follow_up);
    follow_up.state = FollowUpState::Withdrawn { reason: "taken back".into() };
    holds(&connection, &follow_up);
    follow_up.answer = None;
    holds(&connection, &follow_up);
    let mut gap = fixture::gap(2);
    gap.prior = Some(id(2001));
    insert(&connection, &gap).unwrap();
    assert_eq!(find::<Gap>(&connection, gap.key()).unwrap(), Some(gap));
}

#[test]
fn removing_leaves_no_row() {
    let connection = filled();
    in_transaction(&connection, || {
        for record in fixture::everything() {
            remove_any(&connection, record.noun(), record.key()).unwrap();
        }
    });
    // An index of words keeps rows of its own about itself.
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
               AND name NOT LIKE 'search_%'";
    let tables: Vec<String> = rows(&connection, "sqlite_schema", sql, Vec::new(), |it| it.get("name")).unwrap();
    assert!(tables.len() > 30);
    for table in tables {
        let count: i64 = connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
        assert_eq!(count, 0, "{table}");
    }
}

#[test]
fn criteria_are_listed_as_a_report_lists_them() {
    let connection = filled();
    for (number, code) in ["PI1.1", "C1.1", "P6.4", "A1.1", "CC9.2"].into_iter().enumerate() {
        insert(&connection, &fixture::criterion(40 + number as u128, code)).unwrap();
    }
    let listed = select::<model::criterion::Criterion>(&connection, "", Vec::new()).unwrap();
    let codes: Vec<_> = listed.iter().map(|criterion| criterion.code).collect();
    let mut sorted = codes.clone();
    sorted.sort();
    assert_eq!(codes, sorted);
    assert_eq!(codes.len(), 9);
}

#[test]
fn a_taken_code_is_the_fields_error() {
    let connection = filled();
    let twin = fixture::control(52, "CORE-24");
    assert!(matches!(insert(&connection, &twin), Err(Error::Invalid(it)) if it.field == "code"));
    let twin = fixture::gap(1);
    assert!(matches!(insert(&connection, &twin), Err(Error::Invalid(it)) if ["id", "number"].contains(&it.field)));
    let (mut organisation, mut team, mut occurrence) =
        (fixture::organisation(), fixture::team(), fixture::occurrence());
    (organisation.id, team.id, occurrence.id) = (id(9001), id(9002), id(9003));
    for twin in [AnyRecord::from(organisation), AnyRecord::from(team), AnyRecord::from(occurrence)] {
        let field = if twin.noun() == Noun::Occurrence { "key" } else { "name" };
        assert!(matches!(insert_any(&connection, &twin), Err(Error::Invalid(it)) if it.field == field), "{field}");
    }
}

#[test]
fn what_no_writing_puts_there_is_damage_and_named() {
    let connection = filled();
    connection.execute_batch("UPDATE control SET nature = 'certainly'").unwrap();
    let what = match find::<Control>(&connection, id(50)) {
        Err(Error::Damaged { what }) => what,
        other => panic!("{other:?}"),
    };
    assert!(what.starts_with("control ") && what.ends_with("column nature"), "{what}");
}
