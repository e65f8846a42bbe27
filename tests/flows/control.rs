//! Controls from the catalogue into the matrix of an engagement.

use std::collections::BTreeSet;

use commands::control::{ListControlTemplates, ListControls, StartControls, StartedControls};
use commands::log::{ListLog, UndoLog};
use commands::{Code, Failure};

use crate::stage::Stage;

fn take(stage: &mut Stage, codes: &[&str], packs: &[&str]) -> Result<StartedControls, Failure> {
    let codes = codes.iter().map(|code| code.parse().expect("a code")).collect();
    let packs = packs.iter().map(|pack| (*pack).to_owned()).collect();
    stage.app.call(StartControls { engagement: None, codes, packs })
}

fn codes(stage: &mut Stage) -> BTreeSet<String> {
    let list = ListControls { engagement: None, criterion: None, surface: None, retired: true };
    stage.app.call(list).expect("lists").iter().map(|control| control.code.to_string()).collect()
}

#[test]
fn a_pack_is_taken_once_and_leaves_what_is_there() {
    let mut stage = Stage::engaged();
    let before = codes(&mut stage);
    let all = stage.app.call(ListControlTemplates { engagement: None, pack: None }).expect("lists");
    let taken: BTreeSet<String> = all.iter().filter(|it| it.taken).map(|it| it.code.to_string()).collect();
    assert_eq!(taken, before, "a list says what is in the matrix");
    let missing = all.iter().find(|it| !it.taken).expect("the profile leaves something out");
    let pack = missing.pack.clone();
    let of_pack = stage.app.call(ListControlTemplates { engagement: None, pack: Some(pack.clone()) }).expect("lists");
    let started = take(&mut stage, &[], &[&pack]).expect("takes");
    assert_eq!(started.added.len() + started.already.len(), of_pack.len());
    assert!(started.added.iter().any(|control| control.code == missing.code));
    let control = started.added.iter().find(|control| control.code == missing.code).expect("added");
    assert_eq!((control.state.name(), control.owner), ("planned", None), "nothing is claimed");
    assert!(!control.criteria.is_empty() && !control.test_of_design.is_empty());
    assert_eq!(codes(&mut stage).len(), before.len() + started.added.len());
    assert_eq!(take(&mut stage, &[], &[&pack]).expect_err("all are there").code, Code::Refused);
    let seq = stage.app.call(ListLog { most: 1 }).expect("lists")[0].seq;
    stage.app.call(UndoLog { seq: Some(seq) }).expect("undone in one step");
    assert_eq!(codes(&mut stage), before);
}

#[test]
fn what_the_catalogue_does_not_have_is_refused() {
    let mut stage = Stage::engaged();
    let before = codes(&mut stage);
    assert_eq!(take(&mut stage, &[], &[]).expect_err("nothing named").code, Code::Invalid);
    assert_eq!(take(&mut stage, &["NONE-99"], &["core"]).expect_err("unknown").code, Code::NotFound);
    assert_eq!(take(&mut stage, &[], &["everything"]).expect_err("unknown").code, Code::Invalid);
    assert_eq!(codes(&mut stage), before, "all or nothing");
}
