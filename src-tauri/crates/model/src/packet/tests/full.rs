//! A source in which every field of every noun is filled, in one record of its noun at least. Its records are in no order
//! that a vault would give them: what counts is that nothing is empty.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::*;
use crate::activity::text_digest;
use crate::communication::{Decision, Due, MessageApproval, SendRecord};
use crate::criterion::Category;
use crate::engagement::{Opinion, Outcome};
use crate::evidence::{Approval, Classification, EvidenceFile};
use crate::finding::{Acknowledgement, FindingState};
use crate::fixture::{follow_up, holiday, span};
use crate::follow_up::{FollowUpAnswer, FollowUpState};
use crate::gap::{AcceptanceCriterion, RiskAcceptance};
use crate::redaction::{PageArea, Redaction, Removed, Twin};
use crate::system::Components;
use crate::task::{Done, Freeze, TaskState, Wait};

fn words(text: &str) -> String {
    text.to_owned()
}

/// People: 0 to 5 are named by what is in scope, 6 responds to findings, 7 retests, 8 is counsel and named by messages
/// alone.
fn people() -> Vec<Person> {
    [101, 102, 103, 104, 105, 106, 107, 108, 109]
        .map(|number| Person { team: Some(words("Platform")), ..person(number, Side::Client) })
        .into()
}

/// Evidence: 0 was released and proves the closed finding; 1 was returned; 2 was released and is restricted; 3 was
/// released. The last two prove nothing.
fn items() -> Vec<EvidenceItem> {
    let full = |item: EvidenceItem| EvidenceItem {
        supersedes: Some(id(599)),
        approval: Some(Approval { by: words("K. Moreau"), on: day("2026-02-01") }),
        internal_note: words("note"),
        files: item.files.iter().map(redacted).collect(),
        ..item
    };
    let returned = EvidenceState::Returned { reason: words("No dates") };
    vec![
        full(released(501)),
        full(EvidenceItem { state: returned, list_only: Some(words("On request")), ..evidence(502) }),
        full(EvidenceItem { classification: Classification::Restricted, ..released(503) }),
        full(released(504)),
    ]
}

/// The file with an area redacted.
fn redacted(file: &EvidenceFile) -> EvidenceFile {
    let area = PageArea { page: 1, x: 1_000, y: 2_000, width: 3_000, height: 4_000 };
    let twin = Twin {
        id: Uuid::from_u128(file.id.uuid().as_u128() + 1_000).into(),
        name: "review.redacted.csv".to_owned(),
        file_type: file.file_type,
        size: 17,
        sha256: text_digest("seventeen bytes"),
    };
    let redaction = Redaction {
        twin,
        cover: text_digest("salt and twelve bytes"),
        removed: Removed::Areas { areas: vec![area] },
        undrawn: 2,
        reason: words("Names of patients"),
        by: words("K. Moreau"),
        at: instant("2026-07-03T11:00:00Z"),
    };
    EvidenceFile { redaction: Some(redaction), ..file.clone() }
}

fn whole_gap() -> Gap {
    Gap {
        fixed_on: Some(day("2026-06-01")),
        retest: Some(retest(&[501, 502])),
        operating_since: Some(day("2026-07-01")),
        acceptance_of_risk: Some(RiskAcceptance {
            approver: id(103),
            until: day("2027-03-31"),
            reason: words("Small"),
        }),
        acceptance: vec![AcceptanceCriterion { due_on: Some(day("2026-12-20")), ..gap().acceptance.remove(0) }],
        prior: Some(id(899)),
        internal_note: words("note"),
        ..gap()
    }
}

fn retest(evidence: &[u128]) -> Retest {
    Retest {
        by: id(108),
        on: day("2027-02-20"),
        evidence: evidence.iter().copied().map(id::<EvidenceId>).collect(),
        note: words("Five were drawn anew"),
    }
}

fn closed_finding() -> Finding {
    Finding {
        acknowledged: Some(Acknowledgement { by: id(107), on: day("2027-01-26") }),
        response: Some(ManagementResponse { text: words("Accepted"), by: id(107), on: day("2027-02-01") }),
        fixed_on: Some(day("2027-02-05")),
        retest: Some(retest(&[501])),
        closed_on: Some(day("2027-02-21")),
        state: FindingState::Closed,
        prior: Some(id(1299)),
        internal_note: words("note"),
        ..finding()
    }
}

/// A follow-up that was answered and then withdrawn, by a person named nowhere else.
fn full_follow_up() -> FollowUp {
    FollowUp {
        answer: Some(FollowUpAnswer { text: words("By its row count"), on: day("2026-11-18") }),
        state: FollowUpState::Withdrawn { reason: words("Taken back") },
        internal_note: words("note"),
        ..follow_up()
    }
}

/// Tasks: 0 is blocked, and bears all the same what shows that it was done; 1 was dropped.
fn tasks() -> Vec<Task> {
    let blocked = Task {
        depends_on: BTreeMap::from([(id(1302), Wait::Finish)]),
        freezes: vec![Freeze { name: words("Peak season"), span: span("2026-11-15", "2026-12-31") }],
        state: TaskState::Blocked { reason: words("No budget") },
        done: Some(Done { on: day("2026-09-10"), evidence: [id(501)].into(), note: words("Seen") }),
        internal_note: words("note"),
        ..task(1301)
    };
    vec![blocked, Task { state: TaskState::Dropped { reason: words("Not needed") }, ..task(1302) }]
}

/// Messages: 0 is privileged, 1 isn't.
fn messages() -> Vec<Message> {
    let open = message();
    let digest = open.digest();
    let full = Message {
        id: id(951),
        valid_until: Some(day("2026-12-31")),
        fields: [(words("client_name"), FieldValue { text: words("Harbour & Pine"), evidence: Some(id(501)) })].into(),
        claims: BTreeMap::from([(words("client_name"), Some(words("confirmed")))]),
        signing_roles: vec![words("Chief executive")],
        signatory: Some(id(109)),
        approvals: vec![MessageApproval {
            role: words("General counsel"),
            person: id(109),
            decision: Decision::Approved,
            at: instant("2026-10-02T08:00:00Z"),
            digest,
            note: words("As it is"),
        }],
        sends: vec![SendRecord {
            at: instant("2026-10-03T08:00:00Z"),
            by: id(109),
            to: words("Customers"),
            version: 1,
            channel: words("e-mail"),
        }],
        requests: [id(1100)].into(),
        questions: vec![words("Are you audited?")],
        surfaces: [surface().code].into(),
        superseded_by: Some(id(952)),
        withdrawn_because: words("Told by telephone"),
        ..message()
    };
    vec![Message { id: id(950), privileged: true, ..full.clone() }, full]
}

/// The source. Findings: 0 is closed, 1 is open.
pub fn full_source() -> PacketSource {
    let mut criteria = vec![criterion("CC6.1"), criterion("CC6.2"), criterion("A1.1")];
    criteria[0].licensed_text = Some(words("As published"));
    criteria[2].not_relevant = Some(words("No such processing"));
    for (number, criterion) in criteria.iter_mut().enumerate() {
        criterion.id = id(300 + number as u128);
    }
    let starts_on = Some(day("2025-01-01"));
    let controls = vec![Control { starts_on, internal_note: words("note"), ..control(401, &["CC6.1", "CC6.2"]) }];
    let outcome = Outcome {
        category: Category::Security,
        opinion: Opinion::Qualified,
        criteria: ["CC6.1".parse().expect("a code")].into(),
        reported_on: day("2027-03-10"),
    };
    let mut organisation = Organisation { internal_note: words("note"), ..organisation() };
    organisation.report.as_mut().expect("a report").exceptions = words("One, on access");
    let lines = || vec![words("a line")];
    let components =
        Components { infrastructure: lines(), software: lines(), people: lines(), procedures: lines(), data: lines() };
    let mut request = EvidenceRequest { internal_note: words("note"), ..marked_request() };
    request.internal = InternalStatus::Blocked { reason: words("No access") };
    let plan_row = |number: u128, due| PlanRow {
        id: id(number),
        cadence: words("weekly"),
        template: Some(words("fo_board")),
        triggered_at: Some(instant("2026-11-17T17:00:00Z")),
        due,
        internal_note: words("note"),
        ..plan_row()
    };
    PacketSource {
        system: System { components, ..system() },
        engagement: Engagement { outcomes: vec![outcome], ..engagement() },
        people: people(),
        surfaces: vec![surface()],
        coverage: coverage(&criteria, &controls, &[]),
        criteria,
        controls,
        ratings: vec![rating()],
        organisations: vec![organisation],
        user_controls: vec![user_control()],
        commitments: vec![commitment()],
        teams: vec![team()],
        holidays: vec![holiday()],
        occurrences: vec![occurrence()],
        populations: vec![population(), Population { id: id(1901), evidence: id(502), ..population() }],
        requests: vec![request],
        findings: vec![closed_finding(), Finding { id: id(1201), number: 4, ..finding() }],
        follow_ups: vec![full_follow_up()],
        tasks: tasks(),
        gaps: vec![whole_gap()],
        plan_rows: vec![
            plan_row(900, Due::AfterTrigger { hours: 72 }),
            plan_row(901, Due::On { day: day("2026-12-01") }),
        ],
        messages: messages(),
        evidence: items(),
        custody: vec![
            custody(501, CustodyKind::Received, "from the owner"),
            custody(502, CustodyKind::Received, "from the owner"),
        ],
        log: vec![log_row()],
        prepared_by: words("K. Moreau"),
        ..empty_source()
    }
}
