//! Criteria, people, surfaces, controls and ratings of the invented shop.

use super::*;

pub const SERIES: [(&str, &str, &[&str]); 6] = [
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

pub const PEOPLE: [(&str, &str, Side); 6] = [
    ("Ines Okafor", "Lead consultant", Side::Firm),
    ("Tomas Lindqvist", "Partner", Side::Firm),
    ("Priya Raman", "Chief information security officer", Side::Client),
    ("Marianne Holt", "Identity and access lead", Side::Client),
    ("Jonas Reuter", "Integration engineering lead", Side::Client),
    ("Ґалина Ярош", "Data engineering lead", Side::Client),
];

pub fn people() -> Vec<Person> {
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

pub fn surfaces() -> Vec<Surface> {
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
                frequency: match index % 18 {
                    11 => Frequency::SemiAnnual,
                    14 => Frequency::Weekly,
                    17 => Frequency::Monthly,
                    _ => frequencies[index % 6],
                },
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

pub fn ratings(controls: &[Control], criteria: &[Criterion]) -> Vec<Rating> {
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
