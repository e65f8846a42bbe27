//! Screenshots of the evidence: which template, which data. The screens are drawn by `screen/*.typ`, one point a pixel.

use chrono::{Duration, NaiveDate, NaiveDateTime};
use serde_json::{Value, json};

use crate::extract::{SALESFORCE, app_change_rows, last_logins};
use crate::seed::Seed;
use crate::shop::{APPS, Shop, day, days};

/// A screenshot.
pub(crate) struct Screen {
    /// Its template.
    pub(crate) template: &'static str,
    /// Its data.
    pub(crate) data: fn(&Shop) -> Value,
}

macro_rules! screens {
    ($($file:literal = $template:literal, $data:expr;)+) => {
        /// The screenshot of that file name.
        pub(crate) fn screen(file: &str) -> Option<Screen> {
            match file {
                $($file => Some(Screen { template: include_str!(concat!("../screen/", $template, ".typ")), data: $data }),)+
                _ => None,
            }
        }
    };
}

screens! {
    "salesforce-active-users-2026-09-28.png" = "salesforce-users", salesforce_users;
    "salesforce-connected-apps-2026-11-17.png" = "connected-apps", connected_apps;
    "salesforce-permission-set-commerce-admin-2026-11-04.png" = "permission-set", permission_set;
    "security-training-dashboard-2026-10-12.png" = "training-dashboard", nothing;
    "fathom-desk-SD-4471.png" = "ticket", nothing;
    "lodestar-sign-in-policy-2026-11-16.png" = "sign-in-policy", nothing;
    "millrace-branch-protection-2026-10-29.png" = "branch-protection", nothing;
    "millrace-pipeline-gates-2026-10-29.png" = "pipeline-gates", pipeline;
    "corvane-store-encryption-2026-10-22.png" = "stores", nothing;
    "corvane-backup-console-2026-10-30.png" = "backups", backups;
    "kestrel-devices-2026-10-26.png" = "devices", nothing;
    "sable-watch-queue-2026-10-30.png" = "alert-queue", alerts;
    "sync-health-2026-10-30.png" = "sync-health", sync_health;
    "security-contact-page-2026-10-20.png" = "security-contact", nothing;
}

fn nothing(_: &Shop) -> Value {
    json!({})
}

fn moment(on: NaiveDate, hour: u32, minute: u32) -> NaiveDateTime {
    on.and_hms_opt(hour, minute, 0).unwrap_or_default()
}

/// The first sixteen of 24 users, by last login; the rest lies below the edge of the screen.
fn salesforce_users(_: &Shop) -> Value {
    let mut users: Vec<_> = SALESFORCE.iter().zip(last_logins()).collect();
    users.sort_by_key(|(_, login)| std::cmp::Reverse(*login));
    let rows: Vec<_> = users
        .into_iter()
        .take(16)
        .map(|((account, name, profile, _, role), login)| {
            json!([account, name, profile, login.format("%d/%m/%Y %H:%M").to_string(), role, "✓"])
        })
        .collect();
    json!({ "rows": rows })
}

fn connected_apps(_: &Shop) -> Value {
    let changes: Vec<_> = app_change_rows().collect();
    let mut seed = Seed::of("connected apps");
    let rows: Vec<_> = APPS
        .iter()
        .map(|(app, flow, minutes)| {
            let last = changes.iter().rev().find(|row| row[2] == *app && row[0] < "2026-11-17");
            let modified = last.map_or_else(
                || {
                    format!(
                        "{:02}/{:02}/2025 {:02}:{:02}",
                        seed.between(1, 28),
                        seed.between(2, 11),
                        seed.between(8, 16),
                        seed.between(0, 59)
                    )
                },
                |row| format!("{}/{}/2026 {}", &row[0][8..10], &row[0][5..7], &row[0][11..16]),
            );
            let user = match *app {
                "OMS order sync" => "svc-oms-sync".to_owned(),
                "Tax calculation" => "svc-tax-calc".to_owned(),
                "Survey invitations" => "svc-survey".to_owned(),
                "Telephony" => "svc-telephony-eu".to_owned(),
                _ => format!("svc-{}", app.to_lowercase().replace("oms ", "oms-").replace(' ', "-")),
            };
            json!([app, flow, minutes.to_string(), user, "enforce", modified])
        })
        .collect();
    json!({ "rows": rows })
}

fn permission_set(_: &Shop) -> Value {
    json!({ "rows": [
        ["c.marsh", "Colin Marsh", "s.prakash", "14/02/2023", "SD-0611"],
        ["d.ivanova", "Daria Ivanova", "s.prakash", "20/06/2023", "SD-0874"],
        ["f.nakata", "Fumi Nakata", "s.prakash", "20/06/2023", "SD-0874"],
        ["j.reuter", "Jonas Reuter", "c.marsh", "08/01/2025", "SD-1702"],
        ["k.hayes", "Kwame Hayes", "c.marsh", "03/03/2025", "SD-1790"],
        ["k.moreau", "Karim Moreau", "c.marsh", "11/05/2026", "SD-2821"],
        ["l.berg", "Lena Berg", "c.marsh", "20/04/2026", "SD-2560"],
        ["m.lindholm", "Maya Lindholm", "c.marsh", "07/07/2026", "SD-3314"],
        ["u.grant", "Una Grant", "c.marsh", "12/10/2026", "SD-4552"],
    ] })
}

/// The last twelve deployments of the order service before the picture was taken.
fn pipeline(shop: &Shop) -> Value {
    let taken = moment(day(10, 29), 14, 9);
    let runs = shop
        .deployments
        .iter()
        .rev()
        .filter(|it| it.at < taken && shop.changes[it.change].component == "order-service");
    let rows: Vec<_> = runs
        .take(12)
        .map(|it| {
            let change = &shop.changes[it.change];
            json!([
                it.number,
                change.number,
                change.title,
                it.author,
                it.reviewer,
                "0 critical",
                "none",
                "0 critical",
                "● done"
            ])
        })
        .collect();
    json!({ "rows": rows })
}

fn backups(shop: &Shop) -> Value {
    let of = |on: NaiveDate| shop.backups.iter().filter(move |it| it.at.date() == on);
    let rows: Vec<_> = of(day(10, 30))
        .map(|it| {
            let from = if it.store == "orders-replica" { "eu-west" } else { "uk-south" };
            let size = format!("{}.{}", it.tenths / 10, it.tenths % 10);
            json!([
                it.store,
                from,
                it.at.format("%d/%m/%Y %H:%M").to_string(),
                it.minutes.to_string(),
                size,
                format!("● {}", it.result),
                "25/09/2026"
            ])
        })
        .collect();
    let month: Vec<_> = days(day(10, 1), day(10, 30))
        .map(|on| json!([on.format("%d").to_string(), of(on).filter(|it| it.result != "ok").count()]))
        .collect();
    json!({ "rows": rows, "month": month })
}

/// Alerts of the 48 hours before the picture, newest first.
fn alerts(shop: &Shop) -> Value {
    let taken = moment(day(10, 30), 8, 47);
    let here: Vec<_> =
        shop.alerts.iter().rev().filter(|it| it.at < taken && it.at >= taken - Duration::hours(48)).collect();
    let within = here.iter().filter(|it| it.minutes <= it.limit).count();
    let mut minutes: Vec<_> = here.iter().map(|it| it.minutes).collect();
    minutes.sort_unstable();
    let rows: Vec<_> = here
        .iter()
        .take(15)
        .map(|it| {
            json!([
                it.number,
                it.at.format("%d/%m/%Y %H:%M").to_string(),
                it.severity,
                it.rule,
                it.region,
                it.analyst,
                format!("{} ({})", it.minutes, it.limit),
                it.outcome
            ])
        })
        .collect();
    json!({
        "rows": rows, "count": here.len().to_string(), "within": format!("{within} of {}", here.len()),
        "median": minutes.get(minutes.len() / 2).copied().unwrap_or_default().to_string(),
    })
}

fn sync_health(shop: &Shop) -> Value {
    let mut seed = Seed::of("sync health");
    let names = [
        ("Order sync", 2),
        ("Order change sync", 3),
        ("Contact sync", 9),
        ("Case sync", 4),
        ("Refund sync", 3),
        ("Stock feed", 6),
    ];
    let jobs: Vec<_> = names
        .iter()
        .map(|(name, usual)| json!({ "name": name, "lag": (0..14).map(|_| usual + seed.between(-1, 4)).collect::<Vec<_>>() }))
        .collect();
    let calls: Vec<_> = shop
        .calls
        .iter()
        .filter(|it| (day(10, 17)..=day(10, 30)).contains(&it.on))
        .map(|it| it.made() / 1000)
        .collect();
    let last: Vec<_> = shop
        .reconciliations
        .iter()
        .filter(|it| it.on == day(10, 29))
        .map(|it| {
            let ran = it.ran.map(|at| at.format("%d/%m %H:%M").to_string()).unwrap_or_default();
            json!([it.job, ran, it.source.to_string(), it.target.to_string(), (it.source - it.target).to_string()])
        })
        .collect();
    json!({ "jobs": jobs, "calls": calls, "last": last })
}
