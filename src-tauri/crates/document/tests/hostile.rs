//! The hostile corpus: every file is named for its defect and built here, so that no odd binary is kept. Each must
//! end as an ordinary result within the limits, and cost the parent next to nothing.

#[path = "hostile/made.rs"]
mod made;
#[path = "hostile/sizes.rs"]
mod sizes;
mod support;

use made::*;
use model::exhibit::{FileType, NotShown, Picture, ShowLimits, Shown};
use sizes::*;
use std::io::{Cursor, Read, repeat};
use std::time::Instant;
use support::{files, *};

/// What a hostile file may come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Shown,
    NoPages,
    Locked,
    Damaged,
    Unsafe,
    TooLarge,
}

fn outcome(shown: &Result<Shown, NotShown>) -> Outcome {
    match shown {
        Ok(_) => Outcome::Shown,
        Err(NotShown::NoPages) => Outcome::NoPages,
        Err(NotShown::Locked) => Outcome::Locked,
        Err(NotShown::Damaged(_)) => Outcome::Damaged,
        Err(NotShown::Unsafe(_)) => Outcome::Unsafe,
        Err(NotShown::TooLarge(_)) => Outcome::TooLarge,
        Err(NotShown::NotConfined(reason)) => panic!("not confined: {reason}"),
    }
}

/// A file that is made as it is read, or lies in memory.
type Original = (Box<dyn Read>, u64);

/// A file of the corpus: its name (the defect), how it is read, what it must come to, how it is made.
type Case = (&'static str, FileType, &'static [Outcome], fn() -> Original);

fn held(bytes: Vec<u8>) -> Original {
    let size = bytes.len() as u64;
    (Box::new(Cursor::new(bytes)), size)
}

fn streamed(head: &'static [u8], byte: u8, count: u64) -> Original {
    (Box::new(head.chain(repeat(byte).take(count))), head.len() as u64 + count)
}

use FileType::{Csv, Eml, Jpeg, Json, Pdf, Png, Text, Xlsx, Zip};
use Outcome::{Damaged, Locked, NoPages, TooLarge, Unsafe};

const ANY_DEATH: &[Outcome] = &[Damaged, Unsafe];
const SHOWN: &[Outcome] = &[Outcome::Shown];
const BOUNDED: &[Outcome] = &[Outcome::Shown, Damaged, Unsafe];

const CORPUS: &[Case] = &[
    ("arrays-nested-200000-deep.pdf", Pdf, BOUNDED, || held(nested("[", "]", 200_000))),
    ("dictionaries-nested-200000-deep.pdf", Pdf, BOUNDED, || held(nested("<</A", ">>", 200_000))),
    ("arrays-nested-2000000-deep-and-never-closed.pdf", Pdf, BOUNDED, || held(nested("[", "", 2_000_000))),
    ("content-unpacks-to-4-gigabytes.pdf", Pdf, &[Unsafe], || held(content_bomb(4 << 30))),
    ("image-unpacks-to-3-gigabytes.pdf", Pdf, BOUNDED, || held(image_bomb())),
    ("page-tree-with-a-loop.pdf", Pdf, BOUNDED, || held(page_tree_loop())),
    ("page-tree-of-itself.pdf", Pdf, &[Damaged], || held(page_tree_of_itself())),
    ("cut-in-the-middle.pdf", Pdf, &[Damaged], || held(halved(text_page("Half of this", "")))),
    ("header-only.pdf", Pdf, &[Damaged], || held(b"%PDF-1.7\n".to_vec())),
    ("cross-reference-loop.pdf", Pdf, BOUNDED, || held(xref_loop())),
    ("locked-by-password.pdf", Pdf, &[Locked], || held(locked())),
    ("without-pages.pdf", Pdf, &[Damaged], || held(without_pages())),
    ("form-that-draws-itself.pdf", Pdf, BOUNDED, || held(form_of_itself())),
    ("forms-that-draw-each-other-10-times-10-deep.pdf", Pdf, BOUNDED, || held(forms_that_multiply())),
    ("patterns-that-paint-each-other-10-deep.pdf", Pdf, BOUNDED, || held(patterns_that_multiply())),
    ("glyph-that-draws-itself.pdf", Pdf, BOUNDED, || held(glyph_of_itself())),
    ("page-of-a-million-kilometres.pdf", Pdf, &[Damaged], || {
        held(text_page("far", "/CropBox[0 0 3e9 3e9]/MediaBox[0 0 3e9 3e9]"))
    }),
    ("page-of-no-size.pdf", Pdf, BOUNDED, || held(text_page("thin", "/CropBox[5 5 5 5]"))),
    ("states-saved-a-million-times.pdf", Pdf, BOUNDED, || {
        held(one_page(stream("", &b"q ".repeat(1 << 20)), "", vec![]))
    }),
    ("clips-nested-a-hundred-thousand-times.pdf", Pdf, BOUNDED, || {
        held(one_page(stream("", &b"0 0 50 50 re W n ".repeat(100_000)), "", vec![]))
    }),
    ("length-that-lies.pdf", Pdf, BOUNDED, || held(replaced(text_page("Hello", ""), "/Length ", "/Length 9"))),
    ("not-a-pdf-but-a-table.pdf", Pdf, &[Damaged], || held(b"a,b\n1,2\n".to_vec())),
    ("page-tree-100000-deep.pdf", Pdf, BOUNDED, || held(page_tree_so_deep(100_000))),
    ("page-named-a-million-times.pdf", Pdf, BOUNDED, || held(page_named_so_often(1_000_000))),
    ("page-tree-that-multiplies-to-a-trillion.pdf", Pdf, BOUNDED, || held(page_tree_that_multiplies())),
    ("font-of-tables-behind-its-end.pdf", Pdf, BOUNDED, || held(font_of_false_tables())),
    ("font-of-65535-glyphs-in-no-table.pdf", Pdf, BOUNDED, || held(font_of_false_counts())),
    ("font-of-parts-longer-than-it.pdf", Pdf, BOUNDED, || held(font_of_false_parts())),
    ("font-of-65535-offsets-behind-its-end.pdf", Pdf, BOUNDED, || held(font_of_false_offsets())),
    ("font-unpacks-to-4-gigabytes.pdf", Pdf, BOUNDED, || held(font_bomb(4 << 30))),
    ("image-states-30000-by-30000-pixels.pdf", Pdf, BOUNDED, || held(picture_of("/Width 30000/Height 30000"))),
    ("image-states-2-billion-pixels-a-side.pdf", Pdf, BOUNDED, || {
        held(picture_of("/Width 2147483647/Height 2147483647"))
    }),
    ("image-of-fewer-pixels-than-none.pdf", Pdf, BOUNDED, || held(picture_of("/Width -5/Height 0"))),
    ("unpacks-to-1-gigabyte.xlsx", Xlsx, &[Unsafe], || held(workbook(&mut repeat(b'a').take(1100 << 20)))),
    ("unpacks-to-more-than-it-states.xlsx", Xlsx, BOUNDED, || held(lying(workbook(&mut repeat(b'a').take(900 << 20))))),
    ("entities-that-laugh-a-billion-times.xlsx", Xlsx, BOUNDED, || held(workbook(&mut &laughs()[..]))),
    ("elements-nested-a-million-deep.xlsx", Xlsx, BOUNDED, || held(workbook(&mut &b"<t>".repeat(1 << 20)[..]))),
    ("not-a-workbook-but-text.xlsx", Xlsx, &[Damaged], || held(b"just text".to_vec())),
    ("states-60000-by-60000-pixels.png", Png, &[Unsafe], || held(png(60_000, 60_000, &mut &b"\0\0"[..]))),
    ("has-30000-by-30000-pixels.png", Png, &[Unsafe], || held(thirty_thousand_pixels())),
    ("states-4-billion-pixels-a-side.png", Png, ANY_DEATH, || {
        held(png(u32::MAX >> 1, u32::MAX >> 1, &mut &b"\0\0"[..]))
    }),
    ("states-more-pixels-than-it-has.png", Png, &[Damaged], || held(png(5_000, 5_000, &mut &[0; 90][..]))),
    ("cut-in-the-middle.png", Png, &[Damaged], || held(halved(picture(image::ImageFormat::Png)))),
    ("profile-unpacks-to-2-gigabytes.png", Png, BOUNDED, || held(profile_bomb())),
    ("states-65000-by-65000-pixels.jpg", Jpeg, &[Unsafe], || held(resized(65_000, 65_000))),
    ("states-more-pixels-than-it-has.jpg", Jpeg, BOUNDED, || held(resized(3_000, 3_000))),
    ("states-no-pixels.jpg", Jpeg, ANY_DEATH, || held(resized(0, 0))),
    ("cut-in-the-middle.jpg", Jpeg, &[Damaged], || held(halved(picture(image::ImageFormat::Jpeg)))),
    ("cell-of-10-megabytes.csv", Csv, SHOWN, || held(format!("a,b\n1,\"{}\"\n", "long ".repeat(2 << 20)).into_bytes())),
    ("row-of-100000-columns.csv", Csv, SHOWN, || held("x,".repeat(100_000).into_bytes())),
    ("quote-that-never-ends.csv", Csv, SHOWN, || streamed(b"a,b\n1,\"", b'x', 200 << 20)),
    ("with-nul.csv", Csv, &[NoPages], || held(b"a,b\n1,\0\n".to_vec())),
    ("one-line-without-end.txt", Text, SHOWN, || streamed(b"log: ", b'x', 300 << 20)),
    ("only-line-ends.txt", Text, SHOWN, || streamed(b"", b'\n', 100 << 20)),
    ("larger-than-is-counted.txt", Text, &[TooLarge], || streamed(b"", b'x', 600 << 20)),
    ("with-nul.txt", Text, &[NoPages], || held(b"text\0text".to_vec())),
    ("only-invalid-bytes.txt", Text, SHOWN, || streamed(b"\xC3\xA9 \xC3\xA9 ", 0xFF, 1 << 20)),
    ("nested-a-million-deep.json", Json, SHOWN, || held(b"[".repeat(1_000_000))),
    ("messages-nested-1000-deep.eml", Eml, BOUNDED, || held(nested_messages(1000))),
    ("parts-nested-20000-deep.eml", Eml, BOUNDED, || held(nested_parts(20_000))),
    ("headers-without-end.eml", Eml, BOUNDED, || held(b"Subject: x\r\n".repeat(1 << 20))),
    ("with-70000-entries.zip", Zip, SHOWN, || held(many_entries())),
    ("65000-entries-of-one-content-state-4-gigabytes-each.zip", Zip, BOUNDED, || held(entries_of_one_content(65_000))),
    ("archives-in-each-other-1000-deep.zip", Zip, SHOWN, || held(archives_in_each_other(1000))),
    ("names-that-lead-out.zip", Zip, SHOWN, || held(names_that_lead_out())),
    ("directory-cut-off.zip", Zip, &[Damaged], || held(halved(names_that_lead_out()))),
    ("empty.pdf", Pdf, &[Damaged], || held(Vec::new())),
    ("empty.csv", Csv, &[Damaged], || held(Vec::new())),
];

#[test]
fn each_file_ends_as_an_ordinary_result() {
    let mut wrong = Vec::new();
    let mut reader = reader();
    // Two of the files only end with the computing time.
    reader.bounds.cpu_seconds = 10;
    for (name, kind, expected, make) in CORPUS {
        let (mut original, size) = make();
        let before = resident("VmRSS:");
        forget_peak();
        let started = Instant::now();
        let shown = reader.read(*kind, name, &mut original, size, &ShowLimits::default()).expect("no failure of ours");
        let seconds = started.elapsed().as_secs_f32();
        let grown = resident("VmHWM:").saturating_sub(before) >> 10;
        let found = outcome(&shown);
        println!("{name}: {found:?} in {seconds:.1} s, parent grew by {grown} MiB: {:?}", shown.as_ref().err());
        if !expected.contains(&found) {
            wrong.push(format!("{name}: {found:?} instead of {expected:?}"));
        }
        // The parent holds what is shown, of one page at most here, and a pipe's worth of bytes.
        if grown > 48 {
            wrong.push(format!("{name}: the parent grew by {grown} MiB"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Kibibytes that the system states for this process.
fn resident(line: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let stated = status.lines().find_map(|stated| stated.strip_prefix(line)).unwrap();
    stated.trim().trim_end_matches("kB").trim().parse().unwrap()
}

/// Begins the peak anew.
fn forget_peak() {
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
}

#[test]
fn a_name_that_lies_makes_no_difference() {
    let pdf = text_page("Hello", "");
    assert!(matches!(read("users.csv", &pdf), Ok(Shown::Pages { .. })));
    assert!(matches!(read("report.pdf", b"a,b\n1,2\n3,4\n"), Ok(Shown::Tables(_))));
    let picture = picture(image::ImageFormat::Png);
    assert!(matches!(read("report.pdf", &picture), Ok(Shown::Pages { .. })));
    for kind in [Pdf, Xlsx, Jpeg, Zip] {
        assert!(matches!(read_as(kind, "x", &picture), Err(NotShown::Damaged(_))), "{kind:?}");
    }
    assert_eq!(read_as(Text, "x.txt", &picture), Err(NotShown::NoPages));
}

#[test]
fn scripts_and_actions_of_a_pdf_do_nothing() {
    let actions = "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>\
        /AA<</WC<</S/Launch/F(/bin/sh)>>>>/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(x)>>]>>>>";
    let link = "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 200 100]/A<</S/URI/URI(http://host.example/)>>>>]\
        /AA<</O<</S/JavaScript/JS(x)>>>>";
    let file = replaced(text_page("Hello", link), "/Type/Catalog", &format!("/Type/Catalog{actions}"));
    let page = pages(read_as(Pdf, "x.pdf", &file)).remove(0);
    let Picture::Svg(svg) = page.picture else { panic!("no vector picture") };
    for word in ["script", "JavaScript", "host.example", "/bin/sh", "<a ", "onload"] {
        assert!(!svg.contains(word), "{word}");
    }
    assert!(page.has_text);
}

#[test]
fn flipped_bytes_of_a_pdf_never_fail_the_parent() {
    let whole = text_page("Flipped", "");
    for at in (0..whole.len()).step_by(whole.len() / 40) {
        let mut file = whole.clone();
        file[at] ^= 0x15;
        outcome(&read_as(Pdf, "x.pdf", &file));
    }
}
