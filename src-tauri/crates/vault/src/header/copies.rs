//! The two copies of the header as they lie in the folder: which of them counts, which opens, and mending the worse.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};

use super::write::write_copies;
use super::{Header, MAX_LEN, is_authentic};
use crate::error::{Error, Result};
use crate::folder::{Folder, HEADER_A, HEADER_B};
use crate::key::{HeaderKey, VaultId, VaultKey};
use crate::slot::Secret;

/// Which copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CopyName {
    /// `header.a`, written first.
    A,
    /// `header.b`.
    B,
}

impl CopyName {
    /// Its file.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::A => HEADER_A,
            Self::B => HEADER_B,
        }
    }

    /// The file that takes its place when written.
    pub(super) fn new_file(self) -> &'static str {
        match self {
            Self::A => "header.a.new",
            Self::B => "header.b.new",
        }
    }
}

/// What one copy is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Condition {
    /// Whole, authentic, and the newest generation that there is.
    Sound,
    /// Whole and authentic, but of an earlier generation than the other copy.
    Older,
    /// Not there.
    Missing,
    /// Not whole, or can't be read.
    Damaged,
    /// Whole by its checksum, but not written by somebody who had the key.
    Forged,
}

/// A copy that was worse than the other when the vault was unlocked.
#[derive(Debug)]
pub(crate) struct Mended {
    /// Which copy.
    pub(crate) copy: CopyName,
    /// What was wrong with it.
    pub(crate) was: Condition,
    /// Why it is so still, if it couldn't be written anew.
    pub(crate) failed: Option<Error>,
}

/// An unlocked header.
pub(crate) struct Unlocked {
    /// The vault key.
    pub(crate) vault_key: VaultKey,
    /// The header of the best copy.
    pub(crate) header: Header,
    /// The other copy, if it wasn't the same.
    pub(crate) mended: Option<Mended>,
}

/// A copy whose bytes are whole and in bounds.
pub(super) struct Sound {
    name: CopyName,
    pub(super) bytes: Vec<u8>,
    pub(super) header: Header,
}

/// A copy that a secret opens.
pub(super) struct Chosen<'c> {
    pub(super) copy: &'c Sound,
    pub(super) vault_key: VaultKey,
    key: HeaderKey,
}

/// One copy as found.
enum Found {
    Sound(Sound),
    Bad { name: CopyName, was: Condition, why: Error },
}

/// Both copies as found, at least one of them whole.
pub(crate) struct Copies {
    /// Whole copies, the newest generation first.
    sound: Vec<Sound>,
    /// The others.
    bad: Vec<(CopyName, Condition)>,
}

/// Reads both copies; no secret is needed. Call it under the lock.
///
/// # Errors
/// [`Error::NotAVault`] if both are missing, [`Error::Newer`] if either is of a newer format, [`Error::KdfCost`] or
/// [`Error::DamagedHeader`] if neither can be used, [`Error::Io`] if neither can be read.
pub(crate) fn read_copies(folder: &Folder) -> Result<Copies> {
    Copies::of([CopyName::A, CopyName::B].map(|name| find(folder, name)))
}

impl Copies {
    /// Both copies, as they were found.
    fn of(found: [Found; 2]) -> Result<Self> {
        let mut copies = Self { sound: Vec::new(), bad: Vec::new() };
        let mut reasons = Vec::new();
        for found in found {
            match found {
                Found::Sound(sound) => copies.sound.push(sound),
                Found::Bad { why: newer @ Error::Newer { .. }, .. } => return Err(newer),
                Found::Bad { name, was, why } => {
                    copies.bad.push((name, was));
                    reasons.push(why);
                }
            }
        }
        if copies.sound.is_empty() {
            return Err(worst(reasons));
        }
        // Stable: at the same generation and log, which only equal copies have, `header.a` stays first.
        copies.sound.sort_by_key(|copy| std::cmp::Reverse((copy.header.generation(), copy.header.log().seq)));
        Ok(copies)
    }

    /// Both copies as bytes, for a door.
    #[cfg(feature = "doors-for-tests")]
    pub(super) fn of_bytes(a: Option<Vec<u8>>, b: Option<Vec<u8>>) -> Result<Self> {
        Self::of([judged(CopyName::A, Ok(a)), judged(CopyName::B, Ok(b))])
    }

    /// Whole copies, the newest generation first.
    #[cfg(feature = "doors-for-tests")]
    pub(super) fn sound(&self) -> &[Sound] {
        &self.sound
    }

    /// The copies by the vault that they are of, the newest first. Two vaults mean that a header was put into the wrong
    /// folder: then only what lies there tells which is right, and neither may be mended by the other.
    pub(crate) fn by_vault(mut self) -> Vec<Self> {
        let is_mixed = self.sound.windows(2).any(|pair| pair[0].header.vault() != pair[1].header.vault());
        if !is_mixed {
            return vec![self];
        }
        self.sound.drain(..).map(|copy| Self { sound: vec![copy], bad: Vec::new() }).collect()
    }

    /// The best copy by its number alone, which nothing vouches for before it is unlocked.
    pub(crate) fn newest(&self) -> Option<&Header> {
        self.sound.first().map(|copy| &copy.header)
    }

    /// Unlocks the best authentic copy and mends the other one if it differs.
    ///
    /// A copy that the secret doesn't open counts all the same once the other one has given the key: if it is
    /// authentic and newer, the secret was revoked.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`], [`Error::WrongRecoveryCode`]; [`Error::DamagedHeader`] if a slot opens but no copy
    /// is authentic; [`Error::KdfCost`].
    pub(crate) fn unlock(self, folder: &Folder, secret: Secret<'_>) -> Result<Unlocked> {
        let Chosen { copy, vault_key, key } = self.choose(secret)?;
        let mended = self.mend(folder, copy, &key);
        Ok(Unlocked { vault_key, header: copy.header.clone(), mended })
    }

    /// The best authentic copy, and its keys.
    pub(super) fn choose(&self, secret: Secret<'_>) -> Result<Chosen<'_>> {
        let mut is_forged = false;
        for (place, copy) in self.sound.iter().enumerate() {
            let newer = &self.sound[..place];
            if newer.iter().any(|newer| newer.header.has_slots_of(&copy.header)) && !is_forged {
                continue; // The same slots stayed closed a moment ago.
            }
            let Some(vault_key) = copy.header.open(secret)? else { continue };
            let key = vault_key.header_key(copy.header.vault());
            if !is_authentic(&copy.bytes, &key) {
                is_forged = true;
                continue;
            }
            if newer.iter().any(|newer| is_authentic(&newer.bytes, &key)) {
                return Err(secret.wrong());
            }
            return Ok(Chosen { copy, vault_key, key });
        }
        Err(if is_forged { Error::DamagedHeader } else { secret.wrong() })
    }

    /// The newest copy that is authentic under a key that is known already; none if the key isn't theirs.
    pub(crate) fn authentic(&self, vault: VaultId, key: &HeaderKey) -> Option<Header> {
        let theirs = |copy: &&Sound| copy.header.vault() == vault && is_authentic(&copy.bytes, key);
        self.sound.iter().find(theirs).map(|copy| copy.header.clone())
    }

    /// Writes the other copy anew, if it isn't the same as `best`. A failure is told and not fatal: the vault is as
    /// safe as it was found.
    fn mend(&self, folder: &Folder, best: &Sound, key: &HeaderKey) -> Option<Mended> {
        let other = self.sound.iter().find(|other| other.name != best.name);
        let (copy, was) = match other {
            Some(other) if other.bytes == best.bytes => return None,
            Some(other) if is_authentic(&other.bytes, key) => (other.name, Condition::Older),
            Some(other) => (other.name, Condition::Forged),
            None => *self.bad.first()?,
        };
        let failed = write_copies(folder, &[copy], &best.bytes, &mut |_| Ok(())).err();
        Some(Mended { copy, was, failed })
    }
}

/// What both copies are worth now, for a check of an unlocked vault.
pub(crate) fn examine(folder: &Folder, key: &HeaderKey) -> [(CopyName, Condition); 2] {
    let found = [CopyName::A, CopyName::B].map(|name| find(folder, name));
    let newest = found
        .iter()
        .filter_map(|found| match found {
            Found::Sound(copy) if is_authentic(&copy.bytes, key) => Some(copy.header.generation()),
            _ => None,
        })
        .max();
    found.map(|found| match found {
        Found::Bad { name, was, .. } => (name, was),
        Found::Sound(copy) if !is_authentic(&copy.bytes, key) => (copy.name, Condition::Forged),
        Found::Sound(copy) if Some(copy.header.generation()) < newest => (copy.name, Condition::Older),
        Found::Sound(copy) => (copy.name, Condition::Sound),
    })
}

fn find(folder: &Folder, name: CopyName) -> Found {
    judged(name, read_bounded(folder, name))
}

fn judged(name: CopyName, read: Result<Option<Vec<u8>>>) -> Found {
    let bad = |was, why| Found::Bad { name, was, why };
    let bytes = match read {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return bad(Condition::Missing, Error::NotAVault),
        Err(why) => return bad(Condition::Damaged, why),
    };
    match Header::decode(&bytes) {
        Ok(header) => Found::Sound(Sound { name, bytes, header }),
        Err(why) => bad(Condition::Damaged, why),
    }
}

/// The bytes of a copy, at most one more than any header has; `None` if it is missing.
fn read_bounded(folder: &Folder, name: CopyName) -> Result<Option<Vec<u8>>> {
    let doing = |source| Error::Io { doing: "reading the header", source };
    let path = folder.file(name.file());
    match fs::symlink_metadata(&path) {
        // A pipe put there by somebody else would block the opening for ever.
        Ok(found) if !found.is_file() => return Err(Error::DamagedHeader),
        Err(source) if source.kind() == ErrorKind::NotFound => return Ok(None),
        Ok(_) => {}
        Err(source) => return Err(doing(source)),
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(doing)?;
    file.take(MAX_LEN as u64 + 1).read_to_end(&mut bytes).map_err(doing)?;
    Ok(Some(bytes))
}

/// The reason to tell when no copy can be used: the one that says most.
fn worst(reasons: Vec<Error>) -> Error {
    let rank = |why: &Error| match why {
        Error::KdfCost { .. } => 0,
        Error::DamagedHeader => 1,
        Error::NotAVault => 3,
        _ => 2,
    };
    reasons.into_iter().min_by_key(rank).unwrap_or(Error::NotAVault)
}
