//! The sheets of a file that somebody sent, or of a text that was pasted. The bytes are taken once and parsed in the
//! confined child alone, separated values too; what comes back is bounded and checked.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use model::activity::bytes_digest;
use model::evidence::Digest;
use model::sheet::Sheet;

use crate::app::{App, unreadable};
use crate::failure::{Code, Failure};

/// Bytes of a file, at most: far more than 10,000 rows need, and little enough to be held.
const MOST: u64 = 64 << 20;

/// What a file holds.
pub(crate) struct Foreign {
    /// Its sheets, in the order of the file.
    pub(super) sheets: Vec<Sheet>,
    /// The SHA-256 of its bytes.
    pub(super) sha256: Digest,
}

/// Reads a file.
pub(super) fn read(app: &App, path: &Path) -> Result<Foreign, Failure> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(MOST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    let size = bytes.len() as u64;
    if size > MOST {
        return Err(Failure::new(Code::TooLarge, format!("a sheet's file may have {MOST} bytes at most")));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    parse(app, bytes, &name)
}

/// Parses bytes; the name tells values separated in one way from those in another.
pub(super) fn parse(app: &App, bytes: Vec<u8>, name: &str) -> Result<Foreign, Failure> {
    let (sha256, size) = (bytes_digest(&bytes), bytes.len() as u64);
    let reader = document::Reader::new(app.host().program());
    let read = reader.sheets(&mut Cursor::new(bytes), name, size).map_err(Failure::bug)?;
    let sheets = read.map_err(|reason| Failure::new(Code::Unreadable, reason.to_string()))?;
    Ok(Foreign { sheets, sha256 })
}
