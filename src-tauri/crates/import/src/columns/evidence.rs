//! How evidence indexes call the columns of an evidence item.

use model::sheet::evidence::EvidenceColumn;

use super::Known;

/// Words for kinds of evidence.
pub(super) const KIND_WORDS: &[(&str, &[&str])] = &[
    ("population", &["population list", "full population", "full list"]),
    ("sample", &["samples", "sample items"]),
    ("configuration", &["config", "settings", "configuration export"]),
    ("change_history", &["change log", "configuration history"]),
    ("policy", &["procedure", "policy document", "policy / procedure", "standard"]),
    ("screenshot", &["screen shot", "screen capture", "screen print"]),
    ("system_report", &["system generated report", "system export", "export", "extract"]),
    ("report", &["assessment", "minutes", "meeting minutes"]),
    ("ticket", &["tickets", "case"]),
    ("log", &["logs", "log extract", "audit log"]),
    ("contract", &["agreement", "contracts"]),
    ("training_record", &["training", "training records", "acknowledgement"]),
    ("correspondence", &["email", "e-mails", "letter"]),
];

impl Known for EvidenceColumn {
    fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::Reference => &["Evidence #", "Evidence number", "Evidence ref", "EV #"],
            Self::Files => &["File", "Files", "Filename", "File names", "Document", "Attachment", "Path", "File path"],
            Self::Requests => {
                &["Request", "Requests", "Request IDs", "Request #", "Request ref", "PBC", "PBC #", "PBC ID", "PBC ref"]
            }
            Self::Controls => &["Control", "Control IDs", "Control #", "Control ref", "Ctrl ID"],
            Self::Kind => &["Evidence kind", "Evidence type", "Type", "Type of evidence"],
            Self::Title => &["Evidence title", "Name", "Evidence name", "Description", "Evidence description"],
            Self::Classification => &["Sensitivity", "Data classification", "Confidentiality"],
            Self::CoversFrom => &["Period from", "Period start", "From", "Date from", "Coverage start"],
            Self::CoversTo => &["Period to", "Period end", "To", "Date to", "Coverage end"],
            Self::AsOf => &["As of date", "As at", "Point in time date"],
            Self::CapturedAt => {
                &["Captured", "Capture time", "Captured on", "Extracted at", "Extraction date", "Run at"]
            }
            Self::SourceSystem => &["Source", "System", "System of record", "Application"],
            Self::CollectedBy => &["Collector", "Collected", "Provided by", "Extracted by", "Captured by"],
            Self::ReceivedAt => &["Received", "Received on", "Date received"],
            Self::State => &["Status", "Evidence status"],
            Self::Sha256 => &["Hash", "SHA256", "Digest", "Checksum"],
        }
    }

    fn words(self) -> &'static [(&'static str, &'static [&'static str])] {
        match self {
            Self::Kind => KIND_WORDS,
            Self::Classification => &[
                ("public", &["unclassified"]),
                ("internal", &["internal use", "internal only"]),
                ("confidential", &["company confidential"]),
                ("personal", &["personal data", "PII"]),
                ("restricted", &["secret", "strictly confidential", "highly confidential"]),
            ],
            Self::State
            | Self::Reference
            | Self::Files
            | Self::Requests
            | Self::Controls
            | Self::Title
            | Self::CoversFrom
            | Self::CoversTo
            | Self::AsOf
            | Self::CapturedAt
            | Self::SourceSystem
            | Self::CollectedBy
            | Self::ReceivedAt
            | Self::Sha256 => &[],
        }
    }
}
