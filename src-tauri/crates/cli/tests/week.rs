//! A consultant's first week, done from the terminal alone: an engagement from a profile, the client's own matrix from a
//! workbook, requests out to their owners and back, a folder of 300 files placed, gaps from patterns, a dated plan, the
//! drafts of a failed opinion up to the record of a sending, and packets for all four audiences.

mod support;

use std::fmt::Write as _;
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;
use support::{code, done, in_vault, text, vault, vouchsafe};
use tempfile::TempDir;

/// The same, as data.
fn data(folder: &TempDir, arguments: &[&str]) -> Value {
    let printed = done(folder, &[arguments, &["--json"]].concat());
    serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {printed}"))
}

/// How many rows a list has.
fn count(folder: &TempDir, noun: &str) -> usize {
    data(folder, &[noun, "list"]).as_array().expect("a list").len()
}

/// The people of the first week.
const PEOPLE: [(&str, &str, &str); 5] = [
    ("Priya Raman", "Chief information security officer", "client"),
    ("Jonas Reuter", "General counsel", "client"),
    ("Elena Marsh", "Chief executive officer", "client"),
    ("Kofi Mensah", "Head of engineering", "client"),
    ("Tomas Lindqvist", "Partner", "firm"),
];

/// A control matrix as clients keep it: a title above, headings of their own, dates as dates and as words, a line of totals.
fn clients_matrix(file: &Path) {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Read me").expect("a name").write(0, 0, "Prepared by the client").expect("writes");
    let sheet = book.add_worksheet();
    sheet.set_name("RCM 2026").expect("a name");
    sheet.write(0, 0, "Acme Ltd: risk and control matrix").expect("writes");
    let heads =
        ["Ctrl ID", "Control name", "Control description", "TSC ref", "Freq", "M/A", "Control owner", "In place since"];
    for (column, head) in (0_u16..).zip(heads) {
        sheet.write(2, column, head).expect("writes");
    }
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let rows = [
        (
            "ACME-01",
            "Quarterly access review",
            "Each quarter the CISO reviews all CRM users against the list of leavers.",
            "CC6.2; CC6.3",
            "every quarter",
            "manual",
            "Priya Raman",
        ),
        (
            "ACME-02",
            "Change approval",
            "Every change to checkout is approved by a second engineer before release.",
            "CC8.1",
            "upon change",
            "ITDM",
            "Kofi Mensah",
        ),
        (
            "ACME-03",
            "Backup restore test",
            "Twice a year a backup is restored and compared with its source.",
            "A1.2, A1.3",
            "twice a year",
            "manual",
            "Kofi Mensah",
        ),
        (
            "ACME-04",
            "API keys rotated",
            "API keys of integrations are rotated each month by the platform.",
            "CC6.1",
            "monthly",
            "automated",
            "Kofi Mensah",
        ),
        (
            "ACME-05",
            "Board oversight",
            "The board reviews security once a year.",
            "CC1.2",
            "yearly",
            "manual",
            "Nobody Known",
        ),
    ];
    for (at, row) in (3_u32..).zip(rows) {
        for (column, words) in (0_u16..).zip([row.0, row.1, row.2, row.3, row.4, row.5, row.6]) {
            sheet.write(at, column, words).expect("writes");
        }
        let since = ExcelDateTime::from_ymd(2026, 1, 5).expect("a date");
        sheet.write_with_format(at, 7, &since, &date).expect("writes");
    }
    book.save(file).expect("saves");
}

/// 300 files: 240 that an index names, 40 led by the id of a control, 20 that nothing tells.
fn folder_of_evidence(folder: &Path, requests: &[String]) {
    let files = folder.join("from the client");
    std::fs::create_dir(&files).expect("a folder");
    let mut index = String::from("File;Request;Type;Title;Period from;Period to;Source\r\n");
    for number in 0..240 {
        let name = format!("extract {number:03}.csv");
        std::fs::write(files.join(&name), format!("id,user,at\n{number},u{number},2026-02-01\n")).expect("writes");
        let request = &requests[number % requests.len()];
        writeln!(index, "{name};{request};export;Extract {number};01.01.2026;31.03.2026;Salesforce\r").expect("writes");
    }
    for number in 0..40 {
        let name = format!("ACME-0{} record {number}.txt", number % 4 + 1);
        std::fs::write(files.join(name), format!("record {number}\n")).expect("writes");
    }
    for number in 0..20 {
        std::fs::write(files.join(format!("scan{number}.txt")), format!("scan {number}\n")).expect("writes");
    }
    std::fs::write(folder.join("index.csv"), index).expect("writes");
}

/// Words that may stand in a field, by its kind.
fn words(kind: Option<&str>) -> &'static str {
    match kind {
        Some("date") => "2026-11-30",
        Some("date and time in UTC") => "2026-11-16 09:00",
        Some("number") => "12",
        Some("per cent") => "71",
        Some("money") => "USD 214,000",
        Some("length of time") => "2 days",
        Some("person") => "Priya Raman",
        Some("confirmed or not yet confirmed") => "confirmed",
        _ => "as agreed with management",
    }
}

/// Fills every open field of a draft; those that state a fact rest on `evidence`.
fn fill(folder: &TempDir, message: &str, evidence: &str) {
    let fields = data(folder, &["message", "fields", message]);
    for claims in [false, true] {
        let open = fields.as_array().expect("a list").iter().filter(|field| {
            field["from_vault"] == false && field["claims_fact"] == claims && (claims || field["value"].is_null())
        });
        let pairs: Vec<String> = open
            .map(|field| format!("{}={}", field["name"].as_str().expect("a name"), words(field["kind"].as_str())))
            .collect();
        if pairs.is_empty() {
            continue;
        }
        let mut arguments = vec!["message", "fill", message];
        pairs.iter().for_each(|pair| arguments.extend(["--field", pair]));
        if claims {
            arguments.extend(["--evidence", evidence]);
        }
        done(folder, &arguments);
    }
}

#[test]
fn a_first_week_is_done_from_the_terminal() {
    let folder = &vault();
    for (name, role, side) in PEOPLE {
        done(folder, &["person", "add", name, "--role", role, "--side", side]);
    }

    clients_own_matrix_comes_in(folder);
    let requests = requests_go_out_and_come_back(folder);
    folder_of_files_is_placed(folder, &requests);
    gaps_and_dated_tasks(folder);
    a_draft_is_approved_and_recorded_as_sent(folder);
    packets_for_all_four_audiences(folder);
    let checked = done(folder, &["check"]);
    assert!(checked.contains("280 evidence files"), "{checked}");
}

fn clients_own_matrix_comes_in(folder: &TempDir) {
    let before = count(folder, "control");
    clients_matrix(&folder.path().join("matrix.xlsx"));
    let preview = done(folder, &["sheet", "preview", "matrix", "matrix.xlsx"]);
    let refused = "row 8, column G “Control owner”: names nobody of this vault";
    assert!(preview.contains(refused), "the cell is named: {preview}");
    assert_eq!(count(folder, "control"), before, "a preview changes nothing");
    let refused = in_vault(folder, &["sheet", "apply", "matrix", "matrix.xlsx"]);
    assert_ne!(code(&refused), 0, "nobody is there to be asked");
    done(folder, &["sheet", "apply", "matrix", "matrix.xlsx", "--yes", "--save", "client matrix"]);
    assert_eq!(count(folder, "control"), before + 4, "all but the refused row");
    let review = data(folder, &["control", "show", "ACME-01"]);
    assert_eq!(review["control"]["frequency"], "quarterly");
    assert_eq!(review["control"]["starts_on"], "2026-01-05");
    done(folder, &["log", "undo"]);
    assert_eq!(count(folder, "control"), before, "one step back");
    done(folder, &["sheet", "apply", "matrix", "matrix.xlsx", "--save", "client matrix", "--yes"]);
    let again = data(folder, &["sheet", "preview", "matrix", "matrix.xlsx", "--mapping", "client matrix"]);
    assert_eq!(again["preview"]["unchanged"], 4, "{again}");
}

/// The owners answer in the sheet that they were sent.
fn requests_go_out_and_come_back(folder: &TempDir) -> Vec<String> {
    done(folder, &["request", "start", "--profile", "ecommerce-crm", "--received-on", "2026-11-02"]);
    let all = data(folder, &["request", "list"]);
    let references: Vec<String> = all
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| format!("REQ-{:03}", row["request"]["number"].as_u64().expect("a number")))
        .collect();
    assert!(references.len() > 40);
    for request in &references[..6] {
        done(folder, &["request", "edit", request, "--set", "owner=Kofi Mensah"]);
    }
    done(folder, &["export", "requests", "--owner", "Kofi Mensah", "--csv", "kofi.csv"]);
    done(folder, &["export", "requests", "--owner", "Kofi Mensah", "--xlsx", "kofi.xlsx"]);
    let sheet = std::fs::read_to_string(folder.path().join("kofi.csv")).expect("reads");
    assert_eq!(sheet.matches("REQ-").count(), 6, "his alone");
    // A workbook that nobody touched says what the vault says.
    let untouched = data(folder, &["sheet", "preview", "requests", "kofi.xlsx"]);
    for list in ["added", "changed", "refused"] {
        assert_eq!(untouched["preview"][list].as_array().map(Vec::len), Some(0), "{list}: {untouched}");
    }
    let mut answers = String::from("Our ID;Internal status;Reason\n");
    for request in &references[..3] {
        writeln!(answers, "{request};in progress;").expect("writes");
    }
    writeln!(answers, "{};blocked;\"waits for the host's report;\nasked on Monday\"", references[3]).expect("writes");
    std::fs::write(folder.path().join("answers.csv"), answers).expect("writes");
    done(folder, &["sheet", "apply", "requests", "answers.csv", "--yes"]);
    let blocked = done(folder, &["request", "show", &references[3]]);
    assert!(blocked.contains("asked on Monday"), "{blocked}");
    references
}

fn folder_of_files_is_placed(folder: &TempDir, requests: &[String]) {
    folder_of_evidence(folder.path(), requests);
    let arguments = ["evidence", "import", "from the client", "--index", "index.csv"];
    let seen = data(folder, &[&arguments[..], &["--preview"]].concat());
    assert_eq!(seen["items"].as_array().map(Vec::len), Some(280), "{seen}");
    assert_eq!(count(folder, "evidence"), 0, "a preview changes nothing");
    let placed = data(folder, &arguments);
    assert_eq!(placed["items"].as_array().map(Vec::len), Some(280));
    assert_eq!(placed["unplaced"].as_array().map(Vec::len), Some(20), "{}", placed["unplaced"]);
    assert_eq!(count(folder, "evidence"), 280);
}

fn gaps_and_dated_tasks(folder: &TempDir) {
    for pattern in ["FP-001", "FP-002", "FP-003"] {
        done(folder, &["gap", "start", pattern]);
    }
    assert_eq!(count(folder, "gap"), 3);
    let planned = done(folder, &["plan", "start", "12-week", "--on", "2026-11-16"]);
    assert!(planned.contains("What this plan can't give"), "its limits are told: {planned}");
    assert!(count(folder, "task") > 20);
}

fn a_draft_is_approved_and_recorded_as_sent(folder: &TempDir) {
    done(folder, &["message", "start", "failed-opinion", "--at", "2026-11-16T09:00:00Z"]);
    let messages = data(folder, &["message", "list"]);
    let messages = messages.as_array().expect("a list");
    assert!(messages.len() >= 8, "the whole set: {}", messages.len());
    let note = messages.iter().find(|row| row["message"]["template"] == "COMM-01").expect("the note to the leads");
    let message = format!("MSG-{:03}", note["message"]["number"].as_u64().expect("a number"));
    done(folder, &["evidence", "review", "EV-0001", "--accept", "--by", "Tomas Lindqvist"]);
    done(folder, &["evidence", "release", "EV-0001", "--by", "Priya Raman"]);
    done(folder, &["message", "submit", &message]);
    let row = data(folder, &["message", "show", &message]);
    let first = row["missing_approvals"][0].as_str().expect("a role");
    let early = in_vault(folder, &["message", "approve", &message, "--role", first, "--by", "Elena Marsh"]);
    assert_eq!(code(&early), 6, "fields are open: {}", text(&early.stderr));
    fill(folder, &message, "EV-0001");
    done(folder, &["message", "submit", &message]);
    for role in row["missing_approvals"].as_array().expect("roles") {
        let role = role.as_str().expect("a role");
        done(folder, &["message", "approve", &message, "--role", role, "--by", "Elena Marsh"]);
    }
    done(folder, &["message", "save", &message, "--docx", "note.docx"]);
    done(folder, &["message", "save", &message, "--pdf", "note.pdf"]);
    let by = ["--by", "Priya Raman", "--to", "Engineering, security, legal and sales leads", "--channel", "e-mail"];
    done(folder, &[&["message", "sent", &message][..], &by].concat());
    assert_eq!(data(folder, &["message", "show", &message])["message"]["state"], "sent");
}

fn packets_for_all_four_audiences(folder: &TempDir) {
    for profile in ["auditor", "client", "procurement", "board"] {
        let file = format!("{profile}.pdf");
        done(folder, &["packet", "export", &file, "--profile", profile]);
        let verified = vouchsafe(folder.path(), &["packet", "verify", &file]);
        assert_eq!(code(&verified), 0, "{profile}: {}", text(&verified.stderr));
    }
}
