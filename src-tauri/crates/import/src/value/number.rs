//! Cells of whole numbers and amounts. A mark that could be a decimal point or part thousands is refused, never guessed.

use model::sheet::Cell;
use model::sheet::value::Value;

/// Numbers above this aren't exact in a spreadsheet.
const MOST: u64 = 999_999_999_999_999;

/// The whole number of a cell whose shown text is `text`.
pub(super) fn whole(cell: &Cell, text: &str, from: u64, to: u64) -> Result<u64, String> {
    let number = match cell {
        Cell::Number(number) => of_number(*number)?,
        Cell::Text(_) => of_text(text)?,
        Cell::Date(_) | Cell::Bool(_) | Cell::Blank | Cell::Error(_) | Cell::Formula(_) | Cell::Long { .. } => {
            return Err("must be a whole number".to_owned());
        }
    };
    if (from..=to).contains(&number) { Ok(number) } else { Err(format!("must be a whole number from {from} to {to}")) }
}

/// The amount of a cell whose shown text is `text`; `$` stands for the currency `dollar`.
pub(super) fn money(cell: &Cell, text: &str, dollar: Option<&str>) -> Result<Value, String> {
    if let Cell::Number(number) = cell {
        return of_number(*number).map(|amount| Value::Money { amount, currency: None });
    }
    let (number, sign) = split_currency(text);
    let currency = match sign {
        "" => None,
        "€" => Some("EUR"),
        "£" => Some("GBP"),
        "US$" => Some("USD"),
        "$" => Some(dollar.ok_or("has a $, of which there are several: name the currency in the mapping")?),
        code if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) => Some(code),
        _ => return Err("must be an amount, alone or with a currency's code such as USD".to_owned()),
    };
    of_text(number).map(|amount| Value::Money { amount, currency: currency.map(str::to_owned) })
}

/// The number and what stands before or after it.
fn split_currency(text: &str) -> (&str, &str) {
    let text = text.trim();
    let is_number =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’' | '-' | '(') || c.is_whitespace();
    let start = text.find(is_number).unwrap_or(text.len());
    let before = text[..start].trim();
    if !before.is_empty() {
        return (text[start..].trim(), before);
    }
    let end = text.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    (text[..end].trim(), text[end..].trim())
}

fn of_number(number: f64) -> Result<u64, String> {
    let holds = number.fract() == 0.0 && (0.0..=MOST as f64).contains(&number);
    if holds { Ok(number as u64) } else { Err("must be a whole number, not below 0".to_owned()) }
}

/// A whole number in digits, with or without marks between thousands, and with a fraction of zeros or none.
fn of_text(text: &str) -> Result<u64, String> {
    let refused = || "must be a whole number, not below 0".to_owned();
    let text = text.trim();
    let marks: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    if text.is_empty()
        || text.starts_with(|c: char| !c.is_ascii_digit())
        || text.ends_with(|c: char| !c.is_ascii_digit())
    {
        return Err(refused());
    }
    let Some((at, last)) = marks.last().copied() else { return parsed(text) };
    let after = &text[at + last.len_utf8()..];
    let others = marks.iter().any(|(_, mark)| *mark != last);
    let is_point = matches!(last, '.' | ',') && (others || after.len() != 3);
    let whole = if is_point {
        let single = marks.iter().filter(|(_, mark)| *mark == last).count() == 1;
        if !single || !after.bytes().all(|b| b == b'0') {
            return Err(refused());
        }
        &text[..at]
    } else {
        if last == '.' && marks.len() == 1 {
            return Err("has a point that may part thousands or mark a fraction: write it without".to_owned());
        }
        text
    };
    thousands(whole).ok_or_else(refused)
}

/// Digits in groups of three behind the first, parted by one and the same mark.
fn thousands(text: &str) -> Option<u64> {
    let Some(mark) = text.chars().find(|c| !c.is_ascii_digit()) else { return parsed(text).ok() };
    if !matches!(mark, ',' | '.' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}') {
        return None;
    }
    let mut groups = text.split(mark);
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()))?;
    let rest: Vec<&str> = groups.collect();
    let sound = rest.iter().all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()));
    let digits = format!("{first}{}", rest.concat());
    if sound && first.bytes().all(|b| b.is_ascii_digit()) { parsed(&digits).ok() } else { None }
}

fn parsed(digits: &str) -> Result<u64, String> {
    let number = digits.parse::<u64>().ok().filter(|number| *number <= MOST);
    number.ok_or_else(|| format!("must be a whole number of at most {MOST}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn thousands_are_parted_in_many_ways() {
        for text in [
            "1234567",
            "1,234,567",
            "1.234.567",
            "1 234 567",
            "1'234'567",
            "1’234’567",
            "1\u{a0}234\u{a0}567",
            "1,234,567.00",
            "1.234.567,0",
            "001234567",
        ] {
            assert_eq!(of_text(text), Ok(1_234_567), "{text}");
        }
        assert_eq!(of_text("12,345"), Ok(12_345), "no fraction has a place here");
        assert_eq!(of_text("5.0"), Ok(5));
        assert_eq!(of_text("0"), Ok(0));
    }

    #[test]
    fn what_is_not_whole_or_could_be_two_numbers_is_refused() {
        for text in [
            "",
            "1.5",
            "1,5",
            "1.234",
            "1,23,456",
            "1.234,5",
            "-5",
            "(5)",
            "+5",
            "5%",
            "1e3",
            "5 days",
            "1,234.567",
            "1,234 567",
            "٥",
            "1__000",
            "9999999999999999",
            "99999999999999999999999",
            ".",
            "1.",
            ",1",
            "1-2",
        ] {
            assert!(of_text(text).is_err(), "{text}");
        }
        for number in [1.5, -1.0, f64::NAN, 1e16] {
            assert!(of_number(number).is_err(), "{number}");
        }
        assert!(whole(&Cell::Number(6.0), "6", 1, 5).is_err());
        assert!(whole(&Cell::Bool(true), "TRUE", 0, 5).is_err());
    }

    #[test]
    fn an_amount_may_name_its_currency() {
        let of = |text: &str, dollar| money(&Cell::Text(text.to_owned()), text, dollar);
        let amount =
            |amount, currency: Option<&str>| Ok(Value::Money { amount, currency: currency.map(str::to_owned) });
        assert_eq!(of("50,000", None), amount(50_000, None));
        assert_eq!(of("USD 50,000.00", None), amount(50_000, Some("USD")));
        assert_eq!(of("50 000 €", None), amount(50_000, Some("EUR")));
        assert_eq!(of("£500", None), amount(500, Some("GBP")));
        assert_eq!(of("$500", Some("CAD")), amount(500, Some("CAD")));
        assert_eq!(of("US$500", None), amount(500, Some("USD")));
        for text in ["$500", "500 $", "¥500", "about 500", "50k", "-500", "(500)", "€", "500 EUR EUR", "1-2"] {
            assert!(of(text, None).is_err(), "{text}");
        }
        assert_eq!(money(&Cell::Number(500.0), "500", None), amount(500, None));
    }

    proptest! {
        #[test]
        fn every_number_is_read_however_its_thousands_are_parted(number in 0u64..=MOST, mark in "[,'. ]") {
            prop_assert_eq!(of_text(&number.to_string()), Ok(number));
            let digits = number.to_string();
            let parted: String = digits.char_indices().map(|(at, c)| {
                let parts = at > 0 && (digits.len() - at).is_multiple_of(3);
                if parts { format!("{mark}{c}") } else { c.to_string() }
            }).collect();
            let doubtful = mark == "." && parted.matches('.').count() == 1;
            prop_assert_eq!(of_text(&parted).ok(), (!doubtful).then_some(number));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,20}|[0-9., €$USD()-]{0,20}") {
            let _ = (of_text(&text).is_ok(), money(&Cell::Text(text.clone()), &text, None).is_ok());
        }
    }
}
