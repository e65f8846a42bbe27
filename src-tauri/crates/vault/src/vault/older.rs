//! Whether the folder is as new as what vouches for it: the log against the header, and the folder against what a keyring
//! of this machine last saw of it. Only a person decides that an older folder is gone on with.

use model::activity::{Action, LogRow};
use model::time::Instant;
use rusqlite::Connection;

use super::Vault;
use crate::activity;
use crate::error::{Error, Result};
use crate::header::{Header, LogHead};
use crate::key::{HeaderKey, VaultId};
use crate::keyring::KeptHead;
use crate::slot::SlotId;

/// In which condition a vault was found when it was unlocked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// It can be read and changed.
    Sound,
    /// The activity log isn't the one that the header vouches for: the database is older than the header, or was cut
    /// off. It can be read only.
    OlderOrCutOff {
        /// The newest row that the header vouches for.
        header_seq: u64,
        /// The newest row that there is.
        log_seq: u64,
    },
    /// A keyring of this machine saw it newer than its folder is, or before it went another way: an older folder was put
    /// in its place. It can be read only, until somebody accepts it ([`Vault::accept_older`]).
    OlderThanSeen {
        /// The row of the log that the header vouched for when it was last seen.
        seen_seq: u64,
        /// The newest row that there is.
        log_seq: u64,
    },
    /// Something in it is damaged, so that a change could make matters worse. It can be read and checked only.
    Damaged {
        /// What.
        what: String,
    },
}

/// What was found in the place where a keyring keeps the head of this vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Nothing, or nobody looked.
    Nothing,
    /// A head that was written with this vault's key.
    Head(KeptHead),
    /// Something else, which was compared with nothing.
    Foreign,
}

impl Seen {
    /// Reads what a keyring kept, which may be hostile.
    pub(super) fn read(kept: Option<&str>, vault: VaultId, key: &HeaderKey) -> Self {
        let Some(text) = kept else { return Self::Nothing };
        KeptHead::read(text, vault, key).map_or(Self::Foreign, Self::Head)
    }

    /// The condition of a folder that is sound in itself.
    pub(super) fn against(self, connection: &Connection, header: &Header) -> Result<Condition> {
        let Self::Head(seen) = self else { return Ok(Condition::Sound) };
        let found = || -> Result<Condition> {
            let older = Condition::OlderThanSeen { seen_seq: seen.log.seq, log_seq: activity::head(connection)?.seq };
            // The header alone may have been put back, too: to revive a slot that was revoked, which has its row.
            if header.log().seq < seen.log.seq {
                return Ok(older);
            }
            // An older folder that was changed elsewhere may have caught up in number, but holds another row. How often the
            // header was written says nothing here: a copy of the vault has a count of its own.
            let rows = activity::between(connection, seen.log.seq, seen.log.seq)?;
            let holds = |row: &LogRow| row.hash.0 == seen.log.hash && row.computed_hash() == row.hash;
            Ok(if rows.first().is_some_and(holds) { Condition::Sound } else { older })
        };
        damaged_is_a_condition(found())
    }
}

impl Vault {
    /// What was found in the place where a keyring keeps the head of this vault, when it was unlocked.
    pub fn seen(&self) -> Seen {
        self.seen
    }

    /// How often the header was written: a head that a keyring keeps is renewed when this has changed.
    pub fn generation(&self) -> u64 {
        self.header.generation()
    }

    /// Whether a head that was kept is still the present one.
    pub fn is_present(&self, head: KeptHead) -> bool {
        head.log == self.header.log()
    }

    /// The present head for the keyring that keeps the secret of `slot`, as a text without secrets. None while the vault's
    /// condition isn't sound: then it vouches for nothing.
    pub fn head_to_keep(&self, slot: SlotId) -> Option<String> {
        let head = KeptHead { slot, log: self.header.log() };
        (self.condition == Condition::Sound).then(|| head.text(self.header.vault(), &self.header_key))
    }

    /// Goes on with a folder that is older than a keyring saw it, or went another way since. Logs the decision with what
    /// was seen, then does what an unlock of a sound vault does. What was in the newer folder alone isn't in this one.
    ///
    /// # Errors
    /// [`Error::NotFound`] unless that is the vault's condition; as [`Vault::write`].
    pub fn accept_older(&mut self, at: Instant, who: &str) -> Result<LogRow> {
        let (Condition::OlderThanSeen { .. }, Seen::Head(seen)) = (&self.condition, self.seen) else {
            return Err(Error::NotFound { what: "anything newer that a keyring saw of this vault".to_owned() });
        };
        let before = std::mem::replace(&mut self.condition, Condition::Sound);
        let accepted = self
            .write(Action::AcceptOlder, at, who, |writer| {
                writer.fact("seen_row", &seen.log.seq);
                writer.fact("seen_hash", &model::evidence::Digest(seen.log.hash).to_string());
                Ok(())
            })
            .and_then(|((), row)| self.settle(at).map(|()| row));
        match accepted {
            Ok(row) => {
                self.seen = Seen::Nothing;
                Ok(row)
            }
            Err(error) => {
                self.condition = before;
                Err(error)
            }
        }
    }
}

/// Whether the log is the one that the header vouches for, and what was added since follows from it.
pub(super) fn standing(connection: &Connection, vouched: LogHead) -> Result<Condition> {
    let found = || -> Result<Condition> {
        let head = activity::head(connection)?;
        let older = Condition::OlderOrCutOff { header_seq: vouched.seq, log_seq: head.seq };
        if vouched == LogHead::EMPTY || head.seq < vouched.seq {
            return Ok(older);
        }
        let rows = activity::between(connection, vouched.seq, u64::MAX)?;
        let Some((first, added)) = rows.split_first() else { return Ok(older) };
        if first.hash.0 != vouched.hash || first.computed_hash() != first.hash {
            return Ok(older);
        }
        activity::verify_chain(added, vouched).map(|_| Condition::Sound)
    };
    damaged_is_a_condition(found())
}

fn damaged_is_a_condition(found: Result<Condition>) -> Result<Condition> {
    match found {
        Err(Error::Damaged { what }) => Ok(Condition::Damaged { what }),
        found => found,
    }
}
