//! A picture → a PNG that is kept as a logo, within the bounds of one. Nothing of the file but its pixels goes on.

use super::image::{png, reduced, size, upright};
use model::client::Logo;
use model::exhibit::{FileType, NotShown, Page, Picture};

/// Reads a picture that is kept as a logo: a PNG of at most [`Logo::MOST_SIDE`] pixels a side and [`Logo::MOST_BYTES`].
/// One whose pixels don't go into so many bytes is made smaller.
///
/// # Errors
/// It is damaged, larger than is decoded, or no picture.
pub(crate) fn read(bytes: &[u8], kind: FileType) -> Result<Page, NotShown> {
    if !matches!(kind, FileType::Png | FileType::Jpeg) {
        return Err(NotShown::NoPages);
    }
    let whole = upright(bytes, kind)?;
    let (width_pt, height_pt) = size(&whole);
    let mut picture = reduced(whole, Logo::MOST_SIDE);
    loop {
        let bytes = png(&picture)?;
        let (width, height) = (picture.width(), picture.height());
        if bytes.len() <= Logo::MOST_BYTES {
            let picture = Picture::Png { bytes, width, height };
            return Ok(Page { width_pt, height_pt, picture, has_text: false, words: Vec::new(), undrawn: 0 });
        }
        // Three quarters of a side are a good half of the pixels.
        picture = reduced(picture, width.max(height) / 4 * 3);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::image::jpeg;
    use image::{DynamicImage, ImageBuffer, Luma, Rgb, RgbImage};

    /// Pixels that no way of packing makes smaller.
    fn noise(width: u32, height: u32) -> DynamicImage {
        let mut state = 7_u32;
        let pixels = RgbImage::from_fn(width, height, |_, _| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let [_, red, green, blue] = state.to_be_bytes();
            Rgb([red, green, blue])
        });
        pixels.into()
    }

    #[test]
    fn a_logo_is_a_png_within_its_bounds_whatever_the_picture_is() {
        let wide = ImageBuffer::from_fn(5000, 100, |x, _| Luma([(x / 20) as u8]));
        for (bytes, kind, size) in [
            (png(&wide.into()).unwrap(), FileType::Png, Some((1_200, 24))),
            (jpeg(&noise(16, 32), 85).unwrap(), FileType::Jpeg, Some((16, 32))),
            (png(&noise(1_500, 1_500)).unwrap(), FileType::Png, None),
            (jpeg(&noise(1, 3_000), 85).unwrap(), FileType::Jpeg, None),
        ] {
            let page = read(&bytes, kind).unwrap();
            let Picture::Png { bytes, width, height } = page.picture else { panic!("no PNG") };
            assert!(bytes.len() <= Logo::MOST_BYTES && width.max(height) <= Logo::MOST_SIDE, "{width} by {height}");
            assert!(size.is_none_or(|size| size == (width, height)), "{width} by {height}");
            assert_eq!(Logo { png: bytes }.size(), Some((width, height)));
        }
    }

    #[test]
    fn only_a_whole_png_or_jpeg_is_a_logo() {
        let photograph = jpeg(&noise(32, 16), 85).unwrap();
        for (bytes, kind) in [
            (&b"%PDF-1.7"[..], FileType::Pdf),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", FileType::Text),
            (b"<svg/>", FileType::Other),
            (b"<svg/>", FileType::Png),
            (&photograph[..photograph.len() / 2], FileType::Jpeg),
            (&photograph, FileType::Png),
        ] {
            assert!(read(bytes, kind).is_err(), "{kind:?}");
        }
    }
}
