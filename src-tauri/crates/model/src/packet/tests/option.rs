//! Which sections may be added by name, and for whom.

use super::*;

fn with(profile: AudienceProfile, sections: &[Section]) -> PacketOptions {
    PacketOptions { also: sections.iter().copied().collect(), ..options(profile) }
}

#[test]
fn a_section_has_one_short_name_on_the_wire_and_at_the_terminal() {
    for section in Section::ALL {
        assert_eq!(serde_json::to_value(section).expect("JSON"), section.short_name());
        assert_eq!(Section::from_name(section.short_name()), Some(section));
        assert_eq!(Section::from_name(&section.short_name().replace('_', "-")), Some(section));
        assert_eq!(Section::from_name(section.name()), Some(section));
    }
    assert_eq!(Section::from_name("everything"), None);
}

#[test]
fn only_what_makes_sense_for_an_audience_can_be_added() {
    use AudienceProfile::{Auditor, Board, Client, Procurement};
    use Section::*;
    for profile in AudienceProfile::ALL {
        assert_eq!(options(profile).check(), Ok(()));
        for section in options(profile).sections() {
            let refused = with(profile, &[section]).check().expect_err("is there anyway");
            assert_eq!(refused.field, "also", "{profile:?} {section:?}");
        }
    }
    for profile in AudienceProfile::ALL {
        assert!(!profile.has(FollowUps), "by choice alone: {profile:?}");
        assert_eq!(with(profile, &[FollowUps]).check().is_ok(), profile != Procurement, "{profile:?}");
    }
    for section in [Readiness, Gaps, RemediationPlan, Clocks, CommunicationPlan] {
        assert_eq!(with(Auditor, &[section]).check(), Ok(()), "{section:?}");
        assert!(with(Client, &[section]).check().is_err(), "the client has it all");
    }
    let allowed: Vec<_> = Section::ALL.into_iter().filter(|it| with(Procurement, &[*it]).check().is_ok()).collect();
    assert_eq!(allowed, [Readiness, Coverage]);
    let alone: Vec<_> = Section::ALL.into_iter().filter(|it| with(Board, &[*it]).check().is_ok()).collect();
    assert_eq!(
        alone,
        [Scope, Organisations, Coverage, Findings, FollowUps, CommunicationPlan, ActivityLog, CheckRecord]
    );
    assert_eq!(with(Board, &[EvidenceIndex, Exhibits, Ratings, ControlMatrix]).check(), Ok(()));
    assert!(with(Board, &[Exhibits]).check().is_err(), "exhibits without their index");
}

#[test]
fn a_section_that_is_added_brings_what_it_needs_and_no_more() {
    let with = |profile, sections: &[Section]| source().narrowed(&with(profile, sections));
    let kept = |source: &PacketSource| {
        [source.gaps.len(), source.tasks.len(), source.plan_rows.len(), source.messages.len(), source.evidence.len()]
    };
    let auditor = |section| with(AudienceProfile::Auditor, &[section]);
    assert_eq!(kept(&auditor(Section::Gaps)), [1, 0, 0, 0, 1]);
    assert_eq!(kept(&auditor(Section::RemediationPlan)), [0, 1, 0, 0, 1]);
    assert_eq!(kept(&auditor(Section::CommunicationPlan)), [0, 0, 1, 0, 1], "the message is privileged");
    let clocks = auditor(Section::Clocks);
    assert_eq!(kept(&clocks), [0, 0, 0, 0, 1]);
    assert!(clocks.figures.is_some_and(|it| it.clocks.is_some() && it.readiness.is_none() && it.heat_map.is_none()));
    let board = |sections: &[Section]| with(AudienceProfile::Board, sections);
    assert_eq!(kept(&board(&[])), [1, 1, 0, 0, 0]);
    assert_eq!(kept(&board(&[Section::EvidenceIndex, Section::Exhibits])), [1, 1, 0, 0, 1], "what was released");
    assert_eq!(board(&[Section::ActivityLog]).log, source().log);
    assert_eq!((board(&[]).log, board(&[]).up_to(), board(&[]).log_head()), (vec![], 1, log_row().hash));
    let procurement = with(AudienceProfile::Procurement, &[Section::Readiness]);
    assert!(procurement.figures.is_some_and(|it| it.readiness.is_some()));
}
