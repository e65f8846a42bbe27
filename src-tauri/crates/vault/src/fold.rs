//! Texts as they are compared where case doesn't count: lower-case, composed; and whether one holds another. Used for
//! finding and sorting, never stored in a record.

use memchr::memmem::Finder;
use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;
use unicode_normalization::UnicodeNormalization;

/// The text folded.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase().nfc().collect() }
}

/// Makes `fold(text)` and `holds(text, part)` known to queries on a connection; of no value they make none.
pub(crate) fn make_known(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    connection.create_scalar_function("fold", 1, flags, |context| {
        let text: Option<String> = context.get(0)?;
        Ok(text.map(|text| fold(&text)))
    })?;
    connection.create_scalar_function("holds", 2, flags, holds)
}

/// Whether a text has a part somewhere. SQLite's own `instr` tries every place in turn, which takes longer than all else when
/// a list is gone through.
fn holds(context: &Context<'_>) -> rusqlite::Result<Option<bool>> {
    let (ValueRef::Text(text), ValueRef::Text(part)) = (context.get_raw(0), context.get_raw(1)) else {
        return Ok(None);
    };
    // The part is the same for each row of a query: how it is looked for is found out once.
    let finder = match context.get_aux::<Finder<'static>>(1)? {
        Some(finder) => finder,
        None => context.set_aux(1, Finder::new(part).into_owned())?,
    };
    Ok(Some(finder.find(text).is_some()))
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
        let holds = |text: Option<&str>, part: &str| -> Option<bool> {
            connection.query_row("SELECT holds(?1, ?2)", (text, part), |row| row.get(0)).unwrap()
        };
        assert_eq!(holds(Some("ticket 0812"), "081"), Some(true));
        assert_eq!(holds(Some("ticket 0812"), "082"), Some(false));
        assert_eq!(holds(Some("ärger"), "är"), Some(true));
        assert_eq!(holds(Some(""), ""), Some(true));
        assert_eq!(holds(None, "a"), None);
    }
}
