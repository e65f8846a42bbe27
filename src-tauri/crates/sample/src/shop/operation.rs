//! Findings of scans, alerts with their triage, and backup runs.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, Weekday};

use super::calendar::{at, day, days, year_to_october};
use crate::seed::Seed;

/// A finding of the weekly scan.
pub(crate) struct Finding {
    /// Number, such as `PL-20417`.
    pub(crate) number: String,
    /// Scan that saw it first.
    pub(crate) seen: NaiveDate,
    /// critical, high, medium or low.
    pub(crate) severity: &'static str,
    /// Asset.
    pub(crate) asset: String,
    /// What it is.
    pub(crate) title: &'static str,
    /// By when it has to be fixed.
    pub(crate) due: NaiveDate,
    /// Scan that saw it fixed; none while it is open.
    pub(crate) fixed: Option<NaiveDate>,
    /// Ticket.
    pub(crate) ticket: String,
}

const TITLES: [(&str, &[&str]); 4] = [
    ("critical", &["Remote code execution in image library", "Deserialisation flaw in message client"]),
    (
        "high",
        &[
            "OpenSSL before 3.0.18",
            "Outdated JSON parser",
            "Container runs as root",
            "Kernel without patch of the month",
            "Regular expression denial of service in router",
        ],
    ),
    (
        "medium",
        &[
            "Missing header Content-Security-Policy",
            "Cookie without SameSite",
            "Old base image",
            "Library without support",
            "Directory listing on status host",
        ],
    ),
    (
        "low",
        &[
            "Server version in header",
            "Weak cipher offered but not chosen",
            "Verbose error on health page",
            "Certificate ends within 30 days",
        ],
    ),
];

/// Mondays on which a scan ran: every week but those of 25 May and 1 June.
pub(crate) fn scan_days() -> Vec<NaiveDate> {
    let missed = [day(5, 25), day(6, 1)];
    days(day(1, 5), day(10, 26)).filter(|on| on.weekday() == Weekday::Mon && !missed.contains(on)).collect()
}

/// What the scanner names, each in two regions.
const ASSETS: &str = "order-service checkout shop-front integration-layer admin-console search gateway node-image \
                      log-collector build-runner";

/// 874 findings; nearly all high ones were fixed within 30 days.
pub(crate) fn findings() -> Vec<Finding> {
    let mut seed = Seed::of("findings");
    let scans = scan_days();
    let assets: Vec<_> = ASSETS.split(' ').collect();
    let mut findings = Vec::with_capacity(874);
    for _ in 0..874 {
        let seen = seed.pick(&scans);
        let (class, limit, quick) = match seed.between(0, 999) {
            0..=13 => (0, 7, 3),
            14..=173 => (1, 30, 24),
            174..=613 => (2, 90, 70),
            _ => (3, 180, 150),
        };
        let (severity, titles) = TITLES[class];
        let late = seed.happens(if class < 2 { 40 } else { 25 });
        let wanted = seen + Duration::days(if late { limit + seed.between(3, 20) } else { seed.between(2, quick) });
        let region = seed.pick(&["uk-south", "eu-west"]);
        findings.push(Finding {
            number: String::new(),
            seen,
            severity,
            asset: format!("{}.{region}", seed.pick(&assets)),
            title: seed.pick(titles),
            due: seen + Duration::days(limit),
            fixed: scans.iter().copied().find(|scan| *scan >= wanted),
            ticket: String::new(),
        });
    }
    findings.sort_by(|a, b| (a.seen, &a.asset, a.title).cmp(&(b.seen, &b.asset, b.title)));
    for (number, finding) in findings.iter_mut().enumerate() {
        finding.number = format!("PL-{}", 20_001 + number);
        finding.ticket = format!("VUL-{}", 1201 + number);
    }
    findings
}

/// An alert with its triage.
pub(crate) struct Alert {
    /// Number, such as `AL-41207`.
    pub(crate) number: String,
    /// When it was raised.
    pub(crate) at: NaiveDateTime,
    /// high, medium or low.
    pub(crate) severity: &'static str,
    /// Rule.
    pub(crate) rule: &'static str,
    /// Region.
    pub(crate) region: &'static str,
    /// Minutes until an analyst had judged it.
    pub(crate) minutes: i64,
    /// Minutes allowed.
    pub(crate) limit: i64,
    /// Who judged.
    pub(crate) analyst: &'static str,
    /// What it was.
    pub(crate) outcome: &'static str,
    /// Incident or ticket; empty for those that were none.
    pub(crate) reference: String,
}

const RULES: [(&str, &str); 12] = [
    ("Sign-in from a new country", "medium"),
    ("Many failed sign-ins", "medium"),
    ("Administrator role assigned", "high"),
    ("Bulk export from Salesforce", "high"),
    ("Integration user outside its hours", "medium"),
    ("Web firewall blocks above usual", "low"),
    ("New listening port", "medium"),
    ("Secret found in commit", "high"),
    ("Malware stopped on endpoint", "low"),
    ("Unknown software on endpoint", "low"),
    ("Sync lag above 15 minutes", "medium"),
    ("Certificate ends within 14 days", "low"),
];

/// Who watches the alerts.
pub(crate) const ANALYSTS: [&str; 5] = ["m.adeyemi", "c.barlow", "n.rahman", "s.greig", "t.quinn"];

/// How an alert may turn out, the usual more often.
const OUTCOMES: [&str; 8] =
    ["harmless", "harmless", "harmless", "expected change", "expected change", "rule tuned", "ticket", "ticket"];

/// 1,862 alerts, none of region uk-south from 1 to 7 September; about three in a hundred were judged late.
pub(crate) fn alerts() -> Vec<Alert> {
    let mut seed = Seed::of("alerts");
    let all: Vec<_> = year_to_october().collect();
    let mut alerts: Vec<Alert> = Vec::with_capacity(1862);
    while alerts.len() < 1862 {
        let alert = alert(seed.pick(&all), &mut seed);
        let silent = (day(9, 1)..=day(9, 7)).contains(&alert.at.date()) && alert.region == "uk-south";
        if !silent {
            alerts.push(alert);
        }
    }
    alerts.sort_by_key(|alert| alert.at);
    for (number, alert) in alerts.iter_mut().enumerate() {
        alert.number = format!("AL-{}", 41_001 + number);
    }
    alerts
}

fn alert(on: NaiveDate, seed: &mut Seed) -> Alert {
    let region = seed.pick(&["uk-south", "uk-south", "eu-west", "identity", "endpoint"]);
    let at = at(on, seed.between(0, 86_399));
    let (rule, severity) = seed.pick(&RULES);
    let limit = match severity {
        "high" => 30,
        "medium" => 120,
        _ => 480,
    };
    let late = seed.happens(30);
    let minutes = if late { limit + seed.between(4, limit) } else { seed.between(2, limit * 8 / 10) };
    let (outcome, analyst) = (seed.pick(&OUTCOMES), seed.pick(&ANALYSTS));
    let reference = if outcome == "ticket" { format!("SD-{}", seed.between(2110, 4600)) } else { String::new() };
    Alert { number: String::new(), at, severity, rule, region, minutes, limit, analyst, outcome, reference }
}

/// A backup run.
pub(crate) struct Backup {
    /// The store.
    pub(crate) store: &'static str,
    /// When it began.
    pub(crate) at: NaiveDateTime,
    /// Minutes that it took.
    pub(crate) minutes: i64,
    /// Gigabytes, in tenths.
    pub(crate) tenths: i64,
    /// ok, or what went wrong.
    pub(crate) result: &'static str,
    /// Ticket of a failed run and when it was run again; empty for the others.
    pub(crate) note: String,
}

/// The eight stores with their size at the start of the year, in gigabytes.
pub(crate) const STORES: [(&str, i64); 8] = [
    ("orders-primary", 812),
    ("orders-replica", 812),
    ("customer-profile", 214),
    ("catalogue", 96),
    ("session-state", 18),
    ("event-broker", 143),
    ("document-store", 1340),
    ("audit-archive", 655),
];

/// 2,432 runs: eight stores on 304 days. Eleven failed, and each was run again within a day.
pub(crate) fn backups() -> Vec<Backup> {
    let mut seed = Seed::of("backups");
    let failed = [143, 390, 391, 702, 988, 1204, 1477, 1478, 1801, 2050, 2333];
    let mut backups = Vec::with_capacity(2432);
    for (number_of_day, on) in year_to_october().enumerate() {
        for (place, (store, size)) in STORES.into_iter().enumerate() {
            let number = backups.len();
            let begun = at(on, 3600 + place as i64 * 1260 + seed.between(0, 240));
            let grown = size * 10 + size * number_of_day as i64 / 700;
            let result = match failed.iter().position(|it| *it == number) {
                None => "ok",
                Some(which) if which % 3 == 0 => "failed: snapshot timed out",
                Some(which) if which % 3 == 1 => "failed: quota reached",
                Some(_) => "failed: target not reachable",
            };
            let note = if result == "ok" {
                String::new()
            } else {
                let again = begun + Duration::seconds(seed.between(3 * 3600, 20 * 3600));
                format!("SD-{}; run again {}", 2300 + number, again.format("%d %b %H:%M"))
            };
            let minutes = 4 + grown / 130 + seed.between(0, 6);
            backups.push(Backup { store, at: begun, minutes, tenths: grown, result, note });
        }
    }
    backups
}
