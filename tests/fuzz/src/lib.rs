//! What is fuzzed: one function a target, each takes bytes and panics where a promise of the program doesn't hold. The list
//! serves both the targets of cargo-fuzz and the tests that replay the corpus.
//!
//! **Invariant**: nothing here is part of a program, and nothing opens a file.

mod incoming;
mod message;
mod office;
mod packets;

use model::exhibit::FileType;

pub use incoming::{criteria_text, sheet};
pub use message::message;
pub use packets::packet;

/// A target.
pub struct Target {
    /// Its name: that of its program, and of its folder in the corpus.
    pub name: &'static str,
    /// What is done with an input.
    pub run: fn(&[u8]),
}

macro_rules! targets {
    ($($name:ident),+ $(,)?) => {
        /// Every target, in the order in which they run.
        pub const TARGETS: &[Target] = &[$(Target { name: stringify!($name), run: $name }),+];
    };
}

targets![
    header,
    slot,
    typed,
    chunk,
    log_body,
    log_row,
    packet,
    pdf,
    picture,
    workbook,
    separated,
    text,
    json,
    mail,
    zip_list,
    archive,
    request,
    answer,
    svg,
    sheet,
    criteria_text,
    message,
];

pub use document::door::{answer, archive, request, svg};
pub use vault::door::{chunk, header, log_body, log_row, slot, typed};

/// A PDF, in the child's reader and the parent's checks.
pub fn pdf(input: &[u8]) {
    document::door::read(FileType::Pdf, "pdf", input);
}

/// A picture of pixels.
pub fn picture(input: &[u8]) {
    let kind = if input.get(1) == Some(&0xFF) { FileType::Jpeg } else { FileType::Png };
    document::door::read(kind, "png", input);
}

/// A workbook, or a sheet of one that is put into a workbook here.
pub fn workbook(input: &[u8]) {
    match input {
        [how, sheet @ ..] if sheet.starts_with(b"<") => {
            document::door::read(FileType::Xlsx, "xlsx", &[&[*how][..], &office::around(sheet)].concat());
        }
        _ => document::door::read(FileType::Xlsx, "xlsx", input),
    }
}

/// Separated values in any encoding.
pub fn separated(input: &[u8]) {
    document::door::read(FileType::Csv, "csv", input);
}

/// Text in any encoding.
pub fn text(input: &[u8]) {
    document::door::read(FileType::Text, "log", input);
}

/// JSON.
pub fn json(input: &[u8]) {
    document::door::read(FileType::Json, "json", input);
}

/// A mail.
pub fn mail(input: &[u8]) {
    document::door::read(FileType::Eml, "eml", input);
}

/// An archive, as it is shown: its list.
pub fn zip_list(input: &[u8]) {
    document::door::read(FileType::Zip, "zip", input);
}
