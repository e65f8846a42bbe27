//! Pages without what was redacted of them, through a real child: which words stay beside the pixels.
#![allow(missing_docs)]

mod support;

use std::sync::atomic::AtomicU32;

use model::exhibit::FileType;
use model::redaction::PageArea;
use support::*;

/// The words that stay where this is redacted of the first page: points from its top left.
fn left(file: &[u8], [x, y, width, height]: [f64; 4]) -> Vec<String> {
    let [x, y, width, height] = [x, y, width, height].map(|points| (points * 25_400.0 / 72.0).round() as u32);
    let areas = [PageArea { page: 1, x, y, width, height }];
    let drawn = AtomicU32::new(0);
    let redacted = reader().redact_areas(FileType::Pdf, &mut &file[..], file.len() as u64, &areas, &drawn);
    let pages = redacted.expect("no failure of ours").expect("is redacted").pages;
    pages[0].words.iter().map(|word| word.text.clone()).collect()
}

/// An area in a corner of the page, where nothing is.
const CORNER: [f64; 4] = [0.0, 0.0, 3.0, 3.0];

#[test]
fn a_word_to_which_an_area_comes_near_goes() {
    let content = stream("", b"BT /F 10 Tf 20 40 Td (near) Tj 0 -30 Td (far) Tj ET");
    let file = one_page(content, FONT, vec![]);
    // The upper line begins 53 points from the top, and fonts don't always say how far they reach.
    assert_eq!(left(&file, [0.0, 0.0, 200.0, 52.0]), ["far"]);
    assert_eq!(left(&file, [0.0, 0.0, 200.0, 49.0]), ["near", "far"]);
}

#[test]
fn a_word_of_letters_that_a_page_draws_by_its_own_means_goes() {
    let font = "/Resources<</Font<</G<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>/F<</Type/Font/Subtype/Type3\
        /FontBBox[0 0 750 750]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 97/LastChar 98/Widths[1000 1000]\
        /Encoding<</Type/Encoding/Differences[97/g1/g2]>>/CharProcs<</g1 5 0 R/g2 5 0 R>>>>>>>>";
    let glyph = stream("", b"1000 0 0 0 750 750 d1 0 0 750 750 re f");
    let file = one_page(stream("", b"BT /F 10 Tf 20 40 Td (ab) Tj /G 10 Tf 80 0 Td (kept) Tj ET"), font, vec![glyph]);
    let words = pages(read("x.pdf", &file)).remove(0).words;
    assert_eq!(words.len(), 2, "{words:?}");
    assert_eq!(left(&file, CORNER), ["kept"]);
}

#[test]
fn a_word_that_a_page_does_not_show_goes() {
    let content = b"BT /F 10 Tf 20 40 Td (covered) Tj ET 0 0 0 rg 15 35 60 15 re f \
        BT /F 10 Tf 120 40 Td (kept) Tj ET BT /F 10 Tf 3 Tr 20 80 Td (unseen) Tj ET";
    let file = one_page(stream("", content), FONT, vec![]);
    let words = pages(read("x.pdf", &file)).remove(0).words;
    assert_eq!(words.len(), 3, "a page without areas keeps them: {words:?}");
    assert_eq!(left(&file, CORNER), ["kept"]);
}
