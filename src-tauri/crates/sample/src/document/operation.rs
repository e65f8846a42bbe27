//! Data of the documents on vulnerabilities, firewall rules and endpoints.

use chrono::{Datelike, Duration, NaiveDate};
use serde_json::{Value, json};

use crate::seed::Seed;
use crate::shop::{Finding, Shop, day};

/// Systems of each team, by the beginning of their names.
const TEAMS: [(&str, &[&str]); 4] = [
    ("Orders", &["order-service", "integration-layer"]),
    ("Shop", &["checkout", "shop-front", "search"]),
    ("Platform", &["gateway", "node-image", "admin-console"]),
    ("Tools", &["log-collector", "build-runner"]),
];

/// When a finding was fixed, as the report of 8 July knew it.
fn fixed_by_report(finding: &Finding) -> Option<NaiveDate> {
    finding.fixed.filter(|on| *on <= day(7, 6))
}

pub(super) fn vulnerabilities(shop: &Shop) -> Value {
    let half: Vec<_> = shop.findings.iter().filter(|it| it.seen <= day(6, 30)).collect();
    let upper: Vec<_> = half.iter().filter(|it| matches!(it.severity, "critical" | "high")).collect();
    let in_time = |it: &&&&Finding| fixed_by_report(it).is_some_and(|on| on <= it.due + Duration::days(6));
    let due = upper.iter().filter(|it| it.due <= day(7, 6)).count().max(1);
    let kept = upper.iter().filter(in_time).count().min(due);
    let short = |on: NaiveDate| on.format("%d %b").to_string();
    let row = |it: &&&Finding| {
        let fixed = fixed_by_report(it).map_or_else(|| "open".to_owned(), short);
        json!([it.number, short(it.seen), it.severity, it.title, it.asset, short(it.due), fixed])
    };
    let of_month = |month: u32| half.iter().filter(|it| it.seen.month() == month).count();
    let of_team = |assets: &[&str]| half.iter().filter(|it| assets.iter().any(|at| it.asset.starts_with(at))).count();
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"].iter().zip(1..);
    json!({
        "count": half.len().to_string(),
        "fixed": half.iter().filter(|it| fixed_by_report(it).is_some()).count().to_string(),
        "in-time": format!("{} %", kept * 100 / due),
        "list": upper.iter().map(row).collect::<Vec<_>>(),
        "months": months.map(|(name, month)| json!([name, of_month(month)])).collect::<Vec<_>>(),
        "teams": TEAMS.iter().map(|(name, assets)| json!([name, of_team(assets)])).collect::<Vec<_>>(),
    })
}

const NETWORKS: [&str; 8] = ["edge", "gateway", "shop", "orders", "data", "integration", "tools", "admin"];

/// Rules that the review closed, with why.
const CLOSED: [(i32, &str); 9] = [
    (11, "supplier left in 2025"),
    (37, "supplier left in 2025"),
    (58, "no hits in 90 days, old search"),
    (84, "replaced by gateway"),
    (103, "test of 2024, forgotten"),
    (118, "wider than its ticket"),
    (142, "host no longer exists"),
    (167, "end date over"),
    (199, "no hits in 90 days"),
];

/// 214 rules, nine of them closed by the review.
pub(super) fn firewall(_: &Shop) -> Value {
    let mut seed = Seed::of("firewall");
    let (mut rules, mut closed, mut counts) = (Vec::new(), Vec::new(), [0_usize; 8]);
    for number in 1..=214 {
        let place = seed.place(NETWORKS.len());
        counts[place] += 1;
        let why = CLOSED.iter().find(|(at, _)| *at == number).map(|(_, why)| *why);
        let [name, network, from, to, port, rest @ ..] = rule(number, NETWORKS[place], why.is_some(), &mut seed);
        if let Some(why) = why {
            closed.push(json!([name, network, from, to, port, why, "CHG-3560"]));
        }
        let [ticket, owner, ends, decision] = rest;
        rules.push(json!([name, network, from, to, port, ticket, owner, ends, decision]));
    }
    let by_network: Vec<_> = NETWORKS.iter().zip(counts).map(|(name, count)| json!([name, count])).collect();
    json!({ "rules": rules, "closed": closed, "by-network": by_network })
}

/// A rule: name, network, from, to, port, ticket, owner, end, decision with hits.
fn rule(number: i32, network: &str, closed: bool, seed: &mut Seed) -> [String; 9] {
    let from = match seed.between(0, 4) {
        0 => format!("10.{}.{}.0/24", seed.between(20, 47), seed.between(0, 254)),
        1 => "edge ranges".to_owned(),
        2 => format!("{}-nodes", seed.pick(&NETWORKS)),
        3 => format!("198.51.100.{}/32", seed.between(2, 250)),
        _ => format!("sg-{}", seed.pick(&["deploy", "monitor", "backup", "bastion"])),
    };
    let to = format!("{network}-{}", seed.pick(&["nodes", "lb", "db", "cache", "broker"]));
    let port = seed.pick(&["443", "5432", "9092", "8443", "6379", "22", "9200", "4317", "2049"]).to_owned();
    let ticket = format!("CHG-{}", seed.between(1210, 3540));
    let owner = seed.pick(&["D. Ivanova", "J. Reuter", "F. Nakata", "V. Petrov", "G. Hughes"]).to_owned();
    let end = seed.pick(&["31 Jul 2026", "30 Sep 2026", "31 Dec 2026"]);
    let end = if seed.happens(180) { end } else { "–" }.to_owned();
    let name = format!("{}-{number:03}", seed.pick(&["U", "E"]));
    let hits = seed.between(40, 900_000);
    let decision = if closed { "close; 0".to_owned() } else { format!("keep; {hits}") };
    [name, network.to_owned(), from, to, port, ticket, owner, end, decision]
}

/// Names under the shop's own domain.
const HOSTS: &str = "www shop api checkout account images static search returns status press jobs trade orders slots hooks \
                     auth mail-links track help";

/// Names under the domain of each further country.
const ABROAD: &str = "www shop checkout account help returns";

/// 38 public names as the scanner saw them.
pub(super) fn endpoints(_: &Shop) -> Value {
    let mut seed = Seed::of("endpoints");
    let home = HOSTS.split(' ').map(|host| format!("{host}.harbourpine.example"));
    let abroad = |land: &'static str| ABROAD.split(' ').map(move |host| format!("{host}.{land}.harbourpine.example"));
    let names = home.chain(["de", "ie", "nl"].into_iter().flat_map(abroad));
    json!({ "hosts": names.zip(0..).map(|(name, number)| endpoint(&name, number, &mut seed)).collect::<Vec<_>>() })
}

fn endpoint(name: &str, number: i64, seed: &mut Seed) -> Value {
    let days = match number {
        9 => 18,
        27 => 24,
        _ => seed.between(37, 196),
    };
    let ends = day(10, 21) + Duration::days(days);
    let (plain, newest) = (matches!(number, 9 | 10), number == 7);
    let (tls, protocols) = if newest { ("1.3", "TLS 1.3") } else { ("1.2 1.3", "TLS 1.3, TLS 1.2") };
    let older = if newest { "" } else { "; ECDHE with AES_128_GCM, AES_256_GCM" };
    let remark = match (days < 30, plain) {
        (true, _) => format!("ends in {days} days"),
        (false, true) => "no HSTS".to_owned(),
        (false, false) => String::new(),
    };
    json!({
        "name": name, "address": format!("203.0.113.{}", 10 + number), "tls": tls, "protocols": protocols,
        "key": if seed.happens(700) { "EC 256" } else { "RSA 3072" }, "ends": ends.to_string(),
        "begins": (ends - Duration::days(198)).to_string(), "days": days.to_string(),
        "ciphers": format!("AES_128_GCM, AES_256_GCM, CHACHA20{older}"),
        "exchange": seed.pick(&["X25519, secp256r1", "X25519MLKEM768, X25519, secp256r1"]),
        "common": name, "issuer": "Meridian TLS E5", "serial": seed.hex(18),
        "ocsp": if matches!(number, 11 | 16) { "not stapled" } else { "stapled" },
        "hsts": if plain { "no" } else { "max-age=31536000" }, "remark": remark,
    })
}
