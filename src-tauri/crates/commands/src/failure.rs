//! The one error of the wire: what went wrong, as a closed code that each program turns into its user's words. The
//! message is for the log and never holds a secret, a path or evidence content.

use std::fmt;

use model::invalid::Invalid;
use serde::{Deserialize, Serialize};

/// What went wrong. Short and closed: a new code is added only when a program acts on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// No vault is open.
    Locked,
    /// The passphrase or recovery code opens no slot.
    WrongPassphrase,
    /// Another program has the vault open.
    InUse,
    /// The vault was written by a newer program.
    Newer,
    /// The folder is no vault.
    NotAVault,
    /// Something of this name is there already.
    Exists,
    /// A part of the vault is damaged.
    Damaged,
    /// The vault opens for reading only: older or cut off, or a folder that can't be written.
    ReadOnly,
    /// What was named isn't there.
    NotFound,
    /// What was to be changed has changed meanwhile.
    Stale,
    /// A value breaks a rule.
    Invalid,
    /// A rule of the work forbids the step: undoing a final action, revoking the last slot.
    Refused,
    /// Who works on this device isn't known to the vault yet.
    Unnamed,
    /// The folder to write into isn't there.
    NoFolder,
    /// A file is larger than allowed.
    TooLarge,
    /// A file can't be read, or changed or vanished while it was read.
    Unreadable,
    /// A file is of no known format.
    UnknownFormat,
    /// The disk is full.
    DiskFull,
    /// The packet or file doesn't verify.
    NotVerified,
    /// The person cancelled.
    Cancelled,
    /// A fault of this program.
    Bug,
}

/// A failed command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Failure {
    /// What went wrong.
    pub code: Code,
    /// The same for the log, more exactly.
    pub message: String,
    /// The field of the request that breaks a rule.
    pub field: Option<String>,
}

impl Failure {
    /// A failure of `code`.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), field: None }
    }

    /// The same, on a field of the request.
    pub(crate) fn on(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }

    /// A fault of this program.
    pub(crate) fn bug(what: impl fmt::Display) -> Self {
        Self::new(Code::Bug, what.to_string())
    }

    /// A request that isn't of the form asked. Of what the library says, what it quotes is left out: that may be a secret.
    pub(crate) fn malformed(error: &serde_json::Error) -> Self {
        let told = without_quotes(&error.to_string());
        Self::new(Code::Invalid, format!("the request is not of the form asked: {told}"))
    }

    /// Something named by the person isn't there.
    pub(crate) fn not_found(what: &str, name: &str) -> Self {
        Self::new(Code::NotFound, format!("there is no {what} {name}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.field {
            Some(field) if goes_on(&self.message) => write!(f, "{} {}", in_words(field), self.message),
            Some(_) | None => f.write_str(&self.message),
        }
    }
}

/// A text with `…` for all from its first to its last quotation mark, as what is quoted may hold such marks itself. The name
/// of a field that is missing stays: it is one of ours.
fn without_quotes(text: &str) -> String {
    let is_mark = |letter: char| matches!(letter, '"' | '`');
    match (text.find(is_mark), text.rfind(is_mark)) {
        (Some(first), Some(last)) if !text.starts_with("missing field `") => {
            format!("{}…{}", &text[..first], &text[last + 1..])
        }
        _ => text.to_owned(),
    }
}

/// Whether a message goes on where a field's name begins; any other is a sentence of its own.
fn goes_on(message: &str) -> bool {
    let first = message.split_whitespace().next().unwrap_or_default();
    matches!(first, "must" | "may" | "can" | "can't" | "is" | "are" | "has" | "names")
}

/// A field as people say it: states aren't set by their field's name, so nobody has met it.
fn in_words(field: &str) -> &str {
    match field {
        "state" => "its state",
        "internal" => "our status",
        "auditor" => "the auditor's status",
        "acceptance_of_risk" => "the acceptance of the risk",
        _ => field,
    }
}

impl std::error::Error for Failure {}

impl From<Invalid> for Failure {
    fn from(invalid: Invalid) -> Self {
        Self::new(Code::Invalid, invalid.rule).on(invalid.field)
    }
}

impl From<import::Error> for Failure {
    fn from(error: import::Error) -> Self {
        let code = match error {
            import::Error::TooLarge { .. }
            | import::Error::TooManyRows { .. }
            | import::Error::TooManyColumns { .. } => Code::TooLarge,
            import::Error::NotText { .. } | import::Error::Csv(_) | import::Error::Bounds(_) => Code::Unreadable,
            import::Error::MissingColumn { .. } | import::Error::NoHeadings { .. } | import::Error::NoSheet { .. } => {
                Code::UnknownFormat
            }
            import::Error::Ambiguous { .. } | import::Error::SeveralSheets { .. } | import::Error::Mapping(_) => {
                Code::Invalid
            }
        };
        Self::new(code, error.to_string())
    }
}

impl From<export::Error> for Failure {
    fn from(error: export::Error) -> Self {
        use export::Error as E;
        let code = match &error {
            E::LongCell { .. } | E::LargeTable { .. } => Code::TooLarge,
            E::Workbook(_) | E::Separated(_) | E::Document(_) | E::Mail(_) => Code::Bug,
        };
        Self::new(code, error.to_string())
    }
}

impl From<vault::Error> for Failure {
    fn from(error: vault::Error) -> Self {
        use vault::Error as E;
        let code = match &error {
            E::WrongPassphrase | E::WrongRecoveryCode | E::MistypedRecoveryCode { .. } => Code::WrongPassphrase,
            E::InUse => Code::InUse,
            E::Newer { .. } => Code::Newer,
            E::NotAVault => Code::NotAVault,
            E::Exists => Code::Exists,
            E::DamagedHeader | E::Damaged { .. } | E::BadCopy { .. } => Code::Damaged,
            E::OlderOrCutOff | E::OlderThanSeen | E::ReadOnly { .. } => Code::ReadOnly,
            E::LastSlot | E::NoFreeSlot | E::NotUndoable { .. } | E::Referenced { .. } => Code::Refused,
            E::OtherVault | E::Diverged | E::BeingCopied | E::NotReleasedAgain => Code::Refused,
            E::DiskFull { .. } | E::TooLittleRoom { .. } => Code::DiskFull,
            E::FileVanished | E::FileChanged | E::NotAFile | E::Unreadable { .. } => Code::Unreadable,
            E::NotFound { .. } | E::Purged { .. } | E::WrongKeyringSecret => Code::NotFound,
            E::Cancelled => Code::Cancelled,
            E::Unnamed => Code::Unnamed,
            E::Invalid(invalid) => return invalid.clone().into(),
            E::Stale { what } => {
                let noun = what.replace('_', " ");
                return Self::new(Code::Stale, format!("the {noun} is no longer as it was read"));
            }
            E::KdfCost { .. }
            | E::IngestFailed
            | E::ReadFailed
            | E::Random { .. }
            | E::Io { .. }
            | E::Sqlite { .. } => Code::Bug,
        };
        Self::new(code, error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_malformed_request_is_told_of_without_what_it_held() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum Known {
            One,
        }
        #[derive(Debug, serde::Deserialize)]
        struct Asked {
            #[allow(dead_code, reason = "only whether it can be read is looked at")]
            number: u32,
            #[allow(dead_code, reason = "as above")]
            known: Known,
        }
        let told = |request: serde_json::Value| {
            Failure::malformed(&serde_json::from_value::<Asked>(request).expect_err("malformed")).message
        };
        let start = "the request is not of the form asked: ";
        for secret in ["quartz", "a \"quartz\" b", "a `quartz` b", "quartz`", "\\\"quartz"] {
            let number = told(serde_json::json!({ "number": secret, "known": "one" }));
            assert_eq!(number, format!("{start}invalid type: string …, expected u32"));
            let known = told(serde_json::json!({ "number": 1, "known": secret }));
            assert!(known.starts_with(&format!("{start}unknown variant …")) && !known.contains("quartz"), "{known}");
        }
        assert_eq!(told(serde_json::json!({ "number": 1 })), format!("{start}missing field `known`"));
        assert!(!told(serde_json::json!({ "number": 424_242_424_242_u64, "known": "one" })).contains("4242"));
    }

    #[test]
    fn a_field_leads_only_what_goes_on_after_it() {
        let on = |message: &str, field: &str| Failure::new(Code::Invalid, message).on(field).to_string();
        assert_eq!(on("must be a day such as 2026-03-31", "due_on"), "due_on must be a day such as 2026-03-31");
        assert_eq!(on("is taken by another team", "name"), "name is taken by another team");
        assert_eq!(on("can't go from open to ready", "internal"), "our status can't go from open to ready");
        for whole in ["there is no plan 12week", "EV-0002 is received", "more than one person is called A", "more"] {
            assert_eq!(on(whole, "state"), whole);
        }
    }
}
