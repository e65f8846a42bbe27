//! Where a page of evidence stands on its sheet: upright, in its own size, above a band of its own for the stamp, so that the
//! stamp covers nothing and can be read whichever way the page was turned.

use model::own_pages::OwnPage;

/// Points of the narrowest sheet on which a stamp can be read.
const LEAST_WIDTH: f32 = 340.0;
/// Height of the band on a sheet as wide as A4; on a wider one it and its letters grow with the width.
const BAND: f32 = 44.0;
const USUAL_WIDTH: f32 = 595.0;
/// How often it grows, at most.
const MOST_GROWTH: f32 = 12.0;
/// Points of the side of a sheet, at most: more than 14,400 is shown by few programs (ISO 32000-1, annex C).
const MOST_SIDE: f32 = 14_000.0;

/// A page on its sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    /// Width and height of the sheet in points.
    pub(super) width: f32,
    pub(super) height: f32,
    /// Height of the band at its foot.
    pub(super) band: f32,
    /// How much larger than usual the stamp is.
    pub(super) growth: f32,
    /// Part of its size in which the page is shown; 1 unless it is larger than a sheet can be.
    pub(super) scale: f32,
    /// From the page's own units to points of the sheet, as a PDF writes a transformation.
    pub(super) matrix: [f32; 6],
}

/// Places a page.
pub(super) fn place(page: &OwnPage) -> Placed {
    let (width, height) = page.size();
    let room = MOST_SIDE - BAND * MOST_GROWTH;
    let scale = (room / width.max(height)).min(1.0);
    let (shown, high) = (width * scale, height * scale);
    let sheet = shown.max(LEAST_WIDTH);
    let growth = (sheet / USUAL_WIDTH).clamp(1.0, MOST_GROWTH);
    let band = BAND * growth;
    let beside = (sheet - shown) / 2.0;
    let unit = page.unit * scale;
    let [left, lower, right, upper] = page.edges.map(|edge| edge * unit);
    let matrix = match page.turns {
        1 => [0.0, -unit, unit, 0.0, beside - lower, band + right],
        2 => [-unit, 0.0, 0.0, -unit, beside + right, band + upper],
        3 => [0.0, unit, -unit, 0.0, beside + upper, band - left],
        _ => [unit, 0.0, 0.0, unit, beside - left, band - lower],
    };
    Placed { width: sheet, height: high + band, band, growth, scale, matrix }
}

impl Placed {
    /// A point of the page, on the sheet.
    pub(super) fn point(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        let [a, b, c, d, e, f] = self.matrix;
        [a * x + c * y + e, b * x + d * y + f]
    }

    /// An area of the page, on the sheet: left, lower, right and upper edge. Nothing of it reaches into the band.
    pub(super) fn area(&self, [left, lower, right, upper]: [f32; 4]) -> [f32; 4] {
        let ([a, b], [c, d]) = (self.point([left, lower]), self.point([right, upper]));
        [a.min(c), b.min(d).max(self.band), a.max(c), b.max(d).max(self.band)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn page(edges: [f32; 4], turns: u8, unit: f32) -> OwnPage {
        OwnPage { edges, turns, unit, drawn: vec![], links: vec![] }
    }

    #[test]
    fn a_turned_page_stands_upright() {
        // The upper left corner of what is drawn, and where it stands once the page is turned.
        for (turns, corner) in [(0, [0.0, 1.0]), (1, [1.0, 1.0]), (2, [1.0, 0.0]), (3, [0.0, 0.0])] {
            let page = page([100.0, 200.0, 700.0, 1000.0], turns, 1.0);
            let (placed, (width, height)) = (place(&page), page.size());
            let expected = [corner[0] * width, placed.band + corner[1] * height];
            let [x, y] = placed.point([100.0, 1000.0]);
            assert!((x - expected[0]).abs() < 0.01 && (y - expected[1]).abs() < 0.01, "{turns}: {x} {y}");
        }
    }

    proptest! {
        #[test]
        fn a_page_fills_its_sheet_above_the_band_and_nothing_else(
            left in -500.0_f32..500.0, lower in -500.0_f32..500.0,
            width in 1.0_f32..9_000.0, height in 1.0_f32..9_000.0, turns in 0_u8..4, unit in 0.5_f32..4.0,
        ) {
            let page = page([left, lower, left + width, lower + height], turns, unit);
            let placed = place(&page);
            let [a, b, c, d] = placed.area(page.edges);
            prop_assert!(placed.width >= LEAST_WIDTH && placed.width.max(placed.height) <= 14_400.0);
            prop_assert!(a >= -0.5 && c <= placed.width + 0.5, "{a} {c}");
            prop_assert!((b - placed.band).abs() < 0.5 && (d - placed.height).abs() < 0.5, "{b} {d}");
            prop_assert!(b >= placed.band, "{b} is in the band");
            prop_assert!(((a + c) - placed.width).abs() < 1.0, "it stands in the middle");
            prop_assert!(placed.scale == 1.0 || page.size().0.max(page.size().1) > 13_000.0);
        }
    }
}
