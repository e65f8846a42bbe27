//! Salesforce calls, reconciliation results, the order changes of March, and integration credentials.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, Weekday};

use super::calendar::{at, day, year_to_october};
use crate::seed::Seed;

/// Salesforce calls of a day.
pub(crate) struct Call {
    /// The day.
    pub(crate) on: NaiveDate,
    /// Calls allowed in a day.
    pub(crate) limit: i64,
    /// Calls of order sync, contact sync, case sync and all others.
    pub(crate) by_app: [i64; 4],
    /// Calls that were refused.
    pub(crate) refused: i64,
}

impl Call {
    /// Calls made, the refused ones not counted.
    pub(crate) fn made(&self) -> i64 {
        self.by_app.iter().sum()
    }
}

/// Calls beyond the limit on the six days of March: order changes that were lost on each.
const LOST: [i64; 6] = [38, 61, 72, 55, 49, 36];

/// 304 days. The limit of 150,000 was reached on eleven of them: 2 to 7 March and five in late summer.
pub(crate) fn calls() -> Vec<Call> {
    let mut seed = Seed::of("calls");
    let late_summer = [day(8, 24), day(8, 27), day(8, 31), day(9, 2), day(9, 4)];
    let mut list = Vec::with_capacity(304);
    for on in year_to_october() {
        let limit = 150_000;
        let week = if matches!(on.weekday(), Weekday::Sat | Weekday::Sun) { 62 } else { 100 };
        let growth = 100 + i64::from(on.ordinal()) / 12;
        let mut part = |base: i64| base * week / 100 * growth / 100 + seed.between(-base / 18, base / 18);
        let mut by_app = [part(61_000), part(19_000), part(14_000), part(7_400)];
        let march = (day(3, 2)..=day(3, 7)).contains(&on);
        let mut refused = 0;
        if march || late_summer.contains(&on) {
            by_app[0] = limit - by_app[1] - by_app[2] - by_app[3];
            refused =
                if march { LOST[on.day() as usize - 2] * 4 + seed.between(30, 90) } else { seed.between(60, 240) };
        }
        list.push(Call { on, limit, by_app, refused });
    }
    list
}

/// The result of one job's reconciliation on one day.
pub(crate) struct Reconciliation {
    /// The day.
    pub(crate) on: NaiveDate,
    /// The job.
    pub(crate) job: &'static str,
    /// When it ran; none when it didn't.
    pub(crate) ran: Option<NaiveDateTime>,
    /// Records in the shop.
    pub(crate) source: i64,
    /// Records in Salesforce.
    pub(crate) target: i64,
    /// Ticket of a difference.
    pub(crate) ticket: String,
    /// When the difference was settled.
    pub(crate) settled: String,
}

/// The six sync jobs with records of a usual day.
pub(crate) const JOBS: [(&str, i64); 6] =
    [("order", 4120), ("order-change", 1260), ("contact", 980), ("case", 640), ("refund", 210), ("stock", 18_400)];

/// 1,824 results: six jobs on 304 days. None ran from 2 to 7 March.
pub(crate) fn reconciliations() -> Vec<Reconciliation> {
    let mut seed = Seed::of("reconciliations");
    let mut list = Vec::with_capacity(1824);
    for on in year_to_october() {
        for (place, (job, usual)) in JOBS.into_iter().enumerate() {
            let silent = (day(3, 2)..=day(3, 7)).contains(&on);
            let week = if matches!(on.weekday(), Weekday::Sat | Weekday::Sun) { 70 } else { 100 };
            let source = usual * week / 100 + seed.between(-usual / 9, usual / 9);
            let differs = !silent && seed.happens(14);
            let target = if differs { source - seed.between(1, 4) } else { source };
            let ran =
                (!silent).then(|| at(on + Duration::days(1), 4 * 3600 + place as i64 * 420 + seed.between(0, 59)));
            let ticket = if differs { format!("SD-{}", 2400 + list.len()) } else { String::new() };
            let settled = if differs { (on + Duration::days(1)).format("%Y-%m-%d").to_string() } else { String::new() };
            list.push(Reconciliation { on, job, ran, source, target, ticket, settled });
        }
    }
    list
}

/// An order change that wasn't carried to Salesforce.
pub(crate) struct LostChange {
    /// Order.
    pub(crate) order: String,
    /// When the change was made in the shop.
    pub(crate) at: NaiveDateTime,
    /// What changed.
    pub(crate) what: &'static str,
    /// Who carried it over by hand.
    pub(crate) by: &'static str,
    /// When.
    pub(crate) carried: NaiveDateTime,
}

/// 311 changes from 2 to 7 March, carried over by 9 March.
pub(crate) fn lost_changes() -> Vec<LostChange> {
    let mut seed = Seed::of("lost changes");
    let kinds = [
        "delivery address",
        "delivery day",
        "line cancelled",
        "quantity",
        "phone number",
        "order cancelled",
        "gift note",
    ];
    let mut list = Vec::with_capacity(311);
    for (place, count) in LOST.into_iter().enumerate() {
        let on = day(3, 2 + place as u32);
        for _ in 0..count {
            let order = format!("HP-{}", 2_604_100 + seed.between(0, 48_000));
            let made = at(on, seed.between(14 * 3600, 23 * 3600));
            let carried = at(day(3, 8 + seed.between(0, 1) as u32), seed.between(9 * 3600, 18 * 3600));
            let what = seed.pick(&kinds);
            list.push(LostChange {
                order,
                at: made,
                what,
                by: seed.pick(&["k.hayes", "h.demir", "q.lim", "c.marsh"]),
                carried,
            });
        }
    }
    list.sort_by(|a, b| (a.at, &a.order).cmp(&(b.at, &b.order)));
    list
}

/// A credential of an integration.
pub(crate) struct Credential {
    /// Name in the secrets vault.
    pub(crate) name: String,
    /// What it is.
    pub(crate) class: &'static str,
    /// Owner.
    pub(crate) owner: &'static str,
    /// Rotations of 2026 up to 10 November, oldest first.
    pub(crate) rotated: Vec<NaiveDate>,
    /// How it was last rotated.
    pub(crate) how: &'static str,
}

/// The connected apps of Salesforce, with their flow and token minutes.
pub(crate) const APPS: [(&str, &str, u32); 14] = [
    ("OMS order sync", "JWT bearer", 15),
    ("OMS order change sync", "JWT bearer", 15),
    ("Contact sync", "JWT bearer", 30),
    ("Case sync", "JWT bearer", 30),
    ("Refund sync", "JWT bearer", 15),
    ("Stock feed", "Client credentials", 60),
    ("Tax calculation", "JWT bearer", 60),
    ("Carrier status", "Client credentials", 60),
    ("Returns label", "JWT bearer", 60),
    ("Telephony", "Client credentials", 60),
    ("Data export nightly", "JWT bearer", 60),
    ("Sable Watch events", "Client credentials", 30),
    ("Lodestar provisioning", "Client credentials", 30),
    ("Survey invitations", "Client credentials", 60),
];

/// Further interfaces, each with a client secret and a signing key.
const INTERFACES: &str =
    "gateway tax carrier-north carrier-sea payment address sms mail search warehouse finance fraud";

/// 38 credentials: those of the 14 apps and of 24 further interfaces, none older than 81 days on 10 November.
pub(crate) fn credentials() -> Vec<Credential> {
    let mut seed = Seed::of("credentials");
    let apps = APPS.iter().map(|(app, ..)| format!("sf/{}", app.to_lowercase().replace(' ', "-")));
    let further = INTERFACES.split(' ').flat_map(|it| ["client", "signing"].map(|kind| format!("api/{it}-{kind}")));
    let mut list: Vec<Credential> = Vec::with_capacity(38);
    for (place, name) in apps.chain(further).enumerate() {
        let class = if place % 2 == 0 { "signing key" } else { "client secret" };
        let late = ["sf/tax-calculation", "sf/returns-label", "sf/telephony"].contains(&name.as_str());
        let begin = if late { day(2, 16) } else { day(1, 6) };
        let rotated = rotations(begin, &mut seed);
        let owner = seed.pick(&["j.reuter", "l.berg", "c.marsh"]);
        list.push(Credential { name, class, owner, rotated, how: "rotation job" });
    }
    if let Some(oldest) = list.get_mut(22) {
        if let Some(last) = oldest.rotated.last_mut() {
            *last = day(8, 21);
        }
        oldest.how = "by hand, SD-4011";
    }
    list
}

/// Rotations up to 10 November, 78 to 86 days apart; the last one at most 80 days old.
fn rotations(begin: NaiveDate, seed: &mut Seed) -> Vec<NaiveDate> {
    let end = day(11, 10);
    let mut on = begin + Duration::days(seed.between(0, 8));
    let mut rotated = Vec::new();
    while on <= end {
        rotated.push(on);
        on += Duration::days(seed.between(78, 86));
    }
    if let Some(last) = rotated.last_mut().filter(|last| (end - **last).num_days() > 80) {
        *last = day(8, 21) + Duration::days(seed.between(1, 9));
    }
    rotated
}
