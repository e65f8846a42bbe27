//! Faithfulness: PDFs made by other people's programs (`scripts/foreign-pdfs`), each page as we show it against
//! the same page drawn by poppler.
//!
//! Both are drawn at 288 pixels an inch, reduced to 144 and compared there; then once more in blocks of 18 to the
//! inch, where it no longer counts how a program smooths an edge. The first difference is stated in parts of full
//! scale, the second in parts of what stands on the page (its mean distance from white paper), so that a page that
//! lost an eighth of its ink fails although most of it is white.

mod support;

use image::{DynamicImage, RgbImage, imageops};
use model::exhibit::{FileType, NotShown, Page, Picture, ShowLimits, Shown, Word};
use std::path::{Path, PathBuf};
use std::process::Command;
use support::reader;

/// Mean absolute difference of a page, at most, in parts of full scale.
const PAGE_LIMIT: f64 = 0.03;
/// Mean absolute difference of its blocks, at most, in parts of the ink on the page.
const INK_LIMIT: f64 = 0.12;
/// Ink of a page that is nearly white, in parts of full scale: a few hairlines, which programs draw in widths of
/// their own, say nothing in parts of themselves.
const LEAST_INK: f64 = 0.004;
/// Pixels an inch at which pages are drawn.
const DPI: u32 = 288;
/// Pixels of a side that become one for the first comparison, and for the second.
const REDUCED: u32 = 2;
const BLOCK: u32 = 16;
/// Producers that must be among the files, by the beginnings of their names.
const PRODUCERS: &[&str] = &[
    "cairo",
    "fop",
    "ghostscript",
    "groff",
    "img2pdf",
    "jbig2",
    "libreoffice",
    "pdftex",
    "qpdf-locked",
    "qpdf-rotated",
    "tiff2pdf",
];

#[test]
fn pages_look_as_another_program_draws_them() {
    let folder = tempfile::tempdir().unwrap();
    let files = made_in(folder.path());
    let mut wrong = Vec::new();
    let mut compared = 0;
    for file in &files {
        if stem(file) == "qpdf-locked" {
            assert_eq!(read(file), Err(NotShown::Locked));
            continue;
        }
        let (shown, total) = shown(file);
        let stated = stated(file);
        assert_eq!((shown.len(), total as usize), (stated.len(), stated.len()), "{}", stem(file));
        for (at, (page, (width, height))) in shown.iter().zip(&stated).enumerate() {
            let name = format!("{} page {}", stem(file), at + 1);
            if (page.width_pt - width).abs() > 0.02 || (page.height_pt - height).abs() > 0.02 {
                wrong.push(format!("{name}: {} by {} instead of {width} by {height}", page.width_pt, page.height_pt));
                continue;
            }
            let (theirs, ours) = (drawn_by_poppler(file, at + 1, folder.path()), drawn(page));
            let (difference, ink) = compare(&theirs, &ours);
            println!("{name}: {:.2} % of full scale, {:.1} % of the ink", difference * 100.0, ink * 100.0);
            if difference > PAGE_LIMIT || ink > INK_LIMIT {
                wrong.push(format!("{name}: differs by {difference:.4} and {ink:.3}"));
            }
            if page.undrawn > 0 || page.has_text != has_text(file, at + 1) {
                wrong.push(format!("{name}: {} undrawn, text {}", page.undrawn, page.has_text));
            }
            compared += 1;
        }
    }
    let difference = cmyk_photograph(folder.path());
    println!("CMYK photograph: {:.2} % of full scale", difference * 100.0);
    if difference > PAGE_LIMIT {
        wrong.push(format!("CMYK photograph: differs by {difference:.4}"));
    }
    println!("{} files, {compared} pages", files.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared >= 25, "only {compared} pages");
}

/// Points by which a word's box may differ from that of poppler, and parts of the words that may be parted in another way or
/// be higher: letters set far apart, signs of formulas, large letters of a font that states two heights.
const BOX_LIMIT: f32 = 2.0;
const PARTED: f64 = 0.03;

#[test]
fn words_stand_where_another_program_finds_them() {
    let folder = tempfile::tempdir().unwrap();
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for file in made_in(folder.path()).iter().filter(|file| stem(file) != "qpdf-locked") {
        let (mut all, mut parted) = (0, Vec::new());
        for (at, page) in shown(file).0.iter().enumerate() {
            let mut ours: Vec<&Word> = page.words.iter().collect();
            for (text, bounds) in found_by_poppler(file, at + 1) {
                all += 1;
                let off = |word: &Word| {
                    let sides = [word.x, word.y, word.x + word.width, word.y + word.height];
                    sides.iter().zip(bounds).map(|(own, side)| (own - side).abs()).fold(0.0, f32::max)
                };
                let same = |word: &&Word| word.text == text && off(word) <= BOX_LIMIT;
                match ours.iter().position(same) {
                    Some(place) => {
                        ours.swap_remove(place);
                    }
                    None => parted.push(text),
                }
            }
        }
        println!("{}: {all} words, not found so: {parted:?}", stem(file));
        compared += all;
        if parted.len() as f64 > PARTED * f64::from(all) {
            wrong.push(format!("{}: {} of {all} words aren't found so: {parted:?}", stem(file), parted.len()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 3_000, "only {compared} words");
}

/// The words of a page with their left, top, right and lower sides, as displayed.
fn found_by_poppler(file: &Path, page: usize) -> Vec<(String, [f32; 4])> {
    let page = page.to_string();
    let done =
        Command::new("pdftotext").args(["-bbox", "-cropbox", "-f", &page, "-l", &page]).arg(file).arg("-").output();
    let found = String::from_utf8(done.expect("pdftotext starts").stdout).unwrap();
    let number = |line: &str, name: &str| -> f32 {
        line.split_once(&format!("{name}=\"")).unwrap().1.split_once('"').unwrap().0.parse().unwrap()
    };
    let plain = |text: &str| {
        let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        text.replace('\u{FB01}', "fi").replace('\u{FB02}', "fl").replace('\u{FB00}', "ff").replace('\u{AD}', "-")
    };
    let word = |line: &str| {
        let text = line.split_once('>').unwrap().1.rsplit_once("</word>").unwrap().0;
        (plain(text), ["xMin", "yMin", "xMax", "yMax"].map(|name| number(line, name)))
    };
    found.lines().map(str::trim).filter(|line| line.starts_with("<word ")).map(word).collect()
}

#[test]
fn a_page_that_lost_something_would_be_seen() {
    let white = RgbImage::from_pixel(800, 800, image::Rgb([255; 3]));
    let mut text = white.clone();
    for line in 0..20 {
        imageops::replace(&mut text, &RgbImage::new(600, 6), 100, 40 + 36 * line);
    }
    let mut lost = text.clone();
    imageops::replace(&mut lost, &RgbImage::from_pixel(600, 100, image::Rgb([255; 3])), 100, 30);
    let shifted = imageops::crop_imm(&text, 0, 12, 800, 788).to_image();
    let mut moved = white.clone();
    imageops::replace(&mut moved, &shifted, 0, 0);
    for worse in [white, lost, moved] {
        let (difference, ink) = compare(&text, &worse);
        assert!(difference > PAGE_LIMIT || ink > INK_LIMIT, "{difference} {ink}");
    }
    assert_eq!(compare(&text, &text), (0.0, 0.0));
}

/// Has the files made; fails, rather than pass by, where the programs aren't there.
fn made_in(folder: &Path) -> Vec<PathBuf> {
    let script = Path::new("../../../scripts/foreign-pdfs");
    let done = Command::new(script).arg(folder).output().expect("scripts/foreign-pdfs starts");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "pdf")).collect();
    files.sort();
    for producer in PRODUCERS {
        assert!(files.iter().any(|file| stem(file).starts_with(producer)), "nothing by {producer}");
    }
    files
}

/// A JPEG of four colours, read as a picture, against the page of the PDF that shows it. Poppler goes by the colour
/// profile in it and we don't, so that only the whole is compared: its blues differ in parts of its ink.
fn cmyk_photograph(folder: &Path) -> f64 {
    let bytes = std::fs::read(folder.join("img2pdf-scan-cmyk-jpeg.jpg")).unwrap();
    let kind = document::detect(&bytes, "scan.jpg");
    let shown = reader().read(kind, "scan.jpg", &mut &bytes[..], bytes.len() as u64, &ShowLimits::default()).unwrap();
    let Ok(Shown::Pages { pages, .. }) = shown else { panic!("{shown:?}") };
    compare(&drawn_by_poppler(&folder.join("img2pdf-scan-cmyk-jpeg.pdf"), 1, folder), &drawn(&pages[0])).0
}

fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn read(file: &Path) -> Result<Shown, NotShown> {
    let bytes = std::fs::read(file).unwrap();
    assert_eq!(document::detect(&bytes, "x"), FileType::Pdf);
    reader().read(FileType::Pdf, "x", &mut &bytes[..], bytes.len() as u64, &ShowLimits::default()).unwrap()
}

fn shown(file: &Path) -> (Vec<Page>, u32) {
    match read(file) {
        Ok(Shown::Pages { pages, total_pages }) => (pages, total_pages),
        other => panic!("{}: {other:?}", stem(file)),
    }
}

fn output(program: &str, arguments: &[&str], file: &Path) -> String {
    let done = Command::new(program).args(arguments).arg(file).output();
    let done = done.unwrap_or_else(|error| panic!("{program}: {error}; scripts/setup test installs it"));
    assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// Width and height of each page as `pdfinfo` states them, turned as displayed.
fn stated(file: &Path) -> Vec<(f32, f32)> {
    let info = output("pdfinfo", &["-l", "999", "-box"], file);
    let numbers = |line: &str| -> Vec<f32> { line.split_whitespace().filter_map(|word| word.parse().ok()).collect() };
    let lines = |what: &str| -> Vec<Vec<f32>> {
        let lines = info.lines().filter(|line| line.starts_with("Page ") && line.contains(what));
        lines.map(|line| numbers(&line["Page ".len()..])).collect()
    };
    let (turns, crops) = (lines(" rot:"), lines(" CropBox:"));
    let size = |(turn, crop): (&Vec<f32>, &Vec<f32>)| {
        let (width, height) = (crop[3] - crop[1], crop[4] - crop[2]);
        if turn[1] % 180.0 == 0.0 { (width, height) } else { (height, width) }
    };
    turns.iter().zip(&crops).map(size).collect()
}

fn has_text(file: &Path, page: usize) -> bool {
    let done =
        Command::new("pdftotext").args(["-f", &page.to_string(), "-l", &page.to_string()]).arg(file).arg("-").output();
    !String::from_utf8_lossy(&done.expect("pdftotext starts").stdout).trim().is_empty()
}

fn drawn_by_poppler(file: &Path, page: usize, folder: &Path) -> RgbImage {
    let target = folder.join("page");
    let (dpi, page) = (DPI.to_string(), page.to_string());
    let done = Command::new("pdftoppm")
        .args(["-cropbox", "-png", "-singlefile", "-r", &dpi, "-f", &page, "-l", &page])
        .args([file, &target])
        .output()
        .expect("pdftoppm starts");
    assert!(done.status.success(), "pdftoppm: {}", String::from_utf8_lossy(&done.stderr));
    image::open(target.with_extension("png")).unwrap().into_rgb8()
}

/// Our picture of a page, drawn by resvg where it is a vector picture.
fn drawn(page: &Page) -> RgbImage {
    let scale = DPI as f32 / 72.0;
    let (width, height) = ((page.width_pt * scale).ceil() as u32, (page.height_pt * scale).ceil() as u32);
    match &page.picture {
        Picture::Svg(svg) => {
            let tree = resvg::usvg::Tree::from_str(svg, &resvg::usvg::Options::default()).unwrap();
            let mut pixels = resvg::tiny_skia::Pixmap::new(width, height).unwrap();
            pixels.fill(resvg::tiny_skia::Color::WHITE);
            resvg::render(&tree, resvg::tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
            let rgba = image::RgbaImage::from_raw(width, height, pixels.take()).unwrap();
            DynamicImage::ImageRgba8(rgba).into_rgb8()
        }
        Picture::Png { bytes, .. } | Picture::Jpeg { bytes, .. } => {
            let pixels = image::load_from_memory(bytes).unwrap();
            pixels.resize_exact(width, height, imageops::FilterType::Triangle).into_rgb8()
        }
    }
}

/// The mean absolute difference of two pictures in parts of full scale, and that of their blocks in parts of the
/// ink of the first.
fn compare(theirs: &RgbImage, ours: &RgbImage) -> (f64, f64) {
    let sides = |one: u32, other: u32| one.abs_diff(other) <= 1;
    assert!(sides(theirs.width(), ours.width()) && sides(theirs.height(), ours.height()), "sizes differ");
    let (width, height) = (theirs.width().min(ours.width()), theirs.height().min(ours.height()));
    let same = |picture: &RgbImage| imageops::crop_imm(picture, 0, 0, width, height).to_image();
    let (theirs, ours) = (same(theirs), same(ours));
    let by = |picture: &RgbImage, side: u32| imageops::thumbnail(picture, width.div_ceil(side), height.div_ceil(side));
    let difference = |side: u32| mean_difference(&by(&theirs, side), &by(&ours, side));
    let paper = RgbImage::from_pixel(width, height, image::Rgb([255; 3]));
    let ink = mean_difference(&theirs, &paper);
    (difference(REDUCED), difference(BLOCK) / ink.max(LEAST_INK))
}

fn mean_difference(one: &RgbImage, other: &RgbImage) -> f64 {
    let sum: u64 = one.as_raw().iter().zip(other.as_raw()).map(|(one, other)| u64::from(one.abs_diff(*other))).sum();
    sum as f64 / one.as_raw().len() as f64 / 255.0
}
