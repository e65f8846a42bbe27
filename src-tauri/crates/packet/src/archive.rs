//! The packet, typeset, with the originals inside, signed and sealed: PDF/A-3a and PDF/UA-1, or a binder copy. Writes through a
//! sink only.

use std::io::{self, Write};

use model::evidence::Digest;
use model::packet::{Exhibits, PacketForm, PacketOptions, PacketSource, Signer, Step};

use crate::exhibit::{Exhibit, Face, plan};
use crate::manifest::Manifest;
use crate::originals::{OwnFiles, attachments, digest, own_files, read_attached, write_beside};
use crate::trial::try_each;
use crate::views::{facts, views};
use crate::{Error, Tell, binder, job, seal, signing, tell};

/// Takes the finished files of a packet. Where they lie is the caller's choice.
pub trait VolumeSink {
    /// Takes a finished, sealed volume, counted from 1.
    ///
    /// # Errors
    /// Any reason why it can't be kept; the packet then isn't made.
    fn volume(&mut self, number: u32, pdf: &[u8]) -> io::Result<()>;

    /// Takes a file for the folder `originals/` beside the packet: `fill` writes its bytes.
    ///
    /// # Errors
    /// As for a volume; an error of `fill` is passed on.
    fn original(&mut self, name: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()>;
}

/// A volume that was handed to the sink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volume {
    /// Number, from 1.
    pub number: u32,
    /// Pages.
    pub pages: u32,
    /// Length in bytes.
    pub size: u64,
    /// SHA-256 of the file.
    pub sha256: Digest,
}

/// What became of a packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The volumes, in order.
    pub volumes: Vec<Volume>,
    /// The manifest, as attached.
    pub manifest: Manifest,
    /// Number of the last Bates page; none without exhibits.
    pub bates_last: Option<u32>,
    /// Files for which a slip sheet stands.
    pub slip_sheets: u32,
    /// What the typesetter warned of; a packet without fault has none.
    pub warnings: Vec<String>,
}

impl Rendered {
    /// Pages in all volumes.
    pub fn pages(&self) -> u32 {
        self.volumes.iter().map(|volume| volume.pages).sum()
    }
}

/// Makes a packet for the audience in `options` and hands it to the sink. All content follows from `source`, `exhibits`
/// and `options`; the same three give the same bytes, signed ones too: `signer` is asked only for signatures of the key in
/// `options`, and an Ed25519 signature follows from key and message.
///
/// An exhibit that can't be shown, or fails to typeset, becomes a slip sheet with the reason and an open point.
///
/// # Errors
/// [`Error::Cancelled`] when `progress` breaks: nothing of the packet has reached the sink as a volume then. Also when
/// an original can't be read or isn't what the vault says it is, when the sink refuses a file, and when the packet
/// as a whole can't be typeset or signed.
pub fn render(
    source: &PacketSource,
    exhibits: &dyn Exhibits,
    signer: &dyn Signer,
    options: &PacketOptions,
    sink: &mut dyn VolumeSink,
    progress: &mut Tell<'_>,
) -> Result<Rendered, Error> {
    let source = &source.clone().narrowed(options);
    let mut planned = plan(source, exhibits, options, progress)?;
    try_each(source, options, &mut planned, progress)?;
    let attached = read_attached(&planned, exhibits, progress)?;
    let (parts, gathered, points) = views(source, options, &planned);
    tell(progress, Step { done: 0, total: 3, doing: "laying out the packet" })?;
    let own = own_files(source, options, &planned, &points, signer)?;
    let OwnFiles { manifest, manifest_sha256, files: own } = own;
    let (attachments, files) = attachments(&planned, attached, own, gathered);
    let mut facts = facts(source, options, &planned, &points);
    facts["manifest"] = manifest_sha256.into();
    let parts = [parts, vec![("attachments", attachments)]].concat();
    let compiled = typeset::compile(&job::job(source, options, &facts, &parts, files)?)?;
    drop(parts);
    tell(progress, Step { done: 1, total: 3, doing: "writing the packet" })?;
    let pdf = match options.form {
        PacketForm::Archive => compiled.export()?,
        PacketForm::Binder => binder::merge(compiled.export()?, &compiled, &planned)?,
    };
    let pdf = seal::seal(match options.signed_by {
        Some(key) => signing::sign(pdf, signer, key)?,
        None => pdf,
    })?;
    tell(progress, Step { done: 2, total: 3, doing: "writing the packet" })?;
    // Originals lie outside the vault only once the packet is whole.
    write_beside(&planned, exhibits, sink)?;
    sink.volume(1, &pdf).map_err(Error::Sink)?;
    // The volume is with the sink; it is too late to stop.
    let _ = progress(Step { done: 3, total: 3, doing: "writing the packet" });
    let pages = u32::try_from(compiled.pages()).unwrap_or(u32::MAX);
    Ok(Rendered {
        volumes: vec![Volume { number: 1, pages, size: pdf.len() as u64, sha256: digest(&pdf) }],
        manifest,
        bates_last: bates_last(&compiled, options, &planned),
        slip_sheets: slips(&planned),
        warnings: compiled.warnings().iter().map(ToString::to_string).collect(),
    })
}

fn slips(planned: &[Exhibit<'_>]) -> u32 {
    let slips = planned.iter().flat_map(|exhibit| &exhibit.parts).filter(|part| matches!(part.face, Face::Slip(_)));
    u32::try_from(slips.count()).unwrap_or(u32::MAX)
}

/// Exhibit pages stand together, so their number follows from the first and the last one.
fn bates_last(compiled: &typeset::Compiled, options: &PacketOptions, planned: &[Exhibit<'_>]) -> Option<u32> {
    let first = compiled.page_of(&planned.first()?.id)?;
    let last = compiled.page_of(&format!("{}-end", planned.last()?.id))?;
    Some(options.bates_from + u32::try_from(last.checked_sub(first)?).ok()?)
}
