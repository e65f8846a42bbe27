//! One sound record of each noun, from which tests depart. Compiled for tests alone.

use std::collections::{BTreeMap, BTreeSet};

use chrono::DateTime;
use uuid::Uuid;

use crate::activity::{Action, LOG_START, LogRow, Subject, text_digest};
use crate::client::{Client, Logo};
use crate::commitment::{Commitment, CommitmentKind, CommitmentSource};
use crate::communication::{Due, FieldValue, Message, MessageState, MessageVersion, PlanRow, Track};
use crate::control::{Control, ControlState, ControlType, Frequency, Mapping, Nature, QuarterRule, Relation};
use crate::criterion::{Category, Criterion, CriterionCode};
use crate::custody::{CustodyEvent, CustodyKind};
use crate::engagement::{Engagement, EngagementKind, EngagementState, Trigger};
use crate::evidence::{
    Classification, Covers, Digest, EvidenceFile, EvidenceItem, EvidenceKind, EvidenceState, IpeCard, Reviewed,
};
use crate::exhibit::FileType;
use crate::finding::{Deviations, Finding, FindingSource, FindingState};
use crate::follow_up::{FollowUp, FollowUpState};
use crate::gap::{AcceptanceCriterion, Cost, Gap, GapKind, GapSource, GapState, Level, ReferenceRange, Severity};
use crate::holiday::Holiday;
use crate::invalid::Invalid;
use crate::occurrence::Occurrence;
use crate::organisation::{
    ComplementaryControl, Organisation, OrganisationReport, ReportKind, ReportReview, SubserviceMethod,
};
use crate::person::{Person, Side};
use crate::population::Population;
use crate::rating::{Aspect, Rating, RatingReview, RatingSubject, RatingValue};
use crate::record::Noun;
use crate::request::{AuditorStatus, EvidenceRequest, InternalStatus, PopulationKind};
use crate::sheet::noun::SheetNoun;
use crate::sheet_mapping::SheetMapping;
use crate::surface::Surface;
use crate::system::{Components, System};
use crate::task::{Task, TaskState, WorkTrack};
use crate::team::Team;
use crate::time::{Day, Instant, Span, ZonedInstant};
use crate::user_control::UserControl;

/// Every kind of evidence.
pub const KINDS: [EvidenceKind; 13] = [
    EvidenceKind::Population,
    EvidenceKind::Sample,
    EvidenceKind::Configuration,
    EvidenceKind::ChangeHistory,
    EvidenceKind::Policy,
    EvidenceKind::Screenshot,
    EvidenceKind::SystemReport,
    EvidenceKind::Report,
    EvidenceKind::Ticket,
    EvidenceKind::Log,
    EvidenceKind::Contract,
    EvidenceKind::TrainingRecord,
    EvidenceKind::Correspondence,
];

/// The id with that number.
pub fn id<Id: From<Uuid>>(number: u128) -> Id {
    Uuid::from_u128(number).into()
}

/// A day by its ISO form.
pub fn day(text: &str) -> Day {
    text.parse().expect("an ISO day")
}

/// A span by the ISO forms of its ends.
pub fn span(from: &str, to: &str) -> Span {
    Span { from: day(from), to: day(to) }
}

/// The audit period of the fixtures, 2026.
pub fn period() -> Span {
    span("2026-01-01", "2026-12-31")
}

/// An instant by its RFC 3339 form.
pub fn instant(text: &str) -> Instant {
    zoned(text).to_utc()
}

/// An instant with its offset by its RFC 3339 form.
pub fn zoned(text: &str) -> ZonedInstant {
    DateTime::parse_from_rfc3339(text).expect("an RFC 3339 instant")
}

/// A criterion's code.
pub fn code(text: &str) -> CriterionCode {
    text.parse().expect("a criterion's code")
}

/// Asserts that the result is a broken rule of `field`.
#[track_caller]
pub fn assert_breaks<T: std::fmt::Debug>(result: Result<T, Invalid>, field: &str) {
    assert_eq!(result.expect_err("a rule must be broken").field, field);
}

pub fn client() -> Client {
    Client {
        id: id(1),
        revision: 1,
        legal_name: "Harbour & Pine Ltd".to_owned(),
        short_code: "HPL".to_owned(),
        industry: "retail".to_owned(),
        sector: "online shop, home goods".to_owned(),
        jurisdictions: vec!["United Kingdom".to_owned()],
        logo: Some(Logo { png: b"\x89PNG\r\n\x1a\n rest".to_vec() }),
    }
}

pub fn system() -> System {
    System {
        id: id(2),
        revision: 1,
        name: "Shop platform".to_owned(),
        services: vec!["Online shop".to_owned()],
        components: Components { software: vec!["Order service".to_owned()], ..Components::default() },
        boundaries: "Everything that the client runs".to_owned(),
    }
}

pub fn engagement() -> Engagement {
    Engagement {
        id: id(3),
        revision: 1,
        system: id(2),
        title: "SOC 2 Type II 2026".to_owned(),
        kind: EngagementKind::TypeIi { period: period() },
        categories: BTreeSet::from([Category::Security, Category::Availability]),
        preparer_firm: "Moreau Advisory".to_owned(),
        auditor_firm: Some("Ledger & Co".to_owned()),
        trigger: Trigger::ProcurementHold,
        triggered_on: Some(day("2026-09-14")),
        trigger_note: "enterprise customer".to_owned(),
        fieldwork_from: Some(day("2027-01-18")),
        report_due: Some(day("2027-03-15")),
        state: EngagementState::PeriodRunning,
        outcomes: Vec::new(),
    }
}

pub fn person(number: u128, side: Side) -> Person {
    Person {
        id: id(number),
        revision: 1,
        name: format!("Person {number}"),
        role: "Chief information security officer".to_owned(),
        side,
        team: None,
        email: Some(format!("person{number}@example.test")),
    }
}

pub fn surface() -> Surface {
    Surface {
        id: id(200),
        revision: 1,
        code: "crm_integration".parse().expect("a code"),
        name: "CRM integration".to_owned(),
        description: "Connected apps and flows".to_owned(),
        assets: vec!["connected apps".to_owned()],
        data_classes: vec!["customer records".to_owned()],
        owner_role: "CRM platform owner".to_owned(),
        owner: Some(id(102)),
        trust_boundary: "client / Salesforce".to_owned(),
        primary_criteria: vec![code("CC6.1")],
    }
}

pub fn criterion(text: &str) -> Criterion {
    Criterion {
        id: id(300),
        revision: 1,
        engagement: id(3),
        code: code(text),
        series_title: "Logical and physical access".to_owned(),
        title: "Access to systems".to_owned(),
        summary: "Access is restricted".to_owned(),
        licensed_text: None,
        not_relevant: None,
    }
}

pub fn control(number: u128, criteria: &[&str]) -> Control {
    Control {
        id: id(number),
        revision: 1,
        engagement: id(3),
        code: format!("CORE-{number}").parse().expect("a code"),
        title: "User access review".to_owned(),
        statement: "Owners review access each quarter".to_owned(),
        control_type: ControlType::Detective,
        nature: Nature::Manual,
        frequency: Frequency::Quarterly,
        owner: Some(id(101)),
        owner_role: "Identity lead".to_owned(),
        criteria: criteria.iter().map(|text| code(text)).collect(),
        surfaces: BTreeSet::from(["crm_integration".parse().expect("a code")]),
        mappings: vec![Mapping {
            framework: "iso27001_2022".to_owned(),
            target: "A.5.18".to_owned(),
            relation: Relation::Subset,
        }],
        key: true,
        starts_on: None,
        grace_days: 10,
        quarters: QuarterRule::Calendar,
        test_of_design: "Inspect the procedure".to_owned(),
        test_of_effectiveness: "Inspect each quarter's review".to_owned(),
        typical_evidence: vec!["review record".to_owned()],
        state: ControlState::InPlace,
        internal_note: String::new(),
    }
}

/// A complete card.
pub fn ipe() -> IpeCard {
    IpeCard {
        system: "Salesforce".to_owned(),
        environment: "production".to_owned(),
        query: "IsActive = true".to_owned(),
        run_by: "K. Moreau".to_owned(),
        run_at: Some(zoned("2026-07-01T09:00:00+01:00")),
        row_count: Some(24),
        tie_out: "24 on the setup screen".to_owned(),
    }
}

/// An accepted report on the first half of 2026 that supports control 401.
pub fn evidence(number: u128) -> EvidenceItem {
    EvidenceItem {
        id: id(number),
        revision: 1,
        engagement: id(3),
        number: u32::try_from(number - 500).expect("fixture items are numbered from 501"),
        title: "User access review".to_owned(),
        kind: EvidenceKind::SystemReport,
        classification: Classification::Confidential,
        covers: Some(Covers::Period { span: span("2026-01-01", "2026-06-30") }),
        captured_at: Some(zoned("2026-07-01T09:05:00+01:00")),
        received_at: instant("2026-07-02T10:00:00Z"),
        reviewed: Some(Reviewed { by: id(104), at: instant("2026-07-03T10:00:00Z") }),
        source_system: "Salesforce".to_owned(),
        collected_by: "K. Moreau".to_owned(),
        state: EvidenceState::Accepted,
        version: 1,
        supersedes: None,
        controls: BTreeSet::from([id(401)]),
        files: vec![EvidenceFile {
            id: id(number + 100),
            name: "review.csv".to_owned(),
            file_type: FileType::Csv,
            size: 12,
            sha256: text_digest("twelve bytes"),
        }],
        ipe: Some(ipe()),
        approval: None,
        list_only: None,
        internal_note: String::new(),
    }
}

/// The item as the client's person 103 released it.
pub fn released(number: u128) -> EvidenceItem {
    let state = EvidenceState::Released { by: id(103), at: instant("2026-07-04T10:00:00Z") };
    EvidenceItem { state, ..evidence(number) }
}

pub fn rating() -> Rating {
    Rating {
        id: id(700),
        revision: 1,
        engagement: id(3),
        subject: RatingSubject::Control(id(401)),
        aspect: Aspect::Operation,
        value: RatingValue::Effective,
        rationale: "Both reviews of the half-year were held".to_owned(),
        evidence: BTreeSet::from([id(501)]),
        rated_by: id(104),
        rated_on: day("2026-07-10"),
        reviewed: Some(RatingReview { by: id(105), on: day("2026-07-11") }),
    }
}

pub fn gap() -> Gap {
    Gap {
        id: id(800),
        revision: 1,
        engagement: id(3),
        number: 14,
        title: "Leavers keep access".to_owned(),
        source: GapSource::SelfAssessment,
        kind: GapKind::Operation,
        description: "Three accounts stayed active".to_owned(),
        root_cause: "No ticket is raised".to_owned(),
        criteria: BTreeSet::from([code("CC6.2")]),
        controls: BTreeSet::from([id(401)]),
        surfaces: BTreeSet::from(["crm_integration".parse().expect("a code")]),
        severity: Severity { likelihood: 4, impact: 5 },
        effort_days: Some(20),
        cost: Some(Cost {
            low: 60_000,
            high: 95_000,
            currency: "USD".to_owned(),
            basis: "quote of 18 September".to_owned(),
        }),
        reference: Some(ReferenceRange {
            low: 50_000,
            high: 200_000,
            basis: "a whole integration retrofit".to_owned(),
        }),
        owner: Some(id(101)),
        found_on: day("2026-03-01"),
        due_on: Some(day("2026-05-01")),
        remedy: "Remove on the last day".to_owned(),
        acceptance: vec![AcceptanceCriterion {
            text: "Two months without a late removal".to_owned(),
            shown_by: "leaver list".to_owned(),
            due_on: None,
            met: false,
        }],
        state: GapState::Open,
        fixed_on: None,
        retest: None,
        operating_since: None,
        acceptance_of_risk: None,
        prior: None,
        pattern: Some("FP-001".to_owned()),
        internal_note: String::new(),
    }
}

pub fn plan_row() -> PlanRow {
    PlanRow {
        id: id(900),
        revision: 1,
        engagement: id(3),
        number: 1,
        audience: "Enterprise customers".to_owned(),
        track: Track::External,
        subject: "State of the audit".to_owned(),
        trigger: "procurement hold".to_owned(),
        channel: "e-mail".to_owned(),
        owner: Some(id(101)),
        sender: Some(id(106)),
        due: Due::AfterTrigger { hours: 72 },
        cadence: String::new(),
        template: None,
        triggered_at: None,
        internal_note: String::new(),
    }
}

/// A draft with the one field `client_name` filled in and two roles to approve it.
pub fn message() -> Message {
    let text = "{{ client_name }} has begun its audit.";
    let name = FieldValue { text: "Harbour & Pine".to_owned(), evidence: None };
    Message {
        id: id(950),
        revision: 1,
        engagement: id(3),
        number: 3,
        plan_row: Some(id(900)),
        title: "Notice to customers".to_owned(),
        audience: "Enterprise customers".to_owned(),
        track: Track::External,
        template: Some("COMM-04".to_owned()),
        privileged: false,
        valid_until: None,
        state: MessageState::Draft,
        versions: vec![MessageVersion {
            number: 1,
            text: text.to_owned(),
            by: "K. Moreau".to_owned(),
            at: instant("2026-10-01T08:00:00Z"),
            digest: text_digest("Harbour & Pine has begun its audit."),
        }],
        fields: BTreeMap::from([("client_name".to_owned(), name)]),
        claims: BTreeMap::new(),
        signing_roles: Vec::new(),
        signatory: None,
        required_approvals: vec!["General counsel".to_owned(), "Chief executive".to_owned()],
        approvals: Vec::new(),
        sends: Vec::new(),
        gaps: BTreeSet::from([id(800)]),
        findings: BTreeSet::from([id(1200)]),
        requests: BTreeSet::new(),
        questions: Vec::new(),
        controls: BTreeSet::from([id(401)]),
        surfaces: BTreeSet::new(),
        superseded_by: None,
        withdrawn_because: String::new(),
    }
}

/// A request of the auditor's, received on Monday 11 January 2027 and in progress.
pub fn request() -> EvidenceRequest {
    EvidenceRequest {
        id: id(1100),
        revision: 1,
        engagement: id(3),
        number: 12,
        auditor_id: Some(" 4.2.1 b".to_owned()),
        wording: "Please provide a listing of  terminated users,\nwith last day and date of removal.".to_owned(),
        kind: Some(EvidenceKind::Population),
        period: Some(period()),
        population: Some(PopulationKind::Leavers),
        controls: BTreeSet::from([id(401)]),
        criteria: BTreeSet::from([code("CC6.2")]),
        evidence: BTreeSet::from([id(501)]),
        owner: Some(id(101)),
        reviewer: Some(id(104)),
        received_on: day("2027-01-11"),
        due_on: Some(day("2027-01-25")),
        blocks_testing: false,
        internal: InternalStatus::InProgress,
        auditor: AuditorStatus::Requested,
        rounds: Vec::new(),
        template: Some("PBC-003".to_owned()),
        internal_note: String::new(),
    }
}

pub fn finding() -> Finding {
    Finding {
        id: id(1200),
        revision: 1,
        engagement: id(3),
        number: 3,
        auditor_reference: Some("EX-7".to_owned()),
        wording: "For 2 of 25 leavers selected,  access was not removed within the stated time.".to_owned(),
        source: FindingSource::Audit,
        raised_on: day("2027-01-25"),
        controls: BTreeSet::from([id(401)]),
        criteria: BTreeSet::from([code("CC6.2")]),
        deviations: Some(Deviations { found: 2, tested: 25 }),
        cause: "No ticket is raised".to_owned(),
        extent: "Two accounts, eleven days".to_owned(),
        effect: "None of the accounts was used".to_owned(),
        compensating: BTreeSet::from([id(402)]),
        compensating_note: "The quarterly review removed both".to_owned(),
        severity: Some(Level::High),
        owner: Some(id(101)),
        due_on: Some(day("2027-02-15")),
        gaps: BTreeSet::from([id(800)]),
        acknowledged: None,
        response: None,
        fixed_on: None,
        retest: None,
        closed_on: None,
        state: FindingState::Raised,
        prior: None,
        internal_note: String::new(),
    }
}

/// A task of five working days from Monday 7 September 2026 that waits for nothing.
pub fn task(number: u128) -> Task {
    Task {
        id: id(number),
        revision: 1,
        engagement: id(3),
        code: format!("T-{number}").parse().expect("a code"),
        title: "Cut permission sets".to_owned(),
        description: "Profiles and permission sets of the CRM".to_owned(),
        phase: "Technical control build".to_owned(),
        track: WorkTrack::Engineering,
        owner: Some(id(101)),
        owner_role: "CRM platform owner".to_owned(),
        starts_on: day("2026-09-07"),
        working_days: 5,
        depends_on: BTreeMap::new(),
        controls: BTreeSet::from([id(401)]),
        gaps: BTreeSet::from([id(800)]),
        freezes: Vec::new(),
        done_when: "Every set is justified in writing".to_owned(),
        state: TaskState::Planned,
        done: None,
        internal_note: String::new(),
    }
}

/// A carved-out host whose report ends on 30 June 2026, with a letter until 30 September.
pub fn organisation() -> Organisation {
    Organisation {
        id: id(1400),
        revision: 1,
        engagement: id(3),
        name: "Northern Hosting".to_owned(),
        services: vec!["Data centres".to_owned()],
        method: SubserviceMethod::CarveOut,
        report: Some(OrganisationReport {
            kind: ReportKind::Soc2TypeIi,
            auditor: "Abacus & Partners".to_owned(),
            period: span("2025-07-01", "2026-06-30"),
            exceptions: String::new(),
            bridge_until: Some(day("2026-09-30")),
            next_due: Some(day("2027-08-31")),
        }),
        complementary: vec![ComplementaryControl {
            text: "Only authorised staff enter the data centres".to_owned(),
            criteria: BTreeSet::from([code("CC6.4")]),
        }],
        reviewed: Some(ReportReview { by: id(104), on: day("2026-10-05") }),
        internal_note: String::new(),
    }
}

pub fn user_control() -> UserControl {
    UserControl {
        id: id(1500),
        revision: 1,
        engagement: id(3),
        code: "CUEC-01".parse().expect("a code"),
        statement: "Customers remove their own users".to_owned(),
        criteria: BTreeSet::from([code("CC6.2")]),
        why: "Only the customer knows who left".to_owned(),
    }
}

/// A question of the second quarter's review, promised and not answered yet.
pub fn follow_up() -> FollowUp {
    FollowUp {
        id: id(2100),
        revision: 1,
        engagement: id(3),
        number: 1,
        control: id(401),
        question: "How was the listing shown to be complete?".to_owned(),
        asked_by: "A. Lindqvist".to_owned(),
        asked_at: instant("2026-11-17T10:30:00Z"),
        promised_by: Some(id(101)),
        due_on: Some(day("2026-11-24")),
        answer: None,
        state: FollowUpState::Open,
        internal_note: String::new(),
    }
}

pub fn commitment() -> Commitment {
    Commitment {
        id: id(1600),
        revision: 1,
        engagement: id(3),
        number: 1,
        kind: CommitmentKind::Commitment,
        text: "The shop is available 99.5 per cent of each month".to_owned(),
        source: CommitmentSource::Contract,
        source_note: "Master agreement, clause 7.2".to_owned(),
        categories: BTreeSet::from([Category::Availability]),
        criteria: BTreeSet::from([code("A1.1")]),
    }
}

pub fn team() -> Team {
    Team {
        id: id(1700),
        revision: 1,
        name: "Platform".to_owned(),
        lead: Some(id(101)),
        members: BTreeSet::from([id(101), id(102)]),
    }
}

/// The review of the second quarter, with an exception.
pub fn occurrence() -> Occurrence {
    Occurrence {
        id: id(1800),
        revision: 1,
        engagement: id(3),
        control: id(401),
        key: "2026-Q2".parse().expect("a key"),
        performed_on: Some(day("2026-07-02")),
        performed_by: "K. Moreau".to_owned(),
        note: "Held after the summer sale".to_owned(),
        exception: Some("One system was left out".to_owned()),
    }
}

pub fn population() -> Population {
    Population {
        id: id(1900),
        revision: 1,
        engagement: id(3),
        control: id(401),
        name: "leavers".to_owned(),
        source_system: "Personnel".to_owned(),
        query: "last day in the first half of 2026".to_owned(),
        count: 24,
        covers: span("2026-01-01", "2026-06-30"),
        evidence: id(501),
        note: "Contractors are in it".to_owned(),
    }
}

pub fn custody(evidence: u128, kind: CustodyKind, note: &str) -> CustodyEvent {
    CustodyEvent {
        id: id(1000 + evidence),
        evidence: id(evidence),
        at: instant("2026-07-02T10:00:00Z"),
        who: "K. Moreau".to_owned(),
        kind,
        note: note.to_owned(),
        log_seq: 1,
    }
}

/// The first row of a log, with its right hash.
pub fn log_row() -> LogRow {
    let mut row = LogRow {
        seq: 1,
        at: instant("2026-11-20T09:30:05.007Z"),
        who: "Íñigo Okafor".to_owned(),
        action: Action::EditControl,
        subjects: vec![
            Subject { noun: Noun::Control, id: Uuid::from_u128(7) },
            Subject { noun: Noun::Gap, id: Uuid::from_u128(0x0193_2c07_209b_7c9e_8b5f_3d1a_5c9e_4f10) },
        ],
        body: Digest([0; 32]),
        prev: LOG_START,
        hash: Digest([0; 32]),
    };
    row.hash = row.computed_hash();
    row
}

pub fn holiday() -> Holiday {
    Holiday { id: id(2100), revision: 1, day: day("2026-12-25"), name: "Christmas Day".to_owned() }
}

pub fn sheet_mapping() -> SheetMapping {
    SheetMapping {
        id: id(2000),
        revision: 1,
        name: "Auditor's list".to_owned(),
        of: SheetNoun::Request,
        mapping: serde_json::json!({ "assigned": [], "heading_row": 3 }),
    }
}
