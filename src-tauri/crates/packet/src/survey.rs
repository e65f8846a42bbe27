//! The first layout: every exhibit is read and set alone, one after the other, so that before anything of the packet is laid
//! out it is known how many pages each takes and what can't be shown. Of what doesn't fit the first volume nothing is held.

use model::packet::{Exhibits, PacketOptions, PacketSource, Step};

use crate::assign::{Filling, Size};
use crate::exhibit::{Exhibit, plan};
use crate::open_point::OpenPoints;
use crate::trial::{Laid, Trial};
use crate::{Error, Tell, tell};

/// What is known of a packet before it is laid out.
pub(crate) struct Survey<'a> {
    /// The exhibits, in order. Those of the first volume are read, the others put away.
    pub(crate) exhibits: Vec<Exhibit<'a>>,
    /// What each takes.
    pub(crate) laid: Vec<Laid>,
    /// The open points, those apart that follow from characters which can't be shown.
    pub(crate) points: OpenPoints,
}

impl Survey<'_> {
    /// What each exhibit takes of a volume.
    pub(crate) fn sizes(&self) -> Vec<Size> {
        let size = |(exhibit, laid): (&Exhibit<'_>, &Laid)| Size { pages: laid.pages, bytes: exhibit.attached_bytes() };
        self.exhibits.iter().zip(&self.laid).map(size).collect()
    }
}

/// Reads and tries every exhibit of a narrowed source.
pub(crate) fn survey<'a>(
    source: &'a PacketSource,
    exhibits: &dyn Exhibits,
    options: &PacketOptions,
    progress: &mut Tell<'_>,
) -> Result<Survey<'a>, Error> {
    let mut planned = plan(source, options);
    let mut points = OpenPoints::before_exhibits(source, options, &planned);
    let mut laid = Vec::with_capacity(planned.len());
    let mut first_volume = Filling::new(options.volume);
    let mut is_full = false;
    let total = planned.len() as u64;
    for (index, exhibit) in planned.iter_mut().enumerate() {
        let step = Step { done: index as u64, total, doing: "reading exhibits" };
        tell(progress, step)?;
        exhibit.read(exhibits, options)?;
        tell(progress, step)?;
        // A card names the open point about its exhibit, so these must have their numbers before it is set; what the trial
        // takes away is a point as well.
        let before = points.points.len();
        points.exhibit(exhibit, options);
        let one = Trial { source, options, is_first: index == 0 }.of(exhibit, &points)?;
        points.points.truncate(before);
        points.exhibit(exhibit, options);
        is_full = is_full || !first_volume.takes(Size { pages: one.pages, bytes: exhibit.attached_bytes() });
        if is_full {
            exhibit.put_away();
        }
        laid.push(one);
    }
    points.after_exhibits(source, options, &planned);
    Ok(Survey { exhibits: planned, laid, points })
}
