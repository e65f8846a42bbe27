//! The rows of the list of evidence items that are held in memory follow their table, and each reader gets the rows of the
//! state that it sees.

use model::page::{ColumnFilter, ColumnTest, EvidencePage, PageQuery};

use super::*;
use crate::fixture::{custody_ids, engagement_id};

fn holding(text: &str) -> PageQuery {
    let test = ColumnTest::Contains { text: text.to_owned() };
    let filters = vec![ColumnFilter { column: "title".to_owned(), test }];
    PageQuery { filters, limit: 50, ..PageQuery::default() }
}

/// What is found with the rows in memory, which is what is found without.
fn found(vault: &Vault, text: &str) -> Vec<String> {
    let held = vault.read(|reader| reader.page_evidence(engagement_id(), &holding(text))).unwrap();
    let transaction = vault.connection.unchecked_transaction().unwrap();
    assert_eq!(held, Reader::new(&transaction).page_evidence(engagement_id(), &holding(text)).unwrap());
    references(&held)
}

fn references(page: &EvidencePage) -> Vec<String> {
    assert_eq!(page.total as usize, page.rows.len());
    page.rows.iter().map(|line| line.reference.clone()).collect()
}

fn rename(vault: &mut Vault, number: u32, title: &str, minute: u32) -> LogRow {
    let change = |writer: &Writer<'_>| {
        let mut item: EvidenceItem = writer.numbered(engagement_id(), number)?;
        let revision = item.revision;
        title.clone_into(&mut item.title);
        writer.update(item, revision)
    };
    write(vault, Action::EditEvidence, minute, change).1
}

#[test]
fn rows_in_memory_follow_what_changes() {
    let Made { mut vault, home: _home, .. } = filled();
    rename(&mut vault, 1, "Backup of March", 20);
    assert_eq!(found(&vault, "march"), ["EV-0001"]);
    attach(&mut vault, 2, b"two", 21);
    rename(&mut vault, 2, "Access in March", 22);
    assert_eq!(found(&vault, "march"), ["EV-0001", "EV-0002"]);
    let renamed = rename(&mut vault, 1, "Backup of April", 23);
    assert_eq!(found(&vault, "march"), ["EV-0002"]);
    assert_eq!(found(&vault, "april"), ["EV-0001"]);
    vault.undo(renamed.seq, at(24), WHO, custody_ids()).unwrap();
    assert_eq!(found(&vault, "march"), ["EV-0001", "EV-0002"]);
    // A row that is gone isn't found, also where nothing new has come since.
    tamper(&vault, "DELETE FROM derived_evidence WHERE number = 2");
    assert_eq!(found(&vault, "march"), ["EV-0001"]);
    // Many changes of one item leave no trace of its former values.
    for number in 0..9 {
        rename(&mut vault, 1, &format!("Backup {number}"), 30 + number);
        assert_eq!(found(&vault, &format!("backup {number}")), ["EV-0001"]);
    }
    assert_eq!(found(&vault, "backup"), ["EV-0001"]);
}

#[test]
fn a_change_that_fails_leaves_no_row() {
    let Made { mut vault, home: _home, .. } = filled();
    assert_eq!(found(&vault, "nobody"), Vec::<String>::new());
    let failed = vault.write(Action::EditEvidence, at(20), WHO, |writer| {
        let mut item: EvidenceItem = writer.numbered(engagement_id(), 1)?;
        let revision = item.revision;
        "Nobody's".clone_into(&mut item.title);
        writer.update(item, revision)?;
        // The same that is being changed, within the change.
        let seen = writer.page_evidence(engagement_id(), &holding("nobody"))?;
        assert_eq!(seen.total, 0, "derived values are made when the change ends");
        Err::<(), _>(Error::Cancelled)
    });
    assert!(matches!(failed, Err(Error::Cancelled)));
    assert_eq!(found(&vault, "nobody"), Vec::<String>::new());
    rename(&mut vault, 1, "Somebody's", 21);
    assert_eq!(found(&vault, "somebody"), ["EV-0001"]);
}

#[test]
fn who_sees_an_earlier_state_finds_what_was_there() {
    let Made { mut vault, home: _home, .. } = filled();
    rename(&mut vault, 1, "Before", 20);
    let look = vault.look().unwrap().unwrap();
    let seen = look.read(|reader| {
        let first = references(&reader.page_evidence(engagement_id(), &holding("before"))?);
        rename(&mut vault, 1, "After", 21);
        // Now the newer rows are held.
        assert_eq!(found(&vault, "after"), ["EV-0001"]);
        let still = references(&reader.page_evidence(engagement_id(), &holding("before"))?);
        Ok((first, still, references(&reader.page_evidence(engagement_id(), &holding("after"))?)))
    });
    let (first, still, after) = seen.unwrap();
    assert_eq!((first, still), (vec!["EV-0001".to_owned()], vec!["EV-0001".to_owned()]));
    assert_eq!(after, Vec::<String>::new());
    let seen = look.read(|reader| reader.page_evidence(engagement_id(), &holding("after"))).unwrap();
    assert_eq!(references(&seen), ["EV-0001"]);
    look.end();
}
