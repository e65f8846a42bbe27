//! A foreign document → its pages as pictures, tables or lines; a sheet → its cells; an archive → its entries. They are
//! only ever parsed inside a child process that was confined before it read its first byte; the parent side ([`Reader`])
//! sends the bytes in, takes bounded results out, checks them, and treats the death of the child as an ordinary result.
//!
//! The program that uses this crate calls [`child::run`] as the first thing in its `main` when its first
//! argument is [`CHILD_ARGUMENT`]. Other work on foreign bytes is done in the same way: by [`Confined`] here, and
//! [`child::answer`] there, under a first argument of its own.
//!
//! **Invariant**: no foreign document is parsed in the process that holds the vault. Nothing here names a path,
//! opens a socket, reads a clock or knows of the vault; what leaves the child is re-encoded pixels of bounded
//! size, SVG that passed an allow-list, cells, lines, and entries of archives as bytes that nobody has looked into.

pub mod archive;
pub mod child;
mod confine;
mod confined;
mod decode;
mod detect;
#[cfg(feature = "doors-for-tests")]
#[doc(hidden)]
pub mod door;
mod logo;
mod not_read;
mod own_pages;
mod page;
mod protocol;
mod read;
mod reader;
mod receive;
mod redact;
mod sheets;
mod stop;
mod svg;
mod words;

pub use confined::Confined;
pub use detect::detect;
pub use not_read::NotRead;
pub use page::{Look, Seen};
pub use reader::Reader;
pub use redact::{ColumnAsked, NotRedacted, PAGE_LIMIT, RedactedPages, RedactedTable};
pub use stop::Stop;

/// The first argument that turns a program into the confined child.
pub const CHILD_ARGUMENT: &str = "document-child";

/// A failure of our own while reading a document. What the document itself brings about is never an error but a
/// [`model::exhibit::NotShown`].
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The reading process could not be started.
    #[error("the process that reads documents could not be started")]
    Start(#[source] std::io::Error),
    /// The original could not be read from where it is kept.
    #[error("the original could not be read")]
    Original(#[source] std::io::Error),
    /// The original has another length than was stated.
    #[error("the original has {found} bytes where {stated} were expected")]
    Length {
        /// Bytes that were stated.
        stated: u64,
        /// Bytes that were found (one more than stated where it goes on).
        found: u64,
    },
    /// The reading process could not be waited for.
    #[error("the process that reads documents could not be waited for")]
    Wait(#[source] std::io::Error),
    /// Its end was asked for before it was done.
    #[error("the process that reads documents was stopped")]
    Stopped,
    /// The started program ended before it said that it is confined: it isn't a program that calls
    /// [`child::run`], or the machine ended it.
    #[error("the process that reads documents gave no sign of life")]
    Silent,
}
