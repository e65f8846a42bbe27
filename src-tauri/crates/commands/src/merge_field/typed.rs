//! Values that a person gives for merge fields, checked by what the catalogue says of each field. A field that the vault
//! fills takes no other words than the vault's own.

use std::collections::BTreeMap;

use catalogue::merge_field::FieldSource;
use model::communication::{FieldValue, Message};
use model::control::Control;
use model::evidence::{EvidenceItem, EvidenceState};
use model::id::EvidenceId;
use model::invalid::Invalid;
use model::person::Person;
use vault::Reader;

use super::{Fields, SIGNATORY, field_names};
use crate::failure::{Code, Failure};
use crate::find;

/// A value that a person gives.
pub(crate) struct Given {
    pub(crate) name: String,
    pub(crate) text: String,
    /// Reference of the evidence for a factual claim.
    pub(crate) evidence: Option<String>,
}

impl Fields<'_> {
    /// Puts values into the fields of `text`, then settles what the vault fills.
    ///
    /// # Errors
    /// On the field: the text has no such field; the value isn't of its kind; the vault says something else.
    pub(crate) fn fill(&self, message: &mut Message, text: &str, given: Vec<Given>) -> Result<(), Failure> {
        let in_text = field_names(text);
        let mut of_vault = BTreeMap::new();
        for Given { name, text, evidence } in given {
            if !in_text.contains(&name.as_str()) {
                return Err(Failure::new(Code::Invalid, "is no field of the message's text").on(&name));
            }
            let evidence = self.evidence(&name, evidence.as_deref())?;
            if text.trim().is_empty() {
                message.fields.remove(&name);
                continue;
            }
            match self.written(message, &name, &text)? {
                Some(text) => drop(message.fields.insert(name, FieldValue { text, evidence })),
                None => drop(of_vault.insert(name, (text, evidence))),
            }
        }
        self.settle(message, text)?;
        for (name, (text, evidence)) in of_vault {
            self.agree(message, &name, &text, evidence)?;
        }
        Ok(())
    }

    /// The words as they stand in the message; none for a field that is the vault's to fill.
    fn written(&self, message: &mut Message, name: &str, text: &str) -> Result<Option<String>, Failure> {
        let Some((entry, row)) = self.entry(name) else {
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            return Ok(Some(line));
        };
        if row.is_some_and(|row| row.says(entry).is_some()) {
            return Ok(None);
        }
        if entry.source == FieldSource::Typed {
            let of_kind = entry.written(text).map(Some);
            return of_kind.map_err(|Invalid { rule, .. }| Failure::new(Code::Invalid, rule).on(name));
        }
        if entry.source == FieldSource::PersonName {
            let person: Person = find::one(self.r, None, text).map_err(|failure| failure.on(name))?;
            if name == SIGNATORY && !message.signing_roles.is_empty() {
                message.signatory = Some(person.id);
                check_signatory(self.r, message)?;
            }
            return Ok(Some(person.name));
        }
        if entry.source == FieldSource::ControlCode {
            let control = find::one::<Control>(self.r, Some(self.engagement.id), text);
            return Ok(Some(control.map_err(|failure| failure.on(name))?.code.to_string()));
        }
        Ok(None)
    }

    /// A field of the vault takes evidence, and no other words.
    fn agree(
        &self,
        message: &mut Message,
        name: &str,
        text: &str,
        evidence: Option<EvidenceId>,
    ) -> Result<(), Failure> {
        let source = self.entry(name).map_or("the vault", |(entry, _)| entry.source.name());
        let same = |value: &&mut FieldValue| value.text == text.split_whitespace().collect::<Vec<_>>().join(" ");
        match message.fields.get_mut(name).filter(same) {
            Some(value) => {
                value.evidence = evidence.or(value.evidence);
                Ok(())
            }
            None => {
                let rule = format!("is filled from {source}; set it there, or choose the record that has it");
                Err(Failure::new(Code::Invalid, rule).on(name))
            }
        }
    }

    fn evidence(&self, name: &str, reference: Option<&str>) -> Result<Option<EvidenceId>, Failure> {
        let Some(reference) = reference else { return Ok(None) };
        let item: EvidenceItem =
            find::one(self.r, Some(self.engagement.id), reference).map_err(|failure| failure.on(name))?;
        if matches!(item.state, EvidenceState::Withdrawn { .. }) {
            return Err(Failure::new(Code::Invalid, "names evidence that was withdrawn").on(name));
        }
        Ok(Some(item.id))
    }
}

/// Refuses a signatory who holds none of the roles that may sign.
pub(crate) fn check_signatory(r: &Reader, message: &Message) -> Result<(), Failure> {
    let Some(id) = message.signatory else { return Ok(()) };
    let person: Person = r.get(id)?;
    let roles = &message.signing_roles;
    if roles.is_empty() || roles.iter().any(|role| role.eq_ignore_ascii_case(person.role.trim())) {
        return Ok(());
    }
    let rule = format!("must hold one of the roles that sign: {}", roles.join(", "));
    Err(Failure::new(Code::Invalid, rule).on("signatory"))
}
