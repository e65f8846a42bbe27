//! Text that somebody was writing when the window was locked: kept sealed with all else, by the place where it was typed.
//! It is nobody's statement yet, so that it stands outside the activity log, the records and every packet.

use model::invalid::Invalid;
use model::time::Instant;
use rusqlite::Connection;

use crate::access::Reader;
use crate::error::Result;
use crate::table::column::{Column, Fields};
use crate::table::{execute, rows};
use crate::vault::Vault;

/// Characters of a place, at most.
pub const MOST_PLACE: usize = 200;
/// Bytes of a text, at most.
pub const MOST_TEXT: usize = 200_000;
/// Places, at most.
pub const MOST_UNSAVED: usize = 100;

/// A text that isn't saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaved {
    /// Where it was typed, as the window names it.
    pub place: String,
    /// The text.
    pub text: String,
    /// When it was kept last.
    pub at: Instant,
}

impl Vault {
    /// Keeps a text for a place, instead of what was kept for it.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] if place or text are too long, or too many places have one; those of a vault that can't
    /// be changed; those of writing.
    pub fn keep_unsaved(&self, unsaved: &Unsaved) -> Result<()> {
        self.refuse_unless_sound()?;
        let Unsaved { place, text, at } = unsaved;
        Invalid::text("place", place, MOST_PLACE)?;
        Invalid::unless(text.len() <= MOST_TEXT, "text", format!("must have at most {MOST_TEXT} bytes"))?;
        let known = self.read(|r| r.unsaved())?;
        let fits = known.len() < MOST_UNSAVED || known.iter().any(|it| it.place == *place);
        Invalid::unless(
            fits,
            "place",
            format!("must be one of at most {MOST_UNSAVED}; save or drop another text first"),
        )?;
        let sql = "INSERT INTO unsaved (place, text, at) VALUES (?1, ?2, ?3) \
                   ON CONFLICT (place) DO UPDATE SET text = excluded.text, at = excluded.at";
        execute(self.connection(), sql, vec![place.to_value(), text.to_value(), at.to_value()]).map(|_| ())
    }

    /// Forgets the text of a place; does nothing where there is none.
    ///
    /// # Errors
    /// Those of a vault that can't be changed; those of writing.
    pub fn forget_unsaved(&self, place: &str) -> Result<()> {
        self.refuse_unless_sound()?;
        let sql = "DELETE FROM unsaved WHERE place = ?1";
        execute(self.connection(), sql, vec![place.to_owned().to_value()]).map(|_| ())
    }
}

impl Reader<'_> {
    /// The texts that aren't saved, the newest first.
    ///
    /// # Errors
    /// Those of reading.
    pub fn unsaved(&self) -> Result<Vec<Unsaved>> {
        let sql = "SELECT * FROM unsaved ORDER BY at DESC, place";
        rows(self.connection(), "unsaved", sql, Vec::new(), |fields| {
            Ok(Unsaved { place: fields.get("place")?, text: fields.get("text")?, at: fields.get("at")? })
        })
    }
}

/// What goes beyond the bounds; what the texts say is nobody's to check.
pub(crate) fn beyond_bounds(connection: &Connection) -> Result<Vec<String>> {
    let sql = "SELECT count(*) AS places, coalesce(max(length(place)), 0) AS place, \
               coalesce(max(length(CAST(text AS BLOB))), 0) AS text FROM unsaved";
    let read = |fields: &Fields<'_>| {
        Ok((fields.get::<u64>("places")?, fields.get::<u64>("place")?, fields.get::<u64>("text")?))
    };
    let found = rows(connection, "unsaved", sql, Vec::new(), read)?;
    let (count, place, text) = found.into_iter().next().unwrap_or_default();
    let found = [
        (count > MOST_UNSAVED as u64, "there are more unsaved texts than any program keeps"),
        (place > MOST_PLACE as u64, "an unsaved text has a longer place than any program gives"),
        (text > MOST_TEXT as u64, "an unsaved text is longer than any program keeps"),
    ];
    Ok(found.into_iter().filter(|(beyond, _)| *beyond).map(|(_, what)| what.to_owned()).collect())
}
