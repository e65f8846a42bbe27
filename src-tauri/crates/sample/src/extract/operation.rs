//! Extracts of operations.

use std::io::{self, Write};

use chrono::{Duration, NaiveDateTime};
use serde_json::json;

use super::table;
use crate::seed::Seed;
use crate::shop::{Shop, day, stamp};

pub(super) fn backups(shop: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let head = ["store", "begun_utc", "minutes", "gigabytes", "target", "result", "note"];
    let rows = shop.backups.iter().map(|it| {
        let size = format!("{}.{}", it.tenths / 10, it.tenths % 10);
        let target = if it.store == "orders-replica" { "uk-south" } else { "eu-west" };
        [
            it.store.to_owned(),
            stamp(it.at),
            it.minutes.to_string(),
            size,
            target.into(),
            it.result.into(),
            it.note.clone(),
        ]
    });
    table(to, b',', false, &head, rows)
}

pub(super) fn findings(shop: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let head = ["finding", "first_seen", "severity", "asset", "title", "due", "fixed_seen", "ticket"];
    let rows = shop.findings.iter().map(|it| {
        let fixed = it.fixed.map(|on| on.to_string()).unwrap_or_default();
        [
            it.number.clone(),
            it.seen.to_string(),
            it.severity.into(),
            it.asset.clone(),
            it.title.into(),
            it.due.to_string(),
            fixed,
            it.ticket.clone(),
        ]
    });
    table(to, b',', false, &head, rows)
}

pub(super) fn alerts(shop: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let head = [
        "alert",
        "raised_utc",
        "severity",
        "rule",
        "region",
        "analyst",
        "minutes",
        "limit_minutes",
        "outcome",
        "reference",
    ];
    let rows = shop.alerts.iter().map(|it| {
        [
            it.number.clone(),
            stamp(it.at),
            it.severity.into(),
            it.rule.into(),
            it.region.into(),
            it.analyst.into(),
            it.minutes.to_string(),
            it.limit.to_string(),
            it.outcome.into(),
            it.reference.clone(),
        ]
    });
    table(to, b',', false, &head, rows)
}

/// 64 deviations of the third quarter with their ends, five of them after more than ten days.
pub(super) fn drift(_: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let mut seed = Seed::of("drift");
    let kinds = [
        "tag missing",
        "port opened by hand",
        "version below baseline",
        "log forwarding off",
        "public flag differs",
        "timeout differs",
        "group member added",
    ];
    let mut lines: Vec<(NaiveDateTime, String)> = Vec::new();
    for number in 1..=64 {
        let at = day(7, 1).and_hms_opt(0, 0, 0).unwrap_or_default() + Duration::minutes(seed.between(0, 80 * 24 * 60));
        let hours = if number % 13 == 4 { seed.between(245, 290) } else { seed.between(1, 150) };
        let end = (at + Duration::hours(hours)).min(day(9, 30).and_hms_opt(21, 0, 0).unwrap_or_default());
        let name = format!("DR-{}", 900 + number);
        let asset = format!("{}-{}", seed.pick(&["gw", "ord", "shop", "int", "adm", "log"]), seed.between(1, 24));
        let (kind, ticket) = (seed.pick(&kinds), format!("SD-{}", seed.between(3200, 4400)));
        let how = seed.pick(&["set back", "set back", "set back", "baseline changed by CHG", "approved until 31 Dec"]);
        lines.push((at, format!("WARN  drift opened  {name} asset={asset} what=\"{kind}\" ticket={ticket}")));
        lines.push((
            end,
            format!("INFO  drift settled {name} asset={asset} how=\"{how}\" after_hours={}", (end - at).num_hours()),
        ));
    }
    for number in 0..92 {
        let at = (day(7, 1) + Duration::days(number)).and_hms_opt(0, 5, 0).unwrap_or_default();
        lines.push((at, format!("INFO  detector run complete resources={} hourly_runs=24", seed.between(1380, 1422))));
    }
    lines.sort();
    for (at, line) in &lines {
        writeln!(to, "{} {line}", stamp(*at))?;
    }
    Ok(lines.len() as u64)
}

/// 36 rules on one line, as the console exports them.
pub(super) fn edge_rules(_: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let mut seed = Seed::of("edge rules");
    let kinds = [
        "block country list",
        "limit rate by address",
        "block known scanners",
        "allow carrier webhooks",
        "challenge on sign-in",
        "block path traversal",
    ];
    let rules: Vec<_> = (1..=36)
        .map(|number| {
            json!({
                "id": format!("E-{number:03}"), "priority": number * 10, "action": seed.pick(&["block", "limit", "challenge", "allow"]),
                "name": seed.pick(&kinds), "change": format!("CHG-{}", seed.between(2100, 4140)), "enabled": number % 11 != 0,
                "hits_30d": seed.between(0, 90_000), "emergency_set": number > 30,
            })
        })
        .collect();
    let export = json!({ "exported_at": "2026-11-04T12:20:08Z", "exported_by": "b.osei", "project": "harbourpine-prod", "regions": ["uk-south", "eu-west"], "default": "deny", "rules": rules });
    serde_json::to_writer(&mut *to, &export)?;
    Ok(36)
}
