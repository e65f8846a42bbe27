//! Which characters the bundled fonts can show, and the one function that makes foreign text safe to set: what
//! can't be shown is written out, never dropped and never passed on.

use std::sync::LazyLock;

use typst::text::Font;
use unicode_segmentation::UnicodeSegmentation;

use crate::font::{FONTS, MONO, SERIF};

/// Text that each of the bundled fonts' styles in use can show, in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafeText {
    /// The text, with each character that can't be shown as `⟨U+XXXX⟩`.
    pub text: String,
    /// How many characters were written out so.
    pub replaced: u64,
}

/// What each family has in all of its styles: a character in a style that lacks it would be looked for elsewhere, and
/// a cluster may find no font that has all of it.
struct Coverage {
    serif: Vec<(u32, u32)>,
    mono: Vec<(u32, u32)>,
}

static COVERAGE: LazyLock<Coverage> = LazyLock::new(|| Coverage { serif: family(SERIF), mono: family(MONO) });

/// Ranges of the characters that all fonts of a family have.
fn family(name: &str) -> Vec<(u32, u32)> {
    let fonts: Vec<&Font> = FONTS.fonts.iter().filter(|font| font.info().family == name).collect();
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    let Some((first, rest)) = fonts.split_first() else { return ranges };
    let everywhere = |point: &u32| rest.iter().all(|font| font.info().coverage.contains(*point));
    for point in first.info().coverage.iter().filter(everywhere) {
        match ranges.last_mut() {
            Some((_, end)) if *end + 1 == point => *end = point,
            _ => ranges.push((point, point)),
        }
    }
    ranges
}

fn covers(ranges: &[(u32, u32)], c: char) -> bool {
    let point = u32::from(c);
    let after = ranges.partition_point(|&(start, _)| start <= point);
    after > 0 && ranges[after - 1].1 >= point
}

/// Whether a character stands for itself in a packet: the bundled fonts have it, and it isn't one that hides,
/// reorders or means nothing.
pub fn is_shown(c: char) -> bool {
    !is_unseen(c) && (covers(&COVERAGE.serif, c) || covers(&COVERAGE.mono, c))
}

/// Controls, line and paragraph separators, characters that can't be seen or reorder others (Unicode's default
/// ignorables and format characters), stand-ins for objects, private use, noncharacters.
fn is_unseen(c: char) -> bool {
    let point = u32::from(c);
    let listed = matches!(
        point,
        0x00..=0x1F
            | 0x7F..=0x9F
            | 0xAD
            | 0x34F
            | 0x600..=0x605
            | 0x61C
            | 0x6DD
            | 0x70F
            | 0x115F..=0x1160
            | 0x17B4..=0x17B5
            | 0x180B..=0x180F
            | 0x200B..=0x200F
            | 0x2028..=0x202E
            | 0x2060..=0x206F
            | 0x3164
            | 0xFE00..=0xFE0F
            | 0xFEFF
            | 0xFFA0
            | 0xFFF0..=0xFFFC
            | 0x1BCA0..=0x1BCA3
            | 0x1D173..=0x1D17A
            | 0xE0000..=0xE0FFF
    );
    let private = matches!(point, 0xE000..=0xF8FF | 0xF0000..=0xFFFFD | 0x10_0000..=0x10_FFFD);
    let nothing = matches!(point, 0xFDD0..=0xFDEF) || point & 0xFFFE == 0xFFFE;
    listed || private || nothing
}

/// Whether the character joins the one before it.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && ['a', c].iter().collect::<String>().graphemes(true).count() == 1
}

/// Makes one line of foreign text safe to set in any style: each character that the bundled fonts lack, or that
/// is a control (line feed and tab too), reorders text, can't be seen, is private or means nothing, becomes a
/// visible `⟨U+XXXX⟩`. A mark that no one font has together with the letter it stands on is written out as well,
/// since a cluster is set in one font; so is a mark that stands on nothing. What is safe stays as it is when it
/// goes through here again.
pub fn safe(text: &str) -> SafeText {
    if text.bytes().all(|byte| (0x20..0x7F).contains(&byte)) {
        return SafeText { text: text.to_owned(), replaced: 0 };
    }
    let mut out = SafeText { text: String::with_capacity(text.len() + 16), replaced: 0 };
    for cluster in text.graphemes(true) {
        let together = [&COVERAGE.serif, &COVERAGE.mono]
            .iter()
            .any(|ranges| cluster.chars().all(|c| !is_unseen(c) && covers(ranges, c)));
        for (place, c) in cluster.chars().enumerate() {
            if (place == 0 && is_shown(c) && !is_mark(c)) || (together && !cluster.starts_with(is_mark)) {
                out.text.push(c);
            } else {
                out.text.push_str(&format!("⟨U+{:04X}⟩", u32::from(c)));
                out.replaced += 1;
            }
        }
    }
    out
}
