//! The Markdown of a message as blocks and runs. What isn't among them stays as its text; a link stays as its words
//! with the address behind them, since a live link in a draft is a trap. Cells of a table beyond its head are left out,
//! as in the packet.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading, of level 1 to 6.
    Heading { level: usize, runs: Vec<Run> },
    /// A paragraph, so deep in lists and quotes.
    Paragraph { depth: usize, runs: Vec<Run> },
    /// The first paragraph of an item of a list.
    Item { list: List, depth: usize, runs: Vec<Run> },
    /// A table, its head first; its rows are as long as the head.
    Table { rows: Vec<Vec<Vec<Run>>> },
    /// Lines of code, as they are.
    Code { lines: Vec<String> },
    /// A rule across the page.
    Rule,
}

/// The list to which an item belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    /// With bullets.
    Bullets,
    /// With numbers; lists are told apart by their place in the text.
    Numbers { place: usize, start: u64 },
}

/// Words of one look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) strike: bool,
    pub(super) code: bool,
    /// Whether a new line begins before it.
    pub(super) line: bool,
}

/// The blocks of a text.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Reader::default();
    let mut parser = Parser::new_ext(text, options);
    for event in parser.by_ref() {
        reader.take(event);
    }
    reader.end_block();
    // Definitions of links aren't part of the text to the parser, but someone typed them.
    let definitions = parser.reference_definitions().iter();
    let mut definitions: Vec<String> =
        definitions.map(|(label, own)| format!("[{label}]: {}{}", own.dest, titled(own.title.as_deref()))).collect();
    definitions.sort_unstable();
    for line in definitions {
        reader.words(&line, false);
        reader.end_block();
    }
    reader.blocks
}

/// A link's title behind its address.
fn titled(title: Option<&str>) -> String {
    title.filter(|title| !title.is_empty()).map(|title| format!(", {title}")).unwrap_or_default()
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// Runs of the block that is open.
    runs: Vec<Run>,
    look: Look,
    lists: Vec<List>,
    /// Lists with numbers so far.
    numbered: usize,
    quotes: usize,
    /// The item whose first paragraph hasn't come yet.
    item: Option<List>,
    heading: Option<usize>,
    table: Vec<Vec<Vec<Run>>>,
    code: Option<String>,
    links: Vec<String>,
}

/// How deep words stand in each kind of emphasis.
#[derive(Default)]
struct Look {
    bold: usize,
    italic: usize,
    strike: usize,
    line: bool,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.words(&text, false),
            },
            Event::Code(text) => self.words(&text, true),
            Event::Html(text) | Event::InlineHtml(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.words(&text, false);
            }
            Event::FootnoteReference(text) => self.words(&format!("[{text}]"), false),
            // The lines of a message stay lines, as in the packet.
            Event::SoftBreak | Event::HardBreak => self.look.line = true,
            Event::Rule => {
                self.end_block();
                self.blocks.push(Block::Rule);
            }
            Event::TaskListMarker(done) => self.words(if done { "[x] " } else { "[ ] " }, false),
        }
    }

    fn words(&mut self, text: &str, code: bool) {
        for (at, part) in text.split('\n').enumerate() {
            let line = std::mem::take(&mut self.look.line) || at > 0;
            let text: String = part.chars().filter(|c| is_kept(*c)).collect();
            if text.is_empty() && !line {
                continue;
            }
            let Look { bold, italic, strike, .. } = self.look;
            self.runs.push(Run { text, bold: bold > 0, italic: italic > 0, strike: strike > 0, code, line });
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end_block();
                self.heading = Some(level as usize);
            }
            Tag::List(start) => {
                self.end_block();
                let list = match start {
                    None => List::Bullets,
                    Some(start) => {
                        self.numbered += 1;
                        List::Numbers { place: self.numbered - 1, start }
                    }
                };
                self.lists.push(list);
            }
            Tag::Item => {
                self.end_block();
                self.item = self.lists.last().copied();
            }
            Tag::BlockQuote(_) => {
                self.end_block();
                self.quotes += 1;
            }
            Tag::CodeBlock(kind) => {
                self.end_block();
                self.code = Some(match kind {
                    CodeBlockKind::Fenced(language) if !language.is_empty() => format!("{language}\n"),
                    CodeBlockKind::Fenced(_) | CodeBlockKind::Indented => String::new(),
                });
            }
            Tag::Table(_) => {
                self.end_block();
                self.table.clear();
            }
            Tag::TableHead | Tag::TableRow => self.table.push(Vec::new()),
            Tag::Strong => self.look.bold += 1,
            Tag::Emphasis => self.look.italic += 1,
            Tag::Strikethrough => self.look.strike += 1,
            Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. } => {
                self.links.push(format!("{dest_url}{}", titled(Some(&title))));
            }
            Tag::Paragraph | Tag::HtmlBlock => self.end_block(),
            Tag::TableCell
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::HtmlBlock => self.end_block(),
            TagEnd::Item => {
                self.end_block();
                // An item without words is still an item.
                if self.item.is_some() {
                    self.push_block(Vec::new());
                }
            }
            TagEnd::List(_) => drop(self.lists.pop()),
            TagEnd::BlockQuote(_) => {
                self.end_block();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                let lines = code.lines().map(|line| line.chars().filter(|c| is_kept(*c)).collect()).collect();
                self.blocks.push(Block::Code { lines });
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.runs);
                self.look.line = false;
                if let Some(row) = self.table.last_mut() {
                    row.push(cell);
                }
            }
            TagEnd::Table => self.blocks.push(Block::Table { rows: std::mem::take(&mut self.table) }),
            TagEnd::Strong => self.look.bold = self.look.bold.saturating_sub(1),
            TagEnd::Emphasis => self.look.italic = self.look.italic.saturating_sub(1),
            TagEnd::Strikethrough => self.look.strike = self.look.strike.saturating_sub(1),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn end_link(&mut self) {
        let Some(address) = self.links.pop() else { return };
        let told = self.runs.last().is_some_and(|run| run.text == address);
        if !told && !address.is_empty() {
            self.words(&format!(" ({address})"), false);
        }
    }

    fn end_block(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        self.look.line = false;
        if !runs.is_empty() {
            self.push_block(runs);
        }
    }

    fn push_block(&mut self, mut runs: Vec<Run>) {
        if let Some(first) = runs.first_mut() {
            first.line = false;
        }
        let depth = self.lists.len() + self.quotes;
        let block = match (self.heading.take(), self.item.take()) {
            (Some(level), _) => Block::Heading { level, runs },
            (None, Some(list)) => Block::Item { list, depth: depth.saturating_sub(1), runs },
            (None, None) => Block::Paragraph { depth, runs },
        };
        self.blocks.push(block);
    }
}

/// Whether an office file can hold the character. Markdown can name any by its number.
fn is_kept(c: char) -> bool {
    (!c.is_control() || c == '\t') && !matches!(c, '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(block: &Block) -> String {
        let text = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
        match block {
            Block::Heading { runs, .. } | Block::Paragraph { runs, .. } | Block::Item { runs, .. } => text(runs),
            Block::Table { rows } => rows.iter().flatten().map(|cell| text(cell)).collect(),
            Block::Code { lines } => lines.concat(),
            Block::Rule => String::new(),
        }
    }

    #[test]
    fn reads_what_messages_use() {
        let text = "# Head\n\n**Bold** and *it*\nnext line\n\n- one\n  - two\n\n3. three\n4. four\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n---\n\n> said\n\n    code\n";
        let blocks = blocks(text);
        assert_eq!(
            blocks[0],
            Block::Heading { level: 1, runs: vec![Run { text: "Head".to_owned(), ..Run::default() }] }
        );
        let Block::Paragraph { depth: 0, runs } = &blocks[1] else { panic!("a paragraph") };
        assert!(runs[0].bold && !runs[1].bold && runs[2].italic && runs[3].line);
        assert!(matches!(&blocks[2], Block::Item { list: List::Bullets, depth: 0, .. }));
        assert!(matches!(&blocks[3], Block::Item { list: List::Bullets, depth: 1, .. }));
        assert!(matches!(&blocks[4], Block::Item { list: List::Numbers { place: 0, start: 3 }, depth: 0, .. }));
        assert!(matches!(&blocks[6], Block::Table { rows } if rows.len() == 2 && rows[1].len() == 2));
        assert_eq!(blocks[7], Block::Rule);
        assert!(matches!(&blocks[8], Block::Paragraph { depth: 1, .. }));
        assert_eq!(blocks[9], Block::Code { lines: vec!["code".to_owned()] });
    }

    #[test]
    fn links_are_words_and_markup_is_text() {
        let blocks =
            blocks("[press](https://x.example) <https://y.example> ![logo](l.png) <b>x</b>\n\n<script>1</script>\n");
        assert_eq!(words(&blocks[0]), "press (https://x.example) https://y.example logo (l.png) <b>x</b>");
        assert_eq!(words(&blocks[1]), "<script>1</script>");
    }

    #[test]
    fn deep_nesting_is_read_without_end() {
        assert!(!blocks(&"> ".repeat(10_000)).iter().any(|block| !words(block).is_empty()));
        assert!(!blocks(&format!("{}x", "- ".repeat(5_000))).is_empty());
        assert!(!blocks(&"*a_".repeat(5_000)).is_empty());
    }

    proptest! {
        #[test]
        fn no_word_is_lost(words_in in prop::collection::vec("[a-z]{1,8}", 1..30), end in "[\n ]", mark in "[-#>* 1.\n`:~]{0,4}|\\[|\\]: |\\]\\(|!\\[|\\| ") {
            let text: String = words_in.iter().map(|word| format!("{word}{end}{mark}")).collect();
            let all: String = blocks(&text).iter().map(words).collect();
            for word in &words_in {
                prop_assert!(all.contains(word.as_str()), "{} lost from {:?}: {:?}", word, text, all);
            }
        }
    }
}
