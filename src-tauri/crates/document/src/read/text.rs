//! Text and logs → lines, counted to the end in memory that doesn't grow with the text. Never alters a line but
//! by cutting it where it is longer than the limit.

use super::{broken, cut};
use crate::decode::{Fallback, Text};
use model::exhibit::{Lines, NotShown, ShowLimits};
use std::io::Read;

/// Reads a text to its end.
///
/// # Errors
/// It isn't text.
pub(crate) fn read(input: &mut dyn Read, limits: &ShowLimits) -> Result<Lines, NotShown> {
    read_as(input, Fallback::Windows, limits)
}

/// Reads a text to its end, with the encodings that its kind allows.
///
/// # Errors
/// It isn't text.
pub(crate) fn read_as(input: &mut dyn Read, fallback: Fallback, limits: &ShowLimits) -> Result<Lines, NotShown> {
    let mut text = Text::new(input, fallback);
    let mut collected = Collected::new(limits);
    let mut piece = String::new();
    loop {
        let more = text.next(&mut piece).map_err(broken)?;
        if text.nul {
            return Err(NotShown::NoPages);
        }
        collected.push(&piece);
        if !more {
            break;
        }
    }
    let mut lines = collected.finish();
    lines.replaced = text.replaced;
    Ok(lines)
}

/// Lines that are being collected from pieces of text: as many as are shown are kept, the rest is counted.
pub(crate) struct Collected {
    limits: ShowLimits,
    kept: Vec<String>,
    total: u64,
    /// The beginning of the line that isn't ended yet.
    open: String,
    /// Bytes of `open` beyond which more of the line can't be shown.
    open_limit: usize,
    /// Whether anything stands after the last line end.
    pending: bool,
    /// Whether the last piece ended in CR, so that a LF belongs to it.
    after_return: bool,
}

impl Collected {
    pub(crate) fn new(limits: &ShowLimits) -> Self {
        let open_limit = (limits.line_chars as usize + 1) * 4;
        let (kept, open) = (Vec::new(), String::new());
        Self { limits: *limits, kept, total: 0, open, open_limit, pending: false, after_return: false }
    }

    /// Takes the next piece of text, with its line ends (LF, CRLF or CR).
    pub(crate) fn push(&mut self, piece: &str) {
        let mut rest = piece;
        if self.after_return && !rest.is_empty() {
            rest = rest.strip_prefix('\n').unwrap_or(rest);
            self.after_return = false;
        }
        while let Some(end) = memchr::memchr2(b'\n', b'\r', rest.as_bytes()) {
            self.add(&rest[..end]);
            self.end_line();
            let ended_by = rest.as_bytes()[end];
            rest = &rest[end + 1..];
            if ended_by == b'\r' {
                self.after_return = rest.is_empty();
                rest = rest.strip_prefix('\n').unwrap_or(rest);
            }
        }
        self.add(rest);
    }

    fn add(&mut self, part: &str) {
        self.pending |= !part.is_empty();
        if self.kept.len() >= self.limits.lines as usize {
            return;
        }
        let room = self.open_limit.saturating_sub(self.open.len());
        if room > 0 {
            self.open.push_str(&part[..part.floor_char_boundary(room)]);
        }
    }

    fn end_line(&mut self) {
        self.total += 1;
        self.pending = false;
        if self.kept.len() < self.limits.lines as usize {
            self.kept.push(cut(&self.open, self.limits.line_chars));
            self.open.clear();
        }
    }

    /// The lines; a last one without a line end counts too.
    pub(crate) fn finish(mut self) -> Lines {
        if self.pending {
            self.end_line();
        }
        Lines { lines: self.kept, total_lines: self.total, replaced: 0, indented: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn limits(lines: u32, line_chars: u32) -> ShowLimits {
        ShowLimits { lines, line_chars, ..ShowLimits::default() }
    }

    #[test]
    fn all_line_ends_and_a_last_line_without_one() {
        let lines = read(&mut &b"one\r\ntwo\rthree\n\nfive"[..], &limits(10, 10)).unwrap();
        assert_eq!(lines.lines, ["one", "two", "three", "", "five"]);
        assert_eq!(lines.total_lines, 5);
        assert_eq!(read(&mut &b"one\r\n"[..], &limits(10, 10)).unwrap().total_lines, 1);
        assert_eq!(read(&mut &b""[..], &limits(10, 10)).unwrap().total_lines, 0);
    }

    #[test]
    fn lines_beyond_the_limit_are_counted_and_long_ones_cut() {
        let lines = read(&mut &b"abcdef\nb\nc\nd"[..], &limits(2, 4)).unwrap();
        assert_eq!(lines.lines, ["abc…", "b"]);
        assert_eq!(lines.total_lines, 4);
    }

    #[test]
    fn nul_is_no_text() {
        assert_eq!(read(&mut &b"a\0b"[..], &limits(9, 9)), Err(NotShown::NoPages));
    }

    proptest! {
        #[test]
        fn pieces_do_not_matter(text in "[ab\r\né]{0,60}", cuts in prop::collection::vec(0usize..60, 0..6)) {
            let whole = { let mut all = Collected::new(&limits(50, 40)); all.push(&text); all.finish() };
            let mut cuts: Vec<usize> = cuts.into_iter().map(|at| text.floor_char_boundary(at)).collect();
            cuts.sort_unstable();
            let (mut pieces, mut from) = (Collected::new(&limits(50, 40)), 0);
            for at in cuts {
                pieces.push(&text[from..at]);
                from = at;
            }
            pieces.push(&text[from..]);
            prop_assert_eq!(pieces.finish(), whole);
        }
    }
}
