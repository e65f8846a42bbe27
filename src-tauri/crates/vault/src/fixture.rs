//! A made-up client's records for tests: of each noun at least one with every field filled, all references sound.

mod message;
mod work;

use std::collections::BTreeSet;

use model::client::{Client, Logo};
use model::colour::Colour;
use model::communication::Due;
use model::control::{Control, ControlState, ControlType, Frequency, Mapping, Nature, QuarterRule, Relation};
use model::criterion::{Category, Criterion, CriterionCode};
use model::engagement::{Engagement, EngagementKind, EngagementState, Opinion, Outcome, Trigger};
use model::evidence::{
    Approval, Classification, Covers, Digest, EvidenceFile, EvidenceItem, EvidenceKind, EvidenceState, IpeCard,
    Reviewed,
};
use model::exhibit::FileType;
use model::gap::{
    AcceptanceCriterion, Cost, Gap, GapKind, GapSource, GapState, ReferenceRange, Retest, RiskAcceptance, Severity,
};
use model::id::{
    ClientId, ControlId, CriterionId, CustodyId, EngagementId, EvidenceId, FileId, GapId, PersonId, RatingId,
    SurfaceId, SystemId,
};
use model::packet::Paper;
use model::person::{Person, Side};
use model::rating::{Aspect, Rating, RatingReview, RatingSubject, RatingValue};
use model::record::AnyRecord;
use model::surface::Surface;
use model::system::{Components, System};
use model::time::{Day, Instant, Span};
use uuid::Uuid;

pub(crate) use self::message::*;
pub(crate) use self::work::*;

/// The name of this device.
pub(crate) const DEVICE: &str = "test device";
/// Who works at it.
pub(crate) const WHO: &str = "Ada Fenwick";

/// An id of any noun.
pub(crate) fn id<I: From<Uuid>>(number: u128) -> I {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number).into()
}

/// Custody ids, one after the other.
pub(crate) fn custody_ids() -> impl FnMut() -> CustodyId {
    let mut next = 0xc000_0000_u128;
    move || {
        next += 1;
        id(next)
    }
}

/// An instant of a July morning.
pub(crate) fn at(minute: u32) -> Instant {
    format!("2026-07-0{}T{:02}:{:02}:00.250Z", 1 + minute / 1440, minute / 60 % 24, minute % 60).parse().unwrap()
}

/// A day.
pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A criterion's code.
pub(crate) fn code(text: &str) -> CriterionCode {
    text.parse().unwrap()
}

/// The engagement.
pub(crate) const ENGAGEMENT: u128 = 3;

/// The engagement's id.
pub(crate) fn engagement_id() -> EngagementId {
    id(ENGAGEMENT)
}

/// The client.
pub(crate) fn client() -> Client {
    Client {
        id: id::<ClientId>(1),
        revision: 1,
        legal_name: "Hallmere Provisions Limited".into(),
        short_code: "HPL".into(),
        industry: "retail".into(),
        sector: "online shop, home goods".into(),
        jurisdictions: vec!["United Kingdom".into(), "Ireland".into()],
        logo: Some(Logo { png: b"\x89PNG\r\n\x1a\n of Hallmere".to_vec() }),
    }
}

/// The system.
pub(crate) fn system() -> System {
    let lines = |text: &str| vec![format!("{text} one"), format!("{text} two, with \"quotes\" and ü")];
    System {
        id: id::<SystemId>(2),
        revision: 1,
        name: "Hallmere shop".into(),
        services: lines("service"),
        components: Components {
            infrastructure: lines("infrastructure"),
            software: lines("software"),
            people: lines("people"),
            procedures: lines("procedure"),
            data: lines("data"),
        },
        boundaries: "All of the shop; the warehouse isn't part of it.".into(),
    }
}

/// The engagement, with an outcome.
pub(crate) fn engagement() -> Engagement {
    Engagement {
        id: engagement_id(),
        revision: 1,
        system: id(2),
        title: "SOC 2 Type II readiness 2026".into(),
        kind: EngagementKind::TypeIi { period: period() },
        categories: BTreeSet::from([Category::Security, Category::Availability]),
        preparer_firm: "Fenwick Assurance".into(),
        firm_logo: Some(Logo { png: b"\x89PNG\r\n\x1a\n of Fenwick".to_vec() }),
        firm_colour: Some(Colour([0x0b, 0x3d, 0x91])),
        firm_footer: "Fenwick Assurance, Bristol".into(),
        paper: Paper::Letter,
        auditor_firm: Some("Orrin & Bly LLP".into()),
        trigger: Trigger::ProcurementHold,
        triggered_on: Some(day("2026-01-15")),
        trigger_note: "enterprise customer".into(),
        fieldwork_from: Some(day("2027-01-05")),
        report_due: Some(day("2027-02-20")),
        state: EngagementState::Reported,
        outcomes: vec![Outcome {
            category: Category::Security,
            opinion: Opinion::Qualified,
            criteria: BTreeSet::from([code("CC6.1")]),
            reported_on: day("2027-02-18"),
        }],
    }
}

/// The audit period.
pub(crate) fn period() -> Span {
    Span { from: day("2026-01-01"), to: day("2026-12-31") }
}

/// A person.
pub(crate) fn person(number: u128, name: &str) -> Person {
    Person {
        id: id::<PersonId>(number),
        revision: 1,
        name: name.into(),
        role: "Chief information security officer".into(),
        side: Side::Client,
        team: Some("Security".into()),
        email: Some("someone@hallmere.example".into()),
    }
}

/// A surface.
pub(crate) fn surface() -> Surface {
    Surface {
        id: id::<SurfaceId>(20),
        revision: 1,
        code: "crm_integration".parse().unwrap(),
        name: "CRM integration".into(),
        description: "Orders and contacts to the CRM".into(),
        assets: vec!["middleware".into(), "queue".into()],
        data_classes: vec!["contact data".into()],
        owner_role: "Head of platform".into(),
        owner: Some(id(10)),
        trust_boundary: "client / CRM".into(),
        primary_criteria: vec![code("CC6.1"), code("A1.2")],
    }
}

/// A criterion.
pub(crate) fn criterion(number: u128, text: &str) -> Criterion {
    Criterion {
        id: id::<CriterionId>(number),
        revision: 1,
        engagement: engagement_id(),
        code: code(text),
        series_title: "Logical and physical access".into(),
        title: format!("Our title of {text}"),
        summary: "Our summary".into(),
        licensed_text: Some("Text under a licence".into()),
        not_relevant: None,
    }
}

/// A control that nothing but its code tells from others.
pub(crate) fn control(number: u128, text: &str) -> Control {
    Control {
        id: id::<ControlId>(number),
        revision: 1,
        engagement: engagement_id(),
        code: text.parse().unwrap(),
        title: "Access is reviewed each quarter".into(),
        statement: "The head of platform reviews all access rights each quarter and signs the list.".into(),
        control_type: ControlType::Detective,
        nature: Nature::ItDependentManual,
        frequency: Frequency::Quarterly,
        owner: Some(id(10)),
        owner_role: "Head of platform".into(),
        criteria: BTreeSet::from([code("CC6.1"), code("CC6.2")]),
        surfaces: BTreeSet::from(["crm_integration".parse().unwrap()]),
        mappings: vec![
            Mapping { framework: "iso27001_2022".into(), target: "A.5.18".into(), relation: Relation::Intersects },
            Mapping { framework: "gdpr".into(), target: "32".into(), relation: Relation::Subset },
        ],
        key: true,
        starts_on: Some(day("2026-02-01")),
        grace_days: 10,
        quarters: QuarterRule::Period,
        test_of_design: "Read the procedure.".into(),
        test_of_effectiveness: "Inspect two reviews.".into(),
        typical_evidence: vec!["signed list".into()],
        state: ControlState::InPlace,
        internal_note: "ask about leavers".into(),
    }
}

/// An evidence item of one file, whose content is `content`.
pub(crate) fn evidence(number: u32, content: &[u8]) -> EvidenceItem {
    let own = u128::from(number) * 2 + 1000;
    EvidenceItem {
        id: id::<EvidenceId>(own),
        revision: 1,
        engagement: engagement_id(),
        number,
        title: "Access review, second quarter".into(),
        kind: EvidenceKind::SystemReport,
        classification: Classification::Confidential,
        covers: Some(Covers::Period { span: Span { from: day("2026-04-01"), to: day("2026-06-30") } }),
        captured_at: Some("2026-06-30T18:30:00.500+01:00".parse().unwrap()),
        received_at: at(0),
        reviewed: Some(Reviewed { by: id(11), at: at(12_000) }),
        source_system: "CRM".into(),
        collected_by: "R. Okafor".into(),
        state: EvidenceState::Received,
        version: 1,
        supersedes: None,
        controls: BTreeSet::from([id(50)]),
        files: vec![file(own + 1, content)],
        ipe: Some(IpeCard {
            system: "CRM".into(),
            environment: "production".into(),
            query: "all users".into(),
            run_by: "R. Okafor".into(),
            run_at: Some("2026-06-30T18:29:00+01:00".parse().unwrap()),
            row_count: Some(412),
            tie_out: "compared with the licence count".into(),
        }),
        approval: Some(Approval { by: "J. Brandt, CISO".into(), on: day("2026-06-30") }),
        list_only: Some("holds personal data".into()),
        internal_note: "clean".into(),
    }
}

/// A file of this content.
pub(crate) fn file(number: u128, content: &[u8]) -> EvidenceFile {
    let sha256 = ring::digest::digest(&ring::digest::SHA256, content);
    EvidenceFile {
        id: id::<FileId>(number),
        name: "access review Q2.csv".into(),
        file_type: FileType::Csv,
        size: content.len() as u64,
        sha256: Digest(sha256.as_ref().try_into().unwrap()),
        redaction: None,
    }
}

/// A rating of the first control.
pub(crate) fn rating(number: u128, aspect: Aspect, value: RatingValue) -> Rating {
    Rating {
        id: id::<RatingId>(number),
        revision: 1,
        engagement: engagement_id(),
        subject: RatingSubject::Control(id(50)),
        aspect,
        value,
        rationale: "Seen and read.".into(),
        evidence: BTreeSet::from([id(1002)]),
        rated_by: id(10),
        rated_on: day("2026-06-30"),
        reviewed: Some(RatingReview { by: id(11), on: day("2026-07-01") }),
    }
}

/// A gap with every field filled, its risk accepted.
pub(crate) fn gap(number: u32) -> Gap {
    Gap {
        id: id::<GapId>(2000 + u128::from(number)),
        revision: 1,
        engagement: engagement_id(),
        number,
        title: "Access of leavers is not taken back".into(),
        source: GapSource::ProcurementReview,
        kind: GapKind::Operation,
        description: "Three of forty leavers could still log in.".into(),
        root_cause: "No feed from personnel".into(),
        criteria: BTreeSet::from([code("CC6.2")]),
        controls: BTreeSet::from([id(50)]),
        surfaces: BTreeSet::from(["crm_integration".parse().unwrap()]),
        severity: Severity { likelihood: 4, impact: 5 },
        effort_days: Some(12),
        cost: Some(Cost { low: 50_000, high: u64::MAX, currency: "GBP".into(), basis: "quote".into() }),
        reference: Some(ReferenceRange { low: 50, high: 200, basis: "a retrofit".into() }),
        owner: Some(id(10)),
        found_on: day("2026-03-01"),
        due_on: Some(day("2026-08-01")),
        remedy: "Feed from personnel".into(),
        acceptance: vec![AcceptanceCriterion {
            text: "No leaver can log in".into(),
            shown_by: "user list against leavers".into(),
            due_on: Some(day("2026-08-15")),
            met: true,
        }],
        state: GapState::AcceptedRisk,
        fixed_on: Some(day("2026-05-01")),
        retest: Some(Retest {
            by: id(11),
            on: day("2026-06-01"),
            evidence: BTreeSet::from([id(1002)]),
            note: "none of forty".into(),
        }),
        operating_since: Some(day("2026-06-02")),
        acceptance_of_risk: Some(RiskAcceptance { approver: id(11), until: day("2026-07-03"), reason: "small".into() }),
        prior: None,
        pattern: Some("FP-001".into()),
        internal_note: "say nothing yet".into(),
    }
}

/// The content of the first evidence item's file.
pub(crate) const CONTENT: &[u8] = b"user,role\nokafor,admin\nbrandt,reader\n";

/// The records of an engagement that need no evidence, in an order in which each comes after what it names.
pub(crate) fn groundwork() -> Vec<AnyRecord> {
    vec![
        system().into(),
        person(10, "Rose Okafor").into(),
        person(11, "Jan Brandt").into(),
        engagement().into(),
        surface().into(),
        criterion(30, "CC6.1").into(),
        criterion(31, "CC6.2").into(),
        criterion(32, "A1.2").into(),
        criterion(33, "P1.1").into(),
        control(50, "CORE-24").into(),
        control(51, "CORE-25").into(),
    ]
}

/// One record and more of every noun.
pub(crate) fn everything() -> Vec<AnyRecord> {
    let mut records = vec![client().into()];
    records.extend(groundwork());
    records.extend([
        evidence(1, CONTENT).into(),
        rating(60, Aspect::Design, RatingValue::Effective).into(),
        gap(1).into(),
        plan_row(1, Due::AfterTrigger { hours: 72 }).into(),
        message(1).into(),
    ]);
    records.extend(work());
    records
}
