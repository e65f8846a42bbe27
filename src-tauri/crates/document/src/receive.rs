//! What the parent takes from the child: every frame is checked against what was asked for, since a child that a
//! document has taken over may send anything. Never repairs; one wrong frame and nothing of the document is used.

use crate::page::Seen;
use crate::protocol::{FRAME_LIMIT, Frame};
use crate::read::page_words;
use crate::read::pdf::SIDE_LIMIT;
use crate::read::workbook::SHEET_LIMIT;
use crate::svg;
use image::{ImageFormat, ImageReader};
use model::exhibit::{Lines, NotShown, Page, Picture, ShowLimits, Shown, Table, Word};
use std::io::Cursor;

/// Pixels of either side of a picture, at most.
pub(crate) const PICTURE_SIDE: u32 = 4096;
/// Points by which a word's box may reach off its page, which only rounding accounts for.
const SLACK: f32 = 0.05;
/// Characters of a reason, at most.
const REASON_CHARS: usize = 200;

/// What has come so far.
pub(crate) struct Received {
    /// Whether one page with its words was asked for.
    of_page: bool,
    limits: ShowLimits,
    ready: bool,
    pages: Vec<Page>,
    tables: Vec<Table>,
    lines: Option<Lines>,
    outcome: Option<Result<Shown, NotShown>>,
}

impl Received {
    pub(crate) fn new(limits: &ShowLimits) -> Self {
        Self {
            of_page: false,
            limits: *limits,
            ready: false,
            pages: Vec::new(),
            tables: Vec::new(),
            lines: None,
            outcome: None,
        }
    }

    /// For one page with its words.
    pub(crate) fn of_page(limits: &ShowLimits) -> Self {
        Self { of_page: true, ..Self::new(&ShowLimits { pages: 1, ..*limits }) }
    }

    /// Takes the next frame; true where it was the last one.
    pub(crate) fn take(&mut self, frame: Frame) -> bool {
        if let Err(reason) = self.admit(frame) {
            self.outcome = Some(Err(NotShown::Unsafe(format!("its reader sent {reason}"))));
        }
        self.outcome.is_some()
    }

    /// What the document came to; none where the child ended without saying so.
    pub(crate) fn outcome(self) -> Option<Result<Shown, NotShown>> {
        self.outcome
    }

    /// What the page came to; none where the child ended without saying so.
    pub(crate) fn seen(mut self) -> Option<Result<Seen, NotShown>> {
        let text = self.lines.take();
        Some(match self.outcome? {
            Ok(Shown::Pages { mut pages, total_pages }) => match pages.pop() {
                Some(page) => Ok(Seen::Page { page, text, total_pages }),
                None => Err(NotShown::Unsafe("its reader sent no page".into())),
            },
            Ok(Shown::Tables(_) | Shown::Lines(_)) => Err(NotShown::Unsafe("its reader sent no page".into())),
            Err(reason) => Err(reason),
        })
    }

    /// Whether the child said that it is confined.
    pub(crate) fn ready(&self) -> bool {
        self.ready
    }

    fn admit(&mut self, frame: Frame) -> Result<(), &'static str> {
        match frame {
            Frame::Ready { .. } if !self.ready => self.ready = true,
            Frame::NotShown(reason) => self.outcome = Some(Err(worded(reason))),
            _ if !self.ready => return Err("something before it was confined"),
            Frame::Ready { .. } => return Err("two beginnings"),
            Frame::Page(page) => {
                check_page(&page)?;
                self.pages.push(page);
                if self.pages.iter().map(|page| page.words.len()).sum::<usize>()
                    > page_words::DOCUMENT + self.pages.len()
                {
                    return Err("more words than a document has");
                }
            }
            Frame::Table(table) => {
                check_table(&table, &self.limits)?;
                self.tables.push(table);
            }
            Frame::Lines(lines) if self.lines.is_none() => {
                check_lines(&lines, &self.limits)?;
                self.lines = Some(lines);
            }
            Frame::Lines(_) => return Err("two texts"),
            Frame::Answer(_)
            | Frame::Part(_)
            | Frame::Cells(_)
            | Frame::Sheet(_)
            | Frame::Archive(_)
            | Frame::Rewritten(_) => {
                return Err("an answer to another question");
            }
            Frame::End { total_pages } => self.outcome = Some(Ok(self.shown(total_pages)?)),
        }
        // A picture counts as one page whatever the limit.
        if self.pages.len() > self.limits.pages.max(1) as usize || self.tables.len() > SHEET_LIMIT {
            return Err("more than was asked for");
        }
        Ok(())
    }

    fn shown(&mut self, total_pages: Option<u32>) -> Result<Shown, &'static str> {
        let (pages, tables) = (std::mem::take(&mut self.pages), std::mem::take(&mut self.tables));
        // The words of a page stay where they are: they go with it.
        let lines = if self.of_page { None } else { self.lines.take() };
        match (total_pages, lines) {
            (Some(total_pages), None) if tables.is_empty() && pages.len() <= total_pages as usize => {
                Ok(Shown::Pages { pages, total_pages })
            }
            (None, None) if pages.is_empty() && !tables.is_empty() => Ok(Shown::Tables(tables)),
            (None, Some(lines)) if pages.is_empty() && tables.is_empty() => Ok(Shown::Lines(lines)),
            _ => Err("parts that do not belong together"),
        }
    }
}

/// The reason with its words cut to a length and without control characters.
pub(crate) fn worded(reason: NotShown) -> NotShown {
    let short = |words: String| words.chars().filter(|letter| !letter.is_control()).take(REASON_CHARS).collect();
    match reason {
        NotShown::Damaged(words) => NotShown::Damaged(short(words)),
        NotShown::Unsafe(words) => NotShown::Unsafe(short(words)),
        NotShown::NotConfined(words) => NotShown::NotConfined(short(words)),
        NotShown::NoPages | NotShown::Locked | NotShown::TooLarge(_) => reason,
    }
}

fn check_page(page: &Page) -> Result<(), &'static str> {
    let sane = |side: f32| side.is_finite() && side > 0.0 && side <= 2.0 * SIDE_LIMIT;
    if !sane(page.width_pt) || !sane(page.height_pt) {
        return Err("a page of no sane size");
    }
    check_words(page)?;
    match &page.picture {
        Picture::Svg(text) => svg::screen(text).map_err(|_| "a picture that is not allowed"),
        Picture::Png { bytes, width, height } => check_pixels(bytes, ImageFormat::Png, (*width, *height)),
        Picture::Jpeg { bytes, width, height } => check_pixels(bytes, ImageFormat::Jpeg, (*width, *height)),
    }
}

pub(crate) fn check_words(page: &Page) -> Result<(), &'static str> {
    let bytes = page.words.iter().map(|word| word.text.len()).sum::<usize>();
    let beyond = page.words.len() > page_words::WORDS || bytes > page_words::TEXT;
    let word = |Word { text, x, y, width, height, .. }: &Word| {
        let side = |from: f32, length: f32, whole: f32| {
            // What isn't a number holds in no comparison.
            from >= 0.0 && length > 0.0 && from + length <= whole * (1.0 + f32::EPSILON) + SLACK
        };
        let plain = !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c.is_control());
        let short = !longer(text, page_words::LETTERS as u32);
        plain && short && side(*x, *width, page.width_pt) && side(*y, *height, page.height_pt)
    };
    if beyond || (!page.words.is_empty() && !page.has_text) || !page.words.iter().all(word) {
        return Err("words that the page can not have");
    }
    Ok(())
}

fn check_pixels(bytes: &[u8], format: ImageFormat, stated: (u32, u32)) -> Result<(), &'static str> {
    let found = ImageReader::with_format(Cursor::new(bytes), format).into_dimensions();
    let bounded = stated.0.max(stated.1) <= PICTURE_SIDE && stated.0.min(stated.1) > 0 && bytes.len() <= FRAME_LIMIT;
    if bounded && found.is_ok_and(|found| found == stated) { Ok(()) } else { Err("a picture of another size") }
}

fn check_table(table: &Table, limits: &ShowLimits) -> Result<(), &'static str> {
    let (rows, columns) = (limits.rows as usize, limits.columns as usize);
    let width = table.rows.iter().map(Vec::len).chain([table.header.len()]).max().unwrap_or_default();
    let ragged = table.rows.iter().any(|row| row.len() != width);
    let mut cells = table.rows.iter().flatten().chain(&table.header);
    let long = cells.any(|cell| longer(cell, limits.cell_chars)) || table.name.as_ref().is_some_and(|n| longer(n, 100));
    if table.rows.len() > rows || width > columns || ragged || long || table.total_rows < table.rows.len() as u64 {
        return Err("a table beyond what was asked for");
    }
    Ok(())
}

fn check_lines(lines: &Lines, limits: &ShowLimits) -> Result<(), &'static str> {
    let long = lines.lines.iter().any(|line| longer(line, limits.line_chars));
    if lines.lines.len() > limits.lines as usize || long || lines.total_lines < lines.lines.len() as u64 {
        return Err("lines beyond what was asked for");
    }
    Ok(())
}

fn longer(text: &str, limit: u32) -> bool {
    text.len() > limit as usize && text.chars().nth(limit as usize).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::exhibit::{Begins, Runs};

    fn outcome(frames: Vec<Frame>) -> Option<Result<Shown, NotShown>> {
        let limits = ShowLimits { pages: 2, rows: 2, columns: 2, cell_chars: 3, lines: 2, line_chars: 3 };
        let mut received = Received::new(&limits);
        for frame in frames {
            if received.take(frame) {
                break;
            }
        }
        received.outcome()
    }

    const READY: Frame = Frame::Ready { landlock: true };

    fn lines(lines: &[&str], total_lines: u64) -> Frame {
        let lines = lines.iter().map(ToString::to_string).collect();
        Frame::Lines(Lines { lines, total_lines, replaced: 0, indented: false })
    }

    fn table(rows: &[&[&str]], total_rows: u64) -> Frame {
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        Frame::Table(Table { name: None, header: Vec::new(), rows, total_rows, total_columns: 2 })
    }

    fn page(picture: Picture) -> Frame {
        Frame::Page(Page { width_pt: 9.0, height_pt: 9.0, picture, has_text: false, words: Vec::new(), undrawn: 0 })
    }

    #[test]
    fn what_was_asked_for_is_taken() {
        assert!(matches!(outcome(vec![READY, lines(&["abc"], 7), Frame::End { total_pages: None }]), Some(Ok(_))));
        assert!(matches!(outcome(vec![READY, table(&[&["a"]], 1), Frame::End { total_pages: None }]), Some(Ok(_))));
        assert_eq!(outcome(vec![READY, Frame::NotShown(NotShown::Locked)]), Some(Err(NotShown::Locked)));
        assert_eq!(outcome(vec![READY, lines(&["abc"], 7)]), None);
    }

    #[test]
    fn anything_else_is_refused() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>";
        let png = b"\x89PNG\r\n\x1a\n".to_vec();
        let end = || Frame::End { total_pages: None };
        for frames in [
            vec![lines(&["a"], 1)],
            vec![READY, READY],
            vec![READY, lines(&["abcd"], 1)],
            vec![READY, lines(&["a", "b", "c"], 3)],
            vec![READY, lines(&["a", "b"], 1)],
            vec![READY, table(&[&["a"], &["b"], &["c"]], 3)],
            vec![READY, table(&[&["a", "b", "c"]], 3)],
            vec![READY, table(&[&["a"], &["b", "c"]], 3)],
            vec![READY, table(&[&["aaaa"]], 3)],
            vec![READY, page(Picture::Svg(svg.into()))],
            vec![READY, page(Picture::Png { bytes: png, width: 5, height: 5 })],
            vec![READY, lines(&["a"], 1), table(&[&["a"]], 3), end()],
            vec![READY, Frame::Answer(b"yes".to_vec())],
            vec![READY, end()],
        ] {
            assert!(matches!(outcome(frames), Some(Err(NotShown::Unsafe(_)))));
        }
    }

    #[test]
    fn words_that_a_page_can_not_have_are_refused() {
        let told = |text: &str, x: f32, width: f32| {
            let (runs, begins) = (Runs::Right, Begins::Line);
            Word { text: text.into(), x, y: 1.0, width, height: 2.0, runs, begins }
        };
        let taken = |words: Vec<Word>, has_text: bool| {
            let picture = Picture::Svg(String::new());
            check_words(&Page { width_pt: 9.0, height_pt: 9.0, picture, has_text, words, undrawn: 0 }).is_ok()
        };
        assert!(taken(vec![told("a", 0.0, 9.0), told("\u{202E}\u{FFFD}", 8.5, 0.5)], true));
        assert!(taken(Vec::new(), false));
        for word in [
            told("", 1.0, 1.0),
            told("a b", 1.0, 1.0),
            told("a\0", 1.0, 1.0),
            told("a", -1.0, 1.0),
            told("a", 1.0, 0.0),
            told("a", 1.0, 9.0),
            told("a", f32::NAN, 1.0),
            told("a", 1.0, f32::INFINITY),
            told(&"a".repeat(page_words::LETTERS + 1), 1.0, 1.0),
        ] {
            assert!(!taken(vec![word.clone()], true), "{word:?}");
        }
        assert!(!taken(vec![told("a", 1.0, 1.0)], false));
        assert!(!taken(vec![told("a", 1.0, 1.0); page_words::WORDS + 1], true));
        assert!(!taken(vec![told(&"a".repeat(200), 1.0, 1.0); page_words::TEXT / 200 + 1], true));
    }

    #[test]
    fn reasons_are_cut() {
        let reason = NotShown::Damaged("x\u{1b}\n".repeat(500));
        let Some(Err(NotShown::Damaged(words))) = outcome(vec![READY, Frame::NotShown(reason)]) else { panic!() };
        assert_eq!(words, "x".repeat(REASON_CHARS));
    }
}
