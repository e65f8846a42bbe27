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

/// An instant that the vault recorded, in UTC: `14 Mar 2026, 08:14`.
pub(crate) fn utc(at: Instant) -> String {
    at.format("%-d %b %Y, %H:%M").to_string()
}

/// An instant by the clock of UTC, then by that of its own zone: `14 Mar 2026, 08:14 UTC (09:14 local, +01:00)`. All
/// instants of one evidence item are printed so, that none looks earlier than it was.
pub(crate) fn two_clocks(at: ZonedInstant) -> String {
    let utc = at.to_utc();
    let offset = at.offset().fix();
    if offset.local_minus_utc() == 0 {
        return format!("{} UTC", self::utc(utc));
    }
    let same_day = at.date_naive() == utc.date_naive();
    let local = at.format(if same_day { "%H:%M" } else { "%-d %b %Y, %H:%M" });
    format!("{} UTC ({local} local, {offset})", self::utc(utc))
}

/// An instant that the vault recorded, as it was in the packet's zone.
pub(crate) fn in_zone(at: Instant, like: ZonedInstant) -> DateTime<FixedOffset> {
    like.offset().from_utc_datetime(&at.naive_utc())
}

/// `1 Jan 2026 to 31 Dec 2026`, or one day.
pub(crate) fn short_span(span: Span) -> String {
    if span.from == span.to {
        return short_day(span.from);
    }
    format!("{} to {}", short_day(span.from), short_day(span.to))
}

/// What of the period an item speaks for: the word that fits, and the days. Only a span of days is covered.
pub(crate) fn reach(covers: Option<Covers>) -> (&'static str, String) {
    match covers {
        Some(Covers::Period { span }) if span.days() > 1 => ("covers", short_span(span)),
        Some(Covers::Period { span }) => ("as of", short_day(span.to)),
        Some(Covers::AsOf { on }) => ("as of", short_day(on)),
        Some(Covers::InForce { from, until: None }) => ("in force", format!("from {}", short_day(from))),
        Some(Covers::InForce { from, until: Some(until) }) => {
            ("in force", format!("from {} to {}", short_day(from), short_day(until)))
        }
        None => ("days spoken for", "not recorded".to_owned()),
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

/// How long a due date is past on the day of reporting; none when it isn't.
pub(crate) fn overdue(due: Day, today: Day) -> Option<String> {
    let days = u64::try_from((today - due).num_days()).ok().filter(|days| *days > 0)?;
    Some(format!("overdue by {}", counted(days, "day", "days")))
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

    #[test]
    fn evidence_is_dated_by_the_clock_of_utc_first() {
        let at = |text| two_clocks(DateTime::parse_from_rfc3339(text).expect("an instant"));
        assert_eq!(at("2026-03-14T09:14:00+01:00"), "14 Mar 2026, 08:14 UTC (09:14 local, +01:00)");
        assert_eq!(at("2026-03-14T08:14:00Z"), "14 Mar 2026, 08:14 UTC");
        assert_eq!(at("2026-03-15T00:30:00+05:30"), "14 Mar 2026, 19:00 UTC (15 Mar 2026, 00:30 local, +05:30)");
        assert_eq!(at("2026-03-14T20:14:00-08:00"), "15 Mar 2026, 04:14 UTC (14 Mar 2026, 20:14 local, -08:00)");
    }

    #[test]
    fn only_a_span_of_days_is_covered() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let (first, last) = (day("2026-01-01"), day("2026-09-29"));
        let said = |covers| {
            let (word, days) = reach(covers);
            format!("{word} {days}")
        };
        let span = |from, to| Some(Covers::Period { span: Span { from, to } });
        assert_eq!(said(span(first, last)), "covers 1 Jan 2026 to 29 Sep 2026");
        assert_eq!(said(span(last, last)), "as of 29 Sep 2026");
        assert_eq!(said(Some(Covers::AsOf { on: last })), "as of 29 Sep 2026");
        assert_eq!(said(Some(Covers::InForce { from: first, until: None })), "in force from 1 Jan 2026");
        let until = Some(Covers::InForce { from: first, until: Some(last) });
        assert_eq!(said(until), "in force from 1 Jan 2026 to 29 Sep 2026");
        assert_eq!(said(None), "days spoken for not recorded");
    }
}
