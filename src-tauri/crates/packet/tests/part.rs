//! Packets of a part, finished and read again: what they say that they hold, what is in them, and that nothing else is.
#![allow(missing_docs)]

mod support;

use std::collections::BTreeSet;

use model::coverage::coverage;
use model::criterion::CriterionCode;
use model::evidence::Classification;
use model::packet::{AudienceProfile, PacketOptions, PacketSource, Part, Section};
use support::pdf::{Pdf, attached};

/// Each kind of part of the sample, on its first control.
fn parts(source: &PacketSource) -> [Part; 5] {
    let control = source.controls.first().expect("a control");
    let request = source.requests.iter().find(|request| !request.evidence.is_empty()).expect("an answered one");
    [
        Part::Criteria(control.criteria.iter().copied().take(1).collect()),
        Part::Controls([control.code.clone()].into()),
        Part::Surfaces(control.surfaces.iter().take(1).cloned().collect()),
        Part::Requests([request.number].into()),
        Part::GapReport,
    ]
}

/// Cells of the text as it is read, blanks apart.
fn plain(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn each_part_is_made_for_whom_it_can_be_says_what_it_is_and_verifies() {
    let (source, shelf) = support::sample(20);
    let mut made = 0;
    for part in parts(&source) {
        for profile in AudienceProfile::ALL {
            let options = PacketOptions { part: part.clone(), ..support::options(profile) };
            if options.check().is_err() {
                continue;
            }
            made += 1;
            let (bytes, rendered, _) = support::render(&source, &shelf, &options);
            let words = part.words().expect("a part");
            assert_eq!(rendered.warnings, Vec::<String>::new(), "{profile:?} {words}");
            let verified = packet::verify(&bytes);
            assert!(verified.holds(), "{profile:?} {words}: {:#?}", verified.checks);
            let pages = Pdf::open(&bytes).pages();
            assert!(plain(&pages[0]).contains(&plain(&words)), "{profile:?}: {}", pages[0]);
            let manifest = &rendered.manifest;
            assert_eq!((&manifest.part, &manifest.sections), (&part, &options.sections()));
            assert_eq!(manifest.log_head, source.log_head().to_string());
            assert!(!manifest.sections.contains(&Section::ActivityLog));
            let (again, _, _) = support::render(&source, &shelf, &options);
            assert!(bytes == again, "{profile:?} {words}: the same choice gives other bytes");
        }
    }
    assert!(made >= 9, "{made} packets were made");
}

#[test]
fn a_part_names_no_control_and_no_exhibit_from_outside_it() {
    let (source, shelf) = support::sample(20);
    for part in parts(&source).into_iter().take(3) {
        let options = PacketOptions { part, ..support::options(AudienceProfile::Auditor) };
        let shown = source.clone().narrowed(&options);
        let (bytes, rendered, _) = support::render(&source, &shelf, &options);
        let pdf = Pdf::open(&bytes);
        let text = pdf.pages().join(" ");
        let words: BTreeSet<&str> = text.split([' ', ',', ';', '.', ':', '(', ')']).collect();
        let inside: BTreeSet<&str> = shown.controls.iter().map(|control| control.code.as_str()).collect();
        assert!(!inside.is_empty() && inside.len() < source.controls.len());
        for control in &source.controls {
            let code = control.code.as_str();
            assert_eq!(words.contains(code), inside.contains(code), "{code} in {:?}", options.part);
        }
        let exhibits: BTreeSet<String> = shown.evidence.iter().map(|item| item.reference()).collect();
        assert_eq!(rendered.manifest.exhibits.iter().map(|it| it.reference.clone()).collect::<BTreeSet<_>>(), exhibits);
        for item in source.evidence.iter().filter(|item| !exhibits.contains(&item.reference())) {
            let id = format!("EX-{:03}", item.number);
            assert!(!words.contains(id.as_str()), "{id} in {:?}", options.part);
            for file in &item.files {
                assert!(!attached(&pdf).keys().any(|name| name.starts_with(&id)), "{} is attached", file.name);
            }
        }
        let all = source.clone().narrowed(&support::options(AudienceProfile::Auditor));
        let whole: BTreeSet<String> = all.evidence.iter().map(|item| item.reference()).collect();
        assert!(exhibits.is_subset(&whole), "a part shows more than the whole");
    }
}

#[test]
fn what_an_organisation_meets_is_no_design_gap_in_a_part_either() {
    let (mut source, shelf) = support::sample(8);
    let [met, gap]: [CriterionCode; 2] = ["A1.2", "CC6.5"].map(|code| code.parse().expect("a code"));
    for control in &mut source.controls {
        control.criteria.remove(&met);
        control.criteria.remove(&gap);
    }
    source.coverage = coverage(&source.criteria, &source.controls, &source.organisations);
    let other = *source.controls[0].criteria.first().expect("a criterion");
    for (code, is_gap) in [(met, false), (gap, true)] {
        for profile in [AudienceProfile::Client, AudienceProfile::Auditor] {
            let options = PacketOptions { part: Part::Criteria([code, other].into()), ..support::options(profile) };
            let (bytes, rendered, _) = support::render(&source, &shelf, &options);
            let text = plain(&Pdf::open(&bytes).pages().join(" "));
            assert_eq!(text.contains(&plain("No control meets this criterion")), is_gap, "{profile:?} {code}");
            assert!(is_gap || text.contains(&plain("covered with subservice organisation")), "{profile:?}");
            assert_eq!(rendered.manifest.open_points.iter().any(|point| point.kind == "design"), is_gap, "{code}");
        }
    }
}

#[test]
fn a_part_of_some_controls_says_that_it_judges_no_criterion() {
    let (source, shelf) = support::sample(8);
    let control = &source.controls[0];
    let criteria = Part::Criteria(control.criteria.clone());
    for (part, judges) in [(Part::Controls([control.code.clone()].into()), false), (criteria, true)] {
        let options = PacketOptions { part, ..support::options(AudienceProfile::Auditor) };
        let (bytes, _, _) = support::render(&source, &shelf, &options);
        let text = plain(&Pdf::open(&bytes).pages().join(" "));
        assert_eq!(text.contains(&plain("Criteria are not judged here")), !judges, "{:?}", options.part);
        assert_eq!(text.contains(&plain("Criteria, design")), judges, "{:?}", options.part);
    }
}

#[test]
fn what_is_marked_otherwise_is_named_as_kept_back_and_attached_nowhere() {
    let (mut source, shelf) = support::sample(8);
    for (at, item) in source.evidence.iter_mut().enumerate() {
        item.classification = if at == 0 { Classification::Personal } else { Classification::Internal };
    }
    let back = source.evidence[0].clone();
    let marked = [Classification::Internal].into();
    let options = PacketOptions { marked, ..support::options(AudienceProfile::Client) };
    let (bytes, rendered, _) = support::render(&source, &shelf, &options);
    let pdf = Pdf::open(&bytes);
    let id = format!("EX-{:03}", back.number);
    assert!(!attached(&pdf).keys().any(|name| name.starts_with(&id)));
    let point = rendered.manifest.open_points.iter().find(|point| point.what.starts_with(&back.reference()));
    assert!(point.is_some_and(|point| point.what.contains("kept back as personal")));
    assert!(plain(&pdf.pages()[0]).contains(&plain("Evidence only that is marked internal")));
    assert_eq!(rendered.manifest.marked, options.marked);
}
