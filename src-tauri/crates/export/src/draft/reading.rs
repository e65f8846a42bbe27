//! A draft as it will read: the same blocks as in its files, with the words of each merge field told apart. Never shows
//! other words than those that leave.

use std::collections::BTreeMap;

use model::communication::{FieldValue, Piece, Reading, ReadingBlock, ReadingSpan, pieces, subject_and_body};
use model::sheet::value::tidy;

use super::block::{Block, List, Run, blocks};
use super::{Draft, inert, one_line};

/// Characters of a private plane that stand around a field's words while Markdown is read, one for each field; the last of
/// the plane ends them. None of them may stand in a text.
const FIRST: u32 = 0xF_0000;
const END: char = '\u{ffffd}';

pub(super) fn of(draft: &Draft) -> Reading {
    let (subject, body) = subject_and_body(&plain(&draft.text));
    let subject = match subject {
        Some(subject) => spans_of(draft, &subject),
        None => vec![ReadingSpan { text: one_line(&draft.title), ..ReadingSpan::default() }],
    };
    let mut names = Vec::new();
    let marked = marked(draft, &body, &mut names);
    let mut counted = BTreeMap::new();
    let blocks = blocks(&tidy(&marked)).into_iter().map(|block| block_of(block, &names, &mut counted)).collect();
    Reading { marks: draft.marks().into_iter().map(str::to_owned).collect(), subject, blocks }
}

/// Whether the character tells fields apart here.
fn is_mark(c: char) -> bool {
    (FIRST..=u32::from(END)).contains(&u32::from(c))
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !is_mark(*c)).collect()
}

/// What stands in a field, and whether it is open.
fn words_in(draft: &Draft, name: &str) -> (String, bool) {
    let value = draft.fields.get(name).map(|FieldValue { text, .. }| plain(&one_line(text)));
    match value.filter(|value| model::invalid::has_visible(value)) {
        Some(value) => (value, false),
        None => (name.to_owned(), true),
    }
}

/// A line without Markdown as spans.
fn spans_of(draft: &Draft, line: &str) -> Vec<ReadingSpan> {
    pieces(line)
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) => ReadingSpan { text: words.to_owned(), ..ReadingSpan::default() },
            Piece::Field(name) => {
                let (text, open) = words_in(draft, name);
                ReadingSpan { text, field: Some(name.to_owned()), open, ..ReadingSpan::default() }
            }
        })
        .collect()
}

/// The text with its fields filled in, the words of each between marks; `names` gets each field with whether it is open.
fn marked(draft: &Draft, text: &str, names: &mut Vec<(String, bool)>) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in pieces(text) {
        let name = match piece {
            Piece::Words(words) => {
                out.push_str(words);
                continue;
            }
            Piece::Field(name) => name,
        };
        let (words, open) = words_in(draft, name);
        let at = names.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
            names.push((name.to_owned(), open));
            names.len() - 1
        });
        let mark = u32::try_from(at).ok().and_then(|at| char::from_u32(FIRST + at)).filter(|mark| *mark != END);
        out.extend(mark);
        out.push_str(&inert(&words));
        out.extend(mark.map(|_| END));
    }
    out
}

fn block_of(block: Block, names: &[(String, bool)], counted: &mut BTreeMap<usize, u64>) -> ReadingBlock {
    match block {
        Block::Heading { level, runs } => ReadingBlock::Heading { level, spans: spans(runs, names) },
        Block::Paragraph { depth, runs } => ReadingBlock::Paragraph { depth, spans: spans(runs, names) },
        Block::Item { list, depth, runs } => {
            let number = match list {
                List::Bullets => None,
                List::Numbers { place, start } => {
                    let last = counted.entry(place).and_modify(|last| *last = last.saturating_add(1)).or_insert(start);
                    Some(*last)
                }
            };
            ReadingBlock::Item { depth, number, spans: spans(runs, names) }
        }
        Block::Table { rows } => {
            let cell = |runs: Vec<Run>| spans(runs, names);
            let row = |row: Vec<Vec<Run>>| row.into_iter().map(cell).collect();
            ReadingBlock::Table { rows: rows.into_iter().map(row).collect() }
        }
        Block::Code { lines } => ReadingBlock::Code { lines: lines.into_iter().map(|line| plain(&line)).collect() },
        Block::Rule => ReadingBlock::Rule {},
    }
}

/// Runs cut at the marks, so that each span is of one field or of none.
fn spans(runs: Vec<Run>, names: &[(String, bool)]) -> Vec<ReadingSpan> {
    let mut spans: Vec<ReadingSpan> = Vec::new();
    let mut field: Option<&(String, bool)> = None;
    for Run { text, bold, italic, strike, code, line } in runs {
        let mut line = line;
        let mut begin = |text: String, field: Option<&(String, bool)>| {
            let line = std::mem::take(&mut line);
            if text.is_empty() && !line {
                return;
            }
            let own = field.map(|(name, _)| name.clone());
            // What the reader of Markdown split without need becomes one span again.
            if let Some(last) = spans.last_mut()
                && !line
                && own.is_some()
                && last.field == own
                && (last.bold, last.italic, last.strike, last.code) == (bold, italic, strike, code)
            {
                last.text.push_str(&text);
                return;
            }
            let open = field.is_some_and(|(_, open)| *open);
            spans.push(ReadingSpan { text, field: own, open, bold, italic, strike, code, line });
        };
        let mut words = String::new();
        for c in text.chars() {
            if !is_mark(c) {
                words.push(c);
                continue;
            }
            begin(std::mem::take(&mut words), field);
            field = (c != END).then(|| names.get((u32::from(c) - FIRST) as usize)).flatten();
        }
        begin(words, field);
    }
    spans
}

#[cfg(test)]
mod tests {
    use model::communication::MessageState;
    use proptest::prelude::*;

    use super::*;

    fn draft(text: &str, fields: &[(&str, &str)]) -> Draft {
        let value = |text: &str| FieldValue { text: text.to_owned(), evidence: None };
        Draft {
            reference: "MSG-001".to_owned(),
            title: "Title".to_owned(),
            audience: String::new(),
            text: text.to_owned(),
            fields: fields.iter().map(|(name, text)| ((*name).to_owned(), value(text))).collect(),
            state: MessageState::Draft,
            approved: false,
            privileged: false,
            valid_until: None,
            author: String::new(),
            made: Default::default(),
            from: None,
            to: Vec::new(),
        }
    }

    fn words(spans: &[ReadingSpan]) -> String {
        spans.iter().map(|span| span.text.as_str()).collect()
    }

    #[test]
    fn fields_are_told_apart_in_every_kind_of_block() {
        let text = "Subject: For {{ who }}\n\n**Dear {{ who }}**, *see {{ open_one }}*.\nNext\n\n4. a\n5. {{ who }}\n\n| A | B |\n| --- | --- |\n| {{ who }} | x |";
        let reading = of(&draft(text, &[("who", "A_b & *c*")]));
        assert_eq!(reading.marks, ["DRAFT, not approved, not sent."]);
        assert_eq!(words(&reading.subject), "For A_b & *c*");
        assert_eq!(reading.subject[1].field.as_deref(), Some("who"));
        let ReadingBlock::Paragraph { depth: 0, spans } = &reading.blocks[0] else { panic!("a paragraph") };
        let who = spans.iter().find(|span| span.field.as_deref() == Some("who")).expect("is told apart");
        assert_eq!((who.text.as_str(), who.bold, who.open), ("A_b & *c*", true, false));
        let open = spans.iter().find(|span| span.open).expect("is open");
        assert_eq!((open.text.as_str(), open.italic), ("open_one", true));
        assert!(spans.iter().any(|span| span.line && span.text == "Next"));
        assert!(matches!(&reading.blocks[2], ReadingBlock::Item { number: Some(5), spans, .. } if spans.len() == 1));
        let ReadingBlock::Table { rows } = &reading.blocks[3] else { panic!("a table") };
        assert_eq!(rows[1][0][0].field.as_deref(), Some("who"));
    }

    #[test]
    fn a_text_cannot_pass_for_a_field() {
        let reading = of(&draft("a \u{f0000}b\u{ffffd} {{ x }}", &[("x", "\u{f0001}y")]));
        let ReadingBlock::Paragraph { spans, .. } = &reading.blocks[0] else { panic!("a paragraph") };
        assert_eq!(words(spans), "a b y");
        assert_eq!(spans.iter().filter(|span| span.field.is_some()).count(), 1);
    }

    #[test]
    fn a_value_never_numbers_an_item() {
        for (text, value) in [("{{ f }}2. a", "0"), ("{{ f }}) a", "7"), ("2{{ f }}", ". a"), ("> - {{ f }}. a", "12")]
        {
            let draft = draft(text, &[("f", value)]);
            let leaves = super::super::plain::text(&blocks(&draft.markdown()));
            let reads = text.replace("{{ f }}", value);
            assert_eq!(leaves.trim(), reads.trim_start_matches("> "), "{text} with {value}");
        }
        let inside = draft("a {{ f }}. b\n\n1. c", &[("f", "2020")]);
        assert_eq!(inside.markdown().trim(), "a 2020. b\n\n1. c", "nothing is escaped without need");
    }

    proptest! {
        /// What reads here is what leaves in a file.
        #[test]
        fn the_words_are_those_that_leave(
            text in "([a-z]{1,4}|\\*\\*| |\n|# |- |2\\. |\\{\\{ f \\}\\}|\\{\\{ g \\}\\}){0,24}",
            value in "[ -~]{0,12}",
        ) {
            let draft = draft(&text, &[("f", &value)]);
            let all = |blocks: &[ReadingBlock]| blocks.iter().map(|block| match block {
                ReadingBlock::Heading { spans, .. } | ReadingBlock::Paragraph { spans, .. }
                    | ReadingBlock::Item { spans, .. } => words(spans),
                ReadingBlock::Table { rows } => rows.iter().flatten().map(|cell| words(cell)).collect(),
                ReadingBlock::Code { lines } => lines.concat(),
                ReadingBlock::Rule {} => String::new(),
            }).collect::<String>();
            let letters = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
            let leaves = draft.markdown().replace("[open field: g]", "g").replace("[open field: f]", "f");
            let told = letters(&all(&of(&draft).blocks));
            let written: String = super::super::plain::text(&blocks(&leaves));
            // Numbers of lists stand beside the words.
            prop_assert!(letters(&written).len() >= told.len());
            let only = |text: &str| text.chars().filter(char::is_ascii_lowercase).collect::<String>();
            prop_assert_eq!(only(&told), only(&written));
        }
    }
}
