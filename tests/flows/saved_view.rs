//! Saved views of lists: kept in the vault, sealed, and in no log.

use commands::log::ListLog;
use commands::saved_view::{ListSavedViews, RemoveSavedView, SaveView, SavedViewRow};
use commands::vault::{Check, LockVault};
use commands::{Code, Failure};

use crate::stage::Stage;

fn save(stage: &mut Stage, list: &str, name: &str, layout: &str) -> Result<(), Failure> {
    stage.app.call(SaveView { list: list.to_owned(), name: name.to_owned(), layout: layout.to_owned() })
}

fn list(stage: &mut Stage) -> Vec<SavedViewRow> {
    stage.app.call(ListSavedViews {}).expect("lists")
}

fn view(list: &str, layout: &str) -> SavedViewRow {
    SavedViewRow { list: list.to_owned(), name: "By owner".to_owned(), layout: layout.to_owned() }
}

#[test]
fn a_view_is_kept_by_list_and_name_and_stands_in_no_log() {
    let mut stage = Stage::engaged();
    let rows = stage.app.call(ListLog { most: 1_000 }).expect("lists").len();
    save(&mut stage, "control", "By owner", "{}").expect("saves");
    save(&mut stage, "control", "By owner", "{\"sort\":\"Priya Raman\"}").expect("saves over");
    save(&mut stage, "evidence", "By owner", "{}").expect("saves in another list");
    stage.app.call(LockVault {}).expect("locks");
    let mut stage = stage.reopen();
    let both = [view("control", "{\"sort\":\"Priya Raman\"}"), view("evidence", "{}")];
    assert_eq!(list(&mut stage), both);
    let remove = RemoveSavedView { list: "control".to_owned(), name: "By owner".to_owned() };
    stage.app.call(remove.clone()).expect("removes");
    assert_eq!(stage.app.call(remove).expect_err("gone").code, Code::NotFound);
    assert_eq!(list(&mut stage), [view("evidence", "{}")]);
    assert_eq!(stage.app.call(ListLog { most: 1_000 }).expect("lists").len(), rows, "how one looks is no statement");
    assert_eq!(stage.app.call(Check {}).expect("checks").problems, Vec::<String>::new());
}

#[test]
fn saved_views_are_bounded() {
    let mut stage = Stage::bare();
    let refused =
        |stage: &mut Stage, name: &str, layout: &str| save(stage, "control", name, layout).expect_err("refused").code;
    assert_eq!(refused(&mut stage, &"x".repeat(81), "{}"), Code::Invalid);
    assert_eq!(refused(&mut stage, " ", "{}"), Code::Invalid);
    assert_eq!(refused(&mut stage, "long", &"x".repeat(20_001)), Code::Invalid);
    for number in 0..200 {
        save(&mut stage, "control", &format!("view {number}"), "{}").expect("saves");
    }
    assert_eq!(refused(&mut stage, "one more", "{}"), Code::Invalid);
    save(&mut stage, "control", "view 7", "{ }").expect("a known name takes another layout");
}
