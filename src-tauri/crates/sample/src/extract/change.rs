//! Extracts of change and release.

use std::io::{self, Write};

use chrono::Duration;
use serde_json::json;

use super::{json_line, table};
use crate::seed::Seed;
use crate::shop::{Shop, day, stamp};

pub(super) fn deployments(shop: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let head = [
        "deployment",
        "finished_utc",
        "component",
        "region",
        "change",
        "pull_request",
        "commit",
        "author",
        "reviewer",
        "approver",
        "seconds",
    ];
    let rows = shop.deployments.iter().map(|it| {
        let change = &shop.changes[it.change];
        [
            it.number.clone(),
            stamp(it.at),
            change.component.into(),
            it.region.into(),
            change.number.clone(),
            it.pull.to_string(),
            it.commit.clone(),
            it.author.into(),
            it.reviewer.into(),
            change.approver.into(),
            it.seconds.to_string(),
        ]
    });
    table(to, b',', false, &head, rows)
}

pub(super) fn tickets(shop: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let head = ["number", "class", "opened_utc", "component", "title", "asked_by", "approver", "approved_utc"];
    let rows = shop.changes.iter().map(|it| {
        [
            it.number.clone(),
            it.class.into(),
            stamp(it.opened),
            it.component.into(),
            it.title.clone(),
            it.by.into(),
            it.approver.into(),
            stamp(it.approved),
        ]
    });
    table(to, b',', false, &head, rows)
}

pub(super) fn branch_history(_: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let changes = [
        ("01-19T10:02:44Z", "protected_branch.reviewers", "list payment: add f.iqbal", "o.field", "a.keller"),
        ("02-03T09:41:10Z", "protected_branch.checks", "add check: secrets, whole history", "a.keller", "o.field"),
        ("03-12T15:20:31Z", "protected_branch.scope", "repositories 39 to 40", "o.field", "u.grant"),
        (
            "04-08T08:55:02Z",
            "protected_branch.reviewers",
            "list sync: remove s.prakash, add c.watt",
            "o.field",
            "a.keller",
        ),
        ("05-20T13:37:19Z", "protected_branch.signed_commits", "members' keys only", "a.keller", "o.field"),
        ("06-16T11:12:47Z", "protected_branch.scope", "repositories 40 to 41", "o.field", "u.grant"),
        ("07-28T14:03:05Z", "protected_branch.reviewers", "list access: add k.nowak", "o.field", "a.keller"),
        (
            "09-14T09:28:52Z",
            "protected_branch.checks",
            "image scan: stop on critical without fix too",
            "a.keller",
            "o.field",
        ),
        ("11-10T10:46:33Z", "protected_branch.reviewers", "list payment: remove j.bell", "u.grant", "o.field"),
    ];
    let mut seed = Seed::of("branch history");
    for (at, action, what, by, second) in changes {
        json_line(
            to,
            &json!({ "at": format!("2026-{at}"), "action": action, "branch": "release/*", "what": what, "by": by, "second_person": second, "id": seed.hex(16) }),
        )?;
    }
    Ok(changes.len() as u64)
}

/// The console of the rehearsal of 22 September.
pub(super) fn rollback(_: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let mut seed = Seed::of("rollback");
    let start = day(9, 22).and_hms_opt(6, 4, 0).unwrap_or_default();
    let steps = [
        (0, "rehearsal CHG-4118 run 2026.39; lead u.grant; on duty k.nowak, e.rees; observer o.field"),
        (3, "decision: take checkout and integration-layer from 2026.09 back to 2026.08 in eu-west"),
        (31, "traffic: eu-west 100 % to uk-south; error rate 0.04 % before, 0.04 % after"),
        (96, "switch refunds-by-event: on to off (step added after 23 June)"),
        (118, "deploy checkout 2026.08: image sha256:71bd5c0e found in registry"),
        (231, "deploy checkout 2026.08: 24 of 24 instances good"),
        (240, "deploy integration-layer 2026.08: image sha256:0e4499ad found in registry"),
        (391, "deploy integration-layer 2026.08: 12 of 12 instances good"),
        (402, "events in flight: 388 before, 388 after; duplicates 0"),
        (420, "test orders: 10 of 10 complete in shop and Salesforce"),
        (468, "health check 1: good"),
        (528, "health check 2: good"),
        (531, "declared rolled back: 8 min 51 s from decision (limit 15 min)"),
        (560, "forward again to 2026.09"),
        (1105, "health good; traffic back to eu-west; switch refunds-by-event: off to on"),
        (1122, "end of rehearsal; nothing to add to the steps"),
    ];
    let mut lines = 0;
    for (second, text) in steps {
        writeln!(to, "{} [rehearsal] {text}", stamp(start + Duration::seconds(second)))?;
        lines += 1;
        if text.starts_with("deploy") && text.contains("found") {
            for instance in 1..=12 {
                let at = start + Duration::seconds(second + 6 + instance * 8);
                writeln!(
                    to,
                    "{} [rollout]   instance {instance:02}/12 pod-{} ready in {} ms",
                    stamp(at),
                    seed.hex(6),
                    seed.between(2100, 6900)
                )?;
                lines += 1;
            }
        }
    }
    Ok(lines)
}
