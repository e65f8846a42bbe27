//! The first layout: every exhibit is read and set alone, one after the other, so that before anything of the packet is laid
//! out it is known how many pages each takes and what can't be shown. Of what doesn't fit the first volume little is held: as
//! much as needs no second reading within a bound.

use std::ops::ControlFlow;

use model::evidence::EvidenceFile;
use model::packet::{Asked, Exhibits, PacketOptions, PacketSource, Step};

use crate::assign::{Filling, Size};
use crate::exhibit::{Exhibit, Face, plan};
use crate::open_point::OpenPoints;
use crate::trial::{Depth, Laid, Trial};
use crate::{Error, Tell, tell};

/// Bytes of what later volumes show that are held from the first reading on; the rest is read a second time.
const MOST_HELD: u64 = 48 << 20;

/// What is known of a packet before it is laid out.
pub(crate) struct Survey<'a> {
    /// The exhibits, in order. Those of the first volume are read, the others put away but for some.
    pub(crate) exhibits: Vec<Exhibit<'a>>,
    /// What each takes.
    pub(crate) laid: Vec<Laid>,
    /// The open points, those apart that follow from characters which can't be shown.
    pub(crate) points: OpenPoints,
}

impl Survey<'_> {
    /// What each exhibit takes of a volume.
    pub(crate) fn sizes(&self) -> Vec<Size> {
        self.laid.iter().map(|laid| laid.size).collect()
    }
}

/// Reads and tries every exhibit of a narrowed source. While one is set, those after it may be read already.
pub(crate) fn survey<'a>(
    source: &'a PacketSource,
    exhibits: &'a dyn Exhibits,
    options: &'a PacketOptions,
    depth: Depth,
    progress: &mut Tell<'_>,
) -> Result<Survey<'a>, Error> {
    let planned = plan(source, options);
    let points = OpenPoints::before_exhibits(source, options, &planned);
    let to_read: Vec<(usize, usize, (Asked, &EvidenceFile))> =
        planned.iter().enumerate().flat_map(|exhibit| to_read(exhibit, options)).collect();
    let files: Vec<(Asked, &EvidenceFile)> = to_read.iter().map(|(.., asked)| *asked).collect();
    let laid = Vec::with_capacity(planned.len());
    let first_volume = Filling::new(options.volume);
    let mut trying = Trying {
        source,
        options,
        depth,
        from: exhibits,
        exhibits: planned,
        laid,
        points,
        first_volume,
        is_full: false,
        held: 0,
    };
    let mut failed = None;
    let read = exhibits.in_order(&files, &options.limits, &mut |place, given| {
        let (exhibit, part, _) = to_read[place];
        match trying.up_to(exhibit, progress) {
            Ok(()) => {
                trying.exhibits[exhibit].parts[part].take(given.map(Face::from));
                ControlFlow::Continue(())
            }
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    let name = |place: usize| trying.exhibits[to_read[place].0].parts[to_read[place].1].name.clone();
    read.map_err(|(place, source)| Error::Exhibit { file: name(place), source })?;
    failed.map_or(Ok(()), Err)?;
    trying.up_to(trying.exhibits.len(), progress)?;
    let Trying { exhibits, laid, mut points, .. } = trying;
    points.after_exhibits(source, options, &exhibits);
    Ok(Survey { exhibits, laid, points })
}

/// Bytes up to which a document whose own pages are taken is read ahead of its turn: it is held whole.
const MOST_AHEAD: u64 = 16 << 20;

/// The files of an exhibit that can be read ahead, with its place and theirs, and what is asked of each.
fn to_read<'a>(
    (place, exhibit): (usize, &Exhibit<'a>),
    options: &PacketOptions,
) -> Vec<(usize, usize, (Asked, &'a EvidenceFile))> {
    let parts = exhibit.parts.iter().enumerate().filter(|(_, part)| part.is_away());
    let asked = parts.map(|(own, part)| (place, own, (part.asked(options), part.file)));
    asked.filter(|(.., (asked, file))| *asked == Asked::Shown || file.size <= MOST_AHEAD).collect()
}

/// The trials under way.
struct Trying<'a> {
    source: &'a PacketSource,
    options: &'a PacketOptions,
    depth: Depth,
    from: &'a dyn Exhibits,
    exhibits: Vec<Exhibit<'a>>,
    laid: Vec<Laid>,
    points: OpenPoints,
    first_volume: Filling,
    is_full: bool,
    /// Bytes held of what doesn't stand in the first volume.
    held: u64,
}

impl Trying<'_> {
    /// Tries the exhibits before this place that weren't tried yet; all their files are read.
    fn up_to(&mut self, place: usize, progress: &mut Tell<'_>) -> Result<(), Error> {
        let total = self.exhibits.len() as u64;
        for index in self.laid.len()..place {
            tell(progress, Step { done: index as u64, total, doing: "reading exhibits" })?;
            let laid = self.one(index)?;
            self.laid.push(laid);
        }
        tell(progress, Step { done: place as u64, total, doing: "reading exhibits" })
    }

    fn one(&mut self, index: usize) -> Result<Laid, Error> {
        let Self { source, options, depth, from, exhibits, points, first_volume, .. } = self;
        let exhibit = &mut exhibits[index];
        exhibit.read(*from, options)?;
        // A card names the open point about its exhibit, so these must have their numbers before it is set; what the trial
        // takes away is a point as well.
        let before = points.points.len();
        points.exhibit(exhibit, options);
        let one = Trial { source, options, is_first: index == 0, depth: *depth }.of(exhibit, points)?;
        points.points.truncate(before);
        points.exhibit(exhibit, options);
        self.is_full |= !first_volume.takes(one.size);
        if self.is_full {
            let weight = exhibit.weight();
            if self.held + weight <= MOST_HELD {
                self.held += weight;
            } else {
                exhibit.put_away();
            }
        }
        Ok(one)
    }
}
