//! Exporting a packet, in three stages: what it is made of is read from the vault, then it is rendered, then the vault
//! remembers it and its files come into place. In between others may use the vault; if it is locked, nothing is left.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use chrono::Datelike;
use model::activity::Action;
use model::custody::CustodyKind;
use model::evidence::{EvidenceItem, EvidenceState};
use model::id::{EvidenceId, PacketId};
use model::packet::{ExportedPacket, PacketForm, PacketOptions, PacketSource, Presentation};
use model::time::AsOf;
use vault::{Reader, packet_source};

use super::render::{ToRender, Whole, render};
use super::sink::Sink;
use super::{ExportPacket, Exported, ListedOnly};
use crate::app::App;
use crate::failure::{Code, Failure};
use crate::find;
use crate::host::Host;
use crate::signing_key;
use crate::staged::{self, Staged};

/// Characters of the reason why an item is listed only, at most.
const MOST_REASON: usize = 500;

pub(crate) fn export(app: &mut App, request: ExportPacket) -> Result<Exported, Failure> {
    staged::run(app, request)
}

/// Exports a packet as `packet.export` does, while others may call commands: the app is held at the beginning and at the
/// end only. If the vault is locked meanwhile, the export fails and leaves no file.
///
/// # Errors
/// Those of the command; [`Code::Locked`] where the vault was locked meanwhile.
pub fn export_shared(app: &Mutex<App>, request: ExportPacket) -> Result<Exported, Failure> {
    staged::run_shared(app, request)
}

/// An export that is begun.
pub(crate) struct Begun {
    sitting: u64,
    head: u64,
    list_only: Vec<ListedOnly>,
    host: Arc<dyn Host>,
    to_render: ToRender,
}

/// A packet that only has to be recorded and put in place.
pub(crate) struct Done {
    sitting: u64,
    head: u64,
    list_only: Vec<ListedOnly>,
    whole: Whole,
}

impl Staged for ExportPacket {
    type Begun = Begun;
    type Done = Done;
    type Answer = Exported;

    fn begin(self, app: &mut App) -> Result<Begun, Failure> {
        // It stays held: the packet may be looked at by the same handle.
        let path = app.look(self.file)?;
        if path.exists() {
            return Err(Failure::new(Code::Exists, "a file of this name is there already"));
        }
        let plan = PacketPlan::from(&self);
        let (source, mut options) = plan.read(app, &self)?;
        require_agreed(&source, &options, self.show_sensitive)?;
        let sink = Sink::new(&path, self.container, &known(&source, &options))?;
        let (lent, program) = (app.lend(None)?, app.host().program());
        if !self.unsigned {
            let secret = signing_key::secret(app)?;
            options.signed_by = Some(secret.public_key());
            lent.lend_secret(secret);
        }
        let to_render = ToRender { source, options, lent, program, sink };
        let head = app.read(newest)?;
        let (sitting, host, list_only) = (app.sitting(), app.shared_host(), self.list_only);
        Ok(Begun { sitting, head, list_only, host, to_render })
    }

    fn work(begun: Begun) -> Result<Done, Failure> {
        let Begun { sitting, head, list_only, host, to_render } = begun;
        Ok(Done { sitting, head, list_only, whole: render(to_render, &*host)? })
    }

    fn end(app: &mut App, done: Done) -> Result<Exported, Failure> {
        app.require_sitting(done.sitting)?;
        let Whole { source, options, rendered, sink } = done.whole;
        require_present_limits(app, done.head, &done.list_only, &source)?;
        options.signed_by.map_or(Ok(()), |key| signing_key::require_present(app, key))?;
        let up_to = source.up_to();
        let shown = source.narrowed(&options);
        let exported = ExportedPacket {
            id: PacketId::from(app.host().next_id()),
            number: options.number.clone(),
            form: options.form,
            profile: options.profile,
            at: app.host().now(),
            volumes: rendered.volumes.iter().map(|volume| volume.sha256).collect(),
            container: sink.container(),
            up_to,
            pages: rendered.pages(),
            exhibits: u32::try_from(shown.evidence.len()).map_err(Failure::bug)?,
            signed_by: options.signed_by,
        };
        sink.check_places()?;
        if let Some(passphrase) = sink.to_hand_over() {
            let refused = |error: std::io::Error| Failure::new(Code::Refused, error.to_string());
            app.host().hand_over_passphrase(passphrase).map_err(refused)?;
        }
        record(app, &exported, &options, &shown)?;
        let names = sink.save()?;
        Ok(Exported {
            packet: exported,
            names,
            size: rendered.volumes.iter().map(|volume| volume.size).sum(),
            sizes: rendered.volumes.iter().map(|volume| volume.size).collect(),
            open_points: rendered.manifest.open_points.len(),
            slip_sheets: rendered.slip_sheets,
            fingerprint: options.signed_by.map(|key| key.fingerprint().grouped()),
            sensitive: sensitive(&shown).map(EvidenceItem::reference).collect(),
        })
    }
}

/// Of what a packet would be made: an export and the look before it follow the same rules.
pub(super) struct PacketPlan<'a> {
    pub(super) engagement: Option<&'a str>,
    pub(super) up_to: Option<u64>,
    pub(super) list_only: &'a [ListedOnly],
}

impl<'a> From<&'a ExportPacket> for PacketPlan<'a> {
    fn from(request: &'a ExportPacket) -> Self {
        let ExportPacket { engagement, up_to, list_only, .. } = request;
        Self { engagement: engagement.as_deref(), up_to: *up_to, list_only }
    }
}

impl PacketPlan<'_> {
    fn read(&self, app: &App, request: &ExportPacket) -> Result<(PacketSource, PacketOptions), Failure> {
        let now = app.host().now();
        let as_of = request.as_of.unwrap_or_else(|| AsOf { at: now.fixed_offset() });
        app.read(|r| {
            let source = self.source(r)?;
            let options = PacketOptions {
                form: request.form,
                profile: request.profile,
                also: request.also.clone(),
                part: request.part.of(&source)?,
                marked: request.marked.clone(),
                as_of,
                number: request.number.clone().map_or_else(|| usual_number(r, &source, as_of), Ok)?,
                reviewed_by: request.reviewed_by.clone(),
                limits: request.limits,
                embed_limit: request.embed_limit,
                volume: request.volume,
                bates_from: 1,
                log_rows: 60,
                program: concat!("Vouchsafe ", env!("CARGO_PKG_VERSION")).to_owned(),
                signed_by: None,
                presentation: Presentation {
                    paper: request.paper.unwrap_or(source.engagement.paper),
                    confidentiality: request.confidentiality,
                    draft: request.draft,
                },
            };
            options.check()?;
            Ok((source, options))
        })
    }

    /// The source of the packet, with what it lists only by the person's choice.
    pub(super) fn source(&self, r: &Reader) -> Result<PacketSource, Failure> {
        let engagement = find::engagement(r, self.engagement)?;
        let mut source = packet_source::load(r, engagement.id, self.up_to)?;
        let mut chosen: BTreeMap<EvidenceId, &str> = BTreeMap::new();
        for ListedOnly { evidence, reason } in self.list_only {
            let item: EvidenceItem = find::one(r, Some(engagement.id), evidence)?;
            if reason.trim().is_empty() || reason.chars().count() > MOST_REASON {
                let message = format!("must say in 1 to {MOST_REASON} characters why an item is listed only");
                return Err(Failure::new(Code::Invalid, message).on("list_only"));
            }
            chosen.insert(item.id, reason.trim());
        }
        for item in &mut source.evidence {
            // What the item itself says goes before a packet's wish.
            if let (None, Some(reason)) = (&item.list_only, chosen.get(&item.id)) {
                item.list_only = Some((*reason).to_owned());
            }
        }
        Ok(source)
    }
}

/// The number of the next packet: the client's code, the year, and the count of packets.
pub(super) fn usual_number(r: &Reader, source: &PacketSource, as_of: AsOf) -> Result<String, Failure> {
    let count = r.packets()?.len() + 1;
    Ok(format!("{}-{}-R{count}", source.client.short_code, as_of.at.year()))
}

/// Refuses to show what is marked personal or restricted to whom nobody agreed to show it.
fn require_agreed(source: &PacketSource, options: &PacketOptions, agreed: bool) -> Result<(), Failure> {
    if agreed {
        return Ok(());
    }
    let shown = source.clone().narrowed(options);
    let named: Vec<String> = sensitive(&shown).map(EvidenceItem::reference).collect();
    if named.is_empty() {
        return Ok(());
    }
    let message = format!("it would show what is marked personal or restricted: {}", named.join(", "));
    Err(Failure::new(Code::Refused, message).on("show_sensitive"))
}

/// What whoever gets hold of a container knows or can guess of its packet.
fn known(source: &PacketSource, options: &PacketOptions) -> Vec<String> {
    let of = [
        &source.client.legal_name,
        &source.client.short_code,
        &source.engagement.title,
        &source.engagement.preparer_firm,
        &source.prepared_by,
        &options.number,
    ];
    of.into_iter().cloned().collect()
}

/// What was taken back while the packet was rendered must not leave with it: a release, or the wish to show an item.
fn require_present_limits(
    app: &App,
    head: u64,
    list_only: &[ListedOnly],
    source: &PacketSource,
) -> Result<(), Failure> {
    app.read(|r| {
        if newest(r)? == head {
            return Ok(());
        }
        let engagement = source.engagement.id.to_string();
        let plan = PacketPlan { engagement: Some(&engagement), up_to: Some(source.up_to()), list_only };
        if plan.source(r)? == *source {
            return Ok(());
        }
        let message = "what may be shown was changed while the packet was made; nothing was exported";
        Err(Failure::new(Code::Stale, message))
    })
}

/// Number of the newest row of the log.
fn newest(r: &Reader) -> Result<u64, Failure> {
    Ok(r.log_newest(1)?.last().map_or(0, |row| row.seq))
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
    // Which part, the packet itself says: a note stands in later packets, of which that may be no part.
    let part = if options.part.is_whole() { "" } else { ", a part" };
    let draft = if options.presentation.draft { ", a draft" } else { "" };
    let form = match options.form {
        PacketForm::Archive => "",
        PacketForm::Binder => ", binder copy",
    };
    let wrapped = if exported.container.is_some() { ", in an encrypted container" } else { "" };
    app.write(Action::ExportPacket, |w, moment| {
        w.exported(exported)?;
        for item in &shown.evidence {
            let note =
                format!("{}, {} profile{also}{part}{form}{draft}{wrapped}", exported.number, exported.profile.name());
            w.custody(CustodyKind::Exported, item.id, &note, moment.id())?;
        }
        Ok(())
    })?;
    Ok(app.session()?.vault.write_head()?)
}

/// Items marked personal or restricted that a packet of a narrowed source shows.
pub(super) fn sensitive(shown: &PacketSource) -> impl Iterator<Item = &EvidenceItem> {
    use model::evidence::Classification::{Personal, Restricted};
    let items = shown
        .evidence
        .iter()
        .filter(|item| item.list_only.is_none() && !matches!(item.state, EvidenceState::Withdrawn { .. }));
    items.filter(|item| matches!(item.classification, Personal | Restricted))
}
