//! Extracts of identity and access.

use std::io::{self, Write};

use chrono::{Duration, NaiveDate, NaiveDateTime};
use serde_json::{Value, json};

use super::{json_line, table};
use crate::record::records;
use crate::seed::Seed;
use crate::shop::{Shop, Worker, day, days, is_working_day, london, stamp};

/// Users of Salesforce in the review of the third quarter: account, name, profile, permission set, role.
pub(crate) const SALESFORCE: [(&str, &str, &str, &str, &str); 24] = [
    ("a.keller", "Anja Keller", "Read Only", "Setup_View", "Security"),
    ("b.osei", "Benedict Osei", "Read Only", "Setup_View", "Security"),
    ("c.marsh", "Colin Marsh", "System Administrator", "Setup_View", "CRM owner"),
    ("d.ivanova", "Daria Ivanova", "Read Only", "Setup_View", "Platform"),
    ("e.santos", "Elena Santos", "Service Agent", "Case_Edit", "Agent"),
    ("f.nakata", "Fumi Nakata", "Commerce Admin", "Orders_Edit", "Commerce"),
    ("m.holt", "Marianne Holt", "Read Only", "Setup_View", "Identity"),
    ("h.demir", "Hakan Demir", "Service Agent", "Case_Edit", "Agent"),
    ("i.pollard", "Isobel Pollard", "Standard", "Orders_Read", "People"),
    ("j.whyte", "Jonathan Whyte", "Standard", "Orders_Read", "Legal"),
    ("k.moreau", "Karim Moreau", "System Administrator", "Setup_View", "IT operations"),
    ("l.berg", "Lena Berg", "Integration", "Orders_Edit", "Data"),
    ("m.adeyemi", "Moses Adeyemi", "Read Only", "Setup_View", "Security"),
    ("n.castell", "Nuria Castell", "Standard", "Orders_Read", "Finance"),
    ("k.hayes", "Kwame Hayes", "Service Agent", "Case_Edit", "Team lead"),
    ("p.raman", "Priya Raman", "Read Only", "Setup_View", "Security"),
    ("q.lim", "Quentin Lim", "Service Agent", "Orders_Edit", "Agent"),
    ("r.novak", "Radka Novak", "Read Only", "Setup_View", "Governance"),
    ("s.aziz", "Samira Aziz", "Standard", "Case_Edit", "Data protection"),
    ("t.lind", "Tove Lind", "Read Only", "Setup_View", "Security"),
    ("svc-oms-sync", "Integration OMS", "Integration", "Orders_Edit", "Integration"),
    ("svc-tax-calc", "Integration Tax", "Integration", "Orders_Read", "Integration"),
    ("u.grant", "Una Grant", "Standard", "Orders_Read", "Release"),
    ("v.petrov", "Viktor Petrov", "Standard", "Orders_Read", "Platform"),
];

/// Last sign-ins of those users before 28 September, as the setup page and the extract both show them.
pub(crate) fn last_logins() -> Vec<NaiveDateTime> {
    let mut seed = Seed::of("last logins");
    SALESFORCE
        .iter()
        .map(|(account, ..)| {
            let on = match *account {
                "e.santos" => day(7, 30),
                "h.demir" => day(8, 28),
                "q.lim" => day(9, 11),
                _ => day(9, 27) - Duration::days(seed.between(0, 20)),
            };
            on.and_hms_opt(0, 0, 0).unwrap_or_default() + Duration::seconds(seed.between(6 * 3600, 19 * 3600))
        })
        .collect()
}

pub(super) fn review(_: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let head = [
        "username",
        "profile",
        "permission_set",
        "last_login_utc",
        "reviewer",
        "decision",
        "decided_on",
        "removal_ticket",
    ];
    let rows = SALESFORCE.iter().zip(last_logins()).map(|((account, _, profile, set, _), login)| {
        let (decision, ticket) = match *account {
            "e.santos" => ("remove", "SD-4471"),
            "h.demir" => ("remove", "SD-4472"),
            "q.lim" => ("remove", ""),
            _ => ("keep", ""),
        };
        let login = login.format("%Y-%m-%dT%H:%MZ").to_string();
        [*account, profile, set, &login, "a.keller", decision, "2026-09-29", ticket].map(str::to_owned)
    });
    table(to, b',', true, &head, rows)
}

/// 318 accounts: 236 active workers, 38 leavers, 38 service users, two emergency accounts, two devices, two tests.
pub(super) fn users(shop: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let head = ["account", "display_name", "kind", "state", "team", "created", "last_sign_in_utc", "factor", "groups"];
    let mut seed = Seed::of("users");
    let end = day(9, 30);
    let workers = shop.workers.iter().filter(|it| it.joined <= end);
    let mut rows: Vec<_> = workers.map(|worker| worker_account(worker, end, &mut seed)).collect();
    rows.extend(other_accounts());
    rows.sort();
    table(to, b',', false, &head, rows)
}

fn worker_account(worker: &Worker, end: NaiveDate, seed: &mut Seed) -> [String; 9] {
    let gone = worker.left.as_ref().filter(|left| left.on <= end);
    let state = if gone.is_some_and(|left| left.disabled.is_some()) { "disabled" } else { "active" };
    let last = gone.map_or(end - Duration::days(seed.between(0, 9)), |left| left.on);
    let last = last.and_hms_opt(0, 0, 0).unwrap_or_default() + Duration::seconds(seed.between(6 * 3600, 18 * 3600));
    let kind = if worker.contractor { "contractor" } else { "employee" };
    let factor = if seed.happens(240) { "hardware key" } else { "app" };
    let groups = format!("all-staff;{}", worker.team.to_lowercase().replace(' ', "-"));
    let (account, name) = (worker.account.clone(), worker.name.clone());
    [
        account,
        name,
        kind.into(),
        state.into(),
        worker.team.into(),
        worker.joined.to_string(),
        stamp(last),
        factor.into(),
        groups,
    ]
}

/// Accounts of no person: 38 service users, two emergency accounts, two devices, two tests.
fn other_accounts() -> impl Iterator<Item = [String; 9]> {
    let service = SERVICES.split(' ').flat_map(|name| [format!("svc-{name}"), format!("svc-{name}-eu")]);
    let service = service.map(|account| (account, "service", "none (no interactive sign-in)"));
    let others = [
        ("eg-01", "emergency", "hardware key"),
        ("eg-02", "emergency", "hardware key"),
        ("dev-scan-01", "device", "device certificate"),
        ("dev-scan-02", "device", "device certificate"),
        ("test-signin-a", "test", "app"),
        ("test-signin-b", "test", "app"),
    ];
    service.chain(others.map(|(account, kind, factor)| (account.to_owned(), kind, factor))).map(
        |(account, kind, factor)| {
            let name = account.replace('-', " ");
            let (state, created, groups) = ("active".into(), "2024-03-12".into(), format!("{kind}-accounts"));
            [account, name, kind.into(), state, String::new(), created, String::new(), factor.into(), groups]
        },
    )
}

/// What each pair of service users is for.
const SERVICES: &str = "oms-sync tax-calc contact-sync case-sync refund-sync stock-feed returns-label telephony export watch \
                        provision survey deploy backup scanner mask search-index admin-import drift";

pub(super) fn badges(shop: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let mut seed = Seed::of("badges");
    let mut holders: Vec<_> = shop.active_on(day(5, 19)).collect();
    holders.sort_by_key(|it| it.account.as_str());
    let rows: Vec<_> = holders
        .into_iter()
        .take(254)
        .map(|worker| {
            let zones = match (worker.site, worker.team) {
                (_, "Security") => "Bristol office;Bristol equipment room",
                ("Bristol", "Technology") if seed.happens(150) => "Bristol office;Bristol equipment room",
                ("Leith", "Operations") if seed.happens(90) => "Leith office;Leith hall;Leith equipment store",
                ("Leith", _) => "Leith office;Leith hall",
                _ => "Bristol office",
            };
            let badge = format!("B{}", seed.between(30_000, 39_999));
            let issued = worker.joined.max(day(1, 1) - Duration::days(900));
            [
                badge,
                worker.name.clone(),
                worker.site.to_owned(),
                zones.to_owned(),
                issued.to_string(),
                "active".to_owned(),
            ]
        })
        .collect();
    table(to, b';', true, &["Badge", "Holder", "Site", "Zones", "Issued", "State"], rows)
}

pub(super) fn grants(shop: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let head = [
        "event",
        "carried_out_utc",
        "account",
        "right",
        "system",
        "ticket",
        "approved_utc",
        "approver",
        "carried_out_by",
    ];
    let rows = shop.grants.iter().map(|it| {
        [
            it.event.clone(),
            stamp(it.at),
            it.account.clone(),
            it.right.into(),
            it.system.into(),
            it.ticket.clone(),
            stamp(it.approved),
            it.approver.into(),
            it.by.into(),
        ]
    });
    table(to, b',', false, &head, rows)
}

pub(super) fn leavers(shop: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let head = [
        "account",
        "kind",
        "team",
        "site",
        "last_day",
        "exit",
        "disabled_utc",
        "disabled_london",
        "exit_ticket",
        "in_time",
    ];
    let rows = shop.leavers().into_iter().map(|(worker, left)| {
        let in_time = match left.disabled {
            Some(at) if at.date() <= left.on + Duration::days(1) => "yes",
            Some(_) => "late",
            None => "no: active",
        };
        let local = left.disabled.map(|at| london(at).format("%d/%m/%Y %H:%M").to_string());
        let kind = if worker.contractor { "contractor" } else { "employee" };
        let exit = if left.involuntary { "involuntary" } else { "voluntary" };
        [
            worker.account.clone(),
            kind.into(),
            worker.team.into(),
            worker.site.into(),
            left.on.to_string(),
            exit.into(),
            left.disabled.map(stamp).unwrap_or_default(),
            local.unwrap_or_default(),
            left.ticket.clone(),
            in_time.into(),
        ]
    });
    table(to, b',', false, &head, rows)
}

pub(super) fn deactivations(shop: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let mut seed = Seed::of("deactivations");
    let mut events: Vec<(NaiveDateTime, Value)> = Vec::new();
    for (worker, left) in shop.leavers() {
        let Some(disabled) = left.disabled else { continue };
        let mut add = |system: &str, at: NaiveDateTime, by: &str| {
            let event = json!({
                "time": stamp(at), "system": system, "event": { "action": "user.deactivate", "outcome": "success" },
                "user": worker.account, "by": by, "ticket": left.ticket, "id": seed.hex(12),
            });
            events.push((at, event));
        };
        add("lodestar-id", disabled, "svc-provision");
        if worker.team == "Customer operations" || worker.team == "Sales" {
            add("salesforce", disabled + Duration::seconds(94), "svc-provision-eu");
            add("fathom-desk", disabled + Duration::seconds(131), "svc-provision");
        }
        if matches!(worker.team, "Technology" | "Product") {
            add("millrace", disabled + Duration::seconds(77), "svc-provision");
            add("corvane-cloud", disabled + Duration::seconds(88), "svc-provision");
        }
    }
    events.sort_by_key(|(at, _)| *at);
    events.iter().try_for_each(|(_, event)| json_line(to, event))?;
    Ok(events.len() as u64)
}

pub(super) fn privileged(_: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let held = [
        ("lodestar-id", "Global Administrator", &["k.moreau", "m.holt"][..], "standing"),
        ("lodestar-id", "Emergency Administrator", &["eg-01", "eg-02"], "standing, sealed"),
        ("lodestar-id", "Application Administrator", &["k.moreau", "r.parry", "n.tait"], "eligible"),
        ("corvane-cloud", "cluster-admin", &["g.hughes", "d.ivanova", "k.nowak"], "eligible"),
        ("corvane-cloud", "db-admin", &["v.petrov", "l.berg"], "eligible"),
        ("corvane-cloud", "network-admin", &["b.osei", "d.ivanova"], "eligible"),
        ("corvane-cloud", "secrets-operator", &["j.reuter", "a.keller"], "eligible"),
        ("corvane-cloud", "billing-admin", &["s.arkwright", "h.moss"], "standing"),
        ("salesforce", "System Administrator", &["c.marsh", "k.moreau"], "standing"),
        ("sable-watch", "platform-admin", &["m.adeyemi"], "eligible"),
    ];
    let mut seed = Seed::of("privileged");
    let mut holders = Vec::new();
    for (system, role, accounts, how) in held {
        for account in accounts {
            let since = day(1, 1) - Duration::days(seed.between(20, 900));
            holders.push(json!({
                "system": system, "role": role, "account": account, "assignment": how, "since": since.to_string(),
                "ends": if how == "eligible" { json!("8 h after elevation") } else { Value::Null }, "through": if seed.happens(300) { "group" } else { "direct" },
            }));
        }
    }
    let count = holders.len() as u64;
    let export = json!({ "exported_at": "2026-11-02T08:25:11Z", "exported_by": "k.moreau", "filter": "role.privileged = true", "count": count, "holders": holders });
    serde_json::to_writer_pretty(&mut *to, &export)?;
    to.write_all(b"\n")?;
    Ok(count)
}

pub(super) fn elevations(shop: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let head = ["begun_utc", "account", "role", "ticket", "approver", "minutes", "end"];
    let rows = shop.elevations.iter().map(|it| {
        [
            stamp(it.at),
            it.account.into(),
            it.role.into(),
            it.ticket.clone(),
            it.approver.into(),
            it.minutes.to_string(),
            it.end.into(),
        ]
    });
    table(to, b',', false, &head, rows)
}

/// About 30 MB: every sign-in of September.
pub(super) fn sign_ins(shop: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let mut seed = Seed::of("sign-ins");
    let mut count = 0;
    for on in days(day(9, 1), day(9, 30)) {
        let here: Vec<_> = shop.active_on(on).collect();
        let total = if is_working_day(on) { 5_610 } else { 1_480 } + seed.between(-120, 120);
        for number in 0..total {
            let worker = here[seed.place(here.len())];
            let millisecond = 86_400_000 / total * number + seed.between(0, 9000);
            let at = on.and_hms_opt(0, 0, 0).unwrap_or_default() + Duration::milliseconds(millisecond);
            sign_in(to, at, &worker.account, &mut seed)?;
            count += 1;
        }
    }
    Ok(count)
}

fn sign_in(to: &mut dyn Write, at: NaiveDateTime, account: &str, seed: &mut Seed) -> io::Result<()> {
    let apps = [
        "salesforce",
        "fathom-desk",
        "millrace",
        "corvane-console",
        "admin-console",
        "mail",
        "sable-watch",
        "perennial",
    ];
    let refusals = ["wrong-factor", "expired-challenge", "unmanaged-device"];
    let refused = seed.happens(31);
    let (outcome, reason, rule) = if refused { ("denied", seed.pick(&refusals), 5) } else { ("success", "-", 4) };
    let factor = seed.pick(&["app-number", "app-number", "app-number", "hardware-key"]);
    let country = seed.pick(&["GB", "GB", "GB", "GB", "GB", "IE", "DE", "NL"]);
    let device = format!("HP-{}-{:04}", seed.pick(&["L", "M", "P"]), seed.between(1, 1290));
    let (app, net, host) = (seed.pick(&apps), seed.between(100, 103), seed.between(1, 254));
    let (session, latency) = (seed.hex(32), seed.between(61, 900));
    writeln!(
        to,
        "{} lodestar-id[harbourpine] sign-in outcome={outcome} reason={reason} user={account} app={app} factor={factor} \
         device={device} ip=198.51.{net}.{host} country={country} rule={rule} session={session} latency_ms={latency}",
        at.format("%Y-%m-%dT%H:%M:%S%.3fZ"),
    )
}

pub(super) fn policy_history(_: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let head = ["change", "at_utc", "object", "what", "before", "after", "by", "ticket"];
    let rows = records(include_str!("../../text/sign-in-policy-changes.txt")).zip(1..).map(|(record, number)| {
        let (on, time) = record[0].split_once(' ').unwrap_or((record[0], ""));
        let mut row = vec![number.to_string(), format!("2026-{on}T{time}Z")];
        row.extend(record[1..].iter().map(|cell| (*cell).to_owned()));
        row
    });
    table(to, b',', false, &head, rows)
}

pub(super) fn drill(_: &Shop, to: &mut dyn Write) -> io::Result<u64> {
    let systems = [
        ("lodestar-id", 4),
        ("corvane-cloud", 19),
        ("salesforce", 47),
        ("admin-console", 61),
        ("millrace", 83),
        ("sable-watch", 128),
        ("fathom-desk", 221),
    ];
    let steps: Vec<_> = systems
        .iter()
        .map(|(system, second)| {
            let denied = day(6, 9).and_hms_opt(14, 0, 0).unwrap_or_default() + Duration::seconds(*second);
            json!({ "system": system, "sessions_ended": 1 + second % 3, "tokens_revoked": second % 4, "first_denied_at": stamp(denied), "seconds": second })
        })
        .collect();
    let record = json!({
        "drill": "DR-2026-02", "declared_at": "2026-06-09T14:00:00Z", "declared_by": "t.lind", "approved_by": "m.holt",
        "subject": "test-signin-a", "limit_seconds": 300, "last_denied_seconds": 221, "within_limit": true, "systems": steps,
        "remark": "Service desk was slowest: it reads revocations every four minutes. Asked the supplier for an event.",
    });
    serde_json::to_writer_pretty(&mut *to, &record)?;
    to.write_all(b"\n")?;
    Ok(systems.len() as u64)
}
