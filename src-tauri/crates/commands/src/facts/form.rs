//! What a field asks for, in words with an example, where a value of the wrong form was given. Says nothing of the value.

use serde_json::Value;

/// What the field `name` asks for. `present` is its present value; `error` says why the new one can't be read.
pub(super) fn asked(name: &str, present: &Value, error: &str) -> String {
    if let Some(form) = object_form(name, present) {
        return format!("must be written as {form}");
    }
    if let Some(rule) = rule_in(error) {
        return rule.to_owned();
    }
    if let Some(words) = choices_in(error) {
        return format!("must be one of {words}");
    }
    plain(name, present, error).to_owned()
}

/// How a field is written that holds several values at once.
fn object_form(name: &str, present: &Value) -> Option<&'static str> {
    let form = match name {
        "severity" if present.is_object() => r#"{"likelihood":4,"impact":3}, each from 1 to 5"#,
        "cost" => r#"{"low":60000,"high":95000,"currency":"USD","basis":"quote of 18 September"}"#,
        "due" => r#"{"due":"on","day":"2026-03-31"}, {"due":"after_trigger","hours":24} or {"due":"on_request"}"#,
        "acceptance" => {
            r#"[{"text":"two reviews are complete","shown_by":"both records","due_on":"2026-12-18","met":false}]"#
        }
        "deviations" => r#"{"found":2,"tested":25}"#,
        "period" => r#"{"from":"2026-01-01","to":"2026-03-31"}"#,
        "covers" if present.get("from").is_some() && present.get("covers").is_none() => {
            r#"{"from":"2026-01-01","to":"2026-03-31"}"#
        }
        "covers" => {
            r#"{"covers":"period","span":{"from":"2026-01-01","to":"2026-03-31"}}, {"covers":"as_of","on":"2026-03-31"} or {"covers":"in_force","from":"2026-02-09","until":null}"#
        }
        "kind" if present.is_object() => {
            r#"{"kind":"readiness","period":null}, {"kind":"type_i","as_of":"2026-03-31"} or {"kind":"type_ii","period":{"from":"2026-01-01","to":"2026-12-31"}}"#
        }
        "components" => r#"{"infrastructure":["…"],"software":["…"],"people":["…"],"procedures":["…"],"data":["…"]}"#,
        "ipe" => {
            r#"{"system":"Salesforce","environment":"production","query":"all active users","run_by":"K. Moreau","run_at":"2026-04-02T09:00:00+01:00","row_count":24,"tie_out":"24 of 24 on the setup screen"}"#
        }
        "approval" => r#"{"by":"Priya Raman","on":"2026-03-31"}"#,
        "complementary" => r#"[{"text":"what is expected","criteria":["CC6.1"]}]"#,
        "report" => {
            r#"{"kind":"soc2_type_ii","auditor":"who issued it","period":{"from":"2026-01-01","to":"2026-12-31"},"exceptions":"","bridge_until":null,"next_due":null}"#
        }
        "freezes" => r#"[{"name":"peak season","span":{"from":"2026-11-20","to":"2026-12-31"}}]"#,
        "depends_on" => r#"{"A1":"finish","A2":"start"}, the code of each task with finish, start or partial"#,
        _ => return None,
    };
    Some(form)
}

/// A rule of the model within the error, which is a sentence already.
fn rule_in(error: &str) -> Option<&str> {
    let from = error.find("must ")?;
    error.get(from..).map(|rule| rule.split(" at line ").next().unwrap_or(rule))
}

/// The words that a closed list has, within the error, joined by commas.
fn choices_in(error: &str) -> Option<String> {
    let (_, words) = error.rsplit_once("`, expected ")?;
    let words: Vec<&str> = words.split('`').skip(1).step_by(2).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// What a field asks for that holds one value or a list of them.
fn plain(name: &str, present: &Value, error: &str) -> &'static str {
    const DAYS: [&str; 4] = ["fieldwork_from", "report_due", "valid_until", "day"];
    if name.ends_with("_on") || DAYS.contains(&name) {
        return "must be a day such as 2026-03-31";
    }
    if name.ends_with("_at") {
        return "must be an instant with its zone, such as 2026-03-31T09:00:00+01:00";
    }
    match present {
        Value::Bool(_) => "must be true or false",
        Value::Number(_) => "must be a whole number such as 12",
        Value::Array(_) => "must be a list: one after another between commas, or the field said once for each",
        Value::Null if is_number(error) => "must be a whole number such as 12",
        Value::Null | Value::String(_) | Value::Object(_) if is_bool(error) => "must be true or false",
        Value::Null | Value::String(_) | Value::Object(_) => "must be one text",
    }
}

fn is_number(error: &str) -> bool {
    error.ends_with("expected u32") || error.ends_with("expected u64") || error.ends_with("expected u16")
}

fn is_bool(error: &str) -> bool {
    error.ends_with("expected a boolean")
}

#[cfg(test)]
mod tests {
    use model::communication::Due;
    use model::gap::{AcceptanceCriterion, Cost, GapKind, Severity};
    use serde::de::DeserializeOwned;
    use serde_json::{from_str, from_value, json};

    use super::*;

    fn error<T: DeserializeOwned>(value: Value) -> String {
        from_value::<T>(value).err().expect("it has the wrong form").to_string()
    }

    fn examples(name: &str, present: &Value) -> Vec<String> {
        let form = object_form(name, present).expect("it has a form");
        let parts = form.split(", {").flat_map(|part| part.split(" or {")).map(|part| part.split(", ").next());
        let bare = parts.map(|part| part.unwrap_or_default().trim_start_matches('{').to_owned());
        bare.map(|part| if part.starts_with('[') { part } else { format!("{{{part}") }).collect()
    }

    /// What is shown as an example must be taken when it is typed.
    fn reads<T: DeserializeOwned>(name: &str, present: Value) {
        for example in examples(name, &present) {
            assert!(from_str::<T>(&example).is_ok(), "{name}: {example}");
        }
    }

    #[test]
    fn every_example_reads() {
        reads::<Severity>("severity", json!({}));
        reads::<Cost>("cost", Value::Null);
        reads::<Due>("due", Value::Null);
        reads::<Vec<AcceptanceCriterion>>("acceptance", Value::Null);
        reads::<model::finding::Deviations>("deviations", Value::Null);
        reads::<model::time::Span>("period", Value::Null);
        reads::<model::time::Span>("covers", json!({ "from": "2026-01-01", "to": "2026-03-31" }));
        reads::<model::evidence::Covers>("covers", Value::Null);
        reads::<model::engagement::EngagementKind>("kind", json!({}));
        reads::<model::system::Components>("components", Value::Null);
        reads::<model::evidence::IpeCard>("ipe", Value::Null);
        reads::<model::evidence::Approval>("approval", Value::Null);
        reads::<Vec<model::organisation::ComplementaryControl>>("complementary", Value::Null);
        reads::<model::organisation::OrganisationReport>("report", Value::Null);
        reads::<Vec<model::task::Freeze>>("freezes", Value::Null);
    }

    #[test]
    fn no_answer_speaks_of_the_parser() {
        let asked_of = |name: &str, present: Value, error: String| {
            let text = asked(name, &present, &error);
            for jargon in ["invalid", "struct", "enum", "tagged", "sequence", "input", "unknown", "variant", "line 1"] {
                assert!(!text.contains(jargon), "{name}: {text}");
            }
            text
        };
        let severity = asked_of("severity", json!({}), error::<Severity>(json!(99)));
        assert!(severity.contains("likelihood"), "{severity}");
        assert!(asked_of("due", json!({}), error::<Due>(json!("soon"))).contains("on_request"));
        let day = asked_of("due_on", Value::Null, error::<model::time::Day>(json!("2026-13-01")));
        assert_eq!(day, "must be a day such as 2026-03-31");
        let kind = asked_of("kind", json!("design"), error::<GapKind>(json!("`x`, expected `")));
        assert_eq!(kind, "must be one of design, operation, evidence, documentation");
        let code = asked_of("criteria", json!([]), error::<Vec<model::criterion::CriterionCode>>(json!(["XX"])));
        assert!(code.starts_with("must be a code such as CC6.1"), "{code}");
        let days = asked_of("effort_days", Value::Null, error::<Option<u32>>(json!("x")));
        assert_eq!(days, "must be a whole number such as 12");
        assert_eq!(asked_of("key", json!(true), error::<bool>(json!("x"))), "must be true or false");
    }
}
