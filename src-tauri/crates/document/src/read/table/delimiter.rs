//! Which character separates the cells of a table: the one under which most rows have the same number of cells.
//! Never looks further than the first piece of the text.

use csv_core::{ReadFieldResult, ReaderBuilder};

/// Characters that separate cells, the likeliest first.
const CANDIDATES: [u8; 4] = *b",;\t|";
/// Rows that are looked at.
const ROWS: usize = 60;

/// The separator, and how many bytes of the text state it (a first line `sep=;`, as a spreadsheet program writes
/// it) and are no row. `cut`: the text goes on after `text`.
pub(crate) fn choose(text: &str, ending: &str, cut: bool) -> (u8, usize) {
    if let Some(stated) = stated(text) {
        return stated;
    }
    let fallback = if ending == "tsv" { b'\t' } else { b',' };
    let best = CANDIDATES.iter().filter_map(|&separator| Some((separator, agreement(text, separator, cut)?)));
    // The first of equals wins.
    let best = best.reduce(|best, next| if next.1.score() > best.1.score() { next } else { best });
    (best.map_or(fallback, |(separator, _)| separator), 0)
}

/// Whether a text of unknown kind is a table: at least three rows of the same number of cells, two or more, and
/// no other rows.
pub(crate) fn consistent(text: &str, cut: bool) -> bool {
    CANDIDATES.iter().any(|&separator| {
        agreement(text, separator, cut).is_some_and(|found| found.rows >= 2 && found.agreeing == found.rows)
            && text.lines().take(3).filter(|line| line.as_bytes().contains(&separator)).count() >= 2
    })
}

fn stated(text: &str) -> Option<(u8, usize)> {
    let line = text.lines().next()?;
    let separator = line.strip_prefix("sep=").filter(|rest| rest.len() == 1)?.bytes().next()?;
    let end = text[line.len()..].chars().take_while(|character| "\r\n".contains(*character)).count().min(2);
    (!separator.is_ascii_alphanumeric() && separator != b'"').then_some((separator, line.len() + end))
}

/// How far rows agree on a number of cells.
struct Agreement {
    rows: usize,
    agreeing: usize,
    cells: usize,
}

impl Agreement {
    /// Share of agreeing rows in thousandths, then the number of cells.
    fn score(&self) -> (usize, usize) {
        (self.agreeing * 1000 / self.rows.max(1), self.cells)
    }
}

/// How far rows agree under a separator; none where most of them have one cell.
fn agreement(text: &str, separator: u8, cut: bool) -> Option<Agreement> {
    let counts = counts(text, separator, cut);
    let mut sorted = counts.clone();
    sorted.sort_unstable();
    let runs = sorted.chunk_by(|one, other| one == other).map(|run| (run.len(), run[0]));
    let (agreeing, cells) = runs.max()?;
    (cells > 1).then_some(Agreement { rows: counts.len(), agreeing, cells })
}

/// Cells of each of the first rows; a row that the end of the sample cuts isn't counted.
fn counts(text: &str, separator: u8, cut: bool) -> Vec<usize> {
    let mut reader = ReaderBuilder::new().delimiter(separator).build();
    let mut output = [0; 4096];
    let (mut counts, mut cells, mut input) = (Vec::new(), 0, text.as_bytes());
    while counts.len() < ROWS {
        if input.is_empty() && cut && !counts.is_empty() {
            break;
        }
        let (result, read, _) = reader.read_field(input, &mut output);
        input = &input[read..];
        match result {
            ReadFieldResult::Field { record_end } => {
                cells += 1;
                if record_end {
                    counts.push(std::mem::take(&mut cells));
                }
            }
            ReadFieldResult::End => break,
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
        }
    }
    counts
}
