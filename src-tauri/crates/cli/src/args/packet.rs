//! Verbs of packets.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};
use model::evidence::Classification;
use model::packet::{Confidentiality, Paper};

use super::evidence::classification;
use super::value::{number, word, zoned};

/// Verbs of packets.
#[derive(Debug, Subcommand)]
pub enum PacketVerb {
    /// Export a packet; a large one in several volumes, originals too large to embed beside it, or all in a container
    Export(Box<ExportPacketArgs>),
    /// Show what a packet would hold, and what is open, before it is made
    Preflight(Box<PacketArgs>),
    /// Verify a packet, without any vault
    Verify {
        /// The PDF file; of a packet in several volumes all of them, in any order
        #[arg(value_hint = ValueHint::FilePath, required = true)]
        files: Vec<PathBuf>,
        /// By which key it must be signed: the fingerprint that its owner told you, or the file of its public key in PEM form
        #[arg(long, value_name = "FINGERPRINT|FILE", value_hint = ValueHint::FilePath)]
        key: Option<String>,
    },
    /// List the packets exported from the vault
    List,
}

/// What a packet holds.
#[derive(Debug, Args)]
pub struct PacketArgs {
    /// For whom: auditor, client, procurement or board
    #[arg(long, default_value = "auditor")]
    pub profile: String,
    /// Add a section that the profile leaves out, such as gaps or communication_plan; may be repeated
    #[arg(long, value_name = "SECTION")]
    pub with: Vec<String>,
    #[command(flatten)]
    pub part: PartArgs,
    /// Show only evidence that is marked so: public, internal, confidential, personal or restricted; may be repeated
    #[arg(long, value_name = "MARK", value_parser = classification)]
    pub marked: Vec<Classification>,
    /// Who reviewed the packet, as printed on the cover
    #[arg(long)]
    pub reviewed_by: Option<String>,
    /// The moment of reporting, such as 2026-11-20T18:00:00Z; without it now
    #[arg(long, value_parser = zoned)]
    pub as_of: Option<chrono::DateTime<chrono::FixedOffset>>,
    /// The activity-log row as of which the packet is made; without it the newest that changed anything
    #[arg(long, value_parser = number::<u64>)]
    pub up_to: Option<u64>,
    /// List an evidence item without showing it, with the reason that the packet prints; may be repeated
    #[arg(long, value_name = "ITEM=REASON", value_parser = listed)]
    pub list_only: Vec<(String, String)>,
}

/// The part of the engagement that a packet holds; without one all of it.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub struct PartArgs {
    /// Only the controls of this criterion, such as CC6.1; may be repeated
    #[arg(long, value_name = "CODE")]
    pub criterion: Vec<String>,
    /// Only this control; may be repeated
    #[arg(long, value_name = "CODE")]
    pub control: Vec<String>,
    /// Only the controls of this surface; may be repeated
    #[arg(long, value_name = "CODE")]
    pub surface: Vec<String>,
    /// Only the answer to this request, by our reference or the auditor's id; may be repeated
    #[arg(long, value_name = "REQUEST")]
    pub request: Vec<String>,
    /// Only the gap analysis
    #[arg(long)]
    pub gap_report: bool,
}

/// An export of a packet.
#[derive(Debug, Args)]
pub struct ExportPacketArgs {
    /// The PDF file to write, or with --container the ZIP file; must not exist
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    #[command(flatten)]
    pub packet: PacketArgs,
    /// In which form: archive (PDF/A, its pages of evidence are pictures) or binder (a plain PDF, in which evidence PDFs keep
    /// their own pages, text and links)
    #[arg(long, default_value = "archive")]
    pub form: String,
    /// The packet's number; without it the client's code, the year and a running number
    #[arg(long)]
    pub number: Option<String>,
    /// Show exhibits marked personal or restricted without asking
    #[arg(long)]
    pub include_restricted: bool,
    #[command(flatten)]
    pub container: ContainerArgs,
    /// Pages of a document to show, at most; a binder copy keeps all pages of a PDF
    #[arg(long, value_parser = number::<u32>, default_value_t = 40)]
    pub pages: u32,
    /// Rows of a table to show, at most
    #[arg(long, value_parser = number::<u32>, default_value_t = 120)]
    pub rows: u32,
    /// Lines of a text or log to show, at most
    #[arg(long, value_parser = number::<u32>, default_value_t = 120)]
    pub lines: u32,
    /// Originals above this many megabytes lie beside the packet
    #[arg(long, value_parser = number::<u64>, default_value_t = 64)]
    pub embed_limit: u64,
    /// Pages of exhibits that one volume holds, at most; a packet with more becomes several files [default: 50, in a binder copy
    /// 500]
    #[arg(long, value_parser = number::<u32>)]
    pub volume_pages: Option<u32>,
    /// Megabytes of attached originals, and in a binder copy of their pages, that one volume holds, at most
    #[arg(long, value_name = "MB", value_parser = number::<u64>, default_value_t = 100)]
    pub volume_mb: u64,
    /// Leave the packet unsigned: nothing in it then shows who made it
    #[arg(long)]
    pub unsigned: bool,
    #[command(flatten)]
    pub presentation: PresentationArgs,
}

/// How a packet looks.
#[derive(Debug, Args)]
pub struct PresentationArgs {
    /// The paper for which it is laid out: a4 or letter; without it that of the engagement
    #[arg(long, value_parser = paper)]
    pub paper: Option<Paper>,
    /// The mark on each page: confidential, strictly-confidential or none
    #[arg(long, value_name = "MARK", value_parser = confidentiality, default_value = "confidential")]
    pub confidentiality: Confidentiality,
    /// Make a draft: DRAFT is drawn across each page, and the cover says that nobody may rely on it
    #[arg(long)]
    pub draft: bool,
}

fn paper(text: &str) -> Result<Paper, String> {
    word(text, "a4, letter")
}

fn confidentiality(text: &str) -> Result<Confidentiality, String> {
    word(text, "confidential, strictly-confidential, none")
}

/// How a packet is wrapped for sending.
#[derive(Debug, Args)]
pub struct ContainerArgs {
    /// Write an encrypted ZIP file (AES-256) in place of the PDF file; its passphrase is asked for
    #[arg(long)]
    pub container: bool,
    /// Read the container's passphrase from the first line of FILE (- is standard input)
    #[arg(long, value_name = "FILE", requires = "container")]
    pub container_passphrase_file: Option<PathBuf>,
    /// Make the container's passphrase, and show it once
    #[arg(long, requires = "container", conflicts_with = "container_passphrase_file")]
    pub make_passphrase: bool,
    /// Write the passphrase that is made to FILE instead of showing it
    #[arg(long, value_name = "FILE", requires = "make_passphrase", value_hint = ValueHint::FilePath)]
    pub passphrase_to: Option<PathBuf>,
}

/// `ITEM=REASON`.
fn listed(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((item, reason)) if !item.trim().is_empty() && !reason.trim().is_empty() => {
            Ok((item.trim().to_owned(), reason.trim().to_owned()))
        }
        Some(_) | None => Err("give ITEM=REASON, such as EV-0003=\"names staff\"".to_owned()),
    }
}
