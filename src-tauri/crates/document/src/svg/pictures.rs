//! The pictures inside a vector picture: a scan is stored as a lossless picture of all its pixels, which is many
//! times what a page needs. Never changes where or how large a picture stands.

use crate::read::image::{jpeg, opaque, png, reduced};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::{DynamicImage, ImageFormat, ImageReader};
use std::io::Cursor;

/// A way of embedding a picture.
pub(crate) struct Kind {
    pub(crate) prefix: &'static str,
    format: ImageFormat,
}

/// The ways of embedding a picture that a vector picture may use.
pub(crate) const DATA: [Kind; 2] = [
    Kind { prefix: "data:image/png;base64,", format: ImageFormat::Png },
    Kind { prefix: "data:image/jpeg;base64,", format: ImageFormat::Jpeg },
];

/// Pixels of the long side that an embedded picture keeps: 300 an inch on a sheet of A4.
const LONG_SIDE: u32 = 3600;
/// Bytes of a picture that is left as it is.
const SMALL: usize = 48 << 10;
const QUALITY: u8 = 88;

/// Width and height that an embedded picture states; none where it is damaged.
pub(crate) fn size(kind: &Kind, encoded: &str) -> Option<(u32, u32)> {
    let bytes = STANDARD.decode(encoded).ok()?;
    ImageReader::with_format(Cursor::new(bytes), kind.format).into_dimensions().ok()
}

/// The vector picture with its pictures stored anew: grey where they have no colour, with fewer pixels where they
/// have more than a page needs, as JPEG where they are photographs. None where one can't be read.
pub(crate) fn with_smaller_pictures(svg: &str) -> Option<String> {
    let prefix = DATA[0].prefix;
    let mut smaller = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some(found) = memchr::memmem::find(rest.as_bytes(), prefix.as_bytes()) {
        let (before, from) = rest.split_at(found);
        let end = memchr::memchr(b'"', from.as_bytes())?;
        smaller.push_str(before);
        match stored_anew(&from[prefix.len()..end])? {
            Some((kind, bytes)) => {
                smaller.push_str(kind.prefix);
                STANDARD.encode_string(bytes, &mut smaller);
            }
            None => smaller.push_str(&from[..end]),
        }
        rest = &from[end..];
    }
    smaller.push_str(rest);
    Some(smaller)
}

/// A smaller form of an embedded PNG, if there is one; none at all where it can't be read.
fn stored_anew(encoded: &str) -> Option<Option<(&'static Kind, Vec<u8>)>> {
    let bytes = STANDARD.decode(encoded).ok()?;
    let reader = ImageReader::with_format(Cursor::new(&bytes), ImageFormat::Png);
    let (width, height) = reader.into_dimensions().ok()?;
    let large = width.max(height) > LONG_SIDE;
    if bytes.len() <= SMALL && !large {
        return Some(None);
    }
    let picture = image::load_from_memory_with_format(&bytes, ImageFormat::Png).ok()?;
    let picture = reduced(plainer(picture), LONG_SIDE);
    let lossless = png(&picture).ok()?;
    let photograph =
        matches!(picture, DynamicImage::ImageRgb8(_) | DynamicImage::ImageLuma8(_)) && many_shades(&picture);
    let lossy = if photograph { jpeg(&picture, QUALITY).ok() } else { None };
    let best = match lossy {
        Some(lossy) if lossy.len() * 2 < lossless.len() => (&DATA[1], lossy),
        _ => (&DATA[0], lossless),
    };
    Some((large || best.1.len() < bytes.len()).then_some(best))
}

/// The picture without an alpha channel that says nothing and without colours that are all grey.
fn plainer(picture: DynamicImage) -> DynamicImage {
    let seen_through = picture.color().has_alpha() && picture.to_rgba8().pixels().any(|pixel| pixel.0[3] != 255);
    if seen_through {
        return picture;
    }
    match opaque(picture) {
        DynamicImage::ImageRgb8(pixels) if pixels.pixels().all(|p| p.0[0] == p.0[1] && p.0[1] == p.0[2]) => {
            DynamicImage::ImageRgb8(pixels).into_luma8().into()
        }
        picture => picture,
    }
}

/// Whether a picture has more shades than a drawing: only then may it lose exactness.
fn many_shades(picture: &DynamicImage) -> bool {
    let mut seen = [false; 256];
    let step = picture.as_bytes().len() / 200_000 + 1;
    for &value in picture.as_bytes().iter().step_by(step) {
        seen[usize::from(value)] = true;
    }
    seen.iter().filter(|&&value| value).count() > 64
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageBuffer, Rgb, Rgba};

    fn embedded(picture: DynamicImage) -> String {
        let mut bytes = Vec::new();
        picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
        format!("<image xlink:href=\"{}{}\" width=\"9\"/>", DATA[0].prefix, STANDARD.encode(bytes))
    }

    fn noise(x: u32, y: u32) -> u8 {
        (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)).to_le_bytes()[1]
    }

    #[test]
    fn a_photograph_becomes_a_jpeg_and_keeps_its_place() {
        let photo = ImageBuffer::from_fn(600, 600, |x, y| {
            let light = (x * x + y * y) / 3000 % 256;
            Rgb([light as u8 ^ (noise(x, y) & 7), (light / 2) as u8 ^ (noise(y, x) & 7), 255 - light as u8])
        });
        let before = embedded(photo.into());
        let after = with_smaller_pictures(&before).unwrap();
        assert!(
            after.len() < before.len() / 2 && after.contains(DATA[1].prefix) && after.ends_with("\" width=\"9\"/>")
        );
    }

    #[test]
    fn a_picture_of_too_many_pixels_is_reduced() {
        let wide = ImageBuffer::from_fn(8000, 40, |x, _| Rgb([if x % 9 == 0 { 0u8 } else { 255 }; 3]));
        let after = with_smaller_pictures(&embedded(wide.into())).unwrap();
        let from = after.find(',').unwrap() + 1;
        assert_eq!(size(&DATA[0], &after[from..after.find("\" width").unwrap()]), Some((LONG_SIDE, 18)));
    }

    #[test]
    fn what_is_small_or_seen_through_is_left() {
        let small = embedded(ImageBuffer::from_pixel(8, 8, Rgb([1u8, 2, 3])).into());
        assert_eq!(with_smaller_pictures(&small).as_deref(), Some(&small[..]));
        let glass = ImageBuffer::from_fn(400, 400, |x, y| Rgba([noise(x, y), 0, 0, noise(y, x)]));
        let after = with_smaller_pictures(&embedded(glass.into())).unwrap();
        assert!(after.contains(DATA[0].prefix));
        assert_eq!(with_smaller_pictures("<image xlink:href=\"data:image/png;base64,####\"/>"), None);
    }
}
