//! What the page of one control holds. Every field here is one that an auditor's packet shows too.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::control::{ControlCode, ControlType, Frequency, Mapping, Nature};
use crate::criterion::CriterionCode;
use crate::evidence::{Classification, Covers, EvidenceKind};
use crate::exhibit::FileType;
use crate::id::{ControlId, EvidenceId, FileId};
use crate::occurrence::{OccurrenceKey, ShownBy, Standing};
use crate::rating::RatingValue;
use crate::time::{Day, Instant, Span, ZonedInstant};

/// What stands around every page: nothing of the client by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct WalkthroughFrame {
    /// What is walked through, such as `SOC 2 Type II`.
    pub title: String,
    /// The audit period, where there is one.
    pub period: Option<Span>,
    /// The day on which one looks.
    pub as_of: Day,
    /// Whose tests these are, and that they are no examination; stands on every page.
    pub notice: String,
}

/// One control as it is shown to an auditor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct WalkthroughSheet {
    /// The control, to note a question against.
    pub control: ControlId,
    /// Its place among the chosen ones, from 1.
    pub position: usize,
    /// How many were chosen.
    pub count: usize,
    /// Code.
    pub code: ControlCode,
    /// Title.
    pub title: String,
    /// Statement.
    pub statement: String,
    /// Preventive, detective or corrective.
    pub control_type: ControlType,
    /// Manual, automated or IT-dependent manual.
    pub nature: Nature,
    /// How often it operates.
    pub frequency: Frequency,
    /// Role that answers for it.
    pub owner_role: String,
    /// Whether a criterion rests on it.
    pub key: bool,
    /// Whether it is designed and doesn't operate yet.
    pub planned: bool,
    /// Its criteria that are in scope.
    pub criteria: Vec<WalkthroughCriterion>,
    /// Other frameworks' identifiers.
    pub mappings: Vec<Mapping>,
    /// Management's own test of design.
    pub design: WalkthroughTest,
    /// Management's own test of operation; none in a Type I, which says nothing of it.
    pub operation: Option<WalkthroughTest>,
    /// What shows that it operated.
    pub shown_by: ShownBy,
    /// Its occurrences, in order; none for a control that is shown otherwise, or doesn't operate yet.
    pub occurrences: Vec<WalkthroughOccurrence>,
    /// Its populations whose evidence is released.
    pub populations: Vec<WalkthroughPopulation>,
    /// What is missing over the elapsed period, as sentences.
    pub remarks: Vec<String>,
    /// Released evidence, by number.
    pub exhibits: Vec<WalkthroughExhibit>,
    /// Items and populations of the control that the client hasn't released; nothing else is said of them.
    pub withheld: usize,
}

/// A criterion in our words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct WalkthroughCriterion {
    /// Its code.
    pub code: CriterionCode,
    /// Its title.
    pub title: String,
    /// What it asks for, in our words.
    pub summary: String,
}

/// A test of management's and what it came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct WalkthroughTest {
    /// What is done.
    pub procedure: String,
    /// The result, "not rated" where nobody has judged.
    pub result: RatingValue,
    /// The result in words.
    pub words: String,
    /// Why; empty where nobody has judged.
    pub rationale: String,
    /// When it was judged.
    pub rated_on: Option<Day>,
    /// Exhibits on which it rests.
    pub exhibits: Vec<String>,
}

/// An occurrence and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct WalkthroughOccurrence {
    /// Which.
    pub key: OccurrenceKey,
    /// Its days.
    pub days: Span,
    /// The last day on which it counts as in time.
    pub last_chance: Day,
    /// How it stands; each standing has a mark of its own.
    pub standing: Standing,
    /// The same in words.
    pub words: String,
    /// When it was performed, in time or not.
    pub performed_on: Option<Day>,
    /// Whether that was after its last chance.
    pub late: bool,
    /// The exception that is recorded of it.
    pub exception: Option<String>,
    /// Exhibits that show it.
    pub exhibits: Vec<String>,
    /// What auditors accept in its place, the first first; empty unless it is lost.
    pub instead: Vec<String>,
}

/// A population.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct WalkthroughPopulation {
    /// What is counted.
    pub name: String,
    /// The system that it comes from.
    pub source_system: String,
    /// What gives all of them.
    pub query: String,
    /// How many there are.
    pub count: u64,
    /// The days that they come from.
    pub covers: Span,
    /// The exhibit that holds them.
    pub exhibit: String,
    /// What keeps it from being relied on.
    pub lacks: Vec<String>,
}

/// A released evidence item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct WalkthroughExhibit {
    /// The item.
    pub evidence: EvidenceId,
    /// Its reference, such as `EV-0012`.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// What it is.
    pub kind: EvidenceKind,
    /// How sensitive it is.
    pub classification: Classification,
    /// What of the period it speaks for.
    pub covers: Option<Covers>,
    /// When it was captured on the source system.
    pub captured_at: Option<ZonedInstant>,
    /// When the vault received it.
    pub received_at: Instant,
    /// Its files, the main one first; none of an item that is listed without being shown.
    pub files: Vec<WalkthroughFile>,
    /// Why it is listed without being shown.
    pub not_shown: Option<String>,
}

/// A file to preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct WalkthroughFile {
    /// The file.
    pub file: FileId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub file_type: FileType,
    /// Length in bytes.
    pub size: u64,
}

impl WalkthroughSheet {
    /// The ids of all files that the page offers to preview.
    pub fn files(&self) -> BTreeSet<FileId> {
        self.exhibits.iter().flat_map(|exhibit| exhibit.files.iter().map(|file| file.file)).collect()
    }
}
