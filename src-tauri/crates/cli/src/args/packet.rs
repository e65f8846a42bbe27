//! What can be said of packets.

use std::path::PathBuf;

use clap::{Subcommand, ValueHint};

use super::value::{number, zoned};

/// Verbs of packets.
#[derive(Debug, Subcommand)]
pub enum PacketVerb {
    /// Export a packet; originals too large to embed are written beside it
    Export {
        /// The PDF file to write; must not exist
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// For whom: auditor, client, procurement or board
        #[arg(long, default_value = "auditor")]
        profile: String,
        /// Add a section that the profile leaves out, such as gaps or communication_plan; may be repeated
        #[arg(long, value_name = "SECTION")]
        with: Vec<String>,
        /// The packet's number; without it the client's code, the year and a running number
        #[arg(long)]
        number: Option<String>,
        /// Who reviewed the packet, as printed on the cover
        #[arg(long)]
        reviewed_by: Option<String>,
        /// The moment of reporting, such as 2026-11-20T18:00:00Z; without it now
        #[arg(long, value_parser = zoned)]
        as_of: Option<chrono::DateTime<chrono::FixedOffset>>,
        /// The activity-log row as of which the packet is made; without it the newest that changed anything
        #[arg(long, value_parser = number::<u64>)]
        up_to: Option<u64>,
        /// Pages of a document to show, at most
        #[arg(long, value_parser = number::<u32>, default_value_t = 40)]
        pages: u32,
        /// Rows of a table to show, at most
        #[arg(long, value_parser = number::<u32>, default_value_t = 120)]
        rows: u32,
        /// Lines of a text or log to show, at most
        #[arg(long, value_parser = number::<u32>, default_value_t = 120)]
        lines: u32,
        /// Originals above this many megabytes lie beside the packet
        #[arg(long, value_parser = number::<u64>, default_value_t = 64)]
        embed_limit: u64,
        /// Leave the packet unsigned: nothing in it then shows who made it
        #[arg(long)]
        unsigned: bool,
    },
    /// Verify a packet, without any vault
    Verify {
        /// The PDF file
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// By which key it must be signed: the fingerprint that its owner told you, or the file of its public key in PEM form
        #[arg(long, value_name = "FINGERPRINT|FILE", value_hint = ValueHint::FilePath)]
        key: Option<String>,
    },
    /// List the packets exported from the vault
    List,
}
