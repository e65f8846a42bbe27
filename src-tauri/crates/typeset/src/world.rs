//! The closed world that typst sees: the files of one job, the bundled fonts, one date. Never the machine.

use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, Mutex, PoisonError};

use chrono::{DateTime, Datelike, FixedOffset};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use crate::font::FONTS;
use crate::watch::Posted;
use crate::{Error, Job, each, jump, once, unseen, watch};

/// Most names of virtual files in one process: typst numbers them with 16 bits and aborts beyond.
const MAX_NAMES: usize = 60_000;

/// The bytes of a virtual file; cloning shares them.
#[derive(Debug, Clone)]
pub struct Blob(Bytes);

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Bytes::new(bytes))
    }
}

impl From<String> for Blob {
    fn from(text: String) -> Self {
        Self(Bytes::from_string(text))
    }
}

impl From<&'static str> for Blob {
    fn from(text: &'static str) -> Self {
        Self(Bytes::from_string(text))
    }
}

impl AsRef<[u8]> for Blob {
    fn as_ref(&self) -> &[u8] {
        self.0.as_slice()
    }
}

/// The standard library, with row heads of tables allowed (`pdf.header-cell`), and with what is ours.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let mut library = Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build();
    let scope = library.global.scope_mut();
    scope.define_func::<each::each>();
    scope.define_func::<jump::anchor>();
    scope.define_func::<jump::jump>();
    scope.define_func::<once::once>();
    scope.define_func::<unseen::unseen>();
    scope.define_func::<watch::reached>();
    LazyHash::new(library)
});

/// One job as typst asks for it.
pub(crate) struct Closed {
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
    date: DateTime<FixedOffset>,
    _watch: Posted,
}

impl Closed {
    /// Reads the job's templates; all else stays bytes.
    pub(crate) fn new(job: &Job) -> Result<Self, Error> {
        let main = id(&job.main)?;
        let mut sources = HashMap::new();
        let mut files = HashMap::new();
        for (path, blob) in &job.files {
            let file = id(path)?;
            if path.ends_with(".typ") {
                let text = std::str::from_utf8(blob.as_ref()).map_err(|_| Error::Path { path: path.clone() })?;
                sources.insert(file, Source::new(file, text.to_owned()));
            }
            files.insert(file, blob.0.clone());
        }
        let watch = Posted::new(job.watch.clone());
        files.extend([watch.file()]);
        Ok(Self { main, sources, files, date: job.at, _watch: watch })
    }
}

/// The number of a virtual path, refused before typst would abort for want of numbers.
fn id(path: &str) -> Result<FileId, Error> {
    static NAMES: LazyLock<Mutex<HashSet<String>>> = LazyLock::new(Mutex::default);
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if !names.contains(path) {
        if names.len() >= MAX_NAMES {
            return Err(Error::Names { limit: MAX_NAMES });
        }
        names.insert(path.to_owned());
    }
    let virtual_path = VirtualPath::new(path).map_err(|_| Error::Path { path: path.to_owned() })?;
    Ok(RootedPath::new(VirtualRoot::Project, virtual_path).intern())
}

/// What a template gets for a file that the job doesn't hold.
fn absent(file: FileId) -> FileError {
    FileError::NotFound(file.vpath().get_with_slash().into())
}

impl World for Closed {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, file: FileId) -> FileResult<Source> {
        self.sources.get(&file).cloned().ok_or_else(|| absent(file))
    }

    fn file(&self, file: FileId) -> FileResult<Bytes> {
        self.files.get(&file).cloned().ok_or_else(|| absent(file))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        let (month, day) = (u8::try_from(self.date.month()).ok()?, u8::try_from(self.date.day()).ok()?);
        Datetime::from_ymd(self.date.year(), month, day)
    }
}
