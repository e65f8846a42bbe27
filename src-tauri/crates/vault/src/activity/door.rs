//! The doors of the activity log: a row's body as it could stand in `vault.db`, and rows column by column.

use model::activity::{Action, LogRow, Subject};
use model::evidence::Digest;
use model::record::Noun;
use model::time::Instant;
use rusqlite::types::ValueRef;
use uuid::Uuid;

use super::{Body, verify_chain};
use crate::door::Taken;
use crate::header::LogHead;
use crate::table::column::Column;

/// A body's text. What is read is written as a text that is read as the same body; the images in it are of the noun that
/// they stand under.
///
/// # Panics
/// Where that doesn't hold.
pub fn log_body(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let Ok(body) = serde_json::from_str::<Body>(text) else { return };
    let written = serde_json::to_string(&body).expect("a body serializes");
    let again: Body = serde_json::from_str(&written).expect("a body is read as written");
    // A text of a body, not the body: a number that is none is unequal to itself.
    assert_eq!(
        serde_json::to_string(&again).expect("a body serializes"),
        written,
        "a body is written the same each time"
    );
    for change in &body.changes {
        for image in [&change.before, &change.after].into_iter().flatten() {
            assert_eq!(image.noun(), change.noun, "an image is of the noun that it stands under");
        }
    }
}

/// Rows of the log as columns: of each its number, its texts with their lengths, its digests; then whether hashes are
/// computed anew. What a column is read as is written as what stood there; a chain that holds is one of consecutive
/// rows, and holds no more once anything in it is another.
///
/// # Panics
/// Where that doesn't hold.
pub fn log_row(input: &[u8]) {
    let mut taken = Taken(input);
    let (anew, place) = (taken.byte() % 2 == 1, taken.number());
    let mut rows: Vec<LogRow> = Vec::new();
    while !taken.0.is_empty() && rows.len() < 8 {
        let Some(mut row) = row(&mut taken) else { continue };
        if anew {
            row.seq = rows.len() as u64 + 1;
            row.prev = rows.last().map_or(Digest([0; 32]), |before: &LogRow| before.hash);
            row.hash = row.computed_hash();
        }
        rows.push(row);
    }
    let held = verify_chain(&rows, LogHead::EMPTY);
    if anew {
        assert!(held.is_ok(), "a chain that was put together holds");
    }
    let Ok(head) = held else { return };
    assert_eq!(head.seq, rows.len() as u64, "a chain that holds has no hole");
    if rows.is_empty() {
        return;
    }
    let (at, mut other) = (place % rows.len(), rows.clone());
    changed(&mut other[at], place / rows.len());
    assert!(verify_chain(&other, LogHead::EMPTY).is_err(), "a chain holds with row {} changed", at + 1);
    assert!(rows.len() < 2 || verify_chain(&rows[1..], LogHead::EMPTY).is_err(), "a chain holds without its first row");
}

fn changed(row: &mut LogRow, how: usize) {
    let bit = how / 8 % 256;
    let flip = |digest: &mut Digest| digest.0[bit / 8] ^= 1 << (bit % 8);
    match how % 8 {
        0 => row.seq ^= 1 << (bit % 64),
        1 => row.at += chrono::TimeDelta::milliseconds(1 + bit as i64),
        2 => row.who.push('\u{301}'),
        3 => row.action = if row.action == Action::Undo { Action::EditGap } else { Action::Undo },
        4 => row.subjects.push(Subject { noun: Noun::Gap, id: Uuid::from_u128(how as u128) }),
        5 => flip(&mut row.body),
        6 => flip(&mut row.prev),
        _ => flip(&mut row.hash),
    }
}

/// The row that the columns are read as; none where one of them is damage.
fn row(taken: &mut Taken<'_>) -> Option<LogRow> {
    let seq = column::<u64>(ValueRef::Integer(i64::from_le_bytes(taken.array())));
    let mut text = || taken.text().map(|text| ValueRef::Text(text.as_bytes()));
    let (at, who, action, noun) = (text()?, text()?, text()?, text()?);
    let (at, who, action) = (column::<Instant>(at), column::<String>(who), column::<Action>(action));
    let noun = column::<Noun>(noun);
    let mut digest = || {
        let bytes: [u8; 32] = taken.array();
        column::<Digest>(ValueRef::Blob(&bytes))
    };
    let (body, prev, hash) = (digest()?, digest()?, digest()?);
    let subjects = noun.map(|noun| Subject { noun, id: Uuid::from_u128(u128::from(seq.unwrap_or_default())) });
    Some(LogRow {
        seq: seq?,
        at: at?,
        who: who?,
        action: action?,
        subjects: subjects.into_iter().collect(),
        body,
        prev,
        hash,
    })
}

/// What stands in a column, once it is certain that this is what would be written there.
fn column<T: Column>(value: ValueRef<'_>) -> Option<T> {
    let read = T::from_value(value)?;
    assert!(ValueRef::from(&read.to_value()) == value, "a column is read as what would not be written: {value:?}");
    Some(read)
}

/// Inputs of [`log_row`].
pub fn log_row_seeds() -> Vec<Vec<u8>> {
    let row = |seq: u64, at: &str, action: &str, noun: &str| {
        let mut bytes = seq.to_le_bytes().to_vec();
        for text in [at, "Ada Fenwick", action, noun] {
            bytes.push(text.len() as u8);
            bytes.extend(text.bytes());
        }
        bytes.extend([7; 96]);
        bytes
    };
    let one = row(1, "2026-07-01T00:00:00.250Z", "vault.create", "client");
    let two = row(2, "2026-07-02T09:10:11.000Z", "evidence.attach", "evidence");
    let start = |anew: u8, place: u16, rows: &[&[u8]]| [&[anew][..], &place.to_le_bytes(), &rows.concat()].concat();
    let mut seeds: Vec<Vec<u8>> = (0..8).map(|how| start(1, how * 2, &[&one, &two])).collect();
    seeds.push(start(0, 0, &[&two, &one]));
    seeds.push(start(1, 3, &[&row(3, "2026-07-02T09:10:11.0005Z", "log.undo", "")]));
    seeds.push(start(1, 9, &[&row(3, "2026-07-02t11:10:11.000+02:00", "slot.add", "gap")]));
    seeds
}
