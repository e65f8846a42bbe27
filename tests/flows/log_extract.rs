//! An extract of the activity log is proved by a program that knows nothing but the page about its format, and so is
//! what was done to it since. What Vouchsafe's own encoding says of each file is the same.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use commands::Code;
use commands::log::{ExtractLog, ListLog, LogExtracted};
use commands::vault::Check;
use model::activity::{Action, LOG_START, LogRow, Subject};
use model::evidence::Digest;
use model::record::Noun;
use serde_json::{Value, json};

use crate::stage::Stage;

fn extract(stage: &mut Stage, name: &str, from: Option<u64>, to: Option<u64>) -> (PathBuf, LogExtracted) {
    let path = stage.folder.path().join(name);
    let file = stage.app.hold(&path);
    let extracted = stage.app.call(ExtractLog { from, to, file }).expect("extracts");
    (path, extracted)
}

fn rows(stage: &mut Stage) -> Vec<LogRow> {
    stage.app.call(ListLog { most: u32::MAX }).expect("lists")
}

/// What the verifier says of a file, held against heads that are known from elsewhere: what it printed, or why not.
fn python(file: &Path, seen: &[(u64, Digest)]) -> Result<String, String> {
    let heads = seen.iter().flat_map(|(row, hash)| [row.to_string(), hash.to_string()]).map(OsString::from);
    crate::python::python("log-extract/verify.py", std::iter::once(file.as_os_str().to_owned()).chain(heads))
}

/// The row of a line, by this program's types.
fn row_of(line: &Value) -> Option<LogRow> {
    let text = |name: &str| line[name].as_str();
    let digest = |name: &str| Digest::try_from(text(name)?.to_owned()).ok();
    let subject = |it: &Value| {
        let (noun, id) = it.as_str()?.split_once(':')?;
        Some(Subject { noun: Noun::from_name(noun)?, id: id.parse().ok()? })
    };
    Some(LogRow {
        seq: line["seq"].as_u64()?,
        at: text("at")?.parse().ok()?,
        who: text("who")?.to_owned(),
        action: Action::from_name(text("action")?)?,
        subjects: line["subjects"].as_array()?.iter().map(subject).collect::<Option<_>>()?,
        body: digest("body")?,
        prev: digest("prev")?,
        hash: digest("hash")?,
    })
}

/// Whether a file's chain holds from its first row to its head and over what was seen elsewhere, by this program's own
/// encoding of a row.
fn holds(file: &Path, seen: &[(u64, Digest)]) -> bool {
    let text = std::fs::read_to_string(file).expect("reads");
    let mut lines = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let first = lines.next().expect("a first line");
    let Some(rows) = lines.map(|line| row_of(&line)).collect::<Option<Vec<_>>>() else { return false };
    let from = first["from"].as_u64().expect("a number");
    let begins = rows.first().is_some_and(|row| row.seq == from && (from > 1 || row.prev == LOG_START));
    let chained = rows.windows(2).all(|pair| pair[1].seq == pair[0].seq + 1 && pair[1].prev == pair[0].hash);
    let head = rows.last().is_some_and(|row| first["head"] == row.seq && first["hash"] == row.hash.to_string());
    let known = |(seq, hash): &(u64, Digest)| rows.iter().any(|row| row.seq == *seq && row.hash == *hash);
    begins && chained && head && rows.iter().all(|row| row.hash == row.computed_hash()) && seen.iter().all(known)
}

/// Both judges of a file, who must agree.
fn judged(file: &Path, seen: &[(u64, Digest)]) -> bool {
    let said = python(file, seen);
    assert_eq!(said.is_ok(), holds(file, seen), "{}: {said:?}", file.display());
    said.is_ok()
}

#[test]
fn an_extract_of_the_sample_is_proved_by_a_verifier_written_from_the_page() {
    let mut stage = crate::sample::opened();
    let log = rows(&mut stage);
    let (path, extracted) = extract(&mut stage, "log.jsonl", None, None);
    let head = log.last().expect("a newest row");
    assert_eq!((extracted.from, extracted.to, extracted.head, extracted.hash), (1, head.seq, head.seq, head.hash));
    let text = std::fs::read_to_string(&path).expect("reads");
    assert_eq!(text.len() as u64, extracted.size);
    let lines: Vec<Value> = text.lines().skip(1).map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.iter().map(|line| row_of(line).expect("a row")).collect::<Vec<_>>(), log);
    // Nothing of a body: the name of nobody but who did it, and no title of a record.
    assert!(!text.contains("CORE-24") && !text.contains("before"), "a body leaked");
    let said = python(&path, &[]).expect("it holds");
    assert_eq!(said, format!("rows 1 to {0}, proved up to row {0}, {1}", head.seq, head.hash));
    // The heads that the sample's packets print are witnesses.
    let packets = stage.app.call(commands::packet::ListPackets {}).expect("lists");
    let of = |seq: u64| log[usize::try_from(seq).expect("small") - 1].hash;
    let seen: Vec<_> = packets.iter().map(|packet| (packet.up_to, of(packet.up_to))).collect();
    assert!(!seen.is_empty() && judged(&path, &seen));
    let newest = rows(&mut stage).pop().expect("a newest row");
    assert_eq!((newest.seq, newest.action, newest.prev), (head.seq + 1, Action::ExtractLog, head.hash));
    assert_eq!(stage.app.call(Check {}).expect("checks").problems, Vec::<String>::new());
    println!("{} rows of the sample extracted, {} bytes, verified", log.len(), extracted.size);
}

#[test]
fn a_part_is_proved_up_to_the_head() {
    let mut stage = Stage::engaged();
    let head = rows(&mut stage).pop().expect("a newest row");
    let (path, extracted) = extract(&mut stage, "part.jsonl", Some(3), Some(4));
    assert_eq!((extracted.from, extracted.to, extracted.head, extracted.hash), (3, 4, head.seq, head.hash));
    assert!(judged(&path, &[(head.seq, head.hash)]));
    let count = std::fs::read_to_string(&path).expect("reads").lines().count() as u64;
    assert_eq!(count, 1 + head.seq - 2);
    let file = |stage: &mut Stage| {
        let path = stage.folder.path().join("none.jsonl");
        stage.app.hold(&path)
    };
    for (from, to, code) in [
        (Some(0), None, Code::Invalid),
        (Some(4), Some(3), Code::Invalid),
        (None, Some(99), Code::NotFound),
        (Some(99), None, Code::Invalid),
    ] {
        let file = file(&mut stage);
        let refused = stage.app.call(ExtractLog { from, to, file });
        assert_eq!(refused.expect_err("no such rows").code, code, "{from:?} {to:?}");
    }
    assert!(!stage.folder.path().join("none.jsonl").exists());
    assert_eq!(rows(&mut stage).len() as u64, head.seq + 1, "what was refused is not recorded");
    let taken = stage.app.hold(&path);
    let refused = stage.app.call(ExtractLog { from: None, to: None, file: taken });
    assert_eq!(refused.expect_err("the name is taken").code, Code::Exists);
}

/// The members of the first line and of each other, in the order that the page gives.
const MEMBERS: [&[&str]; 2] =
    [&["format", "from", "to", "head", "hash"], &["seq", "at", "who", "action", "subjects", "body", "prev", "hash"]];

/// One line for each value.
fn written(lines: &[Value]) -> String {
    let line = |(number, line): (usize, &Value)| {
        let members: Vec<_> = MEMBERS[number.min(1)].iter().map(|name| format!("\"{name}\":{}", line[*name])).collect();
        format!("{{{}}}\n", members.join(","))
    };
    lines.iter().enumerate().map(line).collect()
}

/// Computes the chain of tampered rows anew, as whoever knows the page can.
fn chained_anew(lines: &mut [Value]) {
    let mut before = LOG_START;
    for (number, line) in lines.iter_mut().enumerate().skip(1) {
        (line["seq"], line["prev"]) = (json!(number), json!(before));
        before = row_of(line).expect("a row").computed_hash();
        line["hash"] = json!(before);
    }
    let head = lines.len() - 1;
    (lines[0]["to"], lines[0]["head"], lines[0]["hash"]) = (json!(head), json!(head), json!(before));
}

/// What somebody does to an extract, by its name.
type Tampering = (&'static str, fn(&mut Vec<Value>));

const TAMPERINGS: [Tampering; 14] = [
    ("who was changed", |lines| lines[3]["who"] = json!("Nobody")),
    ("when was changed", |lines| lines[3]["at"] = json!("2026-01-01T00:00:00.000Z")),
    ("what was changed", |lines| lines[3]["action"] = json!("vault.create")),
    ("a subject was taken away", |lines| lines[3]["subjects"] = json!([])),
    ("the body's digest was changed", |lines| lines[3]["body"] = json!("0".repeat(64))),
    ("a hash was changed", |lines| lines[3]["hash"] = json!("0".repeat(64))),
    ("the first row names a row before it", |lines| lines[1]["prev"] = json!("1".repeat(64))),
    ("a row was removed", |lines| drop(lines.remove(3))),
    ("the first row was removed", |lines| drop(lines.remove(1))),
    ("a row stands there twice", |lines| lines.insert(3, lines[3].clone())),
    ("two rows were swapped", |lines| lines.swap(3, 4)),
    ("the end was cut off", |lines| drop(lines.pop())),
    ("all rows are gone", |lines| lines.truncate(1)),
    ("another head is named", |lines| lines[0]["hash"] = json!("0".repeat(64))),
];

#[test]
fn what_is_done_to_an_extract_is_seen() {
    let mut stage = Stage::engaged();
    let (path, _) = extract(&mut stage, "log.jsonl", None, None);
    let text = std::fs::read_to_string(&path).expect("reads");
    let whole: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let log = rows(&mut stage);
    let seen = [(5, log[4].hash)];
    let changed = stage.folder.path().join("changed.jsonl");
    let put = |lines: &[Value]| std::fs::write(&changed, written(lines)).expect("writes");
    put(&whole);
    assert_eq!(std::fs::read_to_string(&changed).expect("reads"), text, "the form is the one that the page gives");
    assert!(judged(&changed, &[]) && judged(&changed, &seen));
    for (name, tamper) in TAMPERINGS {
        let mut lines = whole.clone();
        tamper(&mut lines);
        put(&lines);
        assert!(!judged(&changed, &[]), "{name}");
    }
    // A chain that was computed anew, or cut off with an earlier head named, is whole in itself: only a witness tells.
    let forgeries: [Tampering; 3] = [TAMPERINGS[0], TAMPERINGS[7], ("the end was cut off", |lines| lines.truncate(4))];
    for (name, tamper) in forgeries {
        let mut lines = whole.clone();
        tamper(&mut lines);
        chained_anew(&mut lines);
        put(&lines);
        assert!(judged(&changed, &[]) && !judged(&changed, &seen), "{name}");
    }
}

#[test]
fn any_changed_character_is_seen() {
    let mut stage = Stage::engaged();
    let (path, _) = extract(&mut stage, "log.jsonl", Some(2), Some(3));
    let whole = std::fs::read(&path).expect("reads");
    let changed = stage.folder.path().join("changed.jsonl");
    // The row up to which the extract was asked for stands outside the chain, as the page says.
    let text = String::from_utf8_lossy(&whole);
    let outside = text.find("\"to\":3").expect("is there") + 5;
    for (number, place) in (0..whole.len()).step_by(whole.len() / 90).enumerate() {
        let mut bytes = whole.clone();
        bytes[place] ^= 1 << (number % 7);
        std::fs::write(&changed, bytes).expect("writes");
        assert!(place == outside || python(&changed, &[]).is_err(), "byte {place}");
    }
}
