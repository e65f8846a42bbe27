//! Carrying one noun after the other. Records with judgements or approvals are built field by field, so that a new field
//! doesn't cross before somebody has decided that it may.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::{NotCarried, Why};
use crate::commitment::Commitment;
use crate::control::Control;
use crate::criterion::Criterion;
use crate::evidence::{EvidenceFile, EvidenceItem, EvidenceState};
use crate::finding::{Finding, FindingState};
use crate::gap::{AcceptanceCriterion, Gap, GapState};
use crate::id::{ControlId, EngagementId, GapId};
use crate::organisation::Organisation;
use crate::time::Span;
use crate::user_control::UserControl;

/// Makes the new records, and notes which became which and what stayed behind.
pub(super) struct Carry<'a> {
    engagement: EngagementId,
    period: Span,
    new_id: &'a mut dyn FnMut() -> Uuid,
    carried: BTreeMap<Uuid, Uuid>,
    not_carried: Vec<NotCarried>,
}

impl<'a> Carry<'a> {
    pub(super) fn new(engagement: EngagementId, period: Span, new_id: &'a mut impl FnMut() -> Uuid) -> Self {
        Self { engagement, period, new_id, carried: BTreeMap::new(), not_carried: Vec::new() }
    }

    pub(super) fn finish(self) -> (BTreeMap<Uuid, Uuid>, Vec<NotCarried>) {
        (self.carried, self.not_carried)
    }

    pub(super) fn leave(&mut self, noun: &str, id: Uuid, what: String, why: Why) {
        self.not_carried.push(NotCarried { noun: noun.to_owned(), id, what, why });
    }

    fn carry<Id: From<Uuid>>(&mut self, old: Uuid) -> Id {
        let id = (self.new_id)();
        self.carried.insert(old, id);
        id.into()
    }

    /// The new ids of those controls that were carried; a retired one falls out.
    fn controls_of(&self, old: &BTreeSet<ControlId>) -> BTreeSet<ControlId> {
        old.iter().filter_map(|id| self.carried.get(&id.uuid()).copied().map(ControlId::from)).collect()
    }

    pub(super) fn criteria(&mut self, old: &[Criterion]) -> Vec<Criterion> {
        let engagement = self.engagement;
        old.iter().map(|it| Criterion { id: self.carry(it.id.uuid()), revision: 1, engagement, ..it.clone() }).collect()
    }

    pub(super) fn user_controls(&mut self, old: &[UserControl]) -> Vec<UserControl> {
        let engagement = self.engagement;
        let copy = |it: &UserControl, id| UserControl { id, revision: 1, engagement, ..it.clone() };
        old.iter().map(|it| copy(it, self.carry(it.id.uuid()))).collect()
    }

    pub(super) fn commitments(&mut self, old: &[Commitment]) -> Vec<Commitment> {
        let engagement = self.engagement;
        let copy = |it: &Commitment, id, number| Commitment { id, revision: 1, engagement, number, ..it.clone() };
        by_number(old, |it| it.number).zip(1..).map(|(it, number)| copy(it, self.carry(it.id.uuid()), number)).collect()
    }

    pub(super) fn controls(&mut self, old: &[Control]) -> Vec<Control> {
        let mut controls = Vec::new();
        for control in old {
            if control.is_live() {
                controls.push(self.control(control));
            } else {
                self.leave("control", control.id.uuid(), control.code.to_string(), Why::NotLive);
            }
        }
        controls
    }

    fn control(&mut self, old: &Control) -> Control {
        Control {
            id: self.carry(old.id.uuid()),
            revision: 1,
            engagement: self.engagement,
            code: old.code.clone(),
            title: old.title.clone(),
            statement: old.statement.clone(),
            control_type: old.control_type,
            nature: old.nature,
            frequency: old.frequency,
            owner: old.owner,
            owner_role: old.owner_role.clone(),
            criteria: old.criteria.clone(),
            surfaces: old.surfaces.clone(),
            mappings: old.mappings.clone(),
            key: old.key,
            // A control that operated before the period has no start in it.
            starts_on: old.starts_on.filter(|day| *day > self.period.from),
            grace_days: old.grace_days,
            quarters: old.quarters,
            test_of_design: old.test_of_design.clone(),
            test_of_effectiveness: old.test_of_effectiveness.clone(),
            typical_evidence: old.typical_evidence.clone(),
            state: old.state.clone(),
            internal_note: old.internal_note.clone(),
        }
    }

    pub(super) fn organisations(&mut self, old: &[Organisation]) -> Vec<Organisation> {
        let mut organisations = Vec::new();
        for it in old {
            if it.reviewed.is_some() {
                self.leave("organisation", it.id.uuid(), format!("{}, review of its report", it.name), Why::Conclusion);
            }
            organisations.push(Organisation {
                id: self.carry(it.id.uuid()),
                revision: 1,
                engagement: self.engagement,
                name: it.name.clone(),
                services: it.services.clone(),
                method: it.method,
                report: it.report.clone(),
                complementary: it.complementary.clone(),
                reviewed: None,
                internal_note: it.internal_note.clone(),
            });
        }
        organisations
    }

    pub(super) fn evidence(&mut self, old: &[EvidenceItem]) -> Vec<EvidenceItem> {
        let mut carried = Vec::new();
        for item in by_number(old, |item| item.number) {
            match self.why_evidence_stays(item) {
                None => carried.push(item),
                Some(why) => self.leave("evidence", item.id.uuid(), item.reference(), why),
            }
        }
        carried.into_iter().zip(1..).map(|(item, number)| self.evidence_item(item, number)).collect()
    }

    /// Evidence crosses only where it speaks for at least one day of the new period; the day of its capture counts for
    /// nothing.
    fn why_evidence_stays(&self, item: &EvidenceItem) -> Option<Why> {
        match item.covers {
            _ if !item.state.is_live() => Some(Why::NotLive),
            None => Some(Why::NoDates),
            Some(covers) if covers.span(self.period.to).meet(self.period).is_none() => Some(Why::EarlierPeriod),
            Some(_) => None,
        }
    }

    /// The item as it was received: nobody has looked at it for the new period, and the client hasn't released it.
    fn evidence_item(&mut self, old: &EvidenceItem, number: u32) -> EvidenceItem {
        if old.reviewed.is_some() {
            let what = format!("{}, review and release", old.reference());
            self.leave("evidence", old.id.uuid(), what, Why::Approval);
        }
        EvidenceItem {
            id: self.carry(old.id.uuid()),
            revision: 1,
            engagement: self.engagement,
            number,
            title: old.title.clone(),
            kind: old.kind,
            classification: old.classification,
            covers: old.covers,
            captured_at: old.captured_at,
            received_at: old.received_at,
            reviewed: None,
            source_system: old.source_system.clone(),
            collected_by: old.collected_by.clone(),
            state: EvidenceState::Received,
            version: old.version,
            supersedes: None,
            controls: self.controls_of(&old.controls),
            files: old.files.iter().map(|it| self.file(it)).collect(),
            ipe: old.ipe.clone(),
            // Who approved a document is a fact of the document, not a judgement of this audit.
            approval: old.approval.clone(),
            list_only: old.list_only.clone(),
            internal_note: old.internal_note.clone(),
        }
    }

    /// The file with what was redacted of it: what isn't for the readers of one period isn't for those of the next.
    fn file(&mut self, old: &EvidenceFile) -> EvidenceFile {
        let mut file = EvidenceFile { id: self.carry(old.id.uuid()), ..old.clone() };
        if let Some(redaction) = &mut file.redaction {
            redaction.twin.id = self.carry(redaction.twin.id.uuid());
        }
        file
    }

    pub(super) fn gaps(&mut self, old: &[Gap]) -> Vec<Gap> {
        let (open, settled): (Vec<&Gap>, Vec<&Gap>) =
            by_number(old, |gap| gap.number).partition(|gap| gap.is_open_on(self.period.to));
        for gap in settled {
            let accepted = gap.state == GapState::AcceptedRisk;
            let why = if accepted { Why::RiskAccepted } else { Why::Closed };
            self.leave("gap", gap.id.uuid(), gap.reference(), why);
        }
        open.into_iter().zip(1..).map(|(gap, number)| self.gap(gap, number)).collect()
    }

    fn leave_judgements_of(&mut self, old: &Gap) {
        let (id, name) = (old.id.uuid(), old.reference());
        if old.retest.is_some() {
            self.leave("gap", id, format!("{name}, retest"), Why::Conclusion);
        }
        if old.acceptance_of_risk.is_some() {
            self.leave("gap", id, format!("{name}, acceptance of its risk"), Why::Approval);
        }
        if old.acceptance.iter().any(|criterion| criterion.met) {
            self.leave("gap", id, format!("{name}, acceptance criteria that were met"), Why::Conclusion);
        }
    }

    fn gap(&mut self, old: &Gap, number: u32) -> Gap {
        self.leave_judgements_of(old);
        let unmet = |criterion: &AcceptanceCriterion| AcceptanceCriterion { met: false, ..criterion.clone() };
        Gap {
            id: self.carry(old.id.uuid()),
            revision: 1,
            engagement: self.engagement,
            number,
            title: old.title.clone(),
            source: old.source,
            kind: old.kind,
            description: old.description.clone(),
            root_cause: old.root_cause.clone(),
            criteria: old.criteria.clone(),
            controls: self.controls_of(&old.controls),
            surfaces: old.surfaces.clone(),
            severity: old.severity,
            effort_days: old.effort_days,
            cost: old.cost.clone(),
            reference: old.reference.clone(),
            owner: old.owner,
            found_on: old.found_on,
            due_on: old.due_on,
            remedy: old.remedy.clone(),
            acceptance: old.acceptance.iter().map(unmet).collect(),
            state: match old.state {
                // Open again, since the acceptance of its risk ends in the new period and doesn't cross.
                GapState::AcceptedRisk => GapState::Open,
                state => state,
            },
            fixed_on: old.fixed_on,
            retest: None,
            operating_since: None,
            acceptance_of_risk: None,
            prior: Some(old.id),
            pattern: old.pattern.clone(),
            internal_note: old.internal_note.clone(),
        }
    }

    pub(super) fn findings(&mut self, old: &[Finding]) -> Vec<Finding> {
        let (open, closed): (Vec<&Finding>, Vec<&Finding>) =
            by_number(old, |finding| finding.number).partition(|finding| finding.state.is_open());
        for finding in closed {
            self.leave("finding", finding.id.uuid(), finding.reference(), Why::Closed);
        }
        open.into_iter().zip(1..).map(|(finding, number)| self.finding(finding, number)).collect()
    }

    fn finding(&mut self, old: &Finding, number: u32) -> Finding {
        if old.retest.is_some() {
            self.leave("finding", old.id.uuid(), format!("{}, retest", old.reference()), Why::Conclusion);
        }
        Finding {
            id: self.carry(old.id.uuid()),
            revision: 1,
            engagement: self.engagement,
            number,
            auditor_reference: old.auditor_reference.clone(),
            wording: old.wording.clone(),
            source: old.source,
            raised_on: old.raised_on,
            controls: self.controls_of(&old.controls),
            criteria: old.criteria.clone(),
            deviations: old.deviations,
            cause: old.cause.clone(),
            extent: old.extent.clone(),
            effect: old.effect.clone(),
            compensating: self.controls_of(&old.compensating),
            compensating_note: old.compensating_note.clone(),
            severity: old.severity,
            owner: old.owner,
            due_on: old.due_on,
            gaps: old.gaps.iter().filter_map(|id| self.carried.get(&id.uuid()).copied().map(GapId::from)).collect(),
            acknowledged: old.acknowledged.clone(),
            response: old.response.clone(),
            fixed_on: old.fixed_on,
            retest: None,
            closed_on: None,
            state: old.state.min(FindingState::InRemediation),
            prior: Some(old.id),
            internal_note: old.internal_note.clone(),
        }
    }
}

/// The records by their earlier numbers, so that the new ones keep the order.
fn by_number<T>(records: &[T], number: impl Fn(&T) -> u32) -> impl Iterator<Item = &T> {
    let mut records: Vec<&T> = records.iter().collect();
    records.sort_by_key(|record| number(record));
    records.into_iter()
}
