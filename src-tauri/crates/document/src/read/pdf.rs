//! PDF → its pages as vector pictures, upright and cropped as a viewer shows them; a page whose vector picture
//! is too large or too intricate as pixels. Never runs a script, follows a link or asks for a password.

use super::image::{encode, opaque, reduced};
use super::redact::{fill, seen, untouched};
use super::{Emit, page_text, page_words};
use crate::protocol::{Frame, PageAsked};
use crate::redact::PAGE_LIMIT;
use crate::svg;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::hayro_syntax::object::Dict;
use hayro::hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro::hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use hayro_svg::SvgRenderSettings;
use image::{DynamicImage, RgbaImage};
use model::exhibit::{Lines, NotShown, Page, Picture, ShowLimits, Word};
use model::redaction::PageArea;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Points of either side of a page, at most.
pub(crate) const SIDE_LIMIT: f32 = 20_000.0;
/// Bytes of the vector pictures of one document.
const SVG_BUDGET: usize = 200 << 20;
/// Pixels an inch of a page drawn as pixels, and pixels of its long side at most.
const RASTER_DPI: f32 = 200.0;
const RASTER_SIDE: f32 = 3300.0;

/// Reads a document and returns its number of pages.
///
/// # Errors
/// It is damaged, locked, or a page can't be drawn within the bounds.
pub(crate) fn read(bytes: Vec<u8>, limits: &ShowLimits, emit: &mut Emit<'_>) -> Result<u32, NotShown> {
    let (pdf, total) = open(bytes)?;
    let shown = total.min(limits.pages);
    let svg_limit = (SVG_BUDGET / shown.max(1) as usize).min(svg::SIZE_LIMIT);
    let mut room = page_words::DOCUMENT;
    for page in pdf.pages().iter().take(shown as usize) {
        let drawn = draw(page, svg_limit, RASTER_SIDE)?;
        emit(Frame::Page(with_words(drawn, roomed(page_words::read(page), &mut room))))?;
    }
    Ok(total)
}

fn with_words(drawn: Page, words: Vec<Word>) -> Page {
    Page { has_text: !words.is_empty(), words, ..drawn }
}

/// The words of a page, as far as there is room for those of the document.
fn roomed(mut words: Vec<Word>, room: &mut usize) -> Vec<Word> {
    if words.len() > *room {
        words = page_words::untold(&words);
    }
    *room = room.saturating_sub(words.len());
    words
}

/// Reads one page with its words in lines, and returns the number of pages.
///
/// # Errors
/// As of [`read`].
pub(crate) fn read_page(bytes: Vec<u8>, asked: &PageAsked, emit: &mut Emit<'_>) -> Result<u32, NotShown> {
    let (pdf, total) = open(bytes)?;
    let at = asked.page.clamp(1, total) as usize - 1;
    let page = pdf.pages().get(at).ok_or_else(|| NotShown::Damaged("it has no pages".into()))?;
    let side = (asked.side as f32).clamp(1.0, RASTER_SIDE);
    let (drawn, lines) = (draw(page, svg::SIZE_LIMIT, side)?, page_text::read(page, &asked.limits));
    emit(Frame::Page(Page { has_text: lines.is_some(), ..drawn }))?;
    if let Some(lines) = lines {
        emit(Frame::Lines(lines))?;
    }
    Ok(total)
}

/// Reads all pages, those with areas as pixels without what lies under them, and returns their number. Of a document with
/// more pages than are drawn anew none is read.
///
/// # Errors
/// As of [`read`].
pub(crate) fn read_redacted(bytes: Vec<u8>, areas: &[PageArea], emit: &mut Emit<'_>) -> Result<u32, NotShown> {
    let (pdf, total) = open(bytes)?;
    if total > PAGE_LIMIT {
        return Ok(total);
    }
    let svg_limit = (SVG_BUDGET / total.max(1) as usize).min(svg::SIZE_LIMIT);
    let mut room = page_words::DOCUMENT;
    for (number, page) in (1..).zip(pdf.pages().iter()) {
        let own: Vec<PageArea> = areas.iter().filter(|area| area.page == number).copied().collect();
        let page = if own.is_empty() {
            let drawn = draw(page, svg_limit, RASTER_SIDE)?;
            with_words(drawn, roomed(page_words::read(page), &mut room))
        } else {
            draw_redacted(page, &own, &mut room)?
        };
        emit(Frame::Page(page))?;
    }
    Ok(total)
}

/// A page as pixels without what lies under the areas, with the words that no area touches and that its pixels show.
fn draw_redacted(page: &PdfPage<'_>, areas: &[PageArea], room: &mut usize) -> Result<Page, NotShown> {
    let (width_pt, height_pt) = size(page)?;
    let undrawn = Arc::new(AtomicU32::new(0));
    let mut picture = pixels(page, &settings(Arc::clone(&undrawn)), RASTER_SIDE)?;
    let words = untouched(roomed(page_words::measured(page), room), areas);
    // Before it is filled: what was under a box of the page's own isn't there, what is under an area went by its place.
    let words = seen(words, &picture, (width_pt, height_pt));
    fill(&mut picture, areas, (width_pt, height_pt));
    let picture = encode(&reduced(picture, RASTER_SIDE as u32), false)?;
    let undrawn = undrawn.load(Ordering::Relaxed);
    Ok(with_words(Page { width_pt, height_pt, picture, has_text: false, words: Vec::new(), undrawn }, words))
}

/// Hands on the words of each page, where it has some, until `take` says that it is enough.
///
/// # Errors
/// The document is damaged or locked.
pub(crate) fn each_text(
    bytes: Vec<u8>,
    limits: &ShowLimits,
    take: &mut dyn FnMut(Option<Lines>) -> bool,
) -> Result<(), NotShown> {
    let (pdf, _) = open(bytes)?;
    for page in pdf.pages().iter() {
        if !take(page_text::read(page, limits)) {
            break;
        }
    }
    Ok(())
}

/// The document and its number of pages.
fn open(bytes: Vec<u8>) -> Result<(Pdf, u32), NotShown> {
    // A reader can mend a file whose end is missing, but can't know how many pages went with it.
    if memchr::memmem::rfind(&bytes, b"startxref").is_none() {
        return Err(NotShown::Damaged("it is cut off before its end".into()));
    }
    let pdf = Pdf::new(bytes).map_err(not_loaded)?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(NotShown::Damaged("it has no pages".into()));
    }
    let stated = stated_pages(&pdf);
    if stated > pages.len() {
        return Err(NotShown::Damaged(format!("of its {stated} pages only {} can be found", pages.len())));
    }
    let total = u32::try_from(pages.len()).map_err(|_| NotShown::Unsafe("it has too many pages".into()))?;
    Ok((pdf, total))
}

/// The number of pages that the document states; 0 where it states none.
fn stated_pages(pdf: &Pdf) -> usize {
    let catalogue = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let tree = catalogue.and_then(|catalogue| catalogue.get::<Dict<'_>>(b"Pages"));
    tree.and_then(|tree| tree.get::<u32>(b"Count")).map_or(0, |count| count as usize)
}

fn not_loaded(error: LoadPdfError) -> NotShown {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => NotShown::Locked,
        LoadPdfError::Decryption(_) => NotShown::Damaged("its encryption is not one that can be read".into()),
        LoadPdfError::Invalid => NotShown::Damaged("it is not a readable PDF".into()),
    }
}

/// Its size in points, as displayed.
fn size(page: &PdfPage<'_>) -> Result<(f32, f32), NotShown> {
    let (width, height) = page.render_dimensions();
    let unit = page_words::unit(page);
    let (width_pt, height_pt) = (width * unit, height * unit);
    let sane = |side: f32| side.is_finite() && side > 0.0 && side <= SIDE_LIMIT;
    if !sane(width_pt) || !sane(height_pt) {
        return Err(NotShown::Damaged(format!("a page states a size of {width_pt} by {height_pt} points")));
    }
    Ok((width_pt, height_pt))
}

/// The page as a picture; its words are read apart from it.
fn draw(page: &PdfPage<'_>, svg_limit: usize, side: f32) -> Result<Page, NotShown> {
    let (width_pt, height_pt) = size(page)?;
    let undrawn = Arc::new(AtomicU32::new(0));
    let settings = settings(Arc::clone(&undrawn));
    let picture = match vector(page, &settings, svg_limit) {
        Some(svg) => Picture::Svg(svg),
        None => {
            undrawn.store(0, Ordering::Relaxed);
            raster(page, &settings, side)?
        }
    };
    let undrawn = undrawn.load(Ordering::Relaxed);
    Ok(Page { width_pt, height_pt, picture, has_text: false, words: Vec::new(), undrawn })
}

/// Settings that count what the interpreter couldn't draw.
fn settings(undrawn: Arc<AtomicU32>) -> InterpreterSettings {
    let warning_sink = Arc::new(move |_| {
        undrawn.fetch_add(1, Ordering::Relaxed);
    });
    InterpreterSettings { warning_sink, ..InterpreterSettings::default() }
}

/// The page as a vector picture, if it stays within the bounds. A cache of its own for each page: with a shared
/// one, a font that can't be read would be counted on the first page only.
fn vector(page: &PdfPage<'_>, settings: &InterpreterSettings, limit: usize) -> Option<String> {
    let cache = hayro_svg::RenderCache::new();
    let drawn = hayro_svg::convert(page, &cache, settings, &SvgRenderSettings::default());
    let (width, height) = page.render_dimensions();
    let on_paper = svg::on_paper(&drawn, width, height)?;
    let ours = svg::with_smaller_pictures(&on_paper)?;
    (ours.len() <= limit && svg::screen(&ours).is_ok()).then_some(ours)
}

/// The page as pixels, of which its long side gets `side` at most.
fn raster(page: &PdfPage<'_>, settings: &InterpreterSettings, side: f32) -> Result<Picture, NotShown> {
    encode(&reduced(pixels(page, settings, side)?, side as u32), false)
}

/// The same before it is a file; rounding may have given it one pixel more.
fn pixels(page: &PdfPage<'_>, settings: &InterpreterSettings, side: f32) -> Result<DynamicImage, NotShown> {
    let (width, height) = page.render_dimensions();
    let scale = (RASTER_DPI / 72.0).min(side / width.max(height));
    let pixmap = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let drawn = hayro::render(page, &RenderCache::new(), settings, &RenderSettings::default(), &pixmap);
    let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
    let pixels = drawn.data_as_u8_slice().to_vec();
    let pixels = RgbaImage::from_raw(width, height, pixels)
        .filter(|pixels| pixels.width() > 0 && pixels.height() > 0)
        .ok_or_else(|| NotShown::Damaged("a page is too narrow to be drawn".into()))?;
    Ok(opaque(DynamicImage::ImageRgba8(pixels)))
}
