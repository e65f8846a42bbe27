//! The merge fields of a message, each with where its value comes from, what may stand in it, and what is behind it.

use catalogue::merge_field::MergeField;
use model::communication::Message;
use model::engagement::Engagement;
use model::evidence::EvidenceItem;
use serde::{Deserialize, Serialize};
use vault::Reader;

use crate::app::App;
use crate::failure::Failure;
use crate::find;
use crate::merge_field::{Fields, field_names, rows};

/// Lists the merge fields of a message's present text.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListFields {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub message: String,
}

/// A merge field of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct FieldRow {
    /// Its name in the text.
    pub name: String,
    /// The gap, finding, request or question in whose copy it stands, such as `GAP-014`.
    pub row: Option<String>,
    /// Where its value comes from: `noun.field` of the vault, or `typed`; none for a field that isn't the catalogue's.
    pub source: Option<String>,
    /// Whether the vault fills it, so that nobody types it.
    pub from_vault: bool,
    /// What may stand in it; none for a field that isn't the catalogue's.
    pub kind: Option<String>,
    /// What to write.
    pub meaning: String,
    /// Its value; none while it is open.
    pub value: Option<String>,
    /// Whether it states a fact, so that evidence must stand behind it.
    pub claims_fact: bool,
    /// Whether that evidence is missing.
    pub unsupported: bool,
    /// Reference of the evidence behind it.
    pub evidence: Option<String>,
}

pub(crate) fn fields(app: &mut App, request: ListFields) -> Result<Vec<FieldRow>, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let message: Message = find::one(r, Some(engagement.id), &request.message)?;
        field_rows(r, &engagement, &message)
    })
}

/// The merge fields of a message's text, in its order.
pub(super) fn field_rows(r: &Reader, engagement: &Engagement, message: &Message) -> Result<Vec<FieldRow>, Failure> {
    let chosen = rows(r, message)?;
    let fields = Fields::new(r, engagement, &chosen)?;
    let text = message.current().map_or("", |version| &version.text);
    field_names(text).into_iter().map(|name| field(r, &fields, message, name)).collect()
}

fn field(r: &Reader, fields: &Fields<'_>, message: &Message, name: &str) -> Result<FieldRow, Failure> {
    let entry = fields.entry(name);
    let value = message.fields.get(name);
    let evidence = value.and_then(|value| value.evidence);
    let of = |tell: fn(&MergeField) -> String| entry.as_ref().map(|(entry, _)| tell(entry));
    Ok(FieldRow {
        name: name.to_owned(),
        row: entry.as_ref().and_then(|(_, row)| row.map(|row| row.reference.clone())),
        source: of(|entry| entry.source.name().to_owned()),
        from_vault: entry.is_some_and(|(entry, row)| fields.is_filled(message, entry, row)),
        kind: of(|entry| entry.kind.name().to_owned()),
        meaning: of(|entry| entry.meaning.clone()).unwrap_or_default(),
        value: value.map(|value| value.text.clone()),
        claims_fact: message.claims.contains_key(name),
        unsupported: message.unsupported().contains(&name),
        evidence: evidence.map(|id| r.get::<EvidenceItem>(id)).transpose()?.map(|item| item.reference()),
    })
}
