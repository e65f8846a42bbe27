//! A vault of records that differ in whatever a list shows of them.

use std::collections::BTreeSet;

use model::control::{Control, ControlState, Frequency};
use model::evidence::{Classification, Covers, EvidenceKind, EvidenceState};
use model::finding::{Finding, FindingState};
use model::gap::{Gap, GapState, Level, Severity};
use model::request::{AuditorStatus, EvidenceRequest, InternalStatus};
use model::task::{Task, TaskState, Wait};
use model::time::Span;

use super::super::*;
use crate::fixture::{code, control, day, engagement_id, finding, gap, request, task};

/// Counted dice: the same for the same seed.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % 1_000_003).unwrap() % sides
    }

    pub(super) fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())].clone()
    }

    pub(super) fn some<T: Clone + Ord>(&mut self, of: &[T]) -> BTreeSet<T> {
        of.iter().filter(|_| self.roll(2) == 0).cloned().collect()
    }
}

const TITLES: [&str; 6] = ["Ärger im Lager", "ärger IM LAGER", "Access review", "backup 10%", "access_review", "Zebra"];

/// A vault with a dozen or more records of each noun that has pages, with values from short lists, so that many are alike.
pub(super) fn varied(seed: u64) -> Made {
    let mut made = filled();
    let mut dice = Dice(seed | 1);
    let vault = &mut made.vault;
    for number in 2..14_u32 {
        attach(vault, number, format!("content {}", number / 2).as_bytes(), 20 + number);
    }
    write(vault, Action::EditEvidence, 50, |w| (1..14).try_for_each(|number| vary_evidence(w, &mut dice, number)));
    write(vault, Action::AddControl, 51, |w| {
        for number in 100..116 {
            w.insert(&varied_control(&mut dice, number))?;
        }
        Ok(())
    });
    write(vault, Action::AddGap, 52, |w| {
        (3..16).try_for_each(|number| w.insert(&varied_gap(&mut dice, number)).map(|_| ()))
    });
    write(vault, Action::AddRequest, 53, |w| {
        (3..16).try_for_each(|number| w.insert(&varied_request(&mut dice, number)).map(|_| ()))
    });
    write(vault, Action::AddFinding, 54, |w| {
        (3..14).try_for_each(|number| w.insert(&varied_finding(&mut dice, number)).map(|_| ()))
    });
    for number in 3..14 {
        write(vault, Action::AddTask, 55 + number, |w| w.insert(&varied_task(&mut dice, number)));
    }
    let head = vault.read(|reader| reader.log_seq()).unwrap();
    let mut next = 0xd100_0000;
    let mut ids = || {
        next += 1;
        id(next)
    };
    vault.undo(head, at(90), WHO, &mut ids).unwrap();
    vault.undo(head - 1, at(91), WHO, &mut ids).unwrap();
    vault.undo(head + 2, at(92), WHO, &mut ids).unwrap();
    made
}

fn vary_evidence(w: &Writer<'_>, dice: &mut Dice, number: u32) -> Result<()> {
    let mut item: EvidenceItem = w.numbered(engagement_id(), number)?;
    let revision = item.revision;
    item.title = dice.one(&TITLES).to_owned();
    item.kind = dice.one(&[EvidenceKind::SystemReport, EvidenceKind::Policy, EvidenceKind::Ticket]);
    item.classification = dice.one(&[Classification::Public, Classification::Restricted, Classification::Internal]);
    item.source_system = dice.one(&["", "CRM", "crm", "Überwachung"]).to_owned();
    item.collected_by = dice.one(&["", "Ada", "Brandt"]).to_owned();
    item.captured_at = match dice.roll(3) {
        0 => None,
        1 => Some("2026-06-30T23:30:00.500+01:00".parse().unwrap()),
        _ => Some("2026-06-30T20:45:00.500-03:00".parse().unwrap()),
    };
    item.ipe = item.ipe.filter(|_| dice.roll(2) == 0).map(|card| model::evidence::IpeCard { run_at: None, ..card });
    item.covers = match dice.roll(4) {
        0 => None,
        1 => Some(Covers::AsOf { on: day("2026-03-31") }),
        2 => Some(Covers::InForce { from: day("2026-02-01"), until: None }),
        _ => Some(Covers::Period { span: Span { from: day("2026-04-01"), to: day("2026-06-30") } }),
    };
    item.state = match dice.roll(4) {
        0 => EvidenceState::Received,
        1 => EvidenceState::InReview,
        2 => EvidenceState::Accepted,
        _ => EvidenceState::Returned { reason: "blurred".into() },
    };
    item.controls = dice.some(&[id(50), id(51)]);
    w.update(item, revision).map(|_| ())
}

fn varied_control(dice: &mut Dice, number: u128) -> Control {
    Control {
        title: dice.one(&TITLES).to_owned(),
        frequency: dice.one(&[Frequency::Daily, Frequency::Quarterly, Frequency::Annual, Frequency::PerEvent]),
        owner: dice.one(&[None, Some(id(10)), Some(id(11))]),
        owner_role: dice.one(&["", "CRM owner", "Head"]).to_owned(),
        criteria: dice.some(&[code("CC6.1"), code("A1.2"), code("P1.1"), code("CC6.2")]),
        surfaces: dice.some(&["crm_integration".parse().unwrap()]),
        key: dice.roll(2) == 0,
        state: dice.one(&[
            ControlState::Planned,
            ControlState::InPlace,
            ControlState::Retired { reason: "merged".into() },
        ]),
        starts_on: dice.one(&[None, Some(day("2026-02-14"))]),
        ..control(number, &format!("{}-{number}", dice.one(&["CORE", "ADD"])))
    }
}

fn varied_gap(dice: &mut Dice, number: u32) -> Gap {
    let due = dice.one(&[None, Some("2027-01-01"), Some("2026-12-01")]);
    let open = Gap {
        title: dice.one(&TITLES).to_owned(),
        state: dice.one(&[GapState::Open, GapState::InProgress, GapState::AcceptedRisk]),
        severity: Severity { likelihood: u8::try_from(dice.roll(5) + 1).unwrap(), impact: 3 },
        owner: dice.one(&[None, Some(id(10)), Some(id(11))]),
        effort_days: dice.one(&[None, Some(3), Some(20)]),
        controls: dice.some(&[id(50), id(51), id(100), id(101)]),
        criteria: dice.some(&[code("CC6.1"), code("A1.2")]),
        prior: None,
        ..gap(number)
    };
    let cost = open.cost.clone().filter(|_| dice.roll(2) == 0);
    Gap { due_on: due.map(day), cost, ..open }
}

fn varied_request(dice: &mut Dice, number: u32) -> EvidenceRequest {
    EvidenceRequest {
        auditor_id: dice.one(&[None, Some("4.2".to_owned()), Some("B-1".to_owned())]),
        wording: dice.one(&TITLES).to_owned(),
        kind: dice.one(&[None, Some(EvidenceKind::Policy)]),
        owner: dice.one(&[None, Some(id(10)), Some(id(11))]),
        due_on: dice.one(&[None, Some(day("2026-06-15")), Some(day("2027-06-15"))]),
        blocks_testing: dice.roll(2) == 0,
        internal: dice.one(&[InternalStatus::Open, InternalStatus::Blocked { reason: "no access".into() }]),
        auditor: AuditorStatus::Requested,
        rounds: Vec::new(),
        evidence: dice.some(&[id(1002), id(1004)]),
        controls: dice.some(&[id(50), id(51)]),
        criteria: dice.some(&[code("CC6.1"), code("A1.2")]),
        ..request(number)
    }
}

fn varied_finding(dice: &mut Dice, number: u32) -> Finding {
    Finding {
        auditor_reference: dice.one(&[None, Some("EX-1".to_owned()), Some("ex-2".to_owned())]),
        wording: dice.one(&TITLES).to_owned(),
        severity: dice.one(&[None, Some(Level::Low), Some(Level::Critical), Some(Level::High)]),
        state: FindingState::Raised,
        owner: dice.one(&[None, Some(id(11))]),
        due_on: dice.one(&[None, Some(day("2026-06-15")), Some(day("2027-06-15"))]),
        acknowledged: None,
        response: None,
        fixed_on: None,
        retest: None,
        closed_on: None,
        prior: None,
        ..finding(number)
    }
}

fn varied_task(dice: &mut Dice, number: u32) -> Task {
    let before: Vec<_> = (3..number).map(|other| (id(5200 + u128::from(other)), Wait::Finish)).collect();
    Task {
        title: dice.one(&TITLES).to_owned(),
        phase: dice.one(&["", "Build", "prove"]).to_owned(),
        owner: dice.one(&[None, Some(id(10)), Some(id(11))]),
        working_days: u16::try_from(dice.roll(9) + 1).unwrap(),
        depends_on: dice.some(&before).into_iter().take(2).collect(),
        controls: dice.some(&[id(50), id(51)]),
        state: dice.one(&[TaskState::Planned, TaskState::Dropped { reason: "no need".into() }]),
        done: None,
        freezes: Vec::new(),
        ..task(number)
    }
}
