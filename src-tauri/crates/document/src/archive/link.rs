//! The talk with a child that reads an archive: what it asks for is served, what it says is checked. Trusts none of it,
//! and holds a few pieces at a time.

use super::entry::{Entry, Head};
use crate::Error;
use crate::confined::Confined;
use crate::not_read::NotRead;
use crate::protocol::{self, Archive, Frame, Request, Work};
use crate::receive::worded;
use model::exhibit::{FileType, NotShown};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::process::ChildStdin;
use std::sync::mpsc::{Receiver, sync_channel};

/// Bytes of the archive that the child may ask for at a time.
const WANTED: u32 = 1 << 20;
/// Frames that wait to be taken, at most.
const WAITING: usize = 4;

/// An archive, wherever it lies.
pub(super) trait ReadSeek: Read + Seek {}

impl<A: Read + Seek> ReadSeek for A {}

/// One talk: `talk` hears what the child says, and ends it with none where there is nothing more to hear.
pub(super) fn run<T>(
    confined: &Confined,
    archive: &mut dyn ReadSeek,
    size: u64,
    work: Work,
    talk: impl FnOnce(&mut Link<'_>) -> Option<T>,
) -> Result<Result<T, NotShown>, Error> {
    let request = Request { kind: FileType::Zip, ending: String::new(), size, work };
    let block = protocol::request_block(&request).map_err(Error::Start)?;
    let (heard, frames) = sync_channel(WAITING);
    let (mut ready, mut said) = (false, None);
    // Its frames are bounded one by one, its entries by what they state.
    let receive = move |from: io::BufReader<std::process::ChildStdout>| {
        protocol::listen(from, usize::MAX, |frame| heard.send(frame).is_err());
    };
    let send = |mut to: ChildStdin| {
        // A child that stops listening has its reasons and gives them itself.
        let _gone = to.write_all(&block);
        let mut link = Link::new(Box::new(to), frames, archive, size);
        let done = talk(&mut link).filter(|_| !link.over);
        ready = link.ready;
        said = done.map(Ok).or(link.reason.map(Err));
        link.failed.map_or(Ok(()), Err)
    };
    let ((), end) = confined.run(send, receive)?;
    end.settle(said, ready)
}

/// The way to the child.
pub(super) struct Link<'a> {
    to: Box<dyn Write>,
    frames: Receiver<Frame>,
    archive: &'a mut dyn ReadSeek,
    size: u64,
    ready: bool,
    /// The talk is over before its work was done, whatever who listened made of it.
    pub(super) over: bool,
    /// Why, where that is known.
    pub(super) reason: Option<NotShown>,
    /// A failure of our own.
    failed: Option<Error>,
}

impl<'a> Link<'a> {
    pub(super) fn new(to: Box<dyn Write>, frames: Receiver<Frame>, archive: &'a mut dyn ReadSeek, size: u64) -> Self {
        Self { to, frames, archive, size, ready: false, over: false, reason: None, failed: None }
    }

    /// What the child says next, after it has been served; none where the talk is over.
    pub(super) fn next(&mut self) -> Option<Frame> {
        let said = self.hear();
        self.over |= said.is_none();
        said
    }

    fn hear(&mut self) -> Option<Frame> {
        loop {
            match self.frames.recv().ok()? {
                Frame::Ready { .. } if !self.ready => self.ready = true,
                Frame::NotShown(reason) => {
                    self.reason = Some(worded(reason));
                    return None;
                }
                Frame::Archive(Archive::Want { at, length }) if self.ready => self.serve(at, length)?,
                frame if self.ready => return Some(frame),
                frame => return self.refuse(&frame),
            }
        }
    }

    /// Ends the talk for something that wasn't asked for.
    pub(super) fn refuse<T>(&mut self, frame: &Frame) -> Option<T> {
        let what = if self.ready { "something else than was asked for" } else { "something before it was confined" };
        let what = if matches!(frame, Frame::Ready { .. }) { "two beginnings" } else { what };
        self.end(NotShown::Unsafe(format!("its reader sent {what}")))
    }

    fn end<T>(&mut self, reason: NotShown) -> Option<T> {
        self.over = true;
        self.reason = Some(reason);
        None
    }

    fn serve(&mut self, at: u64, length: u32) -> Option<()> {
        let end = at.checked_add(length.into());
        if length > WANTED || end.is_none_or(|end| end > self.size) {
            return self.end(NotShown::Unsafe("its reader asked for what is not there".into()));
        }
        let mut part = vec![0; length as usize];
        let read = self.archive.seek(SeekFrom::Start(at)).and_then(|_| self.archive.read_exact(&mut part));
        if let Err(error) = read {
            self.failed = Some(Error::Original(error));
            return None;
        }
        self.send(&part)
    }

    /// A child that is gone has said why, or its end does.
    fn send(&mut self, bytes: &[u8]) -> Option<()> {
        self.to.write_all(bytes).and_then(|()| self.to.flush()).ok()
    }

    fn head(&mut self) -> Option<Head> {
        match self.next()? {
            Frame::Archive(Archive::Entries(mut heads)) if heads.len() == 1 => heads.pop(),
            other => self.refuse(&other),
        }
    }
}

/// The bytes of one entry as they come.
pub struct Unpacking<'l, 'a> {
    link: &'l mut Link<'a>,
    piece: io::Cursor<Vec<u8>>,
    /// Bytes that are still to come.
    left: u64,
    /// How the entry ended.
    end: Option<Result<(), NotRead>>,
}

impl<'l, 'a> Unpacking<'l, 'a> {
    pub(super) fn open(link: &'l mut Link<'a>, entry: &Entry) -> Option<Self> {
        // What is written before the child asks for it would be taken for a part of the archive.
        match link.next()? {
            Frame::Archive(Archive::Next) => link.send(&entry.index.to_le_bytes())?,
            other => return link.refuse(&other),
        }
        let head = link.head()?;
        if !entry.head.is_still(head) {
            return link.end(NotShown::Damaged("it changed while it was read".into()));
        }
        Some(Self { link, piece: io::Cursor::default(), left: entry.head.size, end: None })
    }

    /// Why the entry can't be read to its end, once reading it has failed.
    pub fn trouble(&self) -> Option<&NotRead> {
        self.end.as_ref().and_then(|end| end.as_ref().err())
    }

    /// Passes over what wasn't read; none where the talk is over.
    pub(super) fn finish(mut self) -> Option<()> {
        while self.end.is_none() {
            self.more()?;
        }
        Some(())
    }

    /// Takes the next piece, or the end.
    fn more(&mut self) -> Option<()> {
        match self.link.next()? {
            Frame::Archive(Archive::Bytes(bytes)) if bytes.len() as u64 <= self.left => {
                self.left -= bytes.len() as u64;
                self.piece = io::Cursor::new(bytes);
            }
            Frame::Archive(Archive::EndEntry(Ok(()))) if self.left == 0 => self.end = Some(Ok(())),
            Frame::Archive(Archive::EndEntry(Err(reason))) => {
                self.end = Some(Err(NotRead::new(worded(reason), super::ENTRY_BYTES)));
            }
            other => return self.link.refuse(&other),
        }
        Some(())
    }
}

impl Read for Unpacking<'_, '_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        loop {
            let length = self.piece.read(out)?;
            if length > 0 {
                return Ok(length);
            }
            match &self.end {
                Some(Ok(())) => return Ok(0),
                Some(Err(trouble)) => return Err(io::Error::other(trouble.clone())),
                None => self.more().ok_or(io::ErrorKind::UnexpectedEof)?,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    const READY: Frame = Frame::Ready { landlock: true };

    fn head(size: u64) -> Head {
        Head { name: "a".into(), size, packed: size, sum: 7, folder: false, trouble: None }
    }

    /// What an entry of 4 bytes is, out of an archive of 10, where the child says this.
    fn unpacked(frames: Vec<Frame>) -> Result<Vec<u8>, String> {
        let (said, heard) = sync_channel(frames.len());
        frames.into_iter().for_each(|frame| said.send(frame).unwrap());
        drop(said);
        let mut archive = Cursor::new(vec![0; 10]);
        let mut link = Link::new(Box::new(io::sink()), heard, &mut archive, 10);
        let entry = Entry { index: 0, head: head(4) };
        let mut bytes = Vec::new();
        let read = Unpacking::open(&mut link, &entry).and_then(|mut unpacking| {
            let read = unpacking.read_to_end(&mut bytes);
            read.ok().and(unpacking.finish())
        });
        match (read, link.reason, link.over) {
            (Some(()), None, false) => Ok(bytes),
            (None, Some(reason), true) => Err(reason.to_string()),
            (None, None, true) => Err("the end".into()),
            other => panic!("{other:?}"),
        }
    }

    fn says(part: Archive) -> Frame {
        Frame::Archive(part)
    }

    fn named(size: u64) -> Vec<Frame> {
        vec![READY, says(Archive::Next), says(Archive::Entries(vec![head(size)]))]
    }

    fn and(mut frames: Vec<Frame>, more: impl IntoIterator<Item = Archive>) -> Vec<Frame> {
        frames.extend(more.into_iter().map(says));
        frames
    }

    fn bytes(length: usize) -> Archive {
        Archive::Bytes(vec![1; length])
    }

    #[test]
    fn an_entry_has_as_many_bytes_as_it_states() {
        let whole = [bytes(3), Archive::Want { at: 2, length: 8 }, bytes(0), bytes(1), Archive::EndEntry(Ok(()))];
        assert_eq!(unpacked(and(named(4), whole)), Ok(vec![1; 4]));
        for wrong in [vec![bytes(5)], vec![bytes(3), Archive::EndEntry(Ok(()))], vec![bytes(4), bytes(1)]] {
            assert!(unpacked(and(named(4), wrong)).is_err_and(|why| why.contains("something else")));
        }
        assert_eq!(unpacked(and(named(4), [bytes(4)])), Err("the end".into()));
    }

    #[test]
    fn anything_else_is_refused() {
        for (frames, wanted) in [
            (vec![says(Archive::Next)], "before it was confined"),
            (vec![READY, READY], "two beginnings"),
            (vec![READY, Frame::Answer(Vec::new())], "something else"),
            (vec![READY, says(Archive::Entries(vec![head(4)]))], "something else"),
            (and(vec![READY], [Archive::Next, Archive::Entries(vec![head(4), head(4)])]), "something else"),
            (named(5), "changed"),
            (and(vec![READY], [Archive::Want { at: 3, length: 8 }]), "not there"),
            (and(vec![READY], [Archive::Want { at: u64::MAX, length: 8 }]), "not there"),
            (and(named(4), [Archive::Want { at: 0, length: WANTED + 1 }]), "not there"),
            (vec![READY, Frame::NotShown(NotShown::Locked)], "locked"),
        ] {
            let said = format!("{frames:?}");
            let read = unpacked(frames);
            assert!(read.as_ref().is_err_and(|why| why.contains(wanted)), "{said}: {read:?}");
        }
    }
}
