//! The program is killed in the middle of its work, runs beside another of itself, and loses the file that it reads.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::Figures;
use super::dice::Dice;
use super::stand::{Stand, said};
use super::work::{Kind, Ledger};

/// Rounds after which a new vault is begun, so that looking at it stays quick.
const ROUNDS_A_VAULT: u32 = 60;

/// Tries `rounds` kills, and for each tenth of them two programs at once and a file that vanishes, in vaults below `home`.
/// `tell` hears of each round. The same seed asks for the same work at the same moments.
pub fn kills(program: &Path, home: &Path, rounds: u32, seed: u64, tell: &mut dyn FnMut(u32)) -> Figures {
    let (mut figures, mut dice) = (Figures::default(), Dice::new(seed));
    let mut trial: Option<Trial> = None;
    for round in 0..rounds {
        if round % ROUNDS_A_VAULT == 0 {
            let folder = home.join(format!("round-{round}"));
            trial = match Trial::begin(program, &folder) {
                Ok(begun) => Some(begun),
                Err(why) => {
                    figures.note("begin", false, Err(why));
                    return figures;
                }
            };
        }
        let Some(trial) = &mut trial else { return figures };
        let kind = trial.kinds[usize::try_from(round).unwrap_or(0) % trial.kinds.len()];
        trial.kill(kind, &mut dice, &mut figures);
        if round % 10 == 9 {
            trial.two_programs(&mut dice, &mut figures);
            trial.vanished(&mut dice, &mut figures);
        }
        tell(round + 1);
        if !figures.is_clean() {
            // What came after would only tell of the same: the folder is kept as it is.
            return figures;
        }
        if (round + 1) % ROUNDS_A_VAULT == 0 {
            fs::remove_dir_all(&trial.stand.home).unwrap_or_default();
        }
    }
    figures
}

/// A vault, what is known of it, and how long each kind of work takes.
struct Trial {
    stand: Stand,
    ledger: Ledger,
    kinds: Vec<Kind>,
    unlocking: Duration,
    taking: BTreeMap<Kind, Duration>,
}

impl Trial {
    fn begin(program: &Path, folder: &Path) -> Result<Self, String> {
        let stand = Stand::new(program, folder, &folder.join("aside"))?;
        let ledger = Ledger::new(stand.look()?);
        let mut kinds = Kind::ALL.to_vec();
        let help = stand.run(&["slots".to_owned(), "--help".to_owned()])?;
        if !String::from_utf8_lossy(&help.stdout).contains("rotate-key") {
            kinds.retain(|kind| *kind != Kind::Rotate);
        }
        let started = Instant::now();
        stand.run(&["client".to_owned(), "show".to_owned()])?;
        Ok(Self { stand, ledger, kinds, unlocking: started.elapsed(), taking: BTreeMap::new() })
    }

    /// How long this kind of work took when it was let alone: longer work has more moments to be killed in.
    fn time_of(&mut self, kind: Kind, dice: &mut Dice, figures: &mut Figures) -> Option<Duration> {
        if let Some(taken) = self.taking.get(&kind) {
            return Some(*taken);
        }
        let work = self.ledger.next(kind, &self.stand, dice);
        let started = Instant::now();
        let done = work.and_then(|work| Ok((self.stand.run(&work.arguments)?, work)));
        let taken = started.elapsed();
        let judged = done.and_then(|(output, work)| {
            let confirmed = output.status.success();
            if !confirmed {
                return Err(format!("let alone, it fails: {}", said(&output)));
            }
            self.ledger.judge(&work, &mut self.stand, true)
        });
        figures.note("let alone", false, judged);
        self.taking.insert(kind, taken);
        figures.is_clean().then_some(taken)
    }

    fn kill(&mut self, kind: Kind, dice: &mut Dice, figures: &mut Figures) {
        let Some(taking) = self.time_of(kind, dice, figures) else { return };
        // Most of them after the key is derived, when the work begins; some at any moment.
        let from = if dice.below(5) == 0 { Duration::ZERO } else { self.unlocking.mul_f32(0.6) };
        let wait = dice.between(from.min(taking), taking.mul_f32(1.1));
        let (mut cut, mut name) = (false, kind.name());
        let outcome = self.ledger.next(kind, &self.stand, dice).and_then(|work| {
            name = work.kind.name();
            let mut child = self.stand.start(&work.arguments)?;
            std::thread::sleep(wait);
            cut = child.try_wait().is_ok_and(|ended| ended.is_none());
            child.kill().map_err(|error| format!("it can't be killed: {error}"))?;
            let output = child.wait_with_output().map_err(|error| error.to_string())?;
            require_good_end(output.status.code(), &[], || said(&output))?;
            self.ledger.judge(&work, &mut self.stand, output.status.success())
        });
        figures.note(name, cut, outcome.map_err(|why| format!("after {wait:?}: {why}")));
    }

    /// A second program at a moment of the first: one of them may be refused, and what either confirmed is there.
    fn two_programs(&mut self, dice: &mut Dice, figures: &mut Figures) {
        let wait = dice.between(Duration::ZERO, self.unlocking.mul_f32(1.5));
        let outcome = self.ledger.next(Kind::Ingest, &self.stand, dice).and_then(|first| {
            let second = self.ledger.next(Kind::Edit, &self.stand, dice)?;
            let one = self.stand.start(&first.arguments)?;
            std::thread::sleep(wait);
            let other = self.stand.run(&second.arguments)?;
            let one = one.wait_with_output().map_err(|error| error.to_string())?;
            for output in [&one, &other] {
                require_good_end(output.status.code(), &[4], || said(output))?;
            }
            let works = [(&first, one.status.success()), (&second, other.status.success())];
            self.ledger.judge_both(works, &self.stand)
        });
        figures.note("two programs", false, outcome.map_err(|why| format!("after {wait:?}: {why}")));
    }

    /// The file goes, or is cut short, while it is read.
    fn vanished(&mut self, dice: &mut Dice, figures: &mut Figures) {
        let wait = dice.between(Duration::ZERO, self.unlocking.mul_f32(1.3));
        let half = dice.below(2) == 0;
        let outcome = self.ledger.next(Kind::Ingest, &self.stand, dice).and_then(|mut work| {
            let child = self.stand.start(&work.arguments)?;
            std::thread::sleep(wait);
            work.take_away(&self.stand, half)?;
            let output = child.wait_with_output().map_err(|error| error.to_string())?;
            require_good_end(output.status.code(), &[5, 8], || said(&output))?;
            self.ledger.judge(&work, &mut self.stand, output.status.success())
        });
        figures.note("vanished file", false, outcome.map_err(|why| format!("after {wait:?}: {why}")));
    }
}

/// A program ends by itself with 0 or one of these codes, or by the kill: never by a fault of its own.
pub(super) fn require_good_end(code: Option<i32>, may: &[i32], said: impl FnOnce() -> String) -> Result<(), String> {
    match code {
        None | Some(0) => Ok(()),
        Some(code) if may.contains(&code) => Ok(()),
        Some(_) => Err(format!("it ended by itself: {}", said())),
    }
}
