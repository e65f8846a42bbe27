//! A small engagement of an invented online shop, its evidence in memory, and a sink that keeps what it is given.
#![allow(dead_code, missing_docs)]

pub mod pdf;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use chrono::{DateTime, NaiveDate, Utc};
use model::activity::{Action, LOG_START, LogRow, Subject};
use model::client::Client;
use model::communication::*;
use model::control::*;
use model::coverage::coverage;
use model::criterion::{Category, Criterion, CriterionCode};
use model::custody::{CustodyEvent, CustodyKind};
use model::engagement::{Engagement, EngagementKind, EngagementState, Trigger};
use model::evidence::*;
use model::exhibit::{FileType, Lines, NotShown, Page, Picture, ShowLimits, Shown, Table};
use model::gap::*;
use model::packet::*;
use model::person::{Person, Side};
use model::rating::{Aspect, Rating, RatingReview, RatingSubject, RatingValue};
use model::record::Noun;
use model::surface::{Surface, SurfaceCode};
use model::system::{Components, System};
use model::time::{AsOf, Span};
use uuid::Uuid;

pub fn id<T: From<Uuid>>(number: u128) -> T {
    T::from(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number))
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).expect("an instant").to_utc()
}

fn zoned(text: &str) -> model::time::ZonedInstant {
    DateTime::parse_from_rfc3339(text).expect("an instant")
}

fn text(words: &str) -> String {
    words.to_owned()
}

pub fn options(profile: AudienceProfile) -> PacketOptions {
    PacketOptions {
        profile,
        as_of: AsOf { at: zoned("2026-11-20T18:00:00+00:00") },
        number: text("HPL-2026-R3"),
        reviewed_by: Some(text("Tomas Lindqvist, Larkfield Advisory, 20 November 2026")),
        limits: ShowLimits::default(),
        embed_limit: PacketOptions::EMBED_LIMIT,
        bates_from: 1,
        log_rows: 20,
        program: text("Vouchsafe 0.1.0"),
    }
}

const SERIES: [(&str, &str, &[&str]); 6] = [
    (
        "CC1",
        "Control environment",
        &[
            "Integrity and ethics",
            "Independent oversight",
            "Structure and authority",
            "Competent people",
            "Personal accountability",
        ],
    ),
    (
        "CC5",
        "Control activities",
        &["Risk-driven control selection", "Technology general controls", "Policies put into practice"],
    ),
    (
        "CC6",
        "Logical and physical access",
        &[
            "Logical access protection",
            "User registration and removal",
            "Role-based least privilege",
            "Physical access",
            "Asset disposal",
            "Boundary defence",
            "Data movement",
            "Unauthorised and malicious software",
        ],
    ),
    (
        "CC7",
        "System operations",
        &[
            "Vulnerability and configuration detection",
            "Anomaly monitoring",
            "Event evaluation",
            "Incident response",
            "Incident recovery",
        ],
    ),
    ("A1", "Availability", &["Capacity management", "Resilience and backup", "Recovery testing"]),
    (
        "PI1",
        "Processing integrity",
        &[
            "Processing specifications",
            "Input controls",
            "Processing controls",
            "Output controls",
            "Stored data integrity",
        ],
    ),
];

pub fn criteria() -> Vec<Criterion> {
    let mut criteria = Vec::new();
    for (series, series_title, titles) in SERIES {
        for (index, title) in titles.iter().enumerate() {
            let code: CriterionCode = format!("{series}.{}", index + 1).parse().expect("a code");
            let last = code.to_string() == "CC6.4";
            criteria.push(Criterion {
                id: id(1_000 + criteria.len() as u128),
                revision: 1,
                engagement: id(3),
                code,
                series_title: text(series_title),
                title: text(title),
                summary: format!(
                    "What the organisation does about {} is described, in place and looked after.",
                    title.to_lowercase()
                ),
                licensed_text: None,
                not_relevant: last
                    .then(|| text("All equipment stands with the hosting provider, which is carved out.")),
            });
        }
    }
    criteria.sort_by_key(|criterion| criterion.code);
    criteria
}

const PEOPLE: [(&str, &str, Side); 6] = [
    ("Ines Okafor", "Lead consultant", Side::Firm),
    ("Tomas Lindqvist", "Partner", Side::Firm),
    ("Priya Raman", "Chief information security officer", Side::Client),
    ("Marianne Holt", "Identity and access lead", Side::Client),
    ("Jonas Reuter", "Integration engineering lead", Side::Client),
    ("Ґалина Ярош", "Data engineering lead", Side::Client),
];

fn people() -> Vec<Person> {
    let person = |(index, (name, role, side)): (usize, (&str, &str, Side))| Person {
        id: id(100 + index as u128),
        revision: 1,
        name: text(name),
        role: text(role),
        side,
        team: None,
        email: None,
    };
    PEOPLE.into_iter().enumerate().map(person).collect()
}

fn surfaces() -> Vec<Surface> {
    let of = |(index, (code, name, what, owner, boundary)): (usize, (&str, &str, &str, &str, &str))| Surface {
        id: id(200 + index as u128),
        revision: 1,
        code: code.parse().expect("a code"),
        name: text(name),
        description: text(what),
        assets: vec![],
        data_classes: vec![],
        owner_role: text(owner),
        owner: None,
        trust_boundary: text(boundary),
        primary_criteria: vec![],
    };
    [
        (
            "crm_integration",
            "CRM integration",
            "Salesforce production organisation, connected apps, permission sets, flows",
            "CRM platform owner",
            "client / Salesforce",
        ),
        (
            "api_integration",
            "API integration",
            "Order, tax and carrier interfaces, tokens, webhooks",
            "Integration engineering lead",
            "client / partners",
        ),
        (
            "data_sync",
            "Data synchronisation",
            "Order and contact sync jobs, nightly and on event",
            "Data engineering lead",
            "shop / Salesforce",
        ),
        (
            "admin_console",
            "Admin console",
            "Shop administration, feature switches, refunds",
            "Platform engineering lead",
            "staff / platform",
        ),
        (
            "checkout",
            "Checkout",
            "Basket, address, payment hand-over; no card data is stored",
            "Commerce engineering lead",
            "shopper / platform",
        ),
        (
            "cloud_identity",
            "Cloud identity",
            "Workforce sign-in, groups, conditional access",
            "Identity and access lead",
            "staff / all systems",
        ),
    ]
    .into_iter()
    .enumerate()
    .map(of)
    .collect()
}

/// `count` controls spread over the criteria; CC6.4 and CC6.5 have none.
pub fn controls(count: usize, criteria: &[Criterion]) -> Vec<Control> {
    let titles = [
        (
            "Quarterly user access review",
            "Owners recertify users and rights of in-scope systems each quarter; removals are carried out within ten business days.",
        ),
        (
            "Single sign-on with strong authentication",
            "Workforce access to production, source code and administration tools goes through single sign-on with phishing-resistant or app-based second factor.",
        ),
        (
            "Timely removal of leavers",
            "Access of leavers is revoked within one business day of the last day, and at once for involuntary ends.",
        ),
        (
            "Checksum reconciliation",
            "Order totals of shop and Salesforce are compared each day by key and checksum; each difference is explained within two days.",
        ),
        (
            "Vulnerability scanning and remediation",
            "Internet-facing and internal systems are scanned each week; critical findings are fixed within seven days.",
        ),
        (
            "Backup and restore monitoring",
            "Backups run each night; a restore is tried each quarter and its time compared with the objective.",
        ),
    ];
    let frequencies = [
        Frequency::Quarterly,
        Frequency::Continuous,
        Frequency::PerEvent,
        Frequency::Daily,
        Frequency::Weekly,
        Frequency::Annual,
    ];
    let natures = [Nature::ItDependentManual, Nature::Automated, Nature::Manual];
    let types = [ControlType::Detective, ControlType::Preventive, ControlType::Corrective];
    let codes: Vec<CriterionCode> = criteria
        .iter()
        .map(|c| c.code)
        .filter(|code| !matches!(code.to_string().as_str(), "CC6.4" | "CC6.5"))
        .collect();
    let surfaces = surfaces();
    (0..count)
        .map(|index| {
            let (title, statement) = titles[index % titles.len()];
            Control {
                id: id(2_000 + index as u128),
                revision: 1,
                engagement: id(3),
                code: format!("{}-{:02}", if index % 3 == 2 { "ECOM" } else { "CORE" }, index + 1)
                    .parse()
                    .expect("a code"),
                title: if index < titles.len() {
                    text(title)
                } else {
                    format!("{title}, part {}", index / titles.len() + 1)
                },
                statement: text(statement),
                control_type: types[index % 3],
                nature: natures[index % 3],
                frequency: frequencies[index % 6],
                owner: (index % 2 == 0).then(|| id(103)),
                owner_role: text("Identity and access lead"),
                criteria: [codes[index % codes.len()], codes[(index * 7 + 3) % codes.len()]].into(),
                surfaces: [surfaces[index % surfaces.len()].code.clone()].into(),
                mappings: vec![],
                key: index % 3 == 0,
                starts_on: None,
                grace_days: 10,
                quarters: QuarterRule::Calendar,
                test_of_design: text("Read the procedure."),
                test_of_effectiveness: text("Re-perform a sample."),
                typical_evidence: vec![],
                state: if index % 11 == 10 { ControlState::Planned } else { ControlState::InPlace },
                internal_note: text("INTERNAL-NOTE-CONTROL owner is slow to answer"),
            }
        })
        .collect()
}

fn ratings(controls: &[Control], criteria: &[Criterion]) -> Vec<Rating> {
    let mut ratings = Vec::new();
    let mut add = |subject, aspect, value, rationale: &str, evidence: &[u128]| {
        ratings.push(Rating {
            id: id(4_000 + ratings.len() as u128),
            revision: 1,
            engagement: id(3),
            subject,
            aspect,
            value,
            rationale: text(rationale),
            evidence: evidence.iter().map(|number| id(5_000 + number)).collect(),
            rated_by: id(100),
            rated_on: day("2026-11-16"),
            reviewed: Some(RatingReview { by: id(101), on: day("2026-11-18") }),
        });
    };
    for (index, control) in controls.iter().enumerate().filter(|(index, _)| index % 5 != 4) {
        let subject = RatingSubject::Control(control.id);
        add(
            subject,
            Aspect::Design,
            if index % 7 == 3 { RatingValue::Partly } else { RatingValue::Effective },
            "The procedure names who, when and what is kept; it would meet the criterion if followed.",
            &[1],
        );
        let (value, why) = match index % 4 {
            0 => (
                RatingValue::Effective,
                "Two quarters of the period agree with the listing and the tickets, without exception.",
            ),
            1 => (RatingValue::NotEvaluableYet, "The evidence stands as of one day; the period needs more."),
            2 => (
                RatingValue::Deficient,
                "The review of quarter 2 was not held, and one removal decided in quarter 3 has no ticket.",
            ),
            _ => (RatingValue::Partly, "Twelve of fifteen samples agree; three lack an approval."),
        };
        add(subject, Aspect::Operation, value, why, &[2]);
    }
    for criterion in criteria.iter().take(6) {
        add(
            RatingSubject::Criterion(criterion.code),
            Aspect::Design,
            RatingValue::Effective,
            "Each of its controls is designed to meet it.",
            &[],
        );
        add(
            RatingSubject::Criterion(criterion.code),
            Aspect::Operation,
            RatingValue::NotEvaluableYet,
            "Half of the period is still to come.",
            &[],
        );
    }
    ratings
}

fn gaps(controls: &[Control]) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let rows = [
        (
            "Order changes lost when Salesforce limits are reached",
            "data_sync",
            "PI1.3",
            (4, 5),
            GapState::InProgress,
            Some((60_000, 95_000)),
        ),
        (
            "Admin console changes without a named actor",
            "admin_console",
            "CC6.2",
            (4, 4),
            GapState::InProgress,
            Some((22_000, 40_000)),
        ),
        (
            "Standing administrator rights in the identity provider",
            "cloud_identity",
            "CC6.3",
            (4, 4),
            GapState::Open,
            None,
        ),
        (
            "Webhook signatures are not checked",
            "api_integration",
            "CC6.6",
            (3, 4),
            GapState::Open,
            Some((8_000, 12_000)),
        ),
        ("No capacity review since spring", "checkout", "A1.1", (3, 2), GapState::FixedAwaitingProof, None),
        ("Restore times are not written down", "data_sync", "A1.2", (2, 2), GapState::AcceptedRisk, None),
    ];
    for (index, (title, surface, criterion, (likelihood, impact), state, cost)) in rows.into_iter().enumerate() {
        gaps.push(Gap {
            id: id(6_000 + index as u128),
            revision: 2,
            engagement: id(3),
            number: index as u32 + 1,
            title: text(title),
            source: GapSource::SelfAssessment,
            kind: GapKind::Operation,
            description: text("Between 2 and 7 March, 311 order changes were not carried to Salesforce after the daily call limit was reached; they were carried over by hand by 9 March.\nCalls beyond the limit are dropped: no queue keeps them, and no alert is raised."),
            root_cause: text("The sync job retries three times at once and then ends. Its failure is written to a log that nobody reads."),
            criteria: [criterion.parse().expect("a code")].into(),
            controls: controls.iter().skip(index).take(2).map(|control| control.id).collect(),
            surfaces: [surface.parse::<SurfaceCode>().expect("a code")].into(),
            severity: Severity { likelihood, impact },
            effort_days: Some(20),
            cost: cost.map(|(low, high)| Cost { low, high, currency: text("USD"), basis: text("Quote of 18 September, COST-MARKER team estimate") }),
            reference: (index == 0).then(|| ReferenceRange { low: 50_000, high: 200_000, basis: text("a whole retrofit of this kind") }),
            owner: Some(id(104)),
            found_on: day("2026-09-09"),
            due_on: Some(day("2026-12-18")),
            remedy: text("Put a durable queue with backoff and a dead-letter store between shop and Salesforce."),
            acceptance: vec![
                AcceptanceCriterion { text: text("A replay of 10,000 changes above the limit loses none and doubles none"), shown_by: text("test report"), due_on: Some(day("2026-12-04")), met: false },
                AcceptanceCriterion { text: text("A dead letter raises an alert within 15 minutes"), shown_by: text("drill record"), due_on: Some(day("2026-12-11")), met: true },
            ],
            state,
            fixed_on: (state == GapState::FixedAwaitingProof).then(|| day("2026-10-30")),
            retest: None,
            operating_since: None,
            acceptance_of_risk: (state == GapState::AcceptedRisk).then(|| RiskAcceptance { approver: id(102), until: day("2027-03-31"), reason: text("Restores are rare and watched.") }),
            prior: None,
            pattern: (index == 0).then(|| text("FP-001")),
            internal_note: if index == 1 { text("INTERNAL-NOTE-GAP the vendor disputes this") } else { String::new() },
        });
    }
    gaps
}

fn plan_rows() -> Vec<PlanRow> {
    [
        ("Executives", Track::Internal, "Executive weekly briefing", Due::OnRequest, "Mondays 09:00"),
        (
            "Enterprise customers",
            Track::External,
            "Notice on the state of the readiness work",
            Due::On { day: day("2026-11-27") },
            "",
        ),
        ("Regulator", Track::External, "Breach notification, if triggered", Due::AfterTrigger { hours: 72 }, ""),
    ]
    .into_iter()
    .enumerate()
    .map(|(index, (audience, track, subject, due, cadence))| PlanRow {
        id: id(7_000 + index as u128),
        revision: 1,
        engagement: id(3),
        number: index as u32 + 1,
        audience: text(audience),
        track,
        subject: text(subject),
        trigger: text("open remediation programme"),
        channel: text("letter"),
        owner: Some(id(102)),
        sender: Some(id(100)),
        due,
        cadence: text(cadence),
        internal_note: text("INTERNAL-NOTE-PLAN"),
    })
    .collect()
}

fn fields() -> BTreeMap<String, FieldValue> {
    BTreeMap::from([("lost_changes".to_owned(), FieldValue { text: "311".to_owned(), evidence: Some(id(5_001)) })])
}

fn messages() -> Vec<Message> {
    let body = "# Our SOC 2 readiness work and your order integration\n\n**To:** {{ customer_contact }}\n**From:** {{ sender }}, Harbour & Pine Ltd\n\nYou asked on 14 September how we prepare. This is where the work stands.\n\nDRAFT-MARKER In March, {{ lost_changes }} order changes reached Salesforce late; all were carried over by 9 March.\n\n- The queue that prevents this is due on 27 November.\n- We will write again on 18 December.\n\n| Measure | This week | Target |\n| --- | --- | --- |\n| Open points | {{ open_points }} | 0 |\n";
    let version = |text: &str| MessageVersion {
        number: 1,
        text: text.to_owned(),
        by: "Ines Okafor".to_owned(),
        at: at("2026-11-19T09:30:00Z"),
        digest: model::activity::text_digest(&fill(text, &fields())),
    };
    let message = |number: u32, title: &str, state, privileged, text: &str, approvals: Vec<MessageApproval>| Message {
        id: id(8_000 + u128::from(number)),
        revision: 1,
        engagement: id(3),
        number,
        plan_row: Some(id(7_001)),
        title: title.to_owned(),
        audience: "enterprise customers".to_owned(),
        track: Track::External,
        template: None,
        privileged,
        valid_until: Some(day("2026-12-04")),
        state,
        versions: vec![version(text)],
        fields: fields(),
        required_approvals: vec!["Chief information security officer".to_owned(), "General counsel".to_owned()],
        approvals,
        sends: vec![],
        gaps: BTreeSet::new(),
        findings: BTreeSet::new(),
        controls: BTreeSet::new(),
        surfaces: BTreeSet::new(),
    };
    let approved = |role: &str, text: &str| MessageApproval {
        role: role.to_owned(),
        person: id(102),
        decision: Decision::Approved,
        at: at("2026-11-19T15:00:00Z"),
        digest: model::activity::text_digest(&fill(text, &fields())),
        note: String::new(),
    };
    let short = "PRIVILEGED-MARKER Advice for counsel.";
    vec![
        message(
            1,
            "Notice to enterprise customers",
            MessageState::Draft,
            false,
            body,
            vec![approved("Chief information security officer", body)],
        ),
        message(2, "Memo for counsel", MessageState::InReview, true, short, vec![]),
        message(
            3,
            "Holding statement",
            MessageState::Approved,
            false,
            "We are looking into it.",
            vec![
                approved("Chief information security officer", "We are looking into it."),
                approved("General counsel", "We are looking into it."),
            ],
        ),
    ]
}

/// What an evidence file shows and what it is.
#[derive(Clone)]
pub struct Original {
    pub name: String,
    pub file_type: FileType,
    pub bytes: Vec<u8>,
    pub shown: Result<Shown, NotShown>,
}

/// The evidence of the sample: bytes and faces by file id.
#[derive(Clone, Default)]
pub struct Shelf(pub BTreeMap<Uuid, Original>);

impl Exhibits for Shelf {
    fn shown(&self, file: &EvidenceFile, _limits: &ShowLimits) -> Result<Result<Shown, NotShown>, ExhibitError> {
        Ok(self.0[&file.id.uuid()].shown.clone())
    }

    fn original(&self, file: &EvidenceFile, to: &mut dyn Write) -> Result<(), ExhibitError> {
        let lost = |source: io::Error| ExhibitError { what: "original".to_owned(), source: Some(Box::new(source)) };
        to.write_all(&self.0[&file.id.uuid()].bytes).map_err(lost)
    }
}

pub fn page(number: usize, width: f32, height: f32, words: &str) -> Page {
    let svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"><rect width="{width}" height="{height}" fill="#fff"/><rect x="40" y="40" width="{}" height="6" fill="#334"/><text x="40" y="90" font-family="Libertinus Serif" font-size="22">{words}</text><text x="40" y="120" font-family="Libertinus Serif" font-size="11">Page {number}. All equipment is named, owned and looked after.</text></svg>"##,
        width - 80.0
    );
    Page { width_pt: width, height_pt: height, picture: Picture::Svg(svg), has_text: true, undrawn: 0 }
}

fn screenshot() -> (Vec<u8>, Shown) {
    let (width, height) = (960, 540);
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        if y < 40 {
            image::Rgb([28, 62, 92])
        } else if (y / 22) % 2 == 0 && x > 160 {
            image::Rgb([238, 242, 244])
        } else {
            image::Rgb([250, 251, 252])
        }
    });
    let mut bytes = Vec::new();
    picture.write_to(&mut io::Cursor::new(&mut bytes), image::ImageFormat::Png).expect("a PNG");
    let page = Page {
        width_pt: 720.0,
        height_pt: 405.0,
        picture: Picture::Png { bytes: bytes.clone(), width, height },
        has_text: false,
        undrawn: 0,
    };
    (bytes, Shown::Pages { pages: vec![page], total_pages: 1 })
}

fn users(rows: usize, total: u64) -> Table {
    let header = [
        "username",
        "profile",
        "permission_set",
        "last_login_utc",
        "reviewer",
        "decision",
        "decided_on",
        "removal_ticket",
    ];
    Table {
        name: None,
        header: header.map(text).to_vec(),
        rows: (0..rows)
            .map(|row| {
                let removed = row % 9 == 5;
                vec![
                    format!("a.user{row:03}"),
                    text(["Service Agent", "Standard", "Commerce Admin"][row % 3]),
                    text(["Orders_Edit", "Orders_Read", "Case_Edit"][row % 3]),
                    format!("2026-09-{:02}T{:02}:03Z", row % 27 + 1, row % 24),
                    text("m.holt"),
                    text(if removed { "remove" } else { "keep" }),
                    text("2026-09-29"),
                    if removed { format!("SD-{}", 4400 + row) } else { String::new() },
                ]
            })
            .collect(),
        total_rows: total,
        total_columns: 8,
    }
}

fn wide() -> Table {
    Table {
        name: Some(text("Changes")),
        header: (0..12).map(|column| format!("column_{column}")).collect(),
        rows: (0..14)
            .map(|row| {
                (0..12)
                    .map(|column| {
                        if column == 3 {
                            "a_very_long_unbroken_token_that_needs_to_fold_somewhere_inside".to_owned()
                        } else {
                            format!("value {row}.{column} with words")
                        }
                    })
                    .collect()
            })
            .collect(),
        total_rows: 14,
        total_columns: 15,
    }
}

fn originals() -> Vec<(EvidenceKind, &'static str, Vec<Original>)> {
    let original = |name: &str, file_type, bytes: &[u8], shown| Original {
        name: name.to_owned(),
        file_type,
        bytes: bytes.to_vec(),
        shown,
    };
    let pages = |pages: Vec<Page>, total_pages| Ok(Shown::Pages { pages, total_pages });
    let (png, picture) = screenshot();
    let lines: Vec<String> = (0..90)
        .map(|line| format!("2026-10-{:02}T08:14:{:02}Z info  sign-in user=u{line:04} ip=192.0.2.{line} result=success session=0f3c{line:04x} agent=\"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)\"", line % 30 + 1, line % 60))
        .collect();
    vec![
        (
            EvidenceKind::Policy,
            "Access Control Policy, version 4.2",
            vec![original(
                "access-control-policy-v4.2.pdf",
                FileType::Pdf,
                b"%PDF-1.4 policy",
                pages(
                    vec![
                        page(1, 595.0, 842.0, "Access Control Policy"),
                        page(2, 595.0, 842.0, "Access Control Policy"),
                        page(3, 842.0, 595.0, "Annex: roles"),
                    ],
                    3,
                ),
            )],
        ),
        (
            EvidenceKind::Population,
            "User access review, Salesforce, Q3",
            vec![original(
                "user-access-review-2026-Q3.csv",
                FileType::Csv,
                b"username,profile\na,b\n",
                Ok(Shown::Tables(vec![users(110, 4_212)])),
            )],
        ),
        (
            EvidenceKind::Screenshot,
            "Active users, Salesforce setup screen",
            vec![original("salesforce active users – 2026.png", FileType::Png, &png, Ok(picture))],
        ),
        (
            EvidenceKind::Log,
            "Identity provider sign-in log, period extract",
            vec![original(
                "sign-in-log-2026.jsonl",
                FileType::Json,
                lines.join("\n").as_bytes(),
                Ok(Shown::Lines(Lines { lines, total_lines: 4_118_226, replaced: 2, indented: false })),
            )],
        ),
        (
            EvidenceKind::ChangeHistory,
            "Changes of the order sync, with its dead letters",
            vec![
                original("changes.xlsx", FileType::Xlsx, b"PK changes", Ok(Shown::Tables(vec![wide(), users(6, 6)]))),
                original(
                    "dead-letters-emoji-\u{1f4e6}.csv",
                    FileType::Csv,
                    "ключ,значение\n".as_bytes(),
                    Ok(Shown::Tables(vec![Table {
                        name: None,
                        header: vec![text("ключ"), text("значение")],
                        rows: vec![vec![text("замовлення"), text("доставлено \u{1f4e6} 中\u{202e}gpj")]],
                        total_rows: 1,
                        total_columns: 2,
                    }])),
                ),
            ],
        ),
        (
            EvidenceKind::Contract,
            "Hosting agreement with its annexes",
            vec![original("hosting-agreement.pdf", FileType::Pdf, b"%PDF-1.7 locked", Err(NotShown::Locked))],
        ),
        (
            EvidenceKind::Report,
            "Board security committee, minutes Q1 to Q3",
            vec![original(
                "board-minutes.pdf",
                FileType::Pdf,
                b"%PDF-1.7 minutes",
                pages(vec![page(1, 612.0, 792.0, "Minutes")], 12),
            )],
        ),
        (
            EvidenceKind::Ticket,
            "Tickets of the removals decided in Q3",
            vec![original("tickets.zip", FileType::Zip, b"PK tickets", Err(NotShown::NoPages))],
        ),
        (
            EvidenceKind::Report,
            "UNRELEASED-MARKER draft penetration test",
            vec![original(
                "unreleased-marker-pentest.pdf",
                FileType::Pdf,
                b"%PDF-1.7 UNRELEASED-BYTES",
                pages(vec![page(1, 595.0, 842.0, "UNRELEASED-PAGE")], 1),
            )],
        ),
    ]
}

/// The engagement with `controls` controls, and its evidence.
pub fn sample(controls_count: usize) -> (PacketSource, Shelf) {
    let criteria = criteria();
    let controls = controls(controls_count, &criteria);
    let mut shelf = Shelf::default();
    let mut evidence = Vec::new();
    let mut custody = Vec::new();
    for (index, (kind, title, files)) in originals().into_iter().enumerate() {
        let number = index as u32 + 1;
        let mut named = Vec::new();
        for (place, original) in files.into_iter().enumerate() {
            let file: model::id::FileId = id(9_000 + index as u128 * 10 + place as u128);
            let sha256 = digest(&original.bytes);
            named.push(EvidenceFile {
                id: file,
                name: original.name.clone(),
                file_type: original.file_type,
                size: original.bytes.len() as u64,
                sha256,
            });
            shelf.0.insert(file.uuid(), original);
        }
        evidence.push(item(number, kind, title, named, &controls));
        for (kind, when, seq) in [
            (CustodyKind::Received, "2026-09-30T08:31:00Z", 2),
            (CustodyKind::Accepted, "2026-10-02T10:00:00Z", 3),
            (CustodyKind::Released, "2026-10-07T08:00:00Z", 4),
        ] {
            custody.push(CustodyEvent {
                id: id(9_500 + custody.len() as u128),
                evidence: id(5_000 + u128::from(number)),
                at: at(when),
                who: text("Ines Okafor"),
                kind,
                note: String::new(),
                log_seq: seq,
            });
        }
    }
    let coverage = coverage(&criteria, &controls, &[]);
    let source = PacketSource {
        client: Client {
            id: id(1),
            revision: 1,
            legal_name: text("Harbour & Pine Ltd"),
            short_code: text("HPL"),
            industry: text("retail"),
            sector: text("online shop, home goods"),
            jurisdictions: vec![text("United Kingdom"), text("Germany")],
            logo: None,
        },
        system: system(),
        engagement: engagement(),
        people: people(),
        surfaces: surfaces(),
        coverage,
        ratings: ratings(&controls, &criteria),
        organisations: vec![],
        user_controls: vec![],
        commitments: vec![],
        teams: vec![],
        occurrences: vec![],
        populations: vec![],
        gaps: gaps(&controls),
        requests: vec![],
        findings: vec![],
        tasks: vec![],
        criteria,
        controls,
        plan_rows: plan_rows(),
        messages: messages(),
        evidence,
        withheld: vec![],
        custody,
        log: log(24),
        prepared_by: text("Ines Okafor"),
    };
    (source, shelf)
}

pub fn digest(bytes: &[u8]) -> Digest {
    let mut digest = Digest([0; 32]);
    digest.0.copy_from_slice(ring::digest::digest(&ring::digest::SHA256, bytes).as_ref());
    digest
}

fn item(number: u32, kind: EvidenceKind, title: &str, files: Vec<EvidenceFile>, controls: &[Control]) -> EvidenceItem {
    let in_force = matches!(kind.needs(), Needs::Approval);
    let covers = if in_force {
        Covers::InForce { from: day("2026-02-09"), until: None }
    } else if kind == EvidenceKind::Screenshot {
        Covers::AsOf { on: day("2026-09-28") }
    } else {
        Covers::Period { span: Span { from: day("2026-01-01"), to: day("2026-09-29") } }
    };
    let ipe = IpeCard {
        system: text("Salesforce"),
        environment: text("production"),
        query: text("SELECT Username, Profile.Name, LastLoginDate FROM User WHERE IsActive = true"),
        run_by: text("K. Moreau, IT operations"),
        run_at: Some(zoned("2026-09-29T16:40:00+01:00")),
        row_count: Some(4_212),
        tie_out: if kind == EvidenceKind::Screenshot {
            String::new()
        } else {
            text("4,212 of 4,212 usernames matched")
        },
    };
    let unreleased = title.starts_with("UNRELEASED");
    EvidenceItem {
        id: id(5_000 + u128::from(number)),
        revision: 1,
        engagement: id(3),
        number,
        title: title.to_owned(),
        kind,
        classification: Classification::Confidential,
        covers: Some(covers),
        captured_at: Some(zoned("2026-09-29T16:40:00+01:00")),
        received_at: at("2026-09-30T08:31:00Z"),
        reviewed: Some(Reviewed { by: id(100), at: at("2026-10-02T10:00:00Z") }),
        source_system: text("Salesforce (production)"),
        collected_by: text("Marianne Holt"),
        state: if unreleased {
            EvidenceState::Accepted
        } else {
            EvidenceState::Released { by: id(102), at: at("2026-10-07T08:00:00Z") }
        },
        version: 1,
        supersedes: None,
        controls: controls.iter().skip(number as usize).step_by(5).take(4).map(|control| control.id).collect(),
        files,
        ipe: matches!(kind.needs(), Needs::IpeCard).then_some(ipe),
        approval: (in_force && number == 1)
            .then(|| Approval { by: text("Priya Raman, Chief information security officer"), on: day("2026-02-03") }),
        list_only: (number == 8).then(|| text("Personal data of leavers; listed by the client’s choice.")),
        internal_note: text("INTERNAL-NOTE-EVIDENCE asked twice for a fresh one"),
    }
}

fn system() -> System {
    System {
        id: id(2),
        revision: 1,
        name: text("Harbour & Pine shop platform and order services"),
        services: vec![
            text("Online shop, order handling, customer account, returns"),
            text("Order and case records kept in step with Salesforce"),
        ],
        components: Components {
            infrastructure: vec![text("Two regions of a hosting provider"), text("network edge")],
            software: vec![text("shop platform"), text("order services"), text("Salesforce")],
            people: vec![text("42 staff in engineering and operations")],
            procedures: vec![text("change, access and incident procedures")],
            data: vec![text("orders"), text("customer accounts")],
        },
        commitments: vec![
            text("Orders are taken and handed on complete and once"),
            text("The shop is reachable 99.9 % of each month"),
        ],
        requirements: vec![text("Personal data is seen only by those whose work needs it")],
        boundaries: text("From the network edge to the hand-over of payment; card data is never stored."),
    }
}

fn engagement() -> Engagement {
    Engagement {
        id: id(3),
        revision: 1,
        system: id(2),
        title: text("SOC 2 Type II readiness 2026"),
        kind: EngagementKind::TypeIi { period: Span { from: day("2026-01-01"), to: day("2026-12-31") } },
        categories: [Category::Security, Category::Availability, Category::ProcessingIntegrity].into(),
        preparer_firm: text("Larkfield Advisory"),
        auditor_firm: Some(text("Brae & Whitlock LLP")),
        trigger: Trigger::ProcurementHold,
        triggered_on: Some(day("2026-09-14")),
        trigger_note: text("INTERNAL-NOTE-TRIGGER enterprise customer"),
        fieldwork_from: Some(day("2027-01-18")),
        report_due: Some(day("2027-03-01")),
        state: EngagementState::PeriodRunning,
        outcomes: vec![],
    }
}

/// A chained log of `rows` rows.
pub fn log(rows: u64) -> Vec<LogRow> {
    let actions =
        [Action::AttachEvidence, Action::ReviewEvidence, Action::EditControl, Action::Rate, Action::ReleaseEvidence];
    let mut log: Vec<LogRow> = Vec::new();
    for seq in 1..=rows {
        let prev = log.last().map_or(LOG_START, |row| row.hash);
        let subject = if seq % 3 == 0 {
            Subject { noun: Noun::Control, id: id::<model::id::ControlId>(2_000 + u128::from(seq)).uuid() }
        } else {
            Subject { noun: Noun::Evidence, id: id::<EvidenceIdAlias>(5_001).uuid() }
        };
        let mut row = LogRow {
            seq,
            at: at("2026-10-05T09:00:00Z") + chrono::Duration::seconds(3_607 * seq as i64),
            who: text("Ines Okafor"),
            action: actions[seq as usize % actions.len()],
            subjects: vec![subject],
            body: digest(&seq.to_be_bytes()),
            prev,
            hash: LOG_START,
        };
        row.hash = row.computed_hash();
        log.push(row);
    }
    log
}

type EvidenceIdAlias = model::id::EvidenceId;

/// Keeps what it is given.
#[derive(Default)]
pub struct Kept {
    pub volumes: Vec<Vec<u8>>,
    pub originals: BTreeMap<String, Vec<u8>>,
}

impl packet::VolumeSink for Kept {
    fn volume(&mut self, number: u32, pdf: &[u8]) -> io::Result<()> {
        assert_eq!(number as usize, self.volumes.len() + 1);
        self.volumes.push(pdf.to_vec());
        Ok(())
    }

    fn original(&mut self, name: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let mut bytes = Vec::new();
        fill(&mut bytes)?;
        self.originals.insert(name.to_owned(), bytes);
        Ok(())
    }
}

/// Renders and hands back the packet and what became of it.
pub fn render(source: &PacketSource, shelf: &Shelf, options: &PacketOptions) -> (Vec<u8>, packet::Rendered, Kept) {
    let mut kept = Kept::default();
    let rendered = packet::render(source, shelf, options, &mut kept, &mut |_| std::ops::ControlFlow::Continue(()))
        .unwrap_or_else(|error| {
            let mut words = error.to_string();
            if let packet::Error::Typeset(error) = &error {
                for message in error.messages() {
                    words.push_str(&format!("\n{message}"));
                }
            }
            panic!("{words}")
        });
    (kept.volumes[0].clone(), rendered, kept)
}
