//! Once a vault is locked, the program's memory holds nothing of what opens it, of its keys, and of what stood in it. A
//! process that calls commands as the window does goes through a sitting, locks, stays, and is looked through from
//! outside; so what is looked for is never in it for being looked for.

pub mod keys;
pub mod scan;

use std::path::Path;

use model::exhibit::ShowLimits;
use serde_json::{Value, json};

use self::keys::{Opens, hex, recovery_bytes};
use self::scan::{Found, Mark, look};
use crate::stage::{new_evidence, start};
use crate::windowless::Windowless;

/// What each passphrase is told by: its end, which needs no escape in JSON and no normalization.
const FIRST: (&str, &str) = ("Qui\u{300}nce \"brook\" lantern-71-quartz", "lantern-71-quartz");
const SECOND: (&str, &str) = ("Cedar \"mill\" ferry-19-obsidian", "ferry-19-obsidian");
const WRONG: (&str, &str) = ("no such \"thing\" harbour-58-basalt", "harbour-58-basalt");
const OF_COPY: (&str, &str) = ("heather \"field\" copper-44-garnet", "copper-44-garnet");

const CLIENT: &str = "Marigold Causeway Ltd";
const NOTE: &str = "walnut-harbour-note";
const UNSAVED: &str = "teal-anchor-draft";
const FILE: &str = "velvet-hinge-review.csv";
const ROW: &str = "amber-gasket-row";
const NOISE: &str = "slate-turbine-noise";

/// What is still found in the memory of a locked program, by the beginning of its name, each with the reason.
const KNOWN: &[(&str, &str)] = &[];

/// A text as Rust, JSON and the pages keep it.
fn text(name: &str, text: &str) -> [Mark; 2] {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [Mark::new(name, text), Mark::new(format!("{name}, wide"), wide)]
}

/// A recovery code as printed, without its hyphens, and as bytes.
fn code(name: &str, code: &str) -> Vec<Mark> {
    vec![
        Mark::new(name, &code[..19]),
        Mark::new(format!("{name}, its end"), &code[20..39]),
        Mark::new(format!("{name} without hyphens"), &code.replace('-', "")[..16]),
        Mark::new(format!("{name} as bytes"), &recovery_bytes(code)[..16]),
    ]
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn passphrase(text: &str) -> Value {
    json!({ "key": "passphrase", "secret": text })
}

/// All that a story leaves to be looked for.
struct Story {
    program: Windowless,
    marks: Vec<Mark>,
    left: Vec<String>,
}

impl Story {
    fn new(home: &Path) -> Self {
        let mut marks = Vec::new();
        for (name, content) in [
            ("first passphrase", FIRST.1),
            ("second passphrase", SECOND.1),
            ("wrong passphrase", WRONG.1),
            ("passphrase of the copy", OF_COPY.1),
            ("client", CLIENT),
            ("note", NOTE),
            ("unsaved text", UNSAVED),
            ("name of a file", FILE),
            ("row of a file", ROW),
            ("noise of a file", NOISE),
        ] {
            marks.extend(text(name, content));
        }
        Self { program: Windowless::start(home, 0), marks, left: Vec::new() }
    }

    fn call(&mut self, name: &str, request: Value) -> Value {
        self.program.call(name, request)
    }

    fn vault_marks(&mut self, opens: &Opens, whose: &str) {
        self.marks.extend(keys::marks(&self.program.vault(), opens, whose));
    }

    fn look(&self) -> Found {
        look(self.program.id(), &self.marks)
    }

    /// What is found now, while nothing should be.
    fn locked(&mut self, moment: &str) {
        for (name, places) in self.look() {
            if !KNOWN.iter().any(|(known, _)| name.starts_with(known)) {
                self.left.push(format!("{moment}: {name}, {} times; {}", places.len(), places[0]));
            }
        }
    }

    fn create(&mut self) {
        let folder = self.program.hold(&self.program.vault());
        let request = json!({
            "folder": folder, "passphrase": FIRST.0, "legal_name": CLIENT, "short_code": "MCL", "industry": "retail",
            "sector": "online shop", "jurisdictions": ["United Kingdom"], "person": "Ines Okafor", "start": start(),
        });
        self.call("vault.create", request);
        let printed = read(&self.program.home.join("code"));
        self.marks.extend(code("first code", &printed));
        self.vault_marks(&Opens::Passphrase("Qu\u{ec}nce \"brook\" lantern-71-quartz".to_owned()), "first passphrase");
        self.vault_marks(&Opens::Recovery(printed), "first code");
    }

    /// Reads and writes as a sitting does.
    fn work(&mut self) {
        let note = json!([{ "field": "internal_note", "value": format!("The reviewer left: {NOTE}.") }]);
        self.call("control.change", json!({ "engagement": null, "control": "CORE-24", "changes": note }));
        let unsaved = json!({ "place": "control.form", "text": format!("half a sentence, {UNSAVED}") });
        self.call("unsaved.keep", unsaved);
        self.attach(FILE, format!("user,decision\nann,{ROW}\n").repeat(40_000).as_bytes());
        self.attach("export.bin", &noise(4096));
        // Zstd keeps what it finds no pattern in: so dense that a part of a page shows it.
        self.attach("dense.bin", &noise(64));
        self.call("text.extract", json!({ "limit": 10 }));
        let find = json!({ "engagement": null, "text": ROW, "nouns": [], "limit": 5 });
        assert_eq!(self.call("search.find", find)["total"], 1);
        let query = json!({ "engagement": null, "text": null, "filters": [], "sort": [], "offset": 0, "limit": 50 });
        self.call("evidence.page", json!({ "query": query }));
        self.call("control.list", json!({ "engagement": null, "retired": true }));
        self.call("control.show", json!({ "engagement": null, "control": "CORE-24" }));
        self.call("unsaved.list", json!({}));
        self.call("log.list", json!({ "most": 50 }));
        let preview = json!({ "engagement": null, "evidence": "EV-0001", "file": null, "page": 1, "width": 600 });
        self.call("evidence.preview", preview);
        self.call("vault.check", json!({}));
        self.call("vault.strength", json!({ "passphrase": SECOND.0, "known": ["Ines Okafor"] }));
        self.call("vault.confirm", json!({ "key": passphrase(FIRST.0) }));
        // The folder is listed for what earlier exports left, by the C library, which wipes nothing; here lie the originals.
        let sent = self.program.home.join("sent");
        std::fs::create_dir(&sent).expect("makes");
        let file = self.program.hold(&sent.join("board.pdf"));
        let limits = serde_json::to_value(ShowLimits::default()).expect("JSON");
        let export = json!({
            "engagement": null, "file": file, "profile": "board", "number": null, "reviewed_by": null, "as_of": null,
            "up_to": null, "limits": limits, "embed_limit": 1_000_000, "show_sensitive": true,
        });
        let exported = self.call("packet.export", export);
        assert!(exported["fingerprint"].is_string(), "it is signed");
    }

    /// The private half of the key that signs, which this process opens in a copy of the locked folder.
    fn signing_marks(&mut self) {
        let copy = self.program.home.join("looked-at.vault");
        std::fs::create_dir(&copy).expect("makes");
        for entry in std::fs::read_dir(self.program.vault()).expect("lists").flatten() {
            std::fs::copy(entry.path(), copy.join(entry.file_name())).expect("copies");
        }
        let first = vault::Passphrase::new(FIRST.0.to_owned());
        let at = "2026-11-22T12:00:00Z".parse().expect("an instant");
        let opened = vault::Vault::unlock(&copy, vault::Secret::Passphrase(&first), at).expect("opens");
        self.marks.extend(keys::signing_marks(&vault::door::signing_seed(&opened).expect("it signed")));
    }

    fn attach(&mut self, name: &str, bytes: &[u8]) {
        let path = self.program.home.join(name);
        std::fs::write(&path, bytes).expect("writes");
        let mut new = serde_json::to_value(new_evidence()).expect("JSON");
        new["files"] = json!([self.program.hold(&path)]);
        self.call("evidence.attach", json!({ "engagement": null, "items": [new] }));
    }

    /// Changes what opens the vault.
    fn change_slots(&mut self) {
        self.call("slot.change_passphrase", json!({ "new": SECOND.0 }));
        self.vault_marks(&Opens::Passphrase(SECOND.0.to_owned()), "second passphrase");
        let sheet = self.program.hold(&self.program.home.join("sheet.pdf"));
        self.call("slot.recovery_sheet", json!({ "to": sheet }));
        self.call("slot.renew_recovery_code", json!({}));
        self.call("slot.renew_recovery_code", json!({}));
        let printed = read(&self.program.home.join("code"));
        self.marks.extend(code("second code", &printed));
        self.vault_marks(&Opens::Recovery(printed), "second code");
        let slot = self.call("slot.add_keyring", json!({}));
        let kept = self.kept(slot["id"].as_str().expect("an id"));
        self.vault_marks(&Opens::Keyring(kept), "keyring");
        let copy = self.program.hold(&self.program.home.join("copy.vault"));
        self.call("vault.backup", json!({ "folder": copy, "new_passphrase": OF_COPY.0 }));
    }

    /// What the keyring keeps for a slot.
    fn kept(&mut self, slot: &str) -> String {
        let entries = std::fs::read_dir(self.program.home.join("keyring")).expect("lists").flatten();
        let file = entries.map(|entry| entry.path()).find(|path| path.display().to_string().ends_with(slot));
        let kept = read(&file.expect("it keeps the secret"));
        self.marks.push(Mark::new("secret of the keyring", kept.as_bytes()));
        self.marks.push(Mark::new("secret of the keyring as bytes", &keys::from_hex(&kept)[..16]));
        kept
    }
}

/// Bytes that nothing makes much smaller, with a mark in each of so many.
fn noise(each: usize) -> Vec<u8> {
    let mut bytes = tests::host::noise(5, 3_200_000);
    let end = each.min(128);
    bytes.chunks_exact_mut(each).for_each(|part| part[end - NOISE.len()..end].copy_from_slice(NOISE.as_bytes()));
    bytes
}

#[test]
fn a_locked_program_remembers_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut story = Story::new(folder.path());
    story.create();
    story.program.call("vault.lock", json!({}));
    story.locked("made and locked");

    story.program.unlock(passphrase(WRONG.0)).expect_err("another passphrase");
    story.locked("after a wrong passphrase");
    story.program.unlock(passphrase(FIRST.0)).expect("opens");
    story.work();
    // What is there while the vault is open is found: so looking works, and what isn't found isn't there.
    let open = story.look();
    for there in ["first passphrase: vault key", "first passphrase: chunk id key", "client"] {
        assert!(open.contains_key(there), "{there} isn't found while the vault is open");
    }
    for gone in ["first passphrase", "first passphrase: wrapping key", "first code"] {
        if let Some(places) = open.get(gone) {
            story.left.push(format!("open: {gone}, {} times; {}", places.len(), places[0]));
        }
    }
    story.program.call("vault.lock", json!({}));
    story.signing_marks();
    story.locked("worked in and locked");

    story.program.unlock(passphrase(FIRST.0)).expect("opens");
    story.change_slots();
    story.program.call("vault.lock", json!({}));
    story.locked("slots changed and locked");
    story.program.unlock(json!({ "key": "keyring" })).expect("the keyring opens it");
    story.program.call("vault.lock", json!({}));
    story.locked("by the keyring");
    let printed = read(&folder.path().join("code"));
    story.program.unlock(json!({ "key": "recovery_code", "secret": printed })).expect("the code opens it");
    story.call("slot.rotate_key", json!({ "passphrase": FIRST.0 }));
    story.vault_marks(&Opens::Passphrase("Qu\u{ec}nce \"brook\" lantern-71-quartz".to_owned()), "after the new key");
    story.program.call("vault.lock", json!({}));
    story.locked("a new key");
    // A vault that is open when the program drops all that it has is locked by that.
    story.program.unlock(passphrase(FIRST.0)).expect("opens");
    story.call("search.find", json!({ "engagement": null, "text": ROW, "nouns": [], "limit": 5 }));
    story.program.end();
    story.locked("dropped");

    let planted = format!("planted-{}", hex(&[7; 12]));
    story.program.plant(&planted);
    assert!(look(story.program.id(), &[Mark::new("planted", planted.as_bytes())]).contains_key("planted"));
    story.program.uproot();
    story.marks.push(Mark::new("planted", planted.as_bytes()));
    story.locked("uprooted");
    assert!(story.left.is_empty(), "{} left:\n{}", story.left.len(), story.left.join("\n"));
}
