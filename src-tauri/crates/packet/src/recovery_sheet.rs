//! The recovery sheet: one page with the code that opens a vault when its passphrase is lost, for a safe place. Names the
//! vault and nothing of its client. Not a packet: nothing is attached or sealed.

use std::collections::BTreeMap;

use model::time::AsOf;
use serde_json::json;
use typeset::{Blob, Job, Standards, Watch};

use crate::job::put;
use crate::{Error, foreign, print};

/// The page.
const TEMPLATE: &str = include_str!("template/recovery_sheet.typ");

/// What stands on the sheet.
pub struct RecoverySheet<'a> {
    /// Name of the vault's folder.
    pub vault: &'a str,
    /// The code, as it is handed over.
    pub code: &'a str,
    /// When it was made.
    pub as_of: AsOf,
}

/// Makes the PDF. It holds the code: whoever asks for it keeps it as they would the code.
///
/// # Errors
/// [`Error::Typeset`] when the page can't be laid out.
pub fn recovery_sheet(sheet: &RecoverySheet<'_>) -> Result<Vec<u8>, Error> {
    let groups: Vec<&str> = sheet.code.split('-').collect();
    let mut value = json!({
        "vault": sheet.vault,
        "groups": groups,
        "made": print::day(sheet.as_of.day()),
    });
    foreign::make_safe(&mut value);
    let mut files: BTreeMap<String, Blob> = BTreeMap::new();
    put(&mut files, "recovery", &value)?;
    files.insert("/main.typ".to_owned(), Blob::from(TEMPLATE));
    let job = Job {
        main: "/main.typ".to_owned(),
        files,
        // Follows from nothing of the code.
        identifier: format!("vouchsafe:recovery:{}", sheet.as_of.at.timestamp_millis()),
        at: sheet.as_of.at,
        creator: "Vouchsafe".to_owned(),
        standards: Standards::Archive,
        watch: Watch::default(),
    };
    Ok(typeset::compile(&job)?.export()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(vault: &str) -> Vec<u8> {
        let at = chrono::DateTime::parse_from_rfc3339("2026-11-20T09:30:00+00:00").expect("an instant");
        let code = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-*";
        recovery_sheet(&RecoverySheet { vault, code, as_of: AsOf { at } }).expect("a page")
    }

    #[test]
    fn any_name_of_a_vault_makes_one_page_and_the_same_bytes() {
        for name in ["client", "", "a \"quoted\" #name\u{202e}\u{1f512}", &"long ".repeat(60)] {
            let bytes = sheet(name);
            assert!(bytes.starts_with(b"%PDF-"));
            assert_eq!(bytes, sheet(name));
        }
    }
}
