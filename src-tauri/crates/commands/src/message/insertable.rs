//! The merge fields that can be put into a message's text, with what the vault would say in each. Reads only.

use catalogue::Catalogue;
use catalogue::merge_field::MergeField;
use model::communication::{Message, RowKind};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::failure::Failure;
use crate::find;
use crate::merge_field::{Fields, field_names, rows};

/// Lists the merge fields that a message's text can take.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListInsertableFields {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub message: String,
}

/// A merge field of the catalogue, as it would stand in a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct InsertableField {
    /// Its name in the text.
    pub name: String,
    /// Where its value comes from: `noun.field` of the vault, or `typed`.
    pub source: String,
    /// What may stand in it.
    pub kind: String,
    /// What to write.
    pub meaning: String,
    /// Whether it states a fact, so that evidence must stand behind it.
    pub claims_fact: bool,
    /// For what a line that holds it repeats; none when it stands once.
    pub row_of: Option<RowKind>,
    /// What stands in it, or would: what the vault says, or what was given already.
    pub value: Option<String>,
    /// Whether the present text has it.
    pub in_text: bool,
}

pub(crate) fn insertable(app: &mut App, request: ListInsertableFields) -> Result<Vec<InsertableField>, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let mut message: Message = find::one(r, Some(engagement.id), &request.message)?;
        let present = message.current().map_or_else(String::new, |version| version.text.clone());
        let in_text = field_names(&present);
        let entries = &Catalogue::embedded().merge_fields;
        let all: String = entries.iter().map(|entry| format!("{{{{ {} }}}}\n", entry.name.as_str())).collect();
        let chosen = rows(r, &message)?;
        Fields::new(r, &engagement, &chosen)?.settle(&mut message, &all)?;
        let row = |entry: &MergeField| InsertableField {
            name: entry.name.to_string(),
            source: entry.source.name().to_owned(),
            kind: entry.kind.name().to_owned(),
            meaning: entry.meaning.clone(),
            claims_fact: entry.claims_fact,
            row_of: entry.row_of,
            value: message.fields.get(entry.name.as_str()).map(|value| value.text.clone()),
            in_text: in_text.contains(&entry.name.as_str()),
        };
        Ok(entries.iter().map(row).collect())
    })
}
