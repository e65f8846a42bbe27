//! The fonts in the program: Libertinus Serif and DejaVu Sans Mono, and no others. Never looks for system fonts.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontStyle};
use typst::utils::LazyHash;

/// The family of all running text: Latin, Greek, Cyrillic.
pub const SERIF: &str = "Libertinus Serif";
/// The family of ids, hashes, file names and commands, and of scripts that the serif lacks.
pub const MONO: &str = "DejaVu Sans Mono";

/// The bundled fonts with the index typst chooses from.
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
}

/// The slanted styles of the mono family stay out: they lack signs that its upright ones have.
fn bundled(font: &Font) -> bool {
    let info = font.info();
    info.family == SERIF || (info.family == MONO && info.variant.style == FontStyle::Normal)
}

/// Read once a process; the font files lie in the binary.
pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let fonts: Vec<Font> =
        typst_assets::fonts().flat_map(|file| Font::iter(Bytes::new(file))).filter(bundled).collect();
    Fonts { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});
