//! The forms in which a packet is made. Both hold the same; they differ in how evidence that is a PDF stands on their pages.

use serde::{Deserialize, Serialize};

/// The form of a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum PacketForm {
    /// An archived, accessible file (PDF/A-3a and PDF/UA-1), in which pages of evidence are pictures.
    #[default]
    Archive,
    /// A plain PDF, in which evidence PDFs keep their own pages, text, links and bookmarks.
    Binder,
}

impl PacketForm {
    /// Every form.
    pub const ALL: [Self; 2] = [Self::Archive, Self::Binder];

    /// Word as printed and as stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Archive => "archive",
            Self::Binder => "binder",
        }
    }

    /// Whether this is the form that is made where none is chosen, so that a manifest doesn't name it.
    pub fn is_archive(&self) -> bool {
        *self == Self::Archive
    }
}
