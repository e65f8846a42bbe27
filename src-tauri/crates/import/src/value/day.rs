//! Cells of days: stored dates, numbers of days, and text. A text whose day and month can't be told apart is settled by
//! the other cells of its column or by the mapping, and refused where neither tells.

use chrono::{Datelike, Days, NaiveDate};
use model::sheet::Cell;
use model::time::Day;

use crate::mapping::DateOrder;

/// Years within which a day must lie. A number outside is a quantity or a mistake, not a date of an audit.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2199;
/// The number of 29 February 1900, a day that spreadsheet programs count although it never was.
const NEVER: u64 = 60;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// What a column as a whole says of the order of day and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// Nothing.
    Unknown,
    /// The mapping says so, or cells that allow only this.
    Known(DateOrder),
    /// Some cells allow only the one order, some only the other.
    Mixed,
}

/// What a text allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// One day.
    Day(Day),
    /// Two numbers of which it doesn't say which is the month.
    Numbers { first: u32, second: u32, year: i32 },
}

/// The order that the texts of a column show.
pub(crate) fn order<'a>(cells: impl Iterator<Item = &'a Cell>, decided: Option<DateOrder>) -> Order {
    if let Some(order) = decided {
        return Order::Known(order);
    }
    let mut order = Order::Unknown;
    for cell in cells {
        let Cell::Text(text) = cell.value() else { continue };
        let Some(Reading::Numbers { first, second, .. }) = reading(date_part(text)) else { continue };
        let shown = match (first > 12, second > 12) {
            (true, false) => DateOrder::DayFirst,
            (false, true) => DateOrder::MonthFirst,
            (true, true) | (false, false) => continue,
        };
        order = match order {
            Order::Unknown => Order::Known(shown),
            Order::Known(other) if other == shown => order,
            Order::Known(_) | Order::Mixed => Order::Mixed,
        };
    }
    order
}

/// The day of a cell whose shown text is `text`.
pub(super) fn read(cell: &Cell, text: &str, order: Order, since_1904: bool) -> Result<Day, String> {
    let day = match cell {
        Cell::Date(at) => Ok(at.date()),
        Cell::Number(number) => numbered(*number, since_1904),
        Cell::Text(_) => of_text(text, order, since_1904),
        Cell::Bool(_) | Cell::Blank | Cell::Error(_) | Cell::Formula(_) | Cell::Long { .. } => Err(not_a_date()),
    }?;
    if YEARS.contains(&day.year()) {
        Ok(day)
    } else {
        Err(format!("must be a date of the years {} to {}", YEARS.start(), YEARS.end()))
    }
}

/// The day of a text, a time of day after it left out.
pub(super) fn of_text(text: &str, order: Order, since_1904: bool) -> Result<Day, String> {
    let part = date_part(text);
    if (5..=6).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()) {
        return numbered(part.parse().map_err(|_| not_a_date())?, since_1904);
    }
    match reading(part).ok_or_else(not_a_date)? {
        Reading::Day(day) => Ok(day),
        Reading::Numbers { first, second, year } => settle(first, second, year, order),
    }
}

fn settle(first: u32, second: u32, year: i32, order: Order) -> Result<Day, String> {
    let day_first = NaiveDate::from_ymd_opt(year, second, first);
    let month_first = NaiveDate::from_ymd_opt(year, first, second);
    match (day_first, month_first, order) {
        (None, None, _) => Err(not_a_date()),
        (Some(one), Some(other), _) if one == other => Ok(one),
        (day, _, Order::Known(DateOrder::DayFirst)) => day.ok_or_else(|| against(DateOrder::DayFirst)),
        (_, day, Order::Known(DateOrder::MonthFirst)) => day.ok_or_else(|| against(DateOrder::MonthFirst)),
        (Some(day), None, _) | (None, Some(day), _) => Ok(day),
        (Some(_), Some(_), Order::Unknown) => Err("can be read with the day or the month first, and no other date of \
             the column tells which: name the order in the mapping, or write it as 2026-03-31"
            .to_owned()),
        (Some(_), Some(_), Order::Mixed) => Err("can be read with the day or the month first, and other dates of the \
             column show both orders: write it as 2026-03-31"
            .to_owned()),
    }
}

fn against(order: DateOrder) -> String {
    format!("is no date with the {}, as the column's other dates or the mapping have it", order.name())
}

fn not_a_date() -> String {
    "must be a date such as 2026-03-31".to_owned()
}

/// The day of a number of days as spreadsheet programs count them, from 1900-01-01 as 1, or from 1904-01-01 as 0. A
/// fraction is the time of day.
fn numbered(number: f64, since_1904: bool) -> Result<Day, String> {
    if !(0.0..=200_000.0).contains(&number) {
        return Err(not_a_date());
    }
    let count = number as u64;
    let (start, count) = match (since_1904, count) {
        (true, count) => ((1904, 1, 1), count),
        (false, 0 | NEVER) => return Err("is the number of a day that never was".to_owned()),
        (false, count) if count < NEVER => ((1899, 12, 31), count),
        // One less than the number says, for the day that never was.
        (false, count) => ((1899, 12, 30), count),
    };
    let start = NaiveDate::from_ymd_opt(start.0, start.1, start.2);
    start.and_then(|start| start.checked_add_days(Days::new(count))).ok_or_else(not_a_date)
}

/// The part of a text before a time of day.
pub(super) fn date_part(text: &str) -> &str {
    let text = text.trim();
    let Some(colon) = text.find(':') else { return text };
    let end = text[..colon].rfind(|c: char| c.is_whitespace() || c == 'T' || c == 't').unwrap_or(0);
    text[..end].trim().trim_end_matches(',')
}

fn reading(text: &str) -> Option<Reading> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        let day = NaiveDate::from_ymd_opt(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?);
        return day.map(Reading::Day);
    }
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !is_weekday(word)).collect();
    let [one, two, three] = words.as_slice() else { return None };
    match (month(one), month(two), month(three)) {
        (None, None, None) => numbers(text, one, two, three),
        (Some(month), None, None) => named(three, month, two),
        (None, Some(month), None) if is_year(one) => named(one, month, three),
        (None, Some(month), None) => named(three, month, one),
        _ => None,
    }
}

/// Three numbers, the year in four digits at either end; between them one and the same mark.
fn numbers(text: &str, one: &str, two: &str, three: &str) -> Option<Reading> {
    let marks: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let alike = matches!(marks.as_slice(), [first, second] if first == second && "-/. ".contains(*first));
    if !alike {
        return None;
    }
    if is_year(one) {
        let day = NaiveDate::from_ymd_opt(one.parse().ok()?, small(two)?, small(three)?);
        return day.map(Reading::Day);
    }
    let year = Some(three).filter(|three| is_year(three))?.parse().ok()?;
    Some(Reading::Numbers { first: small(one)?, second: small(two)?, year })
}

/// A day whose month is a word. Two digits of a year are of this century.
fn named(year: &str, month: u32, day: &str) -> Option<Reading> {
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let year: i32 = match year.len() {
        4 => year.parse().ok()?,
        2 => 2000 + year.parse::<i32>().ok()?,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month, small(day)?).map(Reading::Day)
}

fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let known =
        |name: &&str| word.len() >= 3 && (name.starts_with(&word) || (word == "sept" && **name == *"september"));
    MONTHS.iter().position(known).map(|at| at as u32 + 1)
}

fn is_weekday(word: &str) -> bool {
    let word = word.to_lowercase();
    word.len() >= 3 && WEEKDAYS.iter().any(|name| name.starts_with(&word))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

/// A day or month: one or two digits.
fn small(word: &str) -> Option<u32> {
    ((1..=2).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())).then(|| word.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn alone(text: &str) -> Result<Day, String> {
        of_text(text, Order::Unknown, false)
    }

    #[test]
    fn texts_that_tell_are_read() {
        for text in [
            "2026-03-31",
            "2026/3/31",
            "2026.03.31",
            "20260331",
            "31/03/2026",
            "03/31/2026",
            "31.3.2026",
            "31-03-2026",
            "31 Mar 2026",
            "31-Mar-2026",
            "31-Mar-26",
            "Mar 31, 2026",
            "March 31 2026",
            "31st March 2026",
            "Tue, 31 Mar 2026",
            "Tuesday 31 March 2026",
            "2026-Mar-31",
            "2026-03-31T23:59:59Z",
            "2026-03-31 14:05",
            "31/03/2026 2:05 PM",
            "46112",
            "46112.75",
        ] {
            let read = if text.contains('.') && text.starts_with("461") {
                read(&Cell::Number(46112.75), text, Order::Unknown, false)
            } else {
                alone(text)
            };
            assert_eq!(read, Ok(day("2026-03-31")), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_or_could_be_two_is_refused() {
        for text in [
            "04/05/2026",
            "4.5.2026",
            "31/03/26",
            "26/03/31",
            "Q1 2026",
            "March 2026",
            "2026",
            "31 Mär 2026",
            "30/02/2026",
            "2026-02-30",
            "2026-13-01",
            "31/03-2026",
            "soon",
            "31/03/2026/1",
            "",
            ":",
            "T:",
            "12:30",
            "mar mar mar",
            "0000-00-00",
            "99999999",
            "٣١/٠٣/٢٠٢٦",
        ] {
            assert!(alone(text).is_err(), "{text}");
        }
        assert_eq!(alone("05/05/2026"), Ok(day("2026-05-05")), "both readings are one day");
        for (year, text) in [("1969", "1969-12-31"), ("2200", "2200-01-01")] {
            let cell = Cell::Text(text.to_owned());
            assert!(read(&cell, text, Order::Unknown, false).is_err(), "{year}");
        }
    }

    #[test]
    fn a_column_tells_its_order() {
        let cells = |texts: &[&str]| texts.iter().map(|text| Cell::Text((*text).to_owned())).collect::<Vec<_>>();
        let of = |texts: &[&str]| order(cells(texts).iter(), None);
        assert_eq!(of(&["04/05/2026", "2026-01-31", "x"]), Order::Unknown);
        assert_eq!(of(&["04/05/2026", "31/05/2026"]), Order::Known(DateOrder::DayFirst));
        assert_eq!(of(&["04/05/2026", "5/31/2026 10:00"]), Order::Known(DateOrder::MonthFirst));
        assert_eq!(of(&["31/05/2026", "5/31/2026"]), Order::Mixed);
        let decided = order(cells(&["5/31/2026"]).iter(), Some(DateOrder::DayFirst));
        assert_eq!(decided, Order::Known(DateOrder::DayFirst));

        let known = Order::Known(DateOrder::DayFirst);
        assert_eq!(of_text("04/05/2026", known, false), Ok(day("2026-05-04")));
        assert!(of_text("05/31/2026", known, false).is_err(), "against the order of its column");
        assert_eq!(of_text("05/31/2026", Order::Mixed, false), Ok(day("2026-05-31")));
        assert!(of_text("04/05/2026", Order::Mixed, false).is_err());
    }

    #[test]
    fn numbers_count_days_with_the_one_that_never_was() {
        let of = |number, since_1904| numbered(number, since_1904);
        assert_eq!(of(1.0, false), Ok(day("1900-01-01")));
        assert_eq!(of(59.0, false), Ok(day("1900-02-28")));
        assert!(of(60.0, false).is_err());
        assert_eq!(of(61.0, false), Ok(day("1900-03-01")));
        assert_eq!(of(25_569.0, false), Ok(day("1970-01-01")));
        assert_eq!(of(46_112.0, false), Ok(day("2026-03-31")));
        assert_eq!(of(46_112.999, false), Ok(day("2026-03-31")));
        assert_eq!(of(0.0, true), Ok(day("1904-01-01")));
        assert_eq!(of(44_650.0, true), Ok(day("2026-03-31")));
        for number in [0.0, -1.0, 1e9, f64::NAN, f64::INFINITY] {
            assert!(of(number, false).is_err(), "{number}");
        }
        let stray = Cell::Number(45.0);
        assert!(read(&stray, "45", Order::Unknown, false).is_err(), "a quantity in a column of dates");
        assert!(read(&Cell::Number(2026.0), "2026", Order::Unknown, false).is_err(), "a year in a column of dates");
    }

    proptest! {
        #[test]
        fn no_text_is_read_as_two_days_or_panics(text in "\\PC{0,24}|[0-9/.: TAPMmar-]{0,24}") {
            let first = of_text(&text, Order::Known(DateOrder::DayFirst), false);
            if let Ok(day) = alone(&text) {
                prop_assert!(first.is_err() || first == Ok(day));
            }
        }

        #[test]
        fn every_day_is_read_as_it_is_written(offset in 0u64..80_000) {
            let day = day("1970-01-01").checked_add_days(Days::new(offset)).expect("a day");
            for form in ["%Y-%m-%d", "%d %b %Y", "%B %-d, %Y", "%Y%m%d", "%a %d-%b-%Y"] {
                prop_assert_eq!(alone(&day.format(form).to_string()), Ok(day));
            }
            let first = of_text(&day.format("%d/%m/%Y").to_string(), Order::Known(DateOrder::DayFirst), false);
            prop_assert_eq!(first, Ok(day));
            let number = 25_569.0 + offset as f64;
            prop_assert_eq!(numbered(number, false), Ok(day));
            prop_assert_eq!(numbered(number - 1462.0, true), Ok(day));
        }
    }
}
