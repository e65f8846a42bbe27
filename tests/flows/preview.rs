//! Looking into evidence and packets: pages as pictures that stay in memory, tables, lines, reasons; nothing of it outlives
//! the sitting, and nothing is recorded.

use commands::evidence::{EvidencePreview, PreviewEvidence};
use commands::log::ListLog;
use commands::packet::PreviewPacket;
use commands::preview::FilePreview;
use commands::{Code, Failure, ShownPicture};
use model::packet::AudienceProfile;

use crate::packet::export;
use crate::stage::{Stage, extract, unlock};
use tests::host::PASSPHRASE;

/// A PDF of one line a page.
pub fn pdf(lines: &[&str]) -> Vec<u8> {
    let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned()];
    let kids: Vec<String> = (0..lines.len()).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    objects.push(format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), lines.len()));
    objects.push("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned());
    for (page, line) in lines.iter().enumerate() {
        let content = format!("BT /F1 24 Tf 72 700 Td ({line}) Tj 0 -40 Td (Second line) Tj ET");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            5 + 2 * page
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n", index + 1).as_bytes());
    }
    let xref = bytes.len();
    bytes.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for offset in offsets {
        bytes.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    let size = objects.len() + 1;
    bytes.extend_from_slice(format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n").as_bytes());
    bytes
}

fn look(stage: &mut Stage, evidence: &str, page: u32) -> Result<EvidencePreview, Failure> {
    let evidence = evidence.to_owned();
    stage.app.call(PreviewEvidence { engagement: None, evidence, file: None, page, width: 900 })
}

fn attached(stage: &mut Stage, name: &str, bytes: &[u8]) -> String {
    stage.attach(name, bytes, |_| {}).expect("attaches").item.reference()
}

/// Page, pages, picture and words of a preview that shows a page.
fn page(shown: FilePreview) -> (u32, u32, ShownPicture, Vec<String>) {
    let FilePreview::Page { page, pages, picture, text, .. } = shown else { panic!("no page but {shown:?}") };
    (page, pages, picture, text.map(|text| text.lines).unwrap_or_default())
}

#[test]
fn a_document_is_shown_page_by_page_with_its_words() {
    let mut stage = Stage::engaged();
    let reference = attached(&mut stage, "policy.pdf", &pdf(&["Page the first", "Page the other"]));
    let newest = |stage: &mut Stage| stage.app.call(ListLog { most: 1 }).expect("lists").remove(0).seq;
    let before = newest(&mut stage);
    let first = look(&mut stage, &reference, 1).expect("is shown");
    assert_eq!((first.evidence.as_str(), first.name.as_str()), (reference.as_str(), "policy.pdf"));
    let (at, pages, picture, words) = page(first.shown);
    assert_eq!((at, pages, words), (1, 2, vec!["Page the first".to_owned(), "Second line".to_owned()]));
    assert_eq!((picture.width.round(), picture.height.round(), picture.vector), (595.0, 842.0, true));
    let (kind, bytes) = stage.app.picture(picture.picture).expect("is kept");
    assert_eq!(kind, "image/svg+xml");
    let svg = String::from_utf8(bytes).expect("text");
    assert!(svg.starts_with("<svg") && !svg.contains("<script") && !svg.contains("href=\"http"), "{svg}");
    let (at, _, other, words) = page(look(&mut stage, &reference, 9).expect("the last").shown);
    assert_eq!((at, words[0].as_str()), (2, "Page the other"));
    assert_ne!(other.picture, picture.picture);
    // Going back reads nothing anew.
    let (_, _, again, _) = page(look(&mut stage, &reference, 1).expect("is shown").shown);
    assert_eq!(again.picture, picture.picture);
    assert_eq!(newest(&mut stage), before, "looking is not recorded");
}

#[test]
fn pictures_end_with_the_sitting() {
    let mut stage = Stage::engaged();
    let reference = attached(&mut stage, "policy.pdf", &pdf(&["One"]));
    let (_, _, picture, _) = page(look(&mut stage, &reference, 1).expect("is shown").shown);
    stage.app.lock().expect("locks");
    assert_eq!(stage.app.picture(picture.picture), None);
    assert_eq!(look(&mut stage, &reference, 1).expect_err("nothing is open").code, Code::Locked);
    let vault = stage.vault();
    unlock(&mut stage.app, &vault, PASSPHRASE).expect("opens");
    assert_eq!(stage.app.picture(picture.picture), None);
    let (_, _, later, _) = page(look(&mut stage, &reference, 1).expect("is shown").shown);
    assert!(later.picture > picture.picture, "a handle is never given twice");
}

#[test]
fn tables_lines_and_reasons_are_told_apart() {
    let mut stage = Stage::engaged();
    let csv: String = (0..700).map(|row| format!("user{row},\"role, {row}\"\n")).collect();
    let table = attached(&mut stage, "users.csv", format!("user,role\n{csv}").as_bytes());
    let FilePreview::Table { page, sheets, table } = look(&mut stage, &table, 1).expect("is shown").shown else {
        panic!("no table")
    };
    assert_eq!((page, sheets), (1, vec![String::new()]));
    assert_eq!((table.header, table.rows.len(), table.total_rows), (vec!["user".into(), "role".into()], 500, 700));
    assert_eq!(table.rows[0], ["user0", "role, 0"]);
    let text = attached(&mut stage, "notes.txt", b"One\nTwo\n");
    let FilePreview::Text { lines } = look(&mut stage, &text, 1).expect("is shown").shown else { panic!("no lines") };
    assert_eq!(lines.lines, ["One", "Two"]);
    for (name, bytes, word) in
        [("odd.bin", &b"\x00\x01\x02\xff\xfe"[..], "no pages"), ("cut.pdf", &b"%PDF-1.7\n1 0 obj\n"[..], "damaged")]
    {
        let odd = attached(&mut stage, name, bytes);
        let shown = look(&mut stage, &odd, 1).expect("an answer all the same").shown;
        let FilePreview::NotShown { reason } = shown else { panic!("{name} is shown: {shown:?}") };
        assert!(reason.contains(word), "{name}: {reason}");
    }
    assert_eq!(look(&mut stage, "EV-0999", 1).expect_err("there is none").code, Code::NotFound);
}

#[test]
fn a_packet_is_looked_through_without_a_vault() {
    let mut stage = Stage::engaged();
    stage.released("users.csv", b"user,role\nann,admin\n", extract);
    let exported = export(&mut stage, "auditor.pdf", AudienceProfile::Auditor).expect("exports");
    stage.app.lock().expect("locks");
    let path = stage.folder.path().join("auditor.pdf");
    let file = stage.app.hold(&path);
    let mut seen = |at| page(stage.app.call(PreviewPacket { file, page: at, width: 900 }).expect("is shown"));
    let (_, pages, _, words) = seen(1);
    assert_eq!(pages, exported.packet.pages);
    let words = words.join("\n");
    assert!(words.contains("Harbour & Pine Ltd") && words.contains("HPL-2026-R1"), "{words}");
    let (at, ..) = seen(pages);
    assert_eq!(at, pages);
}
