//! What can be wrong with reference data. Names the file and the line, never the cell's content.

use std::path::PathBuf;

use model::communication::ScenarioKind;

use crate::profile::Profile;

/// Reference data that can't be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The first line isn't the provenance note that every file must begin with.
    #[error("{file}: the first line must be the provenance note")]
    Provenance {
        /// The file.
        file: PathBuf,
    },
    /// A row of a table doesn't fit its type.
    #[error("{file}, line {line}: the row doesn't fit its type")]
    Row {
        /// The file.
        file: PathBuf,
        /// The line, counted from 1.
        line: u64,
        /// Which cell, and why.
        #[source]
        source: csv::Error,
    },
    /// A TOML file or the front matter of a template doesn't fit its type.
    #[error("{file}: the text doesn't fit its type")]
    Toml {
        /// The file.
        file: PathBuf,
        /// Where, and why.
        #[source]
        source: Box<toml::de::Error>,
    },
    /// A template doesn't begin with its front matter between two lines of `+++`.
    #[error("{file}: the front matter must stand between two lines of +++")]
    FrontMatter {
        /// The file.
        file: PathBuf,
    },
    /// Braces that aren't a merge field `{{ name }}` of small letters, digits and underscores.
    #[error("{file}: a merge field is malformed")]
    MergeField {
        /// The file.
        file: PathBuf,
    },
    /// A profile that the program offers isn't in the data.
    #[error("profiles.toml: the profile {profile} is missing")]
    ProfileMissing {
        /// The profile.
        profile: Profile,
    },
    /// A scenario that the program offers isn't in the data.
    #[error("scenarios.toml: the scenario {} is missing", .scenario.name())]
    ScenarioMissing {
        /// The scenario.
        scenario: ScenarioKind,
    },
}
