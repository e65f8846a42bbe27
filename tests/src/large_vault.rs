//! Great vaults: made through the commands alone, and timed through them. Every name in them is invented.

mod log;
mod make;
mod questions;
mod views;

use std::path::Path;
use std::sync::Arc;

use commands::engagement::StartEngagement;
use commands::vault::{Create, Key, Unlock};
use commands::{App, Failure, Secret};
use model::page::{ColumnFilter, ColumnTest};

pub use log::make_long;
pub use make::make;
pub use questions::ask;
pub use views::time;

use crate::host::TestHost;

/// Unlocks a vault.
///
/// # Errors
/// Those of the command.
pub fn opened(folder: &Path, passphrase: &str) -> Result<App, Failure> {
    let mut app = App::new(Arc::new(TestHost::starting_at(9_000_000)));
    let folder = app.hold(folder);
    let key = Key::Passphrase(Secret::new(passphrase.to_owned()));
    app.call(Unlock { folder, key, person: None })?;
    Ok(app)
}

fn create(app: &mut App, folder: &Path, passphrase: &str, start: Option<StartEngagement>) -> Result<(), Failure> {
    let request = Create {
        folder: app.hold(folder),
        passphrase: Secret::new(passphrase.to_owned()),
        legal_name: "Great Harbour Ltd".to_owned(),
        short_code: "GHL".to_owned(),
        industry: "retail".to_owned(),
        sector: "online shop".to_owned(),
        jurisdictions: vec!["United Kingdom".to_owned()],
        person: "Ines Okafor".to_owned(),
        start,
    };
    app.call(request).map(|_| ())
}

fn any_of(column: &str, values: &[&str]) -> ColumnFilter {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    ColumnFilter { column: column.to_owned(), test: ColumnTest::AnyOf { values } }
}

fn contains(column: &str, text: &str) -> ColumnFilter {
    ColumnFilter { column: column.to_owned(), test: ColumnTest::Contains { text: text.to_owned() } }
}
