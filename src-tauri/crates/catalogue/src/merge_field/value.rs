//! What may stand in a merge field, by its kind: text that someone typed becomes the text that a message prints, or is
//! refused with what is asked. Looks nothing up.

use model::communication::NOT_KNOWN;
use model::invalid::{Invalid, NAME, PROSE};
use model::time::{Day, Instant};

use super::{FieldKind, MergeField};

/// Words before a number that say how exact it is.
const ABOUT: [&str; 7] = ["about ", "approximately ", "at least ", "at most ", "fewer than ", "more than ", "up to "];
/// Signs of a currency; a code of three capital letters does as well.
const CURRENCIES: [char; 5] = ['£', '€', '$', '¥', '₹'];
/// Units of a length of time, in the singular.
const UNITS: [&str; 7] = ["second", "minute", "hour", "day", "week", "month", "year"];

impl MergeField {
    /// The text as it stands in a message, on one line. Whatever the kind, a field may say that its value is not yet known,
    /// except one that says whether another is confirmed.
    ///
    /// # Errors
    /// What a field of its kind must be.
    pub fn written(&self, text: &str) -> Result<String, Invalid> {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.eq_ignore_ascii_case(NOT_KNOWN) && self.kind != FieldKind::Standing {
            return Ok(NOT_KNOWN.to_owned());
        }
        self.kind.written(line)
    }
}

impl FieldKind {
    fn written(self, line: String) -> Result<String, Invalid> {
        let (written, rule) = match self {
            Self::Text | Self::List => (Some(line).filter(|line| fits(line, PROSE)), "must have words, on one line"),
            Self::Date => (day(&line).map(day_in_words), "must be a day, such as 31 December 2026 or 2026-12-31"),
            Self::Instant => (
                instant(&line).map(|at| at.format("%-d %B %Y %H:%M").to_string()),
                "must be a day and time in UTC, such as 2026-12-31 14:05, or an instant with its zone",
            ),
            Self::Number => (
                Some(line).filter(|line| is_number(quantity(line)) || line == "none"),
                "must be a number without a unit, such as 1,200 or about 40",
            ),
            Self::Percent => (
                Some(line).filter(|line| is_number(quantity(line))),
                "must be a number of hundredths without the sign, such as 71",
            ),
            Self::Money => (
                Some(line).filter(|line| is_money(line)),
                "must be an amount with its currency, such as GBP 214,000 or £ 2.2 m a year",
            ),
            Self::Duration => (
                Some(line).filter(|line| is_duration(line)),
                "must be a length of time with its unit, such as 45 minutes or 2 days",
            ),
            Self::Person => (
                Some(line).filter(|line| fits(line, NAME) && line.chars().any(char::is_alphabetic)),
                "must be a person's name",
            ),
            Self::Standing => (
                Self::STANDINGS.into_iter().find(|known| line.eq_ignore_ascii_case(known)).map(str::to_owned),
                "must be confirmed or not yet confirmed",
            ),
        };
        written.ok_or_else(|| Invalid::new("fields", rule))
    }
}

fn fits(line: &str, most: usize) -> bool {
    Invalid::text("fields", line, most).is_ok()
}

/// A day as a letter writes it: `31 December 2026`.
pub fn day_in_words(day: Day) -> String {
    day.format("%-d %B %Y").to_string()
}

/// A day of a year with four digits, as `2026-12-31`, `31 December 2026` or `31 Dec 2026`.
fn day(text: &str) -> Option<Day> {
    let year = text.split(['-', ' ']).any(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit()));
    let read = |form| Day::parse_from_str(text, form).ok();
    read("%Y-%m-%d").or_else(|| read("%d %B %Y")).filter(|_| year)
}

/// An instant with its zone, or a day and a time of UTC.
fn instant(text: &str) -> Option<Instant> {
    let bare = text.trim_end_matches("UTC").trim_end();
    let zoned = text.parse().ok();
    zoned.or_else(|| {
        let (date, time) = bare.rsplit_once([' ', 'T'])?;
        let (hours, minutes) = time.split_once(':')?;
        let number = |digits: &str| {
            digits.parse::<u32>().ok().filter(|_| digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit()))
        };
        Some(day(date)?.and_hms_opt(number(hours)?, number(minutes)?, 0)?.and_utc())
    })
}

/// The number behind the words that say how exact it is.
fn quantity(line: &str) -> &str {
    ABOUT.iter().find_map(|about| line.strip_prefix(about)).unwrap_or(line)
}

/// Digits, with commas between groups of three and one point, and a minus before them.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix(['-', '−']).unwrap_or(text);
    let (whole, part) = text.split_once('.').map_or((text, None), |(whole, part)| (whole, Some(part)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped: Vec<&str> = groups.collect();
    let holds = digits(first)
        && (grouped.is_empty() || first.len() <= 3)
        && grouped.iter().all(|group| group.len() == 3 && digits(group));
    holds && part.is_none_or(digits)
}

fn is_money(line: &str) -> bool {
    let is_code = |word: &str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let named = line.contains(CURRENCIES) || line.split([' ', '.', ',']).any(is_code);
    named && line.chars().any(|c| c.is_ascii_digit()) && fits(line, NAME)
}

fn is_duration(line: &str) -> bool {
    let unit = |word: &str| {
        let word = word.trim_end_matches([',', ';', '.']).to_lowercase();
        UNITS.contains(&word.strip_suffix('s').unwrap_or(&word))
    };
    line.chars().any(|c| c.is_ascii_digit()) && line.split(' ').any(unit) && fits(line, NAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(kind: FieldKind, text: &str) -> Option<String> {
        let field = MergeField {
            name: "a_field".parse().expect("is a name"),
            kind,
            source: super::super::FieldSource::Typed,
            claims_fact: false,
            row_of: None,
            meaning: "words".to_owned(),
        };
        field.written(text).ok()
    }

    #[test]
    fn a_value_is_printed_as_its_kind_asks_or_refused() {
        use FieldKind::{Date, Duration, Instant, List, Money, Number, Percent, Person, Standing, Text};
        let taken = [
            (Date, "2026-12-31", "31 December 2026"),
            (Date, " 31  December 2026", "31 December 2026"),
            (Date, "1 Mar 2026", "1 March 2026"),
            (Date, "Not yet known", "not yet known"),
            (Instant, "2026-12-31T15:05:00+01:00", "31 December 2026 14:05"),
            (Instant, "2026-12-31 14:05", "31 December 2026 14:05"),
            (Instant, "31 December 2026 14:05 UTC", "31 December 2026 14:05"),
            (Number, "1,200", "1,200"),
            (Number, "about 40", "about 40"),
            (Number, "none", "none"),
            (Number, "-3.5", "-3.5"),
            (Percent, "71", "71"),
            (Money, "GBP 214,000", "GBP 214,000"),
            (Money, "£ 2.2 m a year", "£ 2.2 m a year"),
            (Duration, "about 45 minutes", "about 45 minutes"),
            (Duration, "2 Days, 3 hours", "2 Days, 3 hours"),
            (Person, "Q. Lim", "Q. Lim"),
            (Standing, "Confirmed", "confirmed"),
            (Standing, "not yet confirmed", "not yet confirmed"),
            (Text, "two\nlines", "two lines"),
            (List, "CC6.1, CC6.2", "CC6.1, CC6.2"),
        ];
        for (kind, text, expected) in taken {
            assert_eq!(written(kind, text).as_deref(), Some(expected), "{kind:?} {text}");
        }
        let refused = [
            (Date, "31.12.2026"),
            (Date, "2026-02-30"),
            (Date, "26-12-31"),
            (Date, "soon"),
            (Instant, "2026-12-31"),
            (Instant, "2026-12-31 25:00"),
            (Instant, "2026-12-31 1:5"),
            (Number, "0 of 7"),
            (Number, "12,00"),
            (Number, "forty"),
            (Number, "about"),
            (Percent, "71 %"),
            (Money, "214,000"),
            (Money, "GBP"),
            (Duration, "45"),
            (Duration, "days"),
            (Person, "–"),
            (Standing, "not yet known"),
            (Standing, "likely"),
            (Text, " \u{200b}"),
            (List, ""),
        ];
        for (kind, text) in refused {
            assert_eq!(written(kind, text), None, "{kind:?} {text}");
        }
    }
}
