//! What a packet would hold and leave open, before anything is drawn: the rules of an export, without reading a single
//! original. What only a reading can tell (pages, slip sheets, characters that can't be shown) isn't in it.

use std::io::Write;
use std::ops::ControlFlow;

use model::evidence::EvidenceFile;
use model::exhibit::{NotShown, ShowLimits, Shown};
use model::own_pages::OwnPages;
use model::packet::{ExhibitError, Exhibits, PacketOptions, PacketSource, Section};

use crate::Error;
use crate::exhibit::plan;
use crate::open_point::{OpenPoint, OpenPoints, Where};
use crate::section::label;

/// What a packet would hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Preflight {
    /// The source as its audience may see it.
    pub shown: PacketSource,
    /// What is open, as far as it is known before anything is read.
    pub points: Vec<PreflightPoint>,
}

/// An open point of a packet to come. It has no number yet: a reading may add others before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreflightPoint {
    /// What kind of shortfall.
    pub kind: &'static str,
    /// What it is.
    pub what: String,
    /// Whether and how it can still be cured, in words.
    pub cure: &'static str,
    /// The section in which it stands; none for one at an exhibit.
    pub section: Option<Section>,
    /// Reference of the evidence item that it is about, where it is about one that the audience may see.
    pub evidence: Option<String>,
    /// Code of the control that it names, where it names one alone.
    pub control: Option<String>,
    /// Code of the criterion that it is about.
    pub criterion: Option<String>,
}

/// Works out what a packet of `source` would hold. Narrows and judges as [`crate::render`] does.
///
/// # Errors
/// None but faults of the program: nothing is read and nothing written.
pub fn preflight(source: PacketSource, options: &PacketOptions) -> Result<Preflight, Error> {
    let shown = source.narrowed(options);
    let planned = plan(&shown, &Unread, options, &mut |_| ControlFlow::Continue(()))?;
    let points = OpenPoints::collect(&shown, options, &planned).points;
    let of_exhibit = |id: &str| {
        let exhibit = planned.iter().find(|exhibit| exhibit.id == id);
        exhibit.map(|exhibit| exhibit.item.reference())
    };
    let points = points.into_iter().map(|point| told(&shown, point, &of_exhibit)).collect();
    Ok(Preflight { shown, points })
}

fn told(shown: &PacketSource, point: OpenPoint, of_exhibit: &dyn Fn(&str) -> Option<String>) -> PreflightPoint {
    let OpenPoint { id: _, kind, what, at, cure, about } = point;
    let (section, exhibit) = match at {
        Where::Section(name) => (Section::ALL.into_iter().find(|section| label(*section) == name), None),
        Where::Exhibit(id) => (None, Some(id)),
    };
    let withheld =
        shown.withheld.iter().find(|it| kind == "withheld" && what.starts_with(&format!("{}:", it.reference)));
    let evidence = exhibit.as_deref().and_then(of_exhibit);
    let evidence = evidence.or_else(|| withheld.map(|it| it.reference.clone()).filter(|it| it.starts_with("EV-")));
    let criterion = about.filter(|about| shown.criteria.iter().any(|criterion| criterion.code.to_string() == *about));
    let control = if evidence.is_some() { None } else { only_control(shown, &what) };
    PreflightPoint { kind, what, cure: cure.words(), section, evidence, control, criterion }
}

/// The control that words name, where they name one alone.
fn only_control(shown: &PacketSource, what: &str) -> Option<String> {
    let words: Vec<&str> = what.split([' ', ',', ';', ':']).collect();
    let mut named = shown.controls.iter().filter(|control| words.contains(&control.code.as_str()));
    match (named.next(), named.next()) {
        (Some(only), None) => Some(only.code.to_string()),
        (Some(_), Some(_)) | (None, _) => None,
    }
}

/// Originals that nobody has looked into yet: each shows nothing, and so lacks nothing.
struct Unread;

impl Exhibits for Unread {
    fn shown(&self, _: &EvidenceFile, _: &ShowLimits) -> Result<Result<Shown, NotShown>, ExhibitError> {
        Ok(Ok(Shown::Pages { pages: Vec::new(), total_pages: 0 }))
    }

    fn own_pages(&self, _: &EvidenceFile) -> Result<Result<OwnPages, NotShown>, ExhibitError> {
        Ok(Ok(OwnPages::default()))
    }

    fn original(&self, _: &EvidenceFile, _: &mut dyn Write) -> Result<(), ExhibitError> {
        Err(ExhibitError { what: "no original is read before an export".to_owned(), source: None })
    }
}

#[cfg(test)]
mod tests {
    use model::packet::AudienceProfile;

    use super::*;
    use crate::support::{options, render, sample};

    /// Of each kind of audience: what is known before is what the packet then says, and only what reading alone can tell
    /// comes on top.
    #[test]
    fn what_is_foreseen_is_what_the_packet_says() {
        for profile in AudienceProfile::ALL {
            let (source, shelf) = sample(8);
            let options = options(profile);
            let foreseen = preflight(source.clone(), &options).expect("no reading, no failure");
            let (_, rendered, _) = render(&source, &shelf, &options);
            let said: Vec<&str> = rendered.manifest.open_points.iter().map(|point| point.what.as_str()).collect();
            // A packet for the board has none of the sections that leave something open here.
            let board = profile == AudienceProfile::Board;
            assert!(board || !foreseen.points.is_empty(), "{profile:?}");
            for point in &foreseen.points {
                assert!(said.contains(&point.what.as_str()), "{profile:?}: {} isn't in the packet", point.what);
            }
            for point in &rendered.manifest.open_points {
                let read = ["not shown", "not drawn", "characters", "beside"].contains(&point.kind.as_str());
                let known = foreseen.points.iter().any(|own| own.what == point.what);
                assert!(read || known, "{profile:?}: {} was not foreseen", point.what);
            }
        }
    }
}
