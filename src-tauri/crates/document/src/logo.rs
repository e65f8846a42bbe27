//! The parent's side of taking a picture as a logo: what comes back is a PNG that the child encoded from pixels, within the
//! bounds of a logo. Never parses a picture itself.

use crate::page::Seen;
use crate::protocol::{self, OUTPUT_LIMIT, Request, Work};
use crate::receive::Received;
use crate::{Error, Reader, confined, detect, reader};
use model::client::Logo;
use model::exhibit::{FileType, NotShown, Picture, ShowLimits};
use std::io::Read;

impl Reader {
    /// Reads a picture of `size` bytes as a logo. `name` is never a path.
    ///
    /// # Errors
    /// Those of [`Reader::read`]; what is no PNG or JPEG picture is [`NotShown::NoPages`].
    pub fn logo(
        &self,
        kind: FileType,
        name: &str,
        original: &mut dyn Read,
        size: u64,
    ) -> Result<Result<Logo, NotShown>, Error> {
        if !matches!(kind, FileType::Png | FileType::Jpeg) {
            return Ok(Err(NotShown::NoPages));
        }
        if let Some(reason) = reader::refused(kind, size) {
            return Ok(Err(reason));
        }
        let request = Request { kind, ending: detect::ending(name), size, work: Work::Logo };
        let block = protocol::request_block(&request).map_err(Error::Start)?;
        let receive = |from| {
            let mut received = Received::of_page(&ShowLimits { lines: 0, ..ShowLimits::default() });
            protocol::listen(from, OUTPUT_LIMIT, |frame| received.take(frame));
            received
        };
        let (received, end) = self.confined().run(|to| confined::send(to, &block, original, size), receive)?;
        let ready = received.ready();
        let seen = end.settle(received.seen(), ready)?;
        Ok(seen.and_then(of_page))
    }
}

/// The logo that the child sent, if it is one: a document may have taken the child over.
fn of_page(seen: Seen) -> Result<Logo, NotShown> {
    let other = || NotShown::Unsafe("its reader sent something else than a logo".into());
    match seen {
        Seen::Page { page, .. } => match page.picture {
            Picture::Png { bytes, width, height }
                if bytes.len() <= Logo::MOST_BYTES && width.max(height) <= Logo::MOST_SIDE =>
            {
                Ok(Logo { png: bytes })
            }
            Picture::Png { .. } | Picture::Jpeg { .. } | Picture::Svg(_) => Err(other()),
        },
        Seen::Whole(_) => Err(other()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::exhibit::Page;

    fn seen(picture: Picture) -> Seen {
        let page = Page { width_pt: 1.0, height_pt: 1.0, picture, has_text: false, words: Vec::new(), undrawn: 0 };
        Seen::Page { page, text: None, total_pages: 1 }
    }

    #[test]
    fn only_a_png_within_the_bounds_is_taken_from_the_child() {
        let png = |bytes: usize, width: u32| seen(Picture::Png { bytes: vec![1; bytes], width, height: 10 });
        assert_eq!(of_page(png(9, Logo::MOST_SIDE)).map(|logo| logo.png.len()), Ok(9));
        for other in [
            png(9, Logo::MOST_SIDE + 1),
            png(Logo::MOST_BYTES + 1, 10),
            seen(Picture::Svg("<svg/>".into())),
            seen(Picture::Jpeg { bytes: vec![1], width: 1, height: 1 }),
        ] {
            assert!(matches!(of_page(other), Err(NotShown::Unsafe(_))));
        }
    }
}
