//! The hostile corpus: every file is named for its defect and built here, so that no odd binary is kept. Each must
//! end as an ordinary result within the limits, and cost the parent next to nothing.

mod support;

use model::exhibit::{FileType, NotShown, Picture, ShowLimits, Shown};
use std::io::{Cursor, Read, Write, repeat};
use std::time::Instant;
use support::*;
use zip::write::SimpleFileOptions;

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
    ("unpacks-to-1-gigabyte.xlsx", Xlsx, &[Unsafe], || held(workbook(&mut repeat(b'a').take(1100 << 20)))),
    ("unpacks-to-more-than-it-states.xlsx", Xlsx, BOUNDED, || held(lying(workbook(&mut repeat(b'a').take(900 << 20))))),
    ("entities-that-laugh-a-billion-times.xlsx", Xlsx, BOUNDED, || held(workbook(&mut &laughs()[..]))),
    ("elements-nested-a-million-deep.xlsx", Xlsx, BOUNDED, || held(workbook(&mut &b"<t>".repeat(1 << 20)[..]))),
    ("not-a-workbook-but-text.xlsx", Xlsx, &[Damaged], || held(b"just text".to_vec())),
    ("states-60000-by-60000-pixels.png", Png, &[Unsafe], || held(png(60_000, 60_000, b"\0\0"))),
    ("states-4-billion-pixels-a-side.png", Png, ANY_DEATH, || held(png(u32::MAX >> 1, u32::MAX >> 1, b"\0\0"))),
    ("states-more-pixels-than-it-has.png", Png, &[Damaged], || held(png(5_000, 5_000, &[0; 90]))),
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

fn halved(mut file: Vec<u8>) -> Vec<u8> {
    file.truncate(file.len() / 2);
    file
}

fn replaced(file: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
    let at = file.windows(from.len()).position(|window| window == from.as_bytes()).expect("the text is there");
    [&file[..at], to.as_bytes(), &file[at + from.len()..]].concat()
}

fn nested(open: &str, close: &str, depth: usize) -> Vec<u8> {
    let value = format!("{}{}", open.repeat(depth), close.repeat(depth));
    let catalogue = format!("<</Type/Catalog/X {value}/Pages 2 0 R>>").into_bytes();
    let page = format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font {value}>>/Contents 4 0 R>>");
    pdf(&[
        catalogue,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        page.into_bytes(),
        stream("", format!("/F 9 Tf {value} TJ").as_bytes()),
    ])
}

fn content_bomb(size: u64) -> Vec<u8> {
    one_page(stream("/Filter/FlateDecode", &deflated(&mut repeat(b' ').take(size))), "", vec![])
}

fn image_bomb() -> Vec<u8> {
    let head = "/Type/XObject/Subtype/Image/Width 32000/Height 32000/ColorSpace/DeviceRGB/BitsPerComponent 8\
        /Filter/FlateDecode";
    let image = stream(head, &deflated(&mut repeat(7).take(32_000 * 32_000 * 3)));
    one_page(stream("", b"200 0 0 100 0 0 cm /I Do"), "/Resources<</XObject<</I 5 0 R>>>>", vec![image])
}

fn page_tree_loop() -> Vec<u8> {
    pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>".to_vec(),
        b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R 4 0 R]/Count 2>>".to_vec(),
        b"<</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]>>".to_vec(),
    ])
}

fn page_tree_of_itself() -> Vec<u8> {
    pdf(&[b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>".to_vec()])
}

fn without_pages() -> Vec<u8> {
    pdf(&[b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), b"<</Type/Pages/Kids[]/Count 0>>".to_vec()])
}

fn xref_loop() -> Vec<u8> {
    let whole = text_page("Round and round", "");
    let at = whole.windows(5).rposition(|window| window == b"xref\n").expect("a table");
    // The last `xref` is that of `startxref`.
    let table = whole[..at].windows(5).rposition(|window| window == b"xref\n").expect("a table");
    replaced(whole, "/Root 1 0 R", &format!("/Root 1 0 R/Prev {table}"))
}

fn locked() -> Vec<u8> {
    let check = "41".repeat(32);
    let encrypt = format!("/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{check}>/U<{check}>>>/ID[<00><00>]");
    let objects = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>".to_vec(),
    ];
    pdf_with_trailer(&objects, &encrypt)
}

const FORM: &str = "/Type/XObject/Subtype/Form/BBox[0 0 200 100]";

fn form_of_itself() -> Vec<u8> {
    let form = stream(&format!("{FORM}/Resources<</XObject<</X 5 0 R>>>>"), b"/X Do /X Do");
    one_page(stream("", b"/X Do"), "/Resources<</XObject<</X 5 0 R>>>>", vec![form])
}

fn forms_that_multiply() -> Vec<u8> {
    let forms = (0..10).map(|at| {
        let next = format!("{FORM}/Resources<</XObject<</X {} 0 R>>>>", at + 6);
        if at < 9 { stream(&next, &b"/X Do ".repeat(10)) } else { stream(FORM, b"0 0 5 5 re f") }
    });
    one_page(stream("", b"/X Do"), "/Resources<</XObject<</X 5 0 R>>>>", forms.collect())
}

fn patterns_that_multiply() -> Vec<u8> {
    const PATTERN: &str = "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9";
    let paint = b"/Pattern cs /P scn 0 0 200 100 re f ".to_vec();
    let patterns = (0..10).map(|at| {
        let next = format!("{PATTERN}/Resources<</Pattern<</P {} 0 R>>>>", at + 6);
        let last = stream(&format!("{PATTERN}/Resources<<>>"), b"0 0 5 5 re f");
        if at < 9 { stream(&next, &paint.repeat(10)) } else { last }
    });
    one_page(stream("", &paint), "/Resources<</Pattern<</P 5 0 R>>>>", patterns.collect())
}

fn glyph_of_itself() -> Vec<u8> {
    let font = b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 65/LastChar 65\
        /Widths[9]/Encoding<</Differences[65/a]>>/CharProcs<</a 6 0 R>>/Resources<</Font<</F 5 0 R>>>>>>";
    let glyph = stream("", b"9 0 d0 BT /F 9 Tf (AAAA) Tj ET 0 0 5 5 re f");
    let page = "/Resources<</Font<</F 5 0 R>>>>";
    one_page(stream("", b"BT /F 9 Tf 20 20 Td (AAAA) Tj ET"), page, vec![font.to_vec(), glyph])
}

/// A workbook of one sheet with one cell, whose shared texts are as given.
fn workbook(texts: &mut dyn Read) -> Vec<u8> {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    const SPACE: &str = "http://schemas.openxmlformats.org";
    let types = format!(
        "<Types xmlns=\"{SPACE}/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" \
         ContentType=\"{KIND}.sheet.main+xml\"/></Types>"
    );
    let relation = |id: u8, kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"r{id}\" Type=\"{SPACE}/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let relations = |inside: String| {
        format!("<Relationships xmlns=\"{SPACE}/package/2006/relationships\">{inside}</Relationships>")
    };
    let sheets = format!(
        "<workbook xmlns=\"{SPACE}/spreadsheetml/2006/main\" xmlns:r=\"{SPACE}/officeDocument/2006/relationships\">\
         <sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let sheet = format!(
        "<worksheet xmlns=\"{SPACE}/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>\
         </row></sheetData></worksheet>"
    );
    let parts = relation(1, "worksheet", "worksheets/sheet1.xml") + &relation(2, "sharedStrings", "sharedStrings.xml");
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().large_file(true).compression_level(Some(1));
    for (name, content) in [
        ("[Content_Types].xml", types),
        ("_rels/.rels", relations(relation(1, "officeDocument", "xl/workbook.xml"))),
        ("xl/_rels/workbook.xml.rels", relations(parts)),
        ("xl/workbook.xml", sheets),
        ("xl/worksheets/sheet1.xml", sheet),
    ] {
        archive.start_file(name, options).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.start_file("xl/sharedStrings.xml", options).unwrap();
    let (head, foot) = (format!("<sst xmlns=\"{SPACE}/spreadsheetml/2006/main\"><si><t>"), "</t></si></sst>");
    std::io::copy(&mut head.as_bytes().chain(texts).chain(foot.as_bytes()), &mut archive).unwrap();
    archive.finish().unwrap().into_inner()
}

/// The workbook with a size of 1,000 bytes stated for its shared texts in the archive's directory.
fn lying(mut file: Vec<u8>) -> Vec<u8> {
    let entry = file.windows(4).rposition(|window| window == b"PK\x01\x02").expect("a directory");
    file[entry + 24..entry + 28].copy_from_slice(&1000u32.to_le_bytes());
    file
}

fn laughs() -> Vec<u8> {
    let mut text = "</t></si></sst><!DOCTYPE sst [<!ENTITY l0 \"ha\">".to_owned();
    for level in 1..10 {
        let inner = format!("&l{};", level - 1).repeat(10);
        text.push_str(&format!("<!ENTITY l{level} \"{inner}\">"));
    }
    text.push_str("]><sst><si><t>&l9;");
    text.into_bytes()
}

fn picture(format: image::ImageFormat) -> Vec<u8> {
    let pixels = image::RgbImage::from_fn(120, 90, |x, y| image::Rgb([(x * y) as u8, x as u8, y as u8]));
    let mut file = Vec::new();
    pixels.write_to(&mut Cursor::new(&mut file), format).unwrap();
    file
}

fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(kind);
    sum.update(content);
    [&(content.len() as u32).to_be_bytes()[..], kind, content, &sum.sum().to_be_bytes()].concat()
}

/// A PNG of grey pixels that states a size and holds the given rows.
fn png(width: u32, height: u32, rows: &[u8]) -> Vec<u8> {
    png_with(width, height, rows, Vec::new())
}

fn png_with(width: u32, height: u32, mut rows: &[u8], more: Vec<u8>) -> Vec<u8> {
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let chunks = [chunk(b"IHDR", &head), more, chunk(b"IDAT", &deflated(&mut rows)), chunk(b"IEND", b"")];
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat()].concat()
}

fn profile_bomb() -> Vec<u8> {
    let profile = [b"name\0\0".to_vec(), deflated(&mut repeat(0).take(2 << 30))].concat();
    png_with(2, 2, &[0; 6], chunk(b"iCCP", &profile))
}

/// A JPEG that states another size than it has.
fn resized(width: u16, height: u16) -> Vec<u8> {
    let mut file = picture(image::ImageFormat::Jpeg);
    let frame = file.windows(2).position(|window| window == b"\xFF\xC0").expect("a frame header");
    file[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    file[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    file
}

fn nested_messages(depth: usize) -> Vec<u8> {
    "From: a@b.c\r\nSubject: nested\r\nContent-Type: message/rfc822\r\n\r\n".repeat(depth).into_bytes()
}

fn nested_parts(depth: usize) -> Vec<u8> {
    let mut file = "From: a@b.c\r\nMIME-Version: 1.0\r\n".to_owned();
    for at in 0..depth {
        file.push_str(&format!("Content-Type: multipart/mixed; boundary=b{at}\r\n\r\n--b{at}\r\n"));
    }
    file.push_str("\r\nthe end\r\n");
    file.into_bytes()
}

fn many_entries() -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for at in 0..70_000 {
        archive.start_file(format!("{at}"), options).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn names_that_lead_out() -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["../../etc/passwd", "/etc/passwd", "C:\\Windows\\x", "a\u{202e}fdp.exe", &"long/".repeat(9000)] {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
