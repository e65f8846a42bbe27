//! Texts as they are compared where case doesn't count: lower-case, composed. Used for finding and sorting, never stored in
//! a record.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use unicode_normalization::UnicodeNormalization;

/// The text folded.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase().nfc().collect() }
}

/// Makes `fold(text)` known to queries on a connection; of no value it makes none.
pub(crate) fn make_known(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    connection.create_scalar_function("fold", 1, flags, |context| {
        let text: Option<String> = context.get(0)?;
        Ok(text.map(|text| fold(&text)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_composition_do_not_count() {
        assert_eq!(fold("ÄRGER"), fold("a\u{308}rger"));
        assert_eq!(fold("EV-0012"), "ev-0012");
        crate::heap::wipe_what_is_given_back().unwrap();
        let connection = Connection::open_in_memory().unwrap();
        make_known(&connection).unwrap();
        let folded: String = connection.query_row("SELECT fold('GRÖSSE')", [], |row| row.get(0)).unwrap();
        assert_eq!(folded, "grösse");
    }
}
