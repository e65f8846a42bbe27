//! What an auditor must never receive is planted in every field that could leak it, and looked for in every part of the
//! finished packet.
#![allow(missing_docs)]

mod support;

use model::packet::{AudienceProfile, Section};
use support::pdf::Pdf;

/// Markers of costs, drafts, privileged text, internal notes and unreleased evidence, as `support` plants them, and the
/// words of severity and cost.
const MARKERS: [&str; 12] = [
    "INTERNAL-NOTE",
    "COST-MARKER",
    "DRAFT-MARKER",
    "PRIVILEGED-MARKER",
    "UNRELEASED",
    "unreleased-marker",
    "60,000",
    "likelihood",
    "Severity = ",
    "GAP-001",
    "MSG-001",
    "Order changes lost",
];

/// Whether the needle, its blanks apart, is in the haystack.
fn found(haystack: &[u8], needle: &str) -> bool {
    let needle = needle.replace(' ', "");
    haystack.windows(needle.len()).any(|window| window == needle.as_bytes())
}

#[test]
fn an_auditors_packet_holds_nothing_outside_its_profile() {
    let (source, shelf) = support::sample(20);
    let (bytes, rendered, kept) = support::render(&source, &shelf, &support::options(AudienceProfile::Auditor));
    let everything = Pdf::open(&bytes).everything();
    for marker in MARKERS {
        assert!(!found(&everything, marker), "the auditor's packet holds {marker}");
        assert!(!found(&bytes, marker), "the raw file holds {marker}");
    }
    assert!(kept.originals.is_empty());
    assert!(!rendered.manifest.sections.contains(&Section::Gaps));
    // What is withheld is said to be withheld, by its number alone.
    let text = Pdf::open(&bytes).pages().join(" ");
    assert!(text.contains("EV-0009"), "the withheld item is listed");
    assert!(rendered.manifest.open_points.iter().any(|point| point.kind == "withheld"));
}

#[test]
fn a_clients_packet_holds_it_all() {
    let (source, shelf) = support::sample(20);
    let (bytes, _, _) = support::render(&source, &shelf, &support::options(AudienceProfile::Client));
    let pdf = Pdf::open(&bytes);
    let everything = pdf.everything();
    for marker in [
        "INTERNAL-NOTE-EVIDENCE",
        "INTERNAL-NOTE-GAP",
        "COST-MARKER",
        "DRAFT-MARKER",
        "PRIVILEGED-MARKER",
        "UNRELEASED-BYTES",
        "60,000",
        "GAP-001",
        "MSG-001",
    ] {
        assert!(found(&everything, marker), "the client's packet lacks {marker}: the test above would prove nothing");
    }
}

#[test]
fn what_the_program_writes_uses_no_forbidden_word() {
    let (source, shelf) = support::sample(20);
    for profile in [AudienceProfile::Client, AudienceProfile::Auditor] {
        let (bytes, _, _) = support::render(&source, &shelf, &support::options(profile));
        for (number, page) in Pdf::open(&bytes).pages().iter().enumerate() {
            assert!(
                model::words::forbidden(page).is_empty(),
                "page {}: {:?}",
                number + 1,
                model::words::forbidden(page)
            );
        }
    }
}
