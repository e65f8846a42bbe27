//! Makes a vault with a long activity log, through the commands alone: each row is an edit of a person and holds that
//! record before and after. Every name in it is invented.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant as Moment;

use commands::person::{AddPerson, EditPerson};
use commands::{App, Failure};
use model::person::Side;

use super::create;
use crate::host::TestHost;

/// People who are edited in turn.
const PEOPLE: usize = 50;

/// Makes the vault with a log of so many rows. Where nothing is synced to a disk, as on a tmpfs, a million rows take some
/// minutes.
///
/// # Errors
/// Those of the commands.
pub fn make_long(folder: &Path, passphrase: &str, rows: usize) -> Result<(), Failure> {
    let mut app = App::new(Arc::new(TestHost::default()));
    create(&mut app, folder, passphrase, None)?;
    let start = Moment::now();
    let mut people = Vec::with_capacity(PEOPLE);
    for number in 0..PEOPLE.min(rows) {
        let (name, role) = (format!("Person {number}"), "Head of a team".to_owned());
        people.push(app.call(AddPerson { name, role, side: Side::Client, team: None, email: None })?.id.to_string());
    }
    for number in people.len()..rows {
        let facts = serde_json::json!({ "role": format!("Head of team {number}") });
        let facts = serde_json::from_value(facts).expect("facts");
        app.call(EditPerson { person: people[number % people.len()].clone(), facts })?;
        if number % 100_000 == 0 {
            println!("{number} rows after {:.0?}", start.elapsed());
        }
    }
    println!("{rows} rows in {:.0?}", start.elapsed());
    app.lock()
}
