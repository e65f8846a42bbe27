//! Registers that people keep by hand: risks, self-assessment, vendors.

use chrono::Duration;

use super::{Cover, Made, Sheet, book, words};
use crate::record::records;
use crate::seed::Seed;
use crate::shop::{Shop, day};

/// Risks that were judged anew since February: number, likelihood, impact.
const JUDGED_ANEW: [(usize, i64, i64); 4] = [(1, 4, 4), (3, 1, 5), (6, 3, 3), (12, 2, 3)];

pub(super) fn risks(_: &Shop) -> Made {
    let rows = crate::document::all_risks().into_iter().zip(1..).map(|(it, number)| {
        let anew = JUDGED_ANEW.iter().find(|(at, ..)| *at == number);
        let (likelihood, impact) = anew.map_or((it.likelihood, it.impact), |(_, l, i)| (*l, *i));
        let score = likelihood * impact;
        let state = match score {
            15.. => "above appetite",
            10..=14 => "response running",
            _ => "accepted",
        };
        let numbers = [number.to_string(), likelihood.to_string(), impact.to_string(), score.to_string()];
        let [number, likelihood, impact, score] = &numbers;
        words(&[number, it.title, it.objective, likelihood, impact, score, it.measures, it.owner, state])
    });
    let register = Sheet {
        name: "Register",
        head: "No.:6|Risk:44|Objective:15|L:5|I:5|Score:7|Present measures:34|Owner:14|State:18",
        rows: rows.collect(),
    };
    let treatments = Sheet {
        name: "Treatments",
        head: "No.:6|Treatment:44|Owner:14|Due:12|State:26",
        rows: records(include_str!("../../text/risk-treatments-october.txt")).map(|row| words(&row)).collect(),
    };
    let changes = Sheet {
        name: "Changes",
        head: "On:12|Risk:6|What changed:60|By:12",
        rows: records(include_str!("../../text/risk-changes.txt")).map(|row| words(&row)).collect(),
    };
    let cover = Cover { author: "Radka Novak", made: (2026, 10, 12), ink: 0x8a_5a14 };
    book(&cover, &[register, treatments, changes])
}

const OWNERS: &str = "P. Raman|M. Holt|J. Reuter|K. Moreau|L. Berg|D. Ivanova|F. Nakata|G. Hughes|M. Adeyemi|A. Keller|\
                      O. Field|R. Novak|S. Aziz|T. Lind|U. Grant|V. Petrov|B. Osei|N. Castell";

/// Failures that owners declared, by the place of their form.
const FAILURES: [(usize, &str); 3] = [
    (8, "6 days in August above the limit of calls; see gap"),
    (23, "one removal without ticket"),
    (41, "seven days without events of one region"),
];

pub(super) fn self_assessment(_: &Shop) -> Made {
    let mut seed = Seed::of("self-assessment");
    let owners: Vec<_> = OWNERS.split('|').collect();
    let late_ones = [5, 19, 30, 44, 61];
    let rows = (0..66).map(|number: usize| {
        let code = if number < 44 {
            format!("CORE-{:02}", number + 1 + number / 14)
        } else {
            format!("ECOM-{:02}", number - 43)
        };
        let failure = FAILURES.iter().find(|(at, _)| *at == number).map(|(_, what)| *what);
        let late = late_ones.contains(&number);
        let handed = format!("2026-10-{:02}", if late { seed.between(11, 14) } else { seed.between(1, 10) });
        let answer = if failure.is_some() { "ran, with failure" } else { "ran as described" };
        let time = if late { "late" } else { "in time" };
        let read = if seed.happens(120) { "asked back, answered" } else { "read" };
        words(&[&code, owners[number % owners.len()], &handed, answer, failure.unwrap_or_default(), time, read])
    });
    let forms = Sheet {
        name: "Forms",
        head: "Control:12|Owner:14|Handed in:12|Answer:20|Failure declared:46|Time:10|Reviewer:22",
        rows: rows.collect(),
    };
    let sums = [
        ["Forms sent", "66"],
        ["Handed in by 10 October", "61"],
        ["Late", "5"],
        ["Failures declared", "3"],
        ["Asked back by the governance lead", "see column G"],
    ];
    let summary =
        Sheet { name: "Summary", head: "What:36|Value:16", rows: sums.iter().map(|row| words(row)).collect() };
    book(&Cover { author: "Radka Novak", made: (2026, 10, 14), ink: 0x24_463b }, &[forms, summary])
}

pub(super) fn vendors(_: &Shop) -> Made {
    let vendors = Sheet {
        name: "Vendors",
        head: "Vendor:28|What for:18|Tier:12|Data:24|Contract terms:14|Last review:14|Next:16",
        rows: vendor_rows(),
    };
    let notes = [
        ["28 October 2026", "Five Salesforce extensions are missing; see gap register."],
        [
            "28 October 2026",
            "Joined in 2026: Gannet Software, Heron Media, Kelp Packaging; assessments in the vendor share.",
        ],
    ];
    let notes = Sheet { name: "Notes", head: "On:18|Note:80", rows: notes.iter().map(|row| words(row)).collect() };
    book(&Cover { author: "Nuria Castell", made: (2026, 10, 28), ink: 0x2b_4a6f }, &[vendors, notes])
}

/// 48 vendors: five critical ones, three that joined in the period, and forty others.
fn vendor_rows() -> Vec<Vec<String>> {
    let mut seed = Seed::of("vendors");
    let known = [
        ["Corvane Cloud Ltd", "hosting", "critical", "confidential, personal", "yes", "2026-11-06", "done"],
        ["Salesforce", "CRM platform", "critical", "confidential, personal", "yes", "2025-12-11", "December 2026"],
        ["Lodestar Identity", "sign-on", "critical", "confidential, personal", "yes", "2025-12-09", "December 2026"],
        ["Quayside Payments", "payment", "critical", "confidential", "yes", "2025-12-15", "December 2026"],
        ["Sable Watch GmbH", "logging", "critical", "confidential", "yes", "2025-12-16", "December 2026"],
        ["Gannet Software Ltd", "software", "important", "internal", "yes", "2026-05-20", "May 2027"],
        ["Heron Media Ltd", "advertising", "important", "internal", "yes", "2026-06-11", "June 2027"],
        ["Kelp Packaging Ltd", "packaging", "ordinary", "none", "no", "2026-02-03", "by tier"],
    ];
    let mut rows: Vec<_> = known.iter().map(|row| words(row)).collect();
    let first = ["Anchor", "Beacon", "Cedar", "Dunlin", "Ember", "Fallow", "Isthmus", "Juniper", "Larch", "Merlin"];
    let second =
        ["Logistics", "Print", "Software", "Cleaning", "Packaging", "Media", "Translations", "Energy", "Training"];
    while rows.len() < 48 {
        let what = seed.pick(&second);
        let name = format!("{} {what} Ltd", seed.pick(&first));
        if rows.iter().any(|row| row[0] == name) {
            continue;
        }
        let important = seed.happens(250);
        let (tier, data, terms) =
            if important { ("important", "confidential", "yes") } else { ("ordinary", "none", "no") };
        let last = (day(1, 1) - Duration::days(seed.between(20, 600))).to_string();
        rows.push(words(&[&name, &what.to_lowercase(), tier, data, terms, &last, "by tier"]));
    }
    rows
}
