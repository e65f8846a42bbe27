//! What can be said of the key that signs packets.

use clap::Subcommand;

/// Verbs of the signing key.
#[derive(Debug, Subcommand)]
pub enum SigningKeyVerb {
    /// Show the fingerprint and the public key, and the keys that signed before
    Show,
    /// Make the key, before the first signed packet would
    Make,
    /// Put a new key in its place, such as when somebody else may have had the vault open. Whoever knows the old fingerprint
    /// must be told the new one
    Replace {
        /// Why; the activity log and the list of keys keep it
        #[arg(long)]
        reason: String,
    },
}
