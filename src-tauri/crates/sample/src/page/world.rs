//! The closed world that typst sees: one template, the house style, its data, the fonts. Opens no file.

use std::sync::LazyLock;

use chrono::{DateTime, Datelike, FixedOffset, Timelike};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::Paper;

/// The styles of Harbour & Pine's papers and of screens, which templates import.
const STYLES: [(&str, &str); 2] =
    [("house.typ", include_str!("../../document/house.typ")), ("screen.typ", include_str!("../../screen/screen.typ"))];

/// Names under which a template reads the pictures that it is given.
const PICTURES: [&str; 3] = ["picture-1.jpg", "picture-2.jpg", "picture-3.jpg"];

/// Fonts of this crate, beside those of typst: sans families for consoles and papers, one by hand.
const FONTS: [&[u8]; 9] = [
    include_bytes!("../../font/OpenSans-Regular.ttf"),
    include_bytes!("../../font/OpenSans-Italic.ttf"),
    include_bytes!("../../font/OpenSans-Semibold.ttf"),
    include_bytes!("../../font/OpenSans-Bold.ttf"),
    include_bytes!("../../font/Inter-Regular.otf"),
    include_bytes!("../../font/Inter-Italic.otf"),
    include_bytes!("../../font/Inter-SemiBold.otf"),
    include_bytes!("../../font/ComicNeue-Regular.otf"),
    include_bytes!("../../font/ComicNeue-Bold.otf"),
];

struct Fonts {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

static BOOK: LazyLock<Fonts> = LazyLock::new(|| {
    let fonts: Vec<Font> =
        FONTS.into_iter().chain(typst_assets::fonts()).flat_map(|file| Font::iter(Bytes::new(file))).collect();
    Fonts { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::builder().build()));

/// One paper as typst asks for it.
pub(super) struct Closed {
    main: Source,
    styles: Vec<Source>,
    files: Vec<(FileId, Bytes)>,
    at: DateTime<FixedOffset>,
}

impl Closed {
    pub(super) fn new(paper: &Paper<'_>) -> Self {
        Self {
            main: Source::new(id("main.typ"), paper.template.to_owned()),
            styles: STYLES.into_iter().map(|(name, text)| Source::new(id(name), text.to_owned())).collect(),
            files: std::iter::once((id("data.json"), Bytes::from_string(paper.data.to_string())))
                .chain(
                    PICTURES
                        .into_iter()
                        .zip(&paper.pictures)
                        .map(|(name, bytes)| (id(name), Bytes::new(bytes.clone()))),
                )
                .collect(),
            at: paper.at,
        }
    }

    fn find(&self, file: FileId) -> Option<&Source> {
        std::iter::once(&self.main).chain(&self.styles).find(|source| source.id() == file)
    }
}

/// The number of a virtual file; the names are the handful of this crate.
fn id(name: &'static str) -> FileId {
    let path = VirtualPath::new(name).expect("the names of this crate are plain file names");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// An instant as typst has it; none outside its range.
pub(super) fn datetime(at: DateTime<FixedOffset>) -> Option<Datetime> {
    let part = |number: u32| u8::try_from(number).ok();
    Datetime::from_ymd_hms(
        at.year(),
        part(at.month())?,
        part(at.day())?,
        part(at.hour())?,
        part(at.minute())?,
        part(at.second())?,
    )
}

impl World for Closed {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, file: FileId) -> FileResult<Source> {
        self.find(file).cloned().ok_or_else(|| FileError::NotFound(file.vpath().get_with_slash().into()))
    }

    fn file(&self, file: FileId) -> FileResult<Bytes> {
        let held = self.files.iter().find(|(held, _)| *held == file);
        let source = || self.find(file).map(|source| Bytes::from_string(source.text().to_owned()));
        held.map(|(_, bytes)| bytes.clone())
            .or_else(source)
            .ok_or_else(|| FileError::NotFound(file.vpath().get_with_slash().into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        BOOK.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        datetime(self.at)
    }
}
