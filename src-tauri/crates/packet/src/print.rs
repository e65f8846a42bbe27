//! How dates, counts and sizes are printed. Knows nothing of the locale or the clock of the machine.

use chrono::{DateTime, FixedOffset, Offset, TimeZone};
use model::evidence::Covers;
use model::time::{Day, Instant, Span, ZonedInstant};

/// `20 November 2026`.
pub(crate) fn day(day: Day) -> String {
    day.format("%-d %B %Y").to_string()
}

/// `20 Nov 2026`.
pub(crate) fn short_day(day: Day) -> String {
    day.format("%-d %b %Y").to_string()
}

/// `1 January 2026 to 31 December 2026`.
pub(crate) fn span(span: Span) -> String {
    format!("{} to {}", day(span.from), day(span.to))
}

/// `UTC`, or `UTC+01:00`.
fn zone(offset: &FixedOffset) -> String {
    if offset.fix().local_minus_utc() == 0 { "UTC".to_owned() } else { format!("UTC{offset}") }
}

/// `20 November 2026 18:00 UTC`.
pub(crate) fn long_instant(at: ZonedInstant) -> String {
    format!("{} {}", at.format("%-d %B %Y %H:%M"), zone(at.offset()))
}

/// `20 Nov 2026 18:00 UTC+01:00`.
pub(crate) fn instant(at: ZonedInstant) -> String {
    format!("{} {}", at.format("%-d %b %Y %H:%M"), zone(at.offset()))
}

/// An instant that the vault recorded, in UTC.
pub(crate) fn utc(at: Instant) -> String {
    at.format("%-d %b %Y %H:%M").to_string()
}

/// An instant that the vault recorded, as it was in the packet's zone.
pub(crate) fn in_zone(at: Instant, like: ZonedInstant) -> DateTime<FixedOffset> {
    like.offset().from_utc_datetime(&at.naive_utc())
}

/// What of the period an item speaks for, as it follows the word `covers`.
pub(crate) fn covers(covers: Covers) -> String {
    match covers {
        Covers::Period { span } => format!("{} to {}", short_day(span.from), short_day(span.to)),
        Covers::AsOf { on } => format!("as of {}", short_day(on)),
        Covers::InForce { from, until: None } => format!("in force from {}", short_day(from)),
        Covers::InForce { from, until: Some(until) } => {
            format!("in force from {} to {}", short_day(from), short_day(until))
        }
    }
}

/// A count with its thousands parted: `4,118,226`.
pub(crate) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `214,118,902 bytes`.
pub(crate) fn size(bytes: u64) -> String {
    if bytes == 1 { "1 byte".to_owned() } else { format!("{} bytes", count(bytes)) }
}

/// `1 page`, `3 pages`.
pub(crate) fn counted(number: u64, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{} {many}", count(number)) }
}

/// The lines of a text that aren't blank, tabs as blanks.
pub(crate) fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| line.replace('\t', " ").trim_end().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// A list in words: `a, b and c`.
pub(crate) fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A word with a capital letter.
pub(crate) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_part_their_thousands() {
        assert_eq!(["0", "999", "1,000", "4,118,226"], [0, 999, 1_000, 4_118_226].map(count)[..]);
        assert_eq!(counted(1, "row", "rows"), "1 row");
        assert_eq!(size(1), "1 byte");
    }

    #[test]
    fn instants_name_their_zone() {
        let at = |text| DateTime::parse_from_rfc3339(text).expect("an instant");
        assert_eq!(instant(at("2026-11-20T18:00:00Z")), "20 Nov 2026 18:00 UTC");
        assert_eq!(long_instant(at("2026-09-03T09:04:00+05:30")), "3 September 2026 09:04 UTC+05:30");
        assert_eq!(list(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }
}
