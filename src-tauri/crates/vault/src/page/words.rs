//! The words of columns that have one of a closed list: each as it is stored, as it is shown, and in the model's order.

use model::activity::Action;
use model::control::{ControlType, Frequency, Nature};
use model::evidence::{Classification, EvidenceKind};
use model::finding::{FindingSource, FindingState};
use model::gap::{GapKind, GapSource, GapState, Level};
use model::rating::RatingValue;
use model::record::Noun;
use model::request::AuditorStatus;
use model::task::WorkTrack;
use rusqlite::types::Value;

use super::Form;
use crate::table::column::Column;

fn of<T: Column + Copy>(all: &[T], shown: impl Fn(T) -> &'static str) -> Form {
    let word = |it: &T| match it.to_value() {
        Value::Text(word) => (word, shown(*it).to_owned()),
        other => unreachable!("a word is stored as text, not as {other:?}"),
    };
    Form::Words(all.iter().map(word).collect())
}

fn plain(words: &[(&str, &str)]) -> Form {
    Form::Words(words.iter().map(|(word, shown)| ((*word).to_owned(), (*shown).to_owned())).collect())
}

pub(super) fn control_type() -> Form {
    of(&[ControlType::Preventive, ControlType::Detective, ControlType::Corrective], ControlType::name)
}

pub(super) fn nature() -> Form {
    of(&[Nature::Manual, Nature::Automated, Nature::ItDependentManual], Nature::name)
}

pub(super) fn frequency() -> Form {
    use Frequency::{Annual, Continuous, Daily, Monthly, PerEvent, Quarterly, SemiAnnual, Weekly};
    of(&[Continuous, PerEvent, Daily, Weekly, Monthly, Quarterly, SemiAnnual, Annual], Frequency::name)
}

pub(super) fn control_state() -> Form {
    plain(&[("planned", "planned"), ("in_place", "in place"), ("retired", "retired")])
}

pub(super) fn rating() -> Form {
    use RatingValue::{Deficient, Effective, NotEvaluableYet, NotRated, Partly};
    of(&[NotRated, NotEvaluableYet, Deficient, Partly, Effective], RatingValue::name)
}

pub(super) fn level() -> Form {
    of(&[Level::Low, Level::Medium, Level::High, Level::Critical], Level::name)
}

pub(super) fn evidence_kind() -> Form {
    use EvidenceKind::{
        ChangeHistory, Configuration, Contract, Correspondence, Log, Policy, Population, Report, Sample, Screenshot,
        SystemReport, Ticket, TrainingRecord,
    };
    let all = [
        Population,
        Sample,
        Configuration,
        ChangeHistory,
        Policy,
        Screenshot,
        SystemReport,
        Report,
        Ticket,
        Log,
        Contract,
        TrainingRecord,
        Correspondence,
    ];
    of(&all, EvidenceKind::name)
}

pub(super) fn classification() -> Form {
    use Classification::{Confidential, Internal, Personal, Public, Restricted};
    of(&[Public, Internal, Confidential, Personal, Restricted], Classification::name)
}

pub(super) fn evidence_state() -> Form {
    plain(&[
        ("received", "received"),
        ("in_review", "in review"),
        ("accepted", "accepted"),
        ("returned", "returned"),
        ("released", "released"),
        ("superseded", "superseded"),
        ("withdrawn", "withdrawn"),
    ])
}

pub(super) fn gap_kind() -> Form {
    of(&[GapKind::Design, GapKind::Operation, GapKind::Evidence, GapKind::Documentation], GapKind::name)
}

pub(super) fn gap_source() -> Form {
    use GapSource::{
        Auditor, Complaint, Incident, Monitoring, PriorReport, ProcurementReview, Regulator, SelfAssessment,
    };
    let all = [SelfAssessment, ProcurementReview, PriorReport, Complaint, Incident, Monitoring, Auditor, Regulator];
    of(&all, GapSource::name)
}

pub(super) fn gap_state() -> Form {
    use GapState::{AcceptedRisk, FixedAwaitingProof, InProgress, Open, OperatingSince, Reopened, Retested};
    of(&[Open, InProgress, FixedAwaitingProof, Retested, OperatingSince, AcceptedRisk, Reopened], GapState::name)
}

pub(super) fn internal_status() -> Form {
    plain(&[
        ("open", "open"),
        ("in_progress", "in progress"),
        ("submitted_for_review", "submitted for review"),
        ("ready", "ready"),
        ("blocked", "blocked"),
        ("not_applicable", "not applicable"),
    ])
}

pub(super) fn auditor_status() -> Form {
    use AuditorStatus::{Accepted, Requested, Returned, Submitted};
    of(&[Requested, Submitted, Accepted, Returned], AuditorStatus::name)
}

pub(super) fn finding_source() -> Form {
    of(&[FindingSource::Audit, FindingSource::Monitoring], FindingSource::name)
}

pub(super) fn finding_state() -> Form {
    of(&FindingState::ALL, FindingState::name)
}

pub(super) fn track() -> Form {
    use WorkTrack::{Compliance, Documentation, Engineering, Management, SecurityOperations};
    of(&[Compliance, Engineering, SecurityOperations, Documentation, Management], WorkTrack::name)
}

pub(super) fn task_state() -> Form {
    plain(&[
        ("planned", "planned"),
        ("in_progress", "in progress"),
        ("blocked", "blocked"),
        ("done", "done"),
        ("dropped", "dropped"),
    ])
}

pub(super) fn action() -> Form {
    of(Action::ALL, Action::words)
}

pub(super) fn noun() -> Form {
    Form::Words(Noun::ALL.iter().map(|noun| (noun.name().to_owned(), noun.name().replace('_', " "))).collect())
}
