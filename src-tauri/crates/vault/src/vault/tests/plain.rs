//! Holds lists, filters and search of a great vault against the same questions on a plain SQLite database with the same
//! rows: the same answers, and for how many times the time. `scripts/bench` runs it over a vault that it made.

use std::path::PathBuf;
use std::time::{Duration, Instant as Moment};

use model::engagement::Engagement;
use model::id::EngagementId;
use model::page::{ColumnFilter, ColumnTest, EvidenceColumn, PageQuery, SortBy};
use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::*;
use crate::fold;
use crate::search::SearchAsked;

/// Times that each question is asked of each database, in turn; the quickest counts.
const ROUNDS: usize = 5;

/// One question, whose answer is text so that any two can be compared.
type Question = (String, Box<dyn Fn(&Reader<'_>, EngagementId) -> String>);

/// A copy without any encryption, of made-up data, in a folder that is removed.
fn plain(vault: &Vault, home: &Path) -> Connection {
    let client = vault.read(|reader| reader.list::<Client>()).unwrap().remove(0);
    assert_eq!(client.short_code, "GHL", "nobody's real vault is ever written in the clear");
    let path = home.join("plain.db");
    // The connection opens files that are there, and makes none.
    fs::write(&path, "").unwrap();
    // The tables of the index of words can't be filled by a connection that protects them.
    vault.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).unwrap();
    vault.connection.execute("ATTACH DATABASE ?1 AS plain KEY ''", [path.to_str().unwrap()]).unwrap();
    vault.connection.query_row("SELECT sqlcipher_export('plain')", [], |_| Ok(())).unwrap();
    vault.connection.execute("DETACH DATABASE plain", []).unwrap();
    vault.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true).unwrap();
    let connection = Connection::open(&path).unwrap();
    let cache: i64 = vault.connection.query_row("PRAGMA cache_size", [], |row| row.get(0)).unwrap();
    for (name, value) in [("cache_size", cache.to_string()), ("mmap_size", "0".into()), ("temp_store", "MEMORY".into())]
    {
        connection.pragma_update(None, name, value).unwrap();
    }
    connection.set_prepared_statement_cache_capacity(128);
    fold::make_known(&connection).unwrap();
    connection
}

fn evidence(query: PageQuery) -> Question {
    (format!("{query:?}"), Box::new(move |reader, of| format!("{:?}", reader.page_evidence(of, &query).unwrap())))
}

fn questions() -> Vec<Question> {
    let query = |sort: Option<(&str, bool)>, filters: Vec<ColumnFilter>, offset| {
        let by = |(column, descending): (&str, bool)| SortBy { column: column.to_owned(), descending };
        PageQuery { sort: sort.map(by).into_iter().collect(), filters, offset, limit: 100, ..PageQuery::default() }
    };
    let on = |column: &str, test| vec![ColumnFilter { column: column.to_owned(), test }];
    let mut all: Vec<Question> = Vec::new();
    for column in EvidenceColumn::ALL {
        for (descending, offset) in [(false, 0), (true, 0), (false, 20_000), (true, 40_000)] {
            all.push(evidence(query(Some((column.name(), descending)), Vec::new(), offset)));
        }
    }
    let words = |column: &str, word: &str| on(column, ColumnTest::AnyOf { values: vec![word.to_owned()] });
    let text = |column: &str, text: &str| on(column, ColumnTest::Contains { text: text.to_owned() });
    for filters in [
        words("state", "received"),
        words("kind", "ticket"),
        words("controls", "OWN-200"),
        text("title", "77"),
        text("title", "week 9"),
        text("source_system", "system 1"),
    ] {
        for sort in [None, Some(("title", false)), Some(("captured_at", true))] {
            all.push(evidence(query(sort, filters.clone(), 0)));
        }
    }
    for text in ["re", "review", "ticket 008", "access", "system 12", "ev-0123", "nothing such"] {
        let ask = move |reader: &Reader<'_>, _| {
            format!("{:?}", reader.search(&SearchAsked { text, engagement: None, nouns: &[], limit: 30 }).unwrap())
        };
        all.push((format!("search {text}"), Box::new(ask)));
    }
    all
}

#[test]
#[ignore = "needs a great vault; scripts/bench makes one and runs this"]
fn a_great_vault_answers_as_plain_sqlite_does() {
    let given = |name: &str| PathBuf::from(std::env::var_os(name).unwrap_or_else(|| panic!("{name} is set")));
    let secret = fs::read_to_string(given("VOUCHSAFE_PASSPHRASE_FILE")).unwrap();
    let passphrase = Passphrase::new(secret.trim_end().to_owned());
    let vault = Vault::unlock(&given("VOUCHSAFE_GREAT_VAULT"), Secret::Passphrase(&passphrase), at(90)).unwrap();
    let home = tempfile::tempdir().unwrap();
    let plain = plain(&vault, home.path());
    let engagement = vault.read(|reader| reader.list::<Engagement>()).unwrap()[0].id;
    let (mut sealed_times, mut plain_times) = (Vec::new(), Vec::new());
    for (what, ask) in questions() {
        let mut quickest = [Duration::MAX; 2];
        for _ in 0..ROUNDS {
            let answers = [&vault.connection, &plain].map(|connection| {
                let transaction = connection.unchecked_transaction().unwrap();
                let start = Moment::now();
                let answer = ask(&Reader::new(&transaction), engagement);
                (answer, start.elapsed())
            });
            let [(sealed, sealed_time), (plain, plain_time)] = answers;
            assert!(sealed == plain, "{what}: other answers");
            quickest = [quickest[0].min(sealed_time), quickest[1].min(plain_time)];
        }
        sealed_times.push(quickest[0]);
        plain_times.push(quickest[1]);
    }
    let percentile = |times: &mut Vec<Duration>, percent: usize| {
        times.sort();
        times[(times.len() - 1) * percent / 100]
    };
    for percent in [50, 95, 100] {
        let (sealed, plain) = (percentile(&mut sealed_times, percent), percentile(&mut plain_times, percent));
        println!(
            "percentile {percent:>3} of {} questions: {:.2} times plain SQLite",
            sealed_times.len(),
            sealed.as_secs_f64() / plain.as_secs_f64()
        );
    }
}
