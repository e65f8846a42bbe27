//! Evidence items as exhibits: their numbers, the names of their attached files, and what of each file can be shown.
//! Reads no file itself; the originals come through the `Exhibits` trait, and are held no longer than a volume is made.

use model::evidence::{EvidenceFile, EvidenceItem};
use model::exhibit::{FileType, Lines, NotShown, Page, Picture, Shown, Word};
use model::own_pages::OwnPages;
use model::packet::{Asked, Exhibits, Given, PacketForm, PacketOptions, PacketSource};

use crate::{Error, print};

/// An evidence item as it appears in a packet.
pub(crate) struct Exhibit<'a> {
    /// Number in the packet, such as `EX-001`.
    pub(crate) id: String,
    /// The item.
    pub(crate) item: &'a EvidenceItem,
    /// Its files, in order.
    pub(crate) parts: Vec<Part<'a>>,
}

/// One file of an exhibit.
pub(crate) struct Part<'a> {
    /// The file as received, or the twin of a redacted one.
    pub(crate) file: &'a EvidenceFile,
    /// Its name in the packet: flat, the exhibit's id first.
    pub(crate) name: String,
    /// Where the original is.
    pub(crate) place: Place,
    /// What stands on the exhibit's pages for it.
    pub(crate) face: Face,
}

/// Where the original of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Attached to the packet.
    Attached,
    /// Beside the packet, in `originals/`.
    Beside,
    /// In the vault only.
    ListedOnly,
}

impl Place {
    /// Words as printed and as written in the manifest.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Attached => "attached",
            Self::Beside => "beside the packet",
            Self::ListedOnly => "listed only",
        }
    }
}

/// What stands on an exhibit's pages for one file.
pub(crate) enum Face {
    /// Its pages, tables or lines.
    Shown(Shown),
    /// Its own pages, as they are: of a PDF in a binder copy.
    Own(Box<OwnPages>),
    /// A slip sheet with the reason.
    Slip(String),
    /// Something that isn't held just now: it wasn't read yet, or was put away until its volume is made.
    Away(Told),
}

impl From<Given> for Face {
    fn from(given: Given) -> Self {
        match given {
            Given::Shown(shown) => Self::Shown(shown),
            Given::OwnPages(own) => Self::Own(own),
        }
    }
}

impl Face {
    /// Bytes of memory, roughly, that it takes: those of its pictures and texts.
    fn weight(&self) -> u64 {
        let texts = |all: &[String]| all.iter().map(|text| (text.len() + size_of::<String>()) as u64).sum::<u64>();
        match self {
            Self::Shown(Shown::Pages { pages, .. }) => pages.iter().map(page_weight).sum(),
            Self::Shown(Shown::Tables(tables)) => {
                tables.iter().flat_map(|table| &table.rows).map(|row| texts(row)).sum()
            }
            Self::Shown(Shown::Lines(lines)) => texts(&lines.lines),
            Self::Own(own) => own.bytes.len() as u64,
            Self::Slip(_) | Self::Away(_) => 0,
        }
    }
}

fn page_weight(page: &Page) -> u64 {
    let picture = match &page.picture {
        Picture::Svg(text) => text.len(),
        Picture::Png { bytes, .. } | Picture::Jpeg { bytes, .. } => bytes.len(),
    };
    let words: usize = page.words.iter().map(|word| word.text.len() + size_of::<Word>()).sum();
    (picture + words) as u64
}

/// What is told of a file elsewhere than on its own pages, and so outlives its face.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Told {
    cut: Option<String>,
    extent: Option<String>,
    rows: Vec<String>,
    undrawn: u64,
}

/// Numbers the items of a source. Nothing is read yet.
pub(crate) fn plan<'a>(source: &'a PacketSource, options: &PacketOptions) -> Vec<Exhibit<'a>> {
    let exhibit = |item: &'a EvidenceItem| {
        // The number in the vault, so that an exhibit has the same one in every packet.
        let id = format!("EX-{:03}", item.number);
        let several = item.files.len() > 1;
        let part = |(place, file): (usize, &'a EvidenceFile)| {
            let prefix = if several { format!("{id}.{}", place + 1) } else { id.clone() };
            part(item, file, &prefix, options)
        };
        let parts = item.files.iter().enumerate().map(part).collect();
        Exhibit { id, item, parts }
    };
    source.evidence.iter().map(exhibit).collect()
}

fn part<'a>(item: &EvidenceItem, file: &'a EvidenceFile, prefix: &str, options: &PacketOptions) -> Part<'a> {
    let name = format!("{prefix}_{}", plain_name(&file.name));
    let (place, face) = match &item.list_only {
        Some(reason) => (Place::ListedOnly, Face::Slip(reason.clone())),
        None if file.size > options.embed_limit => (Place::Beside, Face::Away(Told::default())),
        None => (Place::Attached, Face::Away(Told::default())),
    };
    Part { file, name, place, face }
}

impl Exhibit<'_> {
    /// Reads what can be shown of it and isn't held.
    pub(crate) fn read(&mut self, exhibits: &dyn Exhibits, options: &PacketOptions) -> Result<(), Error> {
        for part in self.parts.iter_mut().filter(|part| part.is_away()) {
            let given = exhibits.given(part.asked(options), part.file, &options.limits);
            let given = given.map_err(|source| Error::Exhibit { file: part.name.clone(), source })?;
            part.take(given.map(Face::from));
        }
        Ok(())
    }

    /// Keeps of what is shown only what is told elsewhere.
    pub(crate) fn put_away(&mut self) {
        for part in &mut self.parts {
            part.put_away();
        }
    }

    /// The same of all but own pages, which are put in when the rest is laid out.
    pub(crate) fn put_away_drawn(&mut self) {
        for part in self.parts.iter_mut().filter(|part| !matches!(part.face, Face::Own(_))) {
            part.put_away();
        }
    }

    /// Bytes of memory, roughly, that what is shown of it takes.
    pub(crate) fn weight(&self) -> u64 {
        self.parts.iter().map(|part| part.face.weight()).sum()
    }

    /// What is told elsewhere of each of its files; none of one for which a slip sheet stands.
    pub(crate) fn told(&self) -> Vec<Option<Told>> {
        self.parts.iter().map(Part::told).collect()
    }

    /// Files for which a slip sheet stands.
    pub(crate) fn slips(&self) -> u32 {
        let slips = self.parts.iter().filter(|part| matches!(part.face, Face::Slip(_))).count();
        u32::try_from(slips).unwrap_or(u32::MAX)
    }

    /// Bytes that it adds to the file of its volume, while what is shown of it is held.
    pub(crate) fn bytes(&self) -> u64 {
        self.parts.iter().map(Part::bytes).sum()
    }
}

fn capital(sentence: &str) -> String {
    print::capital(sentence) + "."
}

/// A file name that every reader and shell saves as it is: letters, digits, dot, hyphen and underscore of ASCII.
fn plain_name(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' }).collect();
    if plain.len() <= 120 {
        return plain;
    }
    let (stem, extension) = plain.rsplit_once('.').unwrap_or((&plain, ""));
    let extension = &extension[..extension.len().min(12)];
    let stem = &stem[..stem.len().min(100)];
    if extension.is_empty() { stem.to_owned() } else { format!("{stem}.{extension}") }
}

impl Part<'_> {
    /// Whether it is the twin of a file of which something was redacted.
    pub(crate) const fn is_redacted(&self) -> bool {
        self.file.redaction.is_some()
    }

    /// Where a reader finds what isn't shown, as a noun.
    pub(crate) const fn original(&self) -> &'static str {
        match (self.place, self.is_redacted()) {
            (Place::Attached, false) => "the attached original",
            (Place::Beside, false) => "the original beside the packet",
            (Place::ListedOnly, false) => "the original in the vault",
            (Place::Attached, true) => "the attached redacted copy",
            (Place::Beside, true) => "the redacted copy beside the packet",
            (Place::ListedOnly, true) => "the redacted copy in the vault",
        }
    }

    /// Whether it has to be read before it can be shown.
    pub(crate) const fn is_away(&self) -> bool {
        matches!(self.face, Face::Away(_))
    }

    /// Bytes of the original, where it is attached, and of its own pages, where these stand in the packet.
    fn bytes(&self) -> u64 {
        let attached = if self.place == Place::Attached { self.file.size } else { 0 };
        let own = match &self.face {
            Face::Own(own) => own.bytes.len() as u64,
            Face::Shown(_) | Face::Slip(_) | Face::Away(_) => 0,
        };
        attached + own
    }

    /// What is asked of it: its own pages where these stand in the packet.
    pub(crate) fn asked(&self, options: &PacketOptions) -> Asked {
        let keeps_pages = options.form == PacketForm::Binder && self.file.file_type == FileType::Pdf;
        if keeps_pages { Asked::OwnPages } else { Asked::Shown }
    }

    /// Takes what was read of it.
    pub(crate) fn take(&mut self, face: Result<Face, NotShown>) {
        self.face = face.unwrap_or_else(|reason| Face::Slip(capital(&reason.to_string())));
    }

    /// Keeps of what is shown only what is told elsewhere, and gives what was shown; none where a slip sheet stands.
    pub(crate) fn put_away(&mut self) -> Option<Face> {
        let told = self.told()?;
        Some(std::mem::replace(&mut self.face, Face::Away(told)))
    }

    fn told(&self) -> Option<Told> {
        let (cut, extent, rows, undrawn) = (self.cut(), self.extent(), self.rows(), self.undrawn());
        (!matches!(self.face, Face::Slip(_))).then_some(Told { cut, extent, rows, undrawn })
    }

    /// Number of original pages, rows or lines that the packet doesn't show of this file, in words; none when it shows
    /// all, or nothing.
    pub(crate) fn cut(&self) -> Option<String> {
        let shown = match &self.face {
            Face::Shown(shown) => shown,
            Face::Own(_) | Face::Slip(_) => return None,
            Face::Away(told) => return told.cut.clone(),
        };
        match shown {
            Shown::Pages { pages, total_pages } => {
                let shown = pages.len() as u64;
                (shown < u64::from(*total_pages)).then(|| format!("{shown} of {total_pages} pages are shown"))
            }
            Shown::Tables(tables) => {
                let cut: Vec<String> = tables.iter().filter_map(crate::face::table_cut).collect();
                (!cut.is_empty()).then(|| cut.join("; "))
            }
            Shown::Lines(lines) => {
                let shown = lines.lines.len() as u64;
                let (shown, all) = (print::count(shown), print::count(lines.total_lines));
                ((lines.lines.len() as u64) < lines.total_lines).then(|| format!("{shown} of {all} lines are shown"))
            }
        }
    }

    /// How long the original is by its own count, such as `3 pages`; none where nothing of it could be counted.
    pub(crate) fn extent(&self) -> Option<String> {
        let counted = |number: u64, one: &str, many: &str| Some(print::counted(number, one, many));
        let shown = match &self.face {
            Face::Shown(shown) => shown,
            Face::Own(own) => return counted(own.pages.len() as u64, "page", "pages"),
            Face::Slip(_) => return None,
            Face::Away(told) => return told.extent.clone(),
        };
        match shown {
            Shown::Pages { .. } if matches!(self.file.file_type, FileType::Png | FileType::Jpeg) => {
                counted(1, "picture", "pictures")
            }
            Shown::Pages { total_pages, .. } => counted(u64::from(*total_pages), "page", "pages"),
            Shown::Tables(tables) => counted(tables.iter().map(|table| table.total_rows).sum(), "row", "rows"),
            Shown::Lines(lines) if self.has_own_lines(lines) => counted(lines.total_lines, "line", "lines"),
            Shown::Lines(_) => None,
        }
    }

    /// What of the original can be counted as rows, in words: the rows of each table, or the lines of a text; empty where
    /// the file has neither of its own.
    pub(crate) fn rows(&self) -> Vec<String> {
        match &self.face {
            Face::Shown(Shown::Tables(tables)) => tables.iter().map(|table| print::count(table.total_rows)).collect(),
            Face::Shown(Shown::Lines(lines)) if self.has_own_lines(lines) => {
                vec![print::counted(lines.total_lines, "line", "lines")]
            }
            Face::Shown(Shown::Lines(_) | Shown::Pages { .. }) | Face::Own(_) | Face::Slip(_) => Vec::new(),
            Face::Away(told) => told.rows.clone(),
        }
    }

    /// Whether the lines shown are those of the file; of a message, and of JSON on one line, they were made here.
    fn has_own_lines(&self, lines: &Lines) -> bool {
        !lines.indented && self.file.file_type != FileType::Eml
    }

    /// How many things on the shown pages could not be drawn.
    pub(crate) fn undrawn(&self) -> u64 {
        match &self.face {
            Face::Shown(Shown::Pages { pages, .. }) => pages.iter().map(|page| u64::from(page.undrawn)).sum(),
            Face::Own(own) => u64::from(own.undrawn),
            Face::Shown(Shown::Tables(_) | Shown::Lines(_)) | Face::Slip(_) => 0,
            Face::Away(told) => told.undrawn,
        }
    }

    /// How many things could not be drawn when its pages were redacted: they aren't in it.
    pub(crate) fn left_out(&self) -> u64 {
        self.file.redaction.as_ref().map_or(0, |redaction| redaction.undrawn.into())
    }
}

#[cfg(test)]
mod tests {
    use super::plain_name;

    #[test]
    fn names_are_flat_and_plain() {
        assert_eq!(plain_name("Zugriff prüfen (Q3).csv"), "Zugriff_pr_fen__Q3_.csv");
        assert_eq!(plain_name("../../etc/passwd"), ".._.._etc_passwd");
        let long = plain_name(&format!("{}.pdf", "x".repeat(300)));
        assert!(long.len() <= 120 && long.ends_with(".pdf"));
    }
}
