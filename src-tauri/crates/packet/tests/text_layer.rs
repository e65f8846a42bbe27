//! The words over the pictures of pages, as another program finds them: each once, in reading order, where it is seen, and
//! nothing of them to be seen.
#![allow(missing_docs)]

mod support;

use std::path::Path;
use std::process::Command;

use model::evidence::EvidenceItem;
use model::exhibit::{Begins, Page, Picture, Runs, Shown, Word};
use model::packet::{AudienceProfile, PacketSource};
use support::{Shelf, pdf::Pdf};

/// A packet whose first exhibit shows that page alone.
fn render(page: &Page) -> (Vec<u8>, packet::Rendered) {
    let (mut source, mut shelf) = support::sample(4);
    let file = source.evidence[0].files[0].id.uuid();
    let original = shelf.0.get_mut(&file).expect("the original");
    original.shown = Ok(Shown::Pages { pages: vec![page.clone()], total_pages: 1 });
    only(&mut source, |item| item.number == 1);
    let (bytes, rendered, _) = support::render(&source, &shelf, &support::options(AudienceProfile::Auditor));
    assert_eq!(rendered.slip_sheets, 0, "{:?}", rendered.manifest.open_points);
    assert_eq!(rendered.warnings, Vec::<String>::new());
    (bytes, rendered)
}

fn only(source: &mut PacketSource, keep: impl Fn(&EvidenceItem) -> bool) {
    source.evidence.retain(keep);
    let kept: Vec<_> = source.evidence.iter().map(|item| item.id).collect();
    source.custody.retain(|event| kept.contains(&event.evidence));
}

fn word(text: &str, (x, y): (f32, f32), (width, height): (f32, f32), runs: Runs, begins: Begins) -> Word {
    Word { text: text.to_owned(), x, y, width, height, runs, begins }
}

/// A page of some paragraphs in several sizes, with words turned each way at its sides.
fn page() -> Page {
    let mut words = Vec::new();
    for (paragraph, height) in [(0, 26.0), (1, 11.0), (2, 9.5), (3, 12.5)] {
        for line in 0..3 {
            let letter = ["alpha", "bravo", "condensed", "delta", "expanded", "Österreich,"];
            let text = letter.map(|letter| format!("{letter}{paragraph}{line}")).join(" ");
            let y = 80.0 + 170.0 * paragraph as f32 + line as f32 * height * 1.3;
            let mut boxes = support::word_boxes(&text, (60.0, y), height);
            boxes.iter_mut().for_each(|word| word.begins = Begins::Word);
            boxes[0].begins = if line == 0 { Begins::Paragraph } else { Begins::Line };
            boxes.retain(|word| word.x + word.width < 560.0);
            words.append(&mut boxes);
        }
    }
    words.push(word("downwards", (570.0, 100.0), (12.0, 80.0), Runs::Down, Begins::Paragraph));
    words.push(word("upwards", (20.0, 300.0), (12.0, 70.0), Runs::Up, Begins::Paragraph));
    words.push(word("overhead", (400.0, 815.0), (70.0, 12.0), Runs::Left, Begins::Paragraph));
    let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" width="595" height="842" viewBox="0 0 595 842"><rect width="595" height="842" fill="#fff"/><rect x="40" y="40" width="500" height="6" fill="#334"/></svg>"##;
    Page { width_pt: 595.0, height_pt: 842.0, picture: Picture::Svg(svg.to_owned()), has_text: true, words, undrawn: 0 }
}

fn run(program: &str, arguments: &[&str]) -> String {
    let done = Command::new(program).args(arguments).output();
    let done = done.unwrap_or_else(|error| panic!("{program}: {error}; scripts/setup test installs it"));
    assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("text")
}

fn kept(bytes: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("packet.pdf"), bytes).expect("writes");
    folder
}

fn path(folder: &Path) -> String {
    folder.join("packet.pdf").display().to_string()
}

/// The page of the packet on which the word stands.
fn page_with(bytes: &[u8], word: &str) -> String {
    let pages = Pdf::open(bytes).pages();
    (pages.iter().position(|page| page.contains(word)).expect("the page") + 1).to_string()
}

/// Words of a page with their left, top, right and lower sides.
fn boxes(bytes: &[u8], page: &str) -> Vec<(String, [f32; 4])> {
    let folder = kept(bytes);
    let found = run("pdftotext", &["-bbox", "-f", page, "-l", page, &path(folder.path()), "-"]);
    let number = |line: &str, name: &str| -> f32 {
        let (_, rest) = line.split_once(&format!("{name}=\"")).expect("a side");
        rest.split_once('"').expect("its end").0.parse().expect("a number")
    };
    let word = |line: &str| {
        let text = line.split_once('>').expect("a word").1.split_once('<').expect("its end").0;
        (text.to_owned(), ["xMin", "yMin", "xMax", "yMax"].map(|name| number(line, name)))
    };
    found.lines().map(str::trim).filter(|line| line.starts_with("<word ")).map(word).collect()
}

#[test]
fn each_word_is_found_once_where_it_is_seen() {
    let page = page();
    let (bytes, _) = render(&page);
    let found = boxes(&bytes, &page_with(&bytes, "condensed11"));
    let of = |text: &str| {
        let all: Vec<_> = found.iter().filter(|(own, _)| own == text).collect();
        assert_eq!(all.len(), 1, "{text} in {found:?}");
        all[0].1
    };
    // The page stands in the packet at some place, in some size: what two words tell of it holds for all.
    let (first, last) = (&page.words[0], &page.words[page.words.len() - 1]);
    let ([x0, y0, ..], [x1, ..]) = (of(&first.text), of(&last.text));
    let scale = (x1 - x0) / (last.x - first.x);
    assert!((0.5..=1.0).contains(&scale), "{scale}");
    for word in &page.words {
        let (left, top) = (x0 + (word.x - first.x) * scale, y0 + (word.y - first.y) * scale);
        let expected = [left, top, left + word.width * scale, top + word.height * scale];
        let own = of(&word.text);
        let off = own.iter().zip(expected).map(|(own, expected)| (own - expected).abs()).fold(0.0, f32::max);
        // A word that is set plainly may be 1.5 points of size higher or lower than its box.
        assert!(off < 1.4, "{} is {off} points off: {own:?} instead of {expected:?}", word.text);
    }
}

#[test]
fn words_are_copied_in_reading_order_with_blanks_between_them() {
    let page = page();
    let (bytes, _) = render(&page);
    let folder = kept(&bytes);
    let number = page_with(&bytes, "condensed11");
    let read = run("pdftotext", &["-raw", "-f", &number, "-l", &number, &path(folder.path()), "-"]);
    let read: Vec<&str> = read.split_whitespace().collect();
    let mut rest = &read[..];
    for word in &page.words {
        let at = rest.iter().position(|own| *own == word.text);
        rest = &rest[at.unwrap_or_else(|| panic!("{} isn't read in its turn: {read:?}", word.text)) + 1..];
    }
    let blank = Pdf::open(&bytes).pages().iter().any(|page| page.contains("alpha10 bravo10 condensed10"));
    assert!(blank, "a blank stands between the words themselves");
}

#[test]
fn words_are_paragraphs_and_their_picture_is_no_figure() {
    let page = page();
    let without = Page { words: vec![], has_text: false, ..page.clone() };
    let counts = |page: &Page| Pdf::open(&render(page).0).element_counts();
    let (with, without) = (counts(&page), counts(&without));
    let paragraphs = page.words.iter().filter(|word| word.begins == Begins::Paragraph).count();
    assert_eq!(with["P"], without["P"] + paragraphs);
    assert_eq!(with.get("Figure").copied().unwrap_or_default() + 1, without["Figure"]);
}

#[test]
fn nothing_of_the_words_is_seen() {
    let page = page();
    let without = Page { words: vec![], has_text: false, ..page.clone() };
    let (with, without) = (render(&page).0, render(&without).0);
    let number = page_with(&with, "condensed11");
    let drawn = |bytes: &[u8]| {
        let folder = kept(bytes);
        let target = folder.path().join("page").display().to_string();
        let arguments = ["-png", "-singlefile", "-r", "110", "-f", &number, "-l", &number];
        run("pdftoppm", &[&arguments[..], &[&path(folder.path()), &target]].concat());
        std::fs::read(folder.path().join("page.png")).expect("a picture")
    };
    assert!(drawn(&with) == drawn(&without), "the page looks another way");
}

#[test]
fn the_same_page_gives_the_same_bytes() {
    assert!(render(&page()).0 == render(&page()).0);
}

#[test]
fn words_that_cannot_be_told_are_said_to_be_missing() {
    let mut page = page();
    page.words[4].text = "un\u{FFFD}ead".to_owned();
    let (bytes, _) = render(&page);
    let text = Pdf::open(&bytes).pages().join(" ");
    assert!(text.contains("Some words of this page are shown but can’t be searched"), "{text}");
    page.words.iter_mut().for_each(|word| word.text = "\u{FFFD}".to_owned());
    let (bytes, _) = render(&page);
    let text = Pdf::open(&bytes).pages().join(" ");
    assert!(text.contains("The words of this page are shown but can’t be searched"), "{text}");
    assert!(Pdf::open(&bytes).element_counts()["Figure"] >= 1);
}

#[test]
fn characters_of_every_kind_stand_over_a_page_or_are_written_out() {
    let shown = (0..=0x10_FFFF)
        .filter_map(char::from_u32)
        .filter(|c| typeset::glyphs::is_shown(*c) && !c.is_whitespace() && *c != '\u{FFFD}');
    let hidden =
        (0..=0x10_FFFF).step_by(1_009).filter_map(char::from_u32).filter(|c| !c.is_control() && !c.is_whitespace());
    let all: Vec<char> = shown.chain(hidden).chain("log\u{202E}gpj\u{2066}a\u{301}\u{20E3}".chars()).collect();
    let place = |at: usize| ((at % 5) as f32 * 110.0 + 10.0, (at / 5) as f32 * 5.0 + 10.0);
    let word = |(at, chars): (usize, &[char])| {
        word(&chars.iter().collect::<String>(), place(at), (100.0, 5.0), Runs::Right, Begins::Line)
    };
    let words: Vec<Word> = all.chunks(40).enumerate().map(word).collect();
    let (bytes, rendered) = render(&Page { words, height_pt: 1_400.0, ..page() });
    assert!(rendered.manifest.open_points.iter().any(|point| point.what.contains("can only be searched as ⟨U+XXXX⟩")));
    let number = page_with(&bytes, "⟨U+202E⟩");
    let folder = kept(&bytes);
    let read = run("pdftotext", &["-raw", "-f", &number, "-l", &number, &path(folder.path()), "-"]);
    // Where the font changes within a word, poppler ends it.
    let read: String = read.split_whitespace().collect();
    assert!(read.contains("log⟨U+202E⟩gpj⟨U+2066⟩"), "{read}");
}

/// Three pages in one exhibit, so that the first test of a packet's pages stays true for each.
#[test]
fn every_page_of_an_exhibit_has_its_own_words() {
    let (source, shelf): (PacketSource, Shelf) = support::sample(4);
    let (bytes, _, _) = support::render(&source, &shelf, &support::options(AudienceProfile::Auditor));
    let pages = Pdf::open(&bytes).pages();
    for number in 1..=3 {
        let own = pages.iter().filter(|page| page.contains(&format!("Page {number}. All equipment is named"))).count();
        assert!(own >= 1, "page {number}");
    }
}
