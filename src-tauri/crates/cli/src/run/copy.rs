//! Backups, restoring and salvage. What they answer, in words.

use std::path::Path;
use std::process::ExitCode;

use commands::vault::{
    BackUpVault, BackupStanding, RestoreVault, SalvageVault, ShowVaultStatus, VaultCopied, VaultSalvaged,
};

use super::{Session, key, shown};
use crate::args::{BackupArgs, Global, RestoreArgs, SalvageArgs};
use crate::failure::Problem;
use crate::output::{counted, tell};
use crate::secret;

/// Makes a backup, or a copy to be given away.
pub fn backup(session: &mut Session, args: BackupArgs) -> Result<(), Problem> {
    let folder = session.hold_new(&args.folder)?;
    let new = args.new_key.then(|| secret::new_passphrase(args.new_passphrase_file.as_deref())).transpose()?;
    let copied = session.app.call(BackUpVault { folder, new_passphrase: new })?;
    session.out.show(&copied, |it| {
        let made = if args.new_key { "Made a copy under a key of its own" } else { "Made a backup" };
        let new = match (it.was_there, it.new_chunks) {
            (false, _) => String::new(),
            (true, 0) => "\nThe earlier one there had all of its evidence already.".to_owned(),
            (true, new) => {
                format!("\nThe earlier one there lacked {}.", counted(new, "piece") + " of its evidence")
            }
        };
        let noted = if it.noted { "" } else { "\nThe activity log doesn't note it: the vault was locked." };
        format!("{made}: {}\n{}{new}{noted}", place(it, &args.folder), checked(it))
    })
}

/// Makes a vault from a backup.
pub fn restore(session: &mut Session, global: &Global, args: &RestoreArgs) -> Result<ExitCode, Problem> {
    let (backup, folder) = (session.app.hold(&args.backup), session.hold_new(&args.folder)?);
    let copied = session.app.call(RestoreVault { backup, key: key(global)?, folder })?;
    session.out.show(&copied, |it| {
        let opens = "It opens with what opens the backup.";
        format!("Restored: {}\n{}\n{opens}", place(it, &args.folder), checked(it))
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Makes a vault from what can be read of a damaged one.
pub fn salvage(session: &mut Session, global: &Global, args: &SalvageArgs) -> Result<ExitCode, Problem> {
    let (damaged, folder) = (session.app.hold(&args.damaged), session.hold_new(&args.folder)?);
    let request = SalvageVault { damaged, key: key(global)?, folder, person: global.person.clone() };
    let salvaged = session.app.call(request)?;
    session.out.show(&salvaged, |it| salvaged_words(it, &args.damaged, &args.folder))?;
    Ok(if salvaged.lost.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(7) })
}

fn salvaged_words(it: &VaultSalvaged, damaged: &Path, folder: &Path) -> String {
    let mut text = vec![format!("Salvaged into {}", shown(folder))];
    let from_log = match it.from_log {
        0 => String::new(),
        count => format!(", {count} of them from the activity log"),
    };
    text.push(format!(
        "{}{from_log}; {}, each as its SHA-256 says. The new vault was checked and is sound.",
        counted(it.records, "record"),
        counted(it.files, "evidence file")
    ));
    text.extend(it.lost.iter().map(|what| format!("LOST       {what}")));
    text.push(format!("Keep {}: its activity log, up to row {}, is there alone.", shown(damaged), it.old_seq));
    text.join("\n")
}

/// Reminds of a backup that is due.
pub fn remind(session: &mut Session) {
    // A vault whose status can't be told has worse to say, and says it.
    let Ok(status) = session.app.call(ShowVaultStatus {}) else { return };
    let BackupStanding { days, due, .. } = status.backup;
    if due {
        let since = match days {
            Some(days) => format!("the last backup of this vault is {} old", counted(days, "day")),
            None => "no backup of this vault was made yet".to_owned(),
        };
        tell(&format!("vouchsafe: {since}. Make one with vouchsafe backup FOLDER."));
    }
}

fn place(it: &VaultCopied, folder: &Path) -> String {
    if it.within { shown(&folder.join(&it.name)) } else { shown(folder) }
}

fn checked(it: &VaultCopied) -> String {
    format!(
        "It was opened and fully checked: {}, {} of {}, up to row {} of the activity log.",
        counted(it.records, "record"),
        counted(it.files, "evidence file"),
        counted(it.bytes, "byte"),
        it.seq
    )
}
