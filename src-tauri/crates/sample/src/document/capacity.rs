//! Data of the monthly capacity reviews.

use serde_json::{Value, json};

use crate::seed::Seed;
use crate::shop::Shop;

/// A resource: name, limit in January and in September, the change, use in January in percent, growth a month in tenths.
type Resource = (&'static str, &'static str, &'static str, &'static str, i64, i64);

const RESOURCES: [Resource; 9] = [
    ("Order database, storage", "1,400 GB", "1,400 GB", "–", 58, 6),
    ("Order database, connections", "600", "600", "–", 47, 8),
    ("Cluster uk-south, cores", "640", "768", "May, CHG-3471", 71, 7),
    ("Cluster eu-west, cores", "512", "512", "–", 52, 5),
    ("Event broker, depth", "2 m", "4 m", "August, CHG-3790", 38, 25),
    ("Salesforce calls a day", "150,000", "150,000", "–", 76, 6),
    ("Log platform, GB a day", "900", "1,100", "June, CHG-3599", 74, 10),
    ("Search index, memory", "96 GB", "96 GB", "–", 55, 9),
    ("Salesforce licences", "30", "30", "–", 87, -8),
];

const MONTHS: [&str; 9] = ["January", "February", "March", "April", "May", "June", "July", "August", "September"];

/// Use of a resource in a month, in percent.
fn used(resource: usize, month: usize) -> i64 {
    let (.., start, growth) = RESOURCES[resource];
    let relief = match (resource, month) {
        (2, 4..) => -13,
        (4, 7..) => -24,
        (6, 5..) => -12,
        (5, 4..) => -14,
        _ => 0,
    };
    let season = match (resource, month) {
        (5, 2) => 19,
        (5, 7) => 27,
        (5, 8) => 22,
        (2 | 4, 2) => 7,
        _ => 0,
    };
    (start + growth * month as i64 / 10 + relief + season + (resource as i64 * 7 + month as i64 * 5) % 4).clamp(3, 100)
}

pub(super) fn capacity(_: &Shop) -> Value {
    let limits: Vec<_> = RESOURCES.iter().map(|it| json!([it.0, it.1, it.2, it.3])).collect();
    let trend: Vec<_> = [(0, "#24463b"), (2, "#2f6479"), (5, "#9c3b22"), (6, "#b98a2f")]
        .iter()
        .map(|(resource, ink)| {
            json!([RESOURCES[*resource].0, (0..9).map(|month| used(*resource, month)).collect::<Vec<_>>(), ink])
        })
        .collect();
    let months: Vec<_> = (0..9).map(capacity_month).collect();
    json!({ "limits": limits, "trend": trend, "months": months })
}

fn capacity_month(month: usize) -> Value {
    let mut seed = Seed::of(&format!("capacity {month}"));
    let labels = ["DB stor.", "DB conn.", "uk cores", "eu cores", "broker", "SF calls", "logs", "search", "SF lic."];
    let states: Vec<(i64, i64, &str)> = (0..9)
        .map(|resource| {
            let now = used(resource, month);
            let later = (now + RESOURCES[resource].5 * 3 / 10).clamp(0, 100);
            let state = match (now, later) {
                (86.., _) | (_, 86..) => "red",
                (71.., _) => "amber",
                _ => "green",
            };
            (now, later, state)
        })
        .collect();
    let rows: Vec<_> = states
        .iter()
        .zip(RESOURCES)
        .map(|((now, later, state), resource)| {
            json!([
                resource.0,
                format!("{now} %"),
                format!("{later} %"),
                format!("{:02}:00", seed.between(11, 20)),
                state
            ])
        })
        .collect();
    let red: Vec<_> = (0..9).filter(|place| states[*place].2 == "red").collect();
    let count = |state| states.iter().filter(|it| it.2 == state).count().to_string();
    let (held, notes, actions) = REVIEWS[month];
    let actions: Vec<_> = actions.iter().map(|(what, who, by, ticket)| json!([what, who, by, ticket])).collect();
    json!({
        "name": format!("{} 2026", MONTHS[month]),
        "facts": [["Held", held], ["Present", "G. Hughes, D. Ivanova, J. Reuter"], ["Red, amber, green", format!("{}, {}, {}", count("red"), count("amber"), count("green"))]],
        "use": labels.iter().zip(&states).map(|(label, state)| json!([label, state.0])).collect::<Vec<_>>(),
        "red": red, "rows": rows, "notes": notes, "actions": actions,
    })
}

/// What was looked at and decided: date, notes, actions as what, who, by when, ticket.
type Review =
    (&'static str, &'static [&'static str], &'static [(&'static str, &'static str, &'static str, &'static str)]);

const REVIEWS: [Review; 9] = [
    (
        "4 February 2026",
        &[
            "January is quiet; use fell after the sale in line with other years.",
            "Salesforce licences: 26 of 30 in use, two people join in February.",
            "Cores in uk-south are amber since November; the clusters are balanced by hand.",
        ],
        &[
            ("Offer for 128 further cores in uk-south", "D. Ivanova", "31 March", "SD-2141"),
            ("Return two unused licences before buying", "C. Marsh", "20 February", "SD-2144"),
        ],
    ),
    (
        "4 March 2026",
        &[
            "Growth of storage as forecast.",
            "Log platform grows by a percent a month since traces were turned on.",
            "The spring sale began on 2 March; a first look shows Salesforce calls near the limit in the evening.",
        ],
        &[("Look at Salesforce calls of the sale each day", "J. Reuter", "9 March", "SD-2190")],
    ),
    (
        "8 April 2026",
        &[
            "March: Salesforce calls reached the limit on six days (INC-2026-007). The review of February had seen it coming and asked for a daily look; the look was at calls, not at what was refused.",
            "Contact sync uses 13 % of all calls for contacts that did not change.",
            "Cores in uk-south at 82 % in the sale.",
        ],
        &[
            ("Contact sync for changed contacts only", "J. Reuter", "15 May", "CHG-3460"),
            ("128 cores in uk-south, approved", "D. Ivanova", "15 May", "CHG-3471"),
            ("Refused calls on the dashboard", "L. Berg", "30 April", "CHG-3388"),
        ],
    ),
    (
        "6 May 2026",
        &[
            "A usual month. The dashboard of sync health shows refused calls since 20 April.",
            "Search memory grows with the German catalogue; enough until December.",
        ],
        &[("Trial of a smaller index format", "F. Nakata", "30 June", "SD-2877")],
    ),
    (
        "3 June 2026",
        &[
            "The new cores in uk-south are in use since 12 May.",
            "Calls fell by a fifth since contact updates are bundled (11 May).",
            "Log platform reached 86 % on 27 May; oldest traces are kept for 14 days instead of 30.",
        ],
        &[("Contract for 1,100 GB a day", "M. Adeyemi", "30 June", "CHG-3599")],
    ),
    (
        "1 July 2026",
        &[
            "Log platform has its new limit since 22 June.",
            "Slow storage on 24 June (INC-2026-015) was the provider's; no capacity reason on our side.",
            "One licence of Salesforce returned.",
        ],
        &[("Forecast for the fourth quarter with sales", "G. Hughes", "31 July", "SD-3280")],
    ),
    (
        "5 August 2026",
        &[
            "Forecast for November: orders 1.9 times those of July; cores hold, connections of the order database reach 68 %.",
            "Event broker: the depth doubled in six months, since refunds go by event.",
            "Salesforce calls: with sales in late August the limit is in sight again.",
        ],
        &[
            ("Limit of the broker to 4 m", "J. Reuter", "20 August", "CHG-3790"),
            ("Person on watch on sale days until the queue is built", "C. Marsh", "24 August", "SD-3904"),
        ],
    ),
    (
        "2 September 2026",
        &[
            "Limit of Salesforce calls reached on 24, 27 and 31 August; the person on watch carried 118 changes by hand. Nothing was lost.",
            "Event broker at 41 % after the change.",
            "Storage of the order database: 1,350 GB are the practical end for a restore in four hours; reached in late 2027.",
        ],
        &[
            ("Queue for order changes", "J. Reuter", "27 November", "CHG-4021"),
            ("Archive of orders older than five years", "V. Petrov", "March 2027", "SD-4102"),
        ],
    ),
    (
        "7 October 2026",
        &[
            "Calls reached the limit on 2 and 4 September too; none since.",
            "Licences: 24 in use after the access review.",
            "All else green. Change freeze begins on the third Friday of November.",
        ],
        &[("Raise threads of checkout for November in staging first", "F. Nakata", "30 October", "CHG-4188")],
    ),
];
