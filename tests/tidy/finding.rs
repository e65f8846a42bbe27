//! A place that breaks a rule, said so that an editor can jump to it.

use std::fmt;

/// One breach of one rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    path: String,
    line: usize,
    text: String,
}

impl Finding {
    /// A breach on a line of a file, the first being 1.
    pub fn on_line(path: &str, line: usize, text: impl Into<String>) -> Finding {
        Finding { path: path.to_owned(), line, text: text.into() }
    }

    /// A breach by a whole file or package.
    pub fn of(name: &str, text: impl Into<String>) -> Finding {
        Finding { path: name.to_owned(), line: 0, text: text.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(formatter, "{}: {}", self.path, self.text),
            line => write!(formatter, "{}:{line}: {}", self.path, self.text),
        }
    }
}
