//! Evidence that somebody made to do harm, on its whole way through the program: it is taken in, and the packet is made all
//! the same, with its pages or a slip sheet, and its original attached; the program itself stays small and is never held up.

#[path = "../../src-tauri/crates/document/tests/support/files.rs"]
mod files;
#[path = "../../src-tauri/crates/document/tests/hostile/made.rs"]
mod made;
#[path = "../../src-tauri/crates/document/tests/hostile/sizes.rs"]
mod sizes;

use std::collections::BTreeSet;
use std::io::repeat;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant as Moment};

use commands::Code;
use commands::packet::ListPackets;
use model::exhibit::ShowLimits;
use model::packet::AudienceProfile;
use serde_json::{Value, json};
use tests::host::{TestHost, beside};

use self::Face::{Either, Pages, Slip};
use crate::packet::export;
use crate::stage::{Stage, new_evidence, start};
use crate::windowless::Windowless;

/// What stands in a packet for an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Face {
    /// Pages, lines or a table of it.
    Pages,
    /// A slip sheet with the reason.
    Slip,
    /// Whichever its reader comes to, which is no promise of ours.
    Either,
}

/// A file by its defect, what must stand for it, and how it is made.
type Case = (&'static str, Face, fn() -> Vec<u8>);

const EVIDENCE: &[Case] = &[
    ("arrays-nested-200000-deep.pdf", Either, || made::nested("[", "]", 200_000)),
    ("content-unpacks-to-2-gigabytes.pdf", Slip, || made::content_bomb(2 << 30)),
    ("image-unpacks-to-3-gigabytes.pdf", Either, made::image_bomb),
    ("page-tree-of-itself.pdf", Slip, made::page_tree_of_itself),
    ("page-tree-100000-deep.pdf", Either, || sizes::page_tree_so_deep(100_000)),
    ("page-named-a-million-times.pdf", Either, || sizes::page_named_so_often(1_000_000)),
    ("form-that-draws-itself.pdf", Either, made::form_of_itself),
    ("font-of-tables-behind-its-end.pdf", Either, sizes::font_of_false_tables),
    ("font-unpacks-to-2-gigabytes.pdf", Either, || sizes::font_bomb(2 << 30)),
    ("image-states-2-billion-pixels-a-side.pdf", Either, || sizes::picture_of("/Width 2147483647/Height 2147483647")),
    ("locked.pdf", Slip, made::locked),
    ("half-of-it.pdf", Slip, || made::halved(files::text_page("Half of this", ""))),
    ("states-60000-by-60000-pixels.png", Slip, || made::png(60_000, 60_000, &mut &b"\0\0"[..])),
    ("has-30000-by-30000-pixels.png", Slip, sizes::thirty_thousand_pixels),
    ("states-65000-by-65000-pixels.jpg", Slip, || made::resized(65_000, 65_000)),
    ("unpacks-to-1-gigabyte.xlsx", Slip, || made::workbook(&mut std::io::Read::take(repeat(b'a'), 1100 << 20))),
    ("entries-of-one-content-state-4-gigabytes-each.zip", Either, || sizes::entries_of_one_content(65_000)),
    ("archives-in-each-other-1000-deep.zip", Pages, || sizes::archives_in_each_other(1000)),
    ("messages-nested-1000-deep.eml", Either, || made::nested_messages(1000)),
    ("nested-a-million-deep.json", Pages, || b"[".repeat(1_000_000)),
    ("a-program-named-policy.pdf", Slip, || [b"\x7FELF\x02\x01\x01\0".to_vec(), vec![0; 5000]].concat()),
    ("a-document-named-users.csv", Pages, || files::text_page("Not a table", "")),
    ("a-table-named-report.pdf", Pages, || b"user,role\nann,admin\nbob,clerk\n".to_vec()),
    ("a-broken-document-named-picture.png", Slip, || made::halved(files::text_page("Not a picture", ""))),
];

/// MiB by which the program may grow over what it takes for a packet of harmless evidence of the same sizes, which it attaches.
const MOST_GROWN: u64 = 256;

/// The program in a process of its own, with a vault open.
struct Story(Windowless);

impl Story {
    fn new(home: &Path) -> Self {
        let mut program = Windowless::start(home, 0);
        let folder = program.hold(&program.vault());
        program.call(
            "vault.create",
            json!({
                "folder": folder, "passphrase": tests::host::PASSPHRASE, "legal_name": "Harbour & Pine Ltd",
                "short_code": "HPL", "industry": "retail", "sector": "online shop", "jurisdictions": ["United Kingdom"],
                "person": "Ines Okafor", "start": start(),
            }),
        );
        Self(program)
    }

    fn attach(&mut self, control: &str, files: &[(String, Vec<u8>)]) {
        let items: Vec<Value> = files
            .iter()
            .map(|(name, bytes)| {
                let path = self.0.home.join(name);
                std::fs::write(&path, bytes).expect("writes");
                let mut new = serde_json::to_value(new_evidence()).expect("JSON");
                new["files"] = json!([self.0.hold(&path)]);
                new["controls"] = json!([control]);
                new
            })
            .collect();
        self.0.call("evidence.attach", json!({ "engagement": null, "items": items }));
    }

    /// A packet of a control's evidence, and the most memory that the program took meanwhile, in MiB.
    fn export(&mut self, control: &str, name: &str) -> (Value, u64) {
        // The peak begins anew.
        std::fs::write(format!("/proc/{}/clear_refs", self.0.id()), "5").expect("is ours");
        let file = self.0.hold(&self.0.home.join(name));
        let limits = serde_json::to_value(ShowLimits { pages: 5, ..ShowLimits::default() }).expect("JSON");
        let request = json!({
            "engagement": null, "file": file, "profile": "client", "part": { "part": "controls", "of": [control] },
            "number": null, "reviewed_by": null, "as_of": null, "up_to": null, "limits": limits,
            "embed_limit": 64_000_000, "show_sensitive": true, "volume": { "pages": 1_000, "bytes": 1_000_000_000 },
        });
        let exported = self.0.call("packet.export", request);
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).expect("it lives");
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("is stated");
        let peak: u64 = peak.trim().trim_end_matches("kB").trim().parse().expect("a number");
        (exported, peak >> 10)
    }
}

/// All that is attached to a packet, unpacked into a folder by a program of others.
fn unpacked(packet: &Path, into: &Path) {
    std::fs::create_dir(into).expect("makes");
    let missing =
        "pdfdetach is needed for this test: install what scripts/packages-check.txt names (scripts/setup test)";
    let ended = Command::new("pdfdetach").arg("-saveall").arg("-o").arg(into).arg(packet).output().expect(missing);
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
}

/// Ids of the exhibits for which a slip sheet stands, by the packet's own list of what is open.
fn slips(manifest: &Value) -> BTreeSet<String> {
    let points = manifest["open_points"].as_array().expect("a list").iter();
    let not_shown = points.filter(|point| point["kind"] == "not shown");
    let id =
        |point: &Value| point["what"].as_str().and_then(|what| what.split(':').next()).expect("names it").to_owned();
    not_shown.map(id).collect()
}

/// Bytes of the same length that pack as well and mean nothing.
fn harmless(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| byte ^ 0x5A).collect()
}

#[test]
fn a_packet_of_hostile_evidence_is_made_with_each_original_and_costs_the_program_little() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut story = Story::new(folder.path());
    let hostile: Vec<_> = EVIDENCE.iter().map(|(name, _, make)| ((*name).to_owned(), make())).collect();
    let as_large = hostile.iter().map(|(name, bytes)| (format!("as-large-as-{name}.bin"), harmless(bytes)));
    let pages = (0..8).map(|at| (format!("harmless-{at}.pdf"), files::text_page(&format!("Page {at}"), "")));
    let plain: Vec<_> = pages.chain(as_large).collect();
    story.attach("CORE-10", &plain);
    let (_, before) = story.export("CORE-10", "harmless.pdf");
    story.attach("CORE-24", &hostile);
    let begun = Moment::now();
    let (exported, after) = story.export("CORE-24", "packet.pdf");
    let took = begun.elapsed();
    let originals = hostile.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() >> 20;
    println!(
        "{} slip sheets in {took:.1?}, {originals} MiB of originals; {before} MiB, then {after} MiB",
        exported["slip_sheets"]
    );
    // Each of these ends by itself or by a bound on its memory; one may take as long as its reader may.
    assert!(took < Duration::from_secs(180), "it took {took:?}");
    assert!(after <= before + MOST_GROWN, "the program grew from {before} to {after} MiB");

    let attached = folder.path().join("attached");
    unpacked(&folder.path().join("packet.pdf"), &attached);
    let read = |name: &str| std::fs::read(attached.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let manifest: Value = serde_json::from_slice(&read("manifest.json")).expect("JSON");
    let slips = slips(&manifest);
    assert_eq!(exported["slip_sheets"], slips.len());
    for (place, ((name, expected, _), (_, bytes))) in EVIDENCE.iter().zip(&hostile).enumerate() {
        let id = format!("EX-{:03}", plain.len() + place + 1);
        assert!(read(&format!("{id}_{name}")) == *bytes, "{name} isn't attached as it is");
        let found = if slips.contains(&id) { Slip } else { Pages };
        assert!(*expected == Either || *expected == found, "{name}: {found:?} instead of {expected:?}");
    }
    let file = story.0.hold(&folder.path().join("packet.pdf"));
    assert_eq!(story.0.call("packet.verify", json!({ "file": file, "key": null }))["holds"], true);
}

#[test]
fn an_export_is_cancelled_within_a_second_while_a_document_without_end_is_read() {
    let reading = Arc::new(AtomicBool::new(false));
    let cancel = Arc::new(AtomicBool::new(false));
    let (sign, wish) = (Arc::clone(&reading), Arc::clone(&cancel));
    let host = TestHost::default().with_program(env!("CARGO_BIN_EXE_flow-child")).watched(move |_, step| {
        sign.fetch_or(step.doing == "reading exhibits", Ordering::Relaxed);
        if wish.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let mut stage = Stage::on(host);
    stage.app.call(start()).expect("the engagement starts");
    // Alone it would take all the computing time that a reader has.
    stage.attach("without-end.pdf", &made::forms_that_multiply(), |_| {}).expect("is attached");
    let wait_and_cancel = || {
        std::thread::sleep(Duration::from_millis(500));
        cancel.store(true, Ordering::Relaxed);
    };
    let ((exported, ended), begun, waited) =
        beside(&reading, wait_and_cancel, || (export(&mut stage, "never.pdf", AudienceProfile::Client), Moment::now()));
    assert_eq!(exported.expect_err("cancelled").code, Code::Cancelled);
    let took = ended.duration_since(begun + waited);
    assert!(took < Duration::from_secs(1), "cancelling took {took:?}");
    cancel.store(false, Ordering::Relaxed);
    assert!(stage.app.call(ListPackets {}).expect("lists").is_empty());
    let left = std::fs::read_dir(stage.folder.path()).expect("lists").flatten();
    let left: Vec<_> = left.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    assert!(!left.iter().any(|name| name.starts_with(".vouchsafe") || name == "never.pdf"), "{left:?}");
}
