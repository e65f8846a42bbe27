//! How hard a passphrase is to guess, estimated while it is typed. The passphrase is neither kept nor logged, and nothing
//! of it stands in the answer.

use serde::{Deserialize, Serialize};
use zxcvbn::{Score, zxcvbn};

use super::SHORTEST_PASSPHRASE;
use crate::app::App;
use crate::failure::Failure;
use crate::secret::Secret;

/// Words of the person's own that are taken into account, at most.
const MOST_KNOWN: usize = 20;
/// Characters of each.
const MOST_LETTERS: usize = 100;

/// Guesses that a container's passphrase must withstand, as a power of ten. Its format makes a guess cost a thousand rounds
/// of SHA-1, of which one graphics card does some ten million a second.
const LEAST_GUESSES_LOG10: f64 = 16.0;

/// Asks how strong a passphrase is.
#[derive(Debug, Deserialize, ts_rs::TS)]
pub struct EstimateStrength {
    /// The passphrase.
    pub passphrase: Secret,
    /// What whoever guesses may know, such as the names of client and person: it makes a passphrase weaker.
    pub known: Vec<String>,
}

/// How strong a passphrase is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Strength {
    /// From 0, guessed at once, to 4, as strong as a vault deserves.
    pub score: u8,
    /// How many guesses it takes, as a power of ten; 0 for none.
    pub guesses_log10: f64,
    /// The score in a word.
    pub words: String,
    /// What makes it weak, and what would make it stronger, as sentences.
    pub advice: Vec<String>,
    /// Whether a vault takes it at all.
    pub accepted: bool,
    /// Whether a packet's container takes it, at which a guess costs far less than at a vault.
    pub accepted_for_sending: bool,
}

pub(crate) fn strength(_: &mut App, request: EstimateStrength) -> Result<Strength, Failure> {
    Ok(estimate(&request.passphrase, &request.known))
}

/// How strong a passphrase is against somebody who knows these words.
pub(crate) fn estimate(passphrase: &Secret, known: &[String]) -> Strength {
    let known: Vec<String> =
        known.iter().take(MOST_KNOWN).flat_map(|text| words_of(text)).filter(|word| word.chars().count() > 2).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let estimate = zxcvbn(passphrase.reveal(), &known);
    let letters = passphrase.reveal().chars().count();
    let mut advice = Vec::new();
    if letters < SHORTEST_PASSPHRASE {
        advice.push(format!("It needs at least {SHORTEST_PASSPHRASE} characters; several words are best."));
    }
    if let Some(feedback) = estimate.feedback() {
        let warning = feedback.warning().map(|warning| warning.to_string());
        advice.extend(warning.into_iter().chain(feedback.suggestions().iter().map(ToString::to_string)));
    }
    let guesses =
        Some(estimate.guesses_log10()).filter(|guesses| guesses.is_finite()).map_or(0.0, |guesses| guesses.max(0.0));
    let score = score(estimate.score());
    let accepted = letters >= SHORTEST_PASSPHRASE;
    Strength {
        score,
        guesses_log10: guesses,
        words: words(score).to_owned(),
        advice,
        accepted,
        accepted_for_sending: accepted && guesses >= LEAST_GUESSES_LOG10 && is_typed_alike(passphrase),
    }
}

/// Whether every program takes the same bytes for it: other letters than these are sent to an archive in other ways by
/// other programs.
pub(crate) fn is_typed_alike(passphrase: &Secret) -> bool {
    passphrase.reveal().bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

/// A text as a whole and word by word.
fn words_of(text: &str) -> Vec<String> {
    let whole: String = text.chars().take(MOST_LETTERS).collect();
    whole.split_whitespace().map(str::to_owned).chain([whole.clone()]).collect()
}

/// Only the known scores; one that a later version of the estimate may add is its best.
const fn score(found: Score) -> u8 {
    match found {
        Score::Zero => 0,
        Score::One => 1,
        Score::Two => 2,
        Score::Three => 3,
        _ => 4,
    }
}

const fn words(score: u8) -> &'static str {
    match score {
        0 => "guessed at once",
        1 => "very weak",
        2 => "weak",
        3 => "fair",
        _ => "strong",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_word_by_word() {
        assert_eq!(words_of("Ines Okafor"), ["Ines", "Okafor", "Ines Okafor"]);
        assert_eq!(words_of(&"x".repeat(500))[0].len(), MOST_LETTERS);
    }

    #[test]
    fn a_container_wants_more_than_a_vault_and_letters_that_every_program_types_alike() {
        let taken = |text: &str| {
            let found = estimate(&Secret::new(text.to_owned()), &["Harbour Pay".to_owned()]);
            (found.accepted, found.accepted_for_sending)
        };
        assert_eq!(taken("short"), (false, false));
        assert_eq!(taken("harbour pay 2026"), (true, false));
        assert_eq!(taken("7QK2-M9XD-04TZ-HV6B-R3WC"), (true, true));
        assert_eq!(taken("7QK2-M9XD-04TZ-HV6B-R3WÇ"), (true, false));
        for _ in 0..20 {
            let made = vault::Passphrase::made().expect("random");
            assert_eq!(taken(&made), (true, true), "what is made here is taken here");
        }
    }
}
