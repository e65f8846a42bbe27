//! Tries each exhibit alone before the packet is laid out, so that a single one can't stop it, and counts its pages. Never
//! changes what an exhibit shows, but for the slip sheet that takes the place of what fails.

use model::packet::{PacketOptions, PacketSource};
use serde_json::{Value, json};
use typeset::{Blob, Compiled};

use crate::assign::Size;
use crate::context::Context;
use crate::exhibit::{Exhibit, Face};
use crate::face::Gathered;
use crate::open_point::OpenPoints;
use crate::views::{exhibit_view, facts};
use crate::volumes::Placed;
use crate::{Error, job};

/// What laying out an exhibit alone says of it. Alone it takes the pages that it takes in its volume: it begins on a page of
/// its own, and nothing on it follows from what stands before it but numbers of one width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Laid {
    /// What it takes of a volume.
    pub(crate) size: Size,
    /// Characters that were written out, since the bundled fonts can't show them.
    pub(crate) replaced: u64,
    /// The same in words over pictures of pages, which show them.
    pub(crate) unseen: u64,
}

/// How much of an exhibit is set to try it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// What tells its pages: of a document only the first and the last one, since each between takes one sheet, without what
    /// they show, which has its size whatever it is; and nothing is written. What fails beyond that is found when its volume is
    /// made.
    Brief,
    /// All of it, written to the same standards as the packet.
    Whole,
}

/// What a trial needs beside the exhibit.
#[derive(Clone, Copy)]
pub(crate) struct Trial<'a> {
    pub(crate) source: &'a PacketSource,
    pub(crate) options: &'a PacketOptions,
    /// Whether it is the packet's first exhibit, above which the section's heading stands.
    pub(crate) is_first: bool,
    pub(crate) depth: Depth,
}

impl Trial<'_> {
    /// Typesets an exhibit alone, with the open points up to it. A file that fails gets a slip sheet with the reason.
    pub(crate) fn of(self, exhibit: &mut Exhibit<'_>, points: &OpenPoints) -> Result<Laid, Error> {
        let reason = match self.once(exhibit, points) {
            Ok(laid) => return Ok(laid),
            Err(error) => reason(&error),
        };
        self.parts(exhibit, points);
        if let Ok(laid) = self.once(exhibit, points) {
            return Ok(laid);
        }
        for part in &mut exhibit.parts {
            part.face = Face::Slip(reason.clone());
        }
        self.once(exhibit, points)
    }

    /// Tries each file of an exhibit with slip sheets in place of the others, and keeps those that hold.
    fn parts(self, exhibit: &mut Exhibit<'_>, points: &OpenPoints) {
        let take = |face: &mut Face| std::mem::replace(face, Face::Slip(String::new()));
        let faces: Vec<Face> = exhibit.parts.iter_mut().map(|part| take(&mut part.face)).collect();
        let mut judged = Vec::with_capacity(faces.len());
        for (place, face) in faces.into_iter().enumerate() {
            exhibit.parts[place].face = face;
            let outcome = self.once(exhibit, points);
            let face = take(&mut exhibit.parts[place].face);
            judged.push(outcome.map_or_else(|error| Face::Slip(reason(&error)), |_| face));
        }
        for (part, face) in exhibit.parts.iter_mut().zip(judged) {
            part.face = face;
        }
    }

    /// Typesets one exhibit in a document of its own, to the same standards.
    fn once(self, exhibit: &Exhibit<'_>, points: &OpenPoints) -> Result<Laid, Error> {
        let Self { source, options, is_first, depth } = self;
        let context = Context { source, options, exhibits: std::slice::from_ref(exhibit), points: &points.points };
        let mut gathered = Gathered::new();
        let mut view = exhibit_view(&context, exhibit, &mut gathered);
        let mut files = gathered.files;
        let left_out = if depth == Depth::Brief { without_middles(&mut view, &mut files) } else { 0 };
        let view = json!({ "intro": is_first, "alone": !is_first, "exhibits": [view] });
        let facts = facts(&context, &Placed::alone());
        let job = job::job(source, options, &facts, &[("exhibits", view)], files)?;
        let compiled = typeset::compile(&job)?;
        if depth == Depth::Whole {
            compiled.export()?;
        }
        let replaced = gathered.by_exhibit.iter().map(|(_, count)| count).sum();
        let unseen = gathered.unseen;
        let size = Size { pages: pages_of(&compiled, &exhibit.id) + left_out, bytes: exhibit.bytes() };
        Ok(Laid { size, replaced, unseen })
    }
}

/// Leaves out of an exhibit's view what stands in the middle of its documents, and what is shown on their first and last pages;
/// gives the number of pages that were left out.
fn without_middles(view: &mut Value, files: &mut [(String, Blob)]) -> u32 {
    let mut left_out = 0;
    for part in view["parts"].as_array_mut().into_iter().flatten() {
        let key = if part["kind"] == "own" { "runs" } else { "pages" };
        let Some(all) = part[key].as_array_mut() else { continue };
        if all.len() > 2 {
            // A run of own pages is as many as it has texts.
            let pages = |one: Value| one["originals"].as_array().map_or(1, Vec::len);
            let middle: usize = all.drain(1..all.len() - 1).map(pages).sum();
            left_out += u32::try_from(middle).unwrap_or(u32::MAX);
        }
        for page in all.iter_mut().filter(|page| page["paragraphs"].is_array()) {
            page["paragraphs"] = json!([]);
        }
    }
    for (_, picture) in files.iter_mut().filter(|(path, _)| path.ends_with(".svg")) {
        *picture = Blob::from(BLANK);
    }
    left_out
}

/// A drawing of nothing.
const BLANK: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>"#;

/// Pages that an exhibit takes in a document.
pub(crate) fn pages_of(compiled: &Compiled, id: &str) -> u32 {
    let first = compiled.page_of(id);
    let pages = compiled.page_of(&format!("{id}-end")).zip(first).map(|(last, first)| last + 1 - first);
    pages.and_then(|pages| u32::try_from(pages).ok()).unwrap_or(0)
}

/// Why an exhibit can't be set, for its slip sheet.
fn reason(error: &Error) -> String {
    let message = match error {
        Error::Typeset(error) => error.messages().first().map(|message| message.text.clone()),
        _ => None,
    };
    let why: String = message.unwrap_or_else(|| error.to_string()).chars().take(300).collect();
    format!("It can’t be set in an archived, accessible PDF: {why}.")
}
