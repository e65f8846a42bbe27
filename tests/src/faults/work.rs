//! What the program is asked to do, and whether what is there afterwards is right: as before, or as it was to be.

use std::fs;
use std::path::PathBuf;

use model::activity::bytes_digest;

use super::Outcome;
use super::dice::Dice;
use super::stand::{CONTROL, Stand, State};
use crate::host::noise;

/// The file that comes in.
const EVIDENCE: &str = "evidence.bin";

/// A kind of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Ingest,
    Edit,
    Undo,
    Backup,
    Passphrase,
    Export,
    Packet,
    Original,
    Extract,
    Rotate,
}

impl Kind {
    pub(super) const ALL: [Self; 10] = [
        Self::Ingest,
        Self::Edit,
        Self::Undo,
        Self::Backup,
        Self::Passphrase,
        Self::Export,
        Self::Packet,
        Self::Original,
        Self::Extract,
        Self::Rotate,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Ingest => "ingest",
            Self::Edit => "edit",
            Self::Undo => "undo",
            Self::Backup => "backup",
            Self::Passphrase => "passphrase",
            Self::Export => "sheet",
            Self::Packet => "packet",
            Self::Original => "original",
            Self::Extract => "log extract",
            Self::Rotate => "rotate key",
        }
    }
}

/// One piece of work, ready to be begun.
pub(super) struct Work {
    pub(super) kind: Kind,
    pub(super) arguments: Vec<String>,
    /// The title that the control is to have.
    title: Option<String>,
    /// SHA-256 of the file that is to be written, where it is known before.
    original: Option<String>,
    /// SHA-256 of the file that is to come in; several, where the file itself changes meanwhile.
    digests: Vec<String>,
    /// The file that is to be written.
    file: Option<PathBuf>,
    /// The passphrase that is to open the vault.
    passphrase: Option<String>,
}

impl Work {
    /// Takes away the file that is to come in, or half of it. What comes in is then what lay there before or after, never
    /// a mixture.
    pub(super) fn take_away(&mut self, stand: &Stand, half: bool) -> Result<(), String> {
        let file = stand.home.join(EVIDENCE);
        let told = |error: std::io::Error| format!("the file can't be taken away: {error}");
        if !half {
            return fs::remove_file(file).map_err(told);
        }
        let open = fs::OpenOptions::new().write(true).open(&file).map_err(told)?;
        let length = open.metadata().map_err(told)?.len();
        open.set_len(length / 2).map_err(told)?;
        self.digests.push(bytes_digest(&fs::read(&file).map_err(told)?).to_string());
        Ok(())
    }
}

/// What is known of a vault while it is worked on.
pub(super) struct Ledger {
    pub(super) state: State,
    /// Titles before each edit that can be undone, with its row.
    edits: Vec<(u64, String)>,
    /// What the backup in its folder was last known to hold, and what opened it.
    backup: Option<(State, String)>,
    /// How often the vault got a new key: a backup under the old one takes nothing under the new one.
    keys: u32,
    /// The passphrase of a rotation that was interrupted.
    rotating: Option<String>,
    number: u64,
}

impl Ledger {
    pub(super) fn new(state: State) -> Self {
        Self { state, edits: Vec::new(), backup: None, keys: 0, rotating: None, number: 0 }
    }

    /// A piece of work of this kind; where there is nothing to undo, an edit, and where there is nothing to save, an intake.
    pub(super) fn next(&mut self, kind: Kind, stand: &Stand, dice: &mut Dice) -> Result<Work, String> {
        self.number += 1;
        let number = self.number;
        let kind = match kind {
            Kind::Undo if self.edits.is_empty() => Kind::Edit,
            Kind::Original if self.state.evidence.is_empty() => Kind::Ingest,
            kind => kind,
        };
        let mut work = Work {
            kind,
            arguments: Vec::new(),
            title: None,
            original: None,
            digests: Vec::new(),
            file: None,
            passphrase: None,
        };
        let words: Vec<String> = match kind {
            Kind::Ingest => {
                let bytes = noise(dice.below(u64::MAX), 200_000 + usize::try_from(dice.below(3_000_000)).unwrap_or(0));
                stand.put(EVIDENCE, &bytes)?;
                work.digests.push(bytes_digest(&bytes).to_string());
                ["evidence", "add", EVIDENCE, "--kind", "log", "--control", CONTROL].map(str::to_owned).to_vec()
            }
            Kind::Edit => {
                let title = format!("Title {number}, {}", dice.below(u64::MAX));
                work.title = Some(title.clone());
                ["control", "edit", CONTROL, "--title"].map(str::to_owned).into_iter().chain([title]).collect()
            }
            Kind::Undo => {
                let (row, before) = self.edits.last().cloned().unwrap_or_default();
                work.title = Some(before);
                vec!["log".to_owned(), "undo".to_owned(), row.to_string()]
            }
            Kind::Backup => vec!["backup".to_owned(), self.backup_folder()],
            Kind::Passphrase => {
                let passphrase = format!("correct horse battery staple {}", dice.below(u64::MAX));
                stand.put("new-passphrase", passphrase.as_bytes())?;
                work.passphrase = Some(passphrase);
                ["passphrase", "--new-passphrase-file", "new-passphrase"].map(str::to_owned).to_vec()
            }
            Kind::Export => {
                let name = format!("matrix-{number}.csv");
                work.file = Some(stand.home.join(&name));
                vec!["export".to_owned(), "matrix".to_owned(), "--csv".to_owned(), name]
            }
            Kind::Packet => {
                let name = format!("packet-{number}.pdf");
                work.file = Some(stand.home.join(&name));
                vec!["packet".to_owned(), "export".to_owned(), name]
            }
            Kind::Original => {
                let folder = stand.home.join("saved");
                fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
                let (reference, digest) = self.state.evidence.last_key_value().ok_or("there is no evidence")?;
                (work.file, work.original) =
                    (Some(folder.join(format!("{reference}_{EVIDENCE}"))), Some(digest.clone()));
                vec!["evidence".to_owned(), "save".to_owned(), reference.clone(), "saved".to_owned()]
            }
            Kind::Extract => {
                let name = format!("log-{number}.jsonl");
                work.file = Some(stand.home.join(&name));
                vec!["log".to_owned(), "extract".to_owned(), name]
            }
            Kind::Rotate => {
                // One that was interrupted goes on with the same passphrase.
                let fresh = || format!("seven quiet harbours under pine {}", dice.below(u64::MAX));
                let passphrase = self.rotating.take().unwrap_or_else(fresh);
                stand.put("new-passphrase", passphrase.as_bytes())?;
                self.rotating = Some(passphrase.clone());
                work.passphrase = Some(passphrase);
                let words = ["slots", "rotate-key", "--new-passphrase-file", "new-passphrase", "--recovery-to"];
                words.map(str::to_owned).into_iter().chain([format!("code-{number}.txt")]).collect()
            }
        };
        work.arguments = words;
        Ok(work)
    }

    /// Looks at what a piece of work left, and goes on from there. `confirmed`: the program ended and said that it was
    /// done.
    pub(super) fn judge(&mut self, work: &Work, stand: &mut Stand, confirmed: bool) -> Result<Outcome, String> {
        let is_new = match &work.passphrase {
            Some(new) => self.judge_passphrase(new, stand)?,
            None => false,
        };
        let found = stand.look()?;
        let before = std::mem::replace(&mut self.state, found.clone());
        let wanted = self.wanted(work, &before, &found);
        let is_done = match work.kind {
            Kind::Ingest | Kind::Edit | Kind::Undo => {
                if !found.is_as(&before) && !found.is_as(&wanted) {
                    return Err(format!("neither as before nor as it was to be: {before:?}, {found:?}"));
                }
                found.is_as(&wanted)
            }
            Kind::Backup
            | Kind::Passphrase
            | Kind::Export
            | Kind::Packet
            | Kind::Original
            | Kind::Extract
            | Kind::Rotate => {
                if !found.is_as(&before) {
                    return Err(format!("something else was changed: {before:?}, {found:?}"));
                }
                match work.kind {
                    Kind::Backup => self.judge_backup(&before, stand, confirmed)?,
                    Kind::Passphrase | Kind::Rotate => is_new,
                    _ => judge_file(work, stand)?,
                }
            }
        };
        match work.kind {
            Kind::Edit if is_done => self.edits.push((found.edited, before.title)),
            Kind::Undo if is_done => drop(self.edits.pop()),
            Kind::Rotate if is_done => {
                // Backups under earlier keys have been looked at; a small disk has no room for them all.
                fs::remove_dir_all(stand.home.join(self.backup_folder())).unwrap_or_default();
                (self.rotating, self.backup) = (None, None);
                self.keys += 1;
            }
            _ => {}
        }
        Ok(match (confirmed, is_done) {
            (true, true) => Outcome::Confirmed,
            (true, false) => Outcome::Lost,
            (false, true) => Outcome::Unconfirmed,
            (false, false) => Outcome::Nothing,
        })
    }

    /// Looks at what two pieces of work left that ran to their end at once: each is there if it was confirmed, and left
    /// nothing if it was refused.
    pub(super) fn judge_both(&mut self, works: [(&Work, bool); 2], stand: &Stand) -> Result<Outcome, String> {
        let found = stand.look()?;
        let before = std::mem::replace(&mut self.state, found.clone());
        let mut wanted = before.clone();
        for (work, _) in works.iter().filter(|(_, confirmed)| *confirmed) {
            wanted = self.wanted(work, &wanted, &found);
        }
        if !found.is_as(&wanted) {
            return Err(format!("not what was confirmed: {before:?}, {found:?}, {wanted:?}"));
        }
        if found.title != before.title {
            self.edits.push((found.edited, before.title));
        }
        let confirmed = works.iter().any(|(_, confirmed)| *confirmed);
        Ok(if confirmed { Outcome::Confirmed } else { Outcome::Nothing })
    }

    /// What the vault is to hold once the work is done.
    fn wanted(&self, work: &Work, before: &State, found: &State) -> State {
        let mut wanted = before.clone();
        if let Some(title) = &work.title {
            wanted.title.clone_from(title);
        }
        if let Some(first) = work.digests.first() {
            // Under whatever number it came in: one more, and with this content.
            let new = found.evidence.iter().find(|(reference, _)| !before.evidence.contains_key(*reference));
            let reference = new.map_or_else(|| "none".to_owned(), |(reference, _)| reference.clone());
            let digest = new.map(|(_, digest)| digest).filter(|digest| work.digests.contains(digest)).unwrap_or(first);
            wanted.evidence.insert(reference, digest.clone());
        }
        wanted
    }

    /// Exactly one of the two opens the vault.
    fn judge_passphrase(&self, new: &str, stand: &mut Stand) -> Result<bool, String> {
        let opens = [stand.opens_with(&stand.passphrase), stand.opens_with(new)];
        if opens[0] == opens[1] {
            return Err(format!("the old passphrase opens: {}, the new one: {}", opens[0], opens[1]));
        }
        if opens[1] {
            new.clone_into(&mut stand.passphrase);
            stand.put("passphrase", new.as_bytes())?;
        }
        Ok(opens[1])
    }

    fn backup_folder(&self) -> String {
        format!("backup-{}.vault", self.keys)
    }

    /// The copy in the folder is the one that is asked for, or the earlier one; none only if there was none.
    fn judge_backup(&mut self, before: &State, stand: &Stand, confirmed: bool) -> Result<bool, String> {
        let folder = stand.home.join(self.backup_folder());
        if !folder.join("header.a").exists() && self.backup.is_none() && !confirmed {
            return Ok(false);
        }
        let earlier = self.backup.take();
        let (found, opened_by) = match (stand.look_at_copy(&folder, &stand.passphrase), &earlier) {
            (Ok(found), _) => (found, stand.passphrase.clone()),
            // It may still be the one from before the passphrase was changed.
            (Err(_), Some((_, passphrase))) => (stand.look_at_copy(&folder, passphrase)?, passphrase.clone()),
            (Err(why), None) => return Err(format!("the backup: {why}")),
        };
        let is_new = found.is_as(before) && found.seq >= before.seq && opened_by == stand.passphrase;
        if !is_new && earlier.as_ref().is_none_or(|(earlier, _)| !found.is_as(earlier)) {
            return Err(format!("the backup is neither the new nor the earlier one: {before:?}, {found:?}"));
        }
        self.backup = Some((found, opened_by));
        Ok(is_new)
    }
}

/// A file that was to be written is there and whole, or isn't there.
fn judge_file(work: &Work, stand: &Stand) -> Result<bool, String> {
    let Some(file) = work.file.as_ref().filter(|file| file.exists()) else { return Ok(false) };
    let bytes = fs::read(file).map_err(|error| error.to_string())?;
    let whole = match (work.kind, &work.original) {
        (_, Some(digest)) => bytes_digest(&bytes).to_string() == *digest,
        (Kind::Extract, None) => is_whole_extract(&bytes),
        (Kind::Packet, None) => {
            let words = ["packet".to_owned(), "verify".to_owned(), file.display().to_string()];
            stand.run(&words)?.status.success()
        }
        (_, None) => {
            let again = ["export", "matrix", "--csv", "again.csv"].map(str::to_owned);
            stand.run(&again)?;
            let same = fs::read(stand.home.join("again.csv")).is_ok_and(|again| again == bytes);
            fs::remove_file(stand.home.join("again.csv")).unwrap_or_default();
            same
        }
    };
    fs::remove_file(file).map_err(|error| error.to_string())?;
    if whole { Ok(true) } else { Err("half a file has its name".to_owned()) }
}

/// Whether an extract of the log ends with the row that its first line names.
fn is_whole_extract(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let head = |line: Option<&str>, name: &str| {
        let line: serde_json::Value = serde_json::from_str(line?).ok()?;
        Some((line[name].as_u64()?, line["hash"].as_str()?.to_owned()))
    };
    text.ends_with('\n')
        && head(text.lines().next(), "head").is_some()
        && head(text.lines().next(), "head") == head(text.lines().last(), "seq")
}
