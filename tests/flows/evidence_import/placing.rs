//! Where a file belongs: by the id that leads its name, by its folder, by an index, or nowhere.

use commands::Code;
use commands::evidence::{ImportEvidence, ShowEvidence};
use commands::request::AddRequest;
use commands::sheet::ChosenSheet;
use model::evidence::{Classification, Covers, EvidenceKind};
use model::request::{AuditorStatus, InternalStatus};
use model::sheet::noun::SheetNoun;

use super::{FILES, answers, asked, folder, index, is_placed, list, log_rows, placed, reason, request};
use crate::stage::day;

#[test]
fn files_are_placed_by_the_ids_that_lead_their_names() {
    let mut stage = asked();
    let from = folder(&mut stage, FILES);
    let imported = stage.app.call(request(from)).expect("imports");
    let items = placed(&imported.items);
    assert_eq!(items.len(), 4, "{items:?}");
    assert!(is_placed(&items[0], "CORE-24/scan.png", "", "CORE-24", "the name of its folder"), "{items:?}");
    assert!(is_placed(&items[1], "IRL-7 tickets.csv", "REQ-001", "", "its name"), "{items:?}");
    assert!(is_placed(&items[2], "REQ-002_minutes.txt", "REQ-002", "", "its name"), "{items:?}");
    assert!(is_placed(&items[3], "core_05 joiners.csv", "", "CORE-05", "its name"), "{items:?}");
    assert!(reason(&imported, "misc/notes.txt").contains("no known request or control"));
    assert!(reason(&imported, "misc/~$notes.docx").contains("left it there"));
    assert_eq!(imported.unplaced.len(), 2);

    let kept = list(&mut stage);
    assert_eq!(kept.len(), 4);
    let tickets = &kept[1].item;
    assert_eq!((tickets.title.as_str(), tickets.kind), ("IRL-7 tickets.csv", EvidenceKind::Ticket), "what it asks for");
    assert_eq!(
        (kept[0].item.kind, kept[0].item.classification),
        (EvidenceKind::SystemReport, Classification::Confidential)
    );
    assert_eq!(kept[0].missing, imported.items[0].missing);
    assert!(kept[0].missing.iter().any(|open| open.contains("completeness and accuracy card")));
    assert!(kept[0].item.files[0].name == "scan.png" && kept[0].item.covers.is_none());
    let reference = kept[1].item.reference();
    let custody =
        stage.app.call(ShowEvidence { engagement: None, evidence: reference.clone() }).expect("shows").custody;
    assert_eq!(custody.len(), 1);

    let answered = answers(&mut stage, "IRL 7");
    assert_eq!(answered.evidence, [reference]);
    assert_eq!(answered.request.internal, InternalStatus::Open, "no status changes");
    assert_eq!((answered.request.auditor, answered.request.rounds.len()), (AuditorStatus::Requested, 0));
    assert_eq!(answers(&mut stage, "REQ-002").evidence.len(), 1);
}

#[test]
fn an_index_groups_places_and_describes() {
    let mut stage = asked();
    let from = folder(
        &mut stage,
        &[
            ("a/one.csv", b"1"),
            ("a/two.csv", b"2"),
            ("b/review.pdf", b"%PDF-1.7"),
            ("b/same.txt", b"3"),
            ("c/same.txt", b"4"),
            ("late.txt", b"5"),
            ("lost.txt", b"6"),
            ("old.txt", b"7"),
            ("torn.txt", b"8"),
            ("IRL 8 by name.txt", b"9"),
            ("torn row.txt", b"10"),
        ],
    );
    let text = "File name;Request ID;Control ID;Kind;Title;As of;Covers from;Covers to;Source system;Collected by;Evidence ID\r\n\
        \"two.csv\none.csv\";IRL 7;CORE-05;population;Joiners;;2026-01-01;2026-03-31;HR system;Ann;\r\n\
        b/review.pdf;;core-24;policy;;;2026-02-01;;;;\r\n\
        same.txt;IRL 8;;;;;;;;;\r\n\
        nowhere.txt;IRL 8;;;;;;;;;\r\n\
        late.txt;IRL 8;;;;2031-01-01;;;;;\r\n\
        lost.txt;IRL 99;;;;;;;;;\r\n\
        old.txt;IRL 8;;;;;;;;;EV-0009\r\n\
        torn.txt;IRL 8;;;One;;;;;;\r\n\
        torn.txt;IRL 7;;;Two;;;;;;\r\n\
        IRL 8 by name.txt;;;bananas;;;;;;;\r\n\
        torn row.txt;IRL 8;;bananas;;;;;;;\r\n";
    let index = index(&mut stage, text);
    let imported = stage.app.call(ImportEvidence { index: Some(index), ..request(from) }).expect("imports");
    let items = placed(&imported.items);
    assert!(is_placed(&items[0], "a/two.csv+a/one.csv", "REQ-001", "CORE-05", "row 2 of the index"), "{items:?}");
    assert!(is_placed(&items[1], "b/review.pdf", "", "CORE-24", "row 3 of the index"), "{items:?}");
    assert!(is_placed(&items[2], "IRL 8 by name.txt", "REQ-002", "", "its name"), "{items:?}");
    assert_eq!(items.len(), 3);
    for (name, why) in [
        ("b/same.txt", "row 4 of the index can mean other files as well"),
        ("torn row.txt", "its row 12 of the index was refused"),
        ("late.txt", "row 6 of the index: “Covers to” can't reach past"),
        ("lost.txt", "IRL 99"),
        ("old.txt", "EV-0009"),
        ("torn.txt", "rows 9 and 10 of the index differ in “Title”"),
    ] {
        assert!(reason(&imported, name).contains(why), "{name}: {}", reason(&imported, name));
    }
    let orphans: Vec<_> = imported.orphans.iter().map(|it| (it.row, it.name.as_str(), it.files)).collect();
    assert_eq!(orphans, [(4, "same.txt", 2), (5, "nowhere.txt", 0)]);
    assert!(imported.refused_rows.len() == 2 && imported.refused_rows[0].starts_with("row 11, column D “Kind”"));

    let kept = list(&mut stage);
    let joiners = &kept[0].item;
    assert_eq!((joiners.title.as_str(), joiners.kind, joiners.files.len()), ("Joiners", EvidenceKind::Population, 2));
    assert_eq!((joiners.source_system.as_str(), joiners.collected_by.as_str()), ("HR system", "Ann"));
    assert!(matches!(joiners.covers, Some(Covers::Period { span }) if span.to == day("2026-03-31")));
    assert_eq!(joiners.files[0].name, "two.csv", "the main one first");
    let policy = &kept[1].item;
    assert!(matches!(policy.covers, Some(Covers::InForce { until: None, .. })) && policy.title == "review.pdf");
}

#[test]
fn what_places_nothing_changes_nothing() {
    let mut stage = asked();
    let before = log_rows(&mut stage);
    let from = folder(&mut stage, &FILES[4..]);
    let imported = stage.app.call(request(from)).expect("tells");
    assert_eq!((imported.items.len(), imported.unplaced.len(), imported.log_row), (0, 2, None));
    assert_eq!(log_rows(&mut stage), before);
}

#[test]
fn an_id_of_two_requests_places_nothing() {
    let mut stage = asked();
    let request_like_ours = AddRequest {
        engagement: None,
        auditor_id: Some("REQ-001".to_owned()),
        wording: "Theirs is numbered as ours".to_owned(),
        received_on: Some(day("2026-09-01")),
        due_on: None,
        facts: commands::Facts::new(),
    };
    stage.app.call(request_like_ours).expect("added");
    let from = folder(&mut stage, &[("REQ-001 x.txt", b"x")]);
    let imported = stage.app.call(request(from)).expect("tells");
    assert!(reason(&imported, "REQ-001 x.txt").contains("REQ-001, REQ-003"), "{imported:?}");
}

#[test]
fn an_index_must_be_one() {
    let mut stage = asked();
    let from = folder(&mut stage, FILES);
    let other = index(&mut stage, "a,b\n1,2\n");
    let failure = stage.app.call(ImportEvidence { index: Some(other), ..request(from) }).expect_err("no index");
    assert_eq!(failure.code, Code::UnknownFormat);
    let from = folder(&mut stage, FILES);
    let other = ChosenSheet { noun: SheetNoun::Gap, ..index(&mut stage, "File name\nx\n") };
    let failure = stage.app.call(ImportEvidence { index: Some(other), ..request(from) }).expect_err("another noun");
    assert_eq!(failure.code, Code::Invalid);
}
