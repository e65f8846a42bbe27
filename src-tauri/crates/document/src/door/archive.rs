//! An archive, listed and unpacked: what parent and child say to each other, one after the other.

use super::{contained, worded};
use crate::archive::{ENTRY_BYTES, Entry, door};
use crate::protocol::{Archive, Frame, Request, Work};
use crate::read;
use model::exhibit::{FileType, NotShown};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, Read};

/// Bytes that are unpacked of one archive here, about.
const ENOUGH: u64 = 4 << 20;

/// An archive. The child asks for nothing that isn't there; the parent takes the list that it tells; every entry that is
/// read to its end has as many bytes as the list stated.
///
/// # Panics
/// Where that doesn't hold.
pub fn archive(input: &[u8]) {
    let (told, ended) = said(Work::Entries, input, &[]);
    let listed = door::listed(told, input);
    let entries = match (listed, ended) {
        (Some(Ok(entries)), Ok(())) => entries,
        (Some(Err(reason)), _) => return worded(&reason),
        (None, ended) => panic!("the parent heard no end of what ended with {ended:?}"),
        (Some(Ok(_)), Err(reason)) => panic!("the parent took a list that ended with {reason}"),
    };
    let mut left = ENOUGH;
    let fits = |entry: &&Entry| {
        let fits = entry.trouble().is_none() && entry.size() <= left;
        left -= if fits { entry.size() } else { 0 };
        fits
    };
    let wanted: Vec<Entry> = entries.iter().filter(fits).take(8).cloned().collect();
    assert!(
        entries.iter().all(|entry| entry.trouble().is_some() || entry.size() <= ENTRY_BYTES),
        "an entry is bounded"
    );
    let (told, ended) = said(Work::Unpack, input, &wanted);
    match door::all(told, input, &wanted) {
        Some(Ok(taken)) => {
            assert!(ended.is_ok() && taken.len() == wanted.len(), "every entry that was asked for is handed on");
            for ((bytes, whole), entry) in taken.iter().zip(&wanted) {
                assert!(!whole || bytes.len() as u64 == entry.size(), "an entry has as many bytes as it states");
                assert!(bytes.len() as u64 <= entry.size(), "an entry has more bytes than it states");
            }
        }
        // An archive that was listed can be read again, though its entries may be damaged each.
        other => panic!("the parent doesn't take what was unpacked of an archive that it listed: {other:?}, {ended:?}"),
    }
}

/// What the parent has sent that the child hasn't read yet.
type Line = RefCell<VecDeque<u8>>;

struct Input<'l>(&'l Line);

impl Read for Input<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.0.borrow_mut().read(out)
    }
}

/// What the child says, while it is served with the archive and the places of the entries that are wanted.
fn said(work: Work, archive: &[u8], wanted: &[Entry]) -> (Vec<Frame>, Result<(), NotShown>) {
    let request = Request { kind: FileType::Zip, ending: String::new(), size: archive.len() as u64, work };
    let line = Line::default();
    let mut named = wanted.iter().map(door::place);
    let mut told = vec![Frame::Ready { landlock: true }];
    let read = contained(|| {
        let mut emit = |frame: Frame| {
            match &frame {
                Frame::Archive(Archive::Want { at, length }) => {
                    let (at, length) = (*at as usize, *length as usize);
                    let part = archive.get(at..at + length);
                    line.borrow_mut().extend(part.expect("the child asks for what is there"));
                }
                Frame::Archive(Archive::Next) => {
                    line.borrow_mut().extend(named.next().into_iter().flat_map(u32::to_le_bytes))
                }
                _ => {}
            }
            told.push(frame);
            Ok(())
        };
        read::read(&request, &mut Input(&line), &mut emit)
    });
    told.push(match &read {
        Ok(total_pages) => Frame::End { total_pages: *total_pages },
        Err(reason) => Frame::NotShown(reason.clone()),
    });
    (told, read.map(drop))
}
