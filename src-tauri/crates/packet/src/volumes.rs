//! The volumes of a packet: which exhibits each holds, and the Bates numbers that follow from the first layout. Lays out
//! nothing itself.

use std::ops::Range;

use model::exhibit::ShowLimits;
use model::packet::{PacketOptions, Presentation, VolumeLimits};
use serde::Serialize;
use serde_json::{Value, json};

use crate::assign::{Size, assign};
use crate::exhibit::Exhibit;
use crate::trial::Laid;
use crate::{Error, print, seal};

/// A volume that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct VolumePlan {
    /// Number, from 1.
    pub(crate) number: u32,
    /// Its exhibits, by their places.
    pub(crate) exhibits: Range<usize>,
    /// Number of the first Bates page in it, or after it where it has none.
    pub(crate) first_bates: u32,
    /// Pages of its exhibits.
    pub(crate) pages: u32,
}

impl VolumePlan {
    /// Its first and its last Bates number; none without exhibits.
    pub(crate) fn bates(&self) -> Option<(u32, u32)> {
        (self.pages > 0).then(|| (self.first_bates, self.first_bates + self.pages - 1))
    }
}

/// The volumes for exhibits of these sizes; one at least.
pub(crate) fn volumes(sizes: &[Size], limits: VolumeLimits, bates_from: u32) -> Vec<VolumePlan> {
    let mut next = bates_from;
    let plan = |(index, exhibits): (usize, Range<usize>)| {
        let pages = sizes[exhibits.clone()].iter().map(|size| size.pages).sum();
        let first_bates = next;
        next += pages;
        VolumePlan { number: u32::try_from(index + 1).unwrap_or(u32::MAX), exhibits, first_bates, pages }
    };
    assign(sizes, limits).into_iter().enumerate().map(plan).collect()
}

/// How a packet is laid out, of all its volumes: what the manifest doesn't tell, and each volume shows a part of.
#[derive(Serialize)]
struct Layout<'a> {
    limits: ShowLimits,
    presentation: Presentation,
    volumes: Vec<Held<'a>>,
}

/// What a volume holds.
#[derive(Serialize)]
struct Held<'a> {
    exhibits: Vec<&'a str>,
    bates: Option<(u32, u32)>,
}

/// The SHA-256 of how a packet is laid out. Volumes of two exports with one manifest fit each other in nothing else: one shows
/// more of an exhibit than the other, or numbers its pages otherwise.
pub(crate) fn plan_sha256(
    plan: &[VolumePlan],
    exhibits: &[Exhibit<'_>],
    options: &PacketOptions,
) -> Result<String, Error> {
    let held = |volume: &VolumePlan| Held {
        exhibits: exhibits[volume.exhibits.clone()].iter().map(|exhibit| exhibit.id.as_str()).collect(),
        bates: volume.bates(),
    };
    let (limits, presentation) = (options.limits, options.presentation);
    let layout = Layout { limits, presentation, volumes: plan.iter().map(held).collect() };
    let bytes =
        serde_json::to_vec(&layout).map_err(|source| Error::Encoding { what: "plan of the volumes", source })?;
    Ok(seal::hex(&bytes))
}

/// Where a volume stands in its packet, as its pages tell.
pub(crate) struct Placed {
    /// Number, from 1.
    pub(crate) number: u32,
    /// How many there are.
    pub(crate) of: u32,
    /// What each volume holds; empty for a packet of one.
    pub(crate) volumes: Value,
    /// The exhibits of other volumes by their ids: to them no link leads.
    pub(crate) elsewhere: Value,
}

impl Placed {
    /// Of a packet of one volume.
    pub(crate) fn alone() -> Self {
        Self { number: 1, of: 1, volumes: json!([]), elsewhere: json!({}) }
    }

    /// Of one volume among all. Only the report, which stands in the first one, names exhibits of others.
    pub(crate) fn new(one: &VolumePlan, all: &[VolumePlan], exhibits: &[Exhibit<'_>], laid: &[Laid]) -> Self {
        if all.len() == 1 {
            return Self::alone();
        }
        let others = if one.number == 1 { &all[1..] } else { &[] };
        let elsewhere = others.iter().flat_map(|volume| elsewhere(volume, exhibits, laid)).collect();
        Self {
            number: one.number,
            of: u32::try_from(all.len()).unwrap_or(u32::MAX),
            volumes: all.iter().map(|volume| told(volume, exhibits)).collect(),
            elsewhere: Value::Object(elsewhere),
        }
    }
}

/// The exhibits of a volume, each with its first and its last Bates number.
fn elsewhere<'a>(
    volume: &'a VolumePlan,
    exhibits: &'a [Exhibit<'_>],
    laid: &'a [Laid],
) -> impl Iterator<Item = (String, Value)> + 'a {
    let mut next = volume.first_bates;
    volume.exhibits.clone().map(move |place| {
        let first = next;
        next += laid[place].size.pages;
        (exhibits[place].id.clone(), json!({ "volume": volume.number, "first": first, "last": next - 1 }))
    })
}

fn told(volume: &VolumePlan, exhibits: &[Exhibit<'_>]) -> Value {
    let own = &exhibits[volume.exhibits.clone()];
    let attached = own.iter().flat_map(|exhibit| &exhibit.parts);
    let attached = attached.filter(|part| part.place == crate::exhibit::Place::Attached).count();
    json!({
        "number": volume.number,
        "first": own.first().map(|exhibit| exhibit.id.clone()),
        "last": own.last().map(|exhibit| exhibit.id.clone()),
        "exhibits": print::count(own.len() as u64),
        "from": volume.bates().map(|(from, _)| from),
        "to": volume.bates().map(|(_, to)| to),
        "attached": print::count(attached as u64),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bates_numbers_run_on_from_volume_to_volume() {
        let sizes = [3, 4, 9, 1].map(|pages| Size { pages, bytes: 0 });
        let volumes = volumes(&sizes, VolumeLimits { pages: 7, bytes: 1 }, 101);
        let told: Vec<_> = volumes.iter().map(|volume| (volume.number, volume.bates())).collect();
        assert_eq!(told, [(1, Some((101, 107))), (2, Some((108, 116))), (3, Some((117, 117)))]);
    }

    #[test]
    fn a_report_without_exhibits_of_its_own_has_no_numbers() {
        let sizes = [Size { pages: 9, bytes: 0 }];
        let volumes = volumes(&sizes, VolumeLimits { pages: 7, bytes: 1 }, 1);
        assert_eq!(volumes.iter().map(VolumePlan::bates).collect::<Vec<_>>(), [None, Some((1, 9))]);
    }
}
