//! What a child that a document has taken over could send, and what it is asked.

use super::worded;
use crate::archive::door;
use crate::own_pages::{self, wire};
use crate::protocol::{
    self, Archive, CellsAsked, ColumnAsked, FRAME_LIMIT, Frame, OUTPUT_LIMIT, PageAsked, RedactAsked, Request, Work,
};
use crate::read::workbook::SHEET_LIMIT;
use crate::receive::Received;
use crate::sheets::budget::{CELLS, SHEET_ROWS, TEXT};
use crate::{confined, page::Seen, sheets, svg as vector, words};
use model::exhibit::{Begins, FileType, Lines, NotShown, Page, Picture, Runs, ShowLimits, Shown, Table, Word};
use model::own_pages::{OwnPage, OwnPages, OwnTarget, is_harmless};
use model::redaction::{PageArea, RedactedCell};
use model::search::FILE_TEXT;
use model::sheet::{COLUMNS, Cell, Form, Sheet};

const LIMITS: ShowLimits = ShowLimits { pages: 2, rows: 3, columns: 3, cell_chars: 9, lines: 3, line_chars: 9 };
/// Bytes of an answer, at most.
const MOST: usize = 64;
/// The frames have their own lengths; else each is a letter, two bytes of length and as many bytes.
const RAW: u8 = 8;
/// It doesn't say first that it is confined.
const SILENT: u8 = 16;
/// The own pages of a document were asked for, whatever else is said.
const OWN: u8 = 32;

/// What was asked for, then all that comes. What the parent takes is within the bounds of what it asked for, it takes
/// nothing from a child that didn't say first that it is confined, and a reason is in short words.
///
/// # Panics
/// Where that doesn't hold.
pub fn answer(input: &[u8]) {
    let Some((how, rest)) = input.split_first() else { return };
    let mut sent = Vec::new();
    if how & SILENT == 0 {
        protocol::write_frame(&mut sent, &Frame::Ready { landlock: true }).expect("a frame of ours is short");
    }
    if how & RAW == 0 {
        framed(rest, &mut sent)
    } else {
        sent.extend_from_slice(rest)
    }
    let taken = if how & OWN == 0 { taken(how % 8, &sent) } else { own(&sent) };
    if let Some(Err(reason)) = &taken {
        worded(reason);
    }
    let confined = sent.first() == Some(&b'R');
    assert!(confined || !matches!(taken, Some(Ok(()))), "something is taken from a child that isn't confined");
}

fn framed(mut rest: &[u8], sent: &mut Vec<u8>) {
    while let [letter, low, high, more @ ..] = rest {
        let (body, after) = more.split_at(usize::from(u16::from_le_bytes([*low, *high])).min(more.len()));
        sent.push(*letter);
        sent.extend((body.len() as u32).to_le_bytes());
        sent.extend_from_slice(body);
        rest = after;
    }
}

fn taken(asked: u8, sent: &[u8]) -> Option<Result<(), NotShown>> {
    let frames = || {
        let mut frames = Vec::new();
        protocol::listen(sent, usize::MAX, |frame| {
            frames.push(frame);
            false
        });
        frames
    };
    match asked {
        0 => heard(Received::new(&LIMITS), sent).outcome().map(|outcome| outcome.map(|shown| within(&shown))),
        1 => heard(Received::of_page(&LIMITS), sent).seen().map(|outcome| outcome.map(|seen| seen_within(&seen))),
        2 => sheets::receive(sent, FileType::Xlsx)
            .outcome
            .map(|outcome| outcome.map(|all| all_within(&all, SHEET_LIMIT))),
        3 => sheets::receive(sent, FileType::Csv).outcome.map(|outcome| outcome.map(|all| all_within(&all, 1))),
        4 => words::Received::listen(sent).outcome.map(|outcome| {
            outcome.map(|text| assert!(text.text.len() <= FILE_TEXT, "a text is longer than it may be"))
        }),
        5 => confined::hear(sent, MOST)
            .outcome
            .map(|outcome| outcome.map(|answer| assert!(answer.len() <= MOST, "an answer is longer than it may be"))),
        6 => door::listed(frames(), &[0; 100]).map(|outcome| {
            outcome.map(|entries| assert!(entries.iter().all(|entry| entry.name().len() <= 4096), "a name is too long"))
        }),
        _ => {
            let wanted = [door::entry(0, "a", 4), door::entry(3, "b", 0)];
            door::all(frames(), &[0; 100], &wanted).map(|outcome| {
                outcome.map(|taken| {
                    let held = taken.iter().zip(&wanted).all(|((bytes, whole), entry)| {
                        let (held, stated) = (bytes.len() as u64, entry.size());
                        if *whole { held == stated } else { held <= stated }
                    });
                    assert!(held, "an entry has another length than it states");
                })
            })
        }
    }
}

/// What is taken as own pages is within the bounds of such.
fn own(sent: &[u8]) -> Option<Result<(), NotShown>> {
    let taken = own_pages::Received::listen(sent).outcome?;
    Some(taken.map(|pages| {
        assert!((1..=wire::MOST_PAGES).contains(&pages.pages.len()), "as many pages as there may be");
        let is_on = |page: &OwnPage| page.links.iter().all(|link| page.shown(link.area) == Some(link.area));
        assert!(pages.pages.iter().all(is_on), "a link leaves its page");
        let links = pages.pages.iter().flat_map(|page| &page.links);
        let addresses = links.filter_map(|link| match &link.target {
            OwnTarget::Address(address) => Some(address),
            OwnTarget::Page { .. } => None,
        });
        addresses.for_each(|address| assert!(is_harmless(address), "an address that is allowed"));
    }))
}

fn heard(mut received: Received, sent: &[u8]) -> Received {
    protocol::listen(sent, OUTPUT_LIMIT, |frame| received.take(frame));
    received
}

fn within(shown: &Shown) {
    match shown {
        Shown::Pages { pages, total_pages } => {
            assert!(
                pages.len() <= LIMITS.pages as usize && pages.len() <= *total_pages as usize,
                "more pages than asked"
            );
            pages.iter().for_each(page_within);
        }
        Shown::Tables(tables) => {
            assert!((1..=SHEET_LIMIT).contains(&tables.len()), "no table, or more than a workbook has");
            tables.iter().for_each(table_within);
        }
        Shown::Lines(lines) => lines_within(lines),
    }
}

fn seen_within(seen: &Seen) {
    match seen {
        Seen::Page { page, text, total_pages } => {
            assert!(*total_pages > 0, "a page of a document without pages");
            page_within(page);
            text.iter().for_each(lines_within);
        }
        Seen::Whole(shown) => panic!("the whole was not asked for: {shown:?}"),
    }
}

fn page_within(page: &Page) {
    assert!(page.width_pt > 0.0 && page.width_pt <= 40_000.0 && page.height_pt > 0.0 && page.height_pt <= 40_000.0);
    for word in &page.words {
        let (right, foot) = (word.x + word.width, word.y + word.height);
        assert!(right <= page.width_pt * 1.01 + 1.0 && foot <= page.height_pt * 1.01 + 1.0, "a word is off its page");
        assert!(word.x >= 0.0 && word.y >= 0.0 && word.width > 0.0 && word.height > 0.0, "a word has no box");
        assert!((1..=1000).contains(&word.text.len()) && !word.text.contains(char::is_control), "a word isn't one");
    }
    assert!(page.words.len() <= 10_000, "a page has too many words");
    match &page.picture {
        Picture::Svg(text) => drawing_only(text),
        Picture::Png { bytes, width, height } | Picture::Jpeg { bytes, width, height } => {
            assert!((1..=4096).contains(width) && (1..=4096).contains(height) && bytes.len() <= FRAME_LIMIT);
        }
    }
}

fn table_within(table: &Table) {
    let rows = table.rows.iter().chain(Some(&table.header));
    let short = rows.flatten().all(|cell| cell.chars().count() <= LIMITS.cell_chars as usize);
    let even = table.rows.iter().all(|row| row.len() == table.rows[0].len() && row.len() <= LIMITS.columns as usize);
    assert!(short && even && table.rows.len() <= LIMITS.rows as usize, "a table beyond what was asked for");
}

fn lines_within(lines: &Lines) {
    let short = lines.lines.iter().all(|line| line.chars().count() <= LIMITS.line_chars as usize);
    assert!(short && lines.lines.len() <= LIMITS.lines as usize, "lines beyond what was asked for");
}

fn all_within(sheets: &[Sheet], most: usize) {
    assert!((1..=most).contains(&sheets.len()), "no sheet, or more than were asked for");
    for sheet in sheets {
        assert!(sheet.check().is_ok() && sheet.rows.len() <= SHEET_ROWS, "a sheet beyond its bounds");
        assert!(sheet.rows.iter().all(|row| row.len() <= COLUMNS), "a row beyond its bounds");
    }
    let rows = || sheets.iter().flat_map(|sheet| &sheet.rows);
    assert!(rows().map(Vec::len).sum::<usize>() <= CELLS, "more cells than are held");
    let text = |cell: &Cell| if let Cell::Text(text) = cell.value() { text.len() } else { 0 };
    assert!(rows().flatten().map(text).sum::<usize>() <= TEXT, "more text than is held");
}

/// Looked at in another way than the screen does: nothing that runs, links, loads or hides something from the screen.
fn drawing_only(text: &str) {
    assert_eq!(vector::screen(text), Ok(()), "a picture was not screened");
    let plain = text.replace("http://www.w3.org/2000/svg", "").replace("http://www.w3.org/1999/xlink", "");
    let plain = plain.to_ascii_lowercase();
    for forbidden in
        ["<script", "<foreignobject", "<a ", "<text", "<style", "://", "<!", "<?", "&", "javascript:", "@", "\\"]
    {
        assert!(!plain.contains(forbidden), "a picture holds {forbidden}");
    }
    let foreign = |at: usize| !plain[at..].starts_with("url(#");
    assert!(!plain.match_indices("url").any(|(at, _)| foreign(at) && names_something(&plain, at)), "a picture loads");
    // What stands between quotation marks is a value; a name stands before them.
    let parts: Vec<&str> = plain.split('"').collect();
    for part in parts.chunks(2).filter(|part| part[0].ends_with("href=")) {
        let named = part.get(1).copied().unwrap_or_default();
        let within = ["#", "data:image/png;base64,", "data:image/jpeg;base64,"];
        assert!(within.iter().any(|begin| named.starts_with(begin)), "a picture links to {named}");
    }
}

/// Whether `url` at that place could be a function: in names and encoded pixels it is only letters.
fn names_something(plain: &str, at: usize) -> bool {
    plain[at + 3..].trim_start().starts_with('(')
}

/// A vector picture. What the screen lets through holds drawing alone.
///
/// # Panics
/// Where that doesn't hold.
pub fn svg(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    if vector::screen(text).is_ok() {
        drawing_only(text);
    }
}

/// What the child is asked. What is read is written as a request that is read as the same.
///
/// # Panics
/// Where that doesn't hold.
pub fn request(input: &[u8]) {
    let length = (input.len() as u32).to_le_bytes();
    let lengthened = [&length[..], input].concat();
    for bytes in [input, &lengthened] {
        let Ok(read) = protocol::read_request(&mut &bytes[..]) else { continue };
        let written = protocol::request_block(&read).expect("a request that was read can be written");
        let again = protocol::read_request(&mut &written[..]).expect("a request is read as written");
        assert_eq!(format!("{again:?}"), format!("{read:?}"), "a request is read as written");
    }
}

/// Inputs of [`request`].
pub fn request_seeds() -> Vec<Vec<u8>> {
    let page = PageAsked { page: 3, side: 900, limits: LIMITS };
    let area = PageArea { page: 1, x: 1, y: 2, width: 3, height: 4 };
    let cells = CellsAsked {
        columns: vec![ColumnAsked::Number(2), ColumnAsked::Heading("name".into())],
        cells: vec![RedactedCell { row: 2, column: 1 }],
    };
    let works = [
        Work::Show(LIMITS),
        Work::Page(page),
        Work::Words,
        Work::Sheets,
        Work::Entries,
        Work::Unpack,
        Work::Logo,
        Work::Redact(RedactAsked::Areas(vec![area])),
        Work::Redact(RedactAsked::Cells(cells)),
        Work::OwnPages,
    ];
    let request = |work| Request { kind: FileType::Csv, ending: "csv".into(), size: 7, work };
    works.into_iter().map(|work| serde_json::to_vec(&request(work)).expect("a request serializes")).collect()
}

/// Inputs of [`svg`].
pub fn svg_seeds() -> Vec<Vec<u8>> {
    let drawing = "<defs id=\"glyphs\">\n <path id=\"g0\" d=\"M0 0L1 1Z\"/><clipPath id=\"c0\"><rect width=\"3\"/></clipPath>\
        <linearGradient id=\"l\" gradientUnits=\"userSpaceOnUse\"><stop offset=\"0\" stop-color=\"#ff0000\"/></linearGradient>\
        </defs><g style=\"mix-blend-mode:multiply\" clip-path=\"url(#c0)\"><use xlink:href=\"#g0\" fill=\"url(#l)\"/></g>";
    let pixels = "<image width=\"1\" xlink:href=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNo\
        AAAAggCBd81ytgAAAABJRU5ErkJggg==\"/>";
    let whole = |inside: &str| {
        format!(
            "<svg viewBox=\"0 0 9 9\" width=\"9\" height=\"9\" xmlns=\"http://www.w3.org/2000/svg\" \
             xmlns:xlink=\"http://www.w3.org/1999/xlink\">{inside}</svg>"
        )
    };
    [whole(drawing), whole(pixels), whole("<rect onclick=\"x()\"/>")].into_iter().map(String::into_bytes).collect()
}

/// Inputs of [`answer`]: what a child says that was not taken over, for each thing that can be asked.
pub fn answer_seeds() -> Vec<Vec<u8>> {
    let text = |text: &str| text.to_owned();
    let lines = Lines { lines: vec![text("a line"), text("")], total_lines: 3, replaced: 0, indented: false };
    let table = Table {
        name: Some(text("A")),
        header: vec![text("h")],
        rows: vec![vec![text("c")]],
        total_rows: 2,
        total_columns: 1,
    };
    let drawn = String::from_utf8(svg_seeds().swap_remove(0)).expect("a picture is text");
    let told = |text: &str| {
        let (runs, begins) = (Runs::Right, Begins::Paragraph);
        Word { text: text.to_owned(), x: 1.5, y: 0.0, width: 7.0, height: 2.0, runs, begins }
    };
    let page = |picture| {
        let words = vec![told("Name"), told("\u{FFFD}")];
        Page { width_pt: 9.0, height_pt: 9.5, picture, has_text: true, words, undrawn: 0 }
    };
    let pixels = image::DynamicImage::new_luma8(3, 2);
    let png = crate::read::image::png(&pixels).expect("pixels are written");
    let jpeg = crate::read::image::jpeg(&pixels, 80).expect("pixels are written");
    let cells = vec![
        (0, 0, Cell::Text(text("Name"))),
        (1, 2, Cell::Number(1.5)),
        (1, 3, Cell::Formula(Box::new(Cell::Bool(true)))),
        (2, 0, Cell::Long { bytes: 99_999 }),
    ];
    let sheet = |form| Frame::Sheet(Sheet { total_rows: 5, total_columns: 4, ..Sheet::new(form, Vec::new()) });
    let end = |total_pages| Frame::End { total_pages };
    let head = |size| serde_json::json!([{ "name": "a", "size": size, "packed": 4, "sum": 7, "folder": false, "trouble": null }]);
    let heads = |size| Frame::Archive(Archive::Entries(serde_json::from_value(head(size)).expect("heads")));
    let archive = Frame::Archive;
    let empty =
        serde_json::json!([{ "name": "b", "size": 0, "packed": 0, "sum": 7, "folder": false, "trouble": null }]);
    let empty = Frame::Archive(Archive::Entries(serde_json::from_value(empty).expect("heads")));
    let all: Vec<(u8, Vec<Frame>)> = vec![
        (0, vec![Frame::Page(page(Picture::Svg(drawn.clone()))), end(Some(3))]),
        (0, vec![Frame::Page(page(Picture::Png { bytes: png.clone(), width: 3, height: 2 })), end(Some(1))]),
        (0, vec![Frame::Page(page(Picture::Jpeg { bytes: jpeg, width: 3, height: 2 })), end(Some(1))]),
        (0, vec![Frame::Table(table.clone()), Frame::Table(table), end(None)]),
        (0, vec![Frame::Lines(lines.clone()), end(None)]),
        (0, vec![Frame::NotShown(NotShown::Damaged(text("it is\u{7} cut")))]),
        (
            1,
            vec![
                Frame::Page(page(Picture::Png { bytes: png, width: 3, height: 2 })),
                Frame::Lines(lines),
                end(Some(7)),
            ],
        ),
        (
            2,
            vec![
                Frame::Cells(cells.clone()),
                sheet(Form::Workbook),
                Frame::Cells(Vec::new()),
                sheet(Form::Workbook),
                end(None),
            ],
        ),
        (3, vec![Frame::Cells(cells), sheet(Form::Csv), end(None)]),
        (4, vec![Frame::Answer(b"\x01words of a file".to_vec())]),
        (5, vec![Frame::Answer(b"an answer".to_vec())]),
        (6, vec![archive(Archive::Want { at: 3, length: 9 }), heads(9), heads(4), end(None)]),
        (
            7,
            vec![
                archive(Archive::Next),
                heads(4),
                archive(Archive::Bytes(b"abc".to_vec())),
                archive(Archive::Want { at: 90, length: 10 }),
                archive(Archive::Bytes(b"d".to_vec())),
                archive(Archive::EndEntry(Ok(()))),
                archive(Archive::Next),
                empty,
                archive(Archive::EndEntry(Ok(()))),
                end(None),
            ],
        ),
        (7, vec![archive(Archive::Next), heads(4), archive(Archive::EndEntry(Err(NotShown::Locked)))]),
        (OWN, vec![Frame::Part(wire::encode(&blank(), &[])), end(None)]),
    ];
    all.into_iter().flat_map(|(asked, frames)| [seed(asked, &frames), raw_seed(asked, &frames)]).collect()
}

/// A page that draws nothing.
fn blank() -> OwnPages {
    let page = OwnPage { edges: [0.0, 0.0, 9.0, 9.0], turns: 0, unit: 1.0, drawn: Vec::new(), links: Vec::new() };
    OwnPages { pages: vec![page], ..OwnPages::default() }
}

fn raw_seed(asked: u8, frames: &[Frame]) -> Vec<u8> {
    let mut seed = vec![asked | RAW];
    for frame in frames {
        protocol::write_frame(&mut seed, frame).expect("a frame of ours is short");
    }
    seed
}

fn seed(asked: u8, frames: &[Frame]) -> Vec<u8> {
    let mut seed = vec![asked];
    for frame in frames {
        let mut bytes = Vec::new();
        protocol::write_frame(&mut bytes, frame).expect("a frame of ours is short");
        seed.push(bytes[0]);
        seed.extend(u16::try_from(bytes.len() - 5).expect("a seed is short").to_le_bytes());
        seed.extend_from_slice(&bytes[5..]);
    }
    seed
}
