//! PNG and JPEG → one page of pixels that we encoded ourselves: upright, without transparency, 8 bits a channel,
//! no larger than a page needs. Nothing of the file but its pixels goes on.

use super::redact::fill;
use crate::receive::PICTURE_SIDE;
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{CompressionType, FilterType as Filter, PngDecoder, PngEncoder};
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, ImageDecoder, ImageError, Limits, RgbImage};
use model::exhibit::{FileType, NotShown, Page, Picture};
use model::redaction::PageArea;
use std::io::Cursor;

/// Pixels of the long side of a picture that goes on, at most.
pub(crate) const LONG_SIDE: u32 = 2400;
/// Pixels of either side that are decoded, at most.
const DECODED_SIDE: u32 = 30_000;
/// Bytes of decoded pixels, at most.
const DECODED_BYTES: u64 = 400 << 20;
/// Points a pixel: pictures of screens have 96 pixels an inch.
const POINTS: f32 = 0.75;
/// Bytes of a PNG from which a JPEG is tried.
const LARGE_PNG: usize = 2 << 20;
const JPEG_QUALITY: u8 = 85;

/// Reads a picture; its long side gets `side` pixels at most, and never more than [`LONG_SIDE`].
///
/// # Errors
/// It is damaged or larger than is decoded.
pub(crate) fn read(bytes: &[u8], kind: FileType, side: u32) -> Result<Page, NotShown> {
    let picture = upright(bytes, kind)?;
    let (width_pt, height_pt) = size(&picture);
    let picture = encode(&reduced(picture, side.clamp(1, LONG_SIDE)), kind == FileType::Jpeg)?;
    Ok(Page { width_pt, height_pt, picture, has_text: false, words: Vec::new(), undrawn: 0 })
}

/// Reads a picture without what lies under the areas: with all its pixels, as far as a picture that goes on may have them.
///
/// # Errors
/// As of [`read`].
pub(crate) fn read_redacted(bytes: &[u8], kind: FileType, areas: &[PageArea]) -> Result<Page, NotShown> {
    let mut picture = upright(bytes, kind)?;
    let (width_pt, height_pt) = size(&picture);
    fill(&mut picture, areas, (width_pt, height_pt));
    // Making it smaller mixes pixels with those beside them: of what was painted over nothing is left to be mixed.
    let picture = encode(&reduced(picture, PICTURE_SIDE), kind == FileType::Jpeg)?;
    Ok(Page { width_pt, height_pt, picture, has_text: false, words: Vec::new(), undrawn: 0 })
}

/// Its size as a page, in points.
pub(crate) fn size(picture: &DynamicImage) -> (f32, f32) {
    (picture.width() as f32 * POINTS, picture.height() as f32 * POINTS)
}

/// The picture as it is looked at.
pub(crate) fn upright(bytes: &[u8], kind: FileType) -> Result<DynamicImage, NotShown> {
    let photograph = kind == FileType::Jpeg;
    let (picture, orientation) = if photograph {
        check_end(bytes)?;
        check_colours(bytes)?;
        let decoder = JpegDecoder::new(Cursor::new(bytes)).map_err(damaged)?;
        decode(decoder)?
    } else {
        let limits = limits();
        decode(PngDecoder::with_limits(Cursor::new(bytes), limits).map_err(damaged)?)?
    };
    let mut picture = opaque(picture);
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(DECODED_SIDE);
    limits.max_image_height = Some(DECODED_SIDE);
    limits.max_alloc = Some(DECODED_BYTES);
    limits
}

/// A JPEG without its end mark is cut; the decoder would fill what is missing with grey.
fn check_end(bytes: &[u8]) -> Result<(), NotShown> {
    match memchr::memmem::rfind(bytes, b"\xFF\xD9") {
        Some(_) => Ok(()),
        None => Err(NotShown::Damaged("the picture ends before it is complete".into())),
    }
}

/// A JPEG of four colours is taken for the kind that Adobe marks, which stores them inverted. Without the mark
/// nobody can tell, and a guess would show a negative.
fn check_colours(bytes: &[u8]) -> Result<(), NotShown> {
    let (mut at, mut marked) = (2, false);
    while let Some(&[0xFF, marker, high, low]) = bytes.get(at..at + 4) {
        let content = bytes.get(at + 4..).unwrap_or_default();
        match marker {
            0xEE => marked |= content.starts_with(b"Adobe"),
            // The frame headers; the sixth byte counts the colours.
            0xC0..=0xC2 if content.get(5) == Some(&4) && !marked => {
                return Err(NotShown::Damaged("its four colours are stored in a way that is not known".into()));
            }
            0xC0..=0xC2 | 0xDA => break,
            _ => {}
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
    Ok(())
}

fn decode(mut decoder: impl ImageDecoder) -> Result<(DynamicImage, Orientation), NotShown> {
    let (width, height) = decoder.dimensions();
    if decoder.total_bytes() > DECODED_BYTES {
        return Err(NotShown::Unsafe(format!("it states {width} by {height} pixels")));
    }
    decoder.set_limits(limits()).map_err(damaged)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok((DynamicImage::from_decoder(decoder).map_err(damaged)?, orientation))
}

fn damaged(error: ImageError) -> NotShown {
    match error {
        ImageError::Limits(_) => NotShown::Unsafe("it states more pixels than are decoded".into()),
        ImageError::Unsupported(_) => NotShown::Damaged("its way of storing pixels is not known".into()),
        _ => NotShown::Damaged("its pixels cannot be decoded".into()),
    }
}

/// The picture with 8 bits a channel, on white where it was transparent.
pub(crate) fn opaque(picture: DynamicImage) -> DynamicImage {
    let grey = matches!(
        picture,
        DynamicImage::ImageLuma8(_)
            | DynamicImage::ImageLuma16(_)
            | DynamicImage::ImageLumaA8(_)
            | DynamicImage::ImageLumaA16(_)
    );
    match (picture.color().has_alpha(), grey) {
        (false, true) => picture.into_luma8().into(),
        (false, false) => picture.into_rgb8().into(),
        (true, true) => {
            let pixels = picture.into_luma_alpha8();
            let on_white = pixels.pixels().map(|pixel| over_white(pixel.0[0], pixel.0[1])).collect();
            GrayImage::from_raw(pixels.width(), pixels.height(), on_white).unwrap_or_default().into()
        }
        (true, false) => {
            let pixels = picture.into_rgba8();
            let mut on_white = Vec::with_capacity(pixels.len() / 4 * 3);
            for pixel in pixels.pixels() {
                let [red, green, blue, alpha] = pixel.0;
                on_white.extend([red, green, blue].map(|channel| over_white(channel, alpha)));
            }
            RgbImage::from_raw(pixels.width(), pixels.height(), on_white).unwrap_or_default().into()
        }
    }
}

fn over_white(channel: u8, alpha: u8) -> u8 {
    let (channel, alpha) = (u32::from(channel), u32::from(alpha));
    ((channel * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}

/// The picture, made smaller where its long side has more pixels than `long_side`.
pub(crate) fn reduced(picture: DynamicImage, long_side: u32) -> DynamicImage {
    if picture.width().max(picture.height()) <= long_side {
        return picture;
    }
    let scale = f64::from(long_side) / f64::from(picture.width().max(picture.height()));
    let side = |pixels: u32| ((f64::from(pixels) * scale).round() as u32).clamp(1, long_side);
    picture.resize_exact(side(picture.width()), side(picture.height()), FilterType::CatmullRom)
}

/// The picture as a file: a photograph as JPEG, a drawing or screen as PNG unless that is large and a JPEG much
/// smaller. `picture` is opaque, 8 bits a channel.
///
/// # Errors
/// It can't be encoded.
pub(crate) fn encode(picture: &DynamicImage, photograph: bool) -> Result<Picture, NotShown> {
    let (width, height) = (picture.width(), picture.height());
    if photograph {
        return Ok(Picture::Jpeg { bytes: jpeg(picture, JPEG_QUALITY)?, width, height });
    }
    let bytes = png(picture)?;
    if bytes.len() > LARGE_PNG {
        let smaller = jpeg(picture, JPEG_QUALITY + 5)?;
        if smaller.len() * 2 < bytes.len() {
            return Ok(Picture::Jpeg { bytes: smaller, width, height });
        }
    }
    Ok(Picture::Png { bytes, width, height })
}

pub(crate) fn jpeg(picture: &DynamicImage, quality: u8) -> Result<Vec<u8>, NotShown> {
    let mut bytes = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality)).map_err(not_encoded)?;
    Ok(bytes)
}

pub(crate) fn png(picture: &DynamicImage) -> Result<Vec<u8>, NotShown> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, Filter::Adaptive);
    picture.write_with_encoder(encoder).map_err(not_encoded)?;
    Ok(bytes)
}

fn not_encoded(_: ImageError) -> NotShown {
    NotShown::Unsafe("its pixels could not be written anew".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageBuffer, Luma, Rgb, Rgba};

    fn decoded(picture: &Picture) -> DynamicImage {
        let (Picture::Png { bytes, .. } | Picture::Jpeg { bytes, .. }) = picture else { panic!("no pixels") };
        image::load_from_memory(bytes).unwrap()
    }

    #[test]
    fn transparency_becomes_white_and_depth_eight_bits() {
        let mut deep = ImageBuffer::<Rgba<u16>, _>::new(4, 2);
        deep.put_pixel(0, 0, Rgba([65535, 0, 0, 65535]));
        let page = read(&png(&deep.into()).unwrap(), FileType::Png, LONG_SIDE).unwrap();
        assert_eq!((page.width_pt, page.height_pt), (3.0, 1.5));
        let pixels = decoded(&page.picture);
        assert_eq!(pixels.color(), image::ColorType::Rgb8);
        assert_eq!(pixels.to_rgb8().get_pixel(0, 0).0, [255, 0, 0]);
        assert_eq!(pixels.to_rgb8().get_pixel(3, 1).0, [255, 255, 255]);
    }

    #[test]
    fn a_large_picture_is_reduced_and_keeps_its_page_size() {
        let wide = ImageBuffer::from_fn(5000, 100, |x, _| Luma([(x / 20) as u8]));
        let page = read(&png(&wide.into()).unwrap(), FileType::Png, LONG_SIDE).unwrap();
        assert_eq!(page.width_pt, 3750.0);
        assert_eq!((decoded(&page.picture).width(), decoded(&page.picture).height()), (LONG_SIDE, 48));
    }

    /// A JPEG with an EXIF block that states an orientation.
    fn turned(orientation: u8) -> Vec<u8> {
        let picture = ImageBuffer::from_fn(32, 16, |x, _| if x < 16 { Rgb([255u8, 0, 0]) } else { Rgb([0, 0, 255]) });
        let plain = jpeg(&picture.into(), 95).unwrap();
        let mut exif = b"\xFF\xE1\x00\x22Exif\0\0MM\x00\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        [&plain[..2], &exif, &plain[2..]].concat()
    }

    #[test]
    fn the_orientation_of_a_photograph_is_applied() {
        let page = read(&turned(6), FileType::Jpeg, LONG_SIDE).unwrap();
        assert_eq!((page.width_pt, page.height_pt), (12.0, 24.0));
        let pixels = decoded(&page.picture).to_rgb8();
        assert!(pixels.get_pixel(8, 4).0[0] > 200 && pixels.get_pixel(8, 28).0[2] > 200);
        let upright = read(&turned(1), FileType::Jpeg, LONG_SIDE).unwrap();
        assert_eq!((upright.width_pt, upright.height_pt), (24.0, 12.0));
    }

    #[test]
    fn four_colours_need_their_mark() {
        let frame = b"\xFF\xC0\x00\x0B\x08\0\x01\0\x01\x04\0\0\0";
        let mark = b"\xFF\xEE\x00\x0EAdobe\0\x64\0\0\0\0\0";
        assert!(check_colours(&[b"\xFF\xD8", &frame[..]].concat()).is_err());
        assert_eq!(check_colours(&[b"\xFF\xD8", &mark[..], frame].concat()), Ok(()));
        assert_eq!(check_colours(&turned(1)), Ok(()));
        assert_eq!(check_colours(b"\xFF\xD8\xFF"), Ok(()));
    }

    #[test]
    fn cut_files_are_damaged() {
        let whole = turned(1);
        assert!(matches!(read(&whole[..whole.len() / 2], FileType::Jpeg, LONG_SIDE), Err(NotShown::Damaged(_))));
        let noise = ImageBuffer::from_fn(60, 60, |x, y| Luma([(x * y * 7) as u8]));
        let whole = png(&noise.into()).unwrap();
        assert!(matches!(read(&whole[..whole.len() / 2], FileType::Png, LONG_SIDE), Err(NotShown::Damaged(_))));
        assert!(matches!(read(b"\xFF\xD8\xFF", FileType::Jpeg, LONG_SIDE), Err(NotShown::Damaged(_))));
    }
}
