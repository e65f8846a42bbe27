//! What a packet says of a file that is redacted: that it is, what was taken out, why, by whom and when. Names nothing of
//! the original but its cover.

use model::evidence::EvidenceFile;
use model::redaction::Redaction;

use crate::manifest::ManifestRedaction;
use crate::print;

/// A sentence or two for whoever reads a redacted copy; none for a file as it was received.
pub(crate) fn words(file: &EvidenceFile) -> Option<String> {
    let Redaction { removed, undrawn, reason, by, at, .. } = file.redaction.as_ref()?;
    let mut words = format!(
        "Redacted copy: {} taken out by {} on {}. Why: {}",
        removed.words(),
        print::lines(by).join(" "),
        print::day(at.date_naive()),
        print::lines(reason).join(" ")
    );
    if !words.ends_with(['.', '!', '?']) {
        words.push('.');
    }
    if *undrawn > 0 {
        let things = print::counted(u64::from(*undrawn), "thing", "things");
        words.push_str(&format!(" It lacks {things} that could not be drawn."));
    }
    Some(words)
}

/// The same for the manifest.
pub(crate) fn entry(file: &EvidenceFile) -> Option<ManifestRedaction> {
    let Redaction { cover, removed, reason, by, at, .. } = file.redaction.as_ref()?;
    Some(ManifestRedaction {
        removed: removed.words(),
        reason: reason.clone(),
        by: by.clone(),
        at: at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        cover: cover.to_string(),
    })
}
