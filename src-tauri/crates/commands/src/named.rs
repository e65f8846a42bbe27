//! Turns the names that people write in facts (codes of controls, names of people) into ids before an edit.

use model::control::Control;
use model::engagement::Engagement;
use model::gap::Gap;
use model::person::Person;
use serde_json::Value;
use vault::Reader;

use crate::facts::Facts;
use crate::failure::{Code, Failure};
use crate::find;

/// Replaces the codes in the field `controls` by ids.
pub(crate) fn controls_to_ids(r: &Reader, engagement: &Engagement, facts: &mut Facts) -> Result<(), Failure> {
    to_ids(facts, "controls", |name| find::one::<Control>(r, Some(engagement.id), name).map(|one| one.id.to_string()))
}

fn to_ids(facts: &mut Facts, field: &str, id: impl Fn(&str) -> Result<String, Failure>) -> Result<(), Failure> {
    let Some(value) = facts.get_mut(field) else { return Ok(()) };
    let list = || Failure::new(Code::Invalid, "must be a list of names").on(field);
    let names = value.as_array().ok_or_else(list)?;
    let ids = names.iter().map(|name| id(name.as_str().ok_or_else(list)?).map(Value::String));
    *value = Value::Array(ids.collect::<Result<_, _>>()?);
    Ok(())
}

/// Replaces the references in the field `gaps` by ids.
pub(crate) fn gaps_to_ids(r: &Reader, engagement: &Engagement, facts: &mut Facts) -> Result<(), Failure> {
    to_ids(facts, "gaps", |name| find::one::<Gap>(r, Some(engagement.id), name).map(|gap| gap.id.to_string()))
}

/// Replaces a person's name in `field` by their id; nothing else than a text is touched.
pub(crate) fn person_to_id(r: &Reader, facts: &mut Facts, field: &str) -> Result<(), Failure> {
    if let Some(Value::String(name)) = facts.get(field) {
        let person: Person = find::one(r, None, name)?;
        facts.insert(field.to_owned(), Value::String(person.id.to_string()));
    }
    Ok(())
}
