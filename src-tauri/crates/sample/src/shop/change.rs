//! Change tickets and production deployments.

use chrono::{Duration, NaiveDate, NaiveDateTime};

use super::calendar::{at, day, days, is_working_day, year_to_october};
use crate::seed::Seed;

/// A change ticket.
pub(crate) struct Change {
    /// Number, such as `CHG-3120`.
    pub(crate) number: String,
    /// When it was opened.
    pub(crate) opened: NaiveDateTime,
    /// Component.
    pub(crate) component: &'static str,
    /// What it changes.
    pub(crate) title: String,
    /// standard, normal or emergency.
    pub(crate) class: &'static str,
    /// Who asked.
    pub(crate) by: &'static str,
    /// Who approved.
    pub(crate) approver: &'static str,
    /// When it was approved.
    pub(crate) approved: NaiveDateTime,
}

/// A deployment to production.
pub(crate) struct Deployment {
    /// Number, such as `D-10412`.
    pub(crate) number: String,
    /// When it was finished.
    pub(crate) at: NaiveDateTime,
    /// The change.
    pub(crate) change: usize,
    /// Region.
    pub(crate) region: &'static str,
    /// Commit.
    pub(crate) commit: String,
    /// Pull request.
    pub(crate) pull: usize,
    /// Who wrote it.
    pub(crate) author: &'static str,
    /// Who reviewed it.
    pub(crate) reviewer: &'static str,
    /// Seconds that it took.
    pub(crate) seconds: i64,
}

const COMPONENTS: [(&str, &[&str]); 8] = [
    (
        "order-service",
        &[
            "Split delivery for oversize items",
            "Return window of 60 days for trade orders",
            "Limit retries on carrier timeout",
            "Round VAT a line, not an order",
            "Store order currency with each line",
        ],
    ),
    (
        "checkout",
        &[
            "Ask for the flat number on Irish addresses",
            "Newer library of the payment page",
            "Show delivery slots for sofas",
            "Validate postcode on the server",
            "Keep the basket for 30 days",
        ],
    ),
    (
        "shop-front",
        &[
            "New home page for spring",
            "Lazy loading of pictures",
            "Cookie notice in four languages",
            "Larger type in the size guide",
            "Filter by fabric",
        ],
    ),
    (
        "integration-layer",
        &[
            "Carry refunds to Salesforce by event",
            "Raise time limit of the tax call",
            "Bundle contact updates",
            "Rename field Delivery_Note__c",
            "Log correlation id on each call",
        ],
    ),
    (
        "customer-account",
        &[
            "Order history in pages",
            "Download an invoice as PDF",
            "Second factor by app",
            "Consent page with wording version",
            "Change of e-mail needs confirmation",
        ],
    ),
    (
        "admin-console",
        &[
            "Refund above £ 250 needs a second person",
            "Export of the catalogue",
            "Hide trade prices from agents",
            "Search by phone number",
            "Role for seasonal staff",
        ],
    ),
    (
        "search",
        &[
            "Synonyms for bedding",
            "Boost items in stock",
            "Newer index format",
            "Drop fields of the profile from the response",
            "Spelling in German",
        ],
    ),
    (
        "infrastructure",
        &[
            "Patch of node image",
            "Second collector for the log stream",
            "Larger disks for the replica",
            "Rotate certificate of the gateway",
            "Close rule 118 at the edge",
        ],
    ),
];

/// Engineers who write and review.
pub(crate) const ENGINEERS: [&str; 12] = [
    "s.tait", "r.parry", "k.nowak", "h.walsh", "n.mistry", "t.cole", "f.iqbal", "m.greig", "y.young", "e.rees",
    "c.watt", "j.bell",
];

const APPROVERS: [&str; 4] = ["o.field", "u.grant", "d.ivanova", "f.nakata"];

/// 1,146 change tickets, nine of them for emergencies.
pub(crate) fn changes() -> Vec<Change> {
    let mut seed = Seed::of("changes");
    let open: Vec<_> = days(day(1, 2), day(10, 29)).filter(|day| is_working_day(*day)).collect();
    let mut moments: Vec<NaiveDateTime> =
        (0..1146).map(|_| at(seed.pick(&open), seed.between(8 * 3600, 17 * 3600))).collect();
    moments.sort_unstable();
    let emergencies = [88, 236, 239, 420, 517, 702, 811, 934, 1077];
    let mut changes = Vec::with_capacity(moments.len());
    for (number, opened) in moments.into_iter().enumerate() {
        let (component, titles) = seed.pick(&COMPONENTS);
        let emergency = emergencies.contains(&number);
        let class = match (emergency, seed.happens(300)) {
            (true, _) => "emergency",
            (false, true) => "standard",
            (false, false) => "normal",
        };
        let wait = if emergency { seed.between(180, 1500) } else { seed.between(1800, 60 * 3600) };
        changes.push(Change {
            number: format!("CHG-{}", 3001 + number),
            opened,
            component,
            title: (seed.pick(titles)).to_owned(),
            class,
            by: seed.pick(&ENGINEERS),
            approver: seed.pick(&APPROVERS),
            approved: opened + Duration::seconds(wait),
        });
    }
    changes
}

/// 2,318 deployments: each change goes to both regions, some in several steps; none from 5 to 9 March, when a freeze ran.
pub(crate) fn deployments(changes: &[Change]) -> Vec<Deployment> {
    let mut seed = Seed::of("deployments");
    let last = year_to_october().last().unwrap_or_default();
    let mut list: Vec<Deployment> = Vec::with_capacity(2318);
    let mut number = 0;
    while list.len() < 2318 {
        let change = number % changes.len();
        number += 1;
        let first = first_region(&changes[change], last, &mut seed);
        let author = changes[change].by;
        let others: Vec<_> = ENGINEERS.into_iter().filter(|engineer| *engineer != author).collect();
        let (reviewer, commit) = (seed.pick(&others), seed.hex(10));
        for (region, wait) in [("eu-west", 0), ("uk-south", seed.between(1500, 5400))] {
            let at = (first + Duration::seconds(wait)).min(at(last, 86_100));
            let (pull, commit, seconds) = (9000 + number, commit.clone(), seed.between(95, 640));
            list.push(Deployment {
                number: String::new(),
                at,
                change,
                region,
                commit,
                pull,
                author,
                reviewer,
                seconds,
            });
        }
    }
    list.sort_by(|a, b| (a.at, a.pull, a.region).cmp(&(b.at, b.pull, b.region)));
    for (number, one) in list.iter_mut().enumerate() {
        one.number = format!("D-{}", 10_001 + number);
    }
    list
}

/// When a change reaches the first region: after its approval, outside the freeze, and before the extract ends.
fn first_region(change: &Change, last: NaiveDate, seed: &mut Seed) -> NaiveDateTime {
    let mut first = change.approved + Duration::seconds(seed.between(900, 30 * 3600));
    while (day(3, 5)..=day(3, 9)).contains(&first.date()) {
        first += Duration::days(5);
    }
    let end = at(last, seed.between(7 * 3600, 15 * 3600)).max(change.approved + Duration::seconds(600));
    if first.date() > last { end } else { first }
}
