//! Workers of the shop, the access that they were given, and the privileges that they raised.

use chrono::{Duration, NaiveDate, NaiveDateTime};

use super::calendar::{at, day, days, is_working_day};
use crate::seed::Seed;

/// Someone who works or worked here.
pub(crate) struct Worker {
    /// Account name, such as `m.holt`.
    pub(crate) account: String,
    /// Full name.
    pub(crate) name: String,
    /// Team.
    pub(crate) team: &'static str,
    /// Site.
    pub(crate) site: &'static str,
    /// Whether a contractor.
    pub(crate) contractor: bool,
    /// First day.
    pub(crate) joined: NaiveDate,
    /// How it ended, for those who left by 31 October 2026.
    pub(crate) left: Option<Leaving>,
}

/// The end of someone's work.
pub(crate) struct Leaving {
    /// Last day.
    pub(crate) on: NaiveDate,
    /// Whether against their will.
    pub(crate) involuntary: bool,
    /// When their account was disabled; none when it wasn't.
    pub(crate) disabled: Option<NaiveDateTime>,
    /// Exit ticket.
    pub(crate) ticket: String,
}

/// Someone named in other files: account, name, team, contractor, and month and day of their last day, if any.
type Named = (&'static str, &'static str, &'static str, bool, Option<(u32, u32)>);

/// People whom other files name.
const NAMED: [Named; 40] = [
    ("p.raman", "Priya Raman", "Security", false, None),
    ("j.whyte", "Jonathan Whyte", "Legal", false, None),
    ("r.ellery", "Ruth Ellery", "Executive", false, None),
    ("h.moss", "Hamish Moss", "Executive", false, None),
    ("a.frost", "Amelia Frost", "Executive", false, None),
    ("m.holt", "Marianne Holt", "Security", false, None),
    ("m.adeyemi", "Moses Adeyemi", "Security", false, None),
    ("a.keller", "Anja Keller", "Security", false, None),
    ("b.osei", "Benedict Osei", "Security", false, None),
    ("t.lind", "Tove Lind", "Security", false, None),
    ("r.novak", "Radka Novak", "Security", false, None),
    ("d.yilmaz", "Deniz Yilmaz", "Security", false, None),
    ("j.reuter", "Jonas Reuter", "Technology", false, None),
    ("l.berg", "Lena Berg", "Technology", false, None),
    ("c.marsh", "Colin Marsh", "Customer operations", false, None),
    ("d.ivanova", "Daria Ivanova", "Technology", false, None),
    ("f.nakata", "Fumi Nakata", "Technology", false, None),
    ("g.hughes", "Gareth Hughes", "Technology", false, None),
    ("v.petrov", "Viktor Petrov", "Technology", false, None),
    ("o.field", "Oliver Field", "Technology", false, None),
    ("u.grant", "Una Grant", "Technology", false, None),
    ("k.moreau", "Karim Moreau", "Technology", false, None),
    ("m.lindholm", "Maya Lindholm", "Product", false, None),
    ("t.weller", "Tom Weller", "Product", false, None),
    ("s.aziz", "Samira Aziz", "Legal", false, None),
    ("c.dunmore", "Clara Dunmore", "Legal", false, None),
    ("h.sato", "Helen Sato", "Legal", false, None),
    ("i.pollard", "Isobel Pollard", "People", false, None),
    ("n.castell", "Nuria Castell", "Finance", false, None),
    ("r.falk", "Ruben Falk", "Finance", false, None),
    ("f.baird", "Fergus Baird", "Internal audit", false, None),
    ("p.brandt", "Peter Brandt", "Operations", false, None),
    ("d.ortega", "Daniel Ortega", "Sales", false, None),
    ("z.hart", "Zoe Hart", "Marketing", false, None),
    ("s.arkwright", "Stephen Arkwright", "Finance", false, None),
    ("k.hayes", "Kwame Hayes", "Customer operations", false, None),
    ("e.santos", "Elena Santos", "Finance", false, None),
    ("s.prakash", "Sonia Prakash", "Customer operations", false, Some((5, 15))),
    ("h.demir", "Hakan Demir", "Customer operations", true, Some((8, 31))),
    ("q.lim", "Quentin Lim", "Customer operations", true, Some((9, 11))),
];

const FIRST: [&str; 44] = [
    "Alice", "Aaron", "Beatrice", "Callum", "Carmen", "Dafydd", "Della", "Edwin", "Esther", "Farah", "Felix", "Gemma",
    "Gordon", "Hannah", "Hugo", "Imogen", "Isaac", "Jasmin", "Joel", "Katya", "Kieran", "Laila", "Lewis", "Mairi",
    "Marcus", "Nadia", "Neil", "Olga", "Owen", "Paula", "Patrick", "Rhona", "Rafael", "Saoirse", "Simon", "Tamsin",
    "Theo", "Ursula", "Vikram", "Wanda", "Xenia", "Yusuf", "Zara", "Brendan",
];

const LAST: [&str; 52] = [
    "Abbott",
    "Anderson",
    "Banerjee",
    "Barlow",
    "Bell",
    "Calder",
    "Chowdhury",
    "Cole",
    "Dalgleish",
    "Davies",
    "Eastwood",
    "Evans",
    "Faulkner",
    "Fraser",
    "Gallagher",
    "Gibson",
    "Greig",
    "Hamilton",
    "Hartley",
    "Ingram",
    "Iqbal",
    "Jenkins",
    "Kaur",
    "Kowalski",
    "Laidlaw",
    "Lloyd",
    "MacLeod",
    "Mistry",
    "Murray",
    "Nicholls",
    "Nowak",
    "O'Brien",
    "Okeke",
    "Parry",
    "Petersen",
    "Quinn",
    "Rahman",
    "Rees",
    "Robertson",
    "Sheikh",
    "Sinclair",
    "Stewart",
    "Tait",
    "Taylor",
    "Underwood",
    "Vaughan",
    "Walsh",
    "Watt",
    "Xu",
    "Yates",
    "Young",
    "Zielinski",
];

/// Teams of those who aren't named, with their site and about how many of a hundred work there.
const TEAMS: [(&str, &str, u32); 8] = [
    ("Operations", "Leith", 30),
    ("Customer operations", "Bristol", 26),
    ("Technology", "Bristol", 18),
    ("Product", "Bristol", 6),
    ("Sales", "Bristol", 7),
    ("Marketing", "Bristol", 6),
    ("Finance", "Leith", 5),
    ("People", "Bristol", 2),
];

/// 267 workers at the start of the year, 7 who joined, 41 who left by 31 October (29 employees, 12 contractors).
pub(crate) fn workers() -> Vec<Worker> {
    let mut seed = Seed::of("workers");
    let mut workers: Vec<Worker> = NAMED.iter().map(|named| named_worker(named, &mut seed)).collect();
    while workers.len() < 274 {
        let (first, last) = (seed.pick(&FIRST), seed.pick(&LAST));
        let account = format!("{}.{}", first[..1].to_lowercase(), last.replace('\'', "").to_lowercase());
        if workers.iter().any(|worker| worker.account == account) {
            continue;
        }
        let mut share = u32::try_from(seed.between(0, 99)).unwrap_or_default();
        let (team, site, _) = TEAMS
            .into_iter()
            .find(|(_, _, weight)| {
                let here = share < *weight;
                share = share.saturating_sub(*weight);
                here
            })
            .unwrap_or(TEAMS[0]);
        let number = workers.len();
        workers.push(Worker {
            account,
            name: format!("{first} {last}"),
            team,
            site,
            contractor: (60..88).contains(&number),
            joined: joined(number, &mut seed),
            left: None,
        });
    }
    let unnamed_contractors: Vec<usize> = seed.shuffled((60..88).collect()).into_iter().take(10).collect();
    let unnamed_employees: Vec<usize> = seed.shuffled((88..267).collect()).into_iter().take(28).collect();
    let places: Vec<usize> = unnamed_contractors.into_iter().chain(unnamed_employees).collect();
    for (number, place) in places.into_iter().enumerate() {
        let on = last_day(number, &mut seed);
        workers[place].left = Some(leaving(on, 410 + number * 7, number % 13 == 5, &mut seed));
    }
    late_ones(&mut workers);
    workers
}

fn named_worker((account, name, team, contractor, left): &Named, seed: &mut Seed) -> Worker {
    let site = if matches!(*team, "Finance" | "Operations") { "Leith" } else { "Bristol" };
    let joined = NaiveDate::from_ymd_opt(2019, 3, 1).unwrap_or_default() + Duration::days(seed.between(0, 2200));
    let mut left = left.map(|(month, on)| leaving(day(month, on), 700 + usize::from(*contractor), false, seed));
    if let Some(left) = left.as_mut().filter(|_| *account == "q.lim") {
        left.disabled = None;
        "none".clone_into(&mut left.ticket);
    }
    Worker {
        account: (*account).to_owned(),
        name: (*name).to_owned(),
        team,
        site,
        contractor: *contractor,
        joined,
        left,
    }
}

/// The last seven joined in the period, three of them in January and February.
fn joined(number: usize, seed: &mut Seed) -> NaiveDate {
    let starts = [(1, 5), (1, 19), (2, 16), (4, 13), (6, 1), (7, 6), (9, 7)];
    match number.checked_sub(267) {
        Some(place) => day(starts[place].0, starts[place].1),
        None => NaiveDate::from_ymd_opt(2017, 5, 2).unwrap_or_default() + Duration::days(seed.between(0, 3100)),
    }
}

/// 38 leavers without a name in other files: 35 of them by 30 September, three in October.
fn last_day(number: usize, seed: &mut Seed) -> NaiveDate {
    let (from, to) = if number >= 35 { (day(10, 5), day(10, 30)) } else { (day(1, 9), day(9, 25)) };
    let open: Vec<_> = days(from, to).filter(|day| is_working_day(*day)).collect();
    seed.pick(&open)
}

fn leaving(on: NaiveDate, ticket: usize, involuntary: bool, seed: &mut Seed) -> Leaving {
    let second = if involuntary { seed.between(10 * 3600, 11 * 3600) } else { 17 * 3600 + seed.between(-900, 5400) };
    Leaving { on, involuntary, disabled: Some(at(on, second)), ticket: format!("SD-{}", 2000 + ticket) }
}

/// Two leavers were disabled a day too late.
fn late_ones(workers: &mut [Worker]) {
    let late = workers
        .iter_mut()
        .filter_map(|it| it.left.as_mut())
        .filter(|left| !left.involuntary && left.disabled.is_some());
    for left in late.skip(6).step_by(11).take(2) {
        left.disabled = left.disabled.map(|at| at + Duration::hours(43));
    }
}

/// A grant of access or a change of role.
pub(crate) struct Grant {
    /// Event number in the identity provider.
    pub(crate) event: String,
    /// When it was carried out.
    pub(crate) at: NaiveDateTime,
    /// For whom.
    pub(crate) account: String,
    /// What was given.
    pub(crate) right: &'static str,
    /// In which system.
    pub(crate) system: &'static str,
    /// Service desk ticket.
    pub(crate) ticket: String,
    /// When the ticket was approved.
    pub(crate) approved: NaiveDateTime,
    /// Who approved it.
    pub(crate) approver: &'static str,
    /// Who carried it out.
    pub(crate) by: &'static str,
}

/// Rights, the system that they are in and who owns it.
pub(crate) const RIGHTS: [(&str, &str, &str); 12] = [
    ("Orders_Read", "Salesforce", "c.marsh"),
    ("Orders_Edit", "Salesforce", "c.marsh"),
    ("Case_Edit", "Salesforce", "c.marsh"),
    ("Refund_Small", "Admin console", "d.ivanova"),
    ("Catalogue_Edit", "Admin console", "d.ivanova"),
    ("Price_Edit", "Admin console", "d.ivanova"),
    ("developer", "Millrace", "o.field"),
    ("release-reviewer", "Millrace", "o.field"),
    ("read-only", "Corvane Cloud", "d.ivanova"),
    ("deployer", "Corvane Cloud", "d.ivanova"),
    ("analyst", "Sable Watch", "m.adeyemi"),
    ("agent", "Fathom Desk", "k.moreau"),
];

/// Place of the grant that was carried out before its approval.
const EARLY_GRANT: usize = 153;

/// 612 grants in ten months. One, for ticket SD-2718, was carried out two hours before its approval.
pub(crate) fn grants(workers: &[Worker]) -> Vec<Grant> {
    let mut seed = Seed::of("grants");
    let open: Vec<_> = days(day(1, 2), day(10, 30)).filter(|day| is_working_day(*day)).collect();
    let mut grants: Vec<Grant> = Vec::new();
    while grants.len() < 612 {
        let on = seed.pick(&open);
        let worker = &workers[seed.place(workers.len())];
        let here = worker.joined <= on && worker.left.as_ref().is_none_or(|left| left.on > on);
        let (right, system, owner) = seed.pick(&RIGHTS);
        let fits = matches!(worker.team, "Technology" | "Security")
            == matches!(system, "Millrace" | "Corvane Cloud" | "Sable Watch");
        if !here || !fits || worker.account == owner {
            continue;
        }
        let granted = at(on, seed.between(8 * 3600, 17 * 3600));
        let approved = granted - Duration::seconds(seed.between(600, 40 * 3600));
        let by = seed.pick(&["svc-provision", "svc-provision", "svc-provision", "r.parry", "n.tait"]);
        grants.push(Grant {
            event: String::new(),
            at: granted,
            account: worker.account.clone(),
            right,
            system,
            ticket: String::new(),
            approved,
            approver: owner,
            by,
        });
    }
    grants.sort_by_key(|grant| grant.at);
    for (number, grant) in grants.iter_mut().enumerate() {
        grant.event = format!("LE-{}", 880_120 + number * 3);
        grant.ticket = format!("SD-{}", 2105 + number * 4 + number % 3);
        if number == EARLY_GRANT {
            "SD-2718".clone_into(&mut grant.ticket);
            grant.approved = grant.at + Duration::seconds(7260);
        }
    }
    grants
}

/// A raised privilege.
pub(crate) struct Elevation {
    /// When it began.
    pub(crate) at: NaiveDateTime,
    /// Who raised it.
    pub(crate) account: &'static str,
    /// The role.
    pub(crate) role: &'static str,
    /// Ticket; empty when none was named.
    pub(crate) ticket: String,
    /// Who approved; empty when nobody did.
    pub(crate) approver: &'static str,
    /// Minutes asked for.
    pub(crate) minutes: i64,
    /// How it ended.
    pub(crate) end: &'static str,
}

/// 410 elevations in ten months; three name no ticket and no approver.
pub(crate) fn elevations() -> Vec<Elevation> {
    let mut seed = Seed::of("elevations");
    let roles = ["db-admin", "cluster-admin", "network-admin", "secrets-operator", "console-admin"];
    let people = ["v.petrov", "g.hughes", "b.osei", "d.ivanova", "l.berg", "k.moreau"];
    let all: Vec<_> = super::year_to_october().collect();
    let mut moments: Vec<NaiveDateTime> =
        (0..410).map(|_| at(seed.pick(&all), seed.between(6 * 3600, 22 * 3600))).collect();
    moments.sort_unstable();
    let bare = [57, 211, 340];
    let mut elevations = Vec::with_capacity(moments.len());
    for (number, moment) in moments.into_iter().enumerate() {
        let known = !bare.contains(&number);
        let account = seed.pick(&people);
        let approver = seed.pick(&["m.holt", "a.keller", "o.field"]);
        elevations.push(Elevation {
            at: moment,
            account,
            role: seed.pick(&roles),
            ticket: if known { format!("SD-{}", 2110 + number * 6) } else { String::new() },
            approver: if known { approver } else { "" },
            minutes: seed.pick(&[30, 60, 60, 120, 240, 480]),
            end: if seed.happens(610) { "expired" } else { "given back" },
        });
    }
    elevations
}
