//! What of a record is searched: its reference, its title and all its words. Every noun has its place here; what is for
//! the consultant alone is in it too, since only they search. Never read by a packet.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::communication::{Message, PlanRow};
use crate::control::{Control, ControlState};
use crate::engagement::Engagement;
use crate::evidence::{EvidenceItem, EvidenceState};
use crate::finding::Finding;
use crate::follow_up::{FollowUp, FollowUpState};
use crate::gap::Gap;
use crate::id::{EngagementId, FileId};
use crate::organisation::Organisation;
use crate::rating::{Rating, RatingSubject};
use crate::record::{AnyRecord, Noun};
use crate::request::{EvidenceRequest, InternalStatus, RoundEnd};
use crate::system::System;
use crate::task::{Task, TaskState};

/// One record as the search knows it. Follows from the record alone, so that nothing else need be read when it changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchLine {
    /// The engagement; none for what belongs to the whole vault.
    pub engagement: Option<EngagementId>,
    /// What people call it, such as `CORE-24` or `EV-0012`; empty for what has no such name.
    pub reference: String,
    /// Its title, or what stands for one.
    pub title: String,
    /// All its other words, one field a line.
    pub text: String,
    /// Words of its state; empty for what has none.
    pub state: String,
}

impl SearchLine {
    /// The line of a record.
    pub fn of(record: &AnyRecord) -> Self {
        match record {
            AnyRecord::Client(it) => {
                let words = Words::of([&it.industry, &it.sector]).all(&it.jurisdictions);
                Self::vault_wide(&it.short_code, &it.legal_name, words)
            }
            AnyRecord::System(it) => Self::vault_wide("", &it.name, system(it)),
            AnyRecord::Engagement(it) => {
                Self { state: it.state.name().to_owned(), ..Self::vault_wide("", &it.title, engagement(it)) }
            }
            AnyRecord::Person(it) => {
                let words = Words::of([&it.role]).maybe(it.team.as_ref()).maybe(it.email.as_ref());
                Self::vault_wide("", &it.name, words)
            }
            AnyRecord::Surface(it) => {
                let words = Words::of([&it.description]).all(&it.assets).all(&it.data_classes);
                Self::vault_wide(it.code.as_str(), &it.name, words.and([&it.owner_role, &it.trust_boundary]))
            }
            AnyRecord::Criterion(it) => {
                let words = Words::of([&it.summary, &it.series_title]).maybe(it.licensed_text.as_ref());
                let words = words.maybe(it.not_relevant.as_ref());
                Self::within(it.engagement, &it.code.to_string(), &it.title, words)
            }
            AnyRecord::Control(it) => {
                let line = Self::within(it.engagement, it.code.as_str(), &it.title, control(it));
                line.standing(it.state.name())
            }
            AnyRecord::Evidence(it) => {
                Self::within(it.engagement, &it.reference(), &it.title, evidence(it)).standing(it.state.name())
            }
            AnyRecord::Rating(it) => rating(it),
            AnyRecord::Gap(it) => {
                Self::within(it.engagement, &it.reference(), &it.title, gap(it)).standing(it.state.name())
            }
            AnyRecord::PlanRow(it) => Self::within(it.engagement, "", &it.subject, plan_row(it)),
            AnyRecord::Message(it) => {
                Self::within(it.engagement, &it.reference(), &it.title, message(it)).standing(it.state.name())
            }
            AnyRecord::Request(it) => {
                let line = Self::within(it.engagement, &it.reference(), &opening(&it.wording), request(it));
                line.standing(it.internal.name())
            }
            AnyRecord::Finding(it) => {
                let line = Self::within(it.engagement, &it.reference(), &opening(&it.wording), finding(it));
                line.standing(it.state.name())
            }
            AnyRecord::Task(it) => {
                Self::within(it.engagement, it.code.as_str(), &it.title, task(it)).standing(it.state.name())
            }
            AnyRecord::Organisation(it) => Self::within(it.engagement, "", &it.name, organisation(it)),
            AnyRecord::UserControl(it) => {
                let words = Words::of([&it.statement, &it.why]);
                Self::within(it.engagement, it.code.as_str(), &opening(&it.statement), words)
            }
            AnyRecord::Commitment(it) => {
                let words = Words::of([&it.text, &it.source_note]);
                Self::within(it.engagement, &it.reference(), &opening(&it.text), words)
            }
            AnyRecord::Team(it) => Self::vault_wide("", &it.name, Words::default()),
            AnyRecord::Occurrence(it) => {
                let words = Words::of([&it.performed_by, &it.note]).maybe(it.exception.as_ref());
                Self::within(it.engagement, "", &it.key.to_string(), words)
            }
            AnyRecord::Population(it) => {
                Self::within(it.engagement, "", &it.name, Words::of([&it.source_system, &it.query, &it.note]))
            }
            AnyRecord::SheetMapping(it) => Self::vault_wide("", &it.name, Words::default()),
            AnyRecord::Holiday(it) => Self::vault_wide(&it.day.to_string(), &it.name, Words::default()),
            AnyRecord::FollowUp(it) => {
                let line = Self::within(it.engagement, &it.reference(), &opening(&it.question), follow_up(it));
                line.standing(it.state.name())
            }
        }
    }

    fn vault_wide(reference: &str, title: &str, words: Words) -> Self {
        let (reference, title) = (plain(reference), plain(title));
        Self { engagement: None, reference, title, text: words.0, state: String::new() }
    }

    fn within(engagement: EngagementId, reference: &str, title: &str, words: Words) -> Self {
        Self { engagement: Some(engagement), ..Self::vault_wide(reference, title, words) }
    }

    fn standing(self, state: &str) -> Self {
        Self { state: state.to_owned(), ..self }
    }
}

/// Bytes that are kept of the text of one file, at most.
pub const FILE_TEXT: usize = 1 << 20;

/// The text of a file of evidence, as far as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileText {
    /// The text, [`FILE_TEXT`] bytes at most.
    pub text: String,
    /// Whether the file goes on.
    pub cut: bool,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct SearchFound {
    /// The best hits, best first.
    pub hits: Vec<SearchHit>,
    /// How many there are in all, or were counted.
    pub total: u32,
    /// Whether there may be more than were counted.
    pub at_least: bool,
}

/// A record, or a file of an evidence item, in which all words were found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SearchHit {
    /// The record's noun; of a file that of its evidence item.
    pub noun: Noun,
    /// The record's id.
    pub id: Uuid,
    /// What people call it, such as `CORE-24`; empty for what has no such name.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// Its engagement; none for what belongs to the whole vault.
    pub engagement: Option<EngagementId>,
    /// Words of its state, such as `withdrawn`; empty for what has none.
    pub state: String,
    /// The file in whose text the words were found; none where they were found in the record.
    pub file: Option<FoundIn>,
    /// The words around what was found.
    pub snippet: Vec<SnippetPart>,
}

/// A file in whose text something was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct FoundIn {
    /// The file.
    pub file: FileId,
    /// Its name.
    pub name: String,
}

/// A part of what stands around a word that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SnippetPart {
    /// The text.
    pub text: String,
    /// Whether this is what was found.
    pub hit: bool,
}

/// Characters of a wording that stand for a title, at most.
const OPENING: usize = 120;

/// The opening of a wording that has no title of its own: its first line, cut at a length.
fn opening(wording: &str) -> String {
    let first = wording.trim().lines().next().unwrap_or_default();
    match first.char_indices().nth(OPENING) {
        None => first.to_owned(),
        Some((end, _)) => format!("{}…", first[..end].trim_end()),
    }
}

/// Text without control characters: two of them mark what was found in an answer, and no word holds one.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

/// Words of a record, one field a line; empty ones leave no line.
#[derive(Default)]
struct Words(String);

impl Words {
    fn of<'a>(fields: impl IntoIterator<Item = &'a String>) -> Self {
        Self::default().and(fields)
    }

    fn and<'a>(mut self, fields: impl IntoIterator<Item = &'a String>) -> Self {
        for field in fields.into_iter().filter(|field| !field.trim().is_empty()) {
            if !self.0.is_empty() {
                self.0.push('\n');
            }
            self.0.push_str(&plain(field));
        }
        self
    }

    fn all(self, list: &[String]) -> Self {
        self.and(list)
    }

    fn maybe(self, field: Option<&String>) -> Self {
        self.and(field)
    }
}

fn system(it: &System) -> Words {
    let parts = &it.components;
    let lists = [&parts.infrastructure, &parts.software, &parts.people, &parts.procedures, &parts.data];
    let words = Words::of([&it.boundaries]).all(&it.services);
    lists.into_iter().fold(words, |words, list| words.all(list))
}

fn engagement(it: &Engagement) -> Words {
    Words::of([&it.preparer_firm]).maybe(it.auditor_firm.as_ref()).and([&it.trigger_note])
}

fn control(it: &Control) -> Words {
    let words = Words::of([&it.statement, &it.owner_role, &it.test_of_design, &it.test_of_effectiveness]);
    let words = words.all(&it.typical_evidence).and(it.mappings.iter().map(|mapping| &mapping.target));
    let words = match &it.state {
        ControlState::Retired { reason } => words.and([reason]),
        ControlState::Planned | ControlState::InPlace => words,
    };
    words.and([&it.internal_note])
}

fn evidence(it: &EvidenceItem) -> Words {
    let words = Words::of(it.files.iter().map(|file| &file.name)).and([&it.source_system, &it.collected_by]);
    let words = match &it.ipe {
        Some(card) => words.and([&card.system, &card.environment, &card.query, &card.run_by, &card.tie_out]),
        None => words,
    };
    let words = words.maybe(it.approval.as_ref().map(|approval| &approval.by)).maybe(it.list_only.as_ref());
    let words = match &it.state {
        EvidenceState::Returned { reason } | EvidenceState::Withdrawn { reason } => words.and([reason]),
        EvidenceState::Received
        | EvidenceState::InReview
        | EvidenceState::Accepted
        | EvidenceState::Released { .. }
        | EvidenceState::Superseded { .. } => words,
    };
    words.and([&it.internal_note])
}

fn rating(it: &Rating) -> SearchLine {
    let reference = match &it.subject {
        RatingSubject::Criterion(code) => code.to_string(),
        RatingSubject::Control(_) => String::new(),
    };
    let title = format!("{}: {}", it.aspect.name(), it.value.name());
    SearchLine::within(it.engagement, &reference, &title, Words::of([&it.rationale]))
}

fn gap(it: &Gap) -> Words {
    let words = Words::of([&it.description, &it.root_cause, &it.remedy]);
    let words = it.acceptance.iter().fold(words, |words, criterion| words.and([&criterion.text, &criterion.shown_by]));
    let words = words.maybe(it.retest.as_ref().map(|retest| &retest.note));
    let words = words.maybe(it.acceptance_of_risk.as_ref().map(|acceptance| &acceptance.reason));
    let words = words.maybe(it.cost.as_ref().map(|cost| &cost.basis));
    words.maybe(it.pattern.as_ref()).and([&it.internal_note])
}

fn plan_row(it: &PlanRow) -> Words {
    Words::of([&it.audience, &it.trigger, &it.channel, &it.cadence]).and([&it.internal_note])
}

/// Of a message's versions only the newest: what was reworded is found in the activity log.
fn message(it: &Message) -> Words {
    let words = Words::of([&it.audience]).maybe(it.versions.last().map(|version| &version.text));
    let words = words.and(it.fields.values().map(|value| &value.text)).all(&it.questions);
    let words = words.and(it.approvals.iter().map(|approval| &approval.note));
    words.and(it.sends.iter().flat_map(|send| [&send.to, &send.channel]))
}

fn request(it: &EvidenceRequest) -> Words {
    let words = Words::of([&it.wording]).maybe(it.auditor_id.as_ref());
    let words = it.rounds.iter().fold(words, |words, round| {
        let words = words.and([&round.answer]);
        match &round.end {
            Some(RoundEnd::Returned { remark, .. }) => words.and([remark]),
            Some(RoundEnd::Accepted { .. }) | None => words,
        }
    });
    let words = match &it.internal {
        InternalStatus::Blocked { reason } | InternalStatus::NotApplicable { reason } => words.and([reason]),
        InternalStatus::Open
        | InternalStatus::InProgress
        | InternalStatus::SubmittedForReview
        | InternalStatus::Ready => words,
    };
    words.and([&it.internal_note])
}

fn finding(it: &Finding) -> Words {
    let words = Words::of([&it.wording]).maybe(it.auditor_reference.as_ref());
    let words = words.and([&it.cause, &it.extent, &it.effect, &it.compensating_note]);
    let words = words.maybe(it.response.as_ref().map(|response| &response.text));
    words.maybe(it.retest.as_ref().map(|retest| &retest.note)).and([&it.internal_note])
}

fn task(it: &Task) -> Words {
    let words = Words::of([&it.description, &it.phase, &it.owner_role, &it.done_when]);
    let words = words.and(it.freezes.iter().map(|freeze| &freeze.name));
    let words = words.maybe(it.done.as_ref().map(|done| &done.note));
    let words = match &it.state {
        TaskState::Blocked { reason } | TaskState::Dropped { reason } => words.and([reason]),
        TaskState::Planned | TaskState::InProgress | TaskState::Done => words,
    };
    words.and([&it.internal_note])
}

fn follow_up(it: &FollowUp) -> Words {
    let words = Words::of([&it.question, &it.asked_by]).maybe(it.answer.as_ref().map(|answer| &answer.text));
    let words = match &it.state {
        FollowUpState::Withdrawn { reason } => words.and([reason]),
        FollowUpState::Open | FollowUpState::Answered => words,
    };
    words.and([&it.internal_note])
}

fn organisation(it: &Organisation) -> Words {
    let words = Words::default().all(&it.services).and(it.complementary.iter().map(|control| &control.text));
    let words = match &it.report {
        Some(report) => words.and([&report.auditor, &report.exceptions]),
        None => words,
    };
    words.and([&it.internal_note])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn a_line_holds_reference_title_words_and_state() {
        let mut control = fixture::control(401, &["CC6.1"]);
        control.internal_note = "ask\u{2}Priya".to_owned();
        let line = SearchLine::of(&control.clone().into());
        assert_eq!((line.reference.as_str(), &line.title), (control.code.as_str(), &control.title));
        assert_eq!(line.engagement, Some(control.engagement));
        assert_eq!(line.state, control.state.name());
        assert!(line.text.contains(&control.statement) && line.text.ends_with("ask Priya"), "{}", line.text);
    }

    #[test]
    fn a_wording_is_cut_to_its_opening() {
        assert_eq!(opening(" Provide the list.\nOf all. "), "Provide the list.");
        assert_eq!(opening(&"ü".repeat(OPENING + 1)), format!("{}…", "ü".repeat(OPENING)));
    }

    #[test]
    fn of_a_message_the_newest_version_is_searched() {
        let mut message = fixture::message();
        let mut newer = message.versions[0].clone();
        message.versions[0].text = "the older wording".to_owned();
        newer.text = "the newer wording".to_owned();
        message.versions.push(newer);
        let text = SearchLine::of(&message.into()).text;
        assert!(text.contains("the newer wording") && !text.contains("the older wording"), "{text}");
    }
}
