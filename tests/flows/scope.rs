//! What an engagement rests on and how it goes on: profiles, organisations, commitments, teams, states and outcome.

use std::collections::BTreeSet;

use commands::client::EditSystem;
use commands::commitment::{AddCommitment, EditCommitment, ListCommitments, RemoveCommitment};
use commands::criterion::ListCriteria;
use commands::engagement::{EditEngagement, MoveEngagement, ReportEngagement, ShowEngagement, StartEngagement};
use commands::organisation::{
    AddOrganisation, EditOrganisation, ListOrganisations, OrganisationRow, RemoveOrganisation, ReviewOrganisation,
};
use commands::rating::Rate;
use commands::team::{AddTeam, EditTeam, ListTeams, RemoveTeam};
use commands::user_control::{AddUserControl, ListUserControls, RemoveUserControl, ShowUserControl};
use commands::{Code, Facts, Failure};
use model::commitment::{CommitmentKind, CommitmentSource};
use model::coverage::CoverageState;
use model::criterion::Category;
use model::engagement::{EngagementKind, EngagementState, Opinion, Outcome};
use model::organisation::SubserviceMethod;
use model::rating::{Aspect, RatingValue};
use serde_json::json;

use crate::stage::{Stage, day, start};

fn facts(value: serde_json::Value) -> Facts {
    serde_json::from_value(value).expect("facts")
}

#[test]
fn every_profile_starts_an_engagement() {
    for profile in ["ecommerce-crm", "enterprise-saas", "emergency-management"] {
        let mut stage = Stage::bare();
        let started = stage.app.call(StartEngagement { profile: profile.to_owned(), ..start() }).expect("starts");
        assert!(started.controls > 40 && started.surfaces > 0 && started.criteria >= 33, "{profile}: {started:?}");
        let overview = stage.app.call(ShowEngagement { engagement: None }).expect("shows");
        assert_eq!(overview.counts.controls, started.controls, "{profile}");
        assert_eq!(
            (overview.counts.owed_requests, overview.counts.open_findings, overview.counts.open_tasks),
            (0, 0, 0)
        );
    }
    let mut stage = Stage::bare();
    let unknown = stage.app.call(StartEngagement { profile: "bank".to_owned(), ..start() }).expect_err("no such one");
    assert_eq!(unknown.field.as_deref(), Some("profile"));
}

fn move_to(stage: &mut Stage, to: EngagementState) -> Result<EngagementState, Failure> {
    stage.app.call(MoveEngagement { engagement: None, to }).map(|engagement| engagement.state)
}

fn report(stage: &mut Stage, opinion: Opinion, criteria: &[&str]) -> Result<Vec<Outcome>, Failure> {
    let outcome = Outcome {
        category: Category::Security,
        opinion,
        criteria: criteria.iter().map(|code| code.parse().expect("a code")).collect(),
        reported_on: day("2027-03-10"),
    };
    stage.app.call(ReportEngagement { engagement: None, outcomes: vec![outcome] }).map(|engagement| engagement.outcomes)
}

#[test]
fn an_engagement_goes_step_by_step_to_its_opinions() {
    use EngagementState::{Bridging, DraftReport, Fieldwork, PeriodRunning, Reported};
    let mut stage = Stage::engaged();
    let edit = EditEngagement { engagement: None, facts: facts(json!({ "state": "reported" })) };
    assert_eq!(stage.app.call(edit).expect_err("has a command of its own").field.as_deref(), Some("state"));
    assert_eq!(move_to(&mut stage, Fieldwork).expect_err("skips").field.as_deref(), Some("state"));
    assert_eq!(report(&mut stage, Opinion::Unmodified, &[]).expect_err("no draft yet").code, Code::Invalid);
    for to in [PeriodRunning, Fieldwork, DraftReport] {
        assert_eq!(move_to(&mut stage, to), Ok(to));
    }
    let unnamed = report(&mut stage, Opinion::Qualified, &[]).expect_err("except for what");
    assert_eq!(unnamed.field.as_deref(), Some("outcomes"));
    assert_eq!(report(&mut stage, Opinion::Qualified, &["CC6.2"]).expect("reported").len(), 1);
    let outcomes = report(&mut stage, Opinion::Unmodified, &[]).expect("replaces");
    assert_eq!(outcomes.iter().map(|outcome| outcome.opinion).collect::<Vec<_>>(), [Opinion::Unmodified]);
    assert_eq!(move_to(&mut stage, Bridging), Ok(Bridging));
    assert_eq!(move_to(&mut stage, Reported), Ok(Reported));
    assert_eq!(move_to(&mut stage, DraftReport).expect_err("has opinions").field.as_deref(), Some("outcomes"));
}

#[test]
fn a_type_i_has_no_rating_of_operation() {
    let mut stage = Stage::engaged();
    let kind = EngagementKind::TypeI { as_of: day("2026-09-30") };
    let title = "Type I".to_owned();
    stage.app.call(StartEngagement { kind, title, ..start() }).expect("starts");
    let mut rate = |aspect, value| {
        stage.app.call(Rate {
            engagement: Some("type i".to_owned()),
            subject: "CORE-24".to_owned(),
            aspect,
            value,
            rationale: "looked at".to_owned(),
            evidence: Vec::new(),
            rated_by: "Ines Okafor".to_owned(),
            rated_on: Some(day("2026-10-01")),
            reviewed: None,
        })
    };
    let refused = rate(Aspect::Operation, RatingValue::Deficient).expect_err("says nothing of operation");
    assert_eq!(refused.field.as_deref(), Some("aspect"));
    rate(Aspect::Design, RatingValue::Deficient).expect("design is what it speaks of");
}

fn add_host(stage: &mut Stage, more: serde_json::Value) -> Result<OrganisationRow, Failure> {
    stage.app.call(AddOrganisation {
        engagement: None,
        name: "Northgate Hosting".to_owned(),
        services: vec!["hosting".to_owned()],
        method: SubserviceMethod::CarveOut,
        facts: facts(more),
    })
}

#[test]
fn an_organisation_shows_the_days_that_no_report_speaks_of() {
    let mut stage = Stage::engaged();
    let expected = json!([{ "text": "Only authorised staff enter.", "criteria": ["CC6.4"] }]);
    let row = add_host(&mut stage, json!({ "complementary": expected })).expect("adds");
    assert_eq!(row.unreported_days, Some(365), "no report yet");
    assert_eq!(add_host(&mut stage, json!({})).expect_err("taken").field.as_deref(), Some("name"));
    let criteria = stage.app.call(ListCriteria { engagement: None }).expect("lists");
    let shared = criteria.iter().find(|row| row.criterion.code.to_string() == "CC6.4").expect("in scope");
    assert_eq!(shared.coverage.state, CoverageState::WithSubservice);
    let review = |on: &str| ReviewOrganisation {
        engagement: None,
        organisation: "northgate hosting".to_owned(),
        by: "Tomas Lindqvist".to_owned(),
        on: Some(day(on)),
    };
    assert_eq!(stage.app.call(review("2026-10-01")).expect_err("nothing to read").code, Code::Refused);
    let mut report = |bridge: Option<&str>| {
        let report = json!({
            "kind": "soc2_type_ii", "auditor": "Brae", "period": { "from": "2025-10-01", "to": "2026-09-30" },
            "exceptions": "", "bridge_until": bridge, "next_due": null,
        });
        let organisation = "Northgate Hosting".to_owned();
        let request = EditOrganisation { engagement: None, organisation, facts: facts(json!({ "report": report })) };
        stage.app.call(request).expect("reports")
    };
    assert_eq!(report(None).unreported_days, Some(92));
    assert_eq!(report(Some("2026-11-30")).unreported_days, Some(31));
    assert!(stage.app.call(review("2026-09-29")).is_err(), "before the report's last day");
    let row = stage.app.call(review("2026-10-01")).expect("reviewed");
    assert_eq!(row.reviewer.as_deref(), Some("Tomas Lindqvist"));
    let mut report = |exceptions: &str| {
        let report = json!({
            "kind": "soc2_type_ii", "auditor": "Brae", "period": { "from": "2025-10-01", "to": "2026-09-30" },
            "exceptions": exceptions, "bridge_until": "2026-11-30", "next_due": null,
        });
        let organisation = "Northgate Hosting".to_owned();
        let request = EditOrganisation { engagement: None, organisation, facts: facts(json!({ "report": report })) };
        stage.app.call(request).expect("reports").organisation.reviewed
    };
    assert!(report("").is_some(), "the same report stays reviewed");
    assert!(report("One exception.").is_none(), "another has to be read anew");
    let remove = RemoveOrganisation { engagement: None, organisation: "Northgate Hosting".to_owned() };
    stage.app.call(remove).expect("removes");
    assert!(stage.app.call(ListOrganisations { engagement: None }).expect("lists").is_empty());
}

#[test]
fn commitments_and_user_controls_keep_their_numbers_and_codes() {
    let mut stage = Stage::engaged();
    let mut add = |kind, categories: &[Category], criteria: &[&str]| {
        stage.app.call(AddCommitment {
            engagement: None,
            kind,
            text: "Orders are taken around the clock.".to_owned(),
            source: CommitmentSource::Contract,
            source_note: "Master agreement, clause 7.2".to_owned(),
            categories: categories.iter().copied().collect(),
            criteria: criteria.iter().map(|code| code.parse().expect("a code")).collect(),
        })
    };
    let first = add(CommitmentKind::Commitment, &[Category::Availability], &["A1.1"]).expect("adds");
    let second = add(CommitmentKind::Requirement, &[Category::Security], &[]).expect("adds");
    assert_eq!((first.reference(), second.reference()), ("SC-001".to_owned(), "SR-002".to_owned()));
    let foreign = add(CommitmentKind::Commitment, &[Category::Security], &["A1.1"]).expect_err("another category");
    assert_eq!(foreign.field.as_deref(), Some("criteria"));
    let commitment = "sc-001".to_owned();
    let edit = EditCommitment { engagement: None, commitment, facts: facts(json!({ "source": "terms" })) };
    assert_eq!(stage.app.call(edit).expect("edits").source, CommitmentSource::Terms);
    stage.app.call(RemoveCommitment { engagement: None, commitment: "SC-001".to_owned() }).expect("removes");
    assert_eq!(stage.app.call(ListCommitments { engagement: None }).expect("lists").len(), 1);
    for field in ["commitments", "requirements"] {
        let lines = facts(json!({ field: ["Orders are taken around the clock."] }));
        let listed = stage.app.call(EditSystem { engagement: None, facts: lines }).expect_err("records of their own");
        assert_eq!((listed.code, listed.field.as_deref()), (Code::Invalid, Some(field)));
        assert!(listed.message.contains("commitment add"), "{listed}");
    }

    let mut add = || {
        stage.app.call(AddUserControl {
            engagement: None,
            code: "CUEC-01".parse().expect("a code"),
            statement: "Customers remove their own leavers.".to_owned(),
            criteria: BTreeSet::from(["CC6.2".parse().expect("a code")]),
            why: "We don't know who they are.".to_owned(),
        })
    };
    add().expect("adds");
    assert_eq!(add().expect_err("taken").field.as_deref(), Some("code"));
    let named = |name: &str| ShowUserControl { engagement: None, user_control: name.to_owned() };
    assert_eq!(stage.app.call(named("cuec-01")).expect("shows").criteria.len(), 1);
    assert_eq!(stage.app.call(named("CUEC-02")).expect_err("no such one").code, Code::NotFound);
    stage.app.call(RemoveUserControl { engagement: None, user_control: "CUEC-01".to_owned() }).expect("removes");
    assert!(stage.app.call(ListUserControls { engagement: None }).expect("lists").is_empty());
}

#[test]
fn a_team_is_led_by_one_of_its_members() {
    let mut stage = Stage::engaged();
    let mut add = || {
        let (name, lead) = ("Identity".to_owned(), Some("Priya Raman".to_owned()));
        stage.app.call(AddTeam { name, lead, members: vec!["Jonas Reuter".to_owned()] })
    };
    assert_eq!(add().expect("adds").members, ["Jonas Reuter", "Priya Raman"]);
    assert_eq!(add().expect_err("taken").field.as_deref(), Some("name"));
    let mut edit = |value| stage.app.call(EditTeam { team: "identity".to_owned(), facts: facts(value) });
    assert_eq!(edit(json!({ "lead": "Ines Okafor" })).expect_err("no member").field.as_deref(), Some("lead"));
    assert_eq!(edit(json!({ "lead": "Nobody" })).expect_err("no such person").code, Code::NotFound);
    let changed = edit(json!({ "lead": "Ines Okafor", "members": ["Ines Okafor"] })).expect("both at once");
    assert_eq!((changed.lead.as_deref(), changed.members.len()), (Some("Ines Okafor"), 1));
    stage.app.call(RemoveTeam { team: "Identity".to_owned() }).expect("removes");
    assert!(stage.app.call(ListTeams {}).expect("lists").is_empty());
}
