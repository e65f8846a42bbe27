//! Redacting a file of an evidence item, and taking that back.

use commands::evidence::{RedactEvidence, ShowEvidence, TakeRedactionBack, ToRedact};
use model::evidence::EvidenceFile;
use model::id::FileId;

use super::Session;
use crate::args::RedactArgs;
use crate::failure::Problem;
use crate::output::counted;

/// Redacts a file.
pub fn redact(session: &mut Session, args: RedactArgs) -> Result<(), Problem> {
    let RedactArgs { evidence, file, area, column, cell, reason } = args;
    if area.is_empty() && column.is_empty() && cell.is_empty() {
        return Err(Problem::Usage("say what to redact: --area, --column or --cell".to_owned()));
    }
    let file = numbered(session, &evidence, file)?;
    let what = if area.is_empty() {
        ToRedact::Cells { columns: column, cells: cell }
    } else {
        ToRedact::Areas { areas: area }
    };
    let engagement = session.engagement.clone();
    let redacted = session.app.call(RedactEvidence { engagement, evidence, file, what, reason })?;
    session.out.show(&redacted, |it| {
        let mut text = format!("Redacted {}: {}.", it.item.reference(), it.item.state.name());
        text.push_str(&format!("\n  Redacted of the file now, in all: {}.", it.removed.words()));
        let redaction = it.item.files.iter().find(|file| file.id == it.file).and_then(|file| file.redaction.as_ref());
        if let Some(redaction) = redaction {
            text.push_str(&format!(
                "\n  Packets hold {} ({} bytes) in its place. Look at it first: evidence save {} FOLDER --redacted.",
                redaction.twin.name,
                redaction.twin.size,
                it.item.reference()
            ));
            if redaction.undrawn > 0 {
                let things = counted(redaction.undrawn, "thing");
                text.push_str(&format!("\n  Not in it, since it could not be drawn: {things}. Packets say so."));
            }
        }
        if it.release_revoked {
            text.push_str("\n  Its release was taken back: the client releases what packets hold now.");
        }
        if !it.also_in.is_empty() {
            text.push_str(&format!("\n  The same content is in {} unredacted.", it.also_in.join(", ")));
        }
        if !it.earlier.is_empty() {
            text.push_str(&format!(
                "\n  Of its earlier versions {} nothing is redacted; packets as of an earlier row hold them.",
                it.earlier.join(", ")
            ));
        }
        if it.exported > 0 {
            let packets = counted(it.exported, "packet");
            text.push_str(&format!("\n  It left in {packets} before; those stay as they are."));
        }
        text
    })
}

/// Takes a redaction back.
pub fn take_back(session: &mut Session, evidence: String, file: Option<usize>, reason: String) -> Result<(), Problem> {
    let file = numbered(session, &evidence, file)?;
    let engagement = session.engagement.clone();
    let item = session.app.call(TakeRedactionBack { engagement, evidence, file, reason })?;
    session.out.show(&item, |it| format!("{}: {}. Packets hold the original again.", it.reference(), it.state.name()))
}

/// The file of that number in the item, from 1.
fn numbered(session: &mut Session, evidence: &str, number: Option<usize>) -> Result<Option<FileId>, Problem> {
    let Some(number) = number else { return Ok(None) };
    let engagement = session.engagement.clone();
    let sheet = session.app.call(ShowEvidence { engagement, evidence: evidence.to_owned() })?;
    let file = number.checked_sub(1).and_then(|at| sheet.row.item.files.get(at));
    let none = || Problem::Usage(format!("{} has no file {number}", sheet.row.item.reference()));
    file.map(|file| Some(file.id)).ok_or_else(none)
}

/// What is redacted of a file, under its line.
pub fn lines_of(file: &EvidenceFile) -> String {
    let Some(redaction) = &file.redaction else { return String::new() };
    let (twin, at) = (&redaction.twin, redaction.at.to_rfc3339());
    format!(
        "\n  Redacted: {} by {}, {at}: {}\n  Packets hold {} ({} bytes)\n  SHA-256 {}\n  Cover of the original {}",
        redaction.removed.words(),
        redaction.by,
        redaction.reason,
        twin.name,
        twin.size,
        twin.sha256,
        redaction.cover
    )
}
