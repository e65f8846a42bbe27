//! What changed in a record between two images of the activity log: field by field, in short words. Judges nothing and
//! reads no log.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::record::AnyRecord;

/// Characters of a value that a line shows.
const BRIEF: usize = 160;
/// Items of a list that a line names.
const MOST_ITEMS: usize = 12;
/// Fields that change with every change, or say nothing to a reader.
const SILENT: [&str; 3] = ["id", "revision", "engagement"];

/// One field of a record that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct FieldChange {
    /// The field's name in the model.
    pub field: String,
    /// The same in words.
    pub words: String,
    /// What it was; none when there was nothing.
    pub before: Option<String>,
    /// What it became; none when there is nothing.
    pub after: Option<String>,
}

/// The fields that differ between two images of a record, by name. Ids are told by `name_of` where it knows them.
pub fn field_changes(
    before: Option<&AnyRecord>,
    after: Option<&AnyRecord>,
    name_of: &mut dyn FnMut(Uuid) -> Option<String>,
) -> Vec<FieldChange> {
    let (before, after) = (fields(before), fields(after));
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    let mut changes = Vec::new();
    for name in names.into_iter().filter(|name| !SILENT.contains(&name.as_str())) {
        let (old, new) = (before.get(name), after.get(name));
        if old.unwrap_or(&Value::Null) == new.unwrap_or(&Value::Null) {
            continue;
        }
        let mut tell = |value: Option<&Value>| value.and_then(|value| words(value, name_of)).map(|text| brief(&text));
        let (before, after) = (tell(old), tell(new));
        if before.is_some() || after.is_some() {
            changes.push(FieldChange { field: name.clone(), words: name.replace('_', " "), before, after });
        }
    }
    changes
}

/// The fields of a record.
fn fields(record: Option<&AnyRecord>) -> Map<String, Value> {
    let tagged = record.and_then(|record| serde_json::to_value(record).ok());
    match tagged {
        Some(Value::Object(mut tagged)) => match tagged.remove("record") {
            Some(Value::Object(fields)) => fields,
            _ => Map::new(),
        },
        _ => Map::new(),
    }
}

/// A value in words; none for nothing.
fn words(value: &Value, name_of: &mut dyn FnMut(Uuid) -> Option<String>) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) if text.trim().is_empty() => None,
        Value::String(text) => Some(named(text, name_of)),
        Value::Array(items) => list(items, name_of),
        // A logo: nobody reads its bytes.
        Value::Object(fields) if fields.len() == 1 && fields.contains_key("png") => Some("a picture".to_owned()),
        Value::Object(fields) => {
            let parts: Vec<String> = fields
                .iter()
                .filter_map(|(name, value)| {
                    let value = words(value, name_of)?;
                    // The word of a state stands for itself.
                    let tag = matches!(name.as_str(), "state" | "kind" | "covers" | "due" | "internal");
                    let name =
                        if Uuid::parse_str(name).is_ok() { named(name, name_of) } else { name.replace('_', " ") };
                    Some(if tag { value.replace('_', " ") } else { format!("{name} {value}") })
                })
                .collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        }
    }
}

fn named(text: &str, name_of: &mut dyn FnMut(Uuid) -> Option<String>) -> String {
    Uuid::parse_str(text).ok().and_then(name_of).unwrap_or_else(|| text.to_owned())
}

fn list(items: &[Value], name_of: &mut dyn FnMut(Uuid) -> Option<String>) -> Option<String> {
    // A long list of numbers is bytes, of which nobody reads any.
    if items.len() > 64 && items.iter().all(Value::is_number) {
        return Some(format!("{} bytes", items.len()));
    }
    let mut told: Vec<String> = items.iter().take(MOST_ITEMS).filter_map(|item| words(item, name_of)).collect();
    let more = items.len().saturating_sub(MOST_ITEMS);
    told.extend((more > 0).then(|| format!("and {more} more")));
    (!told.is_empty()).then(|| told.join("; "))
}

/// As much of a text as a line shows.
fn brief(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= BRIEF {
        return line;
    }
    let cut: String = line.chars().take(BRIEF - 1).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{control, id};

    fn changes(before: Option<AnyRecord>, after: Option<AnyRecord>) -> Vec<FieldChange> {
        let mut name_of = |found: Uuid| (found == Uuid::from_u128(7)).then(|| "Priya Raman".to_owned());
        field_changes(before.as_ref(), after.as_ref(), &mut name_of)
    }

    #[test]
    fn a_change_is_told_by_field_and_people_by_name() {
        let old = control(401, &["CC6.1"]);
        let mut new = old.clone();
        new.title = "Another title".to_owned();
        new.owner = Some(crate::id::PersonId::from(Uuid::from_u128(7)));
        new.revision = 2;
        let told = changes(Some(old.clone().into()), Some(new.into()));
        let fields: Vec<&str> = told.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(fields, ["owner", "title"]);
        assert_eq!(told[0].after.as_deref(), Some("Priya Raman"));
        assert_eq!(told[1].before.as_deref(), Some(old.title.as_str()));
        assert_eq!(told[1].after.as_deref(), Some("Another title"));
    }

    #[test]
    fn what_was_made_or_removed_has_one_side_alone() {
        let record: AnyRecord = control(401, &["CC6.1"]).into();
        let made = changes(None, Some(record.clone()));
        assert!(made.iter().all(|change| change.before.is_none() && change.after.is_some()) && !made.is_empty());
        let removed = changes(Some(record.clone()), None);
        assert!(removed.iter().all(|change| change.before.is_some() && change.after.is_none()));
        assert_eq!(changes(Some(record.clone()), Some(record)), []);
        let _: crate::id::ControlId = id(401);
    }

    proptest! {
        #[test]
        fn a_line_is_short_and_tells_every_difference(title in "\\PC{1,400}", note in "\\PC{0,400}") {
            let old = control(401, &["CC6.1"]);
            let new = crate::control::Control { title: title.clone(), internal_note: note.clone(), ..old.clone() };
            let told = changes(Some(old.clone().into()), Some(new.into()));
            prop_assert!(told.iter().all(|it| it.after.as_ref().is_none_or(|text| text.chars().count() <= BRIEF)));
            let visible = |text: &str| !text.trim().is_empty();
            let differs = title != old.title && (visible(&title) || visible(&old.title));
            prop_assert_eq!(told.iter().any(|it| it.field == "title"), differs);
        }
    }
}
