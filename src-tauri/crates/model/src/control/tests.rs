//! Tests of a control's rules and of its changes.

use proptest::prelude::*;

use super::*;
use crate::fixture::{assert_breaks, code, control, day, id};

const FREQUENCIES: [Frequency; 8] = [
    Frequency::Continuous,
    Frequency::PerEvent,
    Frequency::Daily,
    Frequency::Weekly,
    Frequency::Monthly,
    Frequency::Quarterly,
    Frequency::SemiAnnual,
    Frequency::Annual,
];

proptest! {
    #[test]
    fn a_code_that_parses_prints_itself(text in "[A-Z0-9._a-z é-]{0,36}") {
        let sound = (2..=32).contains(&text.len())
            && text.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
            && text.chars().all(|c| matches!(c, 'A'..='Z' | '0'..='9' | '-' | '.' | '_'));
        match text.parse::<ControlCode>() {
            Ok(code) => prop_assert!(sound && code.to_string() == text && code.as_str() == text),
            Err(invalid) => prop_assert!(!sound && invalid.field == "code"),
        }
    }
}

#[test]
fn stored_codes_are_checked_as_typed_ones_are() {
    assert!(serde_json::from_str::<ControlCode>("\"CORE-24\"").is_ok());
    for text in ["\"core-24\"", "\"-24\"", "\"../X\"", "\"A\"", "\"CORE 24\""] {
        assert!(serde_json::from_str::<ControlCode>(text).is_err(), "{text}");
    }
}

#[test]
fn a_control_says_what_it_is() {
    let sound = || control(401, &["CC6.1"]);
    assert_eq!(sound().check(), Ok(()));
    assert_breaks(Control { title: " ".to_owned(), ..sound() }.check(), "title");
    assert_breaks(Control { statement: String::new(), ..sound() }.check(), "statement");
    assert_eq!(Control { grace_days: 90, ..sound() }.check(), Ok(()));
    assert_breaks(Control { grace_days: 91, ..sound() }.check(), "grace_days");
    assert_breaks(Control { typical_evidence: vec![String::new()], ..sound() }.check(), "typical_evidence");
    let mapping = |framework: &str, target: &str| {
        let (framework, target) = (framework.to_owned(), target.to_owned());
        let mappings = vec![Mapping { framework, target, relation: Relation::Equal }];
        Control { mappings, ..sound() }.check()
    };
    assert_eq!(mapping("nist_csf_2", "PR.AA-01"), Ok(()));
    assert_breaks(mapping("", "PR.AA-01"), "mappings");
    assert_breaks(mapping("nist_csf_2", ""), "mappings");
}

#[test]
fn retiring_needs_a_reason_and_takes_it_out_of_the_matrix() {
    let retire = |reason: &str| ControlChange::State(ControlState::Retired { reason: reason.to_owned() });
    assert_breaks(control(401, &[]).apply(retire("")), "reason");
    let retired = control(401, &[]).apply(retire("replaced by CORE-30")).expect("a reason is given");
    assert!(!retired.is_live());
    assert!(control(401, &[]).is_live());
    assert!(Control { state: ControlState::Planned, ..control(401, &[]) }.is_live());
}

#[test]
fn only_calendar_controls_that_are_not_automated_have_occurrences() {
    for frequency in FREQUENCIES {
        for nature in [Nature::Manual, Nature::ItDependentManual, Nature::Automated] {
            let control = Control { frequency, nature, ..control(401, &[]) };
            let calendar = !matches!(frequency, Frequency::Continuous | Frequency::PerEvent);
            assert_eq!(frequency.is_calendar(), calendar);
            assert_eq!(control.has_occurrences(), calendar && nature != Nature::Automated, "{frequency:?} {nature:?}");
        }
    }
}

/// One change of every field, each to a value that the fixture doesn't have.
fn changes() -> Vec<ControlChange> {
    let mapping = Mapping { framework: "gdpr".to_owned(), target: "32".to_owned(), relation: Relation::Intersects };
    vec![
        ControlChange::Title("Other".to_owned()),
        ControlChange::Statement("Other".to_owned()),
        ControlChange::ControlType(ControlType::Corrective),
        ControlChange::Nature(Nature::Automated),
        ControlChange::Frequency(Frequency::Daily),
        ControlChange::Owner(Some(id(999))),
        ControlChange::OwnerRole("Other".to_owned()),
        ControlChange::Criteria(BTreeSet::from([code("A1.1")])),
        ControlChange::Surfaces(BTreeSet::new()),
        ControlChange::Mappings(vec![mapping]),
        ControlChange::Key(false),
        ControlChange::StartsOn(Some(day("2026-04-01"))),
        ControlChange::GraceDays(3),
        ControlChange::Quarters(QuarterRule::Period),
        ControlChange::TestOfDesign("Other".to_owned()),
        ControlChange::TestOfEffectiveness("Other".to_owned()),
        ControlChange::TypicalEvidence(vec!["Other".to_owned()]),
        ControlChange::State(ControlState::Planned),
        ControlChange::InternalNote("Other".to_owned()),
    ]
}

#[test]
fn a_change_touches_its_own_field_and_no_other() {
    let before = control(401, &["CC6.1"]);
    let old = serde_json::to_value(&before).expect("a control is an object");
    let mut touched = BTreeSet::new();
    for change in changes() {
        let written = serde_json::to_value(&change).expect("a change is an object");
        let field = written["field"].as_str().expect("a change names its field").to_owned();
        assert_eq!(serde_json::from_value::<ControlChange>(written.clone()).expect("and reads back"), change);
        let after = before.clone().apply(change).expect("every rule holds");
        let new = serde_json::to_value(&after).expect("a control is an object");
        let old_fields = old.as_object().expect("an object");
        let differing: Vec<&String> = old_fields.keys().filter(|key| old[*key] != new[*key]).collect();
        assert_eq!(differing, [&field]);
        assert_eq!(new[&field], written["value"]);
        touched.insert(field);
    }
    let all: BTreeSet<String> = old.as_object().expect("an object").keys().cloned().collect();
    let fixed = ["id", "revision", "engagement", "code"].map(str::to_owned);
    assert_eq!(all.difference(&touched).cloned().collect::<BTreeSet<_>>(), BTreeSet::from(fixed));
}

#[test]
fn a_change_that_breaks_a_rule_is_refused() {
    assert_breaks(control(401, &[]).apply(ControlChange::Title(String::new())), "title");
    assert_breaks(control(401, &[]).apply(ControlChange::GraceDays(91)), "grace_days");
    assert_breaks(control(401, &[]).apply(ControlChange::TypicalEvidence(vec![" ".to_owned()])), "typical_evidence");
}
