//! The vault itself: creating, checking, its slots and its log, and the sample.

use std::path::Path;
use std::process::ExitCode;

use commands::log::{ExtractLog, ListLog, LogExtracted, PurgeLog, RedoLog, Redone, UndoLog, Undone};
use commands::sample::{Made, MakeSample};
use commands::slot::{
    AddKeyring, ChangePassphrase, KeyRotated, ListSlots, RenewRecoveryCode, RevokeSlot, RotateKey, SlotRow,
};
use commands::vault::{AcceptOlder, Check, Create, KeyringShown, NamePerson, ShowKeyring};
use model::activity::LogRow;

use super::{Session, packet, scope, shown};
use crate::args::{Global, InitArgs, LogVerb, SlotVerb};
use crate::failure::Problem;
use crate::output::{counted, minute, or_empty, table};
use crate::secret;

/// Creates a vault and starts an engagement in it.
pub fn init(session: &mut Session, global: &Global, args: InitArgs) -> Result<ExitCode, Problem> {
    let person = global.person.clone().filter(|name| !name.trim().is_empty());
    let person = person.ok_or_else(|| Problem::Usage("say who works on this device: --as \"Your Name\"".to_owned()))?;
    let folder = session.hold_new(&args.folder)?;
    let passphrase = secret::new_passphrase(global.passphrase_file.as_deref())?;
    let request = Create {
        folder,
        passphrase,
        legal_name: args.client,
        short_code: args.code,
        industry: args.industry,
        sector: args.sector,
        jurisdictions: args.jurisdictions,
        person,
        start: Some(scope::start_request(args.start)),
    };
    let created = session.app.call(request)?;
    let folder = shown(&args.folder);
    session.out.show(&created.started, |started| {
        let mut text = format!("Created {folder}");
        if let Some(it) = started {
            text.push_str(&format!("\nStarted {}: {}.", it.engagement.title, scope::started_words(it)));
        }
        text
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Makes the sample.
pub fn demo(session: &mut Session, folder: &Path, unsigned: bool) -> Result<ExitCode, Problem> {
    let held = session.app.hold(folder);
    let made = session.app.call(MakeSample { folder: held, unsigned })?;
    session.out.show(&made, |it| made_lines(it, folder))?;
    Ok(ExitCode::SUCCESS)
}

fn made_lines(it: &Made, folder: &Path) -> String {
    let place = |name: &str| shown(&folder.join(name));
    let mut text = format!(
        "A year's engagement in {}, with {}.\n\nvault       {}\npassphrase: {}\nevidence    {}",
        counted(it.steps, "step"),
        counted(it.files, "evidence file"),
        place(&it.vault),
        it.passphrase,
        place("evidence")
    );
    for one in &it.packets {
        text.push_str(&format!(
            "\n\n{}\n{}",
            packet::exported_lines(&one.exported, &place(&one.name)),
            packet::verified_lines(&one.verified, &one.name)
        ));
    }
    text
}

/// Checks the whole vault.
pub fn check(session: &mut Session) -> Result<ExitCode, Problem> {
    let checked = session.app.call(Check {})?;
    session.out.show(&checked, |it| {
        let mut text: Vec<String> = it.looked_at.iter().map(|line| format!("looked at  {line}")).collect();
        text.extend(it.problems.iter().map(|problem| format!("PROBLEM    {problem}")));
        text.push(match it.problems.len() {
            0 => "The vault is sound.".to_owned(),
            count => format!("{}. What is not named here was read back and is undamaged.", counted(count, "problem")),
        });
        text.join("\n")
    })?;
    Ok(if checked.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(7) })
}

/// Changes the passphrase.
pub fn passphrase(session: &mut Session, file: Option<&Path>) -> Result<(), Problem> {
    let new = secret::new_passphrase(file)?;
    session.app.call(ChangePassphrase { new })?;
    session
        .out
        .show(&(), |()| "The passphrase was changed. It still opens older copies of the vault's folder.".to_owned())
}

/// Verbs of key slots.
pub fn slots(session: &mut Session, verb: SlotVerb) -> Result<(), Problem> {
    match verb {
        SlotVerb::List => {
            let list = session.app.call(ListSlots {})?;
            session.out.show(&list, |list| {
                let row = |it: &SlotRow| {
                    let cost = it
                        .memory_kib
                        .zip(it.passes)
                        .map(|(memory, passes)| format!("{} MiB, {passes} passes", memory / 1024));
                    vec![it.id.clone(), it.kind.clone(), or_empty(cost)]
                };
                table(&["Slot", "Opens with", "Key derivation"], list.iter().map(row))
            })
        }
        SlotVerb::NewRecovery { .. } => {
            session.app.call(RenewRecoveryCode {})?;
            session.out.show(&(), |()| "The earlier recovery code opens the vault no more.".to_owned())
        }
        SlotVerb::AddKeyring => {
            let added = session.app.call(AddKeyring {})?;
            session.out.show(&added, |it| {
                format!(
                    "This machine's keyring opens the vault from now on, for whoever is logged in here: slot {}.\n\
                     Use --keyring instead of the passphrase.",
                    it.id
                )
            })
        }
        SlotVerb::Keyring => {
            let shown = session.app.call(ShowKeyring { folder: None })?;
            session.out.show(&shown, keyring_lines)
        }
        SlotVerb::RotateKey { new_passphrase_file, recovery_to: _ } => {
            let passphrase = secret::new_passphrase(new_passphrase_file.as_deref())?;
            let rotated = session.app.call(RotateKey { passphrase })?;
            session.out.show(&rotated, rotated_words)
        }
        SlotVerb::Revoke { slot } => {
            let left = session.app.call(RevokeSlot { slot })?;
            session.out.show(&left, |left| {
                let revoked =
                    "The slot is revoked. Someone with an older copy of the vault's folder can still use it there.";
                left.iter().fold(revoked.to_owned(), |text, left| format!("{text}\n{left}"))
            })
        }
    }
}

fn rotated_words(it: &KeyRotated) -> String {
    let found = match it.found {
        0 => String::new(),
        found => format!(" {} of it had been sealed before this was interrupted.", counted(found, "piece")),
    };
    let mut text = format!(
        "The vault has a new key. Everything was sealed anew and checked: {}, {} of {}.{found}\n\
         It opens with the passphrase that you gave now.",
        counted(it.records, "record"),
        counted(it.files, "evidence file"),
        counted(it.bytes, "byte")
    );
    it.left.iter().for_each(|left| text.push_str(&format!("\n{left}")));
    text
}

fn keyring_lines(it: &KeyringShown) -> String {
    let machine = if it.available { "has a keyring" } else { "has no keyring that programs can reach" };
    let mut text = format!("This machine {machine}.\n");
    text.push_str(&match &it.here {
        Some(slot) => format!("It opens this vault by slot {slot}."),
        None => "It is not known to open this vault.".to_owned(),
    });
    text.push_str(&format!(" The vault has {} that keyrings open.", counted(it.slots, "slot")));
    it.trouble.iter().for_each(|trouble| text.push_str(&format!("\n{trouble}")));
    text
}

/// Goes on with an older folder.
pub fn accept_older(session: &mut Session) -> Result<(), Problem> {
    session.app.call(AcceptOlder {})?;
    session
        .out
        .show(&(), |()| "The vault can be changed again, as this folder has it. The activity log says so.".to_owned())
}

/// Verbs of the activity log.
pub fn log(session: &mut Session, verb: LogVerb) -> Result<(), Problem> {
    match verb {
        LogVerb::List { most } => {
            let list = session.app.call(ListLog { most })?;
            session.out.show(&list, |list| {
                let row = |it: &LogRow| {
                    let subjects = match it.subjects.as_slice() {
                        [] => String::new(),
                        [one] => one.noun.name().to_owned(),
                        [first, ..] => format!("{} and {} more", first.noun.name(), it.subjects.len() - 1),
                    };
                    let hash: String = it.hash.to_string().chars().take(16).collect();
                    vec![it.seq.to_string(), minute(it.at), it.who.clone(), it.action.name().to_owned(), subjects, hash]
                };
                table(&["Row", "At (UTC)", "Who", "Action", "Touched", "Hash"], list.iter().map(row))
            })
        }
        LogVerb::Undo { row } => {
            let undone = session.app.call(UndoLog { seq: row })?;
            session.out.show(&undone, undone_words)
        }
        LogVerb::Redo { row } => {
            let redone = session.app.call(RedoLog { seq: row })?;
            session.out.show(&redone, redone_words)
        }
        LogVerb::Purge { rows, reason, confirm } => {
            let purged = session.app.call(PurgeLog { rows, reason, confirm })?;
            session.out.show(&purged, |it| {
                let what = counted(it.rows, "row");
                format!("Purged what {what} held. The log says so in row {}; copies made before still have it.", it.seq)
            })
        }
        LogVerb::Extract { file, from, to } => {
            let held = session.hold_new(&file)?;
            let extracted = session.app.call(ExtractLog { from, to, file: held })?;
            session.out.show(&extracted, |it| extracted_words(it, &shown(&file)))
        }
    }
}

fn undone_words(it: &Undone) -> String {
    let what = it.undone.action.words();
    let records = counted(it.undone.subjects.len(), "record");
    format!("Undone: row {}, “{what}”, {records}. The undoing is row {} of the log.", it.undone.seq, it.row.seq)
}

fn redone_words(it: &Redone) -> String {
    let what = it.redone.action.words();
    let records = counted(it.redone.subjects.len(), "record");
    format!("Done again: row {}, “{what}”, {records}. The log says so in row {}.", it.redone.seq, it.row.seq)
}

fn extracted_words(it: &LogExtracted, file: &str) -> String {
    let after = match it.head - it.to {
        0 => String::new(),
        count => format!(", and {} that lead to the newest", counted(count, "row")),
    };
    format!(
        "{file}\nRows {} to {} of the activity log{after}. Without what changed in them.\n\
         Head: row {}, {}\nHow to check it: docs/log-format.md.",
        it.from, it.to, it.head, it.hash
    )
}

/// Names who works on this device.
pub fn name(session: &mut Session, name: &str) -> Result<(), Problem> {
    session.app.call(NamePerson { name: name.to_owned() })?;
    session.out.show(&name, |name| format!("From now on the activity log bears the name {name} for this device."))
}
