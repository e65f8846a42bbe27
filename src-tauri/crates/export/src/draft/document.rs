//! A draft as a document of a word processor. The marks of a draft stand in the head of every page, so that no page of it
//! can be taken for the message.

use std::io::Cursor;

use docx_rs::{
    AbstractNumbering, AlignmentType, BreakType, Docx, Footer, Header, IndentLevel, Level, LevelJc, LevelText,
    LineSpacing, NumPages, NumberFormat, Numbering, NumberingId, PageMargin, PageNum, Paragraph, Run as Words,
    RunFonts, Shading, SpecialIndentType, Start, Style, StyleType, Table, TableCell, TableLayoutType, TableRow,
    WidthType,
};

use super::block::{Block, List, Run, blocks};
use super::{Draft, one_line};
use crate::Error;

/// Colour of the marks.
const RUST: &str = "B5451D";
/// Twentieths of a point in a step to the right.
const STEP: i32 = 425;
/// Levels of lists and quotes that are told apart; deeper ones look like the last.
const LEVELS: usize = 9;
/// Width of the text on a page of A4, in twentieths of a point.
const TEXT_WIDTH: usize = 9_070;
/// The numbering of bullets; lists with numbers follow. The crate keeps number 1 for itself.
const BULLETS: usize = 2;

pub(super) fn write(draft: &Draft) -> Result<Vec<u8>, Error> {
    let mut writer = Writer { paragraphs: 0 };
    let mut docx = frame(draft, &mut writer);
    let blocks = blocks(&draft.markdown());
    let lists = blocks.iter().filter_map(|block| match block {
        Block::Item { list: List::Numbers { place, start }, .. } => Some((*place, *start)),
        _ => None,
    });
    let lists: std::collections::BTreeMap<usize, u64> = lists.collect();
    docx = numbering(docx, BULLETS, None);
    for (place, start) in lists {
        docx = numbering(docx, BULLETS + 1 + place, Some(start));
    }
    for block in blocks {
        docx = writer.add(docx, block);
    }
    let mut parts = docx.build();
    parts.doc_props.core = properties(draft).into_bytes();
    let mut file = Cursor::new(Vec::new());
    parts.pack(&mut file).map_err(|error| Error::Document(error.to_string()))?;
    Ok(file.into_inner())
}

/// Styles, margins, head and foot, and the opening of the text.
fn frame(draft: &Draft, writer: &mut Writer) -> Docx {
    let fonts = RunFonts::new().ascii("Calibri").hi_ansi("Calibri").cs("Calibri");
    let margin = PageMargin::new().top(1_300).bottom(1_200).left(1_418).right(1_418).header(600).footer(600);
    let mut docx = Docx::new()
        .default_fonts(fonts)
        .default_size(22)
        .default_line_spacing(LineSpacing::new().after(120).line(264))
        .page_size(11_906, 16_838)
        .page_margin(margin)
        .add_style(Style::new("Title", StyleType::Paragraph).name("Title").size(36).bold());
    for level in 1..=6 {
        let style = Style::new(format!("Heading{level}"), StyleType::Paragraph)
            .name(format!("heading {level}"))
            .size([30, 26, 24, 22, 22, 22][level - 1])
            .bold()
            .outline_lvl(level - 1);
        docx = docx.add_style(style);
    }
    let marked = |text: &str| Words::new().add_text(text).bold().color(RUST).size(20);
    let mut header = Header::new();
    for mark in draft.marks() {
        header = header.add_paragraph(writer.paragraph().add_run(marked(mark)));
    }
    let foot = writer.paragraph().align(AlignmentType::Right);
    let page = draft.line().map_or_else(|| "Page ".to_owned(), |line| format!("{line}, page "));
    let foot = foot.add_run(Words::new().add_text(page));
    let foot = foot.add_page_num(PageNum::new()).add_run(Words::new().add_text(" of "));
    let footer = Footer::new().add_paragraph(foot.add_num_pages(NumPages::new()));
    docx = docx.header(header).footer(footer);
    let title = writer.paragraph().style("Title").add_run(Words::new().add_text(draft.subject()));
    docx = docx.add_paragraph(title);
    if let Some(line) = draft.line() {
        docx = docx.add_paragraph(writer.paragraph().add_run(Words::new().add_text(line).color("5B6770")));
    }
    for mark in draft.marks() {
        docx = docx.add_paragraph(writer.paragraph().add_run(marked(mark)));
    }
    docx
}

/// A list's look: bullets, or numbers from `start`.
fn numbering(docx: Docx, id: usize, start: Option<u64>) -> Docx {
    let mut list = AbstractNumbering::new(id);
    for level in 0..LEVELS {
        let (format, text) = match start {
            None => ("bullet", ["•", "–", "▪"][level % 3].to_owned()),
            Some(_) => (["decimal", "lowerLetter", "lowerRoman"][level % 3], format!("%{}.", level + 1)),
        };
        // Word counts to 32,767.
        let first = start.and_then(|start| usize::try_from(start).ok()).unwrap_or(1).min(32_767);
        let own =
            Level::new(level, Start::new(first), NumberFormat::new(format), LevelText::new(text), LevelJc::new("left"));
        let left = STEP * (level as i32 + 1);
        list = list.add_level(own.indent(Some(left), Some(SpecialIndentType::Hanging(STEP)), None, None));
    }
    docx.add_abstract_numbering(list).add_numbering(Numbering::new(id, id))
}

/// Gives paragraphs their ids: the crate's own count goes on from one document to the next, and the same draft is to give
/// the same bytes.
struct Writer {
    paragraphs: u32,
}

impl Writer {
    fn paragraph(&mut self) -> Paragraph {
        self.paragraphs += 1;
        Paragraph::new().id(format!("{:08x}", self.paragraphs))
    }

    fn add(&mut self, docx: Docx, block: Block) -> Docx {
        match block {
            Block::Heading { level, runs } => {
                docx.add_paragraph(self.filled(&runs).style(&format!("Heading{}", level.clamp(1, 6))).keep_next(true))
            }
            Block::Paragraph { depth, runs } => {
                let left = STEP * depth.min(LEVELS) as i32;
                docx.add_paragraph(self.filled(&runs).indent(Some(left), None, None, None))
            }
            Block::Item { list, depth, runs } => {
                let id = match list {
                    List::Bullets => BULLETS,
                    List::Numbers { place, .. } => BULLETS + 1 + place,
                };
                let level = IndentLevel::new(depth.min(LEVELS - 1));
                docx.add_paragraph(self.filled(&runs).numbering(NumberingId::new(id), level))
            }
            Block::Table { rows } => {
                let table = self.table(&rows);
                // Two tables that touch would be one.
                docx.add_table(table).add_paragraph(self.paragraph())
            }
            Block::Code { lines } => {
                let mut paragraph = self.paragraph();
                for (at, line) in lines.iter().enumerate() {
                    paragraph = paragraph.add_run(words(&Run {
                        text: line.clone(),
                        code: true,
                        line: at > 0,
                        ..Run::default()
                    }));
                }
                docx.add_paragraph(paragraph)
            }
            Block::Rule => {
                let rule = self.paragraph().align(AlignmentType::Center);
                docx.add_paragraph(rule.add_run(Words::new().add_text("* * *")))
            }
        }
    }

    fn filled(&mut self, runs: &[Run]) -> Paragraph {
        runs.iter().fold(self.paragraph(), |paragraph, run| paragraph.add_run(words(run)))
    }

    fn table(&mut self, rows: &[Vec<Vec<Run>>]) -> Table {
        let columns = rows.first().map_or(1, Vec::len).max(1);
        let width = TEXT_WIDTH / columns;
        let rows = rows.iter().enumerate().map(|(at, row)| {
            let cells = row.iter().map(|runs| {
                let cell = TableCell::new().width(width, WidthType::Dxa);
                if at > 0 {
                    return cell.add_paragraph(self.filled(runs));
                }
                let bold: Vec<Run> = runs.iter().cloned().map(|run| Run { bold: true, ..run }).collect();
                cell.shading(Shading::new().fill("E8ECEF")).add_paragraph(self.filled(&bold))
            });
            TableRow::new(cells.collect()).cant_split()
        });
        Table::new(rows.collect()).set_grid(vec![width; columns]).layout(TableLayoutType::Fixed)
    }
}

fn words(run: &Run) -> Words {
    let mut words = Words::new();
    if run.line {
        words = words.add_break(BreakType::TextWrapping);
    }
    words = words.add_text(run.text.as_str());
    if run.bold {
        words = words.bold();
    }
    if run.italic {
        words = words.italic();
    }
    if run.strike {
        words = words.strike();
    }
    if run.code {
        words = words.fonts(RunFonts::new().ascii("Consolas").hi_ansi("Consolas").cs("Consolas"));
    }
    words
}

/// What the document says of itself. The crate has no setter for title and author, and writes `unknown`. Once it may go
/// to its reader it no longer names who handed it out.
fn properties(draft: &Draft) -> String {
    let made = draft.made.format("%Y-%m-%dT%H:%M:%SZ");
    let author = if draft.line().is_some() { one_line(&draft.author) } else { String::new() };
    let (title, author) = (escaped(&draft.subject()), escaped(&author));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title><dc:creator>{author}\
         </dc:creator><dc:language>en-GB</dc:language><cp:lastModifiedBy>{author}</cp:lastModifiedBy><dcterms:created \
         xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{made}\
         </dcterms:modified></cp:coreProperties>"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
