//! From a job to pages, and from pages to the bytes of a PDF. Never writes a file.

use chrono::{DateTime, Datelike, FixedOffset, Timelike};
use typst::World;
use typst::WorldExt;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Label, Smart};
use typst::introspection::Introspector;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::world::Closed;
use crate::{Error, Job, Message, Standards, compact, each, jump, once};

/// A document laid out in pages, not yet written.
pub struct Compiled {
    document: PagedDocument,
    world: Closed,
    options: PdfOptions,
    warnings: Vec<Message>,
}

/// Lays the job out. What typst keeps between runs is given up, so that memory follows from this job alone.
///
/// # Errors
/// [`Error::Layout`] with typst's messages when a template or its data is wrong, or a link leads nowhere; [`Error::Path`],
/// [`Error::Names`] and [`Error::Date`] before anything is laid out.
pub fn compile(job: &Job) -> Result<Compiled, Error> {
    let options = options(job)?;
    let world = Closed::new(job)?;
    let result = typst::compile::<PagedDocument>(&world);
    forget();
    let warnings = messages(&world, &result.warnings);
    let refused = |text: &str| Error::Layout { messages: vec![Message { text: text.to_owned(), place: None }] };
    let laid = result.output.map_err(|errors| Error::Layout { messages: messages(&world, &errors) })?;
    let document = each::unfold(laid).ok_or_else(|| refused("the texts of a page that is several aren't as many"))?;
    if !jump::all_lead_somewhere(&document) {
        return Err(refused("a link leads to an anchor that isn't there"));
    }
    Ok(Compiled { document, world, options, warnings })
}

impl Compiled {
    /// Number of pages.
    pub fn pages(&self) -> usize {
        self.document.pages().len()
    }

    /// What typst warned of, such as a layout that doesn't settle. A template of ours gives none.
    pub fn warnings(&self) -> &[Message] {
        &self.warnings
    }

    /// The page, counted from 1, on which the element with this label stands; none when there is no such label,
    /// or more than one.
    pub fn page_of(&self, label: &str) -> Option<usize> {
        let introspector = self.document.introspector();
        let element = introspector.query_label(Label::new(PicoStr::intern(label))?).ok()?;
        Some(introspector.page(element.location()?)?.get())
    }

    /// Writes the document as PDF. The same job gives the same bytes. What typst keeps between runs is given up.
    ///
    /// # Errors
    /// [`Error::Standards`] when the document doesn't meet the standards of its job.
    pub fn export(&self) -> Result<Vec<u8>, Error> {
        let written = self.export_beside();
        forget();
        written
    }

    /// The same while another document is laid out, which needs what typst keeps: whoever is done with both has to [`forget`].
    ///
    /// # Errors
    /// As of [`Compiled::export`].
    pub fn export_beside(&self) -> Result<Vec<u8>, Error> {
        let result = typst_pdf::pdf(&self.document, &self.options);
        result.map_err(|errors| Error::Standards { messages: messages(&self.world, &errors) })
    }
}

/// Gives up what typst keeps between runs, for all documents of the process: memory goes back, and what is laid out just now takes
/// longer.
pub fn forget() {
    once::forget();
    compact::forget();
    typst::comemo::evict(0);
}

fn options(job: &Job) -> Result<PdfOptions, Error> {
    let standards = match job.standards {
        Standards::Archive => &[PdfStandard::A_3a, PdfStandard::Ua_1][..],
        Standards::Plain => &[PdfStandard::V_1_7][..],
    };
    let standards = PdfStandards::new(standards).map_err(|error| Error::Standards {
        messages: vec![Message { text: error.message().to_string(), place: None }],
    })?;
    Ok(PdfOptions {
        ident: Smart::Custom(job.identifier.clone()),
        creator: Smart::Custom(Some(job.creator.clone())),
        timestamp: Some(timestamp(job.at).ok_or(Error::Date)?),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    })
}

fn timestamp(at: DateTime<FixedOffset>) -> Option<Timestamp> {
    let part = |number: u32| u8::try_from(number).ok();
    let date = Datetime::from_ymd_hms(
        at.year(),
        part(at.month())?,
        part(at.day())?,
        part(at.hour())?,
        part(at.minute())?,
        part(at.second())?,
    )?;
    match at.offset().local_minus_utc() {
        0 => Some(Timestamp::new_utc(date)),
        seconds => Timestamp::new_local(date, seconds / 60),
    }
}

fn messages(world: &Closed, diagnostics: &[SourceDiagnostic]) -> Vec<Message> {
    diagnostics.iter().map(|diagnostic| message(world, diagnostic)).collect()
}

fn message(world: &Closed, diagnostic: &SourceDiagnostic) -> Message {
    let mut text = diagnostic.message.to_string();
    for hint in &diagnostic.hints {
        text.push_str("; ");
        text.push_str(&hint.v);
    }
    let place = diagnostic.span.id().map(|file| {
        let line = world.source(file).ok().and_then(|source| {
            let range = world.range(diagnostic.span)?;
            Some(source.lines().byte_to_line(range.start)? + 1)
        });
        (file.vpath().get_with_slash().to_owned(), line)
    });
    Message { text, place }
}
