//! Packets: exporting one from the open vault, listing what was exported, and verifying one without any vault.

mod exhibits;
mod sink;
mod verify;

pub(crate) use verify::{CHILD_ARGUMENT, run_child, verify};
pub use verify::{Verified, VerifiedCheck, VerifyPacket};

use std::collections::BTreeSet;

use chrono::Datelike;
use model::activity::Action;
use model::custody::CustodyKind;
use model::evidence::EvidenceState;
use model::exhibit::ShowLimits;
use model::id::PacketId;
use model::packet::{AudienceProfile, ExportedPacket, PacketOptions, PacketSource, Section};
use model::time::AsOf;
use serde::{Deserialize, Serialize};
use vault::packet_source;

use crate::app::App;
use crate::failure::{Code, Failure};
use crate::find;
use crate::held::Held;
use exhibits::VaultExhibits;
use sink::FolderSink;

/// Exports a packet as a PDF file; originals too large to embed go into `originals/` beside it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ExportPacket {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// The PDF file to write; must not exist.
    pub file: Held,
    /// For whom.
    pub profile: AudienceProfile,
    /// Sections outside the profile that are added all the same; the cover names them.
    #[serde(default)]
    pub also: BTreeSet<Section>,
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
}

/// A packet that was exported.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Exported {
    /// What the vault remembers of it.
    pub packet: ExportedPacket,
    /// File names, the packet's volumes first.
    pub names: Vec<String>,
    /// Length of all volumes in bytes.
    pub size: u64,
    /// Open points that it lists.
    pub open_points: usize,
    /// Files for which a slip sheet stands.
    pub slip_sheets: u32,
    /// References of exhibits marked personal or restricted that it shows: look whether they should go out.
    pub sensitive: Vec<String>,
}

pub(crate) fn export(app: &mut App, request: ExportPacket) -> Result<Exported, Failure> {
    let path = app.take(request.file)?;
    if path.exists() {
        return Err(Failure::new(Code::Exists, "a file of this name is there already"));
    }
    let (source, options) = prepare(app, &request)?;
    let mut sink = FolderSink::new(&path)?;
    let exhibits = VaultExhibits::new(app.vault()?.originals()?, app.host().program());
    let host = app.shared_host();
    let rendered = packet::render(&source, &exhibits, &options, &mut sink, &mut |step| host.progress(step));
    let rendered = rendered.map_err(|error| exhibits.failure().unwrap_or_else(|| error.into()))?;
    drop(exhibits);
    let shown = source.clone().narrowed(&options);
    let exported = ExportedPacket {
        id: PacketId::from(app.host().next_id()),
        number: options.number.clone(),
        profile: options.profile,
        at: app.host().now(),
        volumes: rendered.volumes.iter().map(|volume| volume.sha256).collect(),
        up_to: source.up_to(),
        pages: rendered.pages(),
        exhibits: u32::try_from(shown.evidence.len()).map_err(Failure::bug)?,
    };
    sink.check_places()?;
    record(app, &exported, &options, &shown)?;
    let names = sink.save()?;
    Ok(Exported {
        packet: exported,
        names,
        size: rendered.volumes.iter().map(|volume| volume.size).sum(),
        open_points: rendered.manifest.open_points.len(),
        slip_sheets: rendered.slip_sheets,
        sensitive: sensitive(&shown),
    })
}

fn prepare(app: &App, request: &ExportPacket) -> Result<(PacketSource, PacketOptions), Failure> {
    let now = app.host().now();
    let as_of = request.as_of.unwrap_or_else(|| AsOf { at: now.fixed_offset() });
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let source = packet_source::load(r, engagement.id, request.up_to)?;
        let count = r.packets()?.len() + 1;
        let usual = || format!("{}-{}-R{count}", source.client.short_code, as_of.at.year());
        let options = PacketOptions {
            profile: request.profile,
            also: request.also.clone(),
            as_of,
            number: request.number.clone().unwrap_or_else(usual),
            reviewed_by: request.reviewed_by.clone(),
            limits: request.limits,
            embed_limit: request.embed_limit,
            bates_from: 1,
            log_rows: 60,
            program: concat!("Vouchsafe ", env!("CARGO_PKG_VERSION")).to_owned(),
        };
        options.check()?;
        Ok((source, options))
    })
}

/// Remembers the export before anything leaves, with a custody event for each exhibit.
fn record(
    app: &mut App,
    exported: &ExportedPacket,
    options: &PacketOptions,
    shown: &PacketSource,
) -> Result<(), Failure> {
    let also: Vec<&str> = options.also.iter().map(|section| section.short_name()).collect();
    let also = if also.is_empty() { String::new() } else { format!(" with {}", also.join(", ")) };
    app.write(Action::ExportPacket, |w, moment| {
        w.exported(exported)?;
        for item in &shown.evidence {
            let note = format!("{}, {} profile{also}", exported.number, exported.profile.name());
            w.custody(CustodyKind::Exported, item.id, &note, moment.id())?;
        }
        Ok(())
    })?;
    Ok(app.session()?.vault.write_head()?)
}

fn sensitive(shown: &PacketSource) -> Vec<String> {
    use model::evidence::Classification::{Personal, Restricted};
    let items = shown
        .evidence
        .iter()
        .filter(|item| item.list_only.is_none() && !matches!(item.state, EvidenceState::Withdrawn { .. }));
    items.filter(|item| matches!(item.classification, Personal | Restricted)).map(|item| item.reference()).collect()
}

/// Lists the packets exported from the vault.
#[derive(Debug, Clone, Serialize, Deserialize)]
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
            packet::Error::Typeset(_) | packet::Error::Unsealable | packet::Error::Encoding { .. } => Code::Bug,
        };
        let source = std::error::Error::source(&error).map(|source| format!(": {source}")).unwrap_or_default();
        Self::new(code, format!("{error}{source}"))
    }
}
