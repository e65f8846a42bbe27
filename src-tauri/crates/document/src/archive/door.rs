//! The parent's side of unpacking, for the doors: hears frames that are there already.

use super::entry::{self, Entry, Head};
use super::link::{Link, Unpacking};
use super::{heads, unpacked};
use crate::protocol::Frame;
use model::exhibit::NotShown;
use std::io::{self, Cursor, Read};
use std::ops::ControlFlow;
use std::sync::mpsc::sync_channel;

/// What the parent makes of what was said; none where it ended too early.
type Heard<T> = Option<Result<T, NotShown>>;

/// The files in an archive whose list a child told so.
pub(crate) fn listed(said: Vec<Frame>, archive: &[u8]) -> Heard<Vec<Entry>> {
    let size = archive.len() as u64;
    hear(said, archive, heads).map(|heard| heard.and_then(|heads| entry::listed(heads, size)))
}

/// What the entries hold that a child unpacked so; each with whether it was read to its end.
pub(crate) fn all(said: Vec<Frame>, archive: &[u8], wanted: &[Entry]) -> Heard<Vec<(Vec<u8>, bool)>> {
    let mut taken = Vec::new();
    let mut take = |_: usize, unpacking: &mut Unpacking<'_, '_>| {
        let mut bytes = Vec::new();
        let whole = unpacking.read_to_end(&mut bytes).is_ok();
        taken.push((bytes, whole));
        ControlFlow::Continue(())
    };
    let heard = hear(said, archive, |link| unpacked(link, wanted, &mut take))?;
    Some(heard.map(|()| taken))
}

/// An entry that a child may be asked for.
pub(crate) fn entry(index: u32, name: &str, size: u64) -> Entry {
    let head = Head { name: name.to_owned(), size, packed: size, sum: 7, folder: false, trouble: None };
    Entry { index, head }
}

/// Where an entry stands in the archive's list.
pub(crate) fn place(entry: &Entry) -> u32 {
    entry.index
}

fn hear<T>(said: Vec<Frame>, archive: &[u8], talk: impl FnOnce(&mut Link<'_>) -> Option<T>) -> Heard<T> {
    let (say, heard) = sync_channel(said.len());
    said.into_iter().for_each(|frame| say.send(frame).expect("there is room for all"));
    drop(say);
    let mut cursor = Cursor::new(archive);
    let mut link = Link::new(Box::new(io::sink()), heard, &mut cursor, archive.len() as u64);
    let done = talk(&mut link).filter(|_| !link.over);
    done.map(Ok).or(link.reason.map(Err))
}
