//! Makes a vault of the size at which the window's grids are measured, through the commands alone. Every name in it is
//! invented.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant as Moment;

use commands::control::{AddControl, ChangeControl, ListControls};
use commands::engagement::StartEngagement;
use commands::evidence::{AttachEvidence, NewEvidence, ReleaseEvidence, ReviewEvidence, Verdict};
use commands::gap::AddGap;
use commands::person::AddPerson;
use commands::request::AddRequest;
use commands::{App, Failure};
use model::control::{ControlChange, ControlState, ControlType, Frequency, Nature};
use model::engagement::{EngagementKind, Trigger};
use model::evidence::{Classification, Covers, EvidenceKind};
use model::gap::{GapKind, GapSource, Severity};
use model::person::Side;
use model::time::{Day, Span};

use super::create;
use crate::host::TestHost;

/// Items that are attached in one change.
const BATCH: usize = 2_500;

/// Makes the vault with so many evidence items and controls, and tells of its progress on standard output.
///
/// # Errors
/// Those of the commands.
///
/// # Panics
/// Where a file to attach can't be written.
pub fn make(folder: &Path, passphrase: &str, evidence: usize, controls: usize) -> Result<(), Failure> {
    let start = Moment::now();
    let mut app = App::new(Arc::new(TestHost::default()));
    begin(&mut app, folder, passphrase)?;
    let controls = add_controls(&mut app, controls)?;
    println!("{} controls after {:.1?}", controls.len(), start.elapsed());
    attach_all(&mut app, &controls, evidence, start)?;
    add_work(&mut app, &controls)?;
    println!("made in {:.1?}", start.elapsed());
    app.lock()
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn begin(app: &mut App, folder: &Path, passphrase: &str) -> Result<(), Failure> {
    let period = Span::new(day("2026-01-01"), day("2026-12-31")).expect("a span");
    let start = StartEngagement {
        profile: "ecommerce-crm".to_owned(),
        title: "SOC 2 Type II 2026".to_owned(),
        system: "Shop platform".to_owned(),
        kind: EngagementKind::TypeIi { period },
        categories: None,
        preparer_firm: "Larkfield Advisory".to_owned(),
        auditor_firm: Some("Brae & Whitlock LLP".to_owned()),
        trigger: Trigger::ProcurementHold,
        triggered_on: None,
    };
    create(app, folder, passphrase, Some(start))?;
    for (name, side) in [("Tomas Lindqvist", Side::Firm), ("Priya Raman", Side::Client), ("Jonas Reuter", Side::Client)]
    {
        let (name, role) = (name.to_owned(), "Head of something".to_owned());
        app.call(AddPerson { name, role, side, team: None, email: None })?;
    }
    Ok(())
}

/// Adds controls until there are so many, and gives their ids by code.
fn add_controls(app: &mut App, wanted: usize) -> Result<Vec<String>, Failure> {
    let list = ListControls { engagement: None, criterion: None, surface: None, retired: false };
    let there = app.call(list.clone())?;
    let criteria: Vec<_> = there.iter().flat_map(|control| control.criteria.iter().copied()).collect();
    let surfaces: Vec<_> = there.iter().flat_map(|control| control.surfaces.iter().cloned()).collect();
    let frequencies = [
        Frequency::Daily,
        Frequency::Weekly,
        Frequency::Monthly,
        Frequency::Quarterly,
        Frequency::Annual,
        Frequency::PerEvent,
    ];
    for number in there.len()..wanted {
        app.call(AddControl {
            engagement: None,
            code: format!("OWN-{number:03}").parse()?,
            title: format!(
                "{} of system {number} is kept in order",
                ["Access", "Backup", "Change", "Monitoring"][number % 4]
            ),
            statement: "The owner looks at the list, decides on each line and signs it.".to_owned(),
            control_type: [ControlType::Preventive, ControlType::Detective][number % 2],
            nature: [Nature::Manual, Nature::ItDependentManual, Nature::Automated][number % 3],
            frequency: frequencies[number % frequencies.len()],
            owner_role: format!("Head of team {}", number % 12),
            criteria: BTreeSet::from([criteria[number % criteria.len()], criteria[number * 7 % criteria.len()]]),
            surfaces: BTreeSet::from([surfaces[number % surfaces.len()].clone()]),
            key: number % 5 == 0,
        })?;
    }
    let controls: Vec<_> = app.call(list)?.into_iter().take(wanted).collect();
    for control in &controls {
        // One that is only planned has no occurrences, and a calendar of those is soon drawn.
        let changes =
            vec![ControlChange::StartsOn(Some(day("2026-01-01"))), ControlChange::State(ControlState::InPlace)];
        app.call(ChangeControl { engagement: None, control: control.id.to_string(), changes })?;
    }
    Ok(controls.iter().map(|control| control.id.to_string()).collect())
}

fn attach_all(app: &mut App, controls: &[String], evidence: usize, start: Moment) -> Result<(), Failure> {
    let files = std::env::temp_dir().join(format!("large-vault-{}", std::process::id()));
    std::fs::create_dir(&files).expect("a folder for files");
    for first in (0..evidence).step_by(BATCH) {
        let numbers = first..(first + BATCH).min(evidence);
        let items = numbers.map(|number| item(app, &files, controls, number, evidence)).collect();
        let attached = app.call(AttachEvidence { engagement: None, items })?;
        let ids: Vec<String> = attached.iter().map(|it| it.item.id.to_string()).collect();
        // Of each ten items two are received, five accepted and three released.
        let accepted = ids.iter().enumerate().filter(|(at, _)| at % 10 >= 2).map(|(_, id)| id.clone()).collect();
        let reviewer = "Tomas Lindqvist".to_owned();
        app.call(ReviewEvidence { engagement: None, evidence: accepted, verdict: Verdict::Accepted, reviewer })?;
        let released = ids.iter().enumerate().filter(|(at, _)| at % 10 >= 7).map(|(_, id)| id.clone()).collect();
        app.call(ReleaseEvidence { engagement: None, evidence: released, by: "Priya Raman".to_owned() })?;
        println!("{} items after {:.1?}", first + attached.len(), start.elapsed());
    }
    std::fs::remove_dir_all(&files).expect("the files are removed");
    Ok(())
}

fn item(app: &mut App, files: &Path, controls: &[String], number: usize, all: usize) -> NewEvidence {
    const KINDS: [EvidenceKind; 6] = [
        EvidenceKind::Ticket,
        EvidenceKind::Screenshot,
        EvidenceKind::SystemReport,
        EvidenceKind::Report,
        EvidenceKind::Policy,
        EvidenceKind::Log,
    ];
    const CLASSES: [Classification; 4] =
        [Classification::Internal, Classification::Confidential, Classification::Personal, Classification::Public];
    let path = files.join(format!("{number:05}.csv"));
    std::fs::write(&path, format!("line,of\n{number},{}\n", number * 31)).expect("a file is written");
    // Scattered, so that no order of the list is that of the numbers.
    let scattered = number * 7_919 % all.max(1);
    let from = day("2026-01-01") + chrono::Days::new((scattered % 240) as u64);
    let captured = format!("2026-09-{:02}T{:02}:15:00+0{}:00", scattered % 28 + 1, scattered % 24, scattered % 3);
    // Neighbours support the same control, so that a change touches few of them.
    let control = controls[number * controls.len() / all.max(1)].clone();
    NewEvidence {
        files: vec![app.hold(&path)],
        title: Some(format!(
            "{} {scattered:05} of week {}",
            ["Review", "Extract", "Ticket", "Approval"][scattered % 4],
            scattered % 52
        )),
        kind: KINDS[scattered % KINDS.len()],
        classification: CLASSES[scattered % CLASSES.len()],
        covers: (!scattered.is_multiple_of(9)).then_some(Covers::AsOf { on: from }),
        captured_at: (!scattered.is_multiple_of(5))
            .then(|| chrono::DateTime::parse_from_rfc3339(&captured).expect("an instant")),
        source_system: format!("System {}", scattered % 40),
        collected_by: if scattered.is_multiple_of(11) {
            String::new()
        } else {
            format!("Collector {}", scattered % 15)
        },
        controls: vec![control],
        ipe: None,
        approval: None,
        list_only: None,
        supersedes: None,
        internal_note: String::new(),
    }
}

/// Gaps and requests, a few hundred of each.
fn add_work(app: &mut App, controls: &[String]) -> Result<(), Failure> {
    for number in 0..200_u8 {
        let facts = serde_json::json!({ "controls": [controls[usize::from(number) % controls.len()]] });
        app.call(AddGap {
            engagement: None,
            title: format!("Shortfall {number}"),
            kind: [GapKind::Design, GapKind::Operation, GapKind::Evidence][usize::from(number) % 3],
            source: GapSource::SelfAssessment,
            description: "Found when the list was read.".to_owned(),
            severity: Severity { likelihood: number % 5 + 1, impact: number % 4 + 1 },
            found_on: None,
            facts: serde_json::from_value(facts).expect("facts"),
        })?;
        let facts = serde_json::json!({ "controls": [controls[usize::from(number) % controls.len()]] });
        app.call(AddRequest {
            engagement: None,
            auditor_id: Some(format!("R.{number}")),
            wording: format!("Please give the list of system {number}."),
            received_on: None,
            due_on: None,
            facts: serde_json::from_value(facts).expect("facts"),
        })?;
    }
    Ok(())
}
