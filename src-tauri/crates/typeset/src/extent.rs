//! How much room a line of safe text takes in the bundled fonts, reckoned without setting it. Never shapes: it holds for
//! text that is set without kerning, ligatures and contextual forms.

use std::sync::LazyLock;

use typst::layout::Abs;
use typst::text::{FontInstance, FontStyle, FontVariant, FontVariations, FontWeight};
use unicode_segmentation::UnicodeSegmentation;

use crate::font::{FONTS, MONO, SERIF};
use crate::letters::font_among;

/// The room of a line, in ems of its size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// From its beginning to its end.
    pub width: f64,
    /// From the baseline up, as the fonts state it.
    pub ascent: f64,
    /// From the baseline down, as the fonts state it; more than nothing.
    pub descent: f64,
}

/// The regular style of each family, in the order in which running text takes them.
static REGULAR: LazyLock<Vec<FontInstance>> =
    LazyLock::new(|| [SERIF, MONO].into_iter().filter_map(regular_of).collect());

/// The fonts of running text in its regular style.
pub(crate) fn regular() -> &'static [FontInstance] {
    &REGULAR
}

fn regular_of(family: &str) -> Option<FontInstance> {
    let is_regular =
        |variant: &FontVariant| (variant.style, variant.weight) == (FontStyle::Normal, FontWeight::REGULAR);
    let font = FONTS.fonts.iter().find(|font| font.info().family == family && is_regular(&font.info().variant))?;
    Some(font.clone().instantiate(FontVariant::default(), Abs::pt(10.0), &FontVariations::default()))
}

/// The room of a line of text as running text sets it in the regular style: each cluster in the first font that has all of
/// it, a mark on its letter without room of its own.
pub fn extent(text: &str) -> Extent {
    let mut all = Extent { width: 0.0, ascent: 0.0, descent: 0.0 };
    for cluster in text.graphemes(true) {
        let Some(font) = font_among(&REGULAR, cluster) else { return all };
        let glyph = cluster.chars().next().and_then(|c| font.ttf().glyph_index(c));
        all.width += glyph.and_then(|glyph| font.x_advance(glyph.0)).map_or(0.0, |advance| advance.get());
        all.ascent = all.ascent.max(font.metrics().ascender.get());
        all.descent = all.descent.max(-font.metrics().descender.get());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_take_the_room_that_their_fonts_state() {
        let serif = extent("Hello");
        assert!((serif.width - 2.209).abs() < 1e-9, "{serif:?}");
        assert!((serif.ascent - 0.894).abs() < 1e-9 && (serif.descent - 0.246).abs() < 1e-9, "{serif:?}");
        let mono = f64::from(1233) / 2048.0;
        assert!((extent("✓").width - mono).abs() < 1e-9);
        assert!((extent("a✓").width - extent("a").width - mono).abs() < 1e-9);
        assert!((extent("e\u{301}").width - extent("é").width).abs() < 1e-9, "a mark takes no room");
        assert_eq!(extent("").width, 0.0);
    }
}
