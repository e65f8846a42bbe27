//! The seeds of the corpus, each a real thing made by the code that makes it for users, or as small as one can be.
//! `VOUCHSAFE_WRITE_SEEDS=1` writes those that aren't there; what fuzzing adds to them is kept beside them.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use commands::engagement::StartEngagement;
use commands::gap::StartGap;
use commands::person::AddPerson;
use commands::vault::Create;
use commands::{App, Secret};
use model::engagement::{EngagementKind, Trigger};
use model::gap::GapSource;
use model::person::Side;
use model::time::Span;
use tests::host::{PASSPHRASE, TestHost};
use vault::{Passphrase, Vault};

use crate::{archives, corpus, papers};

/// Longest body that makes a seed.
const BODY: usize = 3_000;

type Seeds = Vec<(&'static str, Vec<Vec<u8>>)>;

#[test]
fn the_seeds_are_in_the_corpus() {
    if std::env::var_os("VOUCHSAFE_WRITE_SEEDS").is_none() {
        return;
    }
    for (target, seeds) in all() {
        let folder = corpus().join(target);
        fs::create_dir_all(&folder).expect("the corpus can be written");
        for (place, seed) in seeds.into_iter().enumerate() {
            let file = folder.join(format!("seed-{place:02}"));
            if !file.exists() {
                fs::write(file, seed).expect("the corpus can be written");
            }
        }
    }
}

fn all() -> Seeds {
    let texts = |texts: &[&str]| texts.iter().map(|text| text.as_bytes().to_vec()).collect::<Vec<_>>();
    let how = |all: Vec<Vec<u8>>, hows: &[u8]| -> Vec<Vec<u8>> {
        all.iter().flat_map(|bytes| hows.iter().map(|how| [&[*how][..], bytes].concat())).collect()
    };
    let sheets = separated();
    vec![
        ("header", vault::door::header_seeds()),
        ("slot", vault::door::slot_seeds()),
        ("typed", vault::door::typed_seeds()),
        ("chunk", vault::door::chunk_seeds()),
        ("log_body", bodies()),
        ("log_row", vault::door::log_row_seeds()),
        ("packet", papers::packets()),
        ("pdf", how(papers::pdfs(), &[0, 10, 3])),
        ("picture", [[0, 2].as_slice(), &[10]].map(|hows| how(document::door::picture_seeds(), hows)).concat()),
        ("workbook", how(archives::workbooks(), &[0, 2, 7])),
        ("separated", how(sheets.clone(), &[0, 2, 4])),
        (
            "text",
            how(texts(&["one\r\ntwo\rthree\n\nfive", "Gr\u{fc}\u{df}e, \u{395}\u{3bb}", "{\"a\":1}\n[x]"]), &[0, 4, 3]),
        ),
        ("json", how(jsons(), &[0, 4])),
        ("mail", how(mails(), &[0, 4])),
        ("zip_list", how(archives::archives(), &[0, 4])),
        ("archive", archives::archives()),
        ("request", document::door::request_seeds()),
        ("answer", document::door::answer_seeds()),
        ("svg", document::door::svg_seeds()),
        ("sheet", (0_u8..).zip(sheets).map(|(noun, sheet)| [&[noun % 7][..], &sheet].concat()).collect()),
        (
            "criteria_text",
            texts(&[
                "\u{feff}Code;Description\nCC6.1;\"First line\nsecond; line\"\nA1.2; B \n",
                "# a note\ncriterion,text\nCC6.1,one\nCC99,two\nCC6.2,\nCC6.1,again\nCC6.3\n",
            ]),
        ),
        (
            "message",
            texts(&[
                "A_b & *c*\nSubject: For {{ f }}\n\n**Dear {{ f }}**, *see {{ open_one }}*.\n\n4. a\n5. {{ f }}\n\n| A | B |\n| --- | --- |\n| {{f}} | x |",
                "<b>\n# {{ f }}\n\n> a\n>> b\n\n```\n{{ f }}\n```\n\n- [x] ~~y~~ [l](http://x.example) ![i](j)\n\n---\n\\{{ f }}",
            ]),
        ),
    ]
}

/// One sheet for each noun, in the order in which the target tells them, and one in each other encoding.
fn separated() -> Vec<Vec<u8>> {
    let texts = [
        "Control ID,Title,Statement,Criteria,Owner,Frequency\nCORE-01,Access is reviewed,\"Each quarter, all of it\",CC6.1; CC6.2,Ann Lee,quarterly\n",
        "Evidence ID,Title,Kind,Control,Collected by,From,To\nEV-0001,Users,system report,CORE-01,Ann,2026-01-01,31.03.2026\n",
        "Finding,Title,Source,Control,Found on\nF-01,Late,auditor,CORE-01,04/05/2026\nF-02,Late,auditor,CORE-01,13/05/2026\n",
        "Gap ID,Title,Severity,Due,Cost\nGAP-001,No review,high,2026-12-18,\"$1,250.50\"\n,,,,\n",
        "Name,Role,Side,Email\nAnn Lee,CISO,client,ann@shop.example\n",
        "Harbour & Pine: PBC list\n\nPBC #;Request Description;Responsible;Due Date;Status\nPBC-001;Chart;Ann Lee;2026-04-01;open\n",
        "sep=|\nTask|Title|Owner|Start|Due|Waits for\nT-01|Write it|Ann|2026-01-05|2026-02-05|\n",
    ];
    let mut seeds: Vec<Vec<u8>> = texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    let text = "name;gr\u{f6}\u{df}e\r\n'=x;\"two\nlines\"\r\n";
    seeds.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    seeds.push([0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect());
    seeds.push(text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect());
    seeds.push([&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat());
    seeds
}

fn jsons() -> Vec<Vec<u8>> {
    let pad = "x".repeat(90);
    let deep = format!("{}1{}", "[{\"a\":".repeat(45), "}]".repeat(45));
    let long = format!(
        r#"{{"n":1.10,"n":1e400,"s":"a\",{{[\\","empty":{{}},"list":[ ],"deep":[{{"a":[1,true,null]}}],"pad":"{pad}"}}"#
    );
    [long, deep, "{\"a\":1}\n{\"a\":2}\n".to_owned()].into_iter().map(String::into_bytes).collect()
}

fn mails() -> Vec<Vec<u8>> {
    let plain = "From: =?utf-8?q?J=C3=BCrgen?= <j@shop.example>\r\nTo: Ann <ann@shop.example>, b@shop.example\r\n\
        Subject: =?utf-8?b?UsO8Y2tmcmFnZQ==?=\r\nDate: Mon, 3 Mar 2025 10:00:00 +0100\r\n\
        Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\nGr=FC=DFe\r\n--b\r\nContent-Type: text/csv; name=\"l.csv\"\r\n\
        Content-Disposition: attachment; filename=\"l.csv\"\r\n\r\na,b\r\n--b--\r\n";
    let html = "From: a@b.c\r\nContent-Type: text/html\r\n\r\n<p>Hello <b>there</b> &amp;</p><script>x()</script>";
    let nested = format!("From: a@b.c\r\nContent-Type: message/rfc822\r\n\r\n{html}");
    [plain.to_owned(), html.to_owned(), nested].into_iter().map(String::into_bytes).collect()
}

/// Bodies of the log of a real vault: the first short one of each action.
fn bodies() -> Vec<Vec<u8>> {
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("client.vault");
    write_vault(&path);
    let at = "2027-01-01T00:00:00Z".parse().expect("an instant");
    let passphrase = Passphrase::new(PASSPHRASE.to_owned());
    let vault = Vault::unlock(&path, vault::Secret::Passphrase(&passphrase), at).expect("the vault opens");
    let read = |r: &vault::Reader<'_>| {
        let rows = r.log(1, u64::MAX)?;
        rows.iter().map(|row| Ok((row.action, r.log_body(row.seq)?))).collect::<Result<Vec<_>, vault::Error>>()
    };
    let mut seen = Vec::new();
    let mut bodies = Vec::new();
    for (action, body) in vault.read(read).expect("the log can be read") {
        let body = body.expect("a body is there");
        let text = if body.changes.len() > 1 {
            let first = vault::Body { changes: body.changes[..1].to_vec(), ..body };
            serde_json::to_vec(&first)
        } else {
            serde_json::to_vec(&body)
        };
        let text = text.expect("a body serializes");
        if text.len() <= BODY && !seen.contains(&action) {
            seen.push(action);
            bodies.push(text);
        }
    }
    bodies
}

fn write_vault(path: &Path) {
    let mut app = App::new(Arc::new(TestHost::default()) as Arc<dyn commands::Host>);
    let folder = app.hold(path);
    let create = Create {
        folder,
        passphrase: Secret::new(PASSPHRASE.to_owned()),
        legal_name: "Harbour & Pine Ltd".to_owned(),
        short_code: "HPL".to_owned(),
        industry: "retail".to_owned(),
        sector: "online shop".to_owned(),
        jurisdictions: vec!["United Kingdom".to_owned()],
        person: "Ines Okafor".to_owned(),
        start: None,
    };
    app.call(create).expect("the vault is created");
    let day = |text: &str| text.parse().expect("a day");
    let start = StartEngagement {
        profile: "ecommerce-crm".to_owned(),
        title: "SOC 2 Type II readiness 2026".to_owned(),
        system: "Shop platform".to_owned(),
        kind: EngagementKind::TypeIi { period: Span::new(day("2026-01-01"), day("2026-12-31")).expect("a span") },
        categories: None,
        preparer_firm: "Larkfield Advisory".to_owned(),
        auditor_firm: None,
        trigger: Trigger::ProcurementHold,
        triggered_on: Some(day("2026-09-14")),
    };
    app.call(start).expect("the engagement starts");
    let person = AddPerson {
        name: "Jonas Reuter".to_owned(),
        role: "General counsel".to_owned(),
        side: Side::Client,
        team: None,
        email: Some("j@shop.example".to_owned()),
    };
    app.call(person).expect("the person is added");
    let gap = StartGap {
        engagement: None,
        pattern: "fp-001".to_owned(),
        source: GapSource::SelfAssessment,
        found_on: Some(day("2026-02-01")),
        surfaces: None,
    };
    app.call(gap).expect("the gap starts");
    app.call(commands::log::UndoLog { seq: None }).expect("the gap is undone");
    app.lock().expect("the vault locks");
}
