//! Packets: what one would hold, exporting one from the open vault, looking at its pages, listing what was exported, and
//! verifying one without any vault.

mod container;
mod exhibits;
mod export;
mod page;
mod part;
mod preflight;
mod render;
mod sink;
mod verify;

pub use container::Container;
pub(crate) use export::export;
pub use export::export_shared;
pub(crate) use page::preview;
pub use page::{PreviewPacket, preview_shared};
pub use part::ChosenPart;
pub(crate) use preflight::preflight;
pub use preflight::{Preflight, PreflightExhibit, PreflightPacket, PreflightPlace, PreflightPoint, PreflightSection};
pub(crate) use verify::{CHILD_ARGUMENT, run_child, verify};
pub use verify::{SignedBy, Verified, VerifiedCheck, VerifiedFile, VerifiedVolume, VerifyPacket};

use std::collections::BTreeSet;

use model::evidence::Classification;
use model::exhibit::ShowLimits;
use model::packet::{AudienceProfile, Confidentiality, ExportedPacket, PacketForm, Paper, Section, VolumeLimits};
use model::time::AsOf;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::failure::{Code, Failure};
use crate::held::Held;

/// Exports a packet as a PDF file, or as several where it is large: `NAME.pdf`, `NAME-vol2.pdf`, and so on; originals too large
/// to embed go into `originals/` beside it. Or as a container, which holds all of it.
#[derive(Debug, Deserialize, ts_rs::TS)]
pub struct ExportPacket {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// The PDF file, or the container, to write; must not exist.
    pub file: Held,
    /// In which form it is made.
    #[serde(default)]
    pub form: PacketForm,
    /// For whom.
    pub profile: AudienceProfile,
    /// Sections outside the profile that are added all the same; the cover names them.
    #[serde(default)]
    pub also: BTreeSet<Section>,
    /// The part of the engagement that it holds.
    #[serde(default)]
    pub part: ChosenPart,
    /// How evidence that it shows may be marked; empty takes any.
    #[serde(default)]
    pub marked: BTreeSet<Classification>,
    /// The packet's number; none takes the client's code, the year, and the count of packets.
    pub number: Option<String>,
    /// Who reviewed the packet, as printed.
    pub reviewed_by: Option<String>,
    /// The moment of reporting; none takes now, in UTC.
    pub as_of: Option<AsOf>,
    /// The log row as of which it is made; none takes the newest that changed anything.
    pub up_to: Option<u64>,
    /// How much of each original is shown.
    pub limits: ShowLimits,
    /// Originals above this many bytes lie beside the packet.
    pub embed_limit: u64,
    /// How much one volume of it holds; without it the usual.
    #[serde(default)]
    pub volume: VolumeLimits,
    /// Items that this packet lists without showing them, each with a reason that it prints; the items stay as they are.
    /// Nothing can be left out unnamed: a packet is never silently shorter than the vault.
    #[serde(default)]
    pub list_only: Vec<ListedOnly>,
    /// Whether the vault's key doesn't sign it. Else it does, and is made where there is none yet.
    #[serde(default)]
    pub unsigned: bool,
    /// The paper for which it is laid out; none takes the engagement's.
    #[serde(default)]
    pub paper: Option<Paper>,
    /// The mark on each page.
    #[serde(default)]
    pub confidentiality: Confidentiality,
    /// Whether it is a draft, on which nobody may rely: each page says so.
    #[serde(default)]
    pub draft: bool,
    /// Whether exhibits marked personal or restricted may be shown. Without it a packet that would show one is refused, with
    /// their references.
    #[serde(default)]
    pub show_sensitive: bool,
    /// The passphrase of the container that is written in place of the PDF file; none writes the PDF file.
    #[serde(default)]
    pub container: Option<Container>,
}

/// An item that one packet lists without showing it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ListedOnly {
    /// Reference or id of the item.
    pub evidence: String,
    /// Why, as the packet prints it.
    pub reason: String,
}

/// A packet that was exported.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct Exported {
    /// What the vault remembers of it.
    pub packet: ExportedPacket,
    /// File names, the packet's volumes first.
    pub names: Vec<String>,
    /// Length of all volumes in bytes.
    pub size: u64,
    /// Length of each volume in bytes, in order.
    pub sizes: Vec<u64>,
    /// Open points that it lists.
    pub open_points: usize,
    /// Files for which a slip sheet stands.
    pub slip_sheets: u32,
    /// Fingerprint of the key that signed it, in groups of four digits; none for an unsigned one.
    pub fingerprint: Option<String>,
    /// References of exhibits marked personal or restricted that it shows, as was agreed to.
    pub sensitive: Vec<String>,
}

/// Lists the packets exported from the vault.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListPackets {}

pub(crate) fn list(app: &mut App, _: ListPackets) -> Result<Vec<ExportedPacket>, Failure> {
    app.read(|r| Ok(r.packets()?))
}

impl From<packet::Error> for Failure {
    fn from(error: packet::Error) -> Self {
        let code = match &error {
            packet::Error::Cancelled => Code::Cancelled,
            packet::Error::Altered { .. } | packet::Error::Exhibit { .. } => Code::Damaged,
            packet::Error::Sink(source) => return crate::save::failed_by(source),
            packet::Error::Unsettled { .. } => Code::Unreadable,
            packet::Error::TooLarge { .. } => Code::TooLarge,
            packet::Error::Typeset(_)
            | packet::Error::Unsealable
            | packet::Error::Sign(_)
            | packet::Error::OtherKey
            | packet::Error::Merge(_)
            | packet::Error::Thread(_)
            | packet::Error::Encoding { .. } => Code::Bug,
        };
        let source = std::error::Error::source(&error).map(|source| format!(": {source}")).unwrap_or_default();
        Self::new(code, format!("{error}{source}"))
    }
}
