//! Turns the names that people write in facts (codes of controls and tasks, references, names of people) into ids before
//! an edit.

use model::control::Control;
use model::engagement::Engagement;
use model::gap::Gap;
use model::person::Person;
use serde_json::Value;
use vault::Reader;

use crate::facts::{Facts, listed};
use crate::failure::{Code, Failure};
use crate::find::{self, Named};

/// Replaces the codes in the field `controls` by ids.
pub(crate) fn controls_to_ids(r: &Reader, engagement: &Engagement, facts: &mut Facts) -> Result<(), Failure> {
    list_to_ids::<Control>(r, engagement, facts, "controls")
}

/// Replaces the references in the field `gaps` by ids.
pub(crate) fn gaps_to_ids(r: &Reader, engagement: &Engagement, facts: &mut Facts) -> Result<(), Failure> {
    list_to_ids::<Gap>(r, engagement, facts, "gaps")
}

/// Replaces the names of records of one noun in the list `field` by ids.
pub(crate) fn list_to_ids<R: Named>(
    r: &Reader,
    engagement: &Engagement,
    facts: &mut Facts,
    field: &str,
) -> Result<(), Failure> {
    let Some(value) = facts.get_mut(field) else { return Ok(()) };
    let list = || not_a_list(field);
    let names = names_in(field, value).ok_or_else(list)?;
    let ids = names.iter().map(|name| id::<R>(r, engagement, name.as_str().ok_or_else(list)?).map(Value::String));
    *value = Value::Array(ids.collect::<Result<_, _>>()?);
    Ok(())
}

/// The names in a list, which may be written as text too: between commas.
fn names_in(field: &str, value: &Value) -> Option<Vec<Value>> {
    match value {
        Value::Array(names) => Some(names.clone()),
        Value::String(text) => Some(listed(field, text)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => None,
    }
}

fn not_a_list(field: &str) -> Failure {
    Failure::new(Code::Invalid, "must be a list of names, with commas between them").on(field)
}

/// Replaces the names of records of one noun, which are the keys of the object `field`, by ids.
pub(crate) fn keys_to_ids<R: Named>(
    r: &Reader,
    engagement: &Engagement,
    facts: &mut Facts,
    field: &str,
) -> Result<(), Failure> {
    let Some(value) = facts.get_mut(field) else { return Ok(()) };
    let object = || {
        Failure::new(Code::Invalid, "must be written as {\"A1\":\"finish\"}: each name with what is said of it")
            .on(field)
    };
    let named = value.as_object().ok_or_else(object)?.iter();
    let by_id = named.map(|(name, value)| Ok((id::<R>(r, engagement, name)?, value.clone())));
    *value = Value::Object(by_id.collect::<Result<_, Failure>>()?);
    Ok(())
}

/// Replaces the name of a record in `field` by its id; nothing else than a text is touched.
pub(crate) fn name_to_id<R: Named>(
    r: &Reader,
    engagement: &Engagement,
    facts: &mut Facts,
    field: &str,
) -> Result<(), Failure> {
    if let Some(Value::String(name)) = facts.get(field) {
        let id = id::<R>(r, engagement, name)?;
        facts.insert(field.to_owned(), Value::String(id));
    }
    Ok(())
}

fn id<R: Named>(r: &Reader, engagement: &Engagement, name: &str) -> Result<String, Failure> {
    find::one::<R>(r, Some(engagement.id), name).map(|record| record.key().to_string())
}

/// Replaces a person's name in `field` by their id; nothing else than a text is touched.
pub(crate) fn person_to_id(r: &Reader, facts: &mut Facts, field: &str) -> Result<(), Failure> {
    if let Some(Value::String(name)) = facts.get(field) {
        let person: Person = find::one(r, None, name)?;
        facts.insert(field.to_owned(), Value::String(person.id.to_string()));
    }
    Ok(())
}

/// Replaces the names of people in the list `field` by ids.
pub(crate) fn people_to_ids(r: &Reader, facts: &mut Facts, field: &str) -> Result<(), Failure> {
    let Some(value) = facts.get_mut(field) else { return Ok(()) };
    let list = || not_a_list(field);
    let names = names_in(field, value).ok_or_else(list)?;
    let id = |name: &Value| {
        let person: Person = find::one(r, None, name.as_str().ok_or_else(list)?)?;
        Ok::<_, Failure>(Value::String(person.id.to_string()))
    };
    *value = Value::Array(names.iter().map(id).collect::<Result<_, _>>()?);
    Ok(())
}
