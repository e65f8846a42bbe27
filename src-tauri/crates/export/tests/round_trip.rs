//! What goes out comes in again: records of every noun, with text as hostile as people and programs make it, through a
//! workbook and through separated values, read as the confined child reads and as `import` takes it.

mod support;

use std::collections::BTreeSet;

use export::{Cover, Table, separated, workbook};
use import::{Known, Mapping, choose, compare, read};
use model::sheet::Sheet;
use model::sheet::column::{Code, Columns, Kind, Need, Reach};
use model::sheet::control::ControlColumn;
use model::sheet::evidence::EvidenceColumn;
use model::sheet::finding::FindingColumn;
use model::sheet::gap::GapColumn;
use model::sheet::person::PersonColumn;
use model::sheet::request::RequestColumn;
use model::sheet::task::TaskColumn;
use model::sheet::value::{CLEAR, Fields, Value};
use proptest::prelude::*;

fn cover() -> Cover {
    let made = "2026-03-31T12:00:00Z".parse().expect("an instant");
    Cover { title: "Round & trip".to_owned(), author: "Consultant".to_owned(), made }
}

/// Text that breaks things: formulas, escapes of the file format, line ends, marks, quotes, other scripts.
fn text(most: usize) -> BoxedStrategy<Value> {
    let pieces = prop::sample::select(vec![
        "=1+1",
        "+",
        "-",
        "@SUM(A1)",
        "'",
        "''=",
        "\t",
        "\r\n",
        "\n",
        "\r",
        ",",
        ";",
        "\"",
        "_x000D_",
        "_x0041_",
        "_x",
        "&amp;",
        "<b>",
        "]]>",
        "\u{0}",
        "\u{1}",
        "\u{1f}",
        "\u{7f}",
        "\u{85}",
        "\u{fffe}",
        "\u{feff}",
        "\u{200b}",
        "\u{202e}",
        "€",
        "字",
        "😀",
        "1.10",
        "007",
        "TRUE",
        "#REF!",
        "2026-03-31",
        "n/a",
        " ",
        "word",
        "two words",
        "\u{2028}",
        "e\u{301}",
    ]);
    let text = prop_oneof![prop::collection::vec(pieces, 1..6).prop_map(|all| all.concat()), "\\PC{1,20}"];
    text.prop_map(move |text| Value::text(&text.chars().take(most).collect::<String>()))
        .prop_filter("is no blank and no word of ours", |value| match value {
            Value::Text(text) => !text.is_empty() && !text.eq_ignore_ascii_case(CLEAR),
            _ => false,
        })
        .boxed()
}

fn lines(most: usize) -> BoxedStrategy<Value> {
    let line = text(most.min(40)).prop_map(|value| match value {
        Value::Text(text) => text,
        _ => String::new(),
    });
    prop::collection::vec(line, 1..4)
        .prop_map(|all| Value::lines(&all))
        .prop_filter("has lines that can stand first", |value| match value {
            Value::Lines(all) => !all.is_empty() && !value.is_blank() && all.concat() != CLEAR,
            _ => false,
        })
        .boxed()
}

fn code(code: Code) -> BoxedStrategy<String> {
    match code {
        Code::Criterion => "(CC|A|C|PI|P)[1-9]\\.[1-9]".boxed(),
        Code::Control => "[A-Z]{2,5}-[0-9]{1,3}(\\.[0-9])?".boxed(),
        Code::Surface => "[a-z]{2}[a-z0-9_]{0,20}".boxed(),
        Code::Request => "([A-Z]{1,4}[- ]?[0-9]{1,3}|[1-9]\\.[0-9]{1,2}|4\\.2 \\(a\\)|=1|-7|Ü 1)".boxed(),
        Code::RequestNumber => (1u32..5_000).prop_map(|number| format!("REQ-{number:03}")).boxed(),
        Code::Evidence => (1u32..20_000).prop_map(|number| format!("EV-{number:04}")).boxed(),
        Code::Gap => (1u32..2_000).prop_map(|number| format!("GAP-{number:03}")).boxed(),
        Code::Finding => (1u32..2_000).prop_map(|number| format!("FND-{number:03}")).boxed(),
        Code::Task => "P[0-9]{1,2}_[1-9]\\.[0-9]{2}".boxed(),
    }
}

fn value(kind: Kind) -> BoxedStrategy<Value> {
    match kind {
        Kind::Text { most } => text(most),
        Kind::Lines { most } => lines(most),
        Kind::Code(own) => code(own).prop_map(Value::Code).boxed(),
        Kind::Codes(own) => prop::collection::btree_set(code(own), 1..4).prop_map(Value::Codes).boxed(),
        Kind::Day => (0u64..80_000)
            .prop_map(|days| {
                let first: model::time::Day = "1970-01-01".parse().expect("a day");
                Value::Day(first + chrono::Days::new(days))
            })
            .boxed(),
        Kind::Instant => (0i64..4_000_000_000, -56i32..=56)
            .prop_map(|(seconds, quarters)| {
                let offset = chrono::FixedOffset::east_opt(quarters * 900).expect("an offset");
                let at = chrono::DateTime::from_timestamp(seconds, 0).expect("an instant");
                Value::Instant(at.with_timezone(&offset))
            })
            .boxed(),
        Kind::Whole { from, to } => (from..=to).prop_map(Value::Whole).boxed(),
        Kind::Money => (0u64..999_999_999_999_999, prop::option::of("[A-Z]{3}"))
            .prop_map(|(amount, currency)| Value::Money { amount, currency })
            .boxed(),
        Kind::Choice(choices) => {
            let values: Vec<&str> = choices.iter().map(|choice| choice.value).collect();
            prop::sample::select(values).prop_map(|value| Value::Choice(value.to_owned())).boxed()
        }
        Kind::Person => "[A-ZÜ][a-zéß'-]{1,9} [A-Z][a-z]{1,9}".prop_map(Value::Person).boxed(),
        Kind::YesNo => any::<bool>().prop_map(Value::YesNo).boxed(),
    }
}

/// Records with some of their fields, and keys that no two share.
fn records<C: Columns>() -> BoxedStrategy<Vec<Fields<C>>> {
    let field = |own: C| prop::option::of(value(own.column().kind)).prop_map(move |value| Some((own, value?)));
    let record: Vec<_> = C::ALL.iter().map(|own| field(*own)).collect();
    let record = record.prop_map(|fields| fields.into_iter().flatten().collect::<Fields<C>>());
    prop::collection::vec(record, 1..6)
        .prop_map(|mut records| {
            for (at, record) in records.iter_mut().enumerate() {
                for key in [Some(C::KEY), C::ALSO].into_iter().flatten() {
                    let number = at + 1;
                    let own = match key.column().kind {
                        Kind::Code(Code::Control | Code::Task) => Value::Code(format!("CORE-{number}")),
                        Kind::Code(code) => Value::Code(code.read(&number.to_string()).expect("a number of ours")),
                        Kind::Person => Value::Person(format!("Person {number}")),
                        _ => Value::Text(format!("=PBC {number}.10")),
                    };
                    record.insert(key, own);
                }
            }
            records
        })
        .boxed()
}

fn known<C: Columns>(record: &Fields<C>) -> Fields<C> {
    let read_back = |own: &C| own.column().need != Need::Derived;
    record.iter().filter(|(own, _)| read_back(own)).map(|(own, value)| (*own, value.clone())).collect()
}

fn comes_in_again<C: Known>(records: &[Fields<C>], sheet: &Sheet) -> Result<(), TestCaseError> {
    let drafts = read::<C>(sheet, &Mapping::default()).map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(&drafts.refused, &[]);
    let read: Vec<&Fields<C>> = drafts.rows.iter().map(|draft| &draft.fields).collect();
    let expected: Vec<Fields<C>> = records.iter().map(known).collect();
    prop_assert_eq!(read, expected.iter().collect::<Vec<_>>());
    let preview = compare(records, drafts);
    prop_assert!(preview.changed.is_empty() && preview.added.is_empty(), "nothing has changed");
    prop_assert_eq!(preview.unchanged.len(), records.len());
    Ok(())
}

fn round_trip<C: Known>(records: &[Fields<C>]) -> Result<(), TestCaseError> {
    let table = Table::of(records, Reach::Inside, "A note");
    let bytes =
        workbook(&cover(), std::slice::from_ref(&table)).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let sheets = support::sheets(&bytes);
    let sheet =
        choose::<C>(&sheets, None, &Mapping::default()).map_err(|error| TestCaseError::fail(error.to_string()))?;
    comes_in_again(records, sheet)?;
    let bytes = separated(&table).map_err(|error| TestCaseError::fail(error.to_string()))?;
    comes_in_again(records, &support::separated(&bytes))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn controls_come_in_again(records in records::<ControlColumn>()) {
        round_trip(&records)?;
    }

    #[test]
    fn requests_come_in_again(records in records::<RequestColumn>()) {
        round_trip(&records)?;
    }

    #[test]
    fn gaps_come_in_again(records in records::<GapColumn>()) {
        round_trip(&records)?;
    }

    #[test]
    fn findings_come_in_again(records in records::<FindingColumn>()) {
        round_trip(&records)?;
    }

    #[test]
    fn tasks_come_in_again(records in records::<TaskColumn>()) {
        round_trip(&records)?;
    }

    #[test]
    fn people_come_in_again(records in records::<PersonColumn>()) {
        round_trip(&records)?;
    }

    #[test]
    fn the_evidence_index_comes_in_again(records in records::<EvidenceColumn>()) {
        round_trip(&records)?;
    }
}

#[test]
fn what_is_for_the_consultant_alone_does_not_leave_in_a_shared_sheet() {
    let secret = "only for us";
    let record = Fields::from([
        (GapColumn::Title, Value::text("A")),
        (GapColumn::InternalNote, Value::text(secret)),
        (GapColumn::CostLow, Value::Money { amount: 987_654, currency: None }),
    ]);
    let shared = separated(&Table::of(std::slice::from_ref(&record), Reach::Shared, "")).expect("writes");
    let shared = String::from_utf8(shared).expect("is text");
    assert!(!shared.contains(secret) && !shared.contains("987654") && !shared.contains("Cost"));
    let own = separated(&Table::of(&[record], Reach::Inside, "")).expect("writes");
    let own = String::from_utf8(own).expect("is text");
    assert!(own.contains(secret) && own.contains("987654"));
}

#[test]
fn a_set_of_codes_has_no_order() {
    let codes = |all: &[&str]| Value::Codes(all.iter().map(|code| (*code).to_owned()).collect::<BTreeSet<_>>());
    assert_eq!(codes(&["CC6.1", "A1.1"]), codes(&["A1.1", "CC6.1"]));
}
