//! One sound record of each noun, from which tests depart. Compiled for tests alone.

mod matrix;
mod shown;
mod told;
mod whom;
mod work;

use chrono::DateTime;
use uuid::Uuid;

use crate::activity::{Action, LOG_START, LogRow, Subject};
use crate::criterion::CriterionCode;
use crate::evidence::{Digest, EvidenceKind};
use crate::invalid::Invalid;
use crate::record::Noun;
use crate::sheet::noun::SheetNoun;
use crate::sheet_mapping::SheetMapping;
use crate::time::{Day, Instant, Span, ZonedInstant};

pub use matrix::{control, criterion, occurrence, population, rating};
pub use shown::{custody, evidence, ipe, released};
pub use told::{message, plan_row};
pub use whom::{client, commitment, engagement, holiday, organisation, person, surface, system, team, user_control};
pub use work::{finding, follow_up, gap, request, task};

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

pub fn sheet_mapping() -> SheetMapping {
    SheetMapping {
        id: id(2000),
        revision: 1,
        name: "Auditor's list".to_owned(),
        of: SheetNoun::Request,
        mapping: serde_json::json!({ "assigned": [], "heading_row": 3 }),
    }
}
