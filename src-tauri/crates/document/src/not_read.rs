//! Why a foreign file that is to come in can't be read. Never holds what the file says but in a few short words.

use model::exhibit::NotShown;

/// Why a foreign file that is to come in can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotRead {
    /// Neither a workbook nor separated values.
    #[error("the file is neither a workbook (XLSX) nor separated values (CSV)")]
    NoSheets,
    /// No archive.
    #[error("the file is not a ZIP archive")]
    NoArchive,
    /// It needs a password.
    #[error("the file is locked with a password")]
    Locked,
    /// The bytes aren't what the file's name or first bytes say.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// Reading took more memory, time or output than allowed, or ended the reading process.
    #[error("the file could not be read safely: {0}")]
    Unsafe(String),
    /// The confined child process couldn't be confined on this machine, so it read nothing.
    #[error("the reading process could not be confined on this machine: {0}")]
    NotConfined(String),
    /// Larger than is read.
    #[error("the file has {size} bytes; at most {most} are read")]
    TooLarge {
        /// Bytes of the file.
        size: u64,
        /// Bytes at most.
        most: u64,
    },
}

impl NotRead {
    /// The reason, of a file of which `most` bytes are read.
    pub(crate) fn new(reason: NotShown, most: u64) -> Self {
        match reason {
            NotShown::NoPages => Self::Damaged("it is not text".into()),
            NotShown::Locked => Self::Locked,
            NotShown::Damaged(why) => Self::Damaged(why),
            NotShown::Unsafe(why) => Self::Unsafe(why),
            NotShown::NotConfined(why) => Self::NotConfined(why),
            NotShown::TooLarge(size) => Self::TooLarge { size, most },
        }
    }
}
