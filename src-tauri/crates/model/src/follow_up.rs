//! Follow-ups: questions that the auditor asked of a control in a walkthrough, by whom an answer was promised, and what
//! it was. Never asks anybody: the asking and the answering happen outside.

use serde::{Deserialize, Serialize};

use crate::id::{ControlId, EngagementId, FollowUpId, PersonId};
use crate::invalid::{Invalid, NAME, PROSE};
use crate::record::Revision;
use crate::time::{Day, Instant};

/// Where a follow-up stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum FollowUpState {
    /// The auditor waits for the answer.
    Open,
    /// The auditor was given the answer.
    Answered,
    /// The question no longer stands.
    Withdrawn {
        /// Why, in words that the auditor may read.
        reason: String,
    },
}

impl FollowUpState {
    /// Words as printed.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Withdrawn { .. } => "withdrawn",
        }
    }
}

/// What the auditor was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct FollowUpAnswer {
    /// The words.
    pub text: String,
    /// When they were given.
    pub on: Day,
}

/// A question of the auditor's, noted against a control in a walkthrough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct FollowUp {
    /// Its id.
    pub id: FollowUpId,
    /// Its revision.
    pub revision: Revision,
    /// The engagement.
    pub engagement: EngagementId,
    /// Number in the engagement, from 1; printed as `FU-003` and never used again.
    pub number: u32,
    /// The control that was walked through.
    pub control: ControlId,
    /// The question, as it was asked.
    pub question: String,
    /// Who asked, in words: whoever sits at the table needn't be a person of the vault.
    pub asked_by: String,
    /// When it was noted.
    pub asked_at: Instant,
    /// Who promised the answer.
    pub promised_by: Option<PersonId>,
    /// By when.
    pub due_on: Option<Day>,
    /// The answer, once it was given; the newest where there were several.
    pub answer: Option<FollowUpAnswer>,
    /// Where it stands.
    pub state: FollowUpState,
    /// For the consultant alone; never in an auditor's packet.
    pub internal_note: String,
}

impl FollowUp {
    /// Its number as printed, such as `FU-003`.
    pub fn reference(&self) -> String {
        format!("FU-{:03}", self.number)
    }

    /// Checks every rule that the follow-up alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::unless(self.number >= 1, "number", "must be at least 1")?;
        Invalid::text("question", &self.question, PROSE)?;
        Invalid::text("asked_by", &self.asked_by, NAME)?;
        Invalid::most("internal_note", &self.internal_note, PROSE)?;
        if let Some(answer) = &self.answer {
            Invalid::text("answer", &answer.text, PROSE)?;
        }
        match (&self.state, &self.answer) {
            (FollowUpState::Open, Some(_)) => Err(Invalid::new("state", "can't be open once there is an answer")),
            (FollowUpState::Answered, None) => Err(Invalid::new("answer", "must be there once it is answered")),
            (FollowUpState::Withdrawn { reason }, _) => Invalid::reason("reason", reason),
            (FollowUpState::Open, None) | (FollowUpState::Answered, Some(_)) => Ok(()),
        }
    }

    /// The follow-up with the answer that the auditor was given by `today`; a later answer takes the place of an earlier
    /// one. A withdrawn question has none to come.
    pub fn answered(self, answer: FollowUpAnswer, today: Day) -> Result<Self, Invalid> {
        let may = !matches!(self.state, FollowUpState::Withdrawn { .. });
        Invalid::step(may, "state", self.state.name(), FollowUpState::Answered.name(), &[])?;
        Invalid::unless(answer.on <= today, "on", "must not lie in the future")?;
        let answered = Self { answer: Some(answer), state: FollowUpState::Answered, ..self };
        answered.check().map(|()| answered)
    }

    /// The follow-up as one whose question no longer stands; what was answered stays.
    pub fn withdrawn(self, reason: String) -> Result<Self, Invalid> {
        let next = FollowUpState::Withdrawn { reason };
        let may = !matches!(self.state, FollowUpState::Withdrawn { .. });
        Invalid::step(may, "state", self.state.name(), next.name(), &[])?;
        let withdrawn = Self { state: next, ..self };
        withdrawn.check().map(|()| withdrawn)
    }

    /// Whether the auditor waits for the answer.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, FollowUpState::Open)
    }

    /// Whether the auditor waits although its day has gone by.
    pub fn is_overdue_on(&self, today: Day) -> bool {
        self.is_open() && self.due_on.is_some_and(|due| due < today)
    }

    /// The order of lists: open ones first, by the day by which they were promised, those without a day last; then the
    /// rest; among equals by number.
    pub fn order(&self) -> (bool, bool, Option<Day>, u32) {
        let due = self.due_on.filter(|_| self.is_open());
        (!self.is_open(), due.is_none(), due, self.number)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{assert_breaks, day, follow_up};

    fn answer(on: &str) -> FollowUpAnswer {
        FollowUpAnswer { text: "By the row count of the export".to_owned(), on: day(on) }
    }

    #[test]
    fn a_follow_up_says_who_asked_what() {
        assert_eq!(follow_up().check(), Ok(()));
        assert_eq!(follow_up().reference(), "FU-001");
        assert_breaks(FollowUp { number: 0, ..follow_up() }.check(), "number");
        assert_breaks(FollowUp { question: " \n".to_owned(), ..follow_up() }.check(), "question");
        assert_breaks(FollowUp { asked_by: String::new(), ..follow_up() }.check(), "asked_by");
        assert_breaks(FollowUp { question: "x".repeat(PROSE + 1), ..follow_up() }.check(), "question");
        assert_breaks(FollowUp { internal_note: "x".repeat(PROSE + 1), ..follow_up() }.check(), "internal_note");
    }

    #[test]
    fn state_and_answer_agree() {
        let with = |state, answer| FollowUp { state, answer, ..follow_up() }.check();
        let (answered, given) = (FollowUpState::Answered, Some(answer("2026-11-20")));
        assert_breaks(with(FollowUpState::Open, given.clone()), "state");
        assert_breaks(with(answered.clone(), None), "answer");
        assert_breaks(with(answered, Some(FollowUpAnswer { text: " ".to_owned(), ..answer("2026-11-20") })), "answer");
        assert_breaks(with(FollowUpState::Withdrawn { reason: " ".to_owned() }, None), "reason");
        assert_eq!(with(FollowUpState::Withdrawn { reason: "Answered by the policy".to_owned() }, given), Ok(()));
    }

    #[test]
    fn a_later_answer_replaces_an_earlier_one_and_a_withdrawn_question_gets_none() {
        let today = day("2026-11-21");
        let once = follow_up().answered(answer("2026-11-20"), today).expect("answers");
        let twice = once.clone().answered(answer("2026-11-21"), today).expect("answers again");
        assert_eq!((twice.answer.clone(), twice.state.clone()), (Some(answer("2026-11-21")), FollowUpState::Answered));
        assert_breaks(once.answered(answer("2026-11-22"), today), "on");
        let withdrawn = twice.withdrawn("The auditor took it back".to_owned()).expect("withdraws");
        assert_eq!(withdrawn.answer, Some(answer("2026-11-21")), "what was said stays");
        assert_breaks(withdrawn.clone().answered(answer("2026-11-21"), today), "state");
        assert_breaks(withdrawn.withdrawn("Again".to_owned()), "state");
        assert_breaks(follow_up().withdrawn(String::new()), "reason");
    }

    fn any_follow_up() -> impl Strategy<Value = FollowUp> {
        (1..40u32, prop::option::of(1..28u32), 0..3u8).prop_map(|(number, due, state)| {
            let due_on = due.map(|due| day(&format!("2026-11-{due:02}")));
            let (state, answer) = match state {
                0 => (FollowUpState::Open, None),
                1 => (FollowUpState::Answered, Some(answer("2026-11-20"))),
                _ => (FollowUpState::Withdrawn { reason: "Taken back".to_owned() }, None),
            };
            FollowUp { number, due_on, state, answer, ..follow_up() }
        })
    }

    proptest! {
        #[test]
        fn what_the_auditor_waits_for_comes_first(mut all in prop::collection::vec(any_follow_up(), 0..12)) {
            all.sort_by_key(FollowUp::order);
            for (one, next) in all.iter().zip(all.iter().skip(1)) {
                prop_assert!(one.is_open() || !next.is_open());
                if let (true, Some(due)) = (next.is_open(), next.due_on) {
                    prop_assert!(one.due_on.is_some_and(|earlier| earlier <= due));
                }
            }
            for it in &all {
                prop_assert!(it.check().is_ok());
                prop_assert!(!it.is_overdue_on(day("2026-11-28")) || it.is_open());
                prop_assert_eq!(it.is_overdue_on(day("2026-11-28")), it.is_open() && it.due_on.is_some());
                prop_assert!(!it.due_on.is_some_and(|due| it.is_overdue_on(due)), "its day is still in time");
            }
        }
    }
}
