//! Cells of instants: a date, a time of day and a zone. A cell without a zone takes the mapping's, and is refused where
//! there is none: an instant without a zone is no instant.

use chrono::{FixedOffset, NaiveTime, TimeZone, Timelike};
use model::sheet::Cell;
use model::time::ZonedInstant;

use super::day::{self, Order};

/// The instant of a cell whose shown text is `text`.
pub(super) fn read(cell: &Cell, text: &str, order: Order, offset: Option<FixedOffset>) -> Result<ZonedInstant, String> {
    match cell {
        Cell::Date(at) if at.num_seconds_from_midnight() == 0 => Err(incomplete()),
        Cell::Text(_) | Cell::Date(_) => of_text(text, order, offset),
        Cell::Number(_) | Cell::Bool(_) | Cell::Blank | Cell::Error(_) | Cell::Formula(_) | Cell::Long { .. } => {
            Err(incomplete())
        }
    }
}

fn of_text(text: &str, order: Order, offset: Option<FixedOffset>) -> Result<ZonedInstant, String> {
    let date = day::date_part(text);
    let rest = text.trim().get(date.len()..).unwrap_or_default();
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, 'T' | 't' | ','));
    if date.is_empty() || rest.is_empty() {
        return Err(incomplete());
    }
    let day = day::of_text(date, order, false)?;
    let (time, zone) = time(rest).ok_or_else(incomplete)?;
    let offset = match zone {
        Some(zone) => zone_of(zone).ok_or_else(|| format!("names a zone that isn't an offset: {}", example()))?,
        None => offset.ok_or_else(|| format!("names no zone, and the mapping gives none: {}", example()))?,
    };
    offset.from_local_datetime(&day.and_time(time)).single().ok_or_else(incomplete)
}

fn incomplete() -> String {
    format!("must have a date, a time of day and a zone, {}", example())
}

fn example() -> &'static str {
    "such as 2026-03-31 14:05 +02:00"
}

/// A time of day, and what follows it as a zone.
fn time(text: &str) -> Option<(NaiveTime, Option<&str>)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.'))).unwrap_or(text.len());
    let (clock, rest) = text.split_at(end);
    let rest = rest.trim();
    let (half, rest) = match rest.get(..2).map(str::to_ascii_lowercase).as_deref() {
        Some("am") => (Some(false), rest[2..].trim()),
        Some("pm") => (Some(true), rest[2..].trim()),
        Some(_) | None => (None, rest),
    };
    let time = ["%H:%M:%S%.f", "%H:%M"].iter().find_map(|form| NaiveTime::parse_from_str(clock, form).ok())?;
    let time = match (half, time.hour()) {
        (None, _) => time,
        (Some(_), 0 | 13..) => return None,
        (Some(false), 12) => time.with_hour(0)?,
        (Some(true), hour) if hour < 12 => time.with_hour(hour + 12)?,
        (Some(_), _) => time,
    };
    Some((time, Some(rest).filter(|rest| !rest.is_empty())))
}

/// An offset from UTC: `Z`, `UTC`, `GMT`, `+02:00`, `+0200`, `+2`, each alone or after `UTC` or `GMT`, in brackets or not.
fn zone_of(text: &str) -> Option<FixedOffset> {
    let text = text.trim_matches(['(', ')', '[', ']']).to_uppercase();
    if text == "Z" {
        return FixedOffset::east_opt(0);
    }
    let text = text.strip_prefix("UTC").or_else(|| text.strip_prefix("GMT")).unwrap_or(&text).trim();
    if text.is_empty() {
        return FixedOffset::east_opt(0);
    }
    let (sign, digits) = match (text.strip_prefix('+'), text.strip_prefix(['-', '−'])) {
        (Some(digits), _) => (1, digits),
        (None, Some(digits)) => (-1, digits),
        (None, None) => return None,
    };
    let plain: String = digits.replace(':', "");
    if plain.is_empty() || plain.len() > 4 || !plain.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = if plain.len() <= 2 { (plain.as_str(), "0") } else { plain.split_at(plain.len() - 2) };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let holds = minutes < 60 && hours * 60 + minutes <= 14 * 60;
    holds.then(|| FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60))).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(text: &str) -> Result<ZonedInstant, String> {
        of_text(text, Order::Unknown, None)
    }

    #[test]
    fn instants_with_a_zone_are_read() {
        for text in [
            "2026-03-31T14:05:00+02:00",
            "2026-03-31 14:05 +02:00",
            "2026-03-31 14:05+0200",
            "2026-03-31 14:05 UTC+2",
            "31 Mar 2026, 14:05:00.000 (UTC+02:00)",
            "2026-03-31 2:05 PM GMT+2",
            "31/03/2026 02:05:00 pm +02",
        ] {
            assert_eq!(of(text).map(|at| at.to_rfc3339()), Ok("2026-03-31T14:05:00+02:00".to_owned()), "{text}");
        }
        assert_eq!(of("2026-03-31 12:00 AM Z").map(|at| at.to_rfc3339()), Ok("2026-03-31T00:00:00+00:00".to_owned()));
        assert_eq!(
            of("2026-03-31T23:30:00-0830").map(|at| at.to_rfc3339()),
            Ok("2026-03-31T23:30:00-08:30".to_owned())
        );
    }

    #[test]
    fn without_date_time_or_zone_it_is_refused() {
        for text in [
            "2026-03-31",
            "14:05 +02:00",
            "2026-03-31 14:05",
            "2026-03-31 14:05 CET",
            "2026-03-31 14:05 +15:00",
            "2026-03-31 14:05 +02:60",
            "2026-03-31 25:05 Z",
            "2026-03-31 13:05 PM Z",
            "04/05/2026 10:00 Z",
            "",
            "T",
            ":",
        ] {
            assert!(of(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_mapping_gives_the_zone_that_a_cell_lacks() {
        let offset = FixedOffset::east_opt(-5 * 3600);
        let cell = Cell::Date("2026-03-31T14:05:00".parse().expect("a date and time"));
        let read = read(&cell, "2026-03-31 14:05:00", Order::Unknown, offset);
        assert_eq!(read.map(|at| at.to_rfc3339()), Ok("2026-03-31T14:05:00-05:00".to_owned()));
        let named = of_text("2026-03-31 14:05 Z", Order::Unknown, offset);
        assert_eq!(
            named.map(|at| at.to_rfc3339()),
            Ok("2026-03-31T14:05:00+00:00".to_owned()),
            "the cell's own goes first"
        );
        let bare = Cell::Date("2026-03-31T00:00:00".parse().expect("a date and time"));
        assert!(super::read(&bare, "2026-03-31", Order::Unknown, offset).is_err());
    }

    proptest! {
        #[test]
        fn what_is_exported_is_read(seconds in 0i64..7_000_000_000, minutes in -840i32..=840) {
            let offset = FixedOffset::east_opt(minutes * 60).expect("an offset");
            let at = offset.timestamp_opt(seconds, 0).single().expect("an instant");
            prop_assert_eq!(of(&at.to_rfc3339()), Ok(at));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,30}|[0-9: TZ+ampUC()-]{0,30}") {
            let _ = of_text(&text, Order::Unknown, FixedOffset::east_opt(0)).is_ok();
        }
    }
}
