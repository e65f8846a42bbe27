//! Evidence items as exhibits: their numbers, the names of their attached files, and what of each file can be shown.
//! Reads no file itself; the originals come through the `Exhibits` trait.

use model::evidence::{EvidenceFile, EvidenceItem};
use model::exhibit::{FileType, Lines, Shown};
use model::own_pages::OwnPages;
use model::packet::{Exhibits, PacketForm, PacketOptions, PacketSource, Step};

use crate::{Error, Tell, print, tell};

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
    /// The file as received.
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

    /// Where a reader finds what isn't shown, as a noun.
    pub(crate) const fn original(self) -> &'static str {
        match self {
            Self::Attached => "the attached original",
            Self::Beside => "the original beside the packet",
            Self::ListedOnly => "the original in the vault",
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
}

/// Numbers the items of a source and reads what can be shown of each.
pub(crate) fn plan<'a>(
    source: &'a PacketSource,
    exhibits: &dyn Exhibits,
    options: &PacketOptions,
    progress: &mut Tell<'_>,
) -> Result<Vec<Exhibit<'a>>, Error> {
    let total = source.evidence.len() as u64;
    let mut planned = Vec::with_capacity(source.evidence.len());
    for (index, item) in source.evidence.iter().enumerate() {
        tell(progress, Step { done: index as u64, total, doing: "reading exhibits" })?;
        // The number in the vault, so that an exhibit has the same one in every packet.
        let id = format!("EX-{:03}", item.number);
        let several = item.files.len() > 1;
        let mut parts = Vec::with_capacity(item.files.len());
        for (place, file) in item.files.iter().enumerate() {
            let prefix = if several { format!("{id}.{}", place + 1) } else { id.clone() };
            parts.push(part(item, file, &prefix, exhibits, options)?);
        }
        planned.push(Exhibit { id, item, parts });
    }
    Ok(planned)
}

fn part<'a>(
    item: &EvidenceItem,
    file: &'a EvidenceFile,
    prefix: &str,
    exhibits: &dyn Exhibits,
    options: &PacketOptions,
) -> Result<Part<'a>, Error> {
    let name = format!("{prefix}_{}", plain_name(&file.name));
    if let Some(reason) = &item.list_only {
        return Ok(Part { file, name, place: Place::ListedOnly, face: Face::Slip(reason.clone()) });
    }
    let place = if file.size > options.embed_limit { Place::Beside } else { Place::Attached };
    let keeps_pages = options.form == PacketForm::Binder && file.file_type == FileType::Pdf;
    let face = if keeps_pages {
        exhibits.own_pages(file).map(|own| own.map(|own| Face::Own(Box::new(own))))
    } else {
        exhibits.shown(file, &options.limits).map(|shown| shown.map(Face::Shown))
    };
    let face = face.map_err(|source| Error::Exhibit { file: name.clone(), source })?;
    let face = face.unwrap_or_else(|reason| Face::Slip(capital(&reason.to_string())));
    Ok(Part { file, name, place, face })
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
    /// Number of original pages, rows or lines that the packet doesn't show of this file, in words; none when it shows
    /// all, or nothing.
    pub(crate) fn cut(&self) -> Option<String> {
        let Face::Shown(shown) = &self.face else { return None };
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
        }
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
