//! Searching the vault.

use clap::Args;
use model::record::Noun;

use super::value::number;

/// What is looked for.
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// Words: all must be there; the last may be the beginning of one
    #[arg(required = true, value_name = "TEXT")]
    pub text: Vec<String>,
    /// Only this noun, such as control, evidence or gap; may be repeated
    #[arg(long, value_name = "NOUN", value_parser = noun)]
    pub noun: Vec<Noun>,
    /// Hits at most
    #[arg(long, value_parser = number::<u32>, default_value_t = 40)]
    pub most: u32,
}

fn noun(text: &str) -> Result<Noun, String> {
    let name = text.trim().to_lowercase().replace(['-', ' '], "_");
    Noun::from_name(&name).ok_or_else(|| {
        let names: Vec<_> = Noun::ALL.iter().map(|noun| noun.name().replace('_', "-")).collect();
        format!("must be one of {}", names.join(", "))
    })
}
