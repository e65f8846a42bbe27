//! A vault of an older schema is brought up to date, and a copy of what it was stays beside it. `fixtures/schema-1` holds
//! one that was written before there was a second migration: the fixture's records of that time, in seven rows of the log.

use std::collections::{BTreeMap, BTreeSet};

use model::commitment::{Commitment, CommitmentKind};
use model::communication::Message;
use model::gap::Gap;
use model::packet::Paper;
use model::record::Noun;
use rusqlite::Connection;

use super::*;
use crate::database;
use crate::derived::{computed, stored, stored_day};
use crate::fixture::work;
use crate::migrate::{COPY_BEFORE, NEWEST};
use crate::packet_source::load;
use crate::table::carried_line::CarriedLine;
use crate::table::list_any;

/// A copy of the stored vault, to be opened.
fn old() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    copy(Path::new("fixtures/schema-1"), &path(&home));
    home
}

fn kept(home: &tempfile::TempDir) -> PathBuf {
    path(home).join(COPY_BEFORE)
}

fn names(home: &tempfile::TempDir) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(path(home)).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Opens the copy that was kept, as a program of its time would.
fn opened(vault: &Vault, home: &tempfile::TempDir) -> Connection {
    let connection = Connection::open(kept(home)).unwrap();
    connection.pragma_update(None, "key", vault.database_key().pragma_value().as_str()).unwrap();
    connection.pragma_update(None, "cipher_hmac_algorithm", "HMAC_SHA256").unwrap();
    connection
}

/// The fixture's records of the nouns of the first schema, as they were then.
fn records_then() -> Vec<AnyRecord> {
    let later: Vec<Noun> = work().iter().map(AnyRecord::noun).collect();
    let mut records = fixture::everything();
    records.retain(|record| !later.contains(&record.noun()));
    for record in &mut records {
        if let AnyRecord::Message(message) = record {
            (message.findings, message.requests) = (BTreeSet::new(), BTreeSet::new());
            (message.claims, message.signing_roles, message.questions) = (BTreeMap::new(), Vec::new(), Vec::new());
            (message.signatory, message.superseded_by) = (None, None);
        }
        if let AnyRecord::Engagement(engagement) = record {
            (engagement.firm_logo, engagement.firm_colour) = (None, None);
            (engagement.firm_footer, engagement.paper) = (String::new(), Paper::A4);
        }
        if let AnyRecord::PlanRow(row) = record {
            (row.template, row.triggered_at) = (None, None);
        }
    }
    records
}

#[test]
fn every_record_of_an_older_vault_is_kept() {
    let home = old();
    let vault = unlock(&path(&home)).unwrap();
    assert_eq!(vault.condition(), &Condition::Sound);
    let listed = |noun| list_any(&vault.connection, noun).unwrap();
    let mut then = records_then();
    for record in &mut then {
        if let AnyRecord::Evidence(item) = record {
            item.received_at = at(10); // When it was attached.
        }
    }
    assert_eq!(then.len(), 17);
    for noun in Noun::ALL {
        let own: Vec<_> = then.iter().filter(|record| record.noun() == *noun).collect();
        let found = listed(*noun);
        assert_eq!(found.len(), own.len(), "{}", noun.name());
        assert!(own.into_iter().all(|record| found.contains(record)), "{}", noun.name());
    }
    assert_eq!(original(&vault, &fixture::evidence(1, CONTENT)).unwrap(), CONTENT);
    let today = stored_day(&vault.connection).unwrap().unwrap();
    assert_eq!(stored(&vault.connection).unwrap(), computed(&vault.connection, today).unwrap());
    assert!(!stored(&vault.connection).unwrap().occurrences.is_empty(), "the new derived values are there");
    let report = check(&vault);
    assert_eq!((report.problems, report.log_rows, report.records), (vec![], 7, 17));
}

#[test]
fn lines_of_a_system_wait_until_commitments_are_made_of_them() {
    let home = old();
    let mut vault = unlock(&path(&home)).unwrap();
    let system = fixture::system().id;
    let line = |kind, text: &str| CarriedLine { system, kind, text: text.into() };
    let lines = vault.read(|reader| reader.carried_lines()).unwrap();
    let kinds: Vec<_> = lines.iter().map(|it| it.kind).collect();
    assert!(kinds.contains(&CommitmentKind::Commitment) && kinds.contains(&CommitmentKind::Requirement), "{lines:?}");
    assert!(kinds.is_sorted(), "commitments first");
    assert_eq!(lines[0], line(CommitmentKind::Commitment, "commitment one"));
    write(&mut vault, Action::AddCommitment, 61, |writer| {
        for (made, line) in writer.carried_lines()?.into_iter().enumerate() {
            let mut commitment = fixture::commitment(made as u32 + 1);
            (commitment.kind, commitment.text) = (line.kind, line.text);
            writer.insert(&commitment)?;
        }
        writer.forget_carried_lines(system)
    });
    let made: Vec<Commitment> = vault.read(|reader| reader.list()).unwrap();
    let texts = |kind| made.iter().filter(|it| it.kind == kind).map(|it| it.text.clone()).collect::<Vec<_>>();
    for kind in [CommitmentKind::Commitment, CommitmentKind::Requirement] {
        let own = lines.iter().filter(|it| it.kind == kind).map(|it| it.text.clone());
        assert_eq!(texts(kind), own.collect::<Vec<_>>());
    }
    assert_eq!(vault.read(|reader| reader.carried_lines()).unwrap(), []);
    assert_eq!(check(&vault).problems, []);
    vault.lock().unwrap();
    let vault = unlock(&path(&home)).unwrap();
    assert_eq!(vault.read(|reader| reader.carried_lines()).unwrap(), [], "they don't come back");
}

#[test]
fn an_older_vault_is_worked_on_and_undone_like_another() {
    let home = old();
    let mut vault = unlock(&path(&home)).unwrap();
    write(&mut vault, Action::PlanTasks, 61, |writer| work().iter().try_for_each(|record| insert_any(writer, record)));
    // Row 7 began the message, before messages could speak of findings.
    vault.undo(7, at(62), WHO, fixture::custody_ids()).unwrap();
    let (messages, gaps) = vault.read(|reader| Ok((reader.list::<Message>()?, reader.list::<Gap>()?))).unwrap();
    assert_eq!((messages.len(), gaps[0].prior), (0, None));
    let then = vault.read(|reader| load(reader, fixture::engagement_id(), Some(7))).unwrap();
    assert_eq!((then.messages.len(), then.requests.len(), then.up_to()), (1, 0, 7));
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn a_whole_copy_is_kept_and_never_touched_again() {
    let home = old();
    let mut vault = unlock(&path(&home)).unwrap();
    let bytes = fs::read(kept(&home)).unwrap();
    let copied = opened(&vault, &home);
    let version: u32 = copied.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    let rows: u32 = copied.query_row("SELECT count(*) FROM activity", [], |row| row.get(0)).unwrap();
    assert_eq!((version, rows), (NEWEST - 1, 7));
    drop(copied);
    write(&mut vault, Action::AddPerson, 61, |writer| writer.insert(&fixture::person(12, "Tom Bly")));
    vault.lock().unwrap();
    // The old database is put back, and brought up to date once more.
    fs::copy("fixtures/schema-1/vault.db", path(&home).join("vault.db")).unwrap();
    drop(unlock(&path(&home)).unwrap());
    assert_eq!(fs::read(kept(&home)).unwrap(), bytes);
    assert_eq!(names(&home), ["evidence.db", "header.a", "header.b", "lock", "vault.db", COPY_BEFORE]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(kept(&home)).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn what_a_stopped_copying_left_is_no_copy() {
    let home = old();
    let part = path(&home).join(format!("{COPY_BEFORE}.new"));
    fs::write(&part, b"half").unwrap();
    drop(unlock(&path(&home)).unwrap());
    assert!(!part.exists() && fs::metadata(kept(&home)).unwrap().len() > 300_000);
}

#[test]
fn a_database_that_cannot_be_copied_whole_is_not_touched() {
    let home = old();
    let file = path(&home).join("vault.db");
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 4096 / 2 * 4096 + 100;
    bytes[middle] ^= 1;
    fs::write(&file, &bytes).unwrap();
    let answer = unlock(&path(&home)).map(|vault| vault.condition().clone());
    assert!(matches!(answer, Err(Error::Damaged { .. })), "{answer:?}");
    assert_eq!(fs::read(&file).unwrap(), bytes);
    assert!(!kept(&home).exists());
}

#[test]
fn a_new_vault_has_no_copy() {
    let Made { vault, home, .. } = made();
    vault.lock().unwrap();
    drop(unlock(&path(&home)).unwrap());
    assert!(!kept(&home).exists());
}

#[test]
fn a_newer_database_is_refused() {
    let Made { vault, home, .. } = made();
    vault.connection.pragma_update(None, "user_version", NEWEST + 1).unwrap();
    database::checkpoint(&vault.connection).unwrap();
    drop(vault);
    assert!(matches!(unlock(&path(&home)), Err(Error::Newer { found, known: NEWEST }) if found == NEWEST + 1));
}
