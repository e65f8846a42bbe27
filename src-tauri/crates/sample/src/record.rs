//! Small tables whose cells stand in `text/`: one record a line, cells parted by `|`.

/// The records of such a text, in its order.
pub(crate) fn records(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().map(|line| line.split('|').collect())
}
