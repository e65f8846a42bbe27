//! Follow-ups of the story.

use ::sample::{FollowUpAnswerFacts, FollowUpFacts};

use super::Play;
use crate::failure::Failure;
use crate::follow_up::{AnswerFollowUp, NoteFollowUp};

impl Play<'_> {
    pub(super) fn note_follow_up(&mut self, it: &FollowUpFacts) -> Result<(), Failure> {
        let request = NoteFollowUp {
            engagement: None,
            control: it.control.to_string(),
            question: it.question.clone(),
            asked_by: Some(it.asked_by.clone()),
            promised_by: Some(self.name(&it.promised_by)?),
            due_on: Some(it.due_on),
        };
        self.app.call(request).map(drop)
    }

    /// Follow-ups are numbered in the story's order.
    pub(super) fn answer_follow_up(&mut self, it: &FollowUpFacts, answer: &FollowUpAnswerFacts) -> Result<(), Failure> {
        let place = self.story.follow_ups.iter().position(|own| own == it);
        let number = place.ok_or_else(|| Failure::bug("the story answers what nobody asked"))? + 1;
        let (follow_up, text) = (format!("FU-{number:03}"), answer.text.clone());
        self.app.call(AnswerFollowUp { engagement: None, follow_up, text, on: Some(answer.on) }).map(drop)
    }
}
