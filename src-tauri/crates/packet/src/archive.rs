//! The packet, typeset, with the originals inside, signed and sealed, in as many volumes as its size asks for: PDF/A-3a and
//! PDF/UA-1, or a binder copy. Writes through a sink only, and holds what one volume needs, or two light ones.

use std::io::{self, Write};
use std::thread::{Builder, ScopedJoinHandle};

use model::evidence::Digest;
use model::exhibit::FileType;
use model::packet::{Exhibits, PacketForm, PacketOptions, PacketSource, Section, Signer, Step};
use serde_json::{Value, json};
use typeset::{Blob, Compiled, Watch};

use crate::context::Context;
use crate::exhibit::{Exhibit, Part};
use crate::face::Gathered;
use crate::laid_volume::LaidVolume;
use crate::manifest::Manifest;
use crate::originals::{attachments, digest, read_attached, write_beside};
use crate::own::OwnFiles;
use crate::pace::{LAYING_OUT, Pace, WRITING};
use crate::survey::{Survey, survey};
use crate::trial::{Depth, pages_of};
use crate::verify::MOST_BYTES;
use crate::views::{View, exhibit_view, facts, views};
use crate::volumes::{Placed, VolumePlan, volumes};
use crate::{Error, Tell, job, seal, section, signing, tell};

/// Takes the finished files of a packet. Where they lie is the caller's choice. They are a packet only together: what was taken
/// before the packet failed or was cancelled must be dropped.
pub trait VolumeSink {
    /// Takes a finished, sealed volume, counted from 1; they come in order.
    ///
    /// # Errors
    /// Any reason why it can't be kept; the packet then isn't made.
    fn volume(&mut self, number: u32, pdf: &[u8]) -> io::Result<()>;

    /// Takes a file for the folder `originals/` beside the packet: `fill` writes its bytes.
    ///
    /// # Errors
    /// As for a volume; an error of `fill` is passed on.
    fn original(&mut self, name: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()>;

    /// Drops what was taken: the packet is made once more, from its first volume on.
    ///
    /// # Errors
    /// As for a volume.
    fn begin_anew(&mut self) -> io::Result<()>;
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
/// While a volume is laid out `watch` counts its pages, on whichever thread somebody looks, and can be told to stop.
///
/// An exhibit that can't be shown, or fails to typeset, becomes a slip sheet with the reason and an open point.
///
/// A first layout of each exhibit alone, a brief one, tells how many pages it takes. From that follows which volume it goes into, and its
/// Bates numbers, which the report in the first volume prints. Then one volume is made after the other: what of its exhibits
/// isn't held is read again, laid out, signed, sealed, handed over and dropped. A light volume of a binder copy is written while
/// the next one is laid out, so that two are held then. If a volume then fails, all is made once more
/// with a first layout of the whole of each exhibit, which finds those that need a slip sheet.
///
/// # Errors
/// [`Error::Cancelled`] when `progress` breaks. Also when an original can't be read or isn't what the vault says it is, when the
/// sink refuses a file, when an exhibit comes out otherwise in its volume than alone, and when a volume as a whole can't be
/// typeset or signed, or is larger than one that can be verified.
pub fn render(
    source: &PacketSource,
    exhibits: &dyn Exhibits,
    signer: &dyn Signer,
    options: &PacketOptions,
    sink: &mut dyn VolumeSink,
    watch: &Watch,
    progress: &mut Tell<'_>,
) -> Result<Rendered, Error> {
    let source = &source.clone().narrowed(options);
    let mut made = attempt(source, exhibits, signer, (options, Depth::Brief), sink, watch, progress);
    if made.is_err() && watch.is_stopped() {
        made = Err(Error::Cancelled);
    }
    if matches!(made, Err(Error::Typeset(_) | Error::Unsettled { .. })) {
        made = sink
            .begin_anew()
            .map_err(Error::Sink)
            .and_then(|()| attempt(source, exhibits, signer, (options, Depth::Whole), sink, watch, progress));
    }
    typeset::forget();
    made
}

fn attempt(
    source: &PacketSource,
    exhibits: &dyn Exhibits,
    signer: &dyn Signer,
    (options, depth): (&PacketOptions, Depth),
    sink: &mut dyn VolumeSink,
    watch: &Watch,
    progress: &mut Tell<'_>,
) -> Result<Rendered, Error> {
    let mut survey = survey(source, exhibits, options, depth, progress)?;
    let plan = volumes(&survey.sizes(), options.volume, options.bates_from);
    let (report, gathered) = views(source, options, &mut survey);
    let own = OwnFiles::new(source, options, &survey.exhibits, &survey.points, signer, &plan)?;
    let pace = Pace::new(&report, &plan);
    let mut making = Making { source, options, exhibits, survey, plan: &plan, own, pace, watch, warnings: Vec::new() };
    let mut report = Some((report, gathered));
    let mut handing = Handing { options, signer, sink, made: Vec::with_capacity(plan.len()) };
    std::thread::scope(|scope| {
        let mut beside: Option<(ToldVolume, ScopedJoinHandle<'_, _>)> = None;
        let mut step = Step { done: 0, total: 1, doing: LAYING_OUT };
        for volume in &plan {
            let (parts, gathered) = report.take().unwrap_or_else(|| (vec![making.cover(volume)], Gathered::new()));
            let is_light = making.is_light(volume);
            let laid = making.volume(volume, parts, gathered, progress)?;
            // That of the volume that has come furthest, whichever is handed over: nobody sees the steps go back.
            step = making.step(volume, WRITING);
            tell(progress, step)?;
            let told = ToldVolume { number: volume.number, pages: laid.pages() };
            let (before, now) = if is_light {
                let writing = Builder::new().stack_size(STACK).spawn_scoped(scope, || laid.write_beside());
                (beside.replace((told, writing.map_err(Error::Thread)?)), None)
            } else {
                (beside.take(), Some(laid))
            };
            if let Some((told, writing)) = before {
                handing.over(told, joined(writing)?, step, progress)?;
            }
            if let Some(laid) = now {
                handing.over(told, laid.write()?, step, progress)?;
            }
        }
        beside.map_or(Ok(()), |(told, writing)| handing.over(told, joined(writing)?, step, progress))
    })?;
    let Handing { sink, made, .. } = handing;
    // Originals lie outside the vault only once the packet is whole.
    write_beside(&making.survey.exhibits, exhibits, sink)?;
    let Making { survey, own, warnings, .. } = making;
    let pages: u32 = plan.iter().map(|volume| volume.pages).sum();
    // All files are with the sink; it is too late to stop.
    let _ = progress(Step { done: pace.total(), total: pace.total(), doing: WRITING });
    Ok(Rendered {
        volumes: made,
        manifest: own.manifest,
        bates_last: (pages > 0).then(|| options.bates_from + pages - 1),
        slip_sheets: survey.exhibits.iter().map(Exhibit::slips).sum(),
        warnings,
    })
}

/// What is told of a volume when its file is handed over.
#[derive(Clone, Copy)]
struct ToldVolume {
    number: u32,
    pages: u32,
}

/// Where finished files go.
struct Handing<'a> {
    options: &'a PacketOptions,
    signer: &'a dyn Signer,
    sink: &'a mut dyn VolumeSink,
    made: Vec<Volume>,
}

impl Handing<'_> {
    /// Signs and seals the file of a volume and hands it over.
    fn over(&mut self, told: ToldVolume, pdf: Vec<u8>, step: Step, progress: &mut Tell<'_>) -> Result<(), Error> {
        let pdf = match self.options.signed_by {
            Some(key) => signing::sign(pdf, self.signer, key)?,
            None => pdf,
        };
        let pdf = seal::seal(pdf)?;
        let (number, pages, size) = (told.number, told.pages, pdf.len() as u64);
        require_verifiable(number, size)?;
        tell(progress, step)?;
        self.sink.volume(number, &pdf).map_err(Error::Sink)?;
        self.made.push(Volume { number, pages, size, sha256: digest(&pdf) });
        Ok(())
    }
}

/// What a thread made; it fails as the thread did.
fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// A packet while its volumes are made.
struct Making<'a> {
    source: &'a PacketSource,
    options: &'a PacketOptions,
    exhibits: &'a dyn Exhibits,
    survey: Survey<'a>,
    plan: &'a [VolumePlan],
    own: OwnFiles,
    pace: Pace,
    watch: &'a Watch,
    warnings: Vec<String>,
}

impl Making<'_> {
    /// How far the packet is when a volume is begun. Of a packet of one volume each step is told, of others the writing is the last
    /// volume's alone, so that nobody sees the steps begin anew.
    fn step(&self, volume: &VolumePlan, doing: &'static str) -> Step {
        let before = self.plan.iter().filter(|other| other.number < volume.number);
        let is_last = volume.number as usize == self.plan.len();
        let doing = if self.plan.len() == 1 || is_last && volume.number > 1 { doing } else { LAYING_OUT };
        self.pace.step(volume, before.map(|volume| u64::from(volume.pages)).sum(), doing)
    }

    /// Lays out a volume whose parts are `parts`, its exhibits and its attached files.
    fn volume(
        &mut self,
        volume: &VolumePlan,
        parts: Vec<View>,
        gathered: Gathered,
        progress: &mut Tell<'_>,
    ) -> Result<LaidVolume, Error> {
        self.watch.begin();
        let compiled = self.compile(volume, parts, gathered, progress)?;
        self.require_as_surveyed(volume, &compiled)?;
        self.warnings.extend(compiled.warnings().iter().map(ToString::to_string));
        tell(progress, self.step(volume, LAYING_OUT))?;
        let exhibits = &mut self.survey.exhibits[volume.exhibits.clone()];
        Ok(LaidVolume::new(compiled, self.options.form, exhibits))
    }

    /// Whether memory has room for it beside the next one: of a binder copy, whose sheets are all but empty until pages are put
    /// in, without pictures, and where originals and own pages are few bytes.
    fn is_light(&self, volume: &VolumePlan) -> bool {
        let (exhibits, laid) = (&self.survey.exhibits, &self.survey.laid);
        let bytes: u64 = laid[volume.exhibits.clone()].iter().map(|laid| laid.size.bytes).sum();
        let parts = exhibits[volume.exhibits.clone()].iter().flat_map(|exhibit| &exhibit.parts);
        let has_picture = |part: &Part<'_>| matches!(part.file.file_type, FileType::Png | FileType::Jpeg);
        self.options.form == PacketForm::Binder && bytes <= MOST_BESIDE && !parts.into_iter().any(has_picture)
    }

    fn compile(
        &mut self,
        volume: &VolumePlan,
        mut parts: Vec<View>,
        mut gathered: Gathered,
        progress: &mut Tell<'_>,
    ) -> Result<Compiled, Error> {
        let exhibits = self.exhibits_view(volume, &mut gathered, progress)?;
        // Before the sections that stand behind the exhibits.
        let at = parts.iter().position(|(stem, _)| self.is_after_exhibits(stem)).unwrap_or(parts.len());
        if self.options.has(Section::Exhibits) {
            parts.insert(at, ("exhibits", exhibits));
        }
        let own = self.own.of_volume(volume, self.plan.len(), &self.survey.exhibits[volume.exhibits.clone()])?;
        let several = self.plan.len() > 1;
        let laying = self.step(volume, LAYING_OUT);
        let read = |done, total| if several { laying } else { Step { done, total, doing: "reading originals" } };
        let planned = &self.survey.exhibits[volume.exhibits.clone()];
        let originals = read_attached(planned, self.exhibits, read, progress)?;
        let mut files: Vec<(String, Blob)> = gathered.files;
        parts.push(("attachments", attachments(planned, originals, own.files, &mut files)));
        tell(progress, laying)?;
        let placed = Placed::new(volume, self.plan, &self.survey.exhibits, &self.survey.laid);
        let mut facts = facts(&self.context(), &placed);
        facts["manifest"] = self.own.manifest_sha256.clone().into();
        facts["volume_list"] = own.list_sha256.into();
        let mut job = job::job(self.source, self.options, &facts, &parts, files)?;
        drop(parts);
        job.watch = self.watch.clone();
        if several {
            job.identifier.push_str(&format!(":{}", volume.number));
        }
        Ok(typeset::compile(&job)?)
    }

    /// Sections that stand behind the exhibits.
    fn is_after_exhibits(&self, stem: &str) -> bool {
        let sections = self.options.sections();
        let mut after = sections.iter().skip_while(|section| **section != Section::Exhibits).skip(1);
        after.any(|section| section::stem(*section) == stem)
    }

    /// The exhibits of a volume as their template takes them. What is shown of each is dropped as soon as it is in its view.
    fn exhibits_view(
        &mut self,
        volume: &VolumePlan,
        gathered: &mut Gathered,
        progress: &mut Tell<'_>,
    ) -> Result<Value, Error> {
        let step = self.step(volume, LAYING_OUT);
        let mut views = Vec::with_capacity(volume.exhibits.len());
        for place in volume.exhibits.clone() {
            tell(progress, step)?;
            let told = self.survey.exhibits[place].told();
            self.survey.exhibits[place].read(self.exhibits, self.options)?;
            views.push(exhibit_view(&self.context(), &self.survey.exhibits[place], gathered));
            let exhibit = &mut self.survey.exhibits[place];
            exhibit.put_away_drawn();
            // What was told of the first reading stands in the report.
            if exhibit.told() != told {
                return Err(Error::Unsettled { exhibit: exhibit.id.clone() });
            }
        }
        let is_first = volume.exhibits.start == 0;
        Ok(json!({ "intro": is_first, "alone": false, "exhibits": views }))
    }

    /// What stands before the exhibits of a later volume.
    fn cover(&self, volume: &VolumePlan) -> View {
        let mut view = section::volume::view(&self.context(), volume);
        crate::foreign::make_safe(&mut view);
        ("volume", view)
    }

    fn context(&self) -> Context<'_> {
        let Self { source, options, survey, .. } = self;
        Context { source, options, exhibits: &survey.exhibits, points: &survey.points.points }
    }

    /// The numbers that the report prints were those of the first layout: an exhibit that takes other pages in its volume was
    /// read otherwise the second time, and would make them wrong.
    fn require_as_surveyed(&self, volume: &VolumePlan, compiled: &Compiled) -> Result<(), Error> {
        let shown = volume.exhibits.clone().filter(|_| self.options.has(Section::Exhibits));
        for place in shown {
            let exhibit = &self.survey.exhibits[place];
            if pages_of(compiled, &exhibit.id) != self.survey.laid[place].size.pages {
                return Err(Error::Unsettled { exhibit: exhibit.id.clone() });
            }
        }
        Ok(())
    }
}

/// Bytes of the stack of a thread that writes a volume: what is typeset is nested deeply.
const STACK: usize = 32 << 20;
/// Bytes of originals and own pages up to which a volume is written while the next one is laid out.
const MOST_BESIDE: u64 = 24 << 20;

/// Refuses a volume that nobody could verify afterwards.
const fn require_verifiable(volume: u32, size: u64) -> Result<(), Error> {
    if size > MOST_BYTES { Err(Error::TooLarge { volume, size }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_volume_that_could_not_be_verified_is_not_made() {
        assert!(require_verifiable(1, MOST_BYTES).is_ok());
        let refused = require_verifiable(3, MOST_BYTES + 1).expect_err("is too large");
        assert!(matches!(refused, Error::TooLarge { volume: 3, size } if size == MOST_BYTES + 1), "{refused}");
    }
}
