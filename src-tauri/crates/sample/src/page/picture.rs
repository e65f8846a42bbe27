//! From a paper to pixels, and from pixels to PNG and JPEG. Draws nothing itself.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, RgbImage};

use super::{Paper, failed, pdf};
use crate::Error;

/// Pixels of a page.
pub(crate) type Pixels = RgbImage;

/// The first page of a paper as pixels, `scale` pixels a point.
pub(crate) fn pixels(paper: &Paper<'_>, scale: f32) -> Result<Pixels, Error> {
    let bytes = pdf(paper)?;
    let document = Pdf::new(bytes).map_err(|_| failed(paper.file, "its PDF can't be read back"))?;
    let page = document.pages().first().ok_or_else(|| failed(paper.file, "it has no page"))?;
    let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pixmap = render(page, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &size);
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let colours = pixmap.data_as_u8_slice().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    RgbImage::from_raw(width, height, colours).ok_or_else(|| failed(paper.file, "its pixels don't fill it"))
}

/// A PNG file.
pub(crate) fn png(file: &str, pixels: &Pixels) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive)
        .write_image(pixels.as_raw(), pixels.width(), pixels.height(), ExtendedColorType::Rgb8)
        .map_err(|source| Error::Picture { file: file.to_owned(), source })?;
    Ok(bytes)
}

/// A JPEG file of that quality, 1 to 100.
pub(crate) fn jpeg(file: &str, pixels: &Pixels, quality: u8) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode(pixels.as_raw(), pixels.width(), pixels.height(), ExtendedColorType::Rgb8)
        .map_err(|source| Error::Picture { file: file.to_owned(), source })?;
    Ok(bytes)
}
