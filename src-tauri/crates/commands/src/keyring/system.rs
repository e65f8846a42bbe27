//! The keyring that the operating system keeps for whoever is logged in: the Secret Service, spoken to over the session's
//! message bus. Opens no connection before it is asked for something.

use ::keyring::{Entry, Error};
use zeroize::Zeroizing;

use super::{Keyring, KeyringFault};

/// Under what all entries of this program stand.
const SERVICE: &str = "Vouchsafe";
/// A name that no entry has.
const NO_ENTRY: &str = "is anybody there";
/// Bytes of a text that is read, at most; far more than any that is kept.
const MOST: usize = 4096;

/// The operating system's keyring.
#[derive(Debug, Default)]
pub(crate) struct SystemKeyring;

impl Keyring for SystemKeyring {
    fn answers(&self) -> Result<(), KeyringFault> {
        self.get(NO_ENTRY).map(drop)
    }

    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, KeyringFault> {
        let bytes = match entry(name)?.get_secret() {
            Ok(bytes) => Zeroizing::new(bytes),
            Err(Error::NoEntry) => return Ok(None),
            Err(error) => return Err(fault(error)),
        };
        let text = std::str::from_utf8(&bytes).ok().filter(|text| text.len() <= MOST);
        text.map(|text| Some(Zeroizing::new(text.to_owned()))).ok_or(KeyringFault::Failed)
    }

    fn set(&self, name: &str, text: &str) -> Result<(), KeyringFault> {
        entry(name)?.set_secret(text.as_bytes()).map_err(fault)
    }

    fn delete(&self, name: &str) -> Result<(), KeyringFault> {
        match entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(fault(error)),
        }
    }
}

fn entry(name: &str) -> Result<Entry, KeyringFault> {
    Entry::new(SERVICE, name).map_err(fault)
}

/// The library's reasons may hold what it had read: they are compared with those that are known, and dropped here.
#[allow(clippy::needless_pass_by_value, reason = "it is passed to map_err")]
fn fault(error: Error) -> KeyringFault {
    match error {
        Error::NoDefaultStore => KeyringFault::Absent,
        Error::NoStorageAccess(why) => known(&why.to_string()).unwrap_or(KeyringFault::Closed),
        Error::PlatformFailure(why) => known(&why.to_string()).unwrap_or(KeyringFault::Failed),
        _ => KeyringFault::Failed,
    }
}

/// What the Secret Service's library says where it knows why. It gives these reasons as texts alone.
fn known(why: &str) -> Option<KeyringFault> {
    match why {
        "SS Error: object locked" => Some(KeyringFault::Locked),
        "SS error: prompt dismissed" => Some(KeyringFault::Dismissed),
        "SS error: result not returned from SS API" => Some(KeyringFault::NoPlace),
        "no secret service provider or dbus session found" => Some(KeyringFault::Absent),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_that_the_library_gives_is_a_fault_of_its_own() {
        let access = |why: &str| fault(Error::NoStorageAccess(why.into()));
        assert_eq!(access("SS Error: object locked"), KeyringFault::Locked);
        assert_eq!(access("SS error: prompt dismissed"), KeyringFault::Dismissed);
        assert_eq!(access("SS error: result not returned from SS API"), KeyringFault::NoPlace);
        assert_eq!(access("something new"), KeyringFault::Closed);
        let platform = |why: &str| fault(Error::PlatformFailure(why.into()));
        assert_eq!(platform("no secret service provider or dbus session found"), KeyringFault::Absent);
        assert_eq!(platform("a bus that broke"), KeyringFault::Failed);
        assert_eq!(fault(Error::NoDefaultStore), KeyringFault::Absent);
        let kept = fault(Error::BadEncoding(b"a secret".to_vec()));
        assert_eq!((kept, kept.to_string().contains("secret")), (KeyringFault::Failed, false));
    }
}
