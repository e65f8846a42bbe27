//! Tries each exhibit alone before the packet is laid out, so that a single one can't stop it. Never changes what an
//! exhibit shows, but for the slip sheet that takes the place of what fails.

use model::packet::{PacketOptions, PacketSource, Step};

use crate::context::Context;
use crate::exhibit::{Exhibit, Face};
use crate::face::Gathered;
use crate::job;
use crate::open_point::OpenPoints;
use crate::views::{exhibits_view, facts};
use crate::{Error, Tell, tell};

/// Typesets each exhibit alone. A file that fails gets a slip sheet with the reason.
pub(crate) fn try_each(
    source: &PacketSource,
    options: &PacketOptions,
    planned: &mut [Exhibit<'_>],
    progress: &mut Tell<'_>,
) -> Result<(), Error> {
    let total = planned.len() as u64;
    for (index, exhibit) in planned.iter_mut().enumerate() {
        tell(progress, Step { done: index as u64, total, doing: "trying exhibits" })?;
        let Err(reason) = try_one(source, options, exhibit) else { continue };
        try_parts(source, options, exhibit);
        if try_one(source, options, exhibit).is_err() {
            for part in &mut exhibit.parts {
                part.face = Face::Slip(reason.clone());
            }
        }
    }
    Ok(())
}

/// Tries each file of an exhibit with slip sheets in place of the others, and keeps those that hold.
fn try_parts(source: &PacketSource, options: &PacketOptions, exhibit: &mut Exhibit<'_>) {
    let take = |face: &mut Face| std::mem::replace(face, Face::Slip(String::new()));
    let faces: Vec<Face> = exhibit.parts.iter_mut().map(|part| take(&mut part.face)).collect();
    let mut judged = Vec::with_capacity(faces.len());
    for (place, face) in faces.into_iter().enumerate() {
        exhibit.parts[place].face = face;
        let outcome = try_one(source, options, exhibit);
        let face = take(&mut exhibit.parts[place].face);
        judged.push(outcome.map_or_else(Face::Slip, |()| face));
    }
    for (part, face) in exhibit.parts.iter_mut().zip(judged) {
        part.face = face;
    }
}

/// Typesets one exhibit in a document of its own, to the same standards; the error is a reason for its slip sheet.
fn try_one(source: &PacketSource, options: &PacketOptions, exhibit: &Exhibit<'_>) -> Result<(), String> {
    let exhibit = std::slice::from_ref(exhibit);
    let points = OpenPoints { points: Vec::new() };
    let context = Context { source, options, exhibits: exhibit, points: &points.points };
    let mut gathered = Gathered::new();
    let view = exhibits_view(&context, &mut gathered);
    let facts = facts(source, options, exhibit, &points);
    let job = job::job(source, options, &facts, &[("exhibits", view)], gathered.files).map_err(|e| e.to_string())?;
    let result = typeset::compile(&job).and_then(|compiled| compiled.export());
    result.map(drop).map_err(|error| {
        let why = error.messages().first().map_or_else(|| error.to_string(), |message| message.text.clone());
        let why: String = why.chars().take(300).collect();
        format!("It can’t be set in an archived, accessible PDF: {why}.")
    })
}
