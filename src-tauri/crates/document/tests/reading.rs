//! The ordinary kinds of documents, each through a real child process.

mod support;

use document::{Error, Reader};
use model::exhibit::{FileType, NotShown, Picture, ShowLimits, Shown};
use std::io::{self, Cursor, Read};
use std::time::Duration;
use support::*;

#[test]
fn a_pdf_page_is_a_vector_picture_of_its_size() {
    let shown = read("report.pdf", &text_page("Hello", ""));
    let Ok(Shown::Pages { total_pages: 1, .. }) = shown else { panic!("{shown:?}") };
    let page = &pages(shown)[0];
    assert_eq!((page.width_pt, page.height_pt), (200.0, 100.0));
    assert!(page.has_text);
    assert_eq!(page.undrawn, 0);
    let Picture::Svg(svg) = &page.picture else { panic!("no vector picture") };
    assert!(svg.contains("<use") && !svg.contains("<text"), "{svg}");
}

#[test]
fn rotation_crop_and_unit_are_honoured() {
    let size = |page: &str| {
        let page = pages(read("x.pdf", &text_page("Hello", page))).remove(0);
        (page.width_pt, page.height_pt)
    };
    assert_eq!(size("/Rotate 90"), (100.0, 200.0));
    assert_eq!(size("/Rotate 180"), (200.0, 100.0));
    assert_eq!(size("/CropBox[10 10 110 60]"), (100.0, 50.0));
    assert_eq!(size("/CropBox[10 10 110 60]/Rotate 270"), (50.0, 100.0));
    assert_eq!(size("/UserUnit 2"), (400.0, 200.0));
}

#[test]
fn a_page_without_text_says_so() {
    let drawing = pages(read("x.pdf", &one_page(stream("", b"0 0 50 50 re f"), "", vec![])));
    assert!(!drawing[0].has_text);
    assert!(!pages(read("x.pdf", &text_page("   ", "")))[0].has_text);
    let recognised = stream("", b"BT 3 Tr /F 18 Tf 20 40 Td (scanned) Tj ET");
    assert!(pages(read("x.pdf", &one_page(recognised, FONT, vec![])))[0].has_text);
}

#[test]
fn what_could_not_be_drawn_is_counted() {
    let image = "/Type/XObject/Subtype/Image/Width 9/Height 9/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode";
    let page = "/Resources<</XObject<</I 5 0 R>>>>";
    let broken = one_page(stream("", b"q 50 0 0 50 0 0 cm /I Do Q"), page, vec![stream(image, b"no JPEG")]);
    assert_eq!(pages(read("x.pdf", &broken))[0].undrawn, 1);
}

#[test]
fn pages_beyond_the_limit_are_counted() {
    let kids: Vec<String> = (0..5).map(|at| format!("{} 0 R", at + 3)).collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Count 5/MediaBox[0 0 50 50]/Kids[{}]>>", kids.join(" ")).into_bytes(),
    ];
    objects.extend((0..5).map(|_| b"<</Type/Page/Parent 2 0 R>>".to_vec()));
    let file = pdf(&objects);
    let limits = ShowLimits { pages: 2, ..ShowLimits::default() };
    let shown = reader().read(FileType::Pdf, "x.pdf", &mut &file[..], file.len() as u64, &limits).unwrap();
    let Ok(Shown::Pages { pages, total_pages: 5 }) = shown else { panic!("{shown:?}") };
    assert_eq!(pages.len(), 2);
}

#[test]
fn a_document_with_pages_missing_is_damaged() {
    let whole = text_page("Hello", "");
    assert!(matches!(read("x.pdf", &whole[..whole.len() - 40]), Err(NotShown::Damaged(_))));
    let claims = String::from_utf8(whole).unwrap().replace("/Count 1", "/Count 3");
    let Err(NotShown::Damaged(reason)) = read("x.pdf", claims.as_bytes()) else { panic!("shown") };
    assert_eq!(reason, "of its 3 pages only 1 can be found");
}

#[test]
fn a_page_too_intricate_for_a_vector_picture_is_drawn_as_pixels() {
    let mut content = String::new();
    for at in 0..150_000 {
        content.push_str(&format!("{} {} m {} {} l S\n", at % 200, at % 97, at % 199, at % 89));
    }
    let page = pages(read("x.pdf", &one_page(stream("", content.as_bytes()), "", vec![]))).remove(0);
    assert_eq!((page.width_pt, page.height_pt), (200.0, 100.0));
    let (Picture::Png { width, height, .. } | Picture::Jpeg { width, height, .. }) = page.picture else {
        panic!("a vector picture")
    };
    assert_eq!((width, height), (555, 277));
}

#[test]
fn the_same_file_gives_the_same_result() {
    let file = text_page("Twice the same", "");
    assert_eq!(read("x.pdf", &file), read("x.pdf", &file));
}

#[test]
fn pictures_are_encoded_anew() {
    let picture = image::RgbaImage::from_fn(90, 30, |x, _| image::Rgba([x as u8, 0, 0, 128]));
    let mut file = Vec::new();
    picture.write_to(&mut Cursor::new(&mut file), image::ImageFormat::Png).unwrap();
    let page = pages(read("screen.png", &file)).remove(0);
    assert_eq!((page.width_pt, page.height_pt, page.has_text), (67.5, 22.5, false));
    let Picture::Png { bytes, width: 90, height: 30 } = page.picture else { panic!("{:?}", page.picture) };
    assert!(!image::load_from_memory(&bytes).unwrap().color().has_alpha());
}

#[test]
fn tables_lines_and_lists() {
    let table = tables(read("users.csv", b"name;role\nann;admin\nbob\n")).remove(0);
    assert_eq!((table.header.len(), table.rows.len(), table.total_rows), (2, 2, 2));
    let text = lines(read("app.log", b"one\r\ntwo\r\n"));
    assert_eq!((text.lines, text.total_lines), (vec!["one".into(), "two".into()], 2));
    let json = format!("{{\"list\":[{}1]}}", "1,".repeat(100));
    assert!(lines(read("x.json", json.as_bytes())).indented);
    let mail = lines(read("m.eml", b"From: a@b.c\r\nSubject: Hello\r\n\r\nBody\r\n"));
    assert_eq!(mail.lines, ["From: a@b.c", "Subject: Hello", "", "Body"]);
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().write(0, 0, "head").unwrap();
    workbook.add_worksheet().write(0, 0, "head").unwrap();
    assert_eq!(tables(read("x.xlsx", &workbook.save_to_buffer().unwrap())).len(), 2);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("a.txt", zip::write::SimpleFileOptions::default()).unwrap();
    let archive = archive.finish().unwrap().into_inner();
    assert_eq!(tables(read("x.zip", &archive))[0].rows[0][0], "a.txt");
    assert_eq!(read("x.bin", b"\x7fELF\0\0\0"), Err(NotShown::NoPages));
}

#[test]
fn a_table_of_many_megabytes_is_counted_to_its_end() {
    let row = "2025-03-01T00:00:00Z,ann,read,\"/orders/17, again\"\n";
    let count = (120 << 20) / row.len() as u64;
    let size = 8 + count * row.len() as u64;
    let mut file = Repeated { head: b"a,b,c,d\n", text: row.as_bytes(), at: 0 }.take(size);
    let shown = reader().read(FileType::Csv, "x.csv", &mut file, size, &ShowLimits::default()).unwrap();
    let table = tables(shown).remove(0);
    assert_eq!((table.total_rows, table.total_columns, table.rows.len()), (count, 4, 120));
}

/// A text over and over.
struct Repeated {
    head: &'static [u8],
    text: &'static [u8],
    at: usize,
}

impl Read for Repeated {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut written = 0;
        while written < buffer.len() {
            let from = match self.at.checked_sub(self.head.len()) {
                None => &self.head[self.at..],
                Some(after) => &self.text[after % self.text.len()..],
            };
            let count = from.len().min(buffer.len() - written);
            buffer[written..written + count].copy_from_slice(&from[..count]);
            self.at += count;
            written += count;
        }
        Ok(written)
    }
}

#[test]
fn failures_of_our_own_are_errors() {
    let limits = ShowLimits::default();
    let read = |reader: &Reader, original: &mut dyn Read, size| {
        reader.read(FileType::Text, "x.txt", original, size, &limits).map(|shown| shown.is_ok())
    };
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("gone"))
        }
    }
    assert!(matches!(read(&reader(), &mut Broken, 5), Err(Error::Original(_))));
    assert!(matches!(read(&reader(), &mut &b"abc"[..], 5), Err(Error::Length { stated: 5, found: 3 })));
    assert!(matches!(read(&reader(), &mut &b"abcdef"[..], 5), Err(Error::Length { stated: 5, .. })));
    assert!(matches!(read(&Reader::new("/nothing/here"), &mut &b"abcde"[..], 5), Err(Error::Start(_))));
    assert!(matches!(read(&Reader::new("/bin/true"), &mut &b"abcde"[..], 5), Err(Error::Silent)));
}

#[test]
fn time_and_memory_end() {
    struct Slow;
    impl Read for Slow {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            std::thread::sleep(Duration::from_millis(20));
            buffer[0] = b'x';
            Ok(1)
        }
    }
    let impatient = Reader { time: Duration::from_millis(100), ..reader() };
    let shown = impatient.read(FileType::Text, "x.txt", &mut Slow, 1000, &ShowLimits::default()).unwrap();
    let Err(NotShown::Unsafe(reason)) = shown else { panic!("{shown:?}") };
    assert!(reason.contains("too long"), "{reason}");
    let mut small = reader();
    small.bounds.memory = 4 << 20;
    let file = vec![b'x'; 64 << 20];
    let shown = small.read(FileType::Eml, "x.eml", &mut &file[..], file.len() as u64, &ShowLimits::default()).unwrap();
    let Err(NotShown::Unsafe(reason)) = shown else { panic!("{shown:?}") };
    assert!(reason.contains("memory"), "{reason}");
}
