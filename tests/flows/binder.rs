//! Binder copies, through the commands and the real reading process: documents of other people's programs keep every word and
//! link, those that were made to do harm do nothing, and the packet is proved as ever.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use commands::evidence::ShowEvidence;
use commands::packet::{ExportPacket, Exported, ListPackets, Verified, VerifyPacket};
use lopdf::{Document, Object};
use model::packet::{AudienceProfile, PacketForm, VolumeLimits};
use model::time::AsOf;

use crate::stage::{Stage, export_of, extract};

fn export(stage: &mut Stage, name: &str) -> Exported {
    let path = stage.folder.path().join(name);
    let at = chrono::DateTime::parse_from_rfc3339("2026-11-20T18:00:00Z").expect("an instant");
    let file = stage.app.hold(&path);
    let request = ExportPacket {
        form: PacketForm::Binder,
        number: Some("HPL-2026-R1".to_owned()),
        as_of: Some(AsOf { at }),
        volume: VolumeLimits { pages: 1_000, bytes: 1_000_000_000 },
        ..export_of(file, AudienceProfile::Client)
    };
    stage.app.call(request).expect("exports")
}

fn verify(stage: &mut Stage, path: &Path) -> Verified {
    let file = stage.app.hold(path);
    stage.app.call(VerifyPacket { file, others: vec![], key: None }).expect("verifies")
}

fn said(program: &str, arguments: &[&str], file: &Path) -> String {
    let done = Command::new(program).args(arguments).arg(file).arg("-").output();
    let done = done.unwrap_or_else(|error| panic!("{program}: {error}; scripts/setup test installs it"));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// Words of a file, or of some of its pages, as another program reads them.
fn words(file: &Path, pages: Option<(usize, usize)>) -> Vec<String> {
    let (first, last) = pages.map_or((String::new(), String::new()), |(a, b)| (a.to_string(), b.to_string()));
    let range = if pages.is_some() { vec!["-raw", "-f", &first, "-l", &last] } else { vec!["-raw"] };
    said("pdftotext", &range, file).split_whitespace().map(str::to_owned).collect()
}

/// Links of each page to other pages and to addresses.
fn links(document: &Document) -> Vec<usize> {
    let is_link = |mark: &Object| {
        let mark = document.dereference(mark).ok().and_then(|(_, mark)| mark.as_dict().ok());
        mark.is_some_and(|mark| mark.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Link"))
    };
    let marks = |id| {
        let page = document.get_dictionary(id).ok()?;
        document.dereference(page.get(b"Annots").ok()?).ok()?.1.as_array().ok().cloned()
    };
    document.page_iter().map(|id| marks(id).unwrap_or_default().iter().filter(|mark| is_link(mark)).count()).collect()
}

/// Where each exhibit's own pages stand: the pages that draw them.
fn own_pages(document: &Document) -> Vec<usize> {
    let draws = |id| {
        let page = document.get_dictionary(id).ok()?;
        let resources = document.dereference(page.get(b"Resources").ok()?).ok()?.1.as_dict().ok()?;
        let drawings = document.dereference(resources.get(b"XObject").ok()?).ok()?.1.as_dict().ok()?;
        Some(drawings.has(b"Own0"))
    };
    document.page_iter().enumerate().filter(|(_, id)| draws(*id) == Some(true)).map(|(at, _)| at + 1).collect()
}

#[test]
fn documents_of_other_programs_keep_every_page_word_and_link() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scripts/foreign-pdfs");
    let made = Command::new(script).arg(folder.path()).output().expect("scripts/foreign-pdfs starts");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let entries = std::fs::read_dir(folder.path()).expect("reads").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|end| end == "pdf")).collect();
    files.sort();
    assert!(files.len() >= 12, "{files:?}");
    let mut stage = Stage::engaged();
    for file in &files {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        stage.attach(&name, &std::fs::read(file).expect("reads"), extract).expect("attached");
    }
    let exported = export(&mut stage, "binder.pdf");
    assert_eq!(exported.packet.form, PacketForm::Binder);
    // One of them needs a password, and one is encrypted so that it is opened without.
    assert_eq!(exported.slip_sheets, 2);
    let binder = stage.folder.path().join("binder.pdf");
    let checked = Command::new("qpdf").arg("--check").arg(&binder).output().expect("qpdf starts");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    assert!(verify(&mut stage, &binder).holds);

    let packet = Document::load(&binder).expect("a PDF");
    let (own, linked) = (own_pages(&packet), links(&packet));
    let mut next = own.iter().copied();
    let mut compared = 0;
    for file in files.iter().filter(|file| !is_encrypted(file)) {
        let document = Document::load(file).expect("a PDF");
        let (pages, expected) = (document.get_pages().len(), links(&document));
        for page in 1..=pages {
            let at = next.next().expect("a page for each");
            let theirs = words(file, Some((page, page)));
            let ours = words(&binder, Some((at, at)));
            // Its words stand first or last, and the stamp's beside them.
            let stamp = ours.len().saturating_sub(theirs.len());
            let kept = ours.starts_with(&theirs) || ours.ends_with(&theirs) || {
                let mut rest = ours.iter();
                theirs.iter().all(|word| rest.any(|own| own == word))
            };
            assert!(kept && stamp < 60, "{} page {page}: {theirs:?} in {ours:?}", file.display());
            assert_eq!(linked[at - 1], expected[page - 1], "{} page {page}", file.display());
            compared += theirs.len();
        }
    }
    assert_eq!(next.next(), None);
    assert!(compared > 1_000, "only {compared} words");
}

/// Whether a document of the corpus is encrypted, whoever may open it.
fn is_encrypted(file: &Path) -> bool {
    ["locked", "restricted"]
        .iter()
        .any(|word| file.file_name().is_some_and(|name| name.to_string_lossy().contains(word)))
}

/// A PDF of these objects, numbered from 1, the first of which is the catalogue.
fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (at, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let trailer = format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n", objects.len() + 1, file.len());
    [file, table.into_bytes(), trailer.into_bytes()].concat()
}

/// A page that draws what looks like the end of a packet, leaves everything unended, and does all that a PDF can do.
fn harmful() -> Vec<u8> {
    let script = "<</S/JavaScript/JS(app.alert\\(1\\))>>";
    let catalogue = format!(
        "<</Type/Catalog/Pages 2 0 R/OpenAction{script}/AA<</WC{script}>>/AcroForm<</XFA(x)/Fields[5 0 R]>>\
         /OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>\
         /Names<</JavaScript<</Names[(a){script}]>>/EmbeddedFiles<</Names[(b)<</F(b)/EF<</F 4 0 R>>>>]>>>>>>"
    );
    let page = format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/AA<</O{script}>>/Annots[5 0 R\
         <</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(/bin/sh)>>>>]\
         /Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>/Properties<</L 6 0 R>>>>>>"
    );
    let content = "BT /F 12 Tf 20 40 Td (HARMFULPAGE) Tj ET Q Q Q\n%VouchsafeSeal 1 sha256=00\nstartxref\n9\n%%EOF\n\
         0 -500 m 200 -500 l 200 100 l f q q q /OC /L BDC (unended";
    let content = format!("<</Length {}>>\nstream\n{content}\nendstream", content.len());
    let field = format!("<</Type/Annot/Subtype/Widget/FT/Tx/T(t)/Rect[0 0 9 9]/A{script}/AP<</N 4 0 R>>>>");
    let layer = "<</Type/OCG/Name(L)>>";
    pdf(&[&catalogue, "<</Type/Pages/Kids[3 0 R]/Count 1>>", &page, &content, &field, layer])
}

#[test]
fn what_was_made_to_do_harm_does_nothing_and_hides_no_stamp() {
    let mut stage = Stage::engaged();
    stage.attach("harmful.pdf", &harmful(), extract).expect("attached");
    stage.attach("cut.pdf", &harmful()[..300], extract).expect("attached");
    let nested = format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources{}>>", "[".repeat(200_000));
    let nested = pdf(&["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", &nested]);
    stage.attach("nested.pdf", &nested, extract).expect("attached");
    let exported = export(&mut stage, "binder.pdf");
    assert_eq!(exported.slip_sheets, 2);
    let binder = stage.folder.path().join("binder.pdf");
    assert!(verify(&mut stage, &binder).holds);
    let packet = Document::load(&binder).expect("a PDF");
    for (id, object) in &packet.objects {
        let Ok(dictionary) = object.as_dict() else { continue };
        for key in ["JS", "JavaScript", "Launch", "AA", "OpenAction", "AcroForm", "XFA", "FT"] {
            assert!(!dictionary.has(key.as_bytes()), "{id:?} has {key}");
        }
        let does = dictionary.get(b"S").and_then(Object::as_name).unwrap_or_default();
        assert!(![&b"JavaScript"[..], b"Launch", b"SubmitForm"].contains(&does), "{id:?}");
    }
    let own = own_pages(&packet);
    assert_eq!(own.len(), 1);
    let words = words(&binder, Some((own[0], own[0]))).join(" ");
    for part in ["HARMFULPAGE", "EX-001", "of the original", "HPL-2026-R1"] {
        assert!(words.contains(part), "{part} is not in {words}");
    }
    // The attached original is as it came.
    let names: BTreeSet<_> = verify(&mut stage, &binder).checks.into_iter().map(|check| check.text).collect();
    assert!(names.iter().any(|text| text.contains("EX-001_harmful.pdf is the original")), "{names:?}");
}

#[test]
fn the_vault_remembers_the_form_and_the_same_vault_gives_the_same_copy() {
    let mut stage = Stage::engaged();
    stage.attach("harmful.pdf", &harmful(), extract).expect("attached");
    let first = export(&mut stage, "first.pdf");
    export(&mut stage, "second.pdf");
    let read = |name: &str| std::fs::read(stage.folder.path().join(name)).expect("reads");
    assert!(read("first.pdf") == read("second.pdf"), "two exports in succession differ");
    assert_eq!(stage.app.call(ListPackets {}).expect("lists")[0], first.packet);
    assert_eq!(first.packet.form, PacketForm::Binder);
    let show = ShowEvidence { engagement: None, evidence: "EV-0001".to_owned() };
    let shown = serde_json::to_string(&stage.app.call(show).expect("is shown")).expect("JSON");
    assert!(shown.contains("HPL-2026-R1, client profile, binder copy"), "{shown}");
}
