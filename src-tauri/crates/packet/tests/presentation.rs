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

/// The words of each page without white space, in small letters: a run of another font hides nothing.
fn packed(pdf: &Pdf) -> Vec<String> {
    pdf.pages().iter().map(|page| pack(page)).collect()
}

fn pack(text: &str) -> String {
    text.split_whitespace().collect::<String>().to_lowercase()
}

/// Whether a page bears the running line of an exhibit, such as `Exhibit EX-001, page 1 of 3`.
fn is_of(page: &str, id: &str) -> bool {
    let line = pack(&format!("Exhibit {id}, page "));
    page.match_indices(&line).any(|(at, _)| {
        let rest = page[at + line.len()..].trim_start_matches(|c: char| c.is_ascii_digit());
        rest.starts_with("of")
    })
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
            let next = packed(&pdf).iter().position(|page| page.contains("howtoreadandcheckthispacket"));
            assert_eq!(next, Some(1), "{paper:?} {profile:?}: the cover is one page");
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
    let (pages, plain_pages) = (packed(&pdf), packed(&plain));
    assert!(pages[0].contains("draft:notforreliance") && !plain_pages[0].contains("notforreliance"));
    assert!(!pages[0].contains("auditor-ready"));
    // The words of every page but the cover are those of the packet that is no draft: the mark is no word.
    assert_eq!(pages[1..], plain_pages[1..]);
    assert!(pdf.pages().iter().all(|page| !page.contains("DRAFT")));
    let elements = |pdf: &Pdf| pdf.element_counts();
    let (own, other) = (elements(&pdf), elements(&plain));
    assert_eq!((own.get("Figure"), own.get("Table")), (other.get("Figure"), other.get("Table")), "it isn't tagged");
    let marks = |pdf: &Pdf| {
        let all = pdf.everything();
        all.windows(b"/Watermark".len()).filter(|found| *found == b"/Watermark").count()
    };
    assert_eq!((marks(&pdf), marks(&plain)), (rendered.pages() as usize, 0), "each page bears it as an artifact");
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
        for (at, page) in packed(&pdf).iter().enumerate() {
            assert!(page.contains("12quaystreet,bristol⟨u+202e⟩"), "page {}: {page}", at + 1);
            let own = mark.words().map(|words| pack(&format!("{words}.")));
            assert!(own.is_none_or(|words| page.contains(&words)), "page {} isn't {mark:?}", at + 1);
            let foot =
                pack(&format!("{}Packet HPL-2026-R3,", mark.words().map(|w| format!("{w}.")).unwrap_or_default()));
            assert!(at == 0 || page.contains(&foot), "page {}: {page}", at + 1);
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
    // In capitals, unlike what its facts and other pages say of it: these are compared as they stand.
    let pdf = Pdf::open(&bytes);
    let stands: Vec<String> = pdf.pages().iter().map(|page| page.split_whitespace().collect()).collect();
    let mut seen = [0; 3];
    for (page, stands) in packed(&pdf).iter().zip(&stands) {
        for (place, mark) in ["RESTRICTED", "PERSONAL"].into_iter().enumerate() {
            let own = is_of(page, &ids[place]);
            assert!(!own || stands.contains(mark), "{stands}");
            seen[place] += usize::from(own);
        }
        let other = is_of(page, &ids[2]);
        assert!(!other || !(stands.contains("RESTRICTED") || stands.contains("PERSONAL")), "{stands}");
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
