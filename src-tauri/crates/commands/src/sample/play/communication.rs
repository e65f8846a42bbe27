//! The communication plan of the story: rows, messages, decisions, sendings.

use ::sample::{MessageDecision, MessageFacts, MessageSend, PlanRowFacts, Revision};
use serde_json::json;

use super::{Play, facts};
use crate::facts::Facts;
use crate::failure::Failure;
use crate::message::{DecideMessage, EditMessage, NewFieldValue, RecordSend, ShowMessage, StartMessage, SubmitMessage};
use crate::plan_row::AddPlanRow;

impl Play<'_> {
    pub(super) fn add_plan_row(&mut self, it: &PlanRowFacts) -> Result<(), Failure> {
        let further = json!({
            "trigger": it.trigger, "channel": it.channel, "owner": self.name(&it.owner)?,
            "sender": self.name(&it.sender)?, "cadence": it.cadence, "internal_note": it.internal_note,
        });
        let row = self.app.call(AddPlanRow {
            engagement: None,
            audience: it.audience.clone(),
            track: it.track,
            subject: it.subject.clone(),
            due: it.due,
            facts: facts(further)?,
        })?;
        self.plan_rows.insert(it.key.clone(), row.number.to_string());
        Ok(())
    }

    pub(super) fn start_message(&mut self, it: &MessageFacts) -> Result<(), Failure> {
        let row = self.plan_rows.get(&it.plan_row).cloned();
        let row = row.ok_or_else(|| Failure::bug("the story begins a message before its row"))?;
        let message = self.app.call(StartMessage {
            engagement: None,
            template: it.template.clone(),
            title: Some(it.title.clone()),
            plan_row: Some(row),
            privileged: it.privileged,
        })?;
        let reference = message.reference();
        let gaps: Vec<_> = it.gaps.iter().filter_map(|key| self.gaps.get(key)).cloned().collect();
        let further = json!({
            "valid_until": it.valid_until, "gaps": gaps, "controls": it.controls, "surfaces": it.surfaces,
        });
        self.messages.insert(it.key.clone(), reference.clone());
        self.edit(&reference, None, facts(further)?)
    }

    fn edit(&mut self, message: &str, text: Option<String>, facts: Facts) -> Result<(), Failure> {
        let request = EditMessage {
            engagement: None,
            message: message.to_owned(),
            text,
            fields: std::collections::BTreeMap::new(),
            facts,
        };
        self.app.call(request).map(drop)
    }

    fn message_reference(&self, it: &MessageFacts) -> Result<String, Failure> {
        self.messages.get(&it.key).cloned().ok_or_else(|| Failure::bug("the story names a message before it is begun"))
    }

    pub(super) fn revise_message(&mut self, it: &MessageFacts, revision: &Revision) -> Result<(), Failure> {
        let reference = self.message_reference(it)?;
        let message = self.app.call(ShowMessage { engagement: None, message: reference.clone() })?.message;
        let text = message.current().map(|version| version.text.clone()).unwrap_or_default();
        if !text.contains(&revision.from) {
            return Err(Failure::bug("the story revises words that aren't in the message"));
        }
        self.edit(&reference, Some(text.replacen(&revision.from, &revision.to, 1)), Facts::new())
    }

    pub(super) fn fill_message(&mut self, it: &MessageFacts) -> Result<(), Failure> {
        let mut fields = std::collections::BTreeMap::new();
        for (name, value) in &it.fields {
            let evidence = match &value.evidence {
                Some(key) => Some(self.reference(key)?),
                None => None,
            };
            fields.insert(name.to_string(), NewFieldValue { text: value.text.clone(), evidence });
        }
        let message = self.message_reference(it)?;
        self.app.call(EditMessage { engagement: None, message, text: None, fields, facts: Facts::new() }).map(drop)
    }

    pub(super) fn submit_message(&mut self, it: &MessageFacts) -> Result<(), Failure> {
        let message = self.message_reference(it)?;
        self.app.call(SubmitMessage { engagement: None, message }).map(drop)
    }

    pub(super) fn decide_message(&mut self, it: &MessageFacts, decision: &MessageDecision) -> Result<(), Failure> {
        let request = DecideMessage {
            engagement: None,
            message: self.message_reference(it)?,
            role: decision.role.clone(),
            person: self.name(&decision.person)?,
            decision: decision.decision,
            note: decision.note.clone(),
        };
        self.app.call(request).map(drop)
    }

    pub(super) fn record_send(&mut self, it: &MessageFacts, send: &MessageSend) -> Result<(), Failure> {
        let request = RecordSend {
            engagement: None,
            message: self.message_reference(it)?,
            by: self.name(&send.by)?,
            to: send.to.clone(),
            channel: send.channel.clone(),
            at: Some(send.at),
        };
        self.app.call(request).map(drop)
    }
}
