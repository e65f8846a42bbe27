//! The binder copy: pages put in where they belong, upright and whole above their stamps, with their links and bookmarks; the
//! same bytes twice; and all the proof of an archive packet.
#![allow(missing_docs)]

mod support;

use lopdf::{Dictionary, Object, ObjectId, StringFormat};
use model::packet::{AudienceProfile, Confidentiality, PacketForm, PacketOptions, PacketSource, Presentation};
use model::redaction::{PageArea, Redaction, Removed, Twin};
use packet::{CheckKind, CheckState, Rendered, verify};
use support::Shelf;
use support::pdf::Pdf;

fn options() -> PacketOptions {
    PacketOptions { form: PacketForm::Binder, ..support::signed_options(AudienceProfile::Client, 7) }
}

fn binder() -> (Vec<u8>, Rendered) {
    let (source, shelf) = support::sample(8);
    let (bytes, rendered, _) = support::render(&source, &shelf, &options());
    (bytes, rendered)
}

/// Pages of the first exhibit that draw something of a document's own.
fn own(pdf: &Pdf) -> Vec<(usize, ObjectId)> {
    let (pages, words) = (pdf.document.get_pages(), pdf.pages());
    let drawn = pages.iter().filter(|(number, _)| words[**number as usize - 1].contains("EX-001"));
    let drawn = drawn.filter(|(_, id)| {
        let page = pdf.document.get_dictionary(**id).expect("a page");
        let resources = pdf.get(page, "Resources").and_then(|it| it.as_dict().ok()).expect("resources");
        pdf.get(resources, "XObject").and_then(|it| it.as_dict().ok()).is_some_and(|all| all.has(b"Own0"))
    });
    drawn.map(|(number, id)| (*number as usize, *id)).collect()
}

fn numbers(pdf: &Pdf, page: &Dictionary, key: &str) -> Vec<f32> {
    let array = pdf.get(page, key).and_then(|it| it.as_array().ok()).expect("numbers");
    array.iter().map(|it| it.as_float().expect("a number")).collect()
}

#[test]
fn pages_stand_on_sheets_of_their_size_upright_above_a_band() {
    let (bytes, rendered) = binder();
    assert_eq!(rendered.warnings, Vec::<String>::new());
    let pdf = Pdf::open(&bytes);
    assert_eq!(pdf.document.get_pages().len(), rendered.pages() as usize);
    let own = own(&pdf);
    let sizes: Vec<(f32, f32)> = own
        .iter()
        .map(|(_, id)| {
            let page = pdf.document.get_dictionary(*id).expect("a page");
            assert!(!page.has(b"Rotate") && !page.has(b"CropBox"));
            let edges = numbers(&pdf, page, "MediaBox");
            (edges[2], edges[3])
        })
        .collect();
    // An upright page, one turned by a quarter, a small one on a sheet that is wide enough for a stamp, and a large one whose
    // stamp grows with it.
    let band = |width: f32| 44.0 * (width / 595.0).max(1.0);
    let expected = [(595.0, 842.0), (842.0, 595.0), (340.0, 80.0), (3370.0, 2384.0)];
    assert_eq!(sizes.len(), 4);
    for ((width, height), (wide, high)) in sizes.into_iter().zip(expected) {
        assert!((width - wide).abs() < 0.5 && (height - high - band(wide)).abs() < 0.5, "{width} by {height}");
    }
    // They follow one another, after the sheet of their exhibit.
    let at: Vec<usize> = own.iter().map(|(at, _)| *at).collect();
    assert!(at.windows(2).all(|pair| pair[1] == pair[0] + 1), "{at:?}");
    let words = pdf.pages();
    assert!(words[at[0] - 2].contains("Access Control Policy"), "{}", words[at[0] - 2]);
    for (number, page) in at.iter().enumerate() {
        let stamp = &words[page - 1];
        for part in ["EX-001", &format!("; page {} of 4 of the original", number + 1), "HPL-2026-R3", "HPL-0000"] {
            assert!(stamp.contains(part), "page {page} lacks {part}: {stamp}");
        }
    }
}

/// The sample, in which the first exhibit's document has so many pages of one size before those that it has.
fn with_equal_pages(count: usize) -> (PacketSource, Shelf) {
    let (source, mut shelf) = support::sample(8);
    let document = shelf.0.get_mut(&source.evidence[0].files[0].id.uuid()).expect("the first exhibit");
    let own = document.own.as_mut().expect("own pages");
    let first = own.pages[0].clone();
    own.pages.splice(0..0, std::iter::repeat_n(first, count));
    (source, shelf)
}

#[test]
fn pages_of_one_size_each_bear_their_own_numbers() {
    let (source, shelf) = with_equal_pages(5);
    let (bytes, rendered, _) = support::render(&source, &shelf, &options());
    assert_eq!(rendered.warnings, Vec::<String>::new());
    assert!(verify(&bytes).holds());
    let pdf = Pdf::open(&bytes);
    let (own, words) = (own(&pdf), pdf.pages());
    assert_eq!(own.len(), 9);
    let bates =
        |at: usize| words[at - 1].split("HPL-0000").nth(1).and_then(|rest| rest.get(..2)?.parse::<usize>().ok());
    let before = bates(own[0].0 - 1).expect("the exhibit's first sheet has a number");
    for (number, (at, id)) in own.iter().enumerate() {
        let (stamp, number) = (&words[at - 1], number + 1);
        for part in [
            format!("Exhibit page {} of 10; page {number} of 9 of the original.", number + 1),
            format!("Page {at} of {}", pdf.document.get_pages().len()),
        ] {
            assert!(stamp.contains(&part), "{part:?} isn't on page {at}: {stamp}");
        }
        assert_eq!(stamp.matches("Exhibit page").count(), 1, "page {at}: {stamp}");
        assert_eq!(bates(*at), Some(before + number), "page {at}: {stamp}");
        let page = pdf.document.get_dictionary(*id).expect("a page");
        let links = pdf.get(page, "Annots").and_then(|it| it.as_array().ok()).map_or(0, Vec::len);
        assert_eq!(links, 2, "the document's own, on page {at}");
    }
    // What stands behind them has gone on counting.
    let next = words.iter().find(|page| page.contains("Exhibit EX-002")).expect("another exhibit");
    assert!(next.contains(&format!("HPL-0000{:02}", before + 10)), "{next}");
}

#[test]
fn a_redacted_copy_says_so_on_its_stamps() {
    let (mut source, shelf) = with_equal_pages(2);
    let file = &mut source.evidence[0].files[0];
    let area = PageArea { page: 1, x: 0, y: 0, width: 10_000, height: 10_000 };
    file.redaction = Some(Redaction {
        twin: Twin {
            id: file.id,
            name: "policy.redacted.pdf".to_owned(),
            file_type: file.file_type,
            size: file.size,
            sha256: file.sha256,
        },
        cover: file.sha256,
        removed: Removed::Areas { areas: vec![area] },
        undrawn: 0,
        reason: "names of visitors".to_owned(),
        by: "Ines Okafor".to_owned(),
        at: support::at("2026-05-04T09:00:00Z"),
    });
    let (bytes, _, _) = support::render(&source, &shelf, &options());
    let pdf = Pdf::open(&bytes);
    let words = pdf.pages();
    for (number, (at, _)) in own(&pdf).into_iter().enumerate() {
        let stamp = &words[at - 1];
        let said = format!("; page {} of 6 of the redacted copy", number + 1);
        assert!(stamp.contains(&said) && !stamp.contains("of the original"), "page {at}: {stamp}");
    }
}

#[test]
fn a_page_is_drawn_after_its_stamp_and_in_its_own_room() {
    let (bytes, _) = binder();
    let pdf = Pdf::open(&bytes);
    for (at, id) in own(&pdf) {
        let edges = numbers(&pdf, pdf.document.get_dictionary(id).expect("a page"), "MediaBox");
        let content = String::from_utf8_lossy(&pdf.document.get_page_content(id)).into_owned();
        let (before, own) = content.rsplit_once("re W n").expect("a room");
        assert!(!before.contains("/Own") && own.contains("/Own0 Do"), "page {at}: {own}");
        let mut words = before.split_whitespace();
        assert_eq!(words.next(), Some("q"), "what the stamp does to the state of drawing ends with it");
        let mut room: Vec<f32> = words.by_ref().rev().take(4).map(|number| number.parse().expect("a number")).collect();
        room.reverse();
        assert_eq!(words.next_back(), Some("Q"), "no state of a page's own holds its room");
        let [left, lower, width, height] = <[f32; 4]>::try_from(room).expect("a room");
        assert!(left >= -0.5 && lower >= 44.0 && height > 0.0, "page {at}: {left} {lower}");
        assert!(left + width <= edges[2] + 0.5 && lower + height <= edges[3] + 0.5, "page {at}: {width} {height}");
    }
}

#[test]
fn sheets_bear_the_mark_that_was_chosen_and_in_a_draft_its_sign() {
    let (source, shelf) = support::sample(8);
    let made = |presentation| {
        let options = PacketOptions { presentation, ..options() };
        let (bytes, rendered, _) = support::render(&source, &shelf, &options);
        assert_eq!(rendered.warnings, Vec::<String>::new());
        Pdf::open(&bytes)
    };
    let pack = |text: &str| text.split_whitespace().collect::<String>();
    for (confidentiality, draft, words, others) in [
        (Confidentiality::Confidential, false, "binder copy. Confidential.", "Evidence marked"),
        (Confidentiality::StrictlyConfidential, true, "Strictly confidential. Evidence marked", "Confidential"),
        (Confidentiality::None, false, "binder copy. Evidence marked confidential.", "Confidential"),
    ] {
        let pdf = made(Presentation { confidentiality, draft, ..Presentation::default() });
        let (own, pages) = (own(&pdf), pdf.pages());
        assert_eq!(own.len(), 4);
        for (at, id) in own {
            let stamp = pack(&pages[at - 1]);
            assert!(
                stamp.contains(&pack(words)) && !stamp.contains(&pack(others)) && !stamp.contains("DRAFT"),
                "page {at}: {stamp}"
            );
            let content = String::from_utf8_lossy(&pdf.document.get_page_content(id)).into_owned();
            assert_eq!(content.matches("/Watermark").count(), usize::from(draft), "page {at}");
        }
    }
}

#[test]
fn links_lead_to_the_pages_of_their_document_and_to_the_web() {
    let (bytes, _) = binder();
    let pdf = Pdf::open(&bytes);
    let own = own(&pdf);
    let pages: Vec<ObjectId> = own.iter().map(|(_, id)| *id).collect();
    for id in &pages {
        let page = pdf.document.get_dictionary(*id).expect("a page");
        let edges = numbers(&pdf, page, "MediaBox");
        let links = pdf.get(page, "Annots").and_then(|it| it.as_array().ok()).expect("links");
        let links: Vec<&Dictionary> = links
            .iter()
            .map(|link| pdf.document.dereference(link).expect("a link").1.as_dict().expect("a link"))
            .collect();
        assert_eq!(links.len(), 2);
        let target = pdf.get(links[0], "Dest").and_then(|it| it.as_array().ok()).expect("a page");
        assert_eq!(target[0].as_reference().expect("a page"), pages[2]);
        let action = pdf.get(links[1], "A").and_then(|it| it.as_dict().ok()).expect("an address");
        assert_eq!(pdf.name(action, "S").as_deref(), Some("URI"));
        let address = b"https://policy.example/annex".to_vec();
        assert_eq!(pdf.get(action, "URI"), Some(&Object::String(address, StringFormat::Hexadecimal)));
        assert_eq!(numbers(&pdf, links[0], "Border"), [0.0; 3]);
        let area = numbers(&pdf, links[0], "Rect");
        assert!(
            area[0] >= 0.0 && area[2] <= edges[2] && area[1] >= 44.0 && area[3] <= edges[3],
            "{area:?} in {edges:?}"
        );
    }
}

#[test]
fn bookmarks_hang_below_their_exhibit() {
    let (bytes, _) = binder();
    let pdf = Pdf::open(&bytes);
    let titles = pdf.outline();
    let at = titles.iter().position(|(_, title)| title.contains("EX-001")).expect("the exhibit");
    let depth = titles[at].0;
    let below: Vec<(usize, &str)> = titles[at + 1..]
        .iter()
        .take_while(|(deep, _)| *deep > depth)
        .map(|(deep, title)| (deep - depth, title.as_str()))
        .collect();
    let ends = &below[below.len() - 3..];
    assert_eq!(ends, [(1, "Rôles"), (2, "Annex of roles"), (1, "Ende")]);
}

#[test]
fn it_is_proved_as_an_archive_packet_is() {
    let (bytes, rendered) = binder();
    let verified = verify(&bytes);
    assert!(verified.holds(), "{:#?}", verified.checks);
    assert_eq!(verified.checks[1].state, CheckState::Holds, "it is signed");
    assert_eq!(verified.manifest.as_ref().map(|manifest| manifest.form), Some(PacketForm::Binder));
    let text = String::from_utf8(serde_json::to_vec(&rendered.manifest).expect("JSON")).expect("text");
    assert!(text.contains("\"form\":\"binder\""));
    let (source, shelf) = support::sample(8);
    let archive = support::render(&source, &shelf, &PacketOptions { form: PacketForm::Archive, ..options() });
    let other = String::from_utf8(serde_json::to_vec(&archive.1.manifest).expect("JSON")).expect("text");
    assert!(!other.contains("\"form\""), "an archive packet names no form");
    let of = |rendered: &Rendered| rendered.manifest.exhibits.clone();
    assert_eq!(of(&rendered), of(&archive.1), "both hold the same originals");
    for place in 0..60 {
        let mut changed = bytes.clone();
        let at = place * (bytes.len() - 1) / 59;
        changed[at] ^= 1 << (place % 8);
        let verified = verify(&changed);
        let seal = verified.checks.iter().find(|check| check.kind == CheckKind::Seal).expect("a seal");
        assert_eq!(seal.state, CheckState::Fails, "bit {} of byte {at}", place % 8);
    }
}

#[test]
fn the_same_vault_gives_the_same_bytes_and_claims_no_archive() {
    let (first, _) = binder();
    assert!(first == binder().0, "two renders differ");
    let pdf = Pdf::open(&first);
    let metadata = pdf.get(pdf.catalogue(), "Metadata").and_then(|it| it.as_stream().ok()).expect("metadata");
    let xmp = String::from_utf8(metadata.get_plain_content().expect("XMP")).expect("XMP is text");
    assert!(!xmp.contains("pdfaid") && !xmp.contains("pdfuaid"), "{xmp}");
    let marks = pdf.get(pdf.catalogue(), "MarkInfo").and_then(|marks| marks.as_dict().ok()).expect("MarkInfo");
    assert!(matches!(pdf.get(marks, "Suspects"), Some(Object::Boolean(true))));
    let layers = pdf.get(pdf.catalogue(), "OCProperties").and_then(|it| it.as_dict().ok()).expect("layers");
    let usual = pdf.get(layers, "D").and_then(|it| it.as_dict().ok()).expect("layers");
    // One of each document, and none is shown.
    let count = |of: &Dictionary, key: &str| pdf.get(of, key).and_then(|it| it.as_array().ok()).map(Vec::len);
    assert_eq!(count(usual, "OFF"), count(layers, "OCGs"));
    assert!(count(usual, "OFF") >= Some(2), "of several documents");
}

#[test]
fn what_cannot_be_taken_over_gets_a_slip_sheet() {
    let (bytes, rendered) = binder();
    let points: Vec<&str> = rendered.manifest.open_points.iter().map(|point| point.what.as_str()).collect();
    assert!(points.iter().any(|what| what.contains("EX-006") && what.contains("password")), "{points:?}");
    let text = Pdf::open(&bytes).pages().join("\n");
    assert!(text.contains("binder copy"));
    assert!(rendered.slip_sheets >= 1);
}
