//! What can be said on the command line. No secret can: passphrases come from a file, standard input or a prompt.

mod commitment;
mod copy;
mod evidence;
mod export;
mod finding;
mod follow_up;
mod gap;
mod holiday;
mod matrix;
mod message;
mod organisation;
mod packet;
mod readiness;
mod request;
mod scope;
mod search;
mod sheet;
mod signing_key;
mod task;
mod team;
#[cfg(test)]
mod tests;
mod time;
mod user_control;
mod value;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueHint};

pub use commitment::CommitmentVerb;
pub use copy::{BackupArgs, RestoreArgs, SalvageArgs};
pub use evidence::{AddArgs, EvidenceVerb, ImportArgs, IpeArgs, RedactArgs};
pub use export::{ExportArgs, FormArgs};
pub use finding::{FindingStepArgs, FindingVerb};
pub use follow_up::FollowUpVerb;
pub use gap::{GapStepArgs, GapVerb};
pub use holiday::HolidayVerb;
pub use matrix::{ControlVerb, CriterionVerb, RatingVerb};
pub use message::{MessageVerb, PlanVerb, SaveArgs, ScenarioVerb};
pub use organisation::{OrganisationVerb, ReportArgs};
pub use packet::{ContainerArgs, ExportPacketArgs, PacketArgs, PacketVerb, PartArgs, PresentationArgs};
pub use readiness::ReadinessVerb;
pub use request::RequestVerb;
pub use scope::{ClientVerb, EngagementVerb, InitArgs, LogoArgs, PersonVerb, StartArgs, SurfaceVerb, SystemVerb};
pub use search::SearchArgs;
pub use sheet::{DecidedArgs, SheetFileArgs, SheetVerb};
pub use signing_key::SigningKeyVerb;
pub use task::{PlanStartArgs, TaskStepArgs, TaskVerb};
pub use team::TeamVerb;
pub use time::{OccurrenceVerb, PopulationVerb};
pub use user_control::UserControlVerb;
pub use value::facts;
use value::number;

/// Prepare a SOC 2 Type II audit offline: one encrypted vault a client, auditor-ready packets that prove themselves.
///
/// Nothing that the vault holds lies on the disk in the clear, and no network connection is ever opened.
#[derive(Debug, Parser)]
#[command(name = "vouchsafe", version, propagate_version = true, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub verb: Verb,
}

/// The exit codes, as `--help` and the manual page show them.
pub const EXIT_CODES: &str = "Exit codes:
  0  done
  1  a fault of this program
  2  the command line is wrong
  3  wrong passphrase or recovery code, or none given
  4  the vault is in use, newer than this program, or no vault
  5  what was named is not there
  6  a value breaks a rule, or a rule of the work forbids the step
  7  damage was found, or a packet does not verify
  8  a file or folder could not be read or written, or the disk is full
  9  cancelled";

/// What every subcommand takes. The heading keeps it apart from the subcommand's own options.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The vault: a folder NAME.vault
    #[arg(long, global = true, env = "VOUCHSAFE_VAULT", value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub vault: Option<PathBuf>,
    /// Read the passphrase from the first line of FILE (- for standard input) instead of asking
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub passphrase_file: Option<PathBuf>,
    /// Unlock with the recovery code in the first line of FILE (- for standard input)
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "passphrase_file", value_hint = ValueHint::FilePath)]
    pub recovery_code_file: Option<PathBuf>,
    /// Unlock with what this machine's keyring keeps (see slots add-keyring)
    #[arg(long, global = true, conflicts_with_all = ["passphrase_file", "recovery_code_file"])]
    pub keyring: bool,
    /// Who works on this device, needed at the first unlock on it
    #[arg(long = "as", global = true, value_name = "NAME")]
    pub person: Option<String>,
    /// The engagement, by title or id; without it the newest
    #[arg(long, global = true, value_name = "TITLE")]
    pub engagement: Option<String>,
    /// Print data as JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// Show no progress
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Create a vault and start an engagement from a profile
    Init(Box<InitArgs>),
    /// Make a sample: a vault with a year's engagement, its evidence files, and four verified packets
    Demo {
        /// The folder to make it in; must not exist, or hold an earlier sample
        #[arg(value_hint = ValueHint::DirPath)]
        folder: PathBuf,
        /// Leave the packets unsigned: two samples have two signing keys, and only unsigned packets of them are the same
        #[arg(long)]
        unsigned: bool,
    },
    /// The client whose vault this is
    #[command(subcommand)]
    Client(ClientVerb),
    /// The system that is audited
    #[command(subcommand)]
    System(SystemVerb),
    /// Engagements: one audit of the system each
    #[command(subcommand)]
    Engagement(EngagementVerb),
    /// People named in the vault
    #[command(subcommand)]
    Person(PersonVerb),
    /// Teams: who works together, and who leads
    #[command(subcommand)]
    Team(TeamVerb),
    /// Subservice organisations and how far their reports reach
    #[command(subcommand)]
    Organisation(OrganisationVerb),
    /// Complementary user entity controls: what the client takes for granted that its customers do
    #[command(subcommand)]
    UserControl(UserControlVerb),
    /// Service commitments and system requirements
    #[command(subcommand)]
    Commitment(CommitmentVerb),
    /// Holidays of the client's calendar: due dates in business days pass over them
    #[command(subcommand)]
    Holiday(HolidayVerb),
    /// Surfaces: the parts of the system where things break
    #[command(subcommand)]
    Surface(SurfaceVerb),
    /// Trust services criteria and which of them are in scope
    #[command(subcommand)]
    Criterion(CriterionVerb),
    /// The control matrix
    #[command(subcommand)]
    Control(ControlVerb),
    /// Occurrences: each time that a control must run in the period, and how it stands
    #[command(subcommand)]
    Occurrence(OccurrenceVerb),
    /// Populations: every event of a per-event control, counted
    #[command(subcommand)]
    Population(PopulationVerb),
    /// Evidence items: files with their dates, state and custody
    #[command(subcommand)]
    Evidence(EvidenceVerb),
    /// Ratings of design and operation
    #[command(subcommand)]
    Rating(RatingVerb),
    /// The readiness score: management's own figure of what is shown, explained, and its history
    #[command(subcommand)]
    Readiness(ReadinessVerb),
    /// The gap analysis
    #[command(subcommand)]
    Gap(GapVerb),
    /// Evidence requests: the auditor's list, and where each line stands
    #[command(subcommand)]
    Request(RequestVerb),
    /// Findings of an audit or a monitoring check
    #[command(subcommand)]
    Finding(FindingVerb),
    /// Follow-ups: what the auditor asked in walkthroughs, and what was answered
    #[command(subcommand)]
    FollowUp(FollowUpVerb),
    /// Tasks of the remediation plan, with their earliest days
    #[command(subcommand)]
    Task(TaskVerb),
    /// The communication plan; and starting a preparation plan
    #[command(subcommand)]
    Plan(PlanVerb),
    /// Messages of the communication plan
    #[command(subcommand)]
    Message(MessageVerb),
    /// Scenarios of the communication plan: a whole set of rows and drafts for a crisis
    #[command(subcommand)]
    Scenario(ScenarioVerb),
    /// Search records and the texts of evidence files; without --engagement all engagements
    Search(SearchArgs),
    /// Spreadsheets that come in: shown before they are taken over
    #[command(subcommand)]
    Sheet(SheetVerb),
    /// Export records as a spreadsheet that comes in again
    Export(ExportArgs),
    /// Packets: auditor-ready PDF files
    #[command(subcommand)]
    Packet(PacketVerb),
    /// Check the whole vault: headers, database, every chunk and hash, the log's chain, derived values
    Check,
    /// Make a backup while the vault may be in use here: opened and fully checked before it counts
    Backup(BackupArgs),
    /// Make a vault from a backup, and check it
    Restore(RestoreArgs),
    /// Make a new vault from all that can be read of a damaged one, and list what is lost
    Salvage(SalvageArgs),
    /// Change the passphrase
    Passphrase {
        /// Read the new passphrase from the first line of FILE (- for standard input) instead of asking
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Key slots: what opens the vault
    #[command(subcommand)]
    Slots(SlotVerb),
    /// The key that signs packets, by whose fingerprint others know them
    #[command(subcommand)]
    SigningKey(SigningKeyVerb),
    /// Go on with a vault whose folder is older than this machine saw it; what only the newer one held isn't in it
    AcceptOlder,
    /// The activity log
    #[command(subcommand)]
    Log(LogVerb),
    /// Name who works on this device
    Name {
        /// The name that the activity log will bear
        name: String,
    },
    /// Write shell completions to standard output
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual page to standard output
    Man,
}

/// Verbs of key slots.
#[derive(Debug, Subcommand)]
pub enum SlotVerb {
    /// List the slots
    List,
    /// Make a new recovery code; the old one opens the vault no more
    NewRecovery {
        /// Write the code to FILE instead of showing it
        #[arg(long, value_name = "FILE")]
        recovery_to: Option<PathBuf>,
    },
    /// Let this machine's keyring open the vault, for whoever is logged in here
    AddKeyring,
    /// Show whether this machine has a keyring, and which slot it opens
    Keyring,
    /// Give the vault a new key: everything is sealed anew, and no older copy of the folder helps with it any more. Needs as
    /// much room again for a while; interrupted, it goes on when it is begun again with the same passphrase
    RotateKey {
        /// Read the passphrase from then on, which may be the present one, from the first line of FILE (- for standard
        /// input) instead of asking
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        new_passphrase_file: Option<PathBuf>,
        /// Write the new recovery code to FILE instead of showing it
        #[arg(long, value_name = "FILE")]
        recovery_to: Option<PathBuf>,
    },
    /// Revoke a slot. Someone with an older copy of the folder can still use it there
    Revoke {
        /// The slot's id, as listed
        slot: String,
    },
}

/// Verbs of the activity log.
#[derive(Debug, Subcommand)]
pub enum LogVerb {
    /// List the newest rows
    List {
        /// Rows at most
        #[arg(long, value_parser = number::<u32>, default_value_t = 40)]
        most: u32,
    },
    /// Undo a row, if nothing that it touched has changed since; undoing an undo does it again
    Undo {
        /// The row's number; without it the newest that can be undone
        #[arg(value_parser = number::<u64>)]
        row: Option<u64>,
    },
    /// Do again what was undone, if nothing that it touched has changed since
    Redo {
        /// The number of the row that was undone, or of its undoing; without it the newest undoing, if nothing else was
        /// changed after it
        #[arg(value_parser = number::<u64>)]
        row: Option<u64>,
    },
    /// Destroy what rows hold for good: the images of records before and after. The rows stay and their chain holds; what
    /// they changed can't be undone or shown as it was any more
    Purge {
        /// The rows' numbers
        #[arg(required = true, value_parser = number::<u64>)]
        rows: Vec<u64>,
        /// Why
        #[arg(long)]
        reason: String,
        /// The word purge: nothing brings it back
        #[arg(long, value_name = "WORD")]
        confirm: String,
    },
    /// Write rows to a file that anyone can check up to the newest row without the vault; never what changed in them
    Extract {
        /// The file of JSON lines to write; must not exist
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// The first row; without it row 1
        #[arg(long, value_parser = number::<u64>, value_name = "ROW")]
        from: Option<u64>,
        /// The last row that is asked for; without it the newest. Those after it are needed for the proof and follow
        #[arg(long, value_parser = number::<u64>, value_name = "ROW")]
        to: Option<u64>,
    },
}
