//! Workbooks drawn from systems: the asset inventory and the permission matrix.

use super::{Cover, Made, Sheet, book, words};
use crate::extract::SALESFORCE;
use crate::seed::Seed;
use crate::shop::Shop;

/// Kinds of assets with how many there are: 96 in all.
const KINDS: [(&str, usize); 7] = [
    ("container service", 34),
    ("database", 9),
    ("object store", 8),
    ("virtual machine", 17),
    ("network", 14),
    ("queue", 4),
    ("function", 10),
];

pub(super) fn assets(_: &Shop) -> Made {
    let mut seed = Seed::of("assets");
    let teams = ["Commerce", "Integration", "Platform", "Data", "Security", "Site reliability"];
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (kind, count) in KINDS {
        for number in 1..=count {
            let region = if number % 2 == 0 { "eu-west" } else { "uk-south" };
            let holds = matches!(kind, "database" | "object store" | "queue");
            let class =
                if holds { seed.pick(&["confidential", "confidential, personal", "internal"]) } else { "internal" };
            let found = if matches!(rows.len(), 51 | 88) { "added by this reconciliation" } else { "equal" };
            let (line, name) = (format!("A-{:03}", rows.len() + 1), format!("{}-{number:02}", kind.replace(' ', "-")));
            let resource = format!("cv-{}", seed.hex(8));
            rows.push(words(&[&line, &name, kind, region, seed.pick(&teams), class, &resource, found]));
        }
    }
    let inventory = Sheet {
        name: "Inventory",
        head: "No.:8|Name:24|Kind:18|Region:11|Owner:16|Class:22|Resource:16|Discovery:26",
        rows,
    };
    let summary = [
        ["Lines of the inventory before", "94"],
        ["Resources found by discovery", "96"],
        ["Added", "2"],
        ["Without owner", "0"],
        ["Discovery run", "30 September 2026, 14:00 UTC, both regions"],
        ["Reconciled by", "K. Moreau, 30 September 2026"],
        ["Read by", "D. Ivanova, 30 September 2026"],
    ];
    let summary = Sheet {
        name: "Reconciliation",
        head: "What:34|Value:44",
        rows: summary.iter().map(|row| words(row)).collect(),
    };
    book(&Cover { author: "Karim Moreau", made: (2026, 9, 30), ink: 0x2f_6479 }, &[inventory, summary])
}

const PERMISSION_SETS: [&str; 7] =
    ["Orders_Read", "Orders_Edit", "Case_Edit", "Setup_View", "Commerce_Admin", "Report_Export", "Bulk_Api"];

/// Those who hold the permission set Commerce Admin, as its page shows them on 4 November.
const COMMERCE_ADMIN: &str = "c.marsh d.ivanova f.nakata j.reuter k.hayes k.moreau l.berg m.lindholm u.grant";

pub(super) fn permissions(_: &Shop) -> Made {
    let users = SALESFORCE.iter().filter(|it| !matches!(it.0, "e.santos" | "h.demir"));
    let added = [("j.reuter", "Jonas Reuter", "Standard"), ("m.lindholm", "Maya Lindholm", "Standard")];
    let rows = users
        .map(|(account, name, profile, set, _)| (*account, *name, *profile, *set))
        .chain(added.map(|(account, name, profile)| (account, name, profile, "Orders_Read")))
        .map(|(account, name, profile, own)| {
            let admin = COMMERCE_ADMIN.split(' ').any(|holder| holder == account);
            let holds = |set: &str| set == own || (set == "Commerce_Admin" && admin);
            let mut row = words(&[account, name, profile]);
            row.extend(PERMISSION_SETS.iter().map(|set| if holds(set) { "x".to_owned() } else { String::new() }));
            row
        });
    let matrix = Sheet {
        name: "Matrix",
        head: "Username:16|Name:20|Profile:20|Orders_Read:13|Orders_Edit:13|Case_Edit:13|Setup_View:13|\
               Commerce_Admin:16|Report_Export:14|Bulk_Api:13",
        rows: rows.collect(),
    };
    book(&Cover { author: "Colin Marsh", made: (2026, 10, 30), ink: 0x1b_5f9e }, &[matrix])
}
