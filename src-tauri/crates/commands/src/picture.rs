//! Pictures for a window to show, as the confined child made them. They are kept in memory only, within bounds, the oldest
//! going first, and all go when the vault is locked. Never on a disk, and never in a response: that names a handle.

use std::collections::VecDeque;

use model::exhibit::Picture;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::preview::{FilePreview, PageKey};

/// Bytes of all pictures, at most.
const MOST_BYTES: usize = 64 << 20;
/// Pictures, at most.
const MOST: usize = 200;

/// Pages that are remembered with their words, at most.
const MOST_RECENT: usize = 40;

/// A handle on a picture, good until the vault is locked or the picture makes room for newer ones. It is never given
/// twice, so that a window can't show an old picture for a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(transparent)]
pub struct PictureHandle(u64);

impl std::str::FromStr for PictureHandle {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// A picture that can be shown, and its size.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct ShownPicture {
    /// By which it is fetched.
    pub picture: PictureHandle,
    /// Whether it is a vector picture, sharp at any size.
    pub vector: bool,
    /// Width, in points (1/72 inch) as the document states it.
    pub width: f32,
    /// Height, in points.
    pub height: f32,
}

/// The pictures that are kept.
#[derive(Default)]
pub(crate) struct Pictures {
    given: u64,
    bytes: usize,
    kept: VecDeque<Kept>,
    /// Pages that were shown of late, by what was asked for.
    recent: VecDeque<(PageKey, FilePreview)>,
}

struct Kept {
    handle: PictureHandle,
    content_type: &'static str,
    bytes: Zeroizing<Vec<u8>>,
}

impl Pictures {
    /// Keeps a picture.
    pub(crate) fn keep(&mut self, picture: Picture) -> PictureHandle {
        let (content_type, bytes) = match picture {
            Picture::Svg(text) => ("image/svg+xml", text.into_bytes()),
            Picture::Png { bytes, .. } => ("image/png", bytes),
            Picture::Jpeg { bytes, .. } => ("image/jpeg", bytes),
        };
        self.given += 1;
        let handle = PictureHandle(self.given);
        self.bytes += bytes.len();
        self.kept.push_back(Kept { handle, content_type, bytes: Zeroizing::new(bytes) });
        while self.kept.len() > MOST || (self.bytes > MOST_BYTES && self.kept.len() > 1) {
            let Some(oldest) = self.kept.pop_front() else { break };
            self.bytes -= oldest.bytes.len();
        }
        handle
    }

    /// A picture with its content type; none where it is no longer kept.
    pub(crate) fn get(&self, handle: PictureHandle) -> Option<(&'static str, Vec<u8>)> {
        let found = self.kept.iter().find(|kept| kept.handle == handle)?;
        Some((found.content_type, found.bytes.to_vec()))
    }

    /// A page that was shown of late, while its picture is kept: going back a page doesn't read it again.
    pub(crate) fn seen(&self, key: PageKey) -> Option<FilePreview> {
        let (_, found) = self.recent.iter().find(|(own, _)| *own == key)?;
        match found {
            FilePreview::Page { picture, .. } if self.has(picture.picture) => Some(found.clone()),
            FilePreview::Page { .. }
            | FilePreview::Table { .. }
            | FilePreview::Text { .. }
            | FilePreview::NotShown { .. } => None,
        }
    }

    /// Remembers a page that was shown. What has no picture is read again: it may be large, and is quickly read.
    pub(crate) fn remember(&mut self, key: PageKey, shown: &FilePreview) {
        if matches!(shown, FilePreview::Page { .. }) {
            self.recent.push_back((key, shown.clone()));
            if self.recent.len() > MOST_RECENT {
                self.recent.pop_front();
            }
        }
    }

    /// Whether a picture is still kept.
    pub(crate) fn has(&self, handle: PictureHandle) -> bool {
        self.kept.iter().any(|kept| kept.handle == handle)
    }

    /// Lets all go; handles go on from where they were.
    pub(crate) fn wipe(&mut self) {
        self.kept.clear();
        self.recent.clear();
        self.bytes = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(bytes: usize) -> Picture {
        Picture::Png { bytes: vec![7; bytes], width: 1, height: 1 }
    }

    #[test]
    fn the_oldest_make_room_for_the_newest() {
        let mut pictures = Pictures::default();
        let first = pictures.keep(png(40 << 20));
        assert_eq!(pictures.get(first).map(|(kind, bytes)| (kind, bytes.len())), Some(("image/png", 40 << 20)));
        let second = pictures.keep(png(40 << 20));
        assert!(!pictures.has(first) && pictures.has(second));
        assert_eq!(pictures.bytes, 40 << 20);
        let many: Vec<_> = (0..MOST).map(|_| pictures.keep(png(10))).collect();
        assert!(!pictures.has(second) && many.iter().all(|handle| pictures.has(*handle)));
        assert_eq!(pictures.bytes, 10 * MOST);
    }

    #[test]
    fn a_picture_above_the_bound_is_kept_alone_and_a_wiped_handle_is_never_given_again() {
        let mut pictures = Pictures::default();
        let (_, huge) = (pictures.keep(png(1)), pictures.keep(png(MOST_BYTES + 1)));
        assert!(pictures.has(huge) && pictures.kept.len() == 1);
        pictures.wipe();
        assert_eq!((pictures.get(huge), pictures.bytes), (None, 0));
        assert!(pictures.keep(png(1)) > huge);
    }
}
