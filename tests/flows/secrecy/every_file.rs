//! Every file that a program with a window, and whatever it starts, could have written: nothing in it of what opens a vault,
//! of the vault's keys, or of what stands in it, whichever way it is written. Only what was asked to leave the vault is
//! there, where it was asked to go.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use flate2::read::{DeflateDecoder, ZlibDecoder};
use memchr::memmem;
use serde_json::{Value, json};

use super::files;
use crate::memory::keys::{Opens, from_hex, hex, marks, recovery_bytes};
use crate::stage::{new_evidence, start};
use crate::windowless::Windowless;

const PASSPHRASE: &str = "Hazel \"ditch\" caravan-63-feldspar";
const CONTAINER: &str = "quill ember larch-58-obsidian walrus";
const WORDS: [&str; 7] = [
    "Tallow Bridge Ltd",
    "rowan-lintel-note",
    "copper-eddy-draft",
    "linen-quarry-review.csv",
    "quiet-ember-row",
    "brass-thicket-noise",
    "meadow-cipher-message",
];
/// Where what left the vault on purpose lies, and what is on its way into it.
const PLAIN: [&str; 2] = ["out", "incoming"];
/// Where what opens the vault was put on purpose.
const SECRET: [&str; 3] = ["code", "sheet.pdf", "keyring"];
/// Bytes that are unpacked at one place of a file, at most.
const UNPACKED: u64 = 1 << 20;

/// Something that must not be found, in each of the ways in which it might be written.
struct Sought {
    what: String,
    ways: Vec<Vec<u8>>,
}

impl Sought {
    fn new(what: &str, bytes: &[u8]) -> Self {
        let mut ways = vec![bytes.to_vec(), hex(bytes).into_bytes(), hex(bytes).to_uppercase().into_bytes()];
        if let Ok(text) = std::str::from_utf8(bytes) {
            ways.push(super::utf16(text));
            ways.push(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
        }
        // Base64 depends on where the bytes begin; what their neighbours have a part in is left out.
        for before in 0..3 {
            let text = STANDARD_NO_PAD.encode([&[0; 2][..before], bytes].concat());
            let (from, to) = ([0, 2, 3][before], text.len() - usize::from(!(before + bytes.len()).is_multiple_of(3)));
            ways.push(text.as_bytes()[from..to].to_vec());
        }
        Self { what: what.to_owned(), ways }
    }

    fn stands_in(&self, bytes: &[u8]) -> bool {
        self.ways.iter().any(|way| memmem::find(bytes, way).is_some())
    }
}

/// Whether it stands in the bytes, or in what unpacks from any place in them.
fn found<'s>(bytes: &[u8], sought: &'s [Sought]) -> Vec<&'s str> {
    let mut packed = Vec::new();
    for at in memchr::memchr2_iter(0x78, 0x1f, bytes) {
        let mut unpacked = Vec::new();
        // Whatever doesn't unpack to its end still gave what came before.
        let _ = match &bytes[at..] {
            [0x78, 0x01 | 0x5e | 0x9c | 0xda, ..] => {
                ZlibDecoder::new(&bytes[at..]).take(UNPACKED).read_to_end(&mut unpacked)
            }
            [0x1f, 0x8b, 8, 0, ..] if bytes.len() > at + 10 => {
                DeflateDecoder::new(&bytes[at + 10..]).take(UNPACKED).read_to_end(&mut unpacked)
            }
            _ => continue,
        };
        packed.extend(unpacked);
    }
    let stands = |sought: &&Sought| sought.stands_in(bytes) || sought.stands_in(&packed);
    sought.iter().filter(stands).map(|sought| sought.what.as_str()).collect()
}

/// What is found in a folder, but for the places named.
fn found_in(home: &Path, but: &[&str], sought: &[Sought]) -> Vec<String> {
    let mut breaches = Vec::new();
    for (path, bytes) in files(home) {
        let within = Path::new(&path).strip_prefix(home).expect("below it");
        if but.iter().any(|but| within.starts_with(but)) {
            continue;
        }
        breaches.extend(found(&bytes, sought).into_iter().map(|what| format!("{path} holds {what}")));
    }
    breaches
}

/// Files of everybody's, into which a library might write whatever the environment says.
fn shared_files() -> BTreeSet<PathBuf> {
    let places = ["/tmp", "/var/tmp", "/dev/shm"].into_iter().filter_map(|place| std::fs::read_dir(place).ok());
    places.flatten().flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect()
}

fn attach(program: &mut Windowless, name: &str) -> Value {
    let mut new = serde_json::to_value(new_evidence()).expect("JSON");
    new["files"] = json!([program.hold(&program.home.join("incoming").join(name))]);
    json!({ "engagement": null, "items": [new] })
}

fn incoming(home: &Path, name: &str, bytes: &[u8]) {
    std::fs::create_dir_all(home.join("incoming")).expect("a folder");
    std::fs::write(home.join("incoming").join(name), bytes).expect("writes");
}

/// Bytes that nothing makes smaller, with a word in each page.
fn noise(length: usize) -> Vec<u8> {
    let (mut bytes, word) = (tests::host::noise(17, length), WORDS[5].as_bytes());
    bytes.chunks_exact_mut(4096).for_each(|page| page[77..77 + word.len()].copy_from_slice(word));
    bytes
}

fn create(program: &mut Windowless) {
    let folder = program.hold(&program.vault());
    let request = json!({
        "folder": folder, "passphrase": PASSPHRASE, "legal_name": WORDS[0], "short_code": "TBL", "industry": "retail",
        "sector": "online shop", "jurisdictions": ["United Kingdom"], "person": "Ines Okafor", "start": start(),
    });
    program.call("vault.create", request);
}

/// Puts every word into the vault.
fn fill(program: &mut Windowless) {
    let home = program.home.clone();
    let note = json!([{ "field": "internal_note", "value": WORDS[1] }]);
    program.call("control.change", json!({ "engagement": null, "control": "CORE-24", "changes": note }));
    program.call("unsaved.keep", json!({ "place": "control.form", "text": WORDS[2] }));
    incoming(&home, WORDS[3], format!("user,decision\nann,{}\n", WORDS[4]).repeat(3000).as_bytes());
    incoming(&home, "export.bin", &noise(1_500_000));
    for name in [WORDS[3], "export.bin"] {
        let request = attach(program, name);
        program.call("evidence.attach", request);
    }
    program.call("text.extract", json!({ "limit": 10 }));
    let find = json!({ "engagement": null, "text": WORDS[4], "nouns": [], "limit": 5 });
    assert_eq!(program.call("search.find", find)["total"], 1);
    let preview = json!({ "engagement": null, "evidence": "EV-0001", "file": null, "page": 1, "width": 600 });
    program.call("evidence.preview", preview);
    program.call("unsaved.keep", json!({ "place": "message.form", "text": WORDS[6] }));
    program.call("vault.check", json!({}));
}

/// Lets out what is asked for, to where it is asked for.
fn let_out(program: &mut Windowless) {
    let out = program.home.join("out");
    std::fs::create_dir_all(&out).expect("a folder");
    let packet = program.hold(&out.join("packet.pdf"));
    program.call("packet.export", export(&packet));
    let container = program.hold(&out.join("packet.zip"));
    let mut wrapped = export(&container);
    wrapped["container"] = json!({ "passphrase": "chosen", "secret": CONTAINER });
    program.call("packet.export", wrapped);
    let folder = program.hold(&out);
    program.call("evidence.save", json!({ "engagement": null, "evidence": "EV-0001", "folder": folder }));
    let copy = program.hold(&program.home.join("backup.vault"));
    program.call("vault.backup", json!({ "folder": copy, "new_passphrase": null }));
    let sheet = program.hold(&program.home.join("sheet.pdf"));
    program.call("slot.recovery_sheet", json!({ "to": sheet }));
    program.call("slot.renew_recovery_code", json!({}));
    program.call("slot.renew_recovery_code", json!({}));
    program.call("slot.add_keyring", json!({}));
}

fn export(file: &Value) -> Value {
    json!({
        "engagement": null,
        "file": file,
        "profile": "client",
        "number": null,
        "reviewed_by": null,
        "as_of": null,
        "up_to": null,
        "limits": model::exhibit::ShowLimits::default(),
        "embed_limit": 1000,
        "show_sensitive": true,
    })
}

/// All that must not be found: what opens the vault, its keys, and its words.
fn sought(program: &Windowless) -> (Vec<Sought>, Vec<Sought>) {
    let read = |path: &Path| std::fs::read_to_string(path).expect("reads");
    let code = read(&program.home.join("code"));
    let mut secrets = vec![
        Sought::new("the passphrase", "caravan-63-feldspar".as_bytes()),
        Sought::new("the container's passphrase", "larch-58-obsidian".as_bytes()),
        Sought::new("the recovery code", &code.as_bytes()[..39]),
        Sought::new("the recovery code without hyphens", &code.replace('-', "").as_bytes()[..32]),
        Sought::new("the recovery code as bytes", &recovery_bytes(&code)),
    ];
    for entry in std::fs::read_dir(program.home.join("keyring")).expect("lists").flatten() {
        let kept = read(&entry.path());
        if kept.len() == 64 {
            secrets.push(Sought::new("the keyring's secret", kept.as_bytes()));
            secrets.push(Sought::new("the keyring's secret as bytes", &from_hex(&kept)));
        }
    }
    let keys = marks(&program.vault(), &Opens::Passphrase(PASSPHRASE.to_owned()), "the vault");
    secrets.extend(keys.iter().map(|mark| Sought::new(&mark.name, &mark.bytes)));
    (secrets, WORDS.iter().map(|word| Sought::new(word, word.as_bytes())).collect())
}

fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < Duration::from_secs(120), "it never came to {what}");
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_whole_story_with_kills_in_the_middle_leaves_nothing_in_the_clear() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path();
    let before = shared_files();
    let mut program = Windowless::start(home, 0);
    create(&mut program);
    fill(&mut program);
    let_out(&mut program);
    let (secrets, words) = sought(&program);
    // Looking works: what left is found where it went, packed in a packet and on the sheet as it is.
    assert!(found_in(home, &["incoming"], &words).iter().any(|breach| breach.contains("packet.pdf")));
    assert!(found_in(home, &[], &secrets).iter().any(|breach| breach.contains("/code holds the recovery code")));

    // Killed while it takes a file in, and while it exports.
    incoming(home, "large.bin", &noise(64 << 20));
    let wal = program.vault().join("evidence.db-wal");
    let size = || std::fs::metadata(&wal).map_or(0, |found| found.len());
    let held = size();
    let request = attach(&mut program, "large.bin");
    program.begin("evidence.attach", request);
    wait_until("storing", || size() > held + (8 << 20));
    program.kill();
    let clear = |but: &[&str], sought: &[Sought], moment: &str| {
        let breaches = found_in(home, but, sought);
        assert!(breaches.is_empty(), "{moment}:\n{}", breaches.join("\n"));
    };
    let clear_all = |moment: &str| {
        clear(&SECRET, &secrets, moment);
        clear(&[&PLAIN[..], &SECRET[..]].concat(), &words, moment);
    };
    clear_all("killed while taking a file in");

    let mut program = Windowless::start(home, 1_000_000);
    program.unlock(json!({ "key": "passphrase", "secret": PASSPHRASE })).expect("opens");
    let packet = program.hold(&home.join("out/second.pdf"));
    program.begin("packet.export", export(&packet));
    wait_until("exporting", || crate::kill::writes_into(&home.join("out"), program.id()));
    program.kill();
    clear_all("killed while exporting");

    let mut program = Windowless::start(home, 2_000_000);
    program.unlock(json!({ "key": "keyring" })).expect("opens");
    clear_all("open");
    program.call("vault.lock", json!({}));
    clear_all("locked");
    let new: Vec<PathBuf> = shared_files().difference(&before).cloned().collect();
    for path in new {
        // Somebody else's may be gone already.
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let all = [found(&bytes, &secrets), found(&bytes, &words)].concat();
        assert!(all.is_empty(), "{} holds {all:?}", path.display());
    }
}
