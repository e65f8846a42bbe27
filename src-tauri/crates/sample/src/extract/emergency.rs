//! Uses of the emergency accounts: what the identity provider gives for a span, announced tests taken out.

use std::io::{self, Write};

use super::table;
use crate::shop::Shop;

/// Each use: account, begun, ended, incident. The log of the sealed envelopes tells the same.
const USES: [[&str; 4]; 1] = [["eg-01", "2026-06-24T05:58:31Z", "2026-06-24T06:58:31Z", "INC-2026-015"]];

pub(super) fn first_half(_: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    uses("2026-01-01", "2026-06-30", to)
}

pub(super) fn autumn(_: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    uses("2026-07-01", "2026-10-31", to)
}

/// The extract from the day `first` to the day `last`, both included and written as in an instant; its head tells what
/// was asked, so that one without rows says something too.
fn uses(first: &str, last: &str, to: &mut dyn Write) -> io::Result<u64> {
    let within = |begun: &str| begun.get(..10).is_some_and(|day| first <= day && day <= last);
    let rows: Vec<_> = USES.into_iter().filter(|[_, begun, ..]| within(begun)).collect();
    writeln!(to, "# Lodestar ID, production tenant, event export of 2026-11-03")?;
    writeln!(to, "# account in (eg-01, eg-02) AND event = sign-in AND outcome = success")?;
    writeln!(to, "# from {first}T00:00:00Z to {last}T23:59:59Z, announced tests (DR-2026-*) taken out")?;
    writeln!(to, "# records: {}", rows.len())?;
    table(to, b',', false, &["account", "begun_utc", "ended_utc", "incident"], rows)
}
