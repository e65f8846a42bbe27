//! How a packet looks: paper, marks, drafts, and the firm's letterhead. The standards hold whatever is chosen.
#![allow(missing_docs)]

mod support;

use model::client::Logo;
use model::colour::Colour;
use model::evidence::Classification;
use model::packet::{AudienceProfile, Confidentiality, PacketOptions, PacketSource, Paper, Presentation};
use support::pdf::{Pdf, attached};

const LOGO: &[u8] = include_bytes!("../../../../icons/256.png");
const FOOTER: &str = "Larkfield Advisory, 12 Quay Street, Bristol \u{202e}";

fn looks(profile: AudienceProfile, presentation: Presentation) -> PacketOptions {
    PacketOptions { presentation, ..support::options(profile) }
}

fn branded(mut source: PacketSource) -> PacketSource {
    source.client.logo = Some(Logo { png: LOGO.to_vec() });
    source.engagement.firm_logo = Some(Logo { png: LOGO.to_vec() });
    source.engagement.firm_colour = Some(Colour([0x8a, 0x1c, 0x4b]));
    source.engagement.firm_footer = FOOTER.to_owned();
    source
}

/// Width and height of each page as it is seen, in whole points.
fn sizes(pdf: &Pdf) -> Vec<(i64, i64)> {
    let number = |object: &lopdf::Object| object.as_float().expect("a number").round() as i64;
    let of = |id: &lopdf::ObjectId| {
        let page = pdf.document.get_dictionary(*id).expect("a page");
        let area = pdf.get(page, "MediaBox").and_then(|area| area.as_array().ok()).expect("a size");
        (number(&area[2]), number(&area[3]))
    };
    pdf.document.get_pages().values().map(of).collect()
}

#[test]
fn every_page_has_the_chosen_paper_upright_or_lying() {
    let (source, shelf) = support::sample(12);
    for (paper, (short, long)) in [(Paper::A4, (595, 842)), (Paper::Letter, (612, 792))] {
        for profile in [AudienceProfile::Client, AudienceProfile::Board] {
            let options = looks(profile, Presentation { paper, ..Presentation::default() });
            let (bytes, rendered, _) = support::render(&branded(source.clone()), &shelf, &options);
            assert_eq!(rendered.warnings, Vec::<String>::new());
            let pdf = Pdf::open(&bytes);
            let sizes = sizes(&pdf);
            assert!(sizes.iter().all(|size| [(short, long), (long, short)].contains(size)), "{paper:?}: {sizes:?}");
            assert!(sizes[0] == (short, long), "the cover stands upright");
            let contents = pdf.pages().iter().position(|text| text.contains("How to read and check this packet"));
            assert_eq!(contents, Some(1), "{paper:?} {profile:?}: the cover is one page");
        }
    }
}

#[test]
fn a_draft_says_so_on_its_cover_and_in_its_manifest_and_nowhere_in_its_text() {
    let (source, shelf) = support::sample(12);
    let profile = AudienceProfile::Auditor;
    let (plain, whole, _) = support::render(&source, &shelf, &support::options(profile));
    let options = looks(profile, Presentation { draft: true, ..Presentation::default() });
    let (bytes, rendered, _) = support::render(&source, &shelf, &options);
    assert_eq!(rendered.warnings, Vec::<String>::new());
    assert_eq!(rendered.pages(), whole.pages(), "it moves nothing");
    assert!(rendered.manifest.draft && !whole.manifest.draft);
    let (pdf, plain) = (Pdf::open(&bytes), Pdf::open(&plain));
    let (pages, plain_pages) = (pdf.pages(), plain.pages());
    assert!(pages[0].contains("Draft: not for reliance") && !plain_pages[0].contains("not for reliance"));
    assert!(!pages[0].contains("auditor-ready"));
    for (at, page) in pages.iter().enumerate() {
        assert!(!page.contains("DRAFT"), "page {}: {page}", at + 1);
    }
    // The words of every page but the cover are those of the packet that is none, but for the manifest's own digest.
    assert_eq!(pages[5..].len(), plain_pages[5..].len());
    assert_eq!(pages[8], plain_pages[8]);
    let elements = |pdf: &Pdf| pdf.element_counts();
    let (own, other) = (elements(&pdf), elements(&plain));
    assert_eq!((own.get("Figure"), own.get("Table")), (other.get("Figure"), other.get("Table")), "it isn't tagged");
    let manifest = String::from_utf8(attached(&pdf)["manifest.json"].2.clone()).expect("text");
    assert!(manifest.contains("\"draft\": true"), "{manifest}");
    assert!(!String::from_utf8_lossy(&attached(&plain)["manifest.json"].2).contains("\"draft\""));
    let verified = packet::verify(&bytes);
    assert!(verified.holds());
    assert!(verified.checks.iter().any(|check| check.words.contains("It is a draft: not for reliance")));
    assert_eq!(support::render(&source, &shelf, &options).0, bytes, "the same choice gives the same bytes");
}

#[test]
fn each_page_bears_the_chosen_mark_the_firms_line_and_no_name_where_a_logo_stands() {
    let (source, shelf) = support::sample(12);
    for mark in Confidentiality::ALL {
        let options =
            looks(AudienceProfile::Auditor, Presentation { confidentiality: mark, ..Presentation::default() });
        let (bytes, rendered, _) = support::render(&branded(source.clone()), &shelf, &options);
        assert_eq!(rendered.warnings, Vec::<String>::new());
        let pdf = Pdf::open(&bytes);
        for (at, page) in pdf.pages().iter().enumerate() {
            let page = page.to_lowercase();
            assert!(page.contains("12 quay street, bristol ⟨u+202e⟩"), "page {}: {page}", at + 1);
            let marked = mark.words().is_none_or(|words| page.contains(&words.to_lowercase()));
            assert!(marked, "page {} isn't {mark:?}", at + 1);
            let of_footer =
                format!("{}packet hpl-2026-r3", mark.words().map_or(String::new(), |w| w.to_lowercase() + ". "));
            assert!(at == 0 || page.contains(&of_footer), "page {}: {page}", at + 1);
        }
        let alternatives: Vec<String> = pdf
            .elements()
            .into_iter()
            .filter_map(|element| {
                pdf.get(element, "Alt")?.as_str().ok().map(|alt| String::from_utf8_lossy(alt).into_owned())
            })
            .collect();
        for name in ["Logo of Harbour & Pine Ltd", "Logo of Larkfield Advisory"] {
            assert!(alternatives.iter().any(|alt| alt == name), "{name}: {:?}", &alternatives[..2]);
        }
    }
}

#[test]
fn an_exhibit_that_asks_for_care_says_so_on_each_of_its_pages() {
    let (mut source, shelf) = support::sample(12);
    for (item, mark) in source.evidence.iter_mut().zip([Classification::Restricted, Classification::Personal]) {
        item.classification = mark;
    }
    let ids: Vec<String> = source.evidence.iter().map(|item| format!("EX-{:03}", item.number)).collect();
    let (bytes, _, _) = support::render(&source, &shelf, &support::options(AudienceProfile::Client));
    let pages = Pdf::open(&bytes).pages();
    let mut seen = [0; 3];
    for page in &pages {
        for (place, mark) in ["RESTRICTED", "PERSONAL"].into_iter().enumerate() {
            let own = page.contains(&format!("Exhibit {}, page", ids[place]));
            assert!(!own || page.contains(mark), "{page}");
            seen[place] += usize::from(own);
        }
        let other = page.contains(&format!("Exhibit {}, page", ids[2]));
        assert!(!other || !(page.contains("RESTRICTED") || page.contains("PERSONAL")), "{page}");
        seen[2] += usize::from(other);
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
}

#[test]
fn two_that_look_different_are_never_the_same_file() {
    let (source, shelf) = support::sample(4);
    let made = |presentation| {
        let (bytes, _, _) = support::render(&source, &shelf, &looks(AudienceProfile::Board, presentation));
        let pdf = Pdf::open(&bytes);
        format!("{:?}", pdf.document.trailer.get(b"ID").expect("an id"))
    };
    let usual = Presentation::default();
    let ids = [
        usual,
        Presentation { paper: Paper::Letter, ..usual },
        Presentation { confidentiality: Confidentiality::None, ..usual },
        Presentation { draft: true, ..usual },
    ]
    .map(made);
    for (at, id) in ids.iter().enumerate() {
        assert!(!ids[..at].contains(id), "{ids:?}");
    }
}
