//! Extracts of Salesforce and the other integrations.

use std::io::{self, Write};

use chrono::{Duration, NaiveDateTime};
use serde_json::{Value, json};

use super::{json_line, table};
use crate::record::records;
use crate::seed::Seed;
use crate::shop::{Shop, day, stamp};

pub(super) fn lost_changes(shop: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let head = ["order", "changed_in_shop_utc", "what", "carried_over_utc", "by", "in_time_for_packing"];
    let rows = shop.lost_changes.iter().zip(1..).map(|(it, number)| {
        let in_time = if number % 11 == 4 && number < 300 { "no" } else { "yes" };
        [it.order.clone(), stamp(it.at), it.what.into(), stamp(it.carried), it.by.into(), in_time.into()]
    });
    table(to, b',', false, &head, rows)
}

pub(super) fn reconciliation(shop: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let head =
        ["day", "job", "ran_utc", "shop_records", "salesforce_records", "difference", "result", "ticket", "settled"];
    let rows = shop.reconciliations.iter().map(|it| {
        let ran = it.ran.map(stamp).unwrap_or_default();
        let (result, target, difference) = match it.ran {
            None => ("not run", String::new(), String::new()),
            Some(_) if it.source == it.target => ("equal", it.target.to_string(), "0".to_owned()),
            Some(_) => ("difference", it.target.to_string(), (it.source - it.target).to_string()),
        };
        [
            it.on.to_string(),
            it.job.into(),
            ran,
            it.source.to_string(),
            target,
            difference,
            result.into(),
            it.ticket.clone(),
            it.settled.clone(),
        ]
    });
    table(to, b',', false, &head, rows)
}

pub(super) fn calls(shop: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let head = ["day", "limit", "order_sync", "contact_sync", "case_sync", "others", "made", "percent", "refused"];
    let rows = shop.calls.iter().map(|it| {
        let [order, contact, case, others] = it.by_app.map(|count| count.to_string());
        let percent = format!("{}.{}", it.made() * 100 / it.limit, it.made() * 1000 / it.limit % 10);
        [
            it.on.to_string(),
            it.limit.to_string(),
            order,
            contact,
            case,
            others,
            it.made().to_string(),
            percent,
            it.refused.to_string(),
        ]
    });
    table(to, b',', false, &head, rows)
}

/// 1,204 events of October; 22 of them name a service user instead of a person.
pub(super) fn console_events(shop: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let mut seed = Seed::of("console events");
    let people: Vec<_> = shop
        .active_on(day(10, 15))
        .filter(|it| matches!(it.team, "Customer operations" | "Product" | "Marketing"))
        .collect();
    let begin = day(10, 1).and_hms_opt(0, 0, 0).unwrap_or_default();
    let mut moments: Vec<NaiveDateTime> =
        (0..1204).map(|_| begin + Duration::seconds(seed.between(0, 31 * 86_400 - 1))).collect();
    moments.sort_unstable();
    for (number, at) in moments.iter().enumerate() {
        let import = number % 54 == 17;
        let (actor, person) = if import {
            ("svc-admin-import".to_owned(), Value::Null)
        } else {
            let account = people[seed.place(people.len())].account.clone();
            (account.clone(), json!(account))
        };
        let (action, object, before, after) = if import {
            (
                "price.import",
                format!("batch-{}", seed.between(300, 380)),
                json!(null),
                json!({ "rows": seed.between(40, 900) }),
            )
        } else {
            change(&mut seed)
        };
        let event = json!({ "seq": 482_100 + number, "at": stamp(*at), "actor": actor, "person": person, "action": action, "object": object, "before": before, "after": after });
        json_line(to, &event)?;
    }
    Ok(moments.len() as u64)
}

fn change(seed: &mut Seed) -> (&'static str, String, Value, Value) {
    let pence = |seed: &mut Seed| format!("{}.{:02}", seed.between(9, 1490), seed.between(0, 99));
    match seed.between(0, 4) {
        0 => ("price.change", format!("sku-{}", seed.between(10_000, 48_000)), json!(pence(seed)), json!(pence(seed))),
        1 => ("refund.create", format!("HP-{}", seed.between(2_640_000, 2_699_000)), json!(null), json!(pence(seed))),
        2 => ("customer.look_up", format!("cust-{}", seed.between(100_000, 999_999)), json!(null), json!(null)),
        3 => (
            "catalogue.edit",
            format!("sku-{}", seed.between(10_000, 48_000)),
            json!("description"),
            json!("description"),
        ),
        _ => (
            "feature.switch",
            (seed.pick(&["wish-list", "fabric-filter", "trade-banner"])).to_owned(),
            json!(false),
            json!(true),
        ),
    }
}

pub(super) fn credentials(shop: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let head = ["credential", "class", "owner", "rotations_2026", "last_rotated", "age_days", "limit_days", "how"];
    let rows = shop.credentials.iter().map(|it| {
        let rotations: Vec<_> = it.rotated.iter().map(|on| on.format("%m-%d").to_string()).collect();
        let last = it.rotated.last().copied().unwrap_or_default();
        let age = (day(11, 10) - last).num_days();
        [
            it.name.clone(),
            it.class.into(),
            it.owner.into(),
            rotations.join(" "),
            last.to_string(),
            age.to_string(),
            "90".into(),
            it.how.into(),
        ]
    });
    table(to, b',', false, &head, rows)
}

pub(super) fn app_changes(_: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let head = ["at_utc", "by", "app", "change", "before", "after", "ticket"];
    table(to, b',', false, &head, app_change_rows())
}

/// 31 changes of connected apps, by instant: at, by, app, change, before, after, ticket.
pub(crate) fn app_change_rows() -> impl Iterator<Item = Vec<&'static str>> {
    records(include_str!("../../text/connected-app-changes.txt"))
}
