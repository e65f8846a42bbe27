//! What comes in a second time.

use commands::evidence::ImportEvidence;
use commands::log::UndoLog;
use commands::vault::Check;

use super::{FILES, answers, archive, asked, folder, import_archive, index, list, log_rows, request};

#[test]
fn a_second_import_on_request_adds_to_the_answer_and_names_the_same_file() {
    let mut stage = asked();
    let from = folder(&mut stage, &FILES[1..2]);
    stage.app.call(request(from)).expect("imports");
    let from = folder(&mut stage, &[("IRL 7 again.csv", FILES[1].1)]);
    let again = stage.app.call(ImportEvidence { again: true, ..request(from) }).expect("imports");
    assert_eq!(again.items[0].same_as, ["EV-0001"]);
    assert_eq!(answers(&mut stage, "IRL 7").evidence, ["EV-0001", "EV-0002"]);
}

#[test]
fn what_a_live_item_holds_already_is_left_out_and_listed() {
    let mut stage = asked();
    let from = folder(&mut stage, FILES);
    let seq = stage.app.call(request(from)).expect("imports").log_row;
    let (before, size) = (log_rows(&mut stage), list(&mut stage).len());
    let zipped = import_archive(&mut stage, &archive(FILES)).expect("tells");
    let from = folder(&mut stage, FILES);
    let again = stage.app.call(request(from)).expect("tells");
    for told in [&zipped, &again] {
        assert_eq!((told.items.len(), told.held.len(), told.unplaced.len(), told.log_row), (0, 4, 2, None), "{told:?}");
        assert_eq!(
            (told.held[0].name.as_str(), told.held[0].by.as_slice()),
            ("CORE-24/scan.png", &["EV-0001".to_owned()][..])
        );
    }
    assert_eq!((log_rows(&mut stage), list(&mut stage).len()), (before, size), "nothing new, nothing changed");
    assert!(stage.app.call(Check {}).expect("checks").problems.is_empty());

    let from = folder(&mut stage, &[FILES[1], ("IRL 8 new.txt", b"new")]);
    let mixed = stage.app.call(request(from)).expect("imports");
    assert_eq!((mixed.items.len(), mixed.held.len()), (1, 1));
    assert_eq!(
        (mixed.items[0].title.as_str(), mixed.items[0].reference.as_deref()),
        ("IRL 8 new.txt", Some("EV-0005"))
    );
    assert_eq!(answers(&mut stage, "IRL 8").evidence, ["EV-0003", "EV-0005"]);
    stage.app.call(UndoLog { seq: mixed.log_row }).expect("undone");
    stage.app.call(UndoLog { seq }).expect("undone");
    let from = folder(&mut stage, FILES);
    let anew = stage.app.call(request(from)).expect("imports");
    assert_eq!((anew.items.len(), anew.held.len()), (4, 0), "what was withdrawn holds nothing back");
    assert_eq!(anew.items[0].same_as, ["EV-0001"]);
    assert!(stage.app.call(Check {}).expect("checks").problems.is_empty());
}

#[test]
fn an_item_of_several_files_comes_in_whole_while_one_is_new() {
    let mut stage = asked();
    let from = folder(&mut stage, &[("IRL 7 one.csv", b"1")]);
    stage.app.call(request(from)).expect("imports");
    let files: &[(&str, &[u8])] = &[("IRL 7 one.csv", b"1"), ("IRL 7 two.csv", b"2")];
    let text = "File name;Request ID\r\n\"IRL 7 one.csv\nIRL 7 two.csv\";IRL 7\r\n";
    let (from, by) = (folder(&mut stage, files), index(&mut stage, text));
    let both = stage.app.call(ImportEvidence { index: Some(by), ..request(from) }).expect("imports");
    assert_eq!((both.items.len(), both.held.len(), both.items[0].files.len()), (1, 0, 2));
    assert_eq!(both.items[0].same_as, ["EV-0001"]);
    let (from, by) = (folder(&mut stage, files), index(&mut stage, text));
    let again = stage.app.call(ImportEvidence { index: Some(by), ..request(from) }).expect("tells");
    assert_eq!((again.items.len(), again.held.len()), (0, 2));
    assert_eq!(again.held[0].by, ["EV-0001", "EV-0002"]);
}
