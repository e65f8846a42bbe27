//! Makes great vaults and times them; a release holds none of this.
//!
//! - `large-vault make VAULT PASSPHRASE_FILE EVIDENCE CONTROLS`: of the size at which the window's grids are measured
//! - `large-vault log VAULT PASSPHRASE_FILE ROWS`: with a long activity log
//! - `large-vault ask VAULT PASSPHRASE_FILE [PATTERN]`: lists, filters and search, by percentiles
//! - `large-vault views VAULT PASSPHRASE_FILE`: what each view of the window asks

use std::path::Path;

use commands::Failure;
use tests::large_vault::{ask, make, make_long, opened, time};

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let [verb, folder, file, rest @ ..] = arguments.as_slice() else {
        panic!("large-vault VERB VAULT PASSPHRASE_FILE")
    };
    let folder = Path::new(folder);
    let passphrase = std::fs::read_to_string(file).expect("the passphrase's file is read");
    let passphrase = passphrase.trim_end_matches(['\r', '\n']);
    let number = |text: &str| text.parse::<usize>().expect("a number");
    match (*verb, rest) {
        ("make", [evidence, controls]) => make(folder, passphrase, number(evidence), number(controls)),
        ("log", [rows]) => make_long(folder, passphrase, number(rows)),
        ("ask", pattern) => ask(folder, passphrase, pattern.first().copied()),
        ("views", []) => {
            let mut app = opened(folder, passphrase)?;
            time(&mut app)?;
            app.lock()
        }
        _ => panic!("large-vault make|log|ask|views; see the top of its source"),
    }
}
