//! The vault itself: creating, unlocking, checking, and who works in it on this device.

mod backup;
mod keyring;
mod salvage;
mod status;
mod strength;

use std::path::PathBuf;
use std::sync::Mutex;

use model::client::Client;
use model::id::ClientId;
use model::person::Side;
use serde::{Deserialize, Serialize};
use vault::{Condition, KdfCost, NewVault, PutOff, RecoveryCode, Vault};

pub use self::backup::{BackUpVault, RestoreVault, VaultCopied, back_up_shared, restore_shared};
pub(crate) use self::backup::{back_up, restore};
pub use self::keyring::{AcceptOlder, KeyringShown, ShowKeyring};
pub(crate) use self::keyring::{accept_older, keyring};
pub(crate) use self::salvage::salvage;
pub use self::salvage::{SalvageVault, VaultSalvaged, salvage_shared};
pub use self::status::{
    BackupStanding, LockVault, LogHeadShown, ReadOnlyReason, ShowVaultStatus, VaultCondition, VaultStatus,
};
pub(crate) use self::status::{lock, status};
pub use self::strength::{EstimateStrength, Strength};
pub(crate) use self::strength::{estimate, is_typed_alike, strength};
use crate::app::{App, Session};
use crate::engagement::{StartEngagement, Started};
use crate::failure::{Code, Failure};
use crate::held::Held;
use crate::keyring::Lookup;
use crate::person::AddPerson;
use crate::secret::Secret;
use crate::staged::{self, Staged};

/// Characters that a new passphrase must have at least.
const SHORTEST_PASSPHRASE: usize = 12;

/// Creates a vault for one client and opens it. Its recovery code is handed to the person by the host, last of all: a
/// code that was handed over opens a vault that is whole.
#[derive(Debug, Deserialize, ts_rs::TS)]
pub struct Create {
    /// The folder to make; `NAME.vault`.
    pub folder: Held,
    /// The passphrase.
    pub passphrase: Secret,
    /// Legal name of the client.
    pub legal_name: String,
    /// Two to five capital letters that begin its packet numbers.
    pub short_code: String,
    /// Industry.
    pub industry: String,
    /// Sector.
    pub sector: String,
    /// Jurisdictions.
    pub jurisdictions: Vec<String>,
    /// Who works on this device.
    pub person: String,
    /// The engagement that it begins with; the person is then the first whom the vault knows.
    pub start: Option<StartEngagement>,
}

/// A vault that was created.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct Created {
    /// Its client.
    pub client: Client,
    /// Its engagement, where it begins with one.
    pub started: Option<Started>,
}

pub(crate) fn create(app: &mut App, request: Create) -> Result<Created, Failure> {
    check_passphrase(&request.passphrase)?;
    let folder = app.take(request.folder)?;
    crate::save::require_folder(crate::save::folder_of(&folder))?;
    app.lock()?;
    let client = Client {
        id: ClientId::from(app.host().next_id()),
        revision: 1,
        legal_name: request.legal_name,
        short_code: request.short_code,
        industry: request.industry,
        sector: request.sector,
        jurisdictions: request.jurisdictions,
        logo: None,
    };
    client.check()?;
    let device = app.host().device();
    let first = NewVault {
        client: client.clone(),
        device: &device,
        person_name: &request.person,
        at: app.host().now(),
        fixed_salts: fixed_salts(app),
    };
    let passphrase = request.passphrase.passphrase();
    let (vault, code) = Vault::create(&folder, &passphrase, KdfCost::USUAL, first)?;
    app.open(Session { vault, who: request.person.clone() });
    match begin(app, request.start, request.person, &code) {
        Ok(started) => {
            // A list of recent vaults that can't be written is no reason to take a new vault back.
            crate::settings::note(app, &folder);
            Ok(Created { client, started })
        }
        Err(failure) => {
            // A vault without its engagement, or whose recovery code nobody has, isn't begun. It holds nothing but what
            // was given just now, and what its header vouches for no longer matters.
            app.lock().unwrap_or_default();
            std::fs::remove_dir_all(&folder).map_err(crate::save::failed)?;
            Err(failure)
        }
    }
}

/// What makes a new vault whole: its engagement, and its recovery code in the person's hands.
fn begin(
    app: &mut App,
    start: Option<StartEngagement>,
    person: String,
    code: &RecoveryCode,
) -> Result<Option<Started>, Failure> {
    let started = match start {
        Some(start) => {
            // Who prepares will rate, collect and review: they are the first whom the vault knows.
            let role = "Consultant".to_owned();
            crate::person::add(app, AddPerson { name: person, role, side: Side::Firm, team: None, email: None })?;
            Some(crate::engagement::start(app, start)?)
        }
        None => None,
    };
    crate::slot::HandOver::of(app)?.hand_over(code).map_err(crate::save::failed)?;
    Ok(started)
}

/// The host's own salts, where it has them.
fn fixed_salts(app: &App) -> Option<vault::FixedSalts> {
    let host = app.shared_host();
    host.fixed_salt().map(|first| {
        let mut first = Some(first);
        // A host that gives salts gives them without end; the nil one is only a way not to panic.
        Box::new(move || first.take().or_else(|| host.fixed_salt()).unwrap_or_default()) as vault::FixedSalts
    })
}

/// Refuses a passphrase that is too short to be one.
pub(crate) fn check_passphrase(passphrase: &Secret) -> Result<(), Failure> {
    let long_enough = passphrase.reveal().chars().count() >= SHORTEST_PASSPHRASE;
    let rule = format!("must have at least {SHORTEST_PASSPHRASE} characters; several words are best");
    if long_enough { Ok(()) } else { Err(Failure::new(Code::Invalid, rule).on("passphrase")) }
}

/// What opens a vault.
#[derive(Debug, Deserialize, ts_rs::TS)]
#[serde(tag = "key", content = "secret", rename_all = "snake_case")]
pub enum Key {
    /// The passphrase.
    Passphrase(Secret),
    /// The recovery code.
    RecoveryCode(Secret),
    /// What this machine's keyring keeps.
    Keyring,
}

/// Unlocks a vault.
#[derive(Debug, Deserialize, ts_rs::TS)]
pub struct Unlock {
    /// The vault's folder.
    pub folder: Held,
    /// What opens it.
    pub key: Key,
    /// Who works on this device; needed at the first unlock on it, and to change the name later.
    pub person: Option<String>,
}

/// An unlocked vault.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct Unlocked {
    /// Its client.
    pub client: Client,
    /// Who works in it.
    pub person: String,
    /// What was noticed: a header mended, opened for reading only and why, what a full disk put off.
    pub notices: Vec<String>,
}

pub(crate) fn unlock(app: &mut App, request: Unlock) -> Result<Unlocked, Failure> {
    staged::run(app, request)
}

pub(crate) fn unlock_shared(app: &Mutex<App>, request: Unlock) -> Result<Unlocked, Failure> {
    staged::run_shared(app, request)
}

/// A vault that is about to be opened.
pub(crate) struct Unlocking {
    sitting: u64,
    folder: PathBuf,
    key: Key,
    person: Option<String>,
    lookup: Lookup,
}

/// The keyring may ask the person to unlock it: nothing else waits for that. Whoever unlocks or locks meanwhile is the one
/// who counts, and an answer that comes late opens nothing and locks nothing.
impl Staged for Unlock {
    type Begun = Unlocking;
    type Done = Unlocking;
    type Answer = Unlocked;

    fn begin(self, app: &mut App) -> Result<Unlocking, Failure> {
        let Self { folder, key, person } = self;
        let folder = app.take(folder)?;
        app.lock()?;
        let lookup = Lookup::begin(app.asked(), &folder, matches!(key, Key::Keyring))?;
        Ok(Unlocking { sitting: app.sitting(), folder, key, person, lookup })
    }

    fn work(mut begun: Unlocking) -> Result<Unlocking, Failure> {
        if matches!(begun.key, Key::Keyring) {
            begun.lookup.wait();
        }
        Ok(begun)
    }

    fn end(app: &mut App, begun: Unlocking) -> Result<Unlocked, Failure> {
        if app.sitting() != begun.sitting {
            let text = "a vault was opened or locked while this one waited for its keyring: unlock it again";
            return Err(Failure::new(Code::Cancelled, text));
        }
        open(app, begun)
    }
}

fn open(app: &mut App, request: Unlocking) -> Result<Unlocked, Failure> {
    let Unlocking { sitting: _, folder, key, person, mut lookup } = request;
    let (device, at) = (app.host().device(), app.host().now());
    let mut opened_by = None;
    let unlock =
        |secret: vault::Secret<'_>, lookup: &mut Lookup| Vault::unlock_as_seen(&folder, secret, at, || lookup.head());
    let mut vault = match &key {
        Key::Passphrase(text) => unlock(vault::Secret::Passphrase(&text.passphrase()), &mut lookup)?,
        Key::RecoveryCode(text) => unlock(vault::Secret::Recovery(&RecoveryCode::parse(text.reveal())?), &mut lookup)?,
        Key::Keyring => {
            let (slot, secret) = lookup.secret()?;
            opened_by = Some(slot);
            unlock(vault::Secret::Keyring(&secret), &mut lookup)?
        }
    };
    let known = match vault.who(&device) {
        Ok(known) => Some(known),
        Err(vault::Error::Unnamed) => None,
        Err(other) => return Err(other.into()),
    };
    let sound = *vault.condition() == Condition::Sound;
    let person = match (person.filter(|name| !name.trim().is_empty()), known) {
        (Some(name), Some(known)) if name == known => known,
        // A vault that can only be read bears no name; whoever reads it changes nothing.
        (Some(name), _) if !sound => name,
        (Some(name), _) => {
            vault.name_person(&device, &name, at)?;
            name
        }
        (None, Some(known)) => known,
        (None, None) if !sound => String::new(),
        (None, None) => return Err(Failure::new(Code::Unnamed, "")),
    };
    let mut notices = notices(&vault);
    notices.extend(lookup.notice(&vault));
    let seen = vault.seen();
    app.open(Session { vault, who: person.clone() });
    let client = app.read(crate::client::the_client)?;
    if sound {
        app.begin_keeping(opened_by, seen)?;
        notices.extend(crate::commitment::carry_over(app));
    }
    notices.extend(crate::settings::note(app, &folder));
    Ok(Unlocked { client, person, notices })
}

/// Confirms that whoever sits here can open the open vault, as leaving a walkthrough asks. Opens and changes nothing.
#[derive(Debug, Deserialize, ts_rs::TS)]
pub struct ConfirmKey {
    /// What opens it.
    pub key: Key,
}

pub(crate) fn confirm(app: &mut App, request: ConfirmKey) -> Result<(), Failure> {
    let vault = app.vault()?;
    match &request.key {
        Key::Passphrase(text) => vault.confirm(vault::Secret::Passphrase(&text.passphrase()))?,
        Key::RecoveryCode(text) => vault.confirm(vault::Secret::Recovery(&RecoveryCode::parse(text.reveal())?))?,
        // It would say no more than that this machine is logged in, whoever sits here.
        Key::Keyring => {
            return Err(Failure::new(Code::Refused, "only a passphrase or recovery code shows who sits here"));
        }
    }
    Ok(())
}

/// What the person should know of the vault's condition.
fn notices(vault: &Vault) -> Vec<String> {
    let mut notices = Vec::new();
    match vault.condition() {
        Condition::Sound => {}
        Condition::OlderOrCutOff { header_seq, log_seq } => notices.push(format!(
            "this vault is older than its header, or was cut off: the header vouches for row {header_seq} of the \
             activity log, {log_seq} is the newest that fits. It opens for reading only."
        )),
        Condition::OlderThanSeen { seen_seq, log_seq } => notices.push(format!(
            "this vault's folder is older than it was when this machine last saw it, or went another way since: then the \
             newest row of its activity log was {seen_seq}, and now it ends at {log_seq}. An older copy may have been put \
             in its place. It opens for reading only. Look for the newer folder first; to go on with this one, accept it."
        )),
        Condition::Damaged { what } => {
            notices.push(format!("a part of this vault is damaged ({what}). It opens for reading only."));
        }
    }
    if let Some(mended) = vault.mended_header() {
        notices.push(format!("a copy of the header was mended: {mended}"));
    }
    if vault.rotation_begun() {
        notices.push(
            "giving this vault a new key was interrupted; what opened it still does. Begin it again with the same passphrase, \
             and it goes on from there (slots rotate-key)."
                .to_owned(),
        );
    }
    notices.extend(vault.put_off().iter().map(|what| put_off(*what).to_owned()));
    notices
}

/// What a full disk put off, in words.
const fn put_off(what: PutOff) -> &'static str {
    match what {
        PutOff::Sweep => {
            "the disk is full: what an interrupted change left behind was not removed; the next unlock tries again."
        }
        PutOff::Day => {
            "the disk is full: what depends on today's date is shown as of an earlier day until there is room."
        }
        PutOff::Head => {
            "the disk is full: the header does not vouch for the newest rows of the activity log yet; nothing of them \
             is lost."
        }
    }
}

/// Names who works on this device; the activity log bears the name from now on.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct NamePerson {
    /// The name.
    pub name: String,
}

pub(crate) fn name_person(app: &mut App, request: NamePerson) -> Result<(), Failure> {
    let (device, at) = (app.host().device(), app.host().now());
    let session = app.session()?;
    session.vault.name_person(&device, &request.name, at)?;
    session.who = request.name;
    Ok(())
}

/// Checks the whole vault.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct Check {}

/// What a check found.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct Checked {
    /// What was looked at, with counts.
    pub looked_at: Vec<String>,
    /// What is damaged or wrong, each by its name; empty when all is well.
    pub problems: Vec<String>,
}

pub(crate) fn check(app: &mut App, _: Check) -> Result<Checked, Failure> {
    let host = app.shared_host();
    let report = app.vault()?.check(&mut |step| host.progress(step))?;
    let mut looked_at = vec![
        format!("{} rows of the activity log, their chain and what they vouch for", report.log_rows),
        format!("{} records, their rules and derived values", report.records),
        format!("{} evidence files of {} bytes, each against its SHA-256", report.files, report.bytes),
        format!("{} sealed chunks", report.chunks),
    ];
    if report.purged_files + report.purged_rows > 0 {
        let (files, rows) = (report.purged_files, report.purged_rows);
        looked_at.push(format!("{files} evidence files and the bodies of {rows} rows that were purged on purpose"));
    }
    if report.orphans > 0 {
        looked_at
            .push(format!("{} chunks left by an interrupted change; the next unlock removes them", report.orphans));
    }
    looked_at.extend(report.mended.map(|mended| format!("a copy of the header was mended: {mended}")));
    let problems =
        report.problems.into_iter().map(|problem| format!("{}: {}", problem.part.name(), problem.what)).collect();
    Ok(Checked { looked_at, problems })
}
