//! What a file is: from its first bytes, and only where these leave it open from its name. Never opens anything
//! and never fails; a file that is nothing known is [`FileType::Other`].

use crate::decode::unmarked_utf16;
use crate::read::table::delimiter;
use model::exhibit::FileType;

/// Bytes of text that are looked at.
const SAMPLE: usize = 64 << 10;

/// The type of the file that begins with `first_bytes` (some 64 KiB make the answer as good as it gets) and is
/// called `name`. A name never makes a picture, a PDF or an archive of what isn't one.
pub fn detect(first_bytes: &[u8], name: &str) -> FileType {
    let ending = ending(name);
    let sample = &first_bytes[..first_bytes.len().min(SAMPLE)];
    if let Some(found) = by_magic(first_bytes, &ending) {
        return found;
    }
    match text(sample) {
        Some(text) => by_text(&text, &ending, first_bytes.len() > sample.len()),
        None => FileType::Other,
    }
}

/// The part of a name after its last dot, in lower case; empty where there is none.
pub(crate) fn ending(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((_, ending)) if ending.len() <= 8 => ending.to_lowercase(),
        _ => String::new(),
    }
}

fn by_magic(bytes: &[u8], ending: &str) -> Option<FileType> {
    let head = &bytes[..bytes.len().min(1024)];
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(FileType::Png)
    } else if bytes.starts_with(b"\xFF\xD8\xFF") {
        Some(FileType::Jpeg)
    } else if [&b"PK\x03\x04"[..], b"PK\x05\x06", b"PK\x07\x08"].iter().any(|magic| bytes.starts_with(magic)) {
        Some(by_entries(bytes, ending))
    } else if holds(head, b"%PDF-") {
        // Viewers take a PDF whose header stands anywhere in the first kilobyte.
        Some(FileType::Pdf)
    } else if bytes.starts_with(b"{\\rtf") || bytes.starts_with(b"%!PS") {
        Some(FileType::Other)
    } else {
        None
    }
}

/// A ZIP file is told by the names in it, as far as they stand in the first bytes, else by its own name.
fn by_entries(bytes: &[u8], ending: &str) -> FileType {
    let office = holds(bytes, b"[Content_Types].xml") || holds(bytes, b"_rels/.rels");
    if holds(bytes, b"xl/workbook.xml") || holds(bytes, b"xl/worksheets/") {
        return FileType::Xlsx;
    }
    if holds(bytes, b"word/document.xml") || holds(bytes, b"ppt/presentation.xml") {
        return FileType::Other;
    }
    if holds(&bytes[..bytes.len().min(256)], b"mimetypeapplication/") {
        return FileType::Other;
    }
    match ending {
        "xlsx" | "xlsm" | "xltx" if office => FileType::Xlsx,
        "docx" | "docm" | "pptx" | "pptm" if office => FileType::Other,
        _ => FileType::Zip,
    }
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(bytes, needle).is_some()
}

/// The sample as text, if it is text in an encoding that the readers know.
fn text(sample: &[u8]) -> Option<String> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(sample).or_else(|| unmarked_utf16(sample)) {
        let (text, _) = encoding.decode_without_bom_handling(&sample[mark..]);
        return plausible(&text).then(|| text.into_owned());
    }
    // Decoding all of what is no text would take longer than everything else that is done with a small file.
    if memchr::memchr(0, sample).is_some() {
        return None;
    }
    let text = match std::str::from_utf8(sample) {
        Ok(text) => text.to_owned(),
        Err(error) if error.error_len().is_none() => String::from_utf8_lossy(&sample[..error.valid_up_to()]).into(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(sample).0.into_owned(),
    };
    plausible(&text).then_some(text)
}

/// Text has no NUL, and next to no control characters but tab, line ends, form feed and escape.
fn plausible(text: &str) -> bool {
    let strange = |character: char| character.is_control() && !"\t\n\r\u{c}\u{1b}\u{85}".contains(character);
    !text.contains('\0') && text.chars().filter(|&character| strange(character)).count() * 50 <= text.len()
}

fn by_text(text: &str, ending: &str, cut: bool) -> FileType {
    if ending == "eml" && begins_with_headers(text, 1) {
        return FileType::Eml;
    }
    if looks_like_json(text) {
        return FileType::Json;
    }
    match ending {
        "csv" | "tsv" => return FileType::Csv,
        "txt" | "log" | "md" | "conf" | "cfg" | "ini" | "yaml" | "yml" | "xml" | "html" | "htm" | "svg" | "sql" => {
            return FileType::Text;
        }
        "json" | "jsonl" | "ndjson" if text.trim().is_empty() => return FileType::Json,
        _ => {}
    }
    if text.is_empty() {
        FileType::Other
    } else if begins_with_headers(text, 3) {
        FileType::Eml
    } else if delimiter::consistent(text, cut) {
        FileType::Csv
    } else {
        FileType::Text
    }
}

/// Whether the text begins with an object, or with a list of objects, lists or texts. A log line in brackets
/// that begins with a date does not.
fn looks_like_json(text: &str) -> bool {
    let mut marks = text.chars().filter(|character| !character.is_whitespace());
    match (marks.next(), marks.next()) {
        (Some('{'), Some(next)) => next == '"' || next == '}',
        (Some('['), Some(next)) => matches!(next, '{' | '[' | ']') || (next == '"' && closes_list(text)),
        _ => false,
    }
}

/// Whether the first line of a text in brackets looks like a list: `["a", …`.
fn closes_list(text: &str) -> bool {
    let line = text.trim_start().lines().next().unwrap_or_default();
    line.trim_end().ends_with([',', ']', '[', '"'])
}

/// Whether the text begins with mail headers, at least `wanted` of which every mail program writes.
fn begins_with_headers(text: &str, wanted: usize) -> bool {
    const USUAL: &[&str] =
        &["from", "to", "cc", "date", "subject", "message-id", "received", "return-path", "mime-version", "reply-to"];
    let mut usual = 0;
    for (number, line) in text.lines().take(200).enumerate() {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) && number > 0 {
            continue;
        }
        // mbox writes one such line before the headers.
        if number == 0 && line.starts_with("From ") {
            continue;
        }
        let Some((field, _)) = line.split_once(':') else { return false };
        if field.is_empty() || !field.bytes().all(|byte| byte.is_ascii_graphic()) {
            return false;
        }
        usual += usize::from(USUAL.contains(&field.to_ascii_lowercase().as_str()));
    }
    usual >= wanted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bytes_win_over_the_name() {
        assert_eq!(detect(b"%PDF-1.7\n", "report.csv"), FileType::Pdf);
        assert_eq!(detect(b"\x89PNG\r\n\x1a\n....", "report.pdf"), FileType::Png);
        assert_eq!(detect(b"\xFF\xD8\xFF\xE0", "scan.png"), FileType::Jpeg);
        assert_eq!(detect(b"user,role\nann,admin\n", "report.pdf"), FileType::Csv);
        assert_eq!(detect(b"just a sentence", "report.pdf"), FileType::Text);
        assert_eq!(detect(b"\x7fELF\x02\x01\x01\0\0\0\0", "notes.txt"), FileType::Other);
    }

    #[test]
    fn archives_are_told_by_their_entries() {
        let office = |entry: &str| format!("PK\x03\x04....[Content_Types].xml....PK\x03\x04....{entry}").into_bytes();
        assert_eq!(detect(&office("xl/workbook.xml"), "a.zip"), FileType::Xlsx);
        assert_eq!(detect(&office("word/document.xml"), "a.docx"), FileType::Other);
        assert_eq!(detect(&office("docProps/app.xml"), "a.xlsx"), FileType::Xlsx);
        assert_eq!(detect(b"PK\x03\x04....logs/today.log", "a.xlsx"), FileType::Zip);
        assert_eq!(detect(b"PK\x05\x06", "empty.zip"), FileType::Zip);
    }

    #[test]
    fn kinds_of_text() {
        assert_eq!(detect(b"{\n  \"a\": 1}", "x"), FileType::Json);
        assert_eq!(detect(b"[{\"a\":1}]", "x.log"), FileType::Json);
        assert_eq!(detect(b"[2025-03-01] started\n[2025-03-02] ended\n", "x"), FileType::Text);
        assert_eq!(detect(b"a;b;c\n1;2;3\n4;5;6\n", "export"), FileType::Csv);
        assert_eq!(detect(b"Well, this is text.\nIt has, as it goes, commas.\nEnd.\n", "x"), FileType::Text);
        assert_eq!(detect(b"a,b\n", "x.txt"), FileType::Text);
        assert_eq!(detect(b"From: a@b.c\r\nTo: d@e.f\r\nSubject: hello\r\n\r\nBody", "message"), FileType::Eml);
        assert_eq!(detect(b"X-Thing: 1\r\nSubject: hello\r\n\r\nBody", "m.eml"), FileType::Eml);
        assert_eq!(detect(b"", "m.csv"), FileType::Csv);
        assert_eq!(detect(b"", "m.bin"), FileType::Other);
        let wide: Vec<u8> = "a;b\r\n1;2\r\n3;4\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(detect(&wide, "export.csv"), FileType::Csv);
    }

    proptest! {
        #[test]
        fn never_panics(bytes in prop::collection::vec(any::<u8>(), 0..2048), name in ".{0,20}") {
            detect(&bytes, &name);
        }

        #[test]
        fn never_panics_on_text(text in "\\PC{0,400}", name in "[a-z]{0,4}\\.(csv|eml|json|txt)") {
            detect(text.as_bytes(), &name);
        }

        #[test]
        fn a_name_makes_no_picture_or_document(text in "[ -~\n]{1,400}", name in "[a-z]{1,4}\\.(pdf|png|jpg|xlsx|zip)") {
            prop_assume!(!text.contains("%PDF-") && !text.starts_with("PK"));
            let found = detect(text.as_bytes(), &name);
            prop_assert!(!matches!(found, FileType::Pdf | FileType::Png | FileType::Jpeg | FileType::Xlsx | FileType::Zip));
        }
    }
}
