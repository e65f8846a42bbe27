//! The disk is full, at every step of the work; and it can only be read.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;

use super::Figures;
use super::dice::Dice;
use super::kill::require_good_end;
use super::stand::{Stand, said};
use super::work::{Kind, Ledger};

/// What is tried on a full disk.
const KINDS: [Kind; 9] = [
    Kind::Ingest,
    Kind::Edit,
    Kind::Undo,
    Kind::Backup,
    Kind::Export,
    Kind::Packet,
    Kind::Original,
    Kind::Extract,
    Kind::Rotate,
];
/// The largest room that is left; more than any of the work asks for. A rotation wants 96 MiB beyond a second vault.
const MOST_FREE: u64 = 176 << 20;

/// A small disk on which each kind of work is tried.
pub struct SmallDisk<'a> {
    /// The terminal program.
    pub program: &'a Path,
    /// The root of the disk, which holds nothing else.
    pub home: &'a Path,
    /// A folder on another disk, for copies that are looked at.
    pub aside: &'a Path,
    /// How many steps from no room at all to enough.
    pub steps: u32,
    /// Whether it is tried for reading only afterwards.
    pub remounts: bool,
}

/// Runs each kind of work with more and more room on the disk, then with the disk for reading only. `tell` hears of each
/// step.
pub fn full_disk(disk: &SmallDisk<'_>, tell: &mut dyn FnMut(u32)) -> Figures {
    let mut figures = Figures::default();
    if let Err(why) = try_all(disk, tell, &mut figures) {
        figures.note("begin", false, Err(why));
    }
    figures
}

fn try_all(disk: &SmallDisk<'_>, tell: &mut dyn FnMut(u32), figures: &mut Figures) -> Result<(), String> {
    let SmallDisk { program, home, aside, steps, remounts } = *disk;
    let mut stand = Stand::new(program, &home.join("stand"), aside)?;
    let mut ledger = Ledger::new(stand.look()?);
    let mut dice = Dice::new(2026);
    let filler = home.join("filler");
    for step in 0..steps {
        for kind in KINDS {
            let work = ledger.next(kind, &stand, &mut dice)?;
            // Dense where little is left, since that is where the steps of the work lie.
            let part = f64::from(step) / f64::from(steps.max(2) - 1);
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
            let free = (part.powi(3) * MOST_FREE as f64) as u64;
            fill_but(&filler, free).map_err(|error| format!("the disk can't be filled: {error}"))?;
            let output = stand.run(&work.arguments);
            fs::remove_file(&filler).map_err(|error| error.to_string())?;
            let output = output?;
            let refused = !output.status.success();
            let judged = require_good_end(output.status.code(), &[8], || said(&output))
                .and_then(|()| ledger.judge(&work, &mut stand, output.status.success()));
            figures.note(work.kind.name(), refused, judged.map_err(|why| format!("with {free} bytes free: {why}")));
            if !figures.is_clean() {
                return Ok(());
            }
        }
        tell(step + 1);
    }
    if remounts {
        read_only(&mut stand, &mut ledger, home, &mut dice, figures)?;
    }
    Ok(())
}

/// Fills the disk, but for this room.
fn fill_but(filler: &Path, free: u64) -> std::io::Result<()> {
    let mut file = File::create(filler)?;
    for piece in [1 << 20, 4096, 1] {
        while file.write_all(&vec![7; piece]).is_ok() {}
    }
    let length = file.metadata()?.len();
    file.set_len(length.saturating_sub(free))
}

/// On a disk that can only be read nothing is done, and nothing is told as done.
fn read_only(
    stand: &mut Stand,
    ledger: &mut Ledger,
    home: &Path,
    dice: &mut Dice,
    figures: &mut Figures,
) -> Result<(), String> {
    for kind in KINDS {
        let work = ledger.next(kind, stand, dice)?;
        remount(home, "ro")?;
        let output = stand.run(&work.arguments);
        remount(home, "rw")?;
        let output = output?;
        let judged = if output.status.success() {
            Err("it says that it was done".to_owned())
        } else {
            require_good_end(output.status.code(), &[8], || said(&output))
                .and_then(|()| ledger.judge(&work, stand, false))
        };
        figures.note("read-only disk", true, judged.map_err(|why| format!("{}: {why}", kind.name())));
    }
    Ok(())
}

fn remount(home: &Path, how: &str) -> Result<(), String> {
    let done = Command::new("mount").args(["-o", &format!("remount,{how}")]).arg(home).status();
    let done = done.map_err(|error| format!("mount does not start: {error}"))?;
    if done.success() { Ok(()) } else { Err(format!("the disk can't be remounted {how}")) }
}
