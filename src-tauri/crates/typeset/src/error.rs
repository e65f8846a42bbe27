//! What can go wrong in typesetting. Messages of the typesetter are kept apart from the error's own words, since
//! they may quote the text that was set.

/// One message of the typesetter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What it says, hints included. May quote the text that was set: fit for the packet, not for a log.
    pub text: String,
    /// Where: the virtual file and, if known, its line.
    pub place: Option<(String, Option<usize>)>,
}

impl std::fmt::Display for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.place {
            Some((file, Some(line))) => write!(f, "{file}:{line}: {}", self.text),
            Some((file, None)) => write!(f, "{file}: {}", self.text),
            None => f.write_str(&self.text),
        }
    }
}

/// Why a document couldn't be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The templates or their data couldn't be laid out.
    #[error("the document could not be laid out ({} messages of the typesetter)", messages.len())]
    Layout {
        /// The messages, the first being the cause most often.
        messages: Vec<Message>,
    },
    /// The document was laid out but doesn't meet the standards asked for.
    #[error("the document does not meet its standards ({} messages of the typesetter)", messages.len())]
    Standards {
        /// The messages, one a rule that is not met.
        messages: Vec<Message>,
    },
    /// The path of a virtual file isn't one.
    #[error("a virtual file has an invalid path: {path}")]
    Path {
        /// The path.
        path: String,
    },
    /// Too many different names of virtual files were used in this process.
    #[error("too many virtual file names in one process (limit {limit})")]
    Names {
        /// The limit.
        limit: usize,
    },
    /// The date lies outside what a PDF can bear.
    #[error("the document's date or zone cannot be written")]
    Date,
}

impl Error {
    /// The messages of the typesetter; empty where there are none. They may quote the text that was set.
    pub fn messages(&self) -> &[Message] {
        match self {
            Self::Layout { messages } | Self::Standards { messages } => messages,
            Self::Path { .. } | Self::Names { .. } | Self::Date => &[],
        }
    }
}
