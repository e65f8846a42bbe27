//! Edits by field: a request names fields and their new values, and the record is rebuilt from them with all its types
//! and rules. Only the fields that a noun lists as editable can be named; states, numbers and dates that the vault sets
//! change through commands of their own.

mod form;

use std::collections::BTreeMap;

use model::record::Record;
use serde_json::{Map, Value};

use crate::failure::{Code, Failure};

/// New values by field name. A value is JSON; text may be given as a JSON string.
pub type Facts = BTreeMap<String, Value>;

/// A noun whose facts can be edited by field.
pub(crate) trait Editable: Record {
    /// The fields that an edit may name.
    const FIELDS: &'static [&'static str];
}

/// `record` with `facts` in place of its fields, if each is editable, of the right type, and every rule holds.
pub(crate) fn edited<R: Editable>(record: &R, facts: &Facts) -> Result<R, Failure> {
    let mut value = serde_json::to_value(record).map_err(Failure::bug)?;
    let fields = value.as_object_mut().ok_or_else(|| Failure::bug("a record is not an object"))?;
    for (name, fact) in facts {
        if !R::FIELDS.contains(&name.as_str()) {
            let message = format!("can't be edited here; these can: {}", R::FIELDS.join(", "));
            return Err(Failure::new(Code::Invalid, message).on(name));
        }
        // One field at a time, so that a wrong type is reported on the field that has it.
        set::<R>(fields, name, fact)?;
    }
    let record: R = serde_json::from_value(value).map_err(Failure::bug)?;
    record.check()?;
    Ok(record)
}

/// Puts the fact in its field, in the first of its readings that the record takes.
fn set<R: Editable>(fields: &mut Map<String, Value>, name: &str, fact: &Value) -> Result<(), Failure> {
    let present = fields.get(name).cloned().unwrap_or_default();
    let mut why = String::new();
    for reading in readings(name, &present, fact) {
        fields.insert(name.to_owned(), reading);
        match serde_json::from_value::<R>(Value::Object(fields.clone())) {
            Ok(_) => return Ok(()),
            Err(error) => why = error.to_string(),
        }
    }
    Err(Failure::new(Code::Invalid, form::asked(name, &present, &why)).on(name))
}

/// How a fact may be meant: as it stands; a text as list where the field is one; a number as text.
fn readings(name: &str, present: &Value, fact: &Value) -> Vec<Value> {
    let mut readings = vec![fact.clone()];
    match fact {
        Value::String(text) if present.is_array() => readings.push(Value::Array(listed(name, text))),
        Value::Number(_) | Value::Bool(_) => readings.push(Value::String(fact.to_string())),
        Value::String(_) | Value::Null | Value::Array(_) | Value::Object(_) => {}
    }
    readings
}

/// The items of a list that was written as text: between commas, or the whole of it where items are prose.
pub(crate) fn listed(name: &str, text: &str) -> Vec<Value> {
    if PROSE.contains(&name) {
        return vec![Value::String(text.to_owned())];
    }
    let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
    items.map(|item| Value::String(item.to_owned())).collect()
}

/// Lists whose items are prose, in which a comma ends nothing.
const PROSE: [&str; 3] = ["services", "assets", "questions"];

macro_rules! editable {
    ($($noun:ty: [$($field:literal),+ $(,)?]);+ $(;)?) => {$(
        impl Editable for $noun {
            const FIELDS: &'static [&'static str] = &[$($field),+];
        }
    )+};
}

editable! {
    model::client::Client: ["legal_name", "short_code", "industry", "sector", "jurisdictions"];
    model::system::System: ["name", "services", "components", "boundaries"];
    model::engagement::Engagement: [
        "title", "kind", "categories", "preparer_firm", "firm_colour", "firm_footer", "paper", "auditor_firm", "trigger",
        "triggered_on", "trigger_note", "fieldwork_from", "report_due",
    ];
    model::person::Person: ["name", "role", "side", "team", "email"];
    model::surface::Surface: [
        "name", "description", "assets", "data_classes", "owner_role", "owner", "trust_boundary", "primary_criteria",
    ];
    model::evidence::EvidenceItem: [
        "title", "kind", "classification", "covers", "captured_at", "source_system", "collected_by", "controls", "ipe",
        "approval", "list_only", "internal_note",
    ];
    model::gap::Gap: [
        "title", "source", "kind", "description", "root_cause", "criteria", "controls", "surfaces", "severity",
        "effort_days", "cost", "owner", "due_on", "remedy", "acceptance", "internal_note",
    ];
    model::communication::PlanRow: [
        "audience", "track", "subject", "trigger", "triggered_at", "channel", "owner", "sender", "due", "cadence",
        "internal_note",
    ];
    model::communication::Message: [
        "title", "audience", "track", "plan_row", "privileged", "valid_until", "required_approvals", "signatory", "gaps",
        "findings", "requests", "questions", "controls", "surfaces",
    ];
    model::request::EvidenceRequest: [
        "auditor_id", "wording", "kind", "period", "population", "controls", "criteria", "evidence", "owner", "reviewer",
        "received_on", "due_on", "blocks_testing", "template", "internal_note",
    ];
    model::finding::Finding: [
        "auditor_reference", "wording", "source", "raised_on", "controls", "criteria", "deviations", "cause", "extent",
        "effect", "compensating", "compensating_note", "severity", "owner", "due_on", "gaps", "internal_note",
    ];
    model::follow_up::FollowUp: ["control", "question", "asked_by", "promised_by", "due_on", "internal_note"];
    model::task::Task: [
        "code", "title", "description", "phase", "track", "owner", "owner_role", "starts_on", "working_days",
        "depends_on", "controls", "gaps", "freezes", "done_when", "internal_note",
    ];
    model::organisation::Organisation: ["name", "services", "method", "report", "complementary", "internal_note"];
    model::user_control::UserControl: ["code", "statement", "criteria", "why"];
    model::commitment::Commitment: ["kind", "text", "source", "source_note", "categories", "criteria"];
    model::team::Team: ["name", "lead", "members"];
    model::population::Population: [
        "control", "name", "source_system", "query", "count", "covers", "evidence", "note",
    ];
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn text_reads_as_a_list_where_the_field_is_one_and_a_number_as_text() {
        let of = |name: &str, present: Value, fact: Value| readings(name, &present, &fact).pop().unwrap_or_default();
        assert_eq!(of("criteria", json!([]), json!("CC6.1, CC6.2,")), json!(["CC6.1", "CC6.2"]));
        assert_eq!(of("services", json!([]), json!("payments, refunds")), json!(["payments, refunds"]));
        assert_eq!(of("title", json!("a"), json!("CC6.1, CC6.2")), json!("CC6.1, CC6.2"));
        assert_eq!(readings("title", &json!("a"), &json!(2026)), [json!(2026), json!("2026")]);
        assert_eq!(readings("criteria", &json!([]), &json!(["CC6.1"])), [json!(["CC6.1"])]);
    }
}
