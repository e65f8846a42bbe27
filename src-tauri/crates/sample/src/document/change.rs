//! Data of the change sample and of the post-mortem.

use chrono::Duration;
use serde_json::{Value, json};

use crate::seed::Seed;
use crate::shop::{Shop, day, days};

const COMMENTS: [&str; 10] = [
    "Read it twice, the retry is bounded now. One name changed, see line 88.",
    "Good. The test for an empty basket was missing, thanks for adding it.",
    "Works in staging with the masked set of last week. Approve.",
    "Please keep the old field until the next release, Salesforce still reads it. (Done in the second commit.)",
    "The log line held the e-mail address; taken out. Approve.",
    "Fine by me. Let us watch the error rate of checkout for an hour.",
    "I would have split it, but it is easy to take back. Approve.",
    "Migration only adds. Old version runs with it, tried.",
    "Checked the access rule against the list with D. Ivanova. Approve.",
    "Numbers before and after agree on 1,000 orders. Approve.",
];

/// Every 92nd deployment from line 47: 25 of 2,318.
pub(super) fn sample(shop: &Shop) -> Value {
    let mut seed = Seed::of("change sample");
    let mut list = Vec::new();
    let mut pages = Vec::new();
    for number in 0..25 {
        let Some(deployment) = shop.deployments.get(46 + number * 92) else { continue };
        let change = &shop.changes[deployment.change];
        let reviewed = change.approved - Duration::minutes(seed.between(20, 300));
        let reviewed = reviewed.max(change.opened + Duration::minutes(2)).min(change.approved);
        let at = |moment: chrono::NaiveDateTime| moment.format("%d %b %H:%M").to_string();
        list.push(json!([
            (number + 1).to_string(),
            deployment.number,
            format!("{} {}", change.number, change.title),
            at(reviewed),
            at(change.approved),
            at(deployment.at),
        ]));
        let tests = seed.between(180, 1900);
        pages.push(json!({
            "deployment": deployment.number, "number": change.number, "title": change.title,
            "component": change.component, "class": change.class, "author": change.by,
            "opened": at(change.opened), "pull": deployment.pull.to_string(), "commit": deployment.commit,
            "region": deployment.region, "seconds": deployment.seconds.to_string(), "reviewer": deployment.reviewer,
            "reviewed": at(reviewed), "approver": change.approver, "approved": at(change.approved),
            "checks": ["build", format!("{tests} unit tests"), "contract", "dependencies", "secrets", "image"],
            "comment": seed.pick(&COMMENTS), "deployed": at(deployment.at), "health": seed.between(31, 118).to_string(),
        }));
    }
    json!({ "list": list, "changes": pages })
}

/// Lost order changes by day.
pub(super) fn post_mortem(shop: &Shop) -> Value {
    let by_day = |on: chrono::NaiveDate| shop.lost_changes.iter().filter(|lost| lost.at.date() == on).count();
    let lost: Vec<_> =
        days(day(3, 1), day(3, 9)).map(|on| json!([on.format("%d %b").to_string(), by_day(on)])).collect();
    json!({ "lost": lost })
}
