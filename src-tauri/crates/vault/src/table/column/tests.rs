//! How values stand in columns: what is written comes back, and nothing else is read.

use super::*;

fn there_and_back<T: Column + PartialEq + std::fmt::Debug>(value: T) {
    let stored = value.to_value();
    assert_eq!(T::from_value(ValueRef::from(&stored)), Some(value));
}

#[test]
fn days_and_instants_are_read_as_they_are_written_alone() {
    let text = |text: &'static str| ValueRef::Text(text.as_bytes());
    assert!(Instant::from_value(text("2026-03-29T01:30:00.125Z")).is_some());
    for other in [
        "2026-03-29T01:30:00.1259Z",
        "2026-03-29T01:30:00Z",
        "2026-03-29t01:30:00.125Z",
        "2026-03-29 01:30:00.125Z",
        "2026-03-29T01:30:00.125z",
        "2026-03-29T01:30:00.125+00:00",
        "2026-03-29T03:30:00.125+02:00",
    ] {
        assert_eq!(Instant::from_value(text(other)), None, "{other}");
    }
    assert!(ZonedInstant::from_value(text("2026-03-29T01:30:00.125+00:00")).is_some());
    for other in [
        "2026-03-29T01:30:00.125Z",
        "2026-03-29T01:30:00.125-00:00",
        "2026-03-29T01:30:00.1250+02:00",
        "2026-03-29T01:30:00+02:00",
        "2026-03-29t01:30:00.125+02:00",
        "\u{e9}",
        "",
    ] {
        assert_eq!(ZonedInstant::from_value(text(other)), None, "{other}");
    }
    for other in ["2026-3-29", "+2026-03-29", " 2026-03-29", "2026-03-029"] {
        assert_eq!(Day::from_value(text(other)), None, "{other}");
    }
}

#[test]
fn values_are_read_as_written() {
    there_and_back(u64::MAX);
    there_and_back(true);
    there_and_back(Some("text".to_owned()));
    there_and_back(None::<Day>);
    there_and_back("2024-02-29".parse::<Day>().unwrap());
    there_and_back("2026-03-29T01:30:00.125Z".parse::<Instant>().unwrap());
    there_and_back(DateTime::parse_from_rfc3339("2026-03-29T01:30:00.125+05:30").unwrap());
    there_and_back(Nature::ItDependentManual);
    there_and_back("CC6.1".parse::<CriterionCode>().unwrap());
    there_and_back(Noun::PlanRow);
    there_and_back(Digest([7; 32]));
}

#[test]
fn what_is_never_written_is_not_read() {
    let text = Value::Text("certainly".to_owned());
    assert_eq!(Nature::from_value(ValueRef::from(&text)), None);
    assert_eq!(bool::from_value(ValueRef::Integer(2)), None);
    assert_eq!(u8::from_value(ValueRef::Integer(256)), None);
    assert_eq!(Digest::from_value(ValueRef::Blob(&[0; 31])), None);
    assert_eq!(Day::from_value(ValueRef::Text(b"2026-02-30")), None);
}
