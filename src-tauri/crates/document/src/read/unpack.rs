//! ZIP → its entries, and the bytes of those that the parent names. Holds the list of entries and a window of the
//! archive, whose parts it asks the parent for. Never uses a name as a path, and never unpacks an entry within an entry.

use super::Emit;
use crate::archive::{ENTRIES, Head, NAME_BYTES, NotUnpacked};
use crate::protocol::{Archive, Frame, Request, Work};
use model::exhibit::NotShown;
use std::cell::RefCell;
use std::io::{self, Read, Seek, SeekFrom};
use zip::read::ZipFileEntry;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

/// Bytes of the archive that are asked for at a time.
const WINDOW: u64 = 64 << 10;
/// Bytes of an entry that are sent at a time.
const PIECE: usize = 128 << 10;
/// Entries that are listed at a time: with the longest names, within the limit of a frame.
const BATCH: usize = 64;

/// Lists the entries, or unpacks those that the parent names by their place in the list until it names no more.
///
/// # Errors
/// It isn't an archive, or one that isn't read.
pub(crate) fn read(request: &Request, input: &mut dyn Read, emit: &mut Emit<'_>) -> Result<(), NotShown> {
    let line = Line { input: RefCell::new(input), emit: RefCell::new(emit) };
    let remote = Remote { line: &line, size: request.size, position: 0, window: Vec::new(), window_at: 0 };
    let mut archive = ZipArchive::new(remote).map_err(damaged)?;
    if archive.len() > ENTRIES {
        return Err(NotShown::Unsafe(format!("it has {} entries, more than {ENTRIES}", archive.len())));
    }
    if archive.has_duplicate_names() {
        return Err(NotShown::Unsafe("it has several entries of one name, which can't be told apart".into()));
    }
    if matches!(request.work, Work::Unpack) {
        return unpack(&mut archive, &line);
    }
    let heads = (0..archive.len()).map(|index| archive.by_index_data(index).map(|entry| head(&entry)));
    let heads = heads.collect::<Result<Vec<_>, _>>().map_err(damaged)?;
    heads.chunks(BATCH).try_for_each(|some| line.say(Archive::Entries(some.to_vec())))
}

fn unpack(archive: &mut ZipArchive<Remote<'_, '_, '_>>, line: &Line<'_, '_>) -> Result<(), NotShown> {
    loop {
        line.say(Archive::Next)?;
        // The end of what the parent has to say is the end of the work.
        let Some(index) = line.named() else { return Ok(()) };
        let entry = archive.by_index_data(index).map_err(|_| NotShown::Unsafe("it has no such entry".into()))?;
        line.say(Archive::Entries(vec![head(&entry)]))?;
        let end = send(archive, index, line);
        line.say(Archive::EndEntry(end))?;
    }
}

/// Sends the bytes of one entry, as many as it states.
fn send(archive: &mut ZipArchive<Remote<'_, '_, '_>>, index: usize, line: &Line<'_, '_>) -> Result<(), NotShown> {
    let mut entry = archive.by_index(index).map_err(damaged)?;
    let mut left = entry.size();
    let mut piece = vec![0; PIECE];
    loop {
        let length = entry.read(&mut piece).map_err(|_| NotShown::Damaged("its bytes cannot be unpacked".into()))?;
        if length == 0 {
            break;
        }
        let more = || NotShown::Unsafe("it unpacks to more than it states".into());
        left = left.checked_sub(length as u64).ok_or_else(more)?;
        line.say(Archive::Bytes(piece[..length].to_vec()))?;
    }
    if left == 0 { Ok(()) } else { Err(NotShown::Damaged("it unpacks to less than it states".into())) }
}

fn head(entry: &ZipFileEntry<'_>) -> Head {
    let name = entry.name().map_or_else(|_| String::from_utf8_lossy(entry.name_raw()).into_owned(), Into::into);
    let trouble = if entry.encrypted() {
        Some(NotUnpacked::Locked)
    } else if entry.is_symlink() {
        Some(NotUnpacked::Link)
    } else if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
        Some(NotUnpacked::Method)
    } else if name.len() > NAME_BYTES {
        Some(NotUnpacked::Name)
    } else {
        None
    };
    Head {
        name: name[..name.floor_char_boundary(NAME_BYTES)].to_owned(),
        size: entry.size(),
        packed: entry.compressed_size(),
        sum: entry.crc32(),
        folder: entry.is_dir(),
        trouble,
    }
}

#[allow(clippy::needless_pass_by_value, reason = "it is passed to map_err")]
fn damaged(error: ZipError) -> NotShown {
    match error {
        ZipError::Io(error) if error.kind() == io::ErrorKind::OutOfMemory => super::broken(error),
        _ => NotShown::Damaged("its list of entries cannot be read".into()),
    }
}

/// The way to the parent, on which parts of the archive come in and entries go out.
struct Line<'a, 'e> {
    input: RefCell<&'a mut dyn Read>,
    emit: RefCell<&'a mut Emit<'e>>,
}

impl Line<'_, '_> {
    fn say(&self, said: Archive) -> Result<(), NotShown> {
        (self.emit.borrow_mut())(Frame::Archive(said))
    }

    /// The place of the entry that the parent names next; none where it has ended.
    fn named(&self) -> Option<usize> {
        let mut index = [0; 4];
        self.input.borrow_mut().read_exact(&mut index).ok()?;
        usize::try_from(u32::from_le_bytes(index)).ok()
    }

    fn want(&self, at: u64, length: u64) -> io::Result<Vec<u8>> {
        let length = u32::try_from(length).map_err(io::Error::other)?;
        self.say(Archive::Want { at, length }).map_err(io::Error::other)?;
        let mut part = vec![0; length as usize];
        self.input.borrow_mut().read_exact(&mut part)?;
        Ok(part)
    }
}

/// The archive, as far as it is here.
struct Remote<'l, 'a, 'e> {
    line: &'l Line<'a, 'e>,
    size: u64,
    position: u64,
    window: Vec<u8>,
    window_at: u64,
}

impl Read for Remote<'_, '_, '_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.position >= self.size {
            return Ok(0);
        }
        let here = self.window_at..self.window_at + self.window.len() as u64;
        if !here.contains(&self.position) {
            self.window = self.line.want(self.position, WINDOW.min(self.size - self.position))?;
            self.window_at = self.position;
        }
        let from = usize::try_from(self.position - self.window_at).map_err(io::Error::other)?;
        let length = (&self.window[from..]).read(out)?;
        self.position += length as u64;
        Ok(length)
    }
}

impl Seek for Remote<'_, '_, '_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(offset) => self.size.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        self.position = position.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}
