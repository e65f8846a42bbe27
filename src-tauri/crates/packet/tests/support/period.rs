//! Its time, its requests and what others do for it: occurrences, populations, requests, organisations, commitments.

use model::commitment::{Commitment, CommitmentKind, CommitmentSource};
use model::occurrence::Occurrence;
use model::organisation::{
    ComplementaryControl, Organisation, OrganisationReport, ReportKind, ReportReview, SubserviceMethod,
};
use model::population::Population;
use model::request::{AuditorStatus, EvidenceRequest, InternalStatus, PopulationKind, Round, RoundEnd};
use model::team::Team;
use model::user_control::UserControl;

use super::*;

/// A word that no column holds.
pub const LONG_WORD: &str = "Zugriffsberechtigungsüberprüfungsprotokollierungsnachweisverzeichnis";

fn codes(all: &[&str]) -> BTreeSet<CriterionCode> {
    all.iter().map(|code| code.parse().expect("a code")).collect()
}

/// What is recorded of the calendar controls: in time, late, with an exception, and nothing.
pub fn occurrences(controls: &[Control]) -> Vec<Occurrence> {
    let mut all: Vec<Occurrence> = Vec::new();
    for (index, control) in controls.iter().enumerate().filter(|(_, control)| control.has_occurrences()) {
        let mut add = |key: &str, on: Option<&str>, exception: Option<&str>, note: &str| {
            all.push(Occurrence {
                id: id(10_000 + all.len() as u128),
                revision: 1,
                engagement: id(3),
                control: control.id,
                key: key.parse().expect("a key"),
                performed_on: on.map(day),
                performed_by: if on.is_some() { text("Marianne Holt") } else { String::new() },
                note: text(note),
                exception: exception.map(text),
            });
        };
        match (control.frequency, index) {
            (Frequency::Quarterly, 0) => {
                add("2026-Q1", Some("2026-04-07"), None, "Minutes are kept with the listing.");
                add("2026-Q2", Some("2026-07-20"), None, "");
                add("2026-Q3", Some("2026-09-28"), None, "");
            }
            (Frequency::Quarterly, _) => {
                add("2026-Q2", Some("2026-07-02"), Some("The order services were left out of the review."), "");
            }
            (Frequency::Daily, _) => {
                for on in ["2026-10-01", "2026-10-02", "2026-10-03", "2026-10-05"] {
                    add(on, Some(on), None, "");
                }
                add("2026-10-07", Some("2026-10-07"), Some("Two of nine shops were not compared."), "");
            }
            (Frequency::SemiAnnual, _) => add("2026-H1", Some("2026-06-24"), None, ""),
            (Frequency::Monthly, _) => add("2026-10", Some("2026-11-03"), None, ""),
            _ => {}
        }
    }
    all
}

/// Populations of the first two per-event controls; that of the second may not leave the vault.
pub fn populations(controls: &[Control]) -> Vec<Population> {
    let mut per_event = controls
        .iter()
        .filter(|control| control.frequency == Frequency::PerEvent && control.nature != Nature::Automated);
    let population = |number: u128, control: &Control, name: &str, count, covers, evidence: u128| Population {
        id: id(11_000 + number),
        revision: 1,
        engagement: id(3),
        control: control.id,
        name: text(name),
        source_system: text("Personnel system (production)"),
        query: format!("status = left and last_day in the span, field {LONG_WORD} not empty"),
        count,
        covers,
        evidence: id(5_000 + evidence),
        note: text("Contractors are counted."),
    };
    let mut all = Vec::new();
    if let Some(control) = per_event.next() {
        let span = |from, to| Span { from: day(from), to: day(to) };
        all.push(population(1, control, "leavers", 4_212, span("2026-01-01", "2026-06-30"), 2));
        all.push(population(2, control, "leavers, third quarter", 12, span("2026-07-01", "2026-09-29"), 2));
    }
    if let Some(control) = per_event.next() {
        let year = Span { from: day("2026-01-01"), to: day("2026-09-29") };
        all.push(population(3, control, "UNRELEASED-POPULATION joiners", 31, year, 9));
    }
    all
}

/// Requests in the auditor's order: accepted in its second round, returned, never answered, submitted.
pub fn requests(controls: &[Control]) -> Vec<EvidenceRequest> {
    let base = |number: u32, auditor_id: Option<&str>, wording: &str| EvidenceRequest {
        id: id(12_000 + u128::from(number)),
        revision: 1,
        engagement: id(3),
        number,
        auditor_id: auditor_id.map(text),
        wording: text(wording),
        kind: Some(EvidenceKind::Population),
        period: Some(Span { from: day("2026-01-01"), to: day("2026-09-30") }),
        population: Some(PopulationKind::Leavers),
        controls: controls.iter().skip(number as usize).take(2).map(|control| control.id).collect(),
        criteria: codes(&["CC6.2"]),
        evidence: [id(5_002)].into(),
        owner: Some(id(103)),
        reviewer: Some(id(101)),
        received_on: day("2026-10-12"),
        due_on: Some(day("2026-11-27")),
        blocks_testing: false,
        internal: InternalStatus::Ready,
        auditor: AuditorStatus::Requested,
        rounds: vec![],
        template: None,
        internal_note: String::new(),
    };
    let round = |on: &str, answer: &str, end| Round {
        submitted_on: day(on),
        evidence: [id(5_002)].into(),
        answer: text(answer),
        end,
    };
    let returned = |on, remark: &str| Some(RoundEnd::Returned { on: day(on), remark: text(remark) });
    let no_count = "The listing has no row count.\n\nPlease  add the query, too.";
    vec![
        EvidenceRequest {
            auditor: AuditorStatus::Accepted,
            rounds: vec![
                round("2026-10-19", "The listing as extracted.", returned("2026-10-22", no_count)),
                round(
                    "2026-10-26",
                    "The listing with its query and count.",
                    Some(RoundEnd::Accepted { on: day("2026-11-02") }),
                ),
            ],
            ..base(
                1,
                Some("PBC-01"),
                "Please provide a listing of  terminated users,\n\nwith last day and date of removal.",
            )
        },
        EvidenceRequest {
            kind: None,
            population: None,
            due_on: Some(day("2026-11-16")),
            evidence: [id(5_002), id(5_009)].into(),
            blocks_testing: true,
            internal: InternalStatus::InProgress,
            auditor: AuditorStatus::Returned,
            rounds: vec![round("2026-11-05", "", returned("2026-11-10", "The third quarter is not in it."))],
            internal_note: text("INTERNAL-NOTE-REQUEST the owner is on leave"),
            ..base(2, Some(" 4.2.1 b"), "Evidence of the quarterly access reviews, for all quarters of the period.")
        },
        EvidenceRequest {
            due_on: Some(day("2026-11-18")),
            evidence: BTreeSet::new(),
            owner: None,
            internal: InternalStatus::Blocked { reason: text("INTERNAL-NOTE-BLOCKED the vendor does not answer") },
            ..base(3, None, "Incident tickets of the period, or a statement that there were none.")
        },
        EvidenceRequest {
            owner: Some(id(105)),
            due_on: None,
            auditor: AuditorStatus::Submitted,
            rounds: vec![round("2026-11-18", &format!("Siehe {LONG_WORD}."), None)],
            ..base(
                4,
                Some("BRAE-SOC2-2026/ANFORDERUNGSLISTE_ZEILE_000047"),
                &format!("Bitte legen Sie das {LONG_WORD} vor. Надайте журнал перевірок прав доступу."),
            )
        },
    ]
}

/// A carved-out host whose report and letter end before the period does, and an inclusive one without a report.
pub fn organisations() -> Vec<Organisation> {
    let expected =
        |words: &str, criteria: &[&str]| ComplementaryControl { text: text(words), criteria: codes(criteria) };
    vec![
        Organisation {
            id: id(13_001),
            revision: 1,
            engagement: id(3),
            name: text("Northern Hosting GmbH"),
            services: vec![text("Two regions of data centres, with power and network"), text("Managed backups")],
            method: SubserviceMethod::CarveOut,
            report: Some(OrganisationReport {
                kind: ReportKind::Soc2TypeIi,
                auditor: text("Abacus & Partners"),
                period: Span { from: day("2025-07-01"), to: day("2026-06-30") },
                exceptions: text("One of 25 visits lacked a sign-off; the badge log shows the visitor was escorted."),
                bridge_until: Some(day("2026-09-30")),
                next_due: Some(day("2027-08-31")),
            }),
            complementary: vec![
                expected("Only authorised staff enter the data centres, and each visit is logged.", &["CC6.4"]),
                expected("Backups are kept in the second region and can be restored.", &["A1.2", "CC7.5"]),
            ],
            reviewed: Some(ReportReview { by: id(102), on: day("2026-10-05") }),
            internal_note: text("INTERNAL-NOTE-ORGANISATION the next report comes late"),
        },
        Organisation {
            id: id(13_002),
            revision: 1,
            engagement: id(3),
            name: text("Paylane Processing"),
            services: vec![format!("Payment hand-over; {LONG_WORD}")],
            method: SubserviceMethod::Inclusive,
            report: None,
            complementary: vec![],
            reviewed: None,
            internal_note: String::new(),
        },
    ]
}

pub fn user_controls() -> Vec<UserControl> {
    let of = |(index, (statement, why, criterion)): (usize, (&str, &str, &str))| UserControl {
        id: id(14_000 + index as u128),
        revision: 1,
        engagement: id(3),
        code: format!("CUEC-{:02}", index + 1).parse().expect("a code"),
        statement: text(statement),
        criteria: codes(&[criterion]),
        why: text(why),
    };
    [
        ("Customers remove their own users when they leave.", "Only the customer knows who left.", "CC6.2"),
        ("Customers wipe devices on which they keep order data.", "The devices are theirs.", "CC6.5"),
    ]
    .into_iter()
    .enumerate()
    .map(of)
    .collect()
}

/// Kind, words, source with its note, category and criteria of a commitment.
type CommitmentRow<'a> = (CommitmentKind, &'a str, CommitmentSource, &'a str, Category, &'a [&'a str]);

pub fn commitments() -> Vec<Commitment> {
    let of = |(index, (kind, words, source, note, category, criteria)): (usize, CommitmentRow<'_>)| Commitment {
        id: id(15_000 + index as u128),
        revision: 1,
        engagement: id(3),
        number: index as u32 + 1,
        kind,
        text: text(words),
        source,
        source_note: text(note),
        categories: [category].into(),
        criteria: codes(criteria),
    };
    let (promise, rule) = (CommitmentKind::Commitment, CommitmentKind::Requirement);
    let contract = CommitmentSource::Contract;
    [
        (
            promise,
            "Orders are taken and handed on complete and once.",
            contract,
            "Master agreement, clause 7.2",
            Category::ProcessingIntegrity,
            &["PI1.2", "PI1.3"][..],
        ),
        (
            promise,
            "The shop is reachable 99.9 % of each month.",
            CommitmentSource::Terms,
            "Section 4",
            Category::Availability,
            &["A1.1"],
        ),
        (
            rule,
            "Personal data is seen only by those whose work needs it.",
            CommitmentSource::Law,
            "",
            Category::Security,
            &["CC6.1", "CC6.3"],
        ),
    ]
    .into_iter()
    .enumerate()
    .map(of)
    .collect()
}

pub fn teams() -> Vec<Team> {
    vec![Team { id: id(16_000), revision: 1, name: text("Identity"), lead: Some(id(103)), members: [id(103)].into() }]
}
