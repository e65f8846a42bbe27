//! How one cell of a table becomes a value: lists parted by `;`, `n/a` for nothing, `yes` and `no`. No cell is empty.

use std::fmt::Display;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error, IntoDeserializer};

/// The word for "does not apply".
const NOTHING: &str = "n/a";

/// Values parted by `;`; `n/a` is an empty list.
pub(crate) fn list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: Display>,
{
    let cell = text(deserializer)?;
    if cell == NOTHING {
        return Ok(Vec::new());
    }
    cell.split(';').map(parse).collect()
}

/// One value, or nothing for `n/a`.
pub(crate) fn optional<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: Display>,
{
    let cell = text(deserializer)?;
    if cell == NOTHING { Ok(None) } else { parse(&cell).map(Some) }
}

/// One word of a closed list, or nothing for `n/a`.
pub(crate) fn optional_word<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let cell = text(deserializer)?;
    if cell == NOTHING { Ok(None) } else { T::deserialize(cell.into_deserializer()).map(Some) }
}

/// `yes` or `no`.
pub(crate) fn yes_no<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    match text(deserializer)?.as_str() {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(D::Error::custom("must be yes or no")),
    }
}

/// A cell with something in it and no space around it.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let cell = String::deserialize(deserializer)?;
    whole::<D::Error>(&cell)?;
    Ok(cell)
}

fn parse<T: FromStr<Err: Display>, E: Error>(item: &str) -> Result<T, E> {
    whole::<E>(item)?;
    item.parse().map_err(E::custom)
}

fn whole<E: Error>(item: &str) -> Result<(), E> {
    if item.is_empty() {
        return Err(E::custom("must not be empty"));
    }
    if item != item.trim() {
        return Err(E::custom("must have no space around it"));
    }
    Ok(())
}
