//! What is told of an audience on the cover, the contents and the page on how to read a packet. Takes nothing out and
//! adds nothing: the source is narrowed before.

use model::packet::{AudienceProfile, PacketOptions, Section};

use crate::print;

/// What the profile holds, in a line of the cover.
pub(crate) const fn holds(profile: AudienceProfile) -> &'static str {
    match profile {
        AudienceProfile::Auditor => "Auditor. What the profile leaves out stands on the contents page",
        AudienceProfile::Client => "Client",
        AudienceProfile::Procurement => {
            "Procurement of a customer: scope, closed findings with what proves them, dates of the plan. Roles stand in the \
             place of persons; what exhibits themselves say is shown as it was released"
        }
        AudienceProfile::Board => "Board: readiness, gaps, their cost, the plan and what falls due next. No exhibits",
    }
}

/// What part of an engagement the packet holds, and how its evidence may be marked, in the words of its cover; none for a
/// packet of all of it.
pub fn part(options: &PacketOptions) -> Option<String> {
    let marks: Vec<&str> = options.marked.iter().map(|mark| mark.name()).collect();
    let marked = (!marks.is_empty()).then(|| format!("evidence only that is marked {}", marks.join(" or ")));
    match (options.part.words(), marked) {
        (None, None) => None,
        (None, Some(marked)) => Some(print::capital(&marked)),
        (Some(part), None) => Some(part),
        (Some(part), Some(marked)) => Some(format!("{part}; {marked}")),
    }
}

/// How far a packet may go, in the words of its cover.
pub(crate) fn caution(options: &PacketOptions, client: &str) -> String {
    match options.profile {
        AudienceProfile::Client if part(options).is_some() => {
            "Contains what the vault holds on this part of the engagement, drafts and costs included; do not pass it on as \
             it is."
                .to_owned()
        }
        AudienceProfile::Client => {
            "Contains everything that the vault holds on this engagement, drafts and costs included; do not pass it on as \
             it is."
                .to_owned()
        }
        AudienceProfile::Auditor => {
            format!("Contains evidence that {client} has released for this purpose; do not pass it on without its consent.")
        }
        AudienceProfile::Procurement => {
            format!("Contains what {client} shows of its audit for this purpose; do not pass it on without its consent.")
        }
        AudienceProfile::Board => {
            format!("Contains costs, severities and plans, for the board and the management of {client} alone.")
        }
    }
}

/// Titles of the sections that were added by choice.
pub(crate) fn added(options: &PacketOptions) -> Vec<String> {
    options.also.iter().map(|section| section.name().to_owned()).collect()
}

/// What is in no part of the packet, as a list in words; empty for the client. What was added by choice isn't in it.
pub(crate) fn never(options: &PacketOptions, client: &str) -> String {
    let unless = |section: Section, words: &str| (!options.has(section)).then(|| words.to_owned());
    let always = |words: &str| Some(words.to_owned());
    let unreleased = format!("evidence that {client} has not released");
    let list = match options.profile {
        AudienceProfile::Client => vec![],
        AudienceProfile::Auditor => vec![
            unless(Section::Gaps, "severity and cost"),
            unless(Section::Readiness, "scores"),
            unless(Section::CommunicationPlan, "communication drafts"),
            always("privileged messages"),
            always("internal notes"),
            always(&unreleased),
        ],
        AudienceProfile::Procurement => vec![
            always("names of persons, but what exhibits themselves say"),
            always("severity and cost"),
            unless(Section::Readiness, "scores"),
            always("messages"),
            always("internal notes"),
            always("rows of the activity log"),
            always("evidence other than what proves the closed findings"),
        ],
        AudienceProfile::Board => vec![
            unless(Section::Exhibits, "evidence"),
            options.has(Section::Exhibits).then_some(unreleased),
            always("privileged messages"),
            always("internal notes"),
            unless(Section::ActivityLog, "rows of the activity log"),
        ],
    };
    print::list(&list.into_iter().flatten().collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::options;

    #[test]
    fn a_part_is_named_with_what_it_is_of_and_how_its_evidence_is_marked() {
        use model::evidence::Classification::{Internal, Public};
        let whole = options(AudienceProfile::Client);
        assert_eq!(part(&whole), None);
        assert!(caution(&whole, "Acme Ltd").contains("everything"));
        let requests = model::packet::Part::Requests([3, 14].into());
        let chosen = PacketOptions { part: requests, marked: [Public, Internal].into(), ..whole };
        let words = "Answer to requests REQ-003 and REQ-014; evidence only that is marked public or internal";
        assert_eq!(part(&chosen).as_deref(), Some(words));
        assert!(!caution(&chosen, "Acme Ltd").contains("everything"));
        let marked = PacketOptions { part: model::packet::Part::Whole, ..chosen };
        assert_eq!(part(&marked).as_deref(), Some("Evidence only that is marked public or internal"));
    }

    #[test]
    fn what_was_added_is_not_said_to_be_left_out() {
        let said = |profile, sections: &[Section]| {
            never(&PacketOptions { also: sections.iter().copied().collect(), ..options(profile) }, "Acme Ltd")
        };
        use AudienceProfile::{Auditor, Board, Client};
        assert_eq!(said(Client, &[]), "");
        assert!(said(Auditor, &[]).starts_with("severity and cost, scores, communication drafts"));
        let gaps = said(Auditor, &[Section::Gaps]);
        assert!(!gaps.contains("cost") && gaps.contains("scores") && gaps.contains("internal notes"));
        assert!(said(Board, &[]).starts_with("evidence, "));
        let exhibits = said(Board, &[Section::EvidenceIndex, Section::Exhibits]);
        assert!(exhibits.starts_with("evidence that Acme Ltd has not released"), "{exhibits}");
    }
}
