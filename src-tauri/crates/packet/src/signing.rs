//! Signing a packet: its manifest, and the file that the typesetter made. Every signature is verified before it counts.
//! Holds no private half of a key.

use model::packet::Signer;
use model::signing_key::PublicKey;

use crate::signature::{Line, message, verifies};
use crate::{Error, seal};

/// The signature of a message by a key.
///
/// # Errors
/// [`Error::Sign`] if the signer has no such key; [`Error::OtherKey`] if what it gives isn't that key's signature.
pub(crate) fn signed(signer: &dyn Signer, key: PublicKey, message: &[u8]) -> Result<[u8; 64], Error> {
    let signature = signer.sign(key, message).map_err(Error::Sign)?;
    if verifies(key, message, &signature) { Ok(signature) } else { Err(Error::OtherKey) }
}

/// Puts the line of the signature into a finished PDF, directly before its end, where the seal's line follows it.
///
/// # Errors
/// As [`signed`]; [`Error::Unsealable`] when the file doesn't end in `startxref`, a number and `%%EOF`.
pub(crate) fn sign(mut pdf: Vec<u8>, signer: &dyn Signer, key: PublicKey) -> Result<Vec<u8>, Error> {
    let end = seal::end(&pdf).ok_or(Error::Unsealable)?;
    let (before, after) = pdf.split_at(end);
    let signature = signed(signer, key, &message(before, after))?;
    pdf.splice(end..end, Line { key, signature }.bytes());
    Ok(pdf)
}
