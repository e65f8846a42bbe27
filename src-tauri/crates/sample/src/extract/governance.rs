//! Extracts of governance, training and incidents.

use std::io::{self, Write};

use chrono::{Duration, NaiveDate};

use super::table;
use crate::record::records;
use crate::seed::Seed;
use crate::shop::{Shop, day};

/// 236 workers; 214 have finished, 22 are overdue: 15 in Leith operations, four in customer operations, two in sales,
/// one in marketing.
pub(super) fn training(shop: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let mut seed = Seed::of("training");
    let mut left = [("Operations", 15), ("Customer operations", 4), ("Sales", 2), ("Marketing", 1)];
    let per_month = [31, 44, 38, 22, 19, 17, 12, 9, 22];
    let mut dates: Vec<NaiveDate> = per_month
        .iter()
        .zip(1..)
        .flat_map(|(count, month)| std::iter::repeat_n(month, *count))
        .map(|month| day(month, 1 + seed.between(0, 27) as u32))
        .collect();
    dates = seed.shuffled(dates);
    let mut rows = Vec::with_capacity(236);
    for worker in shop.active_on(day(9, 30)) {
        let slot = left.iter_mut().find(|(team, open)| *team == worker.team && *open > 0);
        let overdue = slot.is_some_and(|(_, open)| {
            let here = worker.joined < day(1, 1);
            *open -= i32::from(here);
            here
        });
        let done = if overdue { None } else { dates.pop() };
        let done = done.map(|on| on.max(worker.joined));
        let state = if overdue { "overdue" } else { "finished" };
        let score = if overdue { String::new() } else { seed.between(80, 100).to_string() };
        let due = if worker.joined >= day(1, 1) { worker.joined + Duration::days(30) } else { day(8, 31) };
        rows.push([
            worker.account.clone(),
            worker.team.to_owned(),
            worker.site.to_owned(),
            "SEC-2026".to_owned(),
            due.to_string(),
            done.map(|on| on.to_string()).unwrap_or_default(),
            score,
            state.to_owned(),
        ]);
    }
    rows.sort();
    table(to, b',', false, &["account", "team", "site", "course", "due", "finished", "score", "state"], rows)
}

pub(super) fn speak_up(_: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let head = ["case", "received", "channel", "subject", "first_answer", "assessor", "result", "closed"];
    let rows = [
        [
            "SU-2026-01",
            "2026-03-24",
            "telephone",
            "conduct of a manager",
            "2026-03-25",
            "outside counsel",
            "substantiated in part; measures taken",
            "2026-05-18",
        ],
        [
            "SU-2026-02",
            "2026-08-06",
            "web form",
            "expenses",
            "2026-08-07",
            "outside counsel",
            "not substantiated",
            "2026-09-02",
        ],
    ];
    table(to, b',', false, &head, rows)
}

pub(super) fn deficiencies(_: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let head = [
        "number",
        "found",
        "title",
        "control",
        "severity",
        "owner",
        "due",
        "state",
        "closed",
        "reported_to_executives",
    ];
    table(to, b',', false, &head, records(include_str!("../../text/deficiencies.txt")))
}

/// 24 incidents, four of them of level 2.
pub(super) fn incidents(_: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let head = ["number", "opened_utc", "level", "title", "commander", "judged_minutes", "closed", "notices", "review"];
    let rows = records(include_str!("../../text/incidents.txt")).zip(1..).map(|(record, number)| {
        let mut row = vec![format!("INC-2026-{number:03}"), format!("2026-{}Z", record[0])];
        row.extend(record[1..].iter().map(|cell| (*cell).to_owned()));
        row
    });
    table(to, b',', false, &head, rows)
}
