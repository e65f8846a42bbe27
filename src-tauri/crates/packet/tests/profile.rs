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
    // Where a request stands for us is no matter of the auditor's, not even in general.
    assert!(!found(&everything, "Our status"));
    // What is withheld is said to be withheld, by its number alone.
    let text = Pdf::open(&bytes).pages().join(" ");
    assert!(text.contains("EV-0009"), "the withheld item is listed");
    assert!(text.contains("1 population is withheld"), "so is that there is a population");
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
        "INTERNAL-NOTE-REQUEST",
        "INTERNAL-NOTE-BLOCKED",
        "INTERNAL-NOTE-ORGANISATION",
        "UNRELEASED-POPULATION",
        "Our status",
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

/// Who finds it: client, auditor, procurement, board. Marks are planted by `support` in one place each.
const FOUND: [(&str, [bool; 4]); 31] = [
    ("INTERNAL-NOTE", [true, false, false, false]),
    ("COST-MARKER", [true, false, false, false]),
    ("60,000", [true, false, false, true]),
    ("likelihood", [true, false, false, true]),
    ("DRAFT-MARKER", [true, false, false, false]),
    ("PRIVILEGED-MARKER", [true, false, false, false]),
    ("Memo for counsel", [true, false, false, false]),
    ("UNRELEASED", [true, false, false, false]),
    ("GAP-001", [true, false, false, true]),
    ("MSG-001", [true, false, false, false]),
    ("MSG-002", [true, false, false, false]),
    ("Order changes lost", [true, false, false, true]),
    ("OPEN-FINDING-MARKER", [true, true, false, true]),
    ("For 2 of 25 leavers", [true, true, true, false]),
    ("All nine leavers", [true, true, true, false]),
    ("TASK-TEXT-MARKER", [true, false, false, false]),
    ("TASK-DONE-MARKER", [true, false, false, false]),
    ("BLOCKED-REASON-MARKER", [true, false, false, true]),
    ("DROPPED-REASON-MARKER", [true, false, false, false]),
    ("Cut permission sets", [true, false, true, true]),
    ("Rotate tokens of all integrations", [true, false, true, true]),
    ("Marianne Holt", [true, true, false, true]),
    ("Jonas Reuter", [true, false, false, true]),
    ("Priya Raman", [true, true, false, true]),
    ("Ines Okafor", [true, true, false, true]),
    ("Tomas Lindqvist", [true, true, false, true]),
    ("K. Moreau", [true, true, false, false]),
    ("vouchsafe-log-extract", [true, true, false, false]),
    ("access-control-policy", [true, true, true, false]),
    ("EX-001", [true, true, true, false]),
    ("What holds it down most", [true, false, false, true]),
];

#[test]
fn each_audience_finds_what_is_for_it_and_nothing_else() {
    let (source, shelf) = support::sample(20);
    let audiences =
        [AudienceProfile::Client, AudienceProfile::Auditor, AudienceProfile::Procurement, AudienceProfile::Board];
    for (place, profile) in audiences.into_iter().enumerate() {
        let (bytes, rendered, _) = support::render(&source, &shelf, &support::options(profile));
        let everything = Pdf::open(&bytes).everything();
        for (marker, audiences) in FOUND {
            let is = found(&everything, marker);
            assert_eq!(is, audiences[place], "{}: {marker}", profile.name());
            assert!(!found(&bytes, marker) || audiences[place], "the raw file for {} holds {marker}", profile.name());
        }
        assert_eq!(rendered.manifest.sections, support::options(profile).sections());
        let verified = packet::verify(&bytes);
        assert!(verified.holds(), "{}: {:#?}", profile.name(), verified.checks);
    }
}

#[test]
fn a_section_that_is_added_stands_on_the_cover_and_in_the_manifest() {
    let (source, shelf) = support::sample(8);
    let also = [Section::Gaps, Section::Clocks].into();
    let options = model::packet::PacketOptions { also, ..support::options(AudienceProfile::Auditor) };
    let (bytes, rendered, _) = support::render(&source, &shelf, &options);
    let pages = Pdf::open(&bytes).pages();
    let cover = pages[0].replace(" ,", ",");
    assert!(cover.contains("Gap analysis and Clocks, outside the profile"), "{cover}");
    assert!(pages.iter().any(|page| page.contains("ADDED BY CHOICE")));
    assert_eq!(rendered.manifest.also, [Section::Gaps, Section::Clocks]);
    let everything = Pdf::open(&bytes).everything();
    let markers = [("GAP-001", true), ("60,000", true), ("INTERNAL-NOTE", false), ("PRIVILEGED-MARKER", false)];
    for (marker, told) in markers {
        assert_eq!(found(&everything, marker), told, "{marker}");
    }
    assert!(!found(&everything, "UNRELEASED"));
}

#[test]
fn the_boards_packet_has_a_few_pages() {
    let (source, shelf) = support::sample(60);
    let (_, rendered, _) = support::render(&source, &shelf, &support::options(AudienceProfile::Board));
    assert!(rendered.pages() <= 12, "{} pages for 60 controls", rendered.pages());
}

#[test]
fn what_the_program_writes_uses_no_forbidden_word() {
    let (source, shelf) = support::sample(20);
    for profile in AudienceProfile::ALL {
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
