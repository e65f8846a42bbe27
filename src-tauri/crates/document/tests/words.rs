//! The words of PDF pages with their boxes, through a real child process: turned, cropped and scaled pages, and pages that
//! are made to be read wrongly.
#![allow(missing_docs)]

mod support;

use model::exhibit::{FileType, Page, Runs, Word};
use support::*;

fn page_of(content: &str, page: &str) -> Page {
    pages(read("x.pdf", &one_page(stream("", content.as_bytes()), &format!("{FONT}{page}"), vec![]))).remove(0)
}

fn words_of(content: &str, page: &str) -> Vec<Word> {
    page_of(content, page).words
}

fn texts(words: &[Word]) -> Vec<&str> {
    words.iter().map(|word| word.text.as_str()).collect()
}

/// Where a word's box lies, within a quarter of a point.
fn assert_box(word: &Word, expected: (f32, f32, f32, f32)) {
    let (x, y, width, height) = expected;
    let off = [word.x - x, word.y - y, word.width - width, word.height - height];
    assert!(off.iter().all(|off| off.abs() < 0.25), "{word:?} isn't at {expected:?}");
}

const LINE: &str = "BT /F 10 Tf 20 40 Td (Hello world) Tj ET";

#[test]
fn a_word_fills_its_box_however_the_page_is_turned_cropped_and_scaled() {
    // Helvetica: "Hello" is 2.278 ems wide; it rises to 0.7 and reaches down to 0.21 of an em.
    let upright = words_of(LINE, "");
    assert_eq!(texts(&upright), ["Hello", "world"]);
    assert_box(&upright[0], (20.0, 53.0, 22.78, 9.1));
    assert_box(&upright[1], (20.0 + 22.78 + 2.78, 53.0, 23.89, 9.1));
    for (page, expected, runs) in [
        ("/Rotate 90", (40.0 - 2.1, 20.0, 9.1, 22.78), Runs::Down),
        ("/Rotate 180", (200.0 - 42.78, 40.0 - 2.1, 22.78, 9.1), Runs::Left),
        ("/Rotate 270", (60.0 - 7.0, 200.0 - 42.78, 9.1, 22.78), Runs::Up),
        ("/CropBox[10 10 110 60]", (10.0, 60.0 - 47.0, 22.78, 9.1), Runs::Right),
        ("/UserUnit 2", (40.0, 106.0, 45.56, 18.2), Runs::Right),
        ("/UserUnit 2/Rotate 90", (80.0 - 4.2, 40.0, 18.2, 45.56), Runs::Down),
    ] {
        let words = words_of(LINE, page);
        assert_eq!((texts(&words), words[0].runs), (vec!["Hello", "world"], runs), "{page}");
        assert_box(&words[0], expected);
    }
}

#[test]
fn narrow_and_spaced_letters_and_letters_that_are_moved_one_by_one_are_where_they_are_seen() {
    let narrow = words_of("BT /F 10 Tf 50 Tz 20 40 Td (Hello) Tj ET", "");
    assert_box(&narrow[0], (20.0, 53.0, 11.39, 9.1));
    let moved = words_of("BT /F 10 Tf 20 40 Td [(He)-50(l)20(lo)-600(you)] TJ ET", "");
    assert_eq!(texts(&moved), ["Hello", "you"]);
    assert_box(&moved[0], (20.0, 53.0, 22.78 + 0.3, 9.1));
    let bold = words_of("BT /F 10 Tf 2 Tr 20 40 Td (Hello) Tj ET", "");
    assert_eq!(texts(&bold), ["Hello"], "filled and stroked letters stand once");
    let invisible = words_of("BT /F 10 Tf 3 Tr 20 40 Td (scanned) Tj ET", "");
    assert_eq!(texts(&invisible), ["scanned"]);
}

#[test]
fn lines_and_paragraphs_are_told_apart() {
    let content = "BT /F 10 Tf 12 TL 20 90 Td (A line) Tj T* (goes on) Tj 0 -30 Td (Another) Tj ET";
    let begins: Vec<_> = words_of(content, "").iter().map(|word| word.begins).collect();
    use model::exhibit::Begins::{Line, Paragraph, Word};
    assert_eq!(begins, [Paragraph, Word, Line, Word, Paragraph]);
}

#[test]
fn letters_that_no_font_names_are_not_guessed() {
    let font = "/Resources<</Font<</F<</Type/Font/Subtype/Type3/FontBBox[0 0 750 750]/FontMatrix[0.001 0 0 0.001 0 0]\
        /FirstChar 97/LastChar 98/Widths[1000 1000]/Encoding<</Type/Encoding/Differences[97/g1/g2]>>\
        /CharProcs<</g1 5 0 R/g2 5 0 R>>>>>>>>";
    let glyph = stream("", b"1000 0 0 0 750 750 d1 0 0 750 750 re f");
    let file = one_page(stream("", b"BT /F 10 Tf 20 40 Td (ab) Tj ET"), font, vec![glyph]);
    let page = pages(read("x.pdf", &file)).remove(0);
    assert!(page.has_text);
    assert_eq!(texts(&page.words), ["\u{FFFD}\u{FFFD}"]);
    assert!(!page.words[0].is_told());
}

#[test]
fn a_million_letters_are_one_word_that_is_not_told() {
    let text = "ab ".repeat(200);
    let line = |at: usize| format!("1 0 0 1 {} {} Tm ({text}) Tj\n", at % 9, at % 97);
    let lines: String = (0..1_700).map(line).collect();
    let page = page_of(&format!("BT /F 0.3 Tf\n{lines} ET"), "");
    assert!(page.has_text && page.words.len() == 1 && !page.words[0].is_told(), "{} words", page.words.len());
}

#[test]
fn letters_off_the_page_and_matrices_without_sense_leave_the_others() {
    let wrong = [
        "1 0 0 1 900 40 Tm",
        "1 0 0 1 -500 -500 Tm",
        "0 0 0 0 20 40 Tm",
        "1 0 0 0 20 40 Tm",
        "99999999999999999999999999999999999999999999 0 0 1000000000 20 40 Tm",
        "1 0 0 1 340282350000000000000000000000000000000 340282350000000000000000000000000000000 Tm",
    ];
    for matrix in wrong {
        let content =
            format!("BT /F 10 Tf 1 0 0 1 20 40 Tm (seen) Tj {matrix} (hidden) Tj 1 0 0 1 20 20 Tm (too) Tj ET");
        let words = words_of(&content, "");
        let told: Vec<&str> = texts(&words).into_iter().filter(|text| !text.contains("hid")).collect();
        assert_eq!(told, ["seen", "too"], "{matrix}");
        let page = |word: &Word| word.x + word.width <= 200.1 && word.y + word.height <= 100.1;
        assert!(words.iter().all(page), "{matrix}: {words:?}");
    }
}

#[test]
fn characters_that_reorder_others_come_as_they_are_for_the_packet_to_write_out() {
    let map = "/CIDInit/ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange<00><FF>endcodespacerange \
        3 beginbfchar<61><202E><62><FB01><63><00AD>endbfchar endcmap end end";
    let font = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>>>>>";
    let file = one_page(stream("", b"BT /F 10 Tf 20 40 Td (xay by xc) Tj ET"), font, vec![stream("", map.as_bytes())]);
    let page = pages(read_as(FileType::Pdf, "x.pdf", &file)).remove(0);
    assert_eq!(texts(&page.words), ["x\u{202E}y", "fiy", "x-"]);
}
