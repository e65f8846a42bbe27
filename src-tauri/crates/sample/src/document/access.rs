//! Data of the documents on access: two versions of the policy, two reviews, tickets.

use chrono::{Duration, NaiveDate, NaiveDateTime};
use serde_json::{Value, json};

use crate::seed::Seed;
use crate::shop::{Grant, Shop, Worker, day};

pub(super) fn policy_41(_: &Shop) -> Value {
    json!({
        "version": "4.1", "approved": "4 February 2025", "in_force": "11 February 2025", "next": "February 2026",
        "supersedes": "Version 4.0 of 13 February 2024",
        "record": [
            ["Written", "M. Holt, Identity and access lead", "16 January 2025"],
            ["Reviewed", "J. Whyte, General counsel", "30 January 2025"],
            ["Approved", "P. Raman, Chief information security officer", "4 February 2025"],
        ],
    })
}

pub(super) fn policy_42(_: &Shop) -> Value {
    json!({
        "version": "4.2", "approved": "3 February 2026", "in_force": "9 February 2026", "next": "February 2027",
        "supersedes": "Version 4.1 of 11 February 2025",
        "record": [
            ["Written", "M. Holt, Identity and access lead", "22 January 2026"],
            ["Reviewed", "J. Whyte, General counsel", "2 February 2026"],
            ["Approved", "P. Raman, Chief information security officer", "3 February 2026"],
            ["Published", "R. Novak, Governance risk and compliance lead", "9 February 2026"],
        ],
    })
}

/// A system under review: name, reviewer with date, accounts, the right that most have, teams whose people have one.
type System = (&'static str, &'static str, usize, &'static [&'static str], &'static [&'static str]);

const FIRST_QUARTER: [System; 6] = [
    ("Salesforce", "C. Marsh, 25 March", 26, &["Orders_Read", "Orders_Edit", "Case_Edit"], &["Customer operations"]),
    (
        "Admin console",
        "D. Ivanova, 26 March",
        61,
        &["Catalogue_Edit", "Refund_Small", "Price_Edit", "Read"],
        &["Customer operations", "Product", "Marketing", "Sales"],
    ),
    ("Order database", "V. Petrov, 24 March", 17, &["read-only", "migration"], &["Technology"]),
    ("Corvane Cloud", "D. Ivanova, 26 March", 38, &["read-only", "deployer", "billing"], &["Technology", "Security"]),
    ("Millrace", "O. Field, 25 March", 47, &["developer", "release-reviewer"], &["Technology", "Product"]),
    ("Sable Watch", "M. Adeyemi, 27 March", 23, &["analyst", "viewer"], &["Technology", "Security"]),
];

const THIRD_QUARTER: [System; 4] = [
    ("Order database", "V. Petrov, 23 September", 18, &["read-only", "migration"], &["Technology"]),
    (
        "Corvane Cloud",
        "G. Hughes, 24 September",
        41,
        &["read-only", "deployer", "billing"],
        &["Technology", "Security"],
    ),
    ("Millrace", "U. Grant, 22 September", 49, &["developer", "release-reviewer"], &["Technology", "Product"]),
    ("Sable Watch", "M. Adeyemi, 25 September", 24, &["analyst", "viewer"], &["Technology", "Security"]),
];

/// Accounts of a system as drawn: those of the teams first, then others of technology.
fn accounts<'a>(shop: &'a Shop, on: NaiveDate, system: &System, seed: &mut Seed) -> Vec<&'a Worker> {
    let fits: Vec<_> = shop.active_on(on).filter(|it| system.4.contains(&it.team)).collect();
    let rest: Vec<_> = shop.active_on(on).filter(|it| !system.4.contains(&it.team)).collect();
    let mut chosen: Vec<_> = seed.shuffled(fits).into_iter().chain(rest).take(system.2).collect();
    chosen.sort_by_key(|it| it.account.as_str());
    chosen
}

/// One line of a listing for each account, with the decision of those that are named in `decisions`.
fn listing(
    shop: &Shop,
    on: NaiveDate,
    systems: &[System],
    decisions: &mut Vec<[String; 4]>,
    per_system: &[(usize, usize)],
) -> Vec<Value> {
    let mut seed = Seed::of(&format!("listing {on}"));
    let mut lines = Vec::new();
    for (system, (removals, changes)) in systems.iter().zip(per_system) {
        let chosen = accounts(shop, on, system, &mut seed);
        let marked: Vec<usize> =
            seed.shuffled((0..chosen.len()).collect()).into_iter().take(removals + changes).collect();
        for (place, worker) in chosen.iter().enumerate() {
            let which = marked.iter().position(|it| *it == place);
            let decision = match which {
                Some(nth) if nth < *removals => "remove",
                Some(_) => "change",
                None => "keep",
            };
            let right = seed.pick(system.3);
            if decision != "keep" {
                decisions.push([worker.account.clone(), system.0.to_owned(), decision.to_owned(), right.to_owned()]);
            }
            let last =
                on - Duration::days(if decision == "remove" { seed.between(41, 140) } else { seed.between(0, 24) });
            let number = (lines.len() + 1).to_string();
            lines.push(json!([number, worker.account, system.0, right, last.format("%d %b %Y").to_string(), decision]));
        }
    }
    lines
}

const REASONS: [&str; 5] = [
    "moved to another team",
    "project ended",
    "not used for more than 40 days",
    "contract ended",
    "right of a former role",
];

/// Decisions as a table, ticketed on the day and done within some days.
fn decided(decisions: &[[String; 4]], from: NaiveDate, ticket: usize) -> Vec<Value> {
    let mut seed = Seed::of(&format!("decided {from}"));
    let mut rows = Vec::new();
    for (number, [account, system, decision, right]) in decisions.iter().enumerate() {
        let on = from + Duration::days(seed.between(0, 3));
        let done = on + Duration::days(seed.between(0, 5));
        let verb = if decision == "remove" { "remove" } else { "lower" };
        let reason = format!("{verb} {right}: {}", seed.pick(&REASONS));
        let ticket = format!("SD-{}", ticket + number * 3);
        rows.push(json!([
            account,
            system,
            reason,
            on.format("%d %b").to_string(),
            ticket,
            done.format("%d %b").to_string()
        ]));
    }
    rows
}

fn overview(systems: &[System], per_system: &[(usize, usize)]) -> Vec<Value> {
    let row = |(system, (removals, changes)): (&System, &(usize, usize))| {
        let count = system.2.to_string();
        json!([
            system.0,
            system.1,
            count,
            count,
            (system.2 - removals - changes).to_string(),
            changes.to_string(),
            removals.to_string()
        ])
    };
    systems.iter().zip(per_system).map(row).collect()
}

fn signed(systems: &[System], year: &str) -> Vec<Value> {
    let row = |system: &System| {
        let (reviewer, on) = system.1.split_once(", ").unwrap_or((system.1, ""));
        json!([system.0, reviewer, format!("{on} {year}")])
    };
    systems.iter().map(row).collect()
}

pub(super) fn review_q1(shop: &Shop) -> Value {
    let per_system = [(2, 1), (3, 2), (1, 0), (1, 0), (1, 1), (1, 0)];
    let mut decisions = Vec::new();
    let listing = listing(shop, day(3, 20), &FIRST_QUARTER, &mut decisions, &per_system);
    json!({
        "total": FIRST_QUARTER.iter().map(|system| system.2).sum::<usize>(),
        "systems": overview(&FIRST_QUARTER, &per_system),
        "decisions": decided(&decisions, day(3, 24), 2262),
        "signed": signed(&FIRST_QUARTER, "2026"),
        "listing": listing,
    })
}

pub(super) fn review_q3(shop: &Shop) -> Value {
    let per_system = [(1, 0), (1, 1), (2, 0), (1, 0)];
    let mut decisions = Vec::new();
    let listing = listing(shop, day(9, 21), &THIRD_QUARTER, &mut decisions, &per_system);
    let mut systems = vec![json!(["Salesforce", "A. Keller (deputy), 29 September", "24", "24", "21", "0", "3"])];
    systems.extend(overview(&THIRD_QUARTER, &per_system));
    let mut seed = Seed::of("movers");
    let teams = ["Customer operations", "Sales", "Marketing", "Product", "Finance", "Technology", "Operations"];
    let settled: Vec<_> = shop.active_on(day(9, 21)).filter(|it| it.joined < day(1, 1) && !it.contractor).collect();
    let mut movers: Vec<(NaiveDate, Value)> = Vec::new();
    for (number, worker) in seed.shuffled(settled).into_iter().take(14).enumerate() {
        let from = teams.into_iter().filter(|team| *team != worker.team).nth(seed.place(6)).unwrap_or(teams[0]);
        let on = day(4, 7) + Duration::days(seed.between(0, 150));
        let ended = if number % 5 == 2 { "ended by this review" } else { "ended by the manager" };
        movers.push((on, json!([worker.account, from, worker.team, on.format("%d %b").to_string(), ended])));
    }
    movers.sort_by_key(|(on, _)| *on);
    let mut signatures = vec![json!(["Salesforce", "A. Keller (deputy)", "29 September 2026"])];
    signatures.extend(signed(&THIRD_QUARTER, "2026"));
    json!({
        "total": 24 + THIRD_QUARTER.iter().map(|system| system.2).sum::<usize>(),
        "systems": systems,
        "decisions": decided(&decisions, day(9, 22), 4431),
        "movers": movers.into_iter().map(|(_, row)| row).collect::<Vec<_>>(),
        "signed": signatures,
        "listing": listing,
    })
}

fn short(at: NaiveDateTime) -> String {
    at.format("%d %b %Y %H:%M").to_string()
}

/// What managers write as their reason.
const WISHES: [&str; 6] = [
    "New in the team; same rights as the others of the shift.",
    "Takes over the late shift from next week.",
    "Needs to see stock and orders for the returns project until its end date.",
    "On call from Monday; has done the training of the role.",
    "Stands in for a colleague on leave.",
    "Works on the sale pages and must see prices before they go live.",
];

/// What was printed on the ticket whose right was given too early.
const EARLY: &str = "Noted by the printer: the right was set at the desk two hours before the second approval was \
                     entered. The owner had agreed by telephone.";

/// Twelve tickets drawn from the grants: every 51st, and SD-2718 among them.
pub(super) fn tickets(shop: &Shop) -> Value {
    let special = shop.grants.iter().position(|grant| grant.ticket == "SD-2718");
    let mut places: Vec<usize> = (0..12).map(|number| 17 + number * 51).collect();
    if let Some(special) = special {
        let nearest = places.iter().enumerate().min_by_key(|(_, place)| place.abs_diff(special)).map(|(nth, _)| nth);
        places[nearest.unwrap_or_default()] = special;
    }
    let mut seed = Seed::of("tickets");
    let drawn = places.iter().filter_map(|place| shop.grants.get(*place));
    json!({ "tickets": drawn.map(|grant| ticket(shop, grant, &mut seed)).collect::<Vec<_>>() })
}

fn ticket(shop: &Shop, grant: &Grant, seed: &mut Seed) -> Value {
    let worker = shop.workers.iter().find(|worker| worker.account == grant.account);
    let (name, team) = worker.map_or((grant.account.as_str(), ""), |it| (it.name.as_str(), it.team));
    let (first, last) = (grant.approved.min(grant.at), grant.approved.max(grant.at));
    let mut history = vec![
        (
            first - Duration::minutes(seed.between(90, 1900)),
            "line manager",
            format!("opened: {} for {name}", grant.right),
        ),
        (first - Duration::minutes(seed.between(12, 80)), "line manager", "first approval".to_owned()),
        (grant.approved, grant.approver, "second approval, system owner".to_owned()),
        (grant.at, grant.by, format!("carried out, event {}", grant.event)),
        (last + Duration::minutes(seed.between(1, 240)), "Fathom Desk", "closed".to_owned()),
    ];
    history.sort_by_key(|(at, ..)| *at);
    let history: Vec<_> = history.into_iter().map(|(at, who, what)| json!([short(at), who, what])).collect();
    let ends = if seed.happens(300) { "31 December 2026" } else { "with the role" };
    json!({
        "number": grant.ticket,
        "title": format!("Access: {} in {}", grant.right, grant.system),
        "fields": [
            ["For", format!("{name} ({})", grant.account)], ["Team", team], ["System", grant.system],
            ["Right", grant.right], ["Ends", ends], ["Reason", seed.pick(&WISHES)],
        ],
        "history": history,
        "remark": if grant.at < grant.approved { EARLY } else { "" },
    })
}
