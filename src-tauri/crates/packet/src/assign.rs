//! Which exhibit goes into which volume: in their order, each whole, as many as the limits allow. Knows sizes and nothing else
//! of them.

use std::ops::Range;

use model::packet::VolumeLimits;

/// What an exhibit takes of a volume.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Size {
    /// Its pages.
    pub(crate) pages: u32,
    /// Bytes that it adds to the file: its originals that are attached, and its own pages.
    pub(crate) bytes: u64,
}

/// A volume while it is filled.
pub(crate) struct Filling {
    limits: VolumeLimits,
    held: Size,
}

impl Filling {
    /// An empty one.
    pub(crate) const fn new(limits: VolumeLimits) -> Self {
        Self { limits, held: Size { pages: 0, bytes: 0 } }
    }

    /// Takes an exhibit if it fits.
    pub(crate) fn takes(&mut self, size: Size) -> bool {
        let held = Size {
            pages: self.held.pages.saturating_add(size.pages),
            bytes: self.held.bytes.saturating_add(size.bytes),
        };
        let fits = held.pages <= self.limits.pages && held.bytes <= self.limits.bytes;
        if fits {
            self.held = held;
        }
        fits
    }
}

/// The exhibits of each volume, by their places. The first volume, which holds the report, may have none; no other is
/// without. What is larger than a volume stands in one alone.
pub(crate) fn assign(sizes: &[Size], limits: VolumeLimits) -> Vec<Range<usize>> {
    let mut volumes = Vec::new();
    let (mut start, mut filling) = (0, Filling::new(limits));
    for (place, size) in sizes.iter().enumerate() {
        if filling.takes(*size) {
            continue;
        }
        // Nothing joins one that is too large already.
        if place > start || volumes.is_empty() {
            volumes.push(start..place);
        }
        start = place;
        filling = Filling::new(limits);
        if !filling.takes(*size) {
            volumes.push(place..place + 1);
            start = place + 1;
        }
    }
    if start < sizes.len() || volumes.is_empty() {
        volumes.push(start..sizes.len());
    }
    volumes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sizes(all: &[(u32, u64)]) -> Vec<Size> {
        all.iter().map(|&(pages, bytes)| Size { pages, bytes }).collect()
    }

    fn size_of(sizes: &[Size]) -> (u64, u64) {
        (sizes.iter().map(|size| u64::from(size.pages)).sum(), sizes.iter().map(|size| size.bytes).sum())
    }

    const LIMITS: VolumeLimits = VolumeLimits { pages: 100, bytes: 1_000 };

    #[test]
    fn volumes_are_filled_in_order() {
        let of = |all: &[(u32, u64)]| assign(&sizes(all), LIMITS);
        let one = |exhibits: Range<usize>| vec![exhibits];
        assert_eq!(of(&[]), one(0..0), "a packet without exhibits has its report");
        assert_eq!(of(&[(40, 1), (60, 1)]), one(0..2));
        assert_eq!(of(&[(40, 1), (61, 1)]), [0..1, 1..2]);
        assert_eq!(of(&[(1, 600), (1, 401), (1, 599)]), [0..1, 1..3]);
        assert_eq!(of(&[(101, 1), (1, 1)]), [0..0, 0..1, 1..2], "what is too large stands alone");
        assert_eq!(of(&[(1, 1), (1, 1_001), (101, 1), (1, 1)]), [0..1, 1..2, 2..3, 3..4]);
    }

    proptest! {
        #[test]
        fn every_exhibit_is_in_one_volume_and_the_limits_are_kept(
            all in prop::collection::vec((1..180u32, 0..1_400u64), 0..60),
        ) {
            let all = sizes(&all);
            let volumes = assign(&all, LIMITS);
            let order: Vec<usize> = volumes.iter().cloned().flatten().collect();
            prop_assert_eq!(order, (0..all.len()).collect::<Vec<_>>());
            for (number, volume) in volumes.iter().enumerate() {
                prop_assert!(number == 0 || !volume.is_empty(), "volume {} is empty", number + 1);
                let (pages, bytes) = size_of(&all[volume.clone()]);
                let fits = pages <= u64::from(LIMITS.pages) && bytes <= LIMITS.bytes;
                prop_assert!(fits || volume.len() == 1, "{pages} pages, {bytes} bytes in {volume:?}");
            }
            // No volume is begun that isn't needed: the first exhibit of the next one wouldn't have fitted.
            for pair in volumes.windows(2) {
                let (pages, bytes) = size_of(&all[pair[0].start..pair[1].start + 1]);
                prop_assert!(pages > u64::from(LIMITS.pages) || bytes > LIMITS.bytes);
            }
        }
    }
}
