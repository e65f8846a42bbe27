//! The parent's side of unpacking a ZIP archive for an import: serves the parts of it that a confined child asks for, and
//! takes the list of entries or their bytes out, piece by piece, within stated bounds. Never parses the archive, never
//! uses a name as a path, and writes nothing anywhere.

#[cfg(feature = "doors-for-tests")]
pub(crate) mod door;
mod entry;
mod link;

pub use entry::{Entry, NotUnpacked};
pub(crate) use entry::{Head, NAME_BYTES};
pub use link::Unpacking;

use crate::child::Bounds;
use crate::not_read::NotRead;
use crate::protocol::{Archive, Frame, Work};
use crate::reader::Reader;
use crate::{Error, detect};
use model::exhibit::FileType;
use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::time::Duration;

/// Entries of one archive, folders included, at most.
pub const ENTRIES: usize = 5_000;
/// Bytes of one archive, at most.
pub const ARCHIVE_BYTES: u64 = 16 << 30;
/// Bytes to which one entry may unpack.
pub const ENTRY_BYTES: u64 = 2 << 30;
/// Bytes to which all entries of one archive may unpack.
pub const UNPACKED_BYTES: u64 = 16 << 30;
/// Bytes that the slowest machine is expected to unpack in a second of computing, with much to spare.
const BYTES_A_CPU_SECOND: u64 = 8 << 20;
/// Bytes that are expected to be taken in within a second by the clock on the wall, with much to spare.
const BYTES_A_SECOND: u64 = 1 << 20;
/// First bytes by which an archive is told.
const FIRST_BYTES: u64 = 64 << 10;

impl Reader {
    /// Lists the files of a ZIP archive of `size` bytes, in its order, without its folders; or says why it isn't read.
    /// Names are as the archive has them, at most 4,096 bytes each: make them safe before you keep them.
    ///
    /// # Errors
    /// Failures of our own, as of [`Reader::read`].
    pub fn entries<A: Read + Seek>(&self, archive: &mut A, size: u64) -> Result<Result<Vec<Entry>, NotRead>, Error> {
        if let Some(refused) = refused(archive, size)? {
            return Ok(Err(refused));
        }
        let listed = link::run(&self.confined(), archive, size, Work::Entries, heads)?;
        Ok(listed.and_then(|heads| entry::listed(heads, size)).map_err(|reason| NotRead::new(reason, ARCHIVE_BYTES)))
    }

    /// Unpacks `wanted` entries of an archive in that order. `take` gets the place of each in `wanted` and its bytes to
    /// read, of which there are as many as the entry states; reading fails where the entry is damaged, and says why.
    /// Breaking ends it.
    ///
    /// # Errors
    /// Failures of our own, as of [`Reader::read`]. An archive that is no longer the one that was listed is damaged.
    pub fn unpack<A: Read + Seek>(
        &self,
        archive: &mut A,
        size: u64,
        wanted: &[Entry],
        mut take: impl FnMut(usize, &mut Unpacking<'_, '_>) -> ControlFlow<()>,
    ) -> Result<Result<(), NotRead>, Error> {
        let total: u64 = wanted.iter().map(|entry| entry.head.size).sum();
        let Bounds { memory, cpu_seconds } = self.bounds;
        let longer = Self {
            program: self.program.clone(),
            bounds: Bounds { memory, cpu_seconds: cpu_seconds + total / BYTES_A_CPU_SECOND },
            time: self.time + Duration::from_secs(total / BYTES_A_SECOND),
            stop: self.stop.clone(),
        };
        let done =
            link::run(&longer.confined(), archive, size, Work::Unpack, |link| unpacked(link, wanted, &mut take))?;
        Ok(done.map_err(|reason| NotRead::new(reason, ARCHIVE_BYTES)))
    }
}

/// The list of an archive, as the child tells it.
fn heads(link: &mut link::Link<'_>) -> Option<Vec<Head>> {
    let mut heads = Vec::new();
    loop {
        match link.next()? {
            Frame::Archive(Archive::Entries(some)) if heads.len() + some.len() <= ENTRIES => heads.extend(some),
            Frame::End { total_pages: None } => return Some(heads),
            other => return link.refuse(&other),
        }
    }
}

/// Hands on one entry after the other, as the child unpacks them.
fn unpacked(
    link: &mut link::Link<'_>,
    wanted: &[Entry],
    take: &mut dyn FnMut(usize, &mut Unpacking<'_, '_>) -> ControlFlow<()>,
) -> Option<()> {
    for (place, entry) in wanted.iter().enumerate() {
        let mut unpacking = Unpacking::open(link, entry)?;
        if take(place, &mut unpacking).is_break() {
            break;
        }
        unpacking.finish()?;
    }
    Some(())
}

/// Why the file isn't even looked into.
fn refused(archive: &mut (impl Read + Seek), size: u64) -> Result<Option<NotRead>, Error> {
    if size > ARCHIVE_BYTES {
        return Ok(Some(NotRead::TooLarge { size, most: ARCHIVE_BYTES }));
    }
    let mut first = Vec::new();
    archive.seek(SeekFrom::Start(0)).map_err(Error::Original)?;
    archive.by_ref().take(FIRST_BYTES).read_to_end(&mut first).map_err(Error::Original)?;
    Ok((detect::detect(&first, "") != FileType::Zip).then_some(NotRead::NoArchive))
}
