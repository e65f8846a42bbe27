//! The blocks of a message as plain text, for a mail: no signs of Markdown, lists with their bullets and numbers, a table
//! row by row with the words of its head. What was struck out says so.

use std::collections::BTreeMap;

use super::block::{Block, List, Run};

/// Blanks of a step to the right.
const STEP: &str = "  ";
/// Steps that are told apart; deeper ones look like the last.
const LEVELS: usize = 9;

/// The text, its blocks a blank line apart and the items of a list line by line.
pub(super) fn text(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut counted: BTreeMap<usize, u64> = BTreeMap::new();
    let mut after_item = false;
    for block in blocks {
        let item = matches!(block, Block::Item { .. });
        if !out.is_empty() {
            out.push_str(if item && after_item { "\n" } else { "\n\n" });
        }
        after_item = item;
        out.push_str(&one(block, &mut counted));
    }
    out
}

fn one(block: &Block, counted: &mut BTreeMap<usize, u64>) -> String {
    match block {
        Block::Heading { runs, .. } => words(runs, ""),
        Block::Paragraph { depth, runs } => {
            let indent = STEP.repeat((*depth).min(LEVELS));
            format!("{indent}{}", words(runs, &indent))
        }
        Block::Item { list, depth, runs } => {
            let mark = match list {
                List::Bullets => "-".to_owned(),
                List::Numbers { place, start } => {
                    let number =
                        counted.entry(*place).and_modify(|last| *last = last.saturating_add(1)).or_insert(*start);
                    format!("{number}.")
                }
            };
            let indent = STEP.repeat((*depth).min(LEVELS));
            let hanging = format!("{indent}{}", " ".repeat(mark.len() + 1));
            format!("{indent}{mark} {}", words(runs, &hanging))
        }
        Block::Table { rows } => table(rows),
        Block::Code { lines } => lines.join("\n"),
        Block::Rule => "* * *".to_owned(),
    }
}

/// Words without their look, the lines after the first behind `indent`.
fn words(runs: &[Run], indent: &str) -> String {
    let mut out = String::new();
    for run in runs {
        if run.line {
            out.push('\n');
            out.push_str(indent);
        }
        if run.strike && !run.text.trim().is_empty() {
            out.push_str(&format!("[struck out: {}]", run.text));
        } else {
            out.push_str(&run.text);
        }
    }
    out
}

/// A table's rows a blank line apart, each cell on a line behind the word of its head.
fn table(rows: &[Vec<Vec<Run>>]) -> String {
    let Some((head, rows)) = rows.split_first() else { return String::new() };
    let heads: Vec<String> = head.iter().map(|runs| words(runs, "")).collect();
    if rows.is_empty() {
        return heads.join(", ");
    }
    let row = |row: &Vec<Vec<Run>>| {
        let cells = row.iter().enumerate().map(|(at, runs)| {
            let head = heads.get(at).map(String::as_str).unwrap_or_default();
            let cell = words(runs, STEP);
            let told = if head.is_empty() { cell } else { format!("{head}: {cell}") };
            told.trim_end().to_owned()
        });
        cells.collect::<Vec<_>>().join("\n")
    };
    rows.iter().map(row).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::super::block::blocks;
    use super::*;

    fn of(markdown: &str) -> String {
        text(&blocks(markdown))
    }

    #[test]
    fn no_sign_of_markdown_is_left() {
        assert_eq!(
            of("## Head\n\n**What happened.** A *short* `note`.\n**Next.** More"),
            "Head\n\nWhat happened. A short note.\nNext. More"
        );
        assert_eq!(of("See [the page](https://x.example)."), "See the page (https://x.example).");
        assert_eq!(
            of("a ~~not~~ b\n\n---\n\n> quoted\n> twice"),
            "a [struck out: not] b\n\n* * *\n\n  quoted\n  twice"
        );
    }

    #[test]
    fn lists_keep_their_bullets_and_numbers() {
        assert_eq!(of("3. c\n4. d\n   - x\n     y\n\n1. z"), "3. c\n4. d\n  - x\n    y\n5. z");
        assert_eq!(of("- a\n- b\n\nText"), "- a\n- b\n\nText");
    }

    #[test]
    fn a_table_is_told_row_by_row() {
        let table = "| Point | State |\n| --- | --- |\n| **One** | open |\n| Two | |";
        assert_eq!(of(table), "Point: One\nState: open\n\nPoint: Two\nState:");
        assert_eq!(of("| Only | head |\n| --- | --- |"), "Only, head");
    }
}
