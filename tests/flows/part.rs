//! A packet of a part, as a person asks for it: by the names that people use, refused where it is of nothing.

use std::collections::BTreeSet;

use commands::Code;
use commands::packet::{ChosenPart, ExportPacket, PreflightPacket, PreflightPlace};
use commands::request::AddRequest;
use model::evidence::Classification;
use model::packet::{AudienceProfile, Section};

use crate::stage::{Stage, export_of, extract};

/// Two released items, each of a control of its own; the first is personal.
fn staged() -> Stage {
    let mut stage = Stage::engaged();
    for (name, control) in [("users.csv", "CORE-24"), ("changes.csv", "CORE-37")] {
        stage.released(name, format!("of,{control}\n").as_bytes(), |new| {
            extract(new);
            new.controls = vec![control.to_owned()];
            if control == "CORE-24" {
                new.classification = Classification::Personal;
            }
        });
    }
    stage
}

fn preflight(part: ChosenPart) -> PreflightPacket {
    PreflightPacket {
        engagement: None,
        profile: AudienceProfile::Auditor,
        also: BTreeSet::new(),
        part,
        marked: BTreeSet::new(),
        up_to: None,
        as_of: None,
        reviewed_by: None,
        list_only: Vec::new(),
    }
}

#[test]
fn a_part_is_foreseen_exported_and_recorded_as_what_it_is() {
    let mut stage = staged();
    let part = || ChosenPart::Controls(vec!["core-37".to_owned()]);
    let foreseen = stage.app.call(preflight(part())).expect("is said");
    assert_eq!(foreseen.part.as_deref(), Some("Control CORE-37"));
    let places: Vec<_> = foreseen.exhibits.iter().map(|it| (it.evidence.as_str(), it.place)).collect();
    assert_eq!(places, [("EV-0001", PreflightPlace::NotPart), ("EV-0002", PreflightPlace::Shown)]);
    assert_eq!(foreseen.sensitive, 0, "what is personal is outside the part");
    let readiness = foreseen.sections.iter().find(|row| row.section == Section::Readiness).expect("every section");
    assert!(readiness.refused.as_deref().is_some_and(|why| why.contains("no packet of this part")));
    let file = stage.app.hold(&stage.folder.path().join("part.pdf"));
    let request = ExportPacket { part: part(), show_sensitive: false, ..export_of(file, AudienceProfile::Auditor) };
    let exported = stage.app.call(request).expect("exports");
    assert_eq!((exported.packet.exhibits, exported.open_points), (1, foreseen.open_points.len()));
    let show = commands::evidence::ShowEvidence { engagement: None, evidence: "EV-0002".to_owned() };
    let shown = serde_json::to_string(&stage.app.call(show).expect("is shown")).expect("JSON");
    assert!(shown.contains("auditor profile, a part"), "its custody says that it left in a part");
    assert!(!shown.contains("profile, Control"), "a later packet with its custody may not name that control");
}

#[test]
fn a_request_is_answered_by_the_auditors_own_id() {
    let mut stage = staged();
    let facts = serde_json::json!({ "evidence": ["EV-0001"] });
    let add = AddRequest {
        engagement: None,
        auditor_id: Some("R-014".to_owned()),
        wording: "Who has access?".to_owned(),
        received_on: None,
        due_on: None,
        facts: serde_json::from_value(facts).expect("facts"),
    };
    stage.app.call(add).expect("is added");
    let foreseen = stage.app.call(preflight(ChosenPart::Requests(vec!["r-014".to_owned()]))).expect("is said");
    assert_eq!(foreseen.part.as_deref(), Some("Answer to request REQ-001"));
    let shown: Vec<_> = foreseen.exhibits.iter().filter(|it| it.place == PreflightPlace::Shown).collect();
    assert_eq!(shown.iter().map(|it| it.evidence.as_str()).collect::<Vec<_>>(), ["EV-0001"]);
}

#[test]
fn a_name_that_two_requests_have_is_refused() {
    let mut stage = staged();
    for (auditor_id, evidence) in [("REQ-002", "EV-0001"), ("R-014", "EV-0002")] {
        let facts = serde_json::json!({ "evidence": [evidence] });
        let add = AddRequest {
            engagement: None,
            auditor_id: Some(auditor_id.to_owned()),
            wording: "Who has access?".to_owned(),
            received_on: None,
            due_on: None,
            facts: serde_json::from_value(facts).expect("facts"),
        };
        stage.app.call(add).expect("is added");
    }
    let mut asked = |name: &str| stage.app.call(preflight(ChosenPart::Requests(vec![name.to_owned()])));
    let refused = asked("req-002").expect_err("the auditor's id of the first is our reference of the second");
    assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some("name")));
    for (name, part) in [("REQ-001", "Answer to request REQ-001"), ("r-014", "Answer to request REQ-002")] {
        assert_eq!(asked(name).expect("is one").part.as_deref(), Some(part));
    }
}

#[test]
fn a_part_that_is_not_there_or_is_of_nothing_is_refused() {
    let mut stage = staged();
    let mut refused = |part| stage.app.call(preflight(part)).expect_err("is refused");
    let unknown = refused(ChosenPart::Criteria(vec!["CC9.9".to_owned()]));
    assert_eq!(unknown.code, Code::NotFound);
    let nothing = refused(ChosenPart::Controls(Vec::new()));
    assert_eq!((nothing.code, nothing.field.as_deref()), (Code::Invalid, Some("part")));
    let report = refused(ChosenPart::GapReport);
    assert_eq!((report.code, report.field.as_deref()), (Code::Invalid, Some("part")), "an auditor gets no gaps");
}
