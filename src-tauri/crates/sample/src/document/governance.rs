//! Data of the risk assessment, of internal audit's check, and of two exercises. The words stand in `text/`.

use serde_json::{Value, json};

use crate::record::records;
use crate::shop::Shop;

/// A risk of the assessment of 2026.
pub(crate) struct Risk {
    /// What may happen.
    pub(crate) title: &'static str,
    /// The objective that it threatens.
    pub(crate) objective: &'static str,
    /// Likelihood, 1 to 5.
    pub(crate) likelihood: i64,
    /// Impact, 1 to 5.
    pub(crate) impact: i64,
    /// What is done about it.
    pub(crate) measures: &'static str,
    /// Who answers for it.
    pub(crate) owner: &'static str,
}

/// The 34 risks, in the order of their numbers.
pub(crate) fn all_risks() -> Vec<Risk> {
    let number = |cell: &str| cell.parse().unwrap_or_default();
    let risk = |record: Vec<&'static str>| match record[..] {
        [title, objective, likelihood, impact, measures, owner] => {
            Some(Risk { title, objective, likelihood: number(likelihood), impact: number(impact), measures, owner })
        }
        _ => None,
    };
    records(include_str!("../../text/risks.txt")).filter_map(risk).collect()
}

pub(super) fn risks(_: &Shop) -> Value {
    let list = all_risks();
    let numbered = || list.iter().zip(1..);
    let row = |(it, no): (&Risk, i32)| {
        let score = (it.likelihood * it.impact).to_string();
        let (likelihood, impact) = (it.likelihood.to_string(), it.impact.to_string());
        json!([no.to_string(), it.title, it.objective, likelihood, impact, score, it.measures, it.owner])
    };
    let point = |(it, no): (&Risk, i32)| json!({ "no": no.to_string(), "l": it.likelihood, "i": it.impact });
    json!({
        "all": numbered().map(row).collect::<Vec<_>>(),
        "risks": numbered().map(point).collect::<Vec<_>>(),
        "above": records(include_str!("../../text/risks-above.txt")).collect::<Vec<_>>(),
        "treatments": records(include_str!("../../text/risk-treatments.txt")).collect::<Vec<_>>(),
    })
}

/// The 24 controls that internal audit checked: code, title, what was looked at, what was seen, result.
pub(super) fn controls(_: &Shop) -> Value {
    let control = |record: Vec<&'static str>| match record[..] {
        [code, title, looked, seen, result] => {
            Some(json!({ "code": code, "title": title, "looked": looked, "seen": seen, "result": result }))
        }
        _ => None,
    };
    let controls: Vec<_> = records(include_str!("../../text/checked-controls.txt")).filter_map(control).collect();
    json!({ "controls": controls })
}

pub(super) fn tabletop_q1(_: &Shop) -> Value {
    exercise(include_str!("../../text/tabletop-q1.json"))
}

pub(super) fn tabletop_q3(_: &Shop) -> Value {
    exercise(include_str!("../../text/tabletop-q3.json"))
}

/// Nothing if the text weren't JSON: its template would then fail, which a test shows.
fn exercise(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_their_form() {
        assert_eq!(all_risks().len(), 34);
        assert!(all_risks().iter().all(|it| (1..=5).contains(&it.likelihood) && (1..=5).contains(&it.impact)));
        let checked = controls(&Shop::new());
        assert_eq!(checked["controls"].as_array().map(Vec::len), Some(24));
    }
}
