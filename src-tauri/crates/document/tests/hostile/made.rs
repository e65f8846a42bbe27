//! The files of the corpus as they are made: loops, bombs, sizes and names that lie.
#![allow(dead_code)]

use std::io::{Cursor, Read, Write, repeat};

use zip::write::SimpleFileOptions;

use super::files::*;

pub fn halved(mut file: Vec<u8>) -> Vec<u8> {
    file.truncate(file.len() / 2);
    file
}

pub fn replaced(file: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
    let at = file.windows(from.len()).position(|window| window == from.as_bytes()).expect("the text is there");
    [&file[..at], to.as_bytes(), &file[at + from.len()..]].concat()
}

pub fn nested(open: &str, close: &str, depth: usize) -> Vec<u8> {
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

pub fn content_bomb(size: u64) -> Vec<u8> {
    one_page(stream("/Filter/FlateDecode", &deflated(&mut repeat(b' ').take(size))), "", vec![])
}

pub fn image_bomb() -> Vec<u8> {
    let head = "/Type/XObject/Subtype/Image/Width 32000/Height 32000/ColorSpace/DeviceRGB/BitsPerComponent 8\
        /Filter/FlateDecode";
    let image = stream(head, &deflated(&mut repeat(7).take(32_000 * 32_000 * 3)));
    one_page(stream("", b"200 0 0 100 0 0 cm /I Do"), "/Resources<</XObject<</I 5 0 R>>>>", vec![image])
}

pub fn page_tree_loop() -> Vec<u8> {
    pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>".to_vec(),
        b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R 4 0 R]/Count 2>>".to_vec(),
        b"<</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]>>".to_vec(),
    ])
}

pub fn page_tree_of_itself() -> Vec<u8> {
    pdf(&[b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>".to_vec()])
}

pub fn without_pages() -> Vec<u8> {
    pdf(&[b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), b"<</Type/Pages/Kids[]/Count 0>>".to_vec()])
}

pub fn xref_loop() -> Vec<u8> {
    let whole = text_page("Round and round", "");
    let at = whole.windows(5).rposition(|window| window == b"xref\n").expect("a table");
    // The last `xref` is that of `startxref`.
    let table = whole[..at].windows(5).rposition(|window| window == b"xref\n").expect("a table");
    replaced(whole, "/Root 1 0 R", &format!("/Root 1 0 R/Prev {table}"))
}

pub fn locked() -> Vec<u8> {
    let check = "41".repeat(32);
    let encrypt = format!("/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{check}>/U<{check}>>>/ID[<00><00>]");
    let objects = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>".to_vec(),
    ];
    pdf_with_trailer(&objects, &encrypt)
}

pub const FORM: &str = "/Type/XObject/Subtype/Form/BBox[0 0 200 100]";

pub fn form_of_itself() -> Vec<u8> {
    let form = stream(&format!("{FORM}/Resources<</XObject<</X 5 0 R>>>>"), b"/X Do /X Do");
    one_page(stream("", b"/X Do"), "/Resources<</XObject<</X 5 0 R>>>>", vec![form])
}

pub fn forms_that_multiply() -> Vec<u8> {
    let forms = (0..10).map(|at| {
        let next = format!("{FORM}/Resources<</XObject<</X {} 0 R>>>>", at + 6);
        if at < 9 { stream(&next, &b"/X Do ".repeat(10)) } else { stream(FORM, b"0 0 5 5 re f") }
    });
    one_page(stream("", b"/X Do"), "/Resources<</XObject<</X 5 0 R>>>>", forms.collect())
}

pub fn patterns_that_multiply() -> Vec<u8> {
    const PATTERN: &str = "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9";
    let paint = b"/Pattern cs /P scn 0 0 200 100 re f ".to_vec();
    let patterns = (0..10).map(|at| {
        let next = format!("{PATTERN}/Resources<</Pattern<</P {} 0 R>>>>", at + 6);
        let last = stream(&format!("{PATTERN}/Resources<<>>"), b"0 0 5 5 re f");
        if at < 9 { stream(&next, &paint.repeat(10)) } else { last }
    });
    one_page(stream("", &paint), "/Resources<</Pattern<</P 5 0 R>>>>", patterns.collect())
}

pub fn glyph_of_itself() -> Vec<u8> {
    let font = b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 65/LastChar 65\
        /Widths[9]/Encoding<</Differences[65/a]>>/CharProcs<</a 6 0 R>>/Resources<</Font<</F 5 0 R>>>>>>";
    let glyph = stream("", b"9 0 d0 BT /F 9 Tf (AAAA) Tj ET 0 0 5 5 re f");
    let page = "/Resources<</Font<</F 5 0 R>>>>";
    one_page(stream("", b"BT /F 9 Tf 20 20 Td (AAAA) Tj ET"), page, vec![font.to_vec(), glyph])
}

/// A workbook of one sheet with one cell, whose shared texts are as given.
pub fn workbook(texts: &mut dyn Read) -> Vec<u8> {
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
pub fn lying(mut file: Vec<u8>) -> Vec<u8> {
    let entry = file.windows(4).rposition(|window| window == b"PK\x01\x02").expect("a directory");
    file[entry + 24..entry + 28].copy_from_slice(&1000u32.to_le_bytes());
    file
}

pub fn laughs() -> Vec<u8> {
    let mut text = "</t></si></sst><!DOCTYPE sst [<!ENTITY l0 \"ha\">".to_owned();
    for level in 1..10 {
        let inner = format!("&l{};", level - 1).repeat(10);
        text.push_str(&format!("<!ENTITY l{level} \"{inner}\">"));
    }
    text.push_str("]><sst><si><t>&l9;");
    text.into_bytes()
}

pub fn picture(format: image::ImageFormat) -> Vec<u8> {
    let pixels = image::RgbImage::from_fn(120, 90, |x, y| image::Rgb([(x * y) as u8, x as u8, y as u8]));
    let mut file = Vec::new();
    pixels.write_to(&mut Cursor::new(&mut file), format).unwrap();
    file
}

pub fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(kind);
    sum.update(content);
    [&(content.len() as u32).to_be_bytes()[..], kind, content, &sum.sum().to_be_bytes()].concat()
}

/// A PNG of grey pixels that states a size and holds the given rows.
pub fn png(width: u32, height: u32, rows: &mut dyn Read) -> Vec<u8> {
    png_with(width, height, rows, Vec::new())
}

pub fn png_with(width: u32, height: u32, rows: &mut dyn Read, more: Vec<u8>) -> Vec<u8> {
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let chunks = [chunk(b"IHDR", &head), more, chunk(b"IDAT", &deflated(rows)), chunk(b"IEND", b"")];
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat()].concat()
}

pub fn profile_bomb() -> Vec<u8> {
    let profile = [b"name\0\0".to_vec(), deflated(&mut repeat(0).take(2 << 30))].concat();
    png_with(2, 2, &mut &[0; 6][..], chunk(b"iCCP", &profile))
}

/// A JPEG that states another size than it has.
pub fn resized(width: u16, height: u16) -> Vec<u8> {
    let mut file = picture(image::ImageFormat::Jpeg);
    let frame = file.windows(2).position(|window| window == b"\xFF\xC0").expect("a frame header");
    file[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    file[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    file
}

pub fn nested_messages(depth: usize) -> Vec<u8> {
    "From: a@b.c\r\nSubject: nested\r\nContent-Type: message/rfc822\r\n\r\n".repeat(depth).into_bytes()
}

pub fn nested_parts(depth: usize) -> Vec<u8> {
    let mut file = "From: a@b.c\r\nMIME-Version: 1.0\r\n".to_owned();
    for at in 0..depth {
        file.push_str(&format!("Content-Type: multipart/mixed; boundary=b{at}\r\n\r\n--b{at}\r\n"));
    }
    file.push_str("\r\nthe end\r\n");
    file.into_bytes()
}

pub fn many_entries() -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for at in 0..70_000 {
        archive.start_file(format!("{at}"), options).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

pub fn names_that_lead_out() -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["../../etc/passwd", "/etc/passwd", "C:\\Windows\\x", "a\u{202e}fdp.exe", &"long/".repeat(9000)] {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
